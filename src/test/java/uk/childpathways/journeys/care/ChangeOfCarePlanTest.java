package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A change of care plan or legal status")
class ChangeOfCarePlanTest extends CareReviewTestBase {

    private static final String PROCESS = "change-of-care-plan";

    private String child;

    /** A child in care since September, whose first review was held on Monday 21 September. The plan is being written. */
    @BeforeEach
    void reviewed() {
        child = lookedAfter("2026-09-01");
        held(child, "2026-09-21");
        practice.itIs("2026-10-01T10:00");
    }

    private Map<String, Object> change(Object... answers) {
        return with(Map.of("journeyId", journey(child).id().toString()), answers);
    }

    private void ask(Object... answers) {
        practice.start(PROCESS, "sw.north", change(answers));
        practice.carryOn(child);
    }

    private void considered(Object... answers) {
        Object[] all = Arrays.copyOf(answers, answers.length + 4);
        System.arraycopy(
                new Object[] {"reviewBasis", "considered", "consideredOn", "2026-09-21"}, 0, all, answers.length, 4);
        ask(all);
    }

    /** How many plans were asked for beside the first one. */
    private int newPlans() {
        return practice.deadlines(child, "care-plan-revised").size();
    }

    private void signed(String by) {
        practice.complete(child, "Sign off document", by, Map.of("signOffDecision", "approved"));
    }

    private void refusedAtStart(String sentence, Object... answers) {
        assertThatThrownBy(() -> practice.start(PROCESS, "sw.north", change(answers)))
                .hasMessageContaining(sentence);
        assertThat(practice.running(child)).doesNotContain(PROCESS);
    }

    @Test
    @DisplayName(
            "names the review that considered it, by the day that is on record; another day is refused with the days"
                    + " there are (RUT-CIC-20b, RUT-CIC-21)")
    void nameTheReview() {
        refusedAtStart(
                "must be the day of a 'care review held' on this journey's record: 21 September 2026",
                "reviewBasis",
                "considered",
                "consideredOn",
                "2026-09-22");
        Map<String, Object> answers =
                new LinkedHashMap<>(practice.answersForStart(PROCESS, "sw.north", change("reviewBasis", "considered")));
        answers.remove("consideredOn");
        assertThatThrownBy(() -> practice.startWithOnly(PROCESS, "sw.north", answers))
                .hasMessageContaining("Review of");
        considered("changeKind", "care-plan");
        assertThat(practice.tasks(child)).contains("Sign off document");
    }

    @Test
    @DisplayName("before any review was held there is none to name (RUT-CIC-20b)")
    void noReviewYet() {
        String newcomer = lookedAfter("2026-10-01");
        assertThatThrownBy(() -> practice.start(
                        PROCESS,
                        "sw.north",
                        Map.of(
                                "journeyId",
                                journey(newcomer).id().toString(),
                                "reviewBasis",
                                "considered",
                                "consideredOn",
                                "2026-10-01")))
                .hasMessageContaining("no 'care review held' is on this journey's record");
    }

    @Test
    @DisplayName("belongs to a journey in care, and to no other")
    void onlyInCare() {
        String other = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", other));
        practice.carryOn(other);
        assertThatThrownBy(() -> practice.start(
                        PROCESS,
                        "sw.north",
                        Map.of(
                                "journeyId",
                                journey(other).id().toString(),
                                "reviewBasis",
                                "not-reasonably-practicable")))
                .hasMessageContaining("must be a journey of this kind: Child in care");
    }

