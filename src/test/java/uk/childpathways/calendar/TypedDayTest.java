package uk.childpathways.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A day typed on a page of ours is the day that is meant, or a sentence says why it is not read")
class TypedDayTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 1);

    private static TypedDay read(String typed) {
        return TypedDay.read(typed, TUESDAY).orElseThrow();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "today | 2026-12-01",
                "Yesterday | 2026-11-30",
                "30/11/2026 | 2026-11-30",
                "3.4.26 | 2026-04-03",
                "03112026 | 2026-11-03",
                "031126 | 2026-11-03",
                "20261103 | 2026-11-03",
                "2026-11-30 | 2026-11-30",
                "30 Nov 2026 | 2026-11-30",
                "30th of November, 2026 | 2026-11-30",
                "Mon 30 November 2026 | 2026-11-30",
                "November 30, 2026 | 2026-11-30",
                "1 Feb 46 | 2046-02-01",
                "1 Feb 47 | 1947-02-01",
                "29/2/2024 | 2024-02-29",
                "March 2019 | 2019-03",
                "Sept 2019 | 2019-09",
                "3/2019 | 2019-03",
                "2019 | 2019"
            })
    void asPeopleWriteIt(String typed, String meant) {
        assertThat(read(typed).problem()).isNull();
        assertThat(read(typed).written()).isEqualTo(meant);
        assertThat(TypedDay.of(meant)).isEqualTo(read(typed));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "30/11 | please type the year too, as in 30/11/2026",
                "29/2 | please type the year too, as in 29/2/2024",
                "31/02 | there is no 31 February in any year",
                "31 04 | there is no 31 April in any year",
                "11/30 | there is no month 30",
                "30 November | as in 30 November 2026",
                "29/2/2026 | February 2026 has 28 days",
                "31/4/2026 | April 2026 has 30 days",
                "11/30/2026 | there is no month 30. The day comes first",
                "Tue 30 Nov 2026 | is a Monday. Which is meant?",
                "1/1/1899 | is the year right?",
                "1/1/2101 | is the year right?",
                "1/1/126 | is the year right?",
                "soon | not read as a date",
                "30 Nonember 2026 | not read as a date",
                "13/2019 | there is no month 13"
            })
    void orASentence(String typed, String why) {
        assertThat(read(typed).problem()).startsWith("“" + typed + "”: ").contains(why);
    }

    @Test
    @DisplayName("nothing, and signs that nobody sees, are no day")
    void nothing() {
        assertThat(TypedDay.read(null, TUESDAY)).isEmpty();
        assertThat(TypedDay.read(" \u00a0\u200b", TUESDAY)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "16:40, 16:40",
        "16.40, 16:40",
        "1640, 16:40",
        "4.40pm, 16:40",
        "4pm, 16:00",
        "12am, 00:00",
        "12 pm, 12:00",
        "noon, 12:00",
        "9:05, 09:05",
        "23:59, 23:59",
        "24:00,",
        "16:60,",
        "16,",
        "13am,",
        "late,"
    })
    void timeOfDay(String typed, String meant) {
        assertThat(TypedDay.time(typed).map(String::valueOf).orElse(null)).isEqualTo(meant);
    }

    @Test
    @DisplayName("a month or a year lasts to its end, and says that no more is known")
    void notTheDay() {
        assertThat(read("February 2024").last()).isEqualTo("2024-02-29");
        assertThat(read("2019").last()).isEqualTo("2019-12-31");
        assertThat(read("2/4/2026").last()).isEqualTo("2026-04-02");
        assertThat(read("March 2019").words()).isEqualTo("March 2019, day not known");
        assertThat(read("2019").words()).isEqualTo("2019, month not known");
        assertThat(read("2/4/2026").words()).isEqualTo("2 Apr 2026");
    }
}
