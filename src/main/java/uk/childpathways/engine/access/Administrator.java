package uk.childpathways.engine.access;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import uk.childpathways.storage.StartUpStep;
import uk.childpathways.storage.Storage;

/**
 * The first administrator, who puts in everybody else. With a configured database the credentials must be given
 * ({@code PATHWAYS_ADMIN_USER}, {@code PATHWAYS_ADMIN_PASSWORD}); there is no default for real use.
 */
@Component
@Order(StartUpStep.MODELS - 10)
@EnableConfigurationProperties(Administrator.Credentials.class)
class Administrator implements StartUpStep {

    /** The administrator's user id and password; both or none. */
    @ConfigurationProperties("pathways.admin")
    record Credentials(String user, String password) {
        Optional<Credentials> given() {
            return blank(user) || blank(password) ? Optional.empty() : Optional.of(this);
        }

        private static boolean blank(String text) {
            return text == null || text.isBlank();
        }
    }

    private final Credentials credentials;
    private final IdentityService identity;

    Administrator(Credentials given, Storage storage, IdentityService identity) {
        this.credentials = given.given().orElseGet(() -> {
            if (!storage.embedded()) {
                throw new NoAdministratorException();
            }
            return new Credentials("admin", "pathways");
        });
        this.identity = identity;
    }

    @Override
    public void run() {
        if (identity.createGroupQuery().groupId(Groups.CAMUNDA_ADMIN).singleResult() == null) {
            var group = identity.newGroup(Groups.CAMUNDA_ADMIN);
            group.setName("Administrators");
            group.setType(Groups.GROUP_TYPE_SYSTEM);
            identity.saveGroup(group);
        }
        if (identity.createUserQuery().userId(credentials.user()).count() == 0) {
            User user = identity.newUser(credentials.user());
            user.setFirstName("The");
            user.setLastName("Administrator");
            user.setPassword(credentials.password());
            identity.saveUser(user);
            identity.createMembership(credentials.user(), Groups.CAMUNDA_ADMIN);
        }
    }
}
