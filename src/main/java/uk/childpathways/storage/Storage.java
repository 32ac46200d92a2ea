package uk.childpathways.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where this installation keeps its data.
 *
 * @param embedded true when the application runs its own PostgreSQL: a demonstration or rehearsal, never a council's
 *     real records
 * @param place the data directory, or the address of the configured database
 */
public record Storage(boolean embedded, String place) {

    /** A folder beside the embedded data, such as {@code keys}; none for a configured database. */
    public Optional<Path> beside(String what) {
        if (!embedded) {
            return Optional.empty();
        }
        Path data = Path.of(place).toAbsolutePath().normalize();
        return Optional.of(data.resolveSibling(data.getFileName() + "." + what));
    }
}
