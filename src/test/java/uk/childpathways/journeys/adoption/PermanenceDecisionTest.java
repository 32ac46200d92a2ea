package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The decision that a child should be placed for adoption")
class PermanenceDecisionTest extends AdoptionPlanWalk {

    /** The review is held on the Thursday before Easter. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Nested
    @DisplayName("The child permanence report")
    class Report {

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "childDescription, Who this child is",
            "personality, Personality",
            "health, Health and development",
            "difficulties, Difficulties and concerns",
            "hereditary, Genetic or hereditary conditions",
            "hereditaryAsked, Whom you asked",
            "hereditaryConditions, Which conditions",
            "impactOnChild, What they may mean for the child",
            "impactOnAdopters, What they may mean for the adoptive family",
            "birthFamilyViews, The birth family's views",
            "whyAdoption, Why adoption is the best plan",
        })
        @DisplayName(
                "describes the child, personality, health and difficulties, conditions in the family with what they"
                        + " mean for child and adopters, the family's views, and why adoption (RUT-ADO-14, RUT-ADO-15a,"
                        + " RUT-ADO-15b, RUT-ADO-11a, RUT-ADO-07)")
        void asked(String key, String label) {
            String child = agreed("court");
            refusedWithout(child, WRITE_REPORT, "sw.north", Map.of("hereditary", "known"), key, label);
        }

        @Test
        @DisplayName(
                "with no condition known in the family asks whom one asked, and no impact (RUT-ADO-15a, RUT-ADO-15b)")
        void noneKnown() {
            String child = agreed("court");
            practice.complete(child, WRITE_REPORT, "sw.north", Map.of("hereditary", "none-known"));
            assertThat(entry(child, "write-child-permanence-report").answers())
                    .containsKey("hereditaryAsked")
                    .doesNotContainKeys("hereditaryConditions", "impactOnChild", "impactOnAdopters");
        }

        @Test
        @DisplayName("opens with what the plan said: why adoption, the other options, the child's voice (RUT-ADO-07)")
        void nothingAskedTwice() {
            String child = agreed("court", "whyAdoption", "She needs a family for life", "childVoice", "A dog");
            assertThat(practice.shownAtOpening(child, WRITE_REPORT, "sw.north"))
                    .containsEntry("whyAdoption", "She needs a family for life")
                    .containsEntry("childVoice", "A dog")
                    .containsKey("otherOptions");
        }

        @Test
        @DisplayName("is signed off by the team manager as fair and balanced; returned, it is reworked and comes back,"
                + " and only approval takes it on (RUT-ADO-06)")
        void fairAndBalanced() {
            String child = agreed("court");
            practice.complete(child, WRITE_REPORT, "sw.north");
            refusedWithout(
                    child,
                    SIGN_OFF,
                    "tm.north",
                    Map.of("signOffDecision", "approved"),
                    "fairBalanced",
                    "Fair to everyone in it");
            practice.complete(child, SIGN_OFF, "tm.north", Map.of("signOffDecision", "returned", "fairBalanced", "no"));
            assertThat(practice.tasks(child)).contains("Rework document").doesNotContain(PAPERS);
            practice.complete(child, "Rework document", "sw.north", Map.of("hereditary", "none-known"));
            assertThat(practice.tasks(child)).contains(SIGN_OFF).doesNotContain(PAPERS);
            approve(child);
            assertThat(practice.tasks(child)).contains(PAPERS);
            assertThat(practice.shownAtOpening(child, PAPERS, "sw.north").get("document"))
                    .asString()
                    .contains("Write child permanence report (reworked)");
        }

        @Test
        @DisplayName(
                "is written within 25 working days of the review, Easter and May Day not counted, signed off within"
                        + " 2; late, both escalate (RUT-ADO-07, RUT-ADO-14, RUT-ADO-06)")
        void inTime() {
            String child = besidesDone(agreed("court"));
            notDone(child, WRITE_REPORT, "permanence-report-written", "2026-05-12");
            practice.itIs("2026-05-14T09:00");
            practice.complete(child, WRITE_REPORT, "sw.north");
            doneLate(child, "permanence-report-written", 2);
            notDone(child, SIGN_OFF, "permanence-report-signed-off", "2026-05-18");
            practice.itIs("2026-05-20T09:00");
            approve(child);
            doneLate(child, "permanence-report-signed-off", 2);
        }
    }

    @Nested
    @DisplayName("Panel or papers")
    class PanelOrPapers {

        @ParameterizedTest
        @ValueSource(strings = {"consent", "relinquished"})
        @DisplayName("where the parents are expected to consent the adoption panel recommends, and only its adviser"
                + " records it (RUT-ADO-01)")
        void panel(String route) {
            String child = reported(agreed(route));
            assertThat(practice.tasks(child)).contains(PANEL).doesNotContain(PAPERS, DECIDE);
            assertThat(practice.offeredTo(child, PANEL)).containsExactly("panel-advisers");
            assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(PANEL);
            refusedWithout(child, PANEL, "panel", Map.of(), "panelReasons", "Reasons of the panel");
            practice.complete(child, PANEL, "panel", Map.of("panelRecommendation", "should-not-be-placed"));
            assertThat(practice.tasks(child)).contains(DECIDE);
            assertThat(entry(child, "hold-adoption-panel").by()).isEqualTo("panel");
        }

        @Test
        @DisplayName("the panel sits on a report that is signed off, and its minutes are not final before it sat"
                + " (RUT-ADO-06, RUT-ADO-01)")
        void panelDates() {
            practice.itIs("2026-04-08T10:00");
            String child = reported(agreed("consent"));
            practice.itIs("2026-04-15T10:00");
            Map<String, Object> early = answers(child, PANEL, "panel", "panelHeldOn", "2026-04-07");
            assertThatThrownBy(() -> practice.completeWithOnly(child, PANEL, "panel", early))
                    .hasMessageContaining("'Panel held on' cannot be before 8 April 2026");
            Map<String, Object> minutes =
                    answers(child, PANEL, "panel", "panelHeldOn", "2026-04-14", "minutesFinalOn", "2026-04-13");
            assertThatThrownBy(() -> practice.completeWithOnly(child, PANEL, "panel", minutes))
                    .hasMessageContaining("'Minutes final on'");
        }

        @Test
        @DisplayName("where a court will decide there is no panel: the papers go to the decision maker at once, and a"
                + " missing one is warned about and explained, not refused (RUT-ADO-01)")
        void papers() {
            String child = reported(agreed("court"));
            assertThat(practice.tasks(child)).contains(PAPERS).doesNotContain(PANEL, DECIDE);
            refusedWithout(
                    child,
                    PAPERS,
                    "sw.north",
                    Map.of("papers", List.of("permanence-report", "legal-advice")),
                    "papersMissingReason",
                    "What is missing");
            practice.complete(
                    child,
                    PAPERS,
                    "sw.north",
                    Map.of("papers", List.of("permanence-report", "medical-advice", "legal-advice")));
            assertThat(entry(child, "submit-papers-to-decision-maker").answers())
                    .doesNotContainKey("papersMissingReason");
            assertThat(practice.tasks(child)).contains(DECIDE);
        }

        @Test
        @DisplayName("the panel sits within 33 working days of the review, so that 7 are left of the two months; late,"
                + " it escalates (STAT-ADO-01)")
        void panelInTime() {
            String child = besidesDone(reported(agreed("consent")));
            notDone(child, PANEL, "adoption-panel-held", "2026-05-22");
            practice.itIs("2026-05-28T09:00");
            practice.complete(
                    child, PANEL, "panel", Map.of("panelHeldOn", "2026-05-27", "minutesFinalOn", "2026-05-28"));
            // Late by two working days: Monday was a bank holiday.
            doneLate(child, "adoption-panel-held", 2);
        }

        @Test
        @DisplayName("the papers are with the decision maker within 3 working days of the signed-off report; late, it"
                + " escalates (STAT-ADO-01)")
        void papersInTime() {
            String child = besidesDone(reported(agreed("court")));
            notDone(child, PAPERS, "decision-papers-submitted", "2026-04-09");
            practice.itIs("2026-04-13T09:00");
            practice.complete(child, PAPERS, "sw.north");
            doneLate(child, "decision-papers-submitted", 2);
        }
    }

    @Nested
    @DisplayName("The agency decision maker")
    class DecisionMaker {

        @Test
        @DisplayName(
                "decides within 7 working days of the panel's final minutes, the bank holiday not counted; late, it"
                        + " goes to the head of service (STAT-ADO-02)")
        void sevenDaysFromMinutes() {
            String child = besidesDone(reported(agreed("consent")));
            practice.itIs("2026-05-15T16:00");
            practice.complete(
                    child, PANEL, "panel", Map.of("panelHeldOn", "2026-05-12", "minutesFinalOn", "2026-05-15"));
            notDoneBeforeHeadOfService(child, DECIDE, "adoption-decision-made", "2026-05-27");
            practice.itIs("2026-05-29T09:00");
            practice.complete(child, DECIDE, "adm", Map.of("decidedOn", "2026-05-29"));
            doneLate(child, "adoption-decision-made", 2);
            inTime(child, "should-be-placed-decided");
        }

        @Test
        @DisplayName("decides within 7 working days of the papers where a court will decide, over Easter (STAT-ADO-02)")
        void sevenDaysFromPapers() {
            String child = besidesDone(reported(agreed("court")));
            practice.complete(child, PAPERS, "sw.north", Map.of("papersReceivedOn", "2026-04-02"));
            notDoneBeforeHeadOfService(child, DECIDE, "adoption-decision-made", "2026-04-15");
        }

        @ParameterizedTest(name = "review on {0}: by {1}")
        @CsvSource({
            "2025-12-31, 2026-02-28",
            "2026-01-30, 2026-03-30",
            "2026-03-31, 2026-05-31",
            "2026-04-02, 2026-06-02"
        })
        @DisplayName("decides in all within 2 calendar months of the review that made adoption the plan (STAT-ADO-01)")
        void twoMonths(String review, String due) {
            practice.itIs(review + "T10:00");
            String child = agreed("court");
            assertThat(practice.due(child, "should-be-placed-decided")).isEqualTo(due);
        }

        @Test
        @DisplayName("and wherever the work stands, report or panel, the two months escalate once; decided late, the"
                + " days are counted (STAT-ADO-01)")
        void twoMonthsMissed() {
            String child = besidesDone(agreed("court"));
            oneMinuteBefore(child, "should-be-placed-decided");
            assertThat(practice.due(child, "should-be-placed-decided")).isEqualTo("2026-06-02");
            passed(child, "should-be-placed-decided");
            assertThat(practice.tasks(child)).contains(WRITE_REPORT);
            practice.itIs("2026-06-05T09:00");
            reported(child);
            practice.complete(child, PAPERS, "sw.north");
            practice.complete(child, DECIDE, "adm", Map.of("permanenceDecision", "approved"));
            doneLate(child, "should-be-placed-decided", 3);
        }

        @Test
        @DisplayName("leaves a record of the decision with decider, options weighed, what was considered and reasons on"
                + " the child's oversight record (RUT-ADO-01)")
        void recorded() {
            String child = toBeDecided(practice.child(), "consent");
            assertThat(practice.offeredTo(child, DECIDE)).containsExactly("agency-decision-makers");
            Map<String, Object> approved = Map.of("permanenceDecision", "approved", "followsPanel", "no");
            Map.of(
                            "decidedOn", "Decided on",
                            "permanenceDecision", "Your decision",
                            "optionsWeighed", "The real options",
                            "rationale", "Your reasons",
                            "considered", "What you did not consider, and why",
                            "notFollowingReason", "Why you do not")
                    .forEach((key, label) -> refusedWithout(child, DECIDE, "adm", approved, key, label));
            practice.complete(child, DECIDE, "adm", with(approved, "rationale", "Nothing else will do"));
            assertThat(oversightOf(child, "adoption-decision")).singleElement().satisfies(decision -> {
                assertThat(decision.by()).isEqualTo("adm");
                assertThat(decision.rationale()).isEqualTo("Nothing else will do");
            });
            assertThat(entry(child, "decide-on-adoption-plan").clauses()).contains("RUT-ADO-01");
        }

        @Test
        @DisplayName("is shown the report, and is asked about the panel only where one sat (RUT-ADO-01)")
        void reportShown() {
            String child = toBeDecided(practice.child(), "court");
            assertThat(practice.shownAtOpening(child, DECIDE, "adm")
                            .get("document")
                            .toString())
                    .contains("Write child permanence report");
            practice.complete(child, DECIDE, "adm");
            assertThat(entry(child, "decide-on-adoption-plan").answers()).doesNotContainKey("followsPanel");
        }

        @Test
        @DisplayName("may not decide on a report of their own (RUT-ADO-01)")
        void notOnTheirOwn() {
            String child = agreed("court");
            tasks.setAssignee(practice.task(child, WRITE_REPORT).getId(), "adm");
            practice.complete(child, WRITE_REPORT, "adm");
            approve(child);
            practice.complete(child, PAPERS, "sw.north");
            Map<String, Object> decision = Map.of("permanenceDecision", "approved");
            assertThatThrownBy(() -> practice.complete(child, DECIDE, "adm", decision))
                    .hasMessageContaining("You submitted");
            assertThat(practice.tasks(child)).contains(DECIDE);
        }

        @Test
        @DisplayName("decides neither in the future, nor before the review, the papers or the final minutes")
        void dates() {
            practice.itIs("2026-04-09T10:00");
            String child = toBeDecided(practice.child(), "court", "reviewHeldOn", "2026-04-02");
            for (String day : List.of("2026-04-10", "2026-04-01", "2026-04-08")) {
                Map<String, Object> answers = answers(child, DECIDE, "adm", "decidedOn", day);
                assertThatThrownBy(() -> practice.completeWithOnly(child, DECIDE, "adm", answers))
                        .as(day)
                        .hasMessageContaining("Decided on");
            }
        }
    }

    @Nested
    @DisplayName("The parents")
    class Parents {

        /** Decided on Thursday 21 May; Monday is a bank holiday. */
        private String decided() {
            String child = besidesDone(agreed("court"));
            practice.itIs("2026-05-21T10:00");
            reported(child);
            practice.complete(child, PAPERS, "sw.north");
            practice.complete(child, DECIDE, "adm", Map.of("permanenceDecision", "approved"));
            return child;
        }

