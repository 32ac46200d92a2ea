package uk.childpathways.calendar;

import java.time.LocalDate;

/** A bank holiday of England, on the day on which it is kept (the substitute day where it falls on a weekend). */
public record BankHoliday(LocalDate date, String name) {}
