package uk.childpathways.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DaysTest {

    private static final LocalDate MAUNDY_THURSDAY = LocalDate.parse("2026-04-02");

    @Test
    void threeForms() {
        assertThat(Days.LONG.day(MAUNDY_THURSDAY)).isEqualTo("Thursday 2 April 2026");
        assertThat(Days.SHORT.day(MAUNDY_THURSDAY)).isEqualTo("2 April 2026");
        assertThat(Days.TABLE.day(MAUNDY_THURSDAY)).isEqualTo("2 Apr 2026");
    }

    @Test
    void septemberHasThreeLettersLikeEveryOtherMonth() {
        assertThat(Days.TABLE.day(LocalDate.parse("2026-09-30"))).isEqualTo("30 Sep 2026");
        assertThat(Days.monthInTable(LocalDate.parse("2026-09-01"))).isEqualTo("Sep 2026");
        for (int month = 1; month <= 12; month++) {
            assertThat(Days.TABLE.day(LocalDate.of(2026, month, 1))).hasSize("1 Sep 2026".length());
        }
    }

    @Test
    void yearIsSaidWhereItIsAnotherThanTheOneJustRead() {
        assertThat(Days.LONG.day(LocalDate.parse("2026-12-31"), MAUNDY_THURSDAY))
                .isEqualTo("Thursday 31 December");
        assertThat(Days.LONG.day(LocalDate.parse("2027-01-01"), MAUNDY_THURSDAY))
                .isEqualTo("Friday 1 January 2027");
    }

    @Test
    void hoursGoForwardAtOneInTheNightOf29March2026() {
        assertThat(Days.LONG.moment(Instant.parse("2026-03-29T00:59:00Z"))).isEqualTo("Sunday 29 March 2026 at 00:59");
        assertThat(Days.LONG.moment(Instant.parse("2026-03-29T01:00:00Z"))).isEqualTo("Sunday 29 March 2026 at 02:00");
        assertThat(Days.SHORT.day(Instant.parse("2026-03-28T23:30:00Z"))).isEqualTo("28 March 2026");
        assertThat(Days.SHORT.day(Instant.parse("2026-03-29T23:30:00Z")))
                .as("half past midnight in England's summer time")
                .isEqualTo("30 March 2026");
    }

    @Test
    void hoursGoBackAtTwoInTheNightOf25October2026() {
        assertThat(Days.TABLE.moment(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("25 Oct 2026 at 01:30");
        assertThat(Days.TABLE.moment(Instant.parse("2026-10-25T01:30:00Z")))
                .as("the hour that comes twice")
                .isEqualTo("25 Oct 2026 at 01:30");
        assertThat(Days.SHORT.day(Instant.parse("2026-10-24T23:00:00Z"))).isEqualTo("25 October 2026");
        assertThat(Days.SHORT.day(Instant.parse("2026-10-25T23:30:00Z"))).isEqualTo("25 October 2026");
    }

    @Test
    void limitThatLastsUntilTheEndOfADayIsThatDay() {
        for (String day : new String[] {"2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"}) {
            Instant end = England.endOf(LocalDate.parse(day));
            assertThat(Days.SHORT.due(end)).isEqualTo(Days.SHORT.day(LocalDate.parse(day)));
        }
        assertThat(Days.LONG.due(Instant.parse("2026-10-26T09:15:00Z"))).isEqualTo("Monday 26 October 2026 at 09:15");
        assertThat(Days.LONG.due(Instant.parse("2026-06-01T08:15:00Z"), MAUNDY_THURSDAY))
                .isEqualTo("Monday 1 June at 09:15");
        assertThat(Days.LONG.due(England.endOf(LocalDate.parse("2026-06-01")), MAUNDY_THURSDAY))
                .isEqualTo("Monday 1 June");
    }

    @Test
    void daysAgoAreCountedFromMidnightInEngland() {
        LocalDate today = LocalDate.parse("2026-03-30");
        assertThat(Days.ago(Instant.parse("2026-03-29T23:30:00Z"), today)).isEqualTo("today");
        assertThat(Days.ago(Instant.parse("2026-03-29T22:30:00Z"), today)).isEqualTo("yesterday");
        assertThat(Days.ago(Instant.parse("2026-03-28T12:00:00Z"), today)).isEqualTo("2 days ago");
    }

    @Test
    void whatIsNotThereIsNotWritten() {
        assertThat(Days.TABLE.day((LocalDate) null)).isNull();
        assertThat(Days.TABLE.day((Instant) null)).isNull();
        assertThat(Days.TABLE.moment((Instant) null)).isNull();
        assertThat(Days.TABLE.due(null)).isNull();
        assertThat(Days.ago(null, MAUNDY_THURSDAY)).isNull();
    }

    @Test
    void wordsAreEnglishWhateverTheMachineSpeaks() {
        Locale machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Days.LONG.moment(LocalDateTime.parse("2026-05-04T07:05:00")))
                    .isEqualTo("Monday 4 May 2026 at 07:05");
            assertThat(Days.month(YearMonth.parse("2026-03"))).isEqualTo("March");
        } finally {
            Locale.setDefault(machine);
        }
    }
}
