package uk.childpathways.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Port: what the vocabulary of people must know about a child's case; answered by the children's room. */
public interface CaseLookup {

    /** The child's team (a practitioner's, for their file); fails with a sentence for an unknown child. */
    String teamOf(String childRef);

    /** User id of the allocated worker, if there is one. */
    Optional<String> allocatedWorkerOf(String childRef);

    /**
     * The groups to name in a task about this child where these are meant: not all of a group may open every record.
     *
     * @param barred whose own work the task is about
     */
    List<String> offered(String childRef, List<String> groups, Set<String> barred);

    /**
     * Whose own work a task is about, so that they may not do it: who wrote the document that is signed off ({@code
     * signsOff}), the child's worker where {@code notBy} says so.
     *
     * @param properties those of the task in the model
     * @param variables the process variable of a name, or null
     */
    Set<String> barredFrom(Map<String, String> properties, Function<String, Object> variables);

    /** Who submitted the work that the process instance is about: see {@link PeopleInModels#author}. */
    Optional<String> authorIn(String processInstanceId);
}
