package uk.childpathways.journeys.earlyhelp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Early help")
class EarlyHelpTest extends EarlyHelpWalk {

    @Autowired
    Children children;

    @Autowired
    ChildAccess access;

    /** The Thursday before Easter; Friday and Monday are bank holidays, so are Monday 4 May and Monday 25 May. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Test
    @DisplayName(
            "a family of two children, from the referral to closing: talked over with the referrer, with a joint visit"
                    + " or the reason for none (RUT-EH-4.4a RUT-EH-4.4b), on what is known already (RUT-EH-4.0b), one worker"
                    + " (RUT-EH-2.4a), consent (RUT-EH-2.2a), one plan for the whole family (RUT-EH-1.0) with what it wants"
                    + " (RUT-EH-3.0), a purpose and outcomes (RUT-EH-5.4), a part for each member (RUT-EH-1.3a), diverse needs"
                    + " (RUT-EH-2.5a), partners (RUT-EH-4.3a) and each child's voice (RUT-EH-1.1a RUT-EH-1.2a), agreed (RUT-EH-3.1a)"
                    + " and copied (RUT-EH-3.2a); visits on record (RUT-EH-5.1a); planned reviews with partners (RUT-EH-3.4a"
                    + " RUT-EH-4.3b), feedback at each and at the end (RUT-EH-1.5a), times and places that suit (RUT-EH-3.3a); a"
                    + " summary and a step-down plan (RUT-EH-4.2a RUT-EH-4.2b) that the manager signs off")
    void aFamilysWay() {
        List<String> family = practice.siblings(2);
        String child = family.get(0);
        String brother = family.get(1);
        assertThat(access.mayRead("ehm", child)).isFalse();
        familyReferred(child, "siblings", List.of(Map.of("childRef", brother, "childVoice", "He wants to sleep.")));
        practice.carryOn(brother);
        assertThat(practice.offeredTo(child, TRANSFER)).containsExactly("early-help-managers");
        assertThat(access.mayRead("ehm", child))
                .as("who is asked opens the record")
                .isTrue();
        assertThat(practice.dueDay(child, TRANSFER)).as("3 working days").isEqualTo("2026-04-09");

        asksFor(
                child,
                TRANSFER,
                "ehm",
                Map.of(
                        "jointVisit",
                        "no",
                        "earlyHelpAccepted",
                        "accepted",
                        "allocateWithinDays",
                        3,
                        "jointChildren",
                        list(row("childRef", brother))),
                "discussedOn",
                "discussedWith",
                "assessmentsUsed",
                "jointVisit",
                "noJointVisitReason",
                "rationale");
        assertThat(oversightOf(brother, "early-help-transfer")).hasSize(1);
        assertThat(practice.dueDay(child, ALLOCATE))
                .as("3 working days, as agreed")
                .isEqualTo("2026-04-09");
        asksFor(
                child,
                ALLOCATE,
                "ehm",
                Map.of("worker", "eh", "jointChildren", list(row("childRef", brother))),
                "worker",
                "rationale");
        assertThat(family).allMatch(each -> children.get(each).allocatedWorker().equals("eh"));
        assertThat(oversightOf(brother, "allocation")).hasSize(1);
        assertThat(access.mayRead("ehm", brother))
                .as("her practitioner's family")
                .isTrue();
        assertThat(access.mayRead("eh", brother)).isTrue();
        assertThat(access.mayRead("pa", brother)).isFalse();

        assertThat(practice.dueDay(child, CONTACT)).as("5 working days").isEqualTo("2026-04-13");
        asksFor(
                child,
                CONTACT,
                "eh",
                Map.of(
                        "socialWorkerInvolved",
                        "yes",
                        "familyConsent",
                        "given",
                        "consents",
                        list(
                                row("who", "Mother", "consent", "given"),
                                row("who", "Father", "consent", "refused", "consentWhy", "Work")),
                        "jointChildren",
                        list(row("childRef", brother, "childVoice", "He hides."))),
                "contactedOn",
                "childVoice",
                "consents",
                "familyConsent",
                "socialWorker");
        assertThat(practice.dueDay(child, TELL)).as("5 working days").isEqualTo("2026-04-13");
        asksFor(child, TELL, "eh", Map.of(), "toldOn", "toldWhom", "recordsWhere");
        assertThat(practice.dueDay(child, FAMILY_PLAN)).as("10 working days").isEqualTo("2026-04-20");
        assertThat(practice.dueDay(child, VISIT)).as("4 weeks").isEqualTo("2026-04-30");
        asksFor(
                child,
                FAMILY_PLAN,
                "eh",
                Map.of(
                        "visitEveryWeeks",
                        2,
                        "nextReviewOn",
                        "2026-05-12",
                        "jointChildren",
                        list(row("childRef", brother, "childVoice", "Football."))),
                "wholeFamily",
                "familyWants",
                "childVoice",
                "diverseNeeds",
                "timesAndPlaces",
                "purpose",
                "objectives",
                "objectives.member",
                "membersWithout",
                "partners",
                "agreedOn",
                "familyAgreement");
        assertThat(entry(brother, "agree-family-plan").answers()).containsEntry("childVoice", "Football.");
        assertThat(practice.dueDay(child, VISIT)).as("2 weeks, as agreed").isEqualTo("2026-04-16");
        approved(child);
        approved(brother);
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-13");
        practice.complete(child, "Share document", "eh");
        inTime(child, "family-plan-shared");

        practice.itIs("2026-04-14T16:00");
        practice.complete(child, VISIT, "eh", Map.of("jointChildren", list(row("childRef", brother))));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-04-28");
        assertThat(practice.dueDay(child, RECORD)).as("10 working days").isEqualTo("2026-04-28");
        asksFor(
                child,
                RECORD,
                "eh",
                Map.of("jointChildren", list(row("childRef", brother, "childVoice", "He laughed."))),
                "facts",
                "childVoice",
                "judgement");
        assertThat(entry(brother, "record-family-visit").answers()).containsEntry("childVoice", "He laughed.");

        assertThat(practice.dueDay(child, CONVENE)).as("4 weeks").isEqualTo("2026-04-30");
        asksFor(
                child,
                CONVENE,
                "eh",
                Map.of("plannedFor", "2026-05-12", "jointChildren", list(row("childRef", brother))),
                "plannedFor",
                "reviewWhere",
                "invited");
        assertThat(practice.dueDay(child, REVIEW)).as("6 weeks from the plan").isEqualTo("2026-05-14");
        practice.itIs("2026-05-12T16:00");
        asksFor(
                child,
                REVIEW,
                "eh",
                Map.of(
                        "earlyHelpOutcome",
                        "continue",
                        "nextReviewOn",
                        "2026-06-22",
                        "timesSuit",
                        "no",
                        "copies",
                        list(row("who", "Mother", "kind", "family", "format", "in-person", "language", "English")),
                        "jointChildren",
                        list(row("childRef", brother, "childVoice", "Better."))),
                "attendance",
                "childVoice",
                "familyViews",
                "progress",
                "familyFeedback",
                "copiesHad",
                "timesSuit",
                "timesChange",
                "earlyHelpOutcome");
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.document_shared where child_ref = ? and recipient = 'Mother'",
                        Integer.class,
                        child))
                .isEqualTo(1);
        assertThat(practice.dueDay(brother, CONVENE))
                .as("4 weeks after the review")
                .isEqualTo("2026-06-09");

        practice.itIs("2026-06-22T16:00");
        reviewed(child, "close");
        assertThat(practice.dueDay(child, CLOSING)).as("5 working days").isEqualTo("2026-06-29");
        asksFor(
                child,
                CLOSING,
                "eh",
                Map.of("earlyHelpOutcome", "close"),
                "summary",
                "stepDownPlan",
                "comesBack",
                "summaryAgreed",
                "familyAgreement",
                "familyFeedback",
                "copies");
        assertThat(practice.offeredTo(child, SIGN)).containsExactly("early-help-managers");
        practice.complete(child, SIGN, "ehm", Map.of("signOffDecision", "returned"));
        practice.complete(child, "Rework document", "eh", Map.of("earlyHelpOutcome", "continue"));
        approved(child);
        assertThat(practice.tasks(child)).as("support goes on after all").contains(CONVENE, VISIT);
        reviewed(child, "close");
        practice.complete(child, CLOSING, "eh", Map.of("earlyHelpOutcome", "close"));
        approved(child);
        assertThat(runningFor(child)).isEmpty();
        assertThat(practice.tasks(child)).isEmpty();
        assertThat(oversightOf(child, "sign-off")).hasSize(4);
        assertThat(runningFor(brother)).containsExactly("early-help");
    }

    @Test
    @DisplayName("each clock to the day: transfer in 3 working days, a worker in 5 (RUT-EH-2.4a), the family met in 5"
            + " (RUT-EH-2.1), the social worker told in 5 (RUT-EH-5.2), the plan in 10 (RUT-EH-3.1b), a visit recorded in"
            + " 10 (RUT-EH-5.1b), a review every 6 weeks (RUT-EH-4.1); the early help manager answers for her"
            + " practitioners, the service manager for her")
    void clocks() {
        String child = familyReferred(practice.child());
        assertThat(notDone(child, TRANSFER, "early-help-transfer-agreed", "2026-04-09")
                        .answerBy())
                .isEqualTo("service-manager");
        practice.itIs("2026-04-10T10:00");
        takenOn(child);
        doneLate(child, "early-help-transfer-agreed", 1);
        assertThat(notDone(child, ALLOCATE, "family-allocated", "2026-04-13").answerBy())
                .isEqualTo("service-manager");
        practice.itIs("2026-04-14T10:00");
        withWorker(child);
        assertThat(notDone(child, CONTACT, "family-contacted", "2026-04-17").answerBy())
                .isEqualTo("early-help-manager");
        assertThat(practice.tasksSeenBy("tm.north", child)).doesNotContain("Answer for missed standard");
        practice.itIs("2026-04-20T10:00");
        met(child, "given", "socialWorkerInvolved", "yes");
        notDone(child, TELL, "social-worker-told-of-records", "2026-04-27");
        practice.complete(child, TELL, "eh");
        notDone(child, FAMILY_PLAN, "family-plan-agreed", "2026-05-05");
        practice.itIs("2026-05-06T10:00");
        practice.complete(child, FAMILY_PLAN, "eh", Map.of("nextReviewOn", inSixWeeks()));
        doneLate(child, "family-plan-agreed", 1);
        approved(child);
        notDone(child, "Share document", "family-plan-shared", "2026-05-13");
        practice.complete(child, "Share document", "eh");
        notDone(child, VISIT, "family-visited", "2026-05-18");
        practice.itIs("2026-05-19T10:00");
        practice.complete(child, VISIT, "eh");
        notDone(child, RECORD, "family-visit-recorded", "2026-06-03");
        practice.complete(child, RECORD, "eh");
        assertThat(practice.dueDay(child, CONVENE)).as("4 weeks from the plan").isEqualTo("2026-06-03");
        practice.complete(child, CONVENE, "eh");
        notDone(child, REVIEW, "family-review-held", "2026-06-17");
        practice.itIs("2026-06-18T10:00");
        practice.complete(child, REVIEW, "eh", Map.of("earlyHelpOutcome", "close"));
        notDone(child, CLOSING, "closing-summary-written", "2026-06-25");
    }

    @Test
    @DisplayName(
            "early help does not take a family on: with reasons, and the manager who referred is told (RUT-EH-4.4a)")
    void notTakenOn() {
        String child = familyReferred(practice.child());
        practice.complete(child, TRANSFER, "ehm", Map.of("earlyHelpAccepted", "not-accepted"));
        assertThat(runningFor(child)).isEmpty();
        assertThat(oversightOf(child, "early-help-transfer")).hasSize(1);
        assertThat(jdbc.queryForList(
                        "select text from pathways.notice where child_ref = ? and text like '%does not take on%'",
                        child))
                .isNotEmpty();
        assertThat(access.mayRead("ehm", child)).as("her part is over").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"close, ", "child-family-assessment, child-family-assessment", "section-47, s47-to-icpc"})
    @DisplayName("without consent nothing begins: within 2 working days, by Wednesday 8 April, the manager decides"
            + " (RUT-EH-2.2a)")
    void withoutConsent(String outcome, String opens) {
        String child = met(toBeMet(), "refused", "refusedOn", "2026-04-02");
        assertThat(practice.tasks(child)).containsExactly(WITHOUT);
        assertThat(practice.dueDay(child, WITHOUT)).isEqualTo("2026-04-08");
        if (opens == null) {
            notDone(child, WITHOUT, "early-help-without-consent-decided", "2026-04-08");
        }
        practice.complete(child, WITHOUT, "ehm", Map.of("earlyHelpOutcome", outcome));
        practice.carryOn(child);
        assertThat(oversightOf(child, "consent-decision")).hasSize(1);
        assertThat(runningFor(child)).isEqualTo(opens == null ? List.of() : List.of(opens));
    }

    @ParameterizedTest
    @CsvSource({
        "child-family-assessment, child-family-assessment",
        "child-in-need, child-in-need",
        "section-47, s47-to-icpc",
        "close, "
    })
    @DisplayName("step up or close at any time in one act: asked for by the worker, signed off by the manager within 1"
            + " working day, by Tuesday 7 April, and open in the same moment (RUT-EH-4.2a RUT-EH-4.2b)")
    void leaves(String outcome, String opens) {
        String child = withPlan(toBePlannedWith());
        practice.start("leave-early-help", "eh", Map.of("journeyId", journeyId(child), "earlyHelpOutcome", outcome));
        practice.carryOn(child);
        assertThat(practice.dueDay(child, SIGN)).isEqualTo("2026-04-07");
        assertThat(practice.offeredTo(child, SIGN)).containsExactly("early-help-managers");
        assertThat(runningFor(child)).containsExactly("early-help");
        approved(child);
        practice.carryOn(child);
        assertThat(runningFor(child)).isEqualTo(opens == null ? List.of() : List.of(opens));
        assertThat(practice.tasks(child)).doesNotContain(CONVENE, VISIT);
    }

    @Test
    @DisplayName("before the family has agreed there is nothing to leave: the sign-off says what to do instead")
    void nothingToLeave() {
        String child = toBeMet();
        practice.start("leave-early-help", "eh", Map.of("journeyId", journeyId(child), "earlyHelpOutcome", "close"));
        practice.carryOn(child);
        assertThatThrownBy(() -> practice.complete(child, SIGN, "ehm", Map.of("signOffDecision", "approved")))
                .hasMessageContaining("Contact family");
    }

    @Test
    @DisplayName(
            "harm seen: the team manager and the early help manager hear at once and the team manager is asked what"
                    + " is done (RUT-EH-5.3a); it is written down within 24 hours of the talk, Easter or not (RUT-EH-5.3b)")
    void harm() {
        String child = withPlan(toBePlannedWith());
        practice.itIs("2026-04-02T17:00");
        practice.start(
                "harm-in-early-help",
                "eh",
                Map.of("journeyId", journeyId(child), "spokenAt", "2026-04-02T16:30", "riskToChild", "yes"));
        practice.carryOn(child);
        assertThat(jdbc.queryForList(
                        "select array_to_string(recipients, ',') from pathways.notice where child_ref = ? and text like '%significant harm%'",
                        String.class, child))
                .anyMatch(recipient -> recipient.contains("early-help-manager"))
                .anyMatch(recipient -> recipient.contains("team-manager"));
        assertThat(practice.tasksSeenBy("tm.north", child)).contains("Respond to risk");
        notDone(child, HARM, "harm-written-down", "2026-04-03T16:30");
        asksFor(child, HARM, "eh", Map.of(), "writtenAt", "facts", "childVoice");
        assertThat(practice.deadline(child, "harm-written-down").status()).isEqualTo(Deadline.Status.MET_LATE);
        practice.complete(child, "Respond to risk", "tm.north", Map.of("riskResponse", "section-47"));
        practice.carryOn(child);
        assertThat(runningFor(child)).containsExactly("early-help", "s47-to-icpc");
    }

    @Test
    @DisplayName("a review that cannot be held gets another day, and it is said who was told (RUT-EH-3.4a RUT-EH-3.4b)")
    void reviewMoves() {
        String child = withPlan(toBePlannedWith());
        practice.complete(child, CONVENE, "eh", Map.of("plannedFor", "2026-05-12"));
        String meeting = journeyId(child) + "/family-review-planned-for";
        Map<String, Object> answers =
                practice.answersForStart("move-meeting", "eh", Map.of("meeting", meeting, "newDate", "2026-05-13"));
        answers.remove("reason");
        assertThatThrownBy(() -> practice.startWithOnly("move-meeting", "eh", answers))
                .hasMessageContaining("Why it moves, and who has been told");
        answers.remove("newDate");
        answers.put("reason", "Mother is ill; she and the school were told by telephone.");
        assertThatThrownBy(() -> practice.startWithOnly("move-meeting", "eh", answers))
                .hasMessageContaining("The new day");
        answers.put("newDate", "2026-05-13");
        practice.startWithOnly("move-meeting", "eh", answers);
        assertThat(entry(child, "move-meeting").answers()).containsEntry("newDate", "2026-05-13");
    }

    @Test
    @DisplayName("the early help manager supervises the cases of her practitioners, and no team manager is asked"
            + " (RUT-EH-6.1c)")
    void supervision() {
        String child = toBePlannedWith();
        var all = practice.withSupervision();
        assertThat(all.tasksSeenBy("ehm", child)).contains("Hold case supervision");
        assertThat(all.tasksSeenBy("tm.north", child)).doesNotContain("Hold case supervision");
        all.complete(child, "Hold case supervision", "ehm");
        assertThat(oversightOf(child))
                .anyMatch(e -> e.by().equals("ehm") && e.kind().contains("supervision"));
    }

    @Test
    @DisplayName("it can end early, with a reason, signed off by the early help manager; nothing is left open"
            + " (SWI-INT-07c)")
    void endsEarly() {
        String child = withPlan(toBePlannedWith());
        practice.start("end-journey", "eh", Map.of("journeyId", journeyId(child), "endReason", "moved-away"));
        practice.carryOn(child);
        approved(child);
        assertThat(practice.tasks(child)).contains("Tell receiving authority");
    }
}
