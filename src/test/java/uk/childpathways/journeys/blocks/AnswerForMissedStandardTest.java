package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.breaches.Breach;
import uk.childpathways.breaches.Breaches;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.standards.Weight;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/** A conference on Friday 24 April 2026, for which the child was to be prepared by Thursday the 23rd. */
@PathwaysTest
@DisplayName("Good practice that was not kept (B4)")
class AnswerForMissedStandardTest {

    private static final String ANSWER = "Answer for missed standard";
    private static final String HEAVY = "Respond to breached standard";
    private static final String LATE_WORK = "Prepare child";
    private static final String STANDARD = "child-prepared-for-conference";

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Oversight oversight;

    @Autowired
    TaskService tasks;

    @Autowired
    Breaches breaches;

    private String child;

    @BeforeEach
    void theChildWasNotPrepared() {
        practice.itIs("2026-04-02T10:00");
        ToTheConference way = new ToTheConference(practice);
        child = way.movedIn("2026-04-02");
        way.requested(child, LocalDate.of(2026, 4, 24), false);
        practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-24"));
        practice.complete(child, "Write conference report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
        practice.itIs("2026-04-23T23:59");
        assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_ChildPreparedForConference");
        practice.itIs("2026-04-24T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ChildPreparedForConference");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("is before the worker's own manager first, with one question and what happens now: the service manager"
            + " has no task and no notice (NEW-GEN-02b, RUT-MGT-05a)")
    void workersManagerFirst() {
        Breach breach = consequences.breach(child, STANDARD);
        assertThat(practice.deadline(child, STANDARD).weight()).isEqualTo(Weight.GOOD_PRACTICE);
        assertThat(breach.answerBy()).isEqualTo("team-manager");
        assertThat(practice.offeredTo(child, ANSWER)).containsExactly("team-managers-north");
        assertThat(practice.tasks(child)).contains(LATE_WORK).doesNotContain(HEAVY);
        assertThat(consequences.told(child, "breach")).containsExactly("sw.north", "tm.north");
        assertThat(practice.answersFor(child, ANSWER, "tm.north", Map.of("breachDecision", "direct-action")))
                .as("one text and one choice, not three essays")
                .containsOnlyKeys("rationale", "breachDecision");

        practice.complete(
                child,
                ANSWER,
                "tm.north",
                Map.of("breachDecision", "direct-action", "rationale", "He was away; it is done today."));
        OversightEntry entry =
                oversight.of(child, Pageable.unpaged()).getContent().get(0);
        assertThat(entry.by()).isEqualTo("tm.north");
        assertThat(entry.kind()).isEqualTo("breach-answer");
        assertThat(entry.breachId()).isEqualTo(breach.id());
        assertThat(entry.rationale()).isEqualTo("He was away; it is done today.");
        assertThat(consequences.answers(breach))
                .singleElement()
                .satisfies(answer -> assertThat(answer.reason()).isEqualTo("He was away; it is done today."));
        assertThat(practice.tasks(child)).contains(LATE_WORK).doesNotContain(ANSWER, HEAVY);
    }

    @Test
    @DisplayName("unanswered for 5 working days it rises to the service manager: not on Friday 1 May, on the 2nd"
            + " (NEW-GEN-02b)")
    void unanswered() {
        assertThat(practice.dueDay(child, ANSWER)).isEqualTo("2026-05-01");
        practice.itIs("2026-05-01T23:59");
        assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_MissedStandardAnswered");
        assertThat(practice.offeredTo(child, ANSWER)).containsExactly("team-managers-north");
        practice.itIs("2026-05-02T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_MissedStandardAnswered");
        assertThat(practice.offeredTo(child, ANSWER)).containsExactly("service-managers", "team-managers-north");
        assertThat(consequences.told(child, "breach")).contains("sm");
        assertThat(consequences.breaches(child))
                .filteredOn(breach -> breach.standard().equals(STANDARD))
                .hasSize(1);
    }

    @Test
    @DisplayName("still not done 5 working days after the answer it is before the service manager with the full"
            + " question: answered on Friday 24 April, not on Friday 1 May, on the 2nd (NEW-GEN-02b)")
    void stillNotDone() {
        answered("direct-action", Map.of());
        practice.itIs("2026-05-01T23:59");
        practice.fireDueTimers(child);
        assertThat(asked(HEAVY)).isEmpty();
        practice.itIs("2026-05-02T00:01");
        assertThat(practice.fireDueTimers(child)).contains("Event_MissedStandardMadeGood");
        assertThat(groups(HEAVY)).containsExactly("service-managers");
        assertThat(consequences.toldTo("sm", child)).anyMatch(text -> text.contains("has answered for it; now"));
        practice.itIs("2026-05-05T10:00");
        practice.completeTask(asked(HEAVY).get(0).getId(), child, "sm", Map.of("breachDecision", "direct-action"));
        assertThat(asked(HEAVY)).isEmpty();
        assertThat(practice.running(child)).doesNotContain("answer-for-missed-standard");
    }

    @Test
    @DisplayName("done within the 5 working days after the answer it goes no further (NEW-GEN-02b)")
    void doneAfterAll() {
        answered("direct-action", Map.of());
        practice.itIs("2026-05-01T10:00");
        practice.complete(child, LATE_WORK, "sw.north");
        practice.itIs("2026-05-02T00:01");
        assertThat(practice.fireDueTimers(child)).contains("Event_MissedStandardMadeGood");
        assertThat(asked(HEAVY)).isEmpty();
        assertThat(asked(HEAVY)).isEmpty();
        assertThat(practice.running(child)).doesNotContain("answer-for-missed-standard");
        assertThat(consequences.toldTo("sm", child)).noneMatch(text -> text.contains("The child is prepared"));
    }

    @Test
    @DisplayName("a later date that the manager accepted is waited for; when it has passed too, the service manager is"
            + " asked: not before Wednesday 6 May has ended (NEW-GEN-02b)")
    void laterDate() {
        answered("accept-new-date", Map.of("agreedUntil", "2026-05-06"));
        practice.itIs("2026-05-02T00:01");
        assertThat(practice.fireDueTimers(child)).contains("Event_MissedStandardMadeGood");
        assertThat(asked(HEAVY)).isEmpty();
        practice.itIs("2026-05-06T23:59");
        practice.fireDueTimers(child);
        assertThat(asked(HEAVY)).isEmpty();
        // Looked at again 5 working days after Saturday 2 May; Monday the 4th is a bank holiday.
        practice.itIs("2026-05-12T00:01");
        practice.fireDueTimers(child);
        assertThat(asked(HEAVY)).hasSize(1);
    }

    @Test
    @DisplayName("the manager who cannot help it alone asks for the service manager at once (SWI-COL-04b, NEW-GEN-02b)")
    void serviceManagerNeeded() {
        answered("ask-service-manager", Map.of());
        assertThat(groups(HEAVY)).containsExactly("service-managers");
        assertThat(asked(HEAVY).get(0).getAssignee()).isNull();
        practice.completeTask(asked(HEAVY).get(0).getId(), child, "sm", Map.of("breachDecision", "direct-action"));
        assertThat(oversight.of(child, Pageable.unpaged()).getContent())
                .extracting(OversightEntry::by)
                .startsWith("sm", "tm.north");
    }

    @Test
    @DisplayName("a child's safety and what is statutory are before the service manager as ever, also beside it"
            + " (SWI-COL-05, DFE-8-06b)")
    void heavyAsEver() {
        practice.itIs("2026-04-28T00:01");
        practice.fireDueTimers(child);
        assertThat(List.of(Weight.SAFETY, Weight.STATUTORY)).allMatch(Weight::heavy);
        assertThat(consequences.breach(child, "transfer-in-conference-held").answerBy())
                .isEqualTo("service-manager");
        assertThat(practice.tasks(child)).contains(ANSWER, HEAVY);
    }

    @Test
    @DisplayName("withdrawn, since a bank holiday became known, it is asked of nobody")
    void withdrawn() {
        breaches.withdraw(practice.deadline(child, STANDARD), "Monday 20 April 2026 became known as a bank holiday.");
        assertThat(practice.tasks(child)).contains(LATE_WORK).doesNotContain(ANSWER);
        assertThat(practice.running(child)).doesNotContain("breach-escalation", "answer-for-missed-standard");
    }

    /** The tasks in which somebody is asked about this missed standard. */
    private List<Task> asked(String label) {
        return tasks.createTaskQuery()
                .processVariableValueEquals(
                        "breachId", consequences.breach(child, STANDARD).id().toString())
                .taskName(label)
                .list();
    }

    private List<String> groups(String label) {
        return tasks.getIdentityLinksForTask(asked(label).get(0).getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
    }

    private void answered(String decision, Map<String, Object> more) {
        practice.itIs("2026-04-24T10:00");
        Map<String, Object> answers = new java.util.LinkedHashMap<>(more);
        answers.put("breachDecision", decision);
        practice.complete(child, ANSWER, "tm.north", answers);
    }
}
