package uk.childpathways.engine.submission;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.engine.deployment.ParseListeners;
import uk.childpathways.forms.AnswersRefused;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.submissions.JointRecording;
import uk.childpathways.submissions.Submissions;

/**
 * Puts the {@link SubmissionGuard} before the engine's own services, so that REST, Tasklist, Cockpit and Java all pass
 * it, and hangs its listeners on every model.
 */
@Component
class SubmissionGuardPlugin extends AbstractProcessEnginePlugin {

    private final SubmissionGuard.Needs needs;
    private SubmissionGuard guard;

    SubmissionGuardPlugin(
            ObjectProvider<Submissions> submissions,
            ObjectProvider<DeployedQuestions> questions,
            ObjectProvider<Journeys> journeys,
            ObjectProvider<Deadlines> deadlines,
            ObjectProvider<JointRecording> jointRecording,
            ObjectProvider<PractitionerFiles> files,
            ObjectProvider<TasksThatAreOver> tasksThatAreOver,
            ObjectProvider<OneAtATime> oneAtATime,
            ObjectProvider<ObjectMapper> json) {
        // Found at the first call, when they are there; a look into the context for each call would be expensive.
        Supplier<Submissions> theSubmissions = SingletonSupplier.of(submissions::getObject);
        Supplier<DeployedQuestions> theQuestions = SingletonSupplier.of(questions::getObject);
        Supplier<Journeys> theJourneys = SingletonSupplier.of(journeys::getObject);
        Supplier<Deadlines> theDeadlines = SingletonSupplier.of(deadlines::getObject);
        Supplier<JointRecording> theJointRecording = SingletonSupplier.of(jointRecording::getObject);
        Supplier<PractitionerFiles> theFiles = SingletonSupplier.of(files::getObject);
        Supplier<TasksThatAreOver> theTasksThatAreOver = SingletonSupplier.of(tasksThatAreOver::getObject);
        Supplier<OneAtATime> theOneAtATime = SingletonSupplier.of(oneAtATime::getObject);
        Supplier<ObjectMapper> theJson = SingletonSupplier.of(json::getObject);
        this.needs = new SubmissionGuard.Needs() {
            @Override
            public Submissions submissions() {
                return theSubmissions.get();
            }

            @Override
            public DeployedQuestions questions() {
                return theQuestions.get();
            }

            @Override
            public Journeys journeys() {
                return theJourneys.get();
            }

            @Override
            public Deadlines deadlines() {
                return theDeadlines.get();
            }

            @Override
            public JointRecording jointRecording() {
                return theJointRecording.get();
            }

            @Override
            public PractitionerFiles files() {
                return theFiles.get();
            }

            @Override
            public TasksThatAreOver tasksThatAreOver() {
                return theTasksThatAreOver.get();
            }

            @Override
            public OneAtATime oneAtATime() {
                return theOneAtATime.get();
            }

            @Override
            public ObjectMapper json() {
                return theJson.get();
            }
        };
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        guard = new SubmissionGuard(engine, needs);
        TaskListener beforeCompletion = guard::completing;
        ExecutionListener whenStarted = guard::started;
        ParseListeners.add(engine, new SubmissionModels(beforeCompletion, whenStarted));
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        TaskService tasks = engine.getTaskService();
        guard.standBefore(tasks);
        RuntimeService runtime = engine.getRuntimeService();
        engine.setTaskService(guarded(TaskService.class, new Tasks(tasks)));
        engine.setFormService(guarded(FormService.class, new Forms(engine.getFormService(), tasks, runtime, engine)));
        engine.setRuntimeService(guarded(RuntimeService.class, new Runtime(runtime, engine)));
    }

    /** Answers a call of a service's method. */
    private interface Calls {
        Object call(Method method, Object[] args) throws Exception;
    }

    private static <T> T guarded(Class<T> service, Calls calls) {
        return service.cast(Proxy.newProxyInstance(
                service.getClassLoader(),
                new Class<?>[] {service},
                (proxy, method, args) -> calls.call(method, args == null ? new Object[0] : args)));
    }

