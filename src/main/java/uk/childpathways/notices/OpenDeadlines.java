package uk.childpathways.notices;

import java.util.Optional;
import java.util.UUID;

/** What a notice must know of a deadline: whether it is still open, and which execution holds the work. */
public interface OpenDeadlines {

    boolean isOpen(UUID deadlineId);

    /** The execution in which the task of the deadline lies, if there is such a deadline. */
    Optional<String> executionOf(UUID deadlineId);
}