    @Test
    @DisplayName("the IRO is told of the proposal and of the decision (RUT-CIC-20a)")
    void iroTold() {
        considered("changeKind", "care-plan");
        assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("is proposed"));
        signed("tm.north");
        assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("is agreed"));
    }

    @Test
    @DisplayName("of the plan, considered and agreed by the team manager: the plan is written anew (RUT-CIC-20b)")
    void planChanges() {
        considered("changeKind", "care-plan");
        assertThat(practice.offeredTo(child, "Sign off document")).containsExactly("team-managers-north");
        signed("tm.north");
        assertThat(practice.due(child, "care-plan-revised")).isEqualTo("2026-10-15");
        assertThat(newPlans()).isEqualTo(1);
        assertThat(practice.running(child)).doesNotContain(PROCESS);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"care-plan", "legal-status", "care-ends"})
    @DisplayName("not considered because it was not reasonably practicable: with the reason, and the service manager's"
            + " sign-off (RUT-CIC-20b, RUT-CIC-21, STAT-CIC-20)")
    void override(String kind) {
        Map<String, Object> given =
                change("changeKind", kind, "reviewBasis", "not-reasonably-practicable", "careOutcome", "other-order");
        Map<String, Object> answers = new LinkedHashMap<>(practice.answersForStart(PROCESS, "sw.north", given));
        assertThat(answers).containsKey("notPracticableReason");
        answers.remove("notPracticableReason");
        assertThatThrownBy(() -> practice.startWithOnly(PROCESS, "sw.north", answers))
                .hasMessageContaining("Why no review could consider it first");
        practice.start(PROCESS, "sw.north", given);
        practice.carryOn(child);
        signed("tm.north");
        assertThat(practice.offeredTo(child, "Sign off document")).containsExactly("service-managers");
        assertThat(practice.tasks(child)).doesNotContain("Record change as made");
        assertThat(newPlans()).isZero();
        signed("sm");
        assertThat(newPlans()).isEqualTo(kind.equals("care-plan") ? 1 : 0);
        assertThat(practice.openTasks(child, "Record change as made")).hasSize(kind.equals("care-plan") ? 0 : 1);
        assertThat(oversightOf(child, "sign-off")).anyMatch(entry -> "sm".equals(entry.by()));
    }

    @Test
    @DisplayName("comes back with reasons; a return home that the rework made of it needs the service manager too"
            + " (RUT-CIC-20b, SWI-PG1-06a)")
    void returned() {
        considered("changeKind", "care-ends", "careOutcome", "special-guardianship");
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of("signOffDecision", "returned", "returnReasons", "What does he say?"));
        assertThat(practice.shownAtOpening(child, "Rework document", "sw.north").get("returned"))
                .asString()
                .contains("What does he say?");
        practice.complete(
                child,
                "Rework document",
                "sw.north",
                change(
                        "changeKind",
                        "care-ends",
                        "careOutcome",
                        "returned-home",
                        "reviewBasis",
                        "considered",
                        "consideredOn",
                        "2026-09-21",
                        "changePlannedFor",
                        "2026-10-20"));
        signed("tm.north");
        assertThat(practice.offeredTo(child, "Sign off document")).containsExactly("service-managers");
        signed("sm");
        assertThat(practice.dueDay(child, "Record change as made"))
                .as("1 working day after the day that the rework names")
                .isEqualTo("2026-10-21");
    }

    @Test
    @DisplayName("both sign-offs have their clocks: 2 and 4 working days from the request (RUT-CIC-20b)")
    void clocks() {
        considered("changeKind", "care-ends", "careOutcome", "returned-home");
        notDone(child, "Sign off document", "change-of-care-plan-signed-off", "2026-10-05");
        practice.itIs("2026-10-06T09:00");
        signed("tm.north");
        doneLate(child, "change-of-care-plan-signed-off", 1);
        assertThat(practice.dueDay(child, "Sign off document")).isEqualTo("2026-10-07");
        oneMinuteBefore(child, "change-of-care-plan-signed-off-by-service-manager");
        practice.itIs("2026-10-08T00:01");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "change-of-care-plan-signed-off-by-service-manager"))
                .singleElement()
                .satisfies(breach -> assertThat(breach.answerBy()).isEqualTo("head-of-service"));
        signed("sm");
        doneLate(child, "change-of-care-plan-signed-off-by-service-manager", 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"returned-home, sm", "special-guardianship,", "other-order,", "transferred,", "other,"})
    @DisplayName("the end of care is told to the journey once it has happened, with how it ended; a return home needs"
            + " the service manager (RUT-CIC-21)")
    void careEnds(String outcome, String second) {
        considered("changeKind", "care-ends", "careOutcome", outcome, "changePlannedFor", "2026-10-23");
        signed("tm.north");
        if (second != null) {
            assertThat(practice.offeredTo(child, "Sign off document")).containsExactly("service-managers");
            signed(second);
        }
        assertThat(practice.tasks(child))
                .as("agreed, not done: still looked after")
                .contains("Hold care review");
        assertThat(practice.dueDay(child, "Record change as made")).isEqualTo("2026-10-26");

        practice.itIs("2026-10-23T16:00");
        practice.complete(
                child,
                "Record change as made",
                "sw.north",
                Map.of("changeMade", "yes", "legalStatus", "none", "livesNow", "family-or-friends"));
        inTime(child, "care-change-recorded");
        assertThat(waitingAt(child, "Task_CareEnded"))
                .singleElement()
                .satisfies(ended -> assertThat(runtime.getVariable(ended.getId(), "careOutcome"))
                        .isEqualTo(outcome));
        assertThat(practice.tasks(child)).doesNotContain("Hold care review", "Convene care review");
        assertThat(entry(child, "record-change-as-made").answers()).containsEntry("legalStatus", "none");
    }

    @Test
    @DisplayName(
            "a change of legal status is recorded as the court made it; visits are recalculated with it and the plan"
                    + " is written anew (RUT-CIC-21, STAT-CIC-09)")
    void legalStatus() {
        considered("changeKind", "legal-status", "newLegalStatus", "care-order", "changePlannedFor", "2026-10-23");
        signed("tm.north");
        notDone(child, "Record change as made", "care-change-recorded", "2026-10-26");
        practice.itIs("2026-10-27T09:00");
        refused(
                child,
                "Record change as made",
                "sw.north",
                Map.of("changeMade", "yes", "madeOn", "2026-10-28"),
                "cannot be in the future");
        refusedWithout(
                child,
                "Record change as made",
                "sw.north",
                Map.of("changeMade", "yes"),
                "legalStatus",
                "Legal status from that day");
        practice.complete(
                child,
                "Record change as made",
                "sw.north",
                Map.of("changeMade", "yes", "madeOn", "2026-10-23", "legalStatus", "care-order"));
        doneLate(child, "care-change-recorded", 1);
        assertThat(newPlans()).isEqualTo(1);
        assertThat(practice.tasks(child)).contains("Hold care review");
        assertThat(entry(child, "record-change-as-made").answers())
                .containsEntry("legalStatus", "care-order")
                .containsEntry("madeOn", "2026-10-23");
    }

    @Test
    @DisplayName("that did not go ahead changes nothing, and says why (RUT-CIC-21)")
    void didNotGoAhead() {
        considered("changeKind", "care-ends", "careOutcome", "returned-home", "changePlannedFor", "2026-10-23");
        signed("tm.north");
        signed("sm");
        refusedWithout(
                child, "Record change as made", "sw.north", Map.of("changeMade", "no"), "notMadeReason", "Why it");
        practice.complete(child, "Record change as made", "sw.north", Map.of("changeMade", "no"));
        assertThat(practice.running(child)).doesNotContain(PROCESS).contains("care-reviews");
        assertThat(waitingAt(child, "Task_CareEnded")).isEmpty();
        assertThat(practice.deadline(child, "second-care-review-held").status()).isEqualTo(Deadline.Status.OPEN);
    }

    @Test
    @DisplayName("asks what the child, the parents and the IRO say, and at the end of care which support goes on"
            + " (RUT-CIC-20a, SWI-INT-07f, DFE-6-07c)")
    void asksFor() {
        Map<String, Object> given =
                change("changeKind", "care-ends", "reviewBasis", "considered", "consideredOn", "2026-09-21");
        Map.of(
                        "childVoice", "What the child says about it",
                        "parentsViews", "What the parents, carers and the IRO say about it",
                        "supportAfter", "What support goes on",
                        "careOutcome", "How care ends")
                .forEach((key, label) -> {
                    Map<String, Object> answers =
                            new LinkedHashMap<>(practice.answersForStart(PROCESS, "sw.north", given));
                    answers.remove(key);
                    assertThatThrownBy(() -> practice.startWithOnly(PROCESS, "sw.north", answers))
                            .as("without '%s'", key)
                            .hasMessageContaining(label);
                });
    }

    @Test
    @DisplayName("nobody signs off their own request (SWI-PG1-06a)")
    void notOnesOwn() {
        practice.start(
                PROCESS,
                "tm.north",
                change("changeKind", "care-plan", "reviewBasis", "considered", "consideredOn", "2026-09-21"));
        practice.carryOn(child);
        refused(
                child,
                "Sign off document",
                "tm.north",
                Map.of("signOffDecision", "approved"),
                "Nobody signs off their own work");
    }
}
