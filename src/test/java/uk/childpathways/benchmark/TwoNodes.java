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
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two processes of the same jar meet an empty PostgreSQL at the same moment and share 2,000 due timers behind a proxy. In
 * the middle one of them is killed with -9, or the database is gone for 30 seconds. Not one of the tests; {@code
 * src/test/two-nodes.sh} builds the jar and runs it.
 */
class TwoNodes extends RunningJar {

    private static final int CHILDREN = 100;
    private static final int TIMERS_OF_A_CHILD = 20;
    private static final int TIMERS = CHILDREN * TIMERS_OF_A_CHILD;
    private static final int KILL_AFTER = 700;
    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final String OWNER = "pathways_owner";

    private EmbeddedPostgres postgres;
    private Path data;

    /** What goes wrong while the timers fire. */
    private interface Trouble {
        void strikes(Process one, JdbcTemplate db) throws Exception;
    }

    @Test
    void oneIsKilled() throws Exception {
        run((one, db) -> {
            one.destroyForcibly().waitFor();
            say(
                    "Node 1 killed with -9 after %d breaches; jobs held by a lock then: %d",
                    count(db, BREACHES),
                    count(
                            db,
                            "select count(*) from act_ru_job where type_ = 'timer' and lock_owner_ is not null"
                                    + " and process_def_key_ = 'benchmark-timer'"));
        });
    }

    @Test
    void theDatabaseIsGoneForHalfAMinute() throws Exception {
        run((one, db) -> {
            int then = count(db, BREACHES);
            int port = postgres.getPort();
            postgres.close();
            say("The database is stopped after %d breaches; every connection is cut", then);
            Thread.sleep(AWAY.toMillis());
            postgres = server(port);
            say("The database is back after %d s", AWAY.toSeconds());
        });
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
        await("node 1", Duration.ofMinutes(4), () -> healthy(one, first));
        await("node 2", Duration.ofMinutes(4), () -> healthy(two, second));
        say("Two nodes on an empty database: both healthy after %.1f s; load average %s", since(start), Report.load());
        say(
                "Models in force: %d, each in version %d",
                count(db, "select count(*) from act_re_procdef"),
                count(db, "select max(version_) from act_re_procdef"));

        try (RoundRobin proxy = new RoundRobin(first, second)) {
            share(proxy.port(), db, one, trouble);
        }
    }

    private void share(int port, JdbcTemplate db, Process one, Trouble trouble) throws Exception {
        prepare(port, db);
        assertThat(count(db, DUE)).isEqualTo(TIMERS);
        say("%d timers are due and held back; load average %s", TIMERS, Report.load());

        long fired = System.nanoTime();
        hold(db, false);
        await("the first breaches", Duration.ofMinutes(5), () -> count(db, BREACHES) >= KILL_AFTER);
        trouble.strikes(one, db);
        await("the rest of the timers", Duration.ofMinutes(10), () -> count(db, DUE) == 0);
        say("No due timer is left after %.1f s", since(fired));
        await(
                "the outbox",
                Duration.ofMinutes(5),
                () -> count(db, "select count(*) from pathways.notice where state = 'WAITING' and not_before <= now()")
                        == 0);

        int breaches = count(db, BREACHES);
        int deadlines = count(db, "select count(distinct deadline_id) from pathways.breach where " + OURS);
        int escalations = count(db, "select count(*) from act_hi_procinst where proc_def_key_ = 'breach-escalation'");
        int notices = count(db, "select count(*) from pathways.notice where kind = 'breach'");
        int doubledNotices = count(
                db,
                "select count(*) from (select event_key, recipient from pathways.notification group by 1, 2"
                        + " having count(*) > 1) doubled");
        int notifications = count(
                db,
                "select count(*) from pathways.notification n join pathways.notice e on e.id = n.notice_id"
                        + " where e.kind = 'breach'");
        int toldPerBreach = count(
                db,
                "select count(distinct recipient) from pathways.notification n join pathways.notice e"
                        + " on e.id = n.notice_id where e.kind = 'breach'");
        int incidents = count(db, "select count(*) from act_ru_incident");
        int broken = brokenChains(port, db);
        say("Timers: %d, breaches: %d, of so many deadlines: %d", TIMERS, breaches, deadlines);
        say("Lost breaches: %d, doubled breaches: %d", TIMERS - deadlines, breaches - deadlines);
        say("Escalations before a manager: %d, notices of a breach: %d", escalations, notices);
        say(
                "Notifications of a breach: %d (to %d people each), doubled: %d",
                notifications, toldPerBreach, doubledNotices);
        say("Incidents: %d, children whose record's chain is broken: %d", incidents, broken);
        assertThat(deadlines).as("breaches of different deadlines").isEqualTo(TIMERS);
        assertThat(breaches).as("breaches").isEqualTo(TIMERS);
        assertThat(escalations).as("escalations").isEqualTo(TIMERS);
        assertThat(notices).as("notices").isEqualTo(TIMERS);
        assertThat(notifications).as("notifications").isEqualTo(TIMERS * toldPerBreach);
        assertThat(doubledNotices).as("doubled notifications").isZero();
        assertThat(incidents).as("incidents").isZero();
        assertThat(broken).as("broken chains").isZero();
    }

    private static final String OURS = "process_instance_id in (select proc_inst_id_ from act_hi_procinst"
            + " where proc_def_key_ = 'benchmark-timer')";
    private static final String BREACHES = "select count(*) from pathways.breach where " + OURS;
    private static final String DUE = "select count(*) from act_ru_job where type_ = 'timer' and duedate_ <= now()"
            + " and process_def_key_ = 'benchmark-timer'";

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

    private static int count(JdbcTemplate db, String sql) {
        return db.queryForObject(sql, Integer.class);
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
