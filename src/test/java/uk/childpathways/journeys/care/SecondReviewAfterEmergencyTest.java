package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The second review of a child who came into care in an emergency (RUT-CIC-12a)")
class SecondReviewAfterEmergencyTest extends CareWalk {

    private static final String HOLD = "Hold care review";

    private String child;

    @BeforeEach
    void firstReviewHeld() {
        practice.itIs("2026-09-01T10:00");
        child = inCare("entryKind", "emergency");
        practice.itIs("2026-09-21T15:00");
        assertThat(practice.answersFor(child, HOLD, "iro", Map.of("reviewOutcome", "care-goes-on")))
                .as("the first review does not ask yet")
                .doesNotContainKeys("entryKindWas", "emergencyAssessment");
        practice.complete(child, HOLD, "iro", Map.of("reviewOutcome", "care-goes-on"));
        practice.itIs("2026-12-10T15:00");
    }

    private Map<String, Object> second(Object... more) {
        return practice.answersFor(
                child, HOLD, "iro", with(Map.of("reviewOutcome", "care-goes-on", "entryKindWas", "emergency"), more));
    }

    private void refused(Map<String, Object> answers, String... words) {
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "iro", answers))
                .hasMessageContainingAll(words);
    }

    @Test
    @DisplayName("knows how the child came into care, and asks whether the child and family assessment was before it")
    void asks() {
        assertThat(practice.shownAtOpening(child, HOLD, "iro")).containsEntry("entryKindWas", "emergency");
        Map<String, Object> answers = second("emergencyAssessment", "not-yet");
        answers.keySet().removeIf(key -> key.equals("emergencyAssessment") || key.equals("assessmentMissingReason"));
        refused(answers, "Was the child and family assessment before this review?");
    }

    @Test
    @DisplayName("waits for the assessment or says why not")
    void waitsOrSaysWhy() {
        Map<String, Object> notYet = second("emergencyAssessment", "not-yet");
        Map<String, Object> without = new HashMap<>(notYet);
        without.remove("assessmentMissingReason");
        refused(without, "Why not, what the review relies on instead");
        practice.completeWithOnly(child, HOLD, "iro", notYet);
        assertThat(entry(child, "hold-care-review").answers()).containsKey("assessmentMissingReason");
    }

    @Test
    @DisplayName("takes no assessment that is not on record, and takes the day of the one that is")
    void onRecord() {
        refused(second("emergencyAssessment", "yes", "emergencyAssessmentOn", "2026-11-02"), "It was concluded on");
        events.record(
                journey(child).id(),
                child,
                "emergency-care-assessment-concluded",
                LocalDate.parse("2026-11-02").atStartOfDay(ENGLAND).toInstant(),
                true,
                "tm.north",
                null);
        refused(second("emergencyAssessment", "yes", "emergencyAssessmentOn", "2026-11-03"), "2 November 2026");
        practice.completeWithOnly(
                child, HOLD, "iro", second("emergencyAssessment", "yes", "emergencyAssessmentOn", "2026-11-02"));
    }
}
