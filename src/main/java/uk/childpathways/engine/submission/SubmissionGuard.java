package uk.childpathways.engine.submission;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.task.DelegationState;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyOpening;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.forms.AnswersRefused;
import uk.childpathways.forms.FormProblem;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.submissions.JointRecording;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Submission;
import uk.childpathways.submissions.Submissions;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * In front of the engine: every completion of a task and every start of a process, by any way, passes here, in one
 * transaction with the engine's own step. Answers are checked and recorded first; the engine sees only what is kept.
 */
class SubmissionGuard {

    /** Tasks whose completion has passed the check, on this thread. */
    private static final ThreadLocal<Set<String>> PASSED = ThreadLocal.withInitial(HashSet::new);

    /** Starts whose answers have passed the check and wait for the process instance, on this thread. */
    private static final ThreadLocal<Deque<Submission>> STARTING = ThreadLocal.withInitial(ArrayDeque::new);

    /** What the guard needs of the application, which is not there yet when the engine is built. */
    interface Needs {
        Submissions submissions();

        DeployedQuestions questions();

        Journeys journeys();

        Deadlines deadlines();

        JointRecording jointRecording();

        PractitionerFiles files();

        TasksThatAreOver tasksThatAreOver();

        OneAtATime oneAtATime();

        ObjectMapper json();
    }

    private final ProcessEngineConfigurationImpl engine;
    private final Needs needs;
    private final JourneyLookup lookup = new JourneyLookup();
    private TaskService tasks;

    SubmissionGuard(ProcessEngineConfigurationImpl engine, Needs needs) {
        this.engine = engine;
        this.needs = needs;
    }

    /** The engine's own task service, behind this guard. */
    void standBefore(TaskService tasks) {
        this.tasks = tasks;
    }

    /** What a command found: the engine's result, or why not. A refusal writes nothing, so it need not roll back. */
    private record Outcome(Object result, List<FormProblem> problems) {}

    /**
     * Completes a task with answers.
     *
     * @param complete the engine's own completion, given the variables that are kept
     * @throws SubmissionRefused with all that is wrong in one message
     */
    Object complete(String taskId, Map<String, Object> answers, Function<Map<String, Object>, Object> complete) {
        return settle(context -> {
            if (taskId != null) {
                needs.oneAtATime().await(taskId);
            }
            TaskEntity task = taskId == null ? null : context.getTaskManager().findTaskById(taskId);
            if (task == null) {
                throw needs.tasksThatAreOver().refusal(taskId);
            }
            if (task.getExecutionId() == null) {
                throw aroundAModel();
            }
            try {
                for (CommandChecker checker : engine.getCommandCheckers()) {
                    checker.checkTaskWork(task);
                }
            } catch (AuthorizationException notOffered) {
                // Whose own work it is was not offered it, and is told why.
                Optional<FormProblem> own = context.runWithoutAuthorization(() -> needs.submissions()
                        .ownWorkOf(new Submission(
                                needs.questions().ofTask(task, context),
                                Map.of(),
                                needs.submissions().whoActs(),
                                null)));
                throw own.<AuthorizationException>map(problem -> new OwnWork(problem.sentence()))
                        .orElse(notOffered);
            }
            if (task.getDelegationState() == DelegationState.PENDING) {
                throw new AnswersRefused(
                        "This task was passed to a colleague. They resolve it, or take it back first.");
            }
            return context.runWithoutAuthorization(() -> submit(task, values().plain(answers), complete, context));
        });
    }

    private Outcome submit(
            TaskEntity task,
            Map<String, Object> answers,
            Function<Map<String, Object>, Object> complete,
            CommandContext context) {
        Submissions submissions = needs.submissions();
        Question question = needs.questions().ofTask(task, context);
        JointRecording.Checked checked =
                needs.jointRecording().check(new Submission(question, answers, submissions.whoActs(), null));
        if (!checked.problems().isEmpty()) {
            return new Outcome(null, checked.problems());
        }
        needs.jointRecording().record(checked);
        Object result = passing(task.getId(), () -> complete.apply(values().kept(submissions.kept(checked.own()))));
        for (Submission sibling : checked.siblings()) {
            String taskId = sibling.question().taskId();
            passing(taskId, () -> {
                tasks.complete(taskId, values().kept(submissions.kept(sibling)));
                return null;
            });
        }
        return new Outcome(result, List.of());
    }

