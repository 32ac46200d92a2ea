package uk.childpathways.standards;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The words of the clauses for which a task is there: what its step, its form and its timescale name, and the guidance
 * that is shown with the form. One list for the tab in Tasklist and for the test that says guidance is shown.
 */
@Component
public class ClausesBehindTask {

    /**
     * What a person reads beside the task.
     *
     * @param goodLooksLike guidance: nothing to enforce
     * @param asked what the task must do, own council's clauses first
     */
    public record Words(List<Line> goodLooksLike, List<Line> asked) {}

    /**
     * One clause.
     *
     * @param from whose document it is: "Rutland: Practice standards"
     * @param missing what of it is not here; empty where it is met or guidance
     */
    public record Line(String clause, String words, String from, boolean own, String missing) {}

    private final ClauseCatalogue catalogue;
    private final ClauseStates states;
    private final SourceDocuments documents;
    private final String profile;

    public ClausesBehindTask(
            ClauseCatalogue catalogue,
            ClauseStates states,
            SourceDocuments documents,
            @Value("${pathways.profile:generic}") String profile) {
        this.catalogue = catalogue;
        this.states = states;
        this.documents = documents;
        this.profile = profile;
    }

    /**
     * The words in the order of their documents.
     *
     * @param form id of the task's form; null where it has none
     * @param named ids that stand at the step, on the form and in the row of the timescale
     */
    public Words of(String form, Collection<String> named) {
        Set<String> all = new LinkedHashSet<>(named);
        if (form != null) {
            all.addAll(states.shownAt(form));
        }
        List<Clause> clauses = catalogue.all().stream()
                .filter(clause -> all.contains(clause.id()))
                .toList();
        return new Words(
                lines(clauses.stream().filter(Clause::guidance)),
                lines(clauses.stream().filter(clause -> !clause.guidance())));
    }

    private List<Line> lines(Stream<Clause> clauses) {
        return clauses.map(this::line)
                .sorted(Comparator.comparing((Line line) -> !line.own()))
                .collect(Collectors.toList());
    }

    private Line line(Clause clause) {
        ClauseState state = states.of(clause.id());
        return new Line(
                clause.id(),
                clause.clause(),
                documents.of(clause).title(),
                documents.of(clause).profile().equals(profile),
                state.state() == ClauseState.State.IN_PART ? state.words() : "");
    }
}
