package uk.childpathways.engine.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import uk.childpathways.people.LeavingDays;
import uk.childpathways.people.PasswordRules;
import uk.childpathways.signin.Accounts;
import uk.childpathways.signin.CouncilProvider;
import uk.childpathways.signin.KnownDevices;
import uk.childpathways.signin.Sessions;
import uk.childpathways.signin.SignInNews;
import uk.childpathways.signin.SignInPause;

/**
 * The engine's users under our rules. Whichever way a password is looked at or set, by our pages, HTTP Basic, the engine's
 * REST interface, its web applications or Java, it comes through here: one pause, one set of rules, and one end of sessions.
 * The engine's own lock is not used: anybody could spring it.
 */
class PathwaysUsers extends DbIdentityServiceProvider {

    /** Name of the request's attribute with the moment from which the account may be tried again. */
    private static final String PAUSED_UNTIL = PathwaysUsers.class.getName() + ".pausedUntil";

    private final Factory house;

    private PathwaysUsers(Factory house) {
        this.house = house;
    }

    @Override
    public boolean checkPassword(String userId, String password) {
        SignInPause.Try attempt = house.pause.before(userId, source(userId));
        if (attempt.paused()) {
            request().ifPresent(request -> request.setAttribute(PAUSED_UNTIL, attempt.pausedUntil()));
            return false;
        }
        UserEntity user = userId == null || !house.provider.passwordOpens(userId) ? null : findUserById(userId);
        boolean known = user != null && user.getPassword() != null;
        // An unknown user takes as long as a known one.
        boolean matches = matchPassword(password == null ? "" : password, known ? user : house.nobody());
        if (known && matches && password != null && !house.leaving.getObject().over(userId)) {
            house.pause.right(attempt);
            return true;
        }
        house.pause.wrong(attempt, known);
        return false;
    }

    /** When the password of this request may be tried again, if it was not looked at. */
    static Optional<Instant> pausedUntil(HttpServletRequest request) {
        return Optional.ofNullable((Instant) request.getAttribute(PAUSED_UNTIL));
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        boolean newPassword = user instanceof UserEntity entity && entity.hasNewPassword();
        if (newPassword) {
            // Asked here too: whoever saves from Java may ask the engine to skip its own policy.
            ((UserEntity) user).checkPasswordAgainstPolicy();
        }
        boolean known = findUserById(user.getId()) != null;
        IdentityOperationResult saved = super.saveUser(user);
        if (newPassword) {
            String by = getCurrentAuthentication() == null
                    ? null
                    : getCurrentAuthentication().getUserId();
            house.accounts.passwordSet(user.getId(), by != null && !by.equals(user.getId()));
            if (known) {
                house.news.passwordSet(user.getId());
                house.sessions.endOthers(user.getId(), user.getId().equals(by) ? ownSession() : null);
            }
        }
        return saved;
    }

    @Override
    public IdentityOperationResult deleteUser(String userId) {
        IdentityOperationResult deleted = super.deleteUser(userId);
        house.accounts.gone(userId);
        house.devices.forget(userId);
        house.sessions.endAll(userId);
        return deleted;
    }

    /** What an administrator's session may do does not outlive their being one. */
    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        IdentityOperationResult deleted = super.deleteMembership(userId, groupId);
        if (Groups.CAMUNDA_ADMIN.equals(groupId)) {
            house.sessions.endAll(userId);
        }
        return deleted;
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    /** The browser, where the account was opened in it before; else where the request comes from: a forwarded address counts only where the server trusts the proxy that says so. */
    private String source(String userId) {
        return request()
                .map(request -> house.devices.of(request, userId).orElseGet(request::getRemoteAddr))
                .orElse("the application");
    }

    private static String ownSession() {
        return request()
                .map(request -> request.getSession(false))
                .map(jakarta.servlet.http.HttpSession::getId)
                .orElse(null);
    }

    /** Gives the engine its users, and says what their passwords must be. */
    @Component
    static class Factory implements SessionFactory, PasswordPolicy {

        private final SignInPause pause;
        private final Accounts accounts;
        private final Sessions sessions;
        private final PasswordRules rules;
        private final CouncilProvider provider;
        private final SignInNews news;
        private final KnownDevices devices;
        private final ObjectProvider<LeavingDays> leaving;
        private volatile UserEntity nobody;

        Factory(
                SignInPause pause,
                Accounts accounts,
                Sessions sessions,
                PasswordRules rules,
                CouncilProvider provider,
                SignInNews news,
                KnownDevices devices,
                ObjectProvider<LeavingDays> leaving) {
            this.pause = pause;
            this.accounts = accounts;
            this.sessions = sessions;
            this.rules = rules;
            this.provider = provider;
            this.news = news;
            this.devices = devices;
            this.leaving = leaving;
        }

        @Override
        public Class<?> getSessionType() {
            return PathwaysUsers.class;
        }

        @Override
        public Session openSession() {
            return new PathwaysUsers(this);
        }

        private UserEntity nobody() {
            if (nobody == null) {
                UserEntity made = new UserEntity("nobody");
                made.setPassword(java.util.UUID.randomUUID().toString());
                made.encryptPassword();
                nobody = made;
            }
            return nobody;
        }

        @Override
        public List<PasswordPolicyRule> getRules() {
            return List.of(new PasswordPolicyRule() {
                @Override
                public String getPlaceholder() {
                    return "PASSWORD_POLICY_LENGTH";
                }

                @Override
                public Map<String, String> getParameters() {
                    return Map.of("minLength", String.valueOf(PasswordRules.SHORTEST));
                }

                @Override
                public boolean execute(String password) {
                    return execute(password, null);
                }

                @Override
                public boolean execute(String password, User user) {
                    Optional<String> problem = user == null
                            ? rules.problem(password)
                            : rules.problem(password, user.getId(), user.getFirstName(), user.getLastName());
                    // While a user is saved the refusal says what is wrong; a page that only asks gets its yes or no.
                    if (problem.isPresent() && Context.getCommandContext() != null) {
                        throw new NotValidException(problem.get());
                    }
                    return problem.isEmpty();
                }
            });
        }
    }
}