    /**
     * Starts a process with answers to its start form.
     *
     * @param processDefinition finds the definition; may fail as the engine would
     * @param answers the variables that were given
     * @param start the engine's own start, given the variables that are kept
     */
    Object start(
            Function<CommandContext, ProcessDefinitionEntity> processDefinition,
            Map<String, Object> answers,
            Function<Map<String, Object>, Object> start) {
        boolean byAPerson = byAPerson();
        return settle(context -> {
            ProcessDefinitionEntity definition = processDefinition.apply(context);
            if (definition == null) {
                throw new NotFoundProblem("There is no such process on the start list.");
            }
            if (byAPerson && !newest(definition, context)) {
                throw new NotAllowedProblem("There is a newer version of '" + titleOf(definition)
                        + "', and only that is started. Open the start list again.");
            }
            Question question = context.runWithoutAuthorization(
                    () -> needs.questions().ofStart(definition, null, answers, context));
            if (question.form() == null) {
                if (byAPerson && !answers.isEmpty()) {
                    throw new AnswersRefused("'" + titleOf(definition) + "' asks nothing when it is started: '"
                            + answers.keySet().iterator().next() + "' cannot be said.");
                }
                return new Outcome(start.apply(answers), List.of());
            }
            for (CommandChecker checker : engine.getCommandCheckers()) {
                checker.checkCreateProcessInstance(definition);
            }
            Submissions submissions = needs.submissions();
            Submission.Checked checked = context.runWithoutAuthorization(() ->
                    submissions.check(new Submission(question, values().plain(answers), submissions.whoActs(), null)));
            if (!checked.problems().isEmpty()) {
                return new Outcome(null, checked.problems());
            }
            Deque<Submission> starting = STARTING.get();
            starting.push(checked.accepted());
            try {
                return new Outcome(start.apply(values().kept(submissions.kept(checked.accepted()))), List.of());
            } finally {
                starting.remove(checked.accepted());
                if (starting.isEmpty()) {
                    STARTING.remove();
                }
            }
        });
    }

    /** Starts a process somewhere inside: never a person, only the application itself. */
    Object startInTheMiddle(Callable<Object> start) {
        return translating(() -> {
            if (byAPerson()) {
                throw new AnswersRefused("A process starts at its beginning, with its form.");
            }
            return call(start);
        });
    }

    /** Whether a person asks for it. What a step of a model does while they complete their task, the application does. */
    private boolean byAPerson() {
        var who = engine.getIdentityService().getCurrentAuthentication();
        return who != null && who.getUserId() != null && Context.getCommandContext() == null;
    }

    private static boolean newest(ProcessDefinitionEntity definition, CommandContext context) {
        ProcessDefinitionEntity newest =
                context.getProcessDefinitionManager().findLatestProcessDefinitionByKey(definition.getKey());
        return newest == null || newest.getId().equals(definition.getId());
    }

    private static String titleOf(ProcessDefinitionEntity definition) {
        return definition.getName() == null ? definition.getKey() : definition.getName();
    }

    private static AnswersRefused aroundAModel() {
        return new AnswersRefused("A task comes from a model and is completed through its form. This one does not.");
    }

    /** Built-in listener: a process has started; opens the journey and records the answers to its start form. */
    void started(DelegateExecution delegate) {
        ExecutionEntity execution = (ExecutionEntity) delegate;
        Deque<Submission> starting = STARTING.get();
        Submission pending = starting.isEmpty()
                        || !starting.peek()
                                .question()
                                .step()
                                .processKey()
                                .equals(execution.getProcessDefinition().getKey())
                        || execution.getSuperExecutionId() != null
                ? null
                : starting.pop();
        openJourney(execution, pending);
        if (pending == null) {
            begun(execution);
        } else {
            JourneyStep step =
                    DeployedQuestions.step(execution, pending.question().step().elementId());
            if (step.journeyId() == null && step.childRef() != null) {
                step = step.in(JourneyOpening.only(needs.journeys().running(step.childRef()))
                        .orElse(null));
            }
            Question question = pending.question();
            needs.submissions()
                    .record(new Submission(
                            new Question(
                                    step,
                                    null,
                                    question.title(),
                                    question.form(),
                                    question.properties(),
                                    execution::getVariable),
                            pending.answers(),
                            pending.by(),
                            null));
        }
    }

    /** A called process, or one that another began: nobody was asked, but its start event may say what it marks. */
    private void begun(ExecutionEntity execution) {
        ActivityImpl start = execution.getActivity();
        String events = SubmissionModels.propertiesOf(start).get("event");
        if (events != null) {
            needs.submissions().begun(DeployedQuestions.step(execution, start.getId()), events);
        }
    }

