package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What stands on a child's record is renewed")
class RenewalCycleTest extends JourneyTestBase {

    private static final String RENEW = "Renew health for the test";

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void modelThatRenews() {
        CallsTheCycles.deploy(repository);
        practice.itIs("2026-03-30T10:00");
    }

    @Test
    @DisplayName("under five a health assessment is asked for every 6 months from the last; missed, it is before the"
            + " worker's manager, and the next counts from the day on which it was asked for (RUT-CIC-09b)")
    void underFive() {
        String child = renewing("health", "2022-01-15", "assessedOn", "2025-11-25");
        assertThat(practice.task(child, RENEW).getAssignee()).isEqualTo("sw.north");
        // The last day is a bank holiday: months are counted, not working days.
        notDone(child, RENEW, "health-assessment-requested-under-five", "2026-05-25");
        practice.itIs("2026-05-28T10:00");
        practice.complete(child, RENEW, "sw.north", Map.of("renewedOn", "2026-05-27"));
        assertThat(practice.deadlines(child, "health-assessment-requested-under-five"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET_LATE, Deadline.Status.OPEN);
        assertThat(practice.dueDay(child, RENEW)).isEqualTo("2026-11-27");
        assertThat(practice.timerDay(child, "BoundaryEvent_RenewalStandard")).isEqualTo("2026-11-27");
    }

    @ParameterizedTest(name = "born on {0}, five on {1} and asked on 30 March 2026: next by {2} ({3})")
    @CsvSource({
        "2021-03-31, the day after, 2026-05-25, RUT-CIC-09b",
        "2021-03-30, that day, 2026-11-25, RUT-CIC-09c",
        "2012-08-01, long ago, 2026-11-25, RUT-CIC-09c"
    })
    void aroundTheFifthBirthday(String born, String when, String due, String clause) {
        String child = renewing("health", born, "assessedOn", "2025-11-25");
        assertThat(practice.dueDay(child, RENEW)).isEqualTo(due);
    }

    @Test
    @DisplayName(
            "at the fifth birthday the interval is chosen anew: a year from the last request (RUT-CIC-09b RUT-CIC-09c)")
    void atTheFifthBirthday() {
        String child = renewing("health", "2021-06-01", "assessedOn", "2025-11-25");
        practice.itIs("2026-05-11T10:00");
        practice.complete(child, RENEW, "sw.north");
        assertThat(practice.dueDay(child, RENEW)).isEqualTo("2026-11-11");
        practice.itIs("2026-06-01T00:05");
        CallsTheCycles.reckonAnew(runtime, child, Map.of());
        practice.carryOn(child);
        assertThat(practice.dueDay(child, RENEW)).isEqualTo("2027-05-11");
        assertThat(practice.deadline(child, "health-assessment-requested-under-five")
                        .status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
        notDone(child, RENEW, "health-assessment-requested", "2027-05-11");
    }

    @ParameterizedTest(name = "{0}: {2} from the last, by {4} ({5})")
    @CsvSource({
        "education, educationOn, 6 months, education-plan-reviewed, 2026-05-04, RUT-CIC-10b, 2025-11-04",
        "summary, summaryOn, 3 months, summary-updated, 2026-05-04, SWI-FIL-04a, 2026-02-04"
    })
    void otherKinds(String kind, String from, String length, String standard, String due, String clause, String last) {
        String child = renewing(kind, "2016-02-01", from, last);
        notDone(child, RENEW, standard, due);
        practice.itIs("2026-05-06T10:00");
        practice.complete(child, RENEW, "sw.north");
        assertThat(practice.deadlines(child, standard))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET_LATE, Deadline.Status.OPEN);
        assertThat(practice.dueDay(child, RENEW))
                .isEqualTo(LocalDate.parse("2026-05-06").plusMonths(length.charAt(0) - '0'));
    }

    @Test
    @DisplayName("the record shows what was renewed under the name that the journey gave it")
    void named() {
        String child = renewing("summary", "2016-02-01", "summaryOn", "2026-02-04");
        practice.complete(child, RENEW, "sw.north");
        assertThat(entry(child, "cycles-test-renewal").title()).isEqualTo(RENEW);
    }

    private String renewing(String kind, String born, String from, String day) {
        String child = practice.childBorn(LocalDate.parse(born));
        practice.start(
                "cycles-test",
                "sw.north",
                Map.of(
                        "childRef",
                        child,
                        "visitKind",
                        "child in need",
                        "visitEvent",
                        "child-in-need-visited",
                        "renewalKind",
                        kind,
                        from,
                        day));
        practice.carryOn(child);
        return child;
    }
}
