package uk.childpathways.submissions;

/**
 * A process is starting with these answers to its start form; published in the transaction of the start.
 *
 * @param processKey the model's process id
 * @param by user id of who answered
 */
public record HandedIn(String processKey, String by) {}
