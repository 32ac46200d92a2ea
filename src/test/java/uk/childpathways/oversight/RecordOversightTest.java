package uk.childpathways.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.data.domain.Pageable;
import org.springframework.http.ResponseEntity;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.NewEntry;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A model's 'Record management oversight' puts the decision of a form on the child's record")
class RecordOversightTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PROCESS = "test-record-oversight";

    @Autowired
    Oversight oversight;

    @Autowired
    AgreedActions actions;

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    Chronology chronology;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Clock clock;

    private String ref;
    private Journey journey;
    private ProcessInstance waiting;

    @BeforeEach
    void aDecisionIsWaitedFor() {
        deploy(PROCESS, """
                <startEvent id="StartEvent_Test"/>
                <sequenceFlow id="Flow_1" sourceRef="StartEvent_Test" targetRef="Catch_Decided"/>
                <intermediateCatchEvent id="Catch_Decided"><messageEventDefinition messageRef="Message_Decided"/>
                </intermediateCatchEvent>
                <sequenceFlow id="Flow_2" sourceRef="Catch_Decided" targetRef="Task_RecordManagementOversight"/>
                <serviceTask id="Task_RecordManagementOversight" camunda:delegateExpression="${recordOversight}">
                  <extensionElements><camunda:properties>
                    <camunda:property name="from" value="Task_SignOffDocument"/>
                    <camunda:property name="rounds" value="returnedTimes"/>
                    <camunda:property name="decider" value="decidedBy"/>
                  </camunda:properties></extensionElements>
                </serviceTask>
                <sequenceFlow id="Flow_3" sourceRef="Task_RecordManagementOversight" targetRef="Catch_Decided"/>
                """);
        ref = "T-REC-OVR-" + NUMBER.incrementAndGet();
        children.put(new Child(
                ref, "Test Child", LocalDate.now(clock).minusYears(6), null, null, "north", "sw.north", null, false));
        journey = journeys.open("s47-to-icpc", ref, UUID.randomUUID().toString());
        waiting = runtime.startProcessInstanceByKey(
                PROCESS, Map.of("childRef", ref, "journeyId", journey.id().toString()));
    }

    private void deploy(String key, String content) {
        String bpmn = """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_Test" targetNamespace="test">
                  <message id="Message_Decided" name="test-decided"/>
                  <process id="%s" isExecutable="true" camunda:historyTimeToLive="P1D">%s</process>
                </definitions>""".formatted(key, content);
        repository
                .createDeployment()
                .name("test " + key)
                .enableDuplicateFiltering(true)
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.readModelFromStream(new java.io.ByteArrayInputStream(
                                bpmn.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .deploy();
    }

    private ChronologyEntry decide(String by, String decision, String rationale, List<Map<String, Object>> agreed) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("decision", decision);
        facts.put("rationale", rationale);
        facts.put("actions", agreed);
        return chronology.record(new NewEntry(
                ref,
                journey.id(),
                "task-completed",
                "Task_SignOffDocument",
                "Sign off document",
                "sign-off-document",
                Map.of(),
                waiting.getId(),
                "task",
                by,
                clock.instant(),
                List.of(),
                null,
                facts));
    }

    private void goOn() {
        runtime.createMessageCorrelation("test-decided")
                .processInstanceId(waiting.getId())
                .correlate();
    }

    @Test
    @DisplayName("with its rationale, its author's role, and the rounds counted")
    void records() {
        decide("tm.north", "returned", "The history is not used in the analysis.", List.of());
        goOn();
        assertThat(runtime.getVariable(waiting.getId(), "returnedTimes")).isEqualTo(1);
        assertThat(runtime.getVariable(waiting.getId(), "decidedBy")).isEqualTo("tm.north");
        decide("tm.north", "approved", "Now it is.", List.of());
        goOn();

        assertThat(runtime.getVariable(waiting.getId(), "returnedTimes")).isEqualTo(1);
        assertThat(oversight.of(ref, Pageable.unpaged()).getContent())
                .extracting(OversightEntry::kind, OversightEntry::decision, OversightEntry::by, OversightEntry::role)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sign-off", "approved", "tm.north", "team-manager"),
                        org.assertj.core.groups.Tuple.tuple("sign-off", "returned", "tm.north", "team-manager"));
    }

    @Test
    @DisplayName("not without a rationale, and not a practitioner's: the step stays where it was")
    void refuses() {
        decide("tm.north", "approved", " ", List.of());
        assertThatThrownBy(this::goOn).hasMessageContaining("rationale is missing");
        decide("sw.north", "approved", "I think so.", List.of());
        assertThatThrownBy(this::goOn).hasMessageContaining("Only a manager");
        assertThat(runtime.getActiveActivityIds(waiting.getId())).containsExactly("Catch_Decided");
        assertThat(oversight.of(ref, Pageable.unpaged())).isEmpty();
    }

    @Test
    @DisplayName("each agreed action gets a follow-up with its own date, and ends with what came of it (SWI-PG1-02c)")
    void followUps() {
        LocalDate soon = LocalDate.now(clock).plusDays(3);
        LocalDate later = LocalDate.now(clock).plusDays(9);
        decide(
                "tm.north",
                "approved",
                "Safe for now, with these steps.",
                List.of(
                        Map.of("action", "See the child at school", "owner", "sw.north", "by", soon.toString()),
                        Map.of("action", "Ask the GP", "owner", "sw2.north", "by", later.toString())));
        goOn();

        List<AgreedAction> open = actions.openFor(ref);
        assertThat(open).extracting(AgreedAction::owner).containsExactly("sw.north", "sw2.north");
        for (AgreedAction action : open) {
            Task task = tasks.createTaskQuery()
                    .processInstanceId(action.processInstanceId())
                    .singleResult();
            assertThat(task.getAssignee()).isEqualTo(action.owner());
            assertThat(task.getDueDate().toInstant().atZone(clock.getZone()).toLocalDateTime())
                    .as("the end of the day agreed for this action, not of another's")
                    .isEqualTo(action.dueOn().atTime(23, 59, 59));
            ProcessInstance followUp = runtime.createProcessInstanceQuery()
                    .processInstanceId(action.processInstanceId())
                    .singleResult();
            assertThat(followUp.getBusinessKey()).isEqualTo("follow-up-action:" + ref);
            assertThat(runtime.getVariable(followUp.getId(), "actionOwner")).isEqualTo(action.owner());
        }
        assertThat(events.of(journey.id()))
                .filteredOn(event -> event.name().equals(AgreedActions.DUE))
                .extracting(JourneyEvent::occurredAt)
                .containsExactlyInAnyOrder(
                        soon.atStartOfDay(clock.getZone()).toInstant(),
                        later.atStartOfDay(clock.getZone()).toInstant());

        AgreedAction first = open.get(0);
        Task task = tasks.createTaskQuery()
                .processInstanceId(first.processInstanceId())
                .singleResult();
        JsonNode told = rest.withBasicAuth("sw.north", "pathways")
                .getForEntity("/engine-rest/task/" + task.getId() + "/form-variables", JsonNode.class)
                .getBody();
        assertThat(told.toString()).contains("See the child at school").contains("Helen Marsh");
        ResponseEntity<String> completed = rest.withBasicAuth("sw.north", "pathways")
                .postForEntity(
                        "/engine-rest/task/" + task.getId() + "/submit-form",
                        Map.of(
                                "variables",
                                Map.of(
                                        "actionResult", Map.of("value", "done-in-part"),
                                        "actionEffect", Map.of("value", "Seen, but not alone."),
                                        "actionNotDoneReason", Map.of("value", "The head teacher stayed."))),
                        String.class);
        assertThat(completed.getStatusCode().is2xxSuccessful())
                .as(completed.getBody())
                .isTrue();

        assertThat(actions.get(first.id()))
                .extracting(AgreedAction::status, AgreedAction::endedBy, AgreedAction::result)
                .containsExactly(
                        AgreedAction.Status.DONE,
                        "sw.north",
                        "Done in part. Seen, but not alone. The head teacher stayed.");
        assertThat(actions.openFor(ref)).hasSize(1);
    }

    @Test
    @DisplayName("a failing follow-up takes the decision back with it: they never part")
    void together() {
        decide(
                "tm.north",
                "approved",
                "Why.",
                List.of(Map.of("action", "Do", "owner", "nobody.here", "by", "2026-05-01")));
        assertThatThrownBy(this::goOn).hasMessageContaining("nobody with the user id nobody.here");
        assertThat(oversight.of(ref, Pageable.unpaged())).isEmpty();
        assertThat(actions.openFor(ref)).isEmpty();
    }
}
