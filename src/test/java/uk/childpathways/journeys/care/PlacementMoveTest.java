package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child in care moves to another placement")
class PlacementMoveTest extends CareWalk {

    private static final String REVIEW = "Review unplanned move";

    private String child;

    /** A child who came into care in February and has settled in; it is the day before the August bank holiday week. */
    private void settledChild() {
        practice.itIs("2026-08-03T10:00");
        child = inCare();
        done(child, "Tell IRO service");
        done(child, "Take child to placement");
        saw(child, "2026-08-03", "no");
        done(child, "Hold placement meeting");
        done(child, "Request health assessment");
        done(child, "Initiate education plan");
        practice.itIs("2026-08-27T20:00");
    }

    @Test
    @DisplayName("what belongs to the placement begins again, with clocks from the move; notice to the IRO service and"
            + " reviews do not (RUT-CIC-02a RUT-CIC-02b RUT-CIC-05 STAT-CIC-12)")
    void beginsAgain() {
        settledChild();
        assertThat(practice.tasks(child)).doesNotContain(SEE, "Take child to placement", "Hold placement meeting");
        var reviews =
                practice.running(child).stream().filter("care-reviews"::equals).count();
        moved(child, "placementType", "residential");
        assertThat(practice.dueDay(child, "Take child to placement")).isEqualTo("2026-08-27");
        assertThat(practice.dueDay(child, SEE)).isEqualTo("2026-08-30");
        assertThat(practice.dueDay(child, "Hold placement meeting")).isEqualTo("2026-09-04");
        assertThat(practice.dueDay(child, "Tell of new placement")).isEqualTo("2026-09-04");
        assertThat(practice.tasks(child))
                .doesNotContain("Tell IRO service", "Request health assessment", "Initiate education plan");
        assertThat(practice.running(child).stream().filter("care-reviews"::equals))
                .hasSize((int) reviews);
        assertThat(practice.running(child))
                .containsOnlyOnce("placement-in-care", "settle-in-placement", "visit-cycle", "make-visit");
        notDone(child, "Tell of new placement", "placement-told", "2026-09-04");
        practice.itIs("2026-09-08T10:00");
        done(child, "Tell of new placement");
        doneLate(child, "placement-told", 2);
    }

