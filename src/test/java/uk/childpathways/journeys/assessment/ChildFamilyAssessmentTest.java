package uk.childpathways.journeys.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.children.Journey;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The child and family assessment")
class ChildFamilyAssessmentTest extends AssessmentWalk {

    /** The Thursday before Easter; Friday and Monday are bank holidays, so is Monday 4 May and Monday 25 May. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Nested
    @DisplayName("begins")
    class Beginning {

        @Test
        @DisplayName("with a referral from the start list, for each child an assessment of their own with the same"
                + " referral date (RUT-A2-04a)")
        void siblings() {
            List<String> children = practice.siblings(2);
            practice.start(
                    "child-family-assessment",
                    "sw.north",
                    Map.of(
                            "childRef",
                            children.get(0),
                            "referralReceivedOn",
                            "2026-04-01",
                            "siblings",
                            List.of(Map.of(
                                    "childRef", children.get(1), "referralReason", "The baby is not gaining."))));
            for (String child : children) {
                practice.carryOn(child);
                allocated(child);
                assertThat(practice.due(child, "assessment-concluded"))
                        .as("45 working days from 1 April")
                        .isEqualTo("2026-06-09");
            }
            assertThat(entry(children.get(1), "open-child-and-family-assessment")
                            .answers())
                    .containsEntry("referralReason", "The baby is not gaining.");
            assertThat(practice.deadline(children.get(0), "assessment-concluded")
                            .id())
                    .isNotEqualTo(practice.deadline(children.get(1), "assessment-concluded")
                            .id());
        }

        @Test
        @DisplayName("with a manager who names the worker and gives direction; the worker plans while the family learns"
                + " who they are (NEW-OVR-1f-2)")
        void allocation() {
            String child = toBePlanned();
            assertThat(practice.tasks(child)).containsExactlyInAnyOrder(PLAN, "Give contact details");
            assertThat(practice.task(child, PLAN).getAssignee()).isEqualTo("sw.north");
        }

        @Test
        @DisplayName("by hand-over: the plan asks when the concern first reached us, and the clock of the whole runs"
                + " from that day, not from the hand-over (RUT-A2-18 STAT-S47-04)")
        void handedOver() {
            String child = practice.child();
            UUID from = practice.journey("s47-to-icpc", child, "concern-received", "2026-03-26");
            practice.handedOver("child-family-assessment", child, from);
            allocated(child);
            assertThat(practice.due(child, "assessment-concluded"))
                    .as("until that is known, from the beginning")
                    .isEqualTo("2026-06-10");
            assertThat(practice.shownAtOpening(child, PLAN, "sw.north"))
                    .containsEntry("referralReceivedOn", "2026-03-26");
            planned(child, "referralReceivedOn", "2026-03-26");
            assertThat(practice.due(child, "assessment-concluded")).isEqualTo("2026-06-03");
            assertThat(practice.timerDay(child, "BoundaryEvent_AssessmentConcluded"))
                    .isEqualTo("2026-06-03");
        }

        @Test
        @DisplayName("where a person opened it, the plan does not ask for the referral again")
        void notAskedTwice() {
            String child = toBePlanned();
            assertThat(practice.answersFor(child, PLAN, "sw.north", Map.of("assessmentConsent", "given")))
                    .doesNotContainKey("referralReceivedOn");
        }

        @Test
        @DisplayName("with a referral that has happened already, for a child whom the service knows (RUT-A2-18)")
        void badInput() {
            assertThatThrownBy(() -> referred(practice.child(), "2026-04-03"))
                    .hasMessageContaining("cannot be in the future");
            assertThatThrownBy(() -> referred("C-0000", "2026-04-02"))
                    .hasMessageContaining("No record with the reference C-0000 is open to you");
        }
    }

    @Nested
    @DisplayName("As a whole")
    class Whole {

        @Test
        @DisplayName("it is concluded 45 working days after the referral, Easter and the May bank holidays not counted:"
                + " from Thursday 2 April to Wednesday 10 June; later is before the service manager (RUT-A2-18"
                + " STAT-S47-04)")
        void clockOnTheWhole() {
            String child = toBePlanned();
            assertThat(due(child, "assessment-concluded").toLocalDate()).isEqualTo("2026-06-10");
            oneMinuteBefore(child, "assessment-concluded");
            passed(child, "assessment-concluded");
            assertThat(practice.tasks(child)).as("the duty stays").contains(PLAN);

            practice.itIs("2026-06-12T10:00");
            planned(child);
            signedOff(written(gathered(child)));
            assertThat(practice.dueDay(child, DECIDE)).isEqualTo("2026-06-10");
            decided(child, "no-further-action");
            doneLate(child, "assessment-concluded", 2);
        }

        @Test
        @DisplayName("done on the last day it is in time (RUT-A2-18)")
        void lastDay() {
            String child = toBeDecided();
            practice.itIs("2026-06-10T23:00");
            decided(child, "no-further-action");
            assertThat(practice.deadline(child, "assessment-concluded").status().name())
                    .isEqualTo("MET");
        }

        @Test
        @DisplayName("is dated with the day of the decision: not one that lies ahead, nor before it began (RUT-A2-18)")
        void dated() {
            String child = toBeDecided();
            assertThatThrownBy(() -> decided(child, "no-further-action", "concludedOn", "2026-04-03"))
                    .hasMessageContaining("cannot be in the future");
            assertThatThrownBy(() -> decided(child, "no-further-action", "concludedOn", "2026-04-01"))
                    .hasMessageContaining("the date of the beginning of the assessment");
        }

        @ParameterizedTest
        @CsvSource({
            PLAN + ", assessment-planned, 2026-04-13, 2026-04-15T10:00, 2",
            SEE + ", child-seen-in-assessment, 2026-04-20, 2026-04-21T10:00, 1",
            HISTORY + ", family-history-read, 2026-04-20, 2026-04-22T10:00, 2",
            AGENCIES + ", agency-contributions-gathered, 2026-04-27, 2026-04-28T10:00, 1",
            VIEWS + ", family-views-gathered, 2026-05-05, 2026-05-06T10:00, 1",
            WRITE + ", assessment-written, 2026-05-19, 2026-05-20T10:00, 1"
        })
        @DisplayName("its steps have days of their own, counted from Thursday 2 April: 5, 10, 10, 15, 20 and 30 working"
                + " days (RUT-A2-09 RUT-A2-04a RUT-A2-08 RUT-A2-10a RUT-A2-05a RUT-A2-18)")
        void steps(String task, String standard, String dueOn, String doneAt, int late) {
            String child = toBePlanned();
            if (!task.equals(PLAN)) {
                planned(child);
            }
            if (task.equals(WRITE)) {
                gathered(child);
            }
            notDone(child, task, standard, dueOn);
            practice.itIs(doneAt);
            practice.complete(
                    child,
                    task,
                    "sw.north",
                    task.equals(PLAN)
                            ? Map.of("assessmentConsent", "given")
                            : task.equals(SEE) ? Map.of("childSeen", "seen") : Map.of());
            doneLate(child, standard, late);
        }
    }

    @Nested
    @DisplayName("Consent")
    class Consent {

        @Test
        @DisplayName("given, or rightly not asked: the work goes on; set aside needs the reason and who decided"
                + " (RUT-A1-01)")
        void goesOn() {
            String child = toBePlanned();
            Map<String, Object> answers = practice.answersFor(
                    child, PLAN, "sw.north", Map.of("assessmentConsent", "dispensed-with", "childConsent", "refused"));
            for (String key : new String[] {"consentReason", "childConsentReason"}) {
                Map<String, Object> without = with(answers);
                without.remove(key);
                assertThatThrownBy(() -> practice.completeWithOnly(child, PLAN, "sw.north", without))
                        .hasMessageContaining(practice.form(child, PLAN)
                                .field(key)
                                .orElseThrow()
                                .label());
            }
            practice.completeWithOnly(child, PLAN, "sw.north", answers);
            assertThat(practice.tasks(child)).contains(SEE, HISTORY, AGENCIES, VIEWS);
        }

        private static final String WITHOUT = "Decide on assessment without consent";

        @Test
        @DisplayName("refused on Thursday before Easter: the manager decides by Wednesday 8 April, 2 working days, else"
                + " it is before the service manager; the work waits (RUT-A1-01)")
        void refused() {
            String child = toBePlanned();
            practice.complete(
                    child, PLAN, "sw.north", Map.of("assessmentConsent", "refused", "refusedOn", "2026-04-02"));
            assertThat(practice.tasks(child)).contains(WITHOUT).doesNotContain(SEE, WRITE);
            assertThat(practice.offeredTo(child, WITHOUT))
                    .containsExactly("assistant-team-managers-north", "team-managers-north");
            notDone(child, WITHOUT, "assessment-decided-without-consent", "2026-04-08");
            practice.itIs("2026-04-09T10:00");
            practice.complete(child, WITHOUT, "tm.north", Map.of("assessmentGoesOn", "yes"));
            doneLate(child, "assessment-decided-without-consent", 1);
            assertThat(practice.tasks(child)).contains(SEE, HISTORY, AGENCIES, VIEWS);
            assertThat(oversightOf(child, "consent-decision")).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({"no-further-action, ", "early-help, early-help", "section-47, s47-to-icpc"})
        @DisplayName("refused, and the manager respects that or sees the threshold met: nothing is written, nothing to"
                + " share (RUT-A1-01 RUT-CIN-01a)")
        void stops(String instead, String opened) {
            String child = toBePlanned();
            practice.complete(child, PLAN, "sw.north", Map.of("assessmentConsent", "refused"));
            practice.complete(
                    child, WITHOUT, "tm.north", Map.of("assessmentGoesOn", "no", "assessmentOutcome", instead));
            assertThat(practice.tasks(child)).doesNotContain(SEE, WRITE, "Share document");
            followedBy(child, opened);
        }
    }

    @Nested
    @DisplayName("Its outcome")
    class Outcome {

        @ParameterizedTest
        @CsvSource({
            "no-further-action, ",
            "early-help, early-help",
            "child-in-need-plan, child-in-need",
            "section-47, s47-to-icpc",
            "accommodation, child-in-care"
        })
        @DisplayName(
                "is the manager's decision, on the oversight record, and opens what follows: nothing, early help, a"
                        + " child in need plan, a section 47 enquiry or care (RUT-CIN-01a RUT-A2-17)")
        void follows(String outcome, String opened) {
            String child = toBeDecided();
            assertThat(practice.offeredTo(child, DECIDE))
                    .containsExactly("assistant-team-managers-north", "team-managers-north");
            decided(child, outcome, "rationale", "He needs somebody who comes.");
            assertThat(oversightOf(child, "assessment-outcome")).singleElement().satisfies(entry -> {
                assertThat(entry.decision()).isEqualTo(outcome);
                assertThat(entry.rationale()).isEqualTo("He needs somebody who comes.");
            });
            followedBy(child, opened);
        }

        @Test
        @DisplayName("starts from what the worker recommends, and its reasons go with the child into the plan"
                + " (RUT-CIN-01b)")
        void carried() {
            String child = signedOff(written(gathered(toBeGathered()), "recommendedOutcome", "child-in-need-plan"));
            assertThat(practice.shownAtOpening(child, DECIDE, "tm.north"))
                    .containsEntry("assessmentOutcome", "child-in-need-plan");
            decided(child, "child-in-need-plan", "actions", List.of());
            assertThat(practice.pathways(child)).extracting(Journey::key).contains("child-in-need");
        }

        @Test
        @DisplayName("does not wait for the sharing: family and agencies have the assessment 5 working days after the"
                + " sign-off, with their comments on record, while what follows is open already (RUT-A2-15a RUT-A2-15b"
                + " RUT-A2-10c)")
        void shared() {
            String child = decided(toBeDecided(), "section-47");
            assertThat(practice.tasks(child)).contains("Share document", "Allocate case");
            assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-13");
            asksFor(
                    child,
                    "Share document",
                    "sw.north",
                    Map.of("familyCommented", "yes"),
                    "familyComments",
                    "recipients");
        }
    }

    /** What was opened for the child, and what the manager has to receive because it is not built yet. */
    private void followedBy(String child, String opened) {
        List<String> running =
                practice.pathways(child).stream().map(Journey::key).toList();
        boolean built =
                opened != null && !practice.tasks(child).contains("Receive hand-over") && running.contains(opened);
        assertThat(built || (opened != null && practice.tasks(child).contains("Receive hand-over")))
                .as("followed by '%s', with %s running and %s open", opened, running, practice.tasks(child))
                .isEqualTo(opened != null);
        if (opened == null) {
            assertThat(running).containsOnly("child-family-assessment");
            assertThat(practice.tasks(child)).doesNotContain("Allocate case", "Receive hand-over");
        }
    }

