package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Children;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child placed for adoption")
class AdoptivePlacementTest extends JourneyTestBase {

    private static final String PLAN = "Write adoptive placement plan";
    private static final String PLACE = "Place child for adoption";
    private static final String APPLY = "Record adoption application";
    private static final String ORDER = "Record decision on adoption order";

    @Autowired
    Consequences consequences;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    Children children;

    private AdoptionWalk walk;

    @BeforeEach
    void walk() {
        walk = new AdoptionWalk(practice, runtime, repository, journeys);
    }

    @Nested
    @DisplayName("Introductions and the move")
    class Introductions {

        @Test
        @DisplayName("RUT-ADO-18a: are planned within 10 working days of the decision on the match, by 22 April over"
                + " Easter, and the manager agrees")
        void planned() {
            String child = walk.matched("2026-04-08");
            notDone(child, PLAN, "adoptive-placement-plan-written", "2026-04-22");
            practice.itIs("2026-04-24");
            practice.complete(child, PLAN, "sw.north");
            doneLate(child, "adoptive-placement-plan-written", 2);
            assertThat(practice.dueDay(child, "Sign off document")).isEqualTo("2026-04-28");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.tasks(child)).contains("Support introductions");
        }

        @ParameterizedTest(name = "without \"{1}\" the plan is refused")
        @DisplayName("RUT-ADO-18a: the plan says how the child is supported through the transition")
        @CsvSource({
            "introductionsPlan, 'The introductions, day by day'",
            "childPreparation, How the child is prepared",
            "childVoice, What the child says about it",
            "adoptersSupport, Support for the adopters in the first weeks"
        })
        void support(String key, String label) {
            walk.refusedWithout(walk.matched("2026-04-08"), PLAN, "sw.north", Map.of(), key, label);
        }

        @Test
        @DisplayName("RUT-ADO-18a: the child is supported until the day planned for the move, and moves on it")
        void onTheDay() {
            String child = walk.matched("2026-04-08");
            walk.introductionsPlanned(child, "2026-05-01");
            walk.refusedWithout(
                    child,
                    "Support introductions",
                    "sw.north",
                    Map.of(),
                    "transitionSupport",
                    "How the child was supported");
            notDone(child, "Support introductions", "introductions-supported", "2026-05-01");
            practice.itIs("2026-05-05");
            practice.complete(child, "Support introductions", "sw.north");
            doneLate(child, "introductions-supported", 1);
            assertThat(practice.dueDay(child, PLACE)).isEqualTo("2026-05-01");
        }

        @Test
        @DisplayName("RUT-ADO-18a: a move that does not happen on its day is asked about")
        void notMoved() {
            String child = walk.matched("2026-04-08");
            walk.introductionsPlanned(child, "2026-05-01");
            practice.complete(child, "Support introductions", "sw.north");
            notDone(child, PLACE, "child-placed-for-adoption", "2026-05-01");
        }

        @Test
        @DisplayName(
                "RUT-ADO-18a: a later day for the move takes the clocks with it, and once the child is placed there"
                        + " is no day to move any more")
        void anotherDay() {
            String child = walk.matched("2026-04-08");
            walk.introductionsPlanned(child, "2026-05-01");
            String move = walk.journeyOf(child) + "/adoptive-placement-planned-for";
            practice.start("move-meeting", "sw.north", Map.of("meeting", move, "newDate", "2026-05-08"));
            practice.carryOn(child);
            assertThat(practice.dueDay(child, "Support introductions")).isEqualTo("2026-05-08");
            practice.itIs("2026-05-02");
            assertThat(practice.fireDueTimers(child)).isEmpty();
            practice.itIs("2026-05-08T10:00");
            walk.placed(child);
            assertThatThrownBy(() -> practice.start(
                            "move-meeting", "sw.north", Map.of("meeting", move, "newDate", "2026-05-15")))
                    .hasMessageContaining("must be chosen from the answers offered");
        }

        @Test
        @DisplayName("without authority to place, no child is placed, and the refusal says what is missing; nor before"
                + " the match was decided")
        void noAuthority() {
            practice.itIs("2026-04-08T10:00");
            String child = walk.at(AdoptionWalk.PLACEMENT, "match-decision-made", "2026-04-08");
            walk.introductionsPlanned(child, "2026-04-08");
            practice.complete(child, "Support introductions", "sw.north");
            List<Map<String, Object>> told = List.of(Map.of("agency", "doctor"), Map.of("agency", "local-authority"));
            walk.refused(
                    child,
                    PLACE,
                    "sw.north",
                    Map.of("agencies", told),
                    "can be answered only once the authority to place is on record");
            practice.happened(walk.journeyOf(child), child, "authority-to-place", "2026-04-01");
            walk.refused(
                    child,
                    PLACE,
                    "sw.north",
                    Map.of("agencies", told, "placedOn", "2026-04-07"),
                    "cannot be before 8 April 2026, the date of the decision on the match");
        }

