package uk.childpathways.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankHolidaysTest {

    private final BankHolidays england = BankHolidays.england();

    @Nested
    @DisplayName("Which days are bank holidays in England?")
    class WhichDays {

        /** Written by hand, year by year; not derived from the library. Month-day, weekdays only. */
        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "2015, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
            "2016, 01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
            "2017, 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
            "2018, 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
            "2019, 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
            "2020, 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
            "2021, 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
            "2022, 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
            "2023, 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
            "2024, 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
            "2025, 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
            "2026, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
            "2027, 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
            "2028, 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
            "2029, 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
            "2030, 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"
        })
        void everyBankHolidayFrom2015To2030(int year, String days) {
            List<LocalDate> expected = List.of(days.split(" ")).stream()
                    .map(day -> LocalDate.parse(year + "-" + day))
                    .toList();

            assertThat(england.in(Year.of(year)).stream()
                            .map(BankHoliday::date)
                            .filter(day ->
                                    day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY))
                    .containsExactlyElementsOf(expected);
        }

        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource({
            "2020-05-08, Early May bank holiday",
            "2022-06-02, Spring bank holiday",
            "2022-06-03, Platinum Jubilee",
            "2022-09-19, State Funeral",
            "2023-05-08, Coronation",
            "2026-04-03, Good Friday",
            "2026-04-06, Easter Monday",
            "2026-12-25, Christmas Day",
            "2026-12-28, Boxing Day"
        })
        void theOneOffAndMovedOnesByName(LocalDate day, String name) {
            assertThat(england.on(day)).contains(new BankHoliday(day, name));
        }

        @ParameterizedTest(name = "{0} was an ordinary working Monday")
        @CsvSource({"2020-05-04", "2022-05-30"})
        void theMondaysFromWhichAHolidayWasMovedAway(LocalDate day) {
            assertThat(england.on(day)).isEmpty();
        }
    }

    @Nested
    @DisplayName("How far are they known?")
    class HowFar {

        @Test
        void theShippedListIsCheckedUntil2030() {
            assertThat(england.lastKnownYear()).isEqualTo(Year.of(2030));
        }

        @Test
        void noWarningOneYearAndOneDayBeforeTheEnd() {
            assertThat(england.warningOn(LocalDate.of(2029, 12, 30))).isEmpty();
        }

        @Test
        void aWarningTwelveMonthsBeforeTheEnd() {
            assertThat(england.warningOn(LocalDate.of(2029, 12, 31)))
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("until the end of 2030"));
        }
    }

    @Nested
    @DisplayName("What if a holiday is proclaimed after this version was built?")
    class Proclaimed {

        @TempDir
        Path folder;

        @Test
        void aCouncilsOwnFileAddsAndRemovesDays() throws IOException {
            Path file = folder.resolve("own.csv");
            Files.writeString(file, "action,date,name\nadd,2027-06-18,Victory Day\nremove,2027-05-31,moved\n");

            BankHolidays corrected = BankHolidays.england(file);

            assertThat(corrected.on(LocalDate.of(2027, 6, 18)))
                    .map(BankHoliday::name)
                    .contains("Victory Day");
            assertThat(corrected.on(LocalDate.of(2027, 5, 31))).isEmpty();
        }

        @Test
        void aLineThatCannotBeReadIsNamed() throws IOException {
            Path file = folder.resolve("own.csv");
            Files.writeString(file, "add,18/06/2027,Victory Day\n");

            assertThatThrownBy(() -> BankHolidays.england(file)).hasMessageContaining("add,18/06/2027,Victory Day");
        }
    }
}
