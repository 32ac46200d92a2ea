package uk.childpathways.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import uk.childpathways.calendar.England;

/** Days as the pages write them: day, month and year for everybody. */
final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy 'at' HH:mm", Locale.UK);

    private Days() {}

    static String day(Instant at) {
        return at == null ? null : day(England.dayOf(at));
    }

    static String day(LocalDate day) {
        return day == null ? null : DAY.format(day);
    }

    /** With the hour, but for a limit that lasts until the end of the day. */
    static String due(Instant at) {
        return England.at(at).toLocalTime().withNano(0).equals(England.END_OF_DAY) ? day(at) : moment(at);
    }

    static String moment(Instant at) {
        return at == null ? null : MOMENT.format(England.at(at));
    }

    static long since(Instant at, LocalDate today) {
        return ChronoUnit.DAYS.between(England.dayOf(at), today);
    }

    /** "today", "yesterday", "12 days ago". */
    static String ago(Instant at, LocalDate today) {
        if (at == null) {
            return null;
        }
        long days = since(at, today);
        return days <= 0 ? "today" : days == 1 ? "yesterday" : days + " days ago";
    }
}
