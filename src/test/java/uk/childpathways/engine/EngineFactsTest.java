package uk.childpathways.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.TimeZone;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.engine.deployment.ModelDeployment;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/**
 * What was measured on Camunda 7.24 and must not hurt a child's case, each with its counter-measure. The others stand
 * where their counter-measure stands: weeks in {@code TimeLimitTest} and {@code ModelRulesTest}, the form check, long
 * text, skipped listeners and earlier answers in {@code SubmissionTest}, due and fired in {@code EscalateBreachTest},
 * English dates, the banner and repeating rows in {@code TasklistFormsTest}, repeating timers in {@code ModelRulesTest},
 * a wrong password in {@code LoginTest}.
 */
@PathwaysTest
@DisplayName("Facts of the engine and their counter-measures")
class EngineFactsTest {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_Facts" targetNamespace="facts">
            """;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Practice practice;

    @Autowired
    JdbcTemplate jdbc;

    private Deployment deployed;

    @BeforeEach
    void thisEngine() {
        init(engine);
        practice.itIs("2026-03-27T10:00");
    }

    @AfterEach
    void tidyUp() {
        practice.backToToday();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName("facts")
                .list()
                .forEach(
                        deployment -> ClearedAway.deployment(engine.getRepositoryService(), deployment.getId(), false));
    }

    @Test
    @DisplayName("fact 2: a running case migrated to a redesigned flow keeps the stored date in timer and task")
    void migrationKeepsTheStoredDate() {
        ProcessDefinition before = deploy(taskWithClock("BoundaryEvent_Clock", "before"));
        String child = practice.child();
        ProcessInstance instance =
                engine.getRuntimeService().startProcessInstanceByKey("facts-migration", Map.of("childRef", child));
        Date due = timer(instance).getDuedate();
        assertThat(LocalDate.ofInstant(due.toInstant(), ZoneId.of("Europe/London")))
                .isEqualTo("2026-03-31");

        practice.itIs("2026-03-28T10:00");
        ProcessDefinition after = deploy(taskWithClock("BoundaryEvent_ClockRenamed", "after"));
        engine.getRuntimeService()
                .newMigration(engine.getRuntimeService()
                        .createMigrationPlan(before.getId(), after.getId())
                        .mapActivities("Task_Do", "Task_Do")
                        .build())
                .processInstanceIds(instance.getId())
                .execute();

        assertThat(timer(instance).getDuedate()).isEqualTo(due);
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        assertThat(task.getDueDate()).isEqualTo(due);
        assertThat(practice.deadlines(child, "document-signed-off")).hasSize(1);
    }

    @Test
    @DisplayName(
            "fact 4: an error that no model catches stops the case with a failure, it does not end it as completed")
    void unhandledErrorIsNoSuccess() {
        deploy(HEAD + """
                  <bpmn:process id="facts-error" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Begin"><bpmn:outgoing>Flow_Begun</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Begun" sourceRef="StartEvent_Begin" targetRef="EndEvent_Error" />
                    <bpmn:endEvent id="EndEvent_Error"><bpmn:incoming>Flow_Begun</bpmn:incoming><bpmn:errorEventDefinition errorRef="Error_Uncaught" /></bpmn:endEvent>
                  </bpmn:process>
                  <bpmn:error id="Error_Uncaught" errorCode="nobody-catches-this" />
                </bpmn:definitions>
                """);
        assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("facts-error"))
                .hasMessageContaining("nobody-catches-this");
    }

    @Test
    @DisplayName(
            "fact 5: journeys, tables and forms are one deployment under stable names, and a restart makes no new version")
    void oneDeployment() {
        assertThat(engine.getRepositoryService()
                        .createDeploymentQuery()
                        .deploymentName("child-pathways")
                        .count())
                .isEqualTo(1);
        Deployment shipped = engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName("child-pathways")
                .singleResult();
        assertThat(engine.getRepositoryService().getDeploymentResourceNames(shipped.getId()))
                .contains(
                        "processes/s47-to-icpc/s47-to-icpc.bpmn",
                        "processes/shared/timescales-shared.dmn",
                        "forms/s47-to-icpc/hold-strategy-discussion.form");
        new ModelDeployment(engine.getRepositoryService()).run();
        assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("s47-to-icpc")
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("fact 6: a failing step is tried again after a pause, not three times at once")
    void retriesHaveAPause() {
        deploy(HEAD + """
                  <bpmn:process id="facts-retry" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Begin"><bpmn:outgoing>Flow_Begun</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Begun" sourceRef="StartEvent_Begin" targetRef="Task_Fail" />
                    <bpmn:serviceTask id="Task_Fail" camunda:asyncBefore="true" camunda:delegateExpression="${placeChild}"><bpmn:incoming>Flow_Begun</bpmn:incoming></bpmn:serviceTask>
                  </bpmn:process>
                </bpmn:definitions>
                """);
        ProcessInstance instance = engine.getRuntimeService().startProcessInstanceByKey("facts-retry");
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
                .hasMessageContaining("needs the variable 'placementType'");
        Job again = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        assertThat(again.getRetries()).isEqualTo(4);
        assertThat(again.getDuedate().toInstant())
                .isAfterOrEqualTo(practice.now().plusSeconds(60));
    }

    @Test
    @DisplayName(
            "fact 11: the clean-up takes what is over and old out of the engine's history, and nothing of the record")
    void historyIsCleaned() {
        deploy(HEAD + """
                  <bpmn:process id="facts-history" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Begin"><bpmn:outgoing>Flow_Begun</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Begun" sourceRef="StartEvent_Begin" targetRef="EndEvent_Done" />
                    <bpmn:endEvent id="EndEvent_Done"><bpmn:incoming>Flow_Begun</bpmn:incoming></bpmn:endEvent>
                  </bpmn:process>
                </bpmn:definitions>
                """);
        String over = engine.getRuntimeService()
                .startProcessInstanceByKey("facts-history")
                .getId();
        int entries = jdbc.queryForObject("select count(*) from pathways.told", Integer.class);
        cleanUp();
        assertThat(historicInstances(over)).as("over, and not old").isEqualTo(1);
        practice.itIs("2026-03-30T10:00");
        cleanUp();
        assertThat(historicInstances(over)).isZero();
        assertThat(jdbc.queryForObject("select count(*) from pathways.told", Integer.class))
                .isEqualTo(entries);
    }

    private long historicInstances(String id) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(id)
                .count();
    }

    private void cleanUp() {
        engine.getHistoryService().cleanUpHistoryAsync(true);
        engine.getHistoryService()
                .findHistoryCleanupJobs()
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    @Test
    @DisplayName("fact 8: a date-time without a zone is England's, on both sides of the change of the clocks")
    void englandsZone() {
        assertThat(TimeZone.getDefault().getID()).isEqualTo("Europe/London");
        assertThat(java.time.LocalDateTime.parse("2026-03-28T12:00")
                        .atZone(TimeZone.getDefault().toZoneId())
                        .toInstant())
                .isEqualTo(Instant.parse("2026-03-28T12:00:00Z"));
        assertThat(java.time.LocalDateTime.parse("2026-03-29T12:00")
                        .atZone(TimeZone.getDefault().toZoneId())
                        .toInstant())
                .isEqualTo(Instant.parse("2026-03-29T11:00:00Z"));
    }

    @Test
    @DisplayName(
            "facts 11 and 16: the engine's history holds no answers, and when it is cleaned up the child's record stays")
    void recordOutlivesHistory() {
        String child = practice.child();
        String instance = practice.start(
                "management-oversight", "tm.north", Map.of("journeyId", journeyOf(child), "adviceFrom", "none"));
        practice.carryOn(child);
        int entries = practice.chronology(child).size();
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .count())
                .isZero();
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .list()
                .forEach(running -> ClearedAway.instance(engine.getRuntimeService(), running.getId(), "clean-up"));
        ClearedAway.history(engine.getHistoryService(), instance);
        assertThat(practice.chronology(child))
                .hasSizeGreaterThanOrEqualTo(entries)
                .isNotEmpty();
    }

    @Test
    @DisplayName("fact 18: user ids with a hyphen, a point or an at sign are accepted")
    void userIds() {
        for (String id : new String[] {"sw-east.two", "j.smith@council.example"}) {
            engine.getIdentityService().saveUser(engine.getIdentityService().newUser(id));
            engine.getIdentityService().deleteUser(id);
        }
    }

    private String journeyOf(String child) {
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        return engine.getRuntimeService()
                .createVariableInstanceQuery()
                .processInstanceIdIn(practice.instances(child).iterator().next())
                .variableName("journeyId")
                .list()
                .get(0)
                .getValue()
                .toString();
    }

    private Job timer(ProcessInstance instance) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .timers()
                .singleResult();
    }

    private ProcessDefinition deploy(String model) {
        deployed = engine.getRepositoryService()
                .createDeployment()
                .name("facts")
                .addModelInstance(
                        "facts.bpmn",
                        Drafts.deployable(Bpmn.readModelFromStream(
                                new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))))
                .deployWithResult();
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(deployed.getId())
                .singleResult();
    }

    private static String taskWithClock(String clock, String label) {
        return HEAD + """
                  <bpmn:process id="facts-migration" name="%s" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:extensionElements><camunda:properties><camunda:property name="journey" value="facts-migration" /></camunda:properties></bpmn:extensionElements>
                    <bpmn:startEvent id="StartEvent_Begin"><bpmn:outgoing>Flow_Begun</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Begun" sourceRef="StartEvent_Begin" targetRef="Task_Do" />
                    <bpmn:userTask id="Task_Do" name="Do" camunda:dueDate="${deadlines.due(execution, 'document-signed-off')}"><bpmn:incoming>Flow_Begun</bpmn:incoming></bpmn:userTask>
                    <bpmn:boundaryEvent id="%s" cancelActivity="false" attachedToRef="Task_Do"><bpmn:extensionElements><camunda:properties><camunda:property name="standard" value="document-signed-off" /></camunda:properties></bpmn:extensionElements><bpmn:outgoing>Flow_Breached</bpmn:outgoing><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${deadlines.due(execution, 'document-signed-off')}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                    <bpmn:endEvent id="EndEvent_Breached"><bpmn:incoming>Flow_Breached</bpmn:incoming></bpmn:endEvent>
                    <bpmn:sequenceFlow id="Flow_Breached" sourceRef="%s" targetRef="EndEvent_Breached" />
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(label, clock, clock);
    }
}
