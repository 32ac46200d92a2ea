package uk.childpathways.deadlines;

/** Published in the same transaction when a deadline has started; its reminder is due at {@code remindAt}. */
public record DeadlineStarted(Deadline deadline) {}
