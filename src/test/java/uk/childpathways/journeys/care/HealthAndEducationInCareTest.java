package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Health and education of a child in care")
class HealthAndEducationInCareTest extends CareWalk {

    private static final String HEALTH = "Record health assessment";
    private static final String FURTHER = "Request a further health assessment";
    private static final String PLAN = "Record education plan";
    private static final String REVIEW = "Review the education plan";

    @Test
    @DisplayName(
            "the first health assessment is done by the 20th working day, before the first review; then it is asked"
                    + " for again and again (STAT-CIC-13 RUT-CIC-09d)")
    void health() {
        practice.itIs(EASTER);
        String child = inCare();
        done(child, "Request health assessment");
        refusedWithout(child, HEALTH, "sw.north", "healthNeeds");
        refusedWithout(child, HEALTH, "sw.north", "healthInCarePlan");
        notDone(child, HEALTH, "initial-health-assessment-done", "2026-05-05");
        practice.itIs("2026-05-07T10:00");
        done(child, HEALTH);
        doneLate(child, "initial-health-assessment-done", 2);
        assertThat(practice.running(child)).contains("renewal-cycle");
    }

    @Test
    @DisplayName("the education plan is in place by the 10th working day, then reviewed (STAT-CIC-14 RUT-CIC-10c"
            + " RUT-CIC-10b)")
    void education() {
        practice.itIs(EASTER);
        String child = inCare();
        done(child, "Initiate education plan");
        inTime(child, "education-plan-initiated");
        refusedWithout(child, PLAN, "sw.north", "educationNeeds");
        refusedWithout(child, PLAN, "sw.north", "educationPlan");
        refusedWithout(child, PLAN, "sw.north", "educationInCarePlan");
        notDone(child, PLAN, "education-plan-in-place", "2026-04-20");
        practice.itIs("2026-04-21T10:00");
        done(child, PLAN);
        doneLate(child, "education-plan-in-place", 1);
        assertThat(practice.running(child)).contains("education-in-care").doesNotContain("education-plan");
    }

    @Test
    @DisplayName("a baby has no education plan until the third birthday: nothing the day before, 5 and 10 working days"
            + " from the day (RUT-CIC-10a STAT-CIC-14)")
    void nurseryAge() {
        practice.itIs(EASTER);
        String child = broughtIntoCare(practice.childBorn(LocalDate.of(2023, 12, 22)), "inEducation", "no");
        assertThat(practice.tasks(child)).doesNotContain("Initiate education plan");
        practice.itIs("2026-12-21T23:59");
        practice.fireDueTimers(child);
        assertThat(practice.tasks(child)).doesNotContain("Initiate education plan");
        practice.itIs("2026-12-22T00:01");
        practice.fireDueTimers(child);
        notDone(child, "Initiate education plan", "education-plan-initiated-at-nursery-age", "2026-12-31");
        practice.itIs("2027-01-04T10:00");
        done(child, "Initiate education plan");
        doneLate(child, "education-plan-initiated-at-nursery-age", 1);
        notDone(child, PLAN, "education-plan-in-place-at-nursery-age", "2027-01-08");
        practice.itIs("2027-01-11T10:00");
        done(child, PLAN);
        doneLate(child, "education-plan-in-place-at-nursery-age", 1);
        assertThat(practice.deadlines(child, "education-plan-initiated")).isEmpty();
    }

    @ParameterizedTest(name = "born {0}: waits for the fifth birthday {1}")
    @CsvSource({"2021-04-02, false", "2021-04-03, true", "2012-01-01, false"})
    @DisplayName("only for a child under five the fifth birthday chooses the interval anew (RUT-CIC-09b RUT-CIC-09c)")
    void underFive(LocalDate born, boolean waits) {
        practice.itIs(EASTER);
        String child = broughtIntoCare(practice.childBorn(born));
        done(child, "Request health assessment");
        done(child, HEALTH);
        practice.itIs("2026-04-02T23:59");
        assertThat(practice.fireDueTimers(child)).doesNotContain("Event_FifthBirthday");
        practice.itIs("2026-04-03T00:01");
        assertThat(practice.fireDueTimers(child).contains("Event_FifthBirthday"))
                .isEqualTo(waits);
        assertThat(practice.running(child)).contains("renewal-cycle");
    }

    @Test
    @DisplayName("the emergency duty worker can ask for the health assessment at night (RUT-CIC-09a)")
    void eds() {
        practice.itIs("2026-04-03T23:00");
        String child = inCare();
        assertThat(practice.offeredTo(child, "Request health assessment")).contains("eds");
        practice.complete(child, "Request health assessment", "eds", Map.of("healthConsent", "awaited"));
        inTime(child, "initial-health-assessment-requested");
    }

    private String healthAssessed(LocalDate born) {
        practice.itIs(EASTER);
        String child = broughtIntoCare(practice.childBorn(born));
        done(child, "Request health assessment");
        done(child, HEALTH);
        return child;
    }

