package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("Who may see a record is decided by senior managers")
class RecordAccessTest {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    JdbcTemplate jdbc;

    private String child;

    @BeforeEach
    void aChild() {
        practice.itIs("2026-03-02T10:00");
        child = practice.child();
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private int reads(String user) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity("/api/children/" + child, JsonNode.class)
                .getStatusCode()
                .value();
    }

    private boolean listed(String user) {
        for (int page = 0; ; page++) {
            String found = rest.withBasicAuth(user, "pathways")
                    .getForEntity("/api/children?size=500&page=" + page, String.class)
                    .getBody();
            if (found.contains("\"" + child + "\"")) {
                return true;
            }
            if (!found.contains("\"ref\"")) {
                return false;
            }
        }
    }

    private ResponseEntity<JsonNode> decide(String by, String decision, String person, String until, String reason) {
        Map<String, Object> body = new HashMap<>();
        body.put("decision", decision);
        body.put("person", person);
        body.put("until", until);
        body.put("reason", reason);
        return rest.withBasicAuth(by, "pathways")
                .postForEntity("/api/children/" + child + "/access", body, JsonNode.class);
    }

    private void decided(String decision, String person) {
        assertThat(decide("sm", decision, person, null, "A colleague's nephew")
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
    }

    @ParameterizedTest(name = "of a restricted record {0} gets {1} ({2})")
    @CsvSource({
        "sw.north, 200, SWI-CON-12",
        "tm.north, 200, SWI-CON-12",
        "sm, 200, SWI-CON-12",
        "director, 200, SWI-CON-12",
        "eds, 200, SWI-MPS-03a",
        "sw2.north, 403, SWI-CON-12 SWI-CON-21a",
        "atm.north, 403, SWI-CON-12",
        "psw, 403, SWI-CON-12 SWI-CON-21a"
    })
    void restricted(String user, int status, String clauses) {
        decided("RESTRICT", null);
        assertThat(reads(user)).isEqualTo(status);
        assertThat(listed(user)).isEqualTo(status == 200);
        decided("LIFT", null);
        assertThat(reads(user)).isEqualTo(200);
    }

    @Test
    @DisplayName("a senior manager opens a restricted record to a named person, until a day or until it is ended, with"
            + " the reason on record (SWI-CON-12, SWI-CON-21a)")
    void granted() {
        decided("RESTRICT", null);
        assertThat(decide("hos", "GRANT", "iro", "2026-03-04", "Reviews the child")
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        assertThat(reads("iro")).isEqualTo(200);
        practice.itIs("2026-03-04T23:00");
        assertThat(reads("iro")).isEqualTo(200);
        practice.itIs("2026-03-05T00:30");
        assertThat(reads("iro")).isEqualTo(403);
        decided("GRANT", "sw.south");
        assertThat(reads("sw.south")).isEqualTo(200);
        assertThat(listed("sw.south")).isTrue();
        decided("END_GRANT", "sw.south");
        assertThat(reads("sw.south")).isEqualTo(403);
        JsonNode history = rest.withBasicAuth("sm", "pathways")
                .getForEntity("/api/children/" + child + "/access", JsonNode.class)
                .getBody();
        assertThat(history).hasSize(4);
        assertThat(history.get(3).get("by").asText()).isEqualTo("sm");
        assertThat(history.get(2).get("reason").asText()).isEqualTo("Reviews the child");
    }

    @Test
    @DisplayName("somebody with a conflict of interest sees neither the record nor what a task tells of it, and cannot"
            + " do the task, whatever their role (SWI-CON-21b)")
    void conflict() {
        practice.journey("child-in-need", child);
        practice = practice.withSupervision();
        practice.handedOver("case-supervision", child);
        assertThat(practice.shownAtOpening(child, "Update child's summary", "sw.north"))
                .isNotEmpty();
        decided("CONFLICT", "sw.north");
        assertThat(reads("sw.north")).as("the allocated worker").isEqualTo(403);
        assertThat(listed("sw.north")).isFalse();
        assertThat(practice.shownAtOpening(child, "Update child's summary", "sw.north"))
                .isEmpty();
        assertThatThrownBy(() -> practice.complete(child, "Update child's summary", "sw.north"))
                .as("the task was taken from them and offered to others")
                .isInstanceOf(AuthorizationException.class);
        decided("CONFLICT", "sm");
        assertThat(reads("sm")).isEqualTo(403);
        assertThat(decide("hos", "END_CONFLICT", "sw.north", null, "It was a namesake")
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        assertThat(reads("sw.north")).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} says that {1} has a conflict of interest: {2} (SWI-CON-21b)")
    @CsvSource({
        "sm, sm, 201",
        "sm, hos, 403",
        "sm, director, 403",
        "hos, sm, 201",
        "hos, hos, 201",
        "hos, director, 403",
        "director, hos, 201",
        "director, director, 201"
    })
    @DisplayName("nobody shuts out somebody above them: that is for themselves, their own rung and those above them")
    void conflictOfThoseAbove(String by, String person, int status) {
        ResponseEntity<JsonNode> answer = decide(by, "CONFLICT", person, null, "A cousin");
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(reads(person)).isEqualTo(status == 201 ? 403 : 200);
        if (status == 403) {
            assertThat(answer.getBody().get("detail").asText()).contains("stands above you");
        }
    }

    @ParameterizedTest(name = "{0} decides {1} of {2}, because \"{3}\": {4} ({5})")
    @CsvSource(
            nullValues = "-",
            value = {
                "tm.north, RESTRICT, -, A reason, 403, SWI-CON-21a",
                "sw.north, GRANT, sw.south, A reason, 403, SWI-CON-21a",
                "sm, GRANT, nobody, A reason, 400, SWI-CON-21a",
                "sm, GRANT, -, A reason, 400, SWI-CON-21a",
                "sm, RESTRICT, -, -, 400, SWI-CON-21a",
                "sm, -, -, A reason, 400, SWI-CON-21a",
                "hos, RESTRICT, -, A reason, 201, SWI-CON-21a"
            })
    void whoDecides(String by, String decision, String person, String reason, int status, String clause) {
        assertThat(decide(by, decision, person, null, reason).getStatusCode().value())
                .isEqualTo(status);
    }

    @Test
    @DisplayName(
            "every opening is kept and cannot be taken back; managers see who opened a record, practitioners do not"
                    + " (SWI-CON-10)")
    void views() {
        reads("eds");
        reads("sw.south");
        String views = "/api/children/" + child + "/views";
        JsonNode seen = rest.withBasicAuth("tm.north", "pathways")
                .getForEntity(views, JsonNode.class)
                .getBody()
                .get("items");
        assertThat(seen.findValuesAsText("by")).containsExactly("tm.north", "sw.south", "eds");
        assertThat(seen.findValuesAsText("allowed")).containsExactly("true", "false", "true");
        assertThat(rest.withBasicAuth("sw.north", "pathways")
                        .getForEntity(views, JsonNode.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThatThrownBy(() -> jdbc.update("delete from pathways.record_view where child_ref = ?", child))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    @DisplayName("senior managers decide it from the start list, with the reason; it holds at once (SWI-CON-12,"
            + " SWI-CON-21a, SWI-CON-21b)")
    void fromTheStartList() {
        assertThat(reads("sw2.north")).isEqualTo(200);
        fromList("restrict", Map.of());
        assertThat(reads("sw2.north")).isEqualTo(403);
        fromList("grant", Map.of("person", "sw2.north", "until", "2026-03-06"));
        assertThat(reads("sw2.north")).isEqualTo(200);
        fromList("conflict", Map.of("person", "tm.north"));
        assertThat(reads("tm.north")).isEqualTo(403);
        fromList("end-conflict", Map.of("person", "tm.north"));
        fromList("end-grant", Map.of("person", "sw2.north"));
        assertThat(reads("sw2.north")).isEqualTo(403);
        fromList("lift", Map.of());
        assertThat(reads("sw2.north")).isEqualTo(200);
        assertThat(rest.withBasicAuth("sm", "pathways")
                        .getForEntity("/api/children/" + child + "/access", JsonNode.class)
                        .getBody()
                        .findValuesAsText("reason"))
                .hasSize(6)
                .containsOnly("A colleague's nephew");
        assertThatThrownBy(() -> practice.start(
                        "decide-access-to-record",
                        "tm.north",
                        Map.of("childRef", child, "accessDecision", "restrict", "reason", "Because")))
                .isInstanceOf(AuthorizationException.class);
    }

    private void fromList(String decision, Map<String, Object> more) {
        Map<String, Object> answers = new HashMap<>(more);
        answers.put("childRef", child);
        answers.put("accessDecision", decision);
        answers.put("reason", "A colleague's nephew");
        practice.start("decide-access-to-record", "sm", answers);
        practice.carryOn(child);
    }

    @Test
    @DisplayName("a last day lies in the future and belongs to a grant (SWI-CON-21a)")
    void lastDay() {
        assertThat(decide("sm", "GRANT", "iro", "2026-03-01", "Late")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(decide("sm", "CONFLICT", "iro", LocalDate.of(2026, 4, 1).toString(), "Odd")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }
}
