package uk.childpathways.handovers;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import uk.childpathways.vocabulary.contract.NamedValues;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Journeys that a model may hand over to although no model of theirs is here yet: the manager who receives the child
 * gets a task. All others are known from their models.
 */
@Component
class JourneysToCome implements NamedValues {

    private static final String MEANING = "Not here yet: a hand-over to it is a task for the receiving manager.";

    @Override
    public ValueKind kind() {
        return ValueKind.JOURNEY;
    }

    @Override
    public Map<String, String> meanings() {
        return new TreeMap<>(Map.of("care-leaver", MEANING));
    }
}