    @Nested
    @DisplayName("Sign-off")
    class SignOff {

        @Test
        @DisplayName("returned once with reasons, it comes back to its author with their own words; only approval moves"
                + " it on (RUT-A2-02 RUT-A2-17 SWI-OVR-04 NEW-OVR-1c)")
        void returned() {
            String child = written(gathered(toBeGathered()), "analysis", "He is often tired.");
            practice.complete(
                    child,
                    SIGN,
                    "tm.north",
                    Map.of(
                            "signOffDecision",
                            "returned",
                            "proportionate",
                            "no",
                            "returnReasons",
                            "Say what it means."));
            assertThat(practice.tasks(child)).contains("Rework document").doesNotContain(DECIDE);
            assertThat(practice.task(child, "Rework document").getAssignee()).isEqualTo("sw.north");
            assertThat(practice.shownAtOpening(child, "Rework document", "sw.north"))
                    .containsEntry("analysis", "He is often tired.");
            practice.complete(
                    child,
                    "Rework document",
                    "sw.north",
                    Map.of("analysis", "He is often tired because he minds the baby at night."));
            assertThat(practice.tasks(child)).contains(SIGN).doesNotContain(DECIDE);
            signedOff(child);
            assertThat(practice.tasks(child)).contains(DECIDE);
            assertThat(oversightOf(child, "sign-off")).hasSize(2);
        }

