package uk.childpathways.benchmark;

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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The application started as anybody starts it, in a process of its own with its own embedded PostgreSQL, until its
 * health page answers.
 */
record StartedApplication(
        double secondsToHealthy, double heapMegabytes, double residentMegabytes, double postgresMegabytes) {

    /** Starts it on this data directory, measures, and ends it in an orderly way. */
    static StartedApplication measure(Path dataDirectory) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        int port = freePort();
        long start = System.nanoTime();
        Process application = new ProcessBuilder(
                        java,
                        "-cp",
                        classes(),
                        "uk.childpathways.ChildPathways",
                        "--server.port=" + port,
                        "--pathways.storage.directory=" + dataDirectory.toAbsolutePath())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/benchmark-start.log"))
                .start();
        try {
            awaitHealth(application, port);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new StartedApplication(
                    seconds,
                    heapAfterCollection(application.pid()),
                    resident(application.pid()),
                    application
                            .descendants()
                            .mapToDouble(child -> resident(child.pid()))
                            .sum());
        } finally {
            application.destroy();
            if (!application.waitFor(60, TimeUnit.SECONDS)) {
                application.destroyForcibly();
            }
        }
    }

    /** Surefire hides the class path in a jar's manifest; what the application needs stands beside it. */
    private static String classes() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitHealth(Process application, int port) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .build();
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (System.nanoTime() < giveUp) {
            if (!application.isAlive()) {
                throw new IllegalStateException("The application ended; see target/benchmark-start.log");
            }
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens yet.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new IllegalStateException("Not healthy after three minutes; see target/benchmark-start.log");
    }

    private static double heapAfterCollection(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd(pid, "GC.heap_info"));
        double kilobytes = 0;
        if (used.find()) {
            kilobytes = Double.parseDouble(used.group(1));
        }
        return kilobytes / 1024;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    /** The server and all its processes; it is no child of the application's process. */
    private static double residentOfPostgres(Path dataDirectory) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(dataDirectory.resolve("postmaster.pid"))
                .get(0)
                .trim());
        return resident(pid)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(child -> resident(child.pid()))
                        .sum();
    }

    /** Shared pages of PostgreSQL are counted once for each of its processes that has touched them. */
    private static double resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            List<Double> found = lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                    .toList();
            return found.isEmpty() ? 0 : found.get(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
