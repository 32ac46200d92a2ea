package uk.childpathways.engine.tasks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.OfferedWork;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.people.Cover;
import uk.childpathways.people.CoverCheck;
import uk.childpathways.people.OpenWork;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;

/**
 * No work unattended: every open task is held by a person who is here, or is offered to at least one who
 * is here and may do it. Who wrote a document does not sign it off, so being its only candidate is no help.
 */
@Component
@Order(CoverCheck.TASKS)
public class UnattendedTasks implements CoverCheck {

    private static final Logger LOG = LoggerFactory.getLogger(UnattendedTasks.class);
    private static final int PAGE = 500;
    private static final List<Role> ADOPTED_BY = List.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    private final TaskService tasks;
    private final OwnWork ownWork;
    private final Cover cover;
    private final OpenWork work;
    private final OfferedWork offers;
    private final SystemAuthority authority;
    private final JdbcClient db;

    UnattendedTasks(
            @Lazy TaskService tasks,
            OwnWork ownWork,
            Cover cover,
            OpenWork work,
            OfferedWork offers,
            SystemAuthority authority,
            JdbcClient db) {
        this.tasks = tasks;
        this.db = db;
        this.ownWork = ownWork;
        this.cover = cover;
        this.work = work;
        this.offers = offers;
        this.authority = authority;
    }

    /** The open tasks that nobody here can do. */
    @Transactional(readOnly = true)
    public List<Task> find() {
        return authority.get(() -> {
            Look look = new Look();
            List<Task> found = new ArrayList<>();
            List<Task> page;
            int from = 0;
            do {
                page = tasks.createTaskQuery().active().orderByTaskId().asc().listPage(from, PAGE);
                Map<String, List<Candidate>> candidates = candidatesOf(page);
                page.stream()
                        .filter(task -> !look.isAttended(task, candidates.getOrDefault(task.getId(), List.of())))
                        .forEach(found::add);
                from += PAGE;
            } while (page.size() == PAGE);
            return found;
        });
    }

    /** To whom the tasks are offered, in one statement: the engine's service asks once for each task. */
    private Map<String, List<Candidate>> candidatesOf(List<Task> page) {
        if (page.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Candidate>> candidates = new HashMap<>();
        db.sql(
                        "select task_id_, user_id_, group_id_ from public.act_ru_identitylink where type_ = 'candidate' and task_id_"
                                + " in (:tasks)")
                .param("tasks", page.stream().map(Task::getId).toList())
                .query(row -> {
                    candidates
                            .computeIfAbsent(row.getString("task_id_"), id -> new ArrayList<>())
                            .add(new Candidate(row.getString("user_id_"), row.getString("group_id_")));
                });
        return candidates;
    }

    /** A person or a group to whom a task is offered. */
    private record Candidate(String user, String group) {}

    /** Gives each such task to those who may do it, or to the service manager. @return how many there were */
    @Transactional
    public int offer() {
        List<Task> found = find();
        authority.run(() -> found.forEach(this::offer));
        return found.size();
    }

    /** Sees to a task that is being made. */
    void seeTo(TaskEntity task) {
        for (Role role : ADOPTED_BY) {
            if (new Look().isAttended(task)) {
                return;
            }
            adopters(TaskParts.childOf(task), role, task::addCandidateGroup, task::addCandidateUser);
        }
    }

    /** A task that was taken from who held it, or one of those that were found. */
    public void offerNow(String taskId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task != null && !new Look().isAttended(task)) {
            offer(task);
        }
    }

    /** A role's group, or those of it who may open the child's record. */
    private void adopters(String child, Role role, Consumer<String> group, Consumer<String> person) {
        List<String> groups = child == null ? List.of(role.group()) : offers.groupsFor(child, List.of(role.group()));
        groups.forEach(each -> {
            group.accept(each);
            if (OfferedWork.isClosed(each)) {
                offers.peopleFor(child, each).forEach(person);
            }
        });
    }

    private void offer(Task task) {
        if (task.getAssignee() != null && !cover.here(task.getAssignee())) {
            work.offer(task.getAssignee(), cover.coverOf(task.getAssignee()).orElse(null));
        }
        for (Role role : ADOPTED_BY) {
            Task now = tasks.createTaskQuery().taskId(task.getId()).singleResult();
            if (now == null || new Look().isAttended(now)) {
                return;
            }
            LOG.info(
                    "Task '{}' ({}) had nobody who could do it: offered to {}",
                    now.getName(),
                    now.getId(),
                    role.group());
            Object child = tasks.getVariable(task.getId(), "childRef");
            adopters(
                    child == null || PractitionerFiles.isFile(child.toString()) ? null : child.toString(),
                    role,
                    group -> tasks.addCandidateGroup(task.getId(), group),
                    user -> tasks.addCandidateUser(task.getId(), user));
        }
    }

    /** One look at many tasks: the people behind a group are looked up once. */
    private final class Look {
        private final Map<String, Set<String>> able = new HashMap<>();
        private final Map<String, Boolean> here = new HashMap<>();

        boolean isAttended(Task task) {
            return isAttended(
                    task,
                    tasks.getIdentityLinksForTask(task.getId()).stream()
                            .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                            .map(link -> new Candidate(link.getUserId(), link.getGroupId()))
                            .toList());
        }

        boolean isAttended(Task task, List<Candidate> offeredTo) {
            if (task.getAssignee() != null) {
                return here(task.getAssignee());
            }
            Set<String> candidates = new LinkedHashSet<>();
            for (Candidate one : offeredTo) {
                if (one.user() != null && here(one.user())) {
                    candidates.add(one.user());
                }
                if (one.group() != null) {
                    candidates.addAll(able.computeIfAbsent(one.group(), cover::ableInGroup));
                }
            }
            candidates.removeAll(ownWork.barredFrom(task));
            return !candidates.isEmpty();
        }

        private boolean here(String userId) {
            return here.computeIfAbsent(userId, cover::here);
        }
    }

    @Override
    public void look() {
        offer();
    }
}
