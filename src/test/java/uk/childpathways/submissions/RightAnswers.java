package uk.childpathways.submissions;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.forms.FormProblem;

/**
 * Fills in a form as somebody does who reads each sentence of a refusal and puts right what it names, and begins again
 * with other choices where that leads nowhere. Writes nothing.
 */
final class RightAnswers {

    /**
     * What was found.
     *
     * @param problems what could not be put right, in the form's words; empty where the answers are accepted
     */
    record Found(Map<String, Object> answers, List<String> problems) {
        boolean right() {
            return problems.isEmpty();
        }
    }

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final Pattern ROW = Pattern.compile("(\\w+)\\[(\\d+)]\\.(\\w+)");
    private static final Pattern DAY = Pattern.compile("\\d{1,2} [A-Z][a-z]+ \\d{4}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private static final int BEGINNINGS = 8;
    private static final int READINGS = 40;
    private static final int TIMES_ONE_SENTENCE = 4;

    private final Submissions submissions;
    private final Prefill prefill;
    private final Clock clock;

    RightAnswers(Submissions submissions, Prefill prefill, Clock clock) {
        this.submissions = submissions;
        this.prefill = prefill;
        this.clock = clock;
    }

    /**
     * The answers of this person, by chance where there is a choice; the first beginning takes what is offered first.
     *
     * @param given what is answered in any case, where the form asks it
     */
    Found to(Question question, String by, Random chance, Map<String, Object> given) {
        Found best = null;
        for (int beginning = 0; beginning < BEGINNINGS; beginning++) {
            Found found = new Attempt(question, by, beginning == 0 ? null : chance, given).run();
            if (found.right()) {
                return found;
            }
            if (best == null || found.problems().size() < best.problems().size()) {
                best = found;
            }
            if (isClosed(found)) {
                return found; // Whatever is answered.
            }
        }
        return best;
    }

    /** The refusal is about the person, not about an answer. */
    private static boolean isClosed(Found found) {
        return found.problems().size() == 1 && found.problems().get(0).startsWith("!");
    }

    private final class Attempt {

        private final Question question;
        private final FormDefinition form;
        private final String by;
        private final Random chance;
        private final Map<String, Object> known;
        private final Map<String, Object> given;
        private final Map<String, Object> answers = new LinkedHashMap<>();
        private final Map<String, Integer> read = new HashMap<>();

        Attempt(Question question, String by, Random chance, Map<String, Object> given) {
            this.question = question;
            this.form = question.form();
            this.by = by;
            this.chance = chance;
            this.known = prefill.toCheck(new PrefillContext(question, by));
            this.given = new LinkedHashMap<>(given);
            this.given.keySet().retainAll(form.names());
            this.answers.putAll(this.given);
        }

        Found run() {
            takeOverOpenActions();
            List<FormProblem> problems = List.of();
            for (int i = 0; i < READINGS; i++) {
                problems = submissions
                        .check(new Submission(question, answers, by, null))
                        .problems();
                boolean changed = false;
                for (FormProblem problem : problems) {
                    changed |= mend(problem);
                }
                if (!changed) {
                    break;
                }
            }
            return new Found(
                    answers,
                    problems.stream()
                            .map(problem -> (problem.path().isEmpty() ? "!" : "") + problem.sentence())
                            .toList());
        }

        /** What is still to be done stands in the form when it is opened. */
        private void takeOverOpenActions() {
            if (form.lists().noneMatch(list -> list.words("records").contains("action-states"))) {
                return;
            }
            Map<String, Object> opened = prefill.toOpen(new PrefillContext(question, by));
            form.lists()
                    .filter(list -> list.words("records").contains("action-states"))
                    .forEach(list -> {
                        if (opened.get(list.path()) instanceof List<?> rows && !rows.isEmpty()) {
                            List<Map<String, Object>> own = new ArrayList<>();
                            rows.forEach(row -> own.add(copy((Map<?, ?>) row)));
                            answers.put(list.path(), own);
                        }
                    });
        }

        private boolean mend(FormProblem problem) {
            String sentence = problem.sentence();
            if (problem.path().isEmpty()
                    || given.containsKey(problem.path())
                    || read.merge(problem.path() + sentence, 1, Integer::sum) > TIMES_ONE_SENTENCE) {
                return false;
            }
            Matcher inRow = ROW.matcher(problem.path());
            if (inRow.matches()) {
                Optional<FormField> field = form.list(inRow.group(1)).stream()
                        .flatMap(list -> inside(list))
                        .filter(child -> inRow.group(3).equals(child.key()))
                        .findFirst();
                List<Map<String, Object>> rows = rows(inRow.group(1));
                int row = Integer.parseInt(inRow.group(2));
                return field.isPresent() && row < rows.size() && put(field.get(), rows.get(row), sentence);
            }
            Optional<FormField> list = form.list(problem.path());
            return list.isPresent()
                    ? addRows(list.get(), sentence)
                    : form.field(problem.path())
                            .map(field -> put(field, answers, sentence))
                            .orElse(false);
        }

        private boolean put(FormField field, Map<String, Object> into, String sentence) {
            if (sentence.contains("can be answered only once")
                    && !field.validate().required()) {
                return into.remove(field.key()) != null;
            }
            Optional<Object> value = value(field, sentence);
            value.ifPresent(v -> into.put(field.key(), v));
            return value.isPresent();
        }

        private boolean addRows(FormField list, String sentence) {
            List<FormField> asked = inside(list).filter(FormField::asks).toList();
            int colon = sentence.lastIndexOf("these took: ");
            if (colon >= 0) {
                boolean added = false;
                for (String agency :
                        sentence.substring(colon + 12).replaceAll("\\.$", "").split(", ")) {
                    for (FormField field : asked) {
                        Optional<String> option = field.options().stream()
                                .filter(o -> o.replace('-', ' ').equals(agency))
                                .findFirst();
                        if (option.isPresent()) {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put(field.key(), option.get());
                            rows(list.path()).add(row);
                            added = true;
                        }
                    }
                }
                return added;
            }
            if (!sentence.contains("needs at least")) {
                return false;
            }
            for (FormField field : asked) {
                Optional<Object> value = value(field, sentence);
                if (value.isPresent()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put(field.key(), value.get());
                    rows(list.path()).add(row);
                    return true;
                }
            }
            return false;
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> rows(String list) {
            return (List<Map<String, Object>>)
                    answers.computeIfAbsent(list, key -> new ArrayList<Map<String, Object>>());
        }

        private Optional<Object> value(FormField field, String sentence) {
            return switch (field.type()) {
                case "checkbox" -> Optional.of(true);
                case "number" -> Optional.of(number(sentence));
                case "datetime" -> Optional.of(moment(field, sentence));
                case "radio", "select" -> choice(field).map(o -> o);
                case "checklist", "taglist" -> choice(field).map(List::of);
                default -> Optional.of(text(field, sentence));
            };
        }

        private int number(String sentence) {
            if (sentence.contains("must be at least") || sentence.contains("must be at most")) {
                Matcher found = NUMBER.matcher(sentence.substring(sentence.lastIndexOf("must be at")));
                return found.find() ? Integer.parseInt(found.group()) : 1;
            }
            return 1;
        }

        private String text(FormField field, String sentence) {
            if ("email".equals(field.validate().kind())) {
                return "somebody@example.org";
            }
            if ("phone".equals(field.validate().kind())) {
                return "01632 960123";
            }
            String plain = "For the test: " + field.label();
            if (sentence.contains("must have at least")) {
                return plain + " and more than that".repeat(20);
            }
            return sentence.contains("must have at most") ? "short" : plain;
        }

        /** Today, or the day that the sentence names. */
        private String moment(FormField field, String sentence) {
            LocalDateTime now =
                    LocalDateTime.ofInstant(clock.instant(), ENGLAND).truncatedTo(ChronoUnit.MINUTES);
            Matcher named = DAY.matcher(sentence);
            LocalDate day = named.find() ? LocalDate.parse(named.group(), SHORT) : now.toLocalDate();
            if (sentence.contains("must be before the child's birthday")) {
                day = day.minusDays(1);
            }
            return switch (field.subtype() == null ? "datetime" : field.subtype()) {
                case "date" -> day.toString();
                case "time" -> now.toLocalTime().toString();
                default -> day.atTime(now.toLocalTime()).toString();
            };
        }

        private Optional<Object> choice(FormField field) {
            List<Object> offered = new ArrayList<>(field.options());
            Object from = field.optionsFrom() == null ? null : known.get(field.optionsFrom());
            if (offered.isEmpty() && from instanceof List<?> list) {
                list.forEach(option -> offered.add(option instanceof Map<?, ?> m ? m.get("value") : option));
            }
            return offered.isEmpty()
                    ? Optional.empty()
                    : Optional.of(offered.get(chance == null ? 0 : chance.nextInt(offered.size())));
        }
    }

    private static Map<String, Object> copy(Map<?, ?> row) {
        Map<String, Object> copy = new LinkedHashMap<>();
        row.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static Stream<FormField> inside(FormField field) {
        return field.children().stream().flatMap(child -> Stream.concat(Stream.of(child), inside(child)));
    }
}
