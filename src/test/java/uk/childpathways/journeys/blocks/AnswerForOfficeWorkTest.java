package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.standards.Weight;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/**
 * Two children of one worker; calls of Thursday 2 April 2026 were to be returned by Wednesday the 8th, after Easter. What
 * one worker owes is looked at together, so this worker is nobody else's: what other tests leave undone is not theirs.
 */
@PathwaysTest
@DisplayName("Office work that was not done in time (B4)")
class AnswerForOfficeWorkTest {

    private static final String ANSWER = "Answer for office work";
    private static final String LATE_WORK = "Answer message";
    private static final String WORKER = "sw.calls";

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Oversight oversight;

    @Autowired
    RecordAccess access;

    @Autowired
    StaffAdministration staff;

    @Autowired
    LoginAccounts accounts;

    @Autowired
    Children children;

    private String one;
    private String two;

    @BeforeEach
    void callsWereNotReturned() {
        practice.itIs("2026-04-02T10:00");
        worksHere(true);
        one = new ToTheConference(practice).movedIn("2026-04-02");
        two = new ToTheConference(practice).movedIn("2026-04-02");
        List.of(one, two).forEach(child -> {
            new ToTheConference(practice).requested(child, LocalDate.of(2026, 4, 24), false);
            practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-24"));
            children.allocate(child, "north", WORKER);
            called(child);
        });
        List.of(one, two).forEach(child -> {
            practice.itIs("2026-04-08T23:59");
            assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_MessageAnswered");
            practice.itIs("2026-04-09T00:01");
            assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_MessageAnswered");
        });
    }

    /** No call of this test may be left for the next. */
    @AfterEach
    void back() {
        List.of(one, two).forEach(child -> {
            if (practice.tasks(child).contains(LATE_WORK)) practice.complete(child, LATE_WORK, WORKER);
        });
        worksHere(false);
        practice.backToToday();
    }

    private void worksHere(boolean active) {
        staff.put(
                new Person(WORKER, "Cal Calls", Set.of("social-worker"), "north", null, null, null, true, true, active),
                active && !accounts.exists(WORKER) ? "seven calls nobody returned" : null);
    }

    private void called(String child) {
        practice.start(
                "answer-message",
                WORKER,
                Map.of("journeyId", practice.pathways(child).get(0).id().toString(), "receivedOn", "2026-04-02"));
        practice.carryOn(child);
    }

    @Test
    @DisplayName("is a breach on record, and nobody is told of it or has a task for it at once: a missed telephone call"
            + " is not asked what an unseen child is (NEW-GEN-02b)")
    void nobodyAtOnce() {
        assertThat(practice.deadline(one, "message-answered").weight()).isEqualTo(Weight.OFFICE);
        assertThat(consequences.breach(one, "message-answered").answerBy()).isEqualTo("team-manager");
        assertThat(practice.tasks(one)).contains(LATE_WORK).doesNotContain(ANSWER, "Respond to breached standard");
        assertThat(consequences.told(one, "breach")).isEmpty();
    }

    @Test
    @DisplayName("5 working days later the worker's manager has one task for all that this worker owes: not on Thursday"
            + " 16 April, on the 17th; the answer stands on the record of each child (NEW-GEN-02b, RUT-MGT-05b)")
    void together() {
        practice.itIs("2026-04-16T23:59");
        List.of(one, two)
                .forEach(child -> assertThat(practice.fireDueTimers(child)).doesNotContain("Event_OfficeWorkGathered"));
        practice.itIs("2026-04-17T00:01");
        List.of(one, two)
                .forEach(child -> assertThat(practice.fireDueTimers(child)).contains("Event_OfficeWorkGathered"));
        assertThat(practice.offeredTo(one, ANSWER)).containsExactly("team-managers-north");
        assertThat(practice.tasks(two)).as("one task for both").doesNotContain(ANSWER);
        assertThat(String.valueOf(
                        practice.shownAtOpening(one, ANSWER, "tm.north").get("breach")))
                .contains(one, two);

        practice.itIs("2026-04-17T10:00");
        practice.complete(one, ANSWER, "tm.north", Map.of("rationale", "The switchboard was down over Easter."));
        List.of(one, two).forEach(child -> {
            OversightEntry entry =
                    oversight.of(child, Pageable.unpaged()).getContent().get(0);
            assertThat(entry.rationale()).isEqualTo("The switchboard was down over Easter.");
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.breachId())
                    .isEqualTo(consequences.breach(child, "message-answered").id());
            assertThat(consequences.answers(consequences.breach(child, "message-answered")))
                    .hasSize(1);
        });
        practice.itIs("2026-04-25T00:01");
        practice.fireDueTimers(two);
        assertThat(practice.running(two)).doesNotContain("answer-for-office-work");
    }

    @Test
    @DisplayName("done within the week, it is asked of nobody (NEW-GEN-02b)")
    void done() {
        practice.itIs("2026-04-10T10:00");
        practice.complete(one, LATE_WORK, WORKER);
        practice.itIs("2026-04-17T00:01");
        practice.fireDueTimers(one);
        practice.fireDueTimers(two);
        assertThat(practice.tasks(one)).doesNotContain(ANSWER);
        assertThat(practice.running(one)).doesNotContain("breach-escalation");
        assertThat(String.valueOf(
                        practice.shownAtOpening(two, ANSWER, "tm.north").get("breach")))
                .contains(two)
                .doesNotContain(one);
    }

    @Test
    @DisplayName("unanswered for another 5 working days it rises to the service manager: not on Friday 24 April, on the"
            + " 25th (NEW-GEN-02b)")
    void unanswered() {
        practice.itIs("2026-04-17T00:01");
        practice.fireDueTimers(one);
        assertThat(practice.dueDay(one, ANSWER)).isEqualTo("2026-04-24");
        practice.itIs("2026-04-24T23:59");
        assertThat(practice.fireDueTimers(one)).doesNotContain("BoundaryEvent_OfficeWorkAnswered");
        practice.itIs("2026-04-25T00:01");
        assertThat(practice.fireDueTimers(one)).contains("BoundaryEvent_OfficeWorkAnswered");
        assertThat(practice.offeredTo(one, ANSWER)).containsExactly("service-managers", "team-managers-north");
    }

    @Test
    @DisplayName("of a child whose record is restricted, it is answered for alone: nobody learns of the child from"
            + " another's task (SWI-CON-12)")
    void restricted() {
        access.restrictBecause(two, "The family is known to a colleague.");
        practice.itIs("2026-04-17T00:01");
        practice.fireDueTimers(one);
        assertThat(String.valueOf(
                        practice.shownAtOpening(one, ANSWER, "tm.north").get("breach")))
                .contains(one)
                .doesNotContain(two);
        practice.fireDueTimers(two);
        assertThat(practice.tasks(two)).contains(ANSWER);
    }
}
