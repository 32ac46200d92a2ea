package uk.childpathways.children;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Role;
import uk.childpathways.storage.NewRow;
import uk.childpathways.storage.ReadOnce;

/**
 * Who has a part in a child's case beside the child's own team, and why: a conference chair, a reviewing officer, legal
 * services, the team that is asked to take over. A part follows from what is going on and is kept by nobody by hand: it
 * begins with the request, and while it lasts the record is open to them. Everybody in a role has it as long as the work
 * is offered to the role; the one who takes the work has it by name, the others no longer; it ends with the work
 * (SWI-CON-04a, SWI-CON-12). A chair, a reviewing officer and a lawyer who did such work keep the part, by name, until 28
 * days after the journey: they answer for it, and it comes back to them.
 */
@Service
@Transactional
public class RecordParts {

    /** Whose part outlasts the single task. */
    private static final Set<Role> CONTINUING = Set.of(Role.CP_CHAIR, Role.IRO, Role.LEGAL);

    /** A journey that ended is told of, written up and may be challenged: for so long its parts last beyond it. */
    static final Duration AFTER_THE_JOURNEY = Duration.ofDays(28);

    /**
     * Who has a part.
     *
     * @param role in which; null for a person who has it by name alone
     * @param team for a role of a team that is not the child's; otherwise null
     * @param person user id; null for everybody in the role
     */
    public record Whom(Role role, String team, String person) {

        public static Whom all(Role role, String team) {
            return new Whom(role, team, null);
        }

        public static Whom named(String person) {
            return new Whom(null, null, person);
        }
    }

    /** Where in the child's case: task and process instance are the engine's ids. */
    public record Place(String childRef, UUID journeyId, String processInstanceId, String taskId, String why) {}

    /** @param until null while no end is in sight */
    public record Part(String role, String team, String person, String why, Instant from, Instant until) {}

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordParts(JdbcClient db, ApplicationEventPublisher events, Clock pathwaysClock) {
        this.db = db;
        this.events = events;
        this.clock = pathwaysClock;
    }

    /** Begins and ends parts so that exactly these people have one by this task. */
    public void byTask(Place place, Collection<Whom> whom) {
        List<Whom> wanted = new ArrayList<>(whom);
        openOfTask(place.taskId()).forEach(open -> {
            if (!wanted.remove(open.whom())) {
                end("id = ?", open.id());
            }
        });
        wanted.forEach(each -> begin(place, each));
    }

    /** The task was done, by this person: their part goes on by name where it outlasts the task. */
    public void done(Place place, String by, Set<Role> rolesOfPerson) {
        List<Open> open = openOfTask(place.taskId());
        if (open.isEmpty()) {
            return;
        }
        open.forEach(part -> end("id = ?", part.id()));
        if (place.journeyId() != null) {
            CONTINUING.stream()
                    .filter(rolesOfPerson::contains)
                    .sorted()
                    .findFirst()
                    // Who does it in the child's reviewing officer's place, or appoints one, does not become it.
                    .filter(role -> role != Role.IRO
                            || named(place.childRef(), role).stream().allMatch(by::equals))
                    .ifPresent(role -> name(place, role, by));
        }
    }

    /** This person is the child's reviewing officer, or personal adviser, from now on, and whoever was it is so no longer. */
    public void appointed(Place place, Role role, String person) {
        end("task_id is null and person <> ? and role = ? and child_ref = ?", person, role.key(), place.childRef());
        name(place, role, person);
    }

    /** Those who have the part in this role by name, in whichever journey of the child, and work here. */
    @Transactional(readOnly = true)
    public List<String> named(String childRef, Role role) {
        return db.sql("select distinct p.person from pathways.record_part p"
                        + " join pathways.person h on h.user_id = p.person and h.active"
                        + " where p.child_ref = ? and p.role = ? and p.task_id is null and p.until_at is null"
                        + " order by p.person")
                .params(childRef, role.key())
                .query(String.class)
                .list();
    }

    /** The task is no longer there. */
    public void gone(String taskId) {
        end("task_id = ?", taskId);
    }

