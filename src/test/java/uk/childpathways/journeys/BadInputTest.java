package uk.childpathways.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Journeys;
import uk.childpathways.journeys.adoption.AdoptionPlanWalk;
import uk.childpathways.journeys.adoption.AdoptionWalk;
import uk.childpathways.journeys.care.CareWalk;
import uk.childpathways.journeys.protectionplan.ProtectionPlanWalk;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What cannot be is refused with a sentence, and nothing is lost by it")
class BadInputTest {

    private static final String STOOD = "the child's tasks, record, events, clocks and breaches as they were";

    /** Refused with these words; everything about the child stands as before. */
    private static void cannotBe(JourneyTestBase test, String child, ThrowingCallable deed, String... says) {
        String before = standing(test, child);
        var refusal = assertThatThrownBy(deed);
        for (String words : says) {
            refusal.hasMessageContaining(words);
        }
        assertThat(standing(test, child)).as(STOOD).isEqualTo(before);
    }

    /** The task with these answers, everything else filled in, is refused with these words. */
    private static void cannotBe(
            JourneyTestBase test, String child, String label, String by, Map<String, Object> given, String... says) {
        Map<String, Object> answers = test.practice.answersFor(child, label, by, given);
        assertThat(test.practice.tasks(child)).contains(label);
        cannotBe(test, child, () -> test.practice.completeWithOnly(child, label, by, answers), says);
    }

    /** The task without this one answer is refused with the question that is open. */
    private static void asksFor(
            JourneyTestBase test,
            String child,
            String label,
            String by,
            Map<String, Object> given,
            String key,
            String... says) {
        Map<String, Object> answers = new LinkedHashMap<>(test.practice.answersFor(child, label, by, given));
        assertThat(answers.remove(key)).as("'%s' asks for '%s'", label, key).isNotNull();
        cannotBe(test, child, () -> test.practice.completeWithOnly(child, label, by, answers), says);
    }

    private static String standing(JourneyTestBase test, String child) {
        StringBuilder standing = new StringBuilder()
                .append(test.practice.running(child))
                .append(test.practice.tasks(child))
                .append(" entries ")
                .append(test.practice.chronology(child).size())
                .append(" oversight ")
                .append(test.oversightOf(child).size());
        for (String table : List.of("journey_event", "deadline", "breach")) {
            standing.append(' ')
                    .append(table)
                    .append(' ')
                    .append(test.jdbc.queryForObject(
                            "select count(*) from pathways." + table + " where child_ref = ?", Integer.class, child));
        }
        return standing.append(test.jdbc.queryForList(
                        "select standard_id || ' ' || status from pathways.deadline where child_ref = ? order by 1",
                        String.class,
                        child))
                .toString();
    }

    // ---- the enquiry ----

    @Nested
    @DisplayName("In an enquiry")
    class Enquiry extends JourneyTestBase {

        @Test
        @DisplayName("a conference before the strategy discussion that led to it (STAT-S47-03)")
        void conference() {
            practice.itIs("2026-04-02T10:00");
            LocalDate day = LocalDate.of(2026, 4, 23);
            String child = new ToTheConference(practice).ready(practice.child(), day);
            practice.itIs("2026-04-23T16:00");
            Map<String, Object> held = Map.of("conferenceOutcome", "child-protection-plan");
            cannotBe(
                    this,
                    child,
                    "Hold conference",
                    "cpchair",
                    with(held, "conferenceHeldOn", "2026-04-01"),
                    "Held on",
                    "cannot be before 2 April 2026, the date of the strategy discussion");
            practice.complete(child, "Hold conference", "cpchair", with(held, "conferenceHeldOn", "2026-04-02"));
            assertThat(practice.running(child)).contains("child-protection-plan");
        }

        @Test
        @DisplayName("a child seen before the day of birth (STAT-S47-02)")
        void seen() {
            practice.itIs("2026-04-02T10:00");
            String child = practice.childBorn(LocalDate.of(2026, 3, 30));
            new ToTheConference(practice).enquiring(child);
            cannotBe(
                    this,
                    child,
                    "See child and family",
                    "sw.north",
                    Map.of("childSeen", "seen", "childSeenOn", "2026-03-29"),
                    "Seen on",
                    "cannot be before the child was born, on 30 March 2026");
        }
    }

