package uk.childpathways.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * It was said beforehand that a timescale cannot be kept (SWI-COL-05).
 *
 * @param expectedBy by when they expect it to be done instead, or null
 */
public record Declaration(UUID id, UUID deadlineId, Instant at, String by, String reason, LocalDate expectedBy) {}
