package uk.childpathways.safekeeping;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every few minutes whether tonight's check is due or stands half done. */
@Component
class CheckRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CheckRounds.class);

    private final NightlyCheck check;
    private final long pause;
    private ScheduledExecutorService rounds;

    CheckRounds(NightlyCheck check, @Value("${pathways.record.check-seconds:300}") long pause) {
        this.check = check;
        this.pause = pause;
    }

    private void look() {
        try {
            check.goOn();
        } catch (RuntimeException e) {
            // The next look tries again; one that throws would otherwise be the last.
            LOG.error("The nightly check of the record failed and is tried again in {} seconds", pause, e);
        }
    }

    @Override
    public synchronized void start() {
        if (pause <= 0) {
            return;
        }
        rounds = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "record-check");
            thread.setDaemon(true);
            return thread;
        });
        rounds.scheduleWithFixedDelay(this::look, Math.min(pause, 60), pause, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (rounds != null) {
            rounds.shutdownNow();
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