    // ---- the protection plan ----

    @Nested
    @DisplayName("In a protection plan of 26 March")
    class Plan extends ProtectionPlanWalk {

        private String planned() {
            practice.itIs(CONFERENCE + "T15:00");
            return begun(practice.childBorn(LocalDate.of(2026, 3, 26)));
        }

        @Test
        @DisplayName("a first core group, a review and a visit before the conference, a visit before birth, and"
                + " intervals longer than the limit, one after the other on one plan (RUT-CP-02a RUT-CP-04a RUT-CP-08a"
                + " RUT-CP-08b STAT-CP-02)")
        void dates() {
            String child = planned();
            String beforeConference = "cannot be before 26 March 2026, the date of the conference that made the plan";
            cannotBe(
                    this,
                    child,
                    "Hold first core group",
                    "tm.north",
                    Map.of("heldOn", "2026-03-25"),
                    "Held on",
                    beforeConference);
            cannotBe(
                    this,
                    child,
                    "Hold first core group",
                    "tm.north",
                    Map.of("heldOn", CONFERENCE, "coreGroupEveryWeeks", 7),
                    "cannot be longer than",
                    "6 weeks");
            cannotBe(
                    this,
                    child,
                    "Hold review conference",
                    "cpchair",
                    review("continues", "2026-03-25", "nextReviewOn", "2026-09-16"),
                    "Held on",
                    beforeConference);
            cannotBe(
                    this,
                    child,
                    "Visit child: protection plan",
                    "sw.north",
                    Map.of("childSeen", "seen", "visitedOn", "2026-03-25"),
                    "Visited on",
                    "cannot be before the child was born, on 26 March 2026",
                    beforeConference);
            practice.complete(child, "Propose visit frequency", "sw.north", Map.of("proposedWeeks", 4));
            cannotBe(
                    this,
                    child,
                    "Agree visit frequency",
                    "tm.north",
                    Map.of("visitFrequencyDecision", "agreed", "visitEveryWeeks", 5),
                    "A visit at least every",
                    "cannot be longer than");
            cannotBe(
                    this,
                    child,
                    "Agree visit frequency",
                    "tm.north",
                    Map.of("visitFrequencyDecision", "agreed", "visitEveryWeeks", 0),
                    "must be");
            practice.complete(
                    child,
                    "Visit child: protection plan",
                    "sw.north",
                    Map.of("childSeen", "seen", "visitedOn", CONFERENCE));
            inTime(child, "first-visit-on-plan-made");
        }

        @Test
        @DisplayName("a plan for a child who has one already, and a conference before the pregnancy: a slip in the year"
                + " (RUT-CP-01 STAT-CP-02)")
        void opened() {
            String child = planned();
            Map<String, Object> again = Map.of("childRef", child, "icpcHeldOn", CONFERENCE);
            assertThatThrownBy(() -> practice.start(PLAN, "tm.north", again))
                    .hasMessageContaining("'Child protection plan' runs already")
                    .hasMessageContaining("Go on there");
            String other = practice.childBorn(LocalDate.of(2026, 3, 26));
            assertThatThrownBy(() -> opened(other, "icpcHeldOn", "2025-03-26", "nextReviewOn", "2025-06-01"))
                    .hasMessageContaining("lies before the pregnancy: this child was born on 26 March 2026");
            opened(other, "icpcHeldOn", "2025-12-10", "nextReviewOn", "2026-06-01");
        }

        @Test
        @DisplayName("a review conference whose report the family had not read, without the reason; with it the chair"
                + " holds it (STAT-CP-02 SWI-PRO-06)")
        void reviewWithoutReport() {
            String child = planned();
            Map<String, Object> held =
                    review("continues", CONFERENCE, "nextReviewOn", "2026-09-16", "reportShared", "no");
            asksFor(
                    this,
                    child,
                    "Hold review conference",
                    "cpchair",
                    held,
                    "reportNotSharedReason",
                    "Why not, and how they could take part");
            practice.complete(
                    child, "Hold review conference", "cpchair", with(held, "reportNotSharedReason", "Flood."));
            assertThat(entry(child, "hold-review-conference").answers())
                    .containsEntry("reportNotSharedReason", "Flood.");
        }
    }

    // ---- care ----

