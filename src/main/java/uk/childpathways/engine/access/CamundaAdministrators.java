package uk.childpathways.engine.access;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.notices.Administrators;

/** The members of the engine's group of administrators. */
@Component
class CamundaAdministrators implements Administrators {

    private final IdentityService identity;
    private final SystemAuthority authority;

    CamundaAdministrators(@Lazy IdentityService identity, SystemAuthority authority) {
        this.identity = identity;
        this.authority = authority;
    }

    @Override
    public List<String> userIds() {
        return authority.get(() -> identity.createUserQuery().memberOfGroup(GROUP).list().stream()
                .map(User::getId)
                .toList());
    }
}