    @Test
    @DisplayName("what was still open for the old placement is asked for no more, its breach stays, and the new clocks"
            + " are its own (RUT-CIC-05)")
    void beforeSettled() {
        practice.itIs(EASTER);
        child = inCare();
        practice.itIs("2026-04-07T10:00");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "child-seen-in-placement")).hasSize(1);
        moved(child, "moveKind", "emergency");
        assertThat(practice.deadlines(child, "placement-meeting-held"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.WITHDRAWN, Deadline.Status.OPEN);
        assertThat(practice.openTasks(child, SEE)).hasSize(1);
        assertThat(practice.dueDay(child, SEE)).isEqualTo("2026-04-10");
        assertThat(practice.dueDay(child, "Hold placement meeting")).isEqualTo("2026-04-14");
        saw(child, "2026-04-07", "no");
        assertThat(practice.deadline(child, "child-seen-in-placement").status()).isEqualTo(Deadline.Status.MET);
        assertThat(breaches(child, "child-seen-in-placement")).hasSize(1);
    }

    @ParameterizedTest(name = "health area changes {0}, school changes {1}")
    @CsvSource({"no, no", "yes, no", "no, yes", "yes, yes"})
    @DisplayName("health is asked again only in another health area, school only at another school, from the move"
            + " (RUT-CIC-09a RUT-CIC-10a)")
    void healthAndSchool(String health, String school) {
        settledChild();
        moved(child, "healthAreaChanges", health, "schoolChanges", school);
        assertThat(practice.tasks(child).contains("Request health assessment")).isEqualTo(health.equals("yes"));
        assertThat(practice.tasks(child).contains("Initiate education plan")).isEqualTo(school.equals("yes"));
        if (health.equals("yes")) {
            assertThat(due(child, "initial-health-assessment-requested").toString())
                    .startsWith("2026-08-29T20:00");
            done(child, "Request health assessment");
        }
        if (school.equals("yes")) {
            assertThat(practice.dueDay(child, "Initiate education plan")).isEqualTo("2026-09-04");
            done(child, "Initiate education plan");
            assertThat(practice.openTasks(child, "Record education plan"))
                    .as("the one for the old school is asked for no more")
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("a planned move that a review considered needs nobody else; the reviewing officer hears of it at once"
            + " (RUT-CIC-20a RUT-CIC-20b)")
    void planned() {
        settledChild();
        reviewed(child, "2026-08-24");
        moved(child, "outOfCounty", "yes", "consideredAtReview", "yes", "consideredOn", "2026-08-24");
        assertThat(practice.tasks(child)).doesNotContain(REVIEW);
        assertThat(consequences.told(child, "notice")).contains("iro", "tm.north");
        assertThat(children.get(child).outOfCounty()).isTrue();
        refusedWithout(child, "Tell of new placement", "sw.north", "hostAuthorityToldOn");
    }

    @ParameterizedTest(name = "{0}, considered at a review: {1}")
    @CsvSource({"emergency, yes", "emergency, no", "planned, no"})
    @DisplayName("an emergency, or a move that no review had considered, says why, and the service manager looks at it"
            + " within 2 working days; the child's new start does not wait for it (RUT-CIC-20b STAT-CIC-20)")
    void unplanned(String kind, String considered) {
        settledChild();
        reviewed(child, "2026-08-24");
        moved(child, "moveKind", kind, "consideredAtReview", considered, "consideredOn", "2026-08-24");
        assertThat(practice.tasks(child)).contains(REVIEW, "Take child to placement");
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2026-09-01");
        assertThat(practice.shownAtOpening(child, REVIEW, "sm").get("document"))
                .asString()
                .as("as people read it: the journey and the moment in words")
                .contains("**Moved on**\n\n27 August 2026 at ")
                .contains("**Child and journey**\n\n" + child + ", Child in care")
                .doesNotContain(journey(child).id().toString());
        oneMinuteBefore(child, "unplanned-move-reviewed");
        midnightOf(LocalDate.of(2026, 9, 2));
        practice.fireDueTimers(child);
        practice.fireDueTimers(child);
        assertThat(breaches(child, "unplanned-move-reviewed"))
                .as("the service manager does not answer for themselves")
                .singleElement()
                .satisfies(breach -> assertThat(breach.answerBy()).isEqualTo("head-of-service"));
        practice.itIs("2026-09-02T10:00");
        practice.complete(child, REVIEW, "sm", Map.of("moveDecision", "right"));
        doneLate(child, "unplanned-move-reviewed", 1);
        assertThat(oversightOf(child, "placement-move"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.by()).isEqualTo("sm"));
        assertThat(practice.running(child)).doesNotContain("record-placement-move");
    }

    @Test
    @DisplayName("a move that no review considered is refused without the reason (RUT-CIC-20b)")
    void reasonWanted() {
        settledChild();
        Map<String, Object> answers =
                practice.answersForStart("record-placement-move", "sw.north", move(child, "consideredAtReview", "no"));
        assertThat(answers.remove("overrideReason")).isNotNull();
        assertThatThrownBy(() -> practice.startWithOnly("record-placement-move", "sw.north", answers))
                .hasMessageContaining("not reasonably practicable");
    }

    @Test
    @DisplayName("a move is not recorded for tomorrow, nor for a time before the child was in care, nor once care has"
            + " ended")
    void impossible() {
        settledChild();
        assertThatThrownBy(() -> moved(child, "movedAt", "2026-08-28T10:00")).hasMessageContaining("in the future");
        assertThatThrownBy(() -> moved(child, "movedAt", "2026-08-02T10:00"))
                .hasMessageContaining("cannot be before 3 August 2026");
        assertThatThrownBy(() -> moved(child, "consideredAtReview", "yes", "consideredOn", "2026-08-03"))
                .hasMessageContaining("no 'care review held' is on this journey's record");
        careEnds(child, "other-order");
        assertThatThrownBy(() -> moved(child)).hasMessageContaining("When care has ended, no move is recorded");
    }

    @Test
    @DisplayName("a move that is told late counts from the day of the move: what has passed is before the service"
            + " manager at once (RUT-CIC-05)")
    void toldLate() {
        settledChild();
        moved(child, "movedAt", "2026-08-20T10:00");
        assertThat(practice.due(child, "child-seen-in-placement")).isEqualTo("2026-08-23");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "child-seen-in-placement")).hasSize(1);
    }
}
