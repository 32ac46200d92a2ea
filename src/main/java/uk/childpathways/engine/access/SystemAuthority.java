package uk.childpathways.engine.access;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Does something in the engine by the application's own right, regardless of who is logged in on this thread: reading the table
 * of timescales, moving a timer. The rights of the person were checked where they asked for it.
 */
@Component
public class SystemAuthority {

    private final IdentityService identity;

    SystemAuthority(@Lazy IdentityService identity) {
        this.identity = identity;
    }

    public <T> T get(Supplier<T> work) {
        Authentication person = identity.getCurrentAuthentication();
        if (person == null) return work.get();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(person);
        }
    }

    /** Does it as this person, with their rights of now: for pages, at which the engine does not ask who is logged in. */
    public <T> T as(String userId, Supplier<T> work) {
        Authentication before = identity.getCurrentAuthentication();
        List<String> groups = get(() -> identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList());
        identity.setAuthentication(userId, groups);
        try {
            return work.get();
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before);
            }
        }
    }

    public void run(Runnable work) {
        get(() -> {
            work.run();
            return null;
        });
    }
}
