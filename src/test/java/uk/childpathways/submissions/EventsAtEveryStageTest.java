package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.children.Journey;
import uk.childpathways.submissions.SubmissionStorm.Target;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/**
 * Each journey is walked task by task. At each stage each of these is begun by hand, looked at and rolled back: a
 * refusal there would be untrue. What waits at the top of every journey, {@code MessagesThatFindNobodyTest} holds.
 */
@PathwaysTest
@DisplayName("At every stage of a journey (C5)")
class EventsAtEveryStageTest {

    private static final int STAGES = 8;

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
    TransactionTemplate transaction;

    @AfterEach
    void timeRunsAgain() {
        practice.backToToday();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "s47-to-icpc, false",
        "transfer-in-conference, false",
        "child-family-assessment, false",
        "child-in-need, false",
        "child-protection-plan, true",
        "child-in-care, false",
        "adoption, false"
    })
    @DisplayName("a birth, a death, another early end, a move to another team and a significant event are taken")
    void taken(String process, boolean unborn) {
        practice.itIs("2026-04-15T10:00");
        String child = unborn ? practice.unbornChild() : practice.child();
        Map<String, Object> given = new HashMap<>(Map.of("childRef", child));
        if (unborn) {
            given.putAll(Map.of("conferenceWas", "initial", "firstCoreGroupWas", "not-held"));
        }
        RightAnswers.Found start = right(process, "tm.north", given);
        practice.startWithOnly(process, "tm.north", start.answers());
        practice.carryOn(child);
        Journey journey = practice.pathways(child).get(0);
        Map<String, RightAnswers.Found> events = new LinkedHashMap<>();
        Map<String, Object> here = Map.of("journeyId", journey.id().toString());
        events.put("end-journey", right("end-journey", "tm.north", with(here, "endReason", "child-died")));
        events.put("case-transfer", right("case-transfer", "tm.north", with(here, "receivingTeam", "south")));
        events.put("significant-event", right("significant-event", "tm.north", here));
        if (unborn) {
            events.put("record-birth-under-plan", right("record-birth-under-plan", "tm.north", here));
        }
        SubmissionTargets targets = new SubmissionTargets(
                questions, repository, tasks, identity, new RightAnswers(submissions, prefill, clock));
        List<String> stages = new ArrayList<>();
        for (int stage = 0; stage < STAGES; stage++) {
            List<Task> open = practice.openTasks(child);
            if (open.isEmpty()
                    || practice.pathways(child).stream()
                            .noneMatch(one -> one.id().equals(journey.id()))) {
                break;
            }
            stages.add(String.join(", ", practice.tasks(child)));
            events.forEach((event, answers) -> assertThatCode(() -> begunAndRolledBack(event, answers))
                    .as("%s while open: %s", event, stages.get(stages.size() - 1))
                    .doesNotThrowAnyException());
            if (!oneIsDone(open, targets, child)) {
                break;
            }
        }
        assertThat(stages).as("stages of %s", process).hasSizeGreaterThan(2);
    }

    private void begunAndRolledBack(String process, RightAnswers.Found answers) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            practice.startWithOnly(process, "tm.north", answers.answers());
        });
    }

    /** The first of the open tasks that can be filled in rightly is completed. */
    private boolean oneIsDone(List<Task> open, SubmissionTargets targets, String child) {
        for (Target target : targets.of(open, new Random(7))) {
            if (target.problems().isEmpty()) {
                String task = target.path().replaceAll(".*/task/([^/]+)/.*", "$1");
                practice.as(target.user(), () -> {
                    tasks.complete(task, target.answers());
                    return null;
                });
                practice.carryOn(child);
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> with(Map<String, Object> values, String key, Object value) {
        Map<String, Object> all = new HashMap<>(values);
        all.put(key, value);
        return all;
    }

    private RightAnswers.Found right(String process, String by, Map<String, Object> given) {
        RightAnswers.Found found = new RightAnswers(submissions, prefill, clock)
                .to(questions.ofStart(process).orElseThrow(), by, new Random(1), given);
        assertThat(found.problems()).as(process).isEmpty();
        return found;
    }
}
