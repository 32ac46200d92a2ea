package uk.childpathways.engine.tasks;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.notices.TaskHolders;

/** Reads who holds a task, for a breach: by the application's own right, regardless of who causes it. */
@Component
class CamundaTaskHolders implements TaskHolders {

    private final TaskService tasks;
    private final SystemAuthority authority;

    CamundaTaskHolders(@Lazy TaskService tasks, SystemAuthority authority) {
        this.tasks = tasks;
        this.authority = authority;
    }

    @Override
    public List<String> holdersOf(String executionId) {
        return authority.get(() -> tasks.createTaskQuery().executionId(executionId).list().stream()
                .flatMap(this::holders)
                .distinct()
                .sorted()
                .toList());
    }

    @Override
    public Set<String> executionsHeldBy(String userId) {
        return authority.get(() -> tasks.createTaskQuery().taskAssignee(userId).list().stream()
                .map(Task::getExecutionId)
                .collect(Collectors.toSet()));
    }

    private Stream<String> holders(Task task) {
        if (task.getAssignee() != null) {
            return Stream.of(task.getAssignee());
        }
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .flatMap(link -> Stream.of(link.getUserId(), link.getGroupId()))
                .filter(Objects::nonNull);
    }
}
