package uk.childpathways.deadlines;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.vocabulary.ClockStandard;
import uk.childpathways.vocabulary.ModelVocabulary;

/**
 * When something is due: {@code ${deadlines.due(execution)}}, asked by the timer on the edge and by the task's due date
 * alike. Both read the standard that the task names in its property {@code standard}. A second argument names another
 * one: {@code ${deadlines.due(execution, 'icpc-held')}}.
 */
@ModelVocabulary("deadlines")
public class DeadlinesInModels {

    private final Deadlines deadlines;

    DeadlinesInModels(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /**
     * The date in force of the deadline that the activity's own standard sets here.
     *
     * @return a point in time, free of any zone; limits in days end at 23:59:59 in England
     * @throws IllegalStateException with a sentence when the activity names no standard
     */
    public Date due(DelegateExecution execution) {
        return due(execution, ClockStandard.at(execution));
    }

    /**
     * The date in force of the standard's deadline at this step.
     *
     * @return a point in time, free of any zone; limits in days end at 23:59:59 in England
     */
    public Date due(DelegateExecution execution, String standardId) {
        return Date.from(deadlines.due(step(execution), standardId).effectiveDue());
    }

    /**
     * From when the task stands in people's lists, by its own standard.
     *
     * @return null for at once
     * @throws IllegalStateException with a sentence when the task names no standard
     */
    public Date followUp(DelegateExecution execution) {
        return followUp(execution, ClockStandard.at(execution));
    }

    /**
     * From when the task of this standard stands in people's lists (follow-up date): 28 days before it is due, by the
     * setting {@code pathways.deadlines.in-sight-days}. Moves with the deadline.
     *
     * @return null for at once
     */
    public Date followUp(DelegateExecution execution, String standardId) {
        return deadlines
                .inSightFrom(deadlines.due(step(execution), standardId))
                .map(Date::from)
                .orElse(null);
    }

    private static JourneyStep step(DelegateExecution execution) {
        Object journeyId = execution.getVariable("journeyId");
        Object childRef = execution.getVariable("childRef");
        String definition = execution.getProcessDefinitionId();
        int colon = definition.indexOf(':');
        return new JourneyStep(
                journeyId == null ? null : UUID.fromString(journeyId.toString()),
                childRef == null ? null : childRef.toString(),
                execution.getProcessInstanceId(),
                execution.getId(),
                execution.getCurrentActivityId(),
                colon < 0 ? definition : definition.substring(0, colon));
    }
}
