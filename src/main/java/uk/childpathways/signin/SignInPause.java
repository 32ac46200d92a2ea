package uk.childpathways.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A pause after wrong passwords in place of a lock that anybody could spring. It grows for the account from the source
 * where the wrong ones came from: 4 are free, then 2, 4, 8 … seconds, at most {@value #LONGEST_SECONDS}. Beside it each
 * source has a pause of its own for tries at many accounts, which does not hold for an account that was opened from there
 * before. A browser in which the account was opened is a source of its own ({@link KnownDevices}). So the rightful person is never shut out by what somebody else tries from elsewhere. The clock is the
 * database's: common to all nodes, and not moved by a rehearsal.
 */
@Component
public class SignInPause {

    static final int FREE = 4;
    static final int LONGEST_SECONDS = 900;
    static final int FREE_FOR_A_SOURCE = 30;
    static final int LONGEST_SECONDS_FOR_A_SOURCE = 120;
    private static final int LONGEST_ID = 100;

    /**
     * One try at a password.
     *
     * @param pausedUntil set: the password must not even be looked at before this moment
     * @param counted the try stands as a wrong one already, so that a hundred at the same moment are not a hundred
     */
    public record Try(String userId, String source, Instant pausedUntil, boolean counted) {
        public boolean paused() {
            return pausedUntil != null;
        }
    }

    /** What is known of the account from the source before the try. */
    private record Standing(int failures, Instant pausedUntil, boolean openedLately) {
        static Standing of(ResultSet row, int number) throws SQLException {
            Timestamp until = row.getTimestamp("until");
            return new Standing(
                    row.getInt("failures"), until == null ? null : until.toInstant(), row.getBoolean("opened_lately"));
        }
    }

    private final JdbcTemplate database;
    private final SignInNews news;

    SignInPause(JdbcTemplate database, SignInNews news) {
        this.database = database;
        this.news = news;
    }

    /** Asked before a password is looked at. Unknown accounts are counted like known ones, so that nothing tells them apart. */
    @Transactional
    public Try before(String userId, String source) {
        String user = shortened(userId);
        String from = shortened(source);
        Standing standing = standing(user, from);
        if (standing.pausedUntil() != null) {
            return new Try(user, from, standing.pausedUntil(), true);
        }
        if (standing.failures() < FREE) {
            return new Try(user, from, null, false);
        }
        // From here on one try at a time, and it counts before it is made.
        boolean first = database.update("""
                update pathways.sign_in_try set %s
                where user_id = ? and source = ? and (paused_until is null or paused_until <= clock_timestamp())
                """.formatted(oneMore(FREE, LONGEST_SECONDS, "12 hours")), user, from) == 1;
        Instant until = first ? null : standing(user, from).pausedUntil();
        return new Try(user, from, first || until != null ? until : now(), true);
    }

    /**
     * The password was wrong.
     *
     * @param known whether there is such an account: what was typed for one that does not exist is not kept in words
     */
    @Transactional
    public void wrong(Try what, boolean known) {
        if (!what.counted()) {
            count(what.userId(), what.source(), FREE, LONGEST_SECONDS, "12 hours");
        }
        count("", what.source(), FREE_FOR_A_SOURCE, LONGEST_SECONDS_FOR_A_SOURCE, "1 hour");
        Integer failures = database.queryForObject(
                "select failures from pathways.sign_in_try where user_id = ? and source = ?",
                Integer.class,
                what.userId(),
                what.source());
        if (failures != null && failures >= 10 && failures % 10 == 0) {
            news.repeatedWrongPasswords(what.userId(), known, what.source(), failures);
        }
        if (ThreadLocalRandom.current().nextInt(100) == 0) {
            forget();
        }
    }

    /** The password was right: what came before is forgotten, for this account from this source. */
    @Transactional
    public void right(Try what) {
        Standing standing = standing(what.userId(), what.source());
        if (standing.failures() == 0 && standing.openedLately()) {
            return;
        }
        database.update("""
                insert into pathways.sign_in_try (user_id, source, succeeded_at) values (?, ?, clock_timestamp())
                on conflict (user_id, source) do update
                set failures = 0, last_failure = null, paused_until = null, succeeded_at = clock_timestamp()
                """, what.userId(), what.source());
    }

    /**
     * The account may be tried again at once, from wherever it is paused, and for an hour whatever others tried from there:
     * the administrator says so, or its owner has just set a password with a link.
     */
    @Transactional
    public void forgive(String userId) {
        String user = shortened(userId);
        database.update("delete from pathways.sign_in_try where user_id = ?", user);
        database.update(
                "insert into pathways.sign_in_try (user_id, source, succeeded_at) values (?, '', clock_timestamp())",
                user);
    }

    /** When the account may be tried again from there, if it is paused. */
    @Transactional(readOnly = true)
    public Optional<Instant> pausedUntil(String userId, String source) {
        return Optional.ofNullable(
                standing(shortened(userId), shortened(source)).pausedUntil());
    }

    /** Forgets what nobody needs any more, so that made-up user names do not fill the table. */
    private void forget() {
        database.update("""
                delete from pathways.sign_in_try
                where coalesce(last_failure, '-infinity') < now() - interval '1 day'
                  and coalesce(succeeded_at, '-infinity') < now() - interval '90 days'
                """);
    }

    private Standing standing(String user, String source) {
        return database.queryForObject("""
                select coalesce(mine.failures, 0) as failures,
                       greatest(case when mine.paused_until > clock_timestamp() then mine.paused_until end,
                                case when theirs.paused_until > clock_timestamp()
                                      and coalesce(mine.succeeded_at, '-infinity') < now() - interval '90 days'
                                      and coalesce(forgiven.succeeded_at, '-infinity') < now() - interval '1 hour'
                                     then theirs.paused_until end) as until,
                       coalesce(mine.succeeded_at > now() - interval '1 day', false) as opened_lately
                from (select cast(? as text) as user_id, cast(? as text) as source) asked
                left join pathways.sign_in_try mine on mine.user_id = asked.user_id and mine.source = asked.source
                left join pathways.sign_in_try theirs on theirs.user_id = '' and theirs.source = asked.source
                left join pathways.sign_in_try forgiven on forgiven.user_id = asked.user_id and forgiven.source = ''
                """, Standing::of, user, source);
    }

    private void count(String user, String source, int free, int longest, String memory) {
        database.update("""
                insert into pathways.sign_in_try (user_id, source, failures, last_failure)
                values (?, ?, 1, clock_timestamp())
                on conflict (user_id, source) do update set %s
                """.formatted(oneMore(free, longest, memory)), user, source);
    }

    /** One wrong try more; after a quiet time the count begins anew. */
    private static String oneMore(int free, int longest, String memory) {
        String failures = "(case when pathways.sign_in_try.last_failure < clock_timestamp() - interval '" + memory
                + "' then 1 else pathways.sign_in_try.failures + 1 end)";
        return "failures = " + failures + ", last_failure = clock_timestamp(), paused_until = case when " + failures
                + " > " + free + " then clock_timestamp() + make_interval(secs => least(" + longest
                + ", power(2, least(20, " + failures + " - " + free + ")))) end";
    }

    private Instant now() {
        return database.queryForObject("select clock_timestamp()", Timestamp.class)
                .toInstant();
    }

    private static String shortened(String text) {
        String known = text == null ? "" : text.replace("\u0000", "");
        return known.length() <= LONGEST_ID ? known : known.substring(0, LONGEST_ID);
    }
}
