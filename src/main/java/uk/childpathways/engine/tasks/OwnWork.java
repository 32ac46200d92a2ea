package uk.childpathways.engine.tasks;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.people.CaseLookup;
import uk.childpathways.vocabulary.ExtensionProperties;

/** Whose own work a task is about: nobody signs off, or supervises, what is their own, so they are not offered it. */
@Component
class OwnWork {

    private final TaskService tasks;
    private final RepositoryService repository;
    private final CaseLookup cases;

    OwnWork(@Lazy TaskService tasks, @Lazy RepositoryService repository, CaseLookup cases) {
        this.tasks = tasks;
        this.repository = repository;
        this.cases = cases;
    }

    Set<String> barredFrom(Task task) {
        BaseElement element = repository
                .getBpmnModelInstance(task.getProcessDefinitionId())
                .getModelElementById(task.getTaskDefinitionKey());
        Map<String, String> properties = ExtensionProperties.of(element);
        return cases.barredFrom(properties, name -> tasks.getVariable(task.getId(), name));
    }
}
