package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.LinkedMultiValueMap;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("Who opens a child's record follows from what is going on")
class NeedToKnowTest {

    private static final String REASON = "Colleague's nephew, see the note of 2 March";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Consequences consequences;

    @Autowired
    RecordParts parts;

    @Autowired
    Children children;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void aMonday() {
        practice.itIs("2026-03-02T10:00");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private int reads(String user, String child) {
        return get(user, "/api/children/" + child).getStatusCode().value();
    }

    private ResponseEntity<String> get(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForEntity(address, String.class);
    }

    private ResponseEntity<JsonNode> post(String user, String address, Map<String, ?> body) {
        return rest.withBasicAuth(user, "pathways").postForEntity(address, body, JsonNode.class);
    }

    private void decided(String child, String decision, String person) {
        Map<String, Object> body = new HashMap<>();
        body.put("decision", decision);
        body.put("person", person);
        body.put("reason", REASON);
        assertThat(post("sm", "/api/children/" + child + "/access", body).getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
    }

    /** A process of the child's case that another would call. */
    private String begun(String process, String child, UUID journey) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(process, Map.of("childRef", child, "journeyId", journey.toString()))
                .getId();
    }

    private List<String> told(String user, String child) {
        consequences.passOn(child);
        return jdbc.queryForList(
                "select t.subject from pathways.notification n join pathways.notice t on t.id = n.notice_id"
                        + " where n.recipient = ? and t.child_ref = ?",
                String.class,
                user,
                child);
    }

    @Nested
    @DisplayName("A part in the case")
    class Part {

        @Test
        @DisplayName("a conference chair opens the child from the request on and not before, nobody else with them;"
                + " the page names who and why (SWI-CON-04a)")
        void fromTheRequest() {
            String child = practice.child();
            assertThat(reads("cpchair", child)).isEqualTo(403);
            new ToTheConference(practice).decided(child);
            assertThat(practice.tasks(child)).doesNotContain("Hold conference");
            assertThat(reads("cpchair", child)).isEqualTo(200);
            assertThat(reads("iro", child)).isEqualTo(403);
            assertThat(get("tm.north", "/children/" + child).getBody())
                    .contains("Who else has a part", "Everybody who is conference chair", "Initial");
            assertThat(get("cpchair", "/api/children?size=500").getBody()).contains("\"" + child + "\"");
        }

        @Test
        @DisplayName("while work is offered to chairs each opens the child; once one has it, the others no"
                + " longer; it ends 28 days after the journey (SWI-CON-04a)")
        void byName() {
            String child = practice.child();
            UUID journey = practice.journey("child-protection-plan", child);
            begun("two-plans", child, journey);
            assertThat(parts.of(child)).extracting(RecordParts.Part::role).containsExactly("cp-chair");
            String task = practice.task(child, "Decide on two plans").getId();
            practice.as("cpchair", () -> {
                engine.getTaskService().claim(task, "cpchair");
                return null;
            });
            assertThat(parts.of(child).get(0)).satisfies(part -> {
                assertThat(part.person()).isEqualTo("cpchair");
                assertThat(part.why()).isEqualTo("Decide on two plans");
                assertThat(part.until()).isNull();
            });
            assertThat(parts.of(child).get(1).until())
                    .as("of everybody in the role")
                    .isNotNull();
            assertThat(reads("cpchair", child)).isEqualTo(200);
            practice.completeTask(task, child, "cpchair", Map.of());
            assertThat(reads("cpchair", child)).as("answers for the decision").isEqualTo(200);
            practice.instances(child)
                    .forEach(id -> ClearedAway.instance(engine.getRuntimeService(), id, "The test is over"));
            journeys.end(journey, "The test is over", "tm.north");
            practice.itIs("2026-03-29T10:00");
            assertThat(reads("cpchair", child)).as("to write it up").isEqualTo(200);
            practice.itIs("2026-03-30T11:01");
            assertThat(reads("cpchair", child)).isEqualTo(403);
            assertThat(parts.of(child))
                    .allSatisfy(part -> assertThat(part.until()).isNotNull());
        }

        @Test
        @DisplayName("it ends with the work that is cancelled, and what was is neither changed nor deleted")
        void cancelled() {
            String child = practice.child();
            String instance = begun("two-plans", child, practice.journey("child-protection-plan", child));
            assertThat(reads("cpchair", child)).isEqualTo(200);
            ClearedAway.instance(engine.getRuntimeService(), instance, "Not needed");
            assertThat(reads("cpchair", child)).isEqualTo(403);
            assertThatThrownBy(() ->
                            jdbc.update("update pathways.record_part set until_at = null where child_ref = ?", child))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> jdbc.update("delete from pathways.record_part where child_ref = ?", child))
                    .isInstanceOf(DataAccessException.class);
        }

        @Test
        @DisplayName(
                "quality assurance opens the child that it was given to audit, until that day, and reads the figures"
                        + " without the children's lines (SWI-CON-04a, SWI-PG3-09)")
        void auditor() {
            String child = practice.child();
            practice.journey("child-in-need", child);
            assertThat(reads("qa", child)).isEqualTo(403);
            assertThat(get("qa", "/oversight?team=north").getBody())
                    .contains("North team")
                    .doesNotContain(child);
            decided(child, "GRANT", "qa");
            assertThat(reads("qa", child)).isEqualTo(200);
        }
    }

