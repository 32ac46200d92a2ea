package uk.childpathways.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.Unit;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.standards.DueDate;
import uk.childpathways.standards.Explanation;

/**
 * A bank holiday that was proclaimed or moved after a clock had been started moves the clock: each deadline keeps which
 * bank holidays it passed over, and is counted again where the calendar knows others by now. Found missed for a day that
 * did not count is not missed. A date that would come to lie behind us stays where it was.
 */
@Service
@Transactional
public class HolidaysBecomeKnown {

    /** What was due earlier than so long ago is history. */
    private static final Period LOOKED_BACK = Period.ofMonths(12);

    private final DeadlineRepository deadlines;
    private final DeadlineCalculation calculation;
    private final DeadlineMoves moves;
    private final DeadlineEnds ends;
    private final DeadlineEvents history;
    private final JourneyEvents journeyEvents;
    private final BankHolidays holidays;
    private final ApplicationEventPublisher events;

    HolidaysBecomeKnown(
            DeadlineRepository deadlines,
            DeadlineCalculation calculation,
            DeadlineMoves moves,
            DeadlineEnds ends,
            DeadlineEvents history,
            JourneyEvents journeyEvents,
            BankHolidays holidays,
            ApplicationEventPublisher events) {
        this.deadlines = deadlines;
        this.calculation = calculation;
        this.moves = moves;
        this.ends = ends;
        this.history = history;
        this.journeyEvents = journeyEvents;
        this.holidays = holidays;
        this.events = events;
    }

    /** What a child's deadlines came to. */
    private static final class Found {
        private final List<Deadline> moved = new ArrayList<>();
        private final List<Deadline> notMissed = new ArrayList<>();
        private final TreeSet<String> days = new TreeSet<>();
    }

    /** Counts again what was counted with other bank holidays than are known now. A second time it finds nothing. */
    public void follow() {
        Instant since = England.startOf(England.dayOf(history.now()).minus(LOOKED_BACK));
        Map<String, Found> children = new LinkedHashMap<>();
        for (Deadline deadline : deadlines.countedSince(since)) {
            Map<LocalDate, String> other =
                    otherHolidays(calculation.explanation(deadline).data());
            if (!other.isEmpty()) {
                follow(deadline, other, children.computeIfAbsent(deadline.childRef(), ref -> new Found()));
            }
        }
        children.forEach((child, found) -> {
            if (!found.moved.isEmpty() || !found.notMissed.isEmpty()) {
                events.publishEvent(
                        new HolidayBecameKnown(child, found.moved, found.notMissed, String.join(" ", found.days)));
            }
        });
    }

    private void follow(Deadline deadline, Map<LocalDate, String> other, Found found) {
        DueDate dueDate = calculation.again(deadline, null);
        if (dueDate.due().equals(deadline.due())
                || dueDate.due().isBefore(history.now())
                        && deadline.open()
                        && dueDate.due().isBefore(deadline.due())) {
            return;
        }
        String because = String.join(" ", other.values());
        Optional<JourneyEvent> met = Optional.ofNullable(deadline.metAt()).flatMap(at -> metBy(deadline));
        if (!deadline.open() && met.isEmpty()) {
            return;
        }
        Instant original = deadline.due();
        Instant before = deadline.effectiveDue();
        calculation.apply(deadline, dueDate);
        Instant after = deadline.effectiveDue();
        boolean wasMissed = deadline.breachedAt() != null && !before.equals(after);
        boolean notMissed = false;
        if (met.isPresent()) {
            ends.correct(deadline, met.get(), because);
            notMissed = wasMissed && deadline.status() == Deadline.Status.MET;
        } else if (wasMissed && !after.isBefore(history.now())) {
            deadline.notBreached();
            notMissed = true;
        }
        deadlines.saveAndFlush(deadline);
        history.add(deadline, DeadlineChange.Kind.MOVED, because, original, deadline.due());
        if (deadline.open() && !before.equals(after)) {
            moves.moved(deadline, before);
            found.moved.add(deadline);
        }
        if (notMissed) {
            found.notMissed.add(deadline);
        }
        found.days.addAll(other.values());
    }

    private Optional<JourneyEvent> metBy(Deadline deadline) {
        return journeyEvents.of(deadline.journeyId()).stream()
                .filter(event -> event.id().equals(deadline.metEventId()))
                .findFirst();
    }

    /** The days between beginning and due date that count otherwise by now, each with a sentence; by date. */
    private Map<LocalDate, String> otherHolidays(Explanation.Data counted) {
        Map<LocalDate, String> other = new TreeMap<>();
        if (!Unit.WORKING_DAYS.code().equals(counted.unit())) {
            return other;
        }
        LocalDate from = counted.from().toLocalDate();
        LocalDate due = counted.due().toLocalDate();
        LocalDate first = (from.isBefore(due) ? from.plusDays(1) : due);
        LocalDate last = (from.isBefore(due) ? due : from.minusDays(1));
        Map<LocalDate, String> passedOver = counted.notCounted().stream()
                .filter(Explanation.Skipped::bankHoliday)
                .collect(Collectors.toMap(Explanation.Skipped::date, Explanation.Skipped::why, (one, same) -> one));
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate each = day;
            Optional<String> now = holidays.on(day).map(holiday -> holiday.name());
            String then = passedOver.get(day);
            if (now.isPresent() && then == null) {
                other.put(each, Days.LONG.day(each) + " became known as a bank holiday (" + now.get() + ").");
            } else if (now.isEmpty() && then != null) {
                other.put(each, Days.LONG.day(each) + " is no bank holiday any more (" + then + ").");
            }
        }
        return other;
    }
}
