package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.modelling.Table;
import uk.childpathways.modelling.TimescalesModel;
import uk.childpathways.standards.TimescaleRow;

/**
 * What the rules are asked about: the files that somebody deploys, together with those in force that stay. In our build
 * all files are new and nothing is in force.
 */
public final class Subject {

    private static final Shipped NOTHING = new Shipped(List.of(), List.of(), List.of());

    private final Shipped changed;
    private final Shipped before;
    private final Shipped all;
    private final Vocabulary words;
    private final BiFunction<String, String, Integer> casesAt;
    private List<TimescaleRow> timescales;
    private Set<String> standards;

    private Subject(Shipped changed, Shipped before, Vocabulary words, BiFunction<String, String, Integer> casesAt) {
        this.changed = changed;
        this.before = before;
        this.all = over(before, changed);
        this.words = words;
        this.casesAt = casesAt;
    }

    /** All files of the repository. */
    public static Subject ofBuild(Shipped files, Vocabulary words) {
        return new Subject(files, NOTHING, words, (process, element) -> 0);
    }

    /** Files that somebody deploys over those in force. */
    public static Subject ofDeployment(Shipped files, InForce inForce, Vocabulary words) {
        return new Subject(files, inForce.files(), words, inForce::casesAt);
    }

    /** What was in force before, as if all of it were deployed now: whatever is wrong with it was so already. */
    Subject before() {
        return new Subject(before, NOTHING, words, casesAt);
    }

    /** The files that are deployed; in our build all. */
    public Shipped changed() {
        return changed;
    }

    /** Everything that is in force once this is deployed. */
    public Shipped all() {
        return all;
    }

    /** The version in force that this model replaces. */
    Optional<Model> replacedBy(Model model) {
        return before.model(model.process().getId());
    }

    /** The forms that are in force now. */
    Shipped inForce() {
        return before;
    }

    public Vocabulary words() {
        return words;
    }

    /** How many running cases stand at this element. */
    int casesAt(String processId, String elementId) {
        return casesAt.apply(processId, elementId);
    }

    /** The rows of all tables of timescales. */
    List<TimescaleRow> timescales() {
        if (timescales == null) {
            timescales = all.tables().stream().flatMap(Subject::rows).toList();
            if (timescales.isEmpty()) {
                // Before the first deployment of this release the one table of the releases before holds.
                timescales = all.tables().stream()
                        .flatMap(table -> TimescalesModel.rows(table.dmn(), TimescalesModel.ONE_FOR_ALL).stream())
                        .map(TimescaleRow::ofTheOneTable)
                        .toList();
            }
        }
        return timescales;
    }

    /** The standards that have a row. */
    Set<String> standards() {
        if (standards == null) {
            standards = timescales().stream()
                    .map(TimescaleRow::standard)
                    .filter(java.util.Objects::nonNull)
                    .collect(Collectors.toUnmodifiableSet());
        }
        return standards;
    }

    /** The tables of timescales in a file; the one table of earlier releases, which nobody reads any more, is none. */
    static Stream<String> tables(Table table) {
        return TimescalesModel.tablesIn(table.dmn()).stream().filter(id -> !id.equals(TimescalesModel.ONE_FOR_ALL));
    }

    static Stream<TimescaleRow> rows(Table table) {
        return tables(table).flatMap(id -> TimescalesModel.rows(table.dmn(), id).stream());
    }

    private static Shipped over(Shipped below, Shipped above) {
        Set<String> processes =
                above.models().stream().map(model -> model.process().getId()).collect(Collectors.toSet());
        Set<String> forms = above.forms().stream().map(Form::id).collect(Collectors.toSet());
        Set<String> decisions = above.tables().stream()
                .flatMap(table -> table.decisions().stream())
                .collect(Collectors.toSet());
        return new Shipped(
                and(
                        above.models(),
                        below.models().stream()
                                .filter(model ->
                                        !processes.contains(model.process().getId()))),
                and(above.forms(), below.forms().stream().filter(form -> !forms.contains(form.id()))),
                and(
                        above.tables(),
                        below.tables().stream().filter(table -> !decisions.containsAll(table.decisions()))));
    }

    private static <T> List<T> and(List<T> above, Stream<T> below) {
        return Stream.concat(above.stream(), below).toList();
    }
}
