package uk.childpathways.engine;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.escalation.Administrators;

/** The members of the engine's group of administrators. */
@Component
class CamundaAdministrators implements Administrators {

    private final IdentityService identity;
    private final AsApplication application;

    CamundaAdministrators(@Lazy IdentityService identity, AsApplication application) {
        this.identity = identity;
        this.application = application;
    }

    @Override
    public List<String> userIds() {
        return application.get(() -> identity.createUserQuery().memberOfGroup(GROUP).list().stream()
                .map(User::getId)
                .toList());
    }
}
