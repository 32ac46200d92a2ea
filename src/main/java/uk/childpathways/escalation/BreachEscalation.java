package uk.childpathways.escalation;

/** Puts a breach before the manager who must answer it: the process {@code breach-escalation}. */
public interface BreachEscalation {

    String PROCESS = "breach-escalation";

    /** Starts the process in the caller's transaction, whoever is logged in. */
    void begin(Breach breach);

    /**
     * Ends the running escalations of a journey that has ended, and what else was for that journey alone: declarations
     * of its timescales, the search for another worker.
     */
    void end(java.util.UUID journeyId, String reason);
}
