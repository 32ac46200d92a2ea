package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Visits to a child in care")
class CareVisitsTest extends CareWalk {

    private static final String VISIT = "Visit child: care";
    private static final String RECORD = "Record visit: care";
    private static final String REVIEW = "Hold care review";
    private static final String FIRST = "visit-after-placement-made";

    private void visited(String child, String on) {
        practice.itIs(on + "T15:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", on));
    }

    @Test
    @DisplayName(
            "a week after the placement at the latest, over Easter; then every 6 weeks from the last visit, over the"
                    + " bank holidays of May (RUT-CIC-11a RUT-CIC-11b STAT-CIC-04 STAT-CIC-05)")
    void everySixWeeks() {
        practice.itIs(EASTER);
        String child = inCare();
        notDone(child, VISIT, FIRST, "2026-04-09");
        visited(child, "2026-04-13");
        doneLate(child, FIRST, 2);
        notDone(child, VISIT, "child-visited-in-care", "2026-05-25");
        visited(child, "2026-05-26");
        assertThat(practice.deadlines(child, "child-visited-in-care").get(0).lateWorkingDays())
                .isEqualTo(1);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-07-07");
    }

    @Test
    @DisplayName("seeing the child in the first days counts as the visit of the first week only when it was one"
            + " (RUT-CIC-05 RUT-CIC-11a STAT-CIC-04)")
    void statutory() {
        practice.itIs(EASTER);
        String welcomed = inCare();
        saw(welcomed, "2026-04-02", "no");
        inTime(welcomed, "child-seen-in-placement");
        assertThat(practice.dueDay(welcomed, VISIT)).isEqualTo("2026-04-09");
        assertThat(practice.deadline(welcomed, FIRST).status()).isEqualTo(Deadline.Status.OPEN);

        String visited = inCare();
        practice.itIs("2026-04-04T10:00");
        saw(visited, "2026-04-04", "yes");
        inTime(visited, "child-seen-in-placement");
        inTime(visited, FIRST);
        assertThat(practice.openTasks(visited, VISIT)).hasSize(1);
        assertThat(practice.dueDay(visited, VISIT))
                .as("6 weeks from that visit")
                .isEqualTo("2026-05-16");
        practice.itIs("2026-05-15T10:00");
        practice.fireDueTimers(visited);
        assertThat(breaches(visited, FIRST)).isEmpty();
    }

    @Test
    @DisplayName(
            "a move in the middle of the six weeks begins with a visit within a week again, and the record of a visit"
                    + " made before is still written (RUT-CIC-11a RUT-CIC-11b STAT-CIC-04)")
    void moveMidCycle() {
        practice.itIs("2026-08-03T10:00");
        String child = inCare();
        visited(child, "2026-08-07");
        practice.complete(child, RECORD, "sw.north");
        visited(child, "2026-08-25");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-10-06");
        practice.itIs("2026-08-27T20:00");
        moved(child);
        assertThat(practice.openTasks(child, VISIT)).hasSize(1);
        assertThat(practice.tasks(child)).contains(RECORD);
        assertThat(practice.dueDay(child, RECORD)).isEqualTo("2026-09-02");
        notDone(child, VISIT, FIRST, "2026-09-03");
        visited(child, "2026-09-04");
        doneLate(child, FIRST, 1);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-10-16");
        assertThat(practice.deadlines(child, FIRST))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET, Deadline.Status.MET_LATE);
    }

    @Test
    @DisplayName("a move recalculates the visits and nothing else: a health request that is overdue stays one breach"
            + " (RUT-CIC-11a)")
    void nothingElse() {
        practice.itIs("2026-01-05T10:00");
        String child = inCare();
        practice.complete(child, "Request health assessment", "sw.north");
        practice.complete(child, "Record health assessment", "sw.north");
        practice.itIs("2027-01-06T10:00");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "health-assessment-requested")).hasSize(1);
        moved(child);
        practice.fireDueTimers(child);
        assertThat(breaches(child, "health-assessment-requested")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}, {1}, placed before assessment {2}: next visit due {3} ({4})")
    @CsvSource({
        "foster-care, section-20, , 2026-05-15, STAT-CIC-05",
        "residential, care-order, , 2026-05-15, STAT-CIC-05",
        "connected-person-temporary, section-20, , 2026-04-10, STAT-CIC-08",
        "with-parents, interim-care-order, no, 2026-04-10, STAT-CIC-08",
        "with-parents, care-order, yes, 2026-04-10, STAT-CIC-07",
        "with-parents, care-order, no, 2026-05-15, STAT-CIC-09"
    })
    @DisplayName("how often follows from placement and legal status (STAT-CIC-05 STAT-CIC-07 STAT-CIC-08 STAT-CIC-09)")
    void howOften(String placement, String status, String beforeAssessment, String due, String clause) {
        practice.itIs(EASTER);
        String child = beforeAssessment == null
                ? inCare("placementType", placement, "legalStatus", status)
                : inCare("placementType", placement, "legalStatus", status, "placedBeforeAssessment", beforeAssessment);
        visited(child, "2026-04-03");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo(due);
    }

    @Test
    @DisplayName("a move to a placement with other rules brings its own frequency (STAT-CIC-08)")
    void otherRules() {
        practice.itIs("2026-08-03T10:00");
        String child = inCare();
        visited(child, "2026-08-07");
        practice.itIs("2026-08-27T20:00");
        moved(child, "placementType", "connected-person-temporary");
        visited(child, "2026-08-28");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-09-04");
    }

    @ParameterizedTest(name = "{0}, meant to last to 18: {1}; the visit after that of 5 January 2027 is due {2}")
    @CsvSource({"swindon, yes, 2027-04-05", "swindon, no, 2027-02-16", "generic, yes, 2027-02-16"})
    @DisplayName(
            "after a year in a placement that a review says is to last until 18, three months hold where the council"
                    + " has no limit of its own; Rutland's six weeks hold otherwise (STAT-CIC-06 RUT-CIC-11b)")
    void lasting(String profile, String lasts, String due) {
        String child = aYearInCare("2026-01-05", profile);
        practice.complete(child, REVIEW, "iro", Map.of("reviewOutcome", "care-goes-on", "placedForAYear", lasts));
        assertThat(practice.openTasks(child, VISIT)).hasSize(1);
        assertThat(practice.dueDay(child, VISIT)).as("chosen anew at once").isEqualTo(due);
    }

    @Test
    @DisplayName("a move begins the year anew: the next review does not ask, and six weeks hold again (STAT-CIC-06)")
    void lastingNoMore() {
        String child = aYearInCare("2026-01-05", "swindon");
        practice.complete(child, REVIEW, "iro", Map.of("reviewOutcome", "care-goes-on", "placedForAYear", "yes"));
        practice.itIs("2027-01-20T10:00");
        moved(child);
        visited(child, "2027-01-25");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2027-03-08");
        assertThat(practice.answersFor(child, REVIEW, "iro", Map.of("reviewOutcome", "care-goes-on")))
                .doesNotContainKey("placedForAYear");
    }

    @Test
    @DisplayName("a review before a year in the placement does not ask whether it is to last (STAT-CIC-06)")
    void notYetAYear() {
        String child = aYearInCare("2026-01-06", "swindon");
        assertThat(practice.answersFor(child, REVIEW, "iro", Map.of("reviewOutcome", "care-goes-on")))
                .doesNotContainKey("placedForAYear");
    }

    /** In care from that day, reviewed twice, and visited on 5 January 2027, when the next review is held. */
    private String aYearInCare(String since, String profile) {
        practice.itIs(since + "T10:00");
        String child = inCare();
        jdbc.update("update pathways.journey set profile = ? where child_ref = ?", profile, child);
        visited(child, since);
        for (String day : new String[] {"2026-01-30", "2026-07-07"}) {
            practice.itIs(day + "T15:00");
            practice.complete(child, REVIEW, "iro", Map.of("reviewOutcome", "care-goes-on"));
        }
        visited(child, "2027-01-05");
        return child;
    }

    @Test
    @DisplayName("a visit without seeing the child leaves the clock running (RUT-CIC-11a)")
    void noAccess() {
        practice.itIs(EASTER);
        String child = inCare();
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-04-09");
        assertThat(practice.deadlines(child, FIRST))
                .extracting(Deadline::status)
                .as("one clock, however often it was tried")
                .containsExactly(Deadline.Status.OPEN);
        visited(child, "2026-04-09");
        assertThat(practice.deadlines(child, FIRST))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"announced", "seenAlone"})
    @DisplayName(
            "each visit says whether it was announced and whether the child was seen alone (RUT-CIC-11c RUT-CIC-11d)")
    void asked(String key) {
        practice.itIs(EASTER);
        refusedWithout(inCare(), VISIT, "sw.north", key, "childSeen", "seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wellbeing", "ambition"})
    @DisplayName("the record says whether the child is happy and thriving, and what we want for them (DFE-1-09)")
    void recorded(String key) {
        practice.itIs(EASTER);
        String child = inCare();
        visited(child, "2026-04-03");
        refusedWithout(child, RECORD, "sw.north", key);
    }

    @ParameterizedTest(name = "{0} ({2})")
    @CsvSource({
        "helpUsed, , RUT-A4-04",
        "helpDetail, helpUsed, RUT-A4-04",
        "researchUsed, , RUT-A4-07",
        "research, researchUsed, RUT-A4-07",
        "sources, , RUT-A4-10"
    })
    @DisplayName("the record of a visit in care asks which interpreter, specialist or tool was used, what research was"
            + " leant on, and who told what")
    void recordAsks(String key, String about, String clause) {
        practice.itIs("2026-08-03T10:00");
        String child = inCare();
        visited(child, "2026-08-03");
        refusedWithout(child, RECORD, "sw.north", key, given(about));
    }

    @Test
    @DisplayName("seeing the child in the first days records the same: who helped you to understand each other, and who"
            + " told you what (RUT-A4-04 RUT-A4-10)")
    void firstDaysAsk() {
        practice.itIs("2026-08-03T10:00");
        String child = inCare();
        for (String key : new String[] {"helpUsed", "sources"}) {
            refusedWithout(child, SEE, "sw.north", key, "childSeen", "seen", "statutoryVisit", "yes");
        }
    }

    private static Object[] given(String about) {
        if (about == null) {
            return new Object[0];
        }
        return new Object[] {about, about.equals("helpUsed") ? list("interpreter") : "yes"};
    }
}
