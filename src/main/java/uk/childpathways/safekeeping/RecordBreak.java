package uk.childpathways.safekeeping;

import java.time.Instant;
import java.util.UUID;

/**
 * A place where a record is not what was written: an incident that stands until somebody answers it.
 *
 * @param chain {@code record} for a child's record or a supervision file, {@code audit} for the trail
 * @param ref whose record; for the trail empty
 * @param answer what was found out and done; null until then
 */
record RecordBreak(
        UUID id,
        String chain,
        String ref,
        String fault,
        Instant foundAt,
        Instant answeredAt,
        String answeredBy,
        String answer) {

    static final String RECORD = "record";
    static final String AUDIT = "audit";
}
