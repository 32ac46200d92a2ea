package uk.childpathways.children;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
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

    private final JdbcClient db;
    private final Directory directory;
    private final Children children;
    private final ChildAccess access;
    private final RecordAccess decisions;

    OfferedWork(JdbcClient db, Directory directory, Children children, ChildAccess access, RecordAccess decisions) {
        this.db = db;
        this.directory = directory;
        this.children = children;
        this.access = access;
        this.decisions = decisions;
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
        Child child = children.find(childRef).orElse(null);
        if (child == null || PractitionerFiles.isFile(childRef) || !mayDiffer(childRef, meant)) {
            return List.copyOf(meant);
        }
        List<String> groups = new ArrayList<>();
        for (String group : meant) {
            List<String> members = directory.membersOf(group);
            groups.add(allowed(child, group, members).size() == members.size() ? group : CLOSED + group);
        }
        return groups;
    }

    /** Those to whom the work is offered one by one, for a group that stands closed. */
    public Set<String> peopleFor(String childRef, String group) {
        return children.find(childRef)
                .map(child -> allowed(child, meant(group), directory.membersOf(meant(group))))
                .orElse(Set.of());
    }

    /**
     * Those to whom a task is offered one by one in the place of the closed groups among these. Where none of them may
     * open the record and no group is offered it as a whole, the nearest managers who may: no work without somebody.
     */
    public Set<String> peopleInPlaceOf(String childRef, Collection<String> groups) {
        Set<String> people = new LinkedHashSet<>();
        groups.stream().filter(OfferedWork::isClosed).forEach(group -> people.addAll(peopleFor(childRef, group)));
        return people.isEmpty() && !groups.isEmpty() && groups.stream().allMatch(OfferedWork::isClosed)
                ? managersFor(childRef)
                : people;
    }

    /** The nearest managers of the child's team who may open the record. */
    public Set<String> managersFor(String childRef) {
        Child child = children.find(childRef).orElse(null);
        for (Role role : child == null ? List.<Role>of() : MANAGERS) {
            Set<String> people = readersOf(childRef, directory.membersOf(directory.groupFor(role.key(), child.team())));
            if (!people.isEmpty()) {
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

    /** Who has a part in the case because of a task that this group is offered; nobody where its members open the record anyway. */
    public Optional<RecordParts.Whom> partOf(Child child, String group) {
        return directory
                .groupOf(group)
                .filter(known -> byOffer(child, known))
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

    private Set<String> allowed(Child child, String group, List<String> members) {
        boolean byOffer =
                directory.groupOf(group).filter(known -> byOffer(child, known)).isPresent();
        Set<String> open = byOffer ? Set.of() : readersOf(child.ref(), members);
        return members.stream()
                .filter(member -> byOffer
                        ? !decisions.conflicted(child.ref(), member) && ofService(child, group, member)
                        : open.contains(member))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> readersOf(String ref, List<String> members) {
        return members.stream().filter(member -> access.mayRead(member, ref)).collect(Collectors.toSet());
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

    /** One question that is almost always answered with no: nothing was decided about the record, and one service is all there is. */
    private boolean mayDiffer(String childRef, Collection<String> groups) {
        String[] roles = groups.stream()
                .map(directory::groupOf)
                .flatMap(Optional::stream)
                .map(group -> group.role().key())
                .toArray(String[]::new);
        return db.sql("select exists (select 1 from pathways.record_access where child_ref = :ref) or exists ("
                        + "select 1 from pathways.person p join pathways.person_role r on r.user_id = p.user_id"
                        + " join pathways.child c on c.ref = :ref join pathways.team t on t.id = c.team_id"
                        + " where p.active and p.service_id <> t.service_id and r.role = any (:roles))")
                .param("ref", childRef)
                .param("roles", roles)
                .query(Boolean.class)
                .single();
    }
}
