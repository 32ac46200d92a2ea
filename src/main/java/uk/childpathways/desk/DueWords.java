package uk.childpathways.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;

/**
 * When something is due, as people say it: counted in days of the calendar in England, never in hours. "Due tomorrow,
 * Tue 1 December" is said all Monday long. The same words in Tasklist, on the desk and on the child's page.
 *
 * @param words for example "due today, Mon 30 November"; "no time limit" where there is none
 * @param late whether the moment has passed
 */
public record DueWords(String words, boolean late) {

    private static final DueWords NONE = new DueWords("no time limit", false);

    /** @param due null where there is no limit */
    public static DueWords of(Instant due, Instant now) {
        if (due == null) {
            return NONE;
        }
        LocalDate today = England.dayOf(now);
        LocalDate day = England.dayOf(due);
        long days = ChronoUnit.DAYS.between(today, day);
        // A limit that lasts until the end of a day has no hour; any other says its own.
        boolean hour = !England.at(due).toLocalTime().withNano(0).equals(England.END_OF_DAY);
        String on = Days.CARD.day(day, today) + (hour ? " at " + Days.time(due) : "");
        if (due.isBefore(now)) {
            return new DueWords("late: was due " + before(-days, on), true);
        }
        return new DueWords("due " + ahead(days, on), false);
    }

    private static String before(long days, String on) {
        if (days == 0) return "today, " + on;
        return days == 1 ? "yesterday, " + on : on + ", " + days + " days ago";
    }

    private static String ahead(long days, String on) {
        if (days == 0) return "today, " + on;
        return days == 1 ? "tomorrow, " + on : on + ", in " + days + " days";
    }
}
