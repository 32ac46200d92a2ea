package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Review child protection conferences")
class ReviewConferencesTest extends ProtectionPlanWalk {

    private static final String HOLD = "Hold review conference";

    @BeforeEach
    void dayOfTheConference() {
        practice.itIs(CONFERENCE + "T15:00");
    }

    @Test
    @DisplayName("the first within 3 months of the initial conference, then each within 6 months of the one before"
            + " (STAT-CP-02 STAT-CP-03)")
    void threeThenSixMonths() {
        String child = settled(practice.child());
        assertThat(practice.due(child, "first-review-conference-held")).isEqualTo("2026-06-26");
        practice.itIs("2026-06-24T15:00");
        reviewed(child, "continues", "2026-06-24", "nextReviewOn", "2026-12-16");
        inTime(child, "first-review-conference-held");
        assertThat(practice.due(child, "review-conference-held")).isEqualTo("2026-12-24");
        assertThat(practice.due(child, "review-report-written"))
                .as("10 working days before 16 December")
                .isEqualTo("2026-12-02");
        practice.itIs("2026-12-16T15:00");
        reviewed(child, "continues", "2026-12-15", "nextReviewOn", "2027-06-01");
        assertThat(practice.due(child, "review-conference-held")).isEqualTo("2027-06-15");
        assertThat(practice.due(child, "review-report-written"))
                .as("31 May is a bank holiday")
                .isEqualTo("2027-05-17");
    }

    @Test
    @DisplayName(
            "a review that is far off keeps out of sight; it comes into sight 28 days before it is due (STAT-CP-02)")
    void outOfSight() {
        String child = settled(practice.child());
        assertThat(practice.task(child, HOLD).getFollowUpDate())
                .isAfter(java.sql.Timestamp.valueOf("2026-05-28 00:00:00"))
                .isBefore(java.sql.Timestamp.valueOf("2026-05-31 00:00:00"));
        assertThat(practice.task(child, "Write review report").getFollowUpDate())
                .isNotNull();
    }

