package uk.childpathways.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;

/**
 * How a day is written for people: four forms, each with its use, and nowhere else a pattern. A moment is its day in
 * the same form, "at" and the time in England. Machines read ISO 8601.
 */
public enum Days {

    /** "Thursday 2 April 2026": a day to keep, in a sentence. The weekday is what people plan by. */
    LONG("EEEE d MMMM uuuu"),

    /** "2 April 2026": a day that is on record – a birth, an answer, what opened when. */
    SHORT("d MMMM uuuu"),

    /** "2 Apr 2026": a day in a table or list, where width is scarce. */
    TABLE("d MMM uuuu"),

    /** "Thu 2 April 2026", its year left out where that is this year's: a day that is near, on a card of what is to do. */
    CARD("EEE d MMMM uuuu");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM", Locale.UK);
    private static final DateTimeFormatter MONTH_IN_TABLE = formatter("MMM uuuu");

    private final DateTimeFormatter withYear;
    private final DateTimeFormatter withoutYear;

    Days(String pattern) {
        withYear = formatter(pattern);
        withoutYear = formatter(pattern.replace(" uuuu", ""));
    }

    /** The day, or null where there is none. */
    public String day(LocalDate day) {
        return day == null ? null : withYear.format(day);
    }

    /** The day in England on which the instant falls, or null where there is none. */
    public String day(Instant at) {
        return at == null ? null : day(England.dayOf(at));
    }

    /** The day without its year where that is the year which the reader has just read. */
    public String day(LocalDate day, LocalDate readBefore) {
        return (day.getYear() == readBefore.getYear() ? withoutYear : withYear).format(day);
    }

    /** "Thursday 2 April 2026 at 14:30", in England's time; null where there is no instant. */
    public String moment(Instant at) {
        return at == null ? null : moment(England.at(at));
    }

    /** The same for a date and time without a zone: they are written as they were typed. */
    public String moment(TemporalAccessor dateAndTime) {
        return withYear.format(dateAndTime) + " at " + TIME.format(dateAndTime);
    }

    /** When something is due: a limit that lasts until the end of a day is that day, any other its moment. */
    public String due(Instant due) {
        return due == null ? null : isEndOfDay(England.at(due)) ? day(due) : moment(due);
    }

    /** The same without the year where it is the one that the reader has just read. */
    public String due(Instant due, LocalDate readBefore) {
        ZonedDateTime at = England.at(due);
        String day = day(at.toLocalDate(), readBefore);
        return isEndOfDay(at) ? day : day + " at " + TIME.format(at);
    }

    /** "14:30", in England's time. */
    public static String time(Instant at) {
        return TIME.format(England.at(at));
    }

    /** "April". */
    public static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /** "Apr 2026", for the head of a row. */
    public static String monthInTable(LocalDate dayOfMonth) {
        return MONTH_IN_TABLE.format(dayOfMonth);
    }

    /** Calendar days from the instant's day in England until today. */
    public static long since(Instant at, LocalDate today) {
        return ChronoUnit.DAYS.between(England.dayOf(at), today);
    }

    /** "today", "yesterday", "12 days ago"; null where there is no instant. */
    public static String ago(Instant at, LocalDate today) {
        if (at == null) {
            return null;
        }
        long days = since(at, today);
        return days <= 0 ? "today" : days == 1 ? "yesterday" : days + " days ago";
    }

    private static boolean isEndOfDay(ZonedDateTime at) {
        return at.toLocalTime().withNano(0).equals(England.END_OF_DAY);
    }

    private static DateTimeFormatter formatter(String pattern) {
        int month = pattern.indexOf("MMM");
        if (month < 0 || pattern.contains("MMMM")) {
            return DateTimeFormatter.ofPattern(pattern, Locale.UK);
        }
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern.substring(0, month))
                .appendText(ChronoField.MONTH_OF_YEAR, Months.SHORT)
                .appendPattern(pattern.substring(month + 3))
                .toFormatter(Locale.UK);
    }

    /** In a class of its own, because the forms above are made before the enum's other constants. */
    private static final class Months {

        /** Written out, because the JDK changes its own from release to release (September became "Sept" in 16). */
        private static final Map<Long, String> SHORT = Map.ofEntries(
                Map.entry(1L, "Jan"),
                Map.entry(2L, "Feb"),
                Map.entry(3L, "Mar"),
                Map.entry(4L, "Apr"),
                Map.entry(5L, "May"),
                Map.entry(6L, "Jun"),
                Map.entry(7L, "Jul"),
                Map.entry(8L, "Aug"),
                Map.entry(9L, "Sep"),
                Map.entry(10L, "Oct"),
                Map.entry(11L, "Nov"),
                Map.entry(12L, "Dec"));

        private Months() {}
    }
}
