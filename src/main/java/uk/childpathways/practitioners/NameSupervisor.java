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
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

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

    private static final String CHOSEN = "supervisor";

    private final PractitionerFiles files;
    private final Supervisors supervisors;
    private final Chronology chronology;

    NameSupervisor(PractitionerFiles files, Supervisors supervisors, Chronology chronology) {
        this.files = files;
        this.supervisors = supervisors;
        this.chronology = chronology;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String ref = JourneyVariables.childRef(execution);
        if (!PractitionerFiles.isFile(ref)) {
            throw new BadInputProblem("A supervisor is named for an employee, and this case is about a child.");
        }
        String before = files.supervisorOf(ref).orElse(null);
        String now = String.valueOf(execution.getVariable(CHOSEN));
        check(execution, ref, now);
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

    /** Whoever supervises reads the file: so it is asked who chose them, whichever model brings the word there. */
    private void check(DelegateExecution execution, String ref, String supervisor) {
        String by = chronology
                .latestAnswering(ref, JourneyVariables.instancesUpwards(execution), CHOSEN)
                .filter(said -> supervisor.equals(said.answers().get(CHOSEN)))
                .map(ChronologyEntry::by)
                .orElseThrow(() -> new BadInputProblem("Nobody chose this supervisor on a form of this case. A"
                        + " supervisor is chosen by a manager, on a form that asks for '" + CHOSEN + "'."));
        String practitioner = PractitionerFiles.practitionerOf(ref);
        if (!files.mayManage(by, ref)
                && supervisors.managedBy(by).stream().map(Person::userId).noneMatch(practitioner::equals)) {
            throw new NotAllowedProblem(
                    "A supervisor is named by the one before or by a manager of the practitioner. Ask"
                            + " one of them.");
        }
        supervisors.whyNot(supervisor, practitioner).ifPresent(why -> {
            throw new BadInputProblem("The supervisor " + why + ".");
        });
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
