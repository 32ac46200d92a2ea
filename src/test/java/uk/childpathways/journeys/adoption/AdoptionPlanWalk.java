package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.journeys.s47.ToTheConference;

/** Brings a child's adoption to the step that a test is about. */
public abstract class AdoptionPlanWalk extends JourneyTestBase {

    public static final String RAISE = "Raise adoption plan";
    public static final String SIGN_OFF = "Sign off document";
    public static final String WRITE_REPORT = "Write child permanence report";
    public static final String PANEL = "Hold adoption panel";
    public static final String PAPERS = "Submit papers to decision maker";
    public static final String DECIDE = "Decide on adoption plan";
    public static final String TELL_PARENTS = "Tell parents of decision";
    public static final String WRITE_TO_PARENTS = "Write to parents";
    public static final String CONSENT = "Take formal consent";
    public static final String APPLY = "Apply for placement order";
    public static final String COURT = "Record court's decision";
    public static final String ASK_FOR_REVIEW = "Ask for care review";
    public static final String TELL_PEOPLE = "Tell people of changed plan";

    @Autowired
    public Journeys journeys;

    @Autowired
    public Consequences consequences;

    @Autowired
    public RuntimeService runtime;

    @Autowired
    public RepositoryService repository;

    // ---- the way ----

    /** The care review of today makes adoption the plan; the journey is open, the plan to be raised. */
    public String opened() {
        return opened(practice.child());
    }

    public String opened(String child) {
        practice.handedOver("adoption", child);
        return child;
    }

    public static Map<String, Object> plan(String route, Object... more) {
        return with(Map.of("adoptionRoute", route, "reviewNumber", 2, "someoneUnexplored", "no"), more);
    }

    /** The worker has raised the plan; the manager is to agree to it. */
    public String raised(String child, String route, Object... more) {
        practice.complete(opened(child), RAISE, "sw.north", plan(route, more));
        return child;
    }

    /** The manager has agreed the plan: life story, birth family and the decision begin. */
    public String agreed(String route, Object... more) {
        return agreedFor(practice.child(), route, more);
    }

    public String agreedFor(String child, String route, Object... more) {
        raised(child, route, more);
        approve(child);
        return child;
    }

    public void approve(String child) {
        practice.complete(child, SIGN_OFF, "tm.north", Map.of("signOffDecision", "approved"));
    }

    /** The child permanence report is signed off. */
    public String reported(String child) {
        practice.complete(child, WRITE_REPORT, "sw.north");
        approve(child);
        return child;
    }

    /** The report is with the agency decision maker. */
    public String toBeDecided(String child, String route, Object... more) {
        reported(agreedFor(child, route, more));
        if ("court".equals(route)) {
            practice.complete(child, PAPERS, "sw.north");
        } else {
            practice.complete(child, PANEL, "panel");
        }
        return child;
    }

    /** The agency decision maker has decided, today. */
    public String decided(String child, String route, String decision, Object... more) {
        toBeDecided(child, route, more);
        practice.complete(child, DECIDE, "adm", Map.of("permanenceDecision", decision));
        return child;
    }

    /**
     * The decision maker has decided today that the child should be placed: told from there, for tests of what follows.
     * That the way leads there is proved by those which walk it all.
     */
    public String shouldBePlaced(String child, String route) {
        return from("Gateway_ShouldBePlaced", child, route, "should-be-placed-decided");
    }

    /** There is a match and authority to place, since today: told from there. */
    public String canBePlaced(String child) {
        return from(
                "CallActivity_AdoptivePlacement",
                child,
                "court",
                "should-be-placed-decided",
                "authority-to-place",
                "match-decision-made");
    }

    private String from(String step, String child, String route, String... eventsOfToday) {
        runtime.createProcessInstanceByKey("adoption")
                .businessKey("adoption:" + child)
                .setVariables(Map.of("childRef", child, "adoptionRoute", route))
                .startBeforeActivity(step)
                .execute();
        for (String event : eventsOfToday) {
            practice.happened(journey(child).id(), child, event, today().toString());
        }
        practice.carryOn(child);
        return child;
    }

    /** Everything is said to the birth family, and the life story is gathered: only the main way is open. */
    public String besidesDone(String child) {
        for (String label : List.of(
                "Gather life story information",
                "Help family tell life story",
                "Tell birth family reasons",
                "Consult birth family",
                "Offer birth family support",
                "Plan support for child and family")) {
            practice.complete(child, label, "sw.north");
        }
        return child;
    }

    /** Parents know the decision by voice and in writing. */
    public String parentsKnow(String child) {
        practice.complete(child, TELL_PARENTS, "sw.north");
        practice.complete(child, WRITE_TO_PARENTS, "sw.north");
        return child;
    }

