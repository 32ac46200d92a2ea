package uk.childpathways.submissions;

import java.time.Instant;
import java.util.Optional;
import uk.childpathways.children.JourneyStep;

/** Since when something has been asked of people. */
public interface TaskCreationTime {

    /** When the open task of this step was offered; empty where there is none. */
    Optional<Instant> of(JourneyStep step);
}
