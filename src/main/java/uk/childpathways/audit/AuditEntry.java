package uk.childpathways.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One entry of the trail as it was kept.
 *
 * @param id grows with each entry
 * @param at by the application's clock, which moves in a rehearsal
 * @param recordedAt true time
 * @param before values by name, empty where nothing was before
 * @param after values by name, empty where nothing is any more
 */
public record AuditEntry(
        long id,
        AuditKind kind,
        String action,
        String about,
        List<String> services,
        String childRef,
        String by,
        Instant at,
        Instant recordedAt,
        Map<String, Object> before,
        Map<String, Object> after,
        String reason) {}
