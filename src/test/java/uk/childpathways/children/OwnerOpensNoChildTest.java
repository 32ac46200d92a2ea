package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("Whoever looks after the application alone opens no child's record, whatever stands in it")
class OwnerOpensNoChildTest {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    ProcessEngine engine;

    private int reads(String user, String address) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity(address, String.class)
                .getStatusCode()
                .value();
    }

    @Test
    @DisplayName("not as the child's worker, whom somebody wrote there")
    void asWorker() {
        String child = practice.child();
        children.allocate(child, "north", "owner");
        assertThat(reads("owner", "/api/children/" + child)).isEqualTo(403);
        assertThat(reads("owner", "/api/children/" + child + "/deadlines")).isEqualTo(403);
        children.allocate(child, "north", "sw.north");
        assertThat(reads("sw.north", "/api/children/" + child)).isEqualTo(200);
    }

    @Test
    @DisplayName("not by a task that is given to them")
    void byTask() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        Task task = practice.task(child, "Allocate case");
        engine.getTaskService().setAssignee(task.getId(), "owner");
        assertThat(reads("owner", "/api/children/" + child)).isEqualTo(403);
        engine.getTaskService().setAssignee(task.getId(), null);
        assertThat(reads("tm.north", "/api/children/" + child)).isEqualTo(200);
    }
}
