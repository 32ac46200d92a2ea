package uk.childpathways.submissions;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * What was before: all journeys of the child and of the brothers and sisters whose records the person may open, the newest
 * first; and which journey of its kind within a year this one is, so that what comes again and again is seen.
 */
@Component
@FormFact(
        name = "journeysBefore",
        says =
                "All journeys of the child, and of the brothers and sisters whose records the person may open, the newest"
                        + " first, as a list to read.")
@FormFact(
        name = "sameInAYear",
        says = "Which journey of this kind it is for the child within 12 months: 1 for the first.")
class JourneysBeforePrefill implements PrefillProvider {

    private final Journeys journeys;
    private final JourneyNames names;
    private final ChildrenToOpen open;
    private final Clock clock;

    JourneysBeforePrefill(Journeys journeys, JourneyNames names, ChildrenToOpen open, Clock pathwaysClock) {
        this.journeys = journeys;
        this.names = names;
        this.open = open;
        this.clock = pathwaysClock;
    }

    @Override
    public Set<String> names() {
        return Set.of("journeysBefore", "sameInAYear");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.childRef() == null) {
            return;
        }
        List<Journey> own = journeys.of(context.childRef());
        values.put("journeysBefore", asText(context, own));
        journeys.find(context.journeyId()).ifPresent(now -> values.put("sameInAYear", inAYear(own, now.key())));
    }

    private long inAYear(List<Journey> own, String key) {
        Instant yearAgo = England.startOf(England.dayOf(clock.instant()).minusMonths(12));
        return own.stream()
                .filter(journey ->
                        journey.key().equals(key) && !journey.openedAt().isBefore(yearAgo))
                .count();
    }

    private String asText(PrefillContext context, List<Journey> own) {
        Stream<Journey> siblings = open.siblings(context.userId(), context.childRef()).stream()
                .map(Child::ref)
                .flatMap(ref -> journeys.of(ref).stream());
        String text = Stream.concat(own.stream(), siblings)
                .filter(journey -> !Journey.CASE_SUPERVISION.equals(journey.key()))
                .filter(journey -> !journey.id().equals(context.journeyId()))
                .sorted(Comparator.comparing(Journey::openedAt).reversed())
                .map(journey -> "- " + Days.SHORT.day(journey.openedAt()) + ": " + names.of(journey.key())
                        + (journey.childRef().equals(context.childRef()) ? "" : " (" + journey.childRef() + ")")
                        + (journey.running()
                                ? ", goes on"
                                : ", until " + Days.SHORT.day(journey.endedAt()) + ": " + journey.endReason()))
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? "Nothing is on record." : text;
    }
}
