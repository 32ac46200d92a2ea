package uk.childpathways.engine.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AntPathRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import uk.childpathways.signin.CouncilProvider;
import uk.childpathways.signin.PageSecurity;
import uk.childpathways.signin.ProviderLogin;
import uk.childpathways.signin.RefusedSignIn;
import uk.childpathways.signin.SessionRules;
import uk.childpathways.signin.SignedIn;

/**
 * One login for everything: a page for people, HTTP Basic for programs (Camunda Modeler deploys with it), both against
 * the engine's users. Only the health address, the login page and what it is drawn with answer without one.
 */
@Configuration(proxyBeanMethods = false)
class Login {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final RequestMatcher BACKGROUND = new AntPathRequestMatcher("/camunda/api/**");

    private static final RequestMatcher DRAFTS = new AntPathRequestMatcher("/api/drafts/**");

    private static final RequestMatcher ENGINES_LOG_OUT =
            new AntPathRequestMatcher("/camunda/api/admin/auth/user/*/logout", "POST");

    private final SignedIn signedIn;
    private final CouncilProvider provider;
    private final ProviderLogin providerLogin;

    Login(SignedIn signedIn, CouncilProvider provider, ProviderLogin providerLogin) {
        this.signedIn = signedIn;
        this.provider = provider;
        this.providerLogin = providerLogin;
    }

    /** Addresses for programs: HTTP Basic, or the session of a user who has logged in to Tasklist. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        RequestMatcher programs = new OrRequestMatcher(
                new AntPathRequestMatcher("/engine-rest/**"), new AntPathRequestMatcher("/api/**"));
        if (provider.configured()) {
            http.oauth2ResourceServer(tokens -> tokens.authenticationEntryPoint(RefusedSignIn.ofAProgram())
                    .jwt(jwt ->
                            jwt.decoder(providerLogin.tokens()).jwtAuthenticationConverter(providerLogin::whoseToken)));
        }
        return http.securityMatcher(programs)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(RefusedSignIn.ofAProgram()))
                .exceptionHandling(trouble -> trouble.authenticationEntryPoint(RefusedSignIn.ofAProgram()))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new SessionRules(signedIn), AuthorizationFilter.class)
                // A browser with only its session cookie may read; a request that writes carries its own credentials.
                // What is typed in Tasklist is kept with Tasklist's token; without a session it hears that there is
                // none.
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(request -> !SAFE.contains(request.getMethod())
                        && !saysWhoTheyAre(request)
                        && !(DRAFTS.matches(request)
                                && (request.getSession(false) == null || bringsTheEnginesToken(request)))))
                .headers(headers -> PageSecurity.headers(headers, ""))
                .build();
    }

    private boolean saysWhoTheyAre(HttpServletRequest request) {
        String said = request.getHeader(HttpHeaders.AUTHORIZATION);
        return said != null
                && (said.regionMatches(true, 0, "Basic ", 0, 6)
                        || provider.configured() && said.regionMatches(true, 0, "Bearer ", 0, 7));
    }

    /** Pages for people: the web applications of the engine and everything else. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        HttpSessionRequestCache whereTheyWanted = new HttpSessionRequestCache();
        whereTheyWanted.setRequestMatcher(new AndRequestMatcher(
                request -> request.getMethod().equals("GET"),
                new NegatedRequestMatcher(BACKGROUND),
                askedByABrowser()));
        // Back to the address as it was: the engine's pages keep their place behind it.
        whereTheyWanted.setMatchingRequestParameterName(null);
        signedIn.setRequestCache(whereTheyWanted);
        LogoutSuccessHandler atLogOut = provider.configured()
                ? providerLogin.atLogOut()
                : (request, response, who) -> response.sendRedirect(request.getContextPath() + "/login?out");
        if (provider.configured()) {
            http.oauth2Login(login -> {
                providerLogin.pages(login);
                login.successHandler(signedIn);
            });
        }
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher("/actuator/health/**"),
                                PathPatternRequestMatcher.withDefaults().matcher("/login"),
                                PathPatternRequestMatcher.withDefaults().matcher("/login/**"),
                                PathPatternRequestMatcher.withDefaults().matcher("/set-password"),
                                PathPatternRequestMatcher.withDefaults()
                                        .matcher(HttpMethod.GET, "/webjars/govuk-frontend/**"),
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/pages/**"))
                        .permitAll()
                        .requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher("/actuator/**"))
                        .hasAuthority(Groups.CAMUNDA_ADMIN)
                        // The engine's own ways in: there is one login, and the first administrator is made at start.
                        .requestMatchers(
                                new AntPathRequestMatcher("/camunda/api/admin/auth/user/*/login/**"),
                                new AntPathRequestMatcher("/camunda/api/admin/setup/**"),
                                new AntPathRequestMatcher("/camunda/app/admin/*/setup/**"))
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .successHandler(signedIn)
                        .failureHandler(RefusedSignIn.ofAPerson())
                        .permitAll())
                .logout(logout -> logout.logoutRequestMatcher(new OrRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/logout"),
                                new AndRequestMatcher(ENGINES_LOG_OUT, Login::bringsTheEnginesToken)))
                        .logoutSuccessHandler((request, response, who) -> {
                            if (BACKGROUND.matches(request)) {
                                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                            } else {
                                atLogOut.onLogoutSuccess(request, response, who);
                            }
                        }))
                .httpBasic(basic -> basic.authenticationEntryPoint(RefusedSignIn.ofAProgram()))
                .requestCache(cache -> cache.requestCache(whereTheyWanted))
                .addFilterBefore(new SessionRules(signedIn), AuthorizationFilter.class)
                .exceptionHandling(trouble -> trouble.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), BACKGROUND)
                        .defaultAuthenticationEntryPointFor(toTheLogin(), askedByABrowser())
                        .defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), request -> true))
                // The engine's web applications have their own token; pages that write are theirs.
                .csrf(csrf -> csrf.ignoringRequestMatchers(new AntPathRequestMatcher("/camunda/**")))
                .headers(headers -> PageSecurity.headers(headers, provider.origin()))
                .build();
    }

    /** Led there by the address alone, and not under the name that the request claims to be sent to. */
    private static LoginUrlAuthenticationEntryPoint toTheLogin() {
        var login = new LoginUrlAuthenticationEntryPoint("/login");
        login.setFavorRelativeUris(true);
        return login;
    }

