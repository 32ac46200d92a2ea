package uk.childpathways.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Questions;
import uk.childpathways.submissions.Submission;
import uk.childpathways.submissions.Submissions;
import uk.childpathways.testing.Practice;

/**
 * One walk through the S47 journey, from the concern to the plan that is handed over: written down once with all its
 * answers, then repeated for other children with as little as possible around the engine's own calls.
 */
class Walk {

    static final String PROCESS = "s47-to-icpc";

    /**
     * What a person does.
     *
     * @param label the task's; null for the start
     * @param answers all of them, as a form sends them
     * @param kept what goes on to the engine: all that the bare engine is given
     * @param jobsFollow whether the engine has something to carry out by itself afterwards
     */
    private record Step(
            String label, String by, Map<String, Object> answers, Map<String, Object> kept, boolean jobsFollow) {}

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, List<String>> groups = new HashMap<>();

    /** Walks the whole way once with our application and remembers every answer. */
    static Walk writtenDown(
            ProcessEngine engine, Practice practice, Questions questions, Submissions submissions, String child) {
        Walk walk = new Walk();
        Map<String, Object> start =
                new LinkedHashMap<>(practice.answersForStart(PROCESS, "sw.north", Map.of("childRef", child)));
        Question question = questions.ofStart(PROCESS).orElseThrow();
        walk.start(engine, start, kept(submissions, question, start, "sw.north"), practice, child);
        for (Object[] step : way()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> given = (Map<String, Object>) step[2];
            walk.step(engine, practice, questions, submissions, child, (String) step[0], (String) step[1], given);
        }
        return walk;
    }