        @Test
        @DisplayName("asks whether it is proportionate, whether its conclusions follow and whether its analysis says"
                + " what it means (RUT-A2-02 RUT-A2-17 SWI-OVR-04)")
        void asks() {
            String child = written(gathered(toBeGathered()));
            asksFor(
                    child,
                    SIGN,
                    "tm.north",
                    Map.of("signOffDecision", "approved"),
                    "proportionate",
                    "logicalReasoned",
                    "analysisGood",
                    "rationale");
        }
    }

    @Nested
    @DisplayName("Gathering")
    class Gathering {

        @Test
        @DisplayName("child, history, agencies and family beside each other; the writing waits for all of them"
                + " (RUT-A2-08 RUT-A2-10a RUT-A2-05a RUT-A2-04a)")
        void together() {
            String child = toBeGathered();
            assertThat(practice.tasks(child)).contains(SEE, HISTORY, AGENCIES, VIEWS);
            practice.complete(child, SEE, "sw.north", Map.of("childSeen", "seen"));
            practice.complete(child, HISTORY, "sw.north");
            practice.complete(child, AGENCIES, "sw.north");
            assertThat(practice.tasks(child)).doesNotContain(WRITE);
            practice.complete(child, VIEWS, "sw.north");
            assertThat(practice.tasks(child)).contains(WRITE);
        }

