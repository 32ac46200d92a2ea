package uk.childpathways.deadlines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.standards.ClockStart;
import uk.childpathways.standards.DueDate;
import uk.childpathways.standards.DueDateCalculator;
import uk.childpathways.standards.Explanation;
import uk.childpathways.standards.SelectedStandard;
import uk.childpathways.standards.StandardSelector;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleTable;

/**
 * When a deadline is due: what the calculator needs to know of the journey, the child and what was agreed is gathered
 * here, and what comes out is put on the deadline together with its explanation and its reminder.
 */
@Component
class DeadlineCalculation {

    private final DueDateCalculator calculator;
    private final TimescaleTable table;
    private final AgreedIntervals intervals;
    private final WorkingDays workingDays;
    private final JourneyEvents journeyEvents;
    private final ObjectMapper json;
    private final ObjectReader explanations;
    private final Clock clock;
    private final String ownProfile;
    private final Map<String, StandardSelector> selectors = new HashMap<>();

    DeadlineCalculation(
            DueDateCalculator calculator,
            TimescaleTable table,
            AgreedIntervals intervals,
            WorkingDays workingDays,
            JourneyEvents journeyEvents,
            ObjectMapper json,
            Clock pathwaysClock,
            @Value("${pathways.profile:generic}") String ownProfile,
            List<StandardSelector> selectors) {
        this.calculator = calculator;
        this.table = table;
        this.intervals = intervals;
        this.workingDays = workingDays;
        this.journeyEvents = journeyEvents;
        this.json = json;
        // The offset tells summer from winter time: it must be stored with the date.
        this.explanations =
                json.readerFor(Explanation.class).without(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
        this.clock = pathwaysClock;
        this.ownProfile = ownProfile;
        selectors.forEach(selector -> this.selectors.put(selector.standard(), selector));
    }

    /** When a new deadline is due, by the tables of timescales that are in force now. */
    DueDate first(Deadline deadline, String standardId) {
        return calculate(deadline, null, standardId, null);
    }

    /**
     * When the deadline is due by what is known now and by the table that was in force when it started.
     *
     * @param newest an event that has just been recorded and is not read back yet; null for none
     */
    DueDate again(Deadline deadline, JourneyEvent newest) {
        return calculate(deadline, deadline.tableVersion(), deadline.standardId(), newest);
    }

    /** When the standard's time has passed, counted from now. */
    Instant fromNow(String standardId, String profile) {
        return calculator
                .calculate(
                        standardId,
                        profile == null ? ownProfile : profile,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        event -> Optional.empty())
                .due();
    }

    private DueDate calculate(Deadline deadline, String tableVersion, String standardId, JourneyEvent newest) {
        return calculator.calculate(
                tableVersion,
                standardId,
                deadline.profile(),
                deadline.askedAt(),
                recorded(deadline.journeyId(), deadline.processInstanceId(), newest),
                intervals.of(deadline.journeyId(), standardId),
                selectors.get(standardId),
                selected(standardId, deadline.childRef(), deadline.profile()));
    }

    /** Puts the calculated date on the deadline, with its explanation and its reminder. */
    void apply(Deadline deadline, DueDate dueDate) {
        deadline.calculated(
                dueDate,
                write(dueDate.explanation()),
                Reminders.at(
                        deadline.askedAt(),
                        dueDate.due(),
                        dueDate.timescale().reminder(),
                        dueDate.timescale().limit().unit() == Unit.HOURS,
                        workingDays));
    }

    /** The rows of the table that hold for the deadline: those of the version by which it was calculated. */
    List<Timescale> rowsOf(Deadline deadline) {
        return table.of(deadline.tableVersion()).matching(deadline.standardId(), deadline.profile());
    }

    /**
     * The longest time that the standard allows; empty where it has no limit of its own.
     *
     * @param journey for whose child and council; empty for a standard of no running journey
     * @param withReason a reason is recorded: limits that give way to one do not count
     */
    Optional<Timescale> limit(Optional<Journey> journey, String standardId, boolean withReason) {
        String profile = journey.map(Journey::profile).orElse(ownProfile);
        return selectors.containsKey(standardId) && journey.isPresent()
                ? calculator.limit(
                        selectors.get(standardId),
                        selected(standardId, journey.get().childRef(), profile),
                        profile,
                        withReason)
                : calculator.limit(standardId, profile);
    }

    /** Whether one limit is longer than another of a different unit, both counted from now. */
    boolean longer(TimeLimit one, TimeLimit other) {
        return calculator.longer(one, other, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Why it is due when it is, as it was stored with the date, and by which version of which table. */
    Explanation explanation(Deadline deadline) {
        return read(deadline.explanationJson())
                .calculatedBy(deadline.timescaleTable(), deadline.timescaleTableNumber());
    }

    private List<SelectedStandard> selected(String standardId, String childRef, String profile) {
        StandardSelector selector = selectors.get(standardId);
        return selector == null ? List.of() : selector.of(childRef, profile);
    }

    /**
     * When an event occurred: as this process instance recorded it last, else the journey, else the one that handed
     * over to it; {@code newest} is known.
     */
    private Function<String, Optional<ClockStart>> recorded(
            UUID journeyId, String processInstanceId, JourneyEvent newest) {
        List<JourneyEvent> all = journeyEvents.known(journeyId);
        return name -> {
            if (newest != null && newest.name().equals(name)) return Optional.of(start(newest));
            List<JourneyEvent> named =
                    all.stream().filter(event -> event.name().equals(name)).toList();
            return named.stream()
                    .filter(event ->
                            event.step() != null && Objects.equals(event.step().processInstanceId(), processInstanceId))
                    .reduce((earlier, later) -> later)
                    .or(() -> named.stream().reduce((earlier, later) -> later))
                    .map(DeadlineCalculation::start);
        };
    }

    private static ClockStart start(JourneyEvent event) {
        return new ClockStart(event.id(), event.occurredAt(), event.dateOnly());
    }

    private String write(Explanation explanation) {
        try {
            return json.writeValueAsString(explanation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Explanation read(String explanation) {
        try {
            return explanations.readValue(explanation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
