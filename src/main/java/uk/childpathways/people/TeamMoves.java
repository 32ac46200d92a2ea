package uk.childpathways.people;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * A team that goes to another service opens its children's records to those who answer there. An administrator alone moves
 * none: it stays where it is until somebody who answers for the service that it leaves has confirmed it.
 */
@Component
@Transactional
public class TeamMoves {

    private final SecondPeople second;
    private final Directory directory;
    private final DirectoryMaintenance maintenance;
    private final StaffAdministration staff;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final JdbcClient db;
    private final Clock clock;

    TeamMoves(
            SecondPeople second,
            Directory directory,
            DirectoryMaintenance maintenance,
            StaffAdministration staff,
            AuditTrail trail,
            ApplicationEventPublisher events,
            JdbcClient db,
            Clock pathwaysClock) {
        this.second = second;
        this.directory = directory;
        this.maintenance = maintenance;
        this.staff = staff;
        this.trail = trail;
        this.events = events;
        this.db = db;
        this.clock = pathwaysClock;
    }

    /**
     * Asks for the move, or takes back what was asked for where the team is to stay.
     *
     * @return the service to which the team belongs now
     */
    String asked(Team present, String to, String by) {
        Optional<TeamMove> before = of(present.id());
        if (present.service().equals(to)) {
            before.ifPresent(move -> {
                remove(present.id());
                trail.keep(entry("no longer asked for", move));
            });
            return to;
        }
        if (second.nobodyEver(by, by)) {
            return to;
        }
        if (before.filter(move -> move.to().equals(to)).isPresent()) {
            return present.service();
        }
        Set<String> askers = new LinkedHashSet<>(before.map(TeamMove::askedBy).orElse(List.of()));
        askers.add(by);
        TeamMove move = new TeamMove(present.id(), present.service(), to, List.copyOf(askers), clock.instant());
        db.sql("insert into pathways.team_waiting (team_id, service_id, asked_by, asked_at) values (?, ?, ?, ?)"
                        + " on conflict (team_id) do update set service_id = excluded.service_id,"
                        + " asked_by = excluded.asked_by, asked_at = excluded.asked_at")
                .params(move.team(), to, askers.toArray(String[]::new), Timestamp.from(move.askedAt()))
                .update();
        trail.keep(entry("waits for a second person", move)
                .before(Map.of("service", move.from()))
                .after(Map.of("service", to)));
        events.publishEvent(new TeamMove.Asked(move));
        return present.service();
    }

    @Transactional(readOnly = true)
    public Optional<TeamMove> of(String team) {
        return all().stream().filter(move -> move.team().equals(team)).findFirst();
    }

    /** Everything that waits, the longest first. */
    @Transactional(readOnly = true)
    public List<TeamMove> all() {
        return db.sql("select w.*, t.service_id as present from pathways.team_waiting w"
                        + " join pathways.team t on t.id = w.team_id order by w.asked_at, w.team_id")
                .query((row, number) -> new TeamMove(
                        row.getString("team_id"),
                        row.getString("present"),
                        row.getString("service_id"),
                        List.of((String[]) row.getArray("asked_by").getArray()),
                        row.getTimestamp("asked_at").toInstant()))
                .list();
    }

    /** Those who can confirm it: they answer for the service that the team leaves, and did not ask for it. */
    @Transactional(readOnly = true)
    public List<Person> secondPeople(TeamMove move) {
        return second.forTeam(move);
    }

    @Transactional(readOnly = true)
    public boolean can(String userId, TeamMove move) {
        return secondPeople(move).stream().anyMatch(person -> person.userId().equals(userId));
    }

    /** Of what waits as it was seen, to find out later whether it has changed. */
    @Transactional(readOnly = true)
    public String mark(TeamMove move) {
        return DigestUtils.sha256Hex(move.team() + "\n" + move.from() + "\n" + move.to() + "\n" + move.askedBy());
    }

    /**
     * The team goes to the other service.
     *
     * @param seen {@link #mark} of what was looked at; null where nobody looked
     * @throws NotAllowedProblem to whoever asked for it or does not answer for the service that it leaves
     * @throws ConflictProblem where somebody was first, or it has changed since
     */
    public void confirm(String team, String seen) {
        TeamMove move = decided(team, seen);
        remove(team);
        staff.putTeam(team, directory.teamById(team).orElseThrow().name(), move.to());
        trail.keep(
                entry("confirmed", move).before(Map.of("service", move.from())).after(Map.of("service", move.to())));
        events.publishEvent(new TeamMove.Decided(move, true, null, directory.currentUser()));
    }

    /** The team stays where it is. */
    public void refuse(String team, String reason, String seen) {
        if (reason == null || reason.isBlank()) {
            throw new BadInputProblem("Say why: the administrator is told, and it stands on the trail.");
        }
        TeamMove move = decided(team, seen);
        remove(team);
        trail.keep(entry("refused", move)
                .before(Map.of("service", move.to()))
                .after(Map.of("service", move.from()))
                .because(reason.trim()));
        events.publishEvent(new TeamMove.Decided(move, false, reason.trim(), directory.currentUser()));
    }

    /** A team that ends goes nowhere any more. */
    void ended(String team) {
        of(team).ifPresent(move -> {
            remove(team);
            trail.keep(entry("no longer asked for", move));
        });
    }

    private TeamMove decided(String team, String seen) {
        String by = directory.currentUser();
        maintenance.oneAtATime();
        TeamMove move = of(team).orElseThrow(() -> over(team));
        if (move.askedBy().contains(by)) {
            throw new NotAllowedProblem("You asked for this yourself: somebody else confirms it.");
        }
        if (!can(by, move)) {
            throw new NotAllowedProblem(
                    "This is confirmed by somebody who answers for the service that the team leaves: "
                            + Confirmations.names(secondPeople(move)) + ".");
        }
        if (seen != null && !seen.equals(mark(move))) {
            throw new ConflictProblem("What was asked for " + nameOf(team)
                    + " has changed since you opened the page. Nothing of yours is stored: look again.");
        }
        return move;
    }

    private RuntimeException over(String team) {
        List<RuntimeException> found = new ArrayList<>(db.sql(
                        "select action, by_user from pathways.audit_entry where kind = 'TEAM' and about = ?"
                                + " and action in ('confirmed', 'refused', 'no longer asked for')"
                                + " order by id desc limit 1")
                .param(team)
                .query((row, number) -> (RuntimeException) new ConflictProblem("Nothing waits any more for "
                        + nameOf(team) + ": " + row.getString("action") + " already by "
                        + directory.nameOf(row.getString("by_user")) + "."))
                .list());
        return found.isEmpty()
                ? new NotFoundProblem("No move of the team '" + team + "' waits for a second person.")
                : found.get(0);
    }

    private String nameOf(String team) {
        return directory.teamById(team).map(Team::name).orElse(team);
    }

    private void remove(String team) {
        db.sql("delete from pathways.team_waiting where team_id = ?")
                .param(team)
                .update();
    }

    private Change entry(String action, TeamMove move) {
        return Change.of(AuditKind.TEAM, action, move.team()).services(Set.of(move.from(), move.to()));
    }
}