    /** What the process is about is asked of these roles from now on; those of whom somebody has the part by name already aside. */
    public void requested(Place place, Collection<Role> roles) {
        for (Role role : roles) {
            boolean known = role == Role.IRO
                    ? !named(place.childRef(), role).isEmpty()
                    : place.journeyId() != null && hasName(place.journeyId(), role);
            if (!known) {
                begin(place, Whom.all(role, null));
            }
        }
    }

    public void processEnded(String processInstanceId) {
        end("task_id is null and person is null and process_instance_id = ?", processInstanceId);
    }

    @EventListener
    void journeyEnded(JourneyEnded event) {
        endAt(
                clock.instant().plus(AFTER_THE_JOURNEY),
                "task_id is null and journey_id = ?",
                event.journey().id());
    }

    /** Who has or had a part in the child's case, those who have it now first. */
    @Transactional(readOnly = true)
    public List<Part> of(String childRef) {
        return db.sql("select * from pathways.record_part where child_ref = ?"
                        + " order by until_at desc nulls first, from_at desc, id limit 200")
                .param(childRef)
                .query((rs, i) -> new Part(
                        rs.getString("role"),
                        rs.getString("team_id"),
                        rs.getString("person"),
                        rs.getString("why"),
                        rs.getTimestamp("from_at").toInstant(),
                        rs.getTimestamp("until_at") == null
                                ? null
                                : rs.getTimestamp("until_at").toInstant()))
                .list();
    }

    private void name(Place place, Role role, String person) {
        end("task_id is null and person is null and role = ? and journey_id = ?", role.key(), place.journeyId());
        if (role == Role.IRO) {
            // A child has one, in all journeys.
            end("task_id is null and person is null and role = ? and child_ref = ?", role.key(), place.childRef());
        }
        if (!db.sql("select exists (select 1 from pathways.record_part where journey_id = ? and role = ? and person = ?"
                        + " and task_id is null and until_at is null)")
                .params(place.journeyId(), role.key(), person)
                .query(Boolean.class)
                .single()) {
            begin(
                    new Place(place.childRef(), place.journeyId(), null, null, place.why()),
                    new Whom(role, null, person));
            events.publishEvent(new PartNamed(place.childRef(), role, place.taskId()));
        }
    }

    private boolean hasName(UUID journeyId, Role role) {
        return db.sql(
                        "select exists (select 1 from pathways.record_part p join pathways.person h on h.user_id = p.person"
                                + " where p.journey_id = ? and p.role = ? and p.task_id is null and p.until_at is null"
                                + " and h.active)")
                .params(journeyId, role.key())
                .query(Boolean.class)
                .single();
    }

    private void begin(Place place, Whom whom) {
        NewRow.in("pathways.record_part")
                .with("id", UUID.randomUUID())
                .with("child_ref", place.childRef())
                .with("journey_id", place.journeyId())
                .with("process_instance_id", place.processInstanceId())
                .with("task_id", place.taskId())
                .with("role", whom.role() == null ? null : whom.role().key())
                .with("team_id", whom.team())
                .with("person", whom.person())
                .with("why", place.why())
                .with("from_at", clock.instant())
                .add(db);
        ReadOnce.forget(ReadOnce.About.RECORDS);
    }

    private void end(String which, Object... values) {
        endAt(clock.instant(), which, values);
    }

    private void endAt(Instant until, String which, Object... values) {
        List<Object> all = new ArrayList<>(List.of(Timestamp.from(until)));
        all.addAll(List.of(values));
        db.sql("update pathways.record_part set until_at = ? where until_at is null and " + which)
                .params(all)
                .update();
        ReadOnce.forget(ReadOnce.About.RECORDS);
    }

    private record Open(UUID id, Whom whom) {}

    private List<Open> openOfTask(String taskId) {
        return db.sql("select * from pathways.record_part where task_id = ? and until_at is null")
                .param(taskId)
                .query((rs, i) -> new Open(
                        rs.getObject("id", UUID.class),
                        new Whom(
                                rs.getString("role") == null ? null : Role.of(rs.getString("role")),
                                rs.getString("team_id"),
                                rs.getString("person"))))
                .list();
    }
}
