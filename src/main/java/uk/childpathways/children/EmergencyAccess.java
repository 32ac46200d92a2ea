package uk.childpathways.children;

import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/**
 * Opens a record that is closed to a practitioner, because a child cannot wait until somebody who may decide is reached:
 * with a reason, for {@link RecordAccess#EMERGENCY_LASTS}, and never unseen. The service manager is told in the same
 * moment ({@link AccessDecided}), and it stands on the record for good. Not against a conflict of interest, and not for
 * those who look after the application (SWI-CON-12, SWI-CON-21a, SWI-CON-22b).
 */
@Service
public class EmergencyAccess {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 2000;
    private static final int LONGEST_REF = 64;

    private final ChildAccess access;
    private final Children children;
    private final RecordAccess decisions;
    private final RecordViews views;
    private final AuditTrail trail;
    private final Directory directory;

    EmergencyAccess(
            ChildAccess access,
            Children children,
            RecordAccess decisions,
            RecordViews views,
            AuditTrail trail,
            Directory directory) {
        this.access = access;
        this.children = children;
        this.decisions = decisions;
        this.views = views;
        this.trail = trail;
        this.directory = directory;
    }

    /** Whether the person who is logged in could open any record so: everybody who works with children. */
    @Transactional(readOnly = true)
    public boolean forMe() {
        Set<String> roles = directory.rolesOf(directory.currentUser());
        return roles.stream().map(Role::of).anyMatch(role -> role.scope() != Role.Scope.NO_CHILD);
    }

    /**
     * Opens the record to the person who is logged in; one that is open to them already stays as it is.
     *
     * @throws NotAllowedProblem when the person works with no children
     * @throws ClosedRecordException when there is no such child or the person has a conflict of interest: the attempt is
     *     kept, and which of the two it is is not said
     */
    @Transactional(noRollbackFor = ClosedRecordException.class)
    public Child open(String childRef, String reason) {
        String user = directory.currentUser();
        if (!forMe()) {
            throw new NotAllowedProblem(
                    "A record is opened in an emergency by those who work with children. Whoever looks"
                            + " after the application asks the service manager.");
        }
        if (reason == null || reason.strip().length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw new BadInputProblem("Say why this child cannot wait, in a sentence: the service manager reads it now,"
                    + " and it stays on the record (between " + SHORTEST_REASON + " and " + LONGEST_REASON
                    + " characters).");
        }
        Child child = children.meant(childRef).orElse(null);
        String ref = child != null ? child.ref() : childRef == null ? "" : childRef.strip();
        if (child == null || decisions.conflicted(ref, user)) {
            if (child != null) {
                views.opened(ref, user, false);
            }
            trail.keepInAnyCase(Change.of(AuditKind.ACCESS, "emergency access refused", shortened(ref))
                    .child(child == null ? null : ref)
                    .because(reason));
            throw new ClosedRecordException(ref);
        }
        if (!access.mayRead(user, ref)) {
            decisions.emergency(ref, user, reason);
        }
        views.opened(ref, user, true);
        return child;
    }

    private static String shortened(String ref) {
        return ref.isEmpty() ? "no reference" : ref.length() <= LONGEST_REF ? ref : ref.substring(0, LONGEST_REF);
    }
}
