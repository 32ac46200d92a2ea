package uk.childpathways.engine.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("Whatever starts or moves a case asks the same as Tasklist, and a refusal changes nothing")
class DoorsTest {

    private static final String ENQUIRY = "s47-to-icpc";

    private final ObjectMapper json = new ObjectMapper();

    @Autowired
    Practice practice;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    private String enquiry() {
        String child = practice.child();
        practice.start(ENQUIRY, "sw.north", Map.of("childRef", child));
        return child;
    }

    private ResponseEntity<JsonNode> post(String user, String path, Object body) {
        return rest.withBasicAuth(user, "pathways")
                .exchange(RequestEntity.post(path).body(body), JsonNode.class);
    }

    private static Map<String, Object> variables(Map<String, Object> answers) {
        Map<String, Object> dto = new LinkedHashMap<>();
        answers.forEach((name, value) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", value instanceof List || value instanceof Map ? text(value) : value);
            if (value instanceof List || value instanceof Map) {
                one.put("type", "Json");
            }
            dto.put(name, one);
        });
        return Map.of("variables", dto);
    }

    private static String text(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Job clockOf(String child) {
        List<Job> timers = practice.withSupervision().instances(child).stream()
                .flatMap(id -> management.createJobQuery().processInstanceId(id).timers().list().stream())
                .toList();
        assertThat(timers).as("clocks of " + child).isNotEmpty();
        return timers.get(0);
    }

    @ParameterizedTest(name = "as {0}")
    @ValueSource(strings = {"sw.north", "tm.north", "sm", "owner", "admin"})
    @DisplayName(
            "a clock that somebody tries to run off, to stop, to move or to take away goes on as it was, by REST and"
                    + " by Java")
    void clocks(String user) {
        Job clock = clockOf(enquiry());
        String at = "/engine-rest/job/" + clock.getId();
        for (int i = 0; i < 6; i++) {
            assertThat(post(user, at + "/execute", Map.of()).getStatusCode().value())
                    .isEqualTo(403);
        }
        var as = rest.withBasicAuth(user, "pathways");
        as.put(at + "/retries", Map.of("retries", 0));
        as.put(at + "/duedate", Map.of("duedate", "2099-01-01T00:00:00.000+0000"));
        as.put(at + "/suspended", Map.of("suspended", true));
        as.delete(at);
        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> management.executeJob(clock.getId()),
                () -> management.setJobRetries(clock.getId(), 0),
                () -> management.setJobDuedate(clock.getId(), null),
                () -> management.suspendJobById(clock.getId()),
                () -> management.deleteJob(clock.getId()))) {
            assertThatThrownBy(() -> practice.as(user, () -> {
                        try {
                            deed.call();
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (Throwable e) {
                            throw new IllegalStateException(e);
                        }
                        return null;
                    }))
                    .hasMessageContaining("Nobody does this by hand");
        }
        Job after = management.createJobQuery().jobId(clock.getId()).singleResult();
        assertThat(after.getRetries()).isEqualTo(clock.getRetries());
        assertThat(after.getDuedate()).isEqualTo(clock.getDuedate());
        assertThat(after.isSuspended()).isFalse();
        assertThat(after.getExceptionMessage()).isNull();
    }

    @Test
    @DisplayName("no message starts a journey or moves one, whoever sends it; the start list asks its form")
    void messages() {
        String child = practice.child();
        for (String user : List.of("tm.north", "sm", "owner", "admin")) {
            ResponseEntity<JsonNode> answer = post(
                    user,
                    "/engine-rest/message",
                    Map.of(
                            "messageName",
                            "handOver-child-in-need",
                            "businessKey",
                            "child-in-need:" + child,
                            "processVariables",
                            Map.of("childRef", Map.of("value", child))));
            assertThat(answer.getStatusCode().value()).as(user).isEqualTo(403);
            assertThat(answer.getBody().get("message").asText()).contains("through the forms of its tasks");
            assertThatThrownBy(() -> practice.as(
                            user,
                            () -> runtime.createMessageCorrelation("handOver-child-in-need")
                                    .setVariable("childRef", child)
                                    .correlateStartMessage()))
                    .hasMessageContaining("Nobody does this by hand");
            assertThatThrownBy(() -> practice.as(user, () -> {
                        runtime.signalEventReceived("anything");
                        return null;
                    }))
                    .hasMessageContaining("Nobody does this by hand");
        }
        assertThat(practice.running(child)).isEmpty();
        assertThat(practice.chronology(child)).isEmpty();
    }

    @Test
    @DisplayName(
            "of three people who complete the same task at the same moment one does, and the others are told who did;"
                    + " it is recorded once")
    void threeAtOnce() throws Exception {
        String child = enquiry();
        String label = "Allocate case";
        String task = practice.task(child, label).getId();
        Map<String, Object> body = variables(practice.answersFor(child, label, "tm.north", Map.of()));
        CyclicBarrier together = new CyclicBarrier(3);
        ExecutorService people = Executors.newFixedThreadPool(3);
        List<Callable<ResponseEntity<JsonNode>>> deeds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            deeds.add(() -> {
                together.await();
                return post("tm.north", "/engine-rest/task/" + task + "/submit-form", body);
            });
        }
        List<ResponseEntity<JsonNode>> answers = new ArrayList<>();
        for (Future<ResponseEntity<JsonNode>> one : people.invokeAll(deeds)) {
            answers.add(one.get());
        }
        people.shutdown();
        assertThat(answers.stream().map(a -> a.getStatusCode().value()).sorted())
                .containsExactly(204, 409, 409);
        answers.stream()
                .filter(a -> a.getStatusCode().value() == 409)
                .forEach(a -> assertThat(a.getBody().get("message").asText())
                        .startsWith("You completed 'Allocate case' already on ")
                        .endsWith("Nothing was recorded a second time."));
        assertThat(practice.chronology(child).stream().filter(entry -> label.equals(entry.title())))
                .hasSize(1);
        assertThat(post("sw.north", "/engine-rest/task/" + task + "/complete", Map.of())
                        .getBody()
                        .get("message")
                        .asText())
                .startsWith("'Allocate case' was completed already, by Helen Marsh on ");
        assertThat(post("sw.south", "/engine-rest/task/" + task + "/complete", Map.of())
                        .getBody()
                        .get("message")
                        .asText())
                .isEqualTo("This task was completed already. Nothing was recorded a second time.");
    }

    @Test
    @DisplayName(
            "only the newest version of a process is started by hand, at its beginning, and one without a form takes"
                    + " nothing")
    void starts() {
        String key = "test-doors";
        String older = deployed(key);
        String newer = deployed(key);
        assertThat(newer).isNotEqualTo(older);
        for (String way : List.of("start", "submit-form")) {
            ResponseEntity<JsonNode> answer = post(
                    "sw.north", "/engine-rest/process-definition/" + older + "/" + way, Map.of("variables", Map.of()));
            assertThat(answer.getStatusCode().value()).as(way).isEqualTo(403);
            assertThat(answer.getBody().get("message").asText()).contains("newer version");
        }
        assertThatThrownBy(() -> practice.as("sw.north", () -> runtime.startProcessInstanceById(older)))
                .hasMessageContaining("newer version");
        ResponseEntity<JsonNode> told = post(
                "sw.north",
                "/engine-rest/process-definition/" + newer + "/start",
                variables(Map.of("childRef", "C-1009")));
        assertThat(told.getStatusCode().value()).isEqualTo(400);
        assertThat(told.getBody().get("message").asText()).contains("asks nothing when it is started");
        ResponseEntity<JsonNode> inside = post(
                "admin",
                "/engine-rest/process-definition/" + newer + "/start",
                Map.of("startInstructions", List.of(Map.of("type", "startBeforeActivity", "activityId", "Task_Test"))));
        assertThat(inside.getStatusCode().value()).isEqualTo(400);
        assertThat(post("sw.north", "/engine-rest/process-definition/" + newer + "/start", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(key)
                        .count())
                .isEqualTo(1);
    }

    private String deployed(String key) {
        String model = Bpmn.convertToString(Drafts.deployable(Bpmn.createExecutableProcess(key)
                        .camundaHistoryTimeToLiveString("P1D")
                        .startEvent("StartEvent_Test")
                        .userTask("Task_Test")
                        .name("Test task " + System.nanoTime())
                        .camundaCandidateGroups("${people.group(execution,'social-worker')}")
                        .endEvent("EndEvent_Test")
                        .done()))
                .replaceFirst("<(bpmn\\d*:|)process ", "<$1process camunda:candidateStarterGroups=\"social-workers\" ");
        repository
                .createDeployment()
                .name("test-doors")
                .addString(key + ".bpmn", model)
                .deploy();
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getId();
    }

    @Test
    @DisplayName("a task is taken for oneself only, and nobody makes, changes, passes on or deletes one")
    void tasksOfOthers() {
        String child = enquiry();
        String task = practice.task(child, "Allocate case").getId();
        String at = "/engine-rest/task/" + task;
        assertThat(post("tm.north", at + "/claim", Map.of("userId", "atm.north"))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        for (String way : List.of(
                "/assignee",
                "/delegate",
                "/resolve",
                "/identity-links",
                "/comment/create",
                "/variables",
                "/localVariables",
                "/bpmnError",
                "/bpmnEscalation")) {
            assertThat(post("tm.north", at + way, Map.of("userId", "tm.north"))
                            .getStatusCode()
                            .value())
                    .as(way)
                    .isEqualTo(403);
        }
        assertThat(post("tm.north", "/engine-rest/task/create", Map.of("name", "Mine"))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThatThrownBy(() -> practice.as("tm.north", () -> {
                    tasks.saveTask(tasks.newTask());
                    return null;
                }))
                .hasMessageContaining("Nobody does this by hand");
        assertThat(practice.task(child, "Allocate case").getAssignee()).isNull();
    }

    @Test
    @DisplayName("what has no body, another body or an odd address is refused with a sentence")
    void oddRequests() throws Exception {
        String task = practice.task(enquiry(), "Allocate case").getId();
        for (String body : List.of(
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"variables\":[]}",
                "{\"variables\":{\"a\":null}}",
                "{\"variables\":{\"a\":{\"value\":1,\"type\":\"File\"}}}",
                "{\"variables\":{\"a\":{\"value\":1e400}}}",
                "{\"variables\":{\"a\":{\"value\":\"\\u0000\"}}}",
                "{\"variables\":{\"a\":{\"value\":\"\\ud800\"}}}")) {
            ResponseEntity<String> answer = rest.withBasicAuth("tm.north", "pathways")
                    .exchange(
                            RequestEntity.post("/engine-rest/task/" + task + "/complete")
                                    .header("Content-Type", "application/json")
                                    .body(body),
                            String.class);
            assertThat(answer.getStatusCode().value()).as(body).isEqualTo(400);
            assertThat(json.readTree(answer.getBody()).get("message").asText())
                    .as(body)
                    .endsWith(".")
                    .doesNotContain("ENGINE-", "Exception", "java");
        }
        for (String address : List.of(
                "/engine-rest//task",
                "/engine-rest/task;x=y",
                "/engine-rest/%2e%2e/task",
                "/engine-rest/task?firstResult=-1",
                "/engine-rest/task?maxResults=many",
                "/engine-rest/task?assignee=%00")) {
            ResponseEntity<JsonNode> answer = rest.withBasicAuth("tm.north", "pathways")
                    .exchange(
                            RequestEntity.get(java.net.URI.create(rest.getRootUri() + address))
                                    .build(),
                            JsonNode.class);
            assertThat(answer.getStatusCode().value()).as(address).isEqualTo(400);
            assertThat(answer.getBody().get("message").asText()).as(address).endsWith(".");
        }
    }

    @ParameterizedTest(name = "a question that the engine cannot answer is the asker's: {0}")
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"assigneeExpression\":\"${1}\"}]}",
                "{\"orQueries\":[{\"withCandidateGroups\":true}]}",
                "{\"processVariables\":[{\"name\":\"a\",\"operator\":\"eq\",\"value\":[1]}]}",
            })
    void questions(String query) throws Exception {
        ResponseEntity<JsonNode> answer = post("sw.north", "/engine-rest/task", json.readTree(query));
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isBetween(400, 499);
    }

    @ParameterizedTest(name = "a task that is over or never was is not there: {0}")
    @ValueSource(strings = {"deployed-form", "form", "form-variables", "rendered-form", "variables", "identity-links"})
    void noSuchTask(String part) {
        assertThat(rest.withBasicAuth("sw.north", "pathways")
                        .getForEntity("/engine-rest/task/x/" + part, String.class)
                        .getStatusCode()
                        .value())
                .isBetween(400, 499);
    }
}
