package uk.childpathways.journeys.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The emergency duty service decides out of hours")
class OutOfHoursTest extends JourneyTestBase {

    private static final String TAKE_OVER = "Take over from out of hours";

    @Autowired
    Consequences consequences;

    private String child;
    private UUID journey;

    /** In the night to Easter Saturday. */
    @BeforeEach
    void atNight() {
        practice.itIs("2026-04-04T02:30");
        child = practice.child();
        journey = practice.journey("child-in-need", child);
    }

    private void decided(String by) {
        practice.start(
                "record-out-of-hours-decision",
                by,
                Map.of(
                        "hasJourney", "yes",
                        "journeyId", journey.toString(),
                        "decision", "Sleeps at Nan's until Tuesday.",
                        "rationale", "Nobody else was sober."));
        practice.carryOn(child);
    }

    @Test
    @DisplayName(
            "the decision is on the child's record in the name of who made it; worker and manager are told at once,"
                    + " without its words (SWI-SUP-20, SWI-SUP-18, NEW-GEN-02c)")
    void decidedAtNight() {
        decided("eds");
        OversightEntry entry = oversightOf(child, "out-of-hours").get(0);
        assertThat(entry.by()).isEqualTo("eds");
        assertThat(entry.role()).isEqualTo("eds");
        assertThat(entry.decision()).isEqualTo("Sleeps at Nan's until Tuesday.");
        assertThat(entry.rationale()).isEqualTo("Nobody else was sober.");
        assertThat(consequences.told(child, "notice")).containsExactlyInAnyOrder("sw.north", "tm.north");
        assertThat(consequences.toldTo("tm.north", child))
                .anySatisfy(text -> assertThat(text).contains("emergency duty").doesNotContain("Nan"));
    }

    @Test
    @DisplayName(
            "the manager reads it and takes over on the next working day, over Easter Tuesday; their decision is an"
                    + " entry of its own (SWI-SUP-20, RUT-MGT-05a)")
    void takenOver() {
        decided("eds");
        assertThat(practice.shownAtOpening(child, TAKE_OVER, "tm.north")
                        .get("document")
                        .toString())
                .as("days, people and journeys in words")
                .contains(child + ", Child in need", "4 April 2026 at 02:30")
                .doesNotContain(journey.toString(), "2026-04-04T");
        assertThat(practice.offeredTo(child, TAKE_OVER))
                .containsExactlyInAnyOrder("team-managers-north", "assistant-team-managers-north");
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, TAKE_OVER, "tm.north").get("document")))
                .contains("Sleeps at Nan's until Tuesday.");
        notDone(child, TAKE_OVER, "out-of-hours-decision-taken-over", "2026-04-07");
        practice.itIs("2026-04-08T10:00");
        practice.complete(child, TAKE_OVER, "tm.north", Map.of("decision", "Nan is assessed."));
        doneLate(child, "out-of-hours-decision-taken-over", 1);
        assertThat(oversightOf(child, "decision").get(0).decision()).isEqualTo("Nan is assessed.");
        assertThat(practice.running(child)).doesNotContain("record-out-of-hours-decision");
    }

    @Test
    @DisplayName(
            "a child whom no team works with has the decision on record too, and its team's manager knows (SWI-SUP-20)")
    void noJourney() {
        String unknown = practice.child();
        practice.start(
                "record-out-of-hours-decision",
                "eds",
                Map.of("hasJourney", "no", "childRef", unknown, "decision", "Home with aunt."));
        practice.carryOn(unknown);
        assertThat(oversightOf(unknown, "out-of-hours").get(0).decision()).isEqualTo("Home with aunt.");
        assertThat(consequences.told(unknown, "notice")).contains("tm.north");
        assertThat(practice.tasks(unknown)).isEmpty();
        assertThat(practice.running(unknown)).isEmpty();
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(strings = {"decision", "rationale", "effectOnChild", "whatHappened", "decidedAt", "forTheTeam"})
    @DisplayName("what was decided, why and what the team needs are asked, whoever sends it (SWI-SUP-20, DFE-5-07b,"
            + " RUT-MGT-01b)")
    void asked(String key) {
        Map<String, Object> answers = new LinkedHashMap<>(practice.answersForStart(
                "record-out-of-hours-decision", "eds", Map.of("hasJourney", "yes", "journeyId", journey.toString())));
        answers.remove(key);
        assertThatThrownBy(() -> practice.startWithOnly("record-out-of-hours-decision", "eds", answers))
                .hasMessageContaining("is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sw.north", "pa"})
    @DisplayName("nobody else writes it in their name (SWI-SUP-20, SWI-SUP-18)")
    void onlyEds(String user) {
        assertThatThrownBy(() -> decided(user)).isInstanceOf(AuthorizationException.class);
        assertThat(oversightOf(child)).isEmpty();
    }
}
