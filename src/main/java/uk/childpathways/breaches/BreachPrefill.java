package uk.childpathways.breaches;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.vocabulary.contract.FormFact;

/** {@code breach} in the form of the manager who answers it: what was to be done, by when, why then, and who had it to do. */
@Component
@FormFact(
        name = "breach",
        says = "The missed timescale that is answered.",
        parts = {"standardName", "kind", "dueText", "explanation", "ownerName", "rationale", "together"})
class BreachPrefill implements PrefillProvider {

    private final Breaches breaches;
    private final Deadlines deadlines;
    private final Directory directory;
    private final OfficeWork office;

    BreachPrefill(Breaches breaches, Deadlines deadlines, Directory directory, OfficeWork office) {
        this.breaches = breaches;
        this.deadlines = deadlines;
        this.directory = directory;
        this.office = office;
    }

    @Override
    public Set<String> names() {
        return Set.of("breach");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        Object id = context.variable("breachId");
        if (id == null) {
            return;
        }
        Breach breach = breaches.get(UUID.fromString(id.toString()));
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("standardName", breach.standardName());
        known.put("kind", breach.kind());
        known.put("dueText", Days.LONG.due(breach.due()));
        deadlines
                .find(breach.deadlineId())
                .ifPresent(deadline ->
                        known.put("explanation", deadlines.explain(deadline).text()));
        if (breach.owner() != null) {
            Map<String, String> groups = directory.allGroups();
            known.put(
                    "ownerName",
                    Stream.of(breach.owner().split(","))
                            .map(each -> groups.containsKey(each) ? groups.get(each) : directory.nameOf(each))
                            .collect(Collectors.joining("; ")));
        }
        if (OfficeWork.TASK.equals(context.elementId())) {
            known.put("together", office.words(breach));
        }
        if (breach.rationale() != null) {
            known.put("rationale", breach.rationale());
        }
        values.put("breach", known);
    }
}
