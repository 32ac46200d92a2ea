package uk.childpathways.standards;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import uk.childpathways.calendar.England;

/**
 * When the event occurred from which a clock runs.
 *
 * @param eventId the recorded event; null when none is recorded
 * @param dateOnly only the day is known; {@code at} is then the start of that day in England
 */
public record ClockStart(UUID eventId, Instant at, boolean dateOnly) {

    public static ClockStart on(LocalDate day) {
        return new ClockStart(null, England.startOf(day), true);
    }

    public static ClockStart at(Instant at) {
        return new ClockStart(null, at, false);
    }
}
