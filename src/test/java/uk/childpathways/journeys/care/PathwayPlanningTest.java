package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Pathway planning")
class PathwayPlanningTest extends CareReviewTestBase {

    @ParameterizedTest(name = "eligible on {0}: by {1}")
    @CsvSource({"2026-11-30, 2027-02-28", "2026-06-15, 2026-09-15", "2026-08-31, 2026-11-30"})
    @DisplayName(
            "needs are assessed within 3 months of the sixteenth birthday or of becoming eligible, at a month's end"
                    + " on its last day (STAT-CIC-21)")
    void threeMonths(String on, String by) {
        String child = lookedAfterAtSixteen(on);
        assertThat(practice.dueDay(child, "Assess pathway needs")).isEqualTo(by);
        assertThat(practice.due(child, "pathway-needs-assessed")).isEqualTo(by);
    }

    @Test
    @DisplayName("not assessed: one breach, the duty stays, and two days late is two days late (STAT-CIC-21)")
    void late() {
        String child = lookedAfterAtSixteen("2026-06-15");
        notDone(child, "Assess pathway needs", "pathway-needs-assessed", "2026-09-15");
        practice.itIs("2026-09-17T09:00");
        practice.complete(child, "Assess pathway needs", "sw.north");
        doneLate(child, "pathway-needs-assessed", 2);
    }

    @Test
    @DisplayName("the team manager names a personal adviser within 20 working days, or it escalates (STAT-CIC-21)")
    void adviser() {
        String child = lookedAfterAtSixteen("2026-06-15");
        assertThat(practice.offeredTo(child, "Name personal adviser")).containsExactly("team-managers-north");
        notDone(child, "Name personal adviser", "personal-adviser-named", "2026-07-13");
        practice.itIs("2026-07-14T09:00");
        refusedWithout(child, "Name personal adviser", "tm.north", Map.of(), "personalAdviser", "Personal adviser");
        practice.complete(child, "Name personal adviser", "tm.north", Map.of("personalAdviser", "Chloe Barron"));
        doneLate(child, "personal-adviser-named", 1);
    }

    @Test
    @DisplayName("the plan waits for the assessment and stands on it; it is signed off and shared (RUT-CIC-15a,"
            + " RUT-CIC-15b)")
    void plan() {
        String child = lookedAfterAtSixteen("2026-06-15");
        practice.complete(child, "Name personal adviser", "tm.north", Map.of("personalAdviser", "Chloe Barron"));
        assertThat(practice.tasks(child)).doesNotContain("Write pathway plan");
        practice.itIs("2026-07-01T09:00");
        practice.complete(
                child,
                "Assess pathway needs",
                "sw.north",
                Map.of("home", "A flat near his brother.", "assessedOn", "2026-06-30"));
        assertThat(practice.dueDay(child, "Write pathway plan"))
                .as("20 working days from 30 June")
                .isEqualTo("2026-07-28");
        assertThat(practice.tasksSeenBy("pa", child))
                .as("the personal adviser who was named")
                .contains("Write pathway plan");
        assertThat(practice.shownAtOpening(child, "Write pathway plan", "sw.north"))
                .containsEntry("home", "A flat near his brother.")
                .containsEntry("personalAdviser", "Chloe Barron")
                .containsEntry("needsAssessedOn", "2026-06-30");
        refused(
                child,
                "Write pathway plan",
                "sw.north",
                Map.of("needsAssessedOn", "2026-06-29"),
                "must be the day of a 'pathway needs assessed' on this journey's record: 30 June 2026");
        notDone(child, "Write pathway plan", "pathway-plan-written", "2026-07-28");
        practice.itIs("2026-07-29T09:00");
        written(child, "2026-06-30");
        doneLate(child, "pathway-plan-written", 1);
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of("signOffDecision", "returned", "returnReasons", "And the money?"));
        practice.complete(child, "Rework document", "sw.north", Map.of("needsAssessedOn", "2026-06-30"));
        shared(child);
        assertThat(practice.running(child)).contains("pathway-planning").doesNotContain("pathway-plan");
    }

    @Test
    @DisplayName("kept up to date: a review that finds it out of date asks for a new one, with a clock of its own; one"
            + " that finds it good does not (RUT-CIC-15a, RUT-CIC-15b)")
    void upToDate() {
        String child = lookedAfterAtSixteen("2026-06-15");
        practice.complete(child, "Name personal adviser", "tm.north");
        practice.complete(child, "Assess pathway needs", "sw.north", Map.of("money", "Has a bank account."));
        written(child, "2026-06-15");
        shared(child);
        held(child, "2026-07-10", "pathwayPlanUpToDate", "yes");
        assertThat(practice.tasks(child)).doesNotContain("Write pathway plan");
        held(child, "2026-10-05", "pathwayPlanUpToDate", "no");
        assertThat(practice.shownAtOpening(child, "Write pathway plan", "sw.north"))
                .containsEntry("money", "Has a bank account.");
        notDone(child, "Write pathway plan", "pathway-plan-revised", "2026-10-19");
        practice.itIs("2026-10-20T09:00");
        written(child, "2026-06-15");
        doneLate(child, "pathway-plan-revised", 1);
        shared(child);
        held(child, "2027-03-01", "pathwayPlanUpToDate", "no");
        assertThat(practice.dueDay(child, "Write pathway plan")).isEqualTo("2027-03-15");
    }

    private void written(String child, String assessedOn) {
        practice.complete(
                child,
                "Write pathway plan",
                "sw.north",
                Map.of("needsAssessedOn", assessedOn, "money", "Has a bank account."));
    }

    private void shared(String child) {
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
    }
}
