package uk.childpathways.submissions;

import java.util.List;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;

/** Whose records the person who fills in a form may open: no form names, offers or accepts any other child. */
@Component
class ChildrenToOpen {

    private final Children children;
    private final Directory directory;
    private final ChildAccess access;
    private final RecordAccess decisions;

    ChildrenToOpen(Children children, Directory directory, ChildAccess access, RecordAccess decisions) {
        this.children = children;
        this.directory = directory;
        this.access = access;
        this.decisions = decisions;
    }

    /** The child that the form is about; on the start list, all whom the person may open. */
    List<String> refs(PrefillContext context) {
        return context.childRef() != null
                ? List.of(context.childRef())
                : of(context.userId()).stream().map(Child::ref).toList();
    }

    /** The children whose records the person may open; all of them for the application itself. */
    List<Child> of(String userId) {
        return isApplication(userId)
                ? directory.teams().stream()
                        .flatMap(team -> children.ofTeam(team.id()).stream())
                        .toList()
                : access.all(userId);
    }

    /** The child's brothers and sisters, of whom the person may learn here. */
    List<Child> siblings(String userId, String childRef) {
        return isApplication(userId) ? children.siblingsOf(childRef) : access.siblingsFor(userId, childRef);
    }

    /** Whether this is closed to the person: a child's record that they may not open, or one that does not exist. */
    boolean closed(String userId, String ref) {
        return ref != null && !PractitionerFiles.isFile(ref) && !isApplication(userId) && !access.mayRead(userId, ref);
    }

    /**
     * Whether this person may be named for the child: not, where the record is closed to them. Who becomes the child's
     * worker opens a restricted record by that.
     */
    boolean mayBeNamed(String person, String ref, boolean asWorker) {
        return ref == null
                || PractitionerFiles.isFile(ref)
                || children.find(ref).isEmpty()
                || !decisions.conflicted(ref, person)
                        && (asWorker || !decisions.restricted(ref) || access.mayRead(person, ref));
    }

    /** Nobody is logged in: a timer, a start-up step. No account can pass for it. */
    private boolean isApplication(String userId) {
        return (userId == null || Directory.APPLICATION.equals(userId))
                && directory.loggedIn().isEmpty();
    }
}
