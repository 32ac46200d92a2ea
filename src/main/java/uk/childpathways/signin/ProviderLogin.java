package uk.childpathways.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;
import uk.childpathways.people.LoginAccounts;

/**
 * Log-in at the council's provider by OpenID Connect: the code flow with PKCE, state and nonce, a log-out that ends the
 * provider's session too, and its tokens for programs. The provider is asked for its addresses when somebody first comes, so
 * that we start without it.
 */
@Component
public class ProviderLogin {

    /** Authority of an administrator, as the engine spells the group. */
    private static final String ADMINISTRATOR = "camunda-admin";

    private static final String NOT_KNOWN = "not_known_here";

    private final CouncilProvider provider;
    private final PersonOfClaims people;
    private final LoginAccounts accounts;
    private final String own;
    private final ClientRegistrationRepository registrations =
            new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(registration()));

    ProviderLogin(
            CouncilProvider provider,
            PersonOfClaims people,
            LoginAccounts accounts,
            @Value("${pathways.notices.address:}") String address) {
        // The request's own name only where the installation does not know its address; the provider holds it against
        // those that are registered there.
        this.own = address.isBlank() ? "{baseUrl}" : address.replaceAll("/+$", "");
        this.provider = provider;
        this.people = people;
        this.accounts = accounts;
    }

    private ClientRegistration registration() {
        return ClientRegistrations.fromIssuerLocation(provider.settings().issuer())
                .registrationId(CouncilProvider.ID)
                .redirectUri(own + "/login/oauth2/code/{registrationId}")
                .clientId(provider.settings().clientId())
                .clientSecret(provider.settings().clientSecret())
                .scope(provider.settings().scopes())
                .userNameAttributeName(provider.settings().userClaim())
                .build();
    }

    /** For people, on our pages. */
    public void pages(OAuth2LoginConfigurer<HttpSecurity> login) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(
                registrations, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        login.loginPage("/login")
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(new NoTokensKept())
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(this::whoItIs))
                .failureHandler(refused());
    }

    private OidcUser whoItIs(OidcUserRequest request) {
        OidcUser said = new OidcUserService().loadUser(request);
        String userId =
                people.atLogin(said).orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(NOT_KNOWN)));
        return new DefaultOidcUser(
                authorities(userId),
                said.getIdToken(),
                said.getUserInfo(),
                provider.settings().userClaim());
    }

    private List<GrantedAuthority> authorities(String userId) {
        return Stream.of(ADMINISTRATOR)
                .filter(group -> accounts.administrator(userId))
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    private static AuthenticationFailureHandler refused() {
        return (request, response, why) -> response.sendRedirect(request.getContextPath()
                + (why instanceof OAuth2AuthenticationException e
                                && e.getError().getErrorCode().equals(NOT_KNOWN)
                        ? "/login?unknown"
                        : "/login?provider"));
    }

    /** Ends the provider's session too, for who came in by it. */
    public LogoutSuccessHandler atLogOut() {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setPostLogoutRedirectUri(own + "/login?out");
        handler.setDefaultTargetUrl("/login?out");
        return handler;
    }

    /** Reads the provider's tokens, which programs bring: signed by it, in date, and meant for us. */
    public JwtDecoder tokens() {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    JwtDecoders.fromIssuerLocation(provider.settings().issuer());
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(provider.settings().issuer()),
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD,
                            audience ->
                                    audience != null && audience.stream().anyMatch(provider.audiences()::contains))));
            return decoder;
        });
    }

    /** The person on whose behalf a program comes. */
    public AbstractAuthenticationToken whoseToken(Jwt token) {
        Optional<String> userId = people.known(token);
        return new JwtAuthenticationToken(
                token,
                authorities(userId.orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(NOT_KNOWN)))),
                userId.get());
    }

    /** We ask nothing of the provider on anybody's behalf: its tokens are looked at and forgotten. */
    private static final class NoTokensKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
                String id, Authentication login, jakarta.servlet.http.HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication login,
                jakarta.servlet.http.HttpServletRequest request,
                jakarta.servlet.http.HttpServletResponse response) {
            // Forgotten.
        }

        @Override
        public void removeAuthorizedClient(
                String id,
                Authentication login,
                jakarta.servlet.http.HttpServletRequest request,
                jakarta.servlet.http.HttpServletResponse response) {
            // There is none.
        }
    }
}
