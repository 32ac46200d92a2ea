package uk.childpathways.chronology;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TypedDay;
import uk.childpathways.children.ChronologyEntry;

/** What was typed on the page of a correction, read against what stands there now. */
final class TypedCorrection {

    private static final String AT = " at ";
    private static final int LONGEST = 100_000;

    private TypedCorrection() {}

    /**
     * @param changed the answers that are to hold from now on, by the names of the questions: those alone that differ
     * @param problems a sentence at each field that cannot be accepted
     */
    record Read(Map<String, String> changed, Map<String, String> problems) {}

    /** How the answer stands in its field of the page. */
    static String shown(Correctable.Field field, Object answer) {
        String text = String.valueOf(answer);
        return switch (field.sort()) {
            case "day" ->
                text.length() == 10
                        ? Days.SHORT.day(LocalDate.parse(text))
                        : TypedDay.of(text).words();
            case "moment" ->
                England.moment(text)
                        .map(at -> Days.SHORT.day(at) + AT + Days.time(at))
                        .orElse(text);
            default -> text;
        };
    }

    static Read read(
            Correctable.Fields fields, ChronologyEntry entry, Map<String, String> typed, String prefix, Instant now) {
        Map<String, String> changed = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        for (Correctable.Field field : fields.fields()) {
            String name = prefix + field.key();
            String stands = shown(field, entry.answers().get(field.key()))
                    .replace("\r\n", "\n")
                    .strip();
            String said = Optional.ofNullable(typed.get(name))
                    .orElse(stands)
                    .replace("\r\n", "\n")
                    .strip();
            if (said.equals(stands)) {
                continue;
            }
            if (said.replaceAll("[\\u00a0\\u200b\\ufeff]", "").isBlank()) {
                problems.put(name, "Say what is right. What was wrong stays on the record beside it.");
            } else if (said.length() > LONGEST) {
                problems.put(name, "This is longer than the " + LONGEST + " letters that have room here. Shorten it.");
            } else {
                read(field, said, entry, now)
                        .accept(
                                value -> {
                                    if (!value.equals(entry.answers().get(field.key()))) {
                                        changed.put(field.key(), value);
                                    }
                                },
                                problem -> problems.put(name, problem));
            }
        }
        return new Read(changed, problems);
    }

    /** What was read, or why it was not. */
    private record Value(String value, String problem) {

        void accept(java.util.function.Consumer<String> read, java.util.function.Consumer<String> refused) {
            if (problem == null) {
                read.accept(value);
            } else {
                refused.accept(problem);
            }
        }
    }

    private static Value read(Correctable.Field field, String said, ChronologyEntry entry, Instant now) {
        return switch (field.sort()) {
            case "day" -> day(said, entry, now);
            case "time" ->
                TypedDay.time(said)
                        .map(time -> new Value(time.toString(), null))
                        .orElseGet(() -> new Value(null, notATime(said)));
            case "moment" -> moment(said, now);
            case "choice" ->
                field.choices().containsKey(said)
                        ? new Value(said, null)
                        : new Value(null, "Choose one of the answers.");
            default -> new Value(said, null);
        };
    }

    private static Value day(String said, ChronologyEntry entry, Instant now) {
        TypedDay day = TypedDay.read(said, England.dayOf(now)).orElseThrow();
        boolean earlier = ContactKind.EARLIER.key().equals(entry.answers().get("contactKind"));
        if (day.problem() != null) {
            return new Value(null, day.problem());
        }
        if (day.exactness() != TypedDay.Exactness.DAY && !earlier) {
            return new Value(null, "Only of an earlier event may the day be left open. Say the day, as in 25/11/2026.");
        }
        return day.first().isAfter(England.dayOf(now))
                ? new Value(null, Days.LONG.day(day.first()) + " has not come yet: here stands what has happened.")
                : new Value(day.written(), null);
    }

    private static Value moment(String said, Instant now) {
        int at = said.lastIndexOf(AT);
        String day = at < 0 ? said : said.substring(0, at);
        TypedDay read = TypedDay.read(day, England.dayOf(now)).orElseThrow();
        Optional<LocalTime> time = at < 0 ? Optional.empty() : TypedDay.time(said.substring(at + AT.length()));
        if (read.problem() != null || read.exactness() != TypedDay.Exactness.DAY || time.isEmpty()) {
            return new Value(
                    null,
                    read.problem() != null ? read.problem() : "Say day and time, as in 25 November 2026 at 16:40.");
        }
        Instant moment = read.first().atTime(time.get()).atZone(England.ZONE).toInstant();
        return moment.isAfter(now)
                ? new Value(null, Days.LONG.moment(moment) + " has not come yet: here stands what has happened.")
                : new Value(read.first().atTime(time.get()) + ":00", null);
    }

    private static String notATime(String said) {
        return "“" + said + "”: this is not read as a time of day. Please type it as 16:40.";
    }
}
