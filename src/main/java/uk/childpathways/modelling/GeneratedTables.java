package uk.childpathways.modelling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/**
 * The two tables that are read from models, forms, timescales and tests, so that they cannot say anything else than
 * these do: every timer, and every clause with where it lives and which test proves it.
 */
public final class GeneratedTables {

    private static final String HEAD = "<!-- Generated. Do not edit: `mvn test -Dtest=GeneratedTablesTest"
            + " -Dpathways.tables.write=true` writes it anew. -->\n\n";

    private final Shipped shipped;
    private final Map<String, StandardLine> standards;
    private Map<String, List<String>> inModels;
    private final Map<String, ClauseLine> clauses;
    private final Collection<Proof> proofs;
    private final Collection<Proof> rules;
    private final Collection<Proof> testSources;

    /**
     * A standard as people read it.
     *
     * @param timescale in words, for example "15 working days from the strategy discussion"
     */
    public record StandardLine(
            String id, String name, String timescale, String basis, String authority, List<String> clauses) {}

    /**
     * A clause of the catalogue, with the blocks of the journeys in which it has to be met.
     *
     * @param waitsFor the journey that will bring it and is not here yet; empty otherwise
     */
    public record ClauseLine(String id, String words, String mechanism, List<String> blocks, String waitsFor) {

        boolean isDue() {
            return waitsFor.isEmpty();
        }
    }

    /**
     * A sentence in the source tree that names clauses or standards: a test's name, or the docstring of a rule.
     *
     * @param where the class
     * @param words the text in which ids are looked for
     */
    public record Proof(String where, String words) {

