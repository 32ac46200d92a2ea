package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.AgreedAction;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("An agreed action is followed up")
class FollowUpActionTest {

    private static final String TASK = "Complete agreed action";

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    AgreedActions agreedActions;

    private String child;
    private AgreedAction agreed;

    /** Agreed until Friday 1 May; the Monday after is a bank holiday. */
    @BeforeEach
    void agreed() {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
        new ToTheConference(practice).requested(child, java.time.LocalDate.of(2026, 5, 28), false);
        practice.start(
                "management-oversight",
                "tm.north",
                Map.of(
                        "journeyId",
                        practice.pathways(child).get(0).id().toString(),
                        "resourceGap",
                        "no",
                        "adviceFrom",
                        "none",
                        "actions",
                        List.of(Map.of("action", "Book the interpreter", "owner", "sw.north", "by", "2026-05-01"))));
        practice.carryOn(child);
        agreed = agreedActions.openFor(child).get(0);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("by its owner, who sees what was agreed and by whom, until the end of the day agreed; done, it is"
            + " evidence with what came of it for the child (NEW-IND-1b, SWI-PG1-02c)")
    void done() {
        assertThat(practice.task(child, TASK).getAssignee()).isEqualTo("sw.north");
        assertThat(practice.dueDay(child, TASK)).isEqualTo("2026-05-01");
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, TASK, "sw.north").get("action")))
                .contains("Book the interpreter");
        practice.complete(
                child, TASK, "sw.north", Map.of("actionResult", "done", "actionEffect", "Mum could follow the talk."));
        AgreedAction now = agreedActions.get(agreed.id());
        assertThat(now.status()).isEqualTo(AgreedAction.Status.DONE);
        assertThat(now.result()).isEqualTo("Mum could follow the talk.");
        assertThat(now.endedBy()).isEqualTo("sw.north");
        assertThat(practice.deadline(child, "agreed-action-done").status()).isEqualTo(Deadline.Status.MET);
        assertThat(practice.running(child)).doesNotContain("follow-up-action");
    }

    @Test
    @DisplayName("what was not done says what is left, why, and who decides; it does not count as done (NEW-IND-1b)")
    void notDone() {
        ToTheConference.refusedWithout(
                practice,
                child,
                TASK,
                "sw.north",
                Map.of("actionResult", "not-done"),
                "actionNotDoneReason",
                "What is left, why");
        practice.complete(
                child,
                TASK,
                "sw.north",
                Map.of("actionResult", "not-done", "actionNotDoneReason", "No interpreter for Tigrinya."));
        assertThat(agreedActions.get(agreed.id()).status()).isEqualTo(AgreedAction.Status.NOT_DONE);
        assertThat(practice.deadline(child, "agreed-action-done").status()).isNotEqualTo(Deadline.Status.MET);
        assertThat(practice.deadline(child, "agreed-action-done").open())
                .as("nobody owes it any more, so it is not overdue for ever")
                .isFalse();
    }

    @Test
    @DisplayName("what is not done by its day escalates at the end of that day, and stays to be done (SWI-PG1-02b,"
            + " SWI-PG1-02c)")
    void late() {
        practice.itIs("2026-05-01T23:59");
        assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_AgreedActionDone");
        practice.itIs("2026-05-02T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_AgreedActionDone");
        assertThat(consequences.breach(child, "agreed-action-done").owner()).isEqualTo("sw.north");
        practice.itIs("2026-05-06T10:00");
        practice.complete(child, TASK, "sw.north", Map.of("actionResult", "done"));
        assertThat(practice.deadline(child, "agreed-action-done").status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(practice.deadline(child, "agreed-action-done").lateWorkingDays())
                .as("5 and 6 May; the 4th is a bank holiday")
                .isEqualTo(2);
    }

    @Test
    @DisplayName("not done by its day, it is before the manager who agreed it, by name; the service manager only where"
            + " nobody answers for 5 working days: not on Monday 11 May 2026, on the 12th (SWI-PG1-02b)")
    void managerWhoAgreed() {
        practice.itIs("2026-05-02T00:01");
        practice.fireDueTimers(child);
        assertThat(consequences.breach(child, "agreed-action-done").answerBy()).isEqualTo("team-manager");
        assertThat(practice.task(child, "Answer for missed standard").getAssignee())
                .isEqualTo("tm.north");
        assertThat(practice.dueDay(child, "Answer for missed standard")).isEqualTo("2026-05-11");
        assertThat(consequences.toldTo("tm.north", child)).anyMatch(FollowUpActionTest::ofTheAction);
        assertThat(consequences.toldTo("sw.north", child)).anyMatch(FollowUpActionTest::ofTheAction);
        assertThat(consequences.toldTo("sm", child)).noneMatch(FollowUpActionTest::ofTheAction);
        practice.itIs("2026-05-11T23:59");
        assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_MissedStandardAnswered");
        practice.itIs("2026-05-12T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_MissedStandardAnswered");
        assertThat(practice.offeredTo(child, "Answer for missed standard")).contains("service-managers");
    }

    @Test
    @DisplayName(
            "agreed by the service manager, it is the service manager who is asked, and silence goes to the head of"
                    + " service (SWI-PG1-02b, NEW-GEN-02b)")
    void serviceManagerAgreed() {
        practice.itIs("2026-04-28T00:01");
        practice.fireDueTimers(child);
        practice.complete(
                child,
                "Respond to breached standard",
                "sm",
                Map.of(
                        "breachDecision",
                        "direct-action",
                        "actions",
                        List.of(Map.of(
                                "action", "Ask for a funded nursery place", "owner", "sw.north", "by", "2026-04-30"))));
        practice.itIs("2026-05-01T00:01");
        practice.fireDueTimers(child);
        assertThat(consequences.breach(child, "agreed-action-done").answerBy()).isEqualTo("service-manager");
        assertThat(practice.task(child, "Answer for missed standard").getAssignee())
                .isEqualTo("sm");
        practice.itIs("2026-05-12T00:01");
        practice.fireDueTimers(child);
        assertThat(consequences.toldTo("hos", child)).anyMatch(FollowUpActionTest::ofTheAction);
    }

    private static boolean ofTheAction(String text) {
        return text.contains("The agreed action is done");
    }

    @Test
    @DisplayName("it outlives a journey that came to its usual end: what was agreed is still owed")
    void outlivesTheJourney() {
        var way = new ToTheConference(practice);
        way.prepared(child, java.time.LocalDate.of(2026, 4, 23));
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "no-further-action"));
        assertThat(practice.pathways(child)).isEmpty();
        assertThat(practice.running(child)).contains("follow-up-action");
        practice.itIs("2026-05-02T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_AgreedActionDone");
    }
}
