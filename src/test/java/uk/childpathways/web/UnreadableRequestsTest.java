package uk.childpathways.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What the web server itself cannot read, or reads in its own way, is refused with a sentence of ours")
class UnreadableRequestsTest {

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET /children/%00 HTTP/1.1",
                "GET /engine-rest/task/%00 HTTP/1.1",
                "POST /engine-rest/task/%zz/complete HTTP/1.1",
                "GET /children/% HTTP/1.1",
                "GET /a|b{c} HTTP/1.1",
                "GET /children\\C-1001 HTTP/1.1",
                "GET /../../etc/passwd HTTP/1.1",
                "POST /x/../engine-rest/task/none/submit-form HTTP/1.1",
                "GET /./children HTTP/1.1",
                "GET /x/%2e%2E/children HTTP/1.1",
                "GET children HTTP/1.1",
                "CHILDREN ARE NO REQUEST",
                "GET /children HTTP/9.9",
                "G\u0001T /children HTTP/1.1",
            })
    @DisplayName("an address with a sign that none may have or with steps in it, a line that is no request")
    void refusedWithASentence(String line) throws IOException {
        String answer = answerTo(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .as(line)
                .matches("(?s)HTTP/1.1 (400|404|505).*")
                .doesNotContain("<html", "Tomcat", "java.", "Exception");
        JsonNode body = json.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(body.path("detail").asText()).as(answer).endsWith(".").hasSizeGreaterThan(15);
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
