package uk.childpathways.submissions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.vocabulary.contract.FormFact;

/** {@code returned}: what a manager gave back to the author: round, reasons, by. */
@Component
@Order(0)
@FormFact(
        name = "returned",
        says = "What a manager gave back to its author.",
        parts = {"round", "reasons", "by"})
class ReturnedPrefill implements PrefillProvider {

    private final Chronology chronology;
    private final Directory directory;

    ReturnedPrefill(Chronology chronology, Directory directory) {
        this.chronology = chronology;
        this.directory = directory;
    }

    @Override
    public Set<String> names() {
        return Set.of("returned");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.journeyId() == null) {
            return;
        }
        List<ChronologyEntry> decisions = chronology.ofJourney(context.journeyId()).stream()
                .filter(e -> e.processInstanceId() != null
                        && e.processInstanceId()
                                .equals(context.question().step().processInstanceId()))
                .filter(e -> e.oversightFacts() != null)
                .toList();
        if (!decisions.isEmpty()) {
            ChronologyEntry latest = decisions.get(decisions.size() - 1);
            Map<String, Object> returned = new LinkedHashMap<>();
            returned.put("round", decisions.size());
            Object toChange = latest.answers().get("returnReasons");
            Object reasons =
                    toChange != null ? toChange : latest.oversightFacts().get("rationale");
            if (reasons != null) {
                returned.put("reasons", reasons);
            }
            returned.put("by", directory.nameOf(latest.by()));
            values.put("returned", returned);
        }
    }
}
