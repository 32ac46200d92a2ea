package uk.childpathways.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.childpathways.calendar.TimeLimit.after;
import static uk.childpathways.calendar.TimeLimit.before;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {

    private final WorkingDays workingDays = new WorkingDays(BankHolidays.england());

    private static Instant london(String local) {
        return LocalDateTime.parse(local).atZone(England.ZONE).toInstant();
    }

    private TimeLimit.End end(TimeLimit limit, String start) {
        return limit.from(london(start), workingDays);
    }

    @Nested
    @DisplayName("When do working days end?")
    class InWorkingDays {

        @ParameterizedTest(name = "{1} working days from {0} end on {2}")
        @CsvSource({
            "2026-04-02, 1, 2026-04-07",
            "2026-04-02, 15, 2026-04-27",
            "2026-03-27, 1, 2026-03-30",
            "2026-03-28, 1, 2026-03-30",
            "2026-03-29, 1, 2026-03-30",
            "2026-12-24, 1, 2026-12-29",
            "2026-12-24, 4, 2027-01-04",
            "2022-05-31, 3, 2022-06-07",
            "2022-09-16, 1, 2022-09-20",
            "2023-05-05, 1, 2023-05-09",
            "2020-05-07, 1, 2020-05-11"
        })
        void theStartDayDoesNotCount(LocalDate start, int amount, LocalDate due) {
            assertThat(workingDays.after(start, amount).to()).isEqualTo(due);
        }

        @Test
        void dueAtTheLastSecondOfTheLastDay() {
            assertThat(end(after(15, Unit.WORKING_DAYS), "2026-04-02T10:00").at())
                    .isEqualTo(Instant.parse("2026-04-27T22:59:59Z"));
        }

        @ParameterizedTest(name = "started at {0}")
        @ValueSource(strings = {"2026-04-02T00:00:00", "2026-04-02T10:00:00", "2026-04-02T23:59:59"})
        void theHourOfTheStartMakesNoDifference(String start) {
            assertThat(end(after(15, Unit.WORKING_DAYS), start).day()).isEqualTo("2026-04-27");
        }

        @Test
        void oneSecondAfterMidnightCountsFromTheNextDay() {
            assertThat(end(after(1, Unit.WORKING_DAYS), "2026-04-13T23:59:59").day())
                    .isEqualTo("2026-04-14");
            assertThat(end(after(1, Unit.WORKING_DAYS), "2026-04-14T00:00:00").day())
                    .isEqualTo("2026-04-15");
        }

        @Test
        void namesTheDaysNotCountedAndWhy() {
            assertThat(end(after(15, Unit.WORKING_DAYS), "2026-04-02T10:00").bankHolidays())
                    .containsExactly(
                            new DayNotCounted(LocalDate.of(2026, 4, 3), "Good Friday", true),
                            new DayNotCounted(LocalDate.of(2026, 4, 6), "Easter Monday", true));
        }

        @Test
        void aNegativeNumberIsRefused() {
            assertThatThrownBy(() -> workingDays.after(LocalDate.of(2026, 4, 2), -1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    @DisplayName("What is n working days before a date?")
    class BeforeADate {

        @ParameterizedTest(name = "{1} working days before {0} is {2}")
        @CsvSource({
            "2026-04-27, 3, 2026-04-22",
            "2026-04-08, 3, 2026-04-01",
            "2026-04-07, 1, 2026-04-02",
            "2027-01-04, 1, 2026-12-31",
            "2026-04-26, 1, 2026-04-24"
        })
        void theDayItselfDoesNotCount(LocalDate date, int amount, LocalDate due) {
            assertThat(workingDays.before(date, amount).to()).isEqualTo(due);
        }

        @Test
        void dueAtTheEndOfThatDay() {
            assertThat(end(before(3, Unit.WORKING_DAYS), "2026-04-27T09:30").at())
                    .isEqualTo(Instant.parse("2026-04-22T22:59:59Z"));
        }

        @Test
        void theDaysNotCountedAreInTheirOrder() {
            assertThat(workingDays.before(LocalDate.of(2026, 4, 8), 3).bankHolidays())
                    .extracting(DayNotCounted::why)
                    .containsExactly("Good Friday", "Easter Monday");
        }
    }

    @Nested
    @DisplayName("How many working days lie between?")
    class Between {

        @ParameterizedTest(name = "from {0} to {1}: {2}")
        @CsvSource({
            "2026-04-27, 2026-04-27, 0",
            "2026-04-27, 2026-04-28, 1",
            "2026-04-24, 2026-04-26, 0",
            "2026-04-02, 2026-04-06, 0",
            "2026-04-02, 2026-04-27, 15"
        })
        void theFirstDayDoesNotCountAndTheLastDoes(LocalDate from, LocalDate to, int days) {
            assertThat(workingDays.between(from, to).workingDays()).isEqualTo(days);
        }

        @Test
        void backwardsIsRefused() {
            assertThatThrownBy(() -> workingDays.between(LocalDate.of(2026, 4, 28), LocalDate.of(2026, 4, 27)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    @DisplayName("When do hours end?")
    class InHours {

        @ParameterizedTest(name = "{1} hours from {0} end at {2}")
        @CsvSource({
            // the clocks go forward on Sunday 29 March 2026 and back on Sunday 25 October 2026
            "2026-03-28T10:00, 24, 2026-03-29T11:00",
            "2026-10-24T10:00, 24, 2026-10-25T09:00",
            "2026-03-27T18:30, 72, 2026-03-30T19:30",
            "2026-10-23T18:30, 72, 2026-10-26T17:30",
            "2026-04-03T22:15, 24, 2026-04-04T22:15",
            "2026-12-25T00:00, 72, 2026-12-28T00:00"
        })
        void theyAreElapsedHoursNightsWeekendsAndClockChangesIncluded(String start, int amount, String due) {
            assertThat(end(after(amount, Unit.HOURS), start).at()).isEqualTo(london(due));
        }
    }

    @Nested
    @DisplayName("When do calendar days, weeks and months end?")
    class InTheCalendar {

        @ParameterizedTest(name = "{1} calendar days from {0} end on {2}")
        @CsvSource({"2026-04-02, 8, 2026-04-10", "2026-03-28, 1, 2026-03-29", "2026-12-25, 8, 2027-01-02"})
        void calendarDaysCountEveryDay(String start, int amount, String due) {
            assertThat(end(after(amount, Unit.CALENDAR_DAYS), start + "T12:00").at())
                    .isEqualTo(london(due + "T23:59:59"));
        }

        @Test
        void sixWeeksFromMonday2February2026EndOnMonday16March() {
            assertThat(end(after(6, Unit.WEEKS), "2026-02-02T09:00").at()).isEqualTo(london("2026-03-16T23:59:59"));
        }

        @ParameterizedTest(name = "{1} weeks from {0} end on {2}")
        @CsvSource({"2026-02-02, 26, 2026-08-03", "2026-12-28, 1, 2027-01-04", "2026-03-23, 4, 2026-04-20"})
        void weeksAreSevenDaysEach(String start, int amount, String due) {
            assertThat(end(after(amount, Unit.WEEKS), start + "T12:00").day()).isEqualTo(due);
        }

        @ParameterizedTest(name = "{1} months from {0} end on {2}")
        @CsvSource({
            "2026-01-31, 1, 2026-02-28",
            "2028-01-31, 1, 2028-02-29",
            "2026-08-31, 6, 2027-02-28",
            "2026-11-30, 3, 2027-02-28",
            "2026-04-02, 3, 2026-07-02"
        })
        void monthsClipToTheMonthsEnd(String start, int amount, String due) {
            assertThat(end(after(amount, Unit.MONTHS), start + "T12:00").day()).isEqualTo(due);
        }

        @ParameterizedTest(name = "a day ending on {0} ends at {1}")
        @CsvSource({
            "2026-03-28, 2026-03-28T23:59:59Z",
            "2026-03-29, 2026-03-29T22:59:59Z",
            "2026-10-24, 2026-10-24T22:59:59Z",
            "2026-10-25, 2026-10-25T23:59:59Z"
        })
        void theEndOfADayFollowsTheClockChanges(LocalDate day, Instant end) {
            assertThat(England.endOf(day)).isEqualTo(end);
        }

        @Test
        void aDateIsDueAtTheEndOfThatDayItself() {
            assertThat(end(after(0, Unit.DATE), "2026-04-10T00:00").at()).isEqualTo(london("2026-04-10T23:59:59"));
        }
    }

    @Nested
    @DisplayName("Does the machine's own time zone matter?")
    class OtherZones {

        @ParameterizedTest(name = "not in {0}")
        @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/Los_Angeles"})
        void daysAreDaysInEngland(String zone) {
            TimeZone own = TimeZone.getDefault();
            try {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(end(after(15, Unit.WORKING_DAYS), "2026-04-02T23:30").at())
                        .isEqualTo(Instant.parse("2026-04-27T22:59:59Z"));
            } finally {
                TimeZone.setDefault(own);
            }
        }
    }

    @Test
    void anAmountOfNothingIsRefused() {
        assertThatThrownBy(() -> after(0, Unit.WORKING_DAYS)).hasMessageContaining("positive amount");
    }
}
