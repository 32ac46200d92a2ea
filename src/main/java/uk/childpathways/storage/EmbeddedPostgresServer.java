package uk.childpathways.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.childpathways.calendar.England;

/**
 * A real PostgreSQL server as a child process of this application, whose data stay in a directory between runs. One
 * server for a directory, shared by all application contexts of this JVM.
 */
final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final Map<Path, EmbeddedPostgresServer> RUNNING = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Path directory;
    private int users;

    private EmbeddedPostgresServer(EmbeddedPostgres postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    /**
     * Starts the server for this directory, or shares the one that runs.
     *
     * @param directory where the data lie; created if need be
     * @param durable false only for throw-away data: commits are then not forced to disk
     */
    static EmbeddedPostgresServer in(Path directory, boolean durable) {
        Path place = directory.toAbsolutePath().normalize();
        synchronized (RUNNING) {
            EmbeddedPostgresServer server = RUNNING.computeIfAbsent(place, path -> start(path, durable));
            server.users++;
            return server;
        }
    }

    private static EmbeddedPostgresServer start(Path directory, boolean durable) {
        try {
            Files.createDirectories(directory);
            endOrphan(directory);
            String onOff = durable ? "on" : "off";
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    // The library's own hook would end PostgreSQL before the connection pool is closed.
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", onOff)
                    .setServerConfig("synchronous_commit", onOff)
                    .setServerConfig("full_page_writes", onOff)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("timezone", England.ZONE.getId())
                    .setLocaleConfig("encoding", "UTF-8")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setPGStartupWait(PATIENCE)
                    .start();
            return new EmbeddedPostgresServer(postgres, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL could not be started in " + directory
                            + ". Is another Child Pathways running there, or is the disk full?",
                    e);
        }
    }

    /** After a killed application its PostgreSQL lives on and holds the directory: it is ended first. */
    private static void endOrphan(Path directory) throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        long pid = Long.parseLong(lines.get(0).trim());
        ProcessHandle.of(pid).filter(EmbeddedPostgresServer::isPostgres).ifPresent(orphan -> {
            LOG.info("Ending the PostgreSQL (process {}) that an earlier run left behind in {}", pid, directory);
            orphan.destroy();
            try {
                orphan.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(
                        "PostgreSQL process " + pid + " still holds " + directory + "; end it and start again", e);
            }
        });
        Files.deleteIfExists(pidFile);
    }

    private static boolean isPostgres(ProcessHandle process) {
        // Inside a user namespace the command cannot always be read: the pid file in our own directory then decides.
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }

    /** The address of a database of this server, which is created if it does not exist. */
    String jdbcUrl(String database) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var exists = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            exists.setString(1, database);
            if (!exists.executeQuery().next()) {
                try (var create = connection.createStatement()) {
                    create.execute("create database \"" + database.replace("\"", "") + "\"");
                }
            }
            return postgres.getJdbcUrl("postgres", database);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL in " + directory + " does not answer", e);
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        synchronized (RUNNING) {
            if (--users == 0) {
                RUNNING.remove(directory);
                postgres.close();
            }
        }
    }
}
