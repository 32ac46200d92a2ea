package uk.childpathways.testing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Days, bank holidays and summer time in England, counted a second time and as simply as can be: nothing here uses the
 * product's calendar, its library of holidays or the zone rules of Java. Holds for the years 2024 to 2034, in which no
 * single bank holiday had been proclaimed when this was written.
 */
public final class PlainCalendar {

    public static final int FIRST_YEAR = 2024;
    public static final int LAST_YEAR = 2034;

    private static final Set<LocalDate> BANK_HOLIDAYS = bankHolidays();

    private PlainCalendar() {}

    public static boolean isWorkingDay(LocalDate day) {
        return !weekend(day) && !BANK_HOLIDAYS.contains(day);
    }

    /** Steps one day at a time until as many working days were stepped on. */
    public static LocalDate workingDaysFrom(LocalDate day, int amount, int step) {
        LocalDate at = day;
        int left = amount;
        while (left > 0) {
            at = at.plusDays(step);
            if (isWorkingDay(at)) left--;
        }
        return at;
    }

    /** The working days after the one day, up to and including the other. */
    public static int workingDaysBetween(LocalDate from, LocalDate to) {
        int counted = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) counted++;
        }
        return counted;
    }

    public static LocalDate daysFrom(LocalDate day, int amount, int step) {
        LocalDate at = day;
        for (int i = 0; i < amount; i++) at = at.plusDays(step);
        return at;
    }

    /** The same day of the month, or the month's last day where it has no such day. */
    public static LocalDate monthsFrom(LocalDate day, int amount, int step) {
        int year = day.getYear();
        int month = day.getMonthValue();
        for (int i = 0; i < amount; i++) {
            month += step;
            if (month == 13) {
                month = 1;
                year++;
            }
            if (month == 0) {
                month = 12;
                year--;
            }
        }
        return LocalDate.of(year, month, Math.min(day.getDayOfMonth(), lengthOf(month, year)));
    }

    /** 23:59:59 by the clock on the wall. */
    public static Instant endOf(LocalDate day) {
        return instant(day.atTime(23, 59, 59));
    }

    /**
     * The point in time at which the clock on the wall shows that; the first one where it shows it twice. Summer time
     * runs from 01:00 UTC on the last Sunday in March to 01:00 UTC on the last Sunday in October.
     */
    public static Instant instant(LocalDateTime wall) {
        Instant summer = wall.minusHours(1).toInstant(ZoneOffset.UTC);
        return summerTime(summer) ? summer : wall.toInstant(ZoneOffset.UTC);
    }

    /** What the clock on the wall shows. */
    public static LocalDateTime wall(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC).plusHours(summerTime(at) ? 1 : 0);
    }

    private static boolean summerTime(Instant at) {
        int year = LocalDateTime.ofInstant(at, ZoneOffset.UTC).getYear();
        Instant begin = lastSunday(3, year).atTime(1, 0).toInstant(ZoneOffset.UTC);
        Instant end = lastSunday(10, year).atTime(1, 0).toInstant(ZoneOffset.UTC);
        return !at.isBefore(begin) && at.isBefore(end);
    }

    private static LocalDate lastSunday(int month, int year) {
        LocalDate day = LocalDate.of(year, month, 31);
        while (day.getDayOfWeek() != DayOfWeek.SUNDAY) day = day.minusDays(1);
        return day;
    }

    private static int lengthOf(int month, int year) {
        if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static Set<LocalDate> bankHolidays() {
        Set<LocalDate> days = new HashSet<>();
        // A year on both sides, for what is counted across the edge.
        IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR + 1).forEach(year -> {
            keep(days, LocalDate.of(year, 1, 1));
            LocalDate easter = easter(year);
            days.add(easter.minusDays(2));
            days.add(easter.plusDays(1));
            days.add(firstMonday(5, year));
            days.add(lastMonday(5, year));
            days.add(lastMonday(8, year));
            keep(days, LocalDate.of(year, 12, 25));
            keep(days, LocalDate.of(year, 12, 26));
        });
        return days;
    }

    /** On the day itself, or on the next working day where that falls on a weekend or is taken. */
    private static void keep(Set<LocalDate> days, LocalDate holiday) {
        LocalDate day = holiday;
        while (weekend(day) || days.contains(day)) day = day.plusDays(1);
        days.add(day);
    }

    private static LocalDate firstMonday(int month, int year) {
        LocalDate day = LocalDate.of(year, month, 1);
        while (day.getDayOfWeek() != DayOfWeek.MONDAY) day = day.plusDays(1);
        return day;
    }

    private static LocalDate lastMonday(int month, int year) {
        LocalDate day = LocalDate.of(year, month, 31);
        while (day.getDayOfWeek() != DayOfWeek.MONDAY) day = day.minusDays(1);
        return day;
    }

    /** Easter Sundays as they stand in the Book of Common Prayer's table. */
    private static LocalDate easter(int year) {
        return switch (year) {
            case 2024 -> LocalDate.of(year, 3, 31);
            case 2025 -> LocalDate.of(year, 4, 20);
            case 2026 -> LocalDate.of(year, 4, 5);
            case 2027 -> LocalDate.of(year, 3, 28);
            case 2028 -> LocalDate.of(year, 4, 16);
            case 2029 -> LocalDate.of(year, 4, 1);
            case 2030 -> LocalDate.of(year, 4, 21);
            case 2031 -> LocalDate.of(year, 4, 13);
            case 2032 -> LocalDate.of(year, 3, 28);
            case 2033 -> LocalDate.of(year, 4, 17);
            case 2034 -> LocalDate.of(year, 4, 9);
            case 2035 -> LocalDate.of(year, 3, 25);
            default -> throw new IllegalArgumentException("no Easter known for " + year);
        };
    }
}
