package uk.childpathways.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.standards.Weight;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A child's deadlines over the API: read by those who work with the child, extended by managers")
class DeadlinesApiTest {

    /** A child of the test's own: other tests leave deadlines with the demonstration's children. */
    private String child;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    Practice practice;

    @Autowired
    JdbcTemplate db;

    private Deadline conference;

    @BeforeEach
    void aConferenceIsDue() {
        child = practice.child();
        String process = "process-" + UUID.randomUUID();
        Journey journey = journeys.open("s47-to-icpc", child, process);
        JourneyStep step = new JourneyStep(journey.id(), child, process, "e1", "Task_HoldConference", "s47-to-icpc");
        events.record(
                journey.id(),
                child,
                "strategy-discussion-held",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                false,
                "tm.north",
                step);
        conference = deadlines.due(step, "icpc-held");
    }

    private ResponseEntity<JsonNode> get(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForEntity(address, JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String user, String what, String... fields) {
        Map<String, String> body = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) body.put(fields[i], fields[i + 1]);
        return rest.withBasicAuth(user, "pathways")
                .postForEntity("/api/deadlines/" + conference.id() + "/" + what, body, JsonNode.class);
    }

    private String later() {
        return England.dayOf(conference.due()).plusDays(7).toString();
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({"sw.north, 200, 200", "sm, 200, 200", "sw.south, 403, 404", "tm.south, 403, 404", "owner, 403, 404"})
    void whoMayRead(String user, int ofChild, int one) {
        assertThat(get(user, "/api/children/" + child + "/deadlines")
                        .getStatusCode()
                        .value())
                .isEqualTo(ofChild);
        assertThat(get(user, "/api/deadlines/" + conference.id())
                        .getStatusCode()
                        .value())
                .as("as if there were none")
                .isEqualTo(one);
    }

    @Test
    @DisplayName("the list comes in pages, the earliest due first, with the reason for each date")
    void list() {
        JsonNode page = get("sw.north", "/api/children/" + child + "/deadlines?status=open&size=1")
                .getBody();

        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("size").asInt()).isEqualTo(1);
        assertThat(page.at("/items/0/standard").asText()).isEqualTo("icpc-held");
        assertThat(page.at("/items/0/explanation/text").asText()).startsWith("15 working days from");
        assertThat(page.at("/items/0/dueInForce").asText()).contains("T23:59:59");
    }

    @Test
    @DisplayName("a manager of the team agrees a later date; who, why and until when is kept")
    void extension() {
        JsonNode answer = post("tm.north", "extension", "until", later(), "reason", "The mother is in hospital")
                .getBody();

        assertThat(answer.get("agreedUntil").asText()).isEqualTo(later());
        JsonNode full = get("sw.north", "/api/deadlines/" + conference.id()).getBody();
        assertThat(full.at("/history/1/kind").asText()).isEqualTo("LATER_DATE_AGREED");
        assertThat(full.at("/history/1/by").asText()).isEqualTo("tm.north");
        assertThat(full.at("/history/1/reason").asText()).isEqualTo("The mother is in hospital");
        assertThat(Instant.parse(
                        java.time.OffsetDateTime.parse(full.at("/deadline/due").asText())
                                .toInstant()
                                .toString()))
                .isEqualTo(conference.due());
    }

    @ParameterizedTest(name = "{0} may extend: {1}")
    @CsvSource({
        "sw.north, 403",
        "cpchair, 404",
        "tm.south, 404",
        "atm.north, 200",
        "psw, 200",
        "sm, 200",
        "director, 200"
    })
    void whoMayExtend(String user, int status) {
        assertThat(post(user, "extension", "until", later(), "reason", "why")
                        .getStatusCode()
                        .value())
                .isEqualTo(status);
    }

    @Test
    @DisplayName("what cannot be extended is refused in a sentence")
    void refused() {
        assertThat(detail(post("tm.north", "extension", "until", "31/04/2026", "reason", "why"), 400))
                .contains("is not a date");
        assertThat(detail(post("tm.north", "extension", "until", later()), 400)).contains("Say why");
        assertThat(detail(post("tm.north", "extension", "reason", "why"), 400)).contains("Say until which day");
        assertThat(detail(
                        post(
                                "tm.north",
                                "extension",
                                "until",
                                LocalDate.of(2020, 1, 1).toString(),
                                "reason",
                                "why"),
                        400))
                .contains("must be later than");
        assertThat(detail(get("tm.north", "/api/deadlines/nonsense"), 404)).contains("No deadline");
        assertThat(detail(get("tm.north", "/api/deadlines/" + UUID.randomUUID()), 404))
                .contains("No deadline");
        assertThat(detail(get("tm.north", "/api/children/C-9999/deadlines"), 403))
                .contains("C-9999");
    }

    @Test
    @DisplayName("a later date lies at most 12 months after the date in force: the day after that is refused")
    void atMostTwelveMonths() {
        LocalDate due = England.dayOf(conference.due());
        for (String tooFar : new String[] {due.plusMonths(12).plusDays(1).toString(), "9999-12-31"}) {
            assertThat(detail(post("tm.north", "extension", "until", tooFar, "reason", "why"), 400))
                    .contains("at most 12 months");
        }
        LocalDate last = due.plusMonths(12);
        assertThat(post("tm.north", "extension", "until", last.toString(), "reason", "why")
                        .getBody()
                        .get("agreedUntil")
                        .asText())
                .isEqualTo(last.toString());
        assertThat(post("tm.north", "extension", "until", last.plusMonths(12).toString(), "reason", "why")
                        .getStatusCode()
                        .value())
                .as("from the date in force, which is the agreed one now")
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "of a statutory standard extended by {0} the service manager is told {1} times")
    @CsvSource({"tm.north, 1", "director, 1", "sm, 0"})
    void statutory(String by, int times) {
        assertThat(conference.weight()).isEqualTo(Weight.STATUTORY);
        post(by, "extension", "until", later(), "reason", "The mother is in hospital");
        List<String> told = db.queryForList(
                "select text from pathways.notice where kind = 'later-date' and child_ref = ?", String.class, child);
        assertThat(told)
                .hasSize(times)
                .allSatisfy(text -> assertThat(text).contains("The mother is in hospital", conference.name()));
    }

    @Test
    @DisplayName("SWI-COL-05: the worker says beforehand that it cannot be kept, with a reason")
    void declaration() {
        assertThat(detail(post("sw.north", "declaration"), 400)).isEqualTo("Say why the timescale cannot be kept.");
        assertThat(post("sw.south", "declaration", "reason", "why")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);

        ResponseEntity<JsonNode> answer =
                post("sw.north", "declaration", "reason", "No chair is free", "expectedBy", later());

        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        assertThat(answer.getBody().get("by").asText()).isEqualTo("sw.north");
        assertThat(answer.getBody().get("expectedBy").asText()).isEqualTo(later());
        assertThat(get("tm.north", "/api/deadlines/" + conference.id())
                        .getBody()
                        .at("/declarations/0/reason")
                        .asText())
                .isEqualTo("No chair is free");
    }

    private static String detail(ResponseEntity<JsonNode> answer, int status) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
        return answer.getBody().get("detail").asText();
    }
}
