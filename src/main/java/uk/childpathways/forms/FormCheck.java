package uk.childpathways.forms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Checks answers against the form that asked for them. The browser checks too, for comfort; this is the check that
 * counts, since a task can be completed from anywhere. What the browser accepts in a form as shown is accepted here.
 */
@Component
public class FormCheck {

    private final Feel feel;
    private final FieldRules fields;
    private final Map<String, AnswerCheck> serverChecks = new ConcurrentHashMap<>();

    public FormCheck(Feel feel, Collection<AnswerCheck> serverChecks) {
        this.feel = feel;
        this.fields = new FieldRules(feel);
        serverChecks.forEach(c -> this.serverChecks.put(c.name(), c));
    }

    /**
     * What came of a check.
     *
     * @param problems why the answers cannot be accepted; empty if they can
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
                || (value instanceof CharSequence s && s.codePoints().allMatch(Texts::isUnseen))
                || (value instanceof Collection<?> c && c.isEmpty());
    }

    private final class Run {

        private final FormDefinition form;
        private final CheckContext context;
        private final List<FormProblem> problems = new ArrayList<>();

        /** What the last pass over the conditions found, by field and row (identity): evaluating them is what takes time. */
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
                    answers.put(name, AnswerTree.plain(value));
                } else {
                    problems.add(new FormProblem(name, name, "'" + name + "' is not a field of this form."));
                }
            });
            answers.forEach((name, value) -> {
                if (Texts.hasUnkeepable(value)) {
                    problems.add(new FormProblem(
                            name,
                            name,
                            "'" + name + "' has a character that cannot be kept, as a broken paste brings it."
                                    + " Type the text anew."));
                }
            });
            removeHidden(answers);
            checkFields(form.fields(), answers, answers, "", "", null);
            return new Checked(List.copyOf(problems), AnswerTree.withoutMissing(answers));
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
                    AnswerTree.rows(row.get(f.path()))
                            .forEach(r -> removeHidden(f.children(), r, rowScope(scope, r, row), r));
                } else if (f.isGroup()) {
                    removeHidden(f.children(), AnswerTree.inside(f, row), scope, place);
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
                    checkFields(f.children(), answers, AnswerTree.inside(f, row), path, labelPrefix, rowScope);
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
            List<Map<String, Object>> rows = AnswerTree.rows(value);
            long filled = rows.stream()
                    .filter(r -> !AnswerTree.withoutMissing(r).isEmpty())
                    .count();
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
            Object value = withoutSpaceAround(f, row);
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
            Optional<String> reason = fields.against(f, value, scope, context.today());
            if (reason.isPresent()) {
                problems.add(problem(path, labelPrefix, f, reason.get()));
            } else {
                serverChecks(f, value, row, path, labelPrefix);
            }
        }

        /** A day or number with a space before it is taken, and kept as whoever reads it later expects it. */
        private static Object withoutSpaceAround(FormField f, Map<String, Object> row) {
            Object value = row.get(f.key());
            if (Set.of("datetime", "number").contains(f.type()) && value instanceof String text) {
                row.put(f.key(), text.strip());
            }
            return row.get(f.key());
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
}
