package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Every clock of a protection plan")
class ProtectionPlanClocksTest extends ProtectionPlanWalk {

    /** Walks to the open task, at the latest on the day on which its clock starts. */
    private String walkTo(String label, String standard) {
        practice.itIs(CONFERENCE + "T15:00");
        String child = practice.child();
        switch (standard) {
            case "plo-considered", "visit-frequency-proposed", "first-core-group-held", "first-visit-on-plan-made" ->
                begun(child);
            case "visit-frequency-agreed" -> {
                begun(child);
                practice.complete(child, "Propose visit frequency", "sw.north", Map.of("proposedWeeks", 2));
            }
            case "protection-plan-written" -> {
                settled(child);
                practice.itIs("2026-03-30T12:00");
                firstCoreGroup(child, "2026-03-30");
            }
            case "protection-plan-shared" -> {
                walked(child);
                practice.complete(child, "Write protection plan", "sw.north", Map.of("signatories", signatories()));
                practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            }
            case "core-group-held" -> {
                walked(child);
                fullPlan(child);
            }
            case "core-group-record-shared" -> {
                walked(child);
                fullPlan(child);
                practice.itIs("2026-05-11T12:00");
                coreGroup(child, "2026-05-11");
            }
            case "new-partner-assessed" -> {
                settled(child);
                practice.itIs("2026-03-31T12:00");
                fromTheStartList("assess-new-partner", "sw.north", child, "learnedOn", "2026-03-30");
            }
            case "review-invitations-sent",
                    "review-report-written",
                    "child-prepared-for-review",
                    "first-review-conference-held" -> settled(child);
            case "review-report-shared" -> {
                settled(child);
                practice.itIs("2026-06-10T12:00");
                practice.complete(child, "Write review report", "sw.north");
                practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            }
            case "review-conference-reconvened" -> {
                settled(child);
                practice.itIs("2026-06-24T12:00");
                reviewed(child, "adjourned", "2026-06-24");
            }
            case "review-conference-held", "review-record-shared" -> {
                settled(child);
                practice.itIs("2026-06-24T12:00");
                reviewed(child, "continues", "2026-06-24", "nextReviewOn", "2026-12-17");
            }
            case "review-after-birth-held" -> {
                settled(child);
                practice.itIs("2026-05-02T12:00");
                fromTheStartList(
                        "record-birth-under-plan",
                        "sw.north",
                        child,
                        "motherFit",
                        "yes",
                        "bornOn",
                        "2026-05-01",
                        "nextReviewOn",
                        "2026-05-08");
            }
            case "parents-told-of-legal-advice", "legal-gateway-referred" -> {
                begun(child);
                practice.itIs("2026-03-27T12:00");
                legalAdviceSought(child);
            }
            case "panel-papers-available", "legal-advice-given" -> atThePanel(child);
            case "letter-before-proceedings-sent" -> {
                atThePanel(child);
                practice.itIs("2026-04-17T15:00");
                panelDecides(child, "pre-proceedings", "2026-04-17");
            }
            case "pre-proceedings-meeting-held", "family-group-decision-making-offered" -> {
                atThePanel(child);
                practice.itIs("2026-04-17T15:00");
                panelDecides(child, "pre-proceedings", "2026-04-17");
                practice.itIs("2026-04-20T10:00");
                letterSent(child, "2026-04-20");
            }
            case "care-application-issued" -> {
                atThePanel(child);
                practice.itIs("2026-04-17T15:00");
                panelDecides(child, "issue", "2026-04-17");
            }
            case "care-proceedings-concluded" -> {
                atThePanel(child);
                practice.itIs("2026-04-17T15:00");
                panelDecides(child, "issue", "2026-04-17");
                practice.itIs("2026-04-20T10:00");
                practice.complete(
                        child,
                        "Issue care application",
                        "sw.north",
                        Map.of("issuedOn", "2026-04-20", "childInCare", "no"));
            }
            default -> throw new IllegalArgumentException(standard);
        }
        assertThat(practice.tasks(child)).contains(label);
        return child;
    }

