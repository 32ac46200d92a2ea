package uk.childpathways.engine.tasks;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.breaches.Breach;
import uk.childpathways.breaches.BreachEscalation;
import uk.childpathways.engine.access.Withdrawals;
import uk.childpathways.standards.Weight;
import uk.childpathways.vocabulary.JourneyVariables;

/** Starts the process by which a breach is answered; ends it, and what else served only the journey, with it. */
@Component
class CamundaBreachEscalation implements BreachEscalation {

    private final RuntimeService runtime;
    private final ProcessEngine engine;
    private final Withdrawals withdrawals;

    CamundaBreachEscalation(@Lazy RuntimeService runtime, @Lazy ProcessEngine engine, Withdrawals withdrawals) {
        this.runtime = runtime;
        this.engine = engine;
        this.withdrawals = withdrawals;
    }

    @Override
    public void begin(Breach breach, Weight weight, String person) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("childRef", breach.childRef());
        if (breach.journeyId() != null) {
            variables.put("journeyId", breach.journeyId().toString());
        }
        variables.put("breachId", breach.id().toString());
        variables.put("breachKind", breach.kind());
        variables.put("breachWeight", weight.code());
        variables.put("answerBy", breach.answerBy());
        variables.put("answerPerson", person);
        asTheApplication(
                () -> runtime.startProcessInstanceByKey(PROCESS, PROCESS + ":" + breach.childRef(), variables));
    }

    @Override
    public void withdraw(UUID breachId, String reason) {
        withdrawals.end(
                runtime -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .variableValueEquals("breachId", breachId.toString())
                        .rootProcessInstances(),
                reason);
    }

    @Override
    public void end(UUID journeyId, String reason) {
        withdrawals.end(
                runtime -> runtime.createProcessInstanceQuery()
                        .processDefinitionKeyIn(PROCESS, "declare-timescale", "re-allocate-case", "case-transfer")
                        .variableValueEquals("journeyId", journeyId.toString()),
                reason);
        endBeside("journeyId", journeyId.toString(), reason);
    }

    @Override
    public void endForChild(String childRef, String reason) {
        withdrawals.end(
                runtime -> runtime.createProcessInstanceQuery()
                        .processDefinitionKeyIn(
                                "declare-timescale", "re-allocate-case", "case-transfer", "receive-hand-over")
                        .variableValueEquals("childRef", childRef)
                        .rootProcessInstances(),
                reason);
        endBeside("childRef", childRef, reason);
    }

    /** What a model began beside the journey ({@code beginBeside}): its own instances, not those that they called. */
    private void endBeside(String variable, String value, String reason) {
        withdrawals.end(
                runtime -> runtime.createProcessInstanceQuery()
                        .variableValueEquals(JourneyVariables.BEGUN_BESIDE, true)
                        .variableValueEquals(variable, value)
                        .rootProcessInstances(),
                reason);
    }

    /** A breach goes to the manager regardless of who causes it and of that person's rights. */
    private void asTheApplication(Callable<?> work) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(work));
    }
}