    private static boolean bringsTheEnginesToken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String token = request.getHeader("X-XSRF-TOKEN");
        return session != null && token != null && token.equals(session.getAttribute(SignedIn.ENGINE_TOKEN));
    }

    private static RequestMatcher askedByABrowser() {
        var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return html;
    }

    /** Tells the engine's web applications who has logged in. */
    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> pagesKnowTheUser() {
        var registration = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.addInitParameter("authentication-provider", LoggedInUser.class.getName());
        registration.addUrlPatterns("/camunda/*");
        registration.setOrder(101);
        return registration;
    }

    /** Tells the engine who calls its REST interface or ours, so that its authorisations apply. */
    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> programsKnowTheUser(ProcessEngine engine) {
        var registration = new FilterRegistrationBean<ProcessEngineAuthenticationFilter>(new ThisEngine(engine));
        registration.addInitParameter("authentication-provider", LoggedInUser.class.getName());
        registration.addUrlPatterns("/engine-rest/*", "/api/*");
        registration.setOrder(101);
        return registration;
    }

    /** An address that names no engine means this application's own, whatever its name. */
    private static final class ThisEngine extends ProcessEngineAuthenticationFilter {
        private final ProcessEngine engine;

        ThisEngine(ProcessEngine engine) {
            this.engine = engine;
        }

        @Override
        protected ProcessEngine getAddressedEngine(String name) {
            return name.equals(DEFAULT_ENGINE_NAME) ? engine : super.getAddressedEngine(name);
        }
    }

    /** The bridge from Spring Security's login to the engine's. Made by the engine's filters, hence public. */
    public static class LoggedInUser implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            Authentication login = SecurityContextHolder.getContext().getAuthentication();
            if (login == null || !login.isAuthenticated() || login.getName().equals("anonymousUser")) {
                return AuthenticationResult.unsuccessful();
            }
            AuthenticationResult known = new AuthenticationResult(login.getName(), true);
            // Asked again at each request: a person who leaves a team loses its work at once.
            known.setGroups(engine.getIdentityService().createGroupQuery().groupMember(login.getName()).list().stream()
                    .map(Group::getId)
                    .toList());
            return known;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // Spring Security has asked already.
        }
    }
}
