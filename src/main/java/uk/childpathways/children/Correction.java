package uk.childpathways.children;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What was said later of an entry of the chronology, which itself stays as it was written.
 *
 * @param childRef on whose record it stands
 * @param entryId the entry of which it speaks
 * @param answers of a correction: all answers as they hold from then on; null for any other
 * @param says what was added; null for any other
 * @param reason null for an addition
 * @param otherEntry of what was recorded on the wrong child: its entry on the other record; null for any other
 */
public record Correction(
        UUID id,
        String childRef,
        UUID entryId,
        Kind kind,
        Map<String, Object> answers,
        String says,
        String reason,
        UUID otherEntry,
        String by,
        Instant at) {

    /** What can be said of an entry. */
    public enum Kind {
        ADDITION("addition"),
        CORRECTION("correction"),
        /** It was recorded on the wrong child, and stands on another record now. */
        MOVED_AWAY("moved-away"),
        /** It was recorded on another child first. */
        MOVED_HERE("moved-here");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        static Kind of(String key) {
            for (Kind kind : values()) {
                if (kind.key.equals(key)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("There is no correction of the kind '" + key + "'.");
        }
    }
}
