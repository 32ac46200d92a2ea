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
public record Start(UUID eventId, Instant at, boolean dateOnly) {

    public static Start on(LocalDate day) {
        return new Start(null, England.startOf(day), true);
    }

    public static Start at(Instant at) {
        return new Start(null, at, false);
    }
}
