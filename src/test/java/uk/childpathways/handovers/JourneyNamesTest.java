package uk.childpathways.handovers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.submissions.Prefill;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.Questions;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A journey has one name, that of its deployed model")
class JourneyNamesTest {

    private static final String OLD = "name=\"Child in need\"";
    private static final String RENAMED = "Help for a child in need";

    @Autowired
    JourneyNames names;

    @Autowired
    JourneyEnding ending;

    @Autowired
    Questions questions;

    @Autowired
    Prefill prefill;

    @Autowired
    Practice practice;

    @Autowired
    RepositoryService repository;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    JdbcClient db;

    private Deployment deployment;
    private String child;
    private UUID journey;

    @BeforeEach
    void aChildInNeed() {
        child = practice.child();
        journey = practice.journey("child-in-need", child);
    }

    @AfterEach
    void oldNameAgain() {
        if (deployment != null) {
            ClearedAway.deployment(repository, deployment.getId(), false);
        }
    }

    @Test
    @DisplayName("a process owner who renames the model reads the new name on the child's page, in a form's choice, in"
            + " a notice and in the chronology")
    void renamed() {
        assertThat(page()).contains("Child in need, since").doesNotContain(RENAMED);
        assertThat(choices()).anyMatch(label -> label.contains(child + ", Child in need, opened "));

        rename();

        assertThat(page()).contains(RENAMED + ", since").doesNotContain("Child in need, since");
        assertThat(choices()).anyMatch(label -> label.contains(child + ", " + RENAMED + ", opened "));
        ending.early(journey, "opened-in-error", "tm.north", null, null);
        assertThat(notices()).anyMatch(notice -> notice.contains("The journey \"" + RENAMED + "\" of child " + child));
        assertThat(practice.chronology(child))
                .anyMatch(entry -> entry.title().equals("The journey \"" + RENAMED + "\" ended: opened in error"));
    }

    @Test
    @DisplayName("a journey that another process opens has that one's name; one that no model opens, its own words")
    void withoutAProcessOfTheSameKey() {
        assertThat(names.of("s47-to-icpc")).isEqualTo("S47 enquiry to initial child protection conference");
        assertThat(names.of("support-in-role")).isEqualTo("Ask for support in my role");
        assertThat(names.of("care-leaver")).isEqualTo("Care leaver");
        assertThat(names.of(null)).isEmpty();
    }

    private void rename() {
        String model = Bpmn.convertToString(repository.getBpmnModelInstance(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("child-in-need")
                .latestVersion()
                .singleResult()
                .getId()));
        assertThat(model).contains(OLD);
        deployment = repository
                .createDeployment()
                .name("renamed")
                .addString("child-in-need.bpmn", model.replace(OLD, "name=\"" + RENAMED + "\""))
                .deploy();
    }

    private String page() {
        return rest.withBasicAuth("tm.north", "pathways")
                .getForEntity("/children/" + child, String.class)
                .getBody();
    }

    private List<String> choices() {
        return ((List<?>) prefill.toOpen(new PrefillContext(
                                questions.ofStart("end-journey").orElseThrow(), "tm.north"))
                        .get("journeysOptions"))
                .stream().map(String::valueOf).toList();
    }

    private List<String> notices() {
        return db.sql("select text from pathways.notice where child_ref = ?")
                .param(child)
                .query(String.class)
                .list();
    }
}