    /** Opens the journey that the process runs, or finds the one that it belongs to. */
    private void openJourney(ExecutionEntity execution, Submission pending) {
        Map<String, Object> answers = pending == null ? Map.of() : pending.answers();
        Map<String, String> properties = SubmissionModels.propertiesOf(execution.getProcessDefinition());
        JourneyOpening.Belonging belonging = JourneyOpening.of(
                new JourneyOpening.Started(
                        properties.get("journey"),
                        properties.get("about"),
                        text(execution.getVariable("childRef")),
                        text(execution.getVariable("journeyId")),
                        text(execution.getVariable("deadlineId")),
                        text(answers.get("meeting")),
                        text(execution.getVariable("practitioner")),
                        text(execution.getVariable("handedOverFrom"))),
                lookup);
        if (pending != null || belonging.opens() != null) {
            refuseSecond(execution, properties, belonging);
        }
        setOnce(execution, "childRef", belonging.childRef());
        UUID journeyId = belonging.opens() == null
                ? belonging.journeyId()
                : needs.journeys()
                        .open(
                                belonging.opens(),
                                belonging.childRef(),
                                execution.getProcessInstanceId(),
                                belonging.handedOverFrom())
                        .id();
        setOnce(execution, "journeyId", text(journeyId));
        if (belonging.businessKey() != null) {
            execution.setProcessBusinessKey(belonging.businessKey());
        }
    }

    /** A child has one journey of a kind at a time, unless the model says why there may be several. */
    private void refuseSecond(
            ExecutionEntity execution, Map<String, String> properties, JourneyOpening.Belonging belonging) {
        if (belonging.childRef() == null || properties.containsKey("severalAtATime")) {
            return;
        }
        ProcessDefinitionEntity definition = execution.getProcessDefinition();
        OneAtATime.Beginning begins = new OneAtATime.Beginning(
                definition.getKey(),
                titleOf(definition),
                belonging.childRef(),
                belonging.journeyId(),
                execution.getProcessInstanceId());
        Context.getCommandContext()
                .runWithoutAuthorization(
                        () -> needs.oneAtATime().runsAlready(begins, execution.getProcessEngineServices()))
                .ifPresent(reason -> {
                    throw new AnswersRefused(List.of(new FormProblem(
                            belonging.journeyId() == null ? "childRef" : "journeyId", titleOf(definition), reason)));
                });
    }

    private static void setOnce(ExecutionEntity execution, String variable, String value) {
        if (value != null && execution.getVariable(variable) == null) {
            execution.setVariable(variable, value);
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private final class JourneyLookup implements JourneyOpening.Lookup {

        @Override
        public UUID journeyOfDeadline(UUID deadlineId) {
            return needs.deadlines().get(deadlineId).journeyId();
        }

        @Override
        public Journey journey(UUID id) {
            return needs.journeys().get(id);
        }

        @Override
        public List<Journey> running(String ref) {
            return needs.journeys().running(ref);
        }

        @Override
        public String fileOf(String practitioner) {
            return needs.files().open(practitioner == null ? needs.submissions().whoActs() : practitioner);
        }
    }

    /** Built-in listener: the last door. A task ends only with checked answers. */
    void completing(DelegateTask task) {
        if (!PASSED.get().contains(task.getId())) {
            throw new AnswersRefused("'" + task.getName() + "' is completed through its form, not around it.");
        }
    }

    /** Refuses to push an execution on that waits for a person's work. */
    Object signal(String executionId, Callable<Object> signal) {
        return settle(context -> {
            ExecutionEntity execution =
                    executionId == null ? null : context.getExecutionManager().findExecutionById(executionId);
            if (execution != null && !execution.getTasks().isEmpty()) {
                completing(execution.getTasks().get(0));
            }
            return new Outcome(call(signal), List.of());
        });
    }

    /** Runs an engine call and lets a refusal from anywhere inside it come out as such. */
    Object translating(Callable<Object> action) {
        try {
            return call(action);
        } catch (RuntimeException failure) {
            throw SubmissionRefused.behind(failure)
                    .map(RuntimeException.class::cast)
                    .orElse(failure);
        }
    }

    private Object settle(Command<Outcome> command) {
        return translating(() -> {
            Outcome outcome = engine.getCommandExecutorTxRequired().execute(command);
            if (!outcome.problems().isEmpty()) {
                throw new AnswersRefused(outcome.problems());
            }
            return outcome.result();
        });
    }

    private static Object passing(String taskId, Callable<Object> completion) {
        Set<String> passed = PASSED.get();
        passed.add(taskId);
        try {
            return call(completion);
        } finally {
            passed.remove(taskId);
            if (passed.isEmpty()) {
                PASSED.remove();
            }
        }
    }

    private EngineValues values() {
        return new EngineValues(needs.json());
    }

    private static Object call(Callable<Object> action) {
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
