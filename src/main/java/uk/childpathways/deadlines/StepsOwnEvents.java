package uk.childpathways.deadlines;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import uk.childpathways.vocabulary.contract.NamedValues;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Events that nothing records because they are the beginning of the step that the clock hangs on: a row of a table of
 * timescales that runs from one of them counts from there.
 */
@Component
class StepsOwnEvents implements NamedValues {

    @Override
    public ValueKind kind() {
        return ValueKind.EVENT;
    }

    @Override
    public Map<String, String> meanings() {
        return new TreeMap<>(Map.of(
                "step-begun",
                "The step with this clock has begun; for any standard that runs from its own step.",
                "agreed-action-due",
                "The day has come for which an action was agreed.",
                "case-supervision-asked-for",
                "Somebody has asked for a supervision session before its time.",
                "document-returned",
                "A document has gone back to its author.",
                "emergency-power-ran-out",
                "An emergency power has run out.",
                "senior-advice-sought",
                "Advice has been sought from a senior manager.",
                "standard-breached",
                "A timescale was missed.",
                "strategy-discussion-decided",
                "It was decided to hold a strategy discussion."));
    }
}
