package uk.childpathways.board;

import java.util.Optional;

/** Port: whom an open task is about. Implemented where the engine is. */
public interface OpenTasks {

    /** The child whom an open task is about. */
    Optional<String> childOf(String taskId);
}