    /** The court has decided today. */
    public String courtDecided(String child, String decision) {
        practice.complete(
                child,
                APPLY,
                "sw.north",
                Map.of("hearingPlannedFor", practice.today().toString()));
        practice.complete(child, COURT, "legal", Map.of("courtDecision", decision));
        return child;
    }

    // ---- the second half, as its own tests prove it ----

    private AdoptionWalk secondHalf() {
        return new AdoptionWalk(practice, runtime, repository, journeys);
    }

    /** A family is found and the match agreed; {@code no-match}: the search ends without one. */
    public void familyFinding(String child, String outcome) {
        AdoptionWalk way = secondHalf();
        way.planned(child);
        practice.complete(child, "Search for adopters", "sw.north", Map.of("matchOutcome", outcome));
        if (outcome.equals("matched")) {
            way.proposed(child);
            way.panelSat(child, "recommended");
            way.matchDecided(child, "approved");
        }
    }

    /** The child is placed, and the placement comes to its end: the order is made or refused, or it breaks down. */
    public void adoptivePlacement(String child, String outcome) {
        AdoptionWalk way = secondHalf();
        way.introductionsPlanned(child, today().toString());
        way.placed(child);
        if (outcome.equals("disrupted")) {
            way.disrupted(child, "after-placement");
            practice.complete(child, "Support child after disruption", "sw.north");
            practice.complete(child, "Support adopters after disruption", "sw.north");
            practice.complete(child, "Hold disruption meeting", "panel");
            practice.itIs(today().plusDays(28) + "T10:00");
            practice.complete(child, "Hold disruption review", "iro", Map.of("planAfterDisruption", "adoption"));
            return;
        }
        practice.complete(child, "Record adoption application", "sw.north", Map.of("applicationBasis", "court-leave"));
        practice.complete(
                child, "Record decision on adoption order", "legal", Map.of("adoptionOrderDecision", outcome));
        if (outcome.equals("order-refused")) {
            practice.complete(child, "Consider appeal", "tm.north", Map.of("appealMade", "no"));
        }
    }

    /** Life story, Letter Box and support are handed over after the order. */
    public void afterOrder(String child) {
        String day = today().toString();
        practice.complete(
                child,
                "Hand over life story book",
                "sw.north",
                Map.of(
                        "recipients",
                        List.of(
                                Map.of("who", "child", "got", "in-person", "receivedOn", day),
                                Map.of("who", "adopters", "got", "in-person", "receivedOn", day))));
        practice.complete(child, "Arrange Letter Box", "sw.north");
        practice.complete(child, "Tell birth family of support", "sw.north");
        practice.complete(child, "Arrange post-adoption support", "sw.north");
    }

    // ---- looking ----

    public Journey journey(String child) {
        return journeys.of(child).stream()
                .filter(journey -> journey.key().equals("adoption"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    public LocalDate today() {
        return practice.today();
    }

    /** The journey is over, with this end; of its own work nothing is left. */
    public void ended(String child, String end) {
        practice.carryOn(child);
        assertThat(journey(child).running()).isFalse();
        assertThat(journey(child).endReason()).isEqualTo(end);
        assertThat(practice.running(child)).isEmpty();
        assertThat(practice.tasks(child)).isEmpty();
    }

    // ---- what must be asked, and clocks ----

    public void refusedWithout(
            String child, String task, String by, Map<String, Object> given, String key, String label) {
        ToTheConference.refusedWithout(practice, child, task, by, given, key, label);
    }

    /** Complete answers of a task with some changed: for what the server must refuse. */
    public Map<String, Object> answers(String child, String task, String by, Object... changes) {
        Map<String, Object> all = new LinkedHashMap<>(practice.answersFor(child, task, by, with(Map.of(), changes)));
        return all;
    }

    /** Not done in time, though who must answer is the head of service: the decision maker is a senior manager. */
    public void notDoneBeforeHeadOfService(String child, String label, String standard, String dueDay) {
        assertThat(practice.due(child, standard)).isEqualTo(dueDay);
        assertThat(practice.dueDay(child, label)).isEqualTo(dueDay);
        oneMinuteBefore(child, standard);
        practice.itIs(due(child, standard).plusMinutes(1).withNano(0).toString());
        practice.fireDueTimers(child);
        practice.fireDueTimers(child);
        List<Missed> found = breaches(child, standard);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).answerBy()).isEqualTo("head-of-service");
        List<Task> answer = toBeAnswered(found.get(0));
        assertThat(answer).hasSize(1);
        assertThat(practice.tasksSeenBy("hos", child)).contains("Respond to breached standard");
        assertThat(practice.tasks(child)).as("the duty stays").contains(label);
        assertThat(practice.deadline(child, standard).status()).isEqualTo(Deadline.Status.BREACHED);
    }
}
