package uk.childpathways.engine.access;

import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import uk.childpathways.signin.Accounts;
import uk.childpathways.signin.SessionRules;
import uk.childpathways.signin.SignInPaused;

/** Checks passwords against the engine's users. */
@Component
class PasswordLogin implements AuthenticationProvider {

    private final IdentityService identity;
    private final Accounts accounts;

    PasswordLogin(@Lazy IdentityService identity, Accounts accounts) {
        this.identity = identity;
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication attempt) throws AuthenticationException {
        String user = attempt.getName();
        if (!identity.checkPassword(user, String.valueOf(attempt.getCredentials()))) {
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
                PathwaysUsers.pausedUntil(attributes.getRequest()).ifPresent(until -> {
                    throw new SignInPaused(until);
                });
            }
            throw new BadCredentialsException("The user name or the password is not right");
        }
        Stream<String> groups =
                identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId);
        Stream<String> first =
                accounts.mustChangePassword(user) ? Stream.of(SessionRules.CHANGE_PASSWORD_FIRST) : Stream.empty();
        return UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                Stream.concat(groups, first).map(SimpleGrantedAuthority::new).toList());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
