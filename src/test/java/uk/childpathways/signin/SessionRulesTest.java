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
}
