package uk.childpathways.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.storage.TransactionMemory;

/**
 * The ends of deadlines: met by the event of the standard's name, in time or late, or withdrawn because nobody asks for it
 * any more.
 */
@Service
@Transactional
public class DeadlineEnds {

    private final DeadlineRepository deadlines;
    private final DeadlineEvents history;
    private final WorkingDays workingDays;
    private final ApplicationEventPublisher events;
    private final Object agreedAndWithdrawn = new Object();

    DeadlineEnds(
            DeadlineRepository deadlines,
            DeadlineEvents history,
            WorkingDays workingDays,
            ApplicationEventPublisher events) {
        this.deadlines = deadlines;
        this.history = history;
        this.workingDays = workingDays;
        this.events = events;
    }

    /** Nothing of this journey is asked for any more: it ended, with this reason. */
    public void withdraw(UUID journeyId, String reason) {
        withdraw(deadlines.openOfJourney(journeyId), reason);
    }

    /** The process instance ended by another way than its own ends: what it asked for is withdrawn. */
    public void withdrawForProcessInstance(String processInstanceId, String reason) {
        withdraw(
                deadlines.openOfProcessInstance(processInstanceId).stream()
                        .filter(deadline -> !deadline.perJourney())
                        .toList(),
                reason);
    }

    /**
     * The journey's own process came to an end: what it and the journey as a whole still asked for is withdrawn. What
     * other processes of the journey ask for (agreed actions, answers to breaches, hand-overs) is still owed.
     */
    public void withdrawAtEnd(UUID journeyId, String processInstanceId, String reason) {
        withdraw(
                deadlines.openOfJourney(journeyId).stream()
                        .filter(deadline -> deadline.perJourney()
                                || deadline.processInstanceId().equals(processInstanceId))
                        .toList(),
                reason);
    }

    /** A task was cancelled (its journey took another path): what it asked for is withdrawn. */
    public void withdrawForExecution(String executionId, String elementId, String reason) {
        withdraw(
                deadlines.openOfExecution(executionId).stream()
                        .filter(deadline ->
                                !deadline.perJourney() && deadline.elementId().equals(elementId))
                        .toList(),
                reason);
    }

    /** The same, where the clock itself cancelled the task: a deadline that has passed was missed and stays. */
    public void withdrawUnlessDue(String executionId, String elementId, String reason) {
        Instant now = history.now();
        withdraw(
                deadlines.openOfExecution(executionId).stream()
                        .filter(deadline ->
                                !deadline.perJourney() && deadline.elementId().equals(elementId))
                        .filter(deadline -> now.isBefore(deadline.effectiveDue()))
                        .toList(),
                reason);
    }

    private void withdraw(List<Deadline> open, String reason) {
        for (Deadline deadline : open) {
            if (deadline.agreedUntil() != null) {
                TransactionMemory.<List<Deadline>>of(agreedAndWithdrawn, ArrayList::new)
                        .add(deadline);
            }
            deadline.withdraw(reason, history.now());
            deadlines.saveAndFlush(deadline);
            history.add(deadline, DeadlineChange.Kind.WITHDRAWN, reason, null, null);
            events.publishEvent(new DeadlineClosed(deadline));
        }
    }

    /**
     * The same step asks for the same standard from the same event as one that was withdrawn a moment ago (how often a
     * child is visited was chosen again, and it is as before): a later date that was agreed for that one still holds.
     */
    void keepAgreedDate(Deadline deadline) {
        List<Deadline> withdrawn = TransactionMemory.of(agreedAndWithdrawn, ArrayList::new);
        withdrawn.stream()
                .filter(earlier -> earlier.journeyId().equals(deadline.journeyId())
                        && earlier.standardId().equals(deadline.standardId())
                        && earlier.elementId().equals(deadline.elementId())
                        && Objects.equals(earlier.startEventId(), deadline.startEventId())
                        && earlier.due().equals(deadline.due())
                        && !England.endOf(earlier.agreedUntil()).isBefore(history.now()))
                .findFirst()
                .flatMap(earlier -> history.latest(earlier.id(), DeadlineChange.Kind.LATER_DATE_AGREED))
                .ifPresent(agreed -> {
                    Instant until = agreed.dateAfter();
                    deadline.agreeUntil(
                            England.dayOf(until),
                            Reminders.at(history.now(), until, deadline.reminder(), false, workingDays));
                    deadlines.saveAndFlush(deadline);
                    history.add(new DeadlineChange(
                            deadline.id(),
                            DeadlineChange.Kind.LATER_DATE_AGREED,
                            history.now(),
                            agreed.by(),
                            agreed.reason(),
                            deadline.due(),
                            deadline.effectiveDue()));
                });
    }

    /** Met by the event of its name; late where that occurred after the original due date. */
    void meet(Deadline deadline, JourneyEvent event) {
        close(deadline, event);
        boolean recordedLate = deadline.status() == Deadline.Status.MET && deadline.breachedAt() != null;
        history.add(
                deadline,
                deadline.status() == Deadline.Status.MET ? DeadlineChange.Kind.MET : DeadlineChange.Kind.MET_LATE,
                recordedLate ? "In time, but recorded after the date had passed" : null,
                null,
                deadline.metAt());
        events.publishEvent(new DeadlineClosed(deadline));
    }

    /** It was met already, and the date of what met it has been corrected. */
    void correct(Deadline deadline, JourneyEvent event) {
        correct(deadline, event, "The date on which it was met was corrected");
    }

    /** It was met already, and whether that was in time is seen anew. */
    void correct(Deadline deadline, JourneyEvent event, String because) {
        Instant before = deadline.metAt();
        close(deadline, event);
        history.add(deadline, DeadlineChange.Kind.CORRECTED, because, before, event.occurredAt());
        events.publishEvent(new DeadlineClosed(deadline));
    }

    private void close(Deadline deadline, JourneyEvent event) {
        LocalDate dueDay = England.dayOf(deadline.due());
        LocalDate metDay = England.dayOf(event.occurredAt());
        boolean late = event.dateOnly()
                ? metDay.isAfter(dueDay)
                : event.occurredAt().truncatedTo(ChronoUnit.SECONDS).isAfter(deadline.due());
        int working = late ? workingDays.between(dueDay, metDay).workingDays() : 0;
        int calendar = late ? (int) ChronoUnit.DAYS.between(dueDay, metDay) : 0;
        deadline.met(event, late, working, calendar, history.now());
        deadlines.saveAndFlush(deadline);
    }
}
