package uk.childpathways.oversight;

/** Port: the follow-up of an agreed action in the engine. */
public interface ActionFollowUp {

    /** Starts the follow-up in the caller's transaction. @return the id of its process instance */
    String start(AgreedAction action);

    /** Ends the follow-up of an action that nobody needs to do any more. */
    void end(AgreedAction action, String reason);
}
