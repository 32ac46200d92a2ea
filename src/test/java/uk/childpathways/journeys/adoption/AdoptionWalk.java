package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import uk.childpathways.children.Journeys;
import uk.childpathways.testing.Practice;

/**
 * A child's adoption from the agency's decision on, walked by what people really do. A test begins at the part that it
 * is about; what came before is on the journey's record.
 */
public final class AdoptionWalk {

    public static final String FAMILY_FINDING = "CallActivity_FamilyFinding";
    public static final String PLACEMENT = "CallActivity_AdoptivePlacement";
    public static final String AFTER_ORDER = "CallActivity_AfterAdoptionOrder";
    public static final String VISIT = "Visit child: adoption";
    public static final String REVIEW = "Hold adoption review";

    private final Practice practice;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final Journeys journeys;

    public AdoptionWalk(Practice practice, RuntimeService runtime, RepositoryService repository, Journeys journeys) {
        this.practice = practice;
        this.runtime = runtime;
        this.repository = repository;
        this.journeys = journeys;
    }

    /** A child whose journey stands at this part, with these events (name, day) on its record. */
    public String at(String part, String... eventsAndDays) {
        return bring(practice.child(), part, eventsAndDays);
    }

    public String bring(String child, String part, String... eventsAndDays) {
        repository
                .createDeployment()
                .name("adoption-walk")
                .enableDuplicateFiltering(true)
                .addClasspathResource("models/adoption-walk.bpmn")
                .deploy();
        UUID journey = practice.journey("adoption", child, eventsAndDays);
        Map<String, Object> variables = new HashMap<>();
        variables.put("childRef", child);
        variables.put("journeyId", journey.toString());
        runtime.createProcessInstanceByKey("adoption-walk")
                .businessKey("adoption:" + child)
                .setVariables(variables)
                .startBeforeActivity(part)
                .execute();
        practice.carryOn(child);
        return child;
    }

    public UUID journeyOf(String child) {
        return practice.pathways(child).stream()
                .filter(journey -> journey.key().equals("adoption"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The agency has decided; there is no authority yet. */
    public String decided(String day) {
        practice.itIs(day + "T10:00");
        return at(FAMILY_FINDING, "should-be-placed-decided", day);
    }

    /** The search is planned, and runs. */
    public String searching(String day) {
        String child = decided(day);
        planned(child);
        return child;
    }

    public void planned(String child) {
        practice.complete(child, "Plan family finding", "sw.north", Map.of("relinquishedBaby", "no"));
    }

    /** A family is in view, and the proposed match is to be written. */
    public String inView(String day) {
        String child = searching(day);
        practice.complete(child, "Search for adopters", "sw.north", Map.of("matchOutcome", "matched"));
        return child;
    }

    /** The proposed match is signed off; the panel is to be convened. */
    public void proposed(String child) {
        practice.complete(child, "Write match proposal", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
    }

    /** The panel sat on the day that the clock stands at, and its minutes are with the decision maker. */
    public void panelSat(String child, String recommendation) {
        practice.complete(
                child,
                "Convene matching panel",
                "sw.north",
                Map.of("panelPlannedFor", practice.today().toString()));
        practice.complete(child, "Send panel papers", "sw.north");
        practice.complete(child, "Hold matching panel", "panel", Map.of("panelRecommendation", recommendation));
        practice.complete(child, "Send panel minutes", "panel");
    }

    public void matchDecided(String child, String decision) {
        practice.complete(child, "Decide on match", "adm", Map.of("matchDecision", decision));
        practice.complete(child, "Tell of match decision", "sw.north", told("toldOn"));
        practice.complete(child, "Confirm match decision", "sw.north", told("toldOn"));
    }

    private Map<String, Object> told(String on) {
        String today = practice.today().toString();
        return Map.of(
                "people",
                List.of(
                        Map.of("who", "adopters", "reached", "told", on, today),
                        Map.of("who", "birth-mother", "reached", "told", on, today),
                        Map.of("who", "birth-father", "reached", "not-told", "notToldReason", "Not known")));
    }

    /** The match is agreed and there is authority to place. */
    public String matched(String day) {
        practice.itIs(day + "T10:00");
        return matched(practice.child(), day);
    }

    /** The same for a child who is known already, on the day that the clock stands at. */
    public String matched(String child, String day) {
        return bring(
                child,
                PLACEMENT,
                "should-be-placed-decided",
                "2026-01-08",
                "authority-to-place",
                "2026-02-02",
                "match-decision-made",
                day);
    }

    /** The placement plan is agreed, with this day for the move; introductions are under way. */
    public void introductionsPlanned(String child, String placementOn) {
        practice.complete(
                child, "Write adoptive placement plan", "sw.north", Map.of("placementPlannedFor", placementOn));
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
    }

    /** The child is placed on the day that the clock stands at. */
    public void placed(String child) {
        practice.complete(child, "Support introductions", "sw.north");
        practice.complete(
                child,
                "Place child for adoption",
                "sw.north",
                Map.of(
                        "outOfCounty",
                        "yes",
                        "agencies",
                        List.of(
                                Map.of(
                                        "agency",
                                        "doctor",
                                        "toldOn",
                                        practice.today().toString()),
                                Map.of(
                                        "agency",
                                        "local-authority",
                                        "toldOn",
                                        practice.today().toString()))));
    }

    /** The child lives with the adopters since that day. */
    public String placedOn(String day) {
        String child = matched(day);
        introductionsPlanned(child, day);
        placed(child);
        return child;
    }

    public void applied(String child) {
        practice.complete(child, "Record adoption application", "sw.north", Map.of("applicationBasis", "placed"));
    }

    public void reviewed(String child) {
        practice.complete(child, REVIEW, "iro", Map.of("adoptionReviewOutcome", "plan-stands"));
    }

    /** The server refuses the form when this answer is missing, and names it by its label. */
    public void refusedWithout(
            String child, String task, String by, Map<String, Object> given, String key, String label) {
        Map<String, Object> answers = new LinkedHashMap<>(practice.answersFor(child, task, by, given));
        answers.remove(key);
        assertThatThrownBy(() -> practice.completeWithOnly(child, task, by, answers))
                .as("'%s' without '%s'", task, key)
                .hasMessageContaining(label);
    }

    /** The server refuses the form with these answers, and says why. */
    public void refused(String child, String task, String by, Map<String, Object> given, String why) {
        Map<String, Object> answers = practice.answersFor(child, task, by, given);
        assertThatThrownBy(() -> practice.completeWithOnly(child, task, by, answers))
                .as("'%s' with %s", task, given)
                .hasMessageContaining(why);
    }

    /** A match has broken down: reported from the start list. */
    public void disrupted(String child, String stage) {
        practice.start(
                "report-disruption",
                "sw.north",
                Map.of("journeyId", journeyOf(child).toString(), "disruptionStage", stage));
        practice.carryOn(child);
    }
}
