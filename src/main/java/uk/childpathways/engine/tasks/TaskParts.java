package uk.childpathways.engine.tasks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.OfferedWork;
import uk.childpathways.children.RecordParts;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;

/** Keeps who has a part in a child's case as the open tasks have it: offered, taken, given back, done, cancelled. */
@Component
class TaskParts {

    private final TaskService tasks;
    private final Children children;
    private final OfferedWork offers;
    private final RecordParts parts;
    private final Directory directory;

    TaskParts(@Lazy TaskService tasks, Children children, OfferedWork offers, RecordParts parts, Directory directory) {
        this.tasks = tasks;
        this.children = children;
        this.offers = offers;
        this.parts = parts;
        this.directory = directory;
    }

    /** The task was made, or changed hands. */
    void changed(DelegateTask task) {
        children.find(childOf(task)).ifPresent(child -> {
            Set<RecordParts.Whom> whom = whom(child, task.getAssignee(), List.copyOf(task.getCandidates()));
            // By a task that is not stored yet nobody has had a part.
            if (!whom.isEmpty() || ((TaskEntity) task).getRevision() > 0) {
                parts.byTask(place(task, child), whom);
            }
        });
    }

    /** The same for a task that is found, and not one that is being worked on. */
    void changed(Task task, String childRef) {
        changed(task, childRef, Set.of());
    }

    /** @param over groups and people to whom it was offered until this moment: the engine still lists what it deletes at the end */
    void changed(Task task, String childRef, Set<String> over) {
        children.find(childRef)
                .ifPresent(child -> parts.byTask(
                        new RecordParts.Place(
                                childRef,
                                id(tasks.getVariable(task.getId(), "journeyId")),
                                task.getProcessInstanceId(),
                                task.getId(),
                                task.getName()),
                        whom(
                                child,
                                task.getAssignee(),
                                tasks.getIdentityLinksForTask(task.getId()).stream()
                                        .filter(link -> link.getUserId() == null
                                                ? !over.contains(link.getGroupId())
                                                : !over.contains(link.getUserId()))
                                        .toList())));
    }

    void done(DelegateTask task) {
        children.find(childOf(task)).ifPresent(child -> {
            String by = directory.currentUser();
            Set<Role> roles = directory.rolesOf(by).stream().map(Role::of).collect(Collectors.toSet());
            parts.done(place(task, child), by, roles);
        });
    }

    void gone(DelegateTask task) {
        if (childOf(task) != null) {
            parts.gone(task.getId());
        }
    }

    private Set<RecordParts.Whom> whom(Child child, String assignee, List<IdentityLink> links) {
        Set<RecordParts.Whom> whom = new LinkedHashSet<>();
        if (assignee != null) {
            addPerson(child, assignee, whom);
            return whom;
        }
        for (IdentityLink link : links) {
            if (!IdentityLinkType.CANDIDATE.equals(link.getType())) {
                continue;
            }
            if (link.getUserId() != null) {
                // To be asked opens no restricted record: it is asked of those only who may open it.
                if (!offers.restricted(child.ref())) {
                    addPerson(child, link.getUserId(), whom);
                }
            } else if (!OfferedWork.isClosed(link.getGroupId())) {
                offers.partOf(child, link.getGroupId()).ifPresent(whom::add);
            }
        }
        return whom;
    }

    private void addPerson(Child child, String userId, Set<RecordParts.Whom> whom) {
        if (directory.worksWithChildren(userId) && !offers.opensAnyway(child, userId)) {
            whom.add(RecordParts.Whom.named(userId));
        }
    }

    /** The reference of the child that the task is about; null where it is about none. */
    static String childOf(DelegateTask task) {
        Object ref = ofCase(task, "childRef");
        return ref == null || PractitionerFiles.isFile(ref.toString()) ? null : ref.toString();
    }

    private static RecordParts.Place place(DelegateTask task, Child child) {
        return new RecordParts.Place(
                child.ref(), id(ofCase(task, "journeyId")), task.getProcessInstanceId(), task.getId(), task.getName());
    }

    /** A variable of the task's process: the task itself has none of these, and would ask the database for it. */
    private static Object ofCase(DelegateTask task, String name) {
        return task.getExecution() == null
                ? task.getVariable(name)
                : task.getExecution().getVariable(name);
    }

    static UUID id(Object journeyId) {
        return journeyId == null ? null : UUID.fromString(journeyId.toString());
    }
}
