package uk.childpathways.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The embedded installation is killed with -9 again and again while people begin journeys and timers fire; every second
 * time its PostgreSQL with it, as when a machine loses its power. Whatever was acknowledged is there afterwards, once. Not
 * one of the tests; {@code src/test/kills.sh} builds the jar and runs it.
 */
class Kills extends RunningJar {

    private static final int KILLS = Integer.getInteger("kills", 100);
    private static final long SEED = Long.getLong("seed", 7L);
    private static final int PEOPLE = 3;
    private static final int MOST_OF_A_ROUND = 12;
    private static final int BETWEEN_CHECKS = 25;
    private static final int MOST_BREACHES = 60;

    private final Set<String> put = new ConcurrentSkipListSet<>();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> unknown = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final Set<String> sentences = new ConcurrentSkipListSet<>();

    private Path jar;
    private Path archive;
    private Path data;
    private int port;

    @Test
    void underLoad() throws Exception {
        jar = unpacked(jar());
        archive = jar.resolveSibling("classes.jsa");
        data = Files.createTempDirectory("kills").resolve("postgres");
        port = freePort();
        Random random = new Random(SEED);
        try {
            firstStart();
            long start = System.nanoTime();
            Process node = started();
            for (int kill = 1; kill <= KILLS; kill++) {
                load(node, kill, random);
                node = started();
                if (kill % 10 == 0 || kill == KILLS) {
                    say(
                            "%d kills after %.0f s; journeys acknowledged: %d; load average %s",
                            kill, since(start), acknowledged.size(), Report.load());
                }
                if (kill % BETWEEN_CHECKS == 0 || kill == KILLS) {
                    check(kill);
                }
            }
        } finally {
            nodes.forEach(Process::destroyForcibly);
            postmaster().ifPresent(ProcessHandle::destroy);
        }
    }

    /**
     * Makes the database, deploys the models and ends in an orderly way. What the JVM has loaded by then is kept, so that
     * the starts after a kill are shorter; they are whole otherwise.
     */
    private void firstStart() throws Exception {
        long start = System.nanoTime();
        Process node = started("-XX:ArchiveClassesAtExit=" + archive);
        say("First start, on an empty database: %.1f s", since(start));
        deploy(port);
        node.destroy();
        if (!node.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("The application does not end when it is asked to");
        }
        long again = System.nanoTime();
        Process second = started();
        say("Start on what is there: %.1f s", since(again));
        second.destroyForcibly().waitFor();
    }

    private Process started(String... options) throws Exception {
        nodes.clear();
        Process node = node(
                jar,
                port,
                Map.of("PATHWAYS_RECORD_CHECK_SECONDS", "3", "PATHWAYS_RECORD_CHECK_HOUR", "0"),
                options.length > 0 ? options[0] : "-XX:SharedArchiveFile=" + archive,
                "--pathways.storage.directory=" + data);
        await("the application", Duration.ofMinutes(15), () -> healthy(node, port));
        return node;
    }

    /** People begin journeys until, in the middle of it, the application is killed. */
    private void load(Process node, int round, Random random) throws Exception {
        JdbcTemplate db = owner();
        Standing standing = new Standing(db, "C-K");
        int journeysBefore = acknowledged.size();
        int breachesBefore = standing.breaches();
        int journeys = random.nextInt(MOST_OF_A_ROUND);
        int breaches = 1 + random.nextInt(MOST_BREACHES);
        BooleanSupplier moment = round % 4 < 2
                ? () -> acknowledged.size() - journeysBefore >= journeys
                : () -> standing.breaches() - breachesBefore >= breaches;

        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        AtomicInteger number = new AtomicInteger();
        for (int i = 0; i < PEOPLE; i++) {
            people.submit(() -> {
                int n;
                while ((n = number.incrementAndGet()) <= MOST_OF_A_ROUND && !Thread.interrupted()) {
                    if (!oneBegins("C-K" + round + "-" + n)) {
                        return;
                    }
                }
            });
        }
        await("the moment to kill", Duration.ofMinutes(15), moment);
        var postmaster = round % 2 == 0 ? postmaster() : Optional.<ProcessHandle>empty();
        node.destroyForcibly();
        postmaster.ifPresent(server -> {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        });
        node.waitFor();
        people.shutdownNow();
        if (!people.awaitTermination(3, TimeUnit.MINUTES)) {
            throw new AssertionError("Somebody still waits for an answer of the application that was killed");
        }
    }

