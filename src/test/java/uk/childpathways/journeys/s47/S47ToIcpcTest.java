package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("From the section 47 enquiry to the initial child protection conference")
class S47ToIcpcTest extends EnquiryWalk {

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Test
    @DisplayName("the whole way: concern, discussion, enquiry, outcome, conference, plan handed over")
    void wholeWay() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north"));
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        practice.complete(
                child,
                "Hold strategy discussion",
                "tm.north",
                Map.of(
                        "strategyOutcome",
                        "joint",
                        "agencies",
                        agencies(),
                        "positionOfTrust",
                        "no",
                        "leadWorker",
                        "sw.north"));
        practice.complete(child, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
        assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        practice.complete(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk"));
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
        practice.complete(child, "Request conference", "sw.north", Map.of("transferring", "no"));
        practice.complete(child, "Convene conference", "confadmin");
        practice.complete(child, "Prepare child", "sw.north");
        practice.complete(child, "Write conference report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-protection-plan"));
        assertThat(practice.tasksSeenBy("tm.north", child))
                .contains("Hold first core group")
                .doesNotContain("Allocate case");
        assertThat(practice.running(child)).contains("child-protection-plan");
        assertThat(practice.deadline(child, "icpc-held").status().name()).isEqualTo("MET");
    }

    @Test
    @DisplayName("the response is decided and the referrer told on the working day after the concern came in, Tuesday 7"
            + " April after Easter, else it is before the service manager (STAT-S47-01)")
    void responseLate() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child, "concernReceivedAt", "2026-04-02T09:30"));
        practice.carryOn(child);
        allocated(child);
        notDone(child, "Decide on immediate safety", "response-decided", "2026-04-07");
        practice.itIs("2026-04-08T10:00");
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        doneLate(child, "response-decided", 1);
        assertThat(entry(child, "decide-on-immediate-safety").answers()).containsKeys("referrerToldOn", "referrerTold");
    }

    @Test
    @DisplayName("a concern that came in three days ago and was opened today is late at once (STAT-S47-01)")
    void openedLate() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child, "concernReceivedAt", "2026-03-30T17:00"));
        practice.carryOn(child);
        allocated(child);
        practice.fireDueTimers(child);
        assertThat(breaches(child, "response-decided")).hasSize(1);
    }

    @Test
    @DisplayName("the journey leaves management oversight at every stage: referral, planning, assessment, review of the"
            + " work (RUT-MGT-01a)")
    void oversightAtEveryStage() {
        String child = toBeWritten(toBeDiscussed());
        written(child, "no-continuing-risk");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(oversightOf(child))
                .as("allocation, immediate safety, discussion, endorsement, sign-off")
                .extracting(entry -> entry.decision() == null ? entry.kind() : entry.decision())
                .contains("none", "joint", "endorsed", "approved")
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(oversightOf(child)).allSatisfy(entry -> {
            assertThat(entry.rationale()).isNotBlank();
            assertThat(entry.by()).isIn("tm.north", "psw");
        });
        assertThat(oversightOf(child, "allocation")).hasSize(1);
    }

    @Test
    @DisplayName("a concern is opened for a child whom the service knows (RUT-S47-01)")
    void knownChild() {
        assertThatThrownBy(() -> practice.start("s47-to-icpc", "sw.north", Map.of("childRef", "C-0000")))
                .hasMessageContaining("No record with the reference C-0000 is open to you");
    }

    static List<Map<String, Object>> agencies() {
        return List.of(
                Map.of("agency", "police", "who", "DS Malik", "part", "attended"),
                Map.of("agency", "health", "who", "Health visitor", "part", "attended"),
                Map.of("agency", "children-services", "who", "Team manager", "part", "attended"));
    }
}
