package uk.childpathways.handovers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.ExecutionQuery;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.WithdrawalReason;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;
import uk.childpathways.web.BadInputProblem;

/**
 * Sends a message to the child's running journey. Extension properties: {@code message}, its name; {@code pass}, the
 * variables that go with it, separated by spaces. With a {@code journeyId} that journey receives it, otherwise every
 * running journey of the child that waits for the message. {@code journey=<process id>} sends it to the
 * child's running journey of that kind instead of this one; {@code everyJourney=true} sends it to all that run for the child.
 * {@code inProcess} narrows it to one model: only the visits are recalculated, say, and nothing else that waits for the message. {@code
 * because} is the reason, in words, with which the deadlines of the work that the message stops are withdrawn.
 *
 * <p>Where no journey waits, the task is refused with a sentence: a lost message would look like one that arrived. {@code
 * ifNobodyWaits=ignore} on the element says that this is fine, {@code ifNobodyWaitsSay} what to do instead.
 */
@ModelVocabulary(
        value = "tellJourney",
        says = "Brings a message to the child's running journey: this one, or the one that `journey` names",
        purpose = Purpose.JOURNEYS)
@ModelProperty(name = "message", says = "The message.", value = ValueKind.MESSAGE, required = true)
@ModelProperty(name = "pass", says = "The variables that go with it.", value = ValueKind.VARIABLES)
@ModelProperty(
        name = "journey",
        says = "The child's running journey of this kind, in place of one's own.",
        value = ValueKind.JOURNEY)
@ModelProperty(name = "everyJourney", says = "All journeys that run for the child.", value = ValueKind.FLAG)
@ModelProperty(
        name = "inProcess",
        says = "Only this process of the journey, and nothing else that waits for the same message.",
        value = ValueKind.PROCESS)
@ModelProperty(
        name = "because",
        says = "Why work that the message stops is not asked for any more: the reason with which its deadlines are"
                + " withdrawn.")
@ModelProperty(
        name = "ifNobodyWaits",
        says = "`ignore`: it may be that nobody waits for the message. Without it that is refused.",
        value = ValueKind.CHOICE,
        choices = {"ignore"})
@ModelProperty(
        name = "ifNobodyWaitsSay",
        says = "What the person is told where nobody waits for the message, in sentences: what is to be done instead.")
class TellJourney implements JavaDelegate {

    private final Journeys journeys;
    private final JourneyNames names;

    TellJourney(Journeys journeys, JourneyNames names) {
        this.journeys = journeys;
        this.names = names;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String message = properties.get("message");
        if (message == null || message.isBlank()) {
            throw new IllegalStateException(
                    "The element '" + execution.getCurrentActivityId() + "' needs the property 'message'.");
        }
        RuntimeService runtime = execution.getProcessEngineServices().getRuntimeService();
        Map<String, Object> passed = new HashMap<>();
        Arrays.stream(properties.getOrDefault("pass", "").split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> passed.put(name, execution.getVariable(name)));
        String childRef = JourneyVariables.childRef(execution);
        List<Execution> waiting = journeysOf(execution, childRef, properties)
                .flatMap(journey -> waitingIn(runtime, journey, message, properties.get("inProcess")).stream())
                .toList();
        if (waiting.isEmpty() && !"ignore".equals(properties.get("ifNobodyWaits"))) {
            String kind = properties.get("journey");
            boolean runs = journeysOf(execution, childRef, properties).findAny().isPresent();
            throw new BadInputProblem(Optional.ofNullable(properties.get("ifNobodyWaitsSay"))
                    .orElseGet(() -> "Child " + childRef
                            + (runs
                                    ? " is in the journey, but at no step of it at which this can be taken (" + message
                                            + "). Look at the child's open tasks."
                                    : " has no running journey " + (kind == null ? "" : "'" + names.of(kind) + "' ")
                                            + "that can receive this (" + message
                                            + "). Look at the child's chronology: it may have ended.")));
        }
        WithdrawalReason.during(
                properties.get("because"),
                () -> waiting.forEach(one -> runtime.messageEventReceived(message, one.getId(), passed)));
    }

    private Stream<Journey> journeysOf(DelegateExecution execution, String childRef, Map<String, String> properties) {
        List<Journey> running = journeys.running(childRef);
        String kind = properties.get("journey");
        if (kind != null) {
            return running.stream().filter(journey -> journey.key().equals(kind));
        }
        if ("true".equals(properties.get("everyJourney"))) {
            return running.stream();
        }
        UUID id = JourneyVariables.journeyId(execution);
        return running.stream().filter(journey -> id == null || journey.id().equals(id));
    }

    /** Executions of the journey's own process, and of those that it called, which wait for the message. */
    private static List<Execution> waitingIn(
            RuntimeService runtime, Journey journey, String message, String inProcess) {
        ExecutionQuery waiting = runtime.createExecutionQuery()
                .messageEventSubscriptionName(message)
                .processVariableValueEquals("journeyId", journey.id().toString());
        return (inProcess == null ? waiting : waiting.processDefinitionKey(inProcess)).list();
    }
}
