package uk.childpathways.deadlines;

import java.time.Instant;

/** Port: the engine's timers and task due dates that hang on a deadline. */
public interface EngineTimers {

    /** Moves the due date of the task and every timer that hangs on the deadline's standard there. */
    void move(Deadline deadline, Instant due);

    /** Whether the step that asked is still being worked on. */
    boolean isStillThere(String executionId);
}
