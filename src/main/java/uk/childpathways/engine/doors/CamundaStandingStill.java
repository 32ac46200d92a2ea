package uk.childpathways.engine.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.engine.tasks.UnattendedTasks;
import uk.childpathways.modelling.rules.AwaitedMessages;
import uk.childpathways.modelling.rules.InForce;
import uk.childpathways.models.StandingStill;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.web.NotFoundProblem;

/** Asks the engine for what failed, what waits in vain, and what nobody can do. */
@Component
class CamundaStandingStill implements StandingStill {

    private static final int MOST = 200;

    /** Neither a task, nor a step or clock, nor a called case: if nothing that waits is left either, nothing comes. */
    private static final String NOTHING_OPEN = """
            select e.proc_inst_id_ from public.act_ru_execution e
            where e.id_ = e.proc_inst_id_
              and not exists (select 1 from public.act_ru_task t where t.proc_inst_id_ = e.id_)
              and not exists (select 1 from public.act_ru_job j where j.process_instance_id_ = e.id_)
              and not exists (select 1 from public.act_ru_ext_task x where x.proc_inst_id_ = e.id_)
              and not exists (select 1 from public.act_ru_execution s
                              join public.act_ru_execution c on c.super_exec_ = s.id_ where s.proc_inst_id_ = e.id_)
            limit 1000
            """;

    private final GivenUpSteps steps;
    private final UnattendedTasks unattended;
    private final InForce inForce;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final org.camunda.bpm.engine.HistoryService history;
    private final SystemAuthority authority;
    private final AuditTrail trail;
    private final JdbcClient db;

