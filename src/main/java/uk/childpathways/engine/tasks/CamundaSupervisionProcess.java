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
    private final SystemAuthority authority;

    CamundaSupervisionProcess(@Lazy RuntimeService runtime, SystemAuthority authority) {
        this.runtime = runtime;
        this.authority = authority;
    }

    @Override
    public void open(String childRef) {
        authority.run(() -> runtime.createMessageCorrelation(OPENS)
                .processInstanceBusinessKey(CaseSupervision.JOURNEY + ":" + childRef)
                .setVariable("childRef", childRef)
                .correlateStartMessage());
    }

    @Override
    public void lastJourneyEnded(String processInstanceId) {
        // While the record of a session is still to be written, nothing waits for the message: it is written first.
        authority.run(() -> runtime.createExecutionQuery()
                .processInstanceId(processInstanceId)
                .messageEventSubscriptionName(ENDS)
                .list()
                .forEach(execution -> runtime.messageEventReceived(ENDS, execution.getId())));
    }
}
