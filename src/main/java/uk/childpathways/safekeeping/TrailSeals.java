package uk.childpathways.safekeeping;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.storage.RecordKeys;

/**
 * The trail is chained by the database itself, which has no key. Each night the ends of its chains are sealed with ours:
 * what was there by then can be changed unseen only by whoever has the key.
 */
@Component
class TrailSeals {

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final AuditTrail trail;
    private final RecordKeys keys;
    private final Clock clock;

    TrailSeals(JdbcTemplate jdbc, AuditTrail trail, RecordKeys keys, Clock pathwaysClock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.keys = keys;
        this.clock = pathwaysClock;
    }

    private record End(String ref, long length, String lastHash, String seal, boolean stands) {

        List<?> parts() {
            return List.of(RecordBreak.AUDIT, ref, length, lastHash);
        }
    }

    /** Those with which seals are made. */
    RecordKeys keys() {
        return keys;
    }

    /** What is wrong with the trail, by its own chains and by our seals; a sentence each. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(trail.faults());
        jdbc.query(
                        """
                        select s.ref, s.length, s.last_hash, s.seal,
                               exists (select 1 from pathways.audit_entry e
                                       where e.kind = split_part(s.ref, ' ', 1)
                                         and e.about = substr(s.ref, strpos(s.ref, ' ') + 1)
                                         and e.chain_seq = s.length and e.hash = s.last_hash)
                        from pathways.record_seal s where s.chain = 'audit'\
                        """,
                        (row, i) -> new End(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5)))
                .forEach(end -> {
                    if (!keys.sealed(end.seal(), end.parts())) {
                        faults.add("A seal over the first " + end.length() + " entries of " + end.ref()
                                + " in the audit trail was not made by the application.");
                    } else if (!end.stands()) {
                        faults.add("The first " + end.length() + " entries of " + end.ref()
                                + " in the audit trail are not those that were sealed.");
                    }
                });
        return faults;
    }

    /** Seals the ends that moved since they were last sealed. */
    void seal() {
        List<End> moved =
                jdbc.query("""
                                  select c.kind || ' ' || c.about, c.length, c.last_hash from pathways.audit_chain c
                                  where not exists (select 1 from pathways.record_seal s where s.chain = 'audit'
                                                    and s.ref = c.kind || ' ' || c.about and s.length = c.length)\
                                  """, (row, i) -> new End(row.getString(1), row.getLong(2), row.getString(3), null, true));
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "insert into pathways.record_seal (chain, ref, length, last_hash, seal, at) values (?, ?, ?, ?, ?, ?)",
                moved,
                BATCH,
                (row, end) -> {
                    row.setString(1, RecordBreak.AUDIT);
                    row.setString(2, end.ref());
                    row.setLong(3, end.length());
                    row.setString(4, end.lastHash());
                    row.setString(5, keys.seal(end.parts()));
                    row.setTimestamp(6, now);
                });
    }
}
