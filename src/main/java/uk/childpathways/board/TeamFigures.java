package uk.childpathways.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.Caseloads;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.web.NotAllowedProblem;

/**
 * What the managers of a team must know of its children today, each figure from the record and for all children at once. A
 * team manager reads those of the own team, a service manager those of every team (SWI-SUP-15, SWI-INT-07a); a
 * practitioner none. Records that are not up to date (SWI-FIL-01), workloads and those above the limit (NEW-CUL-3d-2,
 * SWI-CUL-06b, SWI-PG1-12a, SWI-PG1-12n). Children are shown by reference and name to those only who may open their record
 * (SWI-PG3-09).
 *
 * <p>Regular oversight, and the children who go without (NEW-IND-1a, NEW-IND-1n, SWI-PG1-02n); breaches that wait for an
 * answer (NEW-GEN-02a); drift, and nobody left unnoticed (NEW-LEA-4a-2, DFE-6-07d); work by worker and team (NEW-INT-03,
 * SWI-MPS-04a). How the last 12 months went is in {@link YearFigures}.
 */
@Component
@Transactional(readOnly = true)
public class TeamFigures {

    /** Which children are listed. */
    public enum Show {
        ALL("true", "All open children"),
        SUPERVISION("supervision_late or supervision_soon", "Supervision late or due in 7 days"),
        LATE("late > 0", "Something late"),
        ACTIONS("actions_late > 0", "Actions overdue"),
        SUMMARY("summary_old", "Summary out of date"),
        QUIET("quiet", "Nothing recorded for 28 days"),
        OVERSIGHT("no_oversight", "No oversight for 28 days"),
        UNALLOCATED("worker is null", "No allocated worker"),
        UNNOTICED("worker is null or quiet or next_due is null", "No worker, nothing recorded or nothing due");

        private final String condition;
        private final String words;

