package uk.childpathways.handovers;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;

/**
 * Ends a journey before its own outcome. The reason is the variable {@code endReason} (an option of the form that asks
 * for the end) or the element's extension property {@code reason}; who decided is the variable {@code decidedBy}, or
 * else the manager who wrote last in this journey: the one who signed the end off.
 */
@ModelVocabulary("endJourney")
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
