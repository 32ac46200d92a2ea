package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;

@DisplayName("Before anybody looks at who asks")
class FrontDoorTest {

    private static final FrontDoor.Settings COUNCIL =
            new FrontDoor.Settings(true, List.of("pathways.council.example"), DataSize.ofMegabytes(1));

    private static MockHttpServletRequest request(String host, boolean tls) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/children");
        request.setServerName(host);
        request.setSecure(tls);
        return request;
    }

    private static MockHttpServletResponse answer(HttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new FrontDoor(COUNCIL).doFilter(request, response, new MockFilterChain());
        return response;
    }

    @Test
    @DisplayName("what did not come over TLS is refused where TLS is required, health excepted")
    void tls() throws Exception {
        assertThat(answer(request("pathways.council.example", true)).getStatus())
                .isEqualTo(200);
        MockHttpServletResponse plain = answer(request("pathways.council.example", false));
        assertThat(plain.getStatus()).isEqualTo(403);
        assertThat(plain.getContentAsString()).contains("TLS only");
        MockHttpServletRequest health = request("10.0.0.7", false);
        health.setRequestURI("/actuator/health");
        assertThat(answer(health).getStatus()).isEqualTo(200);
        MockHttpServletRequest looksLikeHealth = request("10.0.0.7", false);
        looksLikeHealth.setRequestURI("/actuator/healthy");
        assertThat(answer(looksLikeHealth).getStatus()).isEqualTo(403);
    }

    @Test
    @DisplayName("a name that is not ours is refused, in whatever letters ours is written")
    void hosts() throws Exception {
        assertThat(answer(request("Pathways.Council.EXAMPLE", true)).getStatus())
                .isEqualTo(200);
        assertThat(answer(request("attacker.example", true)).getStatus()).isEqualTo(400);
        assertThat(answer(request("pathways.council.example.attacker.example", true))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("a body that is too large is refused at its announcement, or where it passes the limit unannounced")
    void size() throws Exception {
        MockHttpServletRequest announced = request("pathways.council.example", true);
        announced.setContent(new byte[1024 * 1024 + 1]);
        assertThat(answer(announced).getStatus()).isEqualTo(413);

        MockHttpServletRequest unannounced = request("pathways.council.example", true);
        unannounced.setContent(new byte[2000]);
        LimitedBody body = new LimitedBody(unannounced, 1000);
        assertThatThrownBy(() -> body.getInputStream().readAllBytes()).isInstanceOf(ResponseStatusException.class);
        unannounced.setContent(new byte[1000]);
        assertThat(new LimitedBody(unannounced, 1000).getInputStream().readAllBytes())
                .hasSize(1000);
    }

    @Test
    @DisplayName("over TLS the session's cookie is held to the host by its name")
    void cookie() {
        assertThat(cookie(COUNCIL))
                .startsWith("__Host-SESSION=")
                .contains("Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(cookie(new FrontDoor.Settings(false, List.of(), DataSize.ofMegabytes(1))))
                .startsWith("SESSION=")
                .contains("HttpOnly", "SameSite=Lax");
    }

    private static String cookie(FrontDoor.Settings settings) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SessionSettings()
                .sessionCookie(settings)
                .writeCookieValue(new CookieValue(request("localhost", false), response, "a-session"));
        return response.getHeader("Set-Cookie");
    }
}
