package uk.childpathways.upgrade;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Journey;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.DiligentPractice;

/** The cases of the stored database: at least one of each journey, and every shared block that can stand open. */
final class RunningCases {

    /** On this day and hour the database was stored; each case goes on from here. */
    static final LocalDateTime DAY = LocalDateTime.of(2026, 7, 1, 10, 0);

    private static final String ANSWER_BREACH = "respond-to-breached-standard";
    private static final String[] CONFERENCES = {"icpc-held", "transfer-in-conference-held"};

    private RunningCases() {}

    static List<RunningCase> all() {
        List<RunningCase> cases = new ArrayList<>();
        enquiries(cases);
        assessments(cases);
        needPlans(cases);
        needPlansToCome(cases);
        protectionPlans(cases);
        protectionPlansElsewhere(cases);
        care(cases);
        careEnding(cases);
        adoption(cases);
        adoptionPlans(cases);
        office(cases);
        practitioners(cases);
        practitionersToCome(cases);
        return cases;
    }

    private static RunningCase add(List<RunningCase> cases, String ref, String what) {
        RunningCase one = new RunningCase(ref, what);
        cases.add(one);
        return one;
    }

    private static void enquiries(List<RunningCase> cases) {
        add(cases, "C-7001", "an enquiry whose strategy discussion is overdue; the breach has climbed a rung")
                .begins("2026-06-22T09:00", "s47-to-icpc", "sw.north", "childRef", "C-7001")
                .leaves("hold-strategy-discussion", ANSWER_BREACH)
                .then("hold-strategy-discussion", discussion("no-further-action"))
                .ends("s47-to-icpc", "No further action");
        add(cases, "C-7002", "an enquiry with police protection, a position of trust and a child not seen yet")
                .begins("2026-06-30T09:00", "s47-to-icpc", "sw.north", "childRef", "C-7002")
                .decided(
                        "decide-on-immediate-safety",
                        practice -> map(
                                "immediateSafety",
                                "police-protection",
                                "policeProtectionTakenAt",
                                practice.today() + "T08:00"))
                .decided(
                        "hold-strategy-discussion",
                        practice -> with(
                                discussion("joint"),
                                "seeChildBy",
                                "2026-07-02",
                                "positionOfTrust",
                                "yes",
                                "positionOfTrustKnownOn",
                                practice.today().toString()))
                .decided(
                        "see-child-and-family",
                        practice -> map(
                                "childSeen",
                                practice.done("see-child-and-family") == 0 ? "not-seen" : "seen",
                                "nextTryOn",
                                practice.today().plusDays(1).toString()))
                .leaves("decide-before-police-protection-ends", "consult-lado", "read-case-history")
                .then("consult-lado", "ladoAlert", "not-needed")
                .then("confirm-where-child-is", "protectionOutcome", "home")
                .then("write-s47-outcome", "s47Outcome", "not-substantiated", "afterEnquiry", "no-further-action")
                .ends("s47-to-icpc", "Family and agencies know");
        add(
                        cases,
                        "C-7003",
                        "the way to the initial conference: the report came back for rework, the conference is planned")
                .begins("2026-06-01T09:00", "s47-to-icpc", "sw.north", "childRef", "C-7003")
                .decided("write-s47-outcome", "s47Outcome", "continuing-risk")
                .decided(
                        "sign-off-document",
                        practice -> practice.done("write-conference-report") == 1
                                ? map(
                                        "signOffDecision",
                                        "returned",
                                        "returnReasons",
                                        "The child's own words are missing.")
                                : map("signOffDecision", "approved"))
                .leaves("Rework document", "hold-conference")
                .then("hold-conference", "conferenceOutcome", "no-further-action", "recordedJointly", "no")
                .ends("s47-to-icpc", "No plan: reasons recorded");
        add(cases, "C-7004", "a transfer-in conference being prepared")
                .begins(
                        "2026-06-22T09:00",
                        "transfer-in-conference",
                        "tm.north",
                        "childRef",
                        "C-7004",
                        "transferNotifiedOn",
                        "2026-06-22")
                .leaves("convene-conference", ANSWER_BREACH)
                .then("hold-conference", "conferenceOutcome", "no-further-action", "recordedJointly", "no")
                .ends("s47-to-icpc", "No plan: reasons recorded");
        add(cases, "C-7024", "a concern that came just now, for a child who is not born: nobody is allocated")
                .unborn()
                .begins("2026-07-01T09:30", "s47-to-icpc", "sw.north", "childRef", "C-7024")
                .leaves("allocate-case")
                .then("hold-strategy-discussion", practice -> with(discussion("joint")))
                .then("write-s47-outcome", "s47Outcome", "not-substantiated", "afterEnquiry", "early-help")
                .then("hold-family-review", "earlyHelpOutcome", "close")
                .ends("s47-to-icpc", "Family and agencies know");
        add(cases, "C-7025", "an enquiry: the child to be seen, the worker to be introduced")
                .begins("2026-06-29T09:00", "s47-to-icpc", "sw.north", "childRef", "C-7025")
                .decided(
                        "hold-strategy-discussion",
                        practice -> with(
                                discussion("joint"),
                                "seeChildBy",
                                "2026-06-30",
                                "actions",
                                list(map("action", "Ring the school", "owner", "sw.north", "by", "2026-06-30"))))
                .leaves("see-child-and-family", "give-contact-details", "complete-agreed-action", ANSWER_BREACH)
                .thenBegins("s47-to-icpc", "2026-07-01T11:00", "second-strategy-discussion", "sw.north")
                .then(
                        "hold-second-strategy-discussion",
                        map(
                                "agencies",
                                agencies(),
                                "secondDiscussionOutcome",
                                "enquiry-ends",
                                "afterEnquiry",
                                "no-further-action",
                                "recordedJointly",
                                "no"))
                .ends("s47-to-icpc", "No further action");
        add(cases, "C-7026", "an initial conference that was adjourned")
                .begins("2026-06-01T09:00", "s47-to-icpc", "sw.north", "childRef", "C-7026")
                .decided("write-s47-outcome", "s47Outcome", "continuing-risk")
                .decided(
                        "hold-conference",
                        practice -> map(
                                "conferenceOutcome",
                                "adjourned",
                                "sittingOn",
                                practice.today().toString(),
                                "recordedJointly",
                                "no"))
                .leaves("reconvene-conference")
                .then("hold-conference", "conferenceOutcome", "no-further-action", "recordedJointly", "no")
                .ends("s47-to-icpc", "No plan: reasons recorded");
    }

