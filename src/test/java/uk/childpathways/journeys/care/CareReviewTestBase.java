package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.journeys.s47.ToTheConference;

/**
 * Children in care, seen from their plans and reviews: a small journey of the test's own calls them, and hears what
 * they say to the rest of the journey.
 */
public abstract class CareReviewTestBase extends JourneyTestBase {

    private static final String JOURNEY = "care-for-test";

    @Autowired
    public RepositoryService repository;

    @Autowired
    public RuntimeService runtime;

    @Autowired
    public Journeys journeys;

    @Autowired
    public JourneyEvents events;

    @Autowired
    public Consequences consequences;

    /** The child became looked after and was placed on that day; today is that day, at ten. */
    public String lookedAfter(String on) {
        practice.itIs(on + "T10:00");
        return lookedAfter(practice.child(), on, "no");
    }

    /** A young person who turned sixteen some time ago. */
    public String lookedAfterAtSixteen(String on) {
        practice.itIs(on + "T10:00");
        return lookedAfter(practice.childBorn(LocalDate.parse(on).minusYears(16).minusMonths(2)), on, "yes");
    }

    public String lookedAfter(String child, String on, String sixteen) {
        if (repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(JOURNEY)
                        .count()
                == 0) {
            repository
                    .createDeployment()
                    .addClasspathResource("models/care-for-test.bpmn")
                    .deploy();
        }
        Journey journey = journeys.open("child-in-care", child, null);
        happened(journey, "became-looked-after", on);
        happened(journey, "placement-started", on);
        runtime.startProcessInstanceByKey(
                JOURNEY,
                "child-in-care:" + child,
                Map.of("childRef", child, "journeyId", journey.id().toString(), "sixteen", sixteen));
        practice.carryOn(child);
        return child;
    }

    private void happened(Journey journey, String event, String on) {
        events.record(
                journey.id(),
                journey.childRef(),
                event,
                LocalDate.parse(on).atStartOfDay(ENGLAND).toInstant(),
                true,
                "sw.north",
                null);
    }

    public Journey journey(String child) {
        return journeys.of(child).get(0);
    }

    // ---- reviews ----

    public void convened(String child, String plannedFor) {
        practice.complete(child, "Convene care review", "sw.north", Map.of("reviewPlannedFor", plannedFor));
    }

    public static List<Map<String, Object>> contributors(String... report) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String contributor : List.of("social-worker", "carer", "key-worker", "school", "health", "camhs")) {
            rows.add(new LinkedHashMap<>(
                    Map.of("contributor", contributor, "report", report.length == 0 ? "sent" : report[0])));
        }
        return rows;
    }

    public void reportsSent(String child) {
        practice.complete(child, "Send review reports", "sw.north", Map.of("contributors", contributors()));
    }

    /** The IRO holds the review on that day, whatever was prepared; a reason is given for what is missing. */
    public void held(String child, String on, Object... answers) {
        practice.itIs(on + "T15:00");
        practice.complete(child, "Hold care review", "iro", with(Map.of(), answers));
    }

    /** What follows a review is done, so that only the next round is open. */
    public void followedUp(String child) {
        practice.complete(child, "Send review decisions", "iro");
        practice.complete(child, "Write review record", "iro");
        practice.complete(child, "Distribute review record", "iro");
    }

    public List<Execution> waitingAt(String child, String element) {
        return runtime.createExecutionQuery()
                .processDefinitionKey(JOURNEY)
                .processVariableValueEquals("childRef", child)
                .activityId(element)
                .list();
    }

    // ---- refusals ----

    /** The server refuses the form when this answer is missing, and names it by its label. */
    public void refusedWithout(
            String child, String task, String by, Map<String, Object> given, String key, String label) {
        ToTheConference.refusedWithout(practice, child, task, by, given, key, label);
    }

    /** The server refuses the form without each of these answers, and names it by its label. */
    public void refusedWithoutEach(
            String child, String task, String by, Map<String, Object> given, String... keyAndLabel) {
        Map<String, Object> complete = practice.answersFor(child, task, by, given);
        for (int i = 0; i < keyAndLabel.length; i += 2) {
            Map<String, Object> answers = new LinkedHashMap<>(complete);
            assertThat(answers.remove(keyAndLabel[i])).as(keyAndLabel[i]).isNotNull();
            assertThatThrownBy(() -> practice.completeWithOnly(child, task, by, answers))
                    .as("'%s' without '%s'", task, keyAndLabel[i])
                    .hasMessageContaining(keyAndLabel[i + 1]);
        }
    }

    /** The form asks for this, so the filled-in answers contain it. */
    public boolean asks(String child, String task, String by, Map<String, Object> given, String key) {
        return practice.answersFor(child, task, by, given).containsKey(key);
    }

    public void refused(String child, String task, String by, Map<String, Object> given, String sentence) {
        assertThatThrownBy(() -> practice.complete(child, task, by, given))
                .as("'%s' with %s", task, given)
                .hasMessageContaining(sentence);
        assertThat(practice.tasks(child)).contains(task);
    }
}
