package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Breach;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.RecordParts;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.people.Role;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("It is said beforehand that a timescale cannot be kept")
class DeclareTimescaleTest {

    private static final String ANSWER = "Respond to breached standard";

    @Autowired
    RecordParts parts;

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    private String child;

    /** The conference is due on Friday 24 April; its report and preparation on days before it. */
    @BeforeEach
    void beforeEaster() {
        practice.itIs("2026-04-01T10:00");
        var way = new ToTheConference(practice);
        child = way.movedIn("2026-04-01");
        way.requested(child, java.time.LocalDate.of(2026, 4, 24), false);
        practice.itIs("2026-04-02T10:00");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sw.north", "tm.north"})
    @DisplayName(
            "by the worker or the manager, with the reason: the service manager has it at once as a task, with team"
                    + " manager and worker told; the limit stays (SWI-COL-05)")
    void declared(String by) {
        declare(by, "no");
        Breach breach = consequences.breach(child, "conference-report-written");
        assertThat(breach.kind()).isEqualTo(Breach.DECLARED);
        assertThat(breach.declaredBy()).isEqualTo(by);
        assertThat(breach.rationale()).isEqualTo("The interpreter is away.");
        assertThat(practice.offeredTo(child, ANSWER)).containsExactly("service-managers");
        assertThat(practice.dueDay(child, ANSWER)).isEqualTo("2026-04-08");
        assertThat(consequences.told(child, "declaration")).containsExactly("sm", "sw.north", "tm.north");
        assertThat(practice.deadline(child, "conference-report-written").status())
                .isEqualTo(Deadline.Status.OPEN);
        assertThat(practice.dueDay(child, "Write conference report")).isEqualTo("2026-04-21");
        assertThat(practice.running(child)).doesNotContain("declare-timescale");
    }

    @Test
    @DisplayName("the form asks for the limit alone: whose child and which journey it is, the server knows before it"
            + " writes the chronology (SWI-COL-05)")
    void childIsDerived() {
        declare("sw.north", "no");
        ChronologyEntry entry = practice.chronology(child).stream()
                .filter(each -> "declare-timescale".equals(each.formId()))
                .findFirst()
                .orElseThrow();
        assertThat(entry.childRef()).isEqualTo(child);
        assertThat(entry.journeyId())
                .isEqualTo(practice.deadline(child, "conference-report-written").journeyId());
        assertThat(entry.answers()).containsEntry("rationale", "The interpreter is away.");
        assertThat(practice.engineKnows(child, "rationale")).isFalse();
    }

    @Test
    @DisplayName(
            "offered are the person's own children and tasks and, to their manager, the team's: no other team's, no"
                    + " manager's own answer to a breach (SWI-COL-05, B5)")
    void offered() {
        practice.itIs("2026-04-22T00:01");
        practice.fireDueTimers(child);
        assertThat(practice.tasks(child)).contains(ANSWER);
        String preparation =
                practice.deadline(child, "child-prepared-for-conference").id().toString();
        String answer = practice.deadline(child, "breach-answered").id().toString();
        for (String own : java.util.List.of("sw.north", "tm.north")) {
            assertThat(offeredTo(own)).contains(preparation).doesNotContain(answer);
        }
        assertThat(offeredTo("sw2.north")).as("a colleague's child").doesNotContain(preparation, answer);
        assertThat(offeredTo("tm.south")).as("another team's child").doesNotContain(preparation, answer);
        assertThat(offeredTo("psw"))
                .as("all children may be opened, none is theirs")
                .doesNotContain(preparation, answer);
    }

    private String offeredTo(String user) {
        return String.valueOf(practice.shownAtStart("declare-timescale", user).get("deadlinesOptions"));
    }

    @Test
    @DisplayName("not without the reason and how the child is kept safe meanwhile (SWI-COL-05)")
    void reason() {
        Map.of("rationale", "Why it cannot be kept", "effectOnChild", "What it means for the child")
                .forEach((key, label) -> {
                    Map<String, Object> answers =
                            new LinkedHashMap<>(practice.answersForStart("declare-timescale", "sw.north", given("no")));
                    answers.remove(key);
                    assertThatThrownBy(() -> practice.startWithOnly("declare-timescale", "sw.north", answers))
                            .hasMessageContaining(label);
                });
        assertThat(consequences.breaches(child)).isEmpty();
    }

    @Test
    @DisplayName(
            "the service manager accepts the new date before the old one has passed: task and timer move, nothing is"
                    + " breached on the old day; lateness still counts from it (SWI-COL-05)")
    void acceptedBeforehand() {
        declare("sw.north", "no");
        practice.complete(
                child, ANSWER, "sm", Map.of("breachDecision", "accept-new-date", "agreedUntil", "2026-04-22"));
        assertThat(practice.dueDay(child, "Write conference report")).isEqualTo("2026-04-22");
        assertThat(practice.timerDay(child, "BoundaryEvent_ConferenceReportWritten"))
                .isEqualTo("2026-04-22");
        practice.itIs("2026-04-22T09:00");
        assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_ConferenceReportWritten");
        practice.complete(child, "Write conference report", "sw.north");
        Deadline late = practice.deadline(child, "conference-report-written");
        assertThat(late.status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(late.lateWorkingDays()).isEqualTo(1);
    }

    @Test
    @DisplayName("the new date that was accepted passes too: that is a breach of its own, with a task of its own"
            + " (SWI-COL-05)")
    void newDatePasses() {
        declare("sw.north", "no");
        practice.complete(
                child, ANSWER, "sm", Map.of("breachDecision", "accept-new-date", "agreedUntil", "2026-04-22"));
        practice.itIs("2026-04-23T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ConferenceReportWritten");
        assertThat(consequences.breaches(child).stream()
                        .filter(breach -> breach.standard().equals("conference-report-written"))
                        .map(Breach::kind))
                .containsExactly(Breach.DECLARED, Breach.MISSED);
        assertThat(practice.tasks(child)).contains(ANSWER);
    }

    @Test
    @DisplayName("the day that was declared passes: the deadline is missed, but that is no second breach and no second"
            + " task (SWI-COL-05)")
    void passes() {
        declare("sw.north", "no");
        practice.itIs("2026-04-22T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ConferenceReportWritten");
        assertThat(practice.deadline(child, "conference-report-written").status())
                .isEqualTo(Deadline.Status.BREACHED);
        consequences.breach(child, "conference-report-written");
    }

    @Test
    @DisplayName(
            "a court's date: legal services are told in advance and the family is told within 2 working days, Easter"
                    + " not counted (SWI-COL-06)")
    void court() {
        parts.requested(
                new RecordParts.Place(child, null, "proceedings", null, "Care proceedings"), List.of(Role.LEGAL));
        declare("sw.north", "yes");
        // The chair and the conference service were told when the conference was requested.
        assertThat(consequences.told(child, "notice")).containsExactly("confadmin", "cpchair", "legal");
        assertThat(practice.tasks(child)).contains("Tell family of later date", ANSWER);
        assertThat(practice.dueDay(child, "Tell family of later date")).isEqualTo("2026-04-08");
        practice.itIs("2026-04-09T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_FamilyToldOfLaterDate");
        assertThat(consequences.breached(child)).contains("family-told-of-later-date");
        practice.itIs("2026-04-09T10:00");
        practice.complete(child, "Tell family of later date", "sw.north");
        assertThat(practice.running(child)).doesNotContain("declare-timescale");
        assertThat(practice.deadline(child, "family-told-of-later-date").lateWorkingDays())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("what has passed already cannot be declared beforehand: the answer says that the breach is with the"
            + " service manager")
    void tooLate() {
        practice.itIs("2026-04-22T00:01");
        practice.fireDueTimers(child);
        assertThatThrownBy(() -> declare("sw.north", "no")).hasMessageContaining("has passed already");
    }

    private void declare(String by, String court) {
        practice.start("declare-timescale", by, given(court));
        practice.carryOn(child);
    }

    private Map<String, Object> given(String court) {
        return Map.of(
                "deadlineId",
                practice.deadline(child, "conference-report-written").id().toString(),
                "rationale",
                "The interpreter is away.",
                "proposedDate",
                "2026-04-22",
                "courtTimetable",
                court);
    }
}
