package uk.childpathways.children;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelArgument;
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/** What models ask about the journey so far: {@code ${journeyFacts.times(execution, 'child-visited-on-plan')}}. */
@ModelVocabulary(value = "journeyFacts", says = "What has happened in the journey so far", purpose = Purpose.RECORD)
public class JourneyFacts {

    private final JourneyEvents events;

    JourneyFacts(JourneyEvents events) {
        this.events = events;
    }

    /**
     * How often the event was recorded in this journey itself, whichever of its processes recorded it. A corrected date
     * counts once; what the journey before a hand-over did is not counted.
     */
    @ModelFunction("How often the event was recorded in this journey itself. A corrected date counts once.")
    public int times(
            DelegateExecution execution, @ModelArgument(value = "the event", kind = ValueKind.EVENT) String event) {
        Object journeyId = execution.getVariable("journeyId");
        return journeyId == null ? 0 : events.times(UUID.fromString(journeyId.toString()), event);
    }
}
