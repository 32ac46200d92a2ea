package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A worker who cannot find time to record says so")
class AskForTimeToRecordTest extends JourneyTestBase {

    private static final String MAKE_TIME = "Make time to record";

    @Autowired
    Consequences consequences;

    @Test
    @DisplayName(
            "and the manager hears at once and has it to decide; by whom and until when stands on the oversight record"
                    + " (RUT-A4-02b)")
    void managerDecides() {
        String child = asked();
        assertThat(consequences.toldTo("tm.north", child))
                .anyMatch(text -> text.contains("cannot find time to record"));
        assertThat(practice.tasksSeenBy("tm.north", child)).contains(MAKE_TIME);
        assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(MAKE_TIME);
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, MAKE_TIME, "tm.north").get("document")))
                .contains("Court all week");
        practice.complete(
                child,
                MAKE_TIME,
                "tm.north",
                Map.of(
                        "timeDecision",
                        "work-taken-over",
                        "recordedBy",
                        "2026-04-10",
                        "actions",
                        List.of(Map.of(
                                "action", "Take over the school meeting", "owner", "sw2.north", "by", "2026-04-08"))));
        assertThat(oversightOf(child, "direction")).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.decision()).isEqualTo("work-taken-over");
        });
        assertThat(practice.tasks(child)).contains("Complete agreed action");
        inTime(child, "time-to-record-made");
    }

    @Test
    @DisplayName(
            "not decided within 2 working days it is missed, and like all office work nobody's task at once; Easter is"
                    + " not counted (RUT-A4-02b)")
    void notDecided() {
        String child = asked();
        notDone(child, MAKE_TIME, "time-to-record-made", "2026-04-07");
        practice.itIs("2026-04-08T10:00");
        practice.complete(child, MAKE_TIME, "tm.north");
        doneLate(child, "time-to-record-made", 1);
    }

    @Test
    @DisplayName("what stands in the way, and what a colleague must know of the child tonight, is said (RUT-A4-02b)")
    void said() {
        practice.itIs("2026-04-01T10:00");
        Map<String, Object> given = Map.of("journeyId", journeyOf(practice.child()));
        for (String key : List.of("whatStandsInTheWay", "safetyMeanwhile")) {
            Map<String, Object> answers = practice.answersForStart("ask-for-time-to-record", "sw.north", given);
            assertThat(answers.remove(key)).isNotNull();
            assertThatThrownBy(() -> practice.startWithOnly("ask-for-time-to-record", "sw.north", answers))
                    .hasMessageContaining(key.equals("safetyMeanwhile") ? "must know" : "stands in the way");
        }
    }

    private String asked() {
        practice.itIs("2026-04-01T10:00");
        String child = practice.child();
        practice.start(
                "ask-for-time-to-record",
                "sw.north",
                Map.of("journeyId", journeyOf(child), "whatStandsInTheWay", "Court all week"));
        practice.carryOn(child);
        return child;
    }

    private String journeyOf(String child) {
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        return practice.pathways(child).get(0).id().toString();
    }
}
