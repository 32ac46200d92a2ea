package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    private static final int SAMPLE = 300;

    /** The same in every run: a fault found here can be found again. */
    private static final long SEED = 20261130L;

    @Autowired
    Practice practice;

    @Autowired
    Questions questions;

    @Autowired
    Submissions submissions;

    @Autowired
    Prefill prefill;

    @Autowired
    Clock clock;

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
    @DisplayName(
            "the right answers to start forms and tasks, each a second time; then 300 made by chance, to every start"
                    + " form and the tasks that came of it")
    void sample() throws Exception {
        Random chance = new Random(SEED);
        Set<String> ours = new HashSet<>(Set.of(practice.child()));
        practice.start(
                "s47-to-icpc", "sw.north", Map.of("childRef", ours.iterator().next()));
        SubmissionTargets known = new SubmissionTargets(
                questions, repository, tasks, identity, new RightAnswers(submissions, prefill, clock));
        List<Target> forms = known
                .startForms(chance, () -> {
                    String another = practice.child();
                    ours.add(another);
                    return Map.of("childRef", another);
                })
                .stream()
                // The application is shared with other tests: nothing is begun for their people and children.
                .map(target -> ours.contains(target.answers().get("childRef")) ? target : target.emptied())
                .toList();
        assertThat(forms).as("start forms").hasSizeGreaterThan(20);
        SubmissionStorm storm = new SubmissionStorm(port, new WhatIsStored(db));
        storm.at(with(forms, known, ours, chance));
        storm.sendRight();
        assertThat(storm.faults).isEmpty();
        assertThat(storm.byForm.values())
                .as("right answers that were refused")
                .allMatch(form -> form.accepted.get() == form.right.get());
        assertThat(storm.byForm.values().stream().filter(form -> form.accepted.get() > 0))
                .as("forms whose right answers were accepted")
                .hasSizeGreaterThan(7);
        assertThat(storm.sentTwice.get()).as("completed a second time").isPositive();

        storm.at(with(forms.stream().map(Target::answered).toList(), known, ours, chance));
        storm.send(SEED, SAMPLE, 2, 0);
        assertThat(storm.faults).isEmpty();
        assertThat(storm.seenToChangeNothing.get())
                .as("refusals after which all was as before")
                .isGreaterThan(SAMPLE / 2);
        assertThat(storm.byStatus).containsKey(400);
    }

    private List<Target> with(List<Target> forms, SubmissionTargets known, Set<String> children, Random chance) {
        List<Target> all = new ArrayList<>(forms);
        children.forEach(child -> all.addAll(known.of(practice.openTasks(child), chance)));
        return all;
    }
}
