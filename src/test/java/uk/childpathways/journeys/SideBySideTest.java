package uk.childpathways.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.children.Journey;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.journeys.care.CareWalk;
import uk.childpathways.journeys.protectionplan.ProtectionPlanWalk;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/**
 * Journeys beside each other. Easter is on 5 April 2026, so 3 and 6 April are bank holidays, as are 4 and 25 May and 31
 * August.
 */
@PathwaysTest
@DisplayName("Journeys side by side")
class SideBySideTest extends ProtectionPlanWalk {

    private static final String PLAN_VISIT = "Visit child: protection plan";
    private static final String CARE_VISIT = "Visit child: care";
    private static final String PLAN_REVIEW = "Hold review conference";
    private static final String CARE_REVIEW = "Hold care review";

    @Autowired
    Deadlines deadlines;

    // ---- one child, two journeys ----

    /** The child has a protection plan since 26 March and came into care on 2 April; both plans stand. */
    private String planAndCare() {
        practice.itIs(CONFERENCE + "T15:00");
        String child = settled(practice.child());
        practice.itIs("2026-04-02T18:00");
        fromTheStartList("record-entry-into-care", "sw.north", child, "enteredCareOn", "2026-04-02");
        practice.complete(
                child, "Decide on two plans", "cpchair", Map.of("twoPlans", "both-stand", "decidedOn", "2026-04-02"));
        practice.complete(child, "Record entry to care", "sw.north", CareWalk.entering());
        return child;
    }

    private void visited(String child, String label, String on) {
        practice.itIs(on + "T15:00");
        practice.complete(child, label, "sw.north", Map.of("childSeen", "seen", "visitedOn", on));
    }

    private Deadline.Status status(String child, String standard) {
        return practice.deadline(child, standard).status();
    }

    private long journeysInCare(String child) {
        return journeys.of(child).stream()
                .filter(journey -> journey.key().equals("child-in-care"))
                .count();
    }

