package uk.childpathways.handovers;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Ends a journey before its own outcome. The reason is the variable {@code endReason} (an option of the form that asks
 * for the end) or the element's extension property {@code reason}; who decided is the variable {@code decidedBy}, or
 * else the manager who wrote last in this journey: the one who signed the end off.
 */
@ModelVocabulary(
        value = "endJourney",
        says = "Ends a journey before its own outcome",
        purpose = Purpose.JOURNEYS,
        reads = {
            @ModelVariable(name = "endReason", says = "the reason chosen on a form"),
            @ModelVariable(name = "decidedBy", says = "who decided; without it the manager who signed it off")
        })
@ModelProperty(name = "reason", says = "The reason, where no form asks for it.", value = ValueKind.LABEL)
class EndJourney implements JavaDelegate {

    private final JourneyEnding ending;

    EndJourney(JourneyEnding ending) {
        this.ending = ending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        UUID journeyId = JourneyVariables.journeyId(execution);
        if (journeyId == null) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' ends a journey, but this process instance is in none.");
        }
        String given = text(execution.getVariable("endReason"));
        ending.early(
                journeyId,
                given == null ? ExtensionProperties.of(execution).get("reason") : given,
                text(execution.getVariable("decidedBy")),
                execution.getProcessInstanceId(),
                execution.getCurrentActivityId());
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}
