package uk.childpathways.board;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.deadlines.Deadlines;

/**
 * What a colleague who opens the record at night reads first: under which category the child has a protection plan, what
 * the plan is for, which meeting is next and what is late.
 */
@Component("headOfRecord")
class HeadOfRecord {

    private static final String PROTECTION = "child-protection-plan";

    /** The forms that say under which category a plan runs. */
    private static final List<String> CATEGORY =
            List.of("hold-conference", "hold-review-conference", "open-transfer-in", "open-protection-plan");

    /** What a plan is for: the first row of a list in its form. */
    private record Plan(String journey, String form, String list, String says) {}

    /** Of a child with two plans the one that weighs more is shown. */
    private static final List<Plan> PLANS = List.of(
            new Plan(PROTECTION, "write-protection-plan", "changes", "whatMustChange"),
            new Plan("child-in-care", "write-care-plan", "outcomes", "outcome"),
            new Plan("child-in-need", "record-child-in-need-plan", "objectives", "objective"));

    private static final int SENTENCE = 160;

    /** Each is null where there is nothing to say. */
    record Head(String protection, String goal, String nextMeeting, int late) {}

    private final Journeys journeys;
    private final Chronology chronology;
    private final PlannedMeetings meetings;
    private final Deadlines deadlines;
    private final Clock clock;

    HeadOfRecord(
            Journeys journeys,
            Chronology chronology,
            PlannedMeetings meetings,
            Deadlines deadlines,
            Clock pathwaysClock) {
        this.journeys = journeys;
        this.chronology = chronology;
        this.meetings = meetings;
        this.deadlines = deadlines;
        this.clock = pathwaysClock;
    }

    public Head of(String childRef) {
        Instant now = clock.instant();
        Set<String> running =
                journeys.running(childRef).stream().map(Journey::key).collect(Collectors.toSet());
        return new Head(
                running.contains(PROTECTION) ? protection(childRef) : null,
                PLANS.stream()
                        .filter(plan -> running.contains(plan.journey()))
                        .flatMap(plan -> goal(childRef, plan).stream())
                        .findFirst()
                        .orElse(null),
                meetings.of(List.of(childRef)).stream()
                        .filter(meeting ->
                                !England.dayOf(meeting.planned().occurredAt()).isBefore(England.dayOf(now)))
                        .min(Comparator.comparing(meeting -> meeting.planned().occurredAt()))
                        .map(meeting ->
                                meeting.name() + ", " + when(meeting.planned().occurredAt()))
                        .orElse(null),
                (int) deadlines.openOfChildren(List.of(childRef)).stream()
                        .filter(deadline -> deadline.effectiveDue().isBefore(now))
                        .filter(deadline -> !deadline.answersForBreach())
                        .count());
    }

    private static String when(Instant at) {
        String day = Days.TABLE.day(at);
        return England.at(at).toLocalTime().equals(LocalTime.MIDNIGHT) ? day : day + " at " + Days.time(at);
    }

    private String protection(String childRef) {
        return CATEGORY.stream()
                .flatMap(form -> chronology.latestOfChild(childRef, form).stream())
                .filter(entry -> category(entry).isPresent())
                .max(Comparator.comparing(ChronologyEntry::at))
                .flatMap(HeadOfRecord::category)
                .map(category -> "Child protection plan: " + category)
                .orElse("Child protection plan, category not on record yet");
    }

    /** At the top of the form, and in the child's own row where it speaks of brothers and sisters. */
    private static Optional<String> category(ChronologyEntry entry) {
        Object said = entry.answers().get("primaryCategory");
        if (entry.answers().get("jointChildren") instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof Map<?, ?> own
                        && entry.childRef().equals(own.get("childRef"))
                        && own.get("primaryCategory") != null) {
                    said = own.get("primaryCategory");
                }
            }
        }
        return Optional.ofNullable(said).map(Object::toString).map(key -> key.replace('-', ' '));
    }

    private Optional<String> goal(String childRef, Plan plan) {
        return chronology
                .latestOfChild(childRef, plan.form())
                .map(entry -> entry.answers().get(plan.list()))
                .filter(List.class::isInstance)
                .flatMap(rows -> ((List<?>) rows)
                        .stream()
                                .filter(Map.class::isInstance)
                                .map(row -> ((Map<?, ?>) row).get(plan.says()))
                                .filter(says -> says != null && !says.toString().isBlank())
                                .map(Object::toString)
                                .findFirst())
                .map(says ->
                        says.length() > SENTENCE ? says.substring(0, SENTENCE).strip() + "…" : says);
    }
}