    /** Whether the application answered. */
    private boolean oneBegins(String child) {
        try {
            put(
                    port,
                    "/api/children/" + child,
                    Map.of("name", "Check " + child, "dateOfBirth", "2018-05-04", "team", "north"));
            put.add(child);
            unknown.add(child);
            begin(port, child);
            acknowledged.add(child);
            unknown.remove(child);
            return true;
        } catch (IllegalStateException answered) {
            refused.add(child);
            sentences.add(answered.getMessage());
            unknown.remove(child);
            return true;
        } catch (Exception killed) {
            return false;
        }
    }

    private void check(int kills) throws Exception {
        JdbcTemplate db = owner();
        Standing standing = new Standing(db, "C-K");
        await("the rest of the timers", Duration.ofMinutes(45), standing::noTimerIsDue);
        await("the outbox", Duration.ofMinutes(15), standing::everybodyIsTold);
        Set<String> begun = standing.begun();
        Set<String> lostChildren = new TreeSet<>(put);
        lostChildren.removeAll(standing.children());
        Set<String> lost = new TreeSet<>(acknowledged);
        lost.removeAll(begun);
        Set<String> begunThough = new TreeSet<>(refused);
        begunThough.retainAll(begun);
        say(
                "Kills: %d, every second one with PostgreSQL. Children acknowledged: %d, lost: %d. Journeys"
                        + " acknowledged: %d, lost: %d; cut off before an answer: %d, of which begun: %d; refused: %d, of"
                        + " which begun: %d",
                kills,
                put.size(),
                lostChildren.size(),
                acknowledged.size(),
                lost.size(),
                unknown.size(),
                unknown.stream().filter(begun::contains).count(),
                refused.size(),
                begunThough.size());
        sentences.stream().limit(3).forEach(one -> say("Refused: %s", one));
        var faults = standing.faults();
        // One of earlier today does not count: it read what was there then.
        Instant asked = Instant.now();
        post(port, "/api/record-checks", Map.of());
        await(
                "the record check",
                Duration.ofMinutes(15),
                () -> db.queryForObject(
                                "select count(*) from pathways.record_check where started_at >= ? and finished_at is"
                                        + " not null",
                                Integer.class,
                                Timestamp.from(asked))
                        > 0);
        int broken = standing.count("select broken from pathways.record_check order by day desc limit 1");
        say(
                "Records read again: %d, not as they were written: %d",
                standing.count("select checked from pathways.record_check order by day desc limit 1"), broken);
        assertThat(faults).isEmpty();
        assertThat(lostChildren).isEmpty();
        assertThat(lost).isEmpty();
        assertThat(begunThough).isEmpty();
        assertThat(broken).isZero();
        assertThat(acknowledged).hasSizeGreaterThan(kills);
        assertThat(refused).as("refused, with %s", sentences).isEmpty();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path pid = data.resolve("postmaster.pid");
        return Files.exists(pid)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                : Optional.empty();
    }

    /** With the passwords that lie beside the data, as the account of the application reads them. */
    private JdbcTemplate owner() throws IOException {
        Properties logins = new Properties();
        logins.load(new StringReader(
                Files.readString(data.resolveSibling("postgres.keys").resolve("database.properties"))));
        String atPort =
                Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip();
        return new JdbcTemplate(new SimpleDriverDataSource(
                new org.postgresql.Driver(),
                "jdbc:postgresql://localhost:" + atPort + "/pathways",
                "pathways_owner",
                logins.getProperty("owner")));
    }
}
