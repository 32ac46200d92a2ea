package uk.childpathways.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the last 12 months of a team went, each figure from the record: visits by kind (SWI-FIL-07a); what comes, goes and
 * how long it takes (DFE-1-07b, DFE-6-07a, DFE-8-07); how far each timescale is kept (DFE-3-01b, DFE-8-06a, DFE-8-08a,
 * RUT-INT-05b). Read by whom {@link TeamFigures#teamsFor} lets read.
 */
@Component
@Transactional(readOnly = true)
public class YearFigures {

    /**
     * One kind of journey over the last 12 months.
     *
     * @param journey its key
     * @param medianDays from opening to end, of those that ended; null for none
     */
    public record FlowLine(String journey, int opened, int ended, int running, Integer medianDays) {}

    /** One month of all journeys. */
    public record MonthLine(LocalDate month, int opened, int ended, int breaches) {}

    /** How one timescale, or one kind of visit, was kept over the last 12 months. */
    public record KeptLine(String standard, String name, int inTime, int late, int overdue) {

        /** Of those that were due; null where none was. */
        public Integer percentInTime() {
            int due = inTime + late + overdue;
            return due == 0 ? null : Math.round(100f * inTime / due);
        }
    }

    private final NamedParameterJdbcTemplate db;
    private final FigureParameters parameters;

    YearFigures(NamedParameterJdbcTemplate db, FigureParameters parameters) {
        this.db = db;
        this.parameters = parameters;
    }

    /** Each kind of visit over the last 12 months: made in time, made late, not made. */
    public List<KeptLine> visits(Collection<String> teams, String reader) {
        return kept(
                teams,
                reader,
                CHILDREN,
                " and d.standard_id ~ '(^|-)visit(ed)?(-|$)'"
                        + " and d.standard_id !~ '(agreed|asked|proposed|recorded|planned)'"
                        + " group by d.standard_id order by name");
    }

    /**
     * Supervision over the last 12 months: of children, by what the case asked for, which shows where frequencies differ
     * (SWI-PG1-04a, SUPF-INT-01b); and of the team's practitioners, counted without saying whose (NEW-IND-2a, NEW-IND-2n,
     * SWI-SUP-14).
     */
    public List<KeptLine> supervision(Collection<String> teams, String reader) {
        List<KeptLine> lines = new ArrayList<>(kept(
                teams,
                reader,
                CHILDREN,
                " and d.standard_id = 'case-supervised' group by d.standard_id, d.name order by d.name"));
        lines.addAll(kept(
                teams,
                reader,
                PRACTITIONERS,
                " and d.standard_id ~ '-supervision-held$' group by d.standard_id, d.name order by d.name"));
        return lines;
    }

    /** The timescales that were kept worst over the last 12 months. */
    public List<KeptLine> keptWorst(Collection<String> teams, String reader) {
        return kept(
                teams,
                reader,
                CHILDREN,
                " group by d.standard_id"
                        + " having count(*) filter (where d.status = 'MET_LATE' or d.status in ('OPEN', 'BREACHED')) > 0"
                        + " order by (count(*) filter (where d.status = 'MET'))::float / count(*), count(*) desc, name limit 12");
    }

    /** Each timescale that was due over the last 12 months. */
    public List<KeptLine> kept(Collection<String> teams, String reader) {
        return kept(teams, reader, CHILDREN, " group by d.standard_id");
    }

    private static final String CHILDREN = "join pathways.child c on c.ref = d.child_ref"
            + " where c.team_id = any (:teams) and c.ref <> all (:closed)";

    private static final String PRACTITIONERS = "join pathways.record_subject s on s.ref = d.child_ref"
            + " join pathways.person p on p.user_id = s.practitioner where p.team_id = any (:teams)";

    private List<KeptLine> kept(Collection<String> teams, String reader, String whose, String which) {
        String sql = """
                select d.standard_id, min(d.name) as name,
                    (count(*) filter (where d.status = 'MET'))::int as in_time,
                    (count(*) filter (where d.status = 'MET_LATE'))::int as late,
                    (count(*) filter (where d.status in ('OPEN', 'BREACHED')))::int as overdue
                from pathways.deadline d %s
                    and d.due > cast(:now as timestamptz) - interval '1 year'
                    and (d.status in ('MET', 'MET_LATE')
                        or (d.status in ('OPEN', 'BREACHED') and d.due < cast(:now as timestamptz)))
                """.formatted(whose);
        return db.query(
                sql + which,
                parameters.of(teams, reader),
                (rs, i) -> new KeptLine(
                        rs.getString("standard_id"),
                        rs.getString("name"),
                        rs.getInt("in_time"),
                        rs.getInt("late"),
                        rs.getInt("overdue")));
    }

    /** What came, went and is running, by kind of journey. */
    public List<FlowLine> flow(Collection<String> teams, String reader) {
        String sql = """
                select j.key,
                    (count(*) filter (where j.opened_at > cast(:now as timestamptz) - interval '1 year'))::int as opened,
                    (count(*) filter (where j.ended_at > cast(:now as timestamptz) - interval '1 year'))::int as ended,
                    (count(*) filter (where j.ended_at is null))::int as running,
                    round((percentile_cont(0.5) within group (order by extract(epoch from j.ended_at - j.opened_at))
                        filter (where j.ended_at > cast(:now as timestamptz) - interval '1 year')) / 86400)::int as days
                from pathways.journey j join pathways.child c on c.ref = j.child_ref
                where c.team_id = any (:teams) and c.ref <> all (:closed)
                    and (j.ended_at is null or j.ended_at > cast(:now as timestamptz) - interval '1 year')
                group by j.key order by j.key
                """;
        return db.query(
                sql,
                parameters.of(teams, reader),
                (rs, i) -> new FlowLine(
                        rs.getString("key"),
                        rs.getInt("opened"),
                        rs.getInt("ended"),
                        rs.getInt("running"),
                        rs.getObject("days", Integer.class)));
    }

    /** The last 12 months, the present one last. */
    public List<MonthLine> months(Collection<String> teams, String reader) {
        String sql = """
                with mine as (select c.ref from pathways.child c
                              where c.team_id = any (:teams) and c.ref <> all (:closed)),
                month as (select generate_series(
                              date_trunc('month', cast(:today as date)) - interval '11 months',
                              date_trunc('month', cast(:today as date)), interval '1 month')::date as first),
                opened as (select date_trunc('month', j.opened_at at time zone :zone)::date as first,
                               count(*)::int as n from pathways.journey j join mine on mine.ref = j.child_ref group by 1),
                ended as (select date_trunc('month', j.ended_at at time zone :zone)::date as first,
                               count(*)::int as n from pathways.journey j join mine on mine.ref = j.child_ref group by 1),
                breached as (select date_trunc('month', b.due at time zone :zone)::date as first,
                               count(*)::int as n from pathways.breach b join mine on mine.ref = b.child_ref
                               where not exists (select 1 from pathways.breach_answer a
                                                 where a.breach_id = b.id and a.decision = 'withdrawn') group by 1)
                select m.first, coalesce(o.n, 0) as opened, coalesce(e.n, 0) as ended, coalesce(b.n, 0) as breaches
                from month m left join opened o using (first) left join ended e using (first)
                left join breached b using (first) order by m.first
                """;
        return db.query(
                sql,
                parameters.of(teams, reader),
                (rs, i) -> new MonthLine(
                        rs.getObject("first", LocalDate.class),
                        rs.getInt("opened"),
                        rs.getInt("ended"),
                        rs.getInt("breaches")));
    }
}