    private static void assessments(List<RunningCase> cases) {
        add(cases, "C-7005", "a child and family assessment in the middle; support is being put in place meanwhile")
                .begins(
                        "2026-06-15T09:00",
                        "child-family-assessment",
                        "sw.north",
                        "childRef",
                        "C-7005",
                        "referralReceivedOn",
                        "2026-06-15")
                .decided("plan-assessment", "assessmentConsent", "given")
                .decided("see-child-for-assessment", "childSeen", "seen")
                .beginsIn("child-family-assessment", "2026-06-26T10:00", "support-now", "sw.north")
                .leaves("gather-familys-views", "put-support-in-place", ANSWER_BREACH)
                .thenLate("2026-07-20T10:00", "agency-contributions-gathered", "gather-agency-contributions")
                .then("decide-outcome-of-assessment", "assessmentOutcome", "no-further-action")
                .ends("child-family-assessment", "Family and agencies know");
        add(cases, "C-7006", "an assessment that the family refused; the manager has not decided in time")
                .begins(
                        "2026-06-19T09:00",
                        "child-family-assessment",
                        "sw.north",
                        "childRef",
                        "C-7006",
                        "referralReceivedOn",
                        "2026-06-19")
                .decided(
                        "plan-assessment",
                        practice -> map(
                                "assessmentConsent",
                                "refused",
                                "refusedOn",
                                practice.today().toString()))
                .leaves("decide-on-assessment-without-consent", ANSWER_BREACH)
                .then(
                        "decide-on-assessment-without-consent",
                        "assessmentGoesOn",
                        "no",
                        "assessmentOutcome",
                        "no-further-action")
                .ends("child-family-assessment", "No further action");
    }

    private static void needPlans(List<RunningCase> cases) {
        add(cases, "C-7007", "a child in need plan: visits, a meeting planned, and much that comes from outside")
                .begins(
                        "2026-03-02T09:00",
                        "child-in-need",
                        "sw.north",
                        "childRef",
                        "C-7007",
                        "decidedOn",
                        "2026-03-02")
                .decided("agree-plan-with-family", "needConsent", "given")
                .beginsIn(
                        "child-in-need",
                        "2026-06-29T09:00",
                        "answer-message",
                        "sw.north",
                        "from",
                        "child",
                        "receivedOn",
                        "2026-06-29")
                .beginsIn("child-in-need", "2026-06-30T09:00", "external-disclosure", "sw.north")
                .beginsIn("child-in-need", "2026-06-30T09:10", "family-feedback", "tm.north")
                .beginsIn("child-in-need", "2026-06-30T09:20", "ask-for-time-to-record", "sw.north")
                .beginsIn("child-in-need", "2026-06-30T09:30", "confidentiality-incident", "sw.north")
                .beginsIn(
                        "child-in-need",
                        "2026-06-30T09:40",
                        "management-oversight",
                        "tm.north",
                        "adviceFrom",
                        "service-manager")
                .leaves(
                        "answer-message",
                        "authorise-disclosure",
                        "gather-feedback",
                        "make-time-to-record",
                        "investigate-incident",
                        "give-senior-advice",
                        "hold-child-in-need-meeting",
                        "complete-agreed-action",
                        ANSWER_BREACH)
                .then(
                        "answer-message",
                        practice -> map(
                                "replyKind",
                                "holding",
                                "fullerReplyOn",
                                practice.today().plusDays(7).toString()))
                .then("record-child-in-need-plan", "needOutcome", "early-help")
                .then("hold-step-down-meeting", "earlyHelpAccepts", "accepts")
                .then("hold-family-review", "earlyHelpOutcome", "close")
                .ends("child-in-need", "Early help to be opened");
        add(cases, "C-7008", "a child in need plan whose consent was withdrawn")
                .begins(
                        "2026-05-04T09:00",
                        "child-in-need",
                        "sw.north",
                        "childRef",
                        "C-7008",
                        "decidedOn",
                        "2026-05-04")
                .decided("agree-plan-with-family", "needConsent", "given")
                .beginsIn(
                        "child-in-need",
                        "2026-06-29T09:00",
                        "withdraw-consent",
                        "sw.north",
                        "withdrawnOn",
                        "2026-06-29")
                .leaves("decide-without-consent", "visit-child")
                .then("decide-without-consent", "withoutConsent", "close")
                .ends("child-in-need", "Closed: no consent");
        add(cases, "C-7009", "another team is asked to take the child over")
                .begins(
                        "2026-06-01T09:00",
                        "child-in-need",
                        "sw.north",
                        "childRef",
                        "C-7009",
                        "decidedOn",
                        "2026-06-01")
                .decided("agree-plan-with-family", "needConsent", "given")
                .beginsIn("child-in-need", "2026-06-24T09:00", "case-transfer", "tm.north", "receivingTeam", "south")
                .decided("hold-professional-discussion", "jointVisitMade", "yes")
                .leaves("answer-transfer-request")
                .then("answer-transfer-request", "transferDecision", "accepted")
                .then("allocate-case", "worker", "sw.south", "allocationKind", "re-allocation")
                .then("record-child-in-need-plan", "needOutcome", "close")
                .ends("child-in-need", "Everyone has the plan");
    }

