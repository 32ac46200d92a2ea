package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A child with a plan moves in from another authority")
class TransferInConferenceTest {

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Journeys journeys;

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @ParameterizedTest(name = "notice on {0}: the transfer-in conference by {1}")
    @CsvSource({"2026-03-19,2026-04-13", "2026-04-24,2026-05-18", "2026-05-11,2026-06-02"})
    @DisplayName("the conference is held within 15 working days of the notice, bank holidays of Easter and May not"
            + " counted (STAT-CP-04)")
    void fifteenWorkingDays(String notifiedOn, String due) {
        practice.itIs(notifiedOn + "T14:00");
        String child = allocated(notifiedOn);
        assertThat(practice.due(child, "transfer-in-conference-held")).isEqualTo(due);
        assertThat(practice.timerDay(child, "BoundaryEvent_TransferInConferenceHeld"))
                .isEqualTo(due);
    }

    @Test
    @DisplayName("a notice that lay for weeks is missed as soon as it is opened, once (STAT-CP-04)")
    void laidForWeeks() {
        practice.itIs("2026-05-26T09:00");
        String child = allocated("2026-04-16");
        assertThat(practice.due(child, "transfer-in-conference-held")).isEqualTo("2026-05-08");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_TransferInConferenceHeld");
        assertThat(consequences.breached(child)).containsExactly("transfer-in-conference-held");
        assertThat(practice.tasks(child)).contains("Request conference", "Respond to breached standard");
    }

    @Test
    @DisplayName("a notice cannot lie in the future")
    void notInTheFuture() {
        practice.itIs("2026-04-24T14:00");
        String child = practice.child();
        assertThatThrownBy(() -> practice.start(
                        "transfer-in-conference",
                        "tm.north",
                        Map.of("childRef", child, "transferNotifiedOn", "2026-04-25")))
                .hasMessageContaining("cannot be in the future");
        assertThat(practice.running(child)).isEmpty();
    }

    @Test
    @DisplayName("it escalates on the sixteenth working day; held later, it says how many days late (STAT-CP-04)")
    void late() {
        practice.itIs("2026-04-24T14:00");
        String child = ready("2026-04-24", LocalDate.of(2026, 5, 15));
        practice.itIs("2026-05-18T23:59");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        practice.itIs("2026-05-19T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_TransferInConferenceHeld");

        practice.itIs("2026-05-26T17:00");
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-protection-plan"));
        Deadline late = practice.deadline(child, "transfer-in-conference-held");
        assertThat(late.status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(late.lateWorkingDays())
                .as("19 to 22 and 26 May; the 25th is a bank holiday")
                .isEqualTo(5);
        assertThat(consequences.breaches(child)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "child-protection-plan,Child protection plan to be opened,Hold first core group",
        "child-in-need-plan,Child in need plan to be opened,Allocate case",
        "no-further-action,No plan: reasons recorded,"
    })
    @DisplayName("our conference decides on our plan; a plan is handed over and opens")
    void outcomes(String outcome, String end, String next) {
        practice.itIs("2026-04-24T14:00");
        String child = ready("2026-04-24", LocalDate.of(2026, 5, 15));
        practice.itIs("2026-05-15T14:00");
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", outcome));

        assertThat(ended(child).endReason()).isEqualTo(end);
        assertThat(practice.deadline(child, "transfer-in-conference-held").status())
                .isEqualTo(Deadline.Status.MET);
        if (next != null) {
            assertThat(practice.tasks(child)).contains(next);
        } else {
            assertThat(practice.running(child)).containsExactly("after-conference", "send-conference-decisions");
        }
    }

    @Test
    @DisplayName("report and preparation count from our conference too: 3, 2 and 1 working days before it")
    void preparation() {
        practice.itIs("2026-04-24T14:00");
        String child = allocated("2026-04-24");
        ToTheConference way = new ToTheConference(practice);
        way.requested(child, LocalDate.of(2026, 5, 7), true);
        assertThat(practice.dueDay(child, "Convene conference")).isEqualTo("2026-05-01");
        assertThat(practice.dueDay(child, "Write conference report")).isEqualTo("2026-05-01");
        assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-05-06");
        assertThat(practice.dueDay(child, "Hold managers' conversation")).isEqualTo("2026-05-06");
    }

    @Test
    @DisplayName("something significant can happen, and the journey can end early, as in every journey (SWI-INT-07c)")
    void eventsAndEnd() {
        practice.itIs("2026-04-24T14:00");
        String child = allocated("2026-04-24");
        String journey = practice.pathways(child).get(0).id().toString();
        practice.start("significant-event", "sw.north", Map.of("journeyId", journey, "riskToChild", "no"));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).contains("Advise professionals", "Request conference");

        practice.start("end-journey", "sw.north", Map.of("journeyId", journey, "endReason", "opened-in-error"));
        practice.carryOn(child);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.running(child)).isEmpty();
        assertThat(ended(child).endReason()).isEqualTo("opened-in-error");
    }

    /** The child's journey that has ended; what it opened runs on. */
    private Journey ended(String child) {
        return journeys.of(child).stream()
                .filter(journey -> !journey.running())
                .findFirst()
                .orElseThrow();
    }

    private String allocated(String notifiedOn) {
        return new ToTheConference(practice).movedIn(notifiedOn);
    }

    private String ready(String notifiedOn, LocalDate plannedFor) {
        String child = allocated(notifiedOn);
        ToTheConference way = new ToTheConference(practice);
        way.requested(child, plannedFor, false);
        return way.prepared(child, plannedFor);
    }
}
