package uk.childpathways.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Starts the built jar in processes of their own and speaks to them over HTTP, on this machine only. */
abstract class RunningJar {

    static final String ADMIN = "root.admin";
    static final String PASSWORD = "only-for-this-check";

    /** Of the demonstration: whoever changes models, and whoever starts the journey and reads the record. */
    private static final String OWNER = "owner:pathways";

    private static final String SERVICE_MANAGER = "sm:pathways";
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    final List<Process> nodes = new ArrayList<>();

    /**
     * Starts one more node.
     *
     * @param arguments those that begin with -X go to the JVM, the others to the application
     */
    final Process node(Path jar, int port, Map<String, String> settings, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        Stream.of(arguments).filter(one -> one.startsWith("-X")).forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        Stream.of(arguments).filter(one -> !one.startsWith("-X")).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/" + getClass().getSimpleName() + "-" + (nodes.size() + 1) + ".log"));
        Map<String, String> environment = builder.environment();
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("PATHWAYS_ADMIN_USER", ADMIN);
        environment.put("PATHWAYS_ADMIN_PASSWORD", PASSWORD);
        // Each request of the check logs in; the slowness of the hash is not what it proves.
        environment.put("PATHWAYS_LOGIN_HASHSTRENGTH", "4");
        environment.putAll(settings);
        Process node = builder.start();
        nodes.add(node);
        return node;
    }

    /** Begins 20 tasks for the child whose timers are due at once, as a person would: by a form. */
    final String begin(int port, String child) throws Exception {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("childRef", Map.of("value", child));
        variables.put(
                "concernReceivedOn",
                Map.of("value", LocalDate.now().minusDays(10).toString()));
        return post(port, "/engine-rest/process-definition/key/two-nodes/submit-form", Map.of("variables", variables));
    }

    final boolean healthy(Process node, int port) {
        if (!node.isAlive()) {
            throw new IllegalStateException(
                    "A node ended at its start; see target/" + getClass().getSimpleName() + "-*.log");
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

    static Path jar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("child-pathways-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Build the jar first: mvn -DskipTests package"));
        }
    }

    /** The jar taken apart as Spring Boot does it: only so can a JVM keep what it has loaded for the next start. */
    static Path unpacked(Path jar) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("unpacked").resolve("application");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        folder.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The jar could not be taken apart: " + jar);
        }
        return folder.resolve(jar.getFileName());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // ---- requests, to this machine only ----

    final void deploy(int port) throws Exception {
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

    final String put(int port, String path, Object body) throws Exception {
        return send(port, path, "PUT", "application/json", JSON.writeValueAsBytes(body));
    }

    final String post(int port, String path, Object body) throws Exception {
        return send(port, path, "POST", "application/json", JSON.writeValueAsBytes(body));
    }

    final String send(int port, String path, String method, String type, byte[] body)
            throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString(whoMay(path).getBytes(StandardCharsets.UTF_8));
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

    /** The administrator puts in children and has records checked, but deploys here nothing, reads none and starts none. */
    private static String whoMay(String path) {
        if (path.endsWith("/deployment/create")) {
            return OWNER;
        }
        return path.endsWith("/record-check") || path.endsWith("/submit-form")
                ? SERVICE_MANAGER
                : ADMIN + ":" + PASSWORD;
    }

    static void await(String what, Duration most, BooleanSupplier come) {
        long giveUp = System.nanoTime() + most.toNanos();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("Waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static void say(String text, Object... values) {
        System.out.println(String.format(java.util.Locale.UK, text, values));
    }
}
