package uk.childpathways.engine.time;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.EngineTimers;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.vocabulary.ClockStandard;

/**
 * Moves the engine's timers and tasks with the deadlines they ask for. A timer or task hangs on a standard when its date
 * asks for it in the model ({@link ClockStandard}): {@code ${deadlines.due(execution)}}, the follow-up date of a task
 * also {@code ${deadlines.followUp(execution)}}.
 */
@Component
class CamundaEngineTimers implements EngineTimers {

    private final ManagementService management;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final SystemAuthority authority;

    CamundaEngineTimers(
            @Lazy ManagementService management,
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            @Lazy TaskService tasks,
            SystemAuthority authority) {
        this.management = management;
        this.runtime = runtime;
        this.repository = repository;
        this.tasks = tasks;
        this.authority = authority;
    }

    @Override
    public void move(Deadline deadline, Instant due, Instant inSightFrom) {
        Date followUp = inSightFrom == null ? null : Date.from(inSightFrom);
        authority.run(() -> processInstancesOf(deadline).forEach(id -> move(deadline, id, Date.from(due), followUp)));
    }

    @Override
    public boolean isStillThere(String executionId) {
        CommandContext command = Context.getCommandContext();
        if (command == null) {
            return authority.get(() ->
                    runtime.createExecutionQuery().executionId(executionId).count() > 0);
        }
        // What was left in this very step is still in the database: only the engine's own memory knows.
        ExecutionEntity execution = command.getExecutionManager().findExecutionById(executionId);
        return execution != null
                && !execution.isEnded()
                && !command.getDbEntityManager().isDeleted(execution);
    }

    @Override
    public boolean belongTogether(String asking, String recording) {
        String caller = callerOf(recording);
        for (String each = asking; each != null; each = callerOf(each)) {
            if (each.equals(recording) || each.equals(caller)) return true;
        }
        return false;
    }

    /** The process instance that called this one; null for one that nobody called, or that has ended. */
    private String callerOf(String processInstanceId) {
        CommandContext command = Context.getCommandContext();
        if (command == null) {
            ProcessInstance caller = authority.get(() -> runtime.createProcessInstanceQuery()
                    .subProcessInstanceId(processInstanceId)
                    .singleResult());
            return caller == null ? null : caller.getId();
        }
        ExecutionEntity instance = command.getExecutionManager().findExecutionById(processInstanceId);
        ExecutionEntity caller = instance == null ? null : instance.getSuperExecution();
        return caller == null ? null : caller.getProcessInstanceId();
    }

    private void move(Deadline deadline, String processInstanceId, Date due, Date followUp) {
        for (Job timer : management
                .createJobQuery()
                .processInstanceId(processInstanceId)
                .timers()
                .list()) {
            if (ofSameTask(deadline, timer.getExecutionId()) && timerAsksFor(timer, deadline.standardId())) {
                management.setJobDuedate(timer.getId(), due, false);
            }
        }
        for (Task task : tasks.createTaskQuery()
                .processInstanceId(processInstanceId)
                .initializeFormKeys()
                .list()) {
            if (ofSameTask(deadline, task.getExecutionId())
                    && elementOf(task) instanceof UserTask element
                    && asks(element.getCamundaDueDate(), element, deadline.standardId(), task.getExecutionId())) {
                task.setDueDate(due);
                if (asks(element.getCamundaFollowUpDate(), element, deadline.standardId(), task.getExecutionId())) {
                    task.setFollowUpDate(followUp);
                }
                tasks.saveTask(task);
            }
        }
    }

    private Set<String> processInstancesOf(Deadline deadline) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(deadline.processInstanceId());
        if (deadline.perJourney()) {
            runtime
                    .createProcessInstanceQuery()
                    .variableValueEquals("journeyId", deadline.journeyId().toString())
                    .list()
                    .stream()
                    .map(ProcessInstance::getId)
                    .forEach(ids::add);
        }
        return ids;
    }

    private static boolean ofSameTask(Deadline deadline, String executionId) {
        return deadline.perJourney() || deadline.executionId().equals(executionId);
    }

    private boolean timerAsksFor(Job timer, String standard) {
        JobDefinition definition = timer.getJobDefinitionId() == null
                ? null
                : management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(timer.getJobDefinitionId())
                        .singleResult();
        if (definition == null) return false;
        ModelElementInstance element =
                model(definition.getProcessDefinitionId()).getModelElementById(definition.getActivityId());
        return element instanceof CatchEvent event
                && event.getEventDefinitions().stream()
                        .filter(TimerEventDefinition.class::isInstance)
                        .map(TimerEventDefinition.class::cast)
                        .filter(date -> date.getTimeDate() != null)
                        .anyMatch(date ->
                                asks(date.getTimeDate().getTextContent(), event, standard, timer.getExecutionId()));
    }

    private ModelElementInstance elementOf(Task task) {
        return model(task.getProcessDefinitionId()).getModelElementById(task.getTaskDefinitionKey());
    }

    private BpmnModelInstance model(String processDefinitionId) {
        return repository.getBpmnModelInstance(processDefinitionId);
    }

    /** A shared block asks for the standard that its caller names in a variable. */
    private boolean asks(String date, BaseElement element, String standard, String executionId) {
        return ClockStandard.askedBy(date, element, variable -> runtime.getVariable(executionId, variable))
                .filter(standard::equals)
                .isPresent();
    }
}
