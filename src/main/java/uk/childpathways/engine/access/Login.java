package uk.childpathways.engine.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
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
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AntPathRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One login for everything: a page for people, HTTP Basic for programs (Camunda Modeler deploys with it), both against
 * the engine's users. Only the health address and the login page answer without one.
 */
@Configuration(proxyBeanMethods = false)
class Login {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Addresses for programs: HTTP Basic, or the session of a user who has logged in to Tasklist. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, IdentityService identity) throws Exception {
        RequestMatcher programs = new OrRequestMatcher(
                new AntPathRequestMatcher("/engine-rest/**"), new AntPathRequestMatcher("/api/**"));
        return http.securityMatcher(programs)
                .authenticationProvider(new EngineUsers(identity))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic -> basic.realmName("Child Pathways"))
                // A browser with only its session cookie may read; a request that writes carries its own credentials.
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(
                        request -> !SAFE.contains(request.getMethod()) && !saysWhoTheyAre(request)))
                .build();
    }

    private static boolean saysWhoTheyAre(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    /** Pages for people: the web applications of the engine and everything else. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, IdentityService identity) throws Exception {
        RequestMatcher background = new AntPathRequestMatcher("/camunda/api/**");
        return http.authenticationProvider(new EngineUsers(identity))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher("/actuator/health/**"),
                                PathPatternRequestMatcher.withDefaults().matcher("/login"),
                                PathPatternRequestMatcher.withDefaults().matcher("/set-password"),
                                PathPatternRequestMatcher.withDefaults()
                                        .matcher(HttpMethod.GET, "/webjars/govuk-frontend/**"),
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/pages/**"),
                                PathPatternRequestMatcher.withDefaults().matcher("/login/**"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .defaultSuccessUrl("/camunda/app/tasklist/default/", false)
                        .permitAll())
                .logout(logout -> logout.logoutRequestMatcher(new OrRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher("/logout"),
                                new AntPathRequestMatcher("/camunda/api/admin/auth/user/*/logout")))
                        .logoutSuccessHandler((request, response, who) -> {
                            if (background.matches(request)) {
                                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                            } else {
                                response.sendRedirect(request.getContextPath() + "/login?out");
                            }
                        }))
                .httpBasic(basic -> basic.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .exceptionHandling(trouble -> trouble.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), background)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), askedByABrowser())
                        .defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), request -> true))
                // The engine's web applications have their own token; pages that write are theirs.
                .csrf(csrf -> csrf.ignoringRequestMatchers(new AntPathRequestMatcher("/camunda/**")))
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                .build();
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

    /** Checks passwords against the engine's users. */
    private record EngineUsers(IdentityService identity)
            implements org.springframework.security.authentication.AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication attempt) throws AuthenticationException {
            String user = attempt.getName();
            if (!identity.checkPassword(user, String.valueOf(attempt.getCredentials()))) {
                throw new BadCredentialsException("The user name or the password is not right");
            }
            List<SimpleGrantedAuthority> groups = identity.createGroupQuery().groupMember(user).list().stream()
                    .map(Group::getId)
                    .map(SimpleGrantedAuthority::new)
                    .toList();
            return UsernamePasswordAuthenticationToken.authenticated(user, null, groups);
        }

        @Override
        public boolean supports(Class<?> kind) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
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
