package uk.childpathways.board;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: what is being done for a child at this moment. Implemented where the engine is. */
public interface OpenTasks {

    /**
     * One open task.
     *
     * @param journeyId null for work outside any journey
     * @param holder user id of the person who has taken it, or null while it is offered to a group
     * @param due null where it has no limit
     * @param aboutBreach that a manager answers for what was missed, which is not work with the child
     */
    record Step(String taskId, String label, UUID journeyId, String holder, Instant due, boolean aboutBreach) {}

    List<Step> of(String childRef);

    /** The child whom an open task is about. */
    Optional<String> childOf(String taskId);
}
