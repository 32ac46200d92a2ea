package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("What the application tells of itself (/actuator)")
class MeasuresTest {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    MeterRegistry measures;

    @Autowired
    Environment environment;

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private ResponseEntity<String> get(String user, String address) {
        return (user.isEmpty() ? rest : rest.withBasicAuth(user, "pathways")).getForEntity(address, String.class);
    }

    private static int status(ResponseEntity<?> answer) {
        return answer.getStatusCode().value();
    }

    @Test
    @DisplayName(
            "is health, information and measures, and nothing else of what the framework could tell: no settings, no"
                    + " memory, no log")
    void three() {
        JsonNode links = rest.withBasicAuth("admin", "pathways")
                .getForEntity("/actuator", JsonNode.class)
                .getBody()
                .get("_links");
        TreeSet<String> named = new TreeSet<>();
        links.fieldNames().forEachRemaining(named::add);
        // The measures themselves are not exported in tests.
        assertThat(named).containsExactly("health", "health-path", "info", "self");
        assertThat(environment.getProperty("management.endpoints.web.exposure.include"))
                .isEqualTo("health, info, prometheus");
        for (String more : List.of(
                "env",
                "beans",
                "configprops",
                "heapdump",
                "threaddump",
                "loggers",
                "mappings",
                "metrics",
                "sessions",
                "flyway",
                "scheduledtasks",
                "httpexchanges",
                "auditevents",
                "shutdown",
                "caches",
                "conditions")) {
            assertThat(status(get("admin", "/actuator/" + more))).as(more).isEqualTo(404);
            assertThat(status(get("sm", "/actuator/" + more))).as(more).isEqualTo(403);
            assertThat(status(get("", "/actuator/" + more))).as(more).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "as ''{0}''")
    @ValueSource(strings = {"", "sw.north", "tm.north", "sm", "director", "qa", "owner"})
    @DisplayName("is open to the administrator; everybody else learns whether it is well, and no more")
    void toWhom(String user) {
        int refused = user.isEmpty() ? 401 : 403;
        for (String address : List.of("/actuator", "/actuator/info", "/actuator/prometheus", "/actuator/anything")) {
            assertThat(status(get(user, address))).as(address).isEqualTo(refused);
        }
        assertThat(get(user, "/actuator/health").getBody())
                .contains("\"status\"")
                .doesNotContain("components", "details");
        for (String part : List.of("db", "record", "diskSpace", "bankHolidays")) {
            assertThat(status(get(user, "/actuator/health/" + part))).as(part).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("tells the administrator what is not well")
    void administrator() {
        assertThat(get("admin", "/actuator/health").getBody()).contains("\"record\"", "\"db\"");
        assertThat(status(get("admin", "/actuator/health/record"))).isIn(200, 503);
    }

    @Test
    @DisplayName(
            "its measures name no child, no person and no team, and count no records: not after a restricted child was"
                    + " asked for in every way")
    void noChild() {
        String child = practice.child();
        Child was = children.get(child);
        children.put(new Child(
                child, "Zephyrine Quillfeather", was.dateOfBirth(), null, null, "north", "sw.north", null, false));
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        rest.withBasicAuth("sm", "pathways")
                .postForEntity(
                        "/api/children/" + child + "/access",
                        Map.of("decision", "RESTRICT", "reason", "The child of a colleague"),
                        String.class);
        Set<String> before = ours();
        for (String user : List.of("tm.north", "sw2.north", "sw.south")) {
            for (String address : List.of(
                    "/children/" + child,
                    "/api/children/" + child,
                    "/api/children/" + child + "/chronology",
                    "/children?q=Quillfeather",
                    "/engine-rest/task?processVariables=childRef_eq_" + child,
                    "/nothing/" + child,
                    "/api/nothing/" + child)) {
                get(user, address);
            }
        }
        // The client with which these tests ask measures itself in the same place.
        String all = measures.getMeters().stream()
                .filter(meter -> !meter.getId().getName().startsWith("http.client."))
                .map(meter -> meter.getId().toString())
                .collect(Collectors.joining("\n"));
        assertThat(all).contains("http.server.requests", "/api/children/{ref}");
        assertThat(all).doesNotContain(child, "Quillf", "sw.north", "sw2.north", "tm.north", "'north'");
        assertThat(Pattern.compile("C-[0-9]{3,}").matcher(all).find()).isFalse();
        assertThat(ours()).isEqualTo(before).allMatch(name -> name.startsWith("pathways.record."));
    }

    /** Our own measures, beside those of the framework. */
    private Set<String> ours() {
        return measures.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .filter(name -> name.startsWith("pathways"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
