package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("From the start list a planned meeting gets another day")
class MoveMeetingTest extends JourneyTestBase {

    @Test
    @DisplayName("with a reason and not in the past; what counts back from it moves, and the chair may do it too"
            + " (SWI-PRO-05)")
    void moved() {
        practice.itIs("2026-04-02T10:00");
        var way = new ToTheConference(practice);
        String child = way.decided(practice.child());
        way.requested(child, LocalDate.of(2026, 4, 23), false);
        practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-23"));
        practice.complete(child, "Write conference report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        Map<String, Object> asked = Map.of(
                "meeting",
                practice.pathways(child).get(0).id() + "/icpc-planned-for",
                "newDate",
                "2026-04-27",
                "reason",
                "The health visitor cannot come; mother and school know.");
        assertThatThrownBy(
                        () -> practice.startWithOnly("move-meeting", "sw.north", with(asked, "newDate", "2026-04-01")))
                .hasMessageContaining("cannot be in the past");
        assertThatThrownBy(() -> practice.startWithOnly("move-meeting", "sw.north", with(asked, "reason", "")))
                .hasMessageContaining("Why it moves");
        practice.startWithOnly("move-meeting", "cpchair", asked);
        practice.carryOn(child);
        // Counted back 2 working days from the Monday: the Thursday before.
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-23");
        assertThat(entry(child, "move-meeting").by()).isEqualTo("cpchair");
    }
}
