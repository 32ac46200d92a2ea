package uk.childpathways.oversight;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.engine.SpokenByModels;
import uk.childpathways.people.Directory;

/**
 * The agreed action that a follow-up is about (process variable {@code actionId}), as models ask for it:
 * {@code ${agreedAction.begin(execution)}} when the follow-up starts, {@code ${agreedAction.owner(execution)}} as
 * assignee, {@code ${agreedAction.done(execution)}} when it ends.
 */
@SpokenByModels("agreedAction")
public class AgreedActionInModels {

    /** The event that dates an agreed action; its standard {@code agreed-action-done} runs to the end of that day. */
    public static final String DUE = "agreed-action-due";

    private final AgreedActions actions;
    private final JourneyEvents events;
    private final Chronology chronology;
    private final Directory directory;
    private final Clock clock;

    AgreedActionInModels(
            AgreedActions actions,
            JourneyEvents events,
            Chronology chronology,
            Directory directory,
            Clock pathwaysClock) {
        this.actions = actions;
        this.events = events;
        this.chronology = chronology;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** Records the action's date as an event of this follow-up, from which its deadline runs. */
    public void begin(DelegateExecution execution) {
        AgreedAction action = of(execution);
        if (action.journeyId() == null
                || events.latest(action.journeyId(), DUE, execution.getProcessInstanceId())
                        .filter(event -> event.step() != null
                                && execution
                                        .getProcessInstanceId()
                                        .equals(event.step().processInstanceId()))
                        .isPresent()) {
            return;
        }
        ProcessDefinition definition = execution
                .getProcessEngineServices()
                .getRepositoryService()
                .getProcessDefinition(execution.getProcessDefinitionId());
        events.record(
                action.journeyId(),
                action.childRef(),
                DUE,
                action.dueOn().atStartOfDay(clock.getZone()).toInstant(),
                true,
                directory.currentUser(),
                new JourneyStep(
                        action.journeyId(),
                        action.childRef(),
                        execution.getProcessInstanceId(),
                        execution.getId(),
                        execution.getCurrentActivityId(),
                        definition.getKey()));
    }

    /** User id of who does it. */
    public String owner(DelegateExecution execution) {
        return of(execution).owner();
    }

    /** What is to be done, in words. */
    public String text(DelegateExecution execution) {
        return of(execution).action();
    }

    /** Marks the action as done by who completed the task, with the result given on its form. */
    public void done(DelegateExecution execution) {
        ChronologyEntry entry = chronology
                .latestOfProcessInstance(execution.getProcessInstanceId())
                .orElse(null);
        Map<String, Object> answers = entry == null ? Map.of() : entry.answers();
        Object result = answers.get("result");
        actions.done(
                of(execution).id(),
                entry == null ? directory.currentUser() : entry.by(),
                result == null ? null : result.toString());
    }

    private AgreedAction of(DelegateExecution execution) {
        Object id = execution.getVariable("actionId");
        if (id == null) {
            throw new IllegalStateException("The follow-up does not say which agreed action it is about (actionId).");
        }
        return actions.get(UUID.fromString(id.toString()));
    }
}