    private void walked(String child) {
        settled(child);
        practice.itIs("2026-03-30T12:00");
        firstCoreGroup(child, "2026-03-30");
    }

    private void atThePanel(String child) {
        begun(child);
        practice.itIs("2026-03-27T12:00");
        legalAdviceSought(child);
        practice.itIs("2026-03-30T12:00");
        referred(child, "2026-04-17");
    }

    private static Map<String, Object> answers(String label, String day) {
        Map<String, Object> answers = new HashMap<>();
        switch (label) {
            case "Hold first core group", "Hold core group" -> answers.put("heldOn", day);
            case "Visit child: protection plan" ->
                answers.putAll(Map.of("childSeen", "seen", "seenAlone", "yes", "visitedOn", day));
            case "Hold review conference" -> answers.putAll(review("continues", day, "nextReviewOn", "2027-06-01"));
            case "Consider PLO" -> answers.put("ploNeeded", "no");
            case "Write protection plan" -> answers.put("signatories", signatories());
            case "Reconvene review conference" -> answers.put("conferencePlannedFor", "2026-07-30");
            case "Convene review conference" -> answers.put("conferencePlannedFor", "2026-06-24");
            case "Refer to legal gateway panel" -> answers.put("panelOn", "2026-04-30");
            case "Record outcome of proceedings" -> answers.put("childInCare", "no");
            default -> {}
        }
        return answers;
    }

    @ParameterizedTest(name = "{0}: {1} by {3}; done on {4} it is {5} working days late ({6})")
    @CsvSource(textBlock = """
            Consider PLO,                       plo-considered,                       tm.north, 2026-04-02, 2026-04-07, 1, RUT-CP-05a
            Propose visit frequency,            visit-frequency-proposed,             sw.north, 2026-03-30, 2026-03-31, 1, RUT-CP-08a
            Agree visit frequency,              visit-frequency-agreed,               tm.north, 2026-03-30, 2026-03-31, 1, RUT-CP-08a
            Hold first core group,              first-core-group-held,                psw,      2026-04-13, 2026-04-15, 2, RUT-CP-02a STAT-CP-01
            Write protection plan,              protection-plan-written,              sw.north, 2026-04-13, 2026-04-14, 1, RUT-CP-17
            Share document,                     protection-plan-shared,               sw.north, 2026-04-08, 2026-04-09, 1, RUT-CP-03b
            Visit child: protection plan,       first-visit-on-plan-made,             sw.north, 2026-04-23, 2026-04-27, 2, RUT-CP-08b
            Hold core group,                    core-group-held,                      sw.north, 2026-05-11, 2026-05-13, 2, RUT-CP-04a
            Share document,                     core-group-record-shared,             sw.north, 2026-05-18, 2026-05-19, 1, RUT-CP-03b
            Assess new partner,                 new-partner-assessed,                 sw.north, 2026-04-29, 2026-05-05, 3, RUT-CP-13b
            Convene review conference,          review-invitations-sent,              confadmin, 2026-06-10, 2026-06-11, 1, STAT-CP-02
            Write review report,                review-report-written,                sw.north, 2026-06-10, 2026-06-12, 2, STAT-CP-02
            Share document,                     review-report-shared,                 sw.north, 2026-06-17, 2026-06-18, 1, STAT-CP-02
            Prepare child for review,           child-prepared-for-review,            sw.north, 2026-06-19, 2026-06-22, 1, RUT-CP-10b
            Hold review conference,             first-review-conference-held,         cpchair,  2026-06-26, 2026-06-29, 1, STAT-CP-02
            Reconvene review conference,        review-conference-reconvened,         confadmin, 2026-06-25, 2026-06-26, 1, STAT-CP-03
            Share document,                     review-record-shared,                 sw.north, 2026-07-08, 2026-07-09, 1, STAT-CP-03
            Hold review conference,             review-conference-held,               cpchair,  2026-12-24, 2026-12-29, 1, STAT-CP-03
            Hold review conference,             review-after-birth-held,              cpchair,  2026-05-11, 2026-05-12, 1, STAT-CP-07
            Tell parents of legal advice,       parents-told-of-legal-advice,         sw.north, 2026-04-07, 2026-04-08, 1, RUT-CP-05c
            Refer to legal gateway panel,       legal-gateway-referred,               sw.north, 2026-04-07, 2026-04-08, 1, RUT-CP-06a
            Prepare panel papers,               panel-papers-available,               sw.north, 2026-04-14, 2026-04-15, 1, RUT-CP-06b
            Give legal advice,                  legal-advice-given,                   legal,    2026-04-16, 2026-04-17, 1, RUT-CP-05b
            Send letter before proceedings,     letter-before-proceedings-sent,       sw.north, 2026-04-24, 2026-04-27, 1, STAT-CP-05
            Hold pre-proceedings meeting,       pre-proceedings-meeting-held,         tm.north, 2026-05-05, 2026-05-06, 1, STAT-CP-05
            Offer family group decision making, family-group-decision-making-offered, sw.north, 2026-05-19, 2026-05-20, 1, STAT-CP-05
            Issue care application,             care-application-issued,              sw.north, 2026-04-24, 2026-04-27, 1, STAT-CP-06
            Record outcome of proceedings,      care-proceedings-concluded,           sw.north, 2026-10-19, 2026-10-21, 2, STAT-CP-06
            """)
    @DisplayName("passes to the minute: nothing before, one breach after, the duty stays, done late says how late")
    void toTheMinute(String label, String standard, String by, String due, String doneOn, int late, String clauses) {
        String child = walkTo(label, standard);
        if (practice.openTasks(child, label).size() == 1) {
            notDone(child, label, standard, due);
        } else {
            oneMinuteBefore(child, standard);
            passed(child, standard);
        }
        practice.itIs(doneOn + "T12:00");
        Map<String, Object> answers = answers(label, doneOn);
        practice.completeTask(task(child, label, standard).getId(), child, by, answers);
        // What comes round again has its next deadline already.
        assertThat(practice.deadlines(child, standard).get(0)).satisfies(deadline -> {
            assertThat(deadline.status()).isEqualTo(Deadline.Status.MET_LATE);
            assertThat(deadline.lateWorkingDays()).isEqualTo(late);
        });
        assertThat(breaches(child, standard)).as("the breach stays on record").hasSize(1);
    }

