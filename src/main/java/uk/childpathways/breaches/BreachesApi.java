package uk.childpathways.breaches;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.England;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.Weight;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;
import uk.childpathways.web.Paged;

/** Breaches and what became of them, for those who may read the child's record. */
@RestController
@RequestMapping("/api/breaches")
@Tag(name = "Breaches", description = "Timescales that were missed or declared beforehand, and who answered for them.")
class BreachesApi {

    /** Closed as soon as the work is finished or no longer asked for; before that, open until a manager has decided. */
    private static final String VIEW = """
            (select b.*, d.status as deadline_status, d.weight, d.agreed_until, d.met_at, d.late_working_days,
                    d.late_calendar_days, c.team_id, c.allocated_worker,
                    pathways.breach_answered(b.id) as answered,
                    case when exists (select 1 from pathways.breach_answer a where a.breach_id = b.id
                                      and a.decision = 'withdrawn') then 'withdrawn'
                         when d.status not in ('OPEN', 'BREACHED') then 'closed'
                         when pathways.breach_answered(b.id) then 'answered'
                         else 'open' end as state
             from pathways.breach b
             join pathways.deadline d on d.id = b.deadline_id
             join pathways.child c on c.ref = b.child_ref) v
            """;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final BreachRecords records;
    private final Breaches breaches;
    private final ChildAccess access;
    private final Directory directory;

    BreachesApi(
            JdbcTemplate jdbc,
            NamedParameterJdbcTemplate named,
            BreachRecords records,
            Breaches breaches,
            ChildAccess access,
            Directory directory) {
        this.jdbc = jdbc;
        this.named = named;
        this.records = records;
        this.breaches = breaches;
        this.access = access;
        this.directory = directory;
    }

    /**
     * @param status {@code open}, {@code answered} (a manager has decided, the work is not done yet) or {@code closed}
     * @param answered whether a manager has decided; a closed breach may still wait for that
     * @param due the date that was passed
     * @param detectedAt when it was found; for a declaration when it was made
     * @param lateWorkingDays how late the work was finished, from the original date; null while it is open
     */
    record BreachView(
            UUID id,
            String status,
            boolean answered,
            String kind,
            String childRef,
            UUID journeyId,
            UUID deadlineId,
            String standard,
            String standardName,
            String weight,
            String owner,
            String answerBy,
            OffsetDateTime due,
            OffsetDateTime detectedAt,
            LocalDate agreedUntil,
            OffsetDateTime metAt,
            Integer lateWorkingDays,
            Integer lateCalendarDays,
            String declaredBy,
            String rationale) {}

    record AnswerView(String decision, String reason, LocalDate newDate, String effect, String by, OffsetDateTime at) {}

    record RungView(String role, OffsetDateTime at) {}

    record BreachInFull(BreachView breach, List<AnswerView> answers, List<RungView> alsoAsked) {}

    @GetMapping
    @Operation(summary = "Breaches of the children whose record you may read, latest first")
    Paged<BreachView> list(
            @RequestParam(required = false) String status, @ParameterObject @PageableDefault(size = 50) Pageable page) {
        if (status != null
                && !List.of("open", "answered", "closed", "withdrawn").contains(status)) {
            throw new BadInputProblem("The status is open, answered or closed, not '" + status + "'.");
        }
        String from = " from " + VIEW + " join pathways.child c on c.ref = v.child_ref where " + ChildAccess.OPEN
                + (status == null ? "" : " and v.state = :state");
        Map<String, Object> values = access.reader(directory.currentUser());
        values.put("state", status);
        values.put("size", page.getPageSize());
        values.put("offset", page.getOffset());
        Long total = named.queryForObject("select count(*)" + from, values, Long.class);
        List<BreachView> found = named.query(
                "select v.*" + from + " order by v.detected_at desc, v.id limit :size offset :offset",
                values,
                BreachesApi::view);
        return Paged.of(new PageImpl<>(found, page, total == null ? 0 : total));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One breach with its answers and who else was asked")
    BreachInFull one(@PathVariable UUID id) {
        try {
            access.check(breaches.get(id).childRef());
        } catch (NotAllowedProblem | NotFoundProblem closed) {
            throw new NotFoundProblem("No breach with the id " + id + " is open to you.");
        }
        BreachView view = jdbc.queryForObject("select * from " + VIEW + " where v.id = ?", BreachesApi::view, id);
        List<AnswerView> answers = records.answersOf(id).stream()
                .map(answer -> new AnswerView(
                        answer.decision(),
                        answer.reason(),
                        answer.newDate(),
                        answer.effect(),
                        answer.by(),
                        answer.at().atZone(England.ZONE).toOffsetDateTime()))
                .toList();
        List<RungView> rungs = jdbc.query(
                "select role, climbed_at from pathways.breach_rung where breach_id = ? order by climbed_at",
                (row, number) -> new RungView(row.getString("role"), moment(row.getTimestamp("climbed_at"))),
                id);
        return new BreachInFull(view, answers, rungs);
    }

    private static BreachView view(ResultSet row, int number) throws SQLException {
        Breach breach = BreachRecords.breach(row, number);
        java.sql.Date agreed = row.getDate("agreed_until");
        return new BreachView(
                breach.id(),
                row.getString("state").toLowerCase(Locale.ROOT),
                row.getBoolean("answered"),
                breach.kind(),
                breach.childRef(),
                breach.journeyId(),
                breach.deadlineId(),
                breach.standard(),
                breach.standardName(),
                Weight.ofCode(row.getString("weight")).words(),
                breach.owner(),
                breach.answerBy(),
                breach.due().atZone(England.ZONE).toOffsetDateTime(),
                breach.detectedAt().atZone(England.ZONE).toOffsetDateTime(),
                agreed == null ? null : agreed.toLocalDate(),
                moment(row.getTimestamp("met_at")),
                row.getObject("late_working_days", Integer.class),
                row.getObject("late_calendar_days", Integer.class),
                breach.declaredBy(),
                breach.rationale());
    }

    private static OffsetDateTime moment(Timestamp at) {
        return at == null ? null : at.toInstant().atZone(England.ZONE).toOffsetDateTime();
    }
}
