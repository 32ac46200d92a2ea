package uk.childpathways.rehearsal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.calendar.Days;
import uk.childpathways.storage.StartUpStep;
import uk.childpathways.web.ConflictProblem;

/**
 * The movable clock. How far it is from real time is kept in the database, so that it survives a restart and every
 * node follows within seconds (see {@link RehearsalClockFollower}).
 *
 * <p>It moves forward freely, and backward only as far as nothing has been recorded later: a record in which an answer
 * comes before its question could not be believed, and append-only rows cannot be taken back.
 */
@Component
@Order(StartUpStep.MODELS - 50)
@Conditional(RehearsalInstallation.class)
class RehearsalClock implements StartUpStep {

    private static final Logger log = LoggerFactory.getLogger(RehearsalClock.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final EngineTime engine;
    private final Clock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Duration patience;

    RehearsalClock(
            EngineTime engine,
            Clock pathwaysClock,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            @Value("${pathways.rehearsal.wait:60s}") Duration patience) {
        this.engine = engine;
        this.clock = pathwaysClock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.patience = patience;
    }

    /**
     * What a move did.
     *
     * @param due how many timers had become due
     * @param fired how many of them fired while the call waited
     * @param left how many were still waiting when patience ended, those included that came up meanwhile
     */
    record Moved(int due, int fired, int left) {}

    Instant now() {
        return clock.instant();
    }

    Duration offset() {
        return engine.offset();
    }

    int dueTimers() {
        return engine.dueTimers().size();
    }

    /**
     * Moves the clock and waits until no timer is due any more.
     *
     * @throws ConflictProblem when something has been recorded later than that moment
     */
    Moved moveTo(Instant to, String by) {
        transaction.executeWithoutResult(status -> {
            jdbc.queryForList("select pg_advisory_xact_lock(?)", 0x43_50_434CL);
            if (to.isBefore(clock.instant())) {
                latestFact().filter(fact -> fact.isAfter(to)).ifPresent(fact -> {
                    throw new ConflictProblem("The clock cannot be put back to " + Days.LONG.moment(to)
                            + ": the record already goes on to " + Days.LONG.moment(fact)
                            + ". Move forward, or start with an empty database.");
                });
            }
            long millis = Duration.between(engine.realNow(), to).toMillis();
            jdbc.update("""
                    insert into pathways.rehearsal_clock (only_one, offset_millis, moved_by, moved_at)
                    values (true, ?, ?, ?)
                    on conflict (only_one) do update set offset_millis = excluded.offset_millis,
                        moved_by = excluded.moved_by, moved_at = excluded.moved_at
                    """, millis, by, Timestamp.from(engine.realNow()));
        });
        follow();
        log.info("Rehearsal: {} moved the clock to {}", by, to);
        return waitForTimers();
    }

    /** Takes over the offset that any node has stored. */
    void follow() {
        List<Long> stored = jdbc.queryForList("select offset_millis from pathways.rehearsal_clock", Long.class);
        Duration offset = Duration.ofMillis(stored.isEmpty() ? 0 : stored.get(0));
        if (!offset.equals(engine.offset())) {
            engine.moveTo(offset);
            engine.lookForDueTimers();
        }
    }

    @Override
    public void run() {
        follow();
    }

    private Moved waitForTimers() {
        Set<String> due = engine.dueTimers();
        Set<String> left = due;
        long until = System.nanoTime() + patience.toNanos();
        while (!left.isEmpty() && engine.carriesOutTimers() && System.nanoTime() < until) {
            engine.lookForDueTimers();
            try {
                Thread.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = engine.dueTimers();
        }
        Set<String> fired = new HashSet<>(due);
        fired.removeAll(left);
        return new Moved(due.size(), fired.size(), left.size());
    }

    private Optional<Instant> latestFact() {
        Timestamp latest = jdbc.queryForObject("""
                select greatest((select max(at) from pathways.told),
                                (select max(at) from pathways.entry_correction),
                                (select max(recorded_at) from pathways.journey_event),
                                (select max(at) from pathways.oversight_entry),
                                (select max(opened_at) from pathways.journey),
                                (select max(detected_at) from pathways.breach))
                """, Timestamp.class);
        return Optional.ofNullable(latest).map(Timestamp::toInstant);
    }
}