        @Test
        @DisplayName("until the move the child is reviewed as one who waits, three months after the authority to place;"
                + " the move ends that (STAT-ADO-06)")
        void reviewedUntilPlaced() {
            String child = walk.matched("2026-04-08");
            assertThat(practice.dueDay(child, AdoptionWalk.REVIEW)).isEqualTo("2026-05-02");
            assertThat(due(child, "adoption-review-held")).isEqualTo("2026-05-02T23:59:59");
            practice.itIs("2026-04-13T10:00");
            walk.introductionsPlanned(child, "2026-04-13");
            walk.placed(child);
            assertThat(practice.deadline(child, "adoption-review-held")).satisfies(review -> {
                assertThat(review.status()).isEqualTo(Deadline.Status.WITHDRAWN);
                assertThat(review.withdrawnBecause()).isEqualTo("Child is placed");
            });
        }

        @Test
        @DisplayName("the move is a fact of the child, the journey in care has its day, and reviewing officer and"
                + " manager are told")
        void told() {
            practice.itIs("2026-04-08T10:00");
            String child = walk.matched("2026-04-08");
            UUID care = practice.journey("child-in-care", child, "placement-started", "2025-06-02");
            practice.itIs("2026-04-13T10:00");
            walk.introductionsPlanned(child, "2026-04-13");
            walk.placed(child);
            assertThat(children.get(child).placement()).isEqualTo("adoptive");
            assertThat(children.get(child).outOfCounty()).isTrue();
            assertThat(events.latest(care, "placement-started").orElseThrow().occurredAt())
                    .isEqualTo("2026-04-12T23:00:00Z");
            assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("placed for adoption"));
            assertThat(consequences.toldTo("tm.north", child)).anyMatch(text -> text.contains("placed for adoption"));
        }
    }

    @Nested
    @DisplayName("Visits and reviews")
    class Cycles {

        @Test
        @DisplayName("STAT-ADO-07, RUT-ADO-18b: the placement is reviewed within four weeks, then within three months,"
                + " then every six months, each in a round of its own")
        void reviews() {
            String child = walk.placedOn("2026-04-13");
            assertThat(practice.offeredTo(child, AdoptionWalk.REVIEW)).containsExactly("iros");
            notDone(child, AdoptionWalk.REVIEW, "first-adoptive-placement-review-held", "2026-05-11");
            practice.itIs("2026-05-13");
            walk.reviewed(child);
            doneLate(child, "first-adoptive-placement-review-held", 2);

            assertThat(due(child, "second-adoptive-placement-review-held")).isEqualTo("2026-08-13T23:59:59");
            practice.itIs("2026-08-13");
            walk.reviewed(child);
            inTime(child, "second-adoptive-placement-review-held");

            notDone(child, AdoptionWalk.REVIEW, "adoptive-placement-review-held", "2027-02-13");
            practice.itIs("2027-02-15");
            walk.reviewed(child);
            assertThat(due(child, "adoptive-placement-review-held")).isEqualTo("2027-08-15T23:59:59");
        }

        @Test
        @DisplayName("STAT-ADO-07: the second review that is not held is missed three months after the first")
        void secondMissed() {
            String child = walk.placedOn("2026-04-13");
            practice.itIs("2026-05-11");
            walk.reviewed(child);
            notDone(child, AdoptionWalk.REVIEW, "second-adoptive-placement-review-held", "2026-08-11");
        }

        @Test
        @DisplayName("RUT-ADO-18b: each review says what support child and adopters need")
        void supportAsked() {
            walk.refusedWithout(
                    walk.placedOn("2026-04-13"),
                    AdoptionWalk.REVIEW,
                    "iro",
                    Map.of("adoptionReviewOutcome", "plan-stands"),
                    "supportNeeded",
                    "Support for child and adopters");
        }

        @Test
        @DisplayName("STAT-ADO-08, RUT-ADO-18b: the child is visited within a week, then every week until the first"
                + " review, then as set; of each visit there is a written report, which names interpreter, tools, research"
                + " and sources (RUT-A4-04 RUT-A4-07 RUT-A4-10)")
        void visits() {
            String child = walk.placedOn("2026-04-13");
            notDone(child, AdoptionWalk.VISIT, "first-visit-in-adoptive-placement-made", "2026-04-20");
            practice.itIs("2026-04-21");
            practice.complete(child, AdoptionWalk.VISIT, "sw.north");
            assertThat(practice.dueDay(child, AdoptionWalk.VISIT)).isEqualTo("2026-04-28");
            recordedWithSupport(child);

            practice.itIs("2026-04-28");
            practice.complete(child, AdoptionWalk.VISIT, "sw.north");
            assertThat(practice.dueDay(child, AdoptionWalk.VISIT)).isEqualTo("2026-05-05");
            practice.itIs("2026-05-01");
            walk.reviewed(child);
            assertThat(practice.dueDay(child, AdoptionWalk.VISIT))
                    .as("after the first review, from the last visit")
                    .isEqualTo("2026-06-09");
        }

        /** RUT-A4-04 RUT-A4-07 RUT-A4-10 */
        private void asksForSources(String child, String record) {
            walk.refusedWithout(child, record, "sw.north", Map.of(), "helpUsed", "What you used");
            walk.refusedWithout(
                    child,
                    record,
                    "sw.north",
                    Map.of("helpUsed", list("interpreter")),
                    "helpDetail",
                    "Who or what it was");
            walk.refusedWithout(child, record, "sw.north", Map.of(), "researchUsed", "Do you lean on research");
            walk.refusedWithout(
                    child, record, "sw.north", Map.of("researchUsed", "yes"), "research", "Which, and what it says");
            walk.refusedWithout(child, record, "sw.north", Map.of(), "sources", "Who told you what");
        }

        private void recordedWithSupport(String child) {
            String record = practice.tasks(child).stream()
                    .filter(label -> label.startsWith("Record visit"))
                    .findFirst()
                    .orElseThrow();
            walk.refusedWithout(child, record, "sw.north", Map.of(), "supportGiven", "Support given or arranged");
            asksForSources(child, record);
            practice.complete(child, record, "sw.north", Map.of("childVoice", "I like the dog."));
            assertThat(entry(child, "record-adoption-visit").answers()).containsEntry("childVoice", "I like the dog.");
        }
    }

    @Nested
    @DisplayName("The adopters' application")
    class Application {

        @Test
        @DisplayName("STAT-ADO-10: is refused on the 69th day of the placement and accepted on the 70th, when ten weeks"
                + " have passed")
        void tenWeeks() {
            String child = walk.placedOn("2026-04-13");
            practice.itIs("2026-06-22T10:00");
            walk.refused(
                    child,
                    APPLY,
                    "sw.north",
                    Map.of("applicationBasis", "placed", "appliedOn", "2026-06-21"),
                    "cannot be before 22 June 2026: 10 weeks must have passed since 13 April 2026");
            practice.complete(
                    child, APPLY, "sw.north", Map.of("applicationBasis", "placed", "appliedOn", "2026-06-22"));
            assertThat(practice.tasks(child)).contains(ORDER);
        }

        @Test
        @DisplayName("STAT-ADO-10: for a child whom the adopters fostered before, the ten weeks count from the day the"
                + " child came to them")
        void earlyPermanence() {
            String child = walk.placedOn("2026-04-13");
            practice.itIs("2026-04-20T10:00");
            Map<String, Object> fostered = Map.of("applicationBasis", "early-permanence", "homeSince", "2026-02-10");
            walk.refused(
                    child,
                    APPLY,
                    "sw.north",
                    with(fostered, "appliedAfterFosteringOn", "2026-04-20"),
                    "cannot be before 21 April 2026: 10 weeks must have passed since 10 February 2026");
            practice.itIs("2026-04-21T10:00");
            practice.complete(child, APPLY, "sw.north", with(fostered, "appliedAfterFosteringOn", "2026-04-21"));
            assertThat(practice.tasks(child)).contains(ORDER);
        }

        @Test
        @DisplayName("STAT-ADO-10: earlier only with the court's leave, which is asked for")
        void courtLeave() {
            String child = walk.placedOn("2026-04-13");
            practice.itIs("2026-05-11T10:00");
            walk.refusedWithout(
                    child,
                    APPLY,
                    "sw.north",
                    Map.of("applicationBasis", "court-leave"),
                    "courtLeave",
                    "Which court gave leave");
            practice.complete(child, APPLY, "sw.north", Map.of("applicationBasis", "court-leave"));
            assertThat(practice.tasks(child)).contains(ORDER);
        }

        @Test
        @DisplayName("STAT-ADO-10, RUT-ADO-01: neither application nor order is recorded for a child who has not been"
                + " placed")
        void notPlaced() {
            practice.itIs("2026-04-13T10:00");
            String child = practice.child();
            UUID journey = practice.journey("adoption", child, "authority-to-place", "2026-02-02");
            runtime.startProcessInstanceByKey(
                    "adoption-application",
                    "adoption:" + child,
                    Map.of("childRef", child, "journeyId", journey.toString()));
            walk.refused(
                    child,
                    APPLY,
                    "sw.north",
                    Map.of("applicationBasis", "placed"),
                    "can be answered only once the placement for adoption is on record");
            runtime.createProcessInstanceByKey("adoption-application")
                    .businessKey("adoption:" + child)
                    .setVariables(Map.of("childRef", child, "journeyId", journey.toString()))
                    .startBeforeActivity("Task_RecordDecisionOnAdoptionOrder")
                    .execute();
            walk.refused(
                    child,
                    ORDER,
                    "legal",
                    Map.of("adoptionOrderDecision", "order-made"),
                    "can be answered only once the placement for adoption is on record");
        }

        @Test
        @DisplayName(
                "RUT-ADO-19: with it begins the support after the order, agreed within 20 working days, by 20 July,"
                        + " with services that have names")
        void support() {
            String child = walk.placedOn("2026-04-13");
            practice.itIs("2026-06-22T10:00");
            walk.applied(child);
            walk.refusedWithout(
                    child,
                    "Arrange post-adoption support",
                    "sw.north",
                    Map.of(),
                    "adoptersKnow",
                    "How the adopters know");
            notDone(child, "Arrange post-adoption support", "post-adoption-support-agreed", "2026-07-20");
            practice.itIs("2026-07-22");
            practice.complete(child, "Arrange post-adoption support", "sw.north");
            doneLate(child, "post-adoption-support-agreed", 2);
        }
    }

    @Nested
    @DisplayName("The court")
    class Court {

        private String applied() {
            String child = walk.placedOn("2026-04-13");
            practice.itIs("2026-06-22T10:00");
            walk.applied(child);
            return child;
        }

        @Test
        @DisplayName("makes the order: visits and reviews end, and what follows the order begins")
        void made() {
            String child = applied();
            practice.itIs("2026-09-14T10:00");
            walk.refused(
                    child,
                    ORDER,
                    "legal",
                    Map.of("adoptionOrderDecision", "order-made", "orderMadeOn", "2026-06-21"),
                    "cannot be before 22 June 2026");
            practice.complete(child, ORDER, "legal", Map.of("adoptionOrderDecision", "order-made"));
            assertThat(practice.tasks(child))
                    .containsExactly(
                            "Arrange Letter Box",
                            "Arrange post-adoption support",
                            "Hand over life story book",
                            "Tell birth family of support");
            assertThat(practice.deadline(child, "first-adoptive-placement-review-held")
                            .status())
                    .isEqualTo(Deadline.Status.WITHDRAWN);
        }

        @Test
        @DisplayName("adjourns: the same question again; refuses: an appeal is considered within 10 working days, by 28"
                + " September, on the oversight record; without one the adoption cannot go on (RUT-ADO-01)")
        void refused() {
            String child = applied();
            practice.itIs("2026-09-10T10:00");
            practice.complete(child, ORDER, "legal", Map.of("adoptionOrderDecision", "adjourned"));
            assertThat(practice.tasks(child)).contains(ORDER);
            practice.itIs("2026-09-14T10:00");
            practice.complete(child, ORDER, "legal", Map.of("adoptionOrderDecision", "order-refused"));
            assertThat(practice.tasks(child)).contains(AdoptionWalk.VISIT);
            notDone(child, "Consider appeal", "appeal-considered", "2026-09-28");
            practice.itIs("2026-09-30");
            practice.complete(child, "Consider appeal", "tm.north", Map.of("appealMade", "no"));
            doneLate(child, "appeal-considered", 2);
            assertThat(oversightOf(child, "appeal")).hasSize(1);
            assertThat(practice.tasks(child)).doesNotContain(AdoptionWalk.VISIT, "Hand over life story book");
            assertThat(practice.running(child)).doesNotContain("adoption-walk");
        }

        @ParameterizedTest(name = "on appeal {0}: {1}")
        @DisplayName("may be appealed against: the order can be made after all, or the refusal stands (RUT-ADO-01)")
        @CsvSource({"order-made, true", "order-refused, false"})
        void appealed(String outcome, boolean adopted) {
            String child = applied();
            practice.itIs("2026-09-14T10:00");
            practice.complete(child, ORDER, "legal", Map.of("adoptionOrderDecision", "order-refused"));
            practice.complete(child, "Consider appeal", "tm.north", Map.of("appealMade", "yes"));
            practice.complete(child, "Record outcome of appeal", "legal", Map.of("adoptionOrderDecision", outcome));
            assertThat(practice.tasks(child).contains("Hand over life story book"))
                    .isEqualTo(adopted);
            assertThat(practice.running(child).contains("adoption-walk")).isEqualTo(adopted);
        }
    }
}
