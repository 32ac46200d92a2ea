package uk.childpathways.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.testing.PlainCalendar;

@DisplayName("Before a standard is due its holder is reminded")
class RemindersTest {

    private static final WorkingDays WORKING_DAYS = new WorkingDays(BankHolidays.england());

    @ParameterizedTest(name = "{4}: begun {0}, {1} working days, {2} per cent: {3}")
    @CsvSource({
        "2026-04-13T10:00, 2, 50, 2026-04-14T09:00, Monday: on Tuesday",
        "2026-04-17T10:00, 2, 50, 2026-04-20T09:00, Friday: on Monday and not on Sunday",
        "2026-04-17T08:30, 2, 50, 2026-04-20T09:00, Friday early: on Monday and not half an hour later",
        "2026-04-02T10:00, 2, 50, 2026-04-07T09:00, Maundy Thursday: on the Tuesday after Easter",
        "2026-04-13T10:00, 1, 50, 2026-04-14T09:00, one working day: on the morning of the last",
        "2026-04-17T10:00, 1, 50, 2026-04-20T09:00, one working day over a weekend: on the morning of the last",
        "2026-04-13T10:00, 9, 50, 2026-04-17T09:00, half of it is over on a Sunday: on the Friday before",
        "2026-04-13T10:00, 15, 80, 2026-05-01T09:00, four fifths of a long one over the early May bank holiday"
    })
    void onAWorkingDay(String start, int workingDays, int percent, String reminded, String words) {
        assertThat(reminder(LocalDateTime.parse(start), workingDays, percent))
                .isEqualTo(PlainCalendar.instant(LocalDateTime.parse(reminded)));
    }

    @Test
    @DisplayName("from whatever hour of three years: on the morning of a working day, after the start and before it is"
            + " due (RUT-CIC-01b)")
    void always() {
        for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() < 2029; day = day.plusDays(1)) {
            for (int hour = 0; hour < 24; hour += 5) {
                for (int workingDays : new int[] {1, 2, 3, 5, 10, 45}) {
                    LocalDateTime start = day.atTime(hour, 30);
                    LocalDateTime reminded = LocalDateTime.ofInstant(reminder(start, workingDays, 50), England.ZONE);
                    assertThat(PlainCalendar.isWorkingDay(reminded.toLocalDate()))
                            .as("%s, %s working days: %s", start, workingDays, reminded)
                            .isTrue();
                    assertThat(reminded.toLocalTime()).isEqualTo(LocalTime.of(9, 0));
                    assertThat(reminded)
                            .isAfter(start)
                            .isBefore(PlainCalendar.workingDaysFrom(day, workingDays, 1)
                                    .atTime(23, 59));
                }
            }
        }
    }

    @Test
    @DisplayName("hours are hours: a limit of 24 hours reminds after half of them, at night and at weekends too")
    void hours() {
        Instant start = PlainCalendar.instant(LocalDateTime.parse("2026-04-17T20:00"));
        assertThat(Reminders.at(start, start.plusSeconds(24 * 3600), 50, true, WORKING_DAYS))
                .isEqualTo(PlainCalendar.instant(LocalDateTime.parse("2026-04-18T08:00")));
    }

    private static Instant reminder(LocalDateTime start, int workingDays, int percent) {
        LocalDate due = PlainCalendar.workingDaysFrom(start.toLocalDate(), workingDays, 1);
        return Reminders.at(PlainCalendar.instant(start), England.endOf(due), percent, false, WORKING_DAYS);
    }
}
