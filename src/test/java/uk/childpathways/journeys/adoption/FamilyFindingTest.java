package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

/** The agency decides on Thursday 2 April 2026; Good Friday and Easter Monday are bank holidays. */
@PathwaysTest
@DisplayName("A family for a child who should be adopted")
class FamilyFindingTest extends JourneyTestBase {

    private static final String DECISION = "2026-04-02";
    private static final String PROPOSE = "Write match proposal";
    private static final String PAPERS = "Send panel papers";
    private static final String PANEL = "Hold matching panel";

    @Autowired
    Consequences consequences;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    Journeys journeys;

    private AdoptionWalk walk;

    @BeforeEach
    void walk() {
        walk = new AdoptionWalk(practice, runtime, repository, journeys);
    }

    @Nested
    @DisplayName("The search")
    class Search {

        @Test
        @DisplayName("begins with the decision: it is planned and the referral considered; reviews wait for the"
                + " authority to place")
        void begins() {
            String child = walk.decided(DECISION);
            assertThat(practice.tasks(child))
                    .containsExactly("Plan family finding", "Refer to national matching service");
            assertThat(practice.deadlines(child, "adoption-review-held")).isEmpty();
            walk.planned(child);
            assertThat(practice.tasks(child))
                    .containsExactly("Refer to national matching service", "Search for adopters");
        }

        @Test
        @DisplayName("is planned within 10 working days, Easter not counted: by 20 April")
        void planned() {
            String child = walk.decided(DECISION);
            notDone(child, "Plan family finding", "family-finding-planned", "2026-04-20");
            practice.itIs("2026-04-22");
            walk.planned(child);
            doneLate(child, "family-finding-planned", 2);
        }

        @Test
        @DisplayName("STAT-ADO-04: three months after the decision the child is referred to the national matching"
                + " service, or a match is in view")
        void referred() {
            String child = walk.decided(DECISION);
            notDone(child, "Refer to national matching service", "national-matching-considered", "2026-07-02");
            practice.itIs("2026-07-06");
            walk.refusedWithout(
                    child,
                    "Refer to national matching service",
                    "sw.north",
                    Map.of("nationalMatching", "match-in-view"),
                    "matchInView",
                    "Which family, and how far it has got");
            practice.complete(
                    child, "Refer to national matching service", "sw.north", Map.of("nationalMatching", "referred"));
            doneLate(child, "national-matching-considered", 2);
            assertThat(practice.tasks(child)).doesNotContain("Refer to national matching service");
        }

        @Test
        @DisplayName("STAT-ADO-04: a match in view by then is as good as the referral")
        void inView() {
            String child = walk.decided(DECISION);
            practice.itIs("2026-07-02");
            practice.complete(
                    child,
                    "Refer to national matching service",
                    "sw.north",
                    Map.of("nationalMatching", "match-in-view"));
            inTime(child, "national-matching-considered");
        }

        @Test
        @DisplayName("STAT-ADO-05: a matching panel looks at a match within six months of the decision, by 2 October")
        void panelWithinSixMonths() {
            String child = walk.searching(DECISION);
            assertThat(due(child, "matching-panel-held")).isEqualTo("2026-10-02T23:59:59");
            oneMinuteBefore(child, "matching-panel-held");
            passed(child, "matching-panel-held");
            assertThat(practice.tasks(child)).contains("Search for adopters");

            practice.complete(child, "Search for adopters", "sw.north", Map.of("matchOutcome", "matched"));
            walk.proposed(child);
            practice.itIs("2026-10-06");
            walk.panelSat(child, "recommended");
            doneLate(child, "matching-panel-held", 2);
        }

        @Test
        @DisplayName("STAT-ADO-05: for a relinquished baby under six months the panel has three months, until 2 July")
        void relinquished() {
            practice.itIs(DECISION + "T10:00");
            String child = walk.bring(
                    practice.childBorn(LocalDate.parse("2025-10-03")),
                    AdoptionWalk.FAMILY_FINDING,
                    "should-be-placed-decided",
                    DECISION);
            assertThat(practice.shownAtOpening(child, "Plan family finding", "sw.north"))
                    .containsEntry("relinquishedDecisionOn", DECISION);
            practice.complete(
                    child,
                    "Plan family finding",
                    "sw.north",
                    Map.of("relinquishedBaby", "yes", "relinquishedDecisionOn", DECISION));
            assertThat(due(child, "matching-panel-held")).isEqualTo("2026-07-02T23:59:59");
        }

