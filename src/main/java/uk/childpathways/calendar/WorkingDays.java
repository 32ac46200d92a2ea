package uk.childpathways.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts working days: Monday to Friday without the bank holidays of England. The day from which is counted does not
 * count itself; the day reached does.
 */
public final class WorkingDays {

    private final BankHolidays holidays;

    public WorkingDays(BankHolidays holidays) {
        this.holidays = holidays;
    }

    /** A stretch of days that was counted: where it ended, how many counted, which did not and why. */
    public record Count(LocalDate from, LocalDate to, int workingDays, List<DayNotCounted> notCounted) {

        /** The days left out which people ask about: bank holidays, not weekends. */
        public List<DayNotCounted> bankHolidays() {
            return notCounted.stream().filter(DayNotCounted::bankHoliday).toList();
        }
    }

    public boolean isWorkingDay(LocalDate day) {
        return whyNotCounted(day).isEmpty();
    }

    /** The day {@code amount} working days after {@code start}; with 0 the start itself. */
    public Count after(LocalDate start, int amount) {
        return walk(start, amount, 1);
    }

    /** The day {@code amount} working days before {@code date}: "3 working days before the panel". */
    public Count before(LocalDate date, int amount) {
        return walk(date, amount, -1);
    }

    /**
     * The working days after {@code from} up to and including {@code to}.
     *
     * @throws IllegalArgumentException if {@code to} lies before {@code from}
     */
    public Count between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) throw new IllegalArgumentException(to + " lies before " + from);
        List<DayNotCounted> notCounted = new ArrayList<>();
        int counted = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            Optional<DayNotCounted> why = whyNotCounted(day);
            if (why.isPresent()) notCounted.add(why.get());
            else counted++;
        }
        return new Count(from, to, counted, List.copyOf(notCounted));
    }

    private Count walk(LocalDate start, int amount, int step) {
        if (amount < 0) throw new IllegalArgumentException("a number of working days cannot be negative: " + amount);
        List<DayNotCounted> notCounted = new ArrayList<>();
        LocalDate day = start;
        for (int counted = 0; counted < amount; ) {
            day = day.plusDays(step);
            Optional<DayNotCounted> why = whyNotCounted(day);
            if (why.isPresent()) notCounted.add(why.get());
            else counted++;
        }
        if (step < 0) Collections.reverse(notCounted);
        return new Count(start, day, amount, List.copyOf(notCounted));
    }

    private Optional<DayNotCounted> whyNotCounted(LocalDate day) {
        Optional<BankHoliday> holiday = holidays.on(day);
        if (holiday.isPresent()) {
            return Optional.of(new DayNotCounted(day, holiday.get().name(), true));
        }
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return Optional.of(
                    new DayNotCounted(day, day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.UK), false));
        }
        return Optional.empty();
    }
}
