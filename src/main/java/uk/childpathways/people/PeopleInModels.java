package uk.childpathways.people;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelArgument;
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/** Who does a task: {@code ${people.group(execution,'team-manager')}}. */
@ModelVocabulary(value = "people", says = "Who is offered a task", purpose = Purpose.PEOPLE)
public class PeopleInModels {

    private final Directory directory;
    private final CaseLookup cases;

    PeopleInModels(Directory directory, CaseLookup cases) {
        this.directory = directory;
        this.cases = cases;
    }

    /**
     * The candidate groups of these roles in the child's team, comma separated.
     *
     * @param roles role names, comma separated; roles above the team give their service-wide group
     */
    @ModelFunction(
            "The candidate groups of these roles: of the child's team for roles of a team, otherwise of the service.")
    public String group(
            DelegateExecution execution,
            @ModelArgument(value = "the roles that are offered the task, separated by commas", kind = ValueKind.ROLES)
                    String roles) {
        List<String> names = Arrays.stream(roles.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
        boolean ofTeam = names.stream().map(Role::of).anyMatch(Role::ofTeam);
        String child = text(execution, "childRef");
        String team = ofTeam && child != null ? cases.teamOf(child) : null;
        return offered(execution, directory.groupsFor(names, team));
    }

    /**
     * The candidate groups of these roles in the team that a process variable names.
     *
     * @param team the team's id, or null for the child's own
     */
    @ModelFunction("The candidate groups of these roles in a team other than the child's own.")
    public String groupInTeam(
            DelegateExecution execution,
            @ModelArgument(value = "the roles, separated by commas", kind = ValueKind.ROLES) String roles,
            @ModelArgument(
                            value = "the team's id, usually a variable; the child's own team where it is empty",
                            kind = ValueKind.TEAM)
                    String team) {
        return team == null || team.isBlank()
                ? group(execution, roles)
                : offered(execution, directory.groupsFor(List.of(roles.split("\\s*,\\s*")), team));
    }

    private String offered(DelegateExecution execution, List<String> groups) {
        String child = text(execution, "childRef");
        return String.join(
                ",",
                child == null
                        ? groups
                        : cases.offered(
                                child,
                                groups,
                                cases.barredFrom(ExtensionProperties.of(execution), execution::getVariable)));
    }

    /**
     * The child's allocated worker, who gets the task at once. Null, where there is none or they have left, leaves it
     * to the candidates.
     */
    @ModelFunction("The child's allocated worker, as assignee. Nobody where there is none or they have left: then the"
            + " candidate groups see the task.")
    public String allocatedWorker(DelegateExecution execution) {
        String child = text(execution, "childRef");
        return child == null
                ? null
                : cases.allocatedWorkerOf(child).filter(this::worksHere).orElse(null);
    }

    /** Who submitted the document that is signed off or reworked here; null where unknown, or where they have left. */
    @ModelFunction("Who submitted the document that is signed off or reworked here. Nobody where they have left.")
    public String author(DelegateExecution execution) {
        return Optional.ofNullable(text(execution, "author"))
                .or(() -> cases.authorIn(execution.getProcessInstanceId()))
                .filter(this::worksHere)
                .orElse(null);
    }

    /**
     * Candidate groups of a task that is one person's alone: none. Its assignee does it, with those whom the model names
     * one by one (SWI-SUP-04); no group finds it.
     */
    @ModelFunction("Candidate groups of a task that is its assignee's alone: none.")
    public List<String> nobodyElse() {
        return List.of();
    }

    private boolean worksHere(String userId) {
        return directory.person(userId).filter(Person::active).isPresent();
    }

    private static String text(DelegateExecution execution, String variable) {
        Object value = execution.getVariable(variable);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}
