package uk.childpathways.engine.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.submissions.TaskCreationTime;

/** As the engine has it: when the task was created. */
@Component
class CamundaTaskCreationTime implements TaskCreationTime {

    private final TaskService tasks;

    CamundaTaskCreationTime(@Lazy TaskService tasks) {
        this.tasks = tasks;
    }

    @Override
    public Optional<Instant> of(JourneyStep step) {
        if (step.executionId() == null || step.elementId() == null) {
            return Optional.empty();
        }
        List<Task> open = tasks.createTaskQuery()
                .executionId(step.executionId())
                .taskDefinitionKey(step.elementId())
                .list();
        return open.size() == 1 ? Optional.of(open.get(0).getCreateTime().toInstant()) : Optional.empty();
    }
}
