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
    private final DatabaseLogins logins;
    private int users;

    private EmbeddedPostgresServer(EmbeddedPostgres postgres, Path directory, DatabaseLogins logins) {
        this.postgres = postgres;
        this.directory = directory;
        this.logins = logins;
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

    /** The server of this JVM at whose address the database lies. */
    static EmbeddedPostgresServer at(String jdbcUrl) {
        return RUNNING.values().stream()
                .filter(server -> jdbcUrl.startsWith("jdbc:postgresql://localhost:" + server.postgres.getPort() + "/"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No embedded PostgreSQL runs at " + jdbcUrl));
    }

    private static EmbeddedPostgresServer start(Path directory, boolean durable) {
        Path firstPassword = null;
        try {
            Files.createDirectories(directory);
            endOrphan(directory);
            boolean data = Files.exists(directory.resolve("PG_VERSION"));
            ServerDoor door = new ServerDoor(directory);
            boolean passwordSet = data && DatabaseLogins.existBeside(directory) && door.asksForPassword();
            DatabaseLogins logins = DatabaseLogins.beside(directory);
            if (passwordSet) {
                door.askForPassword();
            } else if (data) {
                door.letTheSuperuserSetAPassword();
            }
            firstPassword = Files.createTempFile("pathways", ".first");
            Files.writeString(firstPassword, logins.superuser());
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
                    // Tables that grow from nothing are counted within seconds: until then each search in them is
                    // planned as if
                    // they were empty, and a child's processes are looked for among everybody's.
                    .setServerConfig("autovacuum_naptime", "5s")
                    .setServerConfig("timezone", England.ZONE.getId())
                    .setLocaleConfig("encoding", "UTF-8")
                    .setServerConfig("listen_addresses", "localhost")
                    .setLocaleConfig("locale", "C.UTF-8")
                    // What initdb is told when it makes a new directory: no moment without a password.
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", firstPassword.toString())
                    .setConnectConfig("password", logins.superuser())
                    .setPGStartupWait(PATIENCE)
                    .start();
            EmbeddedPostgresServer server = new EmbeddedPostgresServer(postgres, directory, logins);
            server.settleLogins(door, !data || passwordSet);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL could not be started in " + directory
                            + ". Is another Child Pathways running there, is the disk full, or does "
                            + DatabaseLogins.folderBeside(directory)
                            + " belong to other data? (Delete its file database.properties, and new passwords are"
                            + " made.)",
                    e);
        } finally {
            delete(firstPassword);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("The file {} with a password could not be deleted: delete it", file, e);
        }
    }

    /** The superuser's password where an earlier release had none, and the two roles of the application. */
    private void settleLogins(ServerDoor door, boolean passwordSet) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            if (!passwordSet) {
                statement.execute("alter role postgres password '" + logins.superuser() + "'");
                door.askForPassword();
                statement.execute("select pg_reload_conf()");
                LOG.info("The embedded PostgreSQL in {} takes no connection without a password from now on", directory);
            }
            EmbeddedRoles.make(connection, logins);
        } catch (SQLException e) {
            postgres.close();
            throw new IllegalStateException(
                    "The embedded PostgreSQL in " + directory + " does not accept the passwords kept in "
                            + DatabaseLogins.folderBeside(directory) + ". Put back the folder that belongs to these"
                            + " data; or delete its file database.properties, and new passwords are made.",
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

    /** The address of a database of this server, which is created if it does not exist and made the owner's if not. */
    String jdbcUrl(String database) {
        String name = database.replace("\"", "");
        try {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    var exists = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
                exists.setString(1, name);
                if (!exists.executeQuery().next()) {
                    try (var create = connection.createStatement()) {
                        create.execute("create database \"" + name + "\" owner " + DatabaseLogins.OWNER);
                    }
                }
            }
            try (Connection connection = superuser(name)) {
                EmbeddedRoles.handOver(connection, name);
            }
            return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL in " + directory + " does not answer", e);
        }
    }

    /** For what only the superuser may do: handing over what an earlier release made. */
    Connection superuser(String database) throws SQLException {
        return postgres.getDatabase(DatabaseLogins.SUPERUSER, database, Map.of("password", logins.superuser()))
                .getConnection();
    }

    DatabaseLogins logins() {
        return logins;
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