    private static void needPlansToCome(List<RunningCase> cases) {
        add(cases, "C-7027", "the plan is to be agreed with the family")
                .begins(
                        "2026-06-24T09:00",
                        "child-in-need",
                        "sw.north",
                        "childRef",
                        "C-7027",
                        "decidedOn",
                        "2026-06-24")
                .leaves("agree-plan-with-family", ANSWER_BREACH)
                .then(
                        "agree-plan-with-family",
                        practice -> map(
                                "needConsent",
                                "refused",
                                "refusedOn",
                                practice.today().toString()))
                .then("decide-without-consent", "withoutConsent", "close")
                .ends("child-in-need", "Closed: no consent");
        add(cases, "C-7028", "a child in need steps down to early help")
                .begins(
                        "2026-05-11T09:00",
                        "child-in-need",
                        "sw.north",
                        "childRef",
                        "C-7028",
                        "decidedOn",
                        "2026-05-11")
                .decided("record-child-in-need-plan", practice -> map("needOutcome", "early-help"))
                .leaves("hold-step-down-meeting", "share-document")
                .then("hold-step-down-meeting", "earlyHelpAccepts", "accepts")
                .then("hold-family-review", "earlyHelpOutcome", "close")
                .ends("child-in-need", "Early help to be opened");
        add(cases, "C-7037", "the last contribution to the assessment came this minute: what follows waits as a job")
                .begins(
                        "2026-06-08T09:00",
                        "child-family-assessment",
                        "sw.north",
                        "childRef",
                        "C-7037",
                        "referralReceivedOn",
                        "2026-06-08")
                .decided("plan-assessment", "assessmentConsent", "given")
                .leaves("gather-familys-views")
                .justNow("Gather family's views", "sw.north")
                .then("decide-outcome-of-assessment", "assessmentOutcome", "no-further-action")
                .ends("child-family-assessment", "Family and agencies know");
        add(cases, "C-7038", "another worker is to be allocated")
                .begins(
                        "2026-06-22T09:00",
                        "child-family-assessment",
                        "sw.north",
                        "childRef",
                        "C-7038",
                        "referralReceivedOn",
                        "2026-06-22")
                .decided("plan-assessment", "assessmentConsent", "given")
                .beginsIn("child-family-assessment", "2026-06-30T10:00", "re-allocate-case", "tm.north")
                .leavesFrom("2026-06-30T10:00", "allocate-case")
                .then("allocate-case", "worker", "sw2.north", "allocationKind", "re-allocation")
                .then("decide-outcome-of-assessment", "assessmentOutcome", "no-further-action")
                .ends("child-family-assessment", "Family and agencies know");
        add(cases, "C-7029", "handed over to early help, which has not answered")
                .begins(
                        "2026-04-27T09:00",
                        "child-family-assessment",
                        "sw.north",
                        "childRef",
                        "C-7029",
                        "referralReceivedOn",
                        "2026-04-27")
                .decided("plan-assessment", "assessmentConsent", "given")
                .decided("decide-outcome-of-assessment", "assessmentOutcome", "early-help")
                .leaves("receive-hand-over")
                .ends("child-family-assessment", "Family and agencies know");
    }

    private static void protectionPlans(List<RunningCase> cases) {
        add(cases, "C-7010", "a protection plan: core groups, visits, a new partner, the review planned")
                .begins(
                        "2026-04-10T09:00",
                        "child-protection-plan",
                        "tm.north",
                        practice -> protectionPlan("C-7010", practice, LocalDate.of(2026, 7, 6)))
                .decided("consider-plo", "ploNeeded", "no")
                .beginsIn("child-protection-plan", "2026-06-25T09:00", "assess-new-partner", "sw.north")
                .beginsIn("child-protection-plan", "2026-06-25T09:30", "agree-visit-frequency", "sw.north")
                .beginsIn(
                        "child-protection-plan",
                        "2026-06-29T09:30",
                        "significant-event",
                        "sw.north",
                        "riskToChild",
                        "yes",
                        "eventKind",
                        "household")
                .decided(
                        "visit-child",
                        practice -> practice.done("visit-child") != 2
                                ? map("childSeen", "seen")
                                : map(
                                        "childSeen",
                                        "not-seen",
                                        "nextTryOn",
                                        practice.today().plusDays(2).toString()))
                .leaves(
                        "agree-visit-frequency",
                        "assess-new-partner",
                        "respond-to-risk",
                        "prepare-child-for-review",
                        "follow-contingency",
                        "hold-core-group",
                        ANSWER_BREACH)
                .then("agree-visit-frequency", "visitFrequencyDecision", "agreed", "visitEveryWeeks", 2)
                .then("respond-to-risk", "riskResponse", "managed")
                .then("hold-review-conference", practice -> reviewed("no-further-plan", practice))
                .ends("child-protection-plan", "Plan ended: no further plan");
        add(cases, "C-7011", "a protection plan in pre-proceedings")
                .begins(
                        "2026-04-20T09:00",
                        "child-protection-plan",
                        "tm.north",
                        practice -> protectionPlan("C-7011", practice, LocalDate.of(2026, 7, 8)))
                .decided("consider-plo", "ploNeeded", "yes")
                .decided(
                        "refer-to-legal-gateway-panel",
                        practice -> map("panelOn", practice.today().plusWeeks(2).toString()))
                .decided("decide-at-legal-gateway", "legalGatewayDecision", "pre-proceedings")
                .leaves("decide-outcome-of-pre-proceedings", "hold-pre-proceedings-meeting", ANSWER_BREACH)
                .then("decide-outcome-of-pre-proceedings", "preProceedingsOutcome", "plan-goes-on")
                .then("hold-review-conference", practice -> reviewed("no-further-plan", practice))
                .ends("child-protection-plan", "Plan ended: no further plan");
        add(cases, "C-7012", "a protection plan with proceedings in court; the child came into care, two plans")
                .begins(
                        "2026-03-02T09:00",
                        "child-protection-plan",
                        "tm.north",
                        practice -> protectionPlan("C-7012", practice, LocalDate.of(2026, 5, 27)))
                .decided("consider-plo", "ploNeeded", "yes")
                .decided(
                        "refer-to-legal-gateway-panel",
                        practice -> map("panelOn", practice.today().plusWeeks(2).toString()))
                .decided("decide-at-legal-gateway", "legalGatewayDecision", "issue")
                .decided("issue-care-application", "childInCare", "yes")
                .decided(
                        "hold-review-conference",
                        practice -> with(
                                reviewed("continues", practice),
                                "nextReviewOn",
                                practice.today().plusWeeks(22).toString(),
                                "ploConsidered",
                                "no"))
                .leaves("decide-on-two-plans", "record-outcome-of-proceedings", "record-entry-to-care", ANSWER_BREACH)
                .then("decide-on-two-plans", "twoPlans", "plan-ends")
                .then("record-entry-to-care", practice -> enteredCare("court-order", "interim-care-order"))
                .thenCareEnds("2026-07-06T11:00", "other", "2026-07-09", "elsewhere")
                .ends("child-protection-plan", "Plan ended: care plan protects the child");
    }

