package uk.childpathways.children;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Team;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Makes the child one of another team's (extension property {@code team}: the team's id). The open work of all the
 * child's journeys goes to that team in the same moment; dates stay as they are, and who is notified or asked from now on
 * is found by the child's new team. The worker stays until the new team has named one.
 */
@ModelVocabulary(
        value = "moveToTeam",
        says = "Makes the child one of another team's; its open work goes there in the same moment",
        purpose = Purpose.CHILD)
@ModelProperty(
        name = "team",
        says = "The team's id, usually a variable: `${receivingTeam}`.",
        value = ValueKind.TEAM,
        required = true)
class MoveToTeam implements JavaDelegate {

    private final Children children;
    private final Directory directory;

    MoveToTeam(Children children, Directory directory) {
        this.children = children;
        this.directory = directory;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String team = directory
                .teamById(properties.get("team"))
                .map(Team::id)
                .orElseThrow(() -> new IllegalStateException("The element '" + execution.getCurrentActivityId()
                        + "' needs the property 'team': one of "
                        + directory.teams().stream().map(Team::id).toList() + "."));
        children.moveTo(String.valueOf(execution.getVariable("childRef")), team);
    }
}
