package uk.childpathways.children;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/**
 * The meetings for which a day is planned (event {@code <meeting>-planned-for}) and which have not been held yet ({@code
 * <meeting>-held}).
 */
@Service
@Transactional
public class PlannedMeetings {

    private static final String PLANNED = "-planned-for";
    private static final String HELD = "-held";

    /** The conference for a child who moved in is planned as any initial conference, and keeps a standard of its own. */
    private static final Map<String, String> HELD_FOR = Map.of("transfer-in-conference-held", "icpc-held");

    private final JourneyEvents events;
    private final Journeys journeys;

    PlannedMeetings(JourneyEvents events, Journeys journeys) {
        this.events = events;
        this.journeys = journeys;
    }

    /** @param planned the event that has the day in force */
    public record Meeting(Journey journey, JourneyEvent planned) {

        /** As a form's option names it: {@code <journey id>/<event>}. */
        public String id() {
            return journey.id() + "/" + planned.name();
        }

        /** The event that says that it was held. */
        public String heldEvent() {
            return stem() + HELD;
        }

        /** Whether this event, or the standard of the same name, says that it was held. */
        public boolean isHeldBy(String event) {
            return event != null && heldEvent().equals(HELD_FOR.getOrDefault(event, event));
        }

        /** What people call it: "initial conference", "care review". */
        public String name() {
            return stem().replace('-', ' ').replace("icpc", "initial conference");
        }

        private String stem() {
            return planned.name().substring(0, planned.name().length() - PLANNED.length());
        }
    }

    /** Those of the children's running journeys. */
    @Transactional(readOnly = true)
    public List<Meeting> of(Collection<String> childRefs) {
        Map<UUID, List<JourneyEvent>> recorded = new LinkedHashMap<>();
        events.ofRunningJourneys(childRefs, PLANNED, HELD)
                .forEach(event -> recorded.computeIfAbsent(event.journeyId(), id -> new ArrayList<>())
                        .add(event));
        List<Meeting> meetings = new ArrayList<>();
        recorded.forEach((journeyId, ofJourney) -> {
            List<JourneyEvent> planned = stillPlanned(ofJourney);
            if (!planned.isEmpty()) {
                Journey journey = journeys.get(journeyId);
                planned.forEach(event -> meetings.add(new Meeting(journey, event)));
            }
        });
        return meetings;
    }

    /**
     * Gives a planned meeting another day, as a correction of the one on record: what counts back from it moves.
     *
     * @param meeting as {@link Meeting#id()}
     * @throws BadInputProblem when there is no such meeting, or the day is the one on record or has passed
     * @throws ConflictProblem when the meeting has been held or its journey has ended
     */
    public Meeting move(String meeting, LocalDate day, LocalDate today, String by) {
        String[] parts = String.valueOf(meeting).split("/", 2);
        if (parts.length != 2 || !parts[1].endsWith(PLANNED)) {
            throw new BadInputProblem("Choose the meeting that gets another day.");
        }
        if (day == null) {
            throw new BadInputProblem("Say on which day the meeting is held instead.");
        }
        if (day.isBefore(today)) {
            throw new BadInputProblem(
                    "The new day has passed already. A meeting that was held is recorded at its task.");
        }
        Journey journey = journeys.get(journeyId(parts[0]));
        JourneyEvent planned = events.latest(journey.id(), parts[1])
                .orElseThrow(() -> new BadInputProblem("No day is on record for this meeting yet."));
        if (!journey.running()) {
            throw new ConflictProblem("The journey of this meeting has ended.");
        }
        if (stillPlanned(events.of(journey.id())).stream()
                .noneMatch(each -> each.id().equals(planned.id()))) {
            throw new ConflictProblem("This meeting has been held.");
        }
        if (day.equals(England.dayOf(planned.occurredAt()))) {
            throw new BadInputProblem("The meeting is planned for that day already.");
        }
        return new Meeting(
                journey,
                events.record(
                        journey.id(),
                        journey.childRef(),
                        planned.name(),
                        England.startOf(day),
                        true,
                        by,
                        planned.step()));
    }

    private static UUID journeyId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputProblem("Choose the meeting that gets another day.");
        }
    }

    /** The newest day of each meeting, unless it was held after that was planned first. Corrections begin nothing new. */
    private static List<JourneyEvent> stillPlanned(List<JourneyEvent> ofJourney) {
        Map<String, JourneyEvent> newest = new LinkedHashMap<>();
        Map<String, Integer> since = new HashMap<>();
        Map<String, Integer> heldSince = new HashMap<>();
        Map<List<Object>, Integer> first = new HashMap<>();
        for (int i = 0; i < ofJourney.size(); i++) {
            JourneyEvent event = ofJourney.get(i);
            Integer begun = first.putIfAbsent(stepOf(event), i);
            int at = begun == null ? i : begun;
            if (event.name().endsWith(PLANNED)) {
                newest.put(event.name(), event);
                since.merge(event.name(), at, Math::max);
            } else if (event.name().endsWith(HELD)) {
                String held = HELD_FOR.getOrDefault(event.name(), event.name());
                String meeting = held.substring(0, held.length() - HELD.length());
                heldSince.merge(meeting + PLANNED, at, Math::max);
            }
        }
        return newest.values().stream()
                .filter(event -> heldSince.getOrDefault(event.name(), -1) < since.get(event.name()))
                .toList();
    }

    private static List<Object> stepOf(JourneyEvent event) {
        JourneyStep step = event.step();
        return List.of(
                event.name(),
                step == null ? "" : Objects.toString(step.processInstanceId(), ""),
                step == null ? "" : Objects.toString(step.elementId(), ""));
    }
}
