package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A care review changes the plan from adoption")
class ReverseAdoptionPlanTest extends AdoptionPlanWalk {

    private static final String REVERSE = "reverse-adoption-plan";

    @Autowired
    Deadlines deadlines;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    private void reversed(String child, String by, Object... more) {
        practice.start(REVERSE, by, with(Map.of("journeyId", journey(child).id().toString()), more));
        practice.carryOn(child);
    }

    private String at(String step) {
        String child = practice.child();
        return switch (step) {
            case "raised" -> raised(child, "court");
            case "agreed" -> agreedFor(child, "court");
            case "panel" -> reported(agreedFor(child, "consent"));
            case "decided" -> decided(child, "court", "approved");
            default -> decided(child, "court", "not-approved");
        };
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"raised", "agreed", "panel", "decided", "not-agreed"})
    @DisplayName(
            "wherever the journey stands: it ends at once with the reasons and who decided; then child, birth family"
                    + " and adopters are told (RUT-ADO-01, RUT-ADO-11b)")
    void reversed(String step) {
        String child = at(step);
        reversed(child, "tm.north", "newPlan", "long-term-fostering", "rationale", "Her foster carers will keep her");

        assertThat(journey(child).running()).isFalse();
        assertThat(journey(child).endReason()).isEqualTo("plan-changed-by-care-review");
        assertThat(journey(child).decidedBy()).isEqualTo("tm.north");
        assertThat(practice.tasks(child)).containsExactly(TELL_PEOPLE);
        assertThat(oversightOf(child, "direction-change")).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.rationale()).isEqualTo("Her foster carers will keep her");
        });
        practice.complete(child, TELL_PEOPLE, "sw.north");
        assertThat(practice.running(child)).isEmpty();
        assertThat(deadlines.openOf(journey(child).id())).isEmpty();
    }

    @Test
    @DisplayName(
            "no review is asked for, since one has decided; what the adoption journey still asked for is withdrawn")
    void withdrawn() {
        String child = agreed("court");
        reversed(child, "sm");
        assertThat(practice.tasks(child)).doesNotContain(ASK_FOR_REVIEW);
        assertThat(practice.deadline(child, "should-be-placed-decided").status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(practice.deadline(child, "permanence-report-written").status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(consequences.toldTo("tm.north", child)).isNotEmpty();
    }

    @Test
    @DisplayName("everybody is told within 5 working days, Easter not counted; late, it escalates (RUT-ADO-11b)")
    void toldInTime() {
        String child = agreed("court");
        reversed(child, "tm.north");
        notDone(child, TELL_PEOPLE, "changed-plan-told", "2026-04-13");
        practice.itIs("2026-04-15T09:00");
        practice.complete(child, TELL_PEOPLE, "sw.north");
        doneLate(child, "changed-plan-told", 2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "reviewHeldOn, Review held on",
        "reviewNumber, Which review it was",
        "newPlan, The plan is now",
        "rationale, Reasons of the review",
        "placementOrder, Is there a placement order",
        "childPlacedPlan, When and how the child moves",
    })
    @DisplayName("is not recorded without the review that decided it, the new plan and the reasons (RUT-ADO-01)")
    void asked(String key, String label) {
        String child = agreed("court");
        Map<String, Object> answers = new LinkedHashMap<>(practice.answersForStart(
                REVERSE, "tm.north", Map.of("journeyId", journey(child).id().toString(), "childPlaced", "yes")));
        answers.remove(key);
        assertThatThrownBy(() -> practice.startWithOnly(REVERSE, "tm.north", answers))
                .hasMessageContaining(label);
        assertThat(journey(child).running()).isTrue();
    }

    @Test
    @DisplayName("is a manager's to record, and needs an adoption journey that runs")
    void whoAndWhat() {
        String child = agreed("court");
        assertThatThrownBy(() -> reversed(child, "sw.north")).isInstanceOf(RuntimeException.class);
        assertThat(journey(child).running()).isTrue();
        reversed(child, "tm.north");
        assertThatThrownBy(() -> reversed(child, "tm.north")).isInstanceOf(RuntimeException.class);
    }

    @Test
    @DisplayName("leaves the other journeys of the child alone")
    void careGoesOn() {
        String child = agreed("court");
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        reversed(child, "tm.north");
        assertThat(practice.pathways(child)).extracting("key").isEqualTo(List.of("s47-to-icpc"));
    }
}
