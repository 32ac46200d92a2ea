package uk.childpathways.deadlines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;

/**
 * The date of what had happened was recorded wrongly, and is put right: open deadlines that run from it move, as at any
 * correction ({@link DeadlineMoves}); beyond that, whether what was met long ago was in time is seen anew by the right
 * date, and what was found missed and was not is missed no more.
 */
@Service
@Transactional
public class DatesCorrected {

    private final DeadlineRepository deadlines;
    private final DeadlineCalculation calculation;
    private final DeadlineEnds ends;
    private final DeadlineEvents history;
    private final JourneyEvents journeyEvents;
    private final ApplicationEventPublisher events;

    DatesCorrected(
            DeadlineRepository deadlines,
            DeadlineCalculation calculation,
            DeadlineEnds ends,
            DeadlineEvents history,
            JourneyEvents journeyEvents,
            ApplicationEventPublisher events) {
        this.deadlines = deadlines;
        this.calculation = calculation;
        this.ends = ends;
        this.history = history;
        this.journeyEvents = journeyEvents;
        this.events = events;
    }

    /** What a deadline was before. */
    private record Before(Deadline deadline, Instant due, boolean missed) {}

    /**
     * Records that each of these happened at another time than was recorded, with all that follows.
     *
     * @param wrong the events, each the latest of its name at its step
     * @param because who corrects it, and why, in a sentence
     */
    public void correct(List<JourneyEvent> wrong, Instant occurredAt, boolean dateOnly, String because, String by) {
        Map<UUID, Before> concerned = new LinkedHashMap<>();
        Map<UUID, JourneyEvent> right = new HashMap<>();
        for (JourneyEvent event : wrong) {
            deadlines
                    .findByStartEventId(event.id())
                    .forEach(deadline -> concerned.put(deadline.id(), before(deadline)));
            deadlines.findByMetEventId(event.id()).forEach(deadline -> concerned.put(deadline.id(), before(deadline)));
        }
        List<UUID> startedBy = wrong.stream()
                .flatMap(event ->
                        deadlines.findByStartEventId(event.id()).stream().map(Deadline::id))
                .toList();
        for (JourneyEvent event : wrong) {
            right.put(event.id(), journeyEvents.correct(event, occurredAt, dateOnly, by));
        }
        List<Deadline> moved = new ArrayList<>();
        List<Deadline> notMissed = new ArrayList<>();
        for (Before was : concerned.values()) {
            Deadline deadline = was.deadline();
            if (!deadline.open() && startedBy.contains(deadline.id()) && deadline.metAt() != null) {
                seenAnew(deadline, right, because);
            }
            if (deadline.open() && !was.due().equals(deadline.effectiveDue())) {
                moved.add(deadline);
            }
            if (was.missed() && isNotMissed(deadline)) {
                notMissed.add(deadline);
            }
        }
        if (!moved.isEmpty() || !notMissed.isEmpty()) {
            events.publishEvent(
                    new DateCorrected(wrong.get(0).childRef(), List.copyOf(moved), List.copyOf(notMissed), because));
        }
    }

    private static Before before(Deadline deadline) {
        boolean missed = deadline.breachedAt() != null || deadline.status() == Deadline.Status.MET_LATE;
        return new Before(deadline, deadline.effectiveDue(), missed);
    }

    /** It was met, and runs from another day than was thought. */
    private void seenAnew(Deadline deadline, Map<UUID, JourneyEvent> right, String because) {
        // A step's own event may both have begun the clock and met it: then it is the corrected one that met it.
        Optional<JourneyEvent> met = right.values().stream()
                .filter(event -> event.id().equals(deadline.metEventId()))
                .findFirst()
                .or(() -> journeyEvents.of(deadline.journeyId()).stream()
                        .filter(event -> event.id().equals(deadline.metEventId()))
                        .findFirst());
        Optional<JourneyEvent> start = right.entrySet().stream()
                .filter(each -> each.getKey().equals(deadline.startEventId()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (met.isEmpty() || start.isEmpty()) {
            return;
        }
        Instant original = deadline.due();
        calculation.apply(deadline, calculation.again(deadline, start.get()));
        if (!original.equals(deadline.due())) {
            history.add(deadline, DeadlineChange.Kind.MOVED, because, original, deadline.due());
            ends.correct(deadline, met.get(), because);
        }
        deadlines.saveAndFlush(deadline);
    }

    private boolean isNotMissed(Deadline deadline) {
        if (!deadline.open()) {
            return deadline.status() == Deadline.Status.MET;
        }
        if (deadline.effectiveDue().isBefore(history.now())) {
            return false;
        }
        deadline.notBreached();
        deadlines.saveAndFlush(deadline);
        return true;
    }
}
