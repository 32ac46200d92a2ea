package uk.childpathways.models;

import java.time.Instant;
import java.util.List;

/** Port: the cases that do not go on by themselves, and what is done about it. */
public interface StandingStill {

    /** Why a case stands still. */
    enum Kind {
        /** A step failed until it was given up; it is tried again once its cause is mended. */
        STEP,
        /** It waits for what nothing sends. */
        WAIT,
        /** Nothing is open in it, and it is not over. */
        NOTHING_OPEN,
        /** A task that nobody who works here can do; it is offered again. */
        TASK
    }

    /**
     * One place where a case stands still.
     *
     * @param id of the step, the case or the task
     * @param step as the drawing calls it
     * @param cause in words that name no child and nothing that was answered
     * @param childRef whose case it is, for telling their manager; null where it is about no child. Not for pages
     */
    record Still(
            String id,
            Kind kind,
            String flow,
            String flowKey,
            int version,
            String step,
            Instant since,
            String cause,
            String childRef) {}

    /** All of them, the longest first; not more than some hundred of each kind. */
    List<Still> all();

    /** Tries a step again, or offers a task again; a problem where there is no such one. */
    void again(Kind kind, String id);
}
