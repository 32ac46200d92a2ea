package uk.childpathways.children;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.storage.NewRow;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/**
 * Who may see a child's record, beyond what roles and teams allow. A senior manager restricts a record, for instance a
 * colleague's child's, and opens a restricted one to a named person, with the reason (SWI-CON-12, SWI-CON-21a); and
 * closes a record to a person with a conflict of interest, whatever their role (SWI-CON-21b).
 */
@Service
@Transactional
public class RecordAccess {

    private static final Set<Role> SENIOR = Set.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    /** What can be decided; the latest of its sort holds. */
    public enum Decision {
        /** Open only to the child's worker, the managers above, the emergency duty service and those named. */
        RESTRICT,
        LIFT,
        /** Opened to this person. */
        GRANT,
        END_GRANT,
        /** Closed to this person, who is too near to the family or the matter. */
        CONFLICT,
        END_CONFLICT;

        boolean ofAPerson() {
            return this != RESTRICT && this != LIFT;
        }
    }

    /** @param until the last day of a grant, or null */
    public record Decided(
            UUID id,
            String childRef,
            Decision decision,
            String person,
            LocalDate until,
            String reason,
            String by,
            Instant at) {}

    private final JdbcClient db;
    private final Children children;
    private final Directory directory;
    private final Clock clock;

    RecordAccess(JdbcClient db, Children children, Directory directory, Clock pathwaysClock) {
        this.db = db;
        this.children = children;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /**
     * Records what a senior manager decided.
     *
     * @throws NotAllowedProblem when the person is not a senior manager
     */
    public Decided decide(
            String childRef, Decision decision, String person, LocalDate until, String reason, String by) {
        children.get(childRef);
        if (directory.rolesOf(by).stream().map(Role::of).noneMatch(SENIOR::contains)) {
            throw new NotAllowedProblem("Who may see a record is decided by a service manager, a head of service or the"
                    + " director. Ask one of them.");
        }
        if (decision == null) {
            throw new BadInputProblem("Say what is decided: RESTRICT or LIFT; for a person GRANT or END_GRANT, CONFLICT"
                    + " or END_CONFLICT.");
        }
        if (reason == null || reason.isBlank()) {
            throw new BadInputProblem("The reason is missing: the record says why a person may or may not see it.");
        }
        if (decision.ofAPerson()
                && directory.person(person).filter(Person::active).isEmpty()) {
            throw new BadInputProblem("Say who: nobody with the user id '" + person + "' works here.");
        }
        if (until != null && (decision != Decision.GRANT || until.isBefore(today()))) {
            throw new BadInputProblem("A last day belongs to an access that is granted, and lies in the future.");
        }
        Decided decided = new Decided(
                UUID.randomUUID(),
                childRef,
                decision,
                decision.ofAPerson() ? person : null,
                until,
                reason.trim(),
                by,
                clock.instant());
        NewRow.in("pathways.record_access")
                .with("id", decided.id())
                .with("child_ref", decided.childRef())
                .with("decision", decision.name())
                .with("person", decided.person())
                .with("until", until)
                .with("reason", decided.reason())
                .with("by_user", by)
                .with("at", decided.at())
                .add(db);
        return decided;
    }

    /** Everything decided about this record, newest first. */
    @Transactional(readOnly = true)
    public List<Decided> of(String childRef) {
        return db.sql("select * from pathways.record_access where child_ref = ? order by seq desc")
                .param(childRef)
                .query((rs, i) -> new Decided(
                        rs.getObject("id", UUID.class),
                        rs.getString("child_ref"),
                        Decision.valueOf(rs.getString("decision")),
                        rs.getString("person"),
                        rs.getObject("until", LocalDate.class),
                        rs.getString("reason"),
                        rs.getString("by_user"),
                        rs.getTimestamp("at").toInstant()))
                .list();
    }

    @Transactional(readOnly = true)
    public boolean restricted(String childRef) {
        return of(childRef).stream()
                .filter(decided -> !decided.decision().ofAPerson())
                .findFirst()
                .filter(decided -> decided.decision() == Decision.RESTRICT)
                .isPresent();
    }

    /** Whether the record is closed to this person, whatever role and team say. */
    @Transactional(readOnly = true)
    public boolean closedTo(String childRef, String userId) {
        return asks("record_closed_to", childRef, userId);
    }

    /** Whether a senior manager opened it to this person, whatever role and team say. */
    @Transactional(readOnly = true)
    public boolean grantedTo(String childRef, String userId) {
        return asks("record_granted_to", childRef, userId);
    }

    /** The children whose records are closed to this person, for lists over many children. */
    @Transactional(readOnly = true)
    public Set<String> closedTo(String userId) {
        return new HashSet<>(db.sql("select child_ref from (select distinct child_ref from pathways.record_access) a"
                        + " where pathways.record_closed_to(child_ref, ?, ?)")
                .params(userId, today())
                .query(String.class)
                .list());
    }

    /** Whether a senior manager said that this person has a conflict of interest here. */
    @Transactional(readOnly = true)
    public boolean conflicted(String childRef, String userId) {
        return childRef != null
                && userId != null
                && db.sql("select decision = 'CONFLICT' from pathways.record_access where child_ref = ? and person = ?"
                                + " and decision in ('CONFLICT', 'END_CONFLICT') order by seq desc limit 1")
                        .params(childRef, userId)
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
    }

    private boolean asks(String function, String childRef, String userId) {
        return db.sql("select pathways." + function + "(?, ?, ?)")
                .params(childRef, userId, today())
                .query(Boolean.class)
                .single();
    }

    private LocalDate today() {
        return England.dayOf(clock.instant());
    }
}
