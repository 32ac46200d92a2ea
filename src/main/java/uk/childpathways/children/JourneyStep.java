package uk.childpathways.children;

import java.util.UUID;

/**
 * Where something happens in a child's journey, free of engine types.
 *
 * @param journeyId the run of the pathway; null only where a process belongs to no child
 * @param childRef the child's reference in the case system, never a name
 * @param processInstanceId the engine's process instance in which the step lies
 * @param executionId the engine's execution; the same for a task and for the timer on its edge
 * @param elementId the element of the model
 * @param processKey the model's process id
 */
public record JourneyStep(
        UUID journeyId,
        String childRef,
        String processInstanceId,
        String executionId,
        String elementId,
        String processKey) {

    /** The same step, as one of this journey. */
    public JourneyStep in(UUID journey) {
        return new JourneyStep(journey, childRef, processInstanceId, executionId, elementId, processKey);
    }
}
