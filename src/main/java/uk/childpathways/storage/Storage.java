package uk.childpathways.storage;

/**
 * Where this installation keeps its data.
 *
 * @param embedded true when the application runs its own PostgreSQL: a demonstration or rehearsal, never a council's
 *     real records
 * @param place the data directory, or the address of the configured database
 */
public record Storage(boolean embedded, String place) {}
