package uk.childpathways.breaches;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.DeadlineEnds;
import uk.childpathways.deadlines.DeadlineMoves;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.notices.Postman;
import uk.childpathways.testing.PathwaysTest;

/** A small model with one task and its standard, run on the real engine and database. */
@PathwaysTest
public abstract class EscalationTestBase {

    protected static final String STANDARD = "s47-outcome-written";
    protected static final LocalDate LONG_AGO = LocalDate.of(2026, 3, 2);
    protected static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    @Autowired
    protected RepositoryService repository;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    protected TaskService tasks;

    @Autowired
    protected ManagementService management;

    @Autowired
    protected Journeys journeys;

    @Autowired
    protected JourneyEvents events;

    @Autowired
    protected Deadlines deadlines;

    @Autowired
    protected DeadlineMoves moves;

    @Autowired
    protected DeadlineEnds ends;

    @Autowired
    protected Breaches breaches;

    @Autowired
    protected Consequences consequences;

    @Autowired
    protected Postman postman;

    @Autowired
    protected JdbcTemplate jdbc;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected Clock clock;

    protected record Case(String childRef, Journey journey, ProcessInstance process) {}

    /** A task with a standard of 10 working days, whose clock started on that day. */
    protected Case caseWithTask(String childRef, LocalDate strategyDiscussionOn, String assignee) {
        String key = "escalation-test";
        if (repository.createProcessDefinitionQuery().processDefinitionKey(key).count() == 0) {
            repository
                    .createDeployment()
                    .addClasspathResource("models/escalation-test.bpmn")
                    .deploy();
        }
        Journey journey = journeys.open(key, childRef, null);
        Instant start = strategyDiscussionOn.atStartOfDay(ENGLAND).toInstant();
        events.record(journey.id(), childRef, "strategy-discussion-held", start, true, "sw.north", null);
        ProcessInstance process = runtime.startProcessInstanceByKey(
                key,
                "test:" + childRef,
                Map.of("childRef", childRef, "journeyId", journey.id().toString()));
        if (assignee != null) {
            tasks.setAssignee(task(process).getId(), assignee);
        }
        return new Case(childRef, journey, process);
    }

    protected Task task(ProcessInstance process) {
        return tasks.createTaskQuery().processInstanceId(process.getId()).singleResult();
    }

    protected Job timer(ProcessInstance process) {
        return management
                .createJobQuery()
                .processInstanceId(process.getId())
                .timers()
                .singleResult();
    }

    protected void fire(ProcessInstance process) {
        management.executeJob(timer(process).getId());
    }

    protected Deadline deadline(Case one) {
        return deadlines.openOf(one.journey().id()).stream()
                .filter(deadline -> deadline.standardId().equals(STANDARD))
                .findFirst()
                .orElseThrow();
    }

    protected List<Breach> breachesOf(Case one) {
        return jdbc.query(
                "select * from pathways.breach where journey_id = ?",
                BreachRecords::breach,
                one.journey().id());
    }

    protected List<ProcessInstance> escalationsOf(Case one) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(BreachEscalation.PROCESS)
                .variableValueEquals("journeyId", one.journey().id().toString())
                .list();
    }

    /** Who has been told what of this journey, after everything waiting has gone out. */
    protected List<String> toldOf(Case one, String kind) {
        consequences.passOn(one.childRef());
        postman.deliver();
        return jdbc.queryForList(
                "select n.recipient from pathways.notification n join pathways.notice t on t.id = n.notice_id"
                        + " where t.journey_id = ? and t.kind = ? order by 1",
                String.class,
                one.journey().id(),
                kind);
    }
}
