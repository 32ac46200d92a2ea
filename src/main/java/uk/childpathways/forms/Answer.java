package uk.childpathways.forms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.childpathways.calendar.England;

/**
 * One answer under check.
 *
 * @param field the field that was asked
 * @param value the answer
 * @param row the other answers of the same repeating row, or all answers outside rows
 * @param context what the whole form is about
 */
public record Answer(FormField field, Object value, Map<String, Object> row, CheckContext context) {

    /** What was answered to another question of the same row, or of the form outside rows. */
    public Answer beside(String key) {
        return new Answer(field, row.get(key), row, context);
    }

    public String text() {
        return value == null ? "" : value.toString();
    }

    /** The calendar day in England of the answer, for date and date-time fields. */
    public Optional<LocalDate> date() {
        String s = text();
        if (s.length() != 10) {
            return moment().map(England::dayOf);
        }
        try {
            return Optional.of(LocalDate.parse(s));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The moment of the answer, for date-time fields; empty for a day alone. */
    public Optional<Instant> moment() {
        return England.moment(text());
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> rows() {
        return value instanceof List<?> l
                ? (List<Map<String, Object>>)
                        (List<?>) l.stream().filter(Map.class::isInstance).toList()
                : List.of();
    }
}
