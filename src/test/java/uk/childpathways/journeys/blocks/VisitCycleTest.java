package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.DeadlineMoves;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child is visited again and again")
class VisitCycleTest extends JourneyTestBase {

    private static final String VISIT = "Visit child: care";
    private static final String RECORD = "Record visit: care";
    private static final String CONTINGENCY = "Follow contingency";

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Consequences consequences;

    @Autowired
    Deadlines deadlines;

    @Autowired
    DeadlineMoves moves;

    @BeforeEach
    void modelThatVisits() {
        CallsTheCycles.deploy(repository);
        practice.itIs("2026-03-30T10:00");
    }

    // ---- how often ----

    @ParameterizedTest(name = "{0}: first by {4}; seen on {5}, next by {7}")
    @CsvSource({
        "protection plan RUT-CP-08b, protection plan, child-visited-on-plan, conferenceOn, 2026-04-27, 2026-04-20, child-visited-on-plan, 2026-05-18",
        "plan taken over RUT-CP-08b, protection plan, child-visited-on-plan, transferOn, 2026-04-27, 2026-04-06, child-visited-on-plan, 2026-05-04",
        "child in need, child in need, child-in-need-visited, decidedOn, 2026-04-27, 2026-04-27, child-in-need-visited, 2026-05-25",
        "adoption STAT-ADO-08, adoption, child-visited-in-adoptive-placement, adoptiveOn, 2026-04-06, 2026-03-31, child-visited-in-adoptive-placement-weekly, 2026-04-07",
        "care RUT-CIC-11a RUT-CIC-11b STAT-CIC-04 STAT-CIC-05, care, child-visited-in-care, placedOn, 2026-04-06, 2026-04-02, child-visited-in-care, 2026-05-14"
    })
    void everyKind(
            String why,
            String kind,
            String event,
            String from,
            String firstDue,
            String seenOn,
            String standard,
            String nextDue) {
        String child = visited(kind, event, from, "2026-03-30");
        String visit = "Visit child: " + kind;
        assertThat(practice.dueDay(child, visit)).isEqualTo(firstDue);
        assertThat(practice.timerDay(child, "BoundaryEvent_VisitStandard")).isEqualTo(firstDue);
        practice.itIs(seenOn + "T16:00");
        practice.complete(child, visit, "sw.north", Map.of("childSeen", "seen"));
        assertThat(practice.tasks(child)).contains(visit, "Record visit: " + kind);
        assertThat(due(child, standard).toLocalDate()).isEqualTo(nextDue);
        assertThat(practice.dueDay(child, visit)).isEqualTo(nextDue);
    }

