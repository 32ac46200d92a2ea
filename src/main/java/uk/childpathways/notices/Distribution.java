package uk.childpathways.notices;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;

/**
 * Turns notices that are due into one notification for each person. Runs on every node: rows are taken with
 * {@code for update skip locked}, so that two nodes never work on the same notice; the unique key (event, person) would
 * refuse a double.
 */
@Component
public class Distribution {

    private static final Logger log = LoggerFactory.getLogger(Distribution.class);
    private static final int BATCH = 100;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final Cover cover;
    private final OpenDeadlines deadlines;
    private final TaskHolders holders;
    private final Recipients recipients;
    private final NoticeReaders readers;
    private final Administrators administrators;
    private final ObjectProvider<JavaMailSender> mail;
    private final Clock clock;

    Distribution(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Directory directory,
            Cover cover,
            OpenDeadlines deadlines,
            TaskHolders holders,
            Recipients recipients,
            NoticeReaders readers,
            Administrators administrators,
            ObjectProvider<JavaMailSender> mail,
            Clock pathwaysClock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.directory = directory;
        this.cover = cover;
        this.deadlines = deadlines;
        this.holders = holders;
        this.recipients = recipients;
        this.readers = readers;
        this.administrators = administrators;
        this.mail = mail;
        this.clock = pathwaysClock;
    }

    /** @param toldAt when people are notified: a reminder appears in their list on its own day, not when its clock started */
    private record Waiting(
            UUID id, String eventKey, List<String> recipients, String child, Timestamp toldAt, UUID onlyWhileOpen) {
        static Waiting of(ResultSet row, int number) throws SQLException {
            Array recipients = row.getArray("recipients");
            return new Waiting(
                    row.getObject("id", UUID.class),
                    row.getString("event_key"),
                    List.of((String[]) recipients.getArray()),
                    row.getString("child"),
                    row.getTimestamp("told_at"),
                    row.getObject("only_while_open", UUID.class));
        }
    }

    /** Passes on what is due. @return how many notices were handled */
    public int passOnWhatIsDue() {
        // Who is behind a group or role is looked up once in a round, not once for each notice.
        Map<String, List<String>> members = new HashMap<>();
        int handled = 0;
        int round;
        do {
            try {
                round = passOn(BATCH, members);
            } catch (RuntimeException oneIsBad) {
                // One by one, so that a single bad notice cannot hold up the others.
                round = oneByOne(members);
            }
            handled += round;
        } while (round == BATCH);
        return handled;
    }

    private int oneByOne(Map<String, List<String>> members) {
        int handled = 0;
        for (int i = 0; i < BATCH; i++) {
            try {
                if (passOn(1, members) == 0) {
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

    private int passOn(int most, Map<String, List<String>> members) {
        Integer handled = transaction.execute(status -> {
            List<Waiting> batch = take(most);
            List<UUID> passed = new ArrayList<>();
            List<UUID> dropped = new ArrayList<>();
            List<Object[]> notifications = new ArrayList<>();
            String first = mail.getIfAvailable() == null ? "LISTED" : "WAITING";
            Map<Waiting, Set<String>> meant = new LinkedHashMap<>();
            for (Waiting notice : batch) {
                if (notice.onlyWhileOpen() != null && !deadlines.isOpen(notice.onlyWhileOpen())) {
                    dropped.add(notice.id());
                    continue;
                }
                passed.add(notice.id());
                meant.put(notice, peopleFor(notice, members));
            }
            readers.narrow(meant, Waiting::child)
                    .forEach((notice, people) -> people.forEach(person -> notifications.add(new Object[] {
                        UUID.randomUUID(), notice.id(), notice.eventKey(), person, notice.toldAt(), first
                    })));
            jdbc.batchUpdate(
                    "insert into pathways.notification (id, notice_id, event_key, recipient, created_at, status)"
                            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                    notifications);
            settle("PASSED_ON", passed);
            settle("DROPPED", dropped);
            return batch.size();
        });
        return handled == null ? 0 : handled;
    }

    private void settle(String state, List<UUID> notices) {
        if (!notices.isEmpty()) {
            jdbc.update("update pathways.notice set state = ? where id = any (?)", state, notices.toArray(new UUID[0]));
        }
    }

    private List<Waiting> take(int most) {
        return jdbc.query("""
                select n.id, n.event_key, n.recipients, greatest(n.created_at, n.not_before) as told_at,
                       n.only_while_open, (select c.ref from pathways.child c where c.ref = n.child_ref) as child
                from pathways.notice n
                where n.state = 'WAITING' and n.not_before <= ? and n.try_after <= now()
                order by n.not_before, n.id limit ? for update skip locked
                """, Waiting::of, Timestamp.from(clock.instant()), most);
    }

    private Set<String> peopleFor(Waiting notice, Map<String, List<String>> members) {
        Set<String> people = new LinkedHashSet<>();
        notice.recipients().forEach(recipient -> people.addAll(peopleBehind(recipient, members)));
        if (people.isEmpty() && notice.child() == null) {
            log.warn("Notice {} reaches nobody: {} have no members", notice.eventKey(), notice.recipients());
            Notifications.LAST_RESORT.forEach(group -> people.addAll(peopleBehind(group, members)));
        }
        return people;
    }

    private List<String> peopleBehind(String recipient, Map<String, List<String>> known) {
        if (Notice.isOnly(recipient)) {
            return List.of(Notice.personIn(recipient));
        }
        if (Notice.isOwnerOf(recipient)) {
            return deadlines
                    .executionOf(Notice.deadlineIn(recipient))
                    .map(execution -> holders.holdersOf(execution).stream()
                            .flatMap(holder -> peopleBehind(holder, known).stream())
                            .toList())
                    .orElse(List.of());
        }
        String key = Recipients.isRole(recipient) ? recipients.inTeam(recipient) : recipient;
        List<String> people = known.get(key);
        if (people == null) {
            people = members(key);
            known.put(key, people);
        }
        return people;
    }

    private List<String> members(String recipient) {
        if (Recipients.isRole(recipient)) {
            return recipients.peopleBehind(recipient);
        }
        if (recipient.equals(Administrators.GROUP)) {
            return administrators.userIds();
        }
        if (directory.person(recipient).isEmpty()) {
            return directory.membersOf(recipient);
        }
        List<String> hear = cover.hearsFor(recipient);
        return hear.isEmpty() ? recipients.managersOf(recipient) : hear;
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