        @Test
        @DisplayName("are told by voice within 2 working days of the decision; late, it escalates (STAT-ADO-03)")
        void told() {
            String child = decided();
            notDone(child, TELL_PARENTS, "parents-told-orally", "2026-05-26");
            practice.itIs("2026-05-28T09:00");
            practice.complete(child, TELL_PARENTS, "sw.north");
            doneLate(child, "parents-told-orally", 2);
        }

        @Test
        @DisplayName("have it in writing within 5 working days; late, it escalates (STAT-ADO-03)")
        void written() {
            String child = decided();
            notDone(child, WRITE_TO_PARENTS, "parents-told-in-writing", "2026-05-29");
            practice.itIs("2026-06-02T09:00");
            practice.complete(child, WRITE_TO_PARENTS, "sw.north");
            doneLate(child, "parents-told-in-writing", 2);
        }

        @Test
        @DisplayName("have the decision explained, each of them, with their answer; a letter names whom it went to and"
                + " where help is; not told has its reason (RUT-ADO-11b, STAT-ADO-03)")
        void explained() {
            String child = decided();
            refusedWithout(
                    child, TELL_PARENTS, "sw.north", Map.of(), "decisionExplained", "How the decision was explained");
            refusedWithout(child, TELL_PARENTS, "sw.north", Map.of(), "parentsTold", "Each parent");
            refusedWithout(child, WRITE_TO_PARENTS, "sw.north", Map.of(), "recipients", "Each letter");
            refusedWithout(child, WRITE_TO_PARENTS, "sw.north", Map.of(), "helpNamed", "independent support");
            Map<String, Object> answers = answers(child, TELL_PARENTS, "sw.north");
            answers.put("parentsTold", List.of(Map.of("who", "Father", "told", "not-told")));
            assertThatThrownBy(() -> practice.completeWithOnly(child, TELL_PARENTS, "sw.north", answers))
                    .hasMessageContaining("what was tried");
            parentsKnow(child);
            assertThat(practice.deadline(child, "parents-told-orally").status()).isEqualTo(Deadline.Status.MET);
            assertThat(practice.deadline(child, "parents-told-in-writing").status())
                    .isEqualTo(Deadline.Status.MET);
            assertThat(entry(child, "tell-parents-of-decision").clauses()).contains("RUT-ADO-11b", "STAT-ADO-03");
        }

