package uk.childpathways.engine.access;

import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCmd;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The one way in which an instance ends that has not come to its end: the application began it beside a journey, and its
 * reason is gone (a breach that was none, an action of a journey that is over). Never the journey itself.
 */
@Component
public class Withdrawals {

    private final ProcessEngine engine;

    Withdrawals(@Lazy ProcessEngine engine) {
        this.engine = engine;
    }

    /** Ends those that are found, regardless of who is the cause and of that person's rights. */
    public void end(Function<RuntimeService, ProcessInstanceQuery> which, String reason) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    which.apply(engine.getRuntimeService())
                            .list()
                            .forEach(instance -> new DeleteProcessInstanceCmd(
                                            instance.getId(), reason, false, false, false, false, true)
                                    .execute(context));
                    return null;
                }));
    }
}
