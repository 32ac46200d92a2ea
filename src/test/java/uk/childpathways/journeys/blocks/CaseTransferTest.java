package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Children;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Another team takes a child over")
class CaseTransferTest extends EnquiryWalk {

    private static final String MEET = "Hold transfer meeting";
    private static final String DISCUSS = "Hold professional discussion";
    private static final String ANSWER = "Answer transfer request";
    private static final String ANSWER_RETURN = "Answer returned transfer";
    private static final String TELL = "Tell family of transfer";

    @Autowired
    Children children;

    @Autowired
    Consequences consequences;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    private String asked() {
        return asked(allocated(opened()));
    }

    private String asked(String child) {
        String journey = practice.deadline(child, "case-allocated").journeyId().toString();
        practice.start("case-transfer", "tm.north", Map.of("journeyId", journey, "receivingTeam", "south"));
        practice.carryOn(child);
        return child;
    }

    private String discussed() {
        return discussed(allocated(opened()));
    }

    private String discussed(String child) {
        asked(child);
        practice.complete(child, MEET, "tm.north");
        practice.complete(child, DISCUSS, "sw.north", Map.of("jointVisitMade", "yes"));
        return child;
    }

    private String accepted() {
        String child = discussed();
        practice.complete(child, ANSWER, "tm.south", Map.of("transferDecision", "accepted"));
        return child;
    }

