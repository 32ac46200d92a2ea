package uk.childpathways.standards;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.childpathways.calendar.DayNotCounted;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;

/** How due dates are said to people. */
final class Sentences {

    private Sentences() {}

    /** The whole sentence. The time of day is said where hours are counted and it is known. */
    static String explain(Timescale timescale, ClockStart start, boolean recorded, TimeLimit.End end) {
        TimeLimit limit = timescale.limit();
        LocalDate startDay = England.dayOf(start.at());
        String moment = Days.LONG.day(startDay)
                + (limit.unit() == Unit.HOURS && !start.dateOnly() ? " at " + Days.time(start.at()) : "");
        StringBuilder text = new StringBuilder();
        if (limit.unit() == Unit.DATE) {
            text.append(upper(timescale.runsFromWords()));
            if (!recorded) text.append(" is not on record yet; until it is, the day on which this step began counts");
        } else if (recorded) {
            text.append(limit.words())
                    .append(limit.direction() == Direction.BEFORE ? " before " : " from ")
                    .append(timescale.runsFromWords())
                    .append(" on ")
                    .append(moment);
        } else {
            text.append(limit.words())
                    .append(" from the beginning of this step on ")
                    .append(moment);
        }
        List<DayNotCounted> holidays = end.bankHolidays();
        if (!holidays.isEmpty()) text.append("; ").append(holidays(holidays)).append(" not counted");
        text.append("; due ");
        text.append(limit.unit() == Unit.DATE ? Days.LONG.day(end.day()) : Days.LONG.due(end.at(), startDay));
        if (timescale.authority() != null && !timescale.authority().isBlank())
            text.append("; ").append(timescale.authority());
        return text.toString();
    }

    /**
     * The sentence, where a decision chose the row: said too are the profile by which it was chosen, and that nothing is
     * due before the evening on which the situation came on record.
     */
    static String chosen(String explained, Instant notBefore, String profile) {
        return explained
                + (notBefore == null
                        ? ""
                        : "; not before " + Days.LONG.day(England.dayOf(notBefore))
                                + ", when the child's situation changed")
                + "; chosen for the profile '" + profile + "'";
    }

    /** The same where another interval was agreed in the journey: a shorter one, or a longer one with its reason. */
    static String explainAgreed(
            Timescale timescale, AgreedInterval agreed, ClockStart start, boolean recorded, TimeLimit.End end) {
        LocalDate startDay = England.dayOf(start.at());
        TimeLimit interval = agreed.limit();
        StringBuilder text = new StringBuilder("Every ")
                .append(interval.amount() == 1 ? interval.words().substring(2) : interval.words())
                .append(", as agreed by ")
                .append(agreed.by())
                .append(" on ")
                .append(Days.LONG.day(England.dayOf(agreed.at())))
                .append("; the limit is ")
                .append(timescale.limit().words())
                .append("; counted from ")
                .append(recorded ? timescale.runsFromWords() : "the beginning of this step")
                .append(" on ")
                .append(Days.LONG.day(startDay));
        if (!end.bankHolidays().isEmpty())
            text.append("; ").append(holidays(end.bankHolidays())).append(" not counted");
        if (agreed.reason() != null)
            text.append("; the reason: ").append(agreed.reason().strip().replaceAll("\\.$", ""));
        text.append("; due ").append(Days.LONG.due(end.at(), startDay));
        if (timescale.authority() != null && !timescale.authority().isBlank())
            text.append("; ").append(timescale.authority());
        return text.toString();
    }

    /** "Good Friday 3 and Easter Monday 6 April": the month is said once, after its last day. */
    static String holidays(List<DayNotCounted> days) {
        Map<YearMonth, List<DayNotCounted>> months = new LinkedHashMap<>();
        days.forEach(day -> months.computeIfAbsent(YearMonth.from(day.date()), month -> new ArrayList<>())
                .add(day));
        List<String> parts = new ArrayList<>();
        months.forEach((month, ofMonth) -> {
            for (int i = 0; i < ofMonth.size(); i++) {
                DayNotCounted day = ofMonth.get(i);
                parts.add(day.why() + " " + day.date().getDayOfMonth()
                        + (i == ofMonth.size() - 1 ? " " + Days.month(month) : ""));
            }
        });
        return and(parts);
    }

    private static String and(List<String> parts) {
        if (parts.size() == 1) return parts.get(0);
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }

    private static String upper(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
