package uk.childpathways.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of a day chosen in a form is asked")
class AboutDayTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    private static AboutDay of(String day) {
        return AboutDay.of(LocalDate.parse(day), TODAY, BankHolidays.england());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
        2026-12-04 | nothing
        2026-12-05 | Saturday 5 December 2026 is on a weekend.
        2026-12-06 | Sunday 6 December 2026 is on a weekend.
        2026-12-07 | nothing
        2026-12-24 | nothing
        2026-12-25 | Friday 25 December 2026 is a bank holiday: Christmas Day.
        2026-12-28 | Monday 28 December 2026 is a bank holiday: Boxing Day.
        2026-12-29 | nothing
        2027-03-26 | Friday 26 March 2027 is a bank holiday: Good Friday.
        """)
    @DisplayName("whether it is a weekend or a bank holiday, by its name, and of the days beside it nothing")
    void notWorking(String day, String expected) {
        assertThat(of(day).notWorking()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
        2026-01-01 | nothing
        2025-12-31 | 31 December 2025 is 11 months ago. Is the year right?
        2025-12-02 | 2 December 2025 is 11 months ago. Is the year right?
        2025-12-01 | 1 December 2025 is a year ago. Is the year right?
        2025-11-30 | 30 November 2025 is a year ago. Is the year right?
        2024-12-02 | 2 December 2024 is a year ago. Is the year right?
        2024-12-01 | 1 December 2024 is 2 years ago. Is the year right?
        1926-12-01 | 1 December 1926 is 100 years ago. Is the year right?
        2026-12-01 | nothing
        2027-11-01 | nothing
        2027-11-02 | 2 November 2027 is 11 months ahead. Is the year right?
        2027-12-01 | 1 December 2027 is a year ahead. Is the year right?
        """)
    @DisplayName("whether the year is right, from one day beyond 11 months before and after today")
    void year(String day, String expected) {
        assertThat(of(day).farAway()).isEqualTo(expected);
    }

    @Test
    @DisplayName("both, where it is a weekend of a year that looks like a slip")
    void both() {
        assertThat(of("2025-11-29").notWorking()).isNotNull();
        assertThat(of("2025-11-29").farAway()).isNotNull();
    }
}
