package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;

/** The conference is planned for Thursday 23 April 2026; its report is to be shared by Tuesday 21 April. */
@PathwaysTest
@DisplayName("A planned meeting that gets another day (SWI-PRO-05)")
class MeetingsMoveTest extends JourneyTestBase {

    @Autowired
    RepositoryService repository;

    @Autowired
    PlannedMeetings meetings;

    @Autowired
    Consequences consequences;

    private String child;
    private String meeting;

    @BeforeEach
    void aConferenceIsPlanned() {
        repository
                .createDeployment()
                .name("move-meeting-test")
                .enableDuplicateFiltering(true)
                .addClasspathResource("move-meeting-test/move-meeting-test.bpmn")
                .addClasspathResource("move-meeting-test/move-meeting-test.form")
                .deploy();
        practice.itIs("2026-04-02T10:00");
        var way = new ToTheConference(practice);
        child = way.decided(practice.child());
        way.requested(child, LocalDate.of(2026, 4, 23), false);
        practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-23"));
        practice.complete(child, "Write conference report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        meeting = practice.pathways(child).get(0).id() + "/icpc-planned-for";
    }

    private void move(String by, String day) {
        practice.start(
                "move-meeting-test",
                by,
                Map.of("meeting", meeting, "newDate", day, "reason", "The health visitor cannot come."));
        practice.carryOn(child);
    }

    private List<String> offered() {
        return meetings.of(List.of(child)).stream()
                .map(PlannedMeetings.Meeting::id)
                .toList();
    }

    @Test
    @DisplayName(
            "later: everything that counts back from it moves, the limit of the conference itself does not; those who"
                    + " hold the tasks are told; the reason is on the record")
    void later() {
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-21");

        move("tm.north", "2026-04-27");

        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-23");
        assertThat(practice.timerDay(child, "BoundaryEvent_ShareStandard")).isEqualTo("2026-04-23");
        assertThat(practice.due(child, "icpc-held")).isEqualTo("2026-04-27");
        assertThat(consequences.told(child, "meeting-moved")).contains("sw.north");
        assertThat(consequences.toldTo("sw.north", child))
                .anyMatch(text -> text.contains("is now on Monday 27 April 2026"));
        assertThat(entry(child, "move-meeting-test").answers())
                .containsEntry("reason", "The health visitor cannot come.");
        assertThat(entry(child, "move-meeting-test").journeyId()).hasToString(meeting.substring(0, 36));
    }

    @Test
    @DisplayName("earlier, and nearer than the report's limit: a breach at once, and the duty stays")
    void earlier() {
        practice.itIs("2026-04-09T10:00");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "conference-report-shared")).isEmpty();

        move("sw.north", "2026-04-10");

        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-08");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ShareStandard");
        assertThat(breaches(child, "conference-report-shared")).hasSize(1);
        assertThat(practice.tasks(child)).contains("Share document");
    }

    @Test
    @DisplayName("is offered to those who may open the child's record, until it has been held")
    void offeredUntilHeld() {
        assertThat(offered()).containsExactly(meeting);
        assertThat(practice.answersForStart("move-meeting-test", "sw.north", Map.of("meeting", meeting)))
                .containsEntry("meeting", meeting);
        assertThatThrownBy(() -> practice.startWithOnly(
                        "move-meeting-test",
                        "sw.north",
                        Map.of("meeting", meeting.replace("icpc", "other"), "newDate", "2026-04-27", "reason", "x")))
                .hasMessageContaining("must be chosen from the answers offered");
        move("sw.north", "2026-04-24");
        assertThat(offered()).containsExactly(meeting);

        practice.happened(practice.pathways(child).get(0).id(), child, "icpc-held", "2026-04-24");
        assertThat(offered()).isEmpty();
        practice.happened(practice.pathways(child).get(0).id(), child, "icpc-planned-for", "2026-04-29");
        assertThat(offered()).as("planned anew").containsExactly(meeting);
    }

    @Test
    @DisplayName("not to a day that has passed, not to the one it has, and not once it was held")
    void refused() {
        assertThatThrownBy(() -> move("sw.north", "2026-04-01")).hasStackTraceContaining("has passed already");
        assertThatThrownBy(() -> move("sw.north", "2026-04-23")).hasStackTraceContaining("for that day already");
        practice.happened(practice.pathways(child).get(0).id(), child, "icpc-held", "2026-04-02");
        LocalDate today = practice.today();
        assertThatThrownBy(() -> meetings.move(meeting, LocalDate.of(2026, 4, 28), today, "sw.north"))
                .hasMessage("This meeting has been held.");
        assertThat(practice.deadline(child, "conference-report-shared").due())
                .isEqualTo(uk.childpathways.calendar.England.endOf(LocalDate.of(2026, 4, 21)));
    }
}
