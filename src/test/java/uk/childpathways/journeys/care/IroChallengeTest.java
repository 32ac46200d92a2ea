package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The IRO's formal challenge")
class IroChallengeTest extends CareReviewTestBase {

    private static final String PROCESS = "iro-challenge";

    private String child;

    /** The plan drifts, and on Monday 7 December the IRO challenges it. */
    @BeforeEach
    void raised() {
        child = lookedAfter("2026-11-02");
        practice.itIs("2026-12-07T10:00");
        raise();
    }

    private void raise() {
        practice.start(
                PROCESS,
                "iro",
                Map.of(
                        "journeyId", journey(child).id().toString(),
                        "decision", "Nobody has looked for a school.",
                        "effectOnChild", "She is at home all day."));
        practice.carryOn(child);
    }

    private void answered(String by, String enough) {
        practice.complete(child, "Answer challenge", by, Map.of("decision", "agreed-in-part"));
        practice.complete(child, "Consider answer", "iro", Map.of("answerEnough", enough));
    }

    @Test
    @DisplayName(
            "is raised by an IRO, stands on the oversight record, and asks what it is about, what was tried and what"
                    + " it means for the child (RUT-CIC-16b, SWI-INT-07c)")
    void onTheRecord() {
        assertThat(oversightOf(child, "iro-challenge")).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("iro");
            assertThat(entry.decision()).isEqualTo("Nobody has looked for a school.");
            assertThat(entry.effect()).isEqualTo("She is at home all day.");
        });
        Map<String, Object> given = Map.of("journeyId", journey(child).id().toString());
        Map.of(
                        "decision",
                        "What you challenge",
                        "informalSteps",
                        "What you have tried",
                        "effectOnChild",
                        "What it means")
                .forEach((key, label) -> {
                    Map<String, Object> answers = new LinkedHashMap<>(practice.answersForStart(PROCESS, "iro", given));
                    answers.remove(key);
                    assertThatThrownBy(() -> practice.startWithOnly(PROCESS, "iro", answers))
                            .hasMessageContaining(label);
                });
        assertThatThrownBy(() -> practice.start(PROCESS, "sw.north", given))
                .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
    }

    @Test
    @DisplayName(
            "climbs from the team manager to the service manager, the head of service and the director; each answers"
                    + " in 3 working days, the IRO weighs the answer in 2, over Christmas to the day (RUT-CIC-16b)")
    void climbs() {
        assertThat(practice.offeredTo(child, "Answer challenge")).containsExactly("team-managers-north");
        assertThat(practice.dueDay(child, "Answer challenge")).isEqualTo("2026-12-10");
        practice.itIs("2026-12-10T16:00");
        practice.complete(child, "Answer challenge", "tm.north", Map.of("decision", "not-agreed"));
        assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("is answered"));
        assertThat(practice.dueDay(child, "Consider answer")).isEqualTo("2026-12-14");
        practice.itIs("2026-12-14T16:00");
        practice.complete(child, "Consider answer", "iro", Map.of("answerEnough", "no"));

        assertThat(practice.offeredTo(child, "Answer challenge")).containsExactly("service-managers");
        assertThat(practice.dueDay(child, "Answer challenge")).isEqualTo("2026-12-17");
        practice.itIs("2026-12-21T10:00");
        answered("sm", "no");
        assertThat(practice.offeredTo(child, "Answer challenge")).containsExactly("heads-of-service");
        assertThat(practice.dueDay(child, "Answer challenge")).isEqualTo("2026-12-24");
        practice.itIs("2026-12-24T10:00");
        answered("hos", "no");
        assertThat(practice.offeredTo(child, "Answer challenge")).containsExactly("directors");
        assertThat(practice.dueDay(child, "Answer challenge"))
                .as("29, 30 and 31 December")
                .isEqualTo("2026-12-31");
        practice.itIs("2026-12-31T10:00");
        answered("director", "no");
        assertThat(practice.tasks(child)).contains("Conclude challenge").doesNotContain("Answer challenge");
        assertThat(oversightOf(child, "iro-challenge-answer"))
                .extracting(entry -> entry.by())
                .containsExactlyInAnyOrder("tm.north", "sm", "hos", "director");
    }

    @ParameterizedTest(name = "{0}: to the {3}")
    @CsvSource({
        "iro-challenge-answered, 0, tm.north, service-manager",
        "iro-challenge-answered-by-service-manager, 1, sm, head-of-service",
        "iro-challenge-answered-by-head-of-service, 2, hos, director",
        "iro-challenge-answered-by-director, 3, director, director"
    })
    @DisplayName("a rung that does not answer in time escalates to the one above, and the duty stays (RUT-CIC-16b)")
    void notAnswered(String standard, int rungsBefore, String by, String escalated) {
        List<String> managers = List.of("tm.north", "sm", "hos", "director");
        managers.subList(0, rungsBefore).forEach(manager -> answered(manager, "no"));
        oneMinuteBefore(child, standard);
        practice.itIs("2026-12-11T00:01");
        practice.fireDueTimers(child);
        practice.fireDueTimers(child);
        assertThat(breaches(child, standard))
                .singleElement()
                .satisfies(breach -> assertThat(breach.answerBy()).isEqualTo(escalated));
        assertThat(practice.tasks(child)).contains("Answer challenge");
        practice.itIs("2026-12-11T09:00");
        practice.complete(child, "Answer challenge", by);
        doneLate(child, standard, 1);
    }

    @Test
    @DisplayName("an answer that the IRO does not weigh in 2 working days escalates (RUT-CIC-16b)")
    void notConsidered() {
        practice.complete(child, "Answer challenge", "tm.north");
        notDone(child, "Consider answer", "iro-challenge-answer-considered", "2026-12-09");
        practice.itIs("2026-12-10T09:00");
        practice.complete(child, "Consider answer", "iro", Map.of("answerEnough", "yes"));
        doneLate(child, "iro-challenge-answer-considered", 1);
    }

    @Test
    @DisplayName("is concluded within 20 working days in all, Christmas not counted, or it escalates (RUT-CIC-16b)")
    void twentyDays() {
        notDone(child, "Conclude challenge", "iro-challenge-resolved", "2027-01-07");
        practice.itIs("2027-01-08T09:00");
        practice.complete(child, "Conclude challenge", "iro", Map.of("challengeResult", "resolved"));
        doneLate(child, "iro-challenge-resolved", 1);
    }

    @ParameterizedTest(name = "after {0} rungs")
    @CsvSource({"1, tm.north", "2, sm", "3, hos"})
    @DisplayName("resolved on any rung: nobody above is asked, and the IRO concludes (RUT-CIC-16b)")
    void resolved(int rungs, String by) {
        List.of("tm.north", "sm", "hos").subList(0, rungs - 1).forEach(manager -> answered(manager, "no"));
        answered(by, "yes");
        assertThat(practice.tasks(child)).contains("Conclude challenge").doesNotContain("Answer challenge");
        practice.complete(
                child,
                "Conclude challenge",
                "iro",
                Map.of("challengeResult", "resolved", "whatChanged", "She starts on Monday."));
        inTime(child, "iro-challenge-resolved");
        assertThat(practice.running(child)).doesNotContain(PROCESS, "iro-challenge-rung");
        assertThat(oversightOf(child, "iro-challenge"))
                .anyMatch(entry -> "resolved".equals(entry.decision()) && "iro".equals(entry.by()));
    }

    @Test
    @DisplayName("the IRO may refer to Cafcass from any rung: nobody is asked any more; director and legal are told"
            + " (RUT-CIC-16b)")
    void cafcass() {
        refusedWithout(
                child,
                "Conclude challenge",
                "iro",
                Map.of("challengeResult", "referred-to-cafcass"),
                "referralDetail",
                "What was referred");
        practice.complete(child, "Conclude challenge", "iro", Map.of("challengeResult", "referred-to-cafcass"));
        assertThat(practice.running(child)).doesNotContain(PROCESS, "iro-challenge-rung");
        assertThat(consequences.toldTo("director", child)).anyMatch(text -> text.contains("Cafcass"));
        assertThat(consequences.toldTo("legal", child)).anyMatch(text -> text.contains("Cafcass"));
        inTime(child, "iro-challenge-resolved");
        assertThat(practice.running(child)).contains("care-reviews");
    }

    @Test
    @DisplayName("a second challenge beside the first has clocks of its own")
    void two() {
        practice.itIs("2026-12-09T10:00");
        raise();
        assertThat(practice.openTasks(child, "Conclude challenge")).hasSize(2);
        assertThat(practice.deadlines(child, "iro-challenge-resolved"))
                .extracting(
                        deadline -> deadline.due().atZone(ENGLAND).toLocalDate().toString())
                .containsExactly("2027-01-07", "2027-01-11");
        practice.completeTask(
                practice.openTasks(child, "Conclude challenge").get(1).getId(),
                child,
                "iro",
                Map.of("challengeResult", "resolved"));
        assertThat(practice.deadlines(child, "iro-challenge-resolved"))
                .filteredOn(deadline -> deadline.open())
                .hasSize(1);
    }
}