    private static void protectionPlansElsewhere(List<RunningCase> cases) {
        add(cases, "C-7030", "a protection plan being written; the legal gateway panel is to decide")
                .begins(
                        "2026-05-26T09:00",
                        "child-protection-plan",
                        "tm.north",
                        practice -> protectionPlan("C-7030", practice, LocalDate.of(2026, 8, 21)))
                .decided("consider-plo", "ploNeeded", "yes")
                .decided(
                        "refer-to-legal-gateway-panel",
                        practice -> map("panelOn", practice.today().plusWeeks(2).toString()))
                .leaves(
                        "write-protection-plan",
                        "decide-at-legal-gateway",
                        "tell-parents-of-legal-advice",
                        "give-legal-advice",
                        ANSWER_BREACH)
                .thenBegins(
                        "child-protection-plan",
                        "2026-07-01T11:00",
                        "record-entry-into-care",
                        "sw.north",
                        "enteredCareOn",
                        "2026-07-01",
                        "careBasis",
                        "section-20")
                .then("decide-at-legal-gateway", "legalGatewayDecision", "not-met")
                .then("decide-on-two-plans", "twoPlans", "plan-ends")
                .then("record-entry-to-care", practice -> enteredCare("planned", "section-20"))
                .thenCareEnds("2026-07-10T11:00", "other", "2026-07-13", "elsewhere")
                .ends("child-protection-plan", "Plan ended: care plan protects the child");
        add(cases, "C-7031", "a review conference that was adjourned")
                .begins(
                        "2026-03-23T09:00",
                        "child-protection-plan",
                        "tm.north",
                        practice -> protectionPlan("C-7031", practice, LocalDate.of(2026, 6, 19)))
                .decided("consider-plo", "ploNeeded", "no")
                .decided(
                        "hold-review-conference",
                        practice -> map(
                                "reviewOutcome",
                                "adjourned",
                                "sittingOn",
                                practice.today().toString(),
                                "managerAttended",
                                "yes",
                                "quorate",
                                "yes",
                                "recordedJointly",
                                "no"))
                .leaves("reconvene-review-conference")
                .then("hold-review-conference", practice -> reviewed("no-further-plan", practice))
                .ends("child-protection-plan", "Plan ended: no further plan");
    }

    private static void care(List<RunningCase> cases) {
        add(cases, "C-7013", "a child in care after an emergency: placement, health, education, reviews, a challenge")
                .begins(
                        "2026-05-11T09:00",
                        "child-in-care",
                        "sw.north",
                        practice -> with(
                                enteredCare("emergency", "section-20"),
                                "childRef",
                                "C-7013",
                                "placementType",
                                "connected-person-temporary"))
                .decided("plan-assessment", "assessmentConsent", "given")
                .decided("see-child-for-assessment", "childSeen", "seen")
                .decided("complete-about-me", "lifeStoryWork", "yes")
                .beginsIn("child-in-care", "2026-06-22T09:00", "iro-challenge", "iro")
                .decided("consider-answer", "answerEnough", "no")
                .beginsIn(
                        "child-in-care",
                        "2026-06-26T09:00",
                        "record-placement-move",
                        "sw.north",
                        "moveKind",
                        "emergency",
                        "consideredAtReview",
                        "no",
                        "placementType",
                        "foster-care",
                        "outOfCounty",
                        "no",
                        "healthAreaChanges",
                        "yes",
                        "schoolChanges",
                        "yes")
                .beginsIn("child-in-care", "2026-06-30T20:00", "child-missing", "sw.north")
                .leaves(
                        "review-unplanned-move",
                        "answer-challenge",
                        "record-childs-return",
                        "write-assessment",
                        "complete-connected-person-assessment",
                        "do-life-story-work",
                        ANSWER_BREACH)
                .thenCareEnds("2026-07-01T11:00", "transferred", "2026-07-06", "another-authority")
                .then("answer-challenge", "decision", "agreed")
                .then("consider-answer", "answerEnough", "yes")
                .ends("child-in-care", "Care has ended");
        add(cases, "C-7014", "a young person in care who turns eighteen on 6 July")
                .born("2008-07-06")
                .begins(
                        "2025-11-03T09:00",
                        "child-in-care",
                        "sw.north",
                        practice ->
                                with(enteredCare("planned", "section-20"), "childRef", "C-7014", "inEducation", "yes"))
                .decided("complete-about-me", "lifeStoryWork", "no")
                .decided("hold-care-review", practice -> careReview("care-goes-on", practice))
                .leaves("write-pathway-plan", "distribute-review-record", "visit-child")
                .ends("child-in-care", "Care has ended");
        add(cases, "C-7015", "the first review of a child in care is planned; visits and notices run")
                .begins(
                        "2026-06-15T09:00",
                        "child-in-care",
                        "sw.north",
                        practice -> with(enteredCare("planned", "section-20"), "childRef", "C-7015"))
                .beginsIn(
                        "child-in-care",
                        "2026-06-25T11:00",
                        "change-of-care-plan",
                        "sw.north",
                        "changeKind",
                        "care-ends",
                        "careOutcome",
                        "special-guardianship",
                        "changePlannedFor",
                        "2026-07-06",
                        "reviewBasis",
                        "not-reasonably-practicable")
                .leaves(
                        "tell-iro-service",
                        "hold-placement-meeting",
                        "refer-to-family-group-conference",
                        "write-care-plan",
                        "see-child-in-placement",
                        "record-change-as-made",
                        ANSWER_BREACH)
                .then(
                        "record-change-as-made",
                        practice -> map(
                                "changeMade",
                                "yes",
                                "madeOn",
                                practice.today().toString(),
                                "legalStatus",
                                "none",
                                "livesNow",
                                "special-guardian"))
                .ends("child-in-care", "Care has ended");
    }

