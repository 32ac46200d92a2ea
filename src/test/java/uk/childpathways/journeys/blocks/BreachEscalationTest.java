package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.breaches.Breach;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.RecordChain;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/** A conference that nobody asked for: due on Tuesday 7 April 2026, the first working day after Easter. */
@PathwaysTest
@DisplayName("A timescale that was missed")
class BreachEscalationTest {

    private static final String ANSWER = "Respond to breached standard";
    private static final String LATE_WORK = "Request conference";

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Oversight oversight;

    @Autowired
    RecordChain chain;

    @Autowired
    TransactionTemplate transaction;

    private String child;

    @BeforeEach
    void nobodyAskedForTheConference() {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).decided(practice.child());
        practice.itIs("2026-04-08T00:01");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("is one breach and one task before the service manager, at once; service manager, team manager and the"
            + " worker who has the task are told (SWI-COL-05, DFE-8-06b, NEW-GEN-02c)")
    void atOnce() {
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_IcpcRequested");

        Breach breach = consequences.breach(child, "icpc-requested");
        assertThat(breach.owner()).isEqualTo("sw.north");
        assertThat(breach.answerBy()).isEqualTo("service-manager");
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK, ANSWER);
        assertThat(practice.offeredTo(child, ANSWER)).containsExactly("service-managers");
        assertThat(consequences.notices(child, "breach")).isEqualTo(1);
        assertThat(consequences.told(child, "breach")).containsExactly("sm", "sw.north", "tm.north");
        assertThat(practice.fireDueTimers(child))
                .as("a second look finds nothing new")
                .isEmpty();
        assertThat(consequences.breaches(child)).hasSize(1);
    }

    @Test
    @DisplayName("leaves no half of it when the transaction fails: no breach, no task, no notice; the next try makes"
            + " them once (DFE-8-06b)")
    void allOrNothing() {
        transaction.executeWithoutResult(status -> {
            practice.fireDueTimers(child);
            assertThat(consequences.breaches(child)).hasSize(1);
            assertThat(consequences.notices(child, "breach")).isEqualTo(1);
            status.setRollbackOnly();
        });
        assertThat(consequences.breaches(child)).isEmpty();
        assertThat(consequences.notices(child, "breach")).isZero();
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK);

        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_IcpcRequested");
        assertThat(consequences.breaches(child)).hasSize(1);
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK, ANSWER);
    }

    @Test
    @DisplayName("is answered by the service manager within 2 working days, otherwise the head of service is asked as"
            + " well, after 4 the director: one task, no breach of the breach (NEW-GEN-02b, RUT-MGT-05a)")
    void ladder() {
        practice.fireDueTimers(child);
        assertThat(practice.dueDay(child, ANSWER)).isEqualTo("2026-04-10");
        practice.itIs("2026-04-10T23:59");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        practice.itIs("2026-04-11T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_BreachAnswered");
        assertThat(practice.offeredTo(child, ANSWER)).containsExactly("heads-of-service", "service-managers");
        assertThat(consequences.told(child, "breach")).contains("hos", "sm").doesNotContain("director");

        practice.itIs("2026-04-14T23:59");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        practice.itIs("2026-04-15T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_BreachAnsweredByHeadOfService");
        assertThat(practice.offeredTo(child, ANSWER))
                .containsExactly("directors", "heads-of-service", "service-managers");
        assertThat(consequences.told(child, "breach")).contains("director", "hos", "sm");
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK, ANSWER);
        assertThat(consequences.breaches(child)).hasSize(1);

        practice.complete(child, ANSWER, "hos", Map.of("breachDecision", "direct-action"));
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK);
        assertThat(oversight().by()).isEqualTo("hos");
    }

    @Test
    @DisplayName(
            "is answered on the child's oversight record, with reason, decision and what it meant for the child, by"
                    + " the service manager in person (SWI-SRC-01b, RUT-MGT-05b, NEW-GEN-02b)")
    void answered() {
        practice.fireDueTimers(child);
        ToTheConference.refusedWithout(
                practice,
                child,
                ANSWER,
                "sm",
                Map.of("breachDecision", "direct-action"),
                "effectOnChild",
                "What it has meant for the child");
        ToTheConference.refusedWithout(
                practice, child, ANSWER, "sm", Map.of("breachDecision", "direct-action"), "rationale", "Your reasons");
        practice.complete(
                child,
                ANSWER,
                "sm",
                Map.of(
                        "breachDecision", "direct-action",
                        "breachReason", "The office was closed over Easter.",
                        "rationale", "The worker does it today; the deputy checks.",
                        "effectOnChild", "The conference is not later for it."));

        Breach breach = consequences.breach(child, "icpc-requested");
        OversightEntry entry = oversight();
        assertThat(entry.by()).isEqualTo("sm");
        assertThat(entry.role()).isEqualTo("service-manager");
        assertThat(entry.kind()).isEqualTo("breach-answer");
        assertThat(entry.breachId()).isEqualTo(breach.id());
        assertThat(entry.rationale()).isEqualTo("The worker does it today; the deputy checks.");
        assertThat(entry.effect()).isEqualTo("The conference is not later for it.");
        assertThat(consequences.answers(breach))
                .singleElement()
                .satisfies(answer -> assertThat(answer.reason()).isEqualTo("The office was closed over Easter."));
        assertThat(practice.running(child)).doesNotContain("breach-escalation");
        assertThat(chain.verify(child).faults()).isEmpty();
    }

    @Test
    @DisplayName("cannot be answered by the practitioner whose work is late, nor by their team manager")
    void notByThePractitioner() {
        practice.fireDueTimers(child);
        for (String other : List.of("sw.north", "tm.north")) {
            assertThat(practice.tasksSeenBy(other, child)).doesNotContain(ANSWER);
            assertThatThrownBy(() -> practice.complete(child, ANSWER, other, Map.of("breachDecision", "direct-action")))
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    @DisplayName(
            "gets a later date that is accepted: deadline and task move to it, the original date stays and lateness"
                    + " counts from there; a second silent delay is told (NEW-GEN-02b)")
    void laterDate() {
        practice.fireDueTimers(child);
        practice.complete(
                child, ANSWER, "sm", Map.of("breachDecision", "accept-new-date", "agreedUntil", "2026-04-13"));

        assertThat(practice.dueDay(child, LATE_WORK)).isEqualTo("2026-04-13");
        Deadline deadline = practice.deadline(child, "icpc-requested");
        assertThat(deadline.agreedUntil()).isEqualTo("2026-04-13");
        assertThat(practice.due(child, "icpc-requested")).isEqualTo("2026-04-07");
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK);

        practice.itIs("2026-04-14T00:01");
        assertThat(consequences.toldTo("sm", child)).anyMatch(text -> text.contains("the later date that was agreed"));
        practice.itIs("2026-04-14T09:00");
        new ToTheConference(practice).requested(child, LocalDate.of(2026, 4, 27), false);
        Deadline late = practice.deadline(child, "icpc-requested");
        assertThat(late.status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(late.lateWorkingDays()).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "is never cancelled: work finished late closes it with the days late, the breach and the question to the"
                    + " service manager stay (SWI-COL-05)")
    void finishedLate() {
        practice.fireDueTimers(child);
        practice.itIs("2026-04-09T09:00");
        new ToTheConference(practice).requested(child, LocalDate.of(2026, 4, 27), false);

        Deadline late = practice.deadline(child, "icpc-requested");
        assertThat(late.status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(late.lateWorkingDays()).isEqualTo(2);
        assertThat(consequences.breaches(child)).hasSize(1);
        assertThat(practice.tasks(child)).contains(ANSWER);
        practice.complete(child, ANSWER, "sm", Map.of("breachDecision", "direct-action"));
        assertThat(practice.tasks(child)).doesNotContain(ANSWER);
    }

    @Test
    @DisplayName("leads to another worker where that is the answer: the team manager allocates anew and the family is"
            + " told of the change")
    void reAllocated() {
        practice.fireDueTimers(child);
        practice.complete(child, ANSWER, "sm", Map.of("breachDecision", "re-allocate"));
        practice.complete(
                child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "re-allocation"));
        assertThat(practice.tasks(child)).contains("Give contact details", "Notify family of change");
        new ToTheConference(practice).contactDetailsGiven(child);
        practice.complete(child, "Notify family of change", "tm.north");
        assertThat(practice.running(child)).doesNotContain("breach-escalation");
    }

    @Test
    @DisplayName(
            "is taken to a senior first where the service manager wants advice; the advice comes back and the answer"
                    + " is still the service manager's (SWI-SUP-19a, SWI-PG1-06c)")
    void adviceFirst() {
        practice.fireDueTimers(child);
        practice.complete(child, ANSWER, "sm", Map.of("breachDecision", "seek-senior-advice"));
        assertThat(practice.tasks(child)).containsExactly("Give senior advice", LATE_WORK);
        assertThat(practice.offeredTo(child, "Give senior advice")).containsExactly("heads-of-service");
        assertThat(practice.running(child)).contains("breach-escalation");

        practice.complete(child, "Give senior advice", "hos", Map.of("decision", "Take it to the panel."));
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK, ANSWER);
        practice.complete(child, ANSWER, "sm", Map.of("breachDecision", "direct-action"));
        assertThat(practice.tasks(child)).containsExactly(LATE_WORK);
        assertThat(oversight.of(child, Pageable.unpaged()).getContent())
                .extracting(OversightEntry::by)
                .startsWith("sm", "hos", "sm");
    }

    @Test
    @DisplayName("does not arise when the work is done on its last day")
    void inTime() {
        practice.itIs("2026-04-07T23:58");
        new ToTheConference(practice).requested(child, LocalDate.of(2026, 4, 27), false);
        practice.itIs("2026-04-08T00:01");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        assertThat(consequences.breaches(child)).isEmpty();
        assertThat(practice.deadline(child, "icpc-requested").status()).isEqualTo(Deadline.Status.MET);
    }

    private OversightEntry oversight() {
        return oversight.of(child, Pageable.unpaged()).getContent().get(0);
    }
}
