package uk.childpathways.people;

import java.util.List;
import java.util.Optional;

/** Port: what the vocabulary of people must know about a child's case; answered by the children's room. */
public interface CaseLookup {

    /** The child's team (a practitioner's, for their file); fails with a sentence for an unknown child. */
    String teamOf(String childRef);

    /** User id of the allocated worker, if there is one. */
    Optional<String> allocatedWorkerOf(String childRef);

    /** The groups to name in a task about this child where these are meant: not all of a group may open every record. */
    List<String> offered(String childRef, List<String> groups);

    /** Who submitted the work that the process instance is about: see {@link PeopleInModels#author}. */
    Optional<String> authorIn(String processInstanceId);
}
