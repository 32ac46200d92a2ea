package uk.childpathways.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * What is worth a second look about a day that somebody has just chosen. Questions, never refusals: a meeting may be on a
 * Saturday, and some things do lie years back.
 *
 * @param notWorking a sentence where the day is no working day, null where it is one
 * @param farAway a question where the year looks like a slip, null where it does not
 */
public record AboutDay(LocalDate day, String notWorking, String farAway) {

    /** Closer than this nobody mistypes the year: January for the January before or after is twelve months off. */
    private static final int MONTHS = 11;

    public static AboutDay of(LocalDate day, LocalDate today, BankHolidays holidays) {
        return new AboutDay(day, notWorking(day, holidays.on(day)), farAway(day, today));
    }

    private static String notWorking(LocalDate day, Optional<BankHoliday> holiday) {
        if (holiday.isPresent()) {
            return Days.LONG.day(day) + " is a bank holiday: " + holiday.get().name() + ".";
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend ? Days.LONG.day(day) + " is on a weekend." : null;
    }

    private static String farAway(LocalDate day, LocalDate today) {
        if (day.isBefore(today.minusMonths(MONTHS))) {
            return Days.SHORT.day(day) + " is " + length(Period.between(day, today)) + " ago. Is the year right?";
        }
        if (day.isAfter(today.plusMonths(MONTHS))) {
            return Days.SHORT.day(day) + " is " + length(Period.between(today, day)) + " ahead. Is the year right?";
        }
        return null;
    }

    private static String length(Period period) {
        long months = period.toTotalMonths();
        if (months < 12) return months + " months";
        return months < 24 ? "a year" : months / 12 + " years";
    }
}
