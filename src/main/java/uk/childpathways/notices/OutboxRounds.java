package uk.childpathways.notices;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The rounds of each node: one thread passes notices on, another delivers them, so that a mail server that hangs does
 * not keep people from reading the notice in the application.
 */
@Component
@EnableConfigurationProperties(NoticeProperties.class)
class OutboxRounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRounds.class);

    private final Distribution distribution;
    private final Postman postman;
    private final NoticeProperties properties;
    private ScheduledExecutorService rounds;

    OutboxRounds(Distribution distribution, Postman postman, NoticeProperties properties) {
        this.distribution = distribution;
        this.postman = postman;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        rounds = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "notices");
            thread.setDaemon(true);
            return thread;
        });
        every(distribution::passOnWhatIsDue);
        every(postman::deliver);
    }

    private void every(Runnable round) {
        long pause = properties.poll().toMillis();
        rounds.scheduleWithFixedDelay(() -> quietly(round), pause, pause, TimeUnit.MILLISECONDS);
    }

    private static void quietly(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            // The next round tries again; a round that throws would otherwise be the last.
            log.warn("A round of the outbox failed", e);
        }
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