        @Test
        @DisplayName("more than one agency contributes, and one that has not answered was asked again, of whom and when"
                + " (RUT-A2-10a)")
        void agenciesChased() {
            String child = toBeGathered();
            Map<String, Object> silent =
                    Map.of("agency", "health", "who", "Health visitor, 01632 960002", "part", "no-answer");
            Map<String, Object> school =
                    Map.of("agency", "education", "who", "Head, 01632 960003", "part", "nothing-known");
            asksFor(
                    child,
                    AGENCIES,
                    "sw.north",
                    Map.of("agencies", List.of(silent, school)),
                    "agencies",
                    "agencies.chasedOn",
                    "agencies.chasedWith",
                    "agencies.noContributionReason");
            String other = toBeGathered();
            Map<String, Object> one = practice.answersFor(other, AGENCIES, "sw.north", Map.of());
            one.put("agencies", List.of(school));
            assertThatThrownBy(() -> practice.completeWithOnly(other, AGENCIES, "sw.north", one))
                    .hasMessageContaining("needs at least 2 rows");
        }

        @Test
        @DisplayName("the plan that follows has a part for partner agencies, or a reason why none has (RUT-A2-10b)")
        void partners() {
            String child = gathered(toBeGathered());
            for (String[] each : new String[][] {{"yes", "partnerActions"}, {"no", "noPartnerReason"}}) {
                Map<String, Object> answers =
                        practice.answersFor(child, WRITE, "sw.north", Map.of("partnersTakePart", each[0]));
                assertThat(answers.remove(each[1])).as(each[1]).isNotNull();
                assertThatThrownBy(() -> practice.completeWithOnly(child, WRITE, "sw.north", answers))
                        .hasMessageContaining(
                                each[1].equals("partnerActions") ? "What each partner does" : "Why no partner");
            }
        }

