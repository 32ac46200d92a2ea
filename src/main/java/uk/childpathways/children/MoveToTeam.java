package uk.childpathways.children;

import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Team;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/**
 * Makes the child one of another team's (extension property {@code team}: the team's id). The open work of all the
 * child's journeys goes to that team in the same moment; dates stay as they are, and who is notified or asked from now on
 * is found by the child's new team. The worker stays until the new team has named one.
 *
 * <p>The whole team opens the record from then on. So the word asks itself whether a manager of that team accepted, on a
 * form of this case or of what it called, whichever model brings it there (SWI-MTG-01c).
 */
@ModelVocabulary(
        value = "moveToTeam",
        says = "Makes the child one of another team's, whose manager accepted it on a form; its open work goes there in"
                + " the same moment",
        purpose = Purpose.CHILD,
        reads = {@ModelVariable(name = "transferDecision", says = "`accepted`, as a manager of that team answered")})
@ModelProperty(
        name = "team",
        says = "The team's id, usually a variable: `${receivingTeam}`.",
        value = ValueKind.TEAM,
        required = true)
class MoveToTeam implements JavaDelegate {

    private static final String DECISION = "transferDecision";

    private final Children children;
    private final Directory directory;
    private final LineOfManagement line;
    private final Chronology chronology;

    MoveToTeam(Children children, Directory directory, LineOfManagement line, Chronology chronology) {
        this.children = children;
        this.directory = directory;
        this.line = line;
        this.chronology = chronology;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String team = directory
                .teamById(properties.get("team"))
                .map(Team::id)
                .orElseThrow(() -> new BadInputProblem("The element '" + execution.getCurrentActivityId()
                        + "' needs the property 'team': one of "
                        + directory.teams().stream().map(Team::id).toList() + "."));
        String childRef = JourneyVariables.childRef(execution);
        checkAccepted(execution, childRef, team);
        children.moveTo(childRef, team);
    }

    private void checkAccepted(DelegateExecution execution, String childRef, String team) {
        Stream<String> called = execution
                .getProcessEngineServices()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .superProcessInstanceId(execution.getProcessInstanceId())
                .list()
                .stream()
                .map(HistoricProcessInstance::getId);
        chronology
                .latestAnswering(
                        childRef,
                        Stream.concat(JourneyVariables.instancesUpwards(execution).stream(), called)
                                .toList(),
                        DECISION)
                .filter(said -> "accepted".equals(said.answers().get(DECISION)))
                .filter(said -> line.manages(said.by(), team))
                .orElseThrow(() -> new NotAllowedProblem("No manager of the team that is to take the child over has"
                        + " accepted: the child stays with its team. Ask for a transfer."));
    }
}
