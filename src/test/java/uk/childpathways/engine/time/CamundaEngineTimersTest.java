package uk.childpathways.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.DeadlineMoves;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.vocabulary.ExtensionProperties;

@PathwaysTest
@DisplayName("Deadline, task and timer have one date and move together")
class CamundaEngineTimersTest {

    private static final String CHILD = "C-1002";

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    Deadlines deadlines;

    @Autowired
    DeadlineMoves moves;

    private String deployment;
    private Journey journey;
    private ProcessInstance process;

    /** A conference with its clock around it, and in it two tasks side by side, each with its own clock. */
    private static BpmnModelInstance model() {
        return Bpmn.createExecutableProcess("timers-move-test")
                .camundaHistoryTimeToLive(1)
                .startEvent("Start_ConcernReceived")
                .subProcess("SubProcess_Conference")
                .embeddedSubProcess()
                .startEvent("Start_Conference")
                .parallelGateway("Gateway_Fork")
                .userTask("Task_MakeAgencyChecks")
                .camundaDueDate("${deadlines.due(execution,'agency-checks-made')}")
                .boundaryEvent("Timer_AgencyChecks")
                .cancelActivity(false)
                .timerWithDate("${deadlines.due(execution,'agency-checks-made')}")
                .endEvent("End_AgencyChecksTold")
                .moveToNode("Gateway_Fork")
                .userTask("Task_ReadHistory")
                .camundaDueDate("${deadlines.due(execution, 'history-read')}")
                .camundaFollowUpDate("${deadlines.followUp(execution, 'history-read')}")
                .boundaryEvent("Timer_ReadHistory")
                .cancelActivity(false)
                .timerWithDate("${deadlines.due(execution, 'history-read')}")
                .endEvent("End_ReadHistoryTold")
                .moveToNode("Gateway_Fork")
                .userTask("Task_HoldConference")
                .camundaDueDate("${deadlines.due(execution,'icpc-held')}")
                .subProcessDone()
                .endEvent("End_Conference")
                .moveToActivity("SubProcess_Conference")
                .boundaryEvent("Timer_Conference")
                .cancelActivity(false)
                .timerWithDate("${deadlines.due(execution,'icpc-held')}")
                .endEvent("End_ConferenceTold")
                .done();
    }

    @BeforeEach
    void aChildInTheMiddleOfIt() {
        ClockUtil.setCurrentTime(Date.from(at("2026-04-02T11:00")));
        deployment = repository
                .createDeployment()
                .addModelInstance("timers-move-test.bpmn", Drafts.deployable(model()))
                .deploy()
                .getId();
        journey = journeys.open("s47-to-icpc", CHILD, "journey-of-" + UUID.randomUUID());
        record("strategy-discussion-held", "2026-04-02T10:00");
        record("enquiry-endorsed", "2026-04-02T10:30");
        process = runtime.startProcessInstanceByKey(
                "timers-move-test", Map.of("journeyId", journey.id().toString(), "childRef", CHILD));
    }

    @AfterEach
    void away() {
        ClearedAway.deployment(repository, deployment, true);
        ClockUtil.reset();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(England.ZONE).toInstant();
    }

    private void record(String name, String when) {
        events.record(
                journey.id(),
                CHILD,
                name,
                at(when),
                false,
                "tm.north",
                new JourneyStep(journey.id(), CHILD, journey.processInstanceId(), "e", "Task_" + name, "s47-to-icpc"));
    }

    private Instant taskDue(String element) {
        return tasks.createTaskQuery()
                .processInstanceId(process.getId())
                .taskDefinitionKey(element)
                .singleResult()
                .getDueDate()
                .toInstant();
    }

    private Instant timerDue(String element) {
        return management
                .createJobQuery()
                .processInstanceId(process.getId())
                .activityId(element)
                .singleResult()
                .getDuedate()
                .toInstant();
    }

