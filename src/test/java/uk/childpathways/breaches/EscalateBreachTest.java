package uk.childpathways.breaches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.RecordChain;
import uk.childpathways.deadlines.Deadline;

@DisplayName("A timescale that is missed is before the service manager at once, and once (SWI-COL-05, DFE-8-06b)")
class EscalateBreachTest extends EscalationTestBase {

    @Autowired
    RecordChain chain;

    @Test
    @DisplayName(
            "The breach is recorded with when it was due and when it was found, and who held the work; the duty stays open")
    void recorded() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        Deadline due = deadline(one);

        fire(one.process());

        Breach breach = breachesOf(one).get(0);
        assertThat(breachesOf(one)).hasSize(1);
        assertThat(breach.standard()).isEqualTo(STANDARD);
        assertThat(breach.due()).isEqualTo(due.due());
        assertThat(breach.due())
                .isEqualTo(ZonedDateTime.of(2026, 3, 16, 23, 59, 59, 0, ENGLAND).toInstant());
        assertThat(breach.detectedAt())
                .isCloseTo(clock.instant(), org.assertj.core.api.Assertions.within(Duration.ofMinutes(1)));
        assertThat(breach.owner()).isEqualTo("sw.north");
        assertThat(breach.kind()).isEqualTo(Breach.MISSED);
        assertThat(deadline(one).status()).isEqualTo(Deadline.Status.BREACHED);
        assertThat(task(one.process()).getName()).isEqualTo("Write outcome");
        assertThat(chain.verify("C-1001").faults()).isEmpty();
    }

    @Test
    @DisplayName(
            "The service manager gets one task to respond, and service manager, team manager and owner are told once (NEW-GEN-02b)")
    void beforeTheServiceManager() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");

        fire(one.process());

        assertThat(escalationsOf(one)).hasSize(1);
        Task respond = task(escalationsOf(one).get(0));
        assertThat(respond.getName()).isEqualTo("Respond to breached standard");
        assertThat(tasks.getIdentityLinksForTask(respond.getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly("service-managers");
        assertThat(toldOf(one, "breach")).containsExactly("sm", "sw.north", "tm.north");
        assertThat(toldOf(one, "breach")).containsExactly("sm", "sw.north", "tm.north");
    }

    @Test
    @DisplayName("When nobody has claimed the task, the groups to which it is offered are its owner")
    void unclaimed() {
        Case one = caseWithTask("C-1001", LONG_AGO, null);
        fire(one.process());
        assertThat(breachesOf(one).get(0).owner()).isEqualTo("social-workers-north");
        assertThat(toldOf(one, "breach")).containsExactlyInAnyOrder("sm", "sw.north", "sw2.north", "tm.north");
    }

    @Test
    @DisplayName("When the service manager is the person late, the head of service is asked")
    void serviceManagerLate() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sm");
        fire(one.process());
        assertThat(breachesOf(one).get(0).answerBy()).isEqualTo("head-of-service");
        assertThat(tasks.getIdentityLinksForTask(task(escalationsOf(one).get(0)).getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly("heads-of-service");
        assertThat(toldOf(one, "breach")).contains("hos", "sm");
    }

    @Test
    @DisplayName("A try that is rolled back leaves nothing behind, and the next try makes one record")
    void rollbackAndRetry() {
        Case one = caseWithTask("C-1002", LONG_AGO, "sw.north");

        transaction.executeWithoutResult(status -> {
            fire(one.process());
            assertThat(breachesOf(one)).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(breachesOf(one)).isEmpty();
        assertThat(escalationsOf(one)).isEmpty();
        assertThat(toldOf(one, "breach")).isEmpty();
        assertThat(deadline(one).status()).isEqualTo(Deadline.Status.OPEN);
        assertThat(timer(one.process())).isNotNull();

        fire(one.process());
        assertThat(breachesOf(one)).hasSize(1);
        assertThat(escalationsOf(one)).hasSize(1);
        assertThat(toldOf(one, "breach")).hasSize(3);
        assertThat(chain.verify("C-1002").faults()).isEmpty();
    }

    @Test
    @DisplayName("The same breach a second time makes the same record, not a second")
    void twice() {
        Case one = caseWithTask("C-1003", LONG_AGO, "sw.north");
        Deadline deadline = deadline(one);
        assertThat(breaches.record(deadline, clock.instant())).isPresent();
        assertThat(breaches.record(deadline, clock.instant().plusSeconds(60))).isEmpty();
        fire(one.process());
        assertThat(breachesOf(one)).hasSize(1);
        assertThat(escalationsOf(one)).hasSize(1);
    }

    @Test
    @DisplayName("Two executions at the same instant make one breach, one task and one notice for each person")
    void concurrently() throws Exception {
        for (int round = 0; round < 5; round++) {
            Case one = caseWithTask("C-1004", LONG_AGO, "sw.north");
            Deadline deadline = deadline(one);
            CyclicBarrier together = new CyclicBarrier(2);
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                List<Future<Optional<Breach>>> both =
                        List.of(two.submit(() -> at(together, deadline)), two.submit(() -> at(together, deadline)));
                for (Future<Optional<Breach>> each : both) {
                    each.get(30, TimeUnit.SECONDS);
                }
            } finally {
                two.shutdownNow();
            }
            assertThat(breachesOf(one)).hasSize(1);
            assertThat(escalationsOf(one)).hasSize(1);
            assertThat(toldOf(one, "breach")).hasSize(3);
        }
        assertThat(chain.verify("C-1004").faults()).isEmpty();
    }

    private Optional<Breach> at(CyclicBarrier together, Deadline deadline) throws Exception {
        together.await(10, TimeUnit.SECONDS);
        try {
            return breaches.record(deadline, clock.instant());
        } catch (RuntimeException lost) {
            // One of them loses, its transaction is rolled back, and the engine would try again.
            return breaches.record(deadlines.get(deadline.id()), clock.instant());
        }
    }

    @Test
    @DisplayName("A timer whose deadline was met meanwhile does nothing")
    void metMeanwhile() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        String job = timer(one.process()).getId();
        events.record(one.journey().id(), "C-1001", STANDARD, clock.instant(), false, "sw.north", null);
        management.executeJob(job);
        assertThat(breachesOf(one)).isEmpty();
        assertThat(escalationsOf(one)).isEmpty();
    }

    @Test
    @DisplayName("A timer whose deadline was withdrawn does nothing")
    void withdrawn() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        ends.withdraw(one.journey().id(), "Opened in error");
        fire(one.process());
        assertThat(breachesOf(one)).isEmpty();
    }

    @Test
    @DisplayName("A later date that was agreed in time moves the timer; it escalates on that date and not before")
    void movedLater() {
        Case one = caseWithTask("C-1001", today(), "sw.north");
        LocalDate later = today().plusDays(60);
        moves.agreeLaterDate(deadline(one).id(), later, "The interpreter is away.", "tm.north");
        assertThat(timer(one.process()).getDuedate().toInstant())
                .isEqualTo(later.atTime(23, 59, 59).atZone(ENGLAND).toInstant());
        // fired too early, by hand in Cockpit
        management.executeJob(timer(one.process()).getId());
        assertThat(breachesOf(one)).isEmpty();
        assertThat(deadline(one).status()).isEqualTo(Deadline.Status.OPEN);
    }

    @Test
    @DisplayName("A breach can be neither changed nor deleted, by anybody")
    void appendOnly() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        fire(one.process());
        Object id = breachesOf(one).get(0).id();
        assertThatThrownBy(() -> jdbc.update("update pathways.breach set owner = 'nobody' where id = ?", id))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> jdbc.update("delete from pathways.breach where id = ?", id))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    @DisplayName("Work finished late closes the breach with the days late; the breach stays on record")
    void finishedLate() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        fire(one.process());
        Instant met = LocalDate.of(2026, 3, 19).atStartOfDay(ENGLAND).toInstant();
        events.record(one.journey().id(), "C-1001", STANDARD, met, true, "sw.north", null);
        assertThat(jdbc.queryForMap(
                        "select status, late_working_days, late_calendar_days from pathways.deadline where journey_id = ?"
                                + " and standard_id = ?",
                        one.journey().id(),
                        STANDARD))
                .containsEntry("status", "MET_LATE")
                .containsEntry("late_working_days", 3)
                .containsEntry("late_calendar_days", 3);
        assertThat(breachesOf(one)).hasSize(1);
        assertThat(escalationsOf(one)).as("the manager still answers").hasSize(1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ENGLAND);
    }
}
