package uk.childpathways.children;

import java.time.Clock;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.people.Directory;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Records an event that no form asks for: another journey for which this one waited has ended, say.
 *  The extension property {@code event} names it; several names are separated by spaces.
 */
@ModelVocabulary(
        value = "recordEvent",
        says = "Records that something has happened now, without asking anybody. It meets the standard of that name"
                + " and starts the clocks that run from it",
        purpose = Purpose.RECORD)
@ModelProperty(name = "event", says = "What has happened.", value = ValueKind.EVENTS, required = true)
class RecordEvent implements JavaDelegate {

    private final JourneyEvents events;
    private final Directory directory;
    private final Clock clock;

    RecordEvent(JourneyEvents events, Directory directory, Clock pathwaysClock) {
        this.events = events;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String names = properties.get("event");
        if (names == null || names.isBlank()) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the property 'event': what has come about.");
        }
        JourneyStep step = new JourneyStep(
                JourneyVariables.journeyId(execution),
                JourneyVariables.childRef(execution),
                execution.getProcessInstanceId(),
                execution.getId(),
                execution.getCurrentActivityId(),
                JourneyVariables.process(execution));
        for (String name : names.trim().split("\\s+")) {
            events.record(
                    step.journeyId(), step.childRef(), name, clock.instant(), false, directory.currentUser(), step);
        }
    }
}