    private static void careEnding(List<RunningCase> cases) {
        add(cases, "C-7032", "care is to end: a change of plan before the managers, a connected person's approval open")
                .born("2020-03-04")
                .begins(
                        "2026-05-04T09:00",
                        "child-in-care",
                        "sw.north",
                        practice -> with(
                                enteredCare("planned", "section-20"),
                                "childRef",
                                "C-7032",
                                "placementType",
                                "connected-person-temporary",
                                "inEducation",
                                "no"))
                .beginsIn(
                        "child-in-care",
                        "2026-06-29T09:00",
                        "change-of-care-plan",
                        "sw.north",
                        "changeKind",
                        "care-ends",
                        "careOutcome",
                        "returned-home",
                        "changePlannedFor",
                        "2026-07-03",
                        "reviewBasis",
                        "not-reasonably-practicable")
                .leaves(
                        "sign-off-document",
                        "complete-connected-person-assessment",
                        "request-further-health-assessment",
                        "tell-of-legal-status",
                        "appoint-reviewing-officer",
                        "request-health-assessment",
                        ANSWER_BREACH)
                .then(
                        "record-change-as-made",
                        practice -> map(
                                "changeMade",
                                "yes",
                                "madeOn",
                                practice.today().toString(),
                                "legalStatus",
                                "none",
                                "livesNow",
                                "with-parents"))
                .then(
                        "agree-plan-with-family",
                        practice -> map(
                                "needConsent",
                                "refused",
                                "refusedOn",
                                practice.today().toString()))
                .then("decide-without-consent", "withoutConsent", "close")
                .ends("child-in-care", "Care has ended");
        add(cases, "C-7033", "care has ended; those concerned are to be told")
                .begins(
                        "2026-05-18T09:00",
                        "child-in-care",
                        "sw.north",
                        practice -> with(enteredCare("planned", "section-20"), "childRef", "C-7033"))
                .beginsIn(
                        "child-in-care",
                        "2026-06-22T09:00",
                        "change-of-care-plan",
                        "sw.north",
                        "changeKind",
                        "care-ends",
                        "careOutcome",
                        "other",
                        "changePlannedFor",
                        "2026-06-26",
                        "reviewBasis",
                        "not-reasonably-practicable")
                .decided(
                        "record-change-as-made",
                        practice -> map(
                                "changeMade",
                                "yes",
                                "madeOn",
                                practice.today().toString(),
                                "legalStatus",
                                "none",
                                "livesNow",
                                "elsewhere"))
                .leaves("tell-of-end-of-care")
                .ends("child-in-care", "Care has ended");
    }

    private static void adoption(List<RunningCase> cases) {
        add(cases, "C-7016", "the adoption plan is to be decided by the agency decision maker, overdue")
                .born("2024-05-06")
                .begins("2026-04-20T09:00", "adoption", "tm.north", "childRef", "C-7016")
                .decided("raise-adoption-plan", practice -> adoptionPlan("court", practice))
                .leaves(
                        "decide-on-adoption-plan",
                        "gather-life-story-information",
                        "consult-birth-family",
                        ANSWER_BREACH)
                .then("decide-on-adoption-plan", "permanenceDecision", "not-approved")
                .ends("adoption", "Adoption not agreed");
        add(cases, "C-7017", "the court is to decide on the placement order; the first match is before the panel")
                .born("2024-05-06")
                .begins("2026-02-02T09:00", "adoption", "tm.north", "childRef", "C-7017")
                .decided("raise-adoption-plan", practice -> adoptionPlan("court", practice))
                .decided("decide-on-adoption-plan", "permanenceDecision", "approved")
                .decided("apply-for-placement-order", "hearingPlannedFor", "2026-07-06")
                .decided("search-for-adopters", "matchOutcome", "matched")
                .decided("convene-matching-panel", "panelPlannedFor", "2026-07-07")
                .leaves("record-courts-decision", "hold-matching-panel", ANSWER_BREACH)
                .then("record-courts-decision", "courtDecision", "refused")
                .then("hold-matching-panel", map("panelRecommendation", "recommended"))
                .ends("adoption", "Placement order refused");
        add(cases, "C-7018", "placed for adoption: visits, reviews, the application to come")
                .born("2024-05-06")
                .begins("2025-09-01T09:00", "adoption", "tm.north", "childRef", "C-7018")
                .decided("raise-adoption-plan", practice -> adoptionPlan("court", practice))
                .decided("decide-on-adoption-plan", "permanenceDecision", "approved")
                .decided(
                        "apply-for-placement-order",
                        practice -> map(
                                "hearingPlannedFor",
                                practice.today().plusWeeks(6).toString()))
                .decided("record-courts-decision", "courtDecision", "made")
                .decided("search-for-adopters", "matchOutcome", "matched")
                .decided(
                        "convene-matching-panel",
                        practice -> map(
                                "panelPlannedFor", practice.today().plusWeeks(3).toString()))
                .decided("hold-matching-panel", "panelRecommendation", "recommended")
                .decided("decide-on-match", "matchDecision", "approved")
                .decided(
                        "write-adoptive-placement-plan",
                        practice -> map(
                                "placementPlannedFor",
                                practice.today().plusWeeks(4).toString()))
                .leaves("record-adoption-application", "hold-adoption-review")
                .then("record-decision-on-adoption-order", "adoptionOrderDecision", "order-made")
                .ends("adoption", "Adopted");
        add(cases, "C-7019", "a family is searched for; the match was reported to have broken down")
                .born("2024-05-06")
                .begins("2025-09-01T09:00", "adoption", "tm.north", "childRef", "C-7019")
                .decided("raise-adoption-plan", practice -> adoptionPlan("consent", practice))
                .decided("decide-on-adoption-plan", "permanenceDecision", "approved")
                .decided("take-formal-consent", "consentGiven", "yes")
                .decided("search-for-adopters", "matchOutcome", "matched")
                .decided(
                        "convene-matching-panel",
                        practice -> map(
                                "panelPlannedFor", practice.today().plusWeeks(3).toString()))
                .decided("hold-matching-panel", "panelRecommendation", "recommended")
                .decided("decide-on-match", "matchDecision", "approved")
                .decided(
                        "write-adoptive-placement-plan",
                        practice -> map(
                                "placementPlannedFor",
                                practice.today().plusWeeks(4).toString()))
                .beginsIn(
                        "adoption",
                        "2026-06-24T09:00",
                        "report-disruption",
                        "sw.north",
                        "disruptionStage",
                        "after-placement")
                .leaves(
                        "hold-disruption-meeting",
                        "hold-disruption-review",
                        "support-child-after-disruption",
                        "record-adoption-application")
                .then("hold-disruption-review", "planAfterDisruption", "adoption")
                .thenBegins("adoption", "2026-08-10T11:00", "reverse-adoption-plan", "tm.north")
                .ends("adoption", "plan-changed-by-care-review");
        add(cases, "C-7020", "the adoption order is made; life story book and support are to be handed over")
                .born("2024-05-06")
                .begins("2025-05-05T09:00", "adoption", "tm.north", "childRef", "C-7020")
                .decided("raise-adoption-plan", practice -> adoptionPlan("consent", practice))
                .decided("decide-on-adoption-plan", "permanenceDecision", "approved")
                .decided("take-formal-consent", "consentGiven", "yes")
                .decided("search-for-adopters", "matchOutcome", "matched")
                .decided(
                        "convene-matching-panel",
                        practice -> map(
                                "panelPlannedFor", practice.today().plusWeeks(3).toString()))
                .decided("hold-matching-panel", "panelRecommendation", "recommended")
                .decided("decide-on-match", "matchDecision", "approved")
                .decided(
                        "write-adoptive-placement-plan",
                        practice -> map(
                                "placementPlannedFor",
                                practice.today().plusWeeks(4).toString()))
                .decided("record-decision-on-adoption-order", "adoptionOrderDecision", "order-made")
                .leaves("hand-over-life-story-book", "arrange-letter-box", "arrange-post-adoption-support")
                .ends("adoption", "Adopted");
    }

