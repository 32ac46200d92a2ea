package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.submissions.SubmissionStorm.Target;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/** A small sample for every run; {@link AllFormsSubmittedTest} sends as many as one likes to every form there is. */
@PathwaysTest
@DisplayName("Whatever is submitted, it is accepted or refused with a sentence, and a refusal changes nothing")
class GeneratedSubmissionsTest {

    private static final int SAMPLE = 600;

    /** The same in every run: a fault found here can be found again. */
    private static final long SEED = 20261130L;

    @Autowired
    Practice practice;

    @Autowired
    Questions questions;

    @Autowired
    RepositoryService repository;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcTemplate db;

    @LocalServerPort
    int port;

    @Test
    @DisplayName("600 submissions made by chance to every start form and to the tasks of one enquiry")
    void sample() throws Exception {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        SubmissionTargets known = new SubmissionTargets(practice, questions, repository, tasks, identity);
        List<Target> all = new ArrayList<>(known.startForms());
        assertThat(all).as("start forms").hasSizeGreaterThan(20);
        all.addAll(known.of(practice.openTasks(child)));
        SubmissionStorm storm = new SubmissionStorm(port, db);
        storm.at(all);
        storm.send(SEED, SAMPLE, 1);
        assertThat(storm.faults).isEmpty();
        assertThat(storm.seenToChangeNothing.get())
                .as("refusals after which all was as before")
                .isGreaterThan(100);
        assertThat(storm.byStatus).containsKey(400);
    }
}
