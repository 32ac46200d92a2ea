package uk.childpathways.administration;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditEntry;
import uk.childpathways.audit.AuditFilter;
import uk.childpathways.audit.AuditFilter.Scope;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.NotAllowedProblem;

/**
 * The trail for whom it concerns: senior managers for their service, the administrator for people, rights, deployments,
 * settings and the clock, the process owner for deployments and the clock. What is about a child is shown to nobody who
 * may not open that child's record, not even that there is something. Each look is kept itself.
 */
@Component
@Transactional
class AuditReaders {

    static final Set<AuditKind> OF_A_SERVICE = EnumSet.of(
            AuditKind.PERSON,
            AuditKind.ROLE,
            AuditKind.TEAM,
            AuditKind.SERVICE,
            AuditKind.ABSENCE,
            AuditKind.CHILD,
            AuditKind.ACCESS);
    static final Set<AuditKind> OF_THE_INSTALLATION =
            EnumSet.complementOf(EnumSet.of(AuditKind.CHILD, AuditKind.ACCESS));
    static final Set<AuditKind> OF_THE_PROCESSES = EnumSet.of(AuditKind.DEPLOYMENT, AuditKind.CLOCK);

    private static final int BATCH = 200;

    /** @param next id to go on from; null where there is nothing older */
    record Found(List<AuditEntry> entries, Long next) {}

    private final AuditTrail trail;
    private final Directory directory;
    private final StaffAdministration staff;
    private final Children children;
    private final ChildAccess access;

    AuditReaders(
            AuditTrail trail, Directory directory, StaffAdministration staff, Children children, ChildAccess access) {
        this.trail = trail;
        this.directory = directory;
        this.staff = staff;
        this.children = children;
        this.access = access;
    }

    /** What the person who is logged in may read. */
    @Transactional(readOnly = true)
    List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        if (staff.mayMaintain()) {
            scopes.add(new Scope(OF_THE_INSTALLATION, null));
        }
        Person reader =
                directory.person(directory.currentUser()).filter(Person::active).orElse(null);
        if (reader != null && reader.hasRole(Role.PROCESS_OWNER)) {
            scopes.add(new Scope(OF_THE_PROCESSES, null));
        }
        if (reader != null
                && (reader.hasRole(Role.SERVICE_MANAGER)
                        || reader.hasRole(Role.HEAD_OF_SERVICE)
                        || reader.hasRole(Role.DIRECTOR))) {
            scopes.add(new Scope(OF_A_SERVICE, reader.service() == null ? null : Set.of(reader.service())));
        }
        return scopes;
    }

    /** The kinds that the person who is logged in may read at all. */
    @Transactional(readOnly = true)
    Set<AuditKind> kinds() {
        Set<AuditKind> kinds = EnumSet.noneOf(AuditKind.class);
        scopes().forEach(scope -> kinds.addAll(scope.kinds()));
        return kinds;
    }

    /**
     * @param question what was asked, for the trail: that it was read is kept
     * @param most at most so many entries
     * @throws NotAllowedProblem to everybody whom nothing of the trail concerns
     */
    Found read(AuditQuestion question, long olderThan, int most, String how) {
        List<Scope> scopes = scopes();
        if (scopes.isEmpty()) {
            throw new NotAllowedProblem("The trail is read by service managers and above for their service, by the"
                    + " administrator, and by the process owner for deployments and the clock.");
        }
        String reader = directory.currentUser();
        AuditFilter filter = question.filter(scopes);
        Map<String, Boolean> open = new HashMap<>();
        List<AuditEntry> found = new ArrayList<>();
        long at = olderThan;
        boolean more = true;
        while (more && found.size() <= most) {
            List<AuditEntry> batch = trail.entries(filter, at, BATCH);
            more = batch.size() == BATCH;
            for (AuditEntry entry : batch) {
                at = entry.id();
                if (entry.childRef() == null || open.computeIfAbsent(entry.childRef(), ref -> mayOpen(reader, ref))) {
                    found.add(entry);
                }
            }
        }
        trail.keep(Change.of(AuditKind.AUDIT, how, reader)
                .services(directory
                        .person(reader)
                        .map(Person::service)
                        .map(List::of)
                        .orElse(List.of()))
                .after(question.asked()));
        if (found.size() > most) {
            return new Found(
                    List.copyOf(found.subList(0, most)), found.get(most - 1).id());
        }
        return new Found(List.copyOf(found), null);
    }

    private boolean mayOpen(String reader, String childRef) {
        return children.find(childRef)
                .filter(child -> access.mayRead(reader, child))
                .isPresent();
    }
}
