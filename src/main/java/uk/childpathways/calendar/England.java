package uk.childpathways.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The time zone in which days are counted, whatever the zone of the machine. */
public final class England {

    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    /** The last second of a day: what is due "on" a day may be done until then. */
    public static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private England() {}

    /** 23:59:59 of that day, in England. */
    public static Instant endOf(LocalDate day) {
        return day.atTime(END_OF_DAY).atZone(ZONE).toInstant();
    }

    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** The day in England on which the instant falls. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** The moment that is written as a date and time; without an offset it is meant in England. Empty if it is none. */
    public static Optional<Instant> moment(String written) {
        try {
            return Optional.of(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeParseException e) {
            return local(written);
        }
    }

    private static Optional<Instant> local(String written) {
        try {
            return Optional.of(LocalDateTime.parse(written).atZone(ZONE).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public static ZonedDateTime at(Instant instant) {
        return instant.atZone(ZONE);
    }
}