    private static void adoptionPlans(List<RunningCase> cases) {
        add(cases, "C-7034", "introductions before the placement for adoption")
                .born("2024-05-06")
                .begins("2026-01-05T09:00", "adoption", "tm.north", "childRef", "C-7034")
                .decided("raise-adoption-plan", practice -> adoptionPlan("consent", practice))
                .decided("decide-on-adoption-plan", "permanenceDecision", "approved")
                .decided("take-formal-consent", "consentGiven", "yes")
                .decided("search-for-adopters", "matchOutcome", "matched")
                .decided(
                        "convene-matching-panel",
                        practice -> map(
                                "panelPlannedFor", practice.today().plusWeeks(3).toString()))
                .decided("hold-matching-panel", "panelRecommendation", "recommended")
                .decided("decide-on-match", "matchDecision", "approved")
                .decided("write-adoptive-placement-plan", "placementPlannedFor", "2026-07-10")
                .leaves("support-introductions", "write-adoptive-placement-plan")
                .then("write-adoptive-placement-plan", "placementPlannedFor", "2026-07-10")
                .thenBegins("adoption", "2026-07-01T11:00", "reverse-adoption-plan", "tm.north")
                .ends("adoption", "plan-changed-by-care-review");
        add(cases, "C-7035", "the adoption plan is to be raised")
                .born("2024-05-06")
                .begins("2026-06-24T09:00", "adoption", "tm.north", "childRef", "C-7035")
                .leaves("raise-adoption-plan", ANSWER_BREACH)
                .thenBegins(
                        "adoption",
                        "2026-07-01T11:00",
                        "end-journey",
                        "sw.north",
                        "endReason",
                        "opened-in-error",
                        "childSafe",
                        "yes")
                .ends("adoption", "opened-in-error");
        add(cases, "C-7036", "the decision maker said no: a care review is to be asked for, parents to be told")
                .born("2024-05-06")
                .begins("2026-03-23T09:00", "adoption", "tm.north", "childRef", "C-7036")
                .decided("raise-adoption-plan", practice -> adoptionPlan("consent", practice))
                .decided("decide-on-adoption-plan", "permanenceDecision", "not-approved")
                .leaves(
                        "ask-for-care-review",
                        "tell-people-of-changed-plan",
                        "write-to-parents",
                        "tell-parents-of-decision")
                .ends("adoption", "Adoption not agreed");
    }

