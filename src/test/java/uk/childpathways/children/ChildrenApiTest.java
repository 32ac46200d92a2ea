package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import uk.childpathways.storage.Storage;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A child's record is open to those who work with the child, and to nobody else")
class ChildrenApiTest {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    DemonstrationData demonstration;

    @Autowired
    Children children;

    @Autowired
    Practice practice;

    private ResponseEntity<JsonNode> get(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForEntity(address, JsonNode.class);
    }

    private ResponseEntity<JsonNode> put(String user, String address, Map<String, ?> body) {
        return rest.withBasicAuth(user, "pathways")
                .exchange(address, HttpMethod.PUT, new HttpEntity<>(body), JsonNode.class);
    }

    @ParameterizedTest(name = "{0} asks for {1}: {2}")
    @CsvSource({
        "sw.north, C-1001, 200",
        "tm.north, C-1001, 200",
        "atm.north, C-1001, 200",
        "psw, C-1001, 200",
        "sm, C-1007, 200",
        "hos, C-1001, 200",
        "director, C-1001, 200",
        "cpchair, C-1001, 403",
        "iro, C-1001, 403",
        "legal, C-1001, 403",
        "qa, C-1001, 403",
        "sw.south, C-1001, 403",
        "tm.south, C-1001, 403",
        "sw.north, C-1007, 403",
        "pa, C-1001, 403",
        "eh, C-1001, 403",
        "ehm, C-1001, 403",
        "owner, C-1001, 403",
        "admin, C-1001, 403",
        "sw.north, C-9999, 403"
    })
    void whoMayRead(String user, String child, int status) {
        for (String page :
                new String[] {"", "/chronology", "/oversight", "/actions", "/shared-documents", "/record-check"}) {
            ResponseEntity<JsonNode> answer = get(user, "/api/children/" + child + page);
            assertThat(answer.getStatusCode().value()).as(page).isEqualTo(status);
            if (status != 200) {
                assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
                assertThat(answer.getBody().get("detail").asText())
                        .contains(child)
                        .endsWith(".");
                assertThat(answer.getBody().get("title").asText()).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName("the list shows each person the children whose record they may read, in pages")
    void lists() {
        JsonNode south = get("sw.south", "/api/children?size=2").getBody();
        assertThat(south.get("items")).hasSize(2);
        assertThat(south.get("total").asInt()).isGreaterThan(2);
        south.get("items")
                .forEach(child -> assertThat(child.get("team").asText()).isEqualTo("south"));
        assertThat(get("owner", "/api/children").getBody().get("total").asInt()).isZero();
        assertThat(get("sm", "/api/children?size=200").getBody().get("total").asInt())
                .isGreaterThanOrEqualTo(12);
    }

    @Test
    @DisplayName("siblings, unborn, age and placement are told")
    void facts() {
        JsonNode maya = get("tm.north", "/api/children/C-1002").getBody();
        assertThat(maya.get("siblings").toString()).isEqualTo("[\"C-1003\",\"C-1004\"]");
        JsonNode unborn = get("sw.south", "/api/children/C-1005").getBody();
        assertThat(unborn.get("unborn").asBoolean()).isTrue();
        assertThat(unborn.get("ageText").asText()).startsWith("unborn, expected");
        assertThat(get("tm.north", "/api/children/C-1006").getBody().get("age").asInt())
                .isEqualTo(15);
    }

    @Test
    @DisplayName("the administrator puts in children; a manager and the process owner do not")
    void maintenance() {
        Map<String, ?> child = Map.of("name", "New Child", "dateOfBirth", "2020-02-03", "team", "test-east");
        Map<String, ?> team = Map.of("name", "East team", "service", "test-service", "serviceName", "Test service");

        for (String user : new String[] {"tm.north", "sm", "owner"}) {
            assertThat(put(user, "/api/children/T-API-1", child).getStatusCode().value())
                    .as(user)
                    .isEqualTo(403);
        }
        ResponseEntity<JsonNode> tooEarly = put("admin", "/api/children/T-API-1", child);
        assertThat(tooEarly.getStatusCode().value()).isEqualTo(400);
        assertThat(tooEarly.getBody().get("detail").asText()).contains("test-east");

        assertThat(put("admin", "/api/teams/test-east", team).getStatusCode().value())
                .isEqualTo(200);
        assertThat(put("admin", "/api/children/T-API-1", child).getStatusCode().value())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("what is not mentioned stays, and the administrator is told no more than was sent")
    void unmentionedFactsStay() {
        String ref = practice.child();
        Child before = children.get(ref);
        children.put(new Child(
                ref, before.name(), before.dateOfBirth(), null, "F-77", before.team(), "sw.north", "with aunt", true));
        Map<String, Object> sent = Map.of("name", "Another Name", "dateOfBirth", "2015-01-02", "team", before.team());

        ResponseEntity<JsonNode> answer = put("admin", "/api/children/" + ref, sent);

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        Child after = children.get(ref);
        assertThat(after.name()).isEqualTo("Another Name");
        assertThat(after.allocatedWorker()).isEqualTo("sw.north");
        assertThat(after.familyRef()).isEqualTo("F-77");
        assertThat(after.placement()).isEqualTo("with aunt");
        assertThat(after.outOfCounty()).isTrue();
        assertThat(answer.getBody().toString()).doesNotContain("sw.north", "with aunt");
        children.put(before);
    }

    @Test
    @DisplayName("the administrator opens a known child's record to no other team and no other worker, alone or for a"
            + " colleague; name and date of birth are put right, and team and worker may be left out or said again")
    void whoWorksWithAKnownChild() {
        String ref = practice.child();
        Child before = children.get(ref);
        children.allocate(ref, "north", "sw.north");
        Map<String, Object> sent = new HashMap<>(Map.of("name", "Right Name", "dateOfBirth", "2015-01-02"));

        for (Map<String, String> other : List.of(
                Map.of("team", "south"),
                Map.of("team", "north", "allocatedWorker", "sw.south"),
                Map.of("team", "south", "allocatedWorker", "sw.south"))) {
            sent.keySet().removeAll(List.of("team", "allocatedWorker"));
            sent.putAll(other);
            ResponseEntity<JsonNode> answer = put("admin", "/api/children/" + ref, sent);
            assertThat(answer.getStatusCode().value()).as(other.toString()).isEqualTo(403);
            assertThat(answer.getBody().get("detail").asText()).contains("case transfer", "allocates the case");
            assertThat(get("sw.south", "/api/children/" + ref).getStatusCode().value())
                    .isEqualTo(403);
            assertThat(children.get(ref).name()).as("nothing of it is stored").isEqualTo(before.name());
        }

        for (Map<String, String> same :
                List.of(Map.<String, String>of(), Map.of("team", "north", "allocatedWorker", "sw.north"))) {
            sent.keySet().removeAll(List.of("team", "allocatedWorker"));
            sent.putAll(same);
            assertThat(put("admin", "/api/children/" + ref, sent)
                            .getStatusCode()
                            .value())
                    .as(same.toString())
                    .isEqualTo(200);
        }
        assertThat(children.get(ref).name()).isEqualTo("Right Name");
        assertThat(children.get(ref).allocatedWorker()).isEqualTo("sw.north");

        children.allocate(ref, "north", null);
        sent.put("allocatedWorker", "sw.north");
        assertThat(put("admin", "/api/children/" + ref, sent).getStatusCode().value())
                .as("a child who waits for a worker gets one from a manager")
                .isEqualTo(403);
    }

    @Test
    @DisplayName("the demonstration is put in once: a second start changes nothing that people have changed")
    void demonstrationIsIdempotent() {
        Child before = children.get("C-1012");
        children.put(new Child(
                "C-1012",
                before.name(),
                before.dateOfBirth(),
                null,
                before.familyRef(),
                "south",
                "sw.south",
                "with aunt",
                false));
        long all = get("sm", "/api/children?size=1").getBody().get("total").asLong();

        demonstration.run();

        assertThat(children.get("C-1012").placement()).isEqualTo("with aunt");
        assertThat(get("sm", "/api/children?size=1").getBody().get("total").asLong())
                .isEqualTo(all);
        children.put(before);
    }

    @Test
    @DisplayName("with a configured database nobody and no child is invented, unless it is asked for")
    void noDemonstrationForRealUse() {
        Storage configured = new Storage(false, "jdbc:postgresql://db/pathways");
        // Nothing to write with: it would fail if it tried.
        assertThatCode(() -> new DemonstrationData(null, null, null, null, configured, null).run())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new DemonstrationData(null, null, null, null, configured, true).run())
                .isInstanceOf(NullPointerException.class);
        Storage embedded = new Storage(true, "data");
        assertThatCode(() -> new DemonstrationData(null, null, null, null, embedded, false).run())
                .doesNotThrowAnyException();
    }
}
