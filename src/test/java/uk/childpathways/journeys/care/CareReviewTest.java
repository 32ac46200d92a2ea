package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Reviews of care")
class CareReviewTest extends CareReviewTestBase {

    private static final Map<String, Object> GOES_ON = Map.of("reviewOutcome", "care-goes-on");

    @Autowired
    PlannedMeetings meetings;

    @Nested
    @DisplayName("Their time")
    class Time {

        @ParameterizedTest(name = "looked after since {0}: by {1} ({2})")
        @CsvSource({
            "2026-03-26, 2026-04-27, Good Friday and Easter Monday not counted",
            "2026-12-10, 2027-01-12, Christmas and New Year not counted",
            "2026-05-02, 2026-06-02, a Saturday; both May bank holidays not counted",
            "2026-09-01, 2026-09-29, nothing in between"
        })
        @DisplayName("the first within 20 working days of becoming looked after (STAT-CIC-01, RUT-CIC-16a)")
        void first(String since, String by, String why) {
            String child = lookedAfter(since);
            assertThat(practice.dueDay(child, "Hold care review")).isEqualTo(by);
            assertThat(practice.timerDay(child, "BoundaryEvent_ReviewStandard")).isEqualTo(by);
            assertThat(practice.due(child, "first-care-review-held")).isEqualTo(by);
        }

        @Test
        @DisplayName(
                "the first is not held: one breach, the duty stays; held two working days later it is two days late"
                        + " (STAT-CIC-01)")
        void firstLate() {
            String child = lookedAfter("2026-03-26");
            notDone(child, "Hold care review", "first-care-review-held", "2026-04-27");
            held(child, "2026-04-29");
            doneLate(child, "first-care-review-held", 2);
        }

        @ParameterizedTest(name = "first held {0}: second by {1}")
        @CsvSource({
            "2026-11-30, 2027-02-28",
            "2026-08-31, 2026-11-30",
            "2026-04-15, 2026-07-15",
            "2026-02-21, 2026-05-21"
        })
        @DisplayName("the second within 3 months of the first, at a month's end on its last day (STAT-CIC-02)")
        void second(String first, String by) {
            String child = lookedAfter(first);
            held(child, first);
            inTime(child, "first-care-review-held");
            assertThat(practice.dueDay(child, "Hold care review")).isEqualTo(by);
            assertThat(practice.due(child, "second-care-review-held")).isEqualTo(by);
        }

        @Test
        @DisplayName("the same review is not recorded twice: the next cannot have been held on the day of the last, or"
                + " before it (RUT-CIC-16a)")
        void sameDay() {
            String child = lookedAfter("2026-08-28");
            held(child, "2026-08-31");
            for (String day : List.of("2026-08-31", "2026-08-30")) {
                assertThatThrownBy(() -> held(child, "2026-08-31", "reviewHeldOn", day))
                        .hasMessageContaining("'Review held on' cannot be before 1 September 2026");
            }
            assertThat(practice.dueDay(child, "Hold care review")).isEqualTo("2026-11-30");
            held(child, "2026-09-01");
            inTime(child, "second-care-review-held");
        }

        @Test
        @DisplayName("the second is not held: one breach, and held on the Tuesday after it is two working days late"
                + " (STAT-CIC-02)")
        void secondLate() {
            String child = lookedAfter("2026-08-28");
            held(child, "2026-08-31");
            notDone(child, "Hold care review", "second-care-review-held", "2026-11-30");
            held(child, "2026-12-02");
            doneLate(child, "second-care-review-held", 2);
        }

        @Test
        @DisplayName("the next ones within 6 months of the last, again and again, and what is late does not hide"
                + " what follows (STAT-CIC-03, RUT-CIC-16a)")
        void later() {
            String child = lookedAfter("2026-05-01");
            held(child, "2026-05-20");
            held(child, "2026-08-31");
            assertThat(practice.dueDay(child, "Hold care review"))
                    .as("31 August and 6 months")
                    .isEqualTo("2027-02-28");
            notDone(child, "Hold care review", "care-review-held", "2027-02-28");
            held(child, "2027-03-03");
            Deadline late = practice.deadlines(child, "care-review-held").get(0);
            assertThat(late.status()).isEqualTo(Deadline.Status.MET_LATE);
            assertThat(late.lateWorkingDays()).as("1, 2 and 3 March").isEqualTo(3);
            assertThat(practice.dueDay(child, "Hold care review")).isEqualTo("2027-09-03");
            held(child, "2027-09-03");
            assertThat(practice.dueDay(child, "Hold care review")).isEqualTo("2028-03-03");
            assertThat(breaches(child, "care-review-held")).hasSize(1);
        }

