package uk.childpathways.oversight;

import java.time.LocalDate;

/**
 * Something that a manager and a worker agreed on.
 *
 * @param owner user id of who does it
 * @param by the last day on which it is done in time
 */
public record NewAction(String action, String owner, LocalDate by) {}
