package uk.childpathways.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import uk.childpathways.testing.PlainCalendar;

@Label("A time limit from any second, against counting day by day")
class TimeLimitPropertyTest {

    private static final WorkingDays WORKING_DAYS = new WorkingDays(BankHolidays.england());

    @Property(tries = 5000)
    @Label("working days pass over weekends and bank holidays, either way, and end with their last day")
    void workingDays(@ForAll("moments") LocalDateTime start, @ForAll @IntRange(min = 1, max = 130) int amount) {
        LocalDate day = start.toLocalDate();
        assertThat(end(TimeLimit.after(amount, Unit.WORKING_DAYS), start))
                .isEqualTo(PlainCalendar.endOf(PlainCalendar.workingDaysFrom(day, amount, 1)));
        assertThat(end(TimeLimit.before(amount, Unit.WORKING_DAYS), start))
                .isEqualTo(PlainCalendar.endOf(PlainCalendar.workingDaysFrom(day, amount, -1)));
    }

    @Property(tries = 3000)
    @Label("the days passed over are just those between that are no working days, in order")
    void passedOver(@ForAll("moments") LocalDateTime start, @ForAll @IntRange(min = 1, max = 60) int amount) {
        LocalDate day = start.toLocalDate();
        TimeLimit.End after =
                TimeLimit.after(amount, Unit.WORKING_DAYS).from(PlainCalendar.instant(start), WORKING_DAYS);
        assertThat(after.notCounted())
                .extracting(DayNotCounted::date)
                .isEqualTo(day.plusDays(1)
                        .datesUntil(after.day())
                        .filter(each -> !PlainCalendar.isWorkingDay(each))
                        .toList());
        TimeLimit.End before =
                TimeLimit.before(amount, Unit.WORKING_DAYS).from(PlainCalendar.instant(start), WORKING_DAYS);
        assertThat(before.notCounted())
                .extracting(DayNotCounted::date)
                .isEqualTo(before.day()
                        .plusDays(1)
                        .datesUntil(day)
                        .filter(each -> !PlainCalendar.isWorkingDay(each))
                        .toList());
    }

    @Property(tries = 5000)
    @Label("calendar days and weeks are so many days, whatever they are")
    void calendarDays(@ForAll("moments") LocalDateTime start, @ForAll @IntRange(min = 1, max = 250) int amount) {
        LocalDate day = start.toLocalDate();
        for (int step : List.of(1, -1)) {
            Direction direction = step > 0 ? Direction.AFTER : Direction.BEFORE;
            assertThat(end(new TimeLimit(amount, Unit.CALENDAR_DAYS, direction), start))
                    .isEqualTo(PlainCalendar.endOf(PlainCalendar.daysFrom(day, amount, step)));
            int weeks = 1 + amount % 26;
            assertThat(end(new TimeLimit(weeks, Unit.WEEKS, direction), start))
                    .isEqualTo(PlainCalendar.endOf(PlainCalendar.daysFrom(day, 7 * weeks, step)));
        }
    }

    @Property(tries = 5000)
    @Label("months end on the same day of the month, or on its last day where there is none")
    void months(@ForAll("moments") LocalDateTime start, @ForAll @IntRange(min = 1, max = 12) int amount) {
        LocalDate day = start.toLocalDate();
        assertThat(end(TimeLimit.after(amount, Unit.MONTHS), start))
                .isEqualTo(PlainCalendar.endOf(PlainCalendar.monthsFrom(day, amount, 1)));
        assertThat(end(TimeLimit.before(amount, Unit.MONTHS), start))
                .isEqualTo(PlainCalendar.endOf(PlainCalendar.monthsFrom(day, amount, -1)));
    }

    @Property(tries = 5000)
    @Label("hours run through nights, weekends and the changes of the clock: so many times 3,600 seconds")
    void hours(@ForAll("moments") LocalDateTime start, @ForAll @IntRange(min = 1, max = 400) int amount) {
        Instant from = PlainCalendar.instant(start);
        assertThat(end(TimeLimit.after(amount, Unit.HOURS), start)).isEqualTo(from.plusSeconds(3600L * amount));
        assertThat(end(TimeLimit.before(amount, Unit.HOURS), start)).isEqualTo(from.minusSeconds(3600L * amount));
    }

    @Property(tries = 2000)
    @Label("what is due on a date is due at the end of that day")
    void date(@ForAll("moments") LocalDateTime start) {
        assertThat(end(new TimeLimit(0, Unit.DATE, Direction.AFTER), start))
                .isEqualTo(PlainCalendar.endOf(start.toLocalDate()));
    }

    @Property(tries = 3000)
    @Label("a longer limit never ends earlier, and a day has 23, 24 or 25 hours")
    void longer(@ForAll("moments") LocalDateTime start, @ForAll Unit unit, @ForAll @IntRange(min = 1, max = 60) int n) {
        if (unit == Unit.DATE) return;
        assertThat(end(TimeLimit.after(n + 1, unit), start)).isAfterOrEqualTo(end(TimeLimit.after(n, unit), start));
        assertThat(Duration.between(England.startOf(start.toLocalDate()), England.endOf(start.toLocalDate()))
                        .plusSeconds(1)
                        .toHours())
                .isBetween(23L, 25L);
    }

    @Property(tries = 3000)
    @Label("working days between two days are counted as day by day")
    void between(@ForAll("moments") LocalDateTime start, @ForAll @IntRange(min = 0, max = 200) int days) {
        LocalDate from = start.toLocalDate();
        assertThat(WORKING_DAYS.between(from, from.plusDays(days)).workingDays())
                .isEqualTo(PlainCalendar.workingDaysBetween(from, from.plusDays(days)));
    }

    private static Instant end(TimeLimit limit, LocalDateTime start) {
        return limit.from(PlainCalendar.instant(start), WORKING_DAYS).at();
    }

    /** Any second of ten years, more often around Christmas, Easter, month ends and the changes of the clock. */
    @Provide
    Arbitrary<LocalDateTime> moments() {
        Arbitrary<LocalDate> anyDay = Arbitraries.longs()
                .between(
                        LocalDate.of(PlainCalendar.FIRST_YEAR + 1, 1, 1).toEpochDay(),
                        LocalDate.of(PlainCalendar.LAST_YEAR - 1, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
        Arbitrary<Integer> years =
                Arbitraries.integers().between(PlainCalendar.FIRST_YEAR + 1, PlainCalendar.LAST_YEAR - 1);
        Arbitrary<LocalDate> hard = Combinators.combine(
                        years,
                        Arbitraries.of("03-25", "04-10", "10-25", "12-24", "12-31", "01-31", "02-27", "05-01"),
                        Arbitraries.integers().between(0, 7))
                .as((year, day, more) -> LocalDate.parse(year + "-" + day).plusDays(more));
        return Combinators.combine(
                        Arbitraries.oneOf(anyDay, hard), Arbitraries.integers().between(0, 86_399))
                .as((day, second) -> day.atStartOfDay().plusSeconds(second));
    }
}