        @Test
        @DisplayName("a next review agreed for a later day than the limit needs a reason; one inside it does not"
                + " (STAT-CIC-02, STAT-CIC-03)")
        void agreedTooLate() {
            String child = lookedAfter("2026-05-01");
            practice.itIs("2026-05-20T15:00");
            String late = "That is later than the limit";
            Map<String, Object> threeMonths = with(GOES_ON, "nextReviewOn", "2026-08-20");
            assertThat(asks(child, "Hold care review", "iro", threeMonths, "nextReviewLateReason"))
                    .isFalse();
            refusedWithout(
                    child,
                    "Hold care review",
                    "iro",
                    with(GOES_ON, "nextReviewOn", "2026-08-21"),
                    "nextReviewLateReason",
                    late);
            held(child, "2026-05-20", "nextReviewOn", "2026-08-20");
            practice.itIs("2026-08-20T15:00");
            assertThat(asks(
                            child,
                            "Hold care review",
                            "iro",
                            with(GOES_ON, "nextReviewOn", "2027-02-20"),
                            "nextReviewLateReason"))
                    .isFalse();
            refusedWithout(
                    child,
                    "Hold care review",
                    "iro",
                    with(GOES_ON, "nextReviewOn", "2027-02-21"),
                    "nextReviewLateReason",
                    late);
        }

        @Test
        @DisplayName("the next round begins at once, whatever of the last one is still to be followed up")
        void nextRoundAtOnce() {
            String child = lookedAfter("2026-05-01");
            held(child, "2026-05-20");
            assertThat(practice.tasks(child))
                    .contains(
                            "Hold care review", "Convene care review", "Send review decisions", "Write review record");
        }
    }

    @Nested
    @DisplayName("Convening")
    class Convening {

        @Test
        @DisplayName("of the first is due 5 working days after coming into care, and escalates (STAT-CIC-15)")
        void first() {
            String child = lookedAfter("2026-05-01");
            notDone(child, "Convene care review", "first-care-review-convened", "2026-05-11");
            practice.itIs("2026-05-12T09:00");
            convened(child, "2026-05-28");
            doneLate(child, "first-care-review-convened", 1);
        }

        @Test
        @DisplayName("of later ones is due 20 working days before the day that was agreed, and begins with that day"
                + " (SWI-PRO-05)")
        void later() {
            String child = lookedAfter("2026-03-02");
            held(child, "2026-03-20", "nextReviewOn", "2026-06-10");
            assertThat(practice.shownAtOpening(child, "Convene care review", "sw.north"))
                    .containsEntry("reviewPlannedFor", "2026-06-10");
            notDone(child, "Convene care review", "care-review-convened", "2026-05-12");
        }

        @Test
        @DisplayName("asks whom it invites, what each needs to take part and what the child wishes (RUT-CIC-18,"
                + " RUT-CIC-17a)")
        void whomAndWhatFor() {
            String child = lookedAfter("2026-05-01");
            refusedWithoutEach(
                    child,
                    "Convene care review",
                    "sw.north",
                    Map.of(),
                    "recipients",
                    "Who is invited",
                    "arrangements",
                    "What each needs to take part",
                    "childsWishForReview",
                    "What the child said about when, where and who");
        }
    }

    @Nested
    @DisplayName("Days counted back from it")
    class CountedBack {

        @Test
        @DisplayName(
                "report 8 working days before, the talk with the IRO and all reports 5, the child prepared 2, Easter"
                        + " not counted; the talk is local practice (RUT-CIC-19a, RUT-CIC-19b, RUT-CIC-17d, RUT-CIC-17c)")
        void overEaster() {
            String child = lookedAfter("2026-03-16");
            convened(child, "2026-04-09");
            assertThat(practice.dueDay(child, "Write care review report")).isEqualTo("2026-03-26");
            assertThat(practice.dueDay(child, "Send review reports")).isEqualTo("2026-03-31");
            assertThat(practice.dueDay(child, "Discuss child's participation")).isEqualTo("2026-03-31");
            assertThat(practice.dueDay(child, "Prepare child for care review")).isEqualTo("2026-04-07");
        }

