package uk.childpathways.forms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Checks answers against the form that asked for them. The browser checks too, for comfort; this is the check that
 * counts, since a task can be completed from anywhere. What the browser accepts in a form as shown is accepted here.
 */
@Component
public class FormCheck {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()-]{6,20}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Feel feel;
    private final Map<String, AnswerCheck> serverChecks = new ConcurrentHashMap<>();

    public FormCheck(Feel feel, Collection<AnswerCheck> serverChecks) {
        this.feel = feel;
        serverChecks.forEach(c -> this.serverChecks.put(c.name(), c));
    }

    /**
     * What came of a check.
     *
     * @param problems why the answers will not do; empty if they will
     * @param answers the answers that count: without those of hidden fields and without empty ones
     */
    public record Checked(List<FormProblem> problems, Map<String, Object> answers) {

        public boolean isFine() {
            return problems.isEmpty();
        }
    }

    /** The server checks that forms may name. */
    public Set<String> knownServerChecks() {
        return new TreeSet<>(serverChecks.keySet());
    }

    /** Checks all answers to a form; every problem is found, not only the first. */
    public Checked check(FormDefinition form, Map<String, ?> given, CheckContext context) {
        return new Run(form, context).check(given);
    }

    /** Whether an answer counts as not given: nothing, empty text, an empty choice. */
    public static boolean isMissing(Object value) {
        return value == null
                || (value instanceof CharSequence s && s.toString().isBlank())
                || (value instanceof Collection<?> c && c.isEmpty());
    }

    private final class Run {

        private final FormDefinition form;
        private final CheckContext context;
        private final List<FormProblem> problems = new ArrayList<>();

        /** What the last pass over the conditions found, by field and row (identity): reckoning them is what costs. */
        private final Map<FormField, Map<Object, Boolean>> hidden = new IdentityHashMap<>();

        Run(FormDefinition form, CheckContext context) {
            this.form = form;
            this.context = context;
        }

        Checked check(Map<String, ?> given) {
            Map<String, Object> answers = new LinkedHashMap<>();
            Set<String> names = form.names();
            given.forEach((name, value) -> {
                if (names.contains(name)) {
                    answers.put(name, plain(value));
                } else {
                    problems.add(new FormProblem(name, name, "'" + name + "' is not a field of this form."));
                }
            });
            removeHidden(answers);
            checkFields(form.fields(), answers, answers, "", "", null);
            return new Checked(List.copyOf(problems), withoutMissing(answers));
        }

        /** Hiding one field may hide another that depends on it: goes on until nothing changes any more. */
        private void removeHidden(Map<String, Object> answers) {
            for (int i = 0; i <= 20; i++) {
                int before = answers.hashCode();
                hidden.clear();
                removeHidden(form.fields(), answers, scope(answers, answers, null), form);
                if (answers.hashCode() == before) {
                    return;
                }
            }
        }

        private void removeHidden(
                List<FormField> fields, Map<String, Object> row, Map<String, Object> scope, Object place) {
            for (FormField f : fields) {
                if (isHidden(f, scope, place)) {
                    remove(f, row);
                } else if (f.isList()) {
                    rows(row.get(f.path())).forEach(r -> removeHidden(f.children(), r, rowScope(scope, r, row), r));
                } else if (f.isGroup()) {
                    removeHidden(f.children(), inside(f, row), scope, place);
                }
            }
        }

        private void remove(FormField f, Map<String, Object> row) {
            if (f.isList() || (f.isGroup() && f.path() != null)) {
                row.remove(f.path());
            } else if (f.isGroup()) {
                f.children().forEach(c -> remove(c, row));
            } else if (f.key() != null) {
                row.remove(f.key());
            }
        }

        /** @param place the row in which the field stands, or the form itself outside of rows */
        private boolean isHidden(FormField f, Map<String, Object> scope, Object place) {
            return f.hide() != null
                    && hidden.computeIfAbsent(f, field -> new IdentityHashMap<>())
                            .computeIfAbsent(place, here -> Boolean.TRUE.equals(feel.evaluate(f.hide(), scope)));
        }

        private void checkFields(
                List<FormField> fields,
                Map<String, Object> answers,
                Map<String, Object> row,
                String pathPrefix,
                String labelPrefix,
                Map<String, Object> rowScope) {
            Map<String, Object> scope = rowScope == null ? scope(answers, row, null) : rowScope;
            for (FormField f : fields) {
                if (isHidden(f, scope, rowScope == null ? form : row)) {
                    continue;
                }
                if (f.isList()) {
                    checkList(f, answers, row, pathPrefix, labelPrefix, scope);
                } else if (f.isGroup()) {
                    String path = f.path() == null ? pathPrefix : pathPrefix + f.path() + ".";
                    checkFields(f.children(), answers, inside(f, row), path, labelPrefix, rowScope);
                } else if (f.asks() && !f.validate().disabled()) {
                    checkField(f, row, pathPrefix, labelPrefix, scope);
                }
            }
        }

        private void checkList(
                FormField f,
                Map<String, Object> answers,
                Map<String, Object> row,
                String pathPrefix,
                String labelPrefix,
                Map<String, Object> scope) {
            Object value = row.get(f.path());
            String path = pathPrefix + f.path();
            if (value != null && !(value instanceof List<?> l && l.stream().allMatch(Map.class::isInstance))) {
                problems.add(problem(path, labelPrefix, f, "must be a list of rows"));
                return;
            }
            List<Map<String, Object>> rows = rows(value);
            long filled =
                    rows.stream().filter(r -> !withoutMissing(r).isEmpty()).count();
            int minRows = f.property("minRows").map(Integer::parseInt).orElse(0);
            if (filled < minRows) {
                problems.add(
                        problem(path, labelPrefix, f, "needs at least " + minRows + (minRows == 1 ? " row" : " rows")));
            }
            Set<String> names = new FormDefinition(f.id(), f.children()).names();
            for (int i = 0; i < rows.size(); i++) {
                Map<String, Object> r = rows.get(i);
                String rowPath = path + "[" + i + "].";
                String rowLabel = labelPrefix + label(f) + ", row " + (i + 1) + ": ";
                for (String name : r.keySet()) {
                    if (!names.contains(name)) {
                        problems.add(new FormProblem(
                                rowPath + name,
                                rowLabel + name,
                                rowLabel + "'" + name + "' is not a field of this form."));
                    }
                }
                checkFields(f.children(), answers, r, rowPath, rowLabel, rowScope(scope, r, row));
            }
            serverChecks(f, rows, row, path, labelPrefix);
        }

        private void checkField(
                FormField f,
                Map<String, Object> row,
                String pathPrefix,
                String labelPrefix,
                Map<String, Object> scope) {
            Object value = row.get(f.key());
            String path = pathPrefix + f.key();
            FormField.Validate v = f.validate();
            boolean unticked = "checkbox".equals(f.type()) && Boolean.FALSE.equals(value);
            if (isMissing(value) || (unticked && v.required())) {
                if (v.required()) {
                    problems.add(problem(
                            path, labelPrefix, f, "checkbox".equals(f.type()) ? "must be ticked" : "is missing"));
                }
                return;
            }
            String reason = reasonAgainst(f, value, scope);
            if (reason != null) {
                problems.add(problem(path, labelPrefix, f, reason));
            } else {
                serverChecks(f, value, row, path, labelPrefix);
            }
        }

        private String reasonAgainst(FormField f, Object value, Map<String, Object> scope) {
            if (f.isText()) {
                return againstText(f, value, scope);
            }
            if (f.isOneOf() || f.isSomeOf()) {
                return againstChoice(f, value, scope);
            }
            return switch (f.type()) {
                case "number" -> againstNumber(f, value, scope);
                case "checkbox" -> value instanceof Boolean ? null : "must be yes or no";
                case "datetime" -> againstDateTime(f, value);
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
            Object list = f.optionsFrom().startsWith("=")
                    ? feel.evaluate(f.optionsFrom(), scope)
                    : at(scope, f.optionsFrom());
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

        private String againstDateTime(FormField f, Object value) {
            String subtype = f.subtype() == null ? "datetime" : f.subtype();
            String s = value instanceof String text ? text.strip() : "";
            return switch (subtype) {
                case "date" -> againstDate(f, s);
                case "time" ->
                    parses(s, LocalTime::parse) || parses(s, OffsetTime::parse) ? null : "must be a time such as 14:30";
                default ->
                    parses(s, LocalDateTime::parse) || parses(s, OffsetDateTime::parse)
                            ? null
                            : "must be a date and time such as 02/04/2026, 14:30";
            };
        }

        private String againstDate(FormField f, String s) {
            if (!DATE.matcher(s).matches() || !parses(s, LocalDate::parse)) {
                return "must be a date such as 02/04/2026";
            }
            return f.validate().notBeforeToday() && LocalDate.parse(s).isBefore(context.today())
                    ? "cannot be in the past"
                    : null;
        }

        private void serverChecks(FormField f, Object value, Map<String, Object> row, String path, String labelPrefix) {
            for (String word : f.words("check")) {
                int colon = word.indexOf(':');
                String name = colon < 0 ? word : word.substring(0, colon);
                String argument = colon < 0 ? "" : word.substring(colon + 1);
                AnswerCheck check = serverChecks.get(name);
                if (check == null) {
                    throw new IllegalStateException("The form '" + form.id() + "' names a check '" + name + "' on '"
                            + f.id() + "' which does not exist. Known: " + knownServerChecks());
                }
                check.problem(new Answer(f, value, row, context), argument)
                        .ifPresent(reason -> problems.add(problem(path, labelPrefix, f, reason)));
            }
        }

        private FormProblem problem(String path, String labelPrefix, FormField f, String reason) {
            String label = label(f);
            return new FormProblem(path, labelPrefix + label, labelPrefix + "'" + label + "' " + reason + ".");
        }

        private String label(FormField f) {
            if (!f.label().startsWith("=")) {
                return f.label().replaceAll("[*_`#]", "").strip();
            }
            Object label = feel.evaluate(f.label(), context.values());
            return label == null ? f.key() == null ? f.path() : f.key() : label.toString();
        }

        private BigDecimal limit(Object limit, Map<String, Object> scope) {
            if (limit instanceof String expression) {
                Object value = feel.evaluate(expression, scope);
                return value instanceof Number n ? new BigDecimal(n.toString()) : null;
            }
            return (BigDecimal) limit;
        }

        /** What conditions may name: what was filled in beforehand, covered by the answers, as the browser sees it. */
        private Map<String, Object> scope(Map<String, Object> answers, Object self, Object parent) {
            Map<String, Object> scope = new LinkedHashMap<>(context.values());
            form.names().forEach(name -> scope.put(name, null));
            scope.putAll(answers);
            scope.put("this", self);
            scope.put("parent", parent);
            return scope;
        }

        private Map<String, Object> rowScope(Map<String, Object> scope, Map<String, Object> row, Object parent) {
            Map<String, Object> inner = new LinkedHashMap<>(scope);
            inner.put("this", row);
            inner.put("parent", parent);
            return inner;
        }
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

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inside(FormField group, Map<String, Object> row) {
        if (group.path() == null) {
            return row;
        }
        Object inner = row.get(group.path());
        return inner instanceof Map<?, ?> m ? (Map<String, Object>) m : new LinkedHashMap<>();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Object value) {
        return value instanceof List<?> l
                ? (List<Map<String, Object>>)
                        (List<?>) l.stream().filter(Map.class::isInstance).toList()
                : List.of();
    }

    /** A changeable copy in plain Java, so that what is removed here is not removed under the caller's hands. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> m) {
            Map<String, Object> copy = new LinkedHashMap<>();
            m.forEach((k, v) -> copy.put(String.valueOf(k), plain(v)));
            return copy;
        }
        if (value instanceof Collection<?> c) {
            List<Object> copy = new ArrayList<>();
            c.forEach(v -> copy.add(plain(v)));
            return copy;
        }
        return value instanceof LocalDate d ? d.toString() : value;
    }

    private static Map<String, Object> withoutMissing(Map<String, Object> answers) {
        Map<String, Object> given = new LinkedHashMap<>();
        answers.forEach((name, value) -> {
            Object kept = value;
            if (value instanceof Map<?, ?>) {
                kept = withoutMissing(rows(List.of(value)).get(0));
            } else if (value instanceof List<?> l && !l.isEmpty() && l.stream().allMatch(Map.class::isInstance)) {
                kept = rows(value).stream()
                        .map(FormCheck::withoutMissing)
                        .filter(r -> !r.isEmpty())
                        .toList();
            }
            if (!isMissing(kept) && !(kept instanceof Map<?, ?> m && m.isEmpty())) {
                given.put(name, kept);
            }
        });
        return given;
    }
}
