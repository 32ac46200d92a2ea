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
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The section 47 enquiry")
class S47EnquiryTest extends EnquiryWalk {

    private static final String CHECKS = "Complete agency checks";
    private static final String VISIT = "See child and family";
    private static final String HISTORY = "Read case history";
    private static final String WRITE = "Write S47 outcome";

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Test
    @DisplayName("the outcome can be written only when agencies have answered, the child is seen and the history is"
            + " read (RUT-S47-12a RUT-S47-13a)")
    void allKnown() {
        String child = enquired(toBeDiscussed());
        assertThat(practice.tasks(child)).contains(CHECKS, VISIT, HISTORY).doesNotContain(WRITE, "Consult LADO");
        practice.complete(child, HISTORY, "sw.north");
        assertThat(practice.tasks(child)).contains(CHECKS, VISIT).doesNotContain(WRITE);
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        assertThat(practice.tasks(child)).contains(CHECKS).doesNotContain(WRITE);
        practice.complete(child, CHECKS, "sw.north");
        assertThat(practice.tasks(child)).contains(WRITE);
    }

    @Test
    @DisplayName("the allocated worker has the enquiry's tasks: the child is seen by the worker who knows them"
            + " (NEW-OVR-1f-2 RUT-S47-06)")
    void allocatedWorker() {
        String child = enquired(toBeDiscussed());
        for (String label : List.of(CHECKS, VISIT, HISTORY)) {
            assertThat(practice.task(child, label).getAssignee()).as(label).isEqualTo("sw.north");
        }
    }

    @ParameterizedTest(
            name = "'{0}' not done 3 working days after the endorsement, Thursday 9 April, is before the"
                    + " {2} ({3})")
    @CsvSource({
        "Complete agency checks, agency-checks-made, service-manager, RUT-S47-13a",
        "Read case history, history-read, team-manager, RUT-S47-12a"
    })
    void threeWorkingDays(String label, String standard, String manager, String clause) {
        String child = enquired(toBeDiscussed());
        // Good Friday 3 and Easter Monday 6 April do not count.
        assertThat(notDone(child, label, standard, "2026-04-09").answerBy()).isEqualTo(manager);
        practice.itIs("2026-04-13T10:00");
        practice.complete(child, label, "sw.north");
        doneLate(child, standard, 2);
    }

    @Test
    @DisplayName("each agency's row says when it was asked, what it knows and what it was told of the enquiry"
            + " (RUT-S47-13a RUT-S47-13b)")
    void agencyChecks() {
        String child = enquired(toBeDiscussed());
        Map<String, Object> police = Map.of(
                "agency",
                "police",
                "who",
                "DS Malik",
                "askedOn",
                "2026-04-02",
                "answeredOn",
                "2026-04-02",
                "agencyKnows",
                "Two call-outs in March.",
                "sharedWithThem",
                "The injuries, and what the school saw.");
        Map<String, Object> school = Map.of(
                "agency",
                "education",
                "who",
                "Head teacher",
                "askedOn",
                "2026-04-02",
                "noAnswerPlan",
                "Asked again for Tuesday.",
                "sharedWithThem",
                "That an enquiry has begun.");
        Map<String, Object> health = new java.util.HashMap<>(police);
        health.put("agency", "health");
        practice.complete(child, CHECKS, "sw.north", Map.of("agencyChecks", List.of(police, health, school)));
        assertThat(entry(child, "complete-agency-checks").answers().get("agencyChecks"))
                .asString()
                .contains("Two call-outs in March.", "That an enquiry has begun.", "Asked again for Tuesday.");
    }

    @Test
    @DisplayName("the outcome not written 10 working days after the discussion, Monday 20 April, is before the service"
            + " manager (RUT-S47-15a)")
    void outcomeLate() {
        String child = toBeWritten(toBeDiscussed());
        notDone(child, WRITE, "s47-outcome-written", "2026-04-20");
        practice.itIs("2026-04-22T10:00");
        written(child, "continuing-risk");
        doneLate(child, "s47-outcome-written", 2);
    }

    @Test
    @DisplayName("two clocks: the worker's ends when the outcome is submitted, the manager's begins then and is due on"
            + " the next working day (RUT-S47-15c SWI-PG1-06d)")
    void twoClocks() {
        String child = toBeWritten(toBeDiscussed());
        practice.itIs("2026-04-17T16:00");
        written(child, "continuing-risk");
        inTime(child, "s47-outcome-written");
        notDone(child, "Sign off document", "s47-outcome-signed-off", "2026-04-20");
        practice.itIs("2026-04-21T09:00");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        doneLate(child, "s47-outcome-signed-off", 1);
        inTime(child, "s47-outcome-written");
    }

