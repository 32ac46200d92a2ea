package uk.childpathways.engine.access;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import uk.childpathways.people.CurrentUser;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.signin.Accounts;
import uk.childpathways.signin.CouncilProvider;
import uk.childpathways.signin.SignInPause;

/** People's logins and groups in the engine's own identity service. */
@Component
class CamundaIdentity implements LoginAccounts, CurrentUser {

    private final ProcessEngine engine;
    private final IdentityService identity;
    private final ObjectProvider<SignInPause> pause;
    private final ObjectProvider<CouncilProvider> provider;
    private final ObjectProvider<Accounts> passwords;

    CamundaIdentity(
            @Lazy ProcessEngine engine,
            @Lazy IdentityService identity,
            ObjectProvider<SignInPause> pause,
            ObjectProvider<CouncilProvider> provider,
            ObjectProvider<Accounts> passwords) {
        this.passwords = passwords;
        this.provider = provider;
        this.engine = engine;
        this.identity = identity;
        this.pause = pause;
    }

    @Override
    public Optional<String> userId() {
        Authentication known = identity.getCurrentAuthentication();
        if (known != null && known.getUserId() != null) {
            return Optional.of(known.getUserId());
        }
        var login = SecurityContextHolder.getContext().getAuthentication();
        return login == null || !login.isAuthenticated() || login.getName().equals("anonymousUser")
                ? Optional.empty()
                : Optional.of(login.getName());
    }

    @Override
    public void put(String userId, String name, String email, String passwordOrNull) {
        asTheApplication(() -> {
            User user = identity.createUserQuery().userId(userId).singleResult();
            if (user == null) {
                user = identity.newUser(userId);
            }
            int lastSpace = name.lastIndexOf(' ');
            user.setFirstName(lastSpace < 0 ? "" : name.substring(0, lastSpace));
            user.setLastName(name.substring(lastSpace + 1));
            user.setEmail(email);
            if (passwordOrNull != null) {
                user.setPassword(passwordOrNull);
            }
            identity.saveUser(user);
            return null;
        });
    }

    @Override
    public boolean exists(String userId) {
        return asTheApplication(() -> identity.createUserQuery().userId(userId).count() > 0);
    }

    @Override
    public Optional<Account> account(String userId) {
        User user =
                asTheApplication(() -> identity.createUserQuery().userId(userId).singleResult());
        return Optional.ofNullable(user)
                .map(known -> new Account(
                        userId,
                        ((known.getFirstName() == null ? "" : known.getFirstName()) + " " + known.getLastName()).trim(),
                        known.getEmail()));
    }

    @Override
    public boolean opensWithPassword(String userId) {
        return provider.getObject().passwordOpens(userId);
    }

    @Override
    public void putGroups(Map<String, String> groups) {
        asTheApplication(() -> {
            Set<String> known = new HashSet<>(identity.createGroupQuery().list().stream()
                    .map(Group::getId)
                    .toList());
            groups.forEach((id, name) -> {
                if (!known.contains(id)) {
                    Group group = identity.newGroup(id);
                    group.setName(name);
                    group.setType(Groups.GROUP_TYPE_WORKFLOW);
                    identity.saveGroup(group);
                }
            });
            return null;
        });
    }

    @Override
    public void setMemberships(String userId, Set<String> groups, Set<String> managedGroups) {
        asTheApplication(() -> {
            Set<String> present = new HashSet<>(identity.createGroupQuery().groupMember(userId).list().stream()
                    .map(Group::getId)
                    .toList());
            groups.stream()
                    .filter(group -> !present.contains(group))
                    .forEach(group -> identity.createMembership(userId, group));
            present.stream()
                    .filter(group -> managedGroups.contains(group) && !groups.contains(group))
                    .forEach(group -> identity.deleteMembership(userId, group));
            return null;
        });
    }

    @Override
    public void setPassword(String userId, String password) {
        asTheApplication(() -> {
            User user = identity.createUserQuery().userId(userId).singleResult();
            user.setPassword(password);
            identity.saveUser(user);
            return null;
        });
    }

    @Override
    public void nobodyKnowsThePassword(String userId) {
        passwords.getObject().passwordSet(userId, true);
    }

    @Override
    public boolean isGroup(String id) {
        return asTheApplication(() -> identity.createGroupQuery().groupId(id).count() > 0);
    }

    @Override
    public void unlock(String userId) {
        pause.getObject().forgive(userId);
    }

    @Override
    public void remove(String userId) {
        asTheApplication(() -> {
            identity.deleteUser(userId);
            return null;
        });
    }

    @Override
    public boolean administrator(String userId) {
        return asTheApplication(() -> identity.createGroupQuery()
                        .groupMember(userId)
                        .groupId(Groups.CAMUNDA_ADMIN)
                        .count()
                > 0);
    }

    @Override
    public List<String> administrators() {
        return asTheApplication(() -> identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).list().stream()
                .map(User::getId)
                .toList());
    }

    @Override
    public void setAdministrator(String userId, boolean administrator) {
        boolean now = administrator(userId);
        asTheApplication(() -> {
            if (administrator && !now) {
                identity.createMembership(userId, Groups.CAMUNDA_ADMIN);
            } else if (!administrator && now) {
                identity.deleteMembership(userId, Groups.CAMUNDA_ADMIN);
            }
            return null;
        });
    }

    /** Our own checks have been made: the call goes through regardless of the rights that the user logged in has in the engine. */
    private <T> T asTheApplication(Callable<T> work) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(work));
    }
}
