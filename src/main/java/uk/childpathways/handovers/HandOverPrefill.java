package uk.childpathways.handovers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;

/** {@code handOver} in the form of the receiving manager: what is to be opened, and which journey hands over. */
@Component
class HandOverPrefill implements PrefillProvider {

    private final Journeys journeys;

    HandOverPrefill(Journeys journeys) {
        this.journeys = journeys;
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
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("toJourney", HandOver.words(to.toString()));
        journeys.find(context.journeyId())
                .map(Journey::key)
                .ifPresent(key ->
                        told.put("fromJourney", "s47-to-icpc".equals(key) ? "S47 to ICPC" : HandOver.words(key)));
        values.put("handOver", told);
    }
}
