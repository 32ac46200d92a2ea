package uk.childpathways.around;

import java.time.Instant;
import java.util.UUID;
import uk.childpathways.calendar.TypedDay;

/**
 * Where the child lives or lived.
 *
 * @param with with whom, in words
 * @param until null where the child lives there still
 * @param notTo who must not learn of it; null for nobody
 */
public record ChildAddress(
        UUID id,
        String address,
        String with,
        TypedDay from,
        TypedDay until,
        String notTo,
        UUID entry,
        String by,
        Instant at) {}
