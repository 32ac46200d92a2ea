package uk.childpathways.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two processes of the same jar meet an empty PostgreSQL at the same moment and share 2,000 due timers behind a proxy. In
 * the middle one of them is killed with -9, or the database is gone for 30 seconds. Not one of the tests; {@code
 * src/test/two-nodes.sh} builds the jar and runs it.
 */
class TwoNodes extends RunningJar {

    private static final int CHILDREN = 100;
    private static final int TIMERS = CHILDREN * Standing.TIMERS;
    private static final int KILL_AFTER = 700;
    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final String OWNER = "pathways_owner";

    private EmbeddedPostgres postgres;
    private Path data;
    private int proxyPort;

    /** What goes wrong while the timers fire. */
    private interface Trouble {
        void strikes(Process one, Standing standing) throws Exception;
    }

    @Test
    void oneIsKilled() throws Exception {
        run((one, standing) -> {
            one.destroyForcibly().waitFor();
            say(
                    "Node 1 killed with -9 after %d breaches; jobs held by a lock then: %d",
                    standing.breaches(), standing.count(Standing.DUE + " and lock_owner_ is not null"));
        });
    }

    @Test
    void theDatabaseIsGoneForHalfAMinute() throws Exception {
        run((one, standing) -> {
            int then = standing.breaches();
            int port = postgres.getPort();
            postgres.close();
            say("The database is stopped after %d breaches; every connection is cut", then);
            long gone = System.nanoTime();
            AtomicInteger refused = new AtomicInteger();
            // People go on trying meanwhile: each is told that nothing was recorded.
            await("the end of the half minute", AWAY.plusMinutes(3), () -> {
                refused.addAndGet(refusedForNow(refused.get()) ? 1 : 0);
                return since(gone) >= AWAY.toSeconds();
            });
            postgres = server(port);
            say(
                    "The database is back after %.1f s; attempts to begin a journey meanwhile: %d, each answered with"
                            + " 503",
                    since(gone), refused.get());
            assertThat(refused.get()).as("attempts while the database was gone").isPositive();
        });
    }

    /** Somebody tries to begin a journey while there is no database. */
    private boolean refusedForNow(int attempt) {
        try {
            begin(proxyPort, "C-N" + attempt);
            throw new AssertionError("A journey was begun without a database");
        } catch (IllegalStateException refusal) {
            assertThat(refusal.getMessage()).contains(": 503 ").contains("cannot be reached");
            return true;
        } catch (Exception e) {
            throw new AssertionError("No answer while the database was gone", e);
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setLocaleConfig("encoding", "UTF-8")
                .setLocaleConfig("locale", "C.UTF-8");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private void run(Trouble trouble) throws Exception {
        Path jar = jar();
        data = Files.createTempDirectory("two-nodes").resolve("postgres");
        postgres = server(0);
        try (HikariDataSource pool = new HikariDataSource()) {
            try (var superuser = postgres.getPostgresDatabase().getConnection();
                    var statement = superuser.createStatement()) {
                statement.execute("create role " + OWNER + " login; create role pathways_app login");
                statement.execute("create database pathways owner " + OWNER);
            }
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/pathways";
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(2);
            pool.setUsername(OWNER);
            JdbcTemplate db = new JdbcTemplate(pool);
            try {
                check(jar, url, db, trouble);
            } finally {
                nodes.forEach(Process::destroyForcibly);
            }
        } finally {
            postgres.close();
        }
    }

    private void check(Path jar, String url, JdbcTemplate db, Trouble trouble) throws Exception {
        int first = freePort();
        int second = freePort();
        long start = System.nanoTime();
        Process one = node(jar, first, environment(url));
        Process two = node(jar, second, environment(url));
        await("node 1", Duration.ofMinutes(15), () -> healthy(one, first));
        await("node 2", Duration.ofMinutes(15), () -> healthy(two, second));
        say("Two nodes on an empty database: both healthy after %.1f s; load average %s", since(start), Report.load());
        Standing standing = new Standing(db, "C-N");
        say(
                "Models in force: %d, each in version %d",
                standing.count("select count(*) from act_re_procdef"),
                standing.count("select max(version_) from act_re_procdef"));

        try (RoundRobin proxy = new RoundRobin(first, second)) {
            share(proxy.port(), db, one, trouble);
        }
    }

    private void share(int port, JdbcTemplate db, Process one, Trouble trouble) throws Exception {
        proxyPort = port;
        prepare(port, db);
        Standing standing = new Standing(db, "C-N");
        assertThat(standing.count(Standing.DUE)).isEqualTo(TIMERS);
        say("%d timers are due and held back; load average %s", TIMERS, Report.load());

        long fired = System.nanoTime();
        hold(db, false);
        await("the first breaches", Duration.ofMinutes(15), () -> standing.breaches() >= KILL_AFTER);
        trouble.strikes(one, standing);
        await("the rest of the timers", Duration.ofMinutes(45), standing::noTimerIsDue);
        say("No due timer is left after %.1f s", since(fired));
        await("the outbox", Duration.ofMinutes(15), standing::everybodyIsTold);

        assertThat(standing.begun()).as("children whose journey was begun").hasSize(CHILDREN);
        List<String> faults = standing.faults();
        int broken = brokenChains(port, db);
        say("Children whose record's chain is broken: %d", broken);
        assertThat(faults).isEmpty();
        assertThat(broken).as("broken chains").isZero();
    }

    /** Models, children and their journeys by REST, with the concern dated back so that every timer is due at once. */
    private void prepare(int port, JdbcTemplate db) throws Exception {
        deploy(port);
        hold(db, true);
        var pool = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            String child = "C-N" + i;
            all.add(pool.submit(() -> {
                put(
                        port,
                        "/api/children/" + child,
                        Map.of("name", "Check " + child, "dateOfBirth", "2018-05-04", "team", "north"));
                return begin(port, child);
            }));
        }
        for (var one : all) {
            one.get();
        }
        pool.shutdown();
    }

    /** Nobody may hold a clock back, so the check does it where the clocks are kept. */
    private static void hold(JdbcTemplate db, boolean back) {
        int state = back ? 2 : 1;
        db.update("update act_ru_jobdef set suspension_state_ = ? where proc_def_key_ = 'benchmark-timer'", state);
        db.update("update act_ru_job set suspension_state_ = ? where process_def_key_ = 'benchmark-timer'", state);
    }

    private int brokenChains(int port, JdbcTemplate db) throws Exception {
        int broken = 0;
        for (String child : db.queryForList("select distinct child_ref from pathways.breach", String.class)) {
            JsonNode report = JSON.readTree(
                    send(port, "/api/children/" + child + "/record-check", "GET", "application/json", null));
            broken += report.path("faults").isEmpty() ? 0 : 1;
        }
        return broken;
    }

    private static Map<String, String> environment(String url) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                url,
                "SPRING_DATASOURCE_USERNAME",
                "pathways_app",
                "SPRING_DATASOURCE_PASSWORD",
                "none",
                "SPRING_FLYWAY_USER",
                OWNER,
                "SPRING_FLYWAY_PASSWORD",
                "none",
                "PATHWAYS_REFUSE_OWNER",
                "true",
                "PATHWAYS_RECORD_KEY",
                "k1:dGhpcnR5LXR3byBieXRlcyBmb3IgdGhpcyBjaGVjayE=",
                // Teams and managers who can be told; the database is thrown away afterwards.
                "PATHWAYS_DEMONSTRATION_ENABLED",
                "true");
    }
}
