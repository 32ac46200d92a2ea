package uk.childpathways.children;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.people.Directory;

/**
 * A chronology entry as one person may see it. What was recorded for several brothers and sisters names each of them in a
 * row; a row about a child whose record the reader may not open is left out. The record itself stays as it was written.
 */
@Component
public class EntriesForReaders {

    private static final String CHILD = "childRef";

    private final ChildAccess access;
    private final Directory directory;

    EntriesForReaders(ChildAccess access, Directory directory) {
        this.access = access;
        this.directory = directory;
    }

    /** For whoever is logged in; as it is for the application itself. */
    public ChronologyEntry shown(ChronologyEntry entry) {
        return directory.loggedIn().map(user -> shown(entry, user)).orElse(entry);
    }

    private ChronologyEntry shown(ChronologyEntry entry, String user) {
        Set<String> named = new HashSet<>();
        collect(entry.answers(), named);
        if (entry.jointWith() != null) {
            named.add(entry.jointWith());
        }
        named.remove(entry.childRef());
        if (named.isEmpty()) {
            return entry;
        }
        Set<String> closed = new HashSet<>(named);
        closed.removeAll(access.openOf(user, named));
        return closed.isEmpty()
                ? entry
                : entry.shown(
                        without(entry.answers(), closed),
                        closed.contains(entry.jointWith()) ? null : entry.jointWith());
    }

    private static void collect(Object answers, Set<String> named) {
        if (answers instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (CHILD.equals(key) && value instanceof String ref) {
                    named.add(ref);
                } else {
                    collect(value, named);
                }
            });
        } else if (answers instanceof Collection<?> rows) {
            rows.forEach(row -> collect(row, named));
        }
    }

    private static Map<String, Object> without(Map<?, ?> answers, Set<String> closed) {
        Map<String, Object> shown = new LinkedHashMap<>();
        answers.forEach((key, value) -> {
            if (value instanceof Collection<?> rows) {
                shown.put(
                        String.valueOf(key),
                        rows.stream()
                                .filter(row -> !(row instanceof Map<?, ?> map && closed.contains(map.get(CHILD))))
                                .map(row -> row instanceof Map<?, ?> map ? without(map, closed) : row)
                                .filter(Objects::nonNull)
                                .toList());
            } else if (value instanceof Map<?, ?> map) {
                shown.put(String.valueOf(key), without(map, closed));
            } else if (!(CHILD.equals(key) && closed.contains(value))) {
                shown.put(String.valueOf(key), value);
            }
        });
        return shown;
    }
}
