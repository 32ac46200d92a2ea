package uk.childpathways.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The embedded installation is killed with -9 again and again while people begin journeys and timers fire. Whatever was
 * acknowledged is there afterwards, once. Not one of the tests; {@code src/test/kills.sh} builds the jar and runs it.
 */
class Kills extends RunningJar {

    private static final int KILLS = Integer.getInteger("kills", 100);
    private static final int PEOPLE = 3;
    private static final int MOST_OF_A_ROUND = 12;
    private static final int TIMERS_OF_A_CHILD = 20;

    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> unknown = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    @Test
    void underLoad() throws Exception {
        Path jar = jar();
        Path data = Files.createTempDirectory("kills").resolve("postgres");
        Random random = new Random(7);
        int port = freePort();
        long start = System.nanoTime();
        try {
            Process node = started(jar, port, data);
            deploy(port);
            for (int kill = 1; kill <= KILLS; kill++) {
                load(port, node, kill, 500 + random.nextInt(3_000));
                node = started(jar, port, data);
                if (kill % 10 == 0) {
                    say("%d kills after %.0f s; journeys acknowledged: %d", kill, since(start), acknowledged.size());
                }
            }
            check(data, port);
        } finally {
            nodes.forEach(Process::destroyForcibly);
            Path pid = data.resolve("postmaster.pid");
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                        .ifPresent(ProcessHandle::destroy);
            }
        }
    }

    private Process started(Path jar, int port, Path data) throws Exception {
        nodes.clear();
        Process node = node(
                jar,
                port,
                Map.of("PATHWAYS_RECORD_CHECK_SECONDS", "3", "PATHWAYS_RECORD_CHECK_HOUR", "0"),
                "--pathways.storage.directory=" + data);
        await("the application", Duration.ofMinutes(4), () -> healthy(node, port));
        return node;
    }

    /** People begin journeys until, in the middle of it, the application is killed. */
    private void load(int port, Process node, int round, int millis) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        AtomicInteger number = new AtomicInteger();
        for (int i = 0; i < PEOPLE; i++) {
            people.submit(() -> {
                int n;
                while ((n = number.incrementAndGet()) <= MOST_OF_A_ROUND) {
                    String child = "C-K" + round + "-" + n;
                    try {
                        put(
                                port,
                                "/api/children/" + child,
                                Map.of("name", "Check " + child, "dateOfBirth", "2018-05-04", "team", "north"));
                        unknown.add(child);
                        begin(port, child);
                        acknowledged.add(child);
                        unknown.remove(child);
                    } catch (IllegalStateException answered) {
                        refused.add(child + ": " + answered.getMessage());
                        unknown.remove(child);
                    } catch (Exception killed) {
                        return null;
                    }
                }
                return null;
            });
        }
        Thread.sleep(millis);
        node.destroyForcibly().waitFor();
        people.shutdownNow();
        people.awaitTermination(30, TimeUnit.SECONDS);
    }

    private void check(Path data, int port) throws Exception {
        JdbcTemplate db = owner(data);
        await(
                "the rest of the timers",
                Duration.ofMinutes(15),
                () -> db.queryForObject(
                                "select count(*) from act_ru_job where type_ = 'timer' and duedate_ <= now()"
                                        + " and process_def_key_ = 'benchmark-timer'",
                                Integer.class)
                        == 0);
        Map<String, Integer> journeys =
                counted(db, "select child_ref, count(*) from pathways.journey where key = 'two-nodes' group by 1");
        Map<String, Integer> breaches = counted(db, "select child_ref, count(*) from pathways.breach group by 1");
        Map<String, Integer> deadlines =
                counted(db, "select child_ref, count(distinct deadline_id) from pathways.breach group by 1");
        Set<String> lost = new TreeSet<>(acknowledged);
        lost.removeAll(journeys.keySet());
        Set<String> doubled = new TreeSet<>();
        journeys.forEach((child, count) -> {
            if (count > 1) {
                doubled.add(child);
            }
        });
        Set<String> otherwise = new TreeSet<>();
        journeys.keySet().forEach(child -> {
            if (breaches.getOrDefault(child, 0) != TIMERS_OF_A_CHILD
                    || deadlines.getOrDefault(child, 0) != TIMERS_OF_A_CHILD) {
                otherwise.add(child + " " + breaches.get(child) + "/" + deadlines.get(child));
            }
        });
        post(port, "/api/record-checks", Map.of());
        await(
                "the record check",
                Duration.ofMinutes(3),
                () -> db.queryForObject(
                                "select count(*) from pathways.record_check where finished_at is not null",
                                Integer.class)
                        == 1);
        int broken = db.queryForObject("select sum(broken) from pathways.record_check", Integer.class);
        int incidents = db.queryForObject("select count(*) from act_ru_incident", Integer.class);
        say(
                "Kills: %d. Journeys acknowledged: %d, lost: %d, doubled: %d; cut off before an answer: %d, of which"
                        + " begun: %d; refused: %d",
                KILLS,
                acknowledged.size(),
                lost.size(),
                doubled.size(),
                unknown.size(),
                unknown.stream().filter(journeys::containsKey).count(),
                refused.size());
        say(
                "Timers: %d, breaches: %d; children with another number of breaches than %d: %d",
                journeys.size() * TIMERS_OF_A_CHILD,
                breaches.values().stream().mapToInt(Integer::intValue).sum(),
                TIMERS_OF_A_CHILD,
                otherwise.size());
        say("Records not as they were written: %d, incidents: %d", broken, incidents);
        refused.stream().limit(3).forEach(one -> say("Refused: %s", one));
        assertThat(lost).isEmpty();
        assertThat(doubled).isEmpty();
        assertThat(otherwise).isEmpty();
        assertThat(broken).isZero();
        assertThat(incidents).isZero();
        assertThat(acknowledged).isNotEmpty();
    }

    private static Map<String, Integer> counted(JdbcTemplate db, String sql) {
        Map<String, Integer> counts = new TreeMap<>();
        db.query(sql, row -> {
            if (row.getString(1).startsWith("C-K")) {
                counts.put(row.getString(1), row.getInt(2));
            }
        });
        return counts;
    }

    /** With the passwords that lie beside the data, as the account of the application reads them. */
    private static JdbcTemplate owner(Path data) throws IOException {
        Properties logins = new Properties();
        logins.load(new StringReader(
                Files.readString(data.resolveSibling("postgres.keys").resolve("database.properties"))));
        String port = Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip();
        return new JdbcTemplate(new SimpleDriverDataSource(
                new org.postgresql.Driver(),
                "jdbc:postgresql://localhost:" + port + "/pathways",
                "pathways_owner",
                logins.getProperty("owner")));
    }
}
