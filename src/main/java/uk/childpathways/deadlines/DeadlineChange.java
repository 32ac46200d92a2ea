package uk.childpathways.deadlines;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a deadline, kept for good.
 *
 * @param by user id, or "application" where a timer or a model did it
 * @param dateBefore the date in force before, where it changed
 * @param dateAfter the date in force afterwards, or the date on which it was met
 */
public record DeadlineChange(
        UUID deadlineId, Kind kind, Instant at, String by, String reason, Instant dateBefore, Instant dateAfter) {

    public enum Kind {
        STARTED,
        MOVED,
        LATER_DATE_AGREED,
        DECLARED,
        MET,
        MET_LATE,
        BREACHED,
        WITHDRAWN,
        CORRECTED
    }
}
