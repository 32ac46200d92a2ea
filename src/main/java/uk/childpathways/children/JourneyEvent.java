package uk.childpathways.children;

import java.time.Instant;
import java.util.UUID;

/**
 * "{@code name} occurred on this date" in one journey: meets the standard of the same name and starts the clocks of
 * those that run from it.
 *
 * @param occurredAt when it happened; for {@code dateOnly} the start of that day in Europe/London
 * @param recordedAt when it was written down
 * @param step where in the model it was recorded; null when it came from elsewhere
 */
public record JourneyEvent(
        UUID id,
        UUID journeyId,
        String childRef,
        String name,
        Instant occurredAt,
        boolean dateOnly,
        Instant recordedAt,
        String by,
        JourneyStep step) {}
