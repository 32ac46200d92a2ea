package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
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
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.storage.StoredDatabase;
import uk.childpathways.submissions.SubmissionStorm.Target;
import uk.childpathways.testing.Practice;

/**
 * Not in the usual run: {@code mvn test -Dtest=AllFormsSubmittedTest -Dsubmissions=100000} sends so many submissions made
 * by chance to every start form and to the open tasks of the stored cases, on two threads. Three of a hundred are filled in
 * rightly, so that the cases go on and other forms are reached; now and then days pass and clocks run out. {@code
 * -Dseed=…} begins elsewhere. What came of it stands in {@code target/submissions.md}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import(Practice.class)
@EnabledIfSystemProperty(named = "submissions", matches = "\\d+")
@DisplayName("Submissions made by chance to every form")
class AllFormsSubmittedTest {

    private static final String DUMP = "/upgrade/06b7884.sql.xz";

    /** The day on which the cases were stored. */
    private static final String STORED = "2026-07-01T10:00";

    private static final int BATCH = 2_500;
    private static final int DAYS_PASS_AFTER = 5;
    private static final int MOST_TASKS = 1_000;
    private static final int RIGHT = 3;

    @Autowired
    Practice practice;

    @Autowired
    Submissions submissions;

    @Autowired
    Prefill prefill;

    @Autowired
    Clock clock;

    @Autowired
    Children children;

    @Autowired
    ManagementService management;

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
    @DisplayName(
            "are all accepted or refused with a sentence, no refusal changes anything, and right answers are accepted")
    void all() throws Exception {
        int number = Integer.getInteger("submissions");
        long seed = Long.getLong("seed", 1L);
        practice.itIs(STORED);
        identity.createUserQuery().list().forEach(user -> {
            user.setPassword("pathways");
            identity.saveUser(user);
        });
        SubmissionTargets known = new SubmissionTargets(
                questions, repository, tasks, identity, new RightAnswers(submissions, prefill, clock));
        SubmissionStorm storm = new SubmissionStorm(port, new WhatIsStored(db));
        Random chance = new Random(seed);
        int open = 0;
        int batch = 0;
        for (int sent = 0; sent < number; batch++) {
            if (batch % DAYS_PASS_AFTER == DAYS_PASS_AFTER - 1) {
                daysPass(storm.faults);
                known.forget();
            }
            moreChildren(batch);
            // What was completed has brought other tasks.
            List<Target> all = new ArrayList<>(known.startForms(chance, Map::of));
            List<Target> ofTasks = known.of(tasks.createTaskQuery().active().listPage(0, MOST_TASKS), chance);
            open = Math.max(open, ofTasks.size());
            all.addAll(ofTasks);
            storm.at(all);
            int some = Math.min(BATCH, number - sent);
            storm.send(seed + sent, some, 2, RIGHT);
            sent += some;
            theEngineGoesOn(false, storm.faults);
            write(storm, seed, sent, open);
        }
        assertThat(storm.faults).isEmpty();
        assertThat(storm.byForm.entrySet())
                .filteredOn(form -> form.getValue().accepted.get() == 0
                        && form.getValue().whyNot.isEmpty())
                .as("forms whose right answers were not sent: send more")
                .isEmpty();
    }

    private void moreChildren(int batch) {
        for (int i = 0; i < 4; i++) {
            boolean unborn = i == 3;
            children.put(new Child(
                    "C-8" + String.format("%03d%d", batch, i),
                    "Generated " + batch + " " + i,
                    unborn ? null : practice.today().minusYears(2 + 5L * i),
                    unborn ? practice.today().plusMonths(2) : null,
                    i == 0 ? null : "F-8" + batch,
                    "north",
                    "sw.north",
                    null,
                    false));
        }
    }

    /** Ten days in which nobody did anything: clocks run out. */
    private void daysPass(List<String> faults) {
        practice.itIs(LocalDateTime.ofInstant(practice.now(), ZoneId.of("Europe/London"))
                .plusDays(10)
                .toString());
        theEngineGoesOn(true, faults);
    }

    /** What the engine does by itself; what it cannot do is a fault of what was accepted. */
    private void theEngineGoesOn(boolean withTimers, List<String> faults) {
        for (int round = 0; round < 20; round++) {
            JobQuery open = management.createJobQuery().withRetriesLeft().active();
            List<Job> jobs = new ArrayList<>(open.messages().list());
            if (withTimers && round < 5) {
                jobs.addAll(management
                        .createJobQuery()
                        .withRetriesLeft()
                        .active()
                        .timers()
                        .duedateLowerThan(Date.from(practice.now()))
                        .list());
            }
            if (jobs.isEmpty()) {
                return;
            }
            for (Job job : jobs) {
                try {
                    if (management.createJobQuery().jobId(job.getId()).count() > 0) {
                        management.executeJob(job.getId());
                    }
                } catch (RuntimeException e) {
                    faults.add("A step that the engine takes by itself failed: " + job + ": " + e);
                }
            }
        }
    }

    private static void write(SubmissionStorm storm, long seed, int sent, int open) throws Exception {
        Map<String, SubmissionStorm.Tally> forms = new TreeMap<>(storm.byForm);
        long answered =
                forms.values().stream().filter(form -> form.accepted.get() > 0).count();
        int accepted =
                forms.values().stream().mapToInt(form -> form.accepted.get()).sum();
        StringBuilder text = new StringBuilder("Sent ")
                .append(sent)
                .append(" from seed ")
                .append(seed)
                .append(" to ")
                .append(forms.size())
                .append(" forms, at most ")
                .append(open)
                .append(" open tasks at a time.\n\nAnswers by status: ")
                .append(new TreeMap<>(storm.byStatus))
                .append("\n\nAccepted: ")
                .append(accepted)
                .append(", of ")
                .append(answered)
                .append(" forms. Completed a second time: ")
                .append(storm.sentTwice)
                .append("\n\nRefusals after which everything was seen to stand as before: ")
                .append(storm.seenToChangeNothing)
                .append("\n\nFaults: ")
                .append(storm.faults.size())
                .append("\n\n");
        storm.faults.stream().limit(500).forEach(fault -> text.append(fault).append('\n'));
        text.append("\nBy form:\n\n");
        forms.forEach((form, tally) ->
                text.append("- ").append(form).append(": ").append(tally).append('\n'));
        Files.writeString(Path.of("target", "submissions.md"), text.toString());
    }
}