    @ParameterizedTest(name = "{0}: by {1} ({2})")
    @CsvSource(textBlock = """
            Decide at legal gateway,            legal-gateway-panel-held, 2026-04-17, RUT-CP-06a
            Decide outcome of pre-proceedings,  pre-proceedings-ended,    2026-08-10, STAT-CP-05
            """)
    @DisplayName(
            "of the service manager's own decisions goes to the head of service: the panel's day, and 16 weeks from"
                    + " the letter (STAT-CP-05 RUT-CP-06a)")
    void serviceManagersOwn(String label, String standard, String due, String clauses) {
        practice.itIs(CONFERENCE + "T15:00");
        String child = practice.child();
        atThePanel(child);
        if ("pre-proceedings-ended".equals(standard)) {
            practice.itIs("2026-04-17T15:00");
            panelDecides(child, "pre-proceedings", "2026-04-17");
            practice.itIs("2026-04-20T10:00");
            letterSent(child, "2026-04-20");
        }
        assertThat(practice.due(child, standard)).isEqualTo(due);
        oneMinuteBefore(child, standard);
        practice.itIs(due(child, standard).plusMinutes(1).withNano(0).toString());
        practice.fireDueTimers(child);
        assertThat(breaches(child, standard))
                .singleElement()
                .satisfies(breach -> assertThat(breach.answerBy()).isEqualTo("head-of-service"));
        assertThat(practice.tasks(child)).contains(label);
        assertThat(practice.deadline(child, standard).status()).isEqualTo(Deadline.Status.BREACHED);
    }
}
