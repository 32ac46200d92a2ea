package uk.childpathways.engine.tasks;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.AccessDecided;
import uk.childpathways.children.OfferedWork;
import uk.childpathways.children.PartNamed;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.engine.access.TaskRights;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.CoverCheck;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;

/**
 * Offers tasks to those only who may open the child's record, see {@link OfferedWork}. When a record closes to somebody,
 * what they hold is taken from them and offered to the others, and the manager is told that somebody else must do it
 * (SWI-CON-12, SWI-CON-21b); when it opens again, the groups are offered the work as before.
 */
@Component
@Order(CoverCheck.TASKS - 5)
class ClosedRecordOffers implements CoverCheck {

    private static final List<String> OF_OWN_CHILDREN = Arrays.stream(Role.values())
            .filter(role -> role.scope() == Role.Scope.OWN_CHILDREN)
            .map(Role::group)
            .toList();

    private final TaskService tasks;
    private final OfferedWork offers;
    private final TaskParts parts;
    private final UnattendedTasks unattended;
    private final OwnWork ownWork;
    private final SystemAuthority authority;
    private final TaskRights rights;
    private final Notifications notifications;
    private final Directory directory;

    ClosedRecordOffers(
            @Lazy TaskService tasks,
            OfferedWork offers,
            TaskParts parts,
            UnattendedTasks unattended,
            OwnWork ownWork,
            SystemAuthority authority,
            TaskRights rights,
            Notifications notifications,
            Directory directory) {
        this.tasks = tasks;
        this.offers = offers;
        this.parts = parts;
        this.unattended = unattended;
        this.ownWork = ownWork;
        this.authority = authority;
        this.rights = rights;
        this.notifications = notifications;
        this.directory = directory;
    }

