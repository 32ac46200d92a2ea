package uk.childpathways.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<Arguments> bodies() {
        String many = IntStream.range(0, 3000)
                .mapToObj(i -> "--x\r\nContent-Disposition: form-data; name=\"f" + i + "\"\r\n\r\n1\r\n")
                .collect(Collectors.joining());
        String part =
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nuser_id,name\r\n";
        return Stream.of(
                        arguments("parts without a boundary", "multipart/form-data", "a=1"),
                        arguments("an empty boundary", "multipart/form-data; boundary=", "a=1"),
                        arguments("an empty boundary in quotes", "multipart/form-data; boundary=\"\"", "a=1"),
                        arguments("a boundary of 71 signs", "multipart/form-data; boundary=" + "b".repeat(71), "a=1"),
                        arguments("a boundary that comes nowhere", "multipart/form-data; boundary=nowhere", "a=1"),
                        arguments("a part that does not end", "multipart/form-data; boundary=x", part),
                        arguments(
                                "a part without a name",
                                "multipart/form-data; boundary=x",
                                "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n"),
                        arguments(
                                "a part without headers",
                                "multipart/form-data; boundary=x",
                                "--x\r\n\r\n1\r\n--x--\r\n"),
                        arguments("3,000 parts", "multipart/form-data; boundary=x", many + "--x--\r\n"),
                        arguments(
                                "a part with 20 kB of headers",
                                "multipart/form-data; boundary=x",
                                "--x\r\nContent-Disposition: form-data; name=\"f\"\r\nX: " + "h".repeat(20_000)
                                        + "\r\n\r\n1\r\n--x--\r\n"),
                        arguments("mixed parts without a boundary", "multipart/mixed", "a=1"),
                        arguments(
                                "an unknown charset of a form",
                                "application/x-www-form-urlencoded; charset=none-such",
                                "a=1"),
                        arguments(
                                "an impossible charset of a form",
                                "application/x-www-form-urlencoded; charset=\"a b\"",
                                "a=1"),
                        arguments("an unknown charset of JSON", "application/json; charset=none-such", "{}"),
                        arguments("a type that is none", "json", "{}"),
                        arguments("a type of signs", ";;;===", "{}"),
                        arguments("an open quotation mark", "application/json; charset=\"utf-8", "{}"),
                        arguments("a parameter without value", "application/json; charset", "{}"),
                        arguments("JSON in another charset than it says", "application/json; charset=utf-16", "{}"),
                        arguments("percent signs that are none", "application/x-www-form-urlencoded", "a=%zz&b=%"),
                        arguments(
                                "3,000 fields",
                                "application/x-www-form-urlencoded",
                                IntStream.range(0, 3000)
                                        .mapToObj(i -> "f" + i + "=1")
                                        .collect(Collectors.joining("&"))))
                .flatMap(body -> Stream.of(
                                "/people/import",
                                "/login",
                                "/set-password",
                                "/api/children/C-1001/access",
                                "/engine-rest/deployment/create",
                                "/engine-rest/task",
                                "/camunda/api/engine/engine/default/task",
                                "/nowhere")
                        .map(path -> arguments(body.get()[0], path, body.get()[1], body.get()[2])));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bodies")
    @DisplayName("a body that is not written as it says is whoever's sent it, never a fault of ours")
    void bodiesThatCannotBeRead(String what, String path, String type, String body) throws IOException {
        for (String user : List.of("admin", "owner")) {
            String answer = answerTo(
                    "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                            + Base64.getEncoder().encodeToString((user + ":pathways").getBytes(StandardCharsets.UTF_8))
                            + "\r\nAccept: application/json\r\nContent-Type: " + type + "\r\nContent-Length: "
                            + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + body);
            assertThat(answer)
                    .as(what + " as " + user)
                    .matches("(?s)HTTP/1.1 [234]\\d\\d.*")
                    .doesNotContain("Tomcat", "java.", "Exception");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/mixed",
                "application/json; charset=none-such",
                "application/x-www-form-urlencoded; charset=\"a b\"",
                "json",
                ";;;==="
            })
    @DisplayName("and is told what is wrong with how it says that it is written")
    void wrongTypeIsToldInASentence(String type) throws IOException {
        String answer = answerTo("POST /api/children/C-1001/access HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(json.readTree(answer.substring(answer.indexOf("\r\n\r\n")))
                        .path("detail")
                        .asText())
                .containsAnyOf("Content-Type", "boundary")
                .endsWith("Nothing was recorded.");
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
