package uk.childpathways.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.rehearsal.EngineTime;

/** Moves the engine's clock, which every other clock of the application reads. */
@Component
class CamundaEngineTime implements EngineTime {

    private final ProcessEngine engine;
    private final SystemAuthority authority;
    private volatile Duration offset = Duration.ZERO;

    CamundaEngineTime(@Lazy ProcessEngine engine, SystemAuthority authority) {
        this.engine = engine;
        this.authority = authority;
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
        return authority.get(() -> engine.getManagementService().createJobQuery().timers().executable().list().stream()
                .map(Job::getId)
                .collect(Collectors.toSet()));
    }

    private JobExecutor executor() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }
}
