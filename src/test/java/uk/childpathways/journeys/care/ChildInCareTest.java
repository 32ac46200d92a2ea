package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.children.Child;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child in care, from the entry to the end")
class ChildInCareTest extends CareWalk {

    private static final String ENTRY = "Record entry to care";
    private static final String TELL = "Tell of end of care";

    /** What is asked of managers about what was missed, by its weight, and of whoever takes the child on. */
    private static final Set<String> STAYS_OPEN = Set.of(
            "breach-answered", "breach-answered-by-head-of-service", "missed-standard-answered", "hand-over-accepted");

    // ---- entry ----

    @Test
    @DisplayName("everything that must happen tonight is offered at once, before anybody has allocated the case; the"
            + " child's record knows where the child lives (RUT-CIC-09a SWI-PG3-18e)")
    void enters() {
        practice.itIs(EASTER);
        String child = inCare("placementType", "residential", "outOfCounty", "yes", "hostAuthority", "Rutland");
        assertThat(practice.tasks(child))
                .contains(
                        "Allocate case",
                        "Tell IRO service",
                        "Appoint reviewing officer",
                        "Tell of legal status",
                        "Take child to placement",
                        SEE,
                        "Hold placement meeting",
                        "Request health assessment",
                        "Initiate education plan",
                        "Complete About Me",
                        "Refer to family group conference",
                        "Check other carers");
        assertThat(practice.tasksSeenBy("eds", child))
                .contains("Take child to placement", SEE, "Request health assessment");
        assertThat(children.get(child).outOfCounty()).isTrue();
        assertThat(children.get(child).placement()).isNotBlank();
        assertThat(practice.running(child)).contains("care-planning", "care-reviews", "visit-cycle");
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        assertThat(practice.tasks(child)).contains("Give contact details");
        practice.complete(child, "Give contact details", "sw.north");
    }

    @Test
    @DisplayName("a child who is not born yet cannot enter care, and the sentence says so; nor can one of eighteen, nor"
            + " one whose journey in care runs already")
    void whoCannotEnter() {
        practice.itIs(EASTER);
        String unborn = practice.unbornChild();
        assertThatThrownBy(() -> broughtIntoCare(unborn)).hasMessageContaining("is not born yet by the record");
        assertThat(practice.running(unborn)).isEmpty();

        String grown = practice.childBorn(LocalDate.of(2008, 4, 2));
        assertThatThrownBy(() -> broughtIntoCare(grown))
                .hasMessageContaining("must be before the child's birthday at 18, 2 April 2026");
        assertThatThrownBy(() -> broughtIntoCare(
                        practice.childBorn(LocalDate.of(2026, 4, 1)), "becameLookedAfterOn", "2026-03-31"))
                .hasMessageContaining("cannot be before the child was born, on 1 April 2026");
        broughtIntoCare(grown, "becameLookedAfterOn", "2026-04-01");

        String child = inCare();
        assertThatThrownBy(() -> broughtIntoCare(child))
                .hasMessageContaining("runs already, opened on 2 April 2026. Go on there");
    }

    @Test
    @DisplayName("a placement does not begin before the child is looked after, and neither lies in the future")
    void datesOfEntry() {
        practice.itIs(EASTER);
        assertThatThrownBy(() -> inCare("becameLookedAfterOn", "2026-04-02", "placementStartedAt", "2026-04-01T23:45"))
                .hasMessageContaining("cannot be before 2 April 2026, the date given above");
        assertThatThrownBy(() -> inCare("becameLookedAfterOn", "2026-04-03")).hasMessageContaining("in the future");
        assertThatThrownBy(() -> inCare("placementStartedAt", "2026-04-03T10:00"))
                .hasMessageContaining("in the future");
    }

