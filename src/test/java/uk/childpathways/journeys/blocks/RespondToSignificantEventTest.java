package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journey;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("The answer to a significant event")
class RespondToSignificantEventTest {

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Oversight oversight;

    private String child;

    /** Reported, and happened, on the Thursday before Easter. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
        new ToTheConference(practice).requested(child, java.time.LocalDate.of(2026, 4, 30), false);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("the manager reads what was reported, whatever else has been recorded since (RUT-MGT-05a)")
    void whatWasReported() {
        report("yes", "2026-04-02");
        practice.itIs("2026-04-02T11:00");
        practice.complete(child, "Advise professionals", "sw.north");
        assertThat(practice.shownAtOpening(child, "Respond to risk", "tm.north").get("document"))
                .asString()
                .startsWith("## Report significant event");
    }

    @Test
    @DisplayName("professionals know within 2 working days, the manager has responded within 1, the summary tells of it"
            + " within 5, Easter not counted; each escalates by itself (SWI-PRO-04, RUT-MGT-05a, SWI-FIL-04b)")
    void days() {
        report("yes", "2026-04-02");
        assertThat(practice.dueDay(child, "Respond to risk")).isEqualTo("2026-04-07");
        assertThat(practice.dueDay(child, "Advise professionals")).isEqualTo("2026-04-08");
        assertThat(practice.dueDay(child, "Update child's summary")).isEqualTo("2026-04-13");

        practice.itIs("2026-04-07T23:59");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        practice.itIs("2026-04-08T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_ManagerRespondedToRisk");
        practice.itIs("2026-04-09T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_ProfessionalsAdvisedOfEvent");
        practice.itIs("2026-04-14T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_SummaryUpdatedAfterChange");
        assertThat(consequences.breached(child))
                .containsExactly(
                        "manager-responded-to-risk", "professionals-advised-of-event", "summary-updated-after-change");
        assertThat(consequences.breach(child, "manager-responded-to-risk").answerBy())
                .isEqualTo("service-manager");
    }

    @Test
    @DisplayName("an event that is reported late has its two days counted from when it happened: missed at once"
            + " (SWI-PRO-04)")
    void reportedLate() {
        practice.itIs("2026-04-10T09:00");
        report("no", "2026-04-02");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_ProfessionalsAdvisedOfEvent");
        assertThat(practice.due(child, "professionals-advised-of-event")).isEqualTo("2026-04-08");
        assertThat(practice.dueDay(child, "Update child's summary")).isEqualTo("2026-04-13");
    }

    @Test
    @DisplayName("a second event has days of its own and does not move those of the first (SWI-PRO-04)")
    void secondEvent() {
        report("no", "2026-04-02");
        practice.itIs("2026-04-08T12:00");
        report("no", "2026-04-08");
        assertThat(practice.deadlines(child, "professionals-advised-of-event"))
                .extracting(deadline -> deadline.due()
                        .atZone(java.time.ZoneId.of("Europe/London"))
                        .toLocalDate())
                .containsExactly(java.time.LocalDate.of(2026, 4, 8), java.time.LocalDate.of(2026, 4, 10));
        practice.itIs("2026-04-09T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_ProfessionalsAdvisedOfEvent");
    }

    @Test
    @DisplayName("risk managed: decision, reasons and who does what by when are on the oversight record; the service"
            + " manager was consulted or not (RUT-MGT-05a, RUT-MGT-05b, SWI-COL-04b, DFE-4-06)")
    void managed() {
        report("yes", "2026-04-02");
        Map<String, Object> managed = Map.of("riskResponse", "managed", "serviceManagerConsulted", "yes");
        Map.of(
                        "safetyMeanwhile", "How the child is safe meanwhile",
                        "serviceManagerAdvice", "What they advised",
                        "rationale", "Your reasons",
                        "actions", "Actions: who, what, by when")
                .forEach((key, label) -> ToTheConference.refusedWithout(
                        practice, child, "Respond to risk", "tm.north", managed, key, label));
        ToTheConference.refusedWithout(
                practice,
                child,
                "Respond to risk",
                "tm.north",
                Map.of("riskResponse", "managed"),
                "serviceManagerConsulted",
                "Service manager consulted?");
        practice.complete(
                child,
                "Respond to risk",
                "tm.north",
                Map.of(
                        "riskResponse",
                        "managed",
                        "rationale",
                        "He is not let in; Nan stays over night.",
                        "actions",
                        List.of(Map.of("action", "Change the locks", "owner", "sw.north", "by", "2026-04-08"))));

        assertThat(oversight.of(child, Pageable.unpaged()).getContent().get(0)).satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.decision()).isEqualTo("managed");
            assertThat(entry.rationale()).isEqualTo("He is not let in; Nan stays over night.");
        });
        assertThat(practice.dueDay(child, "Complete agreed action")).isEqualTo("2026-04-08");
        practice.complete(child, "Advise professionals", "sw.north");
        practice.complete(child, "Update child's summary", "sw.north");
        assertThat(practice.running(child)).doesNotContain("respond-to-significant-event");
    }

    @Test
    @DisplayName("the practitioner cannot respond for the manager")
    void notThePractitioner() {
        report("yes", "2026-04-02");
        assertThatThrownBy(() ->
                        practice.complete(child, "Respond to risk", "sw.north", Map.of("riskResponse", "managed")))
                .isInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest(name = "a meeting about {0}")
    @CsvSource({"change", "risk", "transfer", "step-down"})
    @DisplayName("a meeting: held within 10 working days with a manager who attends or chairs, about a change of"
            + " circumstances, a rising risk, a transfer or a step down (SWI-MTG-01a, SWI-MTG-01b, SWI-MTG-01c,"
            + " SWI-MTG-01d)")
    void meeting(String about) {
        report("yes", "2026-04-02");
        practice.complete(child, "Respond to risk", "tm.north", Map.of("riskResponse", "meeting"));
        assertThat(practice.dueDay(child, "Attend meeting about change")).isEqualTo("2026-04-20");
        assertThat(practice.offeredTo(child, "Attend meeting about change"))
                .containsExactly("assistant-team-managers-north", "team-managers-north");
        ToTheConference.refusedWithout(
                practice, child, "Attend meeting about change", "tm.north", Map.of(), "managerPart", "Your part");
        practice.complete(
                child,
                "Attend meeting about change",
                "tm.north",
                Map.of("meetingKind", about, "managerPart", "chaired", "decision", "Nan is part of the plan."));
        assertThat(practice.tasks(child)).doesNotContain("Attend meeting about change");
        assertThat(oversight.of(child, Pageable.unpaged()).getContent().get(0).decision())
                .isEqualTo("Nan is part of the plan.");
    }

    @Test
    @DisplayName("a meeting that is not held in time escalates (SWI-MTG-01b)")
    void meetingNotHeld() {
        report("yes", "2026-04-02");
        practice.complete(child, "Respond to risk", "tm.north", Map.of("riskResponse", "meeting"));
        practice.itIs("2026-04-21T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_MeetingAboutChangeHeld");
        assertThat(consequences.breached(child)).contains("meeting-about-change-held");
    }

    @Test
    @DisplayName("emergency powers: the power that was used is watched from the hour at which it began (DFE-6-06b)")
    void emergencyPowers() {
        report("yes", "2026-04-02");
        practice.complete(
                child,
                "Respond to risk",
                "tm.north",
                Map.of(
                        "riskResponse",
                        "emergency-powers",
                        "immediateSafety",
                        "police-protection",
                        "policeProtectionTakenAt",
                        "2026-04-02T09:30"));
        assertThat(practice.dueDay(child, "Decide before police protection ends"))
                .as("72 hours, Easter or not")
                .isEqualTo("2026-04-05");
    }

    @Test
    @DisplayName("actual or likely significant harm: a section 47 enquiry is opened for the child at once (DFE-6-06b)")
    void significantHarm() {
        report("yes", "2026-04-02");
        practice.complete(child, "Respond to risk", "tm.north", Map.of("riskResponse", "section-47"));
        practice.carryOn(child);
        assertThat(practice.pathways(child)).hasSize(2).extracting(Journey::key).contains("s47-to-icpc");
        assertThat(practice.tasks(child)).contains("Allocate case");
        assertThat(consequences.told(child, "hand-over")).contains("tm.north");
    }

    @Test
    @DisplayName(
            "significant harm while an enquiry runs opens no second one, whose clock would begin again: the manager"
                    + " has it as a task (STAT-S47-03)")
    void enquiryRunsAlready() {
        String other = practice.child();
        new ToTheConference(practice).enquiring(other);
        practice.start(
                "significant-event",
                "sw.north",
                Map.of("journeyId", practice.pathways(other).get(0).id().toString(), "riskToChild", "yes"));
        practice.carryOn(other);
        practice.complete(other, "Respond to risk", "tm.north", Map.of("riskResponse", "section-47"));
        assertThat(practice.pathways(other)).hasSize(1);
        assertThat(practice.tasks(other)).contains("Receive hand-over").doesNotContain("Allocate case");
    }

    private void report(String risk, String happenedOn) {
        practice.start(
                "significant-event",
                "sw.north",
                Map.of(
                        "journeyId", practice.pathways(child).get(0).id().toString(),
                        "riskToChild", risk,
                        "happenedOn", happenedOn));
        practice.carryOn(child);
    }
}
