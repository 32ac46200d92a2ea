package uk.childpathways.forms;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answer under check.
 *
 * @param field the field that was asked
 * @param value the answer
 * @param row the other answers of the same repeating row, or all answers outside rows
 * @param context what the whole form is about
 */
public record Answer(FormField field, Object value, Map<String, Object> row, CheckContext context) {

    public String text() {
        return value == null ? "" : value.toString();
    }

    /** The calendar day of the answer, for date and date-time fields. */
    public Optional<LocalDate> date() {
        String s = text();
        try {
            return s.length() < 10 ? Optional.empty() : Optional.of(LocalDate.parse(s.substring(0, 10)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> rows() {
        return value instanceof List<?> l
                ? (List<Map<String, Object>>)
                        (List<?>) l.stream().filter(Map.class::isInstance).toList()
                : List.of();
    }
}