    private static Object pass(Object service, Method method, Object[] args) throws Exception {
        try {
            return method.invoke(service, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> variablesIn(Object[] args) {
        return Arrays.stream(args)
                .filter(Map.class::isInstance)
                .map(m -> (Map<String, Object>) m)
                .findFirst()
                .orElse(Map.of());
    }

    private static AnswersRefused aroundTheForm() {
        return new AnswersRefused("A task is finished through its form, not around it.");
    }

    private final class Tasks implements Calls {
        private final TaskService tasks;

        Tasks(TaskService tasks) {
            this.tasks = tasks;
        }

        @Override
        public Object call(Method method, Object[] args) throws Exception {
            return switch (method.getName()) {
                case "complete" ->
                    guard.complete((String) args[0], variablesIn(args), kept -> {
                        tasks.complete((String) args[0], kept);
                        return null;
                    });
                case "completeWithVariablesInReturn" ->
                    guard.complete(
                            (String) args[0],
                            variablesIn(args),
                            kept -> tasks.completeWithVariablesInReturn((String) args[0], kept, (Boolean) args[2]));
                case "resolveTask" -> {
                    if (!variablesIn(args).isEmpty()) {
                        throw SubmissionRefused.because(
                                new AnswersRefused("Give your answers when you complete the task, in its form."));
                    }
                    yield pass(tasks, method, args);
                }
                case "handleBpmnError", "handleEscalation" -> throw SubmissionRefused.because(aroundTheForm());
                default -> pass(tasks, method, args);
            };
        }
    }

    private final class Forms implements Calls {
        private final FormService forms;
        private final TaskService tasks;
        private final RuntimeService runtime;
        private final ProcessEngineConfigurationImpl engine;

        Forms(FormService forms, TaskService tasks, RuntimeService runtime, ProcessEngineConfigurationImpl engine) {
            this.forms = forms;
            this.tasks = tasks;
            this.runtime = runtime;
            this.engine = engine;
        }

        @Override
        public Object call(Method method, Object[] args) throws Exception {
            return switch (method.getName()) {
                case "submitTaskForm", "submitTaskFormData" ->
                    guard.complete((String) args[0], variablesIn(args), kept -> {
                        tasks.complete((String) args[0], kept);
                        return null;
                    });
                case "submitTaskFormWithVariablesInReturn" ->
                    guard.complete(
                            (String) args[0],
                            variablesIn(args),
                            kept -> tasks.completeWithVariablesInReturn((String) args[0], kept, (Boolean) args[2]));
                case "submitStartForm", "submitStartFormData" ->
                    guard.start(byId((String) args[0], engine), variablesIn(args), kept -> {
                        var start = runtime.createProcessInstanceById((String) args[0]);
                        if (args.length > 2) {
                            start.businessKey((String) args[1]);
                        }
                        return start.setVariables(kept).execute();
                    });
                default -> pass(forms, method, args);
            };
        }
    }

    private final class Runtime implements Calls {
        private final RuntimeService runtime;
        private final ProcessEngineConfigurationImpl engine;

        Runtime(RuntimeService runtime, ProcessEngineConfigurationImpl engine) {
            this.runtime = runtime;
            this.engine = engine;
        }

        @Override
        public Object call(Method method, Object[] args) throws Exception {
            return switch (method.getName()) {
                case "startProcessInstanceByKey" ->
                    started(
                            byKey((String) args[0], engine),
                            runtime.createProcessInstanceByKey((String) args[0]),
                            args);
                case "startProcessInstanceById" ->
                    started(byId((String) args[0], engine), runtime.createProcessInstanceById((String) args[0]), args);
                case "createProcessInstanceByKey" ->
                    builder(runtime.createProcessInstanceByKey((String) args[0]), byKey((String) args[0], engine));
                case "createProcessInstanceById" ->
                    builder(runtime.createProcessInstanceById((String) args[0]), byId((String) args[0], engine));
                case "signal" -> guard.signal((String) args[0], () -> pass(runtime, method, args));
                case "startProcessInstanceByMessage",
                        "startProcessInstanceByMessageAndProcessDefinitionId",
                        "correlateMessage",
                        "messageEventReceived",
                        "signalEventReceived" -> guard.translating(() -> pass(runtime, method, args));
                default -> pass(runtime, method, args);
            };
        }

        /** {@code (key or id, business key, case instance, variables)}, each of the last three optional. */
        private Object started(
                Function<CommandContext, ProcessDefinitionEntity> definition,
                ProcessInstantiationBuilder start,
                Object[] args) {
            List<Object> texts = Arrays.stream(args)
                    .filter(a -> a == null || a instanceof String)
                    .toList();
            if (texts.size() > 1) {
                start.businessKey((String) texts.get(1));
            }
            if (texts.size() > 2) {
                start.caseInstanceId((String) texts.get(2));
            }
            return guard.start(
                    definition,
                    variablesIn(args),
                    kept -> start.setVariables(kept).execute());
        }

        private ProcessInstantiationBuilder builder(
                ProcessInstantiationBuilder start, Function<CommandContext, ProcessDefinitionEntity> definition) {
            Builder calls = new Builder(start, definition);
            ProcessInstantiationBuilder proxy = guarded(ProcessInstantiationBuilder.class, calls);
            calls.proxy = proxy;
            return proxy;
        }
    }

    /** Collects what a start is given, and lets it pass the guard when it is executed. */
    private final class Builder implements Calls {
        private final ProcessInstantiationBuilder start;
        private final Function<CommandContext, ProcessDefinitionEntity> definition;
        private final Map<String, Object> answers = new LinkedHashMap<>();
        private boolean inTheMiddle;
        private ProcessInstantiationBuilder proxy;

        Builder(ProcessInstantiationBuilder start, Function<CommandContext, ProcessDefinitionEntity> definition) {
            this.start = start;
            this.definition = definition;
        }

        @Override
        public Object call(Method method, Object[] args) throws Exception {
            switch (method.getName()) {
                case "setVariable", "setVariableLocal" -> {
                    if (!inTheMiddle) {
                        answers.put((String) args[0], args[1]);
                        return proxy;
                    }
                }
                case "setVariables", "setVariablesLocal" -> {
                    if (!inTheMiddle) {
                        answers.putAll(variablesIn(args));
                        return proxy;
                    }
                }
                case "startBeforeActivity", "startAfterActivity", "startTransition" -> {
                    // The application's own, which no start form covers; what was given so far goes along.
                    if (!inTheMiddle) {
                        start.setVariables(answers);
                        inTheMiddle = true;
                    }
                }
                case "execute", "executeWithVariablesInReturn" -> {
                    return inTheMiddle
                            ? guard.startInTheMiddle(() -> pass(start, method, args))
                            : guard.start(definition, answers, kept -> {
                                start.setVariables(kept);
                                try {
                                    return pass(start, method, args);
                                } catch (RuntimeException e) {
                                    throw e;
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
                }
                default -> {}
            }
            Object result = pass(start, method, args);
            return result == start ? proxy : result;
        }
    }

    private static Function<CommandContext, ProcessDefinitionEntity> byKey(
            String key, ProcessEngineConfigurationImpl engine) {
        return context ->
                key == null || context.getProcessDefinitionManager().findLatestProcessDefinitionByKey(key) == null
                        ? null
                        : engine.getDeploymentCache().findDeployedLatestProcessDefinitionByKey(key);
    }

    private static Function<CommandContext, ProcessDefinitionEntity> byId(
            String id, ProcessEngineConfigurationImpl engine) {
        return context ->
                id == null || context.getProcessDefinitionManager().findLatestProcessDefinitionById(id) == null
                        ? null
                        : engine.getDeploymentCache().findDeployedProcessDefinitionById(id);
    }
}
