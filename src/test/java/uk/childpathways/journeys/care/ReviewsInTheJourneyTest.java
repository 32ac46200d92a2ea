package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Plans and reviews within the journey in care")
class ReviewsInTheJourneyTest extends CareWalk {

    private String child;

    /** A child has come into care, on an interim care order, and lives at home. */
    @BeforeEach
    void inCare() {
        practice.itIs("2026-09-01T10:00");
        child = inCare("legalStatus", "interim-care-order", "placementType", "with-parents");
    }

    private void held(String on) {
        practice.itIs(on + "T15:00");
        practice.complete(child, "Hold care review", "iro", Map.of("reviewOutcome", "care-goes-on"));
    }

    private Object visitsKnow(String variable) {
        List<ProcessInstance> cycles = runtime.createProcessInstanceQuery()
                .processDefinitionKey("visit-cycle")
                .variableValueEquals("childRef", child)
                .list();
        assertThat(cycles).as("visit cycles of %s", child).hasSize(1);
        return runtime.getVariable(cycles.get(0).getId(), variable);
    }

    @Test
    @DisplayName("plan and first review run from the day the child came into care (RUT-CIC-13a, STAT-CIC-01)")
    void begin() {
        assertThat(practice.dueDay(child, "Write care plan")).isEqualTo("2026-09-15");
        assertThat(practice.dueDay(child, "Hold care review")).isEqualTo("2026-09-29");
        assertThat(practice.dueDay(child, "Convene care review")).isEqualTo("2026-09-08");
    }

    @Test
    @DisplayName("after the first review, and not before, the visits are counted as after a review (STAT-CIC-07,"
            + " STAT-CIC-08)")
    void visitsAfterTheFirstReview() {
        assertThat(visitsKnow("firstReviewHeld")).isNotEqualTo("yes");
        held("2026-09-21");
        assertThat(visitsKnow("firstReviewHeld")).isEqualTo("yes");
    }

    @Test
    @DisplayName("a care order that the court made is told to the visits (STAT-CIC-09, RUT-CIC-21)")
    void legalStatus() {
        held("2026-09-21");
        agreed("changeKind", "legal-status", "newLegalStatus", "care-order", "changePlannedFor", "2026-09-22");
        practice.complete(
                child, "Record change as made", "sw.north", Map.of("changeMade", "yes", "legalStatus", "care-order"));
        assertThat(visitsKnow("legalStatus")).isEqualTo("care-order");
    }

    @Test
    @DisplayName(
            "a return home that was considered, agreed and has happened ends the care: reviews, visits and plans stop"
                    + " (RUT-CIC-21)")
    void careEnds() {
        held("2026-09-21");
        agreed("changeKind", "care-ends", "careOutcome", "returned-home", "changePlannedFor", "2026-09-22");
        assertThat(practice.running(child)).contains("care-reviews", "visit-cycle");
        practice.complete(
                child, "Record change as made", "sw.north", Map.of("changeMade", "yes", "legalStatus", "none"));
        assertThat(practice.running(child))
                .contains("leave-care")
                .doesNotContain("care-reviews", "care-planning", "visit-cycle", "life-in-care");
    }

    @Test
    @DisplayName("a review stands in the IRO's list from four weeks before it is due")
    void inSight() {
        held("2026-09-21");
        assertThat(practice.dueDay(child, "Hold care review")).isEqualTo("2026-12-21");
        assertThat(practice.task(child, "Hold care review")
                        .getFollowUpDate()
                        .toInstant()
                        .atZone(ENGLAND)
                        .toLocalDate())
                .isEqualTo("2026-11-23");
    }

    private void agreed(Object... change) {
        practice.start(
                "change-of-care-plan",
                "sw.north",
                with(
                        Map.of(
                                "journeyId", journey(child).id().toString(),
                                "reviewBasis", "considered",
                                "consideredOn", "2026-09-21"),
                        change));
        practice.carryOn(child);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.openTasks(child, "Sign off document")
                .forEach(task ->
                        practice.completeTask(task.getId(), child, "sm", Map.of("signOffDecision", "approved")));
    }
}