        Show(String condition, String words) {
            this.condition = condition;
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One open child.
     *
     * @param lastOversight the last entry on the oversight record; null for none
     * @param supervisionDue when the next supervision is due; null where none is asked for
     * @param summaryAt when the summary was last written; null for never
     * @param summaryOld older than 3 months, or none after 3 months
     */
    public record ChildLine(
            String ref,
            String name,
            String team,
            String worker,
            int journeys,
            Instant lastOversight,
            Instant supervisedAt,
            Instant supervisionDue,
            boolean supervisionLate,
            boolean supervisionSoon,
            Instant summaryAt,
            boolean summaryOld,
            Instant lastEntry,
            boolean quiet,
            int late,
            int actionsLate) {}

    /** @param overLimit workers with more children than the limit */
    public record TeamLine(
            String team,
            String name,
            int children,
            int unallocated,
            int supervisionLate,
            int supervisionSoon,
            int noOversight,
            int withLate,
            int actionsLate,
            int summaryOld,
            int quiet,
            int workers,
            int overLimit,
            int breachesToAnswer) {

        /** Of the open children, how many a manager has looked at within 28 days; null where there is none. */
        public Integer percentOverseen() {
            return children == 0 ? null : Math.round(100f * (children - noOversight) / children);
        }
    }

    public record WorkerLine(
            String worker, String name, String team, int children, int late, int actionsLate, boolean overLimit) {}

    /** Every open child of the teams with its figures. */
    private static final String FIGURES = """
            with open_child as materialized (
                select c.ref, c.name, c.team_id, c.allocated_worker, min(j.opened_at) as opened_at,
                       count(*)::int as journeys
                from pathways.child c
                join pathways.journey j on j.child_ref = c.ref and j.ended_at is null and j.key <> 'case-supervision'
                where c.team_id = any (:teams) and c.ref <> all (:closed)
                group by c.ref),
            facts as (
                select o.*,
                    (select max(e.at) from pathways.oversight_entry e where e.child_ref = o.ref) as last_oversight,
                    (select max(e.occurred_at) from pathways.journey_event e
                     where e.child_ref = o.ref and e.name = 'case-supervised') as supervised_at,
                    (select min(coalesce((d.agreed_until + time '23:59:59') at time zone :zone, d.due))
                     from pathways.deadline d where d.child_ref = o.ref and d.standard_id = 'case-supervised'
                     and d.status in ('OPEN', 'BREACHED')) as supervision_due,
                    (select max(e.at) from pathways.chronology_entry e
                     where e.child_ref = o.ref and e.form_id = 'update-childs-summary') as summary_at,
                    (select e.at from pathways.chronology_entry e where e.child_ref = o.ref
                     order by e.chain_seq desc limit 1) as last_entry,
                    (select count(*)::int from pathways.deadline d where d.child_ref = o.ref
                     and d.status in ('OPEN', 'BREACHED')
                     and coalesce((d.agreed_until + time '23:59:59') at time zone :zone, d.due) < cast(:now as timestamptz))
                        as late,
                    (select min(d.due) from pathways.deadline d where d.child_ref = o.ref
                     and d.status in ('OPEN', 'BREACHED')) as next_due,
                    (select count(*)::int from pathways.agreed_action a where a.child_ref = o.ref
                     and a.status = 'OPEN' and a.due_on < cast(:today as date)) as actions_late
                from open_child o),
            figures as (
                select f.*, f.allocated_worker as worker,
                    coalesce(f.supervision_due < cast(:now as timestamptz), false) as supervision_late,
                    coalesce(f.supervision_due >= cast(:now as timestamptz) and f.supervision_due < cast(:now as timestamptz) + interval '7 days', false)
                        as supervision_soon,
                    ((coalesce(f.summary_at, f.opened_at) at time zone :zone)::date + interval '3 months')
                        < cast(:today as date) as summary_old,
                    coalesce(f.last_oversight, '-infinity') < cast(:now as timestamptz) - interval '28 days'
                        as no_oversight,
                    coalesce(f.last_entry, f.opened_at) < cast(:now as timestamptz) - interval '28 days' as quiet
                from facts f)
            """;

    /** Quality assurance reads the figures of every team, and the lines of those children only in whose case it has a part. */
    private static final String OPEN_TO_READER =
            " and exists (select 1 from pathways.child c where c.ref = figures.ref and " + ChildAccess.OPEN + ")";

    private final NamedParameterJdbcTemplate db;
    private final Directory directory;
    private final ChildAccess access;
    private final FigureParameters parameters;
    private final int limit;

    TeamFigures(
            NamedParameterJdbcTemplate db,
            Directory directory,
            ChildAccess access,
            FigureParameters parameters,
            Caseloads caseloads) {
        this.db = db;
        this.directory = directory;
        this.access = access;
        this.parameters = parameters;
        this.limit = caseloads.mostChildren(Role.SOCIAL_WORKER);
    }

    /** How many children one worker has before the page says that it is too many. */
    public int limit() {
        return limit;
    }

    /** Those who look at the quality of every team's work, and open single records only where they have a part. */
    private static final Set<Role> OF_QUALITY =
            Set.of(Role.QUALITY_ASSURANCE, Role.SAFEGUARDING_MANAGER, Role.HEAD_OF_SAFEGUARDING);

    /**
     * The teams whose figures the person may read.
     *
     * @throws NotAllowedProblem when the person is neither a manager nor of quality assurance
     */
    public Set<String> teamsFor(String userId) {
        Person person = directory.person(userId).filter(Person::active).orElse(null);
        boolean may = person != null
                && person.roles().stream()
                        .map(Role::of)
                        .anyMatch(role -> role.manager() || role == Role.QUALITY_ASSURANCE);
        Set<String> teams = new HashSet<>(may ? access.teamsOpenTo(userId) : Set.of());
        if (may && OF_QUALITY.stream().anyMatch(person::hasRole)) {
            directory.teams().stream()
                    .filter(team -> person.service() == null || person.service().equals(team.service()))
                    .forEach(team -> teams.add(team.id()));
        }
        if (teams.isEmpty()) {
            throw new NotAllowedProblem("This page is for the managers of a team and those above them. What is due for"
                    + " your own children stands in Tasklist and on each child's page.");
        }
        return teams;
    }

    public List<TeamLine> teams(Collection<String> teams, String reader) {
        String sql = FIGURES + """
                , load as (
                    select p.team_id, p.user_id,
                           (select count(*) from figures f where f.worker = p.user_id) as children
                    from pathways.person p join pathways.person_role r on r.user_id = p.user_id
                    where p.active and p.team_id = any (:teams) and r.role = 'social-worker')
                select t.id, t.name,
                    count(f.ref)::int as children,
                    (count(f.ref) filter (where f.worker is null))::int as unallocated,
                    (count(f.ref) filter (where f.supervision_late))::int as supervision_late,
                    (count(f.ref) filter (where f.supervision_soon))::int as supervision_soon,
                    (count(f.ref) filter (where f.no_oversight))::int as no_oversight,
                    (count(f.ref) filter (where f.late > 0))::int as with_late,
                    coalesce(sum(f.actions_late), 0)::int as actions_late,
                    (count(f.ref) filter (where f.summary_old))::int as summary_old,
                    (count(f.ref) filter (where f.quiet))::int as quiet,
                    (select count(*) from load l where l.team_id = t.id)::int as workers,
                    (select count(*) from load l where l.team_id = t.id and l.children > :limit)::int as over_limit,
                    (select count(*) from pathways.breach b
                     join pathways.child c on c.ref = b.child_ref
                     join pathways.deadline d on d.id = b.deadline_id
                     where c.team_id = t.id and c.ref <> all (:closed) and d.status in ('OPEN', 'BREACHED')
                     and not pathways.breach_answered(b.id))::int as breaches_to_answer
                from pathways.team t left join figures f on f.team_id = t.id
                where t.id = any (:teams) group by t.id, t.name order by t.name
                """;
        return db.query(
                sql,
                parameters.of(teams, reader).addValue("limit", limit),
                (rs, i) -> new TeamLine(
                        rs.getString("id"),
                        rs.getString("name"),
                        rs.getInt("children"),
                        rs.getInt("unallocated"),
                        rs.getInt("supervision_late"),
                        rs.getInt("supervision_soon"),
                        rs.getInt("no_oversight"),
                        rs.getInt("with_late"),
                        rs.getInt("actions_late"),
                        rs.getInt("summary_old"),
                        rs.getInt("quiet"),
                        rs.getInt("workers"),
                        rs.getInt("over_limit"),
                        rs.getInt("breaches_to_answer")));
    }

    /** The workers of the teams and others allocated to one of their children, those with most children first. */
    public List<WorkerLine> workers(Collection<String> teams, String reader) {
        String sql = FIGURES + """
                select p.user_id, p.name, t.name as team, count(f.ref)::int as children,
                    coalesce(sum(f.late), 0)::int as late, coalesce(sum(f.actions_late), 0)::int as actions_late
                from pathways.person p
                left join figures f on f.worker = p.user_id
                left join pathways.team t on t.id = p.team_id
                where f.ref is not null
                   or (p.active and p.team_id = any (:teams) and exists (select 1 from pathways.person_role r
                       where r.user_id = p.user_id and r.role = 'social-worker'))
                group by p.user_id, p.name, t.name order by children desc, p.name
                """;
        return db.query(
                sql,
                parameters.of(teams, reader),
                (rs, i) -> new WorkerLine(
                        rs.getString("user_id"),
                        rs.getString("name"),
                        rs.getString("team"),
                        rs.getInt("children"),
                        rs.getInt("late"),
                        rs.getInt("actions_late"),
                        rs.getInt("children") > limit));
    }

    /** The children that need attention first come first. */
    public List<ChildLine> children(Collection<String> teams, String reader, Show show, int page, int size) {
        return db.query(
                FIGURES + " select * from figures where (" + show.condition + ")" + OPEN_TO_READER
                        + " order by supervision_late desc, late desc, actions_late desc, summary_old desc, ref"
                        + " limit :size offset :offset",
                parameters.withReader(teams, reader).addValue("size", size).addValue("offset", (long) page * size),
                TeamFigures::childLine);
    }

    public int count(Collection<String> teams, String reader, Show show) {
        Integer found = db.queryForObject(
                FIGURES + " select count(*)::int from figures where (" + show.condition + ")" + OPEN_TO_READER,
                parameters.withReader(teams, reader),
                Integer.class);
        return found == null ? 0 : found;
    }

    private static ChildLine childLine(ResultSet rs, int i) throws SQLException {
        return new ChildLine(
                rs.getString("ref"),
                rs.getString("name"),
                rs.getString("team_id"),
                rs.getString("worker"),
                rs.getInt("journeys"),
                at(rs, "last_oversight"),
                at(rs, "supervised_at"),
                at(rs, "supervision_due"),
                rs.getBoolean("supervision_late"),
                rs.getBoolean("supervision_soon"),
                at(rs, "summary_at"),
                rs.getBoolean("summary_old"),
                at(rs, "last_entry"),
                rs.getBoolean("quiet"),
                rs.getInt("late"),
                rs.getInt("actions_late"));
    }

    private static Instant at(ResultSet rs, String column) throws SQLException {
        Timestamp at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
