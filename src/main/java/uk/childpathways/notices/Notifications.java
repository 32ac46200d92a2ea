package uk.childpathways.notices;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The outbox. A notice is written in the caller's transaction, so that it exists exactly when the event it reports
 * does; who is in which group, mail and its failures come after the commit (see {@link Distribution} and
 * {@link Postman}).
 */
@Component
public class Notifications {

    /** Notified when nobody else can be: a notice that reaches no person is a fault of the set-up. */
    static final List<String> LAST_RESORT = List.of("process-owners", "camunda-admin");

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Notifications(JdbcTemplate jdbc, Clock pathwaysClock) {
        this.jdbc = jdbc;
        this.clock = pathwaysClock;
    }

    /** Puts a notice into the outbox; the same event for the same recipients a second time changes nothing. */
    @Transactional
    public void tell(Notice notice) {
        Timestamp now = Timestamp.from(clock.instant());
        List<String> recipients = notice.recipients().isEmpty() ? LAST_RESORT : notice.recipients();
        jdbc.update(
                """
                insert into pathways.notice (id, event_key, recipients, child_ref, journey_id, kind, subject, text,
                                             created_at, not_before, only_while_open)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                UUID.randomUUID(),
                notice.eventKey(),
                recipients.toArray(new String[0]),
                notice.childRef(),
                notice.journeyId(),
                notice.kind(),
                notice.subject(),
                notice.text(),
                now,
                notice.notBefore() == null ? now : Timestamp.from(notice.notBefore()),
                notice.onlyWhileOpenDeadlineId());
    }

    /** Takes back the notices about a deadline that have not gone out yet. */
    @Transactional
    public void forget(UUID deadlineId) {
        jdbc.update(
                "update pathways.notice set state = 'DROPPED' where only_while_open = ? and state = 'WAITING'",
                deadlineId);
    }
}
