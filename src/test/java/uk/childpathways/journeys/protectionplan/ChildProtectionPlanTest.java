package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Children;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child protection plan")
class ChildProtectionPlanTest extends ProtectionPlanWalk {

    @Autowired
    Children children;

    @BeforeEach
    void dayOfTheConference() {
        practice.itIs(CONFERENCE + "T15:00");
    }

    @Test
    @DisplayName("is opened by the transfer-in conference that decided on it: the first core group and the first review"
            + " count from that conference, the review's preparation from the day it set (RUT-CP-02a STAT-CP-01 STAT-CP-02"
            + " STAT-CP-04)")
    void handedOver() {
        practice.itIs("2026-03-05T10:00");
        ToTheConference way = new ToTheConference(practice);
        String child = way.movedIn("2026-03-05");
        way.requested(child, LocalDate.of(2026, 3, 25), false);
        way.prepared(child, LocalDate.of(2026, 3, 25));
        practice.itIs("2026-03-25T12:00");
        practice.complete(
                child,
                "Hold conference",
                "cpchair",
                Map.of(
                        "conferenceOutcome",
                        "child-protection-plan",
                        "conferenceHeldOn",
                        "2026-03-25",
                        "reviewConferenceOn",
                        "2026-06-24"));
        practice.carryOn(child);

        assertThat(practice.running(child)).contains(PLAN).doesNotContain("transfer-in-conference");
        assertThat(practice.tasks(child)).as("the worker stays").doesNotContain("Allocate case");
        assertThat(practice.task(child, "Visit child: protection plan").getAssignee())
                .isEqualTo("sw.north");
        assertThat(practice.due(child, "first-core-group-held"))
                .as("10 working days from the conference, over Easter")
                .isEqualTo("2026-04-10");
        assertThat(practice.due(child, "first-review-conference-held")).isEqualTo("2026-06-25");
        assertThat(practice.due(child, "review-report-written")).isEqualTo("2026-06-10");
        assertThat(practice.due(child, "first-visit-on-plan-made")).isEqualTo("2026-04-22");
    }

    @Test
    @DisplayName("starts with the child's worker, who stays: nobody allocates, and everything runs side by side from"
            + " the conference's day (RUT-CP-01 RUT-CP-02a RUT-CP-08b)")
    void workerStays() {
        String child = opened(practice.child());
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
        assertThat(practice.tasks(child))
                .containsExactlyInAnyOrder(
                        "Consider PLO",
                        "Convene review conference",
                        "Hold first core group",
                        "Hold review conference",
                        "Prepare child for review",
                        "Propose visit frequency",
                        "Visit child: protection plan",
                        "Write review report");
        assertThat(practice.due(child, "first-core-group-held")).isEqualTo("2026-04-13");
        assertThat(practice.withSupervision().running(child)).contains("case-supervision");
    }

    @Test
    @DisplayName("of a child without a worker is allocated beside everything else: the 10 working days and the first"
            + " visit run from the conference, not from the allocation five days later, and are missed without one"
            + " (RUT-CP-01 RUT-CP-02a RUT-CP-08b STAT-CP-01)")
    void withoutWorker() {
        String child = practice.child();
        children.allocate(child, "north", null);
        opened(child);
        assertThat(practice.tasks(child))
                .contains("Allocate case", "Hold first core group", "Visit child: protection plan");
        assertThat(practice.due(child, "first-core-group-held")).isEqualTo("2026-04-13");
        assertThat(practice.due(child, "first-visit-on-plan-made")).isEqualTo("2026-04-23");

        practice.itIs("2026-03-31T09:00");
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw2.north", "allocationKind", "new"));
        assertThat(entry(child, "allocate-case").answers()).containsEntry("worker", "sw2.north");
        assertThat(practice.task(child, "Visit child: protection plan").getAssignee())
                .isEqualTo("sw2.north");
        assertThat(practice.tasks(child)).contains("Give contact details");
        assertThat(practice.due(child, "first-core-group-held")).isEqualTo("2026-04-13");
        assertThat(practice.due(child, "first-visit-on-plan-made")).isEqualTo("2026-04-23");
        notDone(child, "Hold first core group", "first-core-group-held", "2026-04-13");
    }