    @Test
    @DisplayName("handed over by another journey, the entry is recorded first: the same questions, the same clocks")
    void handedOver() {
        practice.itIs(EASTER);
        String child = practice.child();
        practice.handedOver(CARE, child);
        assertThat(practice.tasks(child)).containsExactly(ENTRY);
        practice.complete(
                child,
                ENTRY,
                "sw.north",
                with(entering(), "becameLookedAfterOn", "2026-04-01", "placementStartedAt", "2026-04-01T20:00"));
        assertThat(practice.tasks(child)).contains("Tell IRO service", "Take child to placement");
        assertThat(practice.dueDay(child, "Tell IRO service")).isEqualTo("2026-04-07");
        assertThat(practice.dueDay(child, SEE)).isEqualTo("2026-04-04");
    }

    @Test
    @DisplayName(
            "nobody records the entry that was handed over: after 1 working day, over Easter, it is missed, as office"
                    + " work nobody's task at once; recorded a day late it still starts the clocks of care from the"
                    + " entry itself (RUT-CIC-12b)")
    void handedOverAndForgotten() {
        practice.itIs(EASTER);
        String child = practice.child();
        practice.handedOver(CARE, child);
        notDone(child, ENTRY, "care-entry-recorded", "2026-04-07");
        practice.itIs("2026-04-08T10:00");
        practice.complete(
                child,
                ENTRY,
                "sw.north",
                with(entering(), "becameLookedAfterOn", "2026-04-02", "placementStartedAt", "2026-04-02T20:00"));
        doneLate(child, "care-entry-recorded", 1);
        assertThat(practice.dueDay(child, "Tell IRO service")).isEqualTo("2026-04-08");
    }

    @Test
    @DisplayName("handed over before the birth, it waits for the birth: the entry cannot be recorded")
    void handedOverUnborn() {
        practice.itIs(EASTER);
        String child = practice.unbornChild();
        practice.handedOver(CARE, child);
        assertThatThrownBy(() -> practice.complete(child, ENTRY, "sw.north", entering()))
                .hasMessageContaining("is not born yet by the record");
        assertThat(practice.tasks(child)).containsExactly(ENTRY);
    }

    @Test
    @DisplayName("brothers and sisters who come into care too have a journey of their own, which starts from the same"
            + " answers")
    void siblings() {
        practice.itIs(EASTER);
        List<String> both = practice.siblings(2);
        broughtIntoCare(both.get(0), "siblings", list(Map.of("childRef", both.get(1))));
        practice.carryOn(both.get(1));
        assertThat(practice.tasks(both.get(1))).containsExactly(ENTRY);
        assertThat(practice.shownAtOpening(both.get(1), ENTRY, "sw.north"))
                .containsEntry("placementType", "foster-care")
                .containsEntry("becameLookedAfterOn", "2026-04-02");
        practice.complete(both.get(1), ENTRY, "sw.north", entering("placementType", "residential"));
        assertThat(practice.tasks(both.get(1))).contains("Take child to placement");
    }

    // ---- assessment after an emergency ----

    @ParameterizedTest(name = "entry {0}: assessment {1}")
    @CsvSource({"planned, false", "remand, false", "court-order, false", "emergency, true"})
    @DisplayName("only an emergency or unplanned entry brings an assessment with it (RUT-CIC-12b)")
    void assessmentOnlyAfterEmergency(String kind, boolean assessed) {
        practice.itIs(EASTER);
        String child = inCare("entryKind", kind);
        assertThat(practice.running(child).contains("assess-child-and-family")).isEqualTo(assessed);
        assertThat(practice.deadlines(child, "emergency-care-assessment-concluded"))
                .hasSize(assessed ? 1 : 0);
    }

    @Test
    @DisplayName("the assessment is due 45 working days after the child became looked after, over Easter and both bank"
            + " holidays of May; late, the service manager has it (RUT-CIC-12a)")
    void assessmentIn45Days() {
        practice.itIs(EASTER);
        String child = inCare("entryKind", "emergency");
        assertThat(due(child, "emergency-care-assessment-concluded"))
                .isEqualToIgnoringNanos(LocalDate.of(2026, 6, 10).atTime(23, 59, 59));
        oneMinuteBefore(child, "emergency-care-assessment-concluded");
        passed(child, "emergency-care-assessment-concluded");
        assertThat(practice.running(child)).contains("assess-child-and-family");
        practice.itIs("2026-06-11T10:00");
        assessed(child, "child-in-need-plan");
        doneLate(child, "emergency-care-assessment-concluded", 1);
        assertThat(practice.tasks(child)).contains("Share document");
        practice.complete(child, "Share document", "sw.north");
        assertThat(practice.running(child)).doesNotContain("assess-after-emergency", "s47-to-icpc", "child-in-need");
    }