        @Test
        @DisplayName("over Christmas: for a review on Tuesday 5 January the fifth working day before is Thursday 24"
                + " December (RUT-CIC-19b)")
        void overChristmas() {
            String child = lookedAfter("2026-12-09");
            convened(child, "2027-01-05");
            assertThat(practice.dueDay(child, "Send review reports")).isEqualTo("2026-12-24");
            assertThat(practice.dueDay(child, "Prepare child for care review")).isEqualTo("2026-12-31");
        }

        @Test
        @DisplayName("not done, each escalates once on its own day and the work stays open (RUT-CIC-19a, RUT-CIC-19b,"
                + " RUT-CIC-17c, RUT-CIC-17d)")
        void notDoneInTime() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            notDone(child, "Write care review report", "care-review-report-written", "2026-09-15");
            notDone(child, "Send review reports", "care-review-reports-sent", "2026-09-18");
            assertThat(breaches(child, "care-review-participation-discussed")).hasSize(1);
            notDone(child, "Prepare child for care review", "child-prepared-for-care-review", "2026-09-23");

            practice.itIs("2026-09-24T10:00");
            practice.complete(child, "Discuss child's participation", "sw.north");
            doneLate(child, "care-review-participation-discussed", 4);
            reportsSent(child);
            doneLate(child, "care-review-reports-sent", 4);
            practice.complete(child, "Prepare child for care review", "sw.north");
            doneLate(child, "child-prepared-for-care-review", 1);
            practice.complete(child, "Write care review report", "sw.north");
            doneLate(child, "care-review-report-written", 7);
        }

