package uk.childpathways.modelling.words;

import java.util.Map;
import java.util.TreeMap;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.vocabulary.contract.ValueKind;

/** Which journeys there are: those that a model opens, and those to come. */
public final class Journeys {

    private Journeys() {}

    /** Each journey with the name of its model. */
    public static Map<String, String> known(Contract contract, Shipped shipped) {
        Map<String, String> journeys = new TreeMap<>(contract.valuesOf(ValueKind.JOURNEY));
        shipped.models()
                .forEach(model -> Model.property(model.process(), "journey")
                        .ifPresent(journey -> journeys.merge(
                                journey,
                                model.process().getName(),
                                (one, other) -> journey.equals(model.process().getId()) ? other : one)));
        return journeys;
    }
}