    private void assessed(String child, String outcome) {
        practice.complete(child, "Plan assessment", "sw.north", Map.of("assessmentConsent", "given"));
        practice.complete(child, "See child for assessment", "sw.north", Map.of("childSeen", "seen"));
        for (String label : List.of("Read family history", "Gather agency contributions", "Gather family's views")) {
            practice.complete(child, label, "sw.north");
        }
        practice.complete(child, "Write assessment", "sw.north");
        practice.completeTask(
                signOffOf(child, "write-assessment"), child, "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Decide outcome of assessment", "tm.north", Map.of("assessmentOutcome", outcome));
    }

    private String signOffOf(String child, String document) {
        return practice.openTasks(child, "Sign off document").stream()
                .filter(task -> document.equals(tasks.getVariable(task.getId(), "documentForm")))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    @Test
    @DisplayName("an assessment that finds significant harm opens an enquiry; care goes on (RUT-CIC-12a)")
    void assessmentFindsHarm() {
        practice.itIs(EASTER);
        String child = inCare("entryKind", "emergency");
        assessed(child, "section-47");
        practice.complete(child, "Share document", "sw.north");
        inTime(child, "emergency-care-assessment-concluded");
        assertThat(practice.running(child)).contains("s47-to-icpc", "life-in-care");
    }

    @ParameterizedTest(name = "then {0}: enquiry {1}")
    @CsvSource({"no-further-action, false", "section-47, true"})
    @DisplayName("no assessment without consent is the manager's decision, and concludes it (RUT-CIC-12a RUT-A1-01)")
    void noAssessmentWithoutConsent(String outcome, boolean enquiry) {
        practice.itIs(EASTER);
        String child = inCare("entryKind", "emergency");
        practice.complete(child, "Plan assessment", "sw.north", Map.of("assessmentConsent", "refused"));
        practice.complete(
                child,
                "Decide on assessment without consent",
                "tm.north",
                Map.of("assessmentGoesOn", "no", "assessmentOutcome", outcome));
        inTime(child, "emergency-care-assessment-concluded");
        assertThat(practice.running(child)).doesNotContain("assess-after-emergency", "share-document");
        assertThat(practice.running(child).contains("s47-to-icpc")).isEqualTo(enquiry);
    }

    // ---- birthdays ----

    @Test
    @DisplayName("the day before the sixteenth birthday nothing, on the day the pathway is planned, once (RUT-CIC-15a"
            + " STAT-CIC-21)")
    void sixteen() {
        practice.itIs(EASTER);
        String child = broughtIntoCare(practice.childBorn(LocalDate.of(2010, 8, 31)));
        practice.itIs("2026-08-30T23:59");
        practice.fireDueTimers(child);
        assertThat(practice.running(child)).doesNotContain("pathway-planning");
        practice.itIs("2026-08-31T00:01");
        assertThat(practice.fireDueTimers(child)).contains("Event_SixteenthBirthday");
        assertThat(practice.running(child)).containsOnlyOnce("pathway-planning");
        practice.itIs("2027-08-31T00:01");
        assertThat(practice.fireDueTimers(child)).doesNotContain("Event_SixteenthBirthday");
    }

    @Test
    @DisplayName("who is sixteen already when coming into care has their pathway planned from then (RUT-CIC-15a)")
    void sixteenAlready() {
        practice.itIs(EASTER);
        String child = broughtIntoCare(practice.childBorn(LocalDate.of(2009, 6, 1)));
        practice.itIs("2026-04-02T18:01");
        practice.fireDueTimers(child);
        assertThat(practice.running(child)).containsOnlyOnce("pathway-planning");
    }

    @Test
    @DisplayName(
            "care goes on the day before the eighteenth birthday and ends on the day: care leaver support is opened"
                    + " and nothing runs on")
    void eighteen() {
        practice.itIs(EASTER);
        String child = broughtIntoCare(practice.childBorn(LocalDate.of(2008, 5, 4)));
        practice.itIs("2026-05-03T23:59");
        practice.fireDueTimers(child);
        assertThat(practice.running(child)).contains("life-in-care");
        practice.itIs("2026-05-04T00:01");
        assertThat(practice.fireDueTimers(child)).contains("Event_EighteenthBirthday");
        nothingOfCareRuns(child);
        assertThat(practice.running(child)).contains(afterwards(child, "care-leaver"));
        assertThat(practice.dueDay(child, TELL)).as("the 4th is a bank holiday").isEqualTo("2026-05-06");
        practice.complete(child, TELL, "sw.north", Map.of("agencies", iroTold()));
        assertThat(journey(child).running()).isFalse();
    }

    @Test
    @DisplayName("a date of birth that is corrected moves the birthdays")
    void birthCorrected() {
        practice.itIs(EASTER);
        String child = broughtIntoCare(practice.childBorn(LocalDate.of(2010, 5, 1)));
        Child known = children.get(child);
        children.put(new Child(
                known.ref(),
                known.name(),
                LocalDate.of(2010, 5, 20),
                null,
                null,
                known.team(),
                known.allocatedWorker(),
                known.placement(),
                false));
        assertThat(practice.timerDay(child, "Event_SixteenthBirthday")).isEqualTo("2026-05-20");
        assertThat(practice.timerDay(child, "Event_EighteenthBirthday")).isEqualTo("2028-05-20");
        practice.itIs("2026-05-02T00:01");
        practice.fireDueTimers(child);
        assertThat(practice.running(child)).doesNotContain("pathway-planning");
        practice.itIs("2026-05-20T00:01");
        practice.fireDueTimers(child);
        assertThat(practice.running(child)).contains("pathway-planning");
    }

    // ---- ends ----

    @ParameterizedTest(name = "{0}")
    @CsvSource({"with-parents, with parents", ", not in care"})
    @DisplayName(
            "afterwards the record says where the child lives, as it was told; where nobody told, that the child is"
                    + " no longer in care")
    void livesNow(String told, String onRecord) {
        practice.itIs(EASTER);
        String child = inCare();
        Map<String, Object> passed = new HashMap<>(Map.of("careOutcome", "returned-home"));
        if (told != null) {
            passed.put("livesNow", told);
        }
        careEnds(child, passed);
        assertThat(children.get(child).placement()).isEqualTo(onRecord);
        assertThat(children.get(child).outOfCounty()).isFalse();
    }

    @ParameterizedTest(name = "{0} at {1}: then {2}")
    @CsvSource({
        "returned-home, 10, child-in-need",
        "returned-home, 16, child-in-need",
        "adoption-order, 10, nothing",
        "adoption-order, 17, nothing",
        "special-guardianship, 15, nothing",
        "special-guardianship, 16, care-leaver",
        "other-order, 10, nothing",
        "other-order, 17, care-leaver",
        "eighteenth-birthday, 17, care-leaver",
        "transferred, 17, nothing",
        "other, 15, nothing",
        "other, 16, care-leaver"
    })
    @DisplayName("however care ends, all that ran for it stops in that moment, what follows is opened, the reviewing"
            + " officer hears of it, and everybody is told within 2 working days; told late, the worker's manager"
            + " still answers for that when the journey is over (RUT-CIC-20a SWI-PRO-04)")
    void ends(String outcome, int age, String then) {
        practice.itIs("2026-12-22T10:00");
        String child = broughtIntoCare(
                practice.childBorn(practice.today().minusYears(age).minusDays(40)));
        practice.itIs("2026-12-23T10:00");
        int told = consequences.notices(child, "notice");
        careEnds(child, outcome);
        nothingOfCareRuns(child);
        assertThat(consequences.notices(child, "notice")).isGreaterThan(told);
        if (!then.equals("nothing")) {
            assertThat(practice.running(child)).contains(afterwards(child, then));
        } else {
            assertThat(practice.running(child)).containsExactly("child-in-care", "leave-care");
        }
        // Christmas Day is a Friday, and Boxing Day is made good on Monday.
        notDone(child, TELL, "end-of-care-told", "2026-12-29");
        practice.itIs("2026-12-30T10:00");
        practice.complete(child, TELL, "sw.north", Map.of("agencies", iroTold()));
        doneLate(child, "end-of-care-told", 1);
        assertThat(journey(child).running()).isFalse();
        assertThat(open(child))
                .extracting(Deadline::standardId)
                .as("only what was missed is still to be answered for, and hand-overs accepted")
                .contains("missed-standard-answered")
                .allMatch(STAYS_OPEN::contains);
        practice.itIs("2027-12-30T10:00");
        practice.fireDueTimers(child);
        assertThat(practice.running(child)).doesNotContain("child-in-care", "life-in-care", "visit-cycle");
    }

    private static List<Object> iroTold() {
        return list(Map.of("agency", "iro", "who", "Gareth Pryce", "toldOn", "2026-04-02"));
    }

    /** The journey itself where it is built, else the manager's task to receive the hand-over. */
    private String afterwards(String child, String journey) {
        return practice.running(child).contains(journey) ? journey : "receive-hand-over";
    }

    private void nothingOfCareRuns(String child) {
        assertThat(practice.running(child))
                .contains("leave-care")
                .doesNotContain(
                        "life-in-care",
                        "placement-in-care",
                        "settle-in-placement",
                        "visit-cycle",
                        "health-in-care",
                        "education-in-care",
                        "care-planning",
                        "care-reviews",
                        "care-entry-notices",
                        "pathway-planning",
                        "assess-child-and-family");
        assertThat(open(child))
                .extracting(Deadline::standardId)
                .as("nothing of care is asked for any more")
                .doesNotContain("placement-meeting-held", "iro-service-told", "initial-health-assessment-requested");
        assertThat(practice.deadline(child, "placement-meeting-held").status())
                .isIn(Deadline.Status.WITHDRAWN, Deadline.Status.BREACHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened-in-error", "other", "child-died"})
    @DisplayName("an early end leaves nothing running, and the reviewing officer hears of it (SWI-INT-07c RUT-EH-5.0"
            + " RUT-CIC-20a)")
    void earlyEnd(String reason) {
        practice.itIs(EASTER);
        String child = inCare();
        practice.start(
                "end-journey",
                "sw.north",
                Map.of("journeyId", journey(child).id().toString(), "endReason", reason));
        practice.carryOn(child);
        assertThat(consequences.told(child, "notice")).doesNotContain("iro");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.running(child)).isEmpty();
        assertThat(open(child)).isEmpty();
        assertThat(consequences.told(child, "notice")).contains("iro");
    }

    @ParameterizedTest(name = "risk: {0}")
    @ValueSource(strings = {"yes", "no"})
    @DisplayName(
            "a significant event is answered beside the journey, and the reviewing officer is told at once, whether"
                    + " or not the worker sees a risk (RUT-CIC-20a)")
    void significantEvent(String risk) {
        practice.itIs(EASTER);
        String child = inCare();
        practice.start(
                "significant-event",
                "sw.north",
                Map.of("journeyId", journey(child).id().toString(), "riskToChild", risk, "eventKind", "school"));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).contains("Advise professionals", "Hold placement meeting");
        assertThat(practice.tasks(child).contains("Respond to risk")).isEqualTo(risk.equals("yes"));
        assertThat(consequences.told(child, "notice")).contains("iro", "tm.north");
    }
}
