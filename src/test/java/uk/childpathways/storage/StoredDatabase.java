package uk.childpathways.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.tukaani.xz.XZInputStream;

/** A database that another version of the product has filled, put back on the server of this run's tests. */
public final class StoredDatabase {

    /** What is done with the database after it is put back and before the application opens it. */
    @FunctionalInterface
    public interface Preparation {
        void on(Connection connection) throws SQLException;
    }

    private StoredDatabase() {}

    /**
     * Puts the dump back into a new database of the server that the test profile uses in this JVM.
     *
     * @param resource a dump in plain SQL, packed with xz
     * @return the new database's name
     */
    public static String restore(String resource, Preparation before) {
        Path directory = Path.of("target/test-postgres" + System.getProperty("test.jvm", ""));
        String name = "test_" + UUID.randomUUID();
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.in(directory, false)) {
            server.jdbcUrl(name);
            try (Connection connection = server.superuser(name);
                    Statement statement = connection.createStatement()) {
                statement.execute(read(resource));
            }
            // The dump's own settings, such as an empty search path, end with its connection.
            try (Connection connection = server.superuser(name)) {
                before.on(connection);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(resource + " cannot be put back", e);
        }
        return name;
    }

    private static String read(String resource) throws IOException {
        try (InputStream packed = StoredDatabase.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IOException("There is no " + resource);
            }
            return new String(new XZInputStream(packed).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
