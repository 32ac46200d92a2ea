package uk.childpathways.breaches;

import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.oversight.OversightRecorded;

/**
 * An oversight entry that was written about a breach is its answer, wherever in a model it was written: a redesign of
 * the breach's process cannot lose it (RUT-MGT-05b, SWI-SRC-01b).
 */
@Component
class BreachAnswerListener {

    private final Breaches breaches;
    private final Chronology chronology;

    BreachAnswerListener(Breaches breaches, Chronology chronology) {
        this.breaches = breaches;
        this.chronology = chronology;
    }

    @EventListener
    void on(OversightRecorded recorded) {
        OversightEntry entry = recorded.entry();
        if (entry.breachId() == null) {
            return;
        }
        breaches.answer(
                entry.breachId(),
                entry.decision() == null ? entry.kind() : entry.decision(),
                reason(entry),
                entry.until(),
                entry.effect(),
                entry.by(),
                entry.id().toString());
    }

    /** Why the timescale was missed, where the form asks for it beside the rationale of the decision. */
    private String reason(OversightEntry entry) {
        return Optional.ofNullable(entry.source())
                .filter(source -> source.processInstanceId() != null)
                .flatMap(source -> chronology.latestWithOversightFacts(source.processInstanceId()))
                .map(ChronologyEntry::answers)
                .map(answers -> answers.get("breachReason"))
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .orElse(entry.rationale());
    }
}