    @Nested
    @DisplayName("In care since 2 April")
    class Care extends CareWalk {

        @ParameterizedTest(name = "into care on {0}, placed {1}: {2}")
        @CsvSource({
            "2026-04-02, 2026-04-01T23:45, 'cannot be before 2 April 2026, the date given above'",
            "2026-03-31, 2026-04-01T10:00, 'cannot be before the child was born, on 1 April 2026'",
            "2026-04-03, 2026-04-03T10:00, cannot be in the future"
        })
        @DisplayName("a placement before entry to care, and an entry before birth or tomorrow (STAT-CIC-01)")
        void entry(String enteredOn, String placedAt, String says) {
            practice.itIs(EASTER);
            String child = practice.childBorn(LocalDate.of(2026, 4, 1));
            cannotBe(
                    this,
                    child,
                    () -> broughtIntoCare(child, "becameLookedAfterOn", enteredOn, "placementStartedAt", placedAt),
                    says);
            assertThat(journeys.of(child)).isEmpty();
        }

        @Test
        @DisplayName(
                "a visit, a review and a move before entry to care, a change of care plan that names a review which"
                        + " was never held, and a review without reports and without the reason, one after the other"
                        + " (RUT-CIC-11a RUT-CIC-16a RUT-CIC-19b RUT-CIC-20b STAT-CIC-04)")
        void inCareAlready() {
            practice.itIs(EASTER);
            String child = inCare();
            String beforeEntry = "cannot be before 2 April 2026, the day the child became looked after";
            cannotBe(
                    this,
                    child,
                    "Visit child: care",
                    "sw.north",
                    Map.of("childSeen", "seen", "visitedOn", "2026-04-01"),
                    "Visited on",
                    beforeEntry);
            Map<String, Object> goesOn = Map.of("reviewOutcome", "care-goes-on");
            cannotBe(
                    this,
                    child,
                    "Hold care review",
                    "iro",
                    with(goesOn, "reviewHeldOn", "2026-04-01"),
                    "Review held on",
                    beforeEntry);
            asksFor(
                    this,
                    child,
                    "Hold care review",
                    "iro",
                    goesOn,
                    "heldWithoutReportsReason",
                    "No reports for this review are on record. Why it was held without them");
            cannotBe(this, child, () -> moved(child, "movedAt", "2026-04-01T10:00"), "Moved on", beforeEntry);
            cannotBe(
                    this,
                    child,
                    () -> practice.start(
                            "change-of-care-plan",
                            "sw.north",
                            Map.of(
                                    "journeyId",
                                    journey(child).id().toString(),
                                    "changeKind",
                                    "care-plan",
                                    "reviewBasis",
                                    "considered",
                                    "consideredOn",
                                    "2026-04-02")),
                    "Review of",
                    "names a day, but no 'care review held' is on this journey's record");
            practice.complete(
                    child, "Hold care review", "iro", with(goesOn, "heldWithoutReportsReason", "The first night."));
            inTime(child, "first-care-review-held");
        }
    }

    // ---- adoption ----

    @Nested
    @DisplayName("In an adoption")
    class Adoption extends JourneyTestBase {

        private static final String APPLY = "Record adoption application";
        private static final String ORDER = "Record decision on adoption order";

        @Autowired
        RuntimeService runtime;

        @Autowired
        RepositoryService repository;

        @Autowired
        Journeys journeys;

        private AdoptionWalk walk() {
            return new AdoptionWalk(practice, runtime, repository, journeys);
        }

        @Test
        @DisplayName("an application on the 69th day of the placement, and an order from before the application"
                + " (STAT-ADO-10 RUT-ADO-01)")
        void applicationAndOrder() {
            String child = walk().placedOn("2026-04-13");
            practice.itIs("2026-06-22T10:00");
            cannotBe(
                    this,
                    child,
                    APPLY,
                    "sw.north",
                    Map.of("applicationBasis", "placed", "appliedOn", "2026-06-21"),
                    "cannot be before 22 June 2026: 10 weeks must have passed since 13 April 2026");
            walk().applied(child);
            cannotBe(
                    this,
                    child,
                    ORDER,
                    "legal",
                    Map.of("adoptionOrderDecision", "order-made", "orderMadeOn", "2026-06-21"),
                    "Adoption order made on",
                    "cannot be before 22 June 2026, the date of the application for the order");
        }

