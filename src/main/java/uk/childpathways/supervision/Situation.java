package uk.childpathways.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.standards.ClockStart;

/**
 * A child's situation today as its record has it: which journeys run, where the child lives and since when, what is before
 * the court. Nothing of it is kept anywhere else.
 */
@Component
class Situation {

    /** New in the sense of the frequency table: the first three calendar months (SUPF-RES-01, SUPF-FOS-01). */
    static final int NEW_PLACEMENT_MONTHS = 3;

    private static final String PLAN = "child-protection-plan";
    private static final String CARE = "child-in-care";
    private static final String ADOPTION = "adoption";
    private static final String SESSION = "hold-case-supervision";

    private static final String PLACED = "placement-started";
    private static final String LOOKED_AFTER = "became-looked-after";
    private static final String CARE_ENDED = "care-ended";
    private static final String LETTER = "letter-before-proceedings-sent";
    private static final String LETTER_OVER = "pre-proceedings-ended";
    private static final String ISSUED = "care-application-issued";
    private static final String CONCLUDED = "care-proceedings-concluded";
    private static final String PLACEMENT_ORDER_ASKED = "placement-order-applied-for";
    private static final String PLACEMENT_ORDER_DECIDED = "placement-order-decided";
    private static final String AUTHORITY_TO_PLACE = "authority-to-place";
    private static final String PLACED_FOR_ADOPTION = "child-placed-for-adoption";
    private static final String DISRUPTED = "match-disrupted";
    private static final String ADOPTED = "adoption-order-made";

    /** The events on which it depends. */
    static final Set<String> EVENTS = Set.of(
            PLACED,
            LOOKED_AFTER,
            CARE_ENDED,
            LETTER,
            LETTER_OVER,
            ISSUED,
            CONCLUDED,
            PLACEMENT_ORDER_ASKED,
            PLACEMENT_ORDER_DECIDED,
            AUTHORITY_TO_PLACE,
            PLACED_FOR_ADOPTION,
            DISRUPTED,
            ADOPTED);

    /**
     * Since when a part of the situation holds.
     *
     * @param knownAt when that came on record
     * @param until the last moment of it, where that is known beforehand; otherwise null
     */
    record Since(ClockStart start, String words, Instant knownAt, Instant until) {}

    /**
     * @param inputs of the decision table
     * @param since by the name of the input
     */
    record Facts(Map<String, Object> inputs, Map<String, Since> since) {}

    private final Children children;
    private final Journeys journeys;
    private final JourneyEvents events;
    private final Chronology chronology;
    private final Clock clock;

    Situation(Children children, Journeys journeys, JourneyEvents events, Chronology chronology, Clock pathwaysClock) {
        this.children = children;
        this.journeys = journeys;
        this.events = events;
        this.chronology = chronology;
        this.clock = pathwaysClock;
    }

    @Transactional(readOnly = true)
    Facts of(String childRef, String profile) {
        Child child = children.get(childRef);
        List<JourneyEvent> happened = events.ofChild(childRef, EVENTS);
        // A journey in care runs until everybody has been informed; the child is no longer in care from its end on.
        List<Journey> all = journeys.running(childRef);
        List<Journey> running = all.stream()
                .filter(journey -> !journey.key().equals(CARE)
                        || latest(happened, CARE_ENDED, of(List.of(journey), CARE))
                                .isEmpty())
                .toList();
        Map<String, Object> inputs = new HashMap<>();
        Map<String, Since> since = new HashMap<>();

        status(running, "earlyHelp", "early help", inputs, since, "early-help");
        status(running, "assessment", "the assessment", inputs, since, "child-family-assessment", "s47-to-icpc");
        status(running, "enquiry", "the enquiry", inputs, since, "s47-to-icpc");
        status(running, "childInNeed", "the plan for a child in need", inputs, since, "child-in-need");
        status(running, "protectionPlan", "the protection plan", inputs, since, PLAN);
        status(running, "inCare", "care", inputs, since, CARE);
        inputs.put("noneOfThese", inputs.values().stream().noneMatch(Boolean.TRUE::equals));

        Predicate<JourneyEvent> ofPlan = of(running, PLAN);
        boolean inCare = Boolean.TRUE.equals(inputs.get("inCare"));
        goesOn(
                "preProceedings",
                "the letter before proceedings",
                latest(happened, LETTER, ofPlan),
                Stream.of(LETTER_OVER, ISSUED).map(name -> latest(happened, name, ofPlan)),
                inputs,
                since);
        // Proceedings go on when the plan has ended because the child is in care, and in the journey in care until
        // their outcome is on record; a placement or adoption order ends them even where nobody has recorded it.
        goesOn(
                "proceedings",
                "the start of proceedings",
                latest(happened, ISSUED, inCare ? event -> true : ofPlan.or(of(all, CARE))),
                Stream.of(CONCLUDED, AUTHORITY_TO_PLACE, ADOPTED).map(name -> latest(happened, name, event -> true)),
                inputs,
                since);
        if (Boolean.FALSE.equals(inputs.get("proceedings"))) {
            goesOn(
                    "proceedings",
                    "the application for a placement order",
                    latest(happened, PLACEMENT_ORDER_ASKED, of(running, ADOPTION)),
                    Stream.of(latest(happened, PLACEMENT_ORDER_DECIDED, event -> true)),
                    inputs,
                    since);
        }
        goesOn(
                "placedForAdoption",
                "the day on which the child was placed for adoption",
                latest(happened, PLACED_FOR_ADOPTION, of(running, ADOPTION)),
                Stream.of(DISRUPTED, ADOPTED).map(name -> latest(happened, name, event -> true)),
                inputs,
                since);

        Optional<JourneyEvent> placed =
                latest(happened, PLACED, of(running, CARE)).or(() -> latest(happened, LOOKED_AFTER, of(running, CARE)));
        inputs.put("placementType", inCare ? code(child.placement()) : null);
        inputs.put("newPlacement", false);
        placed.ifPresent(start -> placement(start, firstOfNew(happened, start), inputs, since));
        inputs.put("permanence", inCare && implemented(childRef, placed) ? "implemented" : "not implemented");
        inputs.put("profile", profile);
        return new Facts(inputs, since);
    }

