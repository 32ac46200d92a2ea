package uk.childpathways.engine.tasks;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.people.PersonLeft;
import uk.childpathways.people.PractitionerFiles;

/** Whoever has left is supervised no longer: their journey hears of it, and comes to its end in the same transaction. */
@Component
class LeaverListener {

    private final RuntimeService runtime;
    private final SystemAuthority asApplication;

    LeaverListener(@Lazy RuntimeService runtime, SystemAuthority asApplication) {
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
