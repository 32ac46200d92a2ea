package uk.childpathways.engine;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import uk.childpathways.rehearsal.EngineTime;

/** Moves the engine's clock, which every other clock of the application reads. */
@Component
class RehearsalTime implements EngineTime {

    private final ProcessEngine engine;
    private final JdbcTemplate jdbc;
    private volatile Duration offset = Duration.ZERO;

    RehearsalTime(@Lazy ProcessEngine engine, JdbcTemplate jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    @Override
    public Instant realNow() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    @Override
    public Duration offset() {
        return offset;
    }

    @Override
    public synchronized void moveTo(Duration to) {
        if (to.isZero()) {
            ClockUtil.reset();
        } else {
            ClockUtil.offset(to.toMillis());
        }
        offset = to;
    }

    @Override
    public void lookForDueTimers() {
        if (carriesOutTimers()) {
            executor().jobWasAdded();
        }
    }

    @Override
    public boolean carriesOutTimers() {
        return executor() != null && executor().isActive();
    }

    @Override
    public Set<String> dueTimers() {
        // Asked directly: the engine's query would count only the timers that whoever is logged in may see.
        return new HashSet<>(jdbc.queryForList(
                "select id_ from act_ru_job where type_ = 'timer' and duedate_ <= ? and retries_ > 0"
                        + " and suspension_state_ = 1",
                String.class,
                new Timestamp(ClockUtil.getCurrentTime().getTime())));
    }

    private JobExecutor executor() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }
}
