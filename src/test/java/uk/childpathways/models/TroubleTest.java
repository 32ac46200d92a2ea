package uk.childpathways.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.administration.BrowserlessForms;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A case that stands still is seen")
class TroubleTest {

    private static final String PAGE = "/models/trouble";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ManagersOfStillCases round;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void away() {
        deployed.forEach(id -> ClearedAway.deployment(repository, id, true));
    }

    private void deploy(Map<String, String> files) {
        var deployment = repository.createDeployment().name("standing still");
        files.forEach(deployment::addString);
        deployed.add(deployment.deploy().getId());
    }

    private static String table(String hitPolicy) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Definitions_Toy" name="Toy" namespace="http://childpathways.uk/dmn">
              <decision id="still-toy" name="Which toy" camunda:historyTimeToLive="P180D">
                <decisionTable id="DecisionTable_Toy" hitPolicy="%s">
                  <input id="Input_Child" label="Child"><inputExpression id="InputExpression_Child" typeRef="string"><text>childRef</text></inputExpression></input>
                  <output id="Output_Toy" label="Toy" name="toy" typeRef="string" />
                  <rule id="Rule_Bear"><inputEntry id="Rule_Bear_Child"><text></text></inputEntry><outputEntry id="Rule_Bear_Toy"><text>"bear"</text></outputEntry></rule>
                  <rule id="Rule_Ball"><inputEntry id="Rule_Ball_Child"><text></text></inputEntry><outputEntry id="Rule_Ball_Toy"><text>"ball"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """.formatted(hitPolicy);
    }

    private static String text(BpmnModelInstance model) {
        return new String(
                Bpmn.convertToString(Drafts.deployable(model)).getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    }

    private String page(String person) {
        ResponseEntity<String> answer = rest.withBasicAuth(person, "pathways").getForEntity(PAGE, String.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return answer.getBody().replace("&#39;", "'").replace("&quot;", "\"");
    }

    private int again(String person, String kind, String id) {
        BrowserlessForms browser = new BrowserlessForms(rest.withBasicAuth(person, "pathways"));
        browser.open(PAGE);
        return browser.send(PAGE + "/again", Map.of("kind", kind, "id", id))
                .getStatusCode()
                .value();
    }

    private List<String> toldTo(String child, String place) {
        return jdbc.queryForList(
                "select array_to_string(recipients, ',') || ': ' || text from pathways.notice where child_ref = ? and"
                        + " event_key = ?",
                String.class,
                child,
                "standing-still:" + place);
    }

    @Test
    @DisplayName(
            "where a step was given up: with the step as the drawing calls it, its cause, and no child; the manager is"
                    + " told once; mended and tried again it goes on")
    void step() {
        deploy(Map.of(
                "toy.dmn",
                table("UNIQUE"),
                "still-step.bpmn",
                text(Bpmn.createExecutableProcess("still-step")
                        .name("Choose a toy")
                        .camundaHistoryTimeToLiveString("P1D")
                        .startEvent("StartEvent_Test")
                        .businessRuleTask("Task_ChooseToy")
                        .name("Choose a soft toy")
                        .camundaAsyncBefore()
                        .camundaDecisionRef("still-toy")
                        .camundaMapDecisionResult("singleEntry")
                        .camundaResultVariable("toy")
                        .userTask("Task_GiveToy")
                        .name("Give toy")
                        .endEvent("EndEvent_Test")
                        .done())));
        String child = practice.child();
        String instance = runtime.startProcessInstanceByKey("still-step", Map.of("childRef", child))
                .getId();
        Job job = management.createJobQuery().processInstanceId(instance).singleResult();
        for (int i = 0;
                i < 20
                        && management
                                        .createJobQuery()
                                        .jobId(job.getId())
                                        .singleResult()
                                        .getRetries()
                                > 0;
                i++) {
            assertThat(catchThrowable(() -> management.executeJob(job.getId()))).isNotNull();
        }

        for (String person : new String[] {"owner", "admin"}) {
            assertThat(page(person))
                    .contains(
                            "Choose a soft toy",
                            "Choose a toy, version 1",
                            "More than one row of a decision table fits")
                    .contains("Try it again")
                    .doesNotContain(child, "Test Child");
        }
        round.look();
        round.look();
        assertThat(toldTo(child, job.getId()))
                .singleElement()
                .asString()
                .startsWith("role:team-manager@" + child)
                .contains("“Choose a soft toy” (Choose a toy)");

        deploy(Map.of("toy.dmn", table("FIRST")));
        assertThat(again("sl", "STEP", job.getId())).isEqualTo(403);
        assertThat(again("tm.north", "STEP", job.getId())).isEqualTo(403);
        assertThat(again("owner", "STEP", "4711")).isEqualTo(404);
        assertThat(again("owner", "STEP", job.getId())).isEqualTo(200);
        management.executeJob(job.getId());
        assertThat(tasks.createTaskQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getName())
                .isEqualTo("Give toy");
        assertThat(page("owner")).doesNotContain("Choose a soft toy");
        assertThat(toldTo(child, job.getId())).hasSize(1);
    }

    @Test
    @DisplayName("where it waits for a message that nothing sends, and the manager is told once; a wait for what the"
            + " application or another flow sends is none")
    void waits() {
        deploy(Map.of(
                "still-wait.bpmn",
                text(Bpmn.createExecutableProcess("still-wait")
                        .name("Wait for a toy")
                        .camundaHistoryTimeToLiveString("P1D")
                        .startEvent("StartEvent_Test")
                        .receiveTask("Task_Wait")
                        .name("Wait for the postman")
                        .message("toyCameByPost")
                        .endEvent("EndEvent_Test")
                        .done()),
                "still-heard.bpmn",
                text(Bpmn.createExecutableProcess("still-heard")
                        .name("Wait for the end")
                        .camundaHistoryTimeToLiveString("P1D")
                        .startEvent("StartEvent_Test")
                        .receiveTask("Task_Wait")
                        .name("Wait for the last journey")
                        .message("lastJourneyEnded")
                        .endEvent("EndEvent_Test")
                        .done())));
        String child = practice.child();
        String instance = runtime.startProcessInstanceByKey("still-wait", Map.of("childRef", child))
                .getId();
        runtime.startProcessInstanceByKey("still-heard", Map.of("childRef", child));
        assertThat(page("owner"))
                .contains(
                        "Wait for the postman",
                        "It waits for the message “toyCameByPost”, which nothing that is in force sends.")
                .doesNotContain("Wait for the last journey", child);
        round.look();
        round.look();
        String place = runtime.createEventSubscriptionQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        assertThat(toldTo(child, place)).hasSize(1);
        assertThat(again("owner", "WAIT", place)).isEqualTo(404);
    }

    @Test
    @DisplayName("where nothing is open in it: a gateway waits for a way that begins behind it")
    void nothingOpen() {
        BpmnModelInstance model = Bpmn.createExecutableProcess("still-join")
                .name("Wrap a toy")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent("StartEvent_Test")
                .parallelGateway("Gateway_Join")
                .name("Toy and paper are there")
                .userTask("Task_WrapToy")
                .name("Wrap the toy")
                .parallelGateway("Gateway_Fork")
                .endEvent("EndEvent_Test")
                .moveToNode("Gateway_Fork")
                .connectTo("Gateway_Join")
                .done();
        deploy(Map.of("still-join.bpmn", text(model)));
        String child = practice.child();
        String instance = runtime.startProcessInstanceByKey("still-join", Map.of("childRef", child))
                .getId();
        assertThat(page("admin"))
                .contains("Toy and paper are there", "Nothing is open in it")
                .doesNotContain(child);
        round.look();
        assertThat(toldTo(child, instance)).hasSize(1);
    }

    @Test
    @DisplayName("where a task is with somebody who does not work here; offered again, the line of management has it")
    void task() {
        deploy(Map.of(
                "still-task.bpmn",
                text(Bpmn.createExecutableProcess("still-task")
                        .name("Give a toy")
                        .camundaHistoryTimeToLiveString("P1D")
                        .startEvent("StartEvent_Test")
                        .userTask("Task_GiveToy")
                        .name("Give the soft toy")
                        .endEvent("EndEvent_Test")
                        .done())));
        String child = practice.child();
        String instance = runtime.startProcessInstanceByKey("still-task", Map.of("childRef", child))
                .getId();
        String task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        assertThat(page("owner")).doesNotContain("Give the soft toy");
        tasks.setAssignee(task, "somebody.gone");
        assertThat(page("owner"))
                .contains("Give the soft toy", "Nobody who works here can do this task", "Offer it again")
                .doesNotContain(child);
        assertThat(again("owner", "TASK", task)).isEqualTo(200);
        assertThat(page("owner")).doesNotContain("Give the soft toy");
        assertThat(again("owner", "TASK", task)).isEqualTo(404);
        assertThat(jdbc.queryForList(
                        "select by_user from pathways.audit_entry where action = 'task offered again' and about = ?",
                        String.class,
                        task))
                .containsExactly("owner");
    }

    @Test
    @DisplayName("by process owner and administrator, and by nobody else")
    void readers() {
        for (String person : new String[] {"sl", "sw.north", "tm.north", "sm", "director", "qa", "eds"}) {
            assertThat(rest.withBasicAuth(person, "pathways")
                            .getForEntity(PAGE, String.class)
                            .getStatusCode()
                            .value())
                    .as(person)
                    .isEqualTo(403);
        }
    }
}