        @ParameterizedTest(name = "born on {0}: asked {1}")
        @CsvSource({"2025-10-03, true", "2025-10-02, false"})
        @DisplayName("STAT-ADO-05: only of a baby under six months it is asked whether the parents asked for adoption")
        void onlyOfABaby(String born, boolean asked) {
            practice.itIs(DECISION + "T10:00");
            String child = walk.bring(
                    practice.childBorn(LocalDate.parse(born)),
                    AdoptionWalk.FAMILY_FINDING,
                    "should-be-placed-decided",
                    DECISION);
            Map<String, Object> answers = practice.answersFor(child, "Plan family finding", "sw.north", Map.of());
            assertThat(answers.containsKey("relinquishedBaby")).isEqualTo(asked);
        }

        @Test
        @DisplayName("ends without a family only with its reasons, and then the adoption cannot go on (RUT-ADO-01)")
        void noFamily() {
            String child = walk.searching(DECISION);
            walk.refusedWithout(
                    child,
                    "Search for adopters",
                    "sw.north",
                    Map.of("matchOutcome", "no-match"),
                    "rationale",
                    "Why the search ends");
            practice.complete(child, "Search for adopters", "sw.north", Map.of("matchOutcome", "no-match"));
            assertThat(practice.running(child)).as("everything has ended").isEmpty();
        }
    }

    @Nested
    @DisplayName("The proposed match")
    class Proposal {

        @Test
        @DisplayName("is written within 20 working days of the day a family was in view, bank holidays not counted:"
                + " by 5 May")
        void written() {
            String child = walk.inView(DECISION);
            notDone(child, PROPOSE, "match-proposal-written", "2026-05-05");
            practice.itIs("2026-05-07");
            practice.complete(child, PROPOSE, "sw.north");
            doneLate(child, "match-proposal-written", 2);
        }

        @ParameterizedTest(name = "without \"{1}\" it is refused")
        @DisplayName("RUT-ADO-17: its evidence is clear, with the alternatives and brothers and sisters thought of; the"
                + " adopters have the Child Permanence Report")
        @CsvSource({
            "matchEvidence, What this family can give this child",
            "matchGaps, What it cannot give",
            "noAlternatives, 'Why this one, of all that were possible'",
            "siblingsPlan, Brothers and sisters",
            "reportSharedOn, Child Permanence Report shared with the adopters on",
            "adoptersViews, What the adopters say",
            "earlyMatchReason, Why the match should not wait for the court"
        })
        void evidence(String key, String label) {
            String child = walk.inView(DECISION);
            walk.refusedWithout(child, PROPOSE, "sw.north", Map.of("siblingsPlan", "none"), key, label);
        }

        @Test
        @DisplayName("RUT-ADO-17: brothers and sisters together or apart needs its reason")
        void siblings() {
            String child = walk.inView(DECISION);
            walk.refusedWithout(
                    child,
                    PROPOSE,
                    "sw.north",
                    Map.of("siblingsPlan", "apart"),
                    "togetherOrApart",
                    "Why together or apart for this child");
        }

        @Test
        @DisplayName("before there is authority to place, the form warns and asks why; with authority it asks nothing"
                + " of the kind")
        void early() {
            String child = walk.inView(DECISION);
            assertThat(practice.answersFor(child, PROPOSE, "sw.north", Map.of()))
                    .containsKey("earlyMatchReason");
            practice.happened(walk.journeyOf(child), child, "authority-to-place", DECISION);
            assertThat(practice.answersFor(child, PROPOSE, "sw.north", Map.of()))
                    .doesNotContainKey("earlyMatchReason");
        }

        @Test
        @DisplayName("is signed off by the manager within 2 working days; returned, it comes back with its reasons"
                + " (RUT-ADO-17)")
        void signedOff() {
            String child = walk.inView(DECISION);
            practice.complete(child, PROPOSE, "sw.north", Map.of("matchEvidence", "They live near Nan."));
            assertThat(practice.shownAtOpening(child, "Sign off document", "tm.north")
                            .get("document"))
                    .asString()
                    .contains("They live near Nan");
            assertThat(practice.dueDay(child, "Sign off document")).isEqualTo("2026-04-08");
            practice.complete(
                    child,
                    "Sign off document",
                    "tm.north",
                    Map.of("signOffDecision", "returned", "rationale", "What about his sister?"));
            assertThat(practice.shownAtOpening(child, "Rework document", "sw.north"))
                    .containsEntry("matchEvidence", "They live near Nan.");
            practice.complete(child, "Rework document", "sw.north");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.tasks(child)).contains("Convene matching panel");
        }

