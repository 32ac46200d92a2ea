package uk.childpathways.breaches;

import uk.childpathways.standards.Weight;

/** Puts a breach before the manager who must answer it: the process {@code breach-escalation}. */
public interface BreachEscalation {

    String PROCESS = "breach-escalation";

    /**
     * Starts the process in the caller's transaction, regardless of who is logged in.
     *
     * @param weight by which the model decides who is asked, how, and whether together
     * @param person who is asked by name, where it is one of the role that answers; null for anybody of that role
     */
    void begin(Breach breach, Weight weight, String person);

    /** Ends the escalation of a breach that was none. */
    void withdraw(java.util.UUID breachId, String reason);

    /**
     * Ends the running escalations of a journey that has ended, and what else was for that journey alone: declarations
     * of its timescales, the search for another worker, and what a model began beside it.
     */
    void end(java.util.UUID journeyId, String reason);

    /**
     * Ends what would still send a worker to the family of a child who has died, in any journey:
     * declarations of timescales, the search for another worker, a hand-over that waits to be received, what a model began
     * beside a journey.
     */
    void endForChild(String childRef, String reason);
}
