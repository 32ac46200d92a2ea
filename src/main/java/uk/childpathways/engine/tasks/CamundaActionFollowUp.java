package uk.childpathways.engine.tasks;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.Withdrawals;
import uk.childpathways.oversight.ActionFollowUp;
import uk.childpathways.oversight.AgreedAction;

/** Follows each agreed action up with a process instance of its own, {@code follow-up-action}. */
@Component
class CamundaActionFollowUp implements ActionFollowUp {

    static final String PROCESS = "follow-up-action";

    private final RuntimeService runtime;
    private final ProcessEngine engine;
    private final Withdrawals withdrawals;

    CamundaActionFollowUp(@Lazy RuntimeService runtime, @Lazy ProcessEngine engine, Withdrawals withdrawals) {
        this.runtime = runtime;
        this.engine = engine;
        this.withdrawals = withdrawals;
    }

    @Override
    public void end(AgreedAction action, String reason) {
        if (action.processInstanceId() != null) {
            withdrawals.end(
                    all -> all.createProcessInstanceQuery().processInstanceId(action.processInstanceId()), reason);
        }
    }

    @Override
    public String start(AgreedAction action) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("childRef", action.childRef());
        if (action.journeyId() != null) {
            variables.put("journeyId", action.journeyId().toString());
        }
        variables.put("actionId", action.id().toString());
        variables.put("actionOwner", action.owner());
        return asTheApplication(
                () -> runtime.startProcessInstanceByKey(PROCESS, PROCESS + ":" + action.childRef(), variables)
                        .getProcessInstanceId());
    }

    /** The manager agreed the action; whether they may start or end this process by hand is another matter. */
    private <T> T asTheApplication(Callable<T> work) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(work));
    }
}
