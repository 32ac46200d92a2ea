package uk.childpathways.engine.access;

import java.util.concurrent.Callable;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.signin.OwnPassword;

/** A person's own password in the engine's identity service. */
@Component
class CamundaOwnPassword implements OwnPassword {

    private final ProcessEngine engine;
    private final IdentityService identity;

    CamundaOwnPassword(@Lazy ProcessEngine engine, @Lazy IdentityService identity) {
        this.engine = engine;
        this.identity = identity;
    }

    @Override
    public boolean is(String userId, String password) {
        return identity.checkPassword(userId, password);
    }

    @Override
    public void set(String userId, String password) {
        asThemselves(userId, () -> {
            User user = identity.createUserQuery().userId(userId).singleResult();
            user.setPassword(password);
            identity.saveUser(user);
            return null;
        });
    }

    private <T> T asThemselves(String userId, Callable<T> work) {
        var before = identity.getCurrentAuthentication();
        identity.setAuthenticatedUserId(userId);
        try {
            return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                    .getCommandExecutorTxRequired()
                    .execute(context -> context.runWithoutAuthorization(work));
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before);
            }
        }
    }
}
