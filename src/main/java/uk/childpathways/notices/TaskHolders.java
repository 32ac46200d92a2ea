package uk.childpathways.notices;

import java.util.List;
import java.util.Set;

/** Asks the engine who holds an open task. */
public interface TaskHolders {

    /**
     * The person who has claimed or been given the task, else the groups and people it is offered to; empty when no
     * such task is open.
     *
     * @param executionId the execution in which the task lies
     */
    List<String> holdersOf(String executionId);

    /** The executions of the tasks that this person holds: claimed, or given to them. */
    Set<String> executionsHeldBy(String userId);
}
