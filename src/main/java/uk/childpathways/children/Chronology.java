package uk.childpathways.children;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.storage.NewRow;

/**
 * What happened to each child (or was recorded in supervision), in order, for good: entries are added and never changed
 * (SWI-FIL-03). Whoever reads the latest of something reads it as it was {@link Corrections corrected}; {@link #find} and
 * {@link #of}, the log, as it was written.
 */
@Service
@Transactional
public class Chronology implements ChainSource {

    private final JdbcClient db;
    private final RecordChain chain;
    private final Corrections corrections;
    private final AnswersAsText json;

    Chronology(JdbcClient db, RecordChain chain, Corrections corrections, AnswersAsText json) {
        this.db = db;
        this.chain = chain;
        this.corrections = corrections;
        this.json = json;
    }

    public ChronologyEntry record(NewEntry e) {
        UUID id = UUID.randomUUID();
        Instant at = e.at().truncatedTo(ChronoUnit.MICROS);
        Map<String, Object> answers = e.answers() == null ? Map.of() : e.answers();
        Map<String, Object> facts =
                e.oversightFacts() == null || e.oversightFacts().isEmpty() ? null : e.oversightFacts();
        List<String> clauses = e.clauses() == null ? List.of() : List.copyOf(e.clauses());
        Row row = new Row(
                id,
                e.childRef(),
                e.journeyId(),
                e.kind(),
                e.elementId(),
                e.title(),
                e.formId(),
                json.write(answers),
                facts == null ? null : json.write(facts),
                e.processInstanceId(),
                e.taskId(),
                e.by(),
                at,
                String.join(" ", clauses),
                e.jointWith());
        RecordChain.Link link = chain.next(e.childRef(), row.payload());
        link.on(NewRow.in(tableOf(e.childRef()))
                        .with("id", row.id)
                        .with("child_ref", row.childRef)
                        .with("journey_id", row.journeyId)
                        .with("kind", row.kind)
                        .with("element_id", row.elementId)
                        .with("title", row.title)
                        .with("form_id", row.formId)
                        .with("answers", row.answers)
                        .with("oversight_facts", row.oversightFacts)
                        .with("process_instance_id", row.processInstanceId)
                        .with("task_id", row.taskId)
                        .with("by_user", row.by)
                        .with("at", at)
                        .with("clauses", row.clauses)
                        .with("joint_with", row.jointWith))
                .add(db);
        return row.entry(link, json.read(row.answers), facts == null ? null : json.read(row.oversightFacts));
    }

    /** As it was written, whatever was corrected since. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> find(UUID id) {
        return db.sql("select * from pathways.told where id = ?")
                .param(id)
                .query(this::entry)
                .optional();
    }

    /** The latest entry of each form on the child's record, newest first. */
    @Transactional(readOnly = true)
    public List<ChronologyEntry> latestOfEachForm(String childRef, int atMost) {
        return corrections.inForce(db.sql("select * from (select distinct on (form_id) * from pathways.chronology_entry"
                        + " where child_ref = ? and form_id is not null order by form_id, chain_seq desc) e"
                        + " order by chain_seq desc limit ?")
                .params(childRef, atMost)
                .query(this::entry)
                .list());
    }

    /** The latest entry of this form in this journey, sibling tasks recorded jointly included. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> latest(UUID journeyId, String formId) {
        return latestWhere("journey_id = ? and form_id = ?", journeyId, formId);
    }

    /** The latest entry of this form on the child's record, in whichever journey. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> latestOfChild(String childRef, String formId) {
        return latestWhere("child_ref = ? and form_id = ?", childRef, formId);
    }

    /** The latest entry written from this process instance, whatever its form. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> latestOfProcessInstance(String processInstanceId) {
        return latestWhere("process_instance_id = ?", processInstanceId);
    }

    /** The latest entry about this record, written from one of these process instances, whose form asked this question. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> latestAnswering(
            String childRef, Collection<String> processInstanceIds, String question) {
        return latestWhere(
                "child_ref = ? and process_instance_id = any (?) and jsonb_exists(answers::jsonb, ?)",
                childRef,
                processInstanceIds.toArray(String[]::new),
                question);
    }

    /** The latest entry of this process instance that came from that element of the model. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> latestOfElement(String processInstanceId, String elementId) {
        return latestWhere("process_instance_id = ? and element_id = ?", processInstanceId, elementId);
    }

    /** What was recorded when this task was completed; of one that spoke of several children, the entry of one of them. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> ofTask(String taskId) {
        return latestWhere("task_id = ?", taskId);
    }

    /** The latest entry of this form in this process instance. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> latest(String processInstanceId, String formId) {
        return latestWhere("process_instance_id = ? and form_id = ?", processInstanceId, formId);
    }

    /** The latest entry of this process instance that carries facts for the oversight record. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> latestWithOversightFacts(String processInstanceId) {
        return latestWhere("process_instance_id = ? and oversight_facts is not null", processInstanceId);
    }

    /** The child's latest entries in which this question was answered so, whichever form asked it. */
    @Transactional(readOnly = true)
    public List<ChronologyEntry> answered(String childRef, String question, String answer, int atMost) {
        return corrections.inForce(db.sql("select * from pathways.chronology_entry where child_ref = ?"
                        + " and answers::jsonb ->> ? = ? order by chain_seq desc limit ?")
                .params(childRef, question, answer, atMost)
                .query(this::entry)
                .list());
    }

