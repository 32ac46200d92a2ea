package uk.childpathways.breaches;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * The worker's manager asks for the service manager, or the work is still not done after their answer: the missed
 * standard goes to the next rung, which is asked what a heavier one is asked at once (NEW-GEN-02b).
 */
@ModelVocabulary(
        value = "raiseBreach",
        says = "Puts a missed timescale that was answered before the next rung, because the answer was not enough",
        purpose = Purpose.CLOCK,
        reads = {@ModelVariable(name = "breachId", says = "the missed timescale")},
        sets = {
            @ModelVariable(name = "answerBy", says = "the role that is asked now"),
            @ModelVariable(name = "rises", says = "`yes` where there is somebody above, otherwise `no`")
        })
@ModelProperty(name = "rung", says = "The role that is asked next.", value = ValueKind.ROLES, required = true)
class RaiseBreach implements JavaDelegate {

    private final Breaches breaches;

    RaiseBreach(Breaches breaches) {
        this.breaches = breaches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Role named = Role.of(ExtensionProperties.of(execution).get("rung").trim());
        UUID breachId = UUID.fromString(String.valueOf(execution.getVariable("breachId")));
        Role asked = breaches.raise(breachId, named).orElse(null);
        execution.setVariable("rises", asked == null ? "no" : "yes");
        if (asked != null) {
            execution.setVariable("answerBy", asked.key());
        }
    }
}
