package uk.childpathways.engine.tasks;

import jakarta.ws.rs.WebApplicationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.breaches.AnswerTasks;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.web.BadInputProblem;

/** What managers answer on one page is completed in the engine as themselves, task by task. */
@Component
class CamundaAnswerTasks implements AnswerTasks {

    /** Which form each task of an answer has; {@code latest}, so that the form's own key is no question here. */
    private static final Map<String, String> FORMS = Map.of(
            "Task_RespondToBreachedStandard", "respond-to-breached-standard",
            "Task_AnswerForMissedStandard", "answer-for-missed-standard",
            "Task_AnswerForOfficeWork", "answer-for-office-work");

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final SystemAuthority authority;

    CamundaAnswerTasks(@Lazy TaskService tasks, @Lazy RuntimeService runtime, SystemAuthority authority) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.authority = authority;
    }

    @Override
    public Map<UUID, AnswerTask> openFor(String userId, Collection<UUID> breaches) {
        List<Task> seen = authority.as(
                userId,
                () -> tasks.createTaskQuery()
                        .taskDefinitionKeyIn(FORMS.keySet().toArray(String[]::new))
                        .list());
        if (seen.isEmpty()) {
            return Map.of();
        }
        Set<String> asked = breaches.stream().map(UUID::toString).collect(Collectors.toSet());
        Map<String, String> about = authority.get(() -> runtime
                .createVariableInstanceQuery()
                .processInstanceIdIn(
                        seen.stream().map(Task::getProcessInstanceId).distinct().toArray(String[]::new))
                .variableName("breachId")
                .list()
                .stream()
                .collect(Collectors.toMap(
                        VariableInstance::getProcessInstanceId,
                        variable -> String.valueOf(variable.getValue()),
                        (one, same) -> one)));
        Map<UUID, AnswerTask> open = new HashMap<>();
        seen.forEach(task -> {
            String breach = about.get(task.getProcessInstanceId());
            boolean free = task.getAssignee() == null || task.getAssignee().equals(userId);
            if (breach != null && asked.contains(breach) && free) {
                open.put(UUID.fromString(breach), new AnswerTask(task.getId(), FORMS.get(task.getTaskDefinitionKey())));
            }
        });
        return open;
    }

    @Override
    public void complete(AnswerTask task, Map<String, Object> answers, String userId) {
        try {
            authority.as(userId, () -> {
                tasks.complete(task.taskId(), answers);
                return null;
            });
        } catch (WebApplicationException refused) {
            // The door's refusal, in its words: on a page it is an answer like any other.
            throw new BadInputProblem(refused.getMessage());
        }
    }
}
