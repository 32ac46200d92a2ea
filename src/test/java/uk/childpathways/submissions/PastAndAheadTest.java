package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.CheckContext;

/** By the minute of the installation's clock, in England, whatever the zone in which somebody writes. */
@DisplayName("Nothing has happened in the future (C2)")
class PastAndAheadTest {

    private final PastAndAhead checks = new PastAndAhead();

    private static String said(AnswerCheck check, String argument, String now, String answer, Map<String, Object> row) {
        Map<String, Object> all = new LinkedHashMap<>(row);
        all.put("answer", answer);
        CheckContext context = CheckContext.of(Map.of(), Instant.parse(now));
        return check.problem(new Answer(null, answer, all, context), argument).orElse("taken");
    }

    @ParameterizedTest(name = "at {0} on the clock, {1}: {2}")
    @CsvSource({
        // In winter the clock of England is that of the world.
        "2026-12-01T09:07:00Z, 2026-12-01T09:07, taken",
        "2026-12-01T09:07:59Z, 2026-12-01T09:07, taken",
        "2026-12-01T09:07:00Z, 2026-12-01T09:08, cannot be in the future: it is 09:07 now",
        "2026-12-01T09:07:59Z, 2026-12-01T09:08, cannot be in the future: it is 09:07 now",
        "2026-12-01T09:07:00Z, 2026-12-01T23:30, cannot be in the future: it is 09:07 now",
        "2026-12-01T06:17:00Z, 2026-12-01T23:45, cannot be in the future: it is 06:17 now",
        "2026-12-01T00:00:00Z, 2026-11-30T23:59, taken",
        "2026-12-01T09:07:00Z, 2026-12-02T00:00, cannot be in the future",
        // In summer it is an hour ahead.
        "2026-07-01T09:07:00Z, 2026-07-01T10:07, taken",
        "2026-07-01T09:07:00Z, 2026-07-01T10:08, cannot be in the future: it is 10:07 now",
        "2026-06-30T23:30:00Z, 2026-07-01T00:30, taken",
        "2026-06-30T23:30:00Z, 2026-07-01, taken",
        // Written with an offset, as Tasklist sends it or as anybody may.
        "2026-07-01T09:07:00Z, 2026-07-01T10:07+01:00, taken",
        "2026-07-01T09:07:00Z, 2026-07-01T10:08+01:00, cannot be in the future: it is 10:07 now",
        "2026-07-01T09:07:00Z, 2026-07-01T09:07Z, taken",
        "2026-07-01T09:07:00Z, 2026-06-30T23:30-12:00, cannot be in the future: it is 10:07 now",
        // A day alone is a day.
        "2026-12-01T09:07:00Z, 2026-12-01, taken",
        "2026-12-01T09:07:00Z, 2026-12-02, cannot be in the future"
    })
    @DisplayName("now is taken and a minute after now is refused; today is taken and tomorrow refused")
    void byTheMinute(String now, String answer, String says) {
        assertThat(said(checks.notInFuture(), "", now, answer, Map.of())).isEqualTo(says);
    }

    @ParameterizedTest(name = "police protection taken at {1}, recorded at {0}: {2}")
    @CsvSource({
        "2026-04-02T13:40:00Z, 2026-04-02T14:40, taken",
        "2026-04-02T13:40:00Z, 2026-04-02T14:41, cannot be in the future: it is 14:40 now"
    })
    @DisplayName("the 72 hours of police protection never end later than 72 hours from now (STAT-S47-05)")
    void policeProtection(String now, String answer, String says) {
        assertThat(said(checks.notInFuture(), "", now, answer, Map.of())).isEqualTo(says);
    }

    @ParameterizedTest(name = "at {0} on the clock, {2} on {1}: {3}")
    @CsvSource({
        "2026-12-01T09:07:00Z, 2026-12-01, 09:07, taken",
        "2026-12-01T09:07:00Z, 2026-12-01, 09:08, cannot be in the future: it is 09:07 now",
        "2026-12-01T09:07:00Z, 2026-11-30, 23:59, taken",
        "2026-07-01T09:07:00Z, 2026-07-01, 10:07, taken",
        "2026-07-01T09:07:00Z, 2026-07-01, 10:08, cannot be in the future: it is 10:07 now"
    })
    @DisplayName("a time of day belongs to the day given beside it")
    void timeOnDay(String now, String day, String time, String says) {
        assertThat(said(checks.notInFutureOn(), "heldOn", now, time, Map.of("heldOn", day)))
                .isEqualTo(says);
    }

    @ParameterizedTest(name = "first day away {0}, back on {1}: {2}")
    @CsvSource({
        "2026-04-02, 2026-04-03, taken",
        "2026-04-02, 2026-04-02, 'must be after 2 April 2026, the day given above'",
        "2026-04-02, 2026-04-01, 'must be after 2 April 2026, the day given above'"
    })
    @DisplayName("a return day that is the first day of an absence is refused, the day after is taken (B10)")
    void returnDay(String away, String back, String says) {
        assertThat(said(checks.afterAnswer(), "awayFrom", "2026-04-01T09:00:00Z", back, Map.of("awayFrom", away)))
                .isEqualTo(says);
    }

    @ParameterizedTest(name = "on 2 April, planned for {0}: {1}")
    @CsvSource({"2026-04-02, taken", "2026-04-03, taken", "2026-04-01, cannot be in the past"})
    @DisplayName("what is planned is today or later; what may be either is always taken")
    void planned(String day, String says) {
        String now = "2026-04-02T22:30:00Z";
        assertThat(said(checks.notInPast(), "", now, day, Map.of())).isEqualTo(says);
        assertThat(said(checks.pastOrAhead(), "", now, day, Map.of())).isEqualTo("taken");
    }
}
