package uk.childpathways.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.standards.TimescaleTable;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.web.NotAllowedProblem;

@PathwaysTest
@DisplayName("While a case runs, nobody takes away what it runs by, nor the case")
class NothingIsTakenAwayTest {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Practice practice;

    @Autowired
    TimescaleTable tables;

    @Autowired
    JdbcTemplate jdbc;

    /** A child's enquiry with its open task and a clock. */
    private record Enquiry(String child, ProcessInstance instance, Job clock, List<String> tasks) {}

    private Enquiry enquiry() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("s47-to-icpc")
                .processInstanceId(practice.instances(child).stream()
                        .filter(id -> engine.getRuntimeService()
                                        .createProcessInstanceQuery()
                                        .processInstanceId(id)
                                        .processDefinitionKey("s47-to-icpc")
                                        .count()
                                == 1)
                        .findFirst()
                        .orElseThrow())
                .singleResult();
        Job clock = practice.withSupervision().instances(child).stream()
                .flatMap(id ->
                        engine.getManagementService().createJobQuery().processInstanceId(id).timers().list().stream())
                .findFirst()
                .orElseThrow();
        return new Enquiry(child, instance, clock, practice.tasks(child));
    }

    private void goesOn(Enquiry enquiry) {
        assertThat(practice.tasks(enquiry.child())).isEqualTo(enquiry.tasks()).isNotEmpty();
        ProcessInstance after = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(enquiry.instance().getId())
                .singleResult();
        assertThat(after.isSuspended()).isFalse();
        Job clock = engine.getManagementService()
                .createJobQuery()
                .jobId(enquiry.clock().getId())
                .singleResult();
        assertThat(clock.isSuspended()).isFalse();
        assertThat(clock.getDuedate()).isEqualTo(enquiry.clock().getDuedate());
        assertThat(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(enquiry.instance().getId())
                        .count())
                .isOne();
        assertThat(engine.getManagementService().createBatchQuery().count()).isZero();
    }

    /** Each way that the engine's services have. */
    private Map<String, ThrowingCallable> ways(Enquiry enquiry) {
        String instance = enquiry.instance().getId();
        String definition = enquiry.instance().getProcessDefinitionId();
        String deployment =
                engine.getRepositoryService().getProcessDefinition(definition).getDeploymentId();
        var repository = engine.getRepositoryService();
        var runtime = engine.getRuntimeService();
        var history = engine.getHistoryService();
        var management = engine.getManagementService();
        Map<String, ThrowingCallable> ways = new LinkedHashMap<>();
        ways.put("deployment", () -> repository.deleteDeployment(deployment));
        ways.put("deployment with its cases", () -> repository.deleteDeployment(deployment, true));
        ways.put("definition", () -> repository.deleteProcessDefinition(definition));
        ways.put("definition with its cases", () -> repository.deleteProcessDefinition(definition, true));
        ways.put(
                "all definitions of a key",
                () -> repository
                        .deleteProcessDefinitions()
                        .byKey("s47-to-icpc")
                        .cascade()
                        .delete());
        ways.put(
                "definitions by their ids",
                () -> repository
                        .deleteProcessDefinitions()
                        .byIds(definition)
                        .cascade()
                        .delete());
        ways.put("definition suspended", () -> repository.suspendProcessDefinitionById(definition, true, null));
        ways.put("case", () -> runtime.deleteProcessInstance(instance, "by mistake"));
        ways.put(
                "case where it is there",
                () -> runtime.deleteProcessInstanceIfExists(instance, "by mistake", true, true, true, true));
        ways.put("cases", () -> runtime.deleteProcessInstances(List.of(instance), "by mistake", true, true));
        ways.put("cases in a batch", () -> runtime.deleteProcessInstancesAsync(List.of(instance), "by mistake"));
        ways.put("case suspended", () -> runtime.suspendProcessInstanceById(instance));
        ways.put(
                "cases suspended in a batch",
                () -> runtime.updateProcessInstanceSuspensionState()
                        .byProcessInstanceIds(instance)
                        .suspendAsync());
        ways.put(
                "case moved",
                () -> runtime.createProcessInstanceModification(instance)
                        .cancelAllForActivity("Task_AllocateCase")
                        .execute());
        ways.put(
                "cases moved in a batch",
                () -> runtime.createModification(definition)
                        .cancelAllForActivity("Task_AllocateCase")
                        .processInstanceIds(instance)
                        .executeAsync());
        ways.put(
                "case begun again",
                () -> runtime.restartProcessInstances(definition)
                        .startBeforeActivity("Task_AllocateCase")
                        .processInstanceIds(instance)
                        .execute());
        ways.put("clock", () -> management.deleteJob(enquiry.clock().getId()));
        ways.put(
                "clock suspended",
                () -> management.suspendJobById(enquiry.clock().getId()));
        ways.put(
                "clocks of a kind suspended",
                () -> management.suspendJobDefinitionById(enquiry.clock().getJobDefinitionId(), true));
        ways.put("history", () -> history.deleteHistoricProcessInstance(instance));
        ways.put(
                "history in a batch",
                () -> history.deleteHistoricProcessInstancesAsync(List.of(instance), "by mistake"));
        ways.put("history of tasks", () -> history.deleteHistoricTaskInstance("any"));
        ways.put(
                "history made old",
                () -> history.setRemovalTimeToHistoricProcessInstances()
                        .absoluteRemovalTime(new java.util.Date(0))
                        .byIds(instance)
                        .executeAsync());
        return ways;
    }

    @Test
    @DisplayName("by Java: neither owner nor administrator nor code with nobody logged in, and each is told what to do"
            + " instead")
    void byJava() {
        Enquiry enquiry = enquiry();
        ways(enquiry).forEach((what, deed) -> {
            assertThatThrownBy(deed)
                    .as(what)
                    .isInstanceOf(NotAllowedProblem.class)
                    .hasMessageStartingWith("Nobody does this by hand.");
            for (String person : List.of("owner", "admin", "director")) {
                assertThatThrownBy(() -> practice.as(person, () -> {
                            try {
                                deed.call();
                            } catch (RuntimeException e) {
                                throw e;
                            } catch (Throwable e) {
                                throw new IllegalStateException(e);
                            }
                            return null;
                        }))
                        .as(what + " by " + person)
                        .isInstanceOf(NotAllowedProblem.class);
            }
        });
        goesOn(enquiry);
    }

    @ParameterizedTest(name = "as {0}")
    @ValueSource(strings = {"owner", "admin"})
    @DisplayName("by REST, under each address of the engine and of Cockpit")
    void byRest(String person) {
        Enquiry enquiry = enquiry();
        String instance = enquiry.instance().getId();
        String definition = enquiry.instance().getProcessDefinitionId();
        String deployment =
                engine.getRepositoryService().getProcessDefinition(definition).getDeploymentId();
        for (String way : List.of(
                "DELETE /deployment/" + deployment,
                "DELETE /deployment/" + deployment + "?cascade=true",
                "DELETE /process-definition/" + definition + "?cascade=true",
                "DELETE /process-definition/key/s47-to-icpc/delete",
                "DELETE /process-definition/key/s47-to-icpc?cascade=true",
                "PUT /process-definition/" + definition + "/suspended",
                "DELETE /process-instance/" + instance,
                "POST /process-instance/delete",
                "POST /process-instance/delete-historic-query-based",
                "PUT /process-instance/" + instance + "/suspended",
                "POST /process-instance/" + instance + "/modification",
                "POST /modification/executeAsync",
                "POST /process-definition/" + definition + "/restart",
                "POST /migration/execute",
                "DELETE /job/" + enquiry.clock().getId(),
                "DELETE /history/process-instance/" + instance,
                "POST /history/process-instance/delete",
                "POST /history/process-instance/set-removal-time",
                "POST /history/cleanup")) {
            String[] parts = way.split(" ");
            for (String address : List.of(
                    "/engine-rest" + parts[1],
                    "/engine-rest/engine/default" + parts[1],
                    "/camunda/api/engine/engine/default" + parts[1])) {
                ResponseEntity<JsonNode> answer = rest.withBasicAuth(person, "pathways")
                        .exchange(
                                RequestEntity.method(HttpMethod.valueOf(parts[0]), address)
                                        .header("Content-Type", "application/json")
                                        .body(Map.of("processInstanceIds", List.of(instance))),
                                JsonNode.class);
                assertThat(answer.getStatusCode().value())
                        .as(parts[0] + " " + address)
                        .isEqualTo(403);
                assertThat(answer.getBody().path("message").asText())
                        .as(address)
                        .hasSizeGreaterThan(40);
            }
        }
        goesOn(enquiry);
    }

    @Test
    @DisplayName("no command of the engine's that deletes, stops or moves something of a case is forgotten")
    void everyCommand() throws Exception {
        TreeSet<String> open = new TreeSet<>();
        for (Resource file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:org/camunda/bpm/engine/impl/**/*Cmd.class")) {
            String url = file.getURL().toString();
            Class<?> command = Class.forName(
                    url.substring(url.lastIndexOf("org/camunda/bpm/engine/impl"), url.length() - ".class".length())
                            .replace('/', '.'));
            String name = command.getSimpleName();
            boolean takes = Stream.of("Delete", "Suspend", "Restart", "Modif", "SetRemovalTime")
                    .anyMatch(name::contains);
            if (takes
                    && !name.startsWith("Abstract")
                    && NothingIsTakenAway.refusal(command).isEmpty()) {
                open.add(name);
            }
        }
        assertThat(open)
                .as("of people, rights, lists and figures of the engine; nobody can begin a batch")
                .containsExactlyInAnyOrder(
                        "DeleteAttachmentCmd",
                        "DeleteAuthorizationCmd",
                        "DeleteFilterCmd",
                        "DeleteGroupCmd",
                        "DeleteGroupIdentityLinkCmd",
                        "DeleteIdentityLinkCmd",
                        "DeleteIdentityLinkForProcessDefinitionCmd",
                        "DeleteLicenseKeyCmd",
                        "DeleteMembershipCmd",
                        "DeleteMetricsCmd",
                        "DeletePropertyCmd",
                        "DeleteTaskCmd",
                        "DeleteTaskMetricsCmd",
                        "DeleteTenantCmd",
                        "DeleteTenantGroupMembershipCmd",
                        "DeleteTenantUserMembershipCmd",
                        "DeleteUserCmd",
                        "DeleteUserIdentityLinkCmd",
                        "DeleteUserInfoCmd",
                        "DeleteUserPictureCmd",
                        "SuspendBatchCmd");
    }

    @Test
    @DisplayName("a table of timescales by which a deadline was reckoned stays in the database too, by whatever way it"
            + " is to be deleted")
    void tableOfADeadline() throws IOException {
        String table = Files.readString(Path.of("processes/s47-to-icpc/timescales-s47-to-icpc.dmn"));
        String deployment = engine.getRepositoryService()
                .createDeployment()
                .name("an owner's")
                .addString("timescales-s47-to-icpc.dmn", table)
                .deploy()
                .getId();
        Enquiry enquiry = enquiry();
        practice.complete(
                enquiry.child(), "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        String version = jdbc.queryForObject(
                "select distinct d.table_version from pathways.deadline d join public.act_re_decision_def t"
                        + " on t.id_ = d.table_version where d.child_ref = ? and t.deployment_id_ = ?",
                String.class,
                enquiry.child(),
                deployment);
        assertThatThrownBy(() -> ClearedAway.deployment(engine.getRepositoryService(), deployment, true))
                .hasStackTraceContaining("stays: deadlines were reckoned by it");
        assertThat(tables.of(version).matching("icpc-held", "generic"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.table().id()).isEqualTo(version));
    }
}
