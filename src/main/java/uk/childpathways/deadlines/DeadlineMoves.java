package uk.childpathways.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.children.EventRecorded;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.DueDate;
import uk.childpathways.standards.Timescale;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * What moves the dates of open deadlines: an event that is recorded or corrected, a later date or a shorter interval that
 * was agreed, a change in the child's situation. The task and the timer move with the date.
 */
@Service
@Transactional
public class DeadlineMoves {

    /** From the date in force; from today where that has passed, so that what is long overdue can have a date at all. */
    private static final int MOST_MONTHS = 12;

    private final DeadlineRepository deadlines;
    private final DeadlineEvents history;
    private final DeadlineCalculation calculation;
    private final DeadlineEnds ends;
    private final AgreedIntervals intervals;
    private final WorkingDays workingDays;
    private final JourneyEvents journeyEvents;
    private final EngineTimers timers;
    private final FollowUpDate inSight;
    private final Directory directory;
    private final ApplicationEventPublisher events;

    DeadlineMoves(
            DeadlineRepository deadlines,
            DeadlineEvents history,
            DeadlineCalculation calculation,
            DeadlineEnds ends,
            AgreedIntervals intervals,
            WorkingDays workingDays,
            JourneyEvents journeyEvents,
            EngineTimers timers,
            FollowUpDate inSight,
            Directory directory,
            ApplicationEventPublisher events) {
        this.deadlines = deadlines;
        this.history = history;
        this.calculation = calculation;
        this.ends = ends;
        this.intervals = intervals;
        this.workingDays = workingDays;
        this.journeyEvents = journeyEvents;
        this.timers = timers;
        this.inSight = inSight;
        this.directory = directory;
        this.events = events;
    }

    /**
     * Agrees a later date. The original one stays, and lateness counts from it; the task and the timer move.
     *
     * @param by user id of the manager who agrees
     * @throws NotFoundProblem when there is no such deadline
     * @throws ConflictProblem when the deadline is closed
     * @throws BadInputProblem when the day is not later than the date in force, has passed, lies too far ahead, or the
     *     reason is missing
     */
    public Deadline agreeLaterDate(UUID deadlineId, LocalDate until, String reason, String by) {
        Deadline deadline = deadlines.get(deadlineId);
        deadline.mustBeOpen("A later date can be agreed only while the work is open");
        if (until == null) throw new BadInputProblem("Say until which day the time is extended.");
        if (reason == null || reason.isBlank()) throw new BadInputProblem("Say why a later date is agreed.");
        if (!until.isAfter(England.dayOf(deadline.due()))) {
            throw new BadInputProblem("The new date must be later than " + Days.LONG.day(England.dayOf(deadline.due()))
                    + ", on which it is due already.");
        }
        if (England.endOf(until).isBefore(history.now())) {
            throw new BadInputProblem("The new date, " + Days.LONG.day(until) + ", has passed already.");
        }
        Instant before = deadline.effectiveDue();
        LocalDate latest = England.dayOf(before.isAfter(history.now()) ? before : history.now())
                .plusMonths(MOST_MONTHS);
        if (until.isAfter(latest)) {
            throw new BadInputProblem("A later date is agreed for at most " + MOST_MONTHS + " months, until "
                    + Days.LONG.day(latest) + ". A child who waits longer is looked at again before then.");
        }
        deadline.agreeUntil(
                until, Reminders.at(history.now(), England.endOf(until), deadline.reminder(), false, workingDays));
        deadlines.saveAndFlush(deadline);
        history.add(new DeadlineChange(
                deadline.id(),
                DeadlineChange.Kind.LATER_DATE_AGREED,
                history.now(),
                by,
                reason.trim(),
                before,
                deadline.effectiveDue()));
        moved(deadline, before);
        events.publishEvent(new LaterDateAgreed(deadline, until, reason.trim(), by));
        return deadline;
    }

    /**
     * An interval was agreed for the standard in this journey (RUT-CP-08a): it holds from now on, as far as it is
     * shorter than the limit, until another is agreed. What is open moves at once.
     *
     * @param chronologyEntryId the entry that records who agreed it with whom
     * @param reason why it may be longer than a limit that gives way to a recorded reason (SWI-SV2-12c); null for none
     */
    public void agreeInterval(
            UUID journeyId,
            String childRef,
            String standardId,
            TimeLimit interval,
            String by,
            UUID chronologyEntryId,
            String reason) {
        intervals.add(journeyId, childRef, standardId, interval, by, history.now(), chronologyEntryId, reason);
        deadlines.openOfJourney(journeyId).stream()
                .filter(deadline -> deadline.standardId().equals(standardId))
                .forEach(deadline -> recalculate(deadline, null, by));
    }

    /**
     * The child's situation has changed: what is open of a standard whose rows are chosen by it is recalculated, in
     * either direction. What has passed already was missed by the rows that held until then, and stays so.
     */
    public void situationChanged(String childRef, String standardId) {
        Instant now = history.now();
        deadlines.openOfChildren(List.of(childRef)).stream()
                .filter(deadline -> deadline.standardId().equals(standardId))
                .filter(deadline -> deadline.status() == Deadline.Status.OPEN
                        && deadline.effectiveDue().isAfter(now))
                .forEach(deadline -> recalculate(deadline, null, directory.currentUser()));
    }

