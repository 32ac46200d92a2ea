package uk.childpathways.deadlines;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.vocabulary.ClockStandard;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelArgument;
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * When something is due: {@code ${deadlines.due(execution)}}, asked by the timer on the edge and by the task's due date
 * alike. Both read the standard that the task names in its property {@code standard}. A second argument names another
 * one: {@code ${deadlines.due(execution, 'icpc-held')}}.
 */
@ModelVocabulary(value = "deadlines", says = "When something is due", purpose = Purpose.CLOCK)
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
    @ModelFunction(
            "The date in force of the deadline of the activity's own standard (property `standard`): as due date of"
                    + " the task and as date of the timer on its edge. On the edge, the standard is that of the activity"
                    + " underneath.")
    public Date due(DelegateExecution execution) {
        return due(execution, ClockStandard.at(execution));
    }

    /**
     * The date in force of the standard's deadline at this step.
     *
     * @return a point in time, free of any zone; limits in days end at 23:59:59 in England
     */
    @ModelFunction("As above, for a standard other than the activity's own.")
    public Date due(
            DelegateExecution execution,
            @ModelArgument(value = "the standard", kind = ValueKind.STANDARD) String standardId) {
        return Date.from(deadlines.due(step(execution), standardId).effectiveDue());
    }

    /**
     * From when the task appears in people's lists, by its own standard.
     *
     * @return null for at once
     * @throws IllegalStateException with a sentence when the task names no standard
     */
    @ModelFunction(
            "From when the task stands in people's lists (follow-up date): 28 days before its own standard is due. At"
                    + " once where the time limit is shorter.")
    public Date followUp(DelegateExecution execution) {
        return followUp(execution, ClockStandard.at(execution));
    }

    /**
     * From when the task of this standard appears in people's lists (follow-up date): 28 days before it is due, by the
     * setting {@code pathways.deadlines.in-sight-days}. Moves with the deadline.
     *
     * @return null for at once
     */
    @ModelFunction("As above, for a standard other than the task's own.")
    public Date followUp(
            DelegateExecution execution,
            @ModelArgument(value = "the standard", kind = ValueKind.STANDARD) String standardId) {
        return deadlines
                .inSightFrom(deadlines.due(step(execution), standardId))
                .map(Date::from)
                .orElse(null);
    }

    /**
     * When the time of this standard has passed from now: for a wait between two steps. Nothing is stored, and nobody is
     * late when it has passed.
     */
    @ModelFunction("When the time of this standard has passed, counted from now: for a wait between two steps. It is no"
            + " deadline of anybody's.")
    public Date after(
            DelegateExecution execution,
            @ModelArgument(value = "the standard", kind = ValueKind.STANDARD) String standardId) {
        return Date.from(deadlines.after(step(execution), standardId));
    }

    private static JourneyStep step(DelegateExecution execution) {
        Object journeyId = execution.getVariable("journeyId");
        Object childRef = execution.getVariable("childRef");
        return new JourneyStep(
                journeyId == null ? null : UUID.fromString(journeyId.toString()),
                childRef == null ? null : childRef.toString(),
                execution.getProcessInstanceId(),
                execution.getId(),
                execution.getCurrentActivityId(),
                JourneyVariables.process(execution));
    }
}
