package uk.childpathways.calendar;

import java.time.LocalDate;

/**
 * A day that a count of working days passed over, and why.
 *
 * @param why the bank holiday's name, or "Saturday" / "Sunday"
 * @param bankHoliday false for the days of a weekend
 */
public record DayNotCounted(LocalDate date, String why, boolean bankHoliday) {}
