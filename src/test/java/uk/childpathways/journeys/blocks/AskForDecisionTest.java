package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A worker asks for the manager's decision")
class AskForDecisionTest extends JourneyTestBase {

    private static final String DECIDE = "Give decision";

    @Autowired
    Consequences consequences;

    @Test
    @DisplayName(
            "and the manager hears at once, decides with the question before them, and the worker is told: the decision"
                    + " stands on the oversight record in the manager's name (SWI-SUP-18)")
    void decided() {
        String child = asked();
        assertThat(consequences.toldTo("tm.north", child)).anyMatch(text -> text.contains("needs your decision"));
        assertThat(practice.tasksSeenBy("tm.north", child)).contains(DECIDE);
        assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(DECIDE);
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, DECIDE, "tm.north").get("document")))
                .contains("May he go to the camp");
        practice.complete(
                child,
                DECIDE,
                "tm.north",
                Map.of(
                        "managersDecision",
                        "as-proposed",
                        "actions",
                        List.of(Map.of("action", "Tell his school", "owner", "sw.north", "by", "2026-04-08"))));
        practice.carryOn(child);
        assertThat(oversightOf(child, "decision"))
                .filteredOn(entry -> "as-proposed".equals(entry.decision()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.by()).isEqualTo("tm.north"));
        assertThat(practice.tasks(child)).contains("Complete agreed action");
        assertThat(consequences.toldTo("sw.north", child))
                .anyMatch(text -> text.contains("has decided what you asked"));
        assertThat(practice.running(child)).doesNotContain("ask-for-decision");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otherwise", "not-now"})
    @DisplayName("what is not decided as proposed is said in words (SWI-SUP-18)")
    void otherwise(String decision) {
        String child = asked();
        Map<String, Object> answers =
                practice.answersFor(child, DECIDE, "tm.north", Map.of("managersDecision", decision));
        assertThat(answers.remove("decidedInstead")).isNotNull();
        assertThatThrownBy(() -> practice.completeWithOnly(child, DECIDE, "tm.north", answers))
                .hasMessageContaining("What is decided instead");
    }

    @Test
    @DisplayName(
            "it is owed by the end of the day on which the worker needs it, and missed it is answered for (SWI-SUP-18)")
    void late() {
        notDone(asked(), DECIDE, "decision-asked-for-given", "2026-04-03");
    }

    @Test
    @DisplayName("a second question may be asked while the first waits, each with its own day")
    void twice() {
        String child = asked();
        ask(practice.pathways(child).get(0).id().toString(), "2026-04-09");
        practice.carryOn(child);
        assertThat(practice.openTasks(child, DECIDE))
                .extracting(task -> task.getDueDate().toInstant().toString().substring(0, 10))
                .as("each by the day on which it is needed")
                .containsExactlyInAnyOrder("2026-04-03", "2026-04-09");
    }

    private String asked() {
        practice.itIs("2026-04-01T10:00");
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        ask(practice.pathways(child).get(0).id().toString(), "2026-04-03");
        practice.carryOn(child);
        return child;
    }

    private void ask(String journey, String neededBy) {
        practice.start(
                "ask-for-decision",
                "sw.north",
                Map.of("journeyId", journey, "question", "May he go to the camp", "neededBy", neededBy));
    }
}
