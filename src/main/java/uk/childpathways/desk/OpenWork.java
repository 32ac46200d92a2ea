package uk.childpathways.desk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Port: open tasks as the desk needs them. Implemented where the engine is. Whose record a reader may open is asked of
 * what comes from here, not in it.
 */
public interface OpenWork {

    /** At most so many of one kind are read for a list: nobody reads more, and what others have must not slow it. */
    int MOST = 300;

    /**
     * One open task.
     *
     * @param label its name in the model
     * @param childRef the child's reference, or that of a practitioner's file; null where it is about neither
     * @param holder user id of who has taken it; null while it is offered
     * @param due null where it has no limit
     * @param far whether it is due so far ahead that lists leave it out yet
     * @param list null for work that stands in the lists by its date
     * @param returned whether it came back to its author
     * @param documentForm the form of the document it is about; null where it is about none
     * @param breachId the missed standard that it answers for; null for none
     * @param standard the standard that it keeps; null for none
     * @param form what it asks; null for none
     * @param inPlaceOf user id of a colleague who is away and whose task it is: whoever is asked covers for them; null
     *     otherwise
     */
    record Task(
            String id,
            String label,
            String processInstanceId,
            String childRef,
            UUID journeyId,
            String holder,
            Instant due,
            boolean far,
            WorkList list,
            boolean returned,
            String documentForm,
            UUID breachId,
            String standard,
            String form,
            String inPlaceOf) {}

    /** What a person has taken or been given, the most urgent first; work hidden until it is near is among it. */
    List<Task> heldBy(String userId);

    /** What is offered to a person, by name or as one of a group, and nobody has taken; the most urgent first. */
    List<Task> offeredTo(String userId);

    /** What is open for these children, whoever has it. */
    List<Task> ofChildren(Collection<String> childRefs);

    /** These, as far as they are still open. */
    List<Task> byId(Collection<String> taskIds);
}
