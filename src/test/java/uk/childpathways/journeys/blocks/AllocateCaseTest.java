package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Children;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Allocating a case")
class AllocateCaseTest extends EnquiryWalk {

    private static final String ALLOCATE = "Allocate case";

    @Autowired
    Children children;

    @Test
    @DisplayName("a worker who is not suitably qualified cannot be given a section 47 enquiry (RUT-S47-06)")
    void qualified() {
        practice.itIs("2026-04-02T10:00");
        String child = opened();
        assertThatThrownBy(() -> practice.complete(
                        child, ALLOCATE, "tm.north", Map.of("worker", "sw2.north", "allocationKind", "new")))
                .hasMessageContaining("Allocated worker")
                .hasMessageContaining("suitably qualified");
        assertThat(practice.tasks(child)).contains(ALLOCATE);
        allocated(child);
    }

    @Test
    @DisplayName("a newly qualified worker is given a child in need, and not while an enquiry runs beside it"
            + " (RUT-S47-06)")
    void newlyQualified() {
        practice.itIs("2026-04-02T10:00");
        String child = practice.child();
        practice.start("child-in-need", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        assertThatThrownBy(() -> practice.complete(
                        child, ALLOCATE, "tm.north", Map.of("worker", "sw2.north", "allocationKind", "new")))
                .as("the worker does not stay (SWI-COM-03)")
                .hasMessageContaining("must be 'A new worker takes over': the worker is Amara Okafor now");
        practice.complete(
                child, ALLOCATE, "tm.north", Map.of("worker", "sw2.north", "allocationKind", "re-allocation"));
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw2.north");
        practice.carryOn(child);
        assertThat(practice.shownAtOpening(child, "Give contact details", "sw2.north"))
                .as("known, not asked")
                .containsEntry("workerEmail", "sw2.north@pathways.example")
                .containsKey("workerTelephone");

        String other = opened();
        practice.start("child-in-need", "sw.north", Map.of("childRef", other));
        practice.carryOn(other);
        practice.openTasks(other, ALLOCATE)
                .forEach(task -> assertThatThrownBy(() -> practice.completeTask(
                                task.getId(),
                                other,
                                "tm.north",
                                Map.of("worker", "sw2.north", "allocationKind", "new")))
                        .hasMessageContaining("suitably qualified"));
    }

    @Test
    @DisplayName("a manager of the child's team allocates, nobody else (SWI-OVR-02a)")
    void whoAllocates() {
        practice.itIs("2026-04-02T10:00");
        String child = opened();
        for (String other : List.of("sw.north", "tm.south", "cpchair")) {
            assertThatThrownBy(() -> practice.complete(child, ALLOCATE, other, Map.of("worker", "sw.north")))
                    .as(other)
                    .isInstanceOf(AuthorizationException.class);
        }
        assertThat(practice.tasks(child)).as("no work before it").containsExactly(ALLOCATE);
        practice.complete(child, ALLOCATE, "atm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        assertThat(practice.tasks(child)).contains("Decide on immediate safety");
    }

    @Test
    @DisplayName(
            "with the allocation the worker is named on the child's record and the manager's direction is there, in"
                    + " the same moment (RUT-CP-01 SWI-OVR-02c RUT-MGT-01a)")
    void direction() {
        practice.itIs("2026-04-02T10:00");
        String child = practice.child();
        children.allocate(child, "north", null);
        opened(child);
        practice.complete(
                child,
                ALLOCATE,
                "tm.north",
                Map.of(
                        "worker",
                        "sw.north",
                        "allocationKind",
                        "new",
                        "rationale",
                        "See the child today; speak to the school first.",
                        "desiredOutcome",
                        "The child sleeps safely."));
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
        assertThat(oversightOf(child, "allocation")).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.at()).isEqualTo(practice.now());
            assertThat(entry.rationale()).isEqualTo("See the child today; speak to the school first.");
            assertThat(entry.effect()).isEqualTo("The child sleeps safely.");
        });
    }

    @Test
    @DisplayName("each task which the manager sets comes back as a follow-up with its owner and date"
            + " (SWI-OVR-02a SWI-OVR-02b)")
    void tasksOfTheDirection() {
        practice.itIs("2026-04-02T10:00");
        String child = opened();
        practice.complete(
                child,
                ALLOCATE,
                "tm.north",
                Map.of(
                        "worker",
                        "sw.north",
                        "allocationKind",
                        "new",
                        "actions",
                        List.of(Map.of("action", "Speak to the school", "owner", "sw.north", "by", "2026-04-08"))));
        assertThat(practice.task(child, "Complete agreed action").getAssignee()).isEqualTo("sw.north");
        assertThat(practice.dueDay(child, "Complete agreed action")).isEqualTo("2026-04-08");
    }

    @Test
    @DisplayName("the manager sees how many children each worker has, and says whether there is room; if not, what is"
            + " taken from them (SWI-PG3-05 DFE-8-05a)")
    void capacity() {
        practice.itIs("2026-04-02T10:00");
        String child = opened();
        assertThat(practice.shownAtOpening(child, ALLOCATE, "tm.north").get("workersOptions"))
                .asString()
                .contains("sw.north")
                .containsPattern("\\d+ child");
        Map<String, Object> answers =
                practice.answersFor(child, ALLOCATE, "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        answers.remove("capacityConfirmed");
        assertThatThrownBy(() -> practice.completeWithOnly(child, ALLOCATE, "tm.north", answers))
                .hasMessageContaining("Does this worker have room to do this well, now?");
        answers.put("capacityConfirmed", "no");
        assertThatThrownBy(() -> practice.completeWithOnly(child, ALLOCATE, "tm.north", answers))
                .hasMessageContaining("What is taken from them, and who covers it");
        answers.put("capacityPlan", "Two closing cases go to the duty worker.");
        practice.completeWithOnly(child, ALLOCATE, "tm.north", answers);
        assertThat(entry(child, "allocate-case").answers())
                .containsEntry("capacityPlan", "Two closing cases go to the duty worker.");
    }

    @Test
    @DisplayName("a case not allocated on the next working day, over a weekend Monday, is before the service manager"
            + " (SWI-OVR-02a)")
    void late() {
        practice.itIs("2026-04-24T16:00");
        String child = opened();
        notDone(child, ALLOCATE, "case-allocated", "2026-04-27");
        assertThat(practice.shownAtOpening(child, "Respond to breached standard", "sm")
                        .get("breach")
                        .toString())
                .as("with whom it was, in words")
                .contains("Team managers, North")
                .doesNotContain("team managers north");
        practice.itIs("2026-04-29T10:00");
        allocated(child);
        doneLate(child, "case-allocated", 2);
    }

    @Test
    @DisplayName("allocated on the next working day is in time (SWI-OVR-02a)")
    void inTimeOnTheDay() {
        practice.itIs("2026-04-24T16:00");
        String child = opened();
        practice.itIs("2026-04-27T23:58");
        practice.fireDueTimers(child);
        allocated(child);
        inTime(child, "case-allocated");
    }
}
