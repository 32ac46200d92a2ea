package uk.childpathways.engine.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A step that failed for good")
class StoppedStepsTest {

    private static final String KEY = "test-stopped-step";
    private static final String ADDRESS = "/api/stopped-steps";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    private String neverMended;

    @BeforeAll
    void twoRowsFit() {
        deploy(Map.of("toy.dmn", table("UNIQUE"), "toy.bpmn", model()));
        neverMended = stopped(practice.child());
    }

    @AfterAll
    void over() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .list()
                .forEach(instance -> ClearedAway.instance(runtime, instance.getId(), "The test is over"));
    }

    // ---- what the owner deploys ----

    private static byte[] model() {
        BpmnModelInstance built = Bpmn.createExecutableProcess(KEY)
                .name("Choose a toy")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent("StartEvent_Test")
                .businessRuleTask("Task_ChooseToy")
                .name("Choose toy")
                .camundaAsyncBefore()
                .camundaDecisionRef("test-toy")
                .camundaMapDecisionResult("singleEntry")
                .camundaResultVariable("toy")
                .userTask("Task_GiveToy")
                .name("Give toy")
                .endEvent("EndEvent_Test")
                .done();
        return Bpmn.convertToString(Drafts.deployable(built)).getBytes(StandardCharsets.UTF_8);
    }

    /** Both rows fit every child; which of them holds is said by the hit policy, or not. */
    private static byte[] table(String hitPolicy) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Definitions_Toy" name="Toy" namespace="http://childpathways.uk/dmn">
              <decision id="test-toy" name="Which toy" camunda:historyTimeToLive="P180D">
                <decisionTable id="DecisionTable_Toy" hitPolicy="%s">
                  <input id="Input_Child" label="Child"><inputExpression id="InputExpression_Child" typeRef="string"><text>childRef</text></inputExpression></input>
                  <output id="Output_Toy" label="Toy" name="toy" typeRef="string" />
                  <rule id="Rule_Bear"><inputEntry id="Rule_Bear_Child"><text></text></inputEntry><outputEntry id="Rule_Bear_Toy"><text>"bear"</text></outputEntry></rule>
                  <rule id="Rule_Ball"><inputEntry id="Rule_Ball_Child"><text></text></inputEntry><outputEntry id="Rule_Ball_Toy"><text>"ball"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """.formatted(hitPolicy).getBytes(StandardCharsets.UTF_8);
    }

    private void deploy(Map<String, byte[]> files) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        parts.add("deployment-name", "stopped step test");
        files.forEach((name, content) -> parts.add(name, new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        }));
        ResponseEntity<String> answer = rest.withBasicAuth("owner", "pathways")
                .exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(parts),
                        String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }

    // ---- what becomes of it ----

    private String stopped(String child) {
        String instance = runtime.startProcessInstanceByKey(KEY, Map.of("childRef", child))
                .getId();
        String job = job(instance).getId();
        for (int i = 0; i < 20 && job(instance).getRetries() > 0; i++) {
            assertThat(catchThrowable(() -> management.executeJob(job))).isNotNull();
        }
        assertThat(job(instance).getRetries()).isZero();
        return instance;
    }

    private Job job(String instance) {
        return management.createJobQuery().processInstanceId(instance).singleResult();
    }

    private JsonNode listed(String user, String job) {
        for (JsonNode step : rest.withBasicAuth(user, "pathways")
                .getForEntity(ADDRESS, JsonNode.class)
                .getBody()) {
            if (step.get("id").asText().equals(job)) {
                return step;
            }
        }
        return null;
    }

    private int retry(String user, String job) {
        return rest.withBasicAuth(user, "pathways")
                .postForEntity(ADDRESS + "/" + job + "/retry", null, String.class)
                .getStatusCode()
                .value();
    }

    @Test
    @DisplayName("is seen by process owner and administrator with its cause in words and no child; once the table is"
            + " mended and it is tried again, the case goes on")
    void mended() {
        String child = practice.child();
        String instance = stopped(child);
        String job = job(instance).getId();

        for (String user : new String[] {"owner", "admin"}) {
            JsonNode step = listed(user, job);
            assertThat(step.get("process").asText()).isEqualTo("Choose a toy");
            assertThat(step.get("element").asText()).isEqualTo("Task_ChooseToy");
            assertThat(step.get("cause").asText())
                    .isEqualTo("More than one row of a decision table fits, and its hit policy allows one only.");
            assertThat(step.toString()).doesNotContain(child, "Test Child", "bear");
        }
        assertThat(jdbc.queryForList(
                        "select t.text from pathways.notice t where t.kind = 'incident' and t.text like ?",
                        String.class,
                        "%Task_ChooseToy%"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains(ADDRESS).doesNotContain(child));

        assertThat(retry("owner", job)).isEqualTo(202);
        assertThat(catchThrowable(() -> management.executeJob(job)))
                .as("not mended yet")
                .isNotNull();
        assertThat(job(instance).getRetries()).as("given up again at once").isZero();
        assertThat(listed("owner", job)).isNotNull();

        deploy(Map.of("toy.dmn", table("FIRST")));
        assertThat(retry("owner", job)).isEqualTo(202);
        management.executeJob(job);
        assertThat(tasks.createTaskQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getName())
                .isEqualTo("Give toy");
        assertThat(runtime.createIncidentQuery().processInstanceId(instance).count())
                .isZero();
        assertThat(listed("owner", job)).isNull();
        assertThat(jdbc.queryForList(
                        "select by_user from pathways.audit_entry where action = 'stopped step tried again' and about = ?",
                        String.class,
                        job))
                .containsExactly("owner", "owner");
    }

    @Test
    @DisplayName(
            "is tried again by nobody else, and a refused try changes nothing: neither of a step that stopped, nor of"
                    + " one that has not, nor of a clock")
    void refused() {
        String instance = neverMended;
        String job = job(instance).getId();
        for (String user : new String[] {"sw.north", "tm.north", "psw", "sm", "director", "qa", "eds"}) {
            assertThat(rest.withBasicAuth(user, "pathways")
                            .getForEntity(ADDRESS, String.class)
                            .getStatusCode()
                            .value())
                    .as(user)
                    .isEqualTo(403);
            assertThat(retry(user, job)).as(user).isEqualTo(403);
        }
        assertThat(job(instance).getRetries()).isZero();
        assertThat(runtime.createIncidentQuery().processInstanceId(instance).count())
                .isEqualTo(1);

        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        Job clock = practice.withSupervision().instances(child).stream()
                .flatMap(id -> management.createJobQuery().processInstanceId(id).timers().list().stream())
                .findFirst()
                .orElseThrow();
        for (String user : new String[] {"owner", "admin"}) {
            assertThat(retry(user, clock.getId())).as("a clock that runs").isEqualTo(404);
            assertThat(retry(user, "00000000-0000-0000-0000-000000000000")).isEqualTo(404);
            assertThat(retry(user, "'; drop table act_ru_job; --")).isIn(400, 404);
        }
        Job after = management.createJobQuery().jobId(clock.getId()).singleResult();
        assertThat(after.getRetries()).isEqualTo(clock.getRetries());
        assertThat(after.getDuedate()).isEqualTo(clock.getDuedate());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        ENGINE-02004 No outgoing sequence flow for the element with id 'Gateway_X' could be selected for continuing the process. | no condition holds
        Unknown property used in expression: ${toy == 'bear'}. Cause: Cannot resolve identifier 'toy' | It is ${toy == 'bear'}.
        ENGINE-03005 Execution of 'UPDATE VariableInstanceEntity[C-1001]' failed. | changed by something else
        Child C-1001 (Zoe Quill) has no worker | in the application's log
        Unknown property used in expression: ${a}. Cause: C-1001 Zoe | asks for something that the case does not hold. It is ${a}.
        DMN-01005 Invalid value 'C-1001' for clause with type 'integer'. | A cell of a decision table
        """)
    @DisplayName("of the engine's own words only the kind of failure is told, and an expression of the model")
    void causes(String message, String told) {
        assertThat(StopCause.inWords(message)).contains(told).doesNotContain("C-1001", "Zoe", "ENGINE-", "DMN-");
    }
}
