package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child lives with family or friends who are approved for the time being")
class ConnectedPersonApprovalTest extends CareWalk {

    private static final String ASSESS = "Complete connected person assessment";
    private static final String DECIDE = "Decide on connected person";
    private static final String AGAIN = "Decide after extension";
    private static final String APPROVAL = "connected-person-approval";

    private String placed() {
        practice.itIs(EASTER);
        return inCare("placementType", "connected-person-temporary");
    }

    private String assessed() {
        String child = placed();
        practice.itIs("2026-06-01T10:00");
        done(child, ASSESS);
        return child;
    }

    @Test
    @DisplayName("in another placement nobody has to be approved (STAT-CIC-19)")
    void notElsewhere() {
        practice.itIs(EASTER);
        assertThat(practice.running(inCare("placementType", "connected-person")))
                .doesNotContain(APPROVAL);
    }

    @Test
    @DisplayName(
            "assessed after 12 weeks at the latest, decided by the decision maker before the 16 weeks end; the days"
                    + " late are counted (STAT-CIC-19)")
    void clocks() {
        String child = placed();
        notDone(child, ASSESS, "connected-person-assessed", "2026-06-25");
        practice.itIs("2026-06-29T10:00");
        done(child, ASSESS);
        doneLate(child, "connected-person-assessed", 2);
        assertThat(practice.offeredTo(child, DECIDE)).containsExactly("agency-decision-makers");
        notDone(child, DECIDE, "connected-person-decided", "2026-07-23");
        practice.itIs("2026-07-24T10:00");
        practice.complete(child, DECIDE, "adm", Map.of("connectedDecision", "approved"));
        doneLate(child, "connected-person-decided", 1);
        assertThat(practice.running(child)).doesNotContain(APPROVAL);
        assertThat(oversightOf(child, "connected-person-decision"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.by()).isEqualTo("adm"));
    }

    @Test
    @DisplayName(
            "extended once, it ends 24 weeks after the placement began, over the August bank holiday (STAT-CIC-19)")
    void extended() {
        String child = assessed();
        practice.complete(child, DECIDE, "adm", Map.of("connectedDecision", "extended"));
        notDone(child, AGAIN, "connected-person-decided-after-extension", "2026-09-17");
        practice.itIs("2026-09-18T10:00");
        practice.complete(child, AGAIN, "adm", Map.of("decisionAfterExtension", "approved"));
        doneLate(child, "connected-person-decided-after-extension", 1);
        assertThat(practice.running(child)).doesNotContain(APPROVAL).contains("visit-cycle");
    }

    @Test
    @DisplayName("not approved, at once or after the extension: those who must find another placement are told; the"
            + " child's care goes on (STAT-CIC-19 RUT-CIC-20a)")
    void notApproved() {
        String atOnce = assessed();
        practice.complete(atOnce, DECIDE, "adm", Map.of("connectedDecision", "not-approved"));
        String later = assessed();
        practice.complete(later, DECIDE, "adm", Map.of("connectedDecision", "extended"));
        practice.complete(later, AGAIN, "adm", Map.of("decisionAfterExtension", "not-approved"));
        for (String child : new String[] {atOnce, later}) {
            assertThat(practice.running(child)).doesNotContain(APPROVAL).contains("life-in-care");
            assertThat(consequences.told(child, "notice")).contains("iro", "sm", "sw.north", "tm.north");
        }
    }

    @Test
    @DisplayName("a decision needs its reasons (STAT-CIC-19 NEW-OVR-1a)")
    void reasons() {
        String child = assessed();
        Map<String, Object> answers =
                practice.answersFor(child, DECIDE, "adm", Map.of("connectedDecision", "approved"));
        answers.remove("rationale");
        assertThatThrownBy(() -> practice.completeWithOnly(child, DECIDE, "adm", answers))
                .hasMessageContaining("'Why' is missing");
    }

    @Test
    @DisplayName("a move to other carers ends it; a move to another connected person begins the 16 weeks anew"
            + " (STAT-CIC-19)")
    void moves() {
        String child = assessed();
        practice.itIs("2026-06-02T10:00");
        moved(child, "placementType", "connected-person-temporary");
        done(child, ASSESS);
        assertThat(practice.dueDay(child, DECIDE)).isEqualTo("2026-09-22");
        moved(child);
        assertThat(practice.running(child)).doesNotContain(APPROVAL);
        assertThat(practice.tasks(child)).doesNotContain(DECIDE);
    }
}
