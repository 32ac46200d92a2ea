package uk.childpathways.engine.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.board.OpenTasks;
import uk.childpathways.engine.access.SystemAuthority;

/** Reads a child's open tasks by the application's own right: who may see them was checked with the record. */
@Component
class CamundaOpenTasks implements OpenTasks {

    private static final Set<String> ANSWERS_TO_BREACHES =
            Set.of("Task_RespondToBreachedStandard", "Task_AnswerForMissedStandard", "Task_AnswerForOfficeWork");

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final SystemAuthority authority;

    CamundaOpenTasks(@Lazy TaskService tasks, @Lazy RuntimeService runtime, SystemAuthority authority) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.authority = authority;
    }

    @Override
    public List<Step> of(String childRef) {
        return authority.get(() -> {
            List<Task> open = tasks.createTaskQuery()
                    .processVariableValueEquals("childRef", childRef)
                    .orderByTaskCreateTime()
                    .asc()
                    .list();
            if (open.isEmpty()) {
                return List.of();
            }
            Map<String, Object> journeys = runtime
                    .createVariableInstanceQuery()
                    .processInstanceIdIn(open.stream()
                            .map(Task::getProcessInstanceId)
                            .distinct()
                            .toArray(String[]::new))
                    .variableName("journeyId")
                    .list()
                    .stream()
                    .filter(variable -> variable.getValue() != null)
                    .collect(Collectors.toMap(
                            VariableInstance::getProcessInstanceId, VariableInstance::getValue, (one, same) -> one));
            return open.stream()
                    .map(task -> new Step(
                            task.getId(),
                            task.getName(),
                            journeyId(journeys.get(task.getProcessInstanceId())),
                            task.getAssignee(),
                            task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                            ANSWERS_TO_BREACHES.contains(task.getTaskDefinitionKey())))
                    .toList();
        });
    }

    @Override
    public Optional<String> childOf(String taskId) {
        return authority.get(
                () -> Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                        .map(task -> runtime.getVariable(task.getExecutionId(), "childRef"))
                        .map(Object::toString));
    }

    private static UUID journeyId(Object value) {
        return value == null ? null : UUID.fromString(value.toString());
    }
}