    @Test
    @DisplayName("the team manager returns the outcome, the worker reworks it, and only the approval leads to the"
            + " conference (RUT-S47-15c)")
    void returned() {
        String child = written(toBeWritten(toBeDiscussed()), "not-substantiated", "afterEnquiry", "no-further-action");
        assertThatThrownBy(() -> practice.complete(
                        child, "Sign off document", "sw.north", Map.of("signOffDecision", "approved")))
                .isInstanceOf(AuthorizationException.class);
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of("signOffDecision", "returned", "returnReasons", "The bruising is not explained."));
        assertThat(practice.tasks(child)).contains("Rework document").doesNotContain("Request conference");
        practice.complete(child, "Rework document", "sw.north", Map.of("s47Outcome", "continuing-risk"));
        assertThat(practice.tasks(child)).contains("Sign off document").doesNotContain("Request conference");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.tasks(child)).contains("Request conference");
    }

    @Test
    @DisplayName("the conference's 15 working days run through enquiry and conference as one clock: day 15, Monday 27"
            + " April, is in time, day 16 is late (STAT-S47-03)")
    void conferenceClock() {
        String child = toBeWritten(toBeDiscussed());
        assertThat(due(child, "icpc-held"))
                .isEqualToIgnoringNanos(LocalDate.of(2026, 4, 27).atTime(23, 59, 59));
        oneMinuteBefore(child, "icpc-held");
        passed(child, "icpc-held");
        assertThat(practice.tasks(child)).as("the enquiry goes on").contains(WRITE);
        // The same clock stands on the conference: it has been missed once, and is not missed a second time.
        written(child, "continuing-risk");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.itIs("2026-05-05T10:00");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "icpc-held")).hasSize(1);
        assertThat(practice.deadlines(child, "icpc-held")).hasSize(1);
    }

    @Test
    @DisplayName("a discussion recorded days later, after the conference's time has run out, is a breach at once"
            + " (STAT-S47-03)")
    void backDated() {
        practice.itIs("2026-04-30T10:00");
        String child = toBeDiscussed();
        String earlier = toBeDiscussed();
        practice.itIs("2026-05-26T10:00");
        enquired(child, "discussionHeldOn", "2026-05-01");
        // 15 working days from Friday 1 May: the bank holidays of 4 and 25 May do not count.
        assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 5, 26));
        enquired(earlier, "discussionHeldOn", "2026-04-30");
        assertThat(practice.due(earlier, "icpc-held")).isEqualTo(LocalDate.of(2026, 5, 22));
        practice.fireDueTimers(earlier);
        assertThat(breaches(earlier, "icpc-held")).hasSize(1);
        practice.fireDueTimers(child);
        assertThat(breaches(child, "icpc-held")).isEmpty();
    }

    @ParameterizedTest(name = "outcome {0}, then {1}: {2} (RUT-S47-15a RUT-S47-16)")
    @CsvSource({
        "continuing-risk, , Request conference",
        "no-continuing-risk, , Allocate case",
        "not-substantiated, assessment, Allocate case",
        "not-substantiated, early-help, Agree transfer to early help",
        "not-substantiated, no-further-action, "
    })
    void outcomes(String outcome, String after, String next) {
        String child = toBeWritten(toBeDiscussed());
        if (after == null) {
            written(child, outcome);
        } else {
            written(child, outcome, "afterEnquiry", after);
        }
        practice.complete(child, "Give contact details", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
        practice.complete(child, "Complete agreed action", "sw.north", Map.of("actionResult", "done"));
        if (next == null) {
            assertThat(practice.running(child)).as("the journey is over").isEmpty();
        } else {
            assertThat(practice.tasks(child)).contains(next);
        }
        if (!"Request conference".equals(next)) {
            practice.itIs("2026-06-01T10:00");
            practice.fireDueTimers(child);
            assertThat(breaches(child, "icpc-held"))
                    .as("no conference is due any more")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("the safety actions of the outcome have an owner and a date, whatever the outcome (RUT-S47-16)")
    void safetyActions() {
        String child = toBeWritten(toBeDiscussed());
        for (String outcome : List.of("not-substantiated", "no-continuing-risk", "continuing-risk")) {
            Map<String, Object> answers = practice.answersFor(
                    child, WRITE, "sw.north", with(Map.of("s47Outcome", outcome), "actions", list()));
            answers.remove("actions");
            assertThatThrownBy(() -> practice.completeWithOnly(child, WRITE, "sw.north", answers))
                    .as(outcome)
                    .hasMessageContaining("What keeps the child safe");
            answers.put("actions", List.of(Map.of("action", "Grandmother stays until Sunday")));
            assertThatThrownBy(() -> practice.completeWithOnly(child, WRITE, "sw.north", answers))
                    .as(outcome)
                    .hasMessageContaining("Who")
                    .hasMessageContaining("By when");
        }
    }
}
