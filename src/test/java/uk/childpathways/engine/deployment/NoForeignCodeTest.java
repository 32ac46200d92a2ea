package uk.childpathways.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/** What came into the database past the rules of a deployment runs no further than what is deployed today. */
@PathwaysTest
@DisplayName("What lies in the database already")
class NoForeignCodeTest {

    private static final String DRAFT = "lying-in-wait";

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    DecisionService decisions;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Practice practice;

    private String deployment;

    @AfterEach
    void away() {
        if (deployment != null) {
            ClearedAway.deployment(repository, deployment, true);
        }
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    private Object evaluated(String expression) {
        return configuration()
                .getCommandExecutorTxRequired()
                .execute(context -> configuration()
                        .getExpressionManager()
                        .createExpression(expression)
                        .getValue(StartProcessVariableScope.getSharedInstance()));
    }

    // ---- expressions ----

    @ParameterizedTest(name = "{0} is not evaluated")
    @ValueSource(
            strings = {
                "${people.getClass()}",
                "${people.class}",
                "${people['class']}",
                "#{people.class}",
                "a ${people.class} b",
                "${environment.getProperty('user.home')}",
                "${dataSource}",
                "${processEngine}",
                "${runtimeService.createProcessInstanceQuery().count()}",
                "${authenticatedUserId}",
                "${''.getClass()}",
                "${S('{}')}",
                "${dateTime().plusDays(1)}",
                "${currentUserGroups().clear()}",
                "${people.toString()}",
                "${people.group('iro')}",
                "${1 + 1}"
            })
    void expression(String expression) {
        assertThatThrownBy(() -> evaluated(expression))
                .isInstanceOf(org.camunda.bpm.engine.ProcessEngineException.class)
                .hasMessageMatching("(?s).*(was not evaluated|Cannot resolve identifier|Unknown property).*");
    }

    @Test
    @DisplayName("is evaluated where it asks a word, compares, or is one of the four functions of filters")
    void permitted() {
        assertThat(evaluated("${1 < 2 and not empty 'x'}")).isEqualTo(true);
        assertThat(evaluated("${people.nobodyElse()}")).isNotNull();
        assertThat(evaluated("${escalateBreach}")).isNotNull();
        assertThat(evaluated("${now()}")).isNotNull();
        assertThat(evaluated("plain")).isEqualTo("plain");
    }

    // ---- models ----

    /** Deployed as it may be, then changed where it lies. */
    private void stored(String from, String to) {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        DRAFT + ".bpmn",
                        Drafts.deployable(Bpmn.createExecutableProcess(DRAFT)
                                .camundaHistoryTimeToLive(1)
                                .startEvent("StartEvent_Begun")
                                .userTask("Task_Wait")
                                .name("Wait")
                                .endEvent("EndEvent_Done")
                                .done()))
                .deploy()
                .getId();
        changed(DRAFT + ".bpmn", from, to);
        // Only this one: the engine would read every other model again.
        repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .list()
                .forEach(process -> configuration().getDeploymentCache().removeProcessDefinition(process.getId()));
    }