    private static void office(List<RunningCase> cases) {
        add(cases, "C-7021", "the journey is to end early: the sign-off waits")
                .begins("2026-06-10T09:00", "s47-to-icpc", "sw.north", "childRef", "C-7021")
                .beginsIn(
                        "s47-to-icpc",
                        "2026-06-30T09:00",
                        "end-journey",
                        "sw.north",
                        "endReason",
                        "moved-away",
                        "movedOn",
                        "2026-06-29",
                        "childSafe",
                        "yes")
                .leaves("sign-off-document", "complete-agency-checks", "write-s47-outcome")
                .thenLate("2026-08-10T10:00", null, "complete-agency-checks")
                .ends("s47-to-icpc", "moved-away");
        add(cases, "C-7022", "a child allocated to somebody who is away and covered; nobody has answered in time")
                .begins(
                        "2026-06-15T09:00",
                        "child-family-assessment",
                        "sw.north",
                        "childRef",
                        "C-7022",
                        "referralReceivedOn",
                        "2026-06-15")
                .decided("allocate-case", "worker", "sw5.north", "allocationKind", "new")
                .decided("plan-assessment", "assessmentConsent", "given")
                .decided("see-child-for-assessment", "childSeen", "seen")
                .begins(
                        "2026-06-24T09:00",
                        "record-absence",
                        "tm.north",
                        "absentPerson",
                        "sw5.north",
                        "absenceKind",
                        "away",
                        "awayFrom",
                        "2026-06-24",
                        "backOn",
                        "2026-07-20",
                        "coveredBy",
                        "sw.north")
                .leaves("read-family-history", ANSWER_BREACH)
                .then(ANSWER_BREACH, "breachDecision", "re-allocate")
                .then("allocate-case", "worker", "sw.north", "allocationKind", "re-allocation")
                .then("decide-outcome-of-assessment", "assessmentOutcome", "no-further-action")
                .ends("child-family-assessment", "Family and agencies know");
        add(cases, "C-7023", "decided out of hours, handed over to the day team; a timescale declared not to be kept")
                .begins(
                        "2026-06-22T09:00",
                        "child-family-assessment",
                        "sw.north",
                        "childRef",
                        "C-7023",
                        "referralReceivedOn",
                        "2026-06-22")
                .decided("plan-assessment", "assessmentConsent", "given")
                .beginsIn(
                        "child-family-assessment",
                        "2026-06-30T20:00",
                        "record-out-of-hours-decision",
                        "eds",
                        "hasJourney",
                        "yes")
                .begins(
                        "2026-06-30T21:00",
                        "declare-timescale",
                        "sw.north",
                        practice -> map(
                                "deadlineId",
                                open("assessment-concluded", practice),
                                "proposedDate",
                                "2026-09-30",
                                "courtTimetable",
                                "yes",
                                "courtReference",
                                "ZE26C00123"))
                .leaves("take-over-from-out-of-hours", "tell-family-of-later-date", ANSWER_BREACH)
                .then("decide-outcome-of-assessment", "assessmentOutcome", "no-further-action")
                .ends("child-family-assessment", "Family and agencies know");
    }

    private static void practitioners(List<RunningCase> cases) {
        add(cases, "PF-sw3.north", "a newly qualified worker's supervision: assessed year, a session prepared")
                .begins(
                        "2026-03-30T09:00",
                        "practitioner-supervision",
                        "tm.north",
                        "practitioner",
                        "sw3.north",
                        "supervisor",
                        "tm.north",
                        "beganOn",
                        "2026-03-30",
                        "role",
                        "social-worker",
                        "stage",
                        "newly-qualified",
                        "assessedYearFrom",
                        "2026-03-30",
                        "registered",
                        "yes")
                .decided("hold-supervision-session", "tookPlace", "yes", "performanceConcern", "no")
                .beginsIn(
                        "practitioner-supervision",
                        "2026-06-29T09:00",
                        "change-supervisor",
                        "tm.north",
                        "supervisor",
                        "atm.north")
                .leaves("sign-notes-as-practitioner", "agree-supervision-anew")
                .thenLeaves("2026-07-10T10:00")
                .ends("practitioner-supervision", "The practitioner leaves");
        add(cases, "PF-sw4.north", "an experienced worker's supervision: performance, support asked for")
                .begins(
                        "2026-04-07T09:00",
                        "practitioner-supervision",
                        "tm.north",
                        "practitioner",
                        "sw4.north",
                        "supervisor",
                        "atm.north",
                        "beganOn",
                        "2026-04-07",
                        "role",
                        "social-worker",
                        "stage",
                        "experienced",
                        "registered",
                        "yes")
                .decided("hold-supervision-session", "tookPlace", "yes", "performanceConcern", "yes")
                .begins("2026-06-25T09:00", "ask-for-support-in-role", "sw4.north", "issue", "Two roles at once")
                .begins(
                        "2026-06-25T09:00",
                        "group-supervision",
                        "atm.north",
                        "kind",
                        "peer",
                        "plannedFor",
                        "2026-07-03")
                .decided(
                        "plan-support-for-performance",
                        practice -> map("plannedOn", practice.today().toString()))
                .leaves("review-performance-plan", "agree-early-support")
                .thenLeaves("2026-07-10T10:00")
                .ends("practitioner-supervision", "The practitioner leaves");
    }

    private static void practitionersToCome(List<RunningCase> cases) {
        add(cases, "PF-sw5.north", "somebody who comes back to practice: the interval is to be confirmed")
                .begins(
                        "2026-06-08T09:00",
                        "practitioner-supervision",
                        "tm.north",
                        "practitioner",
                        "sw5.north",
                        "supervisor",
                        "tm.north",
                        "beganOn",
                        "2026-06-08",
                        "role",
                        "social-worker",
                        "stage",
                        "returning",
                        "registered",
                        "yes")
                .decided("propose-interval", "everyDays", 14)
                .leaves("confirm-interval")
                .then("confirm-interval", "intervalDecision", "confirmed")
                .thenLeaves("2026-07-10T10:00")
                .ends("practitioner-supervision", "The practitioner leaves");
    }

    // ---- what is decided unless a case says otherwise ----

