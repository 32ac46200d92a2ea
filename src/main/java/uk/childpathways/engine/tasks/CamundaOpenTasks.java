package uk.childpathways.engine.tasks;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.board.OpenTasks;
import uk.childpathways.engine.access.SystemAuthority;

/** Reads a child's open tasks by the application's own right: who may see them was checked with the record. */
@Component
class CamundaOpenTasks implements OpenTasks {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final SystemAuthority authority;

    CamundaOpenTasks(@Lazy TaskService tasks, @Lazy RuntimeService runtime, SystemAuthority authority) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.authority = authority;
    }

    @Override
    public Optional<String> childOf(String taskId) {
        return authority.get(
                () -> Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                        .map(task -> runtime.getVariable(task.getExecutionId(), "childRef"))
                        .map(Object::toString));
    }
}
