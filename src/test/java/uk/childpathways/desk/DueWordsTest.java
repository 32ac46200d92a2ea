package uk.childpathways.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.calendar.England;

/** A5: days are counted by the calendar. */
@DisplayName("When something is due, as people say it")
class DueWordsTest {

    @ParameterizedTest(name = "on {0}, {1} is \"{2}\"")
    @CsvSource(delimiter = '|', textBlock = """
            # now            | due                 | words
            2026-11-30T09:00 | 2026-12-01T23:59:59 | due tomorrow, Tue 1 December
            2026-11-30T00:00 | 2026-12-01T23:59:59 | due tomorrow, Tue 1 December
            2026-11-30T23:59 | 2026-12-01T23:59:59 | due tomorrow, Tue 1 December
            2026-12-01T00:00 | 2026-12-01T23:59:59 | due today, Tue 1 December
            2026-12-01T23:59:59 | 2026-12-01T23:59:59 | due today, Tue 1 December
            2026-12-02T00:00 | 2026-12-01T23:59:59 | late: was due yesterday, Tue 1 December
            2026-12-04T12:00 | 2026-12-01T23:59:59 | late: was due Tue 1 December, 3 days ago
            2026-11-30T09:00 | 2026-12-02T23:59:59 | due Wed 2 December, in 2 days
            2026-11-30T09:00 | 2027-01-04T23:59:59 | due Mon 4 January 2027, in 35 days
            2026-11-30T09:00 | 2026-11-30T16:40    | due today, Mon 30 November at 16:40
            2026-11-30T16:40 | 2026-11-30T16:40    | due today, Mon 30 November at 16:40
            2026-11-30T16:41 | 2026-11-30T16:40    | late: was due today, Mon 30 November at 16:40
            2026-11-30T16:41 | 2026-12-01T09:00    | due tomorrow, Tue 1 December at 09:00
            """)
    void words(String now, String due, String words) {
        assertThat(DueWords.of(at(due), at(now)).words()).isEqualTo(words);
        assertThat(DueWords.of(at(due), at(now)).late()).isEqualTo(words.startsWith("late"));
    }

    @Test
    @DisplayName("a limit at the end of the day on which the clocks go back or forward is that day's, and has no hour")
    void clocksChange() {
        for (LocalDate day : new LocalDate[] {LocalDate.of(2026, 10, 25), LocalDate.of(2027, 3, 28)}) {
            Instant due = England.endOf(day);
            assertThat(DueWords.of(due, England.startOf(day)).words())
                    .startsWith("due today, Sun")
                    .doesNotContain("at");
            assertThat(DueWords.of(due, England.startOf(day.minusDays(1))).words())
                    .startsWith("due tomorrow, Sun");
            assertThat(DueWords.of(due, England.startOf(day.plusDays(1))).words())
                    .startsWith("late: was due yesterday, Sun");
        }
    }

    @Test
    @DisplayName("what has no limit says so, and is never late")
    void noLimit() {
        assertThat(DueWords.of(null, Instant.EPOCH)).isEqualTo(new DueWords("no time limit", false));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(England.ZONE).toInstant();
    }
}
