package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("An answer, from wherever it comes")
class SubmissionTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String WORKER = "sw.north";
    private static final String MANAGER = "tm.north";

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    JdbcClient db;

    @Autowired
    Children children;

    @Autowired
    Chronology chronology;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    private String child;

    @BeforeEach
    void aChildAndTheModel() {
        child = aChild(null);
        repository
                .createDeployment()
                .name("submission-test")
                .enableDuplicateFiltering(true)
                .addClasspathResource("submission-test/submission-test.bpmn")
                .addClasspathResource("submission-test/submission-test-start.form")
                .addClasspathResource("submission-test/submission-test-report.form")
                .addClasspathResource("submission-test/submission-test-sign-off.form")
                .deploy();
    }

    private String aChild(String family) {
        String ref = "T-SUB-" + NUMBER.incrementAndGet();
        children.put(
                new Child(ref, "Test Child", LocalDate.of(2018, 5, 1), null, family, "north", WORKER, null, false));
        return ref;
    }

    private <T> T as(String user, Callable<T> work) {
        identity.setAuthentication(
                user,
                identity.createGroupQuery().groupMember(user).list().stream()
                        .map(org.camunda.bpm.engine.identity.Group::getId)
                        .toList());
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            identity.clearAuthentication();
        }
    }

    private String start(String ref) {
        return runtime.startProcessInstanceByKey("submission-test", Map.of("childRef", ref, "referredOn", "2026-04-02"))
                .getId();
    }

    private Task task(String instance) {
        return tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }

    private Map<String, Object> report() {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("heldOn", "2026-04-03");
        answers.put("outcome", "enquiry");
        answers.put("analysis", "What was seen, and what it means.");
        return answers;
    }

    private void complete(String user, String instance, Map<String, Object> answers) {
        as(user, () -> {
            tasks.complete(task(instance).getId(), answers);
            return null;
        });
    }

    private UUID journeyOf(String instance) {
        return UUID.fromString((String) runtime.getVariable(instance, "journeyId"));
    }

    private ResponseEntity<Map> post(String path, Map<String, ?> variables) {
        Map<String, Object> dto = new HashMap<>();
        variables.forEach((name, value) -> dto.put(
                name,
                value instanceof List
                        ? Map.of("type", "Json", "value", json(value))
                        : value == null ? new HashMap<>() : Map.of("value", value)));
        return rest.withBasicAuth(MANAGER, "pathways")
                .exchange(RequestEntity.post(path).body(Map.of("variables", dto)), Map.class);
    }

    private static String json(Object value) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    @DisplayName("is refused with one sentence for each fault")
    class Refused {

        @ParameterizedTest(name = "over REST /{0}")
        @ValueSource(strings = {"submit-form", "complete"})
        void a_missing_answer_over_rest(String way) {
            String instance = start(child);
            var answer = post("/engine-rest/task/" + task(instance).getId() + "/" + way, Map.of("outcome", "enquiry"));
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody())
                    .containsEntry("message", "'Date of the discussion' is missing. 'Analysis' is missing.");
            assertThat(task(instance).getTaskDefinitionKey()).isEqualTo("Task_WriteReport");
        }

        @ParameterizedTest(name = "over REST /{0}")
        @ValueSource(strings = {"submit-form", "start"})
        void a_bad_start_form_over_rest(String way) {
            var answer = post(
                    "/engine-rest/process-definition/key/submission-test/" + way,
                    Map.of("childRef", child, "referredOn", "yesterday"));
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody()).containsEntry("message", "'Referred on' must be a date such as 02/04/2026.");
            answer = post(
                    "/engine-rest/process-definition/key/submission-test/" + way,
                    Map.of("childRef", "nobody", "referredOn", "yesterday"));
            assertThat(answer.getStatusCode().is4xxClientError()).isTrue();
            assertThat(String.valueOf(answer.getBody().get("message")))
                    .startsWith("No record with the reference nobody is open to you.");
        }

        @Test
        void from_java() {
            String instance = start(child);
            assertThatThrownBy(() -> complete(WORKER, instance, Map.of()))
                    .hasMessage("'Date of the discussion' is missing. 'Outcome' is missing. 'Analysis' is missing.");
            assertThat(chronology.ofJourney(journeyOf(instance))).hasSize(1);
        }

        @Test
        void a_name_that_the_form_does_not_have() {
            String instance = start(child);
            Map<String, Object> answers = report();
            answers.put("journeyId", UUID.randomUUID().toString());
            assertThatThrownBy(() -> complete(WORKER, instance, answers))
                    .hasMessage("'journeyId' is not a field of this form.");
        }

        @Test
        void an_answer_that_the_server_knows_to_be_wrong() {
            String instance = start(child);
            Map<String, Object> answers = report();
            answers.put("heldOn", "2126-04-03");
            assertThatThrownBy(() -> complete(WORKER, instance, answers))
                    .hasMessage("'Date of the discussion' cannot be in the future.");
            answers.put("heldOn", "2010-04-03");
            assertThatThrownBy(() -> complete(WORKER, instance, answers))
                    .hasMessageContaining("cannot be before the child was born, on 1 May 2018");
        }

        private String reportWith(String instance, String key, Object answer) {
            Map<String, Object> answers = report();
            answers.put(key, answer);
            try {
                complete(WORKER, instance, answers);
                return "accepted";
            } catch (RuntimeException e) {
                return e.getMessage();
            }
        }

        private void happened(UUID journey, String name, String day) {
            events.record(
                    journey,
                    child,
                    name,
                    LocalDate.parse(day)
                            .atStartOfDay(ZoneId.of("Europe/London"))
                            .toInstant(),
                    true,
                    WORKER,
                    null);
        }

        @Test
        void what_can_be_known_only_after_something_that_is_not_on_record_and_before_it_too() {
            String instance = start(child);
            assertThat(reportWith(instance, "seenOn", "2026-04-01"))
                    .isEqualTo(
                            "'Seen on' can be answered only once 'child taken to placement' is on record: record that"
                                    + " first.");
            happened(journeyOf(instance), "child-taken-to-placement", "2026-04-02");
            assertThat(reportWith(instance, "seenOn", "2026-04-01"))
                    .isEqualTo("'Seen on' cannot be before 2 April 2026, the date of 'child taken to placement'.");
            assertThat(reportWith(instance, "seenOn", "2026-04-02")).isEqualTo("accepted");
        }

        @Test
        void what_the_journey_that_handed_over_has_on_record_counts() {
            UUID before =
                    journeys.open("child-in-need", child, "before-" + child).id();
            happened(before, "child-taken-to-placement", "2026-04-02");
            String instance = runtime.createProcessInstanceByKey("submission-test")
                    .setVariables(Map.of("childRef", child, "handedOverFrom", before.toString()))
                    .startBeforeActivity("Task_WriteReport")
                    .execute()
                    .getId();
            assertThat(reportWith(instance, "seenOn", "2026-04-01")).contains("cannot be before 2 April 2026");
            assertThat(reportWith(instance, "seenOn", "2026-04-03")).isEqualTo("accepted");
        }

        @Test
        void a_date_before_that_of_the_childs_latest_journey_of_another_kind() {
            String instance = start(child);
            assertThat(reportWith(instance, "reviewOn", "2026-04-01"))
                    .isEqualTo("'Review on' can be answered only once the conference that made the plan in the journey"
                            + " 'S47 enquiry to initial child protection conference' is on record: record that"
                            + " first.");
            happened(journeys.open("s47-to-icpc", child, "first-" + child).id(), "icpc-held", "2025-11-03");
            happened(journeys.open("s47-to-icpc", child, "second-" + child).id(), "icpc-held", "2026-03-02");
            String sentence =
                    " cannot be before 2 March 2026, the date of the conference that made the plan in the journey 'S47"
                            + " enquiry to initial child protection conference'.";
            assertThat(reportWith(instance, "reviewOn", "2026-03-01")).isEqualTo("'Review on'" + sentence);
            assertThat(reportWith(instance, "toldOn", "2026-03-01")).isEqualTo("'Told on'" + sentence);
            assertThat(reportWith(instance, "reviewOn", "2026-03-02")).isEqualTo("accepted");
        }

        @Test
        void an_agreed_interval_that_is_longer_than_the_limit() {
            String instance = start(child);
            assertThat(reportWith(instance, "interval", 4))
                    .startsWith("'Conference within how many weeks?' cannot be longer than 15 working days, the limit");
            assertThat(reportWith(instance, "interval", 0)).contains("must be a whole number, 1 or more");
            assertThat(reportWith(instance, "interval", 1.5)).contains("must be a whole number, 1 or more");
            assertThat(reportWith(instance, "interval", 2)).isEqualTo("accepted");
            assertThat(db.sql("select a.amount || ' ' || a.unit || ' ' || a.by_user || ' ' || c.form_id"
                                    + " from pathways.agreed_interval a"
                                    + " join pathways.chronology_entry c on c.id = a.chronology_entry_id"
                                    + " where a.journey_id = ?")
                            .param(journeyOf(instance))
                            .query(String.class)
                            .list())
                    .containsExactly("2 weeks " + WORKER + " submission-test-report");
        }

        @Test
        void a_signal_instead_of_the_form() {
            String instance = start(child);
            String execution = task(instance).getExecutionId();
            assertThatThrownBy(() -> runtime.signal(execution)).hasMessageContaining("through its form");
            assertThat(post("/engine-rest/execution/" + execution + "/signal", Map.of())
                            .getStatusCode()
                            .is2xxSuccessful())
                    .isFalse();
            assertThatThrownBy(() -> tasks.handleBpmnError(task(instance).getId(), "anything"))
                    .hasMessageContaining("through its form");
            assertThat(task(instance)).isNotNull();
        }

        @Test
        void skipping_the_listeners_of_the_model_skips_no_check() {
            assertThatThrownBy(() -> as(
                            MANAGER,
                            () -> runtime.createProcessInstanceByKey("submission-test")
                                    .startBeforeActivity("Task_WriteReport")
                                    .setVariable("childRef", child)
                                    .execute(true, true)))
                    .hasMessage("A process starts at its beginning, with its form.");
            String instance = runtime.createProcessInstanceByKey("submission-test")
                    .setVariable("childRef", child)
                    .startBeforeActivity("Task_WriteReport")
                    .execute(true, true)
                    .getId();
            assertThat(journeys.ofProcessInstance(instance)).isPresent();
            assertThatThrownBy(() -> complete(WORKER, instance, Map.of())).hasMessageContaining("is missing");
        }

        @Test
        void the_sign_off_of_ones_own_work() {
            String instance = start(child);
            complete(MANAGER, instance, report());
            Map<String, Object> approved = Map.of("decision", "approve", "rationale", "It is sound.");
            assertThatThrownBy(() -> complete(MANAGER, instance, approved))
                    .hasMessage("You submitted 'Write report' yourself. Nobody signs off their own work: somebody else"
                            + " must do this.");
            complete("psw", instance, approved);
        }
    }

    @Nested
    @DisplayName("goes to the record and not into the engine")
    class Recorded {

        @Test
        void a_start_opens_the_journey_and_records_what_was_told() {
            var answer = post(
                    "/engine-rest/process-definition/key/submission-test/submit-form",
                    Map.of("childRef", child, "referredOn", "2026-04-02"));
            assertThat(answer.getStatusCode().value()).isEqualTo(200);
            String instance = (String) answer.getBody().get("id");
            assertThat(answer.getBody()).containsEntry("businessKey", "submission-test:" + child);
            UUID journey = journeyOf(instance);
            assertThat(journeys.get(journey).childRef()).isEqualTo(child);
            assertThat(chronology.ofJourney(journey)).singleElement().satisfies(entry -> {
                assertThat(entry.answers()).containsEntry("referredOn", "2026-04-02");
                assertThat(entry.by()).isEqualTo(MANAGER);
                assertThat(entry.kind()).isEqualTo("process-started");
            });
            assertThat(events.latest(journey, "became-looked-after")
                            .orElseThrow()
                            .occurredAt())
                    .isEqualTo("2026-04-01T23:00:00Z");
            assertThat(runtime.getVariables(instance)).containsOnlyKeys("childRef", "journeyId");
        }

        @Test
        void a_hundred_thousand_characters_survive_and_leave_nothing_behind() {
            String instance = start(child);
            UUID journey = journeyOf(instance);
            String analysis = "Ünïcode “quotes” \n".repeat(6_000).substring(0, 100_000);
            Map<String, Object> answers = report();
            answers.put("analysis", analysis);
            var answer = post("/engine-rest/task/" + task(instance).getId() + "/submit-form", answers);
            assertThat(answer.getStatusCode().value()).isEqualTo(204);

            ChronologyEntry entry =
                    chronology.latest(journey, "submission-test-report").orElseThrow();
            assertThat(entry.answers()).containsEntry("analysis", analysis);
            assertThat(entry.clauses()).contains("RUT-S47-04a", "RUT-S47-05");
            assertThat(entry.oversightFacts()).containsEntry("decision", "enquiry");
            assertThat(runtime.getVariables(instance)).containsOnlyKeys("childRef", "journeyId", "outcome", "harms");
            assertThat(runtime.getVariable(instance, "outcome")).isEqualTo("enquiry");
            assertThat(history.createHistoricVariableInstanceQuery()
                            .processInstanceId(instance)
                            .count())
                    .isZero();
            assertThat(db.sql("select count(*) from act_ru_variable where proc_inst_id_ = ? and name_ = 'analysis'")
                            .param(instance)
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(db.sql("select count(*) from act_hi_detail where proc_inst_id_ = ?")
                            .param(instance)
                            .query(Long.class)
                            .single())
                    .isZero();
        }

        @Test
        void a_backslash_and_u0000_are_stored_as_typed_and_a_text_of_nothing_to_be_seen_is_no_answer() {
            String instance = start(child);
            UUID journey = journeyOf(instance);
            Map<String, Object> answers = report();
            for (String unseen : List.of("\u00A0", "\u200B\u200B", "\u3164 \u2800")) {
                answers.put("analysis", unseen);
                assertThatThrownBy(() -> complete(WORKER, instance, answers)).hasMessage("'Analysis' is missing.");
            }
            answers.put("analysis", "A broken\0paste");
            assertThatThrownBy(() -> complete(WORKER, instance, answers))
                    .hasMessageContaining("has a character that cannot be kept");
            String typed = "Typed: \\u0000, \\\\u0000 and a \\";
            answers.put("analysis", typed);
            complete(WORKER, instance, answers);
            assertThat(chronology
                            .latest(journey, "submission-test-report")
                            .orElseThrow()
                            .answers())
                    .containsEntry("analysis", typed);
        }

        @Test
        void dates_become_events_and_the_standard_is_met_on_the_date_of_the_form() {
            String instance = start(child);
            UUID journey = journeyOf(instance);
            complete(WORKER, instance, report());
            assertThat(events.latest(journey, "placement-started").orElseThrow().occurredAt())
                    .isEqualTo("2026-04-02T23:00:00Z");
            assertThat(events.latest(journey, "strategy-discussion-held")).isPresent();
            assertThat(events.latest(journey, "strategy-discussion-held")
                            .orElseThrow()
                            .by())
                    .isEqualTo(WORKER);
        }

        @Test
        void the_answer_of_a_hidden_field_is_not_recorded() {
            String instance = start(child);
            Map<String, Object> answers = report();
            answers.put("outcome", "none");
            answers.put("harms", List.of("neglect"));
            complete(WORKER, instance, answers);
            assertThat(chronology
                            .latest(journeyOf(instance), "submission-test-report")
                            .orElseThrow()
                            .answers())
                    .doesNotContainKey("harms");
        }
    }

    @Nested
    @DisplayName("does not come back by accident")
    class Rounds {

        private Map<?, ?> formVariables(String user, String taskId) {
            return rest.withBasicAuth(user, "pathways")
                    .exchange(
                            "/engine-rest/task/" + taskId + "/form-variables?deserializeValues=false",
                            HttpMethod.GET,
                            null,
                            Map.class)
                    .getBody();
        }

        @Test
        void a_form_shows_what_was_told_last_where_its_model_names_no_document() {
            String instance = start(child);
            Map<?, ?> first = formVariables(WORKER, task(instance).getId());
            assertThat(((Map<?, ?>) first.get("document")).get("value").toString())
                    .contains("Referred on")
                    .contains("2 April 2026");
        }

        @Test
        void a_form_opens_with_what_is_known_and_not_with_earlier_answers() {
            String instance = start(child);
            complete(WORKER, instance, report());
            complete(MANAGER, instance, Map.of("decision", "again", "rationale", "Once more, please."));
            assertThat(task(instance).getTaskDefinitionKey()).isEqualTo("Task_WriteReport");
            Map<?, ?> second = formVariables(WORKER, task(instance).getId());
            assertThat(second.containsKey("outcome")).isFalse();
            assertThat(second.containsKey("heldOn")).isFalse();
            assertThat(second.containsKey("analysis")).isFalse();
            assertThat(((Map<?, ?>) second.get("worker")).get("value")).isEqualTo(WORKER);
            assertThat(((Map<?, ?>) second.get("child")).get("value").toString())
                    .contains("\"unborn\":false")
                    .contains(child);
        }

        @Test
        void what_was_answered_in_another_journey_of_the_child_is_filled_in_where_the_form_asks_for_that() {
            Map<String, Object> answers = report();
            answers.put("school", "St Mary's");
            String before = start(child);
            complete(WORKER, before, answers);
            complete(MANAGER, before, Map.of("decision", "approve", "rationale", "It is sound."));
            Map<?, ?> anew = formVariables(WORKER, task(start(child)).getId());
            assertThat(((Map<?, ?>) anew.get("school")).get("value")).isEqualTo("St Mary's");
            Map<?, ?> another = formVariables(WORKER, task(start(aChild(null))).getId());
            assertThat(another.containsKey("school")).isFalse();
        }

        @Test
        void a_form_knows_how_often_something_happened() {
            String instance = start(child);
            complete(WORKER, instance, report());
            complete(MANAGER, instance, Map.of("decision", "again", "rationale", "Once more, please."));
            Map<?, ?> second = formVariables(WORKER, task(instance).getId());
            assertThat(((Map<?, ?>) second.get("journey")).get("value").toString())
                    .contains("\"times\":{")
                    .contains("\"placementStarted\":1");
        }

        @Test
        void the_author_of_returned_work_finds_their_own_answers_and_the_reasons() {
            String instance = start(child);
            complete(WORKER, instance, report());
            Map<?, ?> signOff = formVariables(MANAGER, task(instance).getId());
            assertThat(((Map<?, ?>) signOff.get("document")).get("value").toString())
                    .contains("What was seen, and what it means.")
                    .contains("3 April 2026")
                    .contains("An enquiry");
            complete(MANAGER, instance, Map.of("decision", "return", "rationale", "Say who saw the child."));
            assertThat(task(instance).getTaskDefinitionKey()).isEqualTo("Task_ReworkReport");
            Map<?, ?> rework = formVariables(WORKER, task(instance).getId());
            assertThat(((Map<?, ?>) rework.get("analysis")).get("value"))
                    .isEqualTo("What was seen, and what it means.");
            assertThat(((Map<?, ?>) rework.get("returned")).get("value").toString())
                    .contains("Say who saw the child.")
                    .contains("\"round\":");
        }

        @Test
        void a_start_form_offers_the_children_that_the_person_works_with() {
            Map<?, ?> north = rest.withBasicAuth(MANAGER, "pathways")
                    .getForObject("/engine-rest/process-definition/key/submission-test/form-variables", Map.class);
            assertThat(north.toString()).contains("childOptions").contains(child);
            Map<?, ?> south = rest.withBasicAuth("tm.south", "pathways")
                    .getForObject("/engine-rest/process-definition/key/submission-test/form-variables", Map.class);
            assertThat(south.toString()).doesNotContain(child);
        }
    }

    @Nested
    @DisplayName("may count for brothers and sisters too")
    class Joint {

        private String family;
        private String first;
        private String second;
        private String third;

        @BeforeEach
        void threeChildren() {
            family = "F-SUB-" + NUMBER.incrementAndGet();
            first = aChild(family);
            second = aChild(family);
            third = aChild(family);
        }

        private List<Map<String, Object>> rows(Object... refsAndOutcomes) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < refsAndOutcomes.length; i += 2) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("childRef", refsAndOutcomes[i]);
                row.put("outcome", refsAndOutcomes[i + 1]);
                rows.add(row);
            }
            return rows;
        }

        @Test
        void each_with_an_outcome_of_its_own() {
            String one = start(first);
            String two = start(second);
            Map<String, Object> answers = report();
            answers.put("jointChildren", rows(second, "none"));
            complete(WORKER, one, answers);
            assertThat(task(one).getTaskDefinitionKey()).isEqualTo("Task_SignOff");
            assertThat(task(two).getTaskDefinitionKey()).isEqualTo("Task_SignOff");
            assertThat(runtime.getVariable(one, "outcome")).isEqualTo("enquiry");
            assertThat(runtime.getVariable(two, "outcome")).isEqualTo("none");
            ChronologyEntry sibling =
                    chronology.latest(journeyOf(two), "submission-test-report").orElseThrow();
            assertThat(sibling.jointWith()).isEqualTo(first);
            assertThat(sibling.childRef()).isEqualTo(second);
            assertThat(sibling.answers()).containsEntry("outcome", "none").containsEntry("heldOn", "2026-04-03");
            assertThat(events.latest(journeyOf(two), "placement-started")).isPresent();
            assertThat(chronology
                            .latest(journeyOf(one), "submission-test-report")
                            .orElseThrow()
                            .answers()
                            .get("jointChildren"))
                    .as("nothing of how it was decided for the sibling")
                    .isEqualTo(List.of(Map.of("childRef", second)));
        }

        @Test
        void all_of_them_or_none() {
            String one = start(first);
            String two = start(second);
            Map<String, Object> answers = report();
            answers.put("jointChildren", rows(second, "none", third, "none"));
            assertThatThrownBy(() -> complete(WORKER, one, answers))
                    .hasMessageContaining(third)
                    .hasMessageContaining("does not stand at");
            assertThat(task(one).getTaskDefinitionKey()).isEqualTo("Task_WriteReport");
            assertThat(task(two).getTaskDefinitionKey()).isEqualTo("Task_WriteReport");
            assertThat(chronology.latest(journeyOf(two), "submission-test-report"))
                    .isEmpty();
        }
    }
}