    @Test
    @DisplayName(
            "when its date moves, invitations, report and the child's preparation move with it, and the limit does not"
                    + " (STAT-CP-02 SWI-PRO-05)")
    void moved() {
        String child = settled(practice.child());
        practice.itIs("2026-06-01T10:00");
        practice.complete(
                child, "Convene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-06-18"));
        assertThat(practice.due(child, "review-report-written")).isEqualTo("2026-06-04");
        assertThat(practice.timerDay(child, "BoundaryEvent_ChildPreparedForReview"))
                .isEqualTo("2026-06-15");
        assertThat(practice.due(child, "first-review-conference-held")).isEqualTo("2026-06-26");
    }

    @Test
    @DisplayName(
            "the report is signed off and with the family before the conference; the chair can hold it all the same,"
                    + " and says how the family could take part (STAT-CP-02 SWI-PRO-06)")
    void prepared() {
        String child = settled(practice.child());
        practice.itIs("2026-06-09T10:00");
        practice.complete(
                child, "Convene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-06-24"));
        practice.complete(child, "Prepare child for review", "sw.north");
        practice.complete(child, "Write review report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
        for (String standard : List.of("review-invitations-sent", "review-report-written", "review-report-shared")) {
            inTime(child, standard);
        }
        assertThat(practice.running(child)).doesNotContain("review-preparation");
        refusedWithout(
                child,
                HOLD,
                "cpchair",
                review("continues", "2026-06-09", "reportShared", "no"),
                "reportNotSharedReason",
                "Why not, and how they could take part");
    }

    @Test
    @DisplayName("an adjourned sitting does not meet the limit: the clock goes on until the conference has decided"
            + " (STAT-CP-02)")
    void adjourned() {
        String child = settled(practice.child());
        practice.itIs("2026-06-24T15:00");
        reviewed(child, "adjourned", "2026-06-24");
        assertThat(practice.tasks(child))
                .contains("Reconvene review conference")
                .doesNotContain(HOLD);
        practice.complete(
                child, "Reconvene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-06-29"));
        assertThat(practice.due(child, "first-review-conference-held")).isEqualTo("2026-06-26");
        notDone(child, HOLD, "first-review-conference-held", "2026-06-26");
        practice.itIs("2026-06-29T15:00");
        reviewed(child, "continues", "2026-06-29", "nextReviewOn", "2026-12-16");
        doneLate(child, "first-review-conference-held", 1);
        assertThat(practice.due(child, "review-conference-held")).isEqualTo("2026-12-29");
    }

    @Test
    @DisplayName(
            "invitations that went out in time are recorded truthfully after the conference too: the planned day may"
                    + " have passed by then, but not before there was a plan (SWI-PRO-05)")
    void convenedAndWrittenDownLate() {
        String child = settled(practice.child());
        practice.itIs("2026-06-25T10:00");
        assertThatThrownBy(() -> practice.complete(
                        child, "Convene review conference", "confadmin", Map.of("conferencePlannedFor", "2025-06-24")))
                .hasMessageContaining("cannot be before 26 March 2026, the date of the conference that made the plan");
        practice.complete(
                child,
                "Convene review conference",
                "confadmin",
                Map.of("conferencePlannedFor", "2026-06-24", "invitationsSentOn", "2026-06-10"));
        inTime(child, "review-invitations-sent");
    }

    @Test
    @DisplayName(
            "reconvened on another day: the report, the child's preparation and the sharing that are still open count"
                    + " back from the new day (SWI-PRO-05 SWI-PRO-06 STAT-CP-02)")
    void preparationFollowsTheNewDay() {
        String child = settled(practice.child());
        practice.itIs("2026-06-09T10:00");
        practice.complete(
                child, "Convene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-06-16"));
        practice.complete(child, "Write review report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.due(child, "review-report-shared")).isEqualTo("2026-06-09");
        assertThat(practice.due(child, "child-prepared-for-review")).isEqualTo("2026-06-11");
        practice.itIs("2026-06-16T15:00");
        reviewed(child, "adjourned", "2026-06-16");
        practice.complete(
                child, "Reconvene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-06-25"));
        assertThat(practice.due(child, "review-report-shared")).isEqualTo("2026-06-18");
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-06-18");
        assertThat(practice.due(child, "child-prepared-for-review")).isEqualTo("2026-06-22");
        assertThat(practice.timerDay(child, "BoundaryEvent_ChildPreparedForReview"))
                .isEqualTo("2026-06-22");
    }

    @Test
    @DisplayName("adjourned twice: everyone knows each new date a working day later, and the first answer stays in time"
            + " (SWI-PRO-05 STAT-CP-02)")
    void adjournedTwice() {
        String child = settled(practice.child());
        practice.itIs("2026-06-15T15:00");
        reviewed(child, "adjourned", "2026-06-15");
        practice.complete(
                child, "Reconvene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-06-22"));
        practice.itIs("2026-06-22T15:00");
        reviewed(child, "adjourned", "2026-06-22");
        assertThat(practice.dueDay(child, "Reconvene review conference")).isEqualTo("2026-06-23");
        practice.complete(
                child, "Reconvene review conference", "confadmin", Map.of("conferencePlannedFor", "2026-06-25"));
        assertThat(practice.deadlines(child, "review-conference-reconvened"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET, Deadline.Status.MET);
        practice.itIs("2026-06-25T15:00");
        reviewed(child, "continues", "2026-06-25", "nextReviewOn", "2026-12-16");
        inTime(child, "first-review-conference-held");
        assertThat(practice.deadlines(child, "first-review-conference-held")).hasSize(1);
    }

    @ParameterizedTest(name = "conference number {0}, changes made: {1}, PLO to be considered: {2} → legal advice {3}")
    @CsvSource({
        "2,no,no,false",
        "2,no,yes,true",
        "2,yes,no,false",
        "3,no,no,true",
        "3,yes,no,false",
        "3,yes,yes,true",
        "4,no,no,true"
    })
    @DisplayName(
            "changes not made by the third conference, the initial one counted, lead to legal advice; the PLO question"
                    + " is asked at every review (RUT-CP-05a RUT-CP-05b RUT-CP-05c)")
    void thirdConference(int number, String changesMade, String ploConsidered, boolean legalAdvice) {
        String child = settled(practice.child());
        String[] days = {"2026-06-24", "2026-12-16", "2027-06-09"};
        for (int conference = 2; conference < number; conference++) {
            practice.itIs(days[conference - 2] + "T15:00");
            reviewed(child, "continues", days[conference - 2]);
        }
        practice.itIs(days[number - 2] + "T15:00");
        reviewed(child, "continues", days[number - 2], "changesMade", changesMade, "ploConsidered", ploConsidered);
        if (legalAdvice) {
            assertThat(practice.tasks(child)).contains("Tell parents of legal advice", "Refer to legal gateway panel");
            assertThat(practice.deadline(child, "parents-told-of-legal-advice").startAt())
                    .as("from the conference, whenever it is recorded")
                    .isEqualTo(java.time.LocalDate.parse(days[number - 2])
                            .atStartOfDay(ENGLAND)
                            .toInstant());
        } else {
            assertThat(practice.tasks(child))
                    .doesNotContain("Tell parents of legal advice", "Refer to legal gateway panel");
        }
        assertThat(practice.tasks(child)).contains(HOLD);
    }

    @Test
    @DisplayName("a plan with earlier reviews counts them: its next review is the third conference (RUT-CP-05b)")
    void earlierReviewsCount() {
        String child = settled(
                practice.child(),
                "icpcHeldOn",
                "2025-11-05",
                "earlierReviews",
                1,
                "lastReviewOn",
                "2026-02-02",
                "nextReviewOn",
                "2026-04-22");
        practice.itIs("2026-04-22T15:00");
        reviewed(child, "continues", "2026-04-22", "changesMade", "no");
        assertThat(practice.tasks(child)).contains("Tell parents of legal advice");
    }

    @Test
    @DisplayName("the rule is not lost where the manager has not yet considered the PLO (RUT-CP-05a RUT-CP-05b)")
    void notYetConsidered() {
        String child = begun();
        practice.itIs("2026-06-24T15:00");
        reviewed(child, "continues", "2026-06-24", "ploConsidered", "yes");
        assertThat(practice.tasks(child))
                .contains("Tell parents of legal advice", "Refer to legal gateway panel")
                .doesNotContain("Consider PLO");
        assertThat(practice.deadline(child, "plo-considered").status()).isEqualTo(Deadline.Status.MET_LATE);
    }

    @Test
    @DisplayName("where the child is before the panel already, the next conference opens nothing second (RUT-CP-05b)")
    void notTwice() {
        String child = settled(practice.child());
        fromTheStartList("seek-legal-advice", "tm.north", child, "ploConsideredOn", CONFERENCE);
        practice.itIs("2026-06-24T15:00");
        reviewed(child, "continues", "2026-06-24", "changesMade", "no", "ploConsidered", "yes");
        assertThat(practice.openTasks(child, "Tell parents of legal advice")).hasSize(1);
        assertThat(practice.openTasks(child, "Refer to legal gateway panel")).hasSize(1);
    }

    @Test
    @DisplayName(
            "asks for the child's views, 'What is life like for this child?', the changes and the PLO, with reasons"
                    + " (RUT-CP-05a RUT-CP-05b RUT-CP-10a RUT-CP-11 RUT-CP-12b)")
    void asks() {
        String child = settled(practice.child());
        Map<String, Object> given = review("continues", CONFERENCE);
        Map.of(
                        "changesMade", "Have the changes that the plan requires been made?",
                        "changesDetail", "Which were made",
                        "ploConsidered", "Should the Public Law Outline be considered now?",
                        "ploReasons", "Why, or why not now",
                        "childVoice", "The child's views",
                        "lifeForChild", "What is life like for this child?",
                        "nextReviewOn", "Next review conference on",
                        "rationale", "Reasons for the decision")
                .forEach((key, says) -> refusedWithout(child, HOLD, "cpchair", given, key, says));
        refusedWithout(
                child, HOLD, "cpchair", review("no-further-plan", CONFERENCE), "supportAfter", "What support goes on");
        assertThatThrownBy(() -> reviewed(child, "continues", "2026-03-25")).hasMessageContaining("cannot be before");
    }

    @ParameterizedTest(name = "mother fit: {0} → by {1}")
    @CsvSource({"yes,2026-05-11", "no,2026-05-21"})
    @DisplayName(
            "after the birth of a child with a plan the review is due 10 days from the birth, 20 if the mother is not"
                    + " well enough; the one that was planned gives way, and six months count from it (STAT-CP-07)")
    void afterBirth(String fit, String due) {
        String child = settled(practice.unbornChild());
        assertThat(practice.due(child, "first-review-conference-held")).isEqualTo("2026-06-26");
        practice.itIs("2026-05-03T10:00");
        assertThatThrownBy(() -> fromTheStartList(
                        "record-birth-under-plan",
                        "sw.north",
                        child,
                        "motherFit",
                        "yes",
                        "bornOn",
                        "2025-05-01",
                        "nextReviewOn",
                        "2026-05-08"))
                .as("a slip in the year")
                .hasMessageContaining("lies before the pregnancy: this child is expected on");
        fromTheStartList(
                "record-birth-under-plan",
                "sw.north",
                child,
                "motherFit",
                fit,
                "yes".equals(fit) ? "bornOn" : "bornOnMotherUnwell",
                "2026-05-01",
                "nextReviewOn",
                "2026-05-08");
        assertThat(practice.due(child, "review-after-birth-held")).isEqualTo(due);
        assertThat(practice.deadline(child, "first-review-conference-held").status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
        practice.itIs("2026-05-08T10:00");
        reviewed(child, "continues", "2026-05-08", "nextReviewOn", "2026-10-28");
        inTime(child, "review-after-birth-held");
        assertThat(practice.due(child, "review-conference-held")).isEqualTo("2026-11-08");
    }

    // ---- brothers and sisters ----

    private static Map<String, Object> row(String child, String outcome, Object... more) {
        return with(
                Map.of(
                        "childRef",
                        child,
                        "reviewOutcome",
                        outcome,
                        "rationale",
                        "Why it is so for " + child,
                        "childVoice",
                        "What " + child + " wants",
                        "lifeForChild",
                        "Life of " + child),
                more);
    }

    @Test
    @DisplayName(
            "one joint review is recorded once, with a decision, reasons and dates of their own for each child: one"
                    + " plan goes on, another steps down, a third is adjourned (RUT-S47-08b STAT-CP-02)")
    void joint() {
        List<String> children = practice.siblings(3);
        children.forEach(this::settled);
        practice.itIs("2026-06-24T15:00");
        Map<String, Object> answers = review(
                "continues",
                "2026-06-24",
                "nextReviewOn",
                "2026-12-16",
                "recordedJointly",
                "yes",
                "jointChildren",
                list(
                        row(
                                children.get(1),
                                "child-in-need-plan",
                                "changesMade",
                                "yes",
                                "changesDetail",
                                "All",
                                "supportAfter",
                                "Family support",
                                "endToldHow",
                                "At home"),
                        row(
                                children.get(2),
                                "adjourned",
                                "sittingOn",
                                "2026-06-24",
                                "safetyMeanwhile",
                                "Stays with grandmother")));
        practice.complete(children.get(0), HOLD, "cpchair", answers);
        children.forEach(practice::carryOn);

        assertThat(practice.tasks(children.get(0))).contains(HOLD);
        assertThat(practice.due(children.get(0), "review-conference-held")).isEqualTo("2026-12-24");
        assertThat(journey(children.get(1)).endReason()).isEqualTo("Plan ended: stepped down to child in need");
        assertThat(practice.tasks(children.get(2)))
                .contains("Reconvene review conference")
                .doesNotContain(HOLD);
        assertThat(practice.deadline(children.get(2), "first-review-conference-held")
                        .status())
                .isEqualTo(Deadline.Status.OPEN);
        assertThat(entry(children.get(1), "hold-review-conference")).satisfies(entry -> {
            assertThat(entry.jointWith()).isEqualTo(children.get(0));
            assertThat(entry.answers())
                    .containsEntry("rationale", "Why it is so for " + children.get(1))
                    .doesNotContainKey("jointChildren");
        });
        assertThat(entry(children.get(0), "hold-review-conference").answers().toString())
                .doesNotContain("Why it is so for");
    }

    @Test
    @DisplayName("all or nothing: a joint review without reasons for one child is recorded for nobody (RUT-S47-08b)")
    void allOrNothing() {
        List<String> children = practice.siblings(2);
        children.forEach(this::settled);
        practice.itIs("2026-06-24T15:00");
        Map<String, Object> answers = practice.answersFor(
                children.get(0),
                HOLD,
                "cpchair",
                review(
                        "continues",
                        "2026-06-24",
                        "nextReviewOn",
                        "2026-12-16",
                        "recordedJointly",
                        "yes",
                        "jointChildren",
                        list(row(
                                children.get(1),
                                "continues",
                                "changesMade",
                                "no",
                                "changesDetail",
                                "None",
                                "categories",
                                list("neglect"),
                                "ploConsidered",
                                "no",
                                "ploReasons",
                                "Not now"))));
        @SuppressWarnings("unchecked")
        Map<String, Object> row = ((List<Map<String, Object>>) answers.get("jointChildren")).get(0);
        row.remove("rationale");
        assertThatThrownBy(() -> practice.completeWithOnly(children.get(0), HOLD, "cpchair", answers))
                .hasMessageContaining("Why, for this child");
        children.forEach(child -> assertThat(practice.tasks(child)).contains(HOLD));
        assertThat(entries(children.get(0), "hold-review-conference")).isZero();
    }
}
