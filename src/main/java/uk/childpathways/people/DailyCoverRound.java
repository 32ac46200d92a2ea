package uk.childpathways.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.calendar.England;

/**
 * Each morning: absent people are covered, those who are back get their work back, and work that nobody holds is found. Every
 * node looks; what one has done the others find done.
 */
@Component
public class DailyCoverRound implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DailyCoverRound.class);

    private final List<CoverCheck> checks;
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final long pause;
    private ScheduledExecutorService rounds;
    private LocalDate seen;

    DailyCoverRound(
            List<CoverCheck> checks,
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            Clock pathwaysClock,
            @Value("${pathways.staff-rounds-seconds:60}") long pause) {
        this.checks = checks;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = pathwaysClock;
        this.pause = pause;
    }

    /** One round, at any hour; one node after the other. */
    public void now() {
        transaction.executeWithoutResult(status -> {
            jdbc.queryForList("select pg_advisory_xact_lock(hashtext('pathways.staff-rounds'))");
            checks.forEach(CoverCheck::look);
        });
    }

    private void whenANewDayHasBegun() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), England.ZONE);
        if (today.equals(seen)) {
            return;
        }
        try {
            now();
            seen = today;
        } catch (RuntimeException e) {
            // The next look tries again; one that throws would otherwise be the last.
            LOG.warn("The morning's round over people and their work failed", e);
        }
    }

    @Override
    public synchronized void start() {
        if (pause <= 0) {
            return;
        }
        rounds = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "staff");
            thread.setDaemon(true);
            return thread;
        });
        rounds.scheduleWithFixedDelay(this::whenANewDayHasBegun, pause, pause, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (rounds != null) {
            rounds.shutdown();
            try {
                rounds.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            rounds = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null;
    }
}