    static Map<String, Object> usual(String form, DiligentPractice practice) {
        LocalDate today = practice.today();
        return switch (form) {
            case "allocate-case" -> map("worker", "sw.north", "allocationKind", "new");
            case "decide-on-immediate-safety" -> map("immediateSafety", "none");
            case "hold-strategy-discussion" ->
                with(discussion("joint"), "seeChildBy", today.plusDays(3).toString());
            case "endorse-enquiry" -> map("endorsement", "endorsed");
            case "see-child-and-family", "see-child-for-assessment", "visit-child" -> map("childSeen", "seen");
            case "see-child-in-placement" -> map("childSeen", "seen", "statutoryVisit", "yes");
            case "hold-case-supervision" ->
                map(
                        "nextOn",
                        today.plusWeeks(3).toString(),
                        "permanence",
                        "not-implemented",
                        "newRisk",
                        "no",
                        "involvement",
                        "continue");
            case "sign-off-document" -> map("signOffDecision", "approved");
            case "request-conference" ->
                map("transferring", "no", "conferencePlannedFor", dueOf(practice, today.plusDays(14), CONFERENCES));
            case "convene-conference" -> map("conferencePlannedFor", dueOf(practice, today.plusDays(14), CONFERENCES));
            case "convene-review-conference" ->
                map(
                        "conferencePlannedFor",
                        dueOf(practice, today.plusDays(14), "first-review-conference-held", "review-conference-held"));
            case "convene-care-review" ->
                map(
                        "reviewPlannedFor",
                        dueOf(
                                practice,
                                today.plusDays(14),
                                "first-care-review-held",
                                "second-care-review-held",
                                "care-review-held"));
            case "hold-first-core-group" ->
                map("nextCoreGroupOn", today.plusWeeks(4).toString());
            case "hold-core-group" ->
                map(
                        "newPartner",
                        "no",
                        "visitsToChange",
                        "no",
                        "nextCoreGroupOn",
                        today.plusWeeks(4).toString());
            case "write-protection-plan" -> map("signatories", signatories());
            case "propose-visit-frequency" -> map("proposedWeeks", 4);
            case "agree-visit-frequency" -> map("visitFrequencyDecision", "agreed", "visitEveryWeeks", 4);
            case "hold-care-review" -> careReview("care-goes-on", practice);
            case "record-child-in-need-plan" ->
                map(
                        "needOutcome",
                        "continue",
                        "nextMeetingOn",
                        today.plusWeeks(5).toString());
            case "agree-plan-with-family" -> map("needConsent", "given");
            case "send-review-reports" ->
                map(
                        "contributors",
                        rows(
                                "contributor",
                                "report",
                                "sent",
                                "social-worker",
                                "carer",
                                "key-worker",
                                "school",
                                "health",
                                "camhs"));
            case "tell-of-match-decision", "confirm-match-decision" ->
                map("people", rows("who", "reached", "told", "adopters", "birth-mother", "birth-father"));
            case "place-child-for-adoption" ->
                map(
                        "outOfCounty", "no",
                        "healthAreaChanges", "no",
                        "schoolChanges", "no",
                        "agencies", rows("agency", "toldOn", today.toString(), "doctor", "local-authority"));
            case "hand-over-life-story-book" -> map("recipients", rows("who", "got", "in-person", "child", "adopters"));
            case "tell-of-end-of-care" -> map("agencies", rows("agency", "toldOn", today.toString(), "iro"));
            case "hold-adoption-review" ->
                map(
                        "adoptionReviewOutcome",
                        "plan-stands",
                        "nextReviewOn",
                        today.plusWeeks(12).toString());
            case ANSWER_BREACH -> map("breachDecision", "direct-action");
            default -> Map.of();
        };
    }

    static Map<String, Object> discussion(String outcome) {
        return map(
                "strategyOutcome", outcome,
                "agencies", agencies(),
                "positionOfTrust", "no",
                "leadWorker", "sw.north",
                "recordedJointly", "no");
    }

    private static List<Object> agencies() {
        return list(
                map("agency", "police", "who", "DS Malik", "part", "attended"),
                map("agency", "health", "who", "Health visitor", "part", "attended"),
                map("agency", "children-services", "who", "Team manager", "part", "attended"));
    }

    private static Map<String, Object> protectionPlan(String child, DiligentPractice practice, LocalDate nextReview) {
        return map(
                "childRef",
                child,
                "conferenceWas",
                "initial",
                "icpcHeldOn",
                practice.today().toString(),
                "categories",
                list("neglect"),
                "earlierReviews",
                0,
                "nextReviewOn",
                nextReview.toString(),
                "firstCoreGroupWas",
                "not-held",
                "visitsMade",
                0);
    }

    private static Map<String, Object> reviewed(String outcome, DiligentPractice practice) {
        return map(
                "reviewOutcome", outcome,
                "reviewHeldOn", practice.today().toString(),
                "changesMade", "no",
                "managerAttended", "yes",
                "quorate", "yes",
                "recordedJointly", "no");
    }

    private static Map<String, Object> enteredCare(String kind, String status) {
        return map(
                "entryKind", kind,
                "legalStatus", status,
                "placementType", "foster-care",
                "outOfCounty", "no",
                "inEducation", "yes",
                "languageNeed", "none");
    }

    private static Map<String, Object> careReview(String outcome, DiligentPractice practice) {
        return map(
                "reviewOutcome",
                outcome,
                "recordedJointly",
                "no",
                "nextReviewOn",
                practice.today()
                        .plusWeeks(practice.done("hold-care-review") == 0 ? 12 : 25)
                        .toString());
    }

    private static Map<String, Object> adoptionPlan(String route, DiligentPractice practice) {
        return map("adoptionRoute", route, "reviewNumber", 2, "someoneUnexplored", "no");
    }

    private static List<Object> signatories() {
        return list(
                map("who", "Mother", "capacity", "parent", "roleInPlan", "Takes the child to school"),
                map("who", "Health visitor", "capacity", "health", "roleInPlan", "Weighs the child"),
                map("who", "Social worker", "capacity", "children-services", "roleInPlan", "Visits"));
    }

    /** The day on which the first of these standards that is open is due. */
    private static String dueOf(DiligentPractice practice, LocalDate otherwise, String... standards) {
        return Arrays.stream(standards)
                .flatMap(standard -> practice.practice().deadlines(practice.child(), standard).stream())
                .filter(Deadline::open)
                .map(deadline -> England.dayOf(deadline.due()).toString())
                .findFirst()
                .orElse(otherwise.toString());
    }

    private static String open(String standard, DiligentPractice practice) {
        return practice.practice().deadlines(practice.child(), standard).stream()
                .filter(Deadline::open)
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    /** Answers about the running journey of that kind. */
    static Map<String, Object> in(DiligentPractice practice, String journey, Object... answers) {
        Journey running = practice.practice().pathways(practice.child()).stream()
                .filter(one -> one.key().equals(journey))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + journey + " runs for " + practice.child()));
        return with(map(answers), "journeyId", running.id().toString());
    }

    static Map<String, Object> map(Object... keysAndValues) {
        return with(new LinkedHashMap<>(), keysAndValues);
    }

    static Map<String, Object> with(Map<String, Object> values, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i].toString(), more[i + 1]);
        }
        return all;
    }

    private static List<Object> list(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    /** One row for each of these, with the same answer. */
    private static List<Object> rows(String who, String key, String answer, String... all) {
        return Arrays.stream(all)
                .map(one -> (Object) map(who, one, key, answer))
                .toList();
    }
}
