package uk.childpathways.children;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.calendar.England;
import uk.childpathways.people.Directory;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Puts on the record of the child's journey of another kind what has been recorded in this one, so that its clocks run
 * from the true day: a placement for adoption is a placement in care too. Extension properties: {@code journey}, its
 * kind; {@code event}, names separated by spaces; {@code on}, the variable that holds the day. Where no such journey
 * runs, nothing is recorded.
 */
@ModelVocabulary(
        value = "recordInJourney",
        says = "Records an event of this journey in the child's journey of another kind too. Does nothing where none"
                + " runs",
        purpose = Purpose.RECORD)
@ModelProperty(name = "journey", says = "The other journey.", value = ValueKind.JOURNEY, required = true)
@ModelProperty(name = "event", says = "What has happened.", value = ValueKind.EVENTS, required = true)
@ModelProperty(
        name = "on",
        says = "The variable that holds the day, from a form's field with `keep`.",
        value = ValueKind.VARIABLE,
        required = true)
class RecordInJourney implements JavaDelegate {

    private final Journeys journeys;
    private final JourneyEvents events;
    private final Directory directory;

    RecordInJourney(Journeys journeys, JourneyEvents events, Directory directory) {
        this.journeys = journeys;
        this.events = events;
        this.directory = directory;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String kind = properties.get("journey");
        String names = properties.get("event");
        Object day = execution.getVariable(String.valueOf(properties.get("on")));
        if (kind == null || names == null || day == null) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the properties 'journey' (the kind of journey), 'event' (what happened) and 'on' (the"
                    + " variable with its day, from a form's field with 'keep').");
        }
        String childRef = JourneyVariables.childRef(execution);
        LocalDate on = LocalDate.parse(day.toString().substring(0, 10));
        for (Journey journey : journeys.running(childRef)) {
            for (String name : journey.key().equals(kind) ? names.trim().split("\\s+") : new String[0]) {
                events.record(
                        journey.id(),
                        childRef,
                        name,
                        on.atStartOfDay(England.ZONE).toInstant(),
                        true,
                        directory.currentUser(),
                        null);
            }
        }
    }
}