    CamundaStandingStill(
            GivenUpSteps steps,
            UnattendedTasks unattended,
            InForce inForce,
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            @Lazy TaskService tasks,
            @Lazy org.camunda.bpm.engine.HistoryService history,
            SystemAuthority authority,
            AuditTrail trail,
            JdbcClient db) {
        this.steps = steps;
        this.unattended = unattended;
        this.inForce = inForce;
        this.runtime = runtime;
        this.repository = repository;
        this.tasks = tasks;
        this.history = history;
        this.authority = authority;
        this.trail = trail;
        this.db = db;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Still> all() {
        return authority.get(() -> {
            List<Still> all = new ArrayList<>();
            steps.list()
                    .forEach(step -> all.add(still(
                            step.id(),
                            Kind.STEP,
                            step.process(),
                            step.element(),
                            step.since(),
                            step.cause(),
                            step.childRef())));
            all.addAll(waits());
            all.addAll(withNothingOpen());
            unattended.find().stream()
                    .limit(MOST)
                    .forEach(task -> all.add(still(
                            task.getId(),
                            Kind.TASK,
                            repository.getProcessDefinition(task.getProcessDefinitionId()),
                            task.getTaskDefinitionKey(),
                            task.getCreateTime().toInstant(),
                            "Nobody who works here can do this task: whoever held it is away or has left without cover, or nobody"
                                    + " has the role to which it is offered.",
                            childOf(task.getExecutionId()))));
            all.sort(Comparator.comparing(Still::since));
            return all;
        });
    }

    private List<Still> waits() {
        List<String> awaited = db.sql("select distinct event_name_ from public.act_ru_event_subscr where event_type_ ="
                        + " 'message' and execution_id_ is not null and event_name_ is not null")
                .query(String.class)
                .list();
        Set<String> neverSent = AwaitedMessages.neverSent(inForce.files(), awaited);
        return neverSent.stream()
                .flatMap(message ->
                        runtime
                                .createEventSubscriptionQuery()
                                .eventType("message")
                                .eventName(message)
                                .listPage(0, MOST)
                                .stream()
                                .filter(this::holdsTheCaseUp)
                                .map(wait -> still(
                                        wait.getId(),
                                        Kind.WAIT,
                                        processOf(wait.getProcessInstanceId()),
                                        wait.getActivityId(),
                                        wait.getCreated().toInstant(),
                                        "It waits for the message “" + message
                                                + "”, which nothing that is in force sends.",
                                        childOf(wait.getExecutionId()))))
                .toList();
    }

    /** What waits beside a task or a clock, on an edge or for another way, holds nothing up. */
    private boolean holdsTheCaseUp(EventSubscription wait) {
        if (wait.getProcessInstanceId() == null) {
            return false;
        }
        FlowElement element = element(processOf(wait.getProcessInstanceId()), wait.getActivityId());
        return element instanceof ReceiveTask
                || element instanceof IntermediateCatchEvent event
                        && event.getIncoming().stream()
                                .noneMatch(flow -> flow.getSource() instanceof EventBasedGateway);
    }

    private List<Still> withNothingOpen() {
        return db.sql(NOTHING_OPEN).query(String.class).list().stream()
                .filter(instance -> runtime.createEventSubscriptionQuery().processInstanceId(instance).list().stream()
                        .noneMatch(wait -> isAWait(element(processOf(instance), wait.getActivityId()))))
                .map(instance -> {
                    ProcessDefinition process = processOf(instance);
                    // Those that wait at a gateway are not active to the engine.
                    List<String> at = db.sql("select act_id_ from public.act_ru_execution where proc_inst_id_ = ? and"
                                    + " act_id_ is not null order by is_active_, act_id_")
                            .param(instance)
                            .query(String.class)
                            .list();
                    HistoricProcessInstance begun = history.createHistoricProcessInstanceQuery()
                            .processInstanceId(instance)
                            .singleResult();
                    return still(
                            instance,
                            Kind.NOTHING_OPEN,
                            process,
                            at.isEmpty() ? null : at.get(0),
                            begun.getStartTime().toInstant(),
                            "Nothing is open in it: no task, no clock and no message can bring it on. A gateway waits for a"
                                    + " way on which nobody comes.",
                            childOf(instance));
                })
                .toList();
    }

    private static boolean isAWait(FlowElement element) {
        return element instanceof ReceiveTask
                || element instanceof IntermediateCatchEvent
                || element instanceof EventBasedGateway;
    }

    private Still still(
            String id,
            Kind kind,
            ProcessDefinition process,
            String element,
            Instant since,
            String cause,
            String child) {
        FlowElement step = process == null || element == null ? null : element(process, element);
        return new Still(
                id,
                kind,
                process == null ? "A flow that is not known" : GivenUpSteps.name(process),
                process == null ? null : process.getKey(),
                process == null ? 0 : process.getVersion(),
                step == null || step.getName() == null || step.getName().isBlank()
                        ? element
                        : step.getName().replaceAll("\\s+", " "),
                since,
                cause,
                child == null || PractitionerFiles.isFile(child) ? null : child);
    }

    private ProcessDefinition processOf(String instance) {
        return repository.getProcessDefinition(runtime.createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getProcessDefinitionId());
    }

    private FlowElement element(ProcessDefinition process, String id) {
        return repository.getBpmnModelInstance(process.getId()).getModelElementById(id) instanceof FlowElement element
                ? element
                : null;
    }

    private String childOf(String execution) {
        Object child = runtime.getVariable(execution, "childRef");
        return child == null ? null : child.toString();
    }

    @Override
    @Transactional
    public void again(Kind kind, String id) {
        switch (kind) {
            case STEP -> steps.again(id);
            case TASK -> {
                String name = authority.get(() -> unattended.find().stream()
                        .filter(task -> task.getId().equals(id))
                        .map(org.camunda.bpm.engine.task.Task::getTaskDefinitionKey)
                        .findFirst()
                        .orElseThrow(() -> new NotFoundProblem("There is no such task that nobody can do.")));
                authority.run(() -> unattended.offerNow(id));
                trail.keep(Change.of(AuditKind.SETTING, "task offered again", id)
                        .after(java.util.Map.of("element", name)));
            }
            default -> throw new NotFoundProblem("What waits is not tried again: something must come to it.");
        }
    }
}
