package uk.childpathways.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.WorkingDays;

/**
 * When to remind: after a share of the time, and where days are counted on the morning of a working day after the start,
 * at the latest of the last one before the due day if the time is that long. A share that ends at a weekend reminds before
 * it, unless that were the day of the start: nobody is reminded in the hour in which the work came (RUT-CIC-01b).
 */
final class Reminders {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private Reminders() {}

    /**
     * @param percent share of the time after which to remind; 0 for never
     * @return null for never, also when the due date has passed
     */
    static Instant at(Instant start, Instant due, int percent, boolean hours, WorkingDays workingDays) {
        if (percent == 0 || !due.isAfter(start)) return null;
        Instant share =
                start.plus(Duration.between(start, due).multipliedBy(percent).dividedBy(100));
        if (hours) return share;
        LocalDate lastBefore = workingDays.before(England.dayOf(due), 1).to();
        LocalDate day = England.dayOf(share);
        if (day.isAfter(lastBefore)) day = lastBefore;
        if (!workingDays.isWorkingDay(day)) {
            day = workingDays.before(day, 1).to();
            LocalDate next = workingDays.after(day, 1).to();
            if (day.equals(England.dayOf(start)) && !next.isAfter(lastBefore)) day = next;
        }
        if (morning(day).isAfter(start)) return morning(day);
        Instant next = morning(workingDays.after(England.dayOf(start), 1).to());
        return next.isBefore(due) ? next : share;
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(MORNING).atZone(England.ZONE).toInstant();
    }
}
