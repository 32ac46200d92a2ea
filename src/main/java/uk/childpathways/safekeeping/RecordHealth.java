package uk.childpathways.safekeeping;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * What monitoring sees of the record: how many breaks nobody has answered, and how long ago the last check ended. The
 * application stays in service: people must go on working, and know.
 */
@Component("record")
class RecordHealth implements HealthIndicator {

    private final RecordBreaks breaks;
    private final NightlyCheck check;
    private final Clock clock;

    RecordHealth(RecordBreaks breaks, NightlyCheck check, Clock pathwaysClock, MeterRegistry metrics) {
        this.breaks = breaks;
        this.check = check;
        this.clock = pathwaysClock;
        metrics.gauge("pathways.record.breaks.unanswered", breaks, RecordBreaks::unanswered);
        metrics.gauge("pathways.record.check.age.hours", this, RecordHealth::hoursSinceCheck);
    }

    @Override
    public Health health() {
        List<NightlyCheck.Night> nights = check.last(1);
        return Health.up()
                .withDetail("breaksUnanswered", breaks.unanswered())
                .withDetail("hoursSinceCheck", hoursSinceCheck())
                .withDetail(
                        "lastAnchor",
                        nights.isEmpty() ? "none" : String.valueOf(nights.get(0).anchor()))
                .build();
    }

    /** @return NaN where no check has ended yet */
    private double hoursSinceCheck() {
        return check.last(2).stream()
                .filter(night -> night.finishedAt() != null)
                .findFirst()
                .map(night -> (double)
                        Duration.between(night.finishedAt(), clock.instant()).toHours())
                .orElse(Double.NaN);
    }
}