        @Test
        @DisplayName("a visit at which the child was not seen does not count: the task comes again empty and the clock"
                + " goes on (RUT-A2-04a)")
        void notSeen() {
            String child = toBeGathered();
            practice.itIs("2026-04-10T10:00");
            practice.complete(child, SEE, "sw.north", Map.of("childSeen", "not-seen"));
            assertThat(practice.tasks(child)).contains(SEE);
            assertThat(practice.shownAtOpening(child, SEE, "sw.north")).doesNotContainKeys("childSeen", "triedOn");
            assertThat(practice.deadlines(child, "child-seen-in-assessment"))
                    .as("the try met nothing")
                    .extracting(deadline -> deadline.status().name())
                    .doesNotContain("MET");
            assertThat(practice.dueDay(child, SEE)).isEqualTo("2026-04-20");
            practice.complete(child, SEE, "sw.north", Map.of("childSeen", "seen"));
            inTime(child, "child-seen-in-assessment");
        }

        @Test
        @DisplayName(
                "an unborn child: the parents are seen and midwifery is asked within 10 working days, and nobody is"
                        + " asked what the baby said (RUT-A2-04a RUT-A2-10a)")
        void unborn() {
            String child = planned(
                    allocated(referred(practice.unbornChild(), practice.today().toString())));
            assertThat(practice.tasks(child))
                    .contains("See parents before birth")
                    .doesNotContain(SEE);
            notDone(child, "See parents before birth", "parents-seen-before-birth", "2026-04-20");
            practice.itIs("2026-04-21T10:00");
            practice.complete(child, "See parents before birth", "sw.north", Map.of("lifeForChild", "Loved already."));
            doneLate(child, "parents-seen-before-birth", 1);
            practice.complete(child, HISTORY, "sw.north");
            practice.complete(child, AGENCIES, "sw.north");
            practice.complete(child, VIEWS, "sw.north");
            assertThat(practice.shownAtOpening(child, WRITE, "sw.north"))
                    .containsEntry("livedExperience", "Loved already.");
            written(child);
            assertThat(entry(child, "write-assessment").answers()).doesNotContainKeys("childVoice", "directWorkUsed");
        }
    }

    @Nested
    @DisplayName("Its forms ask")
    class Forms {

        @Test
        @DisplayName(
                "at planning: consent of parents and child, tools and format, why and what and what may come of it,"
                        + " explained to parents, child and agencies with the day (RUT-A1-01 RUT-A2-09 RUT-A3-01 RUT-A2-03)")
        void planning() {
            String child = toBePlanned();
            asksFor(
                    child,
                    PLAN,
                    "sw.north",
                    Map.of(
                            "assessmentConsent", "given",
                            "parentsKnow", "yes",
                            "childKnows", "yes",
                            "agenciesKnow", "not-yet"),
                    "assessmentConsent",
                    "childConsent",
                    "tools",
                    "parentsKnowSince",
                    "childKnowsSince",
                    "agenciesKnow",
                    "notYetKnows",
                    "whatWasExplained",
                    "familyHopes");
        }

        @Test
        @DisplayName("after a visit: seen, spoken to or why not, the child's views, direct work, and how heritage and"
                + " language were met (RUT-A2-04a RUT-A2-04b RUT-A3-05 RUT-A3-07 NEW-OVR-1f-3 NEW-OVR-1f-2)")
        void visiting() {
            asksFor(
                    toBeGathered(),
                    SEE,
                    "sw.north",
                    Map.of("childSeen", "seen", "spokenTo", "no", "seenAlone", "no"),
                    "childSeenOn",
                    "spokenTo",
                    "notSpokenReason",
                    "notAloneReason",
                    "childViews",
                    "directWork",
                    "howCommunicated");
        }

