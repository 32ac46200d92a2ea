package uk.childpathways.engine.access;

import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Puts our users and the rules for their passwords into the engine. */
@Component
public class UsersOfTheEngine implements Consumer<ProcessEngineConfigurationImpl> {

    private final PathwaysUsers.Factory users;

    UsersOfTheEngine(PathwaysUsers.Factory users) {
        this.users = users;
    }

    @Override
    public void accept(ProcessEngineConfigurationImpl configuration) {
        configuration.setIdentityProviderSessionFactory(users);
        configuration.setPasswordPolicy(users);
        configuration.setEnablePasswordPolicy(true);
    }
}