    @Autowired
    Journeys journeys;

    @Nested
    @DisplayName("A restricted record")
    class Restricted {

        @Test
        @DisplayName("its tasks are offered one by one to those who may open it, and to the groups again when the"
                + " restriction is lifted (SWI-CON-12)")
        void offers() {
            String child = practice.child();
            practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
            practice.carryOn(child);
            assertThat(practice.tasksSeenBy("atm.north", child)).contains("Allocate case");
            decided(child, "RESTRICT", null);
            assertThat(practice.tasksSeenBy("atm.north", child)).isEmpty();
            assertThat(practice.tasksSeenBy("sw2.north", child)).isEmpty();
            assertThat(practice.tasksSeenBy("tm.north", child)).contains("Allocate case");
            practice.complete(
                    child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
            assertThat(practice.tasks(child)).contains("Decide on immediate safety");
            assertThat(practice.tasksSeenBy("atm.north", child))
                    .as("a new task")
                    .isEmpty();
            assertThat(practice.tasksSeenBy("tm.north", child)).contains("Decide on immediate safety");
            decided(child, "LIFT", null);
            assertThat(practice.tasksSeenBy("atm.north", child)).contains("Decide on immediate safety");
        }

        @Test
        @DisplayName("whoever has a conflict of interest loses what they hold; somebody else is offered it, and the"
                + " manager is told (SWI-CON-21b)")
        void conflict() {
            String child = practice.child();
            new ToTheConference(practice).decided(child);
            String task = practice.task(child, "Request conference").getId();
            assertThat(practice.tasksSeenBy("sw.north", child)).contains("Request conference");
            decided(child, "CONFLICT", "sw.north");
            assertThat(practice.tasksSeenBy("sw.north", child)).isEmpty();
            assertThat(practice.task(child, "Request conference").getAssignee()).isNull();
            assertThat(practice.tasksSeenBy("sw2.north", child)).contains("Request conference");
            assertThat(told("tm.north", child))
                    .anyMatch(subject -> subject.startsWith(child + ": somebody else must do 'Request conference'"));
            assertThatThrownBy(() -> practice.completeTask(task, child, "sw.north", Map.of()))
                    .isInstanceOf(RuntimeException.class);
        }

        @Test
        @DisplayName(
                "a match for adoption restricts the record by itself: worker, managers and those with a part keep it;"
                        + " a senior manager alone lifts it (SWI-CON-12)")
        void adoption() {
            String child = practice.child();
            assertThat(reads("sw2.north", child)).isEqualTo(200);
            begun("adoptive-placement", child, practice.journey("adoption", child));
            assertThat(reads("sw2.north", child)).isEqualTo(403);
            assertThat(reads("psw", child)).isEqualTo(403);
            assertThat(reads("sw.north", child)).isEqualTo(200);
            assertThat(reads("tm.north", child)).isEqualTo(200);
            assertThat(get("tm.north", "/api/children/" + child + "/access").getBody())
                    .contains("matched with adopters");
            assertThat(post(
                                    "tm.north",
                                    "/api/children/" + child + "/access",
                                    Map.of("decision", "LIFT", "reason", REASON))
                            .getStatusCode())
                    .isEqualTo(HttpStatus.FORBIDDEN);
            decided(child, "LIFT", null);
            assertThat(reads("sw2.north", child)).isEqualTo(200);
        }

        @ParameterizedTest(name = "alone or jointly: {0}")
        @ValueSource(strings = {"childRef", "siblings"})
        @DisplayName(
                "whoever may not open it starts nothing for the child, in the words in which a child is refused who"
                        + " does not exist (SWI-CON-11, SWI-CON-12)")
        void starts(String how) {
            List<String> family = practice.siblings(2);
            decided(family.get(1), "RESTRICT", null);
            String closed = refusal(how, family.get(0), family.get(1));
            String unknown = refusal(how, family.get(0), "C-0000");
            assertThat(closed).contains("is open to you").isEqualTo(unknown.replace("C-0000", family.get(1)));
            assertThat(practice.tasks(family.get(1))).isEmpty();
            assertThat(practice.tasks(family.get(0))).isEmpty();
        }

        private String refusal(String how, String open, String other) {
            Map<String, Object> answers = how.equals("childRef")
                    ? Map.of("childRef", other)
                    : Map.of("childRef", open, "siblings", List.of(Map.of("childRef", other, "concern", "The same")));
            try {
                Map<String, Object> all =
                        new HashMap<>(practice.answersForStart("s47-to-icpc", "sw2.north", Map.of("childRef", open)));
                all.putAll(answers);
                practice.startWithOnly("s47-to-icpc", "sw2.north", all);
            } catch (RuntimeException refused) {
                return refused.getMessage();
            }
            throw new AssertionError("It was started.");
        }
    }

