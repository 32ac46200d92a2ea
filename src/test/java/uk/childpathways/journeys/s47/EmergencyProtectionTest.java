package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Emergency protection")
class EmergencyProtectionTest extends EnquiryWalk {

    private static final String POLICE = "Decide before police protection ends";
    private static final String ORDER = "Decide before order ends";
    private static final String EXTENSION = "Decide before extension ends";
    private static final String WHERE = "Confirm where child is";

    private String policeProtection(String takenAt) {
        practice.itIs(takenAt);
        String child = allocated(opened());
        practice.complete(
                child,
                "Decide on immediate safety",
                "tm.north",
                Map.of("immediateSafety", "police-protection", "policeProtectionTakenAt", takenAt));
        return child;
    }

    private String order(String madeOn, String endsOn) {
        practice.itIs(madeOn);
        String child = allocated(opened());
        practice.complete(
                child,
                "Decide on immediate safety",
                "tm.north",
                Map.of("immediateSafety", "emergency-protection-order", "epoMadeOn", madeOn, "epoEndsOn", endsOn));
        return child;
    }

    private String extension(String until) {
        String child = order("2026-05-01", "2026-05-09");
        practice.itIs("2026-05-08T10:00");
        practice.complete(child, ORDER, "legal", Map.of("protectionOutcome", "extended", "extendedTo", until));
        return child;
    }

    /** The power runs out undecided: one breach, nobody can decide under it any more, and where the child is is asked. */
    private void ranOut(String child, String label, String standard, String when) {
        assertThat(due(child, standard))
                .isEqualToIgnoringNanos(LocalDateTime.parse(when.length() == 10 ? when + "T23:59:59" : when));
        oneMinuteBefore(child, standard);
        assertThat(practice.tasks(child)).contains(label);
        passed(child, standard);
        assertThat(practice.tasks(child)).contains(WHERE).doesNotContain(label);
        assertThat(practice.deadline(child, standard).status())
                .as("running out is not the same as met")
                .isNotIn(Deadline.Status.MET, Deadline.Status.MET_LATE, Deadline.Status.OPEN);
    }

    @Test
    @DisplayName("no emergency powers: nobody is asked about them")
    void none() {
        practice.itIs("2026-04-02T22:00");
        assertThat(practice.tasks(toBeDiscussed()))
                .contains("Hold strategy discussion")
                .doesNotContain(POLICE, ORDER, EXTENSION, WHERE);
    }

    @Test
    @DisplayName("police protection lasts 72 hours, over Easter too: then nobody can decide under it any more, it is"
            + " before the service manager, and where the child is must be known within 4 hours (STAT-S47-05)")
    void seventyTwoHours() {
        String child = policeProtection("2026-04-02T22:00");
        assertThat(practice.tasks(child)).as("the enquiry goes on beside it").contains("Hold strategy discussion");
        ranOut(child, POLICE, "police-protection-ended", "2026-04-05T22:00");
        LocalDateTime ended = due(child, "police-protection-ended");
        assertThat(due(child, "child-whereabouts-confirmed"))
                .as("4 hours, from the end of the power")
                .isBetween(ended.plusHours(4), ended.plusHours(4).plusMinutes(2));
        oneMinuteBefore(child, "child-whereabouts-confirmed");
        passed(child, "child-whereabouts-confirmed");
        practice.complete(child, WHERE, "tm.north", Map.of("protectionOutcome", "home"));
        doneLate(child, "child-whereabouts-confirmed", 0);
        assertThat(practice.tasks(child)).doesNotContain(WHERE, "Record entry to care");
    }

    @Test
    @DisplayName("72 hours are 72 hours when the clocks go forward: from 22:00 on 27 March to 23:00 on 30 March 2026"
            + " (STAT-S47-05)")
    void clocksGoForward() {
        String child = policeProtection("2026-03-27T22:00");
        ranOut(child, POLICE, "police-protection-ended", "2026-03-30T23:00");
    }

