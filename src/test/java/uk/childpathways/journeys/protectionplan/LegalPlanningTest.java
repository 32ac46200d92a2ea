package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Public Law Outline within a protection plan")
class LegalPlanningTest extends ProtectionPlanWalk {

    private static final String COURT = "Record outcome of proceedings";

    private String child;

    @BeforeEach
    void planBegins() {
        practice.itIs(CONFERENCE + "T15:00");
        child = begun();
    }

    /** Friday 27 March: legal advice is decided upon; the panel is on Friday 17 April. */
    private void beforeThePanel() {
        practice.itIs("2026-03-27T12:00");
        legalAdviceSought(child);
        referred(child, "2026-04-17");
    }

    private void afterThePanel(String decision) {
        beforeThePanel();
        practice.itIs("2026-04-17T15:00");
        panelDecides(child, decision, "2026-04-17");
    }

    @Test
    @DisplayName("the manager considers it for every child when the plan begins; not now means that nobody is asked for"
            + " more (RUT-CP-05a)")
    void consideredForAll() {
        assertThat(practice.offeredTo(child, "Consider PLO"))
                .contains("team-managers-north")
                .doesNotContain("social-workers-north");
        refusedWithout(child, "Consider PLO", "tm.north", Map.of(), "ploNeeded", "Is legal advice needed now?");
        refusedWithout(child, "Consider PLO", "tm.north", Map.of(), "rationale", "Why, or why not now");
        practice.complete(child, "Consider PLO", "tm.north", Map.of("ploNeeded", "no"));
        inTime(child, "plo-considered");
        assertThat(practice.tasks(child)).doesNotContain("Refer to legal gateway panel");
        assertThat(oversightOf(child, "plo-decision")).hasSize(1);
    }

    @Test
    @DisplayName(
            "a yes refers the child to the Legal Gateway Panel and has the parents told, with who was told, how, and"
                    + " that a Letter Before Proceedings may follow (RUT-CP-05c RUT-CP-06a)")
    void referredAndTold() {
        practice.itIs("2026-03-27T12:00");
        legalAdviceSought(child);
        assertThat(practice.offeredTo(child, "Refer to legal gateway panel"))
                .containsExactlyInAnyOrder("social-workers-north", "team-managers-north");
        assertThat(practice.tasks(child)).doesNotContain("Decide at legal gateway", "Prepare panel papers");
        refusedWithout(child, "Refer to legal gateway panel", "sw.north", Map.of(), "panelOn", "Panel on");
        refusedWithout(
                child,
                "Tell parents of legal advice",
                "sw.north",
                Map.of(),
                "letterBeforeProceedingsNamed",
                "Were they told that a Letter Before Proceedings may follow?");
        practice.complete(child, "Tell parents of legal advice", "sw.north", Map.of("parentsToldOn", "2026-03-27"));
        inTime(child, "parents-told-of-legal-advice");
        assertThat(entry(child, "tell-parents-of-legal-advice").answers()).containsKeys("recipients", "parentsToldOn");
        assertThat(entry(child, "tell-parents-of-legal-advice").clauses()).contains("RUT-CP-05c");
        referred(child, "2026-04-17");
        assertThat(practice.tasks(child))
                .contains("Decide at legal gateway", "Prepare panel papers", "Give legal advice");
    }

    @Test
    @DisplayName(
            "papers for a panel on a Friday are due on the Tuesday before; the panel moves to a later Friday, and they"
                    + " move with it (RUT-CP-06b)")
    void panelMovesLater() {
        beforeThePanel();
        assertThat(practice.dueDay(child, "Prepare panel papers")).isEqualTo("2026-04-14");
        moved("2026-04-24");
        assertThat(practice.dueDay(child, "Prepare panel papers")).isEqualTo("2026-04-21");
        assertThat(practice.timerDay(child, "BoundaryEvent_PanelPapersAvailable"))
                .isEqualTo("2026-04-21");
        assertThat(practice.dueDay(child, "Give legal advice")).isEqualTo("2026-04-23");
        assertThat(practice.dueDay(child, "Decide at legal gateway")).isEqualTo("2026-04-24");
        assertThat(practice.fireDueTimers(child)).isEmpty();
    }

