package uk.childpathways.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;

/** Whom a notice is for, and who that is on the day it goes out. */
@Component
public class Recipients {

    private static final String ROLE = "role:";
    private static final String WORKER = "worker";
    private static final String LINE = "line";
    private static final String SENIOR_LINE = "senior-line";

    /** The words that stand for people beside the roles, with whom they mean. */
    static final Map<String, String> WORDS = Map.of(
            WORKER,
            "The child's allocated worker.",
            LINE,
            "A practitioner's own managers.",
            SENIOR_LINE,
            "The managers of those.");

    private final Directory directory;
    private final LineOfManagement line;
    private final Cover cover;
    private final Children children;

    public Recipients(Directory directory, LineOfManagement line, Cover cover, Children children) {
        this.directory = directory;
        this.line = line;
        this.cover = cover;
        this.children = children;
    }

    /** Who is notified in place of a person who has left. */
    List<String> managersOf(String userId) {
        return line.managersOf(userId).stream().map(Person::userId).toList();
    }

    /** A recipient who is found when the notice goes out: those who then have this role for this child. */
    public static String recipient(String role, String childRef) {
        return ROLE + role + "@" + childRef;
    }

    /**
     * Those of several roles; {@code worker} stands for the child's allocated worker, {@code line} for a practitioner's
     * own managers and {@code senior-line} for the managers of those.
     */
    public List<String> recipients(List<String> roles, String childRef) {
        List<String> all = new ArrayList<>();
        for (String role : roles) {
            if (WORKER.equals(role)) {
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
