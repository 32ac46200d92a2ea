package uk.childpathways.modelling;

import java.util.Collection;
import java.util.Comparator;
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

/** The table of every timer, read from models, timescales and tests, so that it cannot say anything else than these do. */
public final class GeneratedTables {

    static final String HEAD = "<!-- Generated. Do not edit: `mvn test -Dtest=GeneratedTablesTest"
            + " -Dpathways.tables.write=true` writes it anew. -->\n\n";

    private final Shipped shipped;
    private final Map<String, StandardLine> standards;
    private final Collection<Proof> testSources;

    /**
     * A standard as people read it.
     *
     * @param timescale in words, for example "15 working days from the strategy discussion"
     * @param weight in words, for example "child's safety"
     */
    public record StandardLine(
            String id,
            String name,
            String timescale,
            String weight,
            String basis,
            String authority,
            List<String> clauses) {}

    /**
     * A sentence in the source tree that names clauses or standards: a test's name, or the docstring of a rule.
     *
     * @param where the class
     * @param words the text in which ids are looked for
     */
    public record Proof(String where, String words) {

        /** Whether the id stands there as a whole: not as a part of a longer one, nor of a numbered one. */
        public boolean names(String id) {
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

    public GeneratedTables(Shipped shipped, Collection<StandardLine> standards, Collection<Proof> testSources) {
        this.shipped = shipped;
        this.standards =
                standards.stream().collect(Collectors.toMap(StandardLine::id, line -> line, (a, b) -> a, TreeMap::new));
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
                            .append(
                                    "| process | at | clock | standard | timescale | weight | basis | clauses | tests |\n")
                            .append("|---|---|---|---|---|---|---|---|---|\n");
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
                standard.map(StandardLine::weight).orElse(""),
                standard.map(line -> line.basis() + ": " + line.authority()).orElse(""),
                standard.map(line -> String.join(" ", line.clauses())).orElse(""),
                firedIn(standard.map(StandardLine::id).orElse("~"), event.getId()));
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
