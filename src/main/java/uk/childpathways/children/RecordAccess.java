package uk.childpathways.children;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.storage.NewRow;
import uk.childpathways.storage.ReadOnce;
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

    /** Rung by rung. */
    private static final List<Role> SENIOR = List.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

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
        END_CONFLICT,
        /** Opened by this person themselves, because a child could not wait. */
        EMERGENCY;

        boolean ofAPerson() {
            return this != RESTRICT && this != LIFT;
        }
    }

    /**
     * @param until the last day of a grant, or null
     * @param untilAt the end of an access in an emergency, or null
     */
    public record Decided(
            UUID id,
            String childRef,
            Decision decision,
            String person,
            LocalDate until,
            Instant untilAt,
            String reason,
            String by,
            Instant at) {}

    /** How long a record stays open that was opened in an emergency. */
    public static final Duration EMERGENCY_LASTS = Duration.ofHours(24);

    private final JdbcClient db;
    private final Children children;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordAccess(
            JdbcClient db,
            Children children,
            Directory directory,
            ApplicationEventPublisher events,
            Clock pathwaysClock) {
        this.db = db;
        this.children = children;
        this.directory = directory;
        this.events = events;
        this.clock = pathwaysClock;
    }

    /**
     * Records what a senior manager decided.
     *
     * @throws NotAllowedProblem when the person is not a senior manager, or would shut out somebody above them
     */
    public Decided decide(
            String childRef, Decision decision, String person, LocalDate until, String reason, String by) {
        children.get(childRef);
        if (directory.rolesOf(by).stream().map(Role::of).noneMatch(SENIOR::contains)) {
            throw new NotAllowedProblem("Who may see a record is decided by a service manager, a head of service or the"
                    + " director. Ask one of them.");
        }
        if (decision == null || decision == Decision.EMERGENCY) {
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
        if (decision == Decision.CONFLICT && rung(person) > rung(by)) {
            throw new NotAllowedProblem(
                    directory.nameOf(person) + " stands above you. Whether they are too near to this"
                            + " child or family is decided by themselves, by somebody on their own rung or by somebody above"
                            + " them.");
        }
        if (until != null && (decision != Decision.GRANT || until.isBefore(today()))) {
            throw new BadInputProblem("A last day belongs to an access that is granted, and lies in the future.");
        }
        return kept(childRef, decision, decision.ofAPerson() ? person : null, until, null, reason, by);
    }

    private int rung(String userId) {
        return directory.rolesOf(userId).stream()
                .map(Role::of)
                .mapToInt(SENIOR::indexOf)
                .max()
                .orElse(-1);
    }

    /**
     * Restricts the record because of what happened and not of what somebody decided, such as a match for adoption;
     * one that is restricted already stays as it is. Lifted by a senior manager alone, with a reason.
     */
    public void restrictBecause(String childRef, String reason) {
        if (!restricted(childRef)) {
            kept(childRef, Decision.RESTRICT, null, null, null, reason, Directory.APPLICATION);
        }
    }

    /** A person opens the record for {@link #EMERGENCY_LASTS}; whether they may was asked before. */
    Decided emergency(String childRef, String person, String reason) {
        return kept(childRef, Decision.EMERGENCY, person, null, clock.instant().plus(EMERGENCY_LASTS), reason, person);
    }

    private Decided kept(
            String childRef,
            Decision decision,
            String person,
            LocalDate until,
            Instant untilAt,
            String reason,
            String by) {
        Decided decided = new Decided(
                UUID.randomUUID(), childRef, decision, person, until, untilAt, reason.trim(), by, clock.instant());
        NewRow.in("pathways.record_access")
                .with("id", decided.id())
                .with("child_ref", childRef)
                .with("decision", decision.name())
                .with("person", person)
                .with("until", until)
                .with("until_at", untilAt)
                .with("reason", decided.reason())
                .with("by_user", by)
                .with("at", decided.at())
                .add(db);
        ReadOnce.forget(ReadOnce.About.RECORDS);
        ReadOnce.forget(ReadOnce.About.DECISIONS);
        events.publishEvent(new AccessDecided(decided));
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
                        rs.getTimestamp("until_at") == null
                                ? null
                                : rs.getTimestamp("until_at").toInstant(),
                        rs.getString("reason"),
                        rs.getString("by_user"),
                        rs.getTimestamp("at").toInstant()))
                .list();
    }

    @Transactional(readOnly = true)
    public boolean restricted(String childRef) {
        return any(childRef)
                && db.sql("select pathways.record_restricted(?)")
                        .param(childRef)
                        .query(Boolean.class)
                        .single();
    }

    /** Whether somebody restricted it, and not what happened to the child: see {@link #restrictBecause}. */
    @Transactional(readOnly = true)
    public boolean restrictedByDecision(String childRef) {
        return any(childRef)
                && db.sql("select pathways.record_restricted_by_decision(?)")
                        .param(childRef)
                        .query(Boolean.class)
                        .single();
    }

    /** Whether anything was ever decided about who may see this record. */
    @Transactional(readOnly = true)
    public boolean any(String childRef) {
        return childRef != null
                && ReadOnce.get(
                        ReadOnce.About.DECISIONS,
                        childRef,
                        () -> db.sql("select exists (select 1 from pathways.record_access where child_ref = ?)")
                                .param(childRef)
                                .query(Boolean.class)
                                .single());
    }

    /** The children whose records are closed to this person, for lists over many children. */
    @Transactional(readOnly = true)
    public Set<String> closedTo(String userId) {
        return new HashSet<>(db.sql("select child_ref from (select distinct child_ref from pathways.record_access) a"
                        + " where pathways.record_closed_to(child_ref, ?, ?)")
                .params(userId, Timestamp.from(clock.instant()))
                .query(String.class)
                .list());
    }

    /** Whether a senior manager said that this person has a conflict of interest here. */
    @Transactional(readOnly = true)
    public boolean conflicted(String childRef, String userId) {
        return childRef != null
                && userId != null
                && any(childRef)
                && db.sql("select pathways.record_in_conflict(?, ?)")
                        .params(childRef, userId)
                        .query(Boolean.class)
                        .single();
    }

    private LocalDate today() {
        return England.dayOf(clock.instant());
    }
}