    @ParameterizedTest(name = "decided before the 72 hours are over: {0} (STAT-S47-05)")
    @CsvSource({"home, ", "accommodated, Record entry to care", "order, Decide before order ends"})
    void decidedUnderPoliceProtection(String outcome, String next) {
        String child = policeProtection("2026-04-02T22:00");
        practice.itIs("2026-04-05T21:30");
        practice.complete(child, POLICE, "tm.north", Map.of("protectionOutcome", outcome, "epoEndsOn", "2026-04-13"));
        inTime(child, "police-protection-ended");
        assertThat(practice.tasks(child)).doesNotContain(POLICE, WHERE);
        if (next == null) {
            assertThat(practice.running(child)).doesNotContain("emergency-protection");
        } else {
            assertThat(practice.tasks(child)).contains(next);
        }
    }

    @Test
    @DisplayName("an emergency protection order lasts at most 8 days, weekend and bank holiday counted: made on 1 May,"
            + " it ends with 9 May (STAT-S47-06)")
    void eightDays() {
        String child = order("2026-05-01", "2026-05-12");
        ranOut(child, ORDER, "epo-ended", "2026-05-09");
        practice.complete(child, WHERE, "tm.north", Map.of("protectionOutcome", "accommodated"));
        assertThat(practice.tasksSeenBy("tm.north", child)).contains("Record entry to care");
    }

    @Test
    @DisplayName("an order which the court ended earlier ends on the court's day (STAT-S47-06)")
    void courtsDay() {
        ranOut(order("2026-05-01", "2026-05-06"), ORDER, "epo-ended", "2026-05-06");
    }

    @ParameterizedTest(name = "decided before the order ends: {0} (STAT-S47-06)")
    @ValueSource(strings = {"home", "accommodated"})
    void decidedUnderTheOrder(String outcome) {
        String child = order("2026-05-01", "2026-05-09");
        practice.itIs("2026-05-09T20:00");
        practice.complete(child, ORDER, "tm.north", Map.of("protectionOutcome", outcome));
        inTime(child, "epo-ended");
        assertThat(practice.tasks(child)).doesNotContain(ORDER, EXTENSION, WHERE);
        assertThat(practice.tasks(child).contains("Record entry to care")).isEqualTo(outcome.equals("accommodated"));
    }

    @Test
    @DisplayName("an order can be extended once, by 7 days at most: made on 1 May, it ends with 16 May even if the form"
            + " says 20 May (STAT-S47-06)")
    void extended() {
        String child = extension("2026-05-20");
        assertThat(practice.tasks(child)).contains(EXTENSION).doesNotContain(ORDER);
        assertThat(breaches(child, "epo-ended")).isEmpty();
        ranOut(child, EXTENSION, "epo-extended-ended", "2026-05-16");
        assertThat(breaches(child, "epo-ended"))
                .as("the order was extended, not missed")
                .isEmpty();
        practice.complete(child, WHERE, "tm.north", Map.of("protectionOutcome", "home"));
        assertThat(practice.running(child)).doesNotContain("emergency-protection");
    }

    @ParameterizedTest(name = "decided before the extension ends: {0} (STAT-S47-06)")
    @ValueSource(strings = {"home", "accommodated"})
    void decidedUnderTheExtension(String outcome) {
        String child = extension("2026-05-14");
        assertThat(due(child, "epo-extended-ended").toLocalDate()).isEqualTo("2026-05-14");
        practice.itIs("2026-05-14T09:00");
        practice.complete(child, EXTENSION, "tm.north", Map.of("protectionOutcome", outcome));
        inTime(child, "epo-extended-ended");
        assertThat(practice.running(child)).doesNotContain("emergency-protection");
        assertThat(practice.tasks(child).contains("Record entry to care")).isEqualTo(outcome.equals("accommodated"));
    }

    @Test
    @DisplayName("a decision under emergency powers is a manager's, with the reasons why the power is proportionate"
            + " (DFE-4-04)")
    void whoDecides() {
        String child = policeProtection("2026-04-02T22:00");
        assertThatThrownBy(() -> practice.complete(child, POLICE, "sw.north", Map.of("protectionOutcome", "home")))
                .isInstanceOf(AuthorizationException.class);
        Map<String, Object> answers =
                practice.answersFor(child, POLICE, "tm.north", Map.of("protectionOutcome", "home"));
        answers.remove("rationale");
        assertThatThrownBy(() -> practice.completeWithOnly(child, POLICE, "tm.north", answers))
                .hasMessageContaining("Your reasons");
    }
}