    @Test
    @DisplayName(
            "that ran before it was opened here goes on where it stands: core groups, visits and reviews count from"
                    + " the last ones (RUT-CP-04a RUT-CP-08b STAT-CP-03)")
    void ranBefore() {
        String child = begun(
                practice.child(),
                "icpcHeldOn",
                "2025-09-10",
                "earlierReviews",
                1,
                "lastReviewOn",
                "2025-12-08",
                "nextReviewOn",
                "2026-05-27",
                "firstCoreGroupWas",
                "held",
                "firstCoreGroupOn",
                "2026-03-02",
                "visitsMade",
                7,
                "lastVisitOn",
                "2026-03-20");
        assertThat(practice.tasks(child)).contains("Hold core group").doesNotContain("Hold first core group");
        assertThat(practice.due(child, "core-group-held")).isEqualTo("2026-04-13");
        assertThat(practice.due(child, "child-visited-on-plan")).isEqualTo("2026-04-17");
        assertThat(practice.due(child, "review-conference-held")).isEqualTo("2026-06-08");
        assertThat(practice.fireDueTimers(child)).isEmpty();
    }

    @Test
    @DisplayName("a conference cannot lie in the future (RUT-CP-02a)")
    void notInTheFuture() {
        String child = practice.child();
        assertThatThrownBy(() -> opened(child, "icpcHeldOn", "2026-03-27"))
                .hasMessageContaining("Initial conference held on")
                .hasMessageContaining("cannot be in the future");
        assertThat(practice.running(child)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "child-in-need-plan,Plan ended: stepped down to child in need,true",
        "no-further-plan,Plan ended: no further plan,false",
        "child-in-care,Plan ended: child in care,true"
    })
    @DisplayName("ends only by a review conference, with everything that ran for it; what follows is opened"
            + " (SWI-MTG-01b SWI-MTG-01d)")
    void endsByConference(String outcome, String end, boolean handedOver) {
        String child = settled(practice.child());
        firstCoreGroup(child, CONFERENCE);
        practice.itIs("2026-06-24T15:00");
        practice.complete(child, "Hold review conference", "cpchair", review(outcome, "2026-06-24"));
        practice.carryOn(child);

        assertThat(journey(child).endReason()).isEqualTo(end);
        assertThat(practice.running(child)).doesNotContain(PLAN, "core-groups", "public-law-outline");
        assertThat(practice.tasks(child))
                .doesNotContain("Hold core group", "Visit child: protection plan", "Write protection plan");
        assertThat(practice.deadlines(child, "core-group-held"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.WITHDRAWN);
        if (handedOver) {
            assertThat(practice.chronology(child)).anyMatch(entry -> "handed-over".equals(entry.kind()));
        } else {
            assertThat(practice.chronology(child)).noneMatch(entry -> "handed-over".equals(entry.kind()));
        }
    }

    @Test
    @DisplayName(
            "does not end when the child comes into care: the journey in care opens, and the chair decides within 5"
                    + " working days which plan stands; both stand until a review conference (DFE-5-07b)")
    void comesIntoCare() {
        String child = settled(practice.child());
        practice.itIs("2026-04-01T11:00");
        fromTheStartList("record-entry-into-care", "sw.north", child, "enteredCareOn", "2026-03-31");

        assertThat(practice.chronology(child))
                .anyMatch(entry -> "handed-over".equals(entry.kind())
                        && "child-in-care".equals(entry.answers().get("toJourney")));
        assertThat(practice.offeredTo(child, "Decide on two plans")).containsExactly("cp-chairs");
        notDone(child, "Decide on two plans", "two-plans-decided", "2026-04-09");
        practice.itIs("2026-04-10T09:00");
        practice.complete(
                child, "Decide on two plans", "cpchair", Map.of("twoPlans", "both-stand", "decidedOn", "2026-04-10"));
        doneLate(child, "two-plans-decided", 1);
        assertThat(practice.running(child)).contains(PLAN, "visit-cycle");
        assertThat(practice.tasks(child)).contains("Hold review conference", "Hold first core group");
        assertThat(oversightOf(child, "conference-decision")).anyMatch(entry -> "both-stand".equals(entry.decision()));
    }

    @Test
    @DisplayName("ends by the rule for two plans only with what makes the rule hold: care plan, reviewing officer, core"
            + " group (DFE-5-07b)")
    void endsByRule() {
        String child = settled(practice.child());
        fromTheStartList("record-entry-into-care", "sw.north", child, "enteredCareOn", CONFERENCE);
        Map<String, Object> ends = Map.of("twoPlans", "plan-ends");
        refusedWithout(child, "Decide on two plans", "cpchair", ends, "carePlanProtects", "How the care plan meets");
        refusedWithout(child, "Decide on two plans", "cpchair", ends, "iroAgrees", "Reviewing officer who agrees");
        practice.complete(child, "Decide on two plans", "cpchair", ends);
        assertThat(journey(child).endReason()).isEqualTo("Plan ended: care plan protects the child");
        assertThat(practice.running(child)).doesNotContain(PLAN, "review-conference");
    }

    @Test
    @DisplayName("ends early when the child moves to another authority, and not before that authority has accepted:"
            + " until then we stay responsible and visit (STAT-CP-04 SWI-INT-07c)")
    void movedAway() {
        String child = settled(practice.child());
        fromTheStartList(
                "end-journey", "sw.north", child, "endReason", "moved-away", "movedOn", CONFERENCE, "childSafe", "yes");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Tell receiving authority", "sw.north");
        assertThat(practice.running(child)).contains(PLAN, "visit-cycle");
        assertThat(practice.tasks(child)).contains("Visit child: protection plan", "Confirm responsibility accepted");
        practice.complete(child, "Confirm responsibility accepted", "tm.north");
        practice.carryOn(child);
        assertThat(practice.running(child)).doesNotContain(PLAN, "visit-cycle");
        assertThat(journey(child).endReason()).isEqualTo("moved-away");
    }

    @Test
    @DisplayName("tells the manager and the chair at once of something significant, and goes on (RUT-CP-15)")
    void significantEvent() {
        String child = settled(practice.child());
        fromTheStartList("significant-event", "sw.north", child, "riskToChild", "yes");
        assertThat(consequences.told(child, "notice")).contains("tm.north", "cpchair");
        assertThat(practice.tasks(child)).contains("Respond to risk", "Hold first core group");
    }

    @Test
    @DisplayName(
            "runs beside an enquiry and its conference: a visit meets the plan's own limit and no other, and ending"
                    + " the enquiry leaves the plan (RUT-CP-08b)")
    void sideBySide() {
        String child = settled(practice.child());
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        practice.itIs("2026-03-30T12:00");
        practice.complete(
                child,
                "Visit child: protection plan",
                "sw.north",
                Map.of("childSeen", "seen", "seenAlone", "yes", "visitedOn", "2026-03-30"));
        assertThat(practice.deadline(child, "first-visit-on-plan-made").status())
                .isEqualTo(Deadline.Status.MET);
        assertThat(practice.deadline(child, "strategy-discussion-held").status())
                .isEqualTo(Deadline.Status.OPEN);
        practice.complete(child, "Hold strategy discussion", "tm.north", EnquiryWalk.discussion("no-further-action"));
        assertThat(practice.running(child)).contains(PLAN);
        assertThat(practice.tasks(child)).doesNotContain("Hold strategy discussion");
        assertThat(practice.due(child, "child-visited-on-plan")).isEqualTo("2026-04-27");
    }
}
