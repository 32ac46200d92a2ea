package uk.childpathways.breaches;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import uk.childpathways.children.ChainSource;
import uk.childpathways.children.RecordChain;
import uk.childpathways.storage.NewRow;
import uk.childpathways.web.ConflictProblem;

/** The stored breaches, answers and rungs: rows are added and never changed, each a link of the child's chain. */
@Repository
class BreachRecords implements ChainSource {

    private final JdbcTemplate jdbc;
    private final JdbcClient db;
    private final RecordChain chain;

    BreachRecords(JdbcTemplate jdbc, RecordChain chain) {
        this.jdbc = jdbc;
        this.db = JdbcClient.create(jdbc);
        this.chain = chain;
    }

    boolean isRecorded(String processInstanceId, String elementId, String standard, Instant due) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from pathways.breach where process_instance_id = ? and element_id = ?"
                        + " and standard = ? and due = ?)",
                Boolean.class,
                processInstanceId,
                elementId,
                standard,
                Timestamp.from(due)));
    }

    /**
     * A step that was cancelled and started again from the same event (a new visit frequency was chosen) owes
     * what it owed before: that it was missed by this date is on record with its first deadline, and is no second breach.
     */
    boolean isRecordedOfEarlierTry(UUID deadlineId, Instant due) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                    select 1
                    from pathways.deadline asked
                    join pathways.deadline earlier
                        on earlier.journey_id = asked.journey_id
                        and earlier.element_id = asked.element_id
                        and earlier.standard_id = asked.standard_id
                        and earlier.start_event_id = asked.start_event_id
                        and earlier.status = 'WITHDRAWN'
                    join pathways.breach on breach.deadline_id = earlier.id
                    where asked.id = ? and breach.due >= ?)
                """, Boolean.class, deadlineId, Timestamp.from(due)));
    }

    /** @throws ConflictProblem when another transaction has just recorded the same breach: nothing of ours may stay */
    void add(Breach breach) {
        RecordChain.Link link = chain.next(breach.childRef(), breach.payload());
        boolean added = link.on(NewRow.in("pathways.breach")
                        .with("id", breach.id())
                        .with("deadline_id", breach.deadlineId())
                        .with("child_ref", breach.childRef())
                        .with("journey_id", breach.journeyId())
                        .with("process_instance_id", breach.processInstanceId())
                        .with("element_id", breach.elementId())
                        .with("standard", breach.standard())
                        .with("standard_name", breach.standardName())
                        .with("owner", breach.owner())
                        .with("due", breach.due())
                        .with("detected_at", breach.detectedAt())
                        .with("kind", breach.kind())
                        .with("declared_by", breach.declaredBy())
                        .with("rationale", breach.rationale())
                        .with("answer_by", breach.answerBy()))
                .unlessThere("breach_once")
                .add(db);
        if (!added) {
            throw new ConflictProblem("The breach of \"" + breach.standardName() + "\" for child " + breach.childRef()
                    + " has just been recorded by another person.");
        }
    }

    /** @return false when this submission has already been recorded as the answer */
    boolean add(BreachAnswer answer) {
        Boolean known = jdbc.queryForObject(
                "select exists (select 1 from pathways.breach_answer where breach_id = ? and source = ?)",
                Boolean.class,
                answer.breachId(),
                answer.source());
        if (Boolean.TRUE.equals(known)) {
            return false;
        }
        RecordChain.Link link = chain.next(answer.childRef(), answer.payload());
        link.on(NewRow.in("pathways.breach_answer")
                        .with("id", answer.id())
                        .with("breach_id", answer.breachId())
                        .with("child_ref", answer.childRef())
                        .with("decision", answer.decision())
                        .with("reason", answer.reason())
                        .with("new_date", answer.newDate())
                        .with("effect", answer.effect())
                        .with("by_user", answer.by())
                        .with("at", answer.at())
                        .with("source", answer.source()))
                .add(db);
        return true;
    }

    /** @return false when this rung has been climbed before */
    boolean climb(UUID breachId, String role, Instant at) {
        return jdbc.update(
                        "insert into pathways.breach_rung (breach_id, role, climbed_at) values (?, ?, ?)"
                                + " on conflict do nothing",
                        breachId,
                        role,
                        Timestamp.from(at))
                == 1;
    }

    Optional<Breach> find(UUID id) {
        return jdbc.query("select * from pathways.breach where id = ?", BreachRecords::breach, id).stream()
                .findFirst();
    }

    Map<UUID, String> standardsOf(Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(
                    "select id, standard_name from pathways.breach where id = any (?)",
                    rs -> {
                        names.put(rs.getObject(1, UUID.class), rs.getString(2));
                    },
                    (Object) ids.toArray(UUID[]::new));
        }
        return names;
    }

    List<Breach> unansweredOf(UUID journeyId) {
        return jdbc.query("""
                select * from pathways.breach b where journey_id = ?
                and not exists (select 1 from pathways.breach_answer a where a.breach_id = b.id)
                """, BreachRecords::breach, journeyId);
    }

    /** What was found missed of this deadline and has not been withdrawn. */
    List<Breach> missedOf(UUID deadlineId) {
        return jdbc.query("""
                select * from pathways.breach b where deadline_id = ? and kind = 'missed'
                and not exists (select 1 from pathways.breach_answer a
                                where a.breach_id = b.id and a.decision = 'withdrawn')
                """, BreachRecords::breach, deadlineId);
    }

    /** Deadlines whose breach was withdrawn, and which are open still though their new date has passed too. */
    List<UUID> takenUpAgainAndPassed(Instant now) {
        return jdbc.queryForList("""
                select distinct d.id from pathways.deadline d
                join pathways.breach b on b.deadline_id = d.id
                join pathways.breach_answer a on a.breach_id = b.id and a.decision = 'withdrawn'
                where d.status = 'OPEN' and d.due < ?
                and (d.agreed_until is null or d.agreed_until < cast(? at time zone 'Europe/London' as date))
                """, UUID.class, Timestamp.from(now), Timestamp.from(now));
    }

    /** Whether a manager has decided, and nobody higher has been asked since. */
    boolean answered(UUID breachId) {
        return Boolean.TRUE.equals(jdbc.queryForObject("select pathways.breach_answered(?)", Boolean.class, breachId));
    }

    /**
     * What the same people owe of office work beside this, in the same team and before the same role, still open and
     * not answered; no restricted child's, and none where this child's record is restricted.
     */
    List<Breach> officeWorkBeside(Breach breach) {
        return jdbc.query(
                """
                select b.* from pathways.breach b
                join pathways.deadline d on d.id = b.deadline_id
                join pathways.child c on c.ref = b.child_ref
                join pathways.child own on own.ref = ? and own.team_id = c.team_id
                where b.id <> ? and b.owner = ? and b.answer_by = ? and d.weight = 'office'
                and d.status in ('OPEN', 'BREACHED')
                and not pathways.breach_answered(b.id)
                and not pathways.record_restricted(c.ref) and not pathways.record_restricted(own.ref)
                order by b.due, b.id
                """, BreachRecords::breach, breach.childRef(), breach.id(), breach.owner(), breach.answerBy());
    }

    List<BreachAnswer> answersOf(UUID breachId) {
        return jdbc.query(
                "select * from pathways.breach_answer where breach_id = ? order by chain_seq",
                BreachRecords::answer,
                breachId);
    }

    @Override
    public List<Entry> entriesOf(Collection<String> childRefs) {
        Object them = childRefs.toArray(String[]::new);
        List<Entry> entries = new ArrayList<>(jdbc.query(
                "select * from pathways.breach where child_ref = any (?)",
                (row, i) -> entry("breach", row, breach(row, i).payload()),
                them));
        entries.addAll(jdbc.query(
                "select * from pathways.breach_answer where child_ref = any (?)",
                (row, i) -> entry("breach answer", row, answer(row, i).payload()),
                them));
        return entries;
    }

    private static Entry entry(String what, ResultSet row, List<?> payload) throws SQLException {
        return new Entry(
                row.getString("child_ref"),
                what + " " + row.getString("id"),
                row.getLong("chain_seq"),
                row.getString("previous_hash"),
                row.getString("hash"),
                payload);
    }

    static Breach breach(ResultSet row, int number) throws SQLException {
        return new Breach(
                row.getObject("id", UUID.class),
                row.getObject("deadline_id", UUID.class),
                row.getString("child_ref"),
                row.getObject("journey_id", UUID.class),
                row.getString("process_instance_id"),
                row.getString("element_id"),
                row.getString("standard"),
                row.getString("standard_name"),
                row.getString("owner"),
                row.getTimestamp("due").toInstant(),
                row.getTimestamp("detected_at").toInstant(),
                row.getString("kind"),
                row.getString("declared_by"),
                row.getString("rationale"),
                row.getString("answer_by"));
    }

    private static BreachAnswer answer(ResultSet row, int number) throws SQLException {
        Date newDate = row.getDate("new_date");
        return new BreachAnswer(
                row.getObject("id", UUID.class),
                row.getObject("breach_id", UUID.class),
                row.getString("child_ref"),
                row.getString("decision"),
                row.getString("reason"),
                newDate == null ? null : newDate.toLocalDate(),
                row.getString("effect"),
                row.getString("by_user"),
                row.getTimestamp("at").toInstant(),
                row.getString("source"));
    }
}
