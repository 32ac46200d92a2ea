package uk.childpathways.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two processes of the same jar meet an empty PostgreSQL at the same moment, share 2,000 due timers, and one of them is
 * killed with -9 in the middle. Not one of the tests; {@code src/test/two-nodes.sh} builds the jar and runs it.
 */
class TwoNodes {

    private static final int CHILDREN = 100;
    private static final int TIMERS_OF_A_CHILD = 20;
    private static final int TIMERS = CHILDREN * TIMERS_OF_A_CHILD;
    private static final int KILL_AFTER = 700;
    private static final String ADMIN = "root.admin";
    private static final String PASSWORD = "only-for-this-check";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Process> nodes = new ArrayList<>();

    @Test
    void oneIsKilled() throws Exception {
        Path jar = jar();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setLocaleConfig("encoding", "UTF-8")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .start();
                HikariDataSource pool = new HikariDataSource()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(2);
            pool.setUsername("postgres");
            JdbcTemplate db = new JdbcTemplate(pool);
            try {
                check(jar, url, db);
            } finally {
                nodes.forEach(Process::destroyForcibly);
            }
        }
    }

    private void check(Path jar, String url, JdbcTemplate db) throws Exception {
        int first = freePort();
        int second = freePort();
        long start = System.nanoTime();
        Process one = node(jar, url, first);
        Process two = node(jar, url, second);
        await("node 1", Duration.ofMinutes(4), () -> healthy(one, first));
        await("node 2", Duration.ofMinutes(4), () -> healthy(two, second));
        say("Two nodes on an empty database: both healthy after %.1f s; load average %s", since(start), Report.load());
        say(
                "Models in force: %d, each in version %d",
                count(db, "select count(*) from act_re_procdef"),
                count(db, "select max(version_) from act_re_procdef"));

        prepare(second);
        assertThat(count(db, DUE)).isEqualTo(TIMERS);
        say("%d timers are due and held back; load average %s", TIMERS, Report.load());

        long fired = System.nanoTime();
        put(
                second,
                "/engine-rest/job-definition/suspended",
                Map.of("processDefinitionKey", "benchmark-timer", "suspended", false, "includeJobs", true));
        await("the first breaches", Duration.ofMinutes(5), () -> count(db, BREACHES) >= KILL_AFTER);
        one.destroyForcibly().waitFor();
        int atDeath = count(db, BREACHES);
        int held = count(
                db,
                "select count(*) from act_ru_job where type_ = 'timer' and lock_owner_ is not null"
                        + " and process_def_key_ = 'benchmark-timer'");
        say(
                "Node 1 killed with -9 after %d breaches (%.1f s); jobs held by a lock then: %d",
                atDeath, since(fired), held);
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
        int broken = brokenChains(second, db);
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
    private void prepare(int port) throws Exception {
        deploy(port);
        put(
                port,
                "/engine-rest/job-definition/suspended",
                Map.of("processDefinitionKey", "benchmark-timer", "suspended", true, "includeJobs", true));
        var pool = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            String child = "C-N" + i;
            all.add(pool.submit(() -> {
                put(
                        port,
                        "/api/children/" + child,
                        Map.of("name", "Check " + child, "dateOfBirth", "2018-05-04", "team", "north"));
                Map<String, Object> variables = new LinkedHashMap<>();
                variables.put("childRef", Map.of("value", child));
                variables.put(
                        "concernReceivedOn",
                        Map.of("value", LocalDate.now().minusDays(10).toString()));
                return post(
                        port,
                        "/engine-rest/process-definition/key/two-nodes/submit-form",
                        Map.of("variables", variables));
            }));
        }
        for (var one : all) {
            one.get();
        }
        pool.shutdown();
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

    // ---- nodes ----

    private Process node(Path jar, String url, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/two-nodes-" + (nodes.size() + 1) + ".log"));
        Map<String, String> environment = builder.environment();
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SPRING_DATASOURCE_URL", url);
        environment.put("SPRING_DATASOURCE_USERNAME", "postgres");
        environment.put("SPRING_DATASOURCE_PASSWORD", "");
        environment.put("PATHWAYS_RECORD_KEY", "k1:dGhpcnR5LXR3byBieXRlcyBmb3IgdGhpcyBjaGVjayE=");
        environment.put("PATHWAYS_ADMIN_USER", ADMIN);
        environment.put("PATHWAYS_ADMIN_PASSWORD", PASSWORD);
        // Teams and managers who can be told; the database is thrown away afterwards.
        environment.put("PATHWAYS_DEMONSTRATION_ENABLED", "true");
        Process node = builder.start();
        nodes.add(node);
        return node;
    }

    private boolean healthy(Process node, int port) {
        if (!node.isAlive()) {
            throw new IllegalStateException("A node ended at its start; see target/two-nodes-*.log");
        }
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("child-pathways-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Build the jar first: mvn -DskipTests package"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // ---- requests, to this machine only ----

    private void deploy(int port) throws Exception {
        String boundary = "----two-nodes";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String file : List.of("benchmark-timer.bpmn", "two-nodes.bpmn", "two-nodes.form")) {
            body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file + "\"; filename=\""
                            + file + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.write(Files.readAllBytes(Path.of("src/test/resources/benchmark", file)));
            body.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        send(
                port,
                "/engine-rest/deployment/create",
                "POST",
                "multipart/form-data; boundary=" + boundary,
                body.toByteArray());
    }

    private String put(int port, String path, Object body) throws Exception {
        return send(port, path, "PUT", "application/json", JSON.writeValueAsBytes(body));
    }

    private String post(int port, String path, Object body) throws Exception {
        return send(port, path, "POST", "application/json", JSON.writeValueAsBytes(body));
    }

    private String send(int port, String path, String method, String type, byte[] body)
            throws IOException, InterruptedException {
        // An administrator reads no child's record: the service manager of the demonstration does.
        String who = path.endsWith("/record-check") ? "sm:pathways" : ADMIN + ":" + PASSWORD;
        String credentials = Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofMinutes(2))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", type)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static void await(String what, Duration most, BooleanSupplier come) {
        long giveUp = System.nanoTime() + most.toNanos();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("Waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(java.util.Locale.UK, text, values));
    }
}
