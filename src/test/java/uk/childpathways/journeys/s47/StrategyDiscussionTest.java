package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The strategy discussion and its endorsement")
class StrategyDiscussionTest extends EnquiryWalk {

    private static final String HOLD = "Hold strategy discussion";
    private static final String ENDORSE = "Endorse enquiry";

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Test
    @DisplayName("a strategy discussion not held within 24 hours is before the service manager, Good Friday or not"
            + " (STAT-S47-02)")
    void notHeld() {
        String child = toBeDiscussed();
        notDone(child, HOLD, "strategy-discussion-held", "2026-04-03T10:00");
        practice.itIs("2026-04-07T09:00");
        discussed(child, "joint");
        doneLate(child, "strategy-discussion-held", 1);
    }

    @Test
    @DisplayName("a strategy discussion before the concern was received is refused, with that day (STAT-S47-02)")
    void notBeforeTheConcern() {
        String child = toBeDiscussed();
        assertThatThrownBy(() -> practice.complete(
                        child, HOLD, "tm.north", discussion("joint", "discussionHeldOn", "2026-04-01")))
                .hasMessageContaining("Date of the discussion")
                .hasMessageContaining("cannot be before 2 April 2026");
        assertThat(practice.tasks(child)).contains(HOLD);
    }

    @Test
    @DisplayName("a strategy discussion held in the 24th hour is in time (STAT-S47-02)")
    void heldInTime() {
        String child = toBeDiscussed();
        practice.itIs("2026-04-03T09:59");
        practice.fireDueTimers(child);
        discussed(child, "joint");
        inTime(child, "strategy-discussion-held");
    }

    @Test
    @DisplayName("only a team manager or the principal social worker records the discussion (RUT-S47-04b)")
    void whoRecords() {
        String child = toBeDiscussed();
        for (String other : List.of("sw.north", "sw2.north", "tm.south", "cpchair", "sm")) {
            assertThat(practice.tasksSeenBy(other, child))
                    .as("tasks of " + other)
                    .doesNotContain(HOLD);
            assertThatThrownBy(() -> practice.complete(child, HOLD, other, discussion("joint")))
                    .as("recorded by " + other)
                    .isInstanceOf(AuthorizationException.class);
        }
        assertThat(practice.tasksSeenBy("tm.north", child)).contains(HOLD);
        practice.complete(child, HOLD, "psw", discussion("joint"));
        assertThat(entry(child, "hold-strategy-discussion").by()).isEqualTo("psw");
    }

    @Test
    @DisplayName("police, health and children's services must each be accounted for, an absent one with the reason"
            + " (RUT-S47-04a)")
    void agencies() {
        String child = toBeDiscussed();
        List<Map<String, Object>> withoutHealth = List.of(
                Map.of("agency", "police", "who", "DS Malik", "part", "attended"),
                Map.of("agency", "education", "who", "Head teacher", "part", "attended"),
                Map.of("agency", "children-services", "who", "Team manager", "part", "attended"));
        assertThatThrownBy(() ->
                        practice.complete(child, HOLD, "tm.north", discussion("joint", "agencies", withoutHealth)))
                .hasMessageContaining("Agencies")
                .hasMessageContaining("health");
        List<Map<String, Object>> absent = List.of(
                Map.of("agency", "police", "who", "DS Malik", "part", "attended"),
                Map.of("agency", "health", "who", "Health visitor", "part", "absent"),
                Map.of("agency", "children-services", "who", "Team manager", "part", "attended"));
        Map<String, Object> complete =
                practice.answersFor(child, HOLD, "tm.north", discussion("joint", "agencies", absent));
        @SuppressWarnings("unchecked")
        Map<String, Object> health = ((List<Map<String, Object>>) complete.get("agencies")).get(1);
        Object reason = health.remove("absenceReason");
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", complete))
                .hasMessageContaining("Why not, and how and when you will get what they know");
        health.put("absenceReason", reason);
        practice.completeWithOnly(child, HOLD, "tm.north", complete);
        assertThat(entry(child, "hold-strategy-discussion").answers().get("agencies"))
                .asString()
                .contains("absent", reason.toString());
    }