        @Test
        @DisplayName("what is known of the family, or why it could not be read (RUT-A2-08)")
        void history() {
            asksFor(
                    toBeGathered(),
                    HISTORY,
                    "sw.north",
                    Map.of("historyPracticable", "not-practicable"),
                    "historyPracticable",
                    "notPracticableReason",
                    "historySources",
                    "patterns",
                    "historyMeaning");
        }

        @Test
        @DisplayName("each agency's contribution, or why there is none (RUT-A2-10a)")
        void agencies() {
            asksFor(
                    toBeGathered(),
                    AGENCIES,
                    "sw.north",
                    Map.of(
                            "agencies",
                            List.of(Map.of("agency", "health", "who", "Health visitor", "part", "contributed"))),
                    "agencies",
                    "agencies.contribution",
                    "agencyPicture");
            asksFor(
                    toBeGathered(),
                    AGENCIES,
                    "sw.north",
                    Map.of("agencies", List.of(Map.of("agency", "police", "who", "Duty desk", "part", "no-answer"))),
                    "agencies.noContributionReason");
        }

        @Test
        @DisplayName("how the family took part, the views of mother and father wherever they live, or why they are"
                + " missing, and those of everybody else who took part (RUT-A2-03 RUT-A2-05a RUT-A2-05b)")
        void family() {
            asksFor(
                    toBeGathered(),
                    VIEWS,
                    "sw.north",
                    Map.of(
                            "motherPart",
                            "took-part",
                            "fatherPart",
                            "did-not",
                            "participants",
                            List.of(Map.of("who", "Nan", "part", "took-part"))),
                    "familyTookPart",
                    "motherViews",
                    "fatherPart",
                    "fatherReason",
                    "participants.theirView",
                    "familyNetwork");
        }

        @Test
        @DisplayName("in the assessment: lived experience, identity, every child of the family seen, facts with their"
                + " source apart from the analysis, chronology, risk factors and what they do, risks and protective"
                + " factors on the strengthening families model, powers, partners' actions, and that details were"
                + " verified (RUT-A2-01 RUT-A2-04a RUT-A2-04b RUT-A2-06 RUT-A2-07a RUT-A2-07b RUT-A2-10b RUT-A2-11"
                + " RUT-A2-12b RUT-A2-13 RUT-A2-14 RUT-A2-16 NEW-OVR-1f-3 RUT-A3-01)")
        void assessment() {
            String child = gathered(toBeGathered());
            asksFor(
                    child,
                    WRITE,
                    "sw.north",
                    with(Map.of(
                            "identityNeeds",
                            "identified",
                            "otherChildren",
                            "yes",
                            "chronologyPart",
                            "attached",
                            "evidence",
                            List.of(Map.of("fact", "He missed 31 of 60 days.", "source", "School register")),
                            "childrenOfFamily",
                            List.of(Map.of(
                                    "whichChild",
                                    "His sister, 2",
                                    "seenAndSpokenTo",
                                    "seen-only",
                                    "seenOn",
                                    "2026-04-02",
                                    "notSeenReason",
                                    "She does not speak yet.",
                                    "theirViews",
                                    "Clings to him.")),
                            "partnerActions",
                            List.of(Map.of("partner", "School nurse", "action", "Sees him weekly.")))),
                    "livedExperience",
                    "childVoice",
                    "directWorkUsed",
                    "identityNeeds",
                    "identityDetail",
                    "childrenOfFamily",
                    "childrenOfFamily.seenOn",
                    "childrenOfFamily.notSeenReason",
                    "evidence",
                    "evidence.source",
                    "chronologySummary",
                    "riskFactors",
                    "riskImpact",
                    "risks",
                    "protectiveFactors",
                    "analysis",
                    "powersConsidered",
                    "powersReason",
                    "partnerActions.action",
                    "recommendedOutcome",
                    "recommendationReasons",
                    "directionOfTravel",
                    "lifelongConsequences",
                    "disappointment",
                    "detailsVerified");
        }

        @Test
        @DisplayName("a chronology that is not relevant needs the reason; identity needs may be considered and none"
                + " found (RUT-A2-14 RUT-A2-06)")
        void notRelevant() {
            asksFor(
                    gathered(toBeGathered()),
                    WRITE,
                    "sw.north",
                    Map.of("chronologyPart", "not-relevant", "identityNeeds", "none"),
                    "chronologyReason");
        }

