package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The care plan")
class CarePlanningTest extends CareReviewTestBase {

    @ParameterizedTest(name = "placed on {0}: by {1}")
    @CsvSource({"2026-03-26, 2026-04-13", "2026-12-18, 2027-01-06", "2026-09-05, 2026-09-18"})
    @DisplayName("is written within 10 working days of the start of the placement, Easter and Christmas not counted"
            + " (RUT-CIC-13a, STAT-CIC-10)")
    void tenWorkingDays(String placed, String by) {
        String child = lookedAfter(placed);
        assertThat(practice.dueDay(child, "Write care plan")).isEqualTo(by);
        assertThat(practice.timerDay(child, "BoundaryEvent_PlanStandard")).isEqualTo(by);
    }

    @Test
    @DisplayName("not written: one breach, the duty stays, and a plan written two days on is two days late"
            + " (RUT-CIC-13a, STAT-CIC-10)")
    void late() {
        String child = lookedAfter("2026-09-01");
        notDone(child, "Write care plan", "care-plan-written", "2026-09-15");
        practice.itIs("2026-09-17T12:00");
        practice.complete(child, "Write care plan", "sw.north");
        doneLate(child, "care-plan-written", 2);
    }

    @Test
    @DisplayName("says needs, outcomes and services, the child's wishes, identity and siblings, health and education"
            + " (RUT-CIC-13b, RUT-CIC-13c, RUT-CIC-14, RUT-CIC-09d, RUT-CIC-10c, DFE-5-04, RUT-A1-01)")
    void asksFor() {
        refusedWithoutEach(
                lookedAfter("2026-09-01"),
                "Write care plan",
                "sw.north",
                Map.of("siblingPlacement", "apart", "healthBasis", "yes"),
                "needs",
                "What the child needs",
                "outcomes",
                "Each outcome, and the service that brings it about",
                "childVoice",
                "What the child wishes and feels",
                "raceAndEthnicity",
                "Race, ethnicity, culture and faith",
                "language",
                "Language",
                "disability",
                "Disability",
                "gender",
                "Gender",
                "sexuality",
                "Sexuality",
                "siblingPlacement",
                "Brothers and sisters",
                "healthBasis",
                "Is the latest health assessment in this plan?",
                "healthPlan",
                "What the health assessment says, and what is done about it",
                "educationBasis",
                "Is the personal education plan in this plan?",
                "lifelongConsequences",
                "What this could mean for the child in the long run",
                "agreementToPlan",
                "Do they agree to the plan?",
                "siblingReasons",
                "Why apart",
                "healthAssessedOn",
                "Health assessment of",
                "educationPlan",
                "What the education plan says, and what is done about it");
    }

    @Test
    @DisplayName("each outcome names the service, who provides it and by when (RUT-CIC-13b)")
    void details() {
        String child = lookedAfter("2026-09-01");
        Map<String, Object> answers = practice.answersFor(child, "Write care plan", "sw.north", Map.of());
        assertThat(((Map<?, ?>) ((List<?>) answers.get("outcomes")).get(0)).keySet())
                .hasToString("[need, outcome, service, who, by]");
    }

    @Test
    @DisplayName("is signed off by the team manager or comes back with reasons; then it is shared, and the author's own"
            + " answers are there for the rework (SWI-PG1-06a, SWI-PRO-06)")
    void signedOffAndShared() {
        String child = lookedAfter("2026-09-01");
        practice.complete(child, "Write care plan", "sw.north", Map.of("needs", "A home to stay in."));
        inTime(child, "care-plan-written");
        assertThat(practice.dueDay(child, "Sign off document")).isEqualTo("2026-09-03");
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of("signOffDecision", "returned", "returnReasons", "Which service?"));
        assertThat(practice.shownAtOpening(child, "Rework document", "sw.north"))
                .containsEntry("needs", "A home to stay in.");
        practice.complete(child, "Rework document", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-09-08");
        practice.complete(child, "Share document", "sw.north");
        assertThat(practice.running(child)).doesNotContain("care-plan").contains("care-planning");
        assertThat(oversightOf(child, "sign-off")).hasSize(2);
    }

    @Test
    @DisplayName("is written anew when a review asks for it, begins with the last one, has a clock of its own, and"
            + " escalates (RUT-CIC-13a)")
    void writtenAnew() {
        String child = lookedAfter("2026-09-01");
        planShared(child, Map.of("needs", "A home to stay in."));
        held(child, "2026-09-21", "reviewOutcome", "plan-changes");
        assertThat(practice.shownAtOpening(child, "Write care plan", "sw.north"))
                .containsEntry("needs", "A home to stay in.");
        notDone(child, "Write care plan", "care-plan-revised", "2026-10-05");
        practice.itIs("2026-10-06T09:00");
        planShared(child, Map.of());
        doneLate(child, "care-plan-revised", 1);
        assertThat(practice.deadlines(child, "care-plan-written"))
                .singleElement()
                .satisfies(first -> assertThat(first.status()).isEqualTo(Deadline.Status.MET));

        held(child, "2026-12-01", "reviewOutcome", "plan-changes");
        assertThat(practice.dueDay(child, "Write care plan")).isEqualTo("2026-12-15");
    }

    @Test
    @DisplayName("a review that asks for a new plan while the first is not written is not lost: each has its own clock")
    void nothingLost() {
        String child = lookedAfter("2026-09-01");
        held(child, "2026-09-10", "reviewOutcome", "plan-changes");
        assertThat(practice.openTasks(child, "Write care plan")).hasSize(2);
        assertThat(practice.due(child, "care-plan-written")).isEqualTo("2026-09-15");
        assertThat(practice.due(child, "care-plan-revised")).isEqualTo("2026-09-24");
    }

    @Test
    @DisplayName("holds a permanence plan from the second review on, and not before (RUT-CIC-13d)")
    void permanence() {
        String child = lookedAfter("2026-09-01");
        planShared(child, Map.of("permanenceThoughts", "Perhaps with her aunt."));
        held(child, "2026-09-21", "reviewOutcome", "plan-changes");
        assertThat(asks(child, "Write care plan", "sw.north", Map.of(), "permanencePlan"))
                .as("after the first review")
                .isFalse();
        planShared(child, Map.of());
        held(
                child,
                "2026-12-01",
                "reviewOutcome",
                "plan-changes",
                "permanencePlan",
                "family-or-friends",
                "permanenceSteps",
                "Assessment of her aunt by May.");
        refusedWithout(child, "Write care plan", "sw.north", Map.of(), "permanencePlan", "Permanence plan");
        refusedWithout(child, "Write care plan", "sw.north", Map.of(), "permanenceSteps", "What has to happen for it");
        assertThat(practice.shownAtOpening(child, "Write care plan", "sw.north"))
                .containsEntry("permanencePlan", "family-or-friends")
                .containsEntry("permanenceSteps", "Assessment of her aunt by May.");
    }

    private void planShared(String child, Map<String, Object> answers) {
        practice.complete(child, "Write care plan", "sw.north", answers);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
    }
}
