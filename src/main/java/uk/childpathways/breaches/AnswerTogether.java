package uk.childpathways.breaches;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.oversight.NewOversight;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;

/** One answer for all office work of a worker: each child's record has its own entry (RUT-MGT-05b, SWI-SRC-01b). */
@ModelVocabulary(
        value = "answerTogether",
        says =
                "Gives the answer that was just recorded to whatever else the same worker owes of office work: each child's"
                        + " record has its own entry",
        purpose = Purpose.DECIDE,
        reads = {@ModelVariable(name = "breachId", says = "the missed timescale that was answered")})
class AnswerTogether implements JavaDelegate {

    private final Breaches breaches;
    private final OfficeWork office;
    private final Oversight oversight;
    private final Clock clock;

    AnswerTogether(Breaches breaches, OfficeWork office, Oversight oversight, Clock pathwaysClock) {
        this.breaches = breaches;
        this.office = office;
        this.oversight = oversight;
        this.clock = pathwaysClock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Breach answered = breaches.get(UUID.fromString(String.valueOf(execution.getVariable("breachId"))));
        List<OversightEntry> entries = oversight.aboutBreach(answered.id());
        OversightEntry given = entries.get(entries.size() - 1);
        office.others(answered)
                .forEach(other -> oversight.record(new NewOversight(
                        other.childRef(),
                        other.journeyId(),
                        given.kind(),
                        given.decision(),
                        given.rationale(),
                        List.of(),
                        given.by(),
                        given.role(),
                        clock.instant(),
                        given.aboutElement(),
                        other.id(),
                        null,
                        null,
                        null)));
    }
}
