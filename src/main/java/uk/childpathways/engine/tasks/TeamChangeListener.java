package uk.childpathways.engine.tasks;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChildChangedTeam;
import uk.childpathways.children.OfferedWork;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.engine.access.TaskRights;
import uk.childpathways.people.Role;

/** What is offered to the child's old team is offered to the new one at once, in every process of the child. */
@Component
class TeamChangeListener {

    private final TaskService tasks;
    private final SystemAuthority authority;
    private final TaskRights rights;
    private final ClosedRecordOffers closed;

    TeamChangeListener(
            @Lazy TaskService tasks, SystemAuthority authority, TaskRights rights, ClosedRecordOffers closed) {
        this.tasks = tasks;
        this.authority = authority;
        this.rights = rights;
        this.closed = closed;
    }

    @EventListener
    void moved(ChildChangedTeam change) {
        authority.run(
                () -> tasks.createTaskQuery().processVariableValueEquals("childRef", change.childRef()).list().stream()
                        // The answer by which the child changes teams is being completed in this very step.
                        .filter(task -> !((TaskEntity) task).isDeleted())
                        .forEach(task -> move(task, change)));
        closed.align(change.childRef());
    }

    private void move(Task task, ChildChangedTeam change) {
        List<String> groups = new ArrayList<>();
        for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
            if (link.getGroupId() != null) {
                groups.add(OfferedWork.meant(link.getGroupId()));
            }
        }
        for (Role role : Role.values()) {
            String from = role.group() + "-" + change.from();
            if (role.ofTeam() && groups.contains(from)) {
                String to = role.group() + "-" + change.to();
                for (String named : OfferedWork.names(from)) {
                    tasks.deleteCandidateGroup(task.getId(), named);
                    rights.takeFromGroup(task.getId(), named);
                }
                if (!groups.contains(to)) {
                    tasks.addCandidateGroup(task.getId(), to);
                }
            }
        }
    }
}