        /** Whether the id stands there as a whole: not as a part of a longer one, nor of a numbered one. */
        boolean names(String id) {
            for (int at = words.indexOf(id); at >= 0; at = words.indexOf(id, at + 1)) {
                int end = at + id.length();
                if ((at == 0 || !isPartOfAnId(words.charAt(at - 1)))
                        && (end == words.length() || !Character.isLetterOrDigit(words.charAt(end)))
                        && !(end + 1 < words.length()
                                && words.charAt(end) == '-'
                                && Character.isDigit(words.charAt(end + 1)))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isPartOfAnId(char c) {
            return c == '-' || Character.isLetterOrDigit(c);
        }
    }

    public GeneratedTables(
            Shipped shipped,
            Collection<StandardLine> standards,
            Collection<ClauseLine> clauses,
            Collection<Proof> tests,
            Collection<Proof> rules,
            Collection<Proof> testSources) {
        this.shipped = shipped;
        this.standards =
                standards.stream().collect(Collectors.toMap(StandardLine::id, line -> line, (a, b) -> a, TreeMap::new));
        this.clauses = clauses.stream()
                .collect(Collectors.toMap(ClauseLine::id, line -> line, (a, b) -> a, LinkedHashMap::new));
        this.proofs = tests;
        this.rules = rules;
        this.testSources = testSources;
    }

    /** The table of timers, one row for each clock on the edge of a task or call. */
    public String timers() {
        StringBuilder text = new StringBuilder("# Every timer\n\n" + HEAD
                + "Each clock reads the stored date of its standard; the lengths of time stand only in"
                + " `processes/<journey>/timescales-<journey>.dmn`, and in `processes/shared/timescales-shared.dmn` what"
                + " several journeys use.\n");
        shipped.models().stream()
                .collect(Collectors.groupingBy(Model::room, TreeMap::new, Collectors.toList()))
                .forEach((room, models) -> {
                    text.append("\n## ")
                            .append(room)
                            .append("\n\n")
                            .append("| process | at | clock | standard | timescale | basis | clauses | tests |\n")
                            .append("|---|---|---|---|---|---|---|---|\n");
                    models.forEach(model -> model.boundaryTimers()
                            .sorted(Comparator.comparing(BaseElement::getId))
                            .forEach(event -> text.append(timerRow(model, event))));
                });
        return text.toString();
    }

    private String timerRow(Model model, BoundaryEvent event) {
        Optional<StandardLine> standard = Model.standardOf(event).map(standards::get);
        return row(
                model.name(),
                label((FlowElement) event.getAttachedTo()),
                label(event) + (event.cancelActivity() ? " (interrupts)" : ""),
                standard.map(StandardLine::id)
                        .orElse(
                                Model.waitsForABirthday(Model.timer(event).orElseThrow())
                                        ? "none: a birthday"
                                        : "named by the caller"),
                standard.map(StandardLine::timescale).orElse(""),
                standard.map(line -> line.basis() + ": " + line.authority()).orElse(""),
                standard.map(line -> String.join(" ", line.clauses())).orElse(""),
                firedIn(standard.map(StandardLine::id).orElse("~"), event.getId()));
    }

    private String tests(String... ids) {
        return naming(proofs, ids);
    }

    /** The tests that speak of a standard or its clock, in their names or in what they do. */
    private String firedIn(String... ids) {
        return naming(testSources, ids);
    }

    private static String naming(Collection<Proof> texts, String... ids) {
        Set<String> found = new LinkedHashSet<>();
        for (String id : ids) {
            texts.stream()
                    .filter(proof -> proof.names(id))
                    .map(Proof::where)
                    .sorted()
                    .forEach(found::add);
        }
        return String.join(", ", found);
    }

    /** The table of clauses: where each one lives and which tests prove it. */
    public String traceability() {
        StringBuilder text = new StringBuilder(
                "# Every clause of the journey: where it lives, what proves it\n\n" + HEAD
                        + "Guidance is shown at the task it concerns; there is nothing to enforce, so no test proves it.\n");
        Map<String, List<ClauseLine>> byBlock = new LinkedHashMap<>();
        clauses.values()
                .forEach(clause -> clause.blocks()
                        .forEach(block -> byBlock.computeIfAbsent(block, key -> new ArrayList<>())
                                .add(clause)));
        byBlock.forEach((block, lines) -> {
            text.append("\n## ")
                    .append(block)
                    .append("\n\n| clause | what it asks | kind | lives in | proved by |\n|---|---|---|---|---|\n");
            lines.forEach(clause -> text.append(row(
                    clause.id(),
                    clause.words(),
                    clause.mechanism(),
                    clause.isDue()
                            ? String.join("<br>", home(clause.id()))
                            : "waits for the journey `" + clause.waitsFor() + "`",
                    tests(clause.id()))));
        });
        return text.toString();
    }

    /** The clauses which the journeys must meet and which live nowhere: the chain is broken there. */
    public List<String> homeless() {
        return clauses.values().stream()
                .filter(ClauseLine::isDue)
                .filter(clause -> home(clause.id()).isEmpty())
                .map(clause -> clause.id() + " (" + clause.words() + ") lives on no element, form or timescale")
                .toList();
    }

    /** The clauses to enforce that no test names. */
    public List<String> unproved() {
        return clauses.values().stream()
                .filter(ClauseLine::isDue)
                .filter(clause -> !clause.mechanism().equals("guidance"))
                .filter(clause -> tests(clause.id()).isEmpty())
                .map(clause -> clause.id() + " (" + clause.words() + ") is named by no test")
                .toList();
    }

    private List<String> home(String clause) {
        Stream<String> elements = inModels().getOrDefault(clause, List.of()).stream();
        Stream<String> questions = shipped.forms().stream()
                .flatMap(form -> form.components().stream()
                        .filter(part -> Form.clauses(part).contains(clause))
                        .map(part -> "form `" + form.name() + "`: " + Form.label(part)));
        Stream<String> timescales = standards.values().stream()
                .filter(standard -> standard.clauses().contains(clause))
                .map(standard -> "timescale `" + standard.id() + "`");
        Stream<String> words =
                rules.stream().filter(rule -> rule.names(clause)).map(rule -> "rule `" + rule.where() + "`");
        return Stream.of(elements, timescales, questions, words)
                .flatMap(all -> all)
                .distinct()
                .toList();
    }

    /** The elements that name each clause. Read once: each reading walks through all documents. */
    private Map<String, List<String>> inModels() {
        if (inModels == null) {
            Map<String, List<String>> found = new HashMap<>();
            shipped.models()
                    .forEach(model -> model.bpmn().getModelElementsByType(BaseElement.class).stream()
                            .forEach(element -> Model.clauses(element)
                                    .forEach(clause -> found.computeIfAbsent(clause, key -> new ArrayList<>())
                                            .add("`" + model.name() + "`: " + kind(element) + label(element)))));
            inModels = found;
        }
        return inModels;
    }

    private static String kind(BaseElement element) {
        return element instanceof UserTask ? "task " : element instanceof Process ? "process " : "";
    }

    private static String label(BaseElement element) {
        String name = element instanceof FlowElement flow
                ? flow.getName()
                : element instanceof Process process ? process.getName() : null;
        return name == null || name.isBlank()
                ? element.getId()
                : name.replaceAll("\\s+", " ").trim();
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