    @Test
    @DisplayName("an enquiry led by a worker who is not suitably qualified is refused (RUT-S47-06)")
    void leadWorker() {
        String child = toBeDiscussed();
        assertThatThrownBy(() ->
                        practice.complete(child, HOLD, "tm.north", discussion("joint", "leadWorker", "sw2.north")))
                .hasMessageContaining("Who leads the enquiry")
                .hasMessageContaining("suitably qualified");
        discussed(child, "joint");
    }

    @Test
    @DisplayName("a discussion cannot be dated tomorrow: the 15 working days run from what has happened (STAT-S47-03)")
    void notTomorrow() {
        String child = toBeDiscussed();
        assertThatThrownBy(() -> practice.complete(
                        child, HOLD, "tm.north", discussion("joint", "discussionHeldOn", "2026-04-03")))
                .hasMessageContaining("Date of the discussion")
                .hasMessageContaining("future");
    }

    @ParameterizedTest(name = "a {0} enquiry needs the endorsement of somebody else and then begins (RUT-S47-03a)")
    @ValueSource(strings = {"joint", "social-care-only"})
    void endorsed(String outcome) {
        String child = discussed(toBeDiscussed(), outcome);
        assertThat(practice.tasks(child)).contains(ENDORSE).doesNotContain("Complete agency checks");
        practice.complete(child, ENDORSE, "psw", Map.of("endorsement", "endorsed"));
        assertThat(practice.tasks(child))
                .contains("Complete agency checks", "See child and family", "Read case history")
                .doesNotContain(ENDORSE);
    }

    @Test
    @DisplayName("the person who held the discussion cannot endorse the enquiry, and no practitioner can (RUT-S47-03a)")
    void notOwnWork() {
        String child = discussed(toBeDiscussed(), "joint");
        assertThatThrownBy(() -> practice.complete(child, ENDORSE, "tm.north", Map.of("endorsement", "endorsed")))
                .hasMessageContaining("Nobody signs off their own work");
        assertThatThrownBy(() -> practice.complete(child, ENDORSE, "sw.north", Map.of("endorsement", "endorsed")))
                .isInstanceOf(AuthorizationException.class);
        assertThat(practice.tasks(child)).contains(ENDORSE);
        assertThat(oversightOf(child, "endorsement")).isEmpty();
    }

