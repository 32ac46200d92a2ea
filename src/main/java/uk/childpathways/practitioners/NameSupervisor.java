package uk.childpathways.practitioners;

import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * Makes the person chosen on the form (variable {@code supervisor}, a user id) the practitioner's supervisor. What the
 * one before still had to do passes to the new one; the file is closed to the one before, unless they are in the line of management.
 */
@ModelVocabulary(
        value = "nameSupervisor",
        says = "Makes the person chosen on the form the practitioner's supervisor; what the one before had still to"
                + " do passes to them",
        purpose = Purpose.STAFF,
        reads = {@ModelVariable(name = "supervisor", says = "the user id chosen")})
class NameSupervisor implements JavaDelegate {

    private static final String SUPERVISOR = "supervision.supervisor(";

    private final PractitionerFiles files;

    NameSupervisor(PractitionerFiles files) {
        this.files = files;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String ref = JourneyVariables.childRef(execution);
        String before = files.supervisorOf(ref).orElse(null);
        String now = String.valueOf(execution.getVariable("supervisor"));
        files.nameSupervisor(ref, now);
        if (before == null || before.equals(now)) {
            return;
        }
        ProcessEngineServices engine = execution.getProcessEngineServices();
        TaskService tasks = engine.getTaskService();
        Set<String> managers = files.managersOf(ref);
        for (Task task : tasks.createTaskQuery()
                .processVariableValueEquals("childRef", ref)
                .list()) {
            if (isTheSupervisors(task, engine)) {
                if (Objects.equals(task.getAssignee(), before)) {
                    tasks.setAssignee(task.getId(), now);
                }
                managers.forEach(user -> tasks.addCandidateUser(task.getId(), user));
            }
            if (!managers.contains(before) && !before.equals(PractitionerFiles.practitionerOf(ref))) {
                tasks.deleteCandidateUser(task.getId(), before);
                takeRights(task, before, engine.getAuthorizationService());
            }
        }
    }

    /** The engine leaves the right to a task with everyone who once was its assignee or candidate. */
    private static void takeRights(Task task, String from, AuthorizationService authorizations) {
        authorizations
                .createAuthorizationQuery()
                .userIdIn(from)
                .resourceType(Resources.TASK)
                .resourceId(task.getId())
                .list()
                .forEach(right -> authorizations.deleteAuthorization(right.getId()));
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
