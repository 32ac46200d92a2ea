package uk.childpathways.oversight;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * The agreed action that a follow-up is about (process variable {@code actionId}), as models ask for it:
 * {@code ${agreedAction.begin(execution)}} when the follow-up starts, {@code ${agreedAction.owner(execution)}} as
 * assignee, {@code ${agreedAction.done(execution)}} when it ends.
 */
@ModelVocabulary(
        value = "agreedAction",
        says = "The agreed action that a follow-up is about",
        purpose = Purpose.DECIDE,
        reads = {@ModelVariable(name = "actionId", says = "the agreed action")})
public class AgreedActionInModels {

    private final AgreedActions actions;

    AgreedActionInModels(AgreedActions actions) {
        this.actions = actions;
    }

    /** Records the action's date as an event of this follow-up, from which its deadline runs. */
    @ModelFunction("Starts the follow-up: its deadline runs from the date that was agreed.")
    public void begin(DelegateExecution execution) {
        AgreedAction action = of(execution);
        ProcessDefinition definition = execution
                .getProcessEngineServices()
                .getRepositoryService()
                .getProcessDefinition(execution.getProcessDefinitionId());
        actions.begin(
                action,
                new JourneyStep(
                        action.journeyId(),
                        action.childRef(),
                        execution.getProcessInstanceId(),
                        execution.getId(),
                        execution.getCurrentActivityId(),
                        definition.getKey()));
    }

    /** User id of who does it. */
    @ModelFunction("Who does the action, as assignee.")
    public String owner(DelegateExecution execution) {
        return of(execution).owner();
    }

    /** Ends the action with what the form of the follow-up's task says. */
    @ModelFunction("Ends the action with what the form of the follow-up says.")
    public void done(DelegateExecution execution) {
        actions.ended(of(execution), execution.getProcessInstanceId());
    }

    private AgreedAction of(DelegateExecution execution) {
        Object id = execution.getVariable("actionId");
        if (id == null) {
            throw new IllegalStateException("The follow-up does not say which agreed action it is about (actionId).");
        }
        return actions.get(UUID.fromString(id.toString()));
    }
}
