package uk.childpathways.drafts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RepositoryService;

/** A small journey of the tests of drafts alone, whose form they change. */
final class TestForms {

    static final String PROCESS = "drafts-test";

    private TestForms() {}

    static void deploy(RepositoryService repository) {
        repository
                .createDeployment()
                .name(PROCESS)
                .enableDuplicateFiltering(true)
                .addString("drafts-test.bpmn", read("tasklist-test.bpmn"))
                .addString("drafts-test-start.form", read("tasklist-test-start.form"))
                .addString("drafts-test-discussion.form", read("tasklist-test-discussion.form"))
                .deploy();
    }

    /** The process owner deploys the form of the task anew. */
    static void change(RepositoryService repository, UnaryOperator<String> changed) {
        repository
                .createDeployment()
                .name(PROCESS + "-changed")
                .addString("drafts-test-discussion.form", changed.apply(read("tasklist-test-discussion.form")))
                .deploy();
    }

    private static String read(String file) {
        try (InputStream in = TestForms.class.getResourceAsStream("/tasklist-test/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("tasklist-test", PROCESS)
                    .replace("TasklistTest", "DraftsTest")
                    .replace("Tasklist test", "Drafts test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