        @Test
        @DisplayName("do not hold up the court or the search for a family: all begin with the decision (RUT-ADO-01)")
        void beside() {
            String child = decided();
            assertThat(practice.tasks(child)).contains(APPLY, TELL_PARENTS, WRITE_TO_PARENTS);
            assertThat(practice.running(child)).contains("authority-to-place", "family-finding", "inform-parents");
        }
    }

    @Nested
    @DisplayName("When the decision is no")
    class No {

        @Test
        @DisplayName(
                "the IRO is told at once, a care review is asked for, parents and everybody else are told, then the"
                        + " journey ends with its reason and nothing is left running (RUT-ADO-01, STAT-ADO-03, RUT-ADO-11b)")
        void careReview() {
            String child = decided(practice.child(), "consent", "not-approved");
            assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("A care review is needed"));
            assertThat(practice.tasks(child))
                    .contains(ASK_FOR_REVIEW, TELL_PEOPLE, TELL_PARENTS, WRITE_TO_PARENTS)
                    .doesNotContain(APPLY, CONSENT);
            practice.complete(child, ASK_FOR_REVIEW, "sw.north");
            practice.complete(child, TELL_PEOPLE, "sw.north");
            assertThat(journey(child).running()).as("until the parents know").isTrue();
            parentsKnow(child);
            ended(child, "Adoption not agreed");
            assertThat(practice.deadline(child, "life-story-information-gathered")
                            .status())
                    .isEqualTo(Deadline.Status.WITHDRAWN);
        }

        @Test
        @DisplayName("the review is asked for within 1 working day and everybody told within 5; late, both escalate"
                + " (RUT-ADO-01, RUT-ADO-11b)")
        void inTime() {
            String child = besidesDone(decided(practice.child(), "court", "not-approved"));
            notDone(child, ASK_FOR_REVIEW, "care-review-asked-for", "2026-04-07");
            practice.itIs("2026-04-09T09:00");
            practice.complete(child, ASK_FOR_REVIEW, "sw.north");
            doneLate(child, "care-review-asked-for", 2);
            notDone(child, TELL_PEOPLE, "changed-plan-told", "2026-04-13");
            practice.itIs("2026-04-14T09:00");
            practice.complete(child, TELL_PEOPLE, "sw.north");
            doneLate(child, "changed-plan-told", 1);
        }

        @Test
        @DisplayName("who was told what stands on the record, adopters who already thought of the child among them"
                + " (RUT-ADO-11b, RUT-ADO-09)")
        void told() {
            String child = decided(practice.child(), "court", "not-approved");
            Map<String, Object> adopters = Map.of("adoptersInvolved", "yes");
            refusedWithout(child, TELL_PEOPLE, "sw.north", adopters, "adoptersSupport", "How they were told");
            refusedWithout(child, TELL_PEOPLE, "sw.north", adopters, "peopleTold", "Who was told");
            refusedWithout(child, TELL_PEOPLE, "sw.north", adopters, "childTold", "How the child was told");
            refusedWithout(child, ASK_FOR_REVIEW, "sw.north", Map.of(), "whatHappened", "What was decided");
        }
    }

    @Test
    @DisplayName("A later day for the review, recorded on rework, moves the two months with it (STAT-ADO-01)")
    void correctedReview() {
        practice.itIs("2026-04-09T10:00");
        String child = raised(practice.child(), "court", "reviewHeldOn", "2026-04-01");
        practice.complete(child, SIGN_OFF, "tm.north", Map.of("signOffDecision", "returned"));
        practice.complete(child, "Rework document", "sw.north", plan("court", "reviewHeldOn", "2026-04-08"));
        approve(child);
        assertThat(practice.due(child, "should-be-placed-decided")).isEqualTo(LocalDate.of(2026, 6, 8));
    }
}