    @Test
    @DisplayName("the panel moves nearer than 3 working days: the papers are late at once, once (RUT-CP-06b)")
    void panelMovesNearer() {
        beforeThePanel();
        practice.itIs("2026-04-13T10:00");
        moved("2026-04-15");
        assertThat(practice.due(child, "panel-papers-available")).isEqualTo("2026-04-10");
        practice.fireDueTimers(child);
        practice.fireDueTimers(child);
        assertThat(breaches(child, "panel-papers-available")).hasSize(1);
        assertThat(practice.tasks(child)).contains("Prepare panel papers");
        practice.complete(child, "Prepare panel papers", "sw.north");
        doneLate(child, "panel-papers-available", 1);
    }

    private void moved(String newDate) {
        practice.start(
                "move-meeting",
                "tm.north",
                Map.of("meeting", journey(child).id() + "/legal-gateway-panel-planned-for", "newDate", newDate));
        practice.carryOn(child);
    }

    @Test
    @DisplayName(
            "the service manager decides, with legal advice on record first; nobody else can (RUT-CP-05b RUT-CP-06a)")
    void decidedWithLegal() {
        beforeThePanel();
        practice.itIs("2026-04-17T15:00");
        Map<String, Object> decision = Map.of("legalGatewayDecision", "not-met", "panelHeldOn", "2026-04-17");
        assertThatThrownBy(() -> practice.complete(child, "Decide at legal gateway", "tm.north", decision))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> practice.complete(child, "Decide at legal gateway", "sm", decision))
                .hasMessageContaining("legal advice given");
        practice.complete(child, "Give legal advice", "legal", Map.of("advisedOn", "2026-04-16"));
        practice.complete(child, "Decide at legal gateway", "sm", decision);
        assertThat(oversightOf(child, "legal-gateway-decision"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.decision()).isEqualTo("not-met"));
    }

    @Test
    @DisplayName("not met: the plan goes on, and the manager can seek legal advice again at any time (RUT-CP-05a"
            + " RUT-CP-06a)")
    void notMet() {
        afterThePanel("not-met");
        assertThat(practice.tasks(child))
                .contains("Hold first core group")
                .doesNotContain("Send letter before proceedings", "Decide at legal gateway");
        practice.complete(child, "Tell parents of legal advice", "sw.north");
        practice.itIs("2026-05-05T10:00");
        fromTheStartList("seek-legal-advice", "tm.north", child, "ploConsideredOn", "2026-05-01");
        assertThat(practice.due(child, "parents-told-of-legal-advice"))
                .as("5 working days from 1 May; the 4th is a bank holiday")
                .isEqualTo("2026-05-11");
        assertThat(practice.tasks(child)).contains("Refer to legal gateway panel");
        assertThatThrownBy(() -> fromTheStartList("seek-legal-advice", "tm.north", child))
                .as("the child is before the panel already")
                .hasMessageContaining("Legal planning for this child is under way already");
    }

    @Test
    @DisplayName(
            "pre-proceedings: letter, meeting and the family's own plan; ended when enough has changed, within 16 weeks"
                    + " of the letter, and the plan goes on (STAT-CP-05)")
    void preProceedings() {
        afterThePanel("pre-proceedings");
        practice.itIs("2026-04-20T10:00");
        letterSent(child, "2026-04-20");
        assertThat(practice.tasks(child))
                .contains(
                        "Hold pre-proceedings meeting",
                        "Offer family group decision making",
                        "Decide outcome of pre-proceedings");
        assertThat(practice.due(child, "pre-proceedings-ended")).isEqualTo("2026-08-10");
        practice.itIs("2026-05-01T10:00");
        practice.complete(child, "Hold pre-proceedings meeting", "tm.north");
        practice.complete(child, "Offer family group decision making", "sw.north", Map.of("familyAnswer", "held"));
        practice.itIs("2026-08-07T10:00");
        practice.complete(
                child,
                "Decide outcome of pre-proceedings",
                "sm",
                Map.of("preProceedingsOutcome", "plan-goes-on", "preProceedingsEndedOn", "2026-08-07"));
        inTime(child, "pre-proceedings-ended");
        inTime(child, "family-group-decision-making-offered");
        assertThat(practice.running(child)).contains(PLAN).doesNotContain("pre-proceedings", "care-proceedings");
        fromTheStartList("seek-legal-advice", "tm.north", child);
        assertThat(practice.tasks(child)).contains("Refer to legal gateway panel");
    }

    @Test
    @DisplayName(
            "pre-proceedings can end at once where the child is not safe: what is still open in them is withdrawn and"
                    + " the application follows (STAT-CP-05 STAT-CP-06)")
    void issueAfterPreProceedings() {
        afterThePanel("pre-proceedings");
        practice.itIs("2026-04-20T10:00");
        letterSent(child, "2026-04-20");
        practice.itIs("2026-04-22T10:00");
        practice.complete(child, "Decide outcome of pre-proceedings", "sm", Map.of("preProceedingsOutcome", "issue"));
        assertThat(practice.tasks(child))
                .contains("Issue care application")
                .doesNotContain("Hold pre-proceedings meeting", "Offer family group decision making");
        assertThat(practice.deadline(child, "pre-proceedings-meeting-held").status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(practice.due(child, "care-application-issued"))
                .as("from this decision, not from the panel's")
                .isEqualTo("2026-04-29");
    }

    @Test
    @DisplayName("issue: the court's 26 weeks run from the application; the child comes into care, the journey in care"
            + " opens and the chair is asked about the two plans (STAT-CP-06)")
    void issueAndCare() {
        afterThePanel("issue");
        practice.itIs("2026-04-20T10:00");
        practice.complete(
                child,
                "Issue care application",
                "sw.north",
                Map.of("issuedOn", "2026-04-20", "childInCare", "yes", "enteredCareOn", "2026-04-20"));
        practice.carryOn(child);
        assertThat(practice.due(child, "care-proceedings-concluded")).isEqualTo("2026-10-19");
        assertThat(practice.tasks(child)).contains("Decide on two plans", "Record outcome of proceedings");
        assertThat(practice.due(child, "two-plans-decided")).isEqualTo("2026-04-27");
        assertThat(practice.chronology(child))
                .anyMatch(entry -> "handed-over".equals(entry.kind())
                        && "child-in-care".equals(entry.answers().get("toJourney")));
    }

    /** Issued on Monday 20 April, in care on that day; the review conference of 24 June ends the plan. */
    private void inCareAndPlanEnded(String outcome) {
        afterThePanel("issue");
        practice.itIs("2026-04-20T10:00");
        practice.complete(
                child,
                "Issue care application",
                "sw.north",
                Map.of("issuedOn", "2026-04-20", "childInCare", "yes", "enteredCareOn", "2026-04-20"));
        practice.carryOn(child);
        if ("rule".equals(outcome)) {
            practice.complete(child, "Decide on two plans", "cpchair", Map.of("twoPlans", "plan-ends"));
        } else {
            practice.complete(child, "Decide on two plans", "cpchair", Map.of("twoPlans", "both-stand"));
            practice.itIs("2026-06-24T15:00");
            assertThat(practice.openTasks(child, COURT))
                    .as("asked once beside both plans")
                    .hasSize(1);
            reviewed(child, outcome, "2026-06-24");
        }
        practice.carryOn(child);
        assertThat(practice.running(child)).contains("child-in-care").doesNotContain(PLAN, "care-proceedings");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"child-in-care", "no-further-plan", "rule"})
    @DisplayName("the plan ends because the child is in care: the journey in care takes the proceedings over, with the"
            + " court's 26 weeks from the day of issue; asked once, concluded in time (STAT-CP-06)")
    void careTakesProceedingsOver(String outcome) {
        inCareAndPlanEnded(outcome);
        assertThat(practice.openTasks(child, COURT)).hasSize(1);
        assertThat(practice.deadlines(child, "care-proceedings-concluded"))
                .extracting(Deadline::status)
                .containsExactlyInAnyOrder(Deadline.Status.WITHDRAWN, Deadline.Status.OPEN);
        assertThat(practice.dueDay(child, COURT)).isEqualTo("2026-10-19");
        assertThat(practice.timerDay(child, "BoundaryEvent_CareProceedingsConcluded"))
                .isEqualTo("2026-10-19");
        practice.itIs("2026-10-19T16:00");
        practice.complete(
                child,
                COURT,
                "sw.north",
                Map.of("concludedOn", "2026-10-19", "orderMade", "care-order", "childInCare", "already"));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).doesNotContain(COURT);
        assertThat(breaches(child, "care-proceedings-concluded")).isEmpty();
        assertThat(practice.deadlines(child, "care-proceedings-concluded"))
                .extracting(Deadline::status)
                .containsExactlyInAnyOrder(Deadline.Status.WITHDRAWN, Deadline.Status.MET);
        assertThat(practice.running(child)).contains("child-in-care").doesNotContain("proceedings-in-court");
    }

    @Test
    @DisplayName("the court has not concluded in 26 weeks, the plan has ended meanwhile: one breach, and the duty stays"
            + " in care (STAT-CP-06)")
    void courtIsLateInCare() {
        inCareAndPlanEnded("child-in-care");
        practice.itIs(
                LocalDateTime.ofInstant(practice.task(child, COURT).getDueDate().toInstant(), ENGLAND)
                        .minusMinutes(1)
                        .withNano(0)
                        .toString());
        practice.fireDueTimers(child);
        assertThat(breaches(child, "care-proceedings-concluded")).isEmpty();
        practice.itIs("2026-10-20T00:01");
        practice.fireDueTimers(child);
        practice.fireDueTimers(child);
        assertThat(breaches(child, "care-proceedings-concluded")).hasSize(1);
        assertThat(practice.openTasks(child, COURT)).hasSize(1);
    }

    @Test
    @DisplayName(
            "proceedings with the child at home: the plan goes on beside them; a care order at the end brings the child"
                    + " into care (STAT-CP-06)")
    void careOrderAtTheEnd() {
        afterThePanel("issue");
        practice.itIs("2026-04-20T10:00");
        practice.complete(
                child, "Issue care application", "sw.north", Map.of("issuedOn", "2026-04-20", "childInCare", "no"));
        practice.carryOn(child);
        assertThat(practice.tasks(child))
                .contains("Record outcome of proceedings", "Hold first core group")
                .doesNotContain("Decide on two plans");
        practice.itIs("2026-09-01T10:00");
        practice.complete(
                child,
                "Record outcome of proceedings",
                "sw.north",
                Map.of(
                        "concludedOn",
                        "2026-09-01",
                        "orderMade",
                        "care-order",
                        "childInCare",
                        "yes",
                        "enteredCareOn",
                        "2026-09-01"));
        practice.carryOn(child);
        inTime(child, "care-proceedings-concluded");
        assertThat(practice.tasks(child)).contains("Decide on two plans");
        assertThat(practice.running(child)).doesNotContain("care-proceedings");
    }

    @Test
    @DisplayName("a referral cannot name a panel before itself, a letter cannot be older than the panel (RUT-CP-06b"
            + " STAT-CP-05)")
    void datesInOrder() {
        practice.itIs("2026-03-27T12:00");
        legalAdviceSought(child);
        assertThatThrownBy(() -> referred(child, "2026-03-26"))
                .hasMessageContaining("cannot be before 27 March 2026, the date given above");
        referred(child, "2026-04-17");
        practice.itIs("2026-04-17T15:00");
        panelDecides(child, "pre-proceedings", "2026-04-17");
        assertThatThrownBy(() -> letterSent(child, "2026-04-16")).hasMessageContaining("cannot be before");
    }
}