    private Deadline deadline(String standard) {
        return deadlines.openOf(journey.id()).stream()
                .filter(each -> each.standardId().equals(standard))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("one ask of the timer and one of the task make one deadline")
    void oneDate() {
        assertThat(deadlines.openOf(journey.id()))
                .extracting(Deadline::standardId)
                .containsExactlyInAnyOrder("icpc-held", "agency-checks-made", "history-read");
        assertThat(List.of(taskDue("Task_MakeAgencyChecks"), timerDue("Timer_AgencyChecks")))
                .containsOnly(at("2026-04-09T23:59:59"));
        assertThat(List.of(taskDue("Task_HoldConference"), timerDue("Timer_Conference")))
                .containsOnly(at("2026-04-27T23:59:59"));
    }

    @Test
    @DisplayName("STAT-S47-03: a corrected strategy discussion moves the conference's timer and task, and no other")
    void corrected() {
        record("strategy-discussion-held", "2026-03-31T10:00");

        assertThat(List.of(taskDue("Task_HoldConference"), timerDue("Timer_Conference")))
                .containsOnly(at("2026-04-23T23:59:59"));
        assertThat(deadline("icpc-held").due()).isEqualTo(at("2026-04-23T23:59:59"));
        assertThat(timerDue("Timer_AgencyChecks")).isEqualTo(at("2026-04-09T23:59:59"));
    }

    @Test
    @DisplayName("RUT-S47-13a: a corrected endorsement moves both clocks that run from it")
    void twoFromOne() {
        record("enquiry-endorsed", "2026-04-01T10:30");

        assertThat(List.of(
                        taskDue("Task_MakeAgencyChecks"),
                        timerDue("Timer_AgencyChecks"),
                        taskDue("Task_ReadHistory"),
                        timerDue("Timer_ReadHistory")))
                .containsOnly(at("2026-04-08T23:59:59"));
    }

    @Test
    @DisplayName("a later date agreed for one task moves its own timer only")
    void agreed() {
        moves.agreeLaterDate(
                deadline("agency-checks-made").id(), LocalDate.of(2026, 4, 15), "Health answers next week", "tm.north");

        assertThat(List.of(taskDue("Task_MakeAgencyChecks"), timerDue("Timer_AgencyChecks")))
                .containsOnly(at("2026-04-15T23:59:59"));
        assertThat(List.of(taskDue("Task_ReadHistory"), timerDue("Timer_ReadHistory")))
                .containsOnly(at("2026-04-09T23:59:59"));
    }

    private Instant inSightFrom(String element) {
        Date followUp = tasks.createTaskQuery()
                .processInstanceId(process.getId())
                .taskDefinitionKey(element)
                .singleResult()
                .getFollowUpDate();
        return followUp == null ? null : followUp.toInstant();
    }

    @Test
    @DisplayName(
            "work that is far ahead comes into people's lists 28 days before it is due, at once where that is nearer,"
                    + " and moves with its deadline")
    void inSight() {
        assertThat(inSightFrom("Task_ReadHistory")).as("due in a week").isNull();

        moves.agreeLaterDate(deadline("history-read").id(), LocalDate.of(2026, 5, 30), "Files abroad", "tm.north");
        assertThat(inSightFrom("Task_ReadHistory")).isEqualTo(at("2026-05-02T00:00"));
        assertThat(inSightFrom("Task_MakeAgencyChecks"))
                .as("asks for no follow-up")
                .isNull();

        record("enquiry-endorsed", "2026-04-20T10:00");
        moves.agreeLaterDate(deadline("history-read").id(), LocalDate.of(2026, 4, 30), "Files found", "tm.north");
        assertThat(inSightFrom("Task_ReadHistory"))
                .as("28 days before 30 April is today")
                .isNull();
        moves.agreeLaterDate(deadline("history-read").id(), LocalDate.of(2026, 5, 1), "One more day", "tm.north");
        assertThat(inSightFrom("Task_ReadHistory")).isEqualTo(at("2026-04-03T00:00"));
    }

    @Test
    @DisplayName("work whose clock begins far ahead is out of sight from the start")
    void outOfSightFromTheStart() {
        record("enquiry-endorsed", "2026-06-01T10:00");
        process = runtime.startProcessInstanceByKey(
                "timers-move-test", Map.of("journeyId", journey.id().toString(), "childRef", CHILD));

        assertThat(inSightFrom("Task_ReadHistory")).isEqualTo(at("2026-05-07T00:00"));
    }

    @Test
    @DisplayName("a timer that fires finds its deadline; one moved away meanwhile finds nothing")
    void fires() {
        Instant afterwards = at("2026-04-10T00:00:01");
        assertThat(deadlines.openDue(process.getId(), "agency-checks-made", afterwards))
                .hasSize(1);

        moves.agreeLaterDate(
                deadline("agency-checks-made").id(), LocalDate.of(2026, 4, 15), "Health answers next week", "tm.north");

        assertThat(deadlines.openDue(process.getId(), "agency-checks-made", afterwards))
                .isEmpty();
    }

    @Test
    @DisplayName("a step that is cancelled withdraws its deadline, and leaves those of the other steps")
    void cancelled() {
        Deadline checks = deadline("agency-checks-made");

        ClearedAway.step(runtime, process.getId(), "Task_MakeAgencyChecks");

        assertThat(deadlines.get(checks.id()).status()).isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(deadlines.openOf(journey.id()))
                .extracting(Deadline::standardId)
                .containsExactlyInAnyOrder("icpc-held", "history-read");
    }

    @Test
    @DisplayName("a shared block keeps the standard that its caller names")
    void namedByTheCaller() {
        String block = repository
                .createDeployment()
                .addModelInstance(
                        "shared-block-test.bpmn",
                        Drafts.deployable(Bpmn.createExecutableProcess("shared-block-test")
                                .camundaHistoryTimeToLive(1)
                                .startEvent("Start_Called")
                                .userTask("Task_SignOff")
                                .camundaDueDate("${deadlines.due(execution, signOffStandard)}")
                                .boundaryEvent("Timer_SignOff")
                                .cancelActivity(false)
                                .timerWithDate("${deadlines.due(execution, signOffStandard)}")
                                .endEvent("End_SignOffTold")
                                .moveToActivity("Task_SignOff")
                                .endEvent("End_SignedOff")
                                .done()))
                .deploy()
                .getId();
        try {
            record("document-submitted", "2026-04-02T10:45");
            process = runtime.startProcessInstanceByKey(
                    "shared-block-test",
                    Map.of(
                            "journeyId",
                            journey.id().toString(),
                            "childRef",
                            CHILD,
                            "signOffStandard",
                            "s47-outcome-signed-off"));
            assertThat(List.of(taskDue("Task_SignOff"), timerDue("Timer_SignOff")))
                    .containsOnly(at("2026-04-07T23:59:59"));

            record("document-submitted", "2026-04-01T10:45");

            assertThat(List.of(taskDue("Task_SignOff"), timerDue("Timer_SignOff")))
                    .containsOnly(at("2026-04-02T23:59:59"));
            assertThat(ExtensionProperties.resolve(
                            Map.of("standard", "${signOffStandard}", "other", "${notSet}", "plain", "words"),
                            name -> name.equals("signOffStandard") ? "document-signed-off" : null))
                    .isEqualTo(Map.of("standard", "document-signed-off", "plain", "words"));
        } finally {
            ClearedAway.deployment(repository, block, true);
        }
    }

    @Test
    @DisplayName("the standard that an activity names once holds for its date and for the clock on its edge, also where"
            + " its caller names it; a second clock names its own")
    void saidOnce() {
        String model = """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="once" id="Definitions_Once">
                  <bpmn:process id="said-once-test" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Begun" />
                    <bpmn:sequenceFlow id="Flow_Begun" sourceRef="StartEvent_Begun" targetRef="SubProcess_UntilSignedOff" />
                    <bpmn:subProcess id="SubProcess_UntilSignedOff">
                      <bpmn:extensionElements><camunda:properties><camunda:property name="standard" value="${signOffStandard}" /></camunda:properties></bpmn:extensionElements>
                      <bpmn:startEvent id="StartEvent_Inside" />
                      <bpmn:sequenceFlow id="Flow_Inside" sourceRef="StartEvent_Inside" targetRef="Task_ReadHistory" />
                      <bpmn:userTask id="Task_ReadHistory" camunda:dueDate="${deadlines.due(execution)}" camunda:followUpDate="${deadlines.followUp(execution)}">
                        <bpmn:extensionElements><camunda:properties><camunda:property name="standard" value="history-read" /></camunda:properties></bpmn:extensionElements>
                      </bpmn:userTask>
                      <bpmn:boundaryEvent id="Timer_ReadHistory" cancelActivity="false" attachedToRef="Task_ReadHistory"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${deadlines.due(execution)}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                      <bpmn:boundaryEvent id="Timer_Checks" cancelActivity="false" attachedToRef="Task_ReadHistory"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${deadlines.due(execution, 'agency-checks-made')}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                    </bpmn:subProcess>
                    <bpmn:boundaryEvent id="Timer_SignOff" cancelActivity="false" attachedToRef="SubProcess_UntilSignedOff"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${deadlines.due(execution)}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                  </bpmn:process>
                </bpmn:definitions>
                """;
        String once = repository
                .createDeployment()
                .addModelInstance(
                        "said-once-test.bpmn",
                        Drafts.deployable(Bpmn.readModelFromStream(
                                new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))))
                .deploy()
                .getId();
        try {
            record("document-submitted", "2026-04-02T10:45");
            process = runtime.startProcessInstanceByKey(
                    "said-once-test",
                    Map.of(
                            "journeyId",
                            journey.id().toString(),
                            "childRef",
                            CHILD,
                            "signOffStandard",
                            "s47-outcome-signed-off"));
            assertThat(List.of(taskDue("Task_ReadHistory"), timerDue("Timer_ReadHistory")))
                    .containsOnly(at("2026-04-09T23:59:59"));
            assertThat(timerDue("Timer_SignOff")).isEqualTo(at("2026-04-07T23:59:59"));
            assertThat(deadlines.openDue(process.getId(), "agency-checks-made", at("2026-04-10T00:00:00")))
                    .as("the second clock")
                    .hasSize(1);

            record("document-submitted", "2026-04-01T10:45");
            record("enquiry-endorsed", "2026-04-20T10:00");
            moves.agreeLaterDate(
                    deadlines
                            .openDue(process.getId(), "history-read", at("2027-01-01T00:00:00"))
                            .get(0)
                            .id(),
                    LocalDate.of(2026, 5, 30),
                    "Files abroad",
                    "tm.north");
            assertThat(timerDue("Timer_SignOff")).isEqualTo(at("2026-04-02T23:59:59"));
            assertThat(List.of(taskDue("Task_ReadHistory"), timerDue("Timer_ReadHistory")))
                    .containsOnly(at("2026-05-30T23:59:59"));
            assertThat(inSightFrom("Task_ReadHistory")).isEqualTo(at("2026-05-02T00:00"));
            assertThat(timerDue("Timer_Checks")).as("has its own standard").isBefore(at("2026-05-01T00:00"));
        } finally {
            ClearedAway.deployment(repository, once, true);
        }
    }
}
