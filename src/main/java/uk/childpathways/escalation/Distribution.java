package uk.childpathways.escalation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Directory;

/**
 * Turns notices that are due into one notification for each person. Runs on every node: rows are taken with
 * {@code for update skip locked}, so that two nodes never work on the same notice, and the unique key (event, person)
 * stands behind it.
 */
@Component
class Distribution {

    private static final Logger log = LoggerFactory.getLogger(Distribution.class);
    private static final int BATCH = 100;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final Deadlines deadlines;
    private final TaskHolders holders;
    private final Ladder ladder;
    private final Administrators administrators;
    private final Clock clock;

    Distribution(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Directory directory,
            Deadlines deadlines,
            TaskHolders holders,
            Ladder ladder,
            Administrators administrators,
            Clock pathwaysClock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.directory = directory;
        this.deadlines = deadlines;
        this.holders = holders;
        this.ladder = ladder;
        this.administrators = administrators;
        this.clock = pathwaysClock;
    }

    private record Waiting(UUID id, String eventKey, List<String> recipients, Timestamp createdAt, UUID onlyWhileOpen) {
        static Waiting of(ResultSet row, int number) throws SQLException {
            Array recipients = row.getArray("recipients");
            return new Waiting(
                    row.getObject("id", UUID.class),
                    row.getString("event_key"),
                    List.of((String[]) recipients.getArray()),
                    row.getTimestamp("created_at"),
                    row.getObject("only_while_open", UUID.class));
        }
    }

    /** Passes on whatever is due. @return how many notices were handled */
    int passOnWhatIsDue() {
        int handled = 0;
        int round;
        do {
            try {
                round = passOn(BATCH);
            } catch (RuntimeException oneIsBad) {
                // One by one, so that a single bad notice cannot hold up the others.
                round = oneByOne();
            }
            handled += round;
        } while (round == BATCH);
        return handled;
    }

    private int oneByOne() {
        int handled = 0;
        for (int i = 0; i < BATCH; i++) {
            try {
                if (passOn(1) == 0) {
                    break;
                }
            } catch (RuntimeException e) {
                log.warn("A notice could not be passed on and will be tried again later", e);
                putOff();
            }
            handled++;
        }
        return handled;
    }

    private int passOn(int most) {
        Integer handled = transaction.execute(status -> {
            List<Waiting> batch = take(most);
            Map<String, List<String>> members = new HashMap<>();
            batch.forEach(notice -> passOn(notice, members));
            return batch.size();
        });
        return handled == null ? 0 : handled;
    }

    private List<Waiting> take(int most) {
        return jdbc.query("""
                select id, event_key, recipients, created_at, only_while_open from pathways.notice
                where state = 'WAITING' and not_before <= ? and try_after <= now()
                order by not_before, id limit ? for update skip locked
                """, Waiting::of, Timestamp.from(clock.instant()), most);
    }

    private void passOn(Waiting notice, Map<String, List<String>> members) {
        if (notice.onlyWhileOpen() != null && !deadlines.isOpen(notice.onlyWhileOpen())) {
            jdbc.update("update pathways.notice set state = 'DROPPED' where id = ?", notice.id());
            return;
        }
        Set<String> people = new LinkedHashSet<>();
        notice.recipients().forEach(recipient -> people.addAll(peopleBehind(recipient, members)));
        if (people.isEmpty()) {
            log.warn(
                    "Notice {} reaches nobody: its recipients {} have no members",
                    notice.eventKey(),
                    notice.recipients());
            Notifications.LAST_RESORT.forEach(group -> people.addAll(peopleBehind(group, members)));
        }
        jdbc.batchUpdate(
                """
                insert into pathways.notification (id, notice_id, event_key, recipient, created_at, status)
                values (?, ?, ?, ?, ?, 'WAITING') on conflict do nothing
                """,
                people.stream()
                        .map(person -> new Object[] {
                            UUID.randomUUID(), notice.id(), notice.eventKey(), person, notice.createdAt()
                        })
                        .toList());
        jdbc.update("update pathways.notice set state = 'PASSED_ON' where id = ?", notice.id());
    }

    private List<String> peopleBehind(String recipient, Map<String, List<String>> known) {
        if (Notice.isOwnerOf(recipient)) {
            return deadlines
                    .find(Notice.deadlineIn(recipient))
                    .map(deadline -> holders.holdersOf(deadline.executionId()).stream()
                            .flatMap(holder -> peopleBehind(holder, known).stream())
                            .toList())
                    .orElse(List.of());
        }
        return known.computeIfAbsent(recipient, this::members);
    }

    private List<String> members(String recipient) {
        if (Ladder.isRole(recipient)) {
            return ladder.peopleBehind(recipient);
        }
        if (recipient.equals(Administrators.GROUP)) {
            return administrators.userIds();
        }
        return directory.person(recipient).isPresent() ? List.of(recipient) : directory.membersOf(recipient);
    }

    private void putOff() {
        transaction.executeWithoutResult(status -> jdbc.update("""
                update pathways.notice set attempts = attempts + 1,
                    try_after = now() + least(interval '1 minute' * power(2, least(attempts, 6)), interval '1 hour')
                where id = (select id from pathways.notice
                            where state = 'WAITING' and not_before <= ? and try_after <= now()
                            order by not_before, id limit 1 for update skip locked)
                """, Timestamp.from(clock.instant())));
    }
}