    @Test
    @DisplayName(
            "under five it is asked for every 6 months; from the fifth birthday, not the day before, a year after the"
                    + " last (RUT-CIC-09b RUT-CIC-09c)")
    void everySixMonthsThenEveryYear() {
        String child = healthAssessed(LocalDate.of(2022, 1, 10));
        notDone(child, FURTHER, "health-assessment-requested-under-five", "2026-10-02");
        practice.itIs("2026-10-05T10:00");
        done(child, FURTHER);
        assertThat(practice.deadlines(child, "health-assessment-requested-under-five")
                        .get(0)
                        .lateWorkingDays())
                .isEqualTo(1);
        practice.itIs("2027-01-09T23:59");
        practice.fireDueTimers(child);
        assertThat(practice.dueDay(child, FURTHER)).isEqualTo("2027-04-05");
        practice.itIs("2027-01-10T00:01");
        practice.fireDueTimers(child);
        assertThat(practice.dueDay(child, FURTHER)).as("a year from the last").isEqualTo("2027-10-05");
        assertThat(practice.openTasks(child, FURTHER)).hasSize(1);
    }

    @Test
    @DisplayName("from five it is asked for every year (RUT-CIC-09c)")
    void everyYear() {
        String child = healthAssessed(LocalDate.of(2016, 1, 10));
        refusedWithout(child, FURTHER, "sw.north", "healthSinceLast");
        notDone(child, FURTHER, "health-assessment-requested", "2027-04-02");
        practice.itIs("2027-04-05T10:00");
        done(child, FURTHER);
        assertThat(practice.dueDay(child, FURTHER)).isEqualTo("2028-04-05");
    }

    @Test
    @DisplayName("the education plan is reviewed every 6 months; a plan for another school begins the 6 months anew"
            + " (RUT-CIC-10b RUT-CIC-10c)")
    void educationReviewed() {
        practice.itIs(EASTER);
        String child = inCare();
        done(child, "Initiate education plan");
        done(child, PLAN);
        for (String key : new String[] {"educationNeeds", "educationPlan", "educationProgress"}) {
            refusedWithout(child, REVIEW, "sw.north", key);
        }
        notDone(child, REVIEW, "education-plan-reviewed", "2026-10-02");
        practice.itIs("2026-10-05T10:00");
        done(child, REVIEW);
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2027-04-05");
        practice.itIs("2026-12-22T10:00");
        moved(child, "schoolChanges", "yes");
        assertThat(practice.tasks(child)).doesNotContain(REVIEW);
        assertThat(practice.dueDay(child, "Initiate education plan")).isEqualTo("2026-12-31");
        done(child, "Initiate education plan");
        assertThat(practice.dueDay(child, PLAN)).isEqualTo("2027-01-08");
        practice.itIs("2027-01-07T10:00");
        done(child, PLAN);
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2027-07-07");
    }

    @Test
    @DisplayName("a first review that is planned earlier brings the first health assessment forward, to the working day"
            + " before it (STAT-CIC-13)")
    void beforeFirstReview() {
        practice.itIs(EASTER);
        String child = inCare();
        done(child, "Request health assessment");
        assertThat(practice.dueDay(child, HEALTH)).isEqualTo("2026-05-05");
        events.record(
                journey(child).id(),
                child,
                "care-review-planned-for",
                LocalDate.of(2026, 4, 28).atStartOfDay(ENGLAND).toInstant(),
                true,
                "sw.north",
                null);
        assertThat(practice.dueDay(child, HEALTH)).isEqualTo("2026-04-27");
        notDone(child, HEALTH, "initial-health-assessment-done", "2026-04-27");
    }

    @Test
    @DisplayName(
            "a further assessment that was asked for takes place within 6 weeks, what it found is recorded, and the"
                    + " care plan begins with it (RUT-CIC-09d)")
    void furtherTakesPlace() {
        String child = healthAssessed(LocalDate.of(2022, 1, 10));
        String record = "Record further health assessment";
        practice.itIs("2026-10-01T10:00");
        practice.fireDueTimers(child);
        assertThat(practice.tasks(child)).doesNotContain(record);
        done(child, FURTHER);
        assertThat(practice.dueDay(child, FURTHER)).as("the next request").isEqualTo("2027-04-01");
        for (String key : new String[] {"healthNeeds", "healthPlan", "healthInCarePlan", "healthAssessedBy"}) {
            refusedWithout(child, record, "sw.north", key);
        }
        notDone(child, record, "further-health-assessment-done", "2026-11-12");
        practice.itIs("2026-11-13T10:00");
        done(child, record, "healthPlan", "Speech therapy every week, begun by Christmas.");
        doneLate(child, "further-health-assessment-done", 1);
        assertThat(practice.dueDay(child, FURTHER))
                .as("asked for on its own day")
                .isEqualTo("2027-04-01");
        if (practice.tasks(child).contains("Write care plan")) {
            assertThat(practice.shownAtOpening(child, "Write care plan", "sw.north"))
                    .containsEntry("healthPlan", "Speech therapy every week, begun by Christmas.");
        }
        assertThat(practice.shownAtOpening(child, "Hold care review", "iro"))
                .containsEntry("healthAtReview", "Speech therapy every week, begun by Christmas.");
    }

    @Test
    @DisplayName("a reviewed education plan asks for no health assessment")
    void educationIsNoHealth() {
        practice.itIs(EASTER);
        String child = inCare();
        done(child, "Initiate education plan");
        done(child, PLAN);
        practice.itIs("2026-10-01T10:00");
        done(child, REVIEW);
        assertThat(practice.tasks(child)).doesNotContain("Record further health assessment");
    }
}