    private void changed(String file, String from, String to) {
        byte[] content = jdbc.queryForObject(
                "select bytes_ from act_ge_bytearray where deployment_id_ = ? and name_ = ?",
                byte[].class,
                deployment,
                file);
        String text = new String(content, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        jdbc.update(
                "update act_ge_bytearray set bytes_ = ? where deployment_id_ = ? and name_ = ?",
                text.replace(from, to).getBytes(StandardCharsets.UTF_8),
                deployment,
                file);
    }

    private void doesNotRun(String... says) {
        String child = practice.child();
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(DRAFT, Map.of("childRef", child)))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContainingAll(says);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(DRAFT)
                        .count())
                .isZero();
    }

    @Test
    @DisplayName("with an expression that goes beyond is refused when a case comes to it")
    void storedExpression() {
        stored("name=\"Wait\"", "name=\"${people.class}\"");
        doesNotRun("The expression ${people.class} looks inside 'people' for 'class', and was not evaluated");
    }

    @ParameterizedTest(name = "with {0} is not opened")
    @ValueSource(
            strings = {
                "<scriptTask id=\"X\" scriptFormat=\"groovy\"><script>1</script></scriptTask>",
                "<serviceTask id=\"X\" xmlns:a=\"http://activiti.org/bpmn\" a:class=\"java.lang.Runtime\"/>",
                "<serviceTask id=\"X\" camunda:delegateExpression=\"${endJourney}\"><extensionElements><camunda:field name=\"x\" stringValue=\"y\"/></extensionElements></serviceTask>",
                "<serviceTask id=\"X\" camunda:type=\"shell\"/>",
                "<task id=\"X\"><extensionElements><camunda:executionListener event=\"start\" class=\"java.lang.Runtime\"/></extensionElements></task>"
            })
    void storedCode(String element) {
        stored("<endEvent", element + "<endEvent");
        doesNotRun(DRAFT + ".bpmn was not opened, and nothing of it runs");
    }

    @Test
    @DisplayName("of a table in another language, and with a count to a billion, is refused when it is asked")
    void storedTable() {
        String table = """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_Wait" name="Wait" namespace="http://camunda.org/schema/1.0/dmn">
                  <decision id="lying-in-wait" name="Wait">
                    <decisionTable id="Table_Wait">
                      <input id="Input_Kind" label="kind"><inputExpression id="InputExpression_Kind" typeRef="string"><text>kind</text></inputExpression></input>
                      <output id="Output_Answer" name="answer" typeRef="string" />
                      <rule id="Rule_One"><inputEntry id="Rule_One_Kind"><text></text></inputEntry><outputEntry id="Rule_One_Answer"><text>"yes"</text></outputEntry></rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """;
        for (String[] change : List.of(
                new String[] {
                    "<text>\"yes\"</text>", "<text>count(for i in 1..1000000000 return i)</text>", "goes through"
                },
                new String[] {
                    "id=\"Rule_One_Answer\">",
                    "id=\"Rule_One_Answer\" expressionLanguage=\"groovy\">",
                    "A script (groovy) was not run"
                },
                new String[] {"<text>kind</text>", "<text>kind.getClass()</text>", "was not evaluated"})) {
            deployment = repository
                    .createDeployment()
                    .addString(DRAFT + ".dmn", table)
                    .deploy()
                    .getId();
            changed(DRAFT + ".dmn", change[0], change[1]);
            repository
                    .createDecisionDefinitionQuery()
                    .deploymentId(deployment)
                    .list()
                    .forEach(decision ->
                            configuration().getDeploymentCache().removeDecisionDefinition(decision.getId()));
            assertThatThrownBy(() -> decisions
                            .evaluateDecisionTableByKey(DRAFT)
                            .variables(Map.of("kind", "x"))
                            .evaluate())
                    .hasStackTraceContaining(change[2]);
            ClearedAway.deployment(repository, deployment, true);
            deployment = null;
        }
    }

    // ---- filters and queries ----

    private ResponseEntity<JsonNode> post(String who, String address, Object body) {
        return rest.withBasicAuth(who, "pathways").postForEntity("/engine-rest" + address, body, JsonNode.class);
    }

    @Test
    @DisplayName("a filter is saved with the four functions and nothing else, by whomever, also behind an 'or'")
    void filters() {
        FilterService filters = engine.getFilterService();
        for (String expression : List.of("${people.class}", "${currentUser().getClass()}", "${dataSource}")) {
            for (Map<String, Object> query : List.<Map<String, Object>>of(
                    Map.of("assigneeExpression", expression),
                    Map.of("orQueries", List.of(Map.of("ownerExpression", expression))))) {
                // Nobody saves filters over HTTP at all.
                assertThat(post("admin", "/filter/create", filter(query)).getStatusCode())
                        .as(expression)
                        .isEqualTo(HttpStatus.FORBIDDEN);
            }
            for (TaskQuery query : List.of(
                    engine.getTaskService().createTaskQuery().taskAssigneeExpression(expression),
                    engine.getTaskService()
                            .createTaskQuery()
                            .or()
                            .taskOwnerExpression(expression)
                            .endOr())) {
                assertThatThrownBy(() -> filters.saveFilter(
                                filters.newTaskFilter("x" + UUID.randomUUID()).setQuery(query)))
                        .as(expression)
                        .hasStackTraceContaining("The filter was not saved.");
            }
        }
        String id = filters.saveFilter(filters.newTaskFilter("x" + UUID.randomUUID())
                        .setQuery(
                                engine.getTaskService().createTaskQuery().taskAssigneeExpression("${ currentUser() }")))
                .getId();
        // What somebody adds to a saved filter is evaluated with it.
        ResponseEntity<JsonNode> added =
                post("admin", "/filter/" + id + "/list", Map.of("ownerExpression", "${people.class}"));
        assertThat(added.getStatusCode().is4xxClientError())
                .as(String.valueOf(added.getBody()))
                .isTrue();
        ResponseEntity<JsonNode> asked = post("sw.north", "/task", Map.of("assigneeExpression", "${people.class}"));
        assertThat(asked.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        // The engine refuses them at the top alone.
        for (String address : List.of("/task", "/task/count", "/filter/" + id + "/list", "/filter/" + id + "/count")) {
            for (String expression : List.of("${people.class}", "${currentUser()}")) {
                Map<String, Object> inner = Map.of("candidateGroupInExpression", expression);
                for (Map<String, Object> query : List.of(
                        Map.<String, Object>of("orQueries", List.of(inner)),
                        Map.<String, Object>of("orQueries", List.of(Map.of("orQueries", List.of(inner)))))) {
                    ResponseEntity<JsonNode> inside = post("sw.north", address, query);
                    assertThat(inside.getStatusCode()).as(address + query).isEqualTo(HttpStatus.BAD_REQUEST);
                    assertThat(inside.getBody().path("message").asText())
                            .as(address + query)
                            .contains("holds an expression", "is not evaluated");
                }
            }
        }
        filters.deleteFilter(id);
    }

    private static Map<String, Object> filter(Map<String, Object> query) {
        return Map.of("resourceType", "Task", "name", "x" + UUID.randomUUID(), "query", query);
    }

    @Test
    @DisplayName("no variable is an object of a class that somebody names")
    void variables() {
        Map<String, Object> object = new HashMap<>();
        object.put("type", "Object");
        object.put("value", "rO0ABXA=");
        object.put(
                "valueInfo",
                Map.of(
                        "objectTypeName",
                        "java.util.ArrayList",
                        "serializationDataFormat",
                        "application/x-java-serialized-object"));
        ResponseEntity<JsonNode> answer = post(
                "sm",
                "/decision-definition/key/visit-frequency/evaluate",
                Map.of("variables", Map.of("visitKind", object)));
        assertThat(answer.getStatusCode().is4xxClientError())
                .as(String.valueOf(answer.getBody()))
                .isTrue();
        assertThat(configuration().isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(configuration()
                        .getDeserializationTypeValidator()
                        .validate("javax.management.BadAttributeValueExpException"))
                .isFalse();
    }

    // ---- the trail ----

    @Test
    @DisplayName("is on the trail: who deployed it, each file, and which version held before and since")
    void trail() {
        stored("name=\"Wait\"", "name=\"Wait longer\"");
        Map<String, Object> kept = jdbc.queryForMap(
                "select action, value_before as before, value_after as after from pathways.audit_entry where kind = 'DEPLOYMENT' order by id desc limit 1");
        assertThat(kept.get("action")).isEqualTo("deployed");
        assertThat(String.valueOf(kept.get("before"))).contains(DRAFT + ".bpmn").contains("nothing");
        assertThat(String.valueOf(kept.get("after"))).contains("version 1");
    }
}
