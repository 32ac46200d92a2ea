package uk.childpathways.escalation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.ManagedBy;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;

/**
 * Who must answer for a breach, and who is told: the service manager first, unless the standard names another or the
 * service manager is the person late, then the head of service (reading rule 7 of the timescales).
 */
@Component
class Ladder {

    private static final String ROLE = "role:";
    private static final String LINE = "line";
    private static final String SENIOR_LINE = "senior-line";

    private final Directory directory;
    private final ManagedBy line;
    private final Cover cover;
    private final Children children;

    Ladder(Directory directory, ManagedBy line, Cover cover, Children children) {
        this.directory = directory;
        this.line = line;
        this.cover = cover;
        this.children = children;
    }

    /** The first rung for this deadline, whose task was held by these people or groups. */
    String whoAnswers(Deadline deadline, List<String> owners) {
        Role rung = Role.find(deadline.escalateTo()).orElse(Role.SERVICE_MANAGER);
        while (line.above(rung).isPresent() && heldBy(rung, owners)) {
            rung = line.above(rung).get();
        }
        return rung.key();
    }

    /** Whether the person late stands on that rung, so that they would answer to themselves. */
    private boolean heldBy(Role rung, List<String> owners) {
        return owners.stream()
                        .anyMatch(owner -> owner.equals(rung.group())
                                || directory.rolesOf(owner).contains(rung.key()))
                || onlyRung(rung, owners);
    }

    /** Nobody of the groups asked is here, and those on that rung look after their work. */
    private boolean onlyRung(Role rung, List<String> owners) {
        Set<String> able = new HashSet<>();
        owners.forEach(owner -> able.addAll(cover.ableInGroup(owner)));
        return !able.isEmpty()
                && able.stream().allMatch(person -> directory.rolesOf(person).contains(rung.key()));
    }

    /** Who hears what was meant for somebody who has left. */
    List<String> managersOf(String userId) {
        return line.managersOf(userId).stream().map(Person::userId).toList();
    }

    /** The rung that is asked next: the one named, or the one above when the breach began there already. */
    Role next(Role named, Breach breach) {
        Role first = Role.of(breach.answerBy());
        return named.ordinal() > first.ordinal() ? named : line.above(first).orElse(named);
    }

    /** Those whom the standard names, whoever must answer, the team manager, and the owner. */
    List<String> whoIsTold(Deadline deadline, Breach breach) {
        List<String> told = new ArrayList<>();
        told.add(recipient(breach.answerBy(), breach.childRef()));
        told.add(recipient(Role.TEAM_MANAGER.key(), breach.childRef()));
        deadline.tell().forEach(role -> told.add(recipient(role, breach.childRef())));
        told.addAll(
                breach.owner() == null
                        ? List.of(Notice.ownerOf(breach.deadlineId()))
                        : List.of(breach.owner().split(",")));
        return told;
    }

    /** A recipient who is found when the notice goes out: whoever then has this role for this child. */
    static String recipient(String role, String childRef) {
        return ROLE + role + "@" + childRef;
    }

    /**
     * Those of several roles; {@code worker} stands for the child's allocated worker, {@code line} for a practitioner's
     * own managers and {@code senior-line} for the managers of those.
     */
    List<String> recipients(List<String> roles, String childRef) {
        List<String> all = new ArrayList<>();
        for (String role : roles) {
            if ("worker".equals(role)) {
                children.find(childRef).map(Child::allocatedWorker).ifPresent(all::add);
            } else if (LINE.equals(role)) {
                line.managersOf(PractitionerFiles.practitionerOf(childRef)).forEach(person -> all.add(person.userId()));
            } else if (SENIOR_LINE.equals(role)) {
                line.managersOf(PractitionerFiles.practitionerOf(childRef)).stream()
                        .flatMap(manager -> line.managersOf(manager.userId()).stream())
                        .map(Person::userId)
                        .distinct()
                        .forEach(all::add);
            } else {
                all.add(recipient(Role.of(role).key(), childRef));
            }
        }
        return all;
    }

    static boolean isRole(String recipient) {
        return recipient.startsWith(ROLE);
    }

    /** {@link #recipient} with the child's team of now in place of the child: the same for all children of a team. */
    String inTeam(String recipient) {
        String[] parts = recipient.split("@", 2);
        return parts[0] + "@" + teamOf(parts[1]).orElse("");
    }

    private Optional<String> teamOf(String ref) {
        return PractitionerFiles.isFile(ref)
                ? directory.person(PractitionerFiles.practitionerOf(ref)).map(Person::team)
                : children.find(ref).map(Child::team);
    }

    /** The people behind {@link #inTeam}. */
    List<String> peopleBehind(String recipient) {
        String[] parts = recipient.substring(ROLE.length()).split("@", 2);
        Role role = Role.of(parts[0]);
        String team = parts[1].isEmpty() ? null : parts[1];
        if (role == Role.SERVICE_MANAGER) {
            return cover.behind(role, team);
        }
        return directory.membersOf(directory.groupFor(role.key(), team));
    }
}
