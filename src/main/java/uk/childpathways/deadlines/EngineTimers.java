package uk.childpathways.deadlines;

import java.time.Instant;

/** Port: the engine's timers and task due dates that depend on a deadline. */
public interface EngineTimers {

    /**
     * Moves the due date of the task and every timer that asks for the deadline's standard there.
     *
     * @param inSightFrom from when a task that is hidden until it is near appears in people's lists; null for
     *     at once
     */
    void move(Deadline deadline, Instant due, Instant inSightFrom);

    /** Whether the step that asked is still being worked on. */
    boolean isStillThere(String executionId);

    /**
     * Whether two process instances are parts of one undertaking: one was called by the other, however deep, or the
     * first was called in the course of what called the second (the preparation of a meeting, and its being reconvened).
     */
    boolean belongTogether(String askingProcessInstanceId, String recordingProcessInstanceId);
}
