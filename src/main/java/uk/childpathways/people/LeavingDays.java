package uk.childpathways.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.calendar.Days;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotAllowedProblem;

/**
 * The day from which somebody no longer works here, where it is known ahead: the end of an agency's contract. It stands
 * beside the person and is no part of what their form stores; what it was and who set it is on the trail of the person.
 */
@Component
@Transactional
public class LeavingDays {

    /** Further ahead it is a slip of the pen. */
    private static final int MOST_YEARS = 5;

    /**
     * @param on the first day on which they cannot log in
     * @param coveredBy who then takes their place, or null
     * @param reason or null
     */
    public record Leaving(String userId, LocalDate on, String coveredBy, String reason) {}

    private final JdbcClient db;
    private final StaffAdministration staff;
    private final DirectoryMaintenance maintenance;
    private final Directory directory;
    private final LoginAccounts accounts;
    private final Cover cover;
    private final AuditTrail trail;

    LeavingDays(
            JdbcClient db,
            StaffAdministration staff,
            DirectoryMaintenance maintenance,
            Directory directory,
            LoginAccounts accounts,
            Cover cover,
            AuditTrail trail) {
        this.db = db;
        this.staff = staff;
        this.maintenance = maintenance;
        this.directory = directory;
        this.accounts = accounts;
        this.cover = cover;
        this.trail = trail;
    }

    /**
     * Sets the day, or with none takes it back.
     *
     * @param seen the day that stood there when it was looked at, or null
     * @throws BadInputProblem where the day is not ahead
     * @throws ConflictProblem where another day stands there by now
     */
    public void set(String userId, LocalDate on, String coveredBy, String reason, LocalDate seen) {
        staff.checkMayMaintain();
        maintenance.oneAtATime();
        Person person = maintenance.working(userId);
        LocalDate present = of(userId).map(Leaving::on).orElse(null);
        if (!Objects.equals(present, seen)) {
            throw new ConflictProblem("Somebody else has changed the day on which " + person.name()
                    + " leaves since you opened this: it is "
                    + (present == null ? "not set" : Days.LONG.day(present)) + " now. Nothing of yours is stored.");
        }
        if (on != null) {
            if (userId.equals(directory.currentUser())) {
                throw new NotAllowedProblem("Nobody says of themselves that they leave. Another administrator can.");
            }
            LocalDate today = cover.today();
            if (!on.isAfter(today) || on.isAfter(today.plusYears(MOST_YEARS))) {
                throw new BadInputProblem("A day on which somebody leaves lies between tomorrow and "
                        + Days.SHORT.day(today.plusYears(MOST_YEARS)) + ". Leave the day empty if they leave now.");
            }
        }
        trail.actingBecause(null);
        db.sql("update pathways.person set leaves_on = ?, leaves_covered_by = ?, leaves_reason = ? where user_id = ?")
                .params(Arrays.asList(on, on == null ? null : coveredBy, on == null ? null : reason, userId))
                .update();
    }

    /** By the application's clock, which a rehearsal moves. */
    @Transactional(readOnly = true)
    public LocalDate today() {
        return cover.today();
    }

    @Transactional(readOnly = true)
    public Optional<Leaving> of(String userId) {
        return db.sql("select user_id, leaves_on, leaves_covered_by, leaves_reason from pathways.person"
                        + " where user_id = ? and active and leaves_on is not null")
                .param(userId)
                .query(LeavingDays::leaving)
                .optional();
    }

    /** Those who leave on this day or before it and still work here, the earliest first. */
    @Transactional(readOnly = true)
    public List<Leaving> until(LocalDate day) {
        return db.sql("select user_id, leaves_on, leaves_covered_by, leaves_reason from pathways.person"
                        + " where active and leaves_on <= ? order by leaves_on, user_id")
                .param(day)
                .query(LeavingDays::leaving)
                .list();
    }

    /** Whether this person's day has come, so that they do not log in any more; the last administrator does. */
    @Transactional(readOnly = true)
    public boolean over(String userId) {
        return of(userId)
                        .filter(leaving -> !leaving.on().isAfter(cover.today()))
                        .isPresent()
                && !accounts.administrators().equals(List.of(userId));
    }

    private static Leaving leaving(ResultSet row, int number) throws SQLException {
        return new Leaving(
                row.getString("user_id"),
                row.getObject("leaves_on", LocalDate.class),
                row.getString("leaves_covered_by"),
                row.getString("leaves_reason"));
    }
}