    @Test
    @DisplayName("a visit that is missed is before the service manager, made late it is late, and the next one counts"
            + " from the day on which the child was seen (RUT-CIC-11a RUT-CIC-11b)")
    void missed() {
        String child = inCare();
        // Easter Monday: days are counted, not working days.
        notDone(child, VISIT, "visit-after-placement-made", "2026-04-06");
        practice.itIs("2026-04-09T15:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        doneLate(child, "visit-after-placement-made", 3);
        notDone(child, VISIT, "child-visited-in-care", "2026-05-21");
        practice.itIs("2026-05-26T15:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-07-07");
        assertThat(practice.deadlines(child, "child-visited-in-care"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET_LATE, Deadline.Status.OPEN);
        assertThat(practice.deadlines(child, "child-visited-in-care").get(0).lateWorkingDays())
                .as("the Whitsun bank holiday lies between")
                .isEqualTo(2);
    }

    @Test
    @DisplayName(
            "a visit typed in days later counts from its own day; one so old that the next is due already is missed"
                    + " at once; one in the future is refused (RUT-CIC-11b)")
    void typedInLater() {
        String child = inCare();
        practice.itIs("2026-04-08T09:00");
        practice.fireDueTimers(child);
        assertThatThrownBy(() -> practice.complete(
                        child, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", "2026-04-09")))
                .hasMessageContaining("Visited on")
                .hasMessageContaining("cannot be in the future");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", "2026-04-03"));
        assertThat(practice.deadline(child, "visit-after-placement-made").status())
                .isEqualTo(Deadline.Status.MET);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-15");
        practice.itIs("2026-06-01T09:00");
        practice.fireDueTimers(child);
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", "2026-04-17"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-29");
        int before = breaches(child, "child-visited-in-care").size();
        practice.fireDueTimers(child);
        assertThat(breaches(child, "child-visited-in-care")).hasSize(before + 1);
    }

    @ParameterizedTest(
            name = "{0}: agreed every {3} weeks, seen on 2 April, next by {4}; not more than the limit ({5})")
    @CsvSource({
        "protection plan, child-visited-on-plan, agreedOnPlan, 2, 2026-04-16, RUT-CP-08a RUT-CP-08b",
        "care, child-visited-in-care, agreedInCare, 3, 2026-04-23, RUT-CIC-11b: as often as the child needs"
    })
    void agreed(String kind, String event, String field, int weeks, String due, String clause) {
        assertThatThrownBy(() -> visited(kind, event, "placedOn", "2026-03-30", field, 7))
                .hasMessageContaining("cannot be longer than");
        String child = visited(kind, event, "placedOn", "2026-03-30", field, weeks);
        practice.itIs("2026-04-02T16:00");
        practice.complete(child, "Visit child: " + kind, "sw.north", Map.of("childSeen", "seen"));
        assertThat(practice.dueDay(child, "Visit child: " + kind)).isEqualTo(due);
        notDone(child, "Visit child: " + kind, event, due);
    }

    @Test
    @DisplayName("a visit that is due weeks ahead comes into sight 28 days before; a first visit is in sight at once")
    void inSight() {
        String child = inCare();
        assertThat(inSightFrom(child)).as("the first week").isNull();
        practice.itIs("2026-04-02T16:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-14");
        assertThat(inSightFrom(child)).isEqualTo("2026-04-16");
    }

    private java.time.LocalDate inSightFrom(String child) {
        var from = practice.task(child, VISIT).getFollowUpDate();
        return from == null ? null : java.time.LocalDate.ofInstant(from.toInstant(), ENGLAND);
    }

    @Test
    @DisplayName(
            "a later date that was agreed for a visit still holds when the frequency is chosen anew and is as before,"
                    + " with who agreed it and why; a limit from another day does not inherit it (RUT-CIC-11b)")
    void agreedDateKept() {
        String child = inCare();
        practice.itIs("2026-04-02T16:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        practice.itIs("2026-05-13T10:00");
        moves.agreeLaterDate(
                practice.deadline(child, "child-visited-in-care").id(),
                LocalDate.of(2026, 5, 20),
                "In hospital until the 19th",
                "tm.north");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-20");
        CallsTheCycles.reckonAnew(runtime, child, Map.of("firstReviewHeld", "yes"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-20");
        assertThat(practice.timerDay(child, "BoundaryEvent_VisitStandard")).isEqualTo("2026-05-20");
        Deadline kept = practice.deadline(child, "child-visited-in-care");
        assertThat(kept.due()).as("lateness counts from the first date").isBefore(kept.effectiveDue());
        assertThat(deadlines.explain(kept).text()).contains("In hospital until the 19th");
        CallsTheCycles.reckonAnew(runtime, child, Map.of("placementType", "connected-person-temporary"));
        assertThat(practice.dueDay(child, VISIT)).as("four weeks from the last").isEqualTo("2026-04-30");
    }

    @Test
    @DisplayName(
            "an unborn child is not asked whether they were seen alone, nor what they said: the record tells how the"
                    + " parents prepare (RUT-A3-04 RUT-A4-03b)")
    void unborn() {
        String child = practice.unbornChild();
        practice.start(
                "cycles-test",
                "sw.north",
                Map.of(
                        "childRef", child,
                        "visitKind", "child in need",
                        "visitEvent", "child-in-need-visited",
                        "decidedOn", "2026-03-30",
                        "renewalKind", "health"));
        practice.carryOn(child);
        String visit = "Visit child: child in need";
        assertThat(practice.answersFor(child, visit, "sw.north", Map.of("childSeen", "seen")))
                .doesNotContainKeys("seenAlone", "notAloneReason");
        practice.complete(child, visit, "sw.north", Map.of("childSeen", "seen"));
        assertThat(practice.answersFor(child, "Record visit: child in need", "sw.north", Map.of()))
                .containsKey("unbornBaby")
                .doesNotContainKeys("childVoice", "directWork", "howCommunicated", "helpUsed");
    }

    // ---- not seen ----

    @Test
    @DisplayName(
            "a visit at which the child was not seen keeps its clock: the task is back at once, the manager is told"
                    + " and decides who sees the child (RUT-A3-08 RUT-MGT-05a)")
    void notSeen() {
        String child = inCare();
        practice.itIs("2026-04-02T17:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(practice.tasks(child)).contains(VISIT, CONTINGENCY).doesNotContain(RECORD);
        assertThat(practice.dueDay(child, VISIT)).as("not reset").isEqualTo("2026-04-06");
        assertThat(practice.deadlines(child, "visit-after-placement-made")).hasSize(1);
        assertThat(consequences.toldTo("tm.north", child))
                .anyMatch(text -> text.contains("was to be visited and was not seen"));
        assertThat(practice.shownAtOpening(child, VISIT, "sw.north"))
                .as("nothing of the failed visit comes back")
                .doesNotContainKeys("childSeen", "notSeenReason", "triedOn");
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, CONTINGENCY, "tm.north").get("document")))
                .contains("Not seen");
        practice.itIs("2026-04-03T10:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(practice.openTasks(child, CONTINGENCY))
                .as("each failed visit")
                .hasSize(2);
        notDone(child, VISIT, "visit-after-placement-made", "2026-04-06");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        practice.fireDueTimers(child);
        assertThat(breaches(child, "visit-after-placement-made"))
                .as("missed once, however often it is tried")
                .hasSize(1);
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        doneLate(child, "visit-after-placement-made", 1);
        assertThat(practice.deadlines(child, "visit-after-placement-made")).hasSize(1);
    }

    @Test
    @DisplayName(
            "the manager's decision stands on the oversight record with its actions and is due the next working day;"
                    + " if not, it escalates (RUT-MGT-05b RUT-MGT-05a)")
    void contingency() {
        String child = inCare();
        practice.itIs("2026-04-02T17:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(practice.offeredTo(child, CONTINGENCY)).anyMatch(group -> group.contains("team-manager"));
        practice.itIs("2026-04-03T10:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, CONTINGENCY, "tm.north").get("document")))
                .as("the visit that failed, not the one after it")
                .contains("Not seen");
        // Good Friday and Easter Monday are not working days.
        notDone(child, CONTINGENCY, "contingency-followed", "2026-04-07");
        practice.itIs("2026-04-08T10:00");
        practice.complete(
                child,
                CONTINGENCY,
                "tm.north",
                Map.of(
                        "contingencyDecision",
                        "police-check",
                        "actions",
                        List.of(Map.of("action", "Ring the police", "owner", "sw.north", "by", "2026-04-08"))));
        doneLate(child, "contingency-followed", 1);
        assertThat(oversightOf(child, "safety-decision")).singleElement().satisfies(entry -> {
            assertThat(entry.decision()).containsIgnoringCase("police");
            assertThat(entry.actions()).hasSize(1);
        });
        assertThat(practice.tasks(child)).contains("Complete agreed action", VISIT);
    }

    @Test
    @DisplayName("why the child was not seen, and who else sees them, must be said (RUT-A3-08)")
    void notSeenReasons() {
        String child = inCare();
        for (String key : List.of("notSeenReason", "whoElseSees", "nextTryOn", "triedOn")) {
            refusedWithout(child, VISIT, Map.of("childSeen", "not-seen"), key);
        }
    }

    // ---- seen alone ----

    @Test
    @DisplayName("the manager is told when the child was not seen alone at two visits in a row, once; a failed visit in"
            + " between does not count, a visit alone begins anew (RUT-CIC-11d RUT-A4-03b)")
    void notAlone() {
        String child = inCare();
        visit(child, "2026-03-31", "no");
        assertThat(toldOfNotAlone(child)).isZero();
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(toldOfNotAlone(child)).isZero();
        visit(child, "2026-04-01", "no");
        assertThat(toldOfNotAlone(child)).isEqualTo(1);
        visit(child, "2026-04-02", "no");
        assertThat(toldOfNotAlone(child)).as("told once").isEqualTo(1);
        visit(child, "2026-04-03", "yes");
        visit(child, "2026-04-04", "no");
        assertThat(toldOfNotAlone(child)).isEqualTo(1);
        visit(child, "2026-04-05", "not-appropriate");
        visit(child, "2026-04-06", "no");
        assertThat(toldOfNotAlone(child)).isEqualTo(1);
        visit(child, "2026-04-07", "no");
        assertThat(toldOfNotAlone(child)).isEqualTo(2);
    }

    @Test
    @DisplayName("whether the child was seen alone, and whether the visit was announced, is said of every visit; not"
            + " alone needs the reason (RUT-A3-08 RUT-CIC-11c RUT-CIC-11d SWI-FIL-07b)")
    void asked() {
        String child = inCare();
        for (String key : List.of("seenAlone", "announced", "visitedOn", "cannotWait")) {
            refusedWithout(child, VISIT, Map.of("childSeen", "seen", "seenAlone", "yes"), key);
        }
        refusedWithout(child, VISIT, Map.of("childSeen", "seen", "seenAlone", "no"), "notAloneReason");
        refusedWithout(child, VISIT, Map.of("childSeen", "seen", "seenAlone", "not-appropriate"), "notAloneReason");
        refusedWithout(child, VISIT, Map.of(), "childSeen");
    }

    // ---- the record ----

    @Test
    @DisplayName(
            "a visit is on the record within 5 working days of the visit, by who made it; the next visit's clock does"
                    + " not wait for it (RUT-A4-03a RUT-A4-01)")
    void recorded() {
        String child = inCare();
        practice.itIs("2026-04-01T15:00");
        practice.complete(child, VISIT, "sw2.north", Map.of("childSeen", "seen", "visitedOn", "2026-03-31"));
        assertThat(practice.task(child, RECORD).getAssignee())
                .as("who made the visit")
                .isEqualTo("sw2.north");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-12");
        assertThat(String.valueOf(practice.shownAtOpening(child, RECORD, "sw2.north")))
                .contains("31 March 2026");
        // Good Friday and Easter Monday lie between.
        notDone(child, RECORD, "visit-recorded", "2026-04-09");
        practice.itIs("2026-04-13T10:00");
        practice.complete(child, RECORD, "sw2.north");
        doneLate(child, "visit-recorded", 2);
        assertThat(entry(child, "record-visit").by()).isEqualTo("sw2.north");
        assertThat(entry(child, "record-visit").title()).isEqualTo(RECORD);
        assertThat(entry(child, "visit-child").title()).isEqualTo(VISIT);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-12");
    }

    @ParameterizedTest(
            name = "{0} is asked by the record of a visit (RUT-A3-04 RUT-A3-05 RUT-A3-07 RUT-A3-08 RUT-A4-05a"
                    + " RUT-A4-05b RUT-A4-06 SWI-FIL-07b)")
    @ValueSource(
            strings = {
                "childVoice",
                "howCommunicated",
                "helpUsed",
                "directWork",
                "sources",
                "fathersAndPartners",
                "events",
                "observed",
                "opinion",
                "researchUsed"
            })
    void recordAsks(String key) {
        String child = inCare();
        visit(child, "2026-03-31", "yes");
        refusedWithout(child, RECORD, Map.of(), key);
    }

    @Test
    @DisplayName("who told what has a name and a way to reach them; an interpreter and research used are named")
    void recordAsksMore() {
        String child = inCare();
        visit(child, "2026-03-31", "yes");
        refusedWithout(child, RECORD, Map.of("helpUsed", List.of("interpreter")), "helpDetail");
        refusedWithout(child, RECORD, Map.of("researchUsed", "yes"), "research");
        assertThatThrownBy(() -> practice.completeWithOnly(
                        child,
                        RECORD,
                        "sw.north",
                        with(
                                practice.answersFor(child, RECORD, "sw.north", Map.of()),
                                "sources",
                                List.of(Map.of("who", "Grandmother", "said", "He sleeps better.")))))
                .hasMessageContaining("How to reach them");
    }

    // ---- anew ----

    @ParameterizedTest(name = "{0}, {1}: weekly by {2}, after the first review by {3} ({4})")
    @CsvSource({
        "connected-person-temporary, section-20, 2026-04-07, 2026-04-28, STAT-CIC-08",
        "with-parents, interim-care-order, 2026-04-07, 2026-04-28, STAT-CIC-08",
        "with-parents, other, 2026-04-07, 2026-05-12, STAT-CIC-07",
        "with-parents, care-order, 2026-05-12, 2026-05-12, STAT-CIC-09",
        "foster-care, section-20, 2026-05-12, 2026-05-12, RUT-CIC-11b"
    })
    void afterTheFirstReview(String placement, String status, String before, String after, String clause) {
        String child = visited(
                "care",
                "child-visited-in-care",
                "placedOn",
                "2026-03-30",
                "placementType",
                placement,
                "legalStatus",
                status);
        assertThat(practice.dueDay(child, VISIT)).as("the first, always").isEqualTo("2026-04-06");
        visit(child, "2026-03-31", "yes");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo(before);
        reckonAnew(child, Map.of("firstReviewHeld", "yes"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo(after);
        assertThat(practice.timerDay(child, "BoundaryEvent_VisitStandard")).isEqualTo(after);
        assertThat(practice.openTasks(child, VISIT)).hasSize(1);
        assertThat(practice.tasks(child))
                .as("the record of the last visit is still owed")
                .contains(RECORD);
    }

    @Test
    @DisplayName("adoption: every week until the first review, then as the review sets it (STAT-ADO-08)")
    void adoptionAfterTheReview() {
        String child = visited("adoption", "child-visited-in-adoptive-placement", "adoptiveOn", "2026-03-30");
        String visit = "Visit child: adoption";
        practice.itIs("2026-03-31T16:00");
        practice.complete(child, visit, "sw.north", Map.of("childSeen", "seen"));
        practice.itIs("2026-04-07T16:00");
        practice.complete(child, visit, "sw.north", Map.of("childSeen", "seen"));
        notDone(child, visit, "child-visited-in-adoptive-placement-weekly", "2026-04-14");
        practice.complete(child, visit, "sw.north", Map.of("childSeen", "seen", "visitedOn", "2026-04-14"));
        reckonAnew(child, Map.of("firstReviewHeld", "yes"));
        assertThat(practice.dueDay(child, visit)).isEqualTo("2026-05-26");
    }

    @Test
    @DisplayName("choosing anew before the first visit keeps the first week; a contingency that the manager owes stays")
    void anewBeforeTheFirstVisit() {
        String child = inCare();
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        reckonAnew(child, Map.of("firstReviewHeld", "yes"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-04-06");
        assertThat(practice.tasks(child)).contains(CONTINGENCY);
        assertThat(practice.deadlines(child, "visit-after-placement-made"))
                .extracting(Deadline::status)
                .containsExactlyInAnyOrder(Deadline.Status.WITHDRAWN, Deadline.Status.OPEN);
    }

    @Test
    @DisplayName(
            "choosing anew while a visit is overdue breaches nothing twice: the visit that was missed is before the"
                    + " service manager already, and is still owed (RUT-CIC-11b)")
    void anewWhileOverdue() {
        String child = inCare();
        visit(child, "2026-03-31", "yes");
        notDone(child, VISIT, "child-visited-in-care", "2026-05-12");
        reckonAnew(child, Map.of("firstReviewHeld", "yes"));
        practice.fireDueTimers(child);
        assertThat(breaches(child, "child-visited-in-care")).hasSize(1);
        assertThat(practice.openTasks(child, VISIT)).hasSize(1);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-12");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        assertThat(practice.deadlines(child, "child-visited-in-care"))
                .extracting(Deadline::status)
                .contains(Deadline.Status.WITHDRAWN, Deadline.Status.MET_LATE, Deadline.Status.OPEN);
    }

    // ---- the end ----

    @Test
    @DisplayName("the cycles end with the journey that called them, and nothing is owed any more")
    void endWithTheirCaller() {
        String child = inCare();
        visit(child, "2026-03-31", "yes");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(practice.running(child))
                .contains(
                        "visit-cycle",
                        "make-visit",
                        "record-visit",
                        "follow-contingency",
                        "renewal-cycle",
                        "renew-document");
        practice.complete(child, "Close the test", "sw.north");
        assertThat(practice.running(child)).isEmpty();
        practice.itIs("2027-03-31T10:00");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        for (String standard : List.of(
                "child-visited-in-care", "visit-recorded", "contingency-followed", "health-assessment-requested")) {
            assertThat(practice.deadline(child, standard).status()).as(standard).isEqualTo(Deadline.Status.WITHDRAWN);
        }
    }

    // ---- help ----

    private String inCare() {
        return visited("care", "child-visited-in-care", "placedOn", "2026-03-30", "placementType", "foster-care");
    }

    private String visited(String kind, String event, String from, String day, Object... more) {
        String child = practice.child();
        practice.start(
                "cycles-test",
                "sw.north",
                with(
                        Map.of(
                                "childRef",
                                child,
                                "visitKind",
                                kind,
                                "visitEvent",
                                event,
                                from,
                                day,
                                "renewalKind",
                                "health"),
                        more));
        practice.carryOn(child);
        return child;
    }

    private void visit(String child, String day, String alone) {
        practice.itIs(day + "T16:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen", "seenAlone", alone));
    }

    private long toldOfNotAlone(String child) {
        return consequences.toldTo("tm.north", child).stream()
                .filter(text -> text.contains("not seen alone at two visits in a row"))
                .count();
    }

    private void reckonAnew(String child, Map<String, Object> passed) {
        CallsTheCycles.reckonAnew(runtime, child, passed);
        practice.carryOn(child);
    }

    /** Refused without this answer, in the words of the form; accepted by the form's own measure with it. */
    private void refusedWithout(String child, String label, Map<String, Object> given, String key) {
        Map<String, Object> answers = practice.answersFor(child, label, "sw.north", given);
        assertThat(answers.remove(key)).as("'%s' is asked", key).isNotNull();
        String words = practice.form(child, label)
                .field(key)
                .map(field -> field.label())
                .orElseGet(() ->
                        practice.form(child, label).list(key).orElseThrow().label());
        assertThatThrownBy(() -> practice.completeWithOnly(child, label, "sw.north", answers))
                .hasMessageContaining(words);
    }
}