        @Test
        @DisplayName("that falls through before the decision leads back to the search, and no clock begins anew"
                + " (STAT-ADO-05, STAT-ADO-12)")
        void fallsThrough() {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            walk.disrupted(child, "before-decision");
            assertThat(practice.tasks(child))
                    .containsExactly("Refer to national matching service", "Search for adopters");
            assertThat(due(child, "matching-panel-held")).isEqualTo("2026-10-02T23:59:59");
            assertThat(consequences.told(child, "notice")).contains("tm.north", "sm", "iro");
        }

        @Test
        @DisplayName("where none is on its way, a disruption has nobody to be told, and the refusal says so")
        void nothingToDisrupt() {
            String child = walk.searching(DECISION);
            assertThatThrownBy(() -> walk.disrupted(child, "before-decision"))
                    .hasMessageContaining("No match and no placement for adoption is under way");
            assertThatThrownBy(() -> walk.disrupted(child, "before-placement"))
                    .hasMessageContaining("can be answered only once the decision on the match is on record");
            assertThatThrownBy(() -> walk.disrupted(child, "after-placement"))
                    .hasMessageContaining("can be answered only once the placement for adoption is on record");
        }
    }

    @Nested
    @DisplayName("The matching panel")
    class Panel {

        @Test
        @DisplayName("is convened within 5 working days of the sign-off, by 13 April, and sits on its day")
        void convened() {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            notDone(child, "Convene matching panel", "matching-panel-convened", "2026-04-13");
            practice.itIs("2026-04-14");
            practice.complete(child, "Convene matching panel", "sw.north", Map.of("panelPlannedFor", "2026-05-05"));
            doneLate(child, "matching-panel-convened", 1);
            practice.complete(child, PAPERS, "sw.north");

            assertThat(practice.offeredTo(child, PANEL)).containsExactly("panel-advisers");
            notDone(child, PANEL, "matching-panel-sat", "2026-05-05");
            practice.complete(
                    child, PANEL, "panel", Map.of("panelRecommendation", "recommended", "panelHeldOn", "2026-05-06"));
            doneLate(child, "matching-panel-sat", 1);
            assertThat(practice.deadline(child, "matching-panel-held").open()).isFalse();
        }

        @Test
        @DisplayName("has its papers 10 working days before, and the adopters too: by 30 April for 15 May, May Day not"
                + " counted; the day moves with the panel's, and a panel that is nearer than that is missed at once"
                + " (RUT-ADO-16)")
        void papers() {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            practice.complete(child, "Convene matching panel", "sw.north", Map.of("panelPlannedFor", "2026-05-15"));
            assertThat(practice.dueDay(child, PAPERS)).isEqualTo("2026-04-30");
            moved(child, "2026-05-18");
            assertThat(practice.dueDay(child, PAPERS)).isEqualTo("2026-05-01");
            moved(child, "2026-05-13");
            notDone(child, PAPERS, "matching-panel-papers-sent", "2026-04-28");
            assertThat(practice.tasks(child)).doesNotContain(PANEL);
            walk.refused(
                    child,
                    PAPERS,
                    "sw.north",
                    Map.of("papersToAdoptersOn", "2026-04-01"),
                    "cannot be before 2 April 2026, the date of the sign-off of the proposal");
            practice.itIs("2026-04-30T09:00");
            practice.complete(child, PAPERS, "sw.north");
            doneLate(child, "matching-panel-papers-sent", 2);
            assertThat(practice.dueDay(child, PANEL)).isEqualTo("2026-05-13");
        }

        @ParameterizedTest(name = "moved to {0}: missed at once {1}")
        @CsvSource({"2026-04-17, true", "2026-04-20, false"})
        @DisplayName("moved so near that the papers were due already, it is a breach in that moment (RUT-ADO-16)")
        void tooNear(String day, boolean missed) {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            practice.complete(child, "Convene matching panel", "sw.north", Map.of("panelPlannedFor", "2026-05-15"));
            moved(child, day);
            practice.fireDueTimers(child);
            practice.fireDueTimers(child);
            assertThat(breaches(child, "matching-panel-papers-sent")).hasSize(missed ? 1 : 0);
            assertThat(practice.tasks(child)).contains(PAPERS);
        }

        private void moved(String child, String day) {
            practice.start(
                    "move-meeting",
                    "sw.north",
                    Map.of("meeting", walk.journeyOf(child) + "/matching-panel-planned-for", "newDate", day));
            practice.carryOn(child);
        }

        @Test
        @DisplayName("may put it off: its new day is set within 5 working days, and only a recommendation meets the six"
                + " months (STAT-ADO-05)")
        void putOff() {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            practice.itIs("2026-04-08");
            practice.complete(child, "Convene matching panel", "sw.north", Map.of("panelPlannedFor", "2026-04-08"));
            practice.complete(child, PAPERS, "sw.north");
            practice.complete(child, PANEL, "panel", Map.of("panelRecommendation", "deferred"));
            assertThat(practice.deadline(child, "matching-panel-held").open()).isTrue();
            notDone(child, "Reconvene matching panel", "matching-panel-reconvened", "2026-04-15");
            practice.complete(child, "Reconvene matching panel", "sw.north", Map.of("panelPlannedFor", "2026-04-29"));
            assertThat(practice.dueDay(child, PANEL)).isEqualTo("2026-04-29");
            practice.itIs("2026-04-29");
            practice.complete(child, PANEL, "panel", Map.of("panelRecommendation", "not-recommended"));
            inTime(child, "matching-panel-held");
            assertThat(practice.tasks(child)).contains("Send panel minutes");
        }

        @Test
        @DisplayName("does not look at a match that was withdrawn: the search goes on")
        void withdrawn() {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            practice.complete(child, "Convene matching panel", "sw.north", Map.of("panelPlannedFor", DECISION));
            practice.complete(child, PAPERS, "sw.north");
            practice.complete(child, PANEL, "panel", Map.of("panelRecommendation", "withdrawn"));
            assertThat(practice.tasks(child)).contains("Search for adopters").doesNotContain("Send panel minutes");
            assertThat(practice.deadline(child, "matching-panel-held").open()).isTrue();
        }

        @Test
        @DisplayName("STAT-ADO-02: its final minutes are with the decision maker within 5 working days, by 13 April")
        void minutes() {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            practice.complete(child, "Convene matching panel", "sw.north", Map.of("panelPlannedFor", DECISION));
            practice.complete(child, PAPERS, "sw.north");
            practice.complete(child, PANEL, "panel", Map.of("panelRecommendation", "recommended"));
            notDone(child, "Send panel minutes", "matching-panel-minutes-sent", "2026-04-13");
        }
    }

    @Nested
    @DisplayName("The decision on the match")
    class Decision {

        private String atTheDecisionMaker() {
            String child = walk.inView(DECISION);
            walk.proposed(child);
            walk.panelSat(child, "recommended");
            return child;
        }

        @Test
        @DisplayName("STAT-ADO-02: is made within 7 working days of the final minutes, by 15 April; the head of service"
                + " asks why it was not")
        void withinSevenDays() {
            String child = atTheDecisionMaker();
            assertThat(practice.offeredTo(child, "Decide on match")).containsExactly("agency-decision-makers");
            assertThat(due(child, "match-decision-made")).isEqualTo("2026-04-15T23:59:59");
            oneMinuteBefore(child, "match-decision-made");
            practice.itIs("2026-04-16T00:01");
            practice.fireDueTimers(child);
            practice.fireDueTimers(child);
            assertThat(breaches(child, "match-decision-made"))
                    .singleElement()
                    .satisfies(breach -> assertThat(breach.answerBy()).isEqualTo("head-of-service"));
            assertThat(practice.tasksSeenBy("hos", child)).contains("Respond to breached standard");
            practice.complete(child, "Decide on match", "adm", Map.of("matchDecision", "approved"));
            doneLate(child, "match-decision-made", 1);
        }

        @Test
        @DisplayName("RUT-ADO-01, RUT-ADO-17: stands on the oversight record with its reasons; without them it is"
                + " refused")
        void onRecord() {
            String child = atTheDecisionMaker();
            walk.refusedWithout(
                    child,
                    "Decide on match",
                    "adm",
                    Map.of("matchDecision", "approved"),
                    "rationale",
                    "Reasons, with the evidence for them");
            walk.refusedWithout(
                    child, "Decide on match", "adm", Map.of("followsPanel", "no"), "notFollowingReason", "Why it");
            practice.complete(
                    child, "Decide on match", "adm", Map.of("matchDecision", "approved", "rationale", "Near Nan."));
            assertThat(oversightOf(child, "match-decision")).singleElement().satisfies(entry -> {
                assertThat(entry.decision()).isEqualTo("approved");
                assertThat(entry.rationale()).isEqualTo("Near Nan.");
            });
        }

        @Test
        @DisplayName("STAT-ADO-03: adopters and both birth parents are told within 2 working days, by 8 April, and have"
                + " it in writing within 5, by 13 April; each has a row, with the reason where not told")
        void told() {
            String child = atTheDecisionMaker();
            practice.complete(child, "Decide on match", "adm", Map.of("matchDecision", "approved"));
            walk.refused(
                    child,
                    "Tell of match decision",
                    "sw.north",
                    Map.of("people", List.of(Map.of("who", "adopters", "reached", "told", "toldOn", DECISION))),
                    "birth mother, birth father");
            assertThat(practice.dueDay(child, "Confirm match decision")).isEqualTo("2026-04-13");
            notDone(child, "Tell of match decision", "match-decision-told", "2026-04-08");
            notDone(child, "Confirm match decision", "match-decision-confirmed", "2026-04-13");
        }

        @Test
        @DisplayName("that is no is told like one that is yes, and the search goes on; the next match is a round of its"
                + " own")
        void notApproved() {
            String child = atTheDecisionMaker();
            walk.matchDecided(child, "not-approved");
            assertThat(practice.tasks(child)).contains("Search for adopters");
            practice.complete(child, "Search for adopters", "sw.north", Map.of("matchOutcome", "matched"));
            assertThat(practice.dueDay(child, PROPOSE)).isEqualTo("2026-05-05");
            walk.proposed(child);
            walk.panelSat(child, "recommended");
            walk.matchDecided(child, "approved");
            assertThat(practice.tasks(child)).containsExactly("Write adoptive placement plan");
        }
    }

    @Nested
    @DisplayName("Reviews of a child who waits")
    class Reviews {

        private String authorityIs(String day) {
            practice.itIs(day + "T10:00");
            return walk.at(
                    AdoptionWalk.FAMILY_FINDING, "should-be-placed-decided", "2026-04-02", "authority-to-place", day);
        }

        @Test
        @DisplayName("STAT-ADO-06: the first is held within three months of the authority to place, the next within six"
                + " months of it, and so on, each a round of its own")
        void intervals() {
            String child = authorityIs("2026-05-29");
            assertThat(practice.offeredTo(child, AdoptionWalk.REVIEW)).containsExactly("iros");
            notDone(child, AdoptionWalk.REVIEW, "adoption-review-held", "2026-08-29");
            practice.itIs("2026-08-31");
            practice.complete(
                    child,
                    AdoptionWalk.REVIEW,
                    "iro",
                    Map.of("adoptionReviewOutcome", "plan-stands", "heldOn", "2026-08-31"));

            assertThat(due(child, "adoption-review-held")).isEqualTo("2027-02-28T23:59:59");
            practice.itIs("2027-02-26");
            walk.reviewed(child);
            notDone(child, AdoptionWalk.REVIEW, "adoption-review-held", "2027-08-26");
            assertThat(practice.deadlines(child, "adoption-review-held"))
                    .extracting(Deadline::status)
                    .containsExactly(Deadline.Status.MET_LATE, Deadline.Status.MET, Deadline.Status.BREACHED);
        }

        @Test
        @DisplayName("STAT-ADO-06: begin when the court gives the authority while the search runs already")
        void authorityComesLater() {
            String child = walk.searching(DECISION);
            practice.itIs("2026-06-10T10:00");
            practice.happened(walk.journeyOf(child), child, "authority-to-place", "2026-06-10");
            runtime.createMessageCorrelation("authorityToPlace")
                    .processInstanceVariableEquals("childRef", child)
                    .correlate();
            practice.carryOn(child);
            assertThat(due(child, "adoption-review-held")).isEqualTo("2026-09-10T23:59:59");
        }

        @Test
        @DisplayName("STAT-ADO-06: an adjourned one leaves the clock running")
        void adjourned() {
            String child = authorityIs("2026-05-29");
            practice.itIs("2026-08-20");
            practice.complete(child, AdoptionWalk.REVIEW, "iro", Map.of("adoptionReviewOutcome", "adjourned"));
            notDone(child, AdoptionWalk.REVIEW, "adoption-review-held", "2026-08-29");
        }

        @Test
        @DisplayName("that doubt the plan tell the managers, stand on the oversight record, and go on meanwhile"
                + " (RUT-ADO-01)")
        void doubted() {
            String child = authorityIs("2026-05-29");
            practice.itIs("2026-08-20");
            practice.complete(child, AdoptionWalk.REVIEW, "iro", Map.of("adoptionReviewOutcome", "plan-doubted"));
            assertThat(consequences.told(child, "notice")).contains("tm.north", "sm", "sw.north");
            assertThat(oversightOf(child, "adoption-review"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.decision()).isEqualTo("plan-doubted"));
            assertThat(practice.dueDay(child, AdoptionWalk.REVIEW)).isEqualTo("2027-02-20");
        }
    }
}
