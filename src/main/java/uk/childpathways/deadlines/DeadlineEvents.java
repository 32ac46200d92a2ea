package uk.childpathways.deadlines;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import uk.childpathways.people.Directory;
import uk.childpathways.storage.NewRow;

/** The append-only history of deadlines: who did what to each, when and why. */
@Component
class DeadlineEvents {

    private final JdbcClient db;
    private final Directory directory;
    private final Clock clock;

    DeadlineEvents(JdbcClient db, Directory directory, Clock pathwaysClock) {
        this.db = db;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** Now, to the microsecond, as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Records what happened to it now, by the person who acts. */
    void add(Deadline deadline, DeadlineChange.Kind kind, String reason, Instant dateBefore, Instant dateAfter) {
        add(new DeadlineChange(deadline.id(), kind, now(), directory.currentUser(), reason, dateBefore, dateAfter));
    }

    void add(DeadlineChange change) {
        NewRow.in("pathways.deadline_change")
                .with("id", UUID.randomUUID())
                .with("deadline_id", change.deadlineId())
                .with("kind", change.kind().name())
                .with("at", change.at())
                .with("by_user", change.by())
                .with("reason", change.reason())
                .with("date_before", change.dateBefore())
                .with("date_after", change.dateAfter())
                .add(db);
    }

    List<DeadlineChange> of(UUID deadlineId) {
        return db.sql("select * from pathways.deadline_change where deadline_id = ? order by seq")
                .param(deadlineId)
                .query((rs, i) -> new DeadlineChange(
                        deadlineId,
                        DeadlineChange.Kind.valueOf(rs.getString("kind")),
                        instant(rs.getObject("at", OffsetDateTime.class)),
                        rs.getString("by_user"),
                        rs.getString("reason"),
                        instant(rs.getObject("date_before", OffsetDateTime.class)),
                        instant(rs.getObject("date_after", OffsetDateTime.class))))
                .list();
    }

    Optional<DeadlineChange> latest(UUID deadlineId, DeadlineChange.Kind kind) {
        return of(deadlineId).stream().filter(change -> change.kind() == kind).reduce((earlier, later) -> later);
    }

    void add(Declaration declaration) {
        NewRow.in("pathways.deadline_declaration")
                .with("id", declaration.id())
                .with("deadline_id", declaration.deadlineId())
                .with("at", declaration.at())
                .with("by_user", declaration.by())
                .with("reason", declaration.reason())
                .with("expected_by", declaration.expectedBy())
                .add(db);
    }

    List<Declaration> declarationsOf(UUID deadlineId) {
        return db.sql("select * from pathways.deadline_declaration where deadline_id = ? order by at")
                .param(deadlineId)
                .query((rs, i) -> new Declaration(
                        rs.getObject("id", UUID.class),
                        deadlineId,
                        instant(rs.getObject("at", OffsetDateTime.class)),
                        rs.getString("by_user"),
                        rs.getString("reason"),
                        rs.getObject("expected_by", LocalDate.class)))
                .list();
    }

    private static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
