package uk.childpathways.rehearsal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Looks every second whether another node has moved the clock. */
@Component
@Conditional(RehearsalInstallation.class)
class RehearsalClockFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RehearsalClockFollower.class);

    private final RehearsalClock clock;
    private ScheduledExecutorService looks;

    RehearsalClockFollower(RehearsalClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        looks = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "rehearsal-clock");
            thread.setDaemon(true);
            return thread;
        });
        looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            clock.follow();
        } catch (RuntimeException e) {
            log.warn("The rehearsal clock could not be read", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (looks != null) {
            looks.shutdownNow();
            looks = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looks != null;
    }
}
