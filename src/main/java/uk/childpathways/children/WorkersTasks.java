package uk.childpathways.children;

import java.util.UUID;

/** The open work that goes with being a child's worker. Implemented where the engine is. */
public interface WorkersTasks {

    /**
     * Passes what the models give to the child's worker on to the new one. What a person owes themselves stays with them:
     * an action they agreed to, a document of theirs that came back; so does what a colleague has taken over.
     *
     * @param from the worker until now; null where there was none
     */
    void passOn(String childRef, String from, String to);

    /**
     * Asks the manager to allocate a child who has no worker; nothing happens where the manager has been asked already.
     *
     * @param journeyId the journey on which it is recorded
     */
    void findNewWorker(String childRef, UUID journeyId);
}
