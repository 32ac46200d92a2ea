package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import uk.childpathways.storage.StoredDatabase;
import uk.childpathways.submissions.SubmissionStorm.Target;
import uk.childpathways.testing.Practice;

/**
 * Not in the usual run: {@code mvn test -Dtest=AllFormsSubmittedTest -Dsubmissions=100000} sends so many submissions made
 * by chance to every start form and to the 310 open tasks of the stored cases, on two threads. {@code -Dseed=…} begins
 * elsewhere. What came of it stands in {@code target/submissions.md}.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.process-engine-name=submissions")
@ActiveProfiles("test")
@Import(Practice.class)
@EnabledIfSystemProperty(named = "submissions", matches = "\\d+")
@DisplayName("Submissions made by chance to every form")
class AllFormsSubmittedTest {

    private static final String DUMP = "/upgrade/06b7884.sql.xz";

    /** The day on which the cases were stored. */
    private static final String STORED = "2026-07-01T10:00";

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

    @DynamicPropertySource
    static void storedCases(DynamicPropertyRegistry registry) {
        registry.add("pathways.storage.database", () -> StoredDatabase.restore(DUMP, connection -> {}));
    }

    @Test
    @DisplayName("are all accepted or refused with a sentence, and no refusal changes anything")
    void all() throws Exception {
        int number = Integer.getInteger("submissions");
        long seed = Long.getLong("seed", 1L);
        practice.itIs(STORED);
        identity.createUserQuery().list().forEach(user -> {
            user.setPassword("pathways");
            identity.saveUser(user);
        });
        SubmissionTargets known = new SubmissionTargets(practice, questions, repository, tasks, identity);
        SubmissionStorm storm = new SubmissionStorm(port, db);
        int open = 0;
        for (int sent = 0; sent < number; ) {
            // Now and then what was completed has brought other tasks.
            List<Target> all = new ArrayList<>(known.startForms());
            List<Target> ofTasks = known.of(tasks.createTaskQuery().active().listPage(0, 1_000));
            open = Math.max(open, ofTasks.size());
            all.addAll(ofTasks);
            storm.at(all);
            int some = Math.min(2_500, number - sent);
            storm.send(seed + sent, some, 2);
            sent += some;
            write(storm, seed, sent, open);
        }
        assertThat(storm.faults).isEmpty();
    }

    private static void write(SubmissionStorm storm, long seed, int sent, int open) throws Exception {
        StringBuilder text = new StringBuilder("Sent ")
                .append(sent)
                .append(" from seed ")
                .append(seed)
                .append(" to ")
                .append(storm.byForm.size())
                .append(" forms, at most ")
                .append(open)
                .append(" open tasks at a time.\n\nAnswers by status: ")
                .append(new TreeMap<>(storm.byStatus))
                .append("\n\nRefusals after which everything was seen to stand as before: ")
                .append(storm.seenToChangeNothing)
                .append("\n\nFaults: ")
                .append(storm.faults.size())
                .append("\n\n");
        storm.faults.stream().limit(500).forEach(fault -> text.append(fault).append('\n'));
        text.append("\nBy form: ").append(new TreeMap<>(storm.byForm)).append('\n');
        Files.writeString(Path.of("target", "submissions.md"), text.toString());
    }
}
