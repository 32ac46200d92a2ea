package uk.childpathways.audit;

/** Port: who acts on this thread. Implemented where people are known. */
public interface Actor {

    /** The user id; a word for the application itself where nobody is logged in. */
    String userId();
}
