package uk.childpathways.practitioners;

import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import uk.childpathways.engine.InJourney;
import uk.childpathways.engine.SpokenByModels;
import uk.childpathways.people.PractitionerFiles;

/**
 * Makes the person chosen on the form (variable {@code supervisor}, a user id) the practitioner's supervisor. What the
 * one before still had to do passes to the new one; the file is closed to the one before, unless they stand in the line.
 */
@SpokenByModels("nameSupervisor")
class NameSupervisor implements JavaDelegate {

    private static final String SUPERVISOR = "supervision.supervisor(";

    private final PractitionerFiles files;

    NameSupervisor(PractitionerFiles files) {
        this.files = files;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String ref = InJourney.childRef(execution);
        String before = files.supervisorOf(ref).orElse(null);
        String now = String.valueOf(execution.getVariable("supervisor"));
        files.nameSupervisor(ref, now);
        if (before == null || before.equals(now)) {
            return;
        }
        ProcessEngineServices engine = execution.getProcessEngineServices();
        TaskService tasks = engine.getTaskService();
        tasks.createTaskQuery().processVariableValueEquals("childRef", ref).list().stream()
                .filter(task -> Objects.equals(task.getAssignee(), before) && isTheSupervisors(task, engine))
                .forEach(task -> {
                    tasks.setAssignee(task.getId(), now);
                    tasks.deleteCandidateUser(task.getId(), before);
                    files.managersOf(ref).forEach(user -> tasks.addCandidateUser(task.getId(), user));
                });
    }

    private static boolean isTheSupervisors(Task task, ProcessEngineServices engine) {
        return engine.getRepositoryService()
                                .getBpmnModelInstance(task.getProcessDefinitionId())
                                .getModelElementById(task.getTaskDefinitionKey())
                        instanceof UserTask element
                && element.getCamundaAssignee() != null
                && element.getCamundaAssignee().contains(SUPERVISOR);
    }
}