        @Test
        @DisplayName("what the visit, the history and the support have shown is filled in, not asked again (RUT-A2-01"
                + " RUT-CIN-04a)")
        void filledIn() {
            String child = toBeGathered();
            practice.complete(
                    child,
                    SEE,
                    "sw.north",
                    Map.of("childSeen", "seen", "lifeForChild", "He gets her up.", "childViews", "\"I am the dad.\""));
            practice.complete(
                    child,
                    HISTORY,
                    "sw.north",
                    Map.of("historyPracticable", "yes", "historyMeaning", "It was so before."));
            practice.complete(child, AGENCIES, "sw.north");
            practice.complete(child, VIEWS, "sw.north");
            assertThat(practice.shownAtOpening(child, WRITE, "sw.north"))
                    .containsEntry("livedExperience", "He gets her up.")
                    .containsEntry("childVoice", "\"I am the dad.\"")
                    .containsEntry("chronologySummary", "It was so before.");
        }
    }

    @Nested
    @DisplayName("While it runs")
    class Meanwhile {

        private String journeyOf(String child) {
            return practice.pathways(child).get(0).id().toString();
        }

        @Test
        @DisplayName("support that is plainly needed is in place 5 working days after that was plain, without waiting"
                + " for the end; what was given is in the assessment (RUT-CIN-04a)")
        void supportNow() {
            String child = toBeGathered();
            practice.start(
                    "support-now", "sw.north", Map.of("journeyId", journeyOf(child), "needClearOn", "2026-04-01"));
            practice.carryOn(child);
            notDone(child, "Put support in place", "support-put-in-place", "2026-04-10");
            practice.itIs("2026-04-14T10:00");
            practice.complete(
                    child, "Put support in place", "sw.north", Map.of("supportGiven", "A bed, and a sitter."));
            doneLate(child, "support-put-in-place", 2);
            gathered(child);
            assertThat(practice.shownAtOpening(child, WRITE, "sw.north"))
                    .containsEntry("supportAlready", "A bed, and a sitter.");
        }

        @Test
        @DisplayName("two needs have a day each; the end of the assessment does not end the work on them (RUT-CIN-04a)")
        void twoNeeds() {
            String child = toBeDecided();
            for (String day : new String[] {"2026-04-01", "2026-04-02"}) {
                practice.start("support-now", "tm.north", Map.of("journeyId", journeyOf(child), "needClearOn", day));
                practice.carryOn(child);
            }
            assertThat(practice.openTasks(child, "Put support in place"))
                    .extracting(task -> LocalDate.ofInstant(task.getDueDate().toInstant(), ENGLAND))
                    .containsExactlyInAnyOrder(LocalDate.of(2026, 4, 10), LocalDate.of(2026, 4, 13));
            decided(child, "no-further-action");
            practice.complete(child, "Share document", "sw.north");
            practice.complete(child, "Give contact details", "sw.north");
            assertThat(practice.openTasks(child, "Put support in place")).hasSize(2);
        }

        @Test
        @DisplayName("significant harm opens a section 47 enquiry at once; the assessment goes on (DFE-6-06b)")
        void significantHarm() {
            String child = toBeGathered();
            practice.start(
                    "significant-event", "sw.north", Map.of("journeyId", journeyOf(child), "riskToChild", "yes"));
            practice.carryOn(child);
            practice.complete(child, "Respond to risk", "tm.north", Map.of("riskResponse", "section-47"));
            assertThat(practice.pathways(child))
                    .extracting(Journey::key)
                    .containsExactlyInAnyOrder("child-family-assessment", "s47-to-icpc");
            assertThat(practice.tasks(child)).contains(SEE, "Allocate case");
        }

        @ParameterizedTest
        @ValueSource(strings = {"opened-in-error", "superseded"})
        @DisplayName("it can end early, with a reason and a decision; nothing is left open (SWI-INT-07c DFE-6-07c)")
        void endsEarly(String reason) {
            String child = toBeGathered();
            practice.start("end-journey", "sw.north", Map.of("journeyId", journeyOf(child), "endReason", reason));
            practice.carryOn(child);
            practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.pathways(child)).isEmpty();
            assertThat(practice.tasks(child)).isEmpty();
        }
    }
}
