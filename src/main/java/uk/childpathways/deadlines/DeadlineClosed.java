package uk.childpathways.deadlines;

/**
 * Published in the same transaction when a deadline was met, met late or withdrawn (see its status), and again when the
 * date on which it was met is corrected. A breach of it is then over; it stays on record with the days late.
 */
public record DeadlineClosed(Deadline deadline) {}
