package uk.childpathways.standards;

import java.time.Instant;
import java.util.List;
import uk.childpathways.calendar.DayNotCounted;

/**
 * A due date and how it came about.
 *
 * @param timescale the row that won
 * @param start from when it was counted
 * @param startRecorded false when the event has not been recorded yet and the beginning of the step stands in for it
 * @param due limits in days: 23:59:59 of the last day in England
 */
public record DueDate(
        Timescale timescale,
        ClockStart start,
        boolean startRecorded,
        Instant due,
        List<DayNotCounted> notCounted,
        Explanation explanation) {}
