package uk.childpathways.oversight;

/** Port: starts the follow-up of an agreed action in the engine. */
public interface FollowUps {

    /** Starts the follow-up in the caller's transaction. @return the id of its process instance */
    String start(AgreedAction action);
}
