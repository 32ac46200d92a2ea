package uk.childpathways.practitioners;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import uk.childpathways.children.Journeys;
import uk.childpathways.journeys.practitioners.SupervisionWalk;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/** Everybody who should not read a supervision file tries every door, and what is behind it is looked for in the answers. */
@PathwaysTest
@DisplayName("A supervision file is open to the practitioner, the supervisor and the line above, by no route to others")
class SupervisionAccessTest {

    private static final String SECRET = "Zephyrine qualm";

    @Autowired
    Practice practice;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Journeys journeys;

    @Autowired
    TestRestTemplate rest;

    private String ref;
    private String user;
    private String task;
    private String instance;
    private String sessionInstance;
    private String journey;
    private String deadline;
    private String colleague;

    @BeforeEach
    void aSessionWasHeld() {
        if (ref != null) {
            return;
        }
        SupervisionWalk walk = new SupervisionWalk(practice, staff);
        ref = walk.agreed("experienced", "social-worker");
        user = PractitionerFiles.practitionerOf(ref);
        colleague = walk.worker(Role.SOCIAL_WORKER);
        practice.complete(ref, "Prepare as practitioner", user, Map.of("myself", SECRET));
        practice.complete(ref, "Prepare as supervisor", SupervisionWalk.TM, Map.of("toRaise", SECRET));
        walk.hold(ref, Map.of("healthAndWellbeing", SECRET, "commendation", SECRET));
        var open = practice.task(ref, "Share supervision notes");
        task = open.getId();
        sessionInstance = open.getProcessInstanceId();
        var running = journeys.running(ref).get(0);
        journey = running.id().toString();
        instance = running.processInstanceId();
        deadline = practice.deadline(ref, "supervision-notes-shared").id().toString();
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private List<String> ofOurs() {
        String file = "/api/practitioners/" + user + "/supervision";
        String asChild = "/api/children/" + ref;
        return List.of(
                file,
                file + "/deadlines",
                file + "/record-check",
                asChild,
                asChild + "/chronology",
                asChild + "/oversight",
                asChild + "/actions",
                asChild + "/shared-documents",
                asChild + "/record-check",
                asChild + "/deadlines",
                "/api/deadlines/" + deadline);
    }

    /** Lists of the engine: allowed to answer, with nothing of this in them. */
    private List<String> lists() {
        return List.of(
                "/task",
                "/task?processInstanceId=" + sessionInstance,
                "/task?processVariables=childRef_eq_" + ref,
                "/task/count?processInstanceId=" + sessionInstance,
                "/process-instance",
                "/process-instance?variables=childRef_eq_" + ref,
                "/process-instance?businessKey=practitioner-supervision:" + ref,
                "/execution?processInstanceId=" + sessionInstance,
                "/variable-instance",
                "/variable-instance?processInstanceIdIn=" + sessionInstance + "," + instance,
                "/job?processInstanceId=" + sessionInstance,
                "/incident",
                "/event-subscription",
                "/external-task",
                "/history/process-instance?processInstanceId=" + sessionInstance,
                "/history/task?processInstanceId=" + sessionInstance,
                "/history/activity-instance?processInstanceId=" + sessionInstance,
                "/history/variable-instance?processInstanceId=" + sessionInstance,
                "/history/detail?processInstanceId=" + sessionInstance,
                "/history/user-operation?processInstanceId=" + sessionInstance,
                "/history/decision-instance",
                "/history/identity-link-log",
                "/history/job-log?processInstanceId=" + sessionInstance,
                "/history/incident");
    }

    private List<String> things() {
        return List.of(
                "/task/" + task,
                "/task/" + task + "/form",
                "/task/" + task + "/form-variables",
                "/task/" + task + "/deployed-form",
                "/task/" + task + "/rendered-form",
                "/task/" + task + "/variables",
                "/task/" + task + "/localVariables",
                "/task/" + task + "/identity-links",
                "/process-instance/" + sessionInstance,
                "/process-instance/" + sessionInstance + "/variables",
                "/process-instance/" + sessionInstance + "/activity-instances",
                "/process-instance/" + instance + "/variables",
                "/process-instance/" + instance + "/activity-instances",
                "/execution/" + sessionInstance + "/localVariables",
                "/history/process-instance/" + sessionInstance,
                "/history/activity-instance?processInstanceId=" + instance);
    }

    private ResponseEntity<String> get(String who, String path) {
        return rest.withBasicAuth(who, "pathways").getForEntity(path, String.class);
    }

    @Test
    @DisplayName("a colleague, another team's manager, a child's worker, IRO, legal, quality assurance and the process"
            + " owner are refused at every route of /api and /engine-rest (SWI-SUP-04, SWI-SV2-10d)")
    void everyRouteAsTheWrongPerson() {
        for (String who : List.of("sw.north", "legal", "qa", "psw")) {
            assertThat(get(who, ofOurs().get(0)).getStatusCode().value())
                    .as(who)
                    .isEqualTo(403);
        }
        for (String who : List.of(colleague, SupervisionWalk.ATM, "tm.south", "iro", "owner")) {
            ofOurs().forEach(path -> {
                ResponseEntity<String> answer = get(who, path);
                assertThat(answer.getStatusCode().value()).as(who + " " + path).isIn(403, 404);
                assertThat(answer.getBody()).as(who + " " + path).doesNotContain(SECRET);
            });
            lists().forEach(path -> nothingIn(who, "/engine-rest" + path));
            nothingIn(who, "/camunda/api/engine/engine/default/task");
            nothingIn(who, "/api/breaches?size=200");
            nothingIn(who, "/api/notifications?size=200");
            nothingIn(who, "/api/children?size=200");
            things().forEach(path -> {
                ResponseEntity<String> answer = get(who, "/engine-rest" + path);
                String said = String.valueOf(answer.getBody());
                assertThat(said).as(who + " " + path).doesNotContain(SECRET);
                if (answer.getStatusCode().is2xxSuccessful()) {
                    assertThat(said.replace("[]", "").replace("{}", "").replace("null", ""))
                            .as(who + " is told something at " + path)
                            .isBlank();
                }
            });
        }
    }

    private void nothingIn(String who, String path) {
        ResponseEntity<String> answer = get(who, path);
        if (answer.getStatusCode().is2xxSuccessful()) {
            assertThat(answer.getBody())
                    .as(who + " " + path)
                    .doesNotContain(SECRET, task, instance, sessionInstance, ref, journey);
        }
    }

    @Test
    @DisplayName("nobody else completes, takes or changes what is theirs (SWI-SUP-04)")
    void nobodyElseWrites() {
        for (String who : List.of(colleague, "tm.south", "owner")) {
            Map<String, Map<String, Object>> tries = new LinkedHashMap<>();
            tries.put("/task/" + task + "/complete", Map.of());
            tries.put("/task/" + task + "/submit-form", Map.of());
            tries.put("/task/" + task + "/claim", Map.of("userId", who));
            tries.put("/task/" + task + "/assignee", Map.of("userId", who));
            tries.put("/process-instance/" + sessionInstance + "/variables", Map.of("modifications", Map.of()));
            tries.put(
                    "/message",
                    Map.of("messageName", "practitionerLeft", "processInstanceId", instance, "resultEnabled", true));
            tries.put(
                    "/process-definition/key/change-supervisor/submit-form",
                    Map.of(
                            "variables",
                            Map.of(
                                    "journeyId",
                                    Map.of("value", journey),
                                    "supervisor",
                                    Map.of("value", "tm.south"),
                                    "changedOn",
                                    Map.of("value", practice.today().toString()),
                                    "why",
                                    Map.of("value", "Because"))));
            tries.forEach((path, body) -> assertThat(rest.withBasicAuth(who, "pathways")
                            .postForEntity("/engine-rest" + path, body, String.class)
                            .getStatusCode()
                            .is2xxSuccessful())
                    .as(who + " " + path)
                    .isFalse());
        }
        assertThat(practice.task(ref, "Share supervision notes").getAssignee()).isEqualTo(SupervisionWalk.TM);
    }

    @Test
    @DisplayName("the administrator of the engine sees nothing of a session, neither who has the task nor a word that"
            + " was typed (SWI-SUP-04)")
    void administrator() {
        ofOurs().forEach(path ->
                assertThat(get("admin", path).getStatusCode().value()).as(path).isIn(403, 404));
        lists().forEach(path -> assertThat(get("admin", "/engine-rest" + path).getBody())
                .as(path)
                .doesNotContain(SECRET));
        things().stream()
                .filter(path -> !path.endsWith("/form-variables"))
                .forEach(path -> assertThat(String.valueOf(
                                get("admin", "/engine-rest" + path).getBody()))
                        .as(path)
                        .doesNotContain(SECRET));
        assertThat(String.valueOf(get("admin", "/engine-rest/task/" + task + "/form-variables")
                        .getBody()))
                .as("what a form opens with")
                .doesNotContain(SECRET);
        assertThat(get("admin", "/engine-rest/task/" + task).getStatusCode().value())
                .isIn(403, 404);
    }

    @Test
    @DisplayName("practitioner, supervisor, service manager, head of service and director read the file, in pages, with"
            + " author and time, and its chain is whole (SWI-SUP-04, SWI-SRC-02a, SWI-SV2-06e, RUT-EH-6.1b)")
    void theLineReads() {
        for (String who : List.of(user, SupervisionWalk.TM, "sm", "hos", "director")) {
            ResponseEntity<JsonNode> file = rest.withBasicAuth(who, "pathways")
                    .getForEntity("/api/practitioners/" + user + "/supervision?size=2", JsonNode.class);
            assertThat(file.getStatusCode().value()).as(who).isEqualTo(200);
            assertThat(file.getBody().get("items")).hasSize(2);
            assertThat(file.getBody().get("total").asInt()).isGreaterThan(3);
            JsonNode newest = file.getBody().get("items").get(0);
            assertThat(newest.get("answers").get("commendation").asText()).isEqualTo(SECRET);
            assertThat(newest.get("by").asText()).isEqualTo(SupervisionWalk.TM);
            assertThat(newest.get("at").asText()).isNotBlank();
            assertThat(get(who, "/api/deadlines/" + deadline).getStatusCode().value())
                    .isEqualTo(200);
        }
        JsonNode check = rest.withBasicAuth("sm", "pathways")
                .getForEntity("/api/practitioners/" + user + "/supervision/record-check", JsonNode.class)
                .getBody();
        assertThat(check.get("intact").asBoolean()).isTrue();
        assertThat(check.get("entries").asInt()).isGreaterThan(3);
    }
}