    /** A new task: those who stand in a closed group's place are offered it; who may not hold it does not get it. */
    void made(DelegateTask task) {
        String child = TaskParts.childOf(task);
        if (child == null) {
            return;
        }
        List<String> groups = List.copyOf(task.getCandidates()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
        offers.peopleInPlaceOf(child, groups, ownWork.barredFrom((TaskEntity) task))
                .forEach(task::addCandidateUser);
        if (task.getAssignee() != null && !offers.mayHold(child, task.getAssignee())) {
            task.setAssignee(null);
            unattended.seeTo((TaskEntity) task);
        }
    }

    @EventListener
    @Transactional
    public void decided(AccessDecided event) {
        RecordAccess.Decided decided = event.decided();
        if (decided.decision() != RecordAccess.Decision.EMERGENCY) {
            align(decided.childRef(), Directory.APPLICATION.equals(decided.by()));
        }
    }

    /** One person is named where the role was asked: the role is not offered the rest of the work any more. */
    @EventListener
    @Transactional
    public void named(PartNamed event) {
        authority.run(() -> tasks
                .createTaskQuery()
                .processVariableValueEquals("childRef", event.childRef())
                .taskCandidateGroupIn(OfferedWork.names(event.role().group()))
                .includeAssignedTasks()
                .list()
                .stream()
                .filter(ClosedRecordOffers::isThere)
                .filter(task -> !task.getId().equals(event.taskId()))
                .forEach(task -> align(task, event.childRef(), false)));
    }

    void align(String childRef) {
        align(childRef, false);
    }

    private List<Task> openOf(String childRef) {
        return tasks.createTaskQuery().processVariableValueEquals("childRef", childRef).list().stream()
                .filter(ClosedRecordOffers::isThere)
                .toList();
    }

    private static boolean isThere(Task task) {
        return !(task instanceof TaskEntity entity && entity.isDeleted());
    }

    /** @param keepWhatIsHeld where the record closed by itself: whoever works on the case then keeps that work, by name */
    private void align(String childRef, boolean keepWhatIsHeld) {
        authority.run(() -> {
            List<Task> open = openOf(childRef);
            // What an offer gave is over first: who may open the record must not follow from it.
            open.stream().filter(task -> task.getAssignee() == null).forEach(task -> parts.changed(task, childRef));
            open.forEach(task -> align(task, childRef, keepWhatIsHeld));
        });
    }

    private void align(Task task, String childRef, boolean keepWhatIsHeld) {
        String holder = task.getAssignee();
        if (holder != null && keepWhatIsHeld) {
            parts.changed(task, childRef);
        }
        boolean taken = holder != null && !offers.mayHold(childRef, holder);
        if (taken) {
            tasks.setAssignee(task.getId(), null);
            rights.takeFromUser(task.getId(), holder);
        }
        Set<String> over = regroup(task, childRef);
        if (taken) {
            unattended.offerNow(task.getId());
            tell(task, childRef, holder);
        }
        Task now = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        if (now != null) {
            parts.changed(now, childRef, over);
        }
    }

    /** Gives the groups and people to whom the task is no longer offered. */
    private Set<String> regroup(Task task, String childRef) {
        List<IdentityLink> links = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .toList();
        List<String> groups = links.stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .toList();
        Set<String> meant = new LinkedHashSet<>();
        groups.forEach(group -> meant.add(OfferedWork.meant(group)));
        Set<String> barred = ownWork.barredFrom(task);
        Set<String> wanted = new LinkedHashSet<>(offers.groupsFor(childRef, meant, barred));
        Set<String> people = offers.peopleInPlaceOf(childRef, wanted, barred);
        Set<String> before = new LinkedHashSet<>();
        groups.stream()
                .filter(OfferedWork::isClosed)
                .forEach(group -> before.addAll(directory.membersOf(OfferedWork.meant(group))));
        if (!before.isEmpty()) {
            before.addAll(offers.managersFor(childRef, Set.of()));
        }
        // Whoever has taken it meanwhile keeps it.
        String holder =
                tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee();
        before.remove(holder);
        Set<String> over = new LinkedHashSet<>();
        groups.stream().filter(group -> !wanted.contains(group)).forEach(group -> {
            over.add(group);
            tasks.deleteCandidateGroup(task.getId(), group);
            rights.takeFromGroup(task.getId(), group);
        });
        wanted.stream()
                .filter(group -> !groups.contains(group))
                .forEach(group -> tasks.addCandidateGroup(task.getId(), group));
        links.stream()
                .map(IdentityLink::getUserId)
                .filter(user -> user != null
                        && !people.contains(user)
                        && !user.equals(holder)
                        && (before.contains(user) || !offers.mayHold(childRef, user)))
                .forEach(user -> {
                    over.add(user);
                    tasks.deleteCandidateUser(task.getId(), user);
                    rights.takeFromUser(task.getId(), user);
                });
        people.stream()
                .filter(person -> links.stream().noneMatch(link -> person.equals(link.getUserId())))
                .forEach(person -> tasks.addCandidateUser(task.getId(), person));
        return over;
    }

    private void tell(Task task, String childRef, String holder) {
        String subject = childRef + ": somebody else must do '" + task.getName() + "'";
        notifications.tell(Notice.now(
                "closed-record:" + task.getId() + ":" + holder + ":"
                        + task.getCreateTime().getTime(),
                childRef,
                TaskParts.id(tasks.getVariable(task.getId(), "journeyId")),
                "notice",
                subject,
                "The record of child " + childRef + " was closed to " + directory.nameOf(holder) + ", who held '"
                        + task.getName() + "'. The task is offered to those who may open the record: see that one of"
                        + " them takes it.",
                List.of(
                        Recipients.recipient(Role.TEAM_MANAGER.key(), childRef),
                        Recipients.recipient(Role.SERVICE_MANAGER.key(), childRef))));
    }

    /** Members of a group come and go: those who stand in its place are looked up anew each morning. */
    @Override
    @Transactional
    public void look() {
        authority.run(() -> {
            Set<String> closed = new LinkedHashSet<>();
            Stream.concat(
                            tasks
                                    .createTaskQuery()
                                    .taskCandidateGroupLike(OfferedWork.CLOSED + "%")
                                    .includeAssignedTasks()
                                    .list()
                                    .stream(),
                            // Left from a version in which these roles were offered the work as a whole.
                            tasks
                                    .createTaskQuery()
                                    .taskCandidateGroupIn(OF_OWN_CHILDREN)
                                    .includeAssignedTasks()
                                    .list()
                                    .stream())
                    .map(task -> tasks.getVariable(task.getId(), "childRef"))
                    .filter(Objects::nonNull)
                    .forEach(ref -> closed.add(ref.toString()));
            closed.forEach(this::align);
        });
    }
}