    @Test
    @DisplayName(
            "a protection plan and care at once: visits, core groups and reviews keep their own clocks over Easter and"
                    + " the bank holidays of May, and none meets the other's; the plan ends by its review conference and"
                    + " care goes on (RUT-CP-04a RUT-CP-08b STAT-CP-01 STAT-CP-02 RUT-CIC-11a RUT-CIC-11b STAT-CIC-01)")
    void planAndCareAtOnce() {
        String child = planAndCare();
        assertThat(practice.dueDay(child, CARE_VISIT)).isEqualTo("2026-04-09");
        assertThat(practice.dueDay(child, PLAN_VISIT)).isEqualTo("2026-04-23");
        assertThat(practice.dueDay(child, "Hold first core group")).isEqualTo("2026-04-13");
        assertThat(practice.dueDay(child, CARE_REVIEW)).isEqualTo("2026-05-05");
        assertThat(practice.dueDay(child, PLAN_REVIEW)).isEqualTo("2026-06-26");

        visited(child, PLAN_VISIT, "2026-04-08");
        inTime(child, "first-visit-on-plan-made");
        assertThat(practice.due(child, "child-visited-on-plan")).isEqualTo("2026-05-06");
        notDone(child, CARE_VISIT, "visit-after-placement-made", "2026-04-09");
        visited(child, CARE_VISIT, "2026-04-10");
        doneLate(child, "visit-after-placement-made", 1);
        assertThat(practice.due(child, "child-visited-in-care")).isEqualTo("2026-05-22");
        assertThat(practice.due(child, "child-visited-on-plan"))
                .as("a visit in care does not count for the plan")
                .isEqualTo("2026-05-06");

        practice.itIs("2026-04-13T10:00");
        firstCoreGroup(child, "2026-04-13");
        inTime(child, "first-core-group-held");
        assertThat(status(child, "first-care-review-held")).isEqualTo(Deadline.Status.OPEN);
        practice.itIs("2026-05-05T15:00");
        practice.complete(child, CARE_REVIEW, "iro", Map.of("reviewOutcome", "care-goes-on"));
        inTime(child, "first-care-review-held");
        assertThat(practice.due(child, "second-care-review-held")).isEqualTo("2026-08-05");
        assertThat(practice.due(child, "child-visited-in-care"))
                .as("recalculated after the first review, and still from the last visit")
                .isEqualTo("2026-05-22");
        assertThat(status(child, "first-review-conference-held")).isEqualTo(Deadline.Status.OPEN);
        assertThat(practice.due(child, "core-group-held")).isEqualTo("2026-05-25");

        notDone(child, PLAN_VISIT, "child-visited-on-plan", "2026-05-06");
        assertThat(status(child, "child-visited-in-care")).isEqualTo(Deadline.Status.OPEN);
        visited(child, PLAN_VISIT, "2026-05-07");
        visited(child, CARE_VISIT, "2026-05-20");
        assertThat(practice.deadlines(child, "child-visited-in-care"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.WITHDRAWN, Deadline.Status.MET, Deadline.Status.OPEN);
        notDone(child, "Hold core group", "core-group-held", "2026-05-25");
        practice.itIs("2026-05-26T10:00");
        coreGroup(child, "2026-05-26");
        visited(child, PLAN_VISIT, "2026-06-03");
        assertThat(practice.due(child, "child-visited-on-plan"))
                .as("both on one day from here")
                .isEqualTo("2026-07-01");

        practice.itIs("2026-06-24T15:00");
        reviewed(child, "no-further-plan", "2026-06-24");
        practice.carryOn(child);
        inTime(child, "first-review-conference-held");
        assertThat(journey(child).endReason()).isEqualTo("Plan ended: no further plan");
        assertThat(practice.running(child))
                .contains("child-in-care", "care-reviews")
                .containsOnlyOnce("visit-cycle")
                .doesNotContain(PLAN, "core-groups", "review-conference");
        for (String ended : List.of("child-visited-on-plan", "core-group-held")) {
            assertThat(status(child, ended)).as(ended).isEqualTo(Deadline.Status.WITHDRAWN);
        }
        int before = breaches(child, "child-visited-on-plan").size();
        assertThat(practice.dueDay(child, CARE_REVIEW)).isEqualTo("2026-08-05");
        notDone(child, CARE_VISIT, "child-visited-in-care", "2026-07-01");
        assertThat(breaches(child, "child-visited-on-plan")).hasSize(before);
    }

    @Test
    @DisplayName(
            "a review conference that ends the plan because of care opens no second journey in care: the manager of"
                    + " the one that runs is asked to take the child on (SWI-MTG-01b STAT-CP-02)")
    void noSecondJourneyInCare() {
        String child = planAndCare();
        practice.itIs("2026-06-24T15:00");
        reviewed(child, "child-in-care", "2026-06-24");
        practice.carryOn(child);
        assertThat(journey(child).endReason()).isEqualTo("Plan ended: child in care");
        assertThat(journeysInCare(child)).isEqualTo(1);
        assertThat(practice.tasks(child)).doesNotContain("Record entry to care").contains(CARE_VISIT, CARE_REVIEW);
        assertThat(practice.running(child)).contains("child-in-care").doesNotContain(PLAN);
    }

    @Test
    @DisplayName("one case supervision beside both: monthly in the new placement, sessions held in time, then every two"
            + " months as the plan asks for (RUT-A5-02 SUPF-CP-01 SUPF-FOS-01)")
    void supervisedBesideBoth() {
        String child = planAndCare();
        Practice everything = practice.withSupervision();
        assertThat(everything.pathways(child))
                .extracting(Journey::key)
                .containsOnlyOnce("case-supervision")
                .contains(PLAN, "child-in-care");
        assertThat(practice.tasks(child)).doesNotContain("Hold case supervision");
        assertThat(everything.dueDay(child, "Hold case supervision")).isEqualTo("2026-05-02");
        for (String day : List.of("2026-04-30", "2026-05-29", "2026-06-29")) {
            practice.itIs(day + "T15:00");
            everything.complete(child, "Hold case supervision", "tm.north", Map.of("heldOn", day));
            everything.complete(child, "Complete supervision record", "tm.north");
        }
        assertThat(everything.dueDay(child, "Hold case supervision")).isEqualTo("2026-08-29");
        assertThat(breaches(child, "case-supervised")).isEmpty();
        assertThat(practice.deadlines(child, "case-supervised"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET, Deadline.Status.MET, Deadline.Status.MET, Deadline.Status.OPEN);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"opened from the start list", "handed over by another journey"})
    @DisplayName("where care learns first that a child with a plan has come into care, the plan hears it: the chair is"
            + " asked once which plan stands, within 5 working days of that day over Easter, and nobody is asked to take on"
            + " a child who is in care already (SWI-MTG-01b DFE-5-07b)")
    void careLearnsFirst(String how) {
        practice.itIs(CONFERENCE + "T15:00");
        String child = settled(practice.child());
        practice.itIs("2026-04-02T18:00");
        if (how.startsWith("opened")) {
            practice.start("child-in-care", "sw.north", with(CareWalk.entering(), "childRef", child));
        } else {
            practice.handedOver("child-in-care", child);
            practice.complete(child, "Record entry to care", "sw.north", CareWalk.entering());
        }
        practice.carryOn(child);
        assertThat(practice.tasks(child)).doesNotContain("Receive hand-over");
        assertThat(journeysInCare(child)).isEqualTo(1);
        notDone(child, "Decide on two plans", "two-plans-decided", "2026-04-13");
        practice.itIs("2026-04-14T09:00");
        practice.complete(child, "Decide on two plans", "cpchair", Map.of("twoPlans", "both-stand"));
        practice.carryOn(child);
        doneLate(child, "two-plans-decided", 1);
        assertThat(practice.tasks(child))
                .contains(PLAN_VISIT, CARE_VISIT)
                .doesNotContain("Decide on two plans", "Receive hand-over");
    }

    @Test
    @DisplayName("where the plan learned first, the chair is not asked again once the entry is recorded in care"
            + " (DFE-5-07b)")
    void askedOnce() {
        String child = planAndCare();
        practice.carryOn(child);
        assertThat(practice.tasks(child)).doesNotContain("Decide on two plans", "Receive hand-over");
        assertThat(practice.deadlines(child, "two-plans-decided")).hasSize(1);
    }

    @Test
    @DisplayName(
            "a conference that ends the plan because the care plan protects the child asks nobody to take on a child"
                    + " who is in care already (SWI-MTG-01b SWI-MTG-01d)")
    void conferenceEndsThePlanOfAChildInCare() {
        String child = planAndCare();
        practice.itIs("2026-06-24T15:00");
        reviewed(child, "child-in-care", "2026-06-24");
        practice.carryOn(child);
        assertThat(running(child)).contains("child-in-care").doesNotContain(PLAN);
        assertThat(journeysInCare(child)).isEqualTo(1);
        assertThat(practice.tasks(child)).contains(CARE_VISIT).doesNotContain("Receive hand-over", PLAN_VISIT);
    }

    // ---- brothers and sisters ----

    private void allocated(String child) {
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
    }

    private List<String> running(String child) {
        return practice.pathways(child).stream().map(Journey::key).sorted().toList();
    }

    @Test
    @DisplayName("three children at one conference: a protection plan, a child in need plan and no plan; each has the"
            + " journey, the clocks and the breaches that follow from the own decision, and no other (RUT-S47-08b"
            + " STAT-CP-01 RUT-CIN-05)")
    void oneConference() {
        practice.itIs("2026-04-02T10:00");
        ToTheConference way = new ToTheConference(practice);
        LocalDate day = LocalDate.of(2026, 4, 23);
        List<String> family = practice.siblings(3);
        family.forEach(child -> way.ready(child, day));
        String atRisk = family.get(0);
        String inNeed = family.get(1);
        String safe = family.get(2);
        practice.itIs("2026-04-23T16:00");
        practice.complete(
                atRisk,
                "Hold conference",
                "cpchair",
                Map.of(
                        "conferenceOutcome",
                        "child-protection-plan",
                        "reviewConferenceOn",
                        "2026-07-16",
                        "recordedJointly",
                        "yes",
                        "jointChildren",
                        list(
                                Map.of(
                                        "childRef", inNeed,
                                        "conferenceOutcome", "child-in-need-plan",
                                        "rationale", "Her father protects her."),
                                Map.of(
                                        "childRef", safe,
                                        "conferenceOutcome", "no-further-action",
                                        "rationale", "She lives elsewhere."))));
        family.forEach(practice::carryOn);
        assertThat(running(atRisk)).containsExactly(PLAN);
        assertThat(running(inNeed)).containsExactly("child-in-need");
        assertThat(running(safe)).isEmpty();
        practice.complete(safe, "Send conference decisions", "confadmin");
        allocated(inNeed);

        assertThat(practice.due(atRisk, "first-core-group-held"))
                .as("10 working days over 4 May")
                .isEqualTo("2026-05-08");
        assertThat(practice.due(atRisk, "first-review-conference-held")).isEqualTo("2026-07-23");
        assertThat(practice.due(inNeed, "first-child-in-need-meeting-held")).isEqualTo("2026-05-08");
        assertThat(practice.deadlines(inNeed, "first-core-group-held")).isEmpty();
        assertThat(practice.deadlines(atRisk, "first-child-in-need-meeting-held"))
                .isEmpty();

        practice.itIs("2026-05-07T10:00");
        practice.complete(atRisk, "Hold first core group", "tm.north", Map.of("heldOn", "2026-05-07"));
        practice.itIs("2026-05-09T00:01");
        family.forEach(practice::fireDueTimers);
        assertThat(breaches(inNeed, "first-child-in-need-meeting-held")).hasSize(1);
        assertThat(breaches(atRisk, "first-core-group-held")).isEmpty();
        assertThat(anyBreach(safe)).isZero();
        assertThat(practice.tasks(safe)).containsExactly("Send conference record");
    }

    private int anyBreach(String child) {
        return jdbc.queryForObject("select count(*) from pathways.breach where child_ref = ?", Integer.class, child);
    }

    private static Map<String, Object> ends(String child, String outcome) {
        return new HashMap<>(Map.of(
                "childRef",
                child,
                "reviewOutcome",
                outcome,
                "rationale",
                "Why it is so for " + child,
                "childVoice",
                "What " + child + " wants",
                "lifeForChild",
                "Life of " + child,
                "changesMade",
                "no",
                "changesDetail",
                "Which",
                "supportAfter",
                "Family support",
                "endToldHow",
                "At home"));
    }

    @Test
    @DisplayName(
            "three children at one review: the plan goes on, steps down, and gives way to care; each goes on in the own"
                    + " journey, and a visit that one of them misses is nobody else's breach (RUT-S47-08b STAT-CP-03"
                    + " RUT-CIN-05 RUT-CIC-11a STAT-CIC-04)")
    void oneReview() {
        practice.itIs(CONFERENCE + "T15:00");
        List<String> family = practice.siblings(3);
        family.forEach(this::settled);
        String atRisk = family.get(0);
        String inNeed = family.get(1);
        String inCare = family.get(2);
        practice.itIs("2026-06-24T15:00");
        practice.complete(
                atRisk,
                PLAN_REVIEW,
                "cpchair",
                review(
                        "continues",
                        "2026-06-24",
                        "nextReviewOn",
                        "2026-12-16",
                        "recordedJointly",
                        "yes",
                        "jointChildren",
                        list(ends(inNeed, "child-in-need-plan"), ends(inCare, "child-in-care"))));
        family.forEach(practice::carryOn);

        assertThat(running(atRisk)).containsExactly(PLAN);
        assertThat(practice.due(atRisk, "review-conference-held")).isEqualTo("2026-12-24");
        assertThat(running(inNeed)).containsExactly("child-in-need");
        assertThat(practice.openTasks(inNeed, PLAN_VISIT)).isEmpty();
        allocated(inNeed);
        assertThat(practice.due(inNeed, "first-child-in-need-meeting-held")).isEqualTo("2026-07-08");
        assertThat(running(inCare)).containsExactly("child-in-care");
        practice.complete(inCare, "Record entry to care", "sw.north", CareWalk.entering());
        assertThat(practice.due(inCare, "first-care-review-held")).isEqualTo("2026-07-22");

        visited(atRisk, PLAN_VISIT, "2026-06-30");
        practice.itIs("2026-07-29T00:01");
        family.forEach(practice::fireDueTimers);
        assertThat(breaches(inCare, "visit-after-placement-made")).hasSize(1);
        assertThat(breaches(inCare, "first-care-review-held")).hasSize(1);
        assertThat(breaches(atRisk, "child-visited-on-plan"))
                .as("28 days from 30 June")
                .hasSize(1);
        assertThat(breaches(inNeed, "first-child-in-need-meeting-held")).hasSize(1);
        for (String other : List.of(atRisk, inNeed)) {
            assertThat(breaches(other, "visit-after-placement-made")).isEmpty();
        }
        for (String other : List.of(inCare, inNeed)) {
            assertThat(breaches(other, "child-visited-on-plan")).isEmpty();
        }
    }

    // ---- what moves, and what does not ----

    private record Clock(UUID id, LocalDate due) {}

    /** Every open duty of the child, by its standard. */
    private Map<String, Clock> open(String child) {
        Map<String, Clock> open = new TreeMap<>();
        deadlines
                .of(child, true, Pageable.unpaged())
                .forEach(deadline -> open.put(
                        deadline.standardId(), new Clock(deadline.id(), LocalDate.ofInstant(deadline.due(), ENGLAND))));
        return open;
    }

    private static Set<String> changed(Map<String, Clock> before, Map<String, Clock> after) {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(
                standard -> before.containsKey(standard) && before.get(standard).equals(after.get(standard)));
        return changed;
    }

    @Test
    @DisplayName(
            "a move on day 20 of the 42 between two visits: the first visit, seeing the child, the placement's meeting"
                    + " and papers begin again; reviews, care plan, health and school keep clock and day, and the IRO"
                    + " service has no second notice (RUT-CIC-05 RUT-CIC-11a STAT-CIC-01 STAT-CIC-04 RUT-CIC-13a)")
    void moveInTheMiddle() {
        practice.itIs("2026-08-03T10:00");
        String child = practice.child();
        practice.start("child-in-care", "sw.north", with(CareWalk.entering(), "childRef", child));
        practice.carryOn(child);
        practice.complete(child, "Tell IRO service", "sw.north");
        practice.complete(child, "Take child to placement", "sw.north");
        practice.complete(
                child,
                CareWalk.SEE,
                "sw.north",
                Map.of("childSeen", "seen", "statutoryVisit", "no", "seenOn", "2026-08-03"));
        practice.complete(child, "Hold placement meeting", "sw.north");
        visited(child, CARE_VISIT, "2026-08-10");
        practice.complete(child, "Record visit: care", "sw.north");
        practice.itIs("2026-08-30T20:00");
        practice.fireDueTimers(child);
        assertThat(practice.dueDay(child, CARE_VISIT)).isEqualTo("2026-09-21");
        Map<String, Clock> before = open(child);
        assertThat(before).containsKeys("first-care-review-held", "child-visited-in-care");

        String journey = practice.pathways(child).get(0).id().toString();
        practice.start(
                "record-placement-move",
                "sw.north",
                Map.of(
                        "journeyId", journey,
                        "moveKind", "planned",
                        "consideredAtReview", "no",
                        "placementType", "foster-care",
                        "outOfCounty", "no",
                        "healthAreaChanges", "no",
                        "schoolChanges", "no"));
        practice.carryOn(child);

        assertThat(changed(before, open(child)))
                .containsExactlyInAnyOrder(
                        "child-seen-in-placement",
                        "child-taken-to-placement",
                        "child-visited-in-care",
                        "placement-meeting-held",
                        "placement-told",
                        "unplanned-move-reviewed",
                        "visit-after-placement-made");
        assertThat(practice.dueDay(child, CARE_VISIT)).isEqualTo("2026-09-06");
        assertThat(status(child, "child-visited-in-care")).isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(practice.dueDay(child, CARE_REVIEW)).isEqualTo("2026-09-01");
        assertThat(practice.tasks(child)).doesNotContain("Tell IRO service");

        visited(child, CARE_VISIT, "2026-09-04");
        assertThat(practice.dueDay(child, CARE_VISIT)).isEqualTo("2026-10-16");
        practice.itIs("2026-09-22T00:01");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "child-visited-in-care"))
                .as("the old day, 21 September, is nobody's any more")
                .isEmpty();
    }

    @Test
    @DisplayName("a care review and a review conference planned for the same day: when one of them moves, only what"
            + " counts back from it moves (SWI-PRO-05 STAT-CIC-01 STAT-CP-02)")
    void onlyOneOfTwoMeetingsMoves() {
        String child = planAndCare();
        practice.itIs("2026-04-07T10:00");
        practice.complete(child, "Convene care review", "sw.north", Map.of("reviewPlannedFor", "2026-04-29"));
        practice.complete(
                child, "Convene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-29"));
        Map<String, Clock> planned = open(child);

        String care = practice.pathways(child).stream()
                .filter(journey -> journey.key().equals("child-in-care"))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        moved(child, care + "/care-review-planned-for", "2026-05-05");
        Map<String, Clock> careMoved = open(child);
        assertThat(changed(planned, careMoved))
                .containsExactlyInAnyOrder(
                        "care-review-participation-discussed",
                        "care-review-report-written",
                        "care-review-reports-sent",
                        "child-prepared-for-care-review");
        assertThat(practice.due(child, "care-review-report-written"))
                .as("8 working days before Tuesday 5 May, over the bank holiday")
                .isEqualTo("2026-04-22");
        assertThat(practice.due(child, "review-report-written")).isEqualTo("2026-04-15");

        moved(child, journey(child).id() + "/review-conference-planned-for", "2026-05-07");
        assertThat(changed(careMoved, open(child)))
                .containsExactlyInAnyOrder("child-prepared-for-review", "review-report-written");
        assertThat(practice.due(child, "review-report-written"))
                .as("10 working days before Thursday 7 May, over the bank holiday")
                .isEqualTo("2026-04-22");
        assertThat(practice.due(child, "first-care-review-held")).isEqualTo("2026-05-05");
        assertThat(practice.due(child, "first-review-conference-held")).isEqualTo("2026-06-26");
    }

    private void moved(String child, String meeting, String day) {
        practice.start("move-meeting", "sw.north", Map.of("meeting", meeting, "newDate", day));
        practice.carryOn(child);
    }
}
