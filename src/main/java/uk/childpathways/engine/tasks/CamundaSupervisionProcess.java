package uk.childpathways.engine.tasks;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.supervision.CaseSupervision;
import uk.childpathways.supervision.SupervisionProcess;

/** Opens and ends the process {@code case-supervision}, by the application's own right. */
@Component
class CamundaSupervisionProcess implements SupervisionProcess {

    private static final String OPENS = "handOver-" + CaseSupervision.JOURNEY;
    private static final String ENDS = "lastJourneyEnded";

    private final RuntimeService runtime;
    private final SystemAuthority asApplication;

    CamundaSupervisionProcess(@Lazy RuntimeService runtime, SystemAuthority asApplication) {
        this.runtime = runtime;
        this.asApplication = asApplication;
    }

    @Override
    public void open(String childRef) {
        asApplication.run(() -> runtime.createMessageCorrelation(OPENS)
                .processInstanceBusinessKey(CaseSupervision.JOURNEY + ":" + childRef)
                .setVariable("childRef", childRef)
                .correlateStartMessage());
    }

    @Override
    public void lastJourneyEnded(String processInstanceId) {
        // A session's record that is still to be written is written first: then nobody waits for the message.
        asApplication.run(() -> runtime.createExecutionQuery()
                .processInstanceId(processInstanceId)
                .messageEventSubscriptionName(ENDS)
                .list()
                .forEach(execution -> runtime.messageEventReceived(ENDS, execution.getId())));
    }
}
