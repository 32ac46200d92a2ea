package uk.childpathways.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Children;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("What a model asks about the child and the journey")
class FactsInModelsTest {

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Children children;

    @Autowired
    Practice practice;

    private String deployment;

    private static BpmnModelInstance model() {
        BpmnModelInstance model = Bpmn.createExecutableProcess("birthday-test")
                .camundaHistoryTimeToLive(1)
                .startEvent("Start_Test")
                .parallelGateway("Gateway_Begin")
                .userTask("Task_Wait")
                .camundaInputParameter("age", "${childFacts.ageInYears(execution)}")
                .camundaInputParameter("visits", "${journeyFacts.times(execution, 'placement-started')}")
                .boundaryEvent("Timer_Sixteen")
                .cancelActivity(false)
                .timerWithDate("${childFacts.birthday(execution, 16)}")
                .endEvent("End_Sixteen")
                .moveToActivity("Task_Wait")
                .endEvent("End_Test")
                .moveToNode("Gateway_Begin")
                .intermediateCatchEvent("Timer_Reminder")
                .timerWithDate("2040-01-01T09:00:00")
                .endEvent("End_Reminder")
                .done();
        assertThat(model.<UserTask>getModelElementById("Task_Wait")
                        .getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaInputOutput.class)
                        .count())
                .isEqualTo(1);
        return model;
    }

    @BeforeEach
    void theModel() {
        practice.itIs("2026-04-02T10:00");
        deployment = repository
                .createDeployment()
                .addModelInstance("birthday-test.bpmn", Drafts.deployable(model()))
                .deploy()
                .getId();
    }

    @AfterEach
    void away() {
        ClearedAway.deployment(repository, deployment, true);
        practice.backToToday();
    }

    private String start(String child, UUID journey) {
        return runtime.startProcessInstanceByKey(
                        "birthday-test", Map.of("childRef", child, "journeyId", journey.toString()))
                .getId();
    }

    private Instant timer(String instance, String element) {
        return management
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(element)
                .singleResult()
                .getDuedate()
                .toInstant();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(England.ZONE).toInstant();
    }

    private void caseSystemSays(String child, String born, String expected) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("name", "Test Child");
        facts.put("dateOfBirth", born);
        facts.put("expectedOn", expected);
        facts.put("team", "north");
        facts.put("allocatedWorker", "sw.north");
        assertThat(rest.withBasicAuth("admin", "pathways")
                        .exchange("/api/children/" + child, HttpMethod.PUT, new HttpEntity<>(facts), String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    @DisplayName(
            "a birthday is the start of that day in England, and moves when the date of birth is put right; no other"
                    + " timer moves")
    void corrected() {
        String child = practice.childBorn(LocalDate.of(2010, 7, 1));
        String instance = start(child, practice.journey("child-in-care", child));
        assertThat(timer(instance, "Timer_Sixteen")).isEqualTo(at("2026-07-01T00:00"));

        caseSystemSays(child, "2010-12-09", null);

        assertThat(timer(instance, "Timer_Sixteen")).isEqualTo(at("2026-12-09T00:00"));
        assertThat(timer(instance, "Timer_Reminder")).isEqualTo(at("2040-01-01T09:00"));
    }

    @Test
    @DisplayName("a child who turns out to be sixteen already has the birthday at once")
    void inThePast() {
        String child = practice.childBorn(LocalDate.of(2010, 7, 1));
        String instance = start(child, practice.journey("child-in-care", child));
        assertThat(practice.fireDueTimers(child)).isEmpty();

        caseSystemSays(child, "2010-04-01", null);

        assertThat(timer(instance, "Timer_Sixteen")).isEqualTo(at("2026-04-01T00:00"));
        assertThat(practice.fireDueTimers(child)).containsExactly("Timer_Sixteen");
    }

    @Test
    @DisplayName("before birth it is counted from the expected date, and from the birth once there is one")
    void unborn() {
        String child = practice.unbornChild();
        String instance = start(child, practice.journey("child-in-care", child));
        assertThat(timer(instance, "Timer_Sixteen")).isEqualTo(at("2042-06-02T00:00"));

        practice.itIs("2026-05-20T10:00");
        caseSystemSays(child, "2026-05-19", "2026-06-02");

        assertThat(timer(instance, "Timer_Sixteen")).isEqualTo(at("2042-05-19T00:00"));
    }

    @Test
    @DisplayName("age and count stand where a call or a decision asks for them")
    void ageAndCount() {
        String child = practice.childBorn(LocalDate.of(2010, 4, 3));
        UUID journey = practice.journey("child-in-care", child, "placement-started", "2026-04-01");
        practice.happened(journey, child, "placement-started", "2026-03-31");
        String instance = start(child, journey);
        String task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        assertThat(tasks.getVariables(task, List.of("age", "visits")))
                .containsOnly(Map.entry("age", 15), Map.entry("visits", 1));
    }

    @Test
    @DisplayName("a placement that was told on a form becomes a fact of the child, in words")
    void placed() {
        String placing = repository
                .createDeployment()
                .addModelInstance(
                        "place-test.bpmn",
                        Bpmn.createExecutableProcess("place-test")
                                .camundaHistoryTimeToLive(1)
                                .startEvent("Start_Test")
                                .serviceTask("Task_PlaceChild")
                                .camundaDelegateExpression("${placeChild}")
                                .endEvent("End_Test")
                                .done())
                .deploy()
                .getId();
        try {
            String child = practice.child();
            place(child, "placementType", "foster-home", "outOfCounty", "yes");
            assertThat(children.get(child).placement()).isEqualTo("foster home");
            assertThat(children.get(child).outOfCounty()).isTrue();
            place(child, "placementType", "residential");
            assertThat(children.get(child).outOfCounty()).as("nobody asked").isTrue();
            place(child, "placementType", "with-parents", "outOfCounty", null);
            assertThat(children.get(child).placement()).isEqualTo("with parents");
            assertThat(children.get(child).outOfCounty())
                    .as("asked, and hidden")
                    .isFalse();
            place(child, "placementType", "foster-home", "outOfCounty", true);
            assertThat(children.get(child).outOfCounty()).isTrue();
        } finally {
            ClearedAway.deployment(repository, placing, true);
        }
    }

    private void place(String child, Object... variables) {
        Map<String, Object> all = new HashMap<>(Map.of("childRef", child));
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i].toString(), variables[i + 1]);
        }
        runtime.startProcessInstanceByKey("place-test", all);
    }
}
