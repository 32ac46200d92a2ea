package uk.childpathways.safekeeping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.notices.Administrators;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.storage.NewRow;

/** The breaks that were found and what was answered to them; both are only ever added to. */
@Component
@Transactional
class RecordBreaks {

    private static final String SELECT = "select b.*, a.at answered_at, a.by_user answered_by, a.answer"
            + " from pathways.record_break b left join pathways.record_break_answer a on a.break_id = b.id";

    private final JdbcClient db;
    private final Notifications notifications;
    private final Recipients recipients;
    private final Clock clock;

    RecordBreaks(JdbcClient db, Notifications notifications, Recipients recipients, Clock pathwaysClock) {
        this.db = db;
        this.notifications = notifications;
        this.recipients = recipients;
        this.clock = pathwaysClock;
    }

    /** Records what was found and notifies people; what was found before changes nothing, answered or not. */
    void found(String chain, String ref, List<String> faults) {
        for (String fault : faults) {
            UUID id = UUID.randomUUID();
            boolean isNew = NewRow.in("pathways.record_break")
                    .with("id", id)
                    .with("chain", chain)
                    .with("ref", ref)
                    .with("fault", fault)
                    .with("found_at", clock.instant())
                    .unlessThere("record_break_once")
                    .add(db);
            if (isNew) {
                tell(id, chain, ref, fault);
            }
        }
    }

    private void tell(UUID id, String chain, String ref, String fault) {
        boolean child = chain.equals(RecordBreak.RECORD) && !PractitionerFiles.isFile(ref);
        // The administrator runs the system and sees no child: whose record it is, the service manager reads.
        notifications.tell(Notice.now(
                "record-break:" + id,
                null,
                null,
                "record-break",
                chain.equals(RecordBreak.AUDIT)
                        ? "The audit trail is not as it was written"
                        : "A record is not as it was written",
                "The nightly check found a break (incident " + id + "). "
                        + (chain.equals(RecordBreak.AUDIT) ? fault + " " : "")
                        + "Somebody changed the database past the application, or a backup was put back. Keep the"
                        + " database as it is, find out who had access to it, and compare it with the backups and"
                        + " the anchors (docs/operations.md, \"When the check finds a break\"). It stands as an"
                        + " incident until it is answered: POST /api/record-breaks/" + id + "/answer.",
                List.of(Administrators.GROUP)));
        if (child) {
            notifications.tell(Notice.now(
                    "record-break-of-child:" + id,
                    ref,
                    null,
                    "record-break",
                    "The record of " + ref + " is not as it was written",
                    "The nightly check of the record of " + ref + " found: " + fault
                            + " Do not rely on the record until the administrator has found out what happened;"
                            + " compare it with papers and with what colleagues know. Incident " + id + ".",
                    recipients.recipients(List.of(Role.SERVICE_MANAGER.key()), ref)));
        } else if (chain.equals(RecordBreak.RECORD)) {
            notifications.tell(Notice.now(
                    "record-break-of-file:" + id,
                    null,
                    null,
                    "record-break",
                    "A supervision file is not as it was written",
                    "The nightly check of " + PractitionerFiles.whose(ref) + " found: " + fault + " Incident " + id
                            + ".",
                    recipients.recipients(List.of("senior-line"), ref)));
        }
    }

    /** All of them, those without an answer first, then the newest. */
    @Transactional(readOnly = true)
    List<RecordBreak> all(int atMost) {
        return db.sql(SELECT + " order by a.at is not null, b.found_at desc, b.id limit ?")
                .param(atMost)
                .query(RecordBreaks::row)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<RecordBreak> find(UUID id) {
        return db.sql(SELECT + " where b.id = ?")
                .param(id)
                .query(RecordBreaks::row)
                .optional();
    }

    @Transactional(readOnly = true)
    long unanswered() {
        return db.sql("select count(*) from pathways.record_break b where not exists"
                        + " (select 1 from pathways.record_break_answer a where a.break_id = b.id)")
                .query(Long.class)
                .single();
    }

    /** @return false where it was answered already */
    boolean answer(UUID id, String answer, String by) {
        return NewRow.in("pathways.record_break_answer")
                .with("break_id", id)
                .with("answer", answer)
                .with("by_user", by)
                .with("at", clock.instant())
                .unlessThere("record_break_answered_once")
                .add(db);
    }

    private static RecordBreak row(ResultSet row, int number) throws SQLException {
        Timestamp answered = row.getTimestamp("answered_at");
        return new RecordBreak(
                row.getObject("id", UUID.class),
                row.getString("chain"),
                row.getString("ref"),
                row.getString("fault"),
                row.getTimestamp("found_at").toInstant(),
                answered == null ? null : answered.toInstant(),
                row.getString("answered_by"),
                row.getString("answer"));
    }
}
