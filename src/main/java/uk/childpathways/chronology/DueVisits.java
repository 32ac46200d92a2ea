package uk.childpathways.chronology;

import java.util.Map;
import java.util.Optional;

/** Port: the visits that the running models wait for. */
public interface DueVisits {

    /**
     * The child's open visit.
     *
     * @param theirs whether this person may record it
     */
    record Due(String taskId, boolean theirs) {}

    /** Empty where none is open, and where several are: then nobody but the worker knows which was made. */
    Optional<Due> of(String childRef, String userId);

    /** Records as this person that it was made, through the door of every answer. */
    void made(String taskId, Map<String, Object> answers, String userId);
}
