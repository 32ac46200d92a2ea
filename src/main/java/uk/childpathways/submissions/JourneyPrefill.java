package uk.childpathways.submissions;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * {@code journey}: key, openedOn, and each event's latest date under its name in camelCase: in {@code
 * events} to calculate with, in {@code dates} to read. What the journey has not recorded itself is taken from the
 * journey that handed over to it. {@code times}: how often each was recorded in this journey itself, {@code
 * timesBefore} in the one that handed over to it.
 */
@Component
@Order(0)
@FormFact(
        name = "journey",
        says = "The journey that is worked on, and when each of its events occurred last: `events` to compare, "
                + "`dates` to read; how often in it (`times`) and in the one that handed over to it (`timesBefore`).",
        parts = {"key", "openedOn", "events", "dates", "times", "timesBefore"})
class JourneyPrefill implements PrefillProvider {

    private final Journeys journeys;
    private final JourneyEvents events;

    JourneyPrefill(Journeys journeys, JourneyEvents events) {
        this.journeys = journeys;
        this.events = events;
    }

    @Override
    public Set<String> names() {
        return Set.of("journey");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        journeys.find(context.journeyId()).ifPresent(journey -> {
            Map<String, Object> dates = new LinkedHashMap<>();
            Map<String, Object> dayTexts = new LinkedHashMap<>();
            events.known(journey.id()).forEach(e -> {
                LocalDate day = England.dayOf(e.occurredAt());
                dates.put(camelCase(e.name()), day.toString());
                dayTexts.put(camelCase(e.name()), Days.SHORT.day(day));
            });
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("key", journey.key());
            facts.put("openedOn", England.dayOf(journey.openedAt()).toString());
            facts.put("events", dates);
            facts.put("dates", dayTexts);
            facts.put("times", times(journey.id()));
            if (journey.handedOverFrom() != null) {
                facts.put("timesBefore", times(journey.handedOverFrom()));
            }
            values.put("journey", facts);
        });
    }

    private Map<String, Object> times(UUID journeyId) {
        Map<String, Object> times = new LinkedHashMap<>();
        events.times(journeyId).forEach((name, count) -> times.put(camelCase(name), count));
        return times;
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("-")) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
