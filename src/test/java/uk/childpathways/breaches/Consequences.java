package uk.childpathways.breaches;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.notices.Distribution;

/** What a missed timescale set in motion for a child, and who heard of what. */
@TestComponent
public class Consequences {

    private final JdbcTemplate jdbc;
    private final BreachRecords records;
    private final Distribution distribution;
    private final Clock clock;

    Consequences(JdbcTemplate jdbc, BreachRecords records, Distribution distribution, Clock pathwaysClock) {
        this.jdbc = jdbc;
        this.records = records;
        this.distribution = distribution;
        this.clock = pathwaysClock;
    }

    /** The child's breaches, oldest first. */
    public List<Breach> breaches(String childRef) {
        return jdbc.query(
                "select * from pathways.breach where child_ref = ? order by chain_seq",
                BreachRecords::breach,
                childRef);
    }

    /** The standards that were breached for the child, oldest first. */
    public List<String> breached(String childRef) {
        return breaches(childRef).stream().map(Breach::standard).toList();
    }

    /** The child's only breach of a standard. */
    public Breach breach(String childRef, String standard) {
        List<Breach> all = breaches(childRef).stream()
                .filter(breach -> breach.standard().equals(standard))
                .toList();
        assertThat(all).as("breaches of '%s' for %s", standard, childRef).hasSize(1);
        return all.get(0);
    }

    public List<BreachAnswer> answers(Breach breach) {
        return records.answersOf(breach.id());
    }

    /** The user ids of everybody who has been told something of this kind about the child, by now. */
    public Set<String> told(String childRef, String kind) {
        passOn(childRef);
        return new TreeSet<>(jdbc.queryForList(
                "select n.recipient from pathways.notification n join pathways.notice t on t.id = n.notice_id"
                        + " where t.child_ref = ? and t.kind = ?",
                String.class,
                childRef,
                kind));
    }

    /** What a person has been told about the child, by now. */
    public List<String> toldTo(String user, String childRef) {
        passOn(childRef);
        return jdbc.queryForList(
                "select t.text from pathways.notification n join pathways.notice t on t.id = n.notice_id"
                        + " where t.child_ref = ? and n.recipient = ? order by t.not_before, t.id",
                String.class,
                childRef,
                user);
    }

    /** How many notices of this kind about the child are in the outbox or have left it. */
    public int notices(String childRef, String kind) {
        return jdbc.queryForObject(
                "select count(*) from pathways.notice where child_ref = ? and kind = ?", Integer.class, childRef, kind);
    }

    /** The application's own round may hold some rows just now: asks until none of the child's is left waiting. */
    public void passOn(String childRef) {
        Instant giveUp = Instant.now().plusSeconds(20);
        do {
            distribution.passOnWhatIsDue();
        } while (waiting(childRef) > 0 && Instant.now().isBefore(giveUp));
        assertThat(waiting(childRef)).as("notices about %s that wait", childRef).isZero();
    }

    private int waiting(String childRef) {
        return jdbc.queryForObject(
                "select count(*) from pathways.notice where child_ref = ? and state = 'WAITING' and not_before <= ?",
                Integer.class,
                childRef,
                Timestamp.from(clock.instant()));
    }
}
