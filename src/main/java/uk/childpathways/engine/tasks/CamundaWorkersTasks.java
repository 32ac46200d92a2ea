package uk.childpathways.engine.tasks;

import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.children.WorkersTasks;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.engine.access.TaskRights;

/** Tasks that a model assigns to {@code people.allocatedWorker} follow the case to its new worker. */
@Component
class CamundaWorkersTasks implements WorkersTasks {

    private static final String ALLOCATED_WORKER = "people.allocatedWorker(";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final SystemAuthority authority;
    private final TaskRights rights;

    CamundaWorkersTasks(
            @Lazy TaskService tasks,
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            SystemAuthority authority,
            TaskRights rights) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.repository = repository;
        this.authority = authority;
        this.rights = rights;
    }

    @Override
    public void passOn(String childRef, String from, String to) {
        authority.get(() -> {
            tasks.createTaskQuery().processVariableValueEquals("childRef", childRef).list().stream()
                    .filter(task -> Objects.equals(task.getAssignee(), from) && !to.equals(from))
                    .filter(this::goesWithTheCase)
                    .forEach(task -> {
                        tasks.setAssignee(task.getId(), to);
                        if (from != null) {
                            rights.takeFromUser(task.getId(), from);
                        }
                    });
            return null;
        });
    }

    @Override
    public void findNewWorker(String childRef, UUID journeyId) {
        authority.run(() -> {
            boolean asked = runtime.createProcessInstanceQuery()
                            .processDefinitionKey("allocate-case")
                            .variableValueEquals("childRef", childRef)
                            .count()
                    > 0;
            if (!asked) {
                runtime.createMessageCorrelation("childWithoutWorker")
                        .processInstanceBusinessKey("re-allocate-case:" + childRef)
                        .setVariable("childRef", childRef)
                        .setVariable("journeyId", journeyId.toString())
                        .correlateStartMessage();
            }
        });
    }

    private boolean goesWithTheCase(Task task) {
        return repository
                                .getBpmnModelInstance(task.getProcessDefinitionId())
                                .getModelElementById(task.getTaskDefinitionKey())
                        instanceof UserTask element
                && element.getCamundaAssignee() != null
                && element.getCamundaAssignee().contains(ALLOCATED_WORKER);
    }
}
