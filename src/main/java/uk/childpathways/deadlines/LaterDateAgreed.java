package uk.childpathways.deadlines;

import java.time.LocalDate;

/** Published in the same transaction when somebody has agreed a later date for an open deadline. */
public record LaterDateAgreed(Deadline deadline, LocalDate until, String reason, String by) {}
