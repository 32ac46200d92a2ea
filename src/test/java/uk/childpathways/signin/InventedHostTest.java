package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.testing.PathwaysTest;

/** Where {@code PATHWAYS_HOSTS} is not set, a request may say any name. */
@PathwaysTest
@DisplayName("No address that is handed to somebody is made from the name that a request claims")
class InventedHostTest {

    private static final String INVENTED = "attacker.example";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("(?i)Set-Cookie: (SESSION=[^;]+)");

    @LocalServerPort
    int port;

    private String answer(String method, String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + INVENTED + "\r\nX-Forwarded-Host: " + INVENTED
                                    + "\r\nForwarded: host=" + INVENTED
                                    + "\r\nConnection: close\r\nAccept: text/html, */*;q=0.8\r\n"
                                    + headers + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String basic(String user) {
        return "Authorization: " + Visitor.basic(user, "pathways") + "\r\n";
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/login?error",
                "/children",
                "/people",
                "/people/confirmations",
                "/account",
                "/set-password?link=none",
                "/camunda/app/tasklist/default/",
                "/camunda",
                "/nowhere"
            })
    @DisplayName("no page and no way to another names it, logged in or not")
    void pages(String path) throws IOException {
        for (String who : new String[] {"", basic("sm"), basic("admin")}) {
            assertThat(answer("GET", path, who, "")).doesNotContain(INVENTED);
        }
    }

    @Test
    @DisplayName("nor is one led there after the log-in, to what one had asked for")
    void afterTheLogIn() throws IOException {
        String first = answer("GET", "/people?q=a", "", "");
        Matcher session = SESSION.matcher(first);
        assertThat(session.find()).as(first).isTrue();
        String cookie = "Cookie: " + session.group(1) + "\r\n";
        Matcher token = TOKEN.matcher(answer("GET", "/login", cookie, ""));
        assertThat(token.find()).isTrue();
        String in = answer(
                "POST",
                "/login",
                cookie,
                "username=sm&password=pathways&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
        assertThat(in).contains("Location: /people?q=a").doesNotContain(INVENTED);
    }

    @Test
    @DisplayName("a link that is handed over leads to this installation or nowhere, on the page and for programs")
    void handedOver() throws IOException {
        String page = answer("GET", "/people/person/pa", basic("admin"), "");
        Matcher session = SESSION.matcher(page);
        Matcher token = TOKEN.matcher(page);
        assertThat(session.find() && token.find()).isTrue();
        String csrf = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        assertThat(answer(
                        "POST",
                        "/people/person/pa/link",
                        basic("admin") + "Cookie: " + session.group(1) + "\r\n",
                        csrf))
                .contains("value=\"/set-password?link=", "put the address at which people open it before the link")
                .doesNotContain(INVENTED);
        assertThat(answer("POST", "/api/people/pa/password-link", basic("admin"), ""))
                .contains("\"link\":\"/set-password?link=")
                .doesNotContain(INVENTED);
    }
}
