package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Signing off a document")
class ManagementSignOffTest extends EnquiryWalk {

    private static final String SIGN = "Sign off document";
    private static final String REWORK = "Rework document";

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    private String submitted() {
        return written(toBeWritten(toBeDiscussed()), "continuing-risk", "judgementReasons", "The first reasons.");
    }

    private void returned(String child, String why) {
        practice.complete(
                child, SIGN, "tm.north", Map.of("signOffDecision", "returned", "returnReasons", why, "rationale", why));
    }

    private int noticesToTheServiceManager(String child) {
        return jdbc.queryForObject(
                "select count(*) from pathways.notice where child_ref = ? and text like '%returned to its author again%'",
                Integer.class, child);
    }

    @Test
    @DisplayName("an approval is the manager's electronic signature: who, in which role, when, with reasons"
            + " (SWI-PG1-06a SWI-PG1-06d DFE-5-07a NEW-INT-05a)")
    void signature() {
        String child = submitted();
        practice.itIs("2026-04-07T11:20");
        practice.complete(
                child,
                SIGN,
                "tm.north",
                Map.of("signOffDecision", "approved", "rationale", "Well reasoned throughout."));
        assertThat(oversightOf(child, "sign-off")).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.role()).isEqualTo("team-manager");
            assertThat(entry.at().atZone(ENGLAND).toLocalDateTime()).isEqualTo("2026-04-07T11:20");
            assertThat(entry.decision()).isEqualTo("approved");
            assertThat(entry.rationale()).isEqualTo("Well reasoned throughout.");
            assertThat(entry.childRef()).isEqualTo(child);
        });
        assertThat(practice.tasks(child)).doesNotContain(SIGN, REWORK).contains("Request conference");
    }

    @Test
    @DisplayName("the manager reads the document where it is signed, and nothing goes on before the decision"
            + " (SWI-PG1-06b SWI-MPS-01)")
    void read() {
        String child = submitted();
        assertThat(practice.shownAtOpening(child, SIGN, "tm.north").get("document"))
                .asString()
                .contains("The first reasons\\.".replace("\\", ""));
        assertThat(practice.tasks(child)).contains(SIGN).doesNotContain("Request conference");
    }

    @Test
    @DisplayName("a practitioner cannot sign off, not even a colleague's work, nor can a manager of another team"
            + " (SWI-MPS-01 SWI-OVR-03a)")
    void whoSigns() {
        String child = submitted();
        for (String other : List.of("sw.north", "sw2.north", "tm.south", "cpchair")) {
            assertThat(practice.tasksSeenBy(other, child)).as(other).doesNotContain(SIGN);
            assertThatThrownBy(() -> practice.complete(child, SIGN, other, Map.of("signOffDecision", "approved")))
                    .as(other)
                    .isInstanceOf(AuthorizationException.class);
        }
        assertThat(oversightOf(child, "sign-off")).isEmpty();
    }

    @Test
    @DisplayName("nobody signs off their own work: what the team's only manager submitted, the service manager signs"
            + " (SWI-MPS-01 SWI-PG1-06a)")
    void ownWork() {
        String child = enquired(toBeDiscussed());
        String journey = practice.deadline(child, "icpc-held").journeyId().toString();
        practice.start("end-journey", "tm.north", Map.of("journeyId", journey, "endReason", "opened-in-error"));
        practice.carryOn(child);
        assertThatThrownBy(() -> practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "approved")))
                .hasMessageContaining("Nobody signs off their own work");
        assertThat(oversightOf(child, "sign-off")).isEmpty();
        practice.complete(child, SIGN, "sm", Map.of("signOffDecision", "approved"));
        assertThat(oversightOf(child, "sign-off"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.role()).isEqualTo("service-manager"));
        assertThat(practice.tasks(child)).doesNotContain("Complete agency checks");
    }

    @Test
    @DisplayName("returned with reasons: the author sees them beside their own answers, reworks, and only the approval"
            + " moves it on (SWI-OVR-03a NEW-OVR-1b-1 SWI-INT-07g NEW-OVR-1b-3)")
    void returnedOnce() {
        String child = submitted();
        practice.complete(
                child,
                SIGN,
                "tm.north",
                Map.of(
                        "signOffDecision",
                        "returned",
                        "recordingGood",
                        "no",
                        "analysisGood",
                        "no",
                        "practiceModelUsed",
                        "no",
                        "returnReasons",
                        "What does it mean for the child?"));
        assertThat(practice.task(child, REWORK).getAssignee())
                .as("back to its author")
                .isEqualTo("sw.north");
        Map<String, Object> shown = practice.shownAtOpening(child, REWORK, "sw.north");
        assertThat(shown.get("returned")).asString().contains("What does it mean for the child?");
        assertThat(shown).containsEntry("judgementReasons", "The first reasons.");
        assertThat(practice.tasks(child)).doesNotContain(SIGN, "Request conference");
        practice.complete(
                child,
                REWORK,
                "sw.north",
                Map.of("s47Outcome", "continuing-risk", "judgementReasons", "The second reasons."));
        assertThat(practice.tasks(child)).doesNotContain("Request conference");
        assertThat(practice.shownAtOpening(child, SIGN, "tm.north").get("document"))
                .asString()
                .contains("The second reasons")
                .as("it is still called what it is")
                .startsWith("## Write S47 outcome")
                .doesNotContain("The first reasons");
        practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.tasks(child)).contains("Request conference");
        assertThat(oversightOf(child, "sign-off")).hasSize(2);
        assertThat(noticesToTheServiceManager(child)).isZero();
    }

    @Test
    @DisplayName("a second return is told to the service manager, once for each further round (NEW-OVR-1b-2)")
    void returnedTwice() {
        String child = submitted();
        returned(child, "Too short.");
        practice.complete(child, REWORK, "sw.north", Map.of("s47Outcome", "continuing-risk"));
        returned(child, "Still too short.");
        assertThat(noticesToTheServiceManager(child)).isEqualTo(1);
        assertThat(practice.shownAtOpening(child, REWORK, "sw.north").get("returned"))
                .asString()
                .contains("Still too short.");
        practice.complete(child, REWORK, "sw.north", Map.of("s47Outcome", "continuing-risk"));
        returned(child, "And again.");
        assertThat(noticesToTheServiceManager(child)).isEqualTo(2);
        practice.complete(child, REWORK, "sw.north", Map.of("s47Outcome", "continuing-risk"));
        practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.tasks(child)).contains("Request conference");
    }

    @Test
    @DisplayName("the reworked outcome decides, not the first one (RUT-S47-15c)")
    void reworkedOutcome() {
        String child = submitted();
        returned(child, "The risk does not continue.");
        practice.complete(
                child,
                REWORK,
                "sw.north",
                Map.of("s47Outcome", "not-substantiated", "afterEnquiry", "no-further-action"));
        practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.tasks(child)).doesNotContain("Request conference", "Receive hand-over");
    }

    @Test
    @DisplayName("a rework not submitted 2 working days after the return is before the worker's manager"
            + " (SWI-OVR-03b NEW-OVR-1b-2)")
    void reworkLate() {
        String child = submitted();
        returned(child, "Too short.");
        notDone(child, REWORK, "rework-submitted", "2026-04-08");
        practice.itIs("2026-04-09T10:00");
        practice.complete(child, REWORK, "sw.north", Map.of("s47Outcome", "continuing-risk"));
        doneLate(child, "rework-submitted", 1);
        assertThat(practice.dueDay(child, SIGN))
                .as("the manager's clock begins anew")
                .isEqualTo("2026-04-10");
    }

    @Test
    @DisplayName("a sign-off past its limit is before the service manager, and the next round has a clock of its own"
            + " (SWI-PG1-06d)")
    void signOffLate() {
        String child = submitted();
        notDone(child, SIGN, "s47-outcome-signed-off", "2026-04-07");
        practice.itIs("2026-04-08T10:00");
        returned(child, "Too short.");
        doneLate(child, "s47-outcome-signed-off", 1);
        practice.complete(child, REWORK, "sw.north", Map.of("s47Outcome", "continuing-risk"));
        notDone(child, SIGN, "s47-outcome-signed-off", "2026-04-09");
    }

    @ParameterizedTest(name = "a sign-off without ''{0}'' is refused; with it, it is on record ({1})")
    @CsvSource(delimiter = '|', textBlock = """
                    recordingGood     | SWI-INT-07g SWI-OVR-03a NEW-OVR-1b-1
                    analysisGood      | SWI-INT-07g NEW-OVR-1b-3
                    practiceModelUsed | NEW-OVR-1b-3
                    proportionate     | DFE-4-01
                    effectOnChild     | RUT-MGT-01b
                    rationale         | DFE-5-07b NEW-INT-05a SWI-PG1-06d
                    signOffDecision   | SWI-PG1-06b
                    """)
    void everyQuestion(String key, String clauses) {
        String child = submitted();
        Map<String, Object> answers =
                practice.answersFor(child, SIGN, "tm.north", Map.of("signOffDecision", "approved"));
        Object answer = answers.remove(key);
        assertThatThrownBy(() -> practice.completeWithOnly(child, SIGN, "tm.north", answers))
                .hasMessageContaining(
                        practice.form(child, SIGN).field(key).orElseThrow().label());
        assertThat(oversightOf(child, "sign-off")).isEmpty();
        answers.put(key, answer);
        practice.completeWithOnly(child, SIGN, "tm.north", answers);
        assertThat(entry(child, "sign-off-document").answers()).containsEntry(key, answer);
        assertThat(entry(child, "sign-off-document").clauses()).contains(clauses.split(" "));
    }
}
