package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.unit.DataSize;

@DisplayName("However busy it was, a session ends after its longest time")
class SessionRulesTest {

    private static final FrontDoor.Settings WEB = new FrontDoor.Settings(false, List.of(), DataSize.ofMegabytes(1));

    private final SignedIn signedIn = new SignedIn(Duration.ofHours(12), WEB, new KnownDevices(null, WEB) {
        @Override
        public void opened(HttpServletRequest request, HttpServletResponse response, String userId) {
            // Which browser it is plays no part here.
        }
    });

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    private boolean goesOn(Duration age) throws Exception {
        var login = UsernamePasswordAuthenticationToken.authenticated("sw.north", null, List.of());
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/children");
        signedIn.onAuthenticationSuccess(request, new MockHttpServletResponse(), login);
        request.getSession()
                .setAttribute(
                        "signin.since", (Long) request.getSession().getAttribute("signin.since") - age.toMillis());
        SecurityContextHolder.getContext().setAuthentication(login);
        new SessionRules(signedIn).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        boolean loggedIn = SecurityContextHolder.getContext().getAuthentication() != null;
        assertThat(request.getSession(false) != null).isEqualTo(loggedIn);
        return loggedIn;
    }

    @Test
    @DisplayName("after eleven hours it goes on, after thirteen it is over")
    void longest() throws Exception {
        assertThat(goesOn(Duration.ofHours(11))).isTrue();
        assertThat(goesOn(Duration.ofHours(13))).isFalse();
    }

    private boolean goesOnUnused(Duration unused, Duration thenAsksByItself) throws Exception {
        var login = UsernamePasswordAuthenticationToken.authenticated("sw.north", null, List.of());
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/children");
        signedIn.onAuthenticationSuccess(request, new MockHttpServletResponse(), login);
        request.getSession().setMaxInactiveInterval(1800);
        before(request, unused);
        if (thenAsksByItself != null) {
            request.addHeader("X-Unattended", "true");
            new SessionRules(signedIn).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
            before(request, thenAsksByItself);
        }
        SecurityContextHolder.getContext().setAuthentication(login);
        new SessionRules(signedIn).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        return SecurityContextHolder.getContext().getAuthentication() != null;
    }

    private static void before(MockHttpServletRequest request, Duration ago) {
        Long used = (Long) request.getSession().getAttribute("signin.used");
        request.getSession().setAttribute("signin.used", used - ago.toMillis());
    }

    @Test
    @DisplayName("unused for 29 minutes it goes on, for 31 it is over; what a page asks by itself is no use of it")
    void unused() throws Exception {
        assertThat(goesOnUnused(Duration.ofMinutes(29), null)).isTrue();
        assertThat(goesOnUnused(Duration.ofMinutes(31), null)).isFalse();
        assertThat(goesOnUnused(Duration.ofMinutes(20), Duration.ofMinutes(11))).isFalse();
        assertThat(goesOnUnused(Duration.ofMinutes(20), Duration.ofMinutes(9))).isTrue();
    }

    @Test
    @DisplayName("what somebody asks is a use of it, and the half hour begins anew")
    void used() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/children");
        signedIn.onAuthenticationSuccess(
                request,
                new MockHttpServletResponse(),
                UsernamePasswordAuthenticationToken.authenticated("sw.north", null, List.of()));
        request.getSession().setMaxInactiveInterval(1800);
        before(request, Duration.ofMinutes(20));
        new SessionRules(signedIn).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        before(request, Duration.ofMinutes(20));
        new SessionRules(signedIn).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        assertThat(request.getSession(false)).isNotNull();
    }
}
