package uk.childpathways.engine.tasks;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.people.PersonLeft;
import uk.childpathways.people.PractitionerFiles;

/** A person who has left is no longer supervised: their journey gets the message and ends in the same transaction. */
@Component
class LeaverListener {

    private final RuntimeService runtime;
    private final SystemAuthority authority;

    LeaverListener(@Lazy RuntimeService runtime, SystemAuthority authority) {
        this.runtime = runtime;
        this.authority = authority;
    }

    @EventListener
    void on(PersonLeft left) {
        authority.get(() -> {
            runtime.createExecutionQuery()
                    .messageEventSubscriptionName("practitionerLeft")
                    .processVariableValueEquals("childRef", PractitionerFiles.refOf(left.userId()))
                    .list()
                    .forEach(waiting -> runtime.messageEventReceived("practitionerLeft", waiting.getId()));
            return null;
        });
    }
}