    @Nested
    @DisplayName("In an emergency")
    class Emergency {

        private ResponseEntity<JsonNode> opens(String user, String child, String reason) {
            return post(user, "/api/children/" + child + "/emergency-access", Map.of("reason", reason));
        }

        @Test
        @DisplayName(
                "a practitioner opens a closed record for 24 hours with a reason; the service manager is told at once,"
                        + " and it stands on the record (SWI-CON-12, SWI-CON-22b)")
        void opened() {
            String child = practice.child();
            decided(child, "RESTRICT", null);
            assertThat(opens("sw.south", child, " ").getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(reads("sw.south", child)).isEqualTo(403);
            assertThat(opens("sw.south", child, "The police hold him and I am on duty")
                            .getStatusCode())
                    .isEqualTo(HttpStatus.CREATED);
            assertThat(reads("sw.south", child)).isEqualTo(200);
            assertThat(told("sm", child)).contains(child + ": record opened in an emergency by Daniel Achebe");
            assertThat(get("tm.north", "/api/children/" + child + "/access").getBody())
                    .contains("EMERGENCY", "The police hold him");
            assertThat(get("tm.north", "/api/children/" + child + "/views").getBody())
                    .contains("sw.south");
            practice.itIs("2026-03-03T09:59");
            assertThat(reads("sw.south", child)).isEqualTo(200);
            practice.itIs("2026-03-03T10:01");
            assertThat(reads("sw.south", child)).isEqualTo(403);
        }

        @Test
        @DisplayName(
                "not against a conflict of interest: refused as a child is who does not exist, and kept; not for those"
                        + " who look after the application (SWI-CON-21b)")
        void refused() {
            String child = practice.child();
            decided(child, "CONFLICT", "sw.south");
            String reason = "The police hold him and I am on duty";
            ResponseEntity<JsonNode> conflict = opens("sw.south", child, reason);
            ResponseEntity<JsonNode> unknown = opens("sw.south", "C-0000", reason);
            assertThat(conflict.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN).isEqualTo(unknown.getStatusCode());
            assertThat(conflict.getBody().get("detail").asText())
                    .isEqualTo(unknown.getBody().get("detail").asText().replace("C-0000", child));
            assertThat(jdbc.queryForList(
                            "select about from pathways.audit_entry where by_user = 'sw.south'"
                                    + " and action = 'emergency access refused'",
                            String.class))
                    .contains(child, "C-0000");
            for (String user : List.of("owner", "admin")) {
                assertThat(opens(user, child, reason).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
                assertThat(reads(user, child)).isEqualTo(403);
            }
        }

        @Test
        @DisplayName("the page that refuses leads to the form, and the form to the record")
        void onThePage() {
            String child = practice.child();
            assertThat(get("sw.south", "/children/" + child).getBody()).contains("/children/emergency-access");
            ResponseEntity<String> form = get("sw.south", "/children/emergency-access");
            assertThat(form.getBody()).contains("The service manager is told now");
            String token = form.getBody()
                    .replaceAll(
                            "(?s).*action=\"/children/emergency-access\".*?name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
            LinkedMultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
            fields.add("_csrf", token);
            fields.add("ref", child.toLowerCase());
            fields.add("reason", "Found alone at the station tonight");
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
            form.getHeaders()
                    .getOrEmpty(HttpHeaders.SET_COOKIE)
                    .forEach(cookie -> headers.add(HttpHeaders.COOKIE, cookie.split(";")[0]));
            ResponseEntity<String> opened = rest.withBasicAuth("sw.south", "pathways")
                    .postForEntity("/children/emergency-access", new HttpEntity<>(fields, headers), String.class);
            assertThat(opened.getStatusCode().isError()).isFalse();
            assertThat(reads("sw.south", child)).isEqualTo(200);
        }
    }
}
