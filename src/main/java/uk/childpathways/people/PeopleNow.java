package uk.childpathways.people;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.England;
import uk.childpathways.storage.ReadOnce;

/**
 * Who works here today and who takes whose place, kept by each node until something about people has changed or another
 * day has begun. Whether it has is asked once in each transaction, and by whoever changes something himself.
 */
@Component
class PeopleNow {

    private record Known(String changes, LocalDate day, CoverRota rota) {}

    private final JdbcClient db;
    private final Clock clock;

    private volatile Known known;

    PeopleNow(JdbcClient db, Clock pathwaysClock) {
        this.db = db;
        this.clock = pathwaysClock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), England.ZONE);
    }

    CoverRota rota() {
        LocalDate today = today();
        return ReadOnce.get(ReadOnce.About.PEOPLE, today, () -> held(today));
    }

    /** Somebody has just changed people, roles, teams or absences, and goes on in the same transaction. */
    static void changed() {
        ReadOnce.forget(ReadOnce.About.PEOPLE);
        ReadOnce.forget(ReadOnce.About.RECORDS);
    }

    private CoverRota held(LocalDate today) {
        // Asked before the people are read: what is changed in between is read then, and read again the next time.
        String changes = changes();
        Known last = known;
        if (last == null || !last.changes.equals(changes) || !last.day.equals(today)) {
            last = new Known(changes, today, new CoverRota(people(), away(today), teams()));
            known = last;
        }
        return last.rota;
    }

    /** A row may become visible after one with a higher number, so the highest alone does not tell. */
    private String changes() {
        return db.sql("select count(*) || ' ' || coalesce(max(id), 0) || ' ' || coalesce(sum(id), 0)"
                        + " from pathways.people_changed")
                .query(String.class)
                .single();
    }

    private List<Person> people() {
        return db.sql("select p.user_id, p.name, p.team_id, p.service_id, p.email, p.phone, p.registered,"
                        + " p.suitably_qualified, p.active,"
                        + " array(select r.role from pathways.person_role r where r.user_id = p.user_id) as roles"
                        + " from pathways.person p where p.active or exists (select 1 from pathways.absence a"
                        + " where a.user_id = p.user_id and a.state <> 'OVER') order by p.user_id")
                .query((row, number) -> new Person(
                        row.getString("user_id"),
                        row.getString("name"),
                        roles(row),
                        row.getString("team_id"),
                        row.getString("service_id"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getBoolean("registered"),
                        row.getBoolean("suitably_qualified"),
                        row.getBoolean("active")))
                .list();
    }

    private static Set<String> roles(ResultSet row) throws SQLException {
        Array roles = row.getArray("roles");
        return Set.of((String[]) roles.getArray());
    }

    private List<Absence> away(LocalDate today) {
        return db.sql("select user_id, away_from, back_on, covered_by, recorded_by, recorded_at from pathways.absence"
                        + " where state <> 'OVER' and away_from <= :day and (back_on is null or back_on > :day)"
                        + " order by recorded_at")
                .param("day", today)
                .query((row, number) -> new Absence(
                        row.getString("user_id"),
                        row.getObject("away_from", LocalDate.class),
                        row.getObject("back_on", LocalDate.class),
                        row.getString("covered_by"),
                        row.getString("recorded_by"),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    private List<Team> teams() {
        return db.sql("select id, name, service_id from pathways.team where active order by name")
                .query((row, number) ->
                        new Team(row.getString("id"), row.getString("name"), row.getString("service_id")))
                .list();
    }
}