        @Test
        @DisplayName("missed at once where the review is nearer than that already, each once (RUT-CIC-19b)")
        void nearerAlready() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-04");
            practice.fireDueTimers(child);
            practice.fireDueTimers(child);
            assertThat(consequences.breached(child))
                    .containsExactlyInAnyOrder(
                            "care-review-report-written",
                            "care-review-reports-sent",
                            "care-review-participation-discussed");
            assertThat(practice.dueDay(child, "Prepare child for care review")).isEqualTo("2026-09-02");
        }

        @ParameterizedTest(name = "to {0}: reports by {1}, child prepared by {2}")
        @CsvSource({"2026-09-29, 2026-09-22, 2026-09-25", "2026-09-22, 2026-09-15, 2026-09-18"})
        @DisplayName(
                "move with it, deadline, task and timer together: an adjourned review gets a new date (RUT-CIC-19b)")
        void moved(String to, String reports, String prepared) {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            held(child, "2026-09-10", "reviewOutcome", "adjourned");
            practice.complete(child, "Reconvene care review", "sw.north", Map.of("reviewPlannedFor", to));
            assertThat(practice.due(child, "care-review-reports-sent")).isEqualTo(reports);
            assertThat(practice.dueDay(child, "Send review reports")).isEqualTo(reports);
            assertThat(practice.timerDay(child, "BoundaryEvent_CareReviewReportsSent"))
                    .isEqualTo(reports);
            assertThat(practice.dueDay(child, "Prepare child for care review")).isEqualTo(prepared);
            assertThat(practice.timerDay(child, "BoundaryEvent_ChildPreparedForCareReview"))
                    .isEqualTo(prepared);
        }

        @ParameterizedTest(name = "to {0}: reports by {1}, child prepared by {2}")
        @CsvSource({"2026-09-29, 2026-09-22, 2026-09-25", "2026-09-23, 2026-09-16, 2026-09-21"})
        @DisplayName(
                "move with it when it gets another day from the start list, also what is asked for only after that;"
                        + " its own limit does not (RUT-CIC-19b)")
        void movedFromTheStartList(String to, String reports, String prepared) {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            move(child, to);
            assertThat(practice.dueDay(child, "Send review reports")).isEqualTo(reports);
            assertThat(practice.timerDay(child, "BoundaryEvent_CareReviewReportsSent"))
                    .isEqualTo(reports);
            assertThat(practice.dueDay(child, "Prepare child for care review")).isEqualTo(prepared);
            assertThat(practice.dueDay(child, "Hold care review")).isEqualTo("2026-09-29");
        }

        @Test
        @DisplayName("a move so near that the day for the reports has passed is missed at once, once (RUT-CIC-19b)")
        void movedTooNear() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-29");
            practice.itIs("2026-09-15T10:00");
            move(child, "2026-09-18");
            practice.fireDueTimers(child);
            practice.fireDueTimers(child);
            assertThat(breaches(child, "care-review-reports-sent")).hasSize(1);
            assertThat(practice.tasks(child)).contains("Send review reports");
        }

        private void move(String child, String to) {
            meetings.move(
                    journey(child).id() + "/care-review-planned-for",
                    LocalDate.parse(to),
                    practice.today(),
                    "sw.north");
        }

        @Test
        @DisplayName("count from this round's date and not from the last one's")
        void ofThisRound() {
            String child = lookedAfter("2026-03-02");
            convened(child, "2026-03-20");
            held(child, "2026-03-20", "nextReviewOn", "2026-06-10");
            practice.itIs("2026-05-11T10:00");
            convened(child, "2026-06-10");
            assertThat(practice.dueDay(child, "Send review reports")).isEqualTo("2026-06-03");
        }
    }

    @Nested
    @DisplayName("Before it")
    class Before {

        @Test
        @DisplayName("social worker and IRO agree how the child takes part, and say when they spoke (RUT-CIC-17d)")
        void talk() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            refusedWithout(child, "Discuss child's participation", "sw.north", Map.of(), "discussedOn", "You spoke on");
            refusedWithout(
                    child,
                    "Discuss child's participation",
                    "sw.north",
                    Map.of(),
                    "participationAgreed",
                    "What you agreed");
            refused(
                    child,
                    "Discuss child's participation",
                    "sw.north",
                    Map.of("discussedOn", "2026-09-02"),
                    "cannot be in the future");
            practice.complete(child, "Discuss child's participation", "sw.north");
            inTime(child, "care-review-participation-discussed");
        }

        @Test
        @DisplayName("the child is prepared, encouraged and helped to take part; one who is not willing or not able is"
                + " heard all the same (RUT-CIC-17a, RUT-CIC-17b, RUT-CIC-17c)")
        void childPrepared() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            Map.of(
                            "encouragement", "How you encouraged and helped the child",
                            "voiceMethods", "How the child's views reach the review",
                            "childVoice", "What the child wants the review to know")
                    .forEach((key, label) ->
                            refusedWithout(child, "Prepare child for care review", "sw.north", Map.of(), key, label));
            for (String notThere : List.of("not-willing", "not-able")) {
                refusedWithout(
                        child,
                        "Prepare child for care review",
                        "sw.north",
                        Map.of("childTakesPart", notThere),
                        "whyNotThere",
                        "Why the child does not come");
            }
            practice.complete(
                    child,
                    "Prepare child for care review",
                    "sw.north",
                    Map.of(
                            "childTakesPart",
                            "not-willing",
                            "voiceMethods",
                            List.of("drawing", "letter"),
                            "childVoice",
                            "I want to stay with Ann."));
            inTime(child, "child-prepared-for-care-review");
            assertThat(practice.shownAtOpening(child, "Hold care review", "iro"))
                    .containsEntry("childVoice", "I want to stay with Ann.");
        }

        @Test
        @DisplayName("the social worker's report is signed off or returned with reasons (RUT-CIC-19a, SWI-PG1-06a)")
        void report() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            practice.complete(child, "Write care review report", "sw.north");
            inTime(child, "care-review-report-written");
            practice.complete(
                    child,
                    "Sign off document",
                    "tm.north",
                    Map.of("signOffDecision", "returned", "returnReasons", "Nothing about school."));
            assertThat(practice.shownAtOpening(child, "Rework document", "sw.north")
                            .get("returned"))
                    .asString()
                    .contains("Nothing about school.");
            practice.complete(child, "Rework document", "sw.north");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.tasks(child)).doesNotContain("Sign off document", "Write care review report");
        }

        @Test
        @DisplayName("every contributor has sent a report, or it is said why there is none (RUT-CIC-19a)")
        void contributorsAnswered() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            List<Map<String, Object>> withoutSchool = contributors().stream()
                    .filter(row -> !"school".equals(row.get("contributor")))
                    .toList();
            refused(
                    child,
                    "Send review reports",
                    "sw.north",
                    Map.of("contributors", withoutSchool),
                    "must say what part these took: school");
            List<Map<String, Object>> noneFromCamhs = contributors();
            noneFromCamhs.get(5).put("report", "none");
            Map<String, Object> answers = practice.answersFor(
                    child, "Send review reports", "sw.north", Map.of("contributors", noneFromCamhs));
            assertThat(((List<?>) answers.get("contributors")).get(5))
                    .asString()
                    .contains("reason");
            practice.complete(
                    child, "Send review reports", "sw.north", Map.of("contributors", contributors("not-involved")));
            inTime(child, "care-review-reports-sent");
        }
    }

    @Nested
    @DisplayName("Holding it")
    class Holding {

        @Test
        @DisplayName("is the IRO's alone (RUT-CIC-16a)")
        void onlyTheIro() {
            String child = lookedAfter("2026-09-01");
            assertThat(practice.offeredTo(child, "Hold care review")).containsExactly("iros");
            for (String other : List.of("sw.north", "tm.north", "cpchair")) {
                assertThatThrownBy(() -> practice.complete(child, "Hold care review", other, GOES_ON))
                        .as(other)
                        .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
            }
        }

        @Test
        @DisplayName(
                "without reports on record is refused, or held with the reason why on record; with them nobody asks"
                        + " (RUT-CIC-19a, RUT-CIC-19b)")
        void withoutReports() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            refusedWithout(
                    child,
                    "Hold care review",
                    "iro",
                    GOES_ON,
                    "heldWithoutReportsReason",
                    "No reports for this review are on record");
            reportsSent(child);
            assertThat(asks(child, "Hold care review", "iro", GOES_ON, "heldWithoutReportsReason"))
                    .isFalse();
            held(child, "2026-09-25");

            assertThat(asks(child, "Hold care review", "iro", GOES_ON, "heldWithoutReportsReason"))
                    .as("the last review's reports are no reports for this one")
                    .isTrue();
            held(child, "2026-12-14", "heldWithoutReportsReason", "The school was closed by flood.");
            assertThat(entry(child, "hold-care-review").answers())
                    .containsEntry("heldWithoutReportsReason", "The school was closed by flood.");
        }

        @Test
        @DisplayName("ends what was not done before it: nobody is asked for it any more")
        void endsPreparation() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            practice.complete(child, "Write care review report", "sw.north");
            held(child, "2026-09-14");
            assertThat(practice.tasks(child))
                    .doesNotContain(
                            "Prepare child for care review",
                            "Discuss child's participation",
                            "Send review reports",
                            "Sign off document");
            for (String standard : List.of("child-prepared-for-care-review", "care-review-reports-sent")) {
                assertThat(practice.deadline(child, standard).status()).isEqualTo(Deadline.Status.WITHDRAWN);
            }
        }

        @Test
        @DisplayName(
                "asks for the views of child, parents and agencies, whether the plan meets needs and is in time, and"
                        + " what was decided (RUT-CIC-16b, RUT-CIC-16c, RUT-CIC-17a, RUT-CIC-18, DFE-5-04)")
        void asksFor() {
            refusedWithoutEach(
                    lookedAfter("2026-09-01"),
                    "Hold care review",
                    "iro",
                    with(GOES_ON, "planInTime", "no", "childTookPart", "not-there"),
                    "childTookPart",
                    "Did the child take part?",
                    "viewsPresented",
                    "How the child's views were put",
                    "whyNotThere",
                    "Why the child was not there",
                    "childVoice",
                    "The child's wishes and feelings",
                    "parentsEncouraged",
                    "How they were encouraged to take part",
                    "parentsViews",
                    "Their views, and what the review did with them",
                    "agenciesViews",
                    "The views of carers and agencies",
                    "planMeetsNeeds",
                    "Does the plan still meet the child's needs?",
                    "planInTime",
                    "Does it move on in time for the child?",
                    "planInTimeWhy",
                    "What holds it up",
                    "recommendations",
                    "Recommendations, and the decision on each",
                    "rationale",
                    "Reasons for the outcome",
                    "nextReviewOn",
                    "Next review on",
                    "lifelongConsequences",
                    "What this could mean for the child in the long run");
        }

        @Test
        @DisplayName("how the views were put is asked where the child was not there, and only there (RUT-CIC-17b)")
        void childThere() {
            String child = lookedAfter("2026-09-01");
            assertThat(asks(
                            child,
                            "Hold care review",
                            "iro",
                            with(GOES_ON, "childTookPart", "attended"),
                            "viewsPresented"))
                    .isFalse();
        }

        @Test
        @DisplayName("the first review goes without a permanence plan, the second and every later one does not"
                + " (RUT-CIC-13d)")
        void permanence() {
            String child = lookedAfter("2026-09-01");
            assertThat(asks(child, "Hold care review", "iro", GOES_ON, "permanencePlan"))
                    .as("first")
                    .isFalse();
            held(child, "2026-09-20");
            refusedWithout(
                    child, "Hold care review", "iro", GOES_ON, "permanencePlan", "Permanence plan for this child");
            refusedWithout(child, "Hold care review", "iro", GOES_ON, "permanenceSteps", "What has to happen for it");
            held(child, "2026-12-01", "permanencePlan", "parallel-plans");
            refusedWithout(
                    child, "Hold care review", "iro", GOES_ON, "permanencePlan", "Permanence plan for this child");
            refusedWithout(
                    child, "Hold care review", "iro", GOES_ON, "decisionsDone", "What became of the last review's");
        }

        @Test
        @DisplayName(
                "stands on the oversight record in the IRO's name, and agreed actions are followed up (RUT-CIC-16b,"
                        + " SWI-PG1-02c)")
        void onTheRecord() {
            String child = lookedAfter("2026-09-01");
            held(
                    child,
                    "2026-09-20",
                    "rationale",
                    "She thrives with Ann.",
                    "actions",
                    list(Map.of("action", "Swimming lessons", "owner", "sw.north", "by", "2026-10-20")));
            assertThat(oversightOf(child, "review-decision")).singleElement().satisfies(entry -> {
                assertThat(entry.by()).isEqualTo("iro");
                assertThat(entry.decision()).isEqualTo("care-goes-on");
                assertThat(entry.rationale()).isEqualTo("She thrives with Ann.");
            });
            assertThat(practice.dueDay(child, "Complete agreed action")).isEqualTo("2026-10-20");
        }
    }

    @Nested
    @DisplayName("Adjourned")
    class Adjourned {

        @Test
        @DisplayName("twice: the clock goes on, one deadline and one breach, until it is held (STAT-CIC-01)")
        void keepsTheClock() {
            String child = lookedAfter("2026-09-01");
            convened(child, "2026-09-25");
            held(child, "2026-09-25", "reviewOutcome", "adjourned");
            assertThat(practice.tasks(child)).contains("Reconvene care review").doesNotContain("Hold care review");
            assertThat(practice.deadline(child, "first-care-review-held").open())
                    .isTrue();
            practice.complete(child, "Reconvene care review", "sw.north", Map.of("reviewPlannedFor", "2026-09-30"));
            assertThat(practice.dueDay(child, "Hold care review")).as("unmoved").isEqualTo("2026-09-29");
            assertThat(practice.deadlines(child, "first-care-review-held")).hasSize(1);

            notDone(child, "Hold care review", "first-care-review-held", "2026-09-29");
            held(child, "2026-09-30", "reviewOutcome", "adjourned");
            practice.complete(child, "Reconvene care review", "sw.north", Map.of("reviewPlannedFor", "2026-10-02"));
            practice.fireDueTimers(child);
            assertThat(practice.deadlines(child, "first-care-review-held"))
                    .singleElement()
                    .satisfies(deadline -> assertThat(deadline.status()).isEqualTo(Deadline.Status.BREACHED));
            held(child, "2026-10-02");
            doneLate(child, "first-care-review-held", 3);
            assertThat(breaches(child, "first-care-review-held")).hasSize(1);
            assertThat(practice.deadlines(child, "care-review-reconvened"))
                    .extracting(Deadline::status)
                    .as("the second new date does not make the first one late")
                    .containsExactly(Deadline.Status.MET, Deadline.Status.MET);
        }

        @Test
        @DisplayName("everybody knows the new date 1 working day after the sitting, or it escalates (SWI-PRO-05)")
        void newDate() {
            String child = lookedAfter("2026-09-01");
            held(child, "2026-09-18", "reviewOutcome", "adjourned");
            notDone(child, "Reconvene care review", "care-review-reconvened", "2026-09-21");
            practice.itIs("2026-09-22T09:00");
            practice.complete(child, "Reconvene care review", "sw.north", Map.of("reviewPlannedFor", "2026-09-25"));
            doneLate(child, "care-review-reconvened", 1);
        }

        @Test
        @DisplayName("asks how the child is looked after well meanwhile, and not for what was not decided")
        void meanwhile() {
            String child = lookedAfter("2026-09-01");
            Map<String, Object> adjourned = Map.of("reviewOutcome", "adjourned");
            refusedWithout(
                    child, "Hold care review", "iro", adjourned, "safetyMeanwhile", "How the child is looked after");
            assertThat(asks(child, "Hold care review", "iro", adjourned, "nextReviewOn"))
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("Its outcome")
    class Outcome {

        @Test
        @DisplayName("care goes on: nothing else begins")
        void goesOn() {
            String child = lookedAfter("2026-09-01");
            planShared(child);
            held(child, "2026-09-20");
            followedUp(child);
            assertThat(practice.tasks(child)).containsExactly("Convene care review", "Hold care review");
        }

        @Test
        @DisplayName("the plan changes: it is written anew, 10 working days from then (RUT-CIC-20b, RUT-CIC-13a)")
        void planChanges() {
            String child = lookedAfter("2026-09-01");
            planShared(child);
            held(child, "2026-09-18", "reviewOutcome", "plan-changes");
            assertThat(practice.dueDay(child, "Write care plan")).isEqualTo("2026-10-02");
        }

        @Test
        @DisplayName(
                "adoption becomes the plan at the second review: it is handed over, care and its reviews go on, the"
                        + " plan is written anew, and nobody asks why (RUT-ADO-05b, RUT-CIC-13d)")
        void adoptionAtTheSecond() {
            String child = lookedAfter("2026-09-01");
            planShared(child);
            held(child, "2026-09-20");
            followedUp(child);
            practice.itIs("2026-12-01T10:00");
            Map<String, Object> adoption =
                    Map.of("reviewOutcome", "adoption-becomes-plan", "permanencePlan", "adoption");
            assertThat(asks(child, "Hold care review", "iro", adoption, "adoptionNotAtSecondReason"))
                    .isFalse();
            held(child, "2026-12-01", "reviewOutcome", "adoption-becomes-plan", "permanencePlan", "adoption");
            assertThat(practice.chronology(child))
                    .anyMatch(entry -> "handed-over".equals(entry.kind())
                            && "adoption".equals(entry.answers().get("toJourney")));
            assertThat(practice.running(child)).contains("care-reviews", "care-planning");
            assertThat(practice.tasks(child)).contains("Hold care review", "Write care plan");
            assertThat(practice.shownAtOpening(child, "Write care plan", "sw.north"))
                    .containsEntry("permanencePlan", "adoption");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"first", "third"})
        @DisplayName("adoption decided at another review than the second: a warning, and the reason is asked for"
                + " (RUT-ADO-05b)")
        void adoptionAtAnother(String which) {
            String child = lookedAfter("2026-09-01");
            if (which.equals("third")) {
                held(child, "2026-09-20");
                held(child, "2026-12-01");
            }
            refusedWithout(
                    child,
                    "Hold care review",
                    "iro",
                    Map.of("reviewOutcome", "adoption-becomes-plan"),
                    "adoptionNotAtSecondReason",
                    "Why it is decided at this review");
        }

        @Test
        @DisplayName(
                "an end of care is recommended: worker and manager are told to ask for the change; care goes on until"
                        + " then (RUT-CIC-21)")
        void endRecommended() {
            String child = lookedAfter("2026-09-01");
            held(child, "2026-09-20", "reviewOutcome", "end-recommended");
            assertThat(consequences.toldTo("sw.north", child)).anyMatch(text -> text.contains("Change of care plan"));
            assertThat(consequences.toldTo("tm.north", child)).anyMatch(text -> text.contains("Change of care plan"));
            assertThat(practice.tasks(child)).contains("Hold care review");
        }

        @Test
        @DisplayName("from 16 on it asks for an up-to-date pathway plan; younger children are not asked (RUT-CIC-15a,"
                + " RUT-CIC-15b)")
        void pathwayPlan() {
            String young = lookedAfter("2026-09-01");
            assertThat(asks(young, "Hold care review", "iro", GOES_ON, "pathwayPlanUpToDate"))
                    .isFalse();
            String grown = lookedAfterAtSixteen("2026-09-01");
            refusedWithout(
                    grown, "Hold care review", "iro", GOES_ON, "pathwayPlanUpToDate", "Is there an up-to-date pathway");
        }

        private void planShared(String child) {
            practice.complete(child, "Write care plan", "sw.north");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            practice.complete(child, "Share document", "sw.north");
        }
    }

    @Nested
    @DisplayName("After it")
    class After {

        @Test
        @DisplayName("decisions in 5, record in 15, distributed in 20 working days, from the day it was held; late ones"
                + " escalate (STAT-CIC-17)")
        void late() {
            String child = lookedAfter("2026-11-23");
            held(child, "2026-12-10");
            assertThat(practice.dueDay(child, "Send review decisions")).isEqualTo("2026-12-17");
            notDone(child, "Send review decisions", "care-review-decisions-sent", "2026-12-17");
            notDone(child, "Write review record", "care-review-record-written", "2027-01-05");
            practice.itIs("2027-01-06T09:00");
            practice.complete(child, "Write review record", "iro");
            doneLate(child, "care-review-record-written", 1);
            notDone(child, "Distribute review record", "care-review-record-distributed", "2027-01-12");
            practice.itIs("2027-01-14T09:00");
            practice.complete(child, "Distribute review record", "iro");
            doneLate(child, "care-review-record-distributed", 2);
            practice.complete(child, "Send review decisions", "iro");
            doneLate(child, "care-review-decisions-sent", 17);
        }

        @Test
        @DisplayName("in time: worker and manager hear that the decisions are out, the child has a record in words of"
                + " their own (STAT-CIC-17, RUT-CIC-18)")
        void done() {
            String child = lookedAfter("2026-09-01");
            held(child, "2026-09-21");
            practice.itIs("2026-09-22T09:00");
            assertThat(practice.shownAtOpening(child, "Write review record", "iro")
                            .get("document"))
                    .asString()
                    .contains("Reasons for the outcome");
            refusedWithout(child, "Write review record", "iro", Map.of(), "letterToChild", "The record in words");
            refusedWithout(child, "Write review record", "iro", Map.of(), "parentsInRecord", "What the parents said");
            refused(
                    child,
                    "Send review decisions",
                    "iro",
                    Map.of("decisionsSentOn", "2026-09-20"),
                    "cannot be before 21 September 2026");
            followedUp(child);
            inTime(child, "care-review-decisions-sent");
            inTime(child, "care-review-record-written");
            inTime(child, "care-review-record-distributed");
            assertThat(consequences.toldTo("sw.north", child)).anyMatch(text -> text.contains("decisions"));
            assertThat(practice.running(child)).doesNotContain("care-review-follow-up");
        }
    }

    @Nested
    @DisplayName("For brothers and sisters")
    class Siblings {

        @Test
        @DisplayName("is recorded once, with an outcome, reasons and a clock of its own for each child (RUT-S47-08b)")
        void recordedOnce() {
            practice.itIs("2026-09-01T10:00");
            List<String> family = practice.siblings(2);
            family.forEach(child -> lookedAfter(child, "2026-09-01", "no"));
            held(
                    family.get(1),
                    "2026-09-21",
                    "rationale",
                    "He settles.",
                    "recordedJointly",
                    "yes",
                    "jointChildren",
                    list(Map.of(
                            "childRef",
                            family.get(0),
                            "reviewOutcome",
                            "plan-changes",
                            "rationale",
                            "She needs a nursery.",
                            "childTookPart",
                            "part",
                            "childVoice",
                            "She looks for her brother.")));
            family.forEach(practice::carryOn);
            for (String child : family) {
                inTime(child, "first-care-review-held");
                assertThat(practice.dueDay(child, "Hold care review")).isEqualTo("2026-12-21");
            }
            assertThat(entry(family.get(0), "hold-care-review").answers())
                    .containsEntry("reviewOutcome", "plan-changes")
                    .containsEntry("childVoice", "She looks for her brother.");
            assertThat(entry(family.get(0), "hold-care-review").answers().toString())
                    .doesNotContain("He settles");
            assertThat(practice.openTasks(family.get(0), "Write care plan"))
                    .as("the first plan, and the one that the review asks for")
                    .hasSize(2);
            assertThat(practice.openTasks(family.get(1), "Write care plan")).hasSize(1);
        }

        @Test
        @DisplayName("who stand at different rounds keep their own: what only one of them needs is asked for that child"
                + " (RUT-CIC-13d)")
        void differentRounds() {
            practice.itIs("2026-09-01T10:00");
            List<String> family = practice.siblings(2);
            family.forEach(child -> lookedAfter(child, "2026-09-01", "no"));
            held(family.get(0), "2026-09-10", "recordedJointly", "no");
            Map<String, Object> row = with(
                    Map.of(),
                    "childRef",
                    family.get(0),
                    "reviewOutcome",
                    "care-goes-on",
                    "rationale",
                    "Her own.",
                    "childTookPart",
                    "attended",
                    "childVoice",
                    "Her own words.");
            practice.itIs("2026-09-21T15:00");
            refused(
                    family.get(1),
                    "Hold care review",
                    "iro",
                    Map.of("recordedJointly", "yes", "jointChildren", list(row)),
                    "For " + family.get(0));
            row.putAll(Map.of(
                    "permanencePlan", "family-or-friends",
                    "permanenceSteps", "Assessment of her aunt.",
                    "decisionsDone", "All done.",
                    "entryKindWas", "planned",
                    "heldWithoutReportsReason", "Eleven days after the last."));
            held(family.get(1), "2026-09-21", "recordedJointly", "yes", "jointChildren", list(row));
            inTime(family.get(1), "first-care-review-held");
            inTime(family.get(0), "second-care-review-held");
        }
    }
}
