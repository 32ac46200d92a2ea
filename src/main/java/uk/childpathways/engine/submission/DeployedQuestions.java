package uk.childpathways.engine.submission;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.engine.impl.form.FormDefinition;
import org.camunda.bpm.engine.impl.form.entity.CamundaFormDefinitionManager;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.CamundaFormDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Questions;
import uk.childpathways.vocabulary.ExtensionProperties;

/** Reads from the deployed models and forms what is asked of people. */
@Component
class DeployedQuestions implements Questions {

    private static final String FORM_KEY = "camunda-forms:deployment:";

    private final ProcessEngine engine;
    /** Parsed forms by the id of their deployed version, which never changes its content. */
    private final Map<String, uk.childpathways.forms.FormDefinition> parsed = new ConcurrentHashMap<>();

    DeployedQuestions(@Lazy ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Question> ofTask(String taskId) {
        return inEngine(context -> Optional.ofNullable(context.getTaskManager().findTaskById(taskId))
                .filter(task -> task.getExecutionId() != null)
                .map(task -> readable(ofTask(task, context), task.getExecution())));
    }

    /** The same question with its variables read now: the engine gives none out once its command has ended. */
    private static Question readable(Question question, ExecutionEntity execution) {
        Map<String, Object> variables = execution.getVariables();
        return new Question(
                question.step(),
                question.taskId(),
                question.title(),
                question.form(),
                question.properties(),
                variables::get);
    }

    @Override
    public boolean mayOpen(String taskId) {
        return engine.getTaskService().createTaskQuery().taskId(taskId).count() > 0;
    }

    @Override
    public boolean isWith(String taskId, String userId) {
        return inEngine(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            return task != null
                    && (task.getAssignee() == null
                            ? task.getIdentityLinks().stream()
                                    .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType())
                                            && userId.equals(link.getUserId()))
                            : task.getAssignee().equals(userId));
        });
    }

    Question ofTask(TaskEntity task, CommandContext context) {
        ExecutionEntity execution = task.getExecution();
        ActivityImpl activity = execution.getProcessDefinition().findActivity(task.getTaskDefinitionKey());
        return new Question(
                step(execution, task.getTaskDefinitionKey()),
                task.getId(),
                task.getName(),
                form(
                        task.getTaskDefinition().getFormDefinition(),
                        execution,
                        execution.getProcessDefinition().getDeploymentId(),
                        context),
                ExtensionProperties.resolve(SubmissionModels.propertiesOf(activity), execution::getVariable),
                execution::getVariable);
    }

    @Override
    public Optional<Question> ofStart(String processDefinitionIdOrKey) {
        return inEngine(context -> {
            var definitions = context.getProcessEngineConfiguration().getDeploymentCache();
            var known = context.getProcessDefinitionManager();
            ProcessDefinitionEntity definition = null;
            if (!processDefinitionIdOrKey.contains(":")
                    && known.findLatestProcessDefinitionByKey(processDefinitionIdOrKey) != null) {
                definition = definitions.findDeployedLatestProcessDefinitionByKey(processDefinitionIdOrKey);
            } else if (known.findLatestProcessDefinitionById(processDefinitionIdOrKey) != null) {
                definition = definitions.findDeployedProcessDefinitionById(processDefinitionIdOrKey);
            }
            return Optional.ofNullable(definition).map(d -> ofStart(d, null, Map.of(), context));
        });
    }

    @Override
    public boolean mayStart(String processKey) {
        return engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(processKey)
                        .latestVersion()
                        .startablePermissionCheck()
                        .count()
                > 0;
    }

    /**
     * What the start of the process asks.
     *
     * @param execution the instance that has just been started; null before
     * @param variables those given at the start, where there is no instance yet
     */
    Question ofStart(
            ProcessDefinitionEntity definition,
            ExecutionEntity execution,
            Map<String, Object> variables,
            CommandContext context) {
        ActivityImpl start = definition.getInitial();
        String startId = start == null ? null : start.getId();
        Function<String, Object> lookup = execution == null ? variables::get : execution::getVariable;
        JourneyStep step = execution == null
                ? new JourneyStep(null, null, null, null, startId, definition.getKey())
                : step(execution, startId);
        return new Question(
                step,
                null,
                definition.getName() == null ? definition.getKey() : definition.getName(),
                form(
                        definition.getStartFormDefinition(),
                        execution == null ? StartProcessVariableScope.getSharedInstance() : execution,
                        definition.getDeploymentId(),
                        context),
                SubmissionModels.propertiesOf(start),
                lookup);
    }

    @Override
    public Optional<uk.childpathways.forms.FormDefinition> form(String formId) {
        return inEngine(context -> Optional.ofNullable(
                        context.getCamundaFormDefinitionManager().findLatestDefinitionByKeyAndTenantId(formId, null))
                .map(deployed -> parse(deployed, context)));
    }

    @Override
    public Optional<String> openTask(String childRef, String processKey, String elementId) {
        List<Task> open = inEngine(context -> engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKey(processKey)
                .taskDefinitionKey(elementId)
                .processVariableValueEquals("childRef", childRef)
                .active()
                .listPage(0, 2));
        return open.size() == 1 ? Optional.of(open.get(0).getId()) : Optional.empty();
    }

    static JourneyStep step(ExecutionEntity execution, String elementId) {
        Object journey = execution.getVariable("journeyId");
        Object child = execution.getVariable("childRef");
        ProcessDefinition definition = execution.getProcessDefinition();
        return new JourneyStep(
                journey == null ? null : UUID.fromString(journey.toString()),
                child == null ? null : child.toString(),
                execution.getProcessInstanceId(),
                execution.getId(),
                elementId,
                definition.getKey());
    }

    private uk.childpathways.forms.FormDefinition form(
            FormDefinition asked, VariableScope scope, String deploymentId, CommandContext context) {
        if (asked == null) {
            return null;
        }
        CamundaFormDefinitionManager forms = context.getCamundaFormDefinitionManager();
        if (asked.getCamundaFormDefinitionKey() != null) {
            String key = text(asked.getCamundaFormDefinitionKey(), scope);
            CamundaFormDefinitionEntity deployed = switch (asked.getCamundaFormDefinitionBinding()) {
                case "deployment" -> forms.findDefinitionByDeploymentAndKey(deploymentId, key);
                case "version" ->
                    forms.findDefinitionByKeyVersionAndTenantId(
                            key, Integer.valueOf(text(asked.getCamundaFormDefinitionVersion(), scope)), null);
                default -> forms.findLatestDefinitionByKeyAndTenantId(key, null);
            };
            if (deployed == null) {
                throw new IllegalStateException("The form '" + key + "' is not deployed.");
            }
            return parse(deployed, context);
        }
        String key = asked.getFormKey() == null ? null : text(asked.getFormKey(), scope);
        if (key == null || !key.startsWith(FORM_KEY)) {
            return null;
        }
        String resource = key.substring(FORM_KEY.length());
        return parsed.computeIfAbsent(deploymentId + "/" + resource, id -> read(deploymentId, resource, context));
    }

    private uk.childpathways.forms.FormDefinition parse(CamundaFormDefinitionEntity deployed, CommandContext context) {
        return parsed.computeIfAbsent(
                deployed.getId(), id -> read(deployed.getDeploymentId(), deployed.getResourceName(), context));
    }

    private static uk.childpathways.forms.FormDefinition read(
            String deploymentId, String resource, CommandContext context) {
        byte[] content = context.getResourceManager()
                .findResourceByDeploymentIdAndResourceName(deploymentId, resource)
                .getBytes();
        return uk.childpathways.forms.FormDefinition.parse(new String(content, StandardCharsets.UTF_8));
    }

    private static String text(Expression expression, VariableScope scope) {
        return String.valueOf(expression.getValue(scope));
    }

    private <T> T inEngine(Command<T> command) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(command));
    }
}
