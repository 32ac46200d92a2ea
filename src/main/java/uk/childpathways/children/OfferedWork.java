package uk.childpathways.children;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.people.EarlyHelp;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;

/**
 * Whom work on a child's case may be offered to. A task names its child to everybody who is offered it. So where not all
 * of a group may open the record – it is restricted, one of them has a conflict of interest, they belong to another
 * service – the task is offered, one by one, to those who may, and in the group's place stands a name of which nobody is
 * a member.
 */
@Component
@Transactional(readOnly = true)
public class OfferedWork {

    /** Before the name of a group to which the work may not be offered as a whole. */
    public static final String CLOSED = "closed--";

    private static final List<Role> MANAGERS =
            List.of(Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    private final Directory directory;
    private final Children children;
    private final ChildAccess access;
    private final RecordAccess decisions;
    private final RecordParts parts;
    private final EarlyHelp earlyHelp;

    OfferedWork(
            Directory directory,
            Children children,
            ChildAccess access,
            RecordAccess decisions,
            RecordParts parts,
            EarlyHelp earlyHelp) {
        this.directory = directory;
        this.children = children;
        this.access = access;
        this.decisions = decisions;
        this.parts = parts;
        this.earlyHelp = earlyHelp;
    }

    /** The group that was meant, whether work is offered to it as a whole or not. */
    public static String meant(String group) {
        return group.startsWith(CLOSED) ? group.substring(CLOSED.length()) : group;
    }

    /** By both names under which a group may stand in a task. */
    public static List<String> names(String group) {
        return List.of(meant(group), CLOSED + meant(group));
    }

    public static boolean isClosed(String group) {
        return group.startsWith(CLOSED);
    }

    /** The groups to name in a task about this child: those meant, or what stands in their place. */
    public List<String> groupsFor(String childRef, Collection<String> meant) {
        return groupsFor(childRef, meant, Set.of());
    }

    /**
     * The same for work that some may not do.
     *
     * @param barred whose own work it is about
     */
    public List<String> groupsFor(String childRef, Collection<String> meant, Set<String> barred) {
        Child child = children.find(childRef).orElse(null);
        if (child == null || PractitionerFiles.isFile(childRef) || barred.isEmpty() && !mayDiffer(child, meant)) {
            return List.copyOf(meant);
        }
        boolean restricted = decisions.restrictedByDecision(childRef);
        boolean besideTeam = besideTeam(meant);
        boolean earlyHelps = managedByEarlyHelp(child, meant, barred);
        List<String> groups = new ArrayList<>();
        for (String group : meant) {
            if (earlyHelps && managesTeam(group)) {
                continue;
            }
            List<String> members = directory.membersOf(group);
            Set<String> allowed = allowed(child, group, members, besideTeam);
            boolean asRole = directory
                    .groupOf(group)
                    .filter(known -> known.team() == null && byOffer(child, known))
                    .isPresent();
            // A role whose people have children of their own is asked of a restricted child, and beside the child's
            // team, only where one of them stands near.
            boolean nearOnly = (restricted || besideTeam) && ofOwnChildren(group);
            if (nearOnly && allowed.isEmpty() && meant.size() > 1) {
                continue;
            }
            boolean whole = allowed.size() == members.size()
                    && members.stream().noneMatch(barred::contains)
                    && !(asRole && restricted)
                    && !nearOnly;
            groups.add(whole ? group : CLOSED + group);
        }
        return groups;
    }

    /**
     * Early help has a manager of its own: what is offered to a team's managers and to her is hers, where one of her
     * practitioners is the worker.
     */
    private boolean managedByEarlyHelp(Child child, Collection<String> meant, Set<String> barred) {
        return meant.contains(Role.EARLY_HELP_MANAGER.group())
                && meant.stream().anyMatch(this::managesTeam)
                && earlyHelp.isPractitioner(child.allocatedWorker())
                && earlyHelp.managersOf(child.allocatedWorker()).stream()
                        .anyMatch(manager ->
                                !barred.contains(manager.userId()) && access.mayRead(manager.userId(), child.ref()));
    }

    private boolean managesTeam(String group) {
        return directory
                .groupOf(group)
                .map(Directory.RoleInTeam::role)
                .filter(role -> role == Role.PRINCIPAL_SOCIAL_WORKER || role.manager() && role.ofTeam())
                .isPresent();
    }

    private boolean besideTeam(Collection<String> groups) {
        return groups.stream().map(OfferedWork::meant).anyMatch(group -> !ofOwnChildren(group));
    }

    private boolean ofOwnChildren(String group) {
        return directory
                .groupOf(group)
                .filter(known -> known.role().scope() == Role.Scope.OWN_CHILDREN)
                .isPresent();
    }

    /** Those to whom the work is offered one by one, for a group that stands closed. */
    public Set<String> peopleFor(String childRef, String group) {
        return peopleFor(childRef, group, false);
    }

    private Set<String> peopleFor(String childRef, String group, boolean besideTeam) {
        return children.find(childRef)
                .map(child -> allowed(child, meant(group), directory.membersOf(meant(group)), besideTeam))
                .orElse(Set.of());
    }

    /**
     * Those to whom a task is offered one by one in the place of the closed groups among these. Where none of them may
     * open the record and no group is offered it as a whole, the nearest managers who may: no work without somebody.
     */
    public Set<String> peopleInPlaceOf(String childRef, Collection<String> groups, Set<String> barred) {
        Set<String> people = new LinkedHashSet<>();
        boolean besideTeam = besideTeam(groups);
        groups.stream()
                .filter(OfferedWork::isClosed)
                .forEach(group -> people.addAll(peopleFor(childRef, group, besideTeam)));
        people.removeAll(barred);
        return people.isEmpty() && !groups.isEmpty() && groups.stream().allMatch(OfferedWork::isClosed)
                ? managersFor(childRef, barred)
                : people;
    }

    /** The nearest managers of the child's team who may open the record; what was somebody's own work goes above the team. */
    public Set<String> managersFor(String childRef, Set<String> barred) {
        Child child = children.find(childRef).orElse(null);
        for (Role role : child == null ? List.<Role>of() : MANAGERS) {
            Set<String> people = readersOf(childRef, directory.membersOf(directory.groupFor(role.key(), child.team())));
            people.removeAll(barred);
            if (!people.isEmpty() && (barred.isEmpty() || role != Role.TEAM_MANAGER)) {
                return people;
            }
        }
        return Set.of();
    }

    /** Whether this person may hold the task: not, where the record is closed to them and the task gives them no part. */
    public boolean mayHold(String childRef, String userId) {
        return children.find(childRef)
                .map(child -> directory.worksWithChildren(userId)
                        && !decisions.conflicted(childRef, userId)
                        && (!decisions.restricted(childRef) || access.mayRead(userId, childRef)))
                .orElse(true);
    }

    /** Whether somebody restricted the record: then an offer opens it to nobody. */
    public boolean restricted(String childRef) {
        return decisions.restrictedByDecision(childRef);
    }

    /** Who has a part in the case because of a task that this group is offered; nobody where its members open the record anyway. */
    public Optional<RecordParts.Whom> partOf(Child child, String group) {
        return directory
                .groupOf(group)
                .filter(known -> byOffer(child, known))
                // Another team's managers are asked whether it takes the child; the whole team learns of it then.
                .filter(known -> !known.role().ofTeam() || known.role().manager())
                .map(known -> RecordParts.Whom.all(known.role(), known.role().ofTeam() ? known.team() : null));
    }

    /** Whether the person opens the record without a part: then a task gives them none. */
    public boolean opensAnyway(Child child, String userId) {
        return userId.equals(child.allocatedWorker())
                || access.teamsOpenTo(userId).contains(child.team()) && !decisions.any(child.ref());
    }

    /** Only by work that is offered to it does this group open the record. */
    private static boolean byOffer(Child child, Directory.RoleInTeam group) {
        return switch (group.role().scope()) {
            case TEAM -> group.team() != null && !group.team().equals(child.team());
            case PART, OWN_CHILDREN -> true;
            default -> false;
        };
    }

    /**
     * Those of a group who may be offered the work. An offer opens a record only to those of whom it is asked, and one
     * that somebody restricted to nobody: there it goes to those who may open it already (SWI-CON-12). A match for
     * adoption restricts by itself; court, panel and review are asked then as the law asks them.
     *
     * @param besideTeam whether the child's team is asked too: then of those with children of their own only who stands near
     */
    private Set<String> allowed(Child child, String group, List<String> members, boolean besideTeam) {
        Directory.RoleInTeam known =
                directory.groupOf(group).filter(role -> byOffer(child, role)).orElse(null);
        boolean ownChildren = known != null
                && known.role().scope() == Role.Scope.OWN_CHILDREN
                && (besideTeam || decisions.restricted(child.ref()));
        Set<String> open = known == null
                        || known.team() == null && decisions.restrictedByDecision(child.ref())
                        || ownChildren && decisions.restricted(child.ref())
                ? readersOf(child.ref(), members)
                : members.stream()
                        .filter(member -> !decisions.conflicted(child.ref(), member))
                        .filter(member -> ofService(child, group, member))
                        .collect(Collectors.toSet());
        Set<String> reviewing = known != null && known.role() == Role.IRO ? reviewing(child) : Set.of();
        return members.stream()
                .filter(open::contains)
                .filter(member -> !ownChildren || near(child, known.role(), member))
                .filter(member -> reviewing.isEmpty() || reviewing.contains(member))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The child's own reviewing officer and who covers for them; nobody as long as none is named. */
    private Set<String> reviewing(Child child) {
        return parts.named(child.ref(), Role.IRO).stream()
                .flatMap(officer -> directory.hearsFor(officer).stream())
                .collect(Collectors.toSet());
    }

    /**
     * Whether somebody who has children of their own stands near this one: their worker, their personal adviser, who
     * covers for the worker, a member of the child's team, the manager of early help where an early help practitioner is the worker.
     */
    private boolean near(Child child, Role role, String member) {
        Person person = directory.person(member).orElse(null);
        return person != null
                && (child.team().equals(person.team())
                        || parts.named(child.ref(), role).contains(member)
                        || child.allocatedWorker() != null
                                && directory.placesOf(person).stream()
                                        .anyMatch(place -> place.userId().equals(child.allocatedWorker()))
                        || role == Role.EARLY_HELP_MANAGER && earlyHelp.isPractitioner(child.allocatedWorker()));
    }

    private Set<String> readersOf(String ref, List<String> members) {
        return members.stream()
                .filter(member -> access.mayRead(member, ref))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean ofService(Child child, String group, String member) {
        Person person = directory.person(member).orElse(null);
        boolean roleOfTeam =
                directory.groupOf(group).map(known -> known.role().ofTeam()).orElse(false);
        return person != null
                && (roleOfTeam
                        || person.service() == null
                        || directory
                                .teamById(child.team())
                                .filter(team -> person.service().equals(team.service()))
                                .isPresent());
    }

    /** Almost always no: nothing was decided about the record, and one service is all there is. */
    private boolean mayDiffer(Child child, Collection<String> groups) {
        if (groups.stream()
                .anyMatch(group -> ofOwnChildren(group) || Role.IRO.group().equals(group))) {
            return true;
        }
        Set<String> roles = groups.stream()
                .map(directory::groupOf)
                .flatMap(Optional::stream)
                .map(group -> group.role().key())
                .collect(Collectors.toSet());
        return decisions.any(child.ref())
                || directory.teamById(child.team()).stream()
                        .anyMatch(team -> directory.inOtherService(roles, team.service()));
    }
}
