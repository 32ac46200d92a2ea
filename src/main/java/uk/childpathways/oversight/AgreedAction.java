package uk.childpathways.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An agreed action and its state.
 *
 * @param oversightEntryId the decision from which it follows
 * @param dueOn the last day on which it is done in time
 * @param processInstanceId its follow-up in the engine, once started
 */
public record AgreedAction(
        UUID id,
        UUID oversightEntryId,
        int number,
        String childRef,
        UUID journeyId,
        String action,
        String owner,
        LocalDate dueOn,
        Status status,
        String processInstanceId,
        Instant endedAt,
        String endedBy,
        String result) {

    public enum Status {
        OPEN,
        DONE,
        /** Ended undone; the result says why. */
        NOT_DONE,
        WITHDRAWN
    }
}
