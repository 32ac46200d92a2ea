package uk.childpathways.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.people.PersonLeft;
import uk.childpathways.people.PractitionerFiles;

/** Whoever has left is supervised no longer: their journey hears of it, and comes to its end in the same transaction. */
@Component
class SupervisionOfLeaversEnds {

    private final RuntimeService runtime;
    private final AsApplication asApplication;

    SupervisionOfLeaversEnds(@Lazy RuntimeService runtime, AsApplication asApplication) {
        this.runtime = runtime;
        this.asApplication = asApplication;
    }

    @EventListener
    void on(PersonLeft left) {
        asApplication.get(() -> {
            runtime.createExecutionQuery()
                    .messageEventSubscriptionName("practitionerLeft")
                    .processVariableValueEquals("childRef", PractitionerFiles.refOf(left.userId()))
                    .list()
                    .forEach(waiting -> runtime.messageEventReceived("practitionerLeft", waiting.getId()));
            return null;
        });
    }
}