    private static void status(
            List<Journey> running,
            String fact,
            String words,
            Map<String, Object> inputs,
            Map<String, Since> since,
            String... keys) {
        Optional<Journey> journey = running.stream()
                .filter(each -> List.of(keys).contains(each.key()))
                .findFirst();
        inputs.put(fact, journey.isPresent());
        journey.ifPresent(each -> since.put(
                fact,
                new Since(
                        ClockStart.on(England.dayOf(each.openedAt())),
                        "the beginning of " + words,
                        each.openedAt(),
                        null)));
    }

    private static void goesOn(
            String fact,
            String words,
            Optional<JourneyEvent> begun,
            Stream<Optional<JourneyEvent>> ended,
            Map<String, Object> inputs,
            Map<String, Since> since) {
        boolean over = begun.isPresent()
                && ended.flatMap(Optional::stream)
                        .anyMatch(end -> !end.occurredAt().isBefore(begun.get().occurredAt()));
        inputs.put(fact, begun.isPresent() && !over);
        if (begun.isPresent() && !over) {
            since.put(fact, since(begun.get(), words, null));
        }
    }

    private void placement(
            JourneyEvent start, JourneyEvent first, Map<String, Object> inputs, Map<String, Since> since) {
        String words = "the start of the placement";
        LocalDate lastNewDay = England.dayOf(start.occurredAt()).plusMonths(NEW_PLACEMENT_MONTHS);
        since.put("placementType", since(start, words, null));
        inputs.put("newPlacement", !England.dayOf(clock.instant()).isAfter(lastNewDay));
        since.put(
                "newPlacement",
                new Since(
                        new ClockStart(first.id(), first.occurredAt(), first.dateOnly()),
                        first.equals(start) ? words : "the start of the first of these placements",
                        start.recordedAt(),
                        England.endOf(lastNewDay)));
    }

    /** A child who moves on from a placement that is still new is not supervised later for it: the first of them counts. */
    private static JourneyEvent firstOfNew(List<JourneyEvent> happened, JourneyEvent start) {
        JourneyEvent first = start;
        List<JourneyEvent> placements = happened.stream()
                .filter(event -> event.name().equals(start.name())
                        && event.journeyId().equals(start.journeyId())
                        && event.occurredAt().isBefore(start.occurredAt()))
                .sorted(Comparator.comparing(JourneyEvent::occurredAt).reversed())
                .toList();
        for (JourneyEvent earlier : placements) {
            LocalDate lastNewDay = England.dayOf(earlier.occurredAt()).plusMonths(NEW_PLACEMENT_MONTHS);
            if (England.dayOf(first.occurredAt()).isAfter(lastNewDay)) {
                break;
            }
            first = earlier;
        }
        return first;
    }

    private static Since since(JourneyEvent event, String words, Instant until) {
        return new Since(
                new ClockStart(event.id(), event.occurredAt(), event.dateOnly()), words, event.recordedAt(), until);
    }

    /** As the last session found it, in the placement in which the child lives now. */
    private boolean implemented(String childRef, Optional<JourneyEvent> placed) {
        return chronology
                .latestOfChild(childRef, SESSION)
                .filter(session -> "implemented".equals(session.answers().get("permanence")))
                .map(ChronologyEntry::at)
                .filter(at ->
                        placed.map(start -> !at.isBefore(start.recordedAt())).orElse(true))
                .isPresent();
    }

    private static Predicate<JourneyEvent> of(List<Journey> running, String key) {
        return event -> running.stream()
                .anyMatch(journey -> journey.key().equals(key) && journey.id().equals(event.journeyId()));
    }

    private static Optional<JourneyEvent> latest(
            List<JourneyEvent> happened, String name, Predicate<JourneyEvent> counts) {
        return happened.stream()
                .filter(event -> event.name().equals(name))
                .filter(counts)
                .reduce((earlier, later) -> later);
    }

    private static String code(String placement) {
        return placement == null ? null : placement.trim().replace(' ', '-');
    }
}
