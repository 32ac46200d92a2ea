package uk.childpathways.handovers;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.NewEntry;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Hands the child over to another journey (extension property {@code toJourney}). A journey that exists and has a
 * message start {@code handOver-<journey>} is opened at once. One that runs already for this child, and one that is not built yet, becomes a task for
 * the receiving manager ({@code receive-hand-over}), so that no hand-over ends in silence (SWI-MTG-01c, SWI-OVR-02a).
 * {@code ifRunning=ignore} on the element: where one runs already, nothing is handed over; the model notifies people itself.
 */
@ModelVocabulary(
        value = "handOver",
        says = "Opens another journey for the child and tells the team manager. Where that journey runs already or is"
                + " not here yet, the manager gets a task to receive the child",
        purpose = Purpose.JOURNEYS)
@ModelProperty(name = "toJourney", says = "The journey that takes over.", value = ValueKind.JOURNEY, required = true)
@ModelProperty(
        name = "ifRunning",
        says = "`ignore`: where one runs already, nothing is handed over.",
        value = ValueKind.CHOICE,
        choices = {"ignore"})
class HandOver implements JavaDelegate {

    /** A journey that can be handed to starts by a message of this name and its own. */
    static final String MESSAGE = "handOver-";

    static final String RECEIVE = "receive-hand-over";

    private final JourneyNames names;
    private final Children children;
    private final Chronology chronology;
    private final Notifications notifications;
    private final Directory directory;
    private final Clock clock;

    HandOver(
            JourneyNames names,
            Children children,
            Chronology chronology,
            Notifications notifications,
            Directory directory,
            Clock pathwaysClock) {
        this.names = names;
        this.children = children;
        this.chronology = chronology;
        this.notifications = notifications;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String journey = ExtensionProperties.of(execution).get("toJourney");
        if (journey == null || journey.isBlank()) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the property 'toJourney': the journey that takes over.");
        }
        String childRef = JourneyVariables.childRef(execution);
        UUID journeyId = JourneyVariables.journeyId(execution);
        // Somebody may open it by hand at the same moment.
        children.hold(childRef);
        if ("ignore".equals(ExtensionProperties.of(execution).get("ifRunning"))
                && runs(execution.getProcessEngineServices().getRuntimeService(), journey, childRef)) {
            return;
        }
        open(execution, journey, childRef, journeyId);
        chronology.record(new NewEntry(
                childRef,
                journeyId,
                "handed-over",
                execution.getCurrentActivityId(),
                "Handed over: " + names.of(journey) + " to be opened",
                null,
                Map.of("toJourney", journey),
                execution.getProcessInstanceId(),
                null,
                directory.currentUser(),
                clock.instant(),
                List.of("SWI-MTG-01c"),
                null));
        NoticeText words = HandoverWording.handOver(childRef, names.of(journey));
        notifications.tell(Notice.now(
                "hand-over:" + execution.getProcessInstanceId() + ":" + execution.getActivityInstanceId(),
                childRef,
                journeyId,
                "hand-over",
                words.subject(),
                words.text(),
                List.of(Recipients.recipient(Role.TEAM_MANAGER.key(), childRef))));
    }

    private static void open(DelegateExecution execution, String journey, String childRef, UUID journeyId) {
        RuntimeService runtime = execution.getProcessEngineServices().getRuntimeService();
        String message = MESSAGE + journey;
        Optional<String> built = execution
                .getProcessEngineServices()
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .messageEventSubscriptionName(message)
                .latestVersion()
                .list()
                .stream()
                .map(ProcessDefinition::getKey)
                .findFirst();
        Map<String, Object> variables = new HashMap<>();
        variables.put("childRef", childRef);
        // A second run beside the first would start its clocks again: the manager decides what to do.
        if (journeyId != null) {
            variables.put("handedOverFrom", journeyId.toString());
        }
        if (built.isPresent() && !runs(runtime, built.get(), childRef)) {
            runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(journey + ":" + childRef)
                    .setVariables(variables)
                    .correlateStartMessage();
            return;
        }
        variables.remove("handedOverFrom");
        variables.put("journeyId", journeyId == null ? null : journeyId.toString());
        variables.put("toJourney", journey);
        runtime.startProcessInstanceByKey(RECEIVE, RECEIVE + ":" + childRef, variables);
    }

    private static boolean runs(RuntimeService runtime, String process, String childRef) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .variableValueEquals("childRef", childRef)
                        .count()
                > 0;
    }
}