    /** The happy path: label of the task, who does it, the answers that matter; everything else is filled in. */
    private static List<Object[]> way() {
        return List.of(
                new Object[] {"Allocate case", "tm.north", Map.of("worker", "sw.north")},
                new Object[] {"Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none")},
                new Object[] {
                    "Hold strategy discussion",
                    "tm.north",
                    Map.of(
                            "strategyOutcome",
                            "joint",
                            "positionOfTrust",
                            "no",
                            "leadWorker",
                            "sw.north",
                            "agencies",
                            List.of(
                                    Map.of("agency", "police", "who", "DS Malik", "part", "attended"),
                                    Map.of("agency", "health", "who", "Health visitor", "part", "attended"),
                                    Map.of("agency", "children-services", "who", "Team manager", "part", "attended")))
                },
                new Object[] {"Endorse enquiry", "psw", Map.of("endorsement", "endorsed")},
                new Object[] {"Complete agency checks", "sw.north", Map.of()},
                new Object[] {"See child and family", "sw.north", Map.of("childSeen", "seen")},
                new Object[] {"Read case history", "sw.north", Map.of()},
                new Object[] {"Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk")},
                new Object[] {"Sign off document", "tm.north", Map.of("signOffDecision", "approved")},
                new Object[] {"Share document", "sw.north", Map.of()},
                new Object[] {"Request conference", "sw.north", Map.of("transferring", "no")},
                new Object[] {"Convene conference", "confadmin", Map.of()},
                new Object[] {"Prepare child", "sw.north", Map.of()},
                new Object[] {"Write conference report", "sw.north", Map.of()},
                new Object[] {"Sign off document", "tm.north", Map.of("signOffDecision", "approved")},
                new Object[] {"Share document", "sw.north", Map.of()},
                new Object[] {"Hold conference", "cpchair", Map.of("conferenceOutcome", "child-protection-plan")});
    }

    private void start(
            ProcessEngine engine,
            Map<String, Object> answers,
            Map<String, Object> kept,
            Practice practice,
            String child) {
        know(engine, "sw.north");
        asPerson(
                engine,
                "sw.north",
                () -> engine.getFormService().submitStartForm(newest(engine), business(child), answers));
        steps.add(new Step(null, "sw.north", answers, kept, carryOn(engine, child)));
        practice.carryOn(child);
    }

    private void step(
            ProcessEngine engine,
            Practice practice,
            Questions questions,
            Submissions submissions,
            String child,
            String label,
            String by,
            Map<String, Object> given) {
        know(engine, by);
        Map<String, Object> answers = practice.answersFor(child, label, by, given);
        Question question =
                questions.ofTask(practice.task(child, label).getId()).orElseThrow();
        Map<String, Object> kept = kept(submissions, question, answers, by);
        Task task = find(engine, child, label);
        asPerson(engine, by, () -> {
            engine.getTaskService().complete(task.getId(), answers);
            return null;
        });
        steps.add(new Step(label, by, answers, kept, carryOn(engine, child)));
        practice.carryOn(child);
    }

    private static Map<String, Object> kept(
            Submissions submissions, Question question, Map<String, Object> answers, String by) {
        Map<String, Object> kept = submissions.kept(
                submissions.check(new Submission(question, answers, by, null)).accepted());
        // The bare engine is given a list as the text it would be stored as.
        kept.replaceAll((name, value) -> value instanceof List<?> list ? list.toString() : value);
        return kept;
    }

    private void know(ProcessEngine engine, String user) {
        groups.computeIfAbsent(
                user,
                id -> engine.getIdentityService().createGroupQuery().groupMember(id).list().stream()
                        .map(Group::getId)
                        .toList());
    }

    int tasks() {
        return steps.size() - 1;
    }

    /** What is done with each step of a walk: time it, count it, or just do it. */
    interface Around {
        void step(String label, Runnable work);
    }

    static final Around NOTHING = (label, work) -> work.run();

    /** The whole way with our application: every person with their own rights, every form checked and recorded. */
    void withOurBlocks(ProcessEngine engine, String child, Around around) {
        for (Step step : steps) {
            if (step.label() == null) {
                Map<String, Object> answers = new LinkedHashMap<>(step.answers());
                answers.put("childRef", child);
                String definition = newest(engine);
                around.step(
                        "Open the enquiry",
                        () -> asPerson(
                                engine,
                                step.by(),
                                () -> engine.getFormService().submitStartForm(definition, business(child), answers)));
            } else {
                String id = find(engine, child, step.label()).getId();
                around.step(
                        step.label(),
                        () -> asPerson(engine, step.by(), () -> {
                            engine.getTaskService().complete(id, new LinkedHashMap<>(step.answers()));
                            return null;
                        }));
            }
            if (step.jobsFollow()) {
                around.step("(what follows by itself)", () -> carryOn(engine, child));
            }
        }
    }

    /** The same way on the bare engine, with what is kept of the answers as variables. */
    void bare(ProcessEngine engine, String child, Around around) {
        for (Step step : steps) {
            Map<String, Object> kept = new LinkedHashMap<>(step.kept());
            if (step.label() == null) {
                kept.put("childRef", child);
                kept.put("journeyId", child);
                around.step(
                        "Open the enquiry",
                        () -> asPerson(
                                engine,
                                step.by(),
                                () -> engine.getRuntimeService()
                                        .startProcessInstanceByKey(PROCESS, business(child), kept)));
            } else {
                String id = find(engine, child, step.label()).getId();
                around.step(
                        step.label(),
                        () -> asPerson(engine, step.by(), () -> {
                            engine.getTaskService().complete(id, kept);
                            return null;
                        }));
            }
            if (step.jobsFollow()) {
                around.step("(what follows by itself)", () -> carryOn(engine, child));
            }
        }
    }

    private static String newest(ProcessEngine engine) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private static String business(String child) {
        return PROCESS + ":" + child;
    }

    /** The journey, and the report that is written beside it. */
    private static String[] keys(String child) {
        return new String[] {business(child), "conference-report:" + child};
    }

    private static Task find(ProcessEngine engine, String child, String label) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKeyIn(keys(child))
                .taskName(label)
                .singleResult();
        if (task == null) {
            throw new IllegalStateException("No task '" + label + "' for " + child + " among "
                    + engine
                            .getTaskService()
                            .createTaskQuery()
                            .processInstanceBusinessKeyIn(keys(child))
                            .list()
                            .stream()
                            .map(Task::getName)
                            .toList());
        }
        return task;
    }

    /** Carries out what waits for the job executor, timers excepted. Returns whether there was anything. */
    private static boolean carryOn(ProcessEngine engine, String child) {
        boolean any = false;
        for (String key : keys(child)) {
            for (ProcessInstance instance : engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(key)
                    .list()) {
                for (Job job : engine.getManagementService()
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .messages()
                        .list()) {
                    engine.getManagementService().executeJob(job.getId());
                    any = true;
                }
            }
        }
        return any;
    }

    private <T> T asPerson(ProcessEngine engine, String user, Supplier<T> work) {
        engine.getIdentityService().setAuthentication(user, groups.get(user));
        try {
            return work.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
