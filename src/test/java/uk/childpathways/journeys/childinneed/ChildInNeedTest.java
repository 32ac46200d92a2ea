package uk.childpathways.journeys.childinneed;

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
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child in need")
class ChildInNeedTest extends ChildInNeedWalk {

    /** The Thursday before Easter; Friday and Monday are bank holidays, so are Monday 4 May and Monday 25 May. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Nested
    @DisplayName("The journey begins")
    class Beginning {

        @Test
        @DisplayName("from the start list with the reasons for a plan, for each child a plan of their own; the reasons"
                + " are not asked again (RUT-CIN-01b)")
        void startList() {
            List<String> children = practice.siblings(2);
            practice.start(
                    "child-in-need",
                    "sw.north",
                    Map.of(
                            "childRef",
                            children.get(0),
                            "decidedOn",
                            "2026-04-01",
                            "needRationale",
                            "She falls behind.",
                            "siblings",
                            List.of(Map.of("childRef", children.get(1), "needRationale", "He minds the baby."))));
            String[] reasons = {"She falls behind.", "He minds the baby."};
            for (int i = 0; i < 2; i++) {
                String child = children.get(i);
                practice.carryOn(child);
                allocated(child);
                assertThat(practice.due(child, "first-child-in-need-meeting-held"))
                        .as("10 working days from 1 April")
                        .isEqualTo("2026-04-17");
                assertThat(practice.shownAtOpening(child, AGREE, "sw.north"))
                        .containsEntry("needRationale", reasons[i]);
            }
        }

        @Test
        @DisplayName("not without the reasons for a plan, nor with a decision that lies ahead (RUT-CIN-01b RUT-CIN-05)")
        void reasons() {
            String child = practice.child();
            Map<String, Object> answers =
                    practice.answersForStart("child-in-need", "sw.north", Map.of("childRef", child));
            answers.remove("needRationale");
            assertThatThrownBy(() -> practice.startWithOnly("child-in-need", "sw.north", answers))
                    .hasMessageContaining("Why this child needs a plan");
            assertThatThrownBy(() -> decidedOn(child, "2026-04-03")).hasMessageContaining("cannot be in the future");
            assertThat(running(child)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"s47-to-icpc", "child-family-assessment", "child-protection-plan", "child-in-care"})
        @DisplayName("by hand-over from an enquiry, an assessment, a protection plan or care: the 10 working days run"
                + " from the hand-over, over the May bank holiday to Monday 18 May (RUT-CIN-01a RUT-CIN-05)")
        void handedOver(String from) {
            practice.itIs("2026-05-01T16:00");
            String child = practice.child();
            UUID journey = practice.journey(from, child, "concern-received", "2026-03-02", "icpc-held", "2026-03-30");
            practice.handedOver("child-in-need", child, journey);
            allocated(child);
            assertThat(practice.due(child, "first-child-in-need-meeting-held")).isEqualTo("2026-05-18");
            assertThat(practice.tasks(child)).contains(AGREE, "Give contact details");
        }

        @Test
        @DisplayName(
                "by hand-over, the worker says since when it was plain that the child needs a plan, the conference's"
                        + " day for instance, and the 10 working days move there (RUT-CIN-05)")
        void plainSince() {
            practice.itIs("2026-05-05T10:00");
            String child = practice.child();
            practice.handedOver("child-in-need", child, practice.journey("s47-to-icpc", child));
            allocated(child);
            assertThat(practice.shownAtOpening(child, AGREE, "sw.north")).containsEntry("decidedOn", "2026-05-05");
            practice.complete(child, AGREE, "sw.north", Map.of("needConsent", "given", "decidedOn", "2026-05-01"));
            assertThat(practice.due(child, "first-child-in-need-meeting-held")).isEqualTo("2026-05-18");
            assertThat(practice.timerDay(child, "BoundaryEvent_FirstChildInNeedMeetingHeld"))
                    .isEqualTo("2026-05-18");
            assertThat(practice.dueDay(child, CONVENE)).isEqualTo("2026-05-11");
        }

        @Test
        @DisplayName("from an assessment: its reasons and the support it put in place go into the plan (RUT-CIN-01b"
                + " RUT-CIN-04a RUT-CIN-04b)")
        void fromAssessment() {
            String child = toBeDecidedInAssessment();
            practice.complete(
                    child,
                    DECIDE,
                    "tm.north",
                    Map.of("assessmentOutcome", "child-in-need-plan", "rationale", "He carries too much."));
            allocated(child);
            assertThat(practice.shownAtOpening(child, AGREE, "sw.north"))
                    .containsEntry("needRationale", "He carries too much.")
                    .containsEntry("earlySupport", "A sitter twice a week.");
            asksFor(child, AGREE, "sw.north", Map.of("needConsent", "given"), "needRationale", "earlySupport");
            met(convened(child), "tm.north", "continue", "earlySupport", "A sitter twice a week.");
            assertThat(entry(child, "record-child-in-need-plan").answers())
                    .containsEntry("earlySupport", "A sitter twice a week.");
        }

        private String toBeDecidedInAssessment() {
            String child = planned(toBePlanned());
            practice.start(
                    "support-now",
                    "sw.north",
                    Map.of("journeyId", practice.pathways(child).get(0).id().toString()));
            practice.carryOn(child);
            practice.complete(
                    child, "Put support in place", "sw.north", Map.of("supportGiven", "A sitter twice a week."));
            signedOff(written(gathered(child)));
            practice.complete(child, "Give contact details", "sw.north");
            return child;
        }
    }

    @Nested
    @DisplayName("Days")
    class Days {

        @Test
        @DisplayName("the first meeting is held within 10 working days of the decision: for Thursday 2 April, over"
                + " Easter, by Monday 20 April; whatever stands before it (RUT-CIN-05)")
        void firstMeeting() {
            String child = toBeHeld();
            notDone(child, HOLD, "first-child-in-need-meeting-held", "2026-04-20");
            practice.itIs("2026-04-22T10:00");
            held(child, "tm.north");
            doneLate(child, "first-child-in-need-meeting-held", 2);
        }

        @Test
        @DisplayName("where the family has not even been asked by then, the breach is recorded all the same, once"
                + " (RUT-CIN-05)")
        void firstMeetingNotEvenAgreed() {
            String child = toBeAgreed();
            oneMinuteBefore(child, "first-child-in-need-meeting-held");
            passed(child, "first-child-in-need-meeting-held");
            practice.complete(child, AGREE, "sw.north", Map.of("needConsent", "given"));
            convened(child);
            practice.fireDueTimers(child);
            assertThat(breaches(child, "first-child-in-need-meeting-held")).hasSize(1);
        }

        @Test
        @DisplayName("held on the tenth day and recorded the day after, it is in time (RUT-CIN-05 RUT-CIN-06a)")
        void recordedLater() {
            String child = toBeHeld();
            practice.itIs("2026-04-21T09:00");
            held(child, "tm.north", "meetingHeldOn", "2026-04-20");
            assertThat(practice.deadline(child, "first-child-in-need-meeting-held")
                            .status()
                            .name())
                    .isEqualTo("MET");
        }

        @ParameterizedTest
        @CsvSource({
            AGREE + ", child-in-need-plan-agreed, 2026-04-09, 2026-04-10T10:00, 1",
            CONVENE + ", first-child-in-need-meeting-convened, 2026-04-13, 2026-04-15T10:00, 2",
            RECORD + ", child-in-need-plan-recorded, 2026-04-08, 2026-04-09T10:00, 1",
            SHARE + ", child-in-need-plan-shared, 2026-04-13, 2026-04-14T10:00, 1"
        })
        @DisplayName("the steps around it: 3 working days to talk the plan over, 5 to invite; 2 from the meeting to"
                + " record it, 5 until everyone has the plan (RUT-CIN-01b RUT-CIN-02 RUT-CIN-06a RUT-CIN-06b"
                + " RUT-CIN-06c)")
        void steps(String task, String standard, String dueOn, String doneAt, int late) {
            String child = switch (task) {
                case AGREE -> toBeAgreed();
                case CONVENE -> agreed();
                case RECORD -> held(toBeHeld(), "tm.north");
                default -> met(toBeHeld(), "tm.north", "continue", "nextMeetingOn", "2026-05-22");
            };
            notDone(child, task, standard, dueOn);
            practice.itIs(doneAt);
            practice.complete(
                    child,
                    task,
                    "sw.north",
                    switch (task) {
                        case AGREE -> Map.of("needConsent", "given");
                        case RECORD -> Map.of("needOutcome", "close");
                        default -> Map.of();
                    });
            doneLate(child, standard, late);
        }

        @Test
        @DisplayName("the next meeting is held by the review date in the plan, and everybody is invited 5 working days"
                + " before it: for Friday 29 May, over the bank holiday, by Thursday 21 May (RUT-CIN-10 RUT-CIN-02)")
        void nextMeeting() {
            String child = met(toBeHeld(), "tm.north", "continue", "nextMeetingOn", "2026-05-29");
            assertThat(practice.shownAtOpening(child, CONVENE, "sw.north"))
                    .containsEntry("meetingPlannedFor", "2026-05-29");
            assertThat(LocalDate.ofInstant(
                            practice.task(child, CONVENE).getFollowUpDate().toInstant(), ENGLAND))
                    .as("out of the worker's list until 28 days before")
                    .isEqualTo("2026-04-23");
            notDone(child, CONVENE, "child-in-need-meeting-convened", "2026-05-21");
            convened(child, "meetingPlannedFor", "2026-05-29");
            notDone(child, HOLD, "child-in-need-meeting-held", "2026-05-29");
            practice.itIs("2026-06-01T10:00");
            held(child, "sw.north");
            doneLate(child, "child-in-need-meeting-held", 1);
        }

        @Test
        @DisplayName("a meeting planned for a later day than the review date does not move the limit, and the next"
                + " review date does not excuse this one (RUT-CIN-10)")
        void reviewDateStays() {
            String child = met(toBeHeld(), "tm.north", "continue", "nextMeetingOn", "2026-05-29");
            convened(child, "meetingPlannedFor", "2026-06-03");
            assertThat(practice.dueDay(child, HOLD)).isEqualTo("2026-05-29");
            practice.itIs("2026-06-03T10:00");
            met(child, "sw.north", "continue", "nextMeetingOn", "2026-07-10");
            assertThat(practice.deadlines(child, "child-in-need-meeting-held"))
                    .singleElement()
                    .satisfies(deadline -> {
                        assertThat(deadline.status().name()).isEqualTo("MET_LATE");
                        assertThat(deadline.lateWorkingDays()).isEqualTo(3);
                    });
            convened(child);
            assertThat(practice.dueDay(child, HOLD)).isEqualTo("2026-07-10");
        }
    }

    @Nested
    @DisplayName("Meetings")
    class Meetings {

        @Test
        @DisplayName("1 and 5 are chaired by a manager and nobody else can complete them; 2, 3, 4 and 6 by the social"
                + " worker or a manager (SWI-MTG-02a SWI-MTG-02b NEW-OVR-1f-4)")
        void whoChairs() {
            String child = agreed();
            for (int meeting = 1; meeting <= 6; meeting++) {
                convened(child);
                if (meeting == 1 || meeting == 5) {
                    assertThat(practice.offeredTo(child, HOLD))
                            .as("meeting %d", meeting)
                            .containsExactly("assistant-team-managers-north", "team-managers-north");
                    assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(HOLD);
                    assertThatThrownBy(() -> held(child, "sw.north"))
                            .as("meeting %d held by the social worker", meeting)
                            .isInstanceOf(RuntimeException.class);
                    assertThat(practice.tasks(child)).contains(HOLD);
                    held(child, "tm.north");
                } else {
                    assertThat(practice.offeredTo(child, HOLD))
                            .as("meeting %d", meeting)
                            .containsExactly(
                                    "assistant-team-managers-north", "social-workers-north", "team-managers-north");
                    held(child, "sw.north");
                }
                recorded(
                        child,
                        "continue",
                        "nextMeetingOn",
                        practice.today().plusWeeks(6).toString());
                signedOff(child);
                practice.complete(child, SHARE, "sw.north");
            }
            assertThat(practice.tasks(child)).contains(CONVENE).doesNotContain(SHARE);
            assertThat(entries(child, "hold-child-in-need-meeting")).isEqualTo(6);
        }

        @Test
        @DisplayName("nothing of one meeting comes back in the next, save the plan, which goes on from where it stands"
                + " (RUT-CIN-10)")
        void ownInstance() {
            String child = met(
                    toBeHeld(),
                    "tm.north",
                    "continue",
                    "objectives",
                    List.of(Map.of(
                            "objective",
                            "He sleeps in his own bed.",
                            "steps",
                            "A bed",
                            "owner",
                            "Worker",
                            "measure",
                            "He says so",
                            "by",
                            "2026-05-01")));
            convened(child);
            assertThat(practice.shownAtOpening(child, HOLD, "sw.north"))
                    .doesNotContainKeys("childWishes", "progress", "meetingHeldOn", "attendees");
            held(child, "sw.north");
            Map<String, Object> shown = practice.shownAtOpening(child, RECORD, "sw.north");
            assertThat(shown).doesNotContainKeys("needOutcome", "outcomeReasons", "nextMeetingOn");
            assertThat(String.valueOf(shown.get("objectives"))).contains("He sleeps in his own bed.");
        }

        @Test
        @DisplayName("invite everybody; the parents know that they may bring somebody; the young person is prepared;"
                + " interpreter (RUT-CIN-02 RUT-CIN-03 RUT-CIN-07 RUT-CIN-08)")
        void convening() {
            asksFor(
                    agreed(),
                    CONVENE,
                    "sw.north",
                    Map.of("childAttends", "yes", "interpreter", "booked"),
                    "meetingPlannedFor",
                    "invited",
                    "supporterTold",
                    "childAttends",
                    "childPrepared",
                    "familyEnabled",
                    "interpreterDetail");
        }

        @Test
        @DisplayName(
                "record who was there, how child and family took part, and needs, strengths, wishes and feelings of"
                        + " child and parents (RUT-CIN-03 RUT-CIN-06a RUT-CIN-09)")
        void holding() {
            String child = toBeHeld();
            asksFor(
                    child,
                    HOLD,
                    "tm.north",
                    Map.of(),
                    "meetingHeldOn",
                    "attendees",
                    "participation",
                    "childNeeds",
                    "childStrengths",
                    "childWishes",
                    "parentNeeds",
                    "parentStrengths",
                    "parentWishes",
                    "progress");
            assertThat(entry(child, "hold-child-in-need-meeting").by()).isEqualTo("tm.north");
        }

        @Test
        @DisplayName("end in a plan that is SMART: each objective with owner, measure and date, and a review date"
                + " (RUT-CIN-10 RUT-CIN-04b RUT-A1-05b RUT-CIN-06c)")
        void plan() {
            asksFor(
                    held(toBeHeld(), "tm.north"),
                    RECORD,
                    "sw.north",
                    Map.of("needOutcome", "continue"),
                    "needOutcome",
                    "nextMeetingOn",
                    "objectives",
                    "objectives.objective",
                    "objectives.owner",
                    "objectives.measure",
                    "objectives.by",
                    "earlySupport",
                    "contingency",
                    "directionOfTravel");
        }

        @Test
        @DisplayName("everyone who was there receives the plan, each a row on the record, while the work goes on"
                + " (RUT-CIN-06b RUT-CIN-06c)")
        void distributed() {
            String child = metWith("Mother", "School", "Health visitor");
            assertThat(practice.tasks(child)).contains(SHARE, CONVENE);
            asksFor(
                    child,
                    SHARE,
                    "sw.north",
                    Map.of("recipients", List.of(copy("Mother"), copy("school"), copy("Health visitor"))),
                    "recipients",
                    "recipients.receivedOn");
        }

        @Test
        @DisplayName("whoever was present stands in the list when it is opened, whoever stayed away does not; nobody is"
                + " left out, and who gets none has a reason (RUT-CIN-06b)")
        void nobodyLeftOut() {
            String child = metWith("Mother", "School", "Health visitor");
            assertThat(practice.shownAtOpening(child, SHARE, "sw.north").get("recipients"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                    .extracting(row -> row.get("who"))
                    .containsExactly("Mother", "School", "Health visitor");
            Map<String, Object> two = practice.answersFor(
                    child, SHARE, "sw.north", Map.of("recipients", List.of(copy("Mother"), copy("Father"))));
            assertThatThrownBy(() -> practice.completeWithOnly(child, SHARE, "sw.north", two))
                    .hasMessageContaining("leaves out who was present: School, Health visitor");
            two.put(
                    "recipients",
                    List.of(
                            copy("Mother"),
                            copy("School"),
                            Map.of(
                                    "who",
                                    "Health visitor",
                                    "kind",
                                    "attended",
                                    "format",
                                    "not-shared",
                                    "notSharedReason",
                                    "The parents do not agree.")));
            practice.completeWithOnly(child, SHARE, "sw.north", two);
            inTime(child, "child-in-need-plan-shared");
        }

        private Map<String, Object> copy(String who) {
            return Map.of(
                    "who",
                    who,
                    "kind",
                    "attended",
                    "format",
                    "secure-email",
                    "language",
                    "English",
                    "receivedOn",
                    practice.today().toString());
        }

        private String metWith(String... present) {
            List<Object> rows = new java.util.ArrayList<>();
            for (String who : present) {
                rows.add(Map.of("who", who, "part", "attended"));
            }
            rows.add(Map.of("who", "Housing", "part", "absent"));
            return signedOff(recorded(held(toBeHeld(), "tm.north", "attendees", rows), "continue"));
        }

        @Test
        @DisplayName("go on beside visits: the first within 4 weeks of the decision, the next 4 weeks after the last"
                + " (SWI-FIL-07b RUT-A4-03b)")
        void visits() {
            String child = agreed();
            assertThat(practice.dueDay(child, "Visit child: child in need")).isEqualTo("2026-04-30");
            practice.itIs("2026-04-10T16:00");
            practice.complete(child, "Visit child: child in need", "sw.north", Map.of("childSeen", "seen"));
            assertThat(practice.tasks(child)).contains("Record visit: child in need", CONVENE);
            assertThat(practice.dueDay(child, "Visit child: child in need")).isEqualTo("2026-05-08");
        }

        @Test
        @DisplayName(
                "the record of a visit says which interpreter, specialist or tool was used, what research was leant"
                        + " on, and who told what with a way to reach them (RUT-A4-04 RUT-A4-07 RUT-A4-10)")
        void recordOfVisit() {
            String child = agreed();
            practice.itIs("2026-04-10T16:00");
            practice.complete(child, "Visit child: child in need", "sw.north", Map.of("childSeen", "seen"));
            asksFor(
                    child,
                    "Record visit: child in need",
                    "sw.north",
                    Map.of("helpUsed", List.of("interpreter"), "researchUsed", "yes"),
                    "helpUsed",
                    "helpDetail",
                    "researchUsed",
                    "research",
                    "sources",
                    "sources.contact");
        }

        @Test
        @DisplayName("are not dated ahead, nor before it was plain that the child needs a plan (RUT-CIN-05)")
        void dated() {
            String child = toBeHeld();
            assertThatThrownBy(() -> held(child, "tm.north", "meetingHeldOn", "2026-04-03"))
                    .hasMessageContaining("cannot be in the future");
            assertThatThrownBy(() -> held(child, "tm.north", "meetingHeldOn", "2026-04-01"))
                    .hasMessageContaining("the date of the decision that the child needs a plan");
        }
    }

    @Nested
    @DisplayName("What a meeting decides")
    class Outcomes {

        @Test
        @DisplayName("goes on only with a manager's sign-off; returned, the worker may come to another outcome"
                + " (SWI-PG1-06a)")
        void signOff() {
            String child = recorded(held(toBeHeld(), "tm.north"), "close");
            assertThat(practice.tasks(child)).contains(SIGN).doesNotContain(CONVENE, SHARE);
            practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "returned"));
            practice.complete(child, "Rework document", "sw.north", Map.of("needOutcome", "continue"));
            signedOff(child);
            assertThat(practice.tasks(child)).contains(CONVENE, SHARE);
        }

        @Test
        @DisplayName("close: with the family's support in the long run and what they say about the work; visits end,"
                + " the last plan is still shared, then the journey is over (DFE-6-07c DFE-8-12)")
        void close() {
            String child = held(toBeHeld(), "tm.north");
            asksFor(child, RECORD, "sw.north", Map.of("needOutcome", "close"), "supportAfter", "familyFeedback");
            signedOff(child);
            assertThat(practice.running(child)).doesNotContain("child-in-need-plan", "visit-cycle");
            assertThat(practice.tasks(child)).contains(SHARE).doesNotContain(CONVENE);
            practice.complete(child, SHARE, "sw.north");
            practice.complete(child, "Give contact details", "sw.north");
            assertThat(running(child)).isEmpty();
        }

        @Test
        @DisplayName("step down: agreed in a meeting with a manager within 10 working days of the sign-off, then handed"
                + " to early help (SWI-MTG-01d)")
        void stepDown() {
            String child = met(toBeHeld(), "tm.north", "early-help");
            String meeting = "Hold step-down meeting";
            assertThat(practice.offeredTo(child, meeting))
                    .containsExactly("assistant-team-managers-north", "team-managers-north");
            assertThat(practice.tasks(child)).doesNotContain("Receive hand-over");
            notDone(child, meeting, "step-down-meeting-held", "2026-04-20");
            practice.itIs("2026-04-21T10:00");
            asksFor(child, meeting, "tm.north", Map.of(), "stepDownMetOn", "attendees", "supportAfter", "rationale");
            doneLate(child, "step-down-meeting-held", 1);
            assertThat(oversightOf(child, "meeting")).hasSize(1);
            practice.carryOn(child);
            assertThat(practice.chronology(child))
                    .anyMatch(entry -> entry.title().equals("Handed over: Early help to be opened"));
            assertThat(running(child)).contains("early-help");
            assertThat(practice.offeredTo(child, "Agree transfer to early help"))
                    .containsExactly("early-help-managers");
            assertThat(practice.due(child, "early-help-transfer-agreed"))
                    .as("3 working days from the meeting at which it steps down")
                    .isEqualTo("2026-04-24");
        }

        @ParameterizedTest
        @CsvSource({"section-47, S47 enquiry to initial child protection conference", "care, Child in care"})
        @DisplayName("step up or come into care: handed over at once; the sharing of the plan does not hold it up"
                + " (SWI-MTG-01b)")
        void stepUp(String outcome, String journey) {
            String child = met(toBeHeld(), "tm.north", outcome);
            assertThat(practice.chronology(child))
                    .anyMatch(entry -> entry.title().equals("Handed over: " + journey + " to be opened"));
            assertThat(practice.tasks(child)).contains(SHARE).doesNotContain(CONVENE);
            if (outcome.equals("section-47")) {
                assertThat(running(child)).contains("s47-to-icpc");
            }
        }
    }

    @Nested
    @DisplayName("Consent")
    class Consent {

        private String refused() {
            String child = toBeAgreed();
            practice.complete(child, AGREE, "sw.north", Map.of("needConsent", "refused", "refusedOn", "2026-04-02"));
            return child;
        }

        private void withdrawn(String child, String day) {
            practice.start("withdraw-consent", "sw.north", Map.of("journeyId", journeyOf(child), "withdrawnOn", day));
            practice.carryOn(child);
        }

        @Test
        @DisplayName("is asked of parents and child; a refusal with who and why (RUT-A1-01)")
        void asked() {
            asksFor(
                    toBeAgreed(),
                    AGREE,
                    "sw.north",
                    Map.of("needConsent", "refused", "childConsent", "refused"),
                    "needConsent",
                    "refusedReason",
                    "riskWithoutPlan",
                    "childConsent",
                    "childConsentReason",
                    "childVoice");
        }

        @Test
        @DisplayName(
                "refused on Thursday before Easter: the manager decides by Wednesday 8 April, else it is before the"
                        + " service manager; nothing begins before (RUT-A1-01)")
        void refusedAndLate() {
            String child = refused();
            assertThat(practice.tasks(child)).doesNotContain(CONVENE);
            assertThat(practice.offeredTo(child, WITHOUT))
                    .containsExactly("assistant-team-managers-north", "team-managers-north");
            notDone(child, WITHOUT, "decision-without-consent-made", "2026-04-08");
            practice.itIs("2026-04-10T10:00");
            practice.complete(child, WITHOUT, "tm.north", Map.of("withoutConsent", "goes-on"));
            doneLate(child, "decision-without-consent-made", 2);
            assertThat(practice.tasks(child)).contains(CONVENE);
            assertThat(oversightOf(child, "consent-decision")).hasSize(1);
        }

        @Test
        @DisplayName("refused and respected: the journey closes, with support in the long run on record (RUT-A1-01"
                + " DFE-6-07c)")
        void refusedAndClosed() {
            String child = refused();
            asksFor(child, WITHOUT, "tm.north", Map.of("withoutConsent", "close"), "supportAfter", "rationale");
            assertThat(running(child)).isEmpty();
            assertThat(practice.tasks(child)).isEmpty();
        }

        @Test
        @DisplayName("refused where the threshold is met: a section 47 enquiry is opened (RUT-A1-01)")
        void refusedAndHarm() {
            String child = refused();
            practice.complete(child, WITHOUT, "tm.north", Map.of("withoutConsent", "section-47", "actions", List.of()));
            assertThat(running(child)).containsExactly("s47-to-icpc");
        }

        @Test
        @DisplayName("withdrawn while the plan runs: the manager is told and decides within 2 working days; until then,"
                + " and where it goes on, meetings go on; it can be withdrawn again (RUT-A1-01)")
        void withdrawnAndGoesOn() {
            String child = toBeHeld();
            withdrawn(child, "2026-04-01");
            assertThat(practice.tasks(child)).contains(WITHOUT, HOLD);
            assertThat(practice.shownAtOpening(child, WITHOUT, "tm.north").get("document"))
                    .isNotNull();
            notDone(child, WITHOUT, "decision-without-consent-made", "2026-04-07");
            practice.itIs("2026-04-08T10:00");
            practice.complete(child, WITHOUT, "tm.north", Map.of("withoutConsent", "goes-on"));
            doneLate(child, "decision-without-consent-made", 1);
            assertThat(practice.tasks(child)).contains(HOLD).doesNotContain(WITHOUT);
            withdrawn(child, "2026-04-08");
            assertThat(practice.dueDay(child, WITHOUT)).isEqualTo("2026-04-10");
        }

        @Test
        @DisplayName("withdrawn, and the manager closes: everything ends, visits and meetings too (RUT-A1-01)")
        void withdrawnAndClosed() {
            String child = toBeHeld();
            withdrawn(child, "2026-04-02");
            practice.complete(child, WITHOUT, "tm.north", Map.of("withoutConsent", "close", "actions", List.of()));
            assertThat(running(child)).isEmpty();
            assertThat(practice.running(child)).isEmpty();
        }

        @Test
        @DisplayName(
                "withdrawn, and the threshold is met: a section 47 enquiry takes the place of the plan (RUT-A1-01)")
        void withdrawnAndHarm() {
            String child = toBeHeld();
            withdrawn(child, "2026-04-02");
            practice.complete(child, WITHOUT, "tm.north", Map.of("withoutConsent", "section-47", "actions", List.of()));
            assertThat(running(child)).containsExactly("s47-to-icpc");
            assertThat(practice.tasks(child)).containsExactly("Allocate case");
        }
    }

    @Nested
    @DisplayName("While it runs")
    class Meanwhile {

        @Test
        @DisplayName("significant harm opens a section 47 enquiry beside it (DFE-6-06b)")
        void significantHarm() {
            String child = toBeHeld();
            practice.start(
                    "significant-event", "sw.north", Map.of("journeyId", journeyOf(child), "riskToChild", "yes"));
            practice.carryOn(child);
            practice.complete(child, "Respond to risk", "tm.north", Map.of("riskResponse", "section-47"));
            assertThat(running(child)).containsExactly("child-in-need", "s47-to-icpc");
        }

        @Test
        @DisplayName("it can end early, with a reason and a decision; nothing is left open (SWI-INT-07c DFE-6-07c)")
        void endsEarly() {
            String child = toBeHeld();
            practice.start("end-journey", "sw.north", Map.of("journeyId", journeyOf(child), "endReason", "other"));
            practice.carryOn(child);
            practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(running(child)).isEmpty();
            assertThat(practice.tasks(child)).isEmpty();
        }
    }
}
