package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.journeys.JourneyTestBase;

/**
 * Brings a child's protection plan to the step that a test is about. The conference was on Thursday 26 March 2026;
 * Easter is on 5 April, so 3 and 6 April are bank holidays, as are 4 and 25 May.
 */
public abstract class ProtectionPlanWalk extends JourneyTestBase {

    public static final String PLAN = "child-protection-plan";
    public static final String CONFERENCE = "2026-03-26";

    @Autowired
    public Journeys journeys;

    @Autowired
    public Consequences consequences;

    // ---- beginning ----

    /** A plan that a conference of today decided upon is opened; the child keeps the worker. */
    public String opened(String child, Object... more) {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "childRef",
                child,
                "conferenceWas",
                "initial",
                "icpcHeldOn",
                practice.today().toString(),
                "categories",
                list("neglect"),
                "earlierReviews",
                0,
                "nextReviewOn",
                practice.today().plusMonths(3).minusDays(2).toString(),
                "firstCoreGroupWas",
                "not-held",
                "visitsMade",
                0));
        practice.start(PLAN, "tm.north", with(plan, more));
        practice.carryOn(child);
        return child;
    }

    /** The plan runs, with the worker whom the child has. */
    public String begun(String child, Object... more) {
        return opened(child, more);
    }

    public String begun() {
        return begun(practice.child());
    }

    /** The first steps are done: visits agreed, the Public Law Outline not needed now. */
    public String settled(String child, Object... more) {
        begun(child, more);
        visitsAgreed(child, 4);
        practice.complete(child, "Consider PLO", "tm.north", Map.of("ploNeeded", "no"));
        return child;
    }

    public void visitsAgreed(String child, int weeks) {
        practice.complete(child, "Propose visit frequency", "sw.north", Map.of("proposedWeeks", weeks));
        practice.complete(
                child,
                "Agree visit frequency",
                "tm.north",
                Map.of(
                        "visitFrequencyDecision",
                        "agreed",
                        "visitEveryWeeks",
                        weeks,
                        "firstVisitBy",
                        practice.today().plusDays(28).toString()));
    }

    // ---- core groups ----

    public void firstCoreGroup(String child, String heldOn) {
        practice.complete(child, "Hold first core group", "tm.north", Map.of("heldOn", heldOn));
    }

    public void fullPlan(String child) {
        practice.complete(child, "Write protection plan", "sw.north", Map.of("signatories", signatories()));
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
    }

    public static List<Object> signatories() {
        return list(
                Map.of("who", "Mother", "capacity", "parent", "roleInPlan", "Takes the child to school"),
                Map.of("who", "Health visitor", "capacity", "health", "roleInPlan", "Weighs the child"),
                Map.of("who", "Social worker", "capacity", "children-services", "roleInPlan", "Visits"));
    }

    public void coreGroup(String child, String heldOn, Object... more) {
        practice.complete(
                child,
                "Hold core group",
                "sw.north",
                with(Map.of("heldOn", heldOn, "newPartner", "no", "visitsToChange", "no"), more));
    }

    // ---- reviews ----

    public static Map<String, Object> review(String outcome, String heldOn, Object... more) {
        Map<String, Object> held = new HashMap<>(Map.of(
                "reviewOutcome",
                outcome,
                "changesMade",
                "yes",
                "managerAttended",
                "yes",
                "quorate",
                "yes",
                "recordedJointly",
                "no"));
        if ("adjourned".equals(outcome)) {
            held.remove("changesMade");
            held.put("sittingOn", heldOn);
        } else {
            held.put("reviewHeldOn", heldOn);
        }
        if ("continues".equals(outcome)) {
            held.put("ploConsidered", "no");
        }
        return with(held, more);
    }

    /** The conference has met for this child. */
    public void reviewed(String child, String outcome, String heldOn, Object... more) {
        Map<String, Object> held = review(outcome, heldOn, more);
        if ("continues".equals(outcome)) {
            held.putIfAbsent("nextReviewOn", practice.today().plusMonths(5).toString());
        }
        practice.complete(child, "Hold review conference", "cpchair", held);
    }

    // ---- Public Law Outline ----

    /** The manager has decided on legal advice, at the beginning of the plan. */
    public void legalAdviceSought(String child) {
        practice.complete(child, "Consider PLO", "tm.north", Map.of("ploNeeded", "yes"));
    }

    public void referred(String child, String panelOn) {
        practice.complete(child, "Refer to legal gateway panel", "sw.north", Map.of("panelOn", panelOn));
    }

    /** The panel has decided, with papers and legal advice. */
    public void panelDecides(String child, String decision, String heldOn) {
        practice.complete(child, "Prepare panel papers", "sw.north");
        practice.complete(child, "Give legal advice", "legal", Map.of("advisedOn", heldOn));
        practice.complete(
                child,
                "Decide at legal gateway",
                "sm",
                Map.of("legalGatewayDecision", decision, "panelHeldOn", heldOn));
    }

    public void letterSent(String child, String sentOn) {
        practice.complete(child, "Send letter before proceedings", "sw.north", Map.of("letterSentOn", sentOn));
    }

    // ---- looking ----

    public Journey journey(String child) {
        List<Journey> all =
                journeys.of(child).stream().filter(j -> PLAN.equals(j.key())).toList();
        return all.get(all.size() - 1);
    }

    /** A worker or manager starts something from the start list for this plan. */
    public void fromTheStartList(String process, String by, String child, Object... more) {
        practice.start(process, by, with(Map.of("journeyId", journey(child).id().toString()), more));
        practice.carryOn(child);
    }

    /** The one of several tasks with this label that is about this standard. */
    public Task task(String child, String label, String standard) {
        return practice.openTasks(child, label).stream()
                .filter(task -> practice.deadlines(child, standard).stream()
                        .anyMatch(deadline ->
                                deadline.due().equals(task.getDueDate().toInstant())))
                .findFirst()
                .orElseThrow();
    }

    /** Refused without this answer, by its label; nothing is on record. */
    public void refusedWithout(
            String child, String label, String by, Map<String, Object> given, String key, String says) {
        Map<String, Object> answers = new LinkedHashMap<>(practice.answersFor(child, label, by, given));
        answers.remove(key);
        assertThatThrownBy(() -> practice.completeWithOnly(child, label, by, answers))
                .as("'%s' without '%s'", label, key)
                .hasMessageContaining(says);
    }
}
