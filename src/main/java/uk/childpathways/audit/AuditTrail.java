package uk.childpathways.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.NewRow;

/**
 * The trail of what was done to people, rights, children's facts, settings and the clock. The tables of people, teams,
 * services, absences, children, access and the clock write it by themselves (triggers of V120): only what has no such table
 * is kept by {@link #keep}.
 *
 * <p>Entries are only ever added; each carries the hash of the one before it about the same thing.
 */
@Component
@Transactional
public class AuditTrail {

    private static final TypeReference<TreeMap<String, Object>> VALUES = new TypeReference<>() {};

    private final JdbcClient db;
    private final ActingInDatabase acting;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    AuditTrail(JdbcClient db, ActingInDatabase acting, Clock pathwaysClock) {
        this.db = db;
        this.acting = acting;
        this.clock = pathwaysClock;
    }

    /** Keeps what was done, in the caller's transaction: the entry is there exactly when the deed is. */
    public void keep(Change change) {
        write(change);
    }

    /**
     * Keeps it whatever becomes of the caller's transaction: for what was tried and refused, which is undone by being
     * refused.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void keepInAnyCase(Change change) {
        write(change);
    }

    /**
     * Says on whose behalf this transaction writes, before plain SQL on a table that keeps its own trail. Where entities
     * are stored it is said by itself.
     *
     * @param reason why, for the entries of this transaction; null where nobody gave one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void actingBecause(String reason) {
        acting.sayBecause(reason);
    }

    /** As {@link #actingBecause}, for somebody who is not logged in: the owner of a link that was mailed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void acting(String userId) {
        acting.sayFor(userId);
    }

    /**
     * Entries older than the given one, newest first.
     *
     * @param olderThan id of the last entry already seen; {@link Long#MAX_VALUE} to begin with the newest
     */
    @Transactional(readOnly = true)
    public List<AuditEntry> entries(AuditFilter filter, long olderThan, int most) {
        List<Object> values = new ArrayList<>();
        String where = filter.where(values);
        values.add(olderThan);
        values.add(most);
        return db.sql("select * from pathways.audit_entry where " + where + " and id < ? order by id desc limit ?")
                .params(values)
                .query(this::entry)
                .list();
    }

    /** Whether the trail was tampered with: one sentence for each entry that does not fit; empty when all is well. */
    @Transactional(readOnly = true)
    public List<String> faults() {
        return db.sql("select id, fault from pathways.audit_faults() order by id")
                .query((rs, i) -> "Entry " + rs.getLong("id") + " of the audit trail: " + rs.getString("fault") + ".")
                .list();
    }

    private void write(Change change) {
        NewRow.in("pathways.audit_entry")
                .with("kind", change.kind().name())
                .with("action", change.action())
                .with("about", change.about())
                .with("services", change.services().toArray(String[]::new))
                .with("child_ref", change.childRef())
                .with("by_user", change.by() == null ? acting.userId() : change.by())
                .with("at", clock.instant())
                .with("value_before", text(change.before()))
                .with("value_after", text(change.after()))
                .with("reason", change.reason())
                .add(db);
    }

    private String text(Map<String, ?> values) {
        try {
            return values == null ? null : json.writeValueAsString(new TreeMap<>(values));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("What goes into the trail is text, numbers and lists: " + values, e);
        }
    }

    private AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                AuditKind.valueOf(row.getString("kind")),
                row.getString("action"),
                row.getString("about"),
                Arrays.asList((String[]) row.getArray("services").getArray()),
                row.getString("child_ref"),
                row.getString("by_user"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                values(row.getString("value_before")),
                values(row.getString("value_after")),
                row.getString("reason"));
    }

    private Map<String, Object> values(String text) {
        try {
            return text == null ? Map.of() : json.readValue(text, VALUES);
        } catch (JsonProcessingException e) {
            return Map.of("unreadable", text);
        }
    }
}