    @Test
    @DisplayName("a manager asks, not the worker, and names a team that has not got the child already (SWI-MTG-01c)")
    void whoAsks() {
        String child = allocated(opened());
        String journey = practice.deadline(child, "case-allocated").journeyId().toString();
        assertThatThrownBy(() -> practice.start(
                        "case-transfer", "sw.north", Map.of("journeyId", journey, "receivingTeam", "south")))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> practice.start(
                        "case-transfer", "tm.north", Map.of("journeyId", journey, "receivingTeam", "north")))
                .hasMessageContaining("has the child already");
    }

    @Test
    @DisplayName("a manager chairs the transfer meeting; who was there and what the new team must know is on record"
            + " (SWI-MTG-01c SWI-MPS-02)")
    void meeting() {
        String child = asked();
        assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(MEET);
        assertThat(practice.tasksSeenBy("tm.north", child)).contains(MEET);
        Map<String, Object> answers = practice.answersFor(child, MEET, "tm.north", Map.of());
        Object chair = answers.remove("chairedBy");
        assertThatThrownBy(() -> practice.completeWithOnly(child, MEET, "tm.north", answers))
                .hasMessageContaining("Chaired by (a manager)");
        answers.put("chairedBy", "sw.north");
        assertThatThrownBy(() -> practice.completeWithOnly(child, MEET, "tm.north", answers))
                .hasMessageContaining("Chaired by (a manager)");
        answers.put("chairedBy", chair);
        Object situation = answers.remove("situation");
        assertThatThrownBy(() -> practice.completeWithOnly(child, MEET, "tm.north", answers))
                .hasMessageContaining("The child's situation now");
        answers.put("situation", situation);
        practice.completeWithOnly(child, MEET, "tm.north", answers);
        inTime(child, "transfer-meeting-held");
        assertThat(oversightOf(child, "transfer-meeting")).hasSize(1);
    }

    @Test
    @DisplayName("both workers talk the child over, and visit together or say why not (RUT-EH-4.4a RUT-EH-4.4b)")
    void discussion() {
        String child = asked();
        practice.complete(child, MEET, "tm.north");
        assertThat(practice.task(child, DISCUSS).getAssignee()).isEqualTo("sw.north");
        Map<String, Object> answers = practice.answersFor(child, DISCUSS, "sw.north", Map.of("jointVisitMade", "no"));
        answers.remove("noJointVisitReason");
        assertThatThrownBy(() -> practice.completeWithOnly(child, DISCUSS, "sw.north", answers))
                .hasMessageContaining("Why not");
        answers.put("noJointVisitReason", "The mother is in hospital until Friday.");
        Object on = answers.remove("discussedOn");
        assertThatThrownBy(() -> practice.completeWithOnly(child, DISCUSS, "sw.north", answers))
                .hasMessageContaining("Discussed on");
        answers.put("discussedOn", on);
        practice.completeWithOnly(child, DISCUSS, "sw.north", answers);
        inTime(child, "transfer-discussed");
    }

    @Test
    @DisplayName("only the receiving team's manager accepts; until then nothing changes (SWI-MTG-01c)")
    void whoAccepts() {
        String child = discussed();
        assertThat(practice.tasksSeenBy("tm.north", child)).doesNotContain(ANSWER);
        assertThat(practice.tasksSeenBy("tm.south", child)).containsExactly(ANSWER);
        assertThat(practice.shownAtOpening(child, ANSWER, "tm.south").get("document"))
                .asString()
                .contains("What worries us most");
        assertThat(children.get(child).team()).isEqualTo("north");
    }

    @Test
    @DisplayName("on acceptance the child's open work goes to the new team at once, with its dates; the worker stays"
            + " until a new one is named, and the family is told (SWI-MTG-01c SWI-COM-03)")
    void accepts() {
        String child = discussed(enquired(toBeDiscussed()));
        assertThat(practice.tasksSeenBy("sw2.north", child)).contains("Complete agency checks");
        List<String> before = practice.tasks(child);
        var icpc = practice.due(child, "icpc-held");
        practice.complete(child, ANSWER, "tm.south", Map.of("transferDecision", "accepted"));
        assertThat(children.get(child).team()).isEqualTo("south");
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
        assertThat(practice.tasks(child))
                .containsAll(before.stream().filter(t -> !t.equals(ANSWER)).toList());
        practice.openTasks(child)
                .forEach(task -> assertThat(tasks.getIdentityLinksForTask(task.getId()).stream()
                                .map(link -> String.valueOf(link.getGroupId())))
                        .as(task.getName())
                        .noneMatch(group -> group.endsWith("-north")));
        assertThat(practice.tasksSeenBy("tm.south", child)).contains("Allocate case", TELL);
        for (String former : List.of("tm.north", "atm.north", "sw2.north")) {
            assertThat(practice.tasksSeenBy(former, child)).as(former).isEmpty();
        }
        assertThat(practice.due(child, "icpc-held")).isEqualTo(icpc);
        assertThat(oversightOf(child, "transfer")).hasSize(1);

        practice.complete(
                child, "Allocate case", "tm.south", Map.of("worker", "sw.south", "allocationKind", "re-allocation"));
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.south");
        assertThat(practice.task(child, "Complete agency checks").getAssignee()).isEqualTo("sw.south");
        assertThat(practice.tasksSeenBy("sw.north", child))
                .as("the former worker")
                .isEmpty();
        assertThat(practice.tasks(child)).as("the family is told once").doesNotContain("Notify family of change");
        practice.openTasks(child, "Give contact details")
                .forEach(task -> practice.completeTask(task.getId(), child, "sw.south", Map.of()));
        practice.complete(child, TELL, "tm.south");
        assertThat(practice.running(child)).doesNotContain("case-transfer");
    }

    @Test
    @DisplayName("what is missed after the transfer is before the new team's people (SWI-MTG-01c)")
    void escalatesToTheNewTeam() {
        String child = accepted();
        passed(child, "response-decided");
        assertThat(consequences.told(child, "breach"))
                .contains("tm.south", "sm")
                .doesNotContain("tm.north");
    }

    @Test
    @DisplayName("the family not told of the transfer within 2 working days, over Easter Wednesday 8 April, is before"
            + " the service manager: the new team's manager owed it, and does not answer for it (SWI-COM-03)")
    void familyNotTold() {
        String child = accepted();
        assertThat(notDone(child, TELL, "family-told-of-transfer", "2026-04-08").answerBy())
                .isEqualTo("service-manager");
        practice.itIs("2026-04-10T10:00");
        practice.complete(child, TELL, "tm.south");
        doneLate(child, "family-told-of-transfer", 2);
    }

    @Test
    @DisplayName("returned with reasons, the transfer is asked for again in a round of its own, or the child stays"
            + " (SWI-MTG-01c)")
    void returned() {
        String child = discussed();
        Map<String, Object> answers =
                practice.answersFor(child, ANSWER, "tm.south", Map.of("transferDecision", "returned"));
        Object reasons = answers.remove("rationale");
        assertThatThrownBy(() -> practice.completeWithOnly(child, ANSWER, "tm.south", answers))
                .hasMessageContaining("Why");
        answers.put("rationale", reasons);
        practice.completeWithOnly(child, ANSWER, "tm.south", answers);
        assertThat(children.get(child).team()).isEqualTo("north");
        practice.complete(child, ANSWER_RETURN, "tm.north", Map.of("returnedAnswer", "ask-again"));
        assertThat(practice.dueDay(child, MEET))
                .as("the clock of the second round")
                .isEqualTo("2026-04-20");

        practice.complete(child, MEET, "tm.north");
        practice.complete(child, DISCUSS, "sw.north", Map.of("jointVisitMade", "no"));
        practice.complete(child, ANSWER, "tm.south", Map.of("transferDecision", "returned"));
        practice.complete(child, ANSWER_RETURN, "tm.north", Map.of("returnedAnswer", "child-stays"));
        assertThat(practice.running(child)).doesNotContain("case-transfer", "agree-transfer");
        assertThat(children.get(child).team()).isEqualTo("north");
    }

    @Test
    @DisplayName(
            "each step not done in time is before the manager of who owed it: the meeting after 10 working days and"
                    + " the answers after 2, which managers owe, before the service manager, the worker's discussion after 5"
                    + " before the team manager (SWI-MTG-01c RUT-EH-4.4a)")
    void clocks() {
        String child = asked();
        assertThat(notDone(child, MEET, "transfer-meeting-held", "2026-04-20").answerBy())
                .isEqualTo("service-manager");
        practice.itIs("2026-04-21T10:00");
        practice.complete(child, MEET, "tm.north");
        doneLate(child, "transfer-meeting-held", 1);
        assertThat(notDone(child, DISCUSS, "transfer-discussed", "2026-04-28").answerBy())
                .isEqualTo("team-manager");
        practice.itIs("2026-04-29T10:00");
        practice.complete(child, DISCUSS, "sw.north", Map.of("jointVisitMade", "no"));
        doneLate(child, "transfer-discussed", 1);
        assertThat(notDone(child, ANSWER, "transfer-answered", "2026-05-01").answerBy())
                .isEqualTo("service-manager");
        practice.itIs("2026-05-05T10:00");
        practice.complete(child, ANSWER, "tm.south", Map.of("transferDecision", "returned"));
        doneLate(child, "transfer-answered", 1);
        assertThat(notDone(child, ANSWER_RETURN, "returned-transfer-answered", "2026-05-07")
                        .answerBy())
                .isEqualTo("service-manager");
        practice.itIs("2026-05-08T10:00");
        practice.complete(child, ANSWER_RETURN, "tm.north", Map.of("returnedAnswer", "child-stays"));
        doneLate(child, "returned-transfer-answered", 1);
    }
}
