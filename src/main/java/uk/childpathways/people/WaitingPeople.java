package uk.childpathways.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was asked for people and waits for a second person. */
@Component
@Transactional
public class WaitingPeople {

    private final JdbcClient db;

    WaitingPeople(JdbcClient db) {
        this.db = db;
    }

    @Transactional(readOnly = true)
    public Optional<Waiting> of(String userId) {
        return db.sql("select * from pathways.person_waiting where user_id = ?")
                .param(userId)
                .query(WaitingPeople::waiting)
                .optional();
    }

    /** Everything that waits, the longest first. */
    @Transactional(readOnly = true)
    public List<Waiting> all() {
        return db.sql("select * from pathways.person_waiting order by asked_at, user_id")
                .query(WaitingPeople::waiting)
                .list();
    }

    /** The person as the administrator put them in, with what waits and is not in force yet: for forms and files alone. */
    @Transactional(readOnly = true)
    public Person asAskedFor(Person inForce) {
        return of(inForce.userId()).map(waiting -> asAskedFor(inForce, waiting)).orElse(inForce);
    }

    /** The same for many people, asked once. */
    @Transactional(readOnly = true)
    public UnaryOperator<Person> asAskedFor() {
        Map<String, Waiting> all = all().stream().collect(Collectors.toMap(Waiting::userId, waiting -> waiting));
        return person -> all.containsKey(person.userId()) ? asAskedFor(person, all.get(person.userId())) : person;
    }

    static Person asAskedFor(Person person, Waiting waiting) {
        return person.in(waiting.roles(), waiting.team(), waiting.service());
    }

    void keep(Waiting waiting) {
        db.sql("insert into pathways.person_waiting (user_id, roles, team_id, service_id, because, asked_by, asked_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (user_id) do update set roles = excluded.roles,"
                        + " team_id = excluded.team_id, service_id = excluded.service_id, because = excluded.because,"
                        + " asked_by = excluded.asked_by, asked_at = excluded.asked_at")
                .params(Arrays.asList(
                        waiting.userId(),
                        waiting.roles().toArray(String[]::new),
                        waiting.team(),
                        waiting.service(),
                        waiting.because().stream().map(Enum::name).toArray(String[]::new),
                        waiting.askedBy().toArray(String[]::new),
                        Timestamp.from(waiting.askedAt())))
                .update();
    }

    /** @return whether anything waited */
    boolean remove(String userId) {
        return db.sql("delete from pathways.person_waiting where user_id = ?")
                        .param(userId)
                        .update()
                > 0;
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        Set<Waiting.Why> because = EnumSet.noneOf(Waiting.Why.class);
        for (String why : (String[]) row.getArray("because").getArray()) {
            because.add(Waiting.Why.valueOf(why));
        }
        return new Waiting(
                row.getString("user_id"),
                new TreeSet<>(List.of((String[]) row.getArray("roles").getArray())),
                row.getString("team_id"),
                row.getString("service_id"),
                because,
                List.of((String[]) row.getArray("asked_by").getArray()),
                row.getTimestamp("asked_at").toInstant());
    }
}
