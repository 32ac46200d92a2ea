package uk.childpathways.engine.tasks;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import uk.childpathways.desk.OpenWork;
import uk.childpathways.desk.WorkList;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.vocabulary.ExtensionProperties;

/**
 * Reads open tasks by the application's own right, asking by who holds them and to whom they are offered: the engine
 * would compare each open task of the authority with each right of the person.
 */
@Component
class CamundaDesk implements OpenWork {

    /** The variables that say what a task is about, beside those that name its standard. */
    private static final Set<String> ABOUT = Set.of("childRef", "journeyId", "documentForm", "breachId");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*(\\w+)\\s*}");

    private static final String STANDARD = "standard";

    /** An attribute of the element, kept with its properties; no property has a colon in its name. */
    private static final String FORM = "camunda:formRef";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final SystemAuthority authority;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    /** By version of the process and element: neither is ever changed. */
    private final Map<String, Map<String, String>> declared = new ConcurrentHashMap<>();

    CamundaDesk(
            @Lazy TaskService tasks,
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            SystemAuthority authority,
            JdbcTemplate jdbc,
            Clock pathwaysClock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.repository = repository;
        this.authority = authority;
        this.jdbc = jdbc;
        this.clock = pathwaysClock;
    }

    @Override
    public List<Task> heldBy(String userId) {
        return read(userId, () -> tasks.createTaskQuery().taskAssignee(userId));
    }

    @Override
    public List<Task> offeredTo(String userId) {
        // Also by each group that the person is in.
        return read(userId, () -> tasks.createTaskQuery().taskCandidateUser(userId));
    }

    @Override
    public List<Task> ofChildren(Collection<String> childRefs) {
        return childRefs.isEmpty()
                ? List.of()
                : read(null, () -> {
                    TaskQuery any = tasks.createTaskQuery().or();
                    childRefs.forEach(ref -> any.processVariableValueEquals("childRef", ref));
                    return any.endOr();
                });
    }

    @Override
    public List<Task> byId(Collection<String> taskIds) {
        return taskIds.isEmpty()
                ? List.of()
                : read(null, () -> tasks.createTaskQuery().taskIdIn(taskIds.toArray(String[]::new)));
    }

    /** @param reader who may cover for colleagues; null where it is nobody's list */
    private List<Task> read(String reader, Supplier<TaskQuery> query) {
        return authority.get(() -> {
            List<org.camunda.bpm.engine.task.Task> open =
                    query.get().orderByDueDate().asc().listPage(0, MOST);
            Map<String, Map<String, Object>> about = about(open);
            Map<String, String> away = reader == null ? Map.of() : coveredBy(reader);
            return open.stream()
                    .map(task -> task(
                            task, about.getOrDefault(task.getProcessInstanceId(), Map.of()), away.get(task.getId())))
                    .toList();
        });
    }

    private Map<String, Map<String, Object>> about(List<org.camunda.bpm.engine.task.Task> open) {
        Map<String, Map<String, Object>> about = new HashMap<>();
        Set<String> names = new HashSet<>(ABOUT);
        open.forEach(task -> VARIABLE.matcher(declared(task).getOrDefault(STANDARD, ""))
                .results()
                .forEach(found -> names.add(found.group(1))));
        if (!open.isEmpty()) {
            runtime
                    .createVariableInstanceQuery()
                    .processInstanceIdIn(open.stream()
                            .map(org.camunda.bpm.engine.task.Task::getProcessInstanceId)
                            .distinct()
                            .toArray(String[]::new))
                    .variableNameIn(names.toArray(String[]::new))
                    .list()
                    .stream()
                    .filter(variable -> variable.getValue() != null)
                    .forEach(variable -> about.computeIfAbsent(variable.getProcessInstanceId(), id -> new HashMap<>())
                            .putIfAbsent(variable.getName(), variable.getValue()));
        }
        return about;
    }

    /** Whose each task was that went to this person while its owner is away. */
    private Map<String, String> coveredBy(String userId) {
        Map<String, String> away = new HashMap<>();
        jdbc.query(
                "select task_id, user_id from pathways.work_offered where covered_by = ?",
                rs -> {
                    away.put(rs.getString(1), rs.getString(2));
                },
                userId);
        return away;
    }

    private Task task(org.camunda.bpm.engine.task.Task task, Map<String, Object> about, String inPlaceOf) {
        Map<String, String> properties = declared(task);
        boolean oneDocument = properties.containsKey("signsOff") || about.containsKey("documentForm");
        Object document = about.getOrDefault("documentForm", properties.get("document"));
        return new Task(
                task.getId(),
                task.getName(),
                task.getProcessInstanceId(),
                text(about.get("childRef")),
                id(about.get("journeyId")),
                task.getAssignee(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                task.getFollowUpDate() != null
                        && task.getFollowUpDate().toInstant().isAfter(clock.instant()),
                WorkList.of(properties).orElse(null),
                "true".equals(properties.get("rework")),
                oneDocument ? text(document) : null,
                id(about.get("breachId")),
                ExtensionProperties.resolve(properties, about::get).get(STANDARD),
                properties.get(FORM),
                inPlaceOf);
    }

    private Map<String, String> declared(org.camunda.bpm.engine.task.Task task) {
        return declared.computeIfAbsent(
                task.getProcessDefinitionId() + "#" + task.getTaskDefinitionKey(), key -> declaredAt(task));
    }

    private Map<String, String> declaredAt(org.camunda.bpm.engine.task.Task task) {
        BaseElement element = repository
                .getBpmnModelInstance(task.getProcessDefinitionId())
                .getModelElementById(task.getTaskDefinitionKey());
        Map<String, String> said = new HashMap<>(ExtensionProperties.of(element));
        if (element instanceof UserTask asked && asked.getCamundaFormRef() != null) {
            said.put(FORM, asked.getCamundaFormRef());
        }
        return said;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static UUID id(Object value) {
        return value == null ? null : UUID.fromString(value.toString());
    }
}
