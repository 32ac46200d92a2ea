package uk.childpathways.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Each role may do in the engine what its work needs, and no more")
class RoleGrantsTest {

    private static final String STARTABLE = "test-startable";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    RoleGrants grants;

    private int deploy(String user, String starters) {
        return deploy(user, starters, null);
    }

    private int deploy(String user, String starters, String assignee) {
        BpmnModelInstance built = Bpmn.createExecutableProcess(STARTABLE)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent("StartEvent_Test")
                .userTask("Task_Test")
                .name("Test task")
                .camundaCandidateGroups("${people.group(execution,'social-worker')}")
                .endEvent("EndEvent_Test")
                .done();
        if (assignee != null) {
            built.<UserTask>getModelElementById("Task_Test").setCamundaAssignee(assignee);
        }
        built.<Process>getModelElementById(STARTABLE).setCamundaCandidateStarterGroups(starters);
        String model = Bpmn.convertToString(Drafts.deployable(built));
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("deployment-name", "test");
        parts.add("model", new ByteArrayResource(model.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return STARTABLE + ".bpmn";
            }
        });
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.MULTIPART_FORM_DATA);
        return rest.withBasicAuth(user, "pathways")
                .postForEntity("/engine-rest/deployment/create", new HttpEntity<>(parts, headers), String.class)
                .getStatusCode()
                .value();
    }

    private int start(String user) {
        return rest.withBasicAuth(user, "pathways")
                .postForEntity(
                        "/engine-rest/process-definition/key/" + STARTABLE + "/start",
                        Map.of("variables", Map.of()),
                        String.class)
                .getStatusCode()
                .value();
    }

    @Test
    @DisplayName("the process owner deploys, and who may start it changes at once with the model; a practitioner"
            + " deploys nothing")
    void starters() {
        assertThat(deploy("sw.north", "social-workers")).isEqualTo(403);
        assertThat(deploy("tm.north", "social-workers")).isEqualTo(403);

        assertThat(deploy("owner", "social-workers,team-managers")).isEqualTo(200);
        assertThat(mayStart("sw.north")).isTrue();
        assertThat(mayStart("tm.south")).isTrue();
        assertThat(mayStart("sm")).isFalse();

        assertThat(deploy("owner", "service-managers")).isEqualTo(200);
        assertThat(mayStart("sw.north")).isFalse();
        assertThat(mayStart("sm")).isTrue();
    }

    private boolean mayStart(String user) {
        boolean offered = rest.withBasicAuth(user, "pathways")
                        .getForEntity(
                                "/engine-rest/process-definition?startableInTasklist=true&startablePermissionCheck=true"
                                        + "&latestVersion=true&key=" + STARTABLE,
                                JsonNode.class)
                        .getBody()
                        .size()
                == 1;
        int status = start(user);
        assertThat(status)
                .as("what is offered can be started, and nothing else")
                .isEqualTo(offered ? 200 : 403);
        return offered;
    }

    @Test
    @DisplayName("a task is seen by the candidates in the child's team and by nobody else")
    void tasks() {
        assertThat(deploy("owner", "social-workers")).isEqualTo(200);
        String instance = runtime.startProcessInstanceByKey(STARTABLE, Map.of("childRef", "C-1001"))
                .getId();
        assertThat(tasksOf("sw.north", instance)).isEqualTo(1);
        assertThat(tasksOf("sw2.north", instance)).isEqualTo(1);
        assertThat(tasksOf("sw.south", instance)).isZero();
        assertThat(tasksOf("owner", instance)).isZero();
        assertThat(tasksOf("sm", instance)).isZero();
    }

    @Test
    @DisplayName(
            "who took a task from the group gives it back, and only they; nobody hands theirs to somebody else, and"
                    + " what the model gave to a person stays with them")
    void givenBack() {
        assertThat(deploy("owner", "social-workers")).isEqualTo(200);
        String task = tasks.createTaskQuery()
                .processInstanceId(runtime.startProcessInstanceByKey(STARTABLE, Map.of("childRef", "C-1001"))
                        .getId())
                .singleResult()
                .getId();
        assertThat(asked("sw.north", task, "claim", "sw.north")).isEqualTo(204);
        assertThat(asked("sw2.north", task, "unclaim", null)).isEqualTo(403);
        assertThat(asked("sw.north", task, "assignee", "sw2.north")).isEqualTo(403);
        assertThat(assignee(task)).isEqualTo("sw.north");
        assertThat(asked("sw.north", task, "unclaim", null)).isEqualTo(204);
        assertThat(assignee(task)).isNull();
        assertThat(asked("sw2.north", task, "claim", "sw2.north")).isEqualTo(204);
        assertThat(assignee(task)).isEqualTo("sw2.north");

        assertThat(deploy("owner", "social-workers", "sw.north"))
                .as("a model names nobody")
                .isEqualTo(400);
        assertThat(deploy("owner", "social-workers", "${people.allocatedWorker(execution)}"))
                .isEqualTo(200);
        String given = tasks.createTaskQuery()
                .processInstanceId(runtime.startProcessInstanceByKey(STARTABLE, Map.of("childRef", "C-1001"))
                        .getId())
                .singleResult()
                .getId();
        assertThat(asked("sw.north", given, "unclaim", null)).isEqualTo(403);
        assertThat(assignee(given)).isEqualTo("sw.north");
    }

    private int asked(String user, String task, String what, String whom) {
        return rest.withBasicAuth(user, "pathways")
                .postForEntity(
                        "/engine-rest/task/" + task + "/" + what,
                        whom == null ? Map.of() : Map.of("userId", whom),
                        String.class)
                .getStatusCode()
                .value();
    }

    private String assignee(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult().getAssignee();
    }

    private int tasksOf(String user, String instance) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity("/engine-rest/task?processInstanceId=" + instance, JsonNode.class)
                .getBody()
                .size();
    }

    @Test
    @DisplayName("everybody finds the same lists in Tasklist, and they answer")
    void filters() {
        for (String user : new String[] {"sw.north", "cpchair", "sm", "owner"}) {
            JsonNode filters = rest.withBasicAuth(user, "pathways")
                    .getForEntity("/engine-rest/filter?sortBy=filterId&sortOrder=asc", JsonNode.class)
                    .getBody();
            assertThat(filters.findValuesAsText("name"))
                    .contains(
                            "To do",
                            "My tasks",
                            "Not taken yet",
                            "My team's tasks",
                            "Overdue",
                            "Coming up",
                            "All tasks I may see");
            filters.forEach(filter -> assertThat(rest.withBasicAuth(user, "pathways")
                            .getForEntity(
                                    "/engine-rest/filter/" + filter.get("id").asText() + "/list?maxResults=50",
                                    String.class)
                            .getStatusCode()
                            .value())
                    .as(user + ": " + filter.get("name"))
                    .isEqualTo(200));
        }
    }

    @Test
    @DisplayName(
            "what a person holds or may take stands under 'To do', what nobody holds under 'Not taken yet'; what is due far ahead"
                    + " under 'Coming up' alone, until it is near")
    void comingUp() {
        assertThat(deploy("owner", "social-workers")).isEqualTo(200);
        String instance = runtime.startProcessInstanceByKey(STARTABLE, Map.of("childRef", "C-1001"))
                .getId();
        Task task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
        tasks.setAssignee(task.getId(), "sw.north");
        String team = runtime.startProcessInstanceByKey(STARTABLE, Map.of("childRef", "C-1001"))
                .getId();
        Task ofTeam = tasks.createTaskQuery().processInstanceId(team).singleResult();
        assertThat(listed("My tasks")).contains(task.getId());
        assertThat(listed("My team's tasks")).contains(task.getId(), ofTeam.getId());
        assertThat(listed("To do")).contains(task.getId(), ofTeam.getId());
        assertThat(listed("Not taken yet")).contains(ofTeam.getId()).doesNotContain(task.getId());
        assertThat(listed("Coming up")).doesNotContain(task.getId(), ofTeam.getId());

        Date tomorrow = Date.from(Instant.now().plus(Duration.ofDays(1)));
        for (Task each : List.of(task, ofTeam)) {
            Task fresh = tasks.createTaskQuery()
                    .taskId(each.getId())
                    .initializeFormKeys()
                    .singleResult();
            fresh.setFollowUpDate(tomorrow);
            tasks.saveTask(fresh);
        }
        assertThat(listed("My tasks")).doesNotContain(task.getId());
        assertThat(listed("My team's tasks")).doesNotContain(task.getId(), ofTeam.getId());
        assertThat(listed("To do")).doesNotContain(task.getId(), ofTeam.getId());
        assertThat(listed("Not taken yet")).doesNotContain(ofTeam.getId());
        assertThat(listed("Coming up")).contains(task.getId(), ofTeam.getId());
        assertThat(listed("All tasks I may see")).contains(task.getId());
    }

    private List<String> listed(String filter) {
        JsonNode filters = rest.withBasicAuth("sw.north", "pathways")
                .getForEntity("/engine-rest/filter?sortBy=filterId&sortOrder=asc", JsonNode.class)
                .getBody();
        for (JsonNode each : filters) {
            if (each.get("name").asText().equals(filter)) {
                // Of this test's own process: the lists of a whole run of tests are longer than one answer.
                return rest.withBasicAuth("sw.north", "pathways")
                        .postForEntity(
                                "/engine-rest/filter/" + each.get("id").asText() + "/list?maxResults=500",
                                Map.of("processDefinitionKey", STARTABLE),
                                JsonNode.class)
                        .getBody()
                        .findValuesAsText("id");
            }
        }
        throw new AssertionError("no list '" + filter + "'");
    }

    @Test
    @DisplayName(
            "what an earlier release or anybody else granted a role or the administrators beyond their work is taken"
                    + " back at the next start")
    void takenBack() {
        for (String group : new String[] {"social-workers", Groups.CAMUNDA_ADMIN}) {
            for (Resource resource : new Resource[] {
                Resources.PROCESS_INSTANCE, Resources.TASK, Resources.USER, Resources.GROUP, Resources.AUTHORIZATION
            }) {
                Authorization all = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(Authorization.ANY)
                        .singleResult();
                if (all == null) {
                    all = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                    all.setGroupId(group);
                    all.setResource(resource);
                    all.setResourceId(Authorization.ANY);
                }
                all.addPermission(Permissions.ALL);
                authorizations.saveAuthorization(all);
            }
        }
        grants.run();
        assertThat(permitted("social-workers")).containsExactlyInAnyOrder("0 ACCESS", "1 READ", "6 READ", "8 CREATE");
        assertThat(permitted(Groups.CAMUNDA_ADMIN))
                .containsExactlyInAnyOrder("0 ACCESS", "1 READ", "6 READ", "9 READ", "9 CREATE", "10 READ");
    }

    private List<String> permitted(String group) {
        return authorizations.createAuthorizationQuery().groupIdIn(group).list().stream()
                .filter(right -> Authorization.ANY.equals(right.getResourceId())
                        || right.getResourceType() == Resources.APPLICATION.resourceType())
                .flatMap(right -> java.util.Arrays.stream(right.getPermissions(Permissions.values()))
                        .filter(permission -> permission != Permissions.NONE)
                        .map(permission -> right.getResourceType() + " " + permission))
                .toList();
    }

    @Test
    @DisplayName("a manager does not change a worker's password")
    void noMore() {
        rest.withBasicAuth("tm.north", "pathways")
                .put(
                        "/engine-rest/user/sw.north/credentials",
                        Map.of("password", "stolen", "authenticatedUserPassword", "pathways"));
        assertThat(rest.withBasicAuth("sw.north", "pathways")
                        .getForEntity("/api/children/C-1001", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }
}
