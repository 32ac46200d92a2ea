package uk.childpathways.engine.tasks;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.engine.access.TaskRights;
import uk.childpathways.people.OpenWork;

/** Takes tasks from a person who is not here, remembers whose they were, and gives them back. */
@Component
class CamundaOpenWork implements OpenWork {

    private final TaskService tasks;
    private final SystemAuthority authority;
    private final JdbcTemplate jdbc;
    private final TaskRights rights;

    CamundaOpenWork(@Lazy TaskService tasks, SystemAuthority authority, JdbcTemplate jdbc, TaskRights rights) {
        this.tasks = tasks;
        this.authority = authority;
        this.jdbc = jdbc;
        this.rights = rights;
    }

    @Override
    public void offer(String userId, String coverOrNull) {
        authority.run(() -> {
            // A task that was delegated to a colleague goes back to no particular owner.
            tasks.createTaskQuery()
                    .taskOwner(userId)
                    .list()
                    .forEach(task -> tasks.deleteUserIdentityLink(task.getId(), userId, IdentityLinkType.OWNER));
            tasks.createTaskQuery().taskAssignee(userId).list().forEach(task -> offer(task, userId, coverOrNull));
        });
    }

    @Override
    public void withdraw(String userId) {
        offer(userId, null);
        authority.run(() -> {
            tasks.createTaskQuery()
                    .taskInvolvedUser(userId)
                    .list()
                    .forEach(task -> tasks.deleteCandidateUser(task.getId(), userId));
            rights.takeAllFromUser(userId);
        });
    }

    private void offer(Task task, String userId, String coverOrNull) {
        if (task.getDelegationState() == DelegationState.PENDING) {
            tasks.resolveTask(task.getId());
        }
        Task now = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        if (now == null || (now.getAssignee() != null && !now.getAssignee().equals(userId))) {
            return;
        }
        tasks.setAssignee(task.getId(), null);
        if (coverOrNull != null) {
            tasks.addCandidateUser(task.getId(), coverOrNull);
        }
        remember(task.getId(), userId, coverOrNull);
    }

    /** This task would be that person's if they were here. */
    void remember(String taskId, String userId, String coverOrNull) {
        jdbc.update(
                "insert into pathways.work_offered (task_id, user_id, covered_by) values (?, ?, ?)"
                        + " on conflict (task_id) do update set covered_by = excluded.covered_by",
                taskId,
                userId,
                coverOrNull);
    }

    @Override
    public long heldBy(String userId) {
        return authority.get(() -> tasks.createTaskQuery().taskAssignee(userId).count());
    }

    @Override
    public void giveBack(String userId) {
        List<Map<String, Object>> offered =
                jdbc.queryForList("delete from pathways.work_offered where user_id = ? returning *", userId);
        authority.run(() -> offered.forEach(row -> {
            Task task = tasks.createTaskQuery()
                    .taskId(row.get("task_id").toString())
                    .singleResult();
            Object cover = row.get("covered_by");
            if (task == null || task.getDelegationState() == DelegationState.PENDING) {
                return;
            }
            if (task.getAssignee() == null || task.getAssignee().equals(cover)) {
                tasks.setAssignee(task.getId(), userId);
            }
            if (cover != null) {
                tasks.deleteCandidateUser(task.getId(), cover.toString());
                rights.takeFromUser(task.getId(), cover.toString());
            }
        }));
    }
}