    /**
     * Oldest first, who is around these children ({@code around-child}) and what was answered to whether a colleague must
     * know something before visiting; without what was moved to another child's record. Kind and question stand in the SQL
     * as they do in its indexes (V241).
     */
    @Transactional(readOnly = true)
    public List<ChronologyEntry> aroundChildren(Collection<String> childRefs) {
        return childRefs.isEmpty()
                ? List.of()
                : corrections.inForce(db.sql("select * from (select * from pathways.chronology_entry"
                                + " where child_ref = any (:refs) and kind = 'around-child'"
                                + " union all select * from pathways.chronology_entry"
                                + " where child_ref = any (:refs) and kind <> 'around-child'"
                                + " and answers like '%\"knownRisksToWorkers\"%'"
                                + " and coalesce(answers::jsonb ->> 'knownRisksToWorkers', '') <> '') e"
                                + " where not exists (select 1 from pathways.entry_correction c where c.entry_id = e.id"
                                + " and c.kind = 'moved-away') order by child_ref, chain_seq")
                        .param("refs", childRefs.toArray(String[]::new))
                        .query(this::entry)
                        .list());
    }

    private Optional<ChronologyEntry> latestWhere(String condition, Object... values) {
        return corrections
                .inForce(db.sql("select * from pathways.told where " + condition + " order by chain_seq desc limit 1")
                        .params(values)
                        .query(this::entry)
                        .list())
                .stream()
                .findFirst();
    }

    /**
     * How many times in a row, up to now, this form's question was answered so in this journey. A form that did not ask
     * the question (a visit at which nobody was met) is passed over.
     */
    @Transactional(readOnly = true)
    public int inARow(UUID journeyId, String formId, String question, Object answer) {
        return (int) corrections
                .inForce(db.sql("select * from pathways.told where journey_id = ? and form_id = ?"
                                + " order by chain_seq desc limit 100")
                        .params(journeyId, formId)
                        .query(this::entry)
                        .list())
                .stream()
                .map(entry -> entry.answers().get(question))
                .filter(Objects::nonNull)
                .takeWhile(answer::equals)
                .count();
    }

    /** All entries of a journey, oldest first. */
    @Transactional(readOnly = true)
    public List<ChronologyEntry> ofJourney(UUID journeyId) {
        return db.sql("select * from pathways.told where journey_id = ? order by chain_seq")
                .params(journeyId)
                .query(this::entry)
                .list();
    }

    /** The child's entries, newest first. */
    @Transactional(readOnly = true)
    public Page<ChronologyEntry> of(String childRef, Pageable page) {
        long total = db.sql("select count(*) from " + tableOf(childRef) + " where child_ref = ?")
                .param(childRef)
                .query(Long.class)
                .single();
        List<ChronologyEntry> entries = db.sql("select * from " + tableOf(childRef) + " where child_ref = ?"
                        + " order by chain_seq desc limit ? offset ?")
                .params(
                        childRef,
                        page.isPaged() ? page.getPageSize() : Integer.MAX_VALUE,
                        page.isPaged() ? page.getOffset() : 0L)
                .query(this::entry)
                .list();
        return new PageImpl<>(entries, page, total);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> entriesOf(Collection<String> childRefs) {
        return db.sql("select * from pathways.told where child_ref = any (?)")
                .param(childRefs.toArray(String[]::new))
                .query((rs, i) -> new Entry(
                        rs.getString("child_ref"),
                        "chronology entry " + rs.getString("id"),
                        rs.getLong("chain_seq"),
                        rs.getString("previous_hash"),
                        rs.getString("hash"),
                        row(rs).payload()))
                .list();
    }

    /** Supervision records are in their own table: no question about children's records finds it. */
    private static String tableOf(String ref) {
        return PractitionerFiles.isFile(ref) ? "pathways.practitioner_entry" : "pathways.chronology_entry";
    }

    private ChronologyEntry entry(ResultSet rs, int i) throws SQLException {
        Row row = row(rs);
        return row.entry(
                new RecordChain.Link(rs.getLong("chain_seq"), rs.getString("previous_hash"), rs.getString("hash")),
                json.read(row.answers),
                row.oversightFacts == null ? null : json.read(row.oversightFacts));
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                rs.getObject("id", UUID.class),
                rs.getString("child_ref"),
                rs.getObject("journey_id", UUID.class),
                rs.getString("kind"),
                rs.getString("element_id"),
                rs.getString("title"),
                rs.getString("form_id"),
                rs.getString("answers"),
                rs.getString("oversight_facts"),
                rs.getString("process_instance_id"),
                rs.getString("task_id"),
                rs.getString("by_user"),
                rs.getTimestamp("at").toInstant(),
                rs.getString("clauses"),
                rs.getString("joint_with"));
    }

    private record Row(
            UUID id,
            String childRef,
            UUID journeyId,
            String kind,
            String elementId,
            String title,
            String formId,
            String answers,
            String oversightFacts,
            String processInstanceId,
            String taskId,
            String by,
            Instant at,
            String clauses,
            String jointWith) {

        List<?> payload() {
            return Arrays.asList(
                    "chronology",
                    id,
                    childRef,
                    journeyId,
                    kind,
                    elementId,
                    title,
                    formId,
                    answers,
                    oversightFacts,
                    processInstanceId,
                    taskId,
                    by,
                    at,
                    clauses,
                    jointWith);
        }

        ChronologyEntry entry(RecordChain.Link link, Map<String, Object> answers, Map<String, Object> facts) {
            return new ChronologyEntry(
                    id,
                    childRef,
                    journeyId,
                    kind,
                    elementId,
                    title,
                    formId,
                    answers,
                    facts,
                    processInstanceId,
                    taskId,
                    by,
                    at,
                    clauses.isEmpty() ? List.of() : List.of(clauses.split(" ")),
                    jointWith,
                    link.seq(),
                    link.previousHash(),
                    link.hash());
        }
    }
}
