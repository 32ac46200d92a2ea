package uk.childpathways.handovers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.vocabulary.contract.FormFact;

/** {@code handOver} in the form of the receiving manager: what is to be opened, and which journey hands over. */
@Component
@FormFact(
        name = "handOver",
        says = "In the form of the receiving manager: what is to be opened, and which journey hands over.",
        parts = {"toJourney", "fromJourney"})
class HandOverPrefill implements PrefillProvider {

    private final Journeys journeys;
    private final JourneyNames names;

    HandOverPrefill(Journeys journeys, JourneyNames names) {
        this.journeys = journeys;
        this.names = names;
    }

    @Override
    public Set<String> names() {
        return Set.of("handOver");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        Object to = context.variable("toJourney");
        if (to == null) {
            return;
        }
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("toJourney", names.of(to.toString()));
        journeys.find(context.journeyId()).map(Journey::key).ifPresent(key -> known.put("fromJourney", names.of(key)));
        values.put("handOver", known);
    }
}