        @Test
        @DisplayName("an order for a child who has not been placed (RUT-ADO-01 STAT-ADO-10)")
        void orderBeforePlacement() {
            practice.itIs("2026-04-13T10:00");
            String child = practice.child();
            UUID journey = practice.journey("adoption", child, "authority-to-place", "2026-02-02");
            runtime.createProcessInstanceByKey("adoption-application")
                    .businessKey("adoption:" + child)
                    .setVariables(Map.of("childRef", child, "journeyId", journey.toString()))
                    .startBeforeActivity("Task_RecordDecisionOnAdoptionOrder")
                    .execute();
            cannotBe(
                    this,
                    child,
                    ORDER,
                    "legal",
                    Map.of("adoptionOrderDecision", "order-made"),
                    "Adoption order made on",
                    "can be answered only once the placement for adoption is on record: record that first");
        }

        @Test
        @DisplayName("a placement without authority, and one from before the match (RUT-ADO-18a)")
        void placement() {
            practice.itIs("2026-04-08T10:00");
            String child = walk().at(AdoptionWalk.PLACEMENT, "match-decision-made", "2026-04-08");
            walk().introductionsPlanned(child, "2026-04-08");
            practice.complete(child, "Support introductions", "sw.north");
            Map<String, Object> told =
                    Map.of("agencies", list(Map.of("agency", "doctor"), Map.of("agency", "local-authority")));
            cannotBe(
                    this,
                    child,
                    "Place child for adoption",
                    "sw.north",
                    told,
                    "can be answered only once the authority to place is on record: record that first");
            practice.happened(walk().journeyOf(child), child, "authority-to-place", "2026-04-01");
            cannotBe(
                    this,
                    child,
                    "Place child for adoption",
                    "sw.north",
                    with(told, "placedOn", "2026-04-07"),
                    "cannot be before 8 April 2026, the date of the decision on the match");
        }

        @Test
        @DisplayName("but not a match before the placement order: the form asks why it should not wait, and with the"
                + " reason it goes to the manager (RUT-ADO-17)")
        void earlyMatch() {
            String child = walk().inView("2026-04-02");
            asksFor(
                    this,
                    child,
                    "Write match proposal",
                    "sw.north",
                    Map.of(),
                    "earlyMatchReason",
                    "Why the match should not wait for the court");
            practice.complete(
                    child, "Write match proposal", "sw.north", Map.of("earlyMatchReason", "They foster her sister."));
            assertThat(practice.tasks(child)).contains("Sign off document");
            assertThat(entry(child, "write-match-proposal").answers())
                    .containsEntry("earlyMatchReason", "They foster her sister.");
        }
    }

    @Nested
    @DisplayName("In a plan for adoption")
    class AdoptionPlan extends AdoptionPlanWalk {

        @Test
        @DisplayName("a parent's consent the day before the baby is six weeks old (STAT-ADO-11)")
        void consent() {
            practice.itIs("2026-07-02T10:00");
            String child = shouldBePlaced(practice.childBorn(LocalDate.of(2026, 5, 21)), "relinquished");
            practice.happened(journey(child).id(), child, "should-be-placed-decided", "2026-06-25");
            cannotBe(
                    this,
                    child,
                    CONSENT,
                    "sw.north",
                    Map.of("consentGiven", "yes", "consentOn", "2026-07-01"),
                    "Consent given on",
                    "cannot be before 2 July 2026, when the child is 6 weeks old: the law counts nothing given earlier");
            practice.complete(child, CONSENT, "sw.north", Map.of("consentGiven", "yes", "consentOn", "2026-07-02"));
            assertThat(practice.running(child)).doesNotContain("authority-to-place");
        }

        @Test
        @DisplayName("a review that set the plan before the child was born (RUT-ADO-05b)")
        void review() {
            practice.itIs("2026-04-02T10:00");
            String child = opened(practice.childBorn(LocalDate.of(2026, 3, 1)));
            cannotBe(
                    this,
                    child,
                    RAISE,
                    "sw.north",
                    plan("court", "reviewHeldOn", "2026-02-28"),
                    "Review held on",
                    "cannot be before the child was born, on 1 March 2026");
        }
    }
}
