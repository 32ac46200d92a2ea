package uk.childpathways.children;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.NewRow;

/**
 * What was said later of entries of the chronology, in the chain of the record: additions, corrections, and that something
 * was recorded on the wrong child. Who may say so is asked by whoever calls.
 */
@Service
@Transactional
public class Corrections implements ChainSource {

    private final JdbcClient db;
    private final RecordChain chain;
    private final AnswersAsText json;
    private final Clock clock;

    Corrections(JdbcClient db, RecordChain chain, AnswersAsText json, Clock pathwaysClock) {
        this.db = db;
        this.chain = chain;
        this.json = json;
        this.clock = pathwaysClock;
    }

    public Correction add(ChronologyEntry entry, String says, String by) {
        return record(entry, Correction.Kind.ADDITION, null, says, null, null, by);
    }

    /** @param answers all answers as they hold from now on */
    public Correction correct(ChronologyEntry entry, Map<String, Object> answers, String reason, String by) {
        return record(entry, Correction.Kind.CORRECTION, answers, null, reason, null, by);
    }

    /** Both records say where it went and where it came from. */
    public void move(ChronologyEntry from, ChronologyEntry to, String reason, String by) {
        record(from, Correction.Kind.MOVED_AWAY, null, null, reason, to.id(), by);
        record(to, Correction.Kind.MOVED_HERE, null, null, reason, from.id(), by);
    }

    private Correction record(
            ChronologyEntry entry,
            Correction.Kind kind,
            Map<String, Object> answers,
            String says,
            String reason,
            UUID other,
            String by) {
        Correction correction = new Correction(
                UUID.randomUUID(),
                entry.childRef(),
                entry.id(),
                kind,
                answers,
                says,
                reason,
                other,
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        String written = answers == null ? null : json.write(answers);
        chain.next(entry.childRef(), payload(correction, written))
                .on(NewRow.in("pathways.entry_correction")
                        .with("id", correction.id())
                        .with("child_ref", correction.childRef())
                        .with("entry_id", correction.entryId())
                        .with("kind", kind.key())
                        .with("answers", written)
                        .with("says", says)
                        .with("reason", reason)
                        .with("other_entry", other)
                        .with("by_user", by)
                        .with("at", correction.at()))
                .add(db);
        return correction;
    }

    /** Of the whole record, by the entry of which they speak; those of one entry in the order in which they were said. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Correction>> of(String childRef) {
        Map<UUID, List<Correction>> of = new HashMap<>();
        db.sql("select * from pathways.entry_correction where child_ref = ? order by chain_seq")
                .param(childRef)
                .query(this::correction)
                .list()
                .forEach(each -> of.computeIfAbsent(each.entryId(), none -> new ArrayList<>())
                        .add(each));
        return of;
    }

    @Transactional(readOnly = true)
    public List<Correction> ofEntry(UUID entryId) {
        return db.sql("select * from pathways.entry_correction where entry_id = ? order by chain_seq")
                .param(entryId)
                .query(this::correction)
                .list();
    }

    /** The same entries with the answers that hold now. */
    @Transactional(readOnly = true)
    public List<ChronologyEntry> inForce(List<ChronologyEntry> entries) {
        if (entries.isEmpty()) {
            return entries;
        }
        Map<UUID, Map<String, Object>> corrected = new HashMap<>();
        db.sql("select entry_id, answers from pathways.entry_correction"
                        + " where entry_id = any (?) and kind = 'correction' order by chain_seq")
                .param(entries.stream().map(ChronologyEntry::id).toArray(UUID[]::new))
                .query(row -> {
                    corrected.put(row.getObject(1, UUID.class), json.read(row.getString(2)));
                });
        return corrected.isEmpty()
                ? entries
                : entries.stream()
                        .map(entry -> corrected.containsKey(entry.id())
                                ? entry.shown(corrected.get(entry.id()), entry.jointWith())
                                : entry)
                        .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> entriesOf(Collection<String> childRefs) {
        return db.sql("select * from pathways.entry_correction where child_ref = any (?)")
                .param(childRefs.toArray(String[]::new))
                .query((rs, i) -> new Entry(
                        rs.getString("child_ref"),
                        "correction " + rs.getString("id"),
                        rs.getLong("chain_seq"),
                        rs.getString("previous_hash"),
                        rs.getString("hash"),
                        payload(correction(rs, i), rs.getString("answers"))))
                .list();
    }

    private static List<?> payload(Correction correction, String answers) {
        return Arrays.asList(
                "correction",
                correction.id(),
                correction.childRef(),
                correction.entryId(),
                correction.kind().key(),
                answers,
                correction.says(),
                correction.reason(),
                correction.otherEntry(),
                correction.by(),
                correction.at());
    }

    private Correction correction(ResultSet rs, int i) throws SQLException {
        String answers = rs.getString("answers");
        Instant at = rs.getTimestamp("at").toInstant();
        return new Correction(
                rs.getObject("id", UUID.class),
                rs.getString("child_ref"),
                rs.getObject("entry_id", UUID.class),
                Correction.Kind.of(rs.getString("kind")),
                answers == null ? null : json.read(answers),
                rs.getString("says"),
                rs.getString("reason"),
                rs.getObject("other_entry", UUID.class),
                rs.getString("by_user"),
                at);
    }
}
