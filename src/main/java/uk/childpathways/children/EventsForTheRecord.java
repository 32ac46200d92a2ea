package uk.childpathways.children;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import uk.childpathways.vocabulary.contract.NamedValues;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Events that models record although no clock runs from them and nobody asks for them yet: they stand on the journey's
 * record. All others are known from the tables of timescales and from whoever asks.
 */
@Component
class EventsForTheRecord implements NamedValues {

    @Override
    public ValueKind kind() {
        return ValueKind.EVENT;
    }

    @Override
    public Map<String, String> meanings() {
        return new TreeMap<>(Map.of(
                "adoptive-placement-held",
                "The child has been placed with the adopters.",
                "change-of-care-plan-asked",
                "Somebody has asked for a change of the care plan."));
    }
}
