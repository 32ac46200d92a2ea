package uk.childpathways.deadlines;

import java.time.Instant;

/**
 * Published in the same transaction when the date in force of an open deadline has changed: the date it runs from was
 * corrected or a later date agreed. Task and timer have been moved already.
 */
public record DeadlineMoved(Deadline deadline, Instant dueBefore) {}