    @Test
    @DisplayName("the endorsement is on the child's record: who, when, decision and reasons (RUT-S47-03b)")
    void onRecord() {
        String child = discussed(toBeDiscussed(), "joint");
        practice.itIs("2026-04-02T15:30");
        Map<String, Object> answers = practice.answersFor(
                child,
                ENDORSE,
                "psw",
                Map.of("endorsement", "endorsed", "rationale", "Bruising that nobody can explain."));
        Object reasons = answers.remove("rationale");
        assertThatThrownBy(() -> practice.completeWithOnly(child, ENDORSE, "psw", answers))
                .hasMessageContaining("Your reasons");
        answers.put("rationale", reasons);
        practice.completeWithOnly(child, ENDORSE, "psw", answers);
        assertThat(oversightOf(child, "endorsement")).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("psw");
            assertThat(entry.role()).isEqualTo("principal-social-worker");
            assertThat(entry.at().atZone(ENGLAND).toLocalDateTime()).isEqualTo("2026-04-02T15:30");
            assertThat(entry.decision()).isEqualTo("endorsed");
            assertThat(entry.rationale()).isEqualTo("Bruising that nobody can explain.");
            assertThat(entry.effect()).isNotBlank();
        });
    }

    @Test
    @DisplayName(
            "an enquiry refused endorsement goes back to the discussion with the reasons (RUT-S47-03a RUT-S47-03b)")
    void refused() {
        String child = discussed(toBeDiscussed(), "joint");
        practice.complete(
                child,
                ENDORSE,
                "psw",
                Map.of(
                        "endorsement",
                        "refused",
                        "rationale",
                        "A lesser response is enough.",
                        "discussAgain",
                        "What did the school see?"));
        assertThat(practice.tasks(child)).contains(HOLD).doesNotContain(ENDORSE, "Complete agency checks");
        assertThat(oversightOf(child, "endorsement"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.decision()).isEqualTo("refused"));
        assertThat(practice.shownAtOpening(child, HOLD, "tm.north"))
                .as("what the manager asks to discuss again")
                .containsEntry("refusedBecause", "What did the school see?");
        // The second round is a recording of its own, and is endorsed afresh.
        discussed(child, "social-care-only");
        practice.complete(child, ENDORSE, "psw", Map.of("endorsement", "endorsed"));
        assertThat(entries(child, "hold-strategy-discussion")).isEqualTo(2);
        assertThat(practice.tasks(child)).contains("Complete agency checks");
    }

    @Test
    @DisplayName("a discussion asked for again has 24 hours from the refusal, and the conference's clock runs from the"
            + " discussion that was endorsed (STAT-S47-02 STAT-S47-03)")
    void clocksAfterRefusal() {
        String child = discussed(toBeDiscussed(), "joint");
        practice.itIs("2026-04-07T14:00");
        practice.complete(child, ENDORSE, "psw", Map.of("endorsement", "refused"));
        notDone(child, HOLD, "strategy-discussion-held", "2026-04-08T14:00");
        practice.itIs("2026-04-09T10:00");
        discussed(child, "joint");
        assertThat(practice.dueDay(child, ENDORSE)).isEqualTo("2026-04-10");
        practice.complete(child, ENDORSE, "psw", Map.of("endorsement", "endorsed"));
        assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 30));
    }

    @Test
    @DisplayName("an endorsement not given on the next working day, over Easter Tuesday 7 April, is before the service"
            + " manager (RUT-S47-03a)")
    void endorsementLate() {
        String child = discussed(toBeDiscussed(), "joint");
        notDone(child, ENDORSE, "enquiry-endorsed", "2026-04-07");
        practice.itIs("2026-04-08T11:00");
        practice.complete(child, ENDORSE, "psw", Map.of("endorsement", "endorsed"));
        doneLate(child, "enquiry-endorsed", 1);
    }

    @ParameterizedTest(
            name = "{0}: no enquiry; those concerned are told, then {1} (RUT-S47-04c RUT-A2-10c DFE-8-12 SWI-PRO-04)")
    @CsvSource({
        "no-further-action, the journey is over,",
        "assessment, the assessment is open, child-family-assessment",
        "police-only, support goes on as child in need, child-in-need"
    })
    void noEnquiry(String outcome, String then, String handedOverTo) {
        String child = discussed(toBeDiscussed(), outcome);
        practice.complete(child, "Give contact details", "sw.north");
        assertThat(practice.tasks(child)).containsExactly("Give feedback");
        notDone(child, "Give feedback", "feedback-given", "2026-04-13");
        practice.itIs("2026-04-15T10:00");
        practice.complete(child, "Give feedback", "sw.north");
        doneLate(child, "feedback-given", 2);
        if (handedOverTo == null) {
            assertThat(practice.tasks(child)).containsOnly("Answer for missed standard");
        } else {
            assertThat(practice.running(child)).contains(handedOverTo);
            assertThat(practice.tasksSeenBy("tm.north", child)).contains("Allocate case");
        }
        assertThat(practice.deadlines(child, "icpc-held"))
                .as("no conference is due")
                .isEmpty();
    }

    @Test
    @DisplayName("the outcome with its reasons is recorded by the manager, dated with the day of the discussion"
            + " (RUT-S47-04b RUT-S47-04c)")
    void recorded() {
        String child = toBeDiscussed();
        practice.itIs("2026-04-03T09:00");
        discussed(child, "joint", "discussionHeldOn", "2026-04-02", "outcomeReasons", "Three unexplained injuries.");
        assertThat(entry(child, "hold-strategy-discussion").answers())
                .containsEntry("outcomeReasons", "Three unexplained injuries.")
                .containsEntry("discussionHeldOn", "2026-04-02");
        practice.complete(child, ENDORSE, "psw", Map.of("endorsement", "endorsed"));
        assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
    }
}