    /** Meets what the event meets, and moves what runs from it. */
    @EventListener
    public void on(EventRecorded recorded) {
        JourneyEvent event = recorded.event();
        Map<UUID, List<Deadline>> inLine = deadlines.openInLine(event.journeyId()).stream()
                .collect(Collectors.groupingBy(Deadline::journeyId, LinkedHashMap::new, Collectors.toList()));
        List<Deadline> open =
                Optional.ofNullable(inLine.remove(event.journeyId())).orElse(List.of());
        List<Deadline> met = recorded.dateCorrected() ? List.of() : metBy(event, open);
        met.forEach(deadline -> ends.meet(deadline, event));
        if (recorded.previous() != null) {
            // What answers an open deadline of its own step is the next round of that step, not a correction.
            deadlines.findByMetEventId(recorded.previous().id()).stream()
                    .filter(deadline ->
                            met.stream().noneMatch(next -> next.elementId().equals(deadline.elementId())))
                    .forEach(deadline -> ends.correct(deadline, event));
        }
        open.stream().filter(deadline -> !met.contains(deadline)).forEach(deadline -> move(deadline, recorded));
        inLine.forEach((successor, deadlinesOfSuccessor) -> {
            if (looksBackOn(event, successor)) {
                deadlinesOfSuccessor.forEach(deadline -> move(deadline, recorded));
            }
        });
    }

    /** Whether a journey counts from this event of the one it came from: it has no such event itself. */
    private boolean looksBackOn(JourneyEvent event, UUID successor) {
        return journeyEvents
                .latestKnown(successor, event.name())
                .map(known -> known.journeyId().equals(event.journeyId()))
                .orElse(false);
    }

    /**
     * The journey's own deadline of that name, and that of the very task. An event recorded elsewhere meets the only
     * one that is open; where several are, each waits for its own task.
     */
    private static List<Deadline> metBy(JourneyEvent event, List<Deadline> open) {
        List<Deadline> named = open.stream()
                .filter(deadline -> deadline.standardId().equals(event.name()))
                .toList();
        String executionId = event.step() == null ? null : event.step().executionId();
        List<Deadline> here = named.stream()
                .filter(deadline ->
                        deadline.perJourney() || deadline.executionId().equals(executionId))
                .toList();
        return here.isEmpty() && named.size() == 1 ? named : here;
    }

    /** Recalculates an open deadline when an event it runs from was recorded or corrected. */
    private void move(Deadline deadline, EventRecorded recorded) {
        if (follows(deadline, recorded)) {
            recalculate(deadline, recorded.event(), recorded.event().by());
        }
    }

    private void recalculate(Deadline deadline, JourneyEvent newest, String by) {
        DueDate dueDate = calculation.again(deadline, newest);
        if (dueDate.due().equals(deadline.due())
                && Objects.equals(dueDate.start().eventId(), deadline.startEventId())
                && dueDate.timescale().name().equals(deadline.name())) return;
        Instant original = deadline.due();
        Instant before = deadline.effectiveDue();
        calculation.apply(deadline, dueDate);
        deadlines.saveAndFlush(deadline);
        history.add(new DeadlineChange(
                deadline.id(),
                DeadlineChange.Kind.MOVED,
                history.now(),
                by,
                dueDate.explanation().text(),
                original,
                deadline.due()));
        if (!before.equals(deadline.effectiveDue())) moved(deadline, before);
    }

    /**
     * Whether the deadline runs from this event: the event corrects the one it runs from; or the deadline still
     * waited for it; or it counts back from a date, or lies on one, that was set or changed.
     */
    private boolean follows(Deadline deadline, EventRecorded recorded) {
        JourneyEvent event = recorded.event();
        List<Timescale> rows = calculation.rowsOf(deadline).stream()
                .filter(row -> row.runsFrom().equals(event.name()))
                .toList();
        if (rows.isEmpty()) return false;
        if (!deadline.startRecorded()) return true;
        if (recorded.previous() != null && recorded.previous().id().equals(deadline.startEventId())) return true;
        boolean onADate = rows.stream()
                .anyMatch(row -> row.limit().unit() == Unit.DATE || row.limit().direction() == Direction.BEFORE);
        if (!onADate) return false;
        return !deadline.runsFrom().equals(event.name()) || sameProcess(deadline, event);
    }

    /**
     * Two follow-ups of one journey each have a date of their own: a date moves only what its own undertaking asked for.
     * The preparation of a meeting, its sittings and its being reconvened are one, though each runs in its own process.
     */
    private boolean sameProcess(Deadline deadline, JourneyEvent event) {
        if (event.step() == null) return true;
        String process = event.step().processInstanceId();
        return timers.belongTogether(deadline.processInstanceId(), process)
                || journeyEvents.of(event.journeyId()).stream()
                        .filter(each -> each.id().equals(deadline.startEventId()))
                        .anyMatch(each -> each.step() != null
                                && Objects.equals(each.step().processInstanceId(), process));
    }

    /** The task and the timer follow the date in force. */
    void moved(Deadline deadline, Instant before) {
        timers.move(
                deadline,
                deadline.effectiveDue(),
                inSight.from(deadline.effectiveDue()).orElse(null));
        events.publishEvent(new DeadlineMoved(deadline, before));
    }
}
