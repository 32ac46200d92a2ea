package uk.childpathways.forms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one answer must be by its field: of the field's type, within its limits, among the options that it offers. Whether
 * it must be given at all is for the form to say.
 */
final class FieldRules {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()-]{6,20}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Feel feel;

    FieldRules(Feel feel) {
        this.feel = feel;
    }

    /**
     * Why an answer cannot be accepted for its field, as the rest of a sentence.
     *
     * @param value what was answered; not missing
     * @param scope what limits and option lists may name
     * @param today the day from which a date may have to lie ahead
     */
    Optional<String> against(FormField f, Object value, Map<String, Object> scope, LocalDate today) {
        return Optional.ofNullable(reason(f, value, scope, today));
    }

    private String reason(FormField f, Object value, Map<String, Object> scope, LocalDate today) {
        if (f.isText()) {
            return againstText(f, value, scope);
        }
        if (f.isOneOf() || f.isSomeOf()) {
            return againstChoice(f, value, scope);
        }
        return switch (f.type()) {
            case "number" -> againstNumber(f, value, scope);
            case "checkbox" -> value instanceof Boolean ? null : "must be yes or no";
            case "datetime" -> againstDateTime(f, value, today);
            default -> null;
        };
    }

    private String againstText(FormField f, Object value, Map<String, Object> scope) {
        if (!(value instanceof String s)) {
            return "must be text";
        }
        FormField.Validate v = f.validate();
        int length = s.strip().length();
        BigDecimal min = limit(v.minLength(), scope);
        if (min != null && length < min.intValue()) {
            return "must have at least " + min.toPlainString() + " characters";
        }
        BigDecimal max = limit(v.maxLength(), scope);
        if (max != null && length > max.intValue()) {
            return "must have at most " + max.toPlainString() + " characters";
        }
        if (v.pattern() != null && !Pattern.compile(v.pattern()).matcher(s).find()) {
            return "is not written in the way that is asked for";
        }
        if ("email".equals(v.kind()) && !EMAIL.matcher(s.strip()).matches()) {
            return "must be an email address";
        }
        if ("phone".equals(v.kind()) && !PHONE.matcher(s.strip()).matches()) {
            return "must be a telephone number";
        }
        return null;
    }

    private String againstChoice(FormField f, Object value, Map<String, Object> scope) {
        if (f.isOneOf() && (value instanceof Collection<?> || value instanceof Map<?, ?>)) {
            return "must be one answer";
        }
        if (f.isSomeOf() && !(value instanceof Collection<?>)) {
            return "must be a list of answers";
        }
        List<String> options = options(f, scope);
        if (options == null) {
            return null;
        }
        Collection<?> chosen = value instanceof Collection<?> c ? c : List.of(value);
        boolean offered = chosen.stream().allMatch(o -> options.contains(String.valueOf(o)));
        return offered ? null : "must be chosen from the answers offered";
    }

    /** Null where nothing says what can be chosen, that is where the list named by the form was not filled in. */
    private List<String> options(FormField f, Map<String, Object> scope) {
        if (f.optionsFrom() == null) {
            return f.options();
        }
        Object list =
                f.optionsFrom().startsWith("=") ? feel.evaluate(f.optionsFrom(), scope) : at(scope, f.optionsFrom());
        if (!(list instanceof Collection<?> c)) {
            return null;
        }
        return c.stream()
                .map(o -> String.valueOf(o instanceof Map<?, ?> m ? m.get("value") : o))
                .toList();
    }

    private String againstNumber(FormField f, Object value, Map<String, Object> scope) {
        BigDecimal number;
        try {
            if (value instanceof Number
                    || (value instanceof String && f.validate().numberAsText())) {
                number = new BigDecimal(value.toString().strip());
            } else {
                return "must be a number";
            }
        } catch (NumberFormatException e) {
            return "must be a number";
        }
        FormField.Validate v = f.validate();
        int decimals = Math.max(0, number.stripTrailingZeros().scale());
        if (v.decimals() != null && decimals > v.decimals()) {
            return v.decimals() == 0
                    ? "must be a whole number"
                    : "must have at most " + v.decimals() + " digits after the point";
        }
        BigDecimal min = limit(v.min(), scope);
        if (min != null && number.compareTo(min) < 0) {
            return "must be at least " + min.toPlainString();
        }
        BigDecimal max = limit(v.max(), scope);
        if (max != null && number.compareTo(max) > 0) {
            return "must be at most " + max.toPlainString();
        }
        if (v.increment() != null
                && v.increment().signum() > 0
                && number.remainder(v.increment()).signum() != 0) {
            return "must be a multiple of " + v.increment().toPlainString();
        }
        return null;
    }

    private static String againstDateTime(FormField f, Object value, LocalDate today) {
        String subtype = f.subtype() == null ? "datetime" : f.subtype();
        String s = value instanceof String text ? text.strip() : "";
        return switch (subtype) {
            case "date" -> againstDate(f, s, today);
            case "time" ->
                parses(s, LocalTime::parse) || parses(s, OffsetTime::parse) ? null : "must be a time such as 14:30";
            default ->
                parses(s, LocalDateTime::parse) || parses(s, OffsetDateTime::parse)
                        ? null
                        : "must be a date and time such as 02/04/2026, 14:30";
        };
    }

    private static String againstDate(FormField f, String s, LocalDate today) {
        if (!DATE.matcher(s).matches() || !parses(s, LocalDate::parse)) {
            return "must be a date such as 02/04/2026";
        }
        return f.validate().notBeforeToday() && LocalDate.parse(s).isBefore(today) ? "cannot be in the past" : null;
    }

    private BigDecimal limit(Object limit, Map<String, Object> scope) {
        if (limit instanceof String expression) {
            Object value = feel.evaluate(expression, scope);
            return value instanceof Number n ? new BigDecimal(n.toString()) : null;
        }
        return (BigDecimal) limit;
    }

    private interface Parser {
        Object parse(CharSequence text);
    }

    private static boolean parses(String s, Parser parser) {
        try {
            parser.parse(s);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Object at(Map<String, Object> scope, String path) {
        Object value = scope;
        for (String step : path.split("\\.")) {
            value = value instanceof Map<?, ?> m ? m.get(step) : null;
        }
        return value;
    }
}
