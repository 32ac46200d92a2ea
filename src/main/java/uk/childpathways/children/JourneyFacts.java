package uk.childpathways.children;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.vocabulary.ModelVocabulary;

/** What models ask about the journey so far: {@code ${journeyFacts.times(execution, 'child-visited-on-plan')}}. */
@ModelVocabulary("journeyFacts")
public class JourneyFacts {

    private final JourneyEvents events;

    JourneyFacts(JourneyEvents events) {
        this.events = events;
    }

    /**
     * How often the event was recorded in this journey itself, whichever of its processes recorded it. A corrected date
     * counts once; what the journey before a hand-over did is not counted.
     */
    public int times(DelegateExecution execution, String event) {
        Object journeyId = execution.getVariable("journeyId");
        return journeyId == null ? 0 : events.times(UUID.fromString(journeyId.toString()), event);
    }
}
