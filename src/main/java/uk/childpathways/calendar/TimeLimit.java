package uk.childpathways.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An amount of time after or before something: "15 working days after", "3 working days before", "24 hours after".
 *
 * @param amount positive; not used with {@link Unit#DATE}
 */
public record TimeLimit(int amount, Unit unit, Direction direction) {

    public TimeLimit {
        if (unit != Unit.DATE && amount <= 0) {
            throw new IllegalArgumentException("a time limit needs a positive amount, not " + amount);
        }
    }

    public static TimeLimit after(int amount, Unit unit) {
        return new TimeLimit(amount, unit, Direction.AFTER);
    }

    public static TimeLimit before(int amount, Unit unit) {
        return new TimeLimit(amount, unit, Direction.BEFORE);
    }

    /**
     * When it ends.
     *
     * @param at limits in days end at 23:59:59 of their last day in England; hours end to the second
     * @param notCounted the days passed over, for limits in working days
     */
    public record End(Instant at, List<DayNotCounted> notCounted) {

        public LocalDate day() {
            return England.dayOf(at);
        }

        public List<DayNotCounted> bankHolidays() {
            return notCounted.stream().filter(DayNotCounted::bankHoliday).toList();
        }
    }

    /** The end of this limit if it runs from that instant. The day of the start does not count. */
    public End from(Instant start, WorkingDays workingDays) {
        LocalDate day = England.dayOf(start);
        int signed = direction == Direction.BEFORE ? -amount : amount;
        return switch (unit) {
            case HOURS -> new End(start.plus(Duration.ofHours(signed)), List.of());
            case WORKING_DAYS -> {
                WorkingDays.Count count = direction == Direction.BEFORE
                        ? workingDays.before(day, amount)
                        : workingDays.after(day, amount);
                yield new End(England.endOf(count.to()), count.notCounted());
            }
            case CALENDAR_DAYS -> endOf(day.plusDays(signed));
            case WEEKS -> endOf(day.plusWeeks(signed));
            case MONTHS -> endOf(day.plusMonths(signed));
            case DATE -> endOf(day);
        };
    }

    /** "15 working days". */
    public String words() {
        return unit.words(amount);
    }

    private static End endOf(LocalDate day) {
        return new End(England.endOf(day), List.of());
    }
}
