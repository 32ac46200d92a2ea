package uk.childpathways.storage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Who logs in to the embedded database and with what password. The passwords are made up once and kept beside the data
 * directory, readable by the account that runs the application alone.
 *
 * @param superuser the password of {@code postgres}, used to make the other two and their databases
 * @param owner the password of {@link #OWNER}
 * @param application the password of {@link #APPLICATION}
 */
record DatabaseLogins(String superuser, String owner, String application) {

    static final String SUPERUSER = "postgres";

    /** Owns every table: migrations run as this role, nothing else does. */
    static final String OWNER = "pathways_owner";

    /** What the application works as: reads and writes rows, changes no table and nothing that is append-only. */
    static final String APPLICATION = "pathways_app";

    private static final String FILE = "database.properties";

    /** The folder for passwords and keys: beside the data, never in it, so that a copy of the data holds no key. */
    static Path folderBeside(Path dataDirectory) {
        Path place = dataDirectory.toAbsolutePath().normalize();
        return place.resolveSibling(place.getFileName() + ".keys");
    }

    /** The passwords for this data directory, made up if there are none yet. */
    static DatabaseLogins beside(Path dataDirectory) {
        Path file = folderBeside(dataDirectory).resolve(FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        DatabaseLogins made = new DatabaseLogins(random(), random(), random());
        OwnerOnly.write(
                file,
                "# Passwords of the embedded database. Without this file new ones are made at the next start.\n"
                        + "superuser=" + made.superuser + "\nowner=" + made.owner + "\napplication=" + made.application
                        + "\n");
        return made;
    }

    static boolean existBeside(Path dataDirectory) {
        return Files.exists(folderBeside(dataDirectory).resolve(FILE));
    }

    private static DatabaseLogins read(Path file) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return new DatabaseLogins(
                    properties.getProperty("superuser"),
                    properties.getProperty("owner"),
                    properties.getProperty("application"));
        } catch (IOException e) {
            throw new UncheckedIOException("The passwords of the embedded database cannot be read from " + file, e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Passwords do not belong in a log. */
    @Override
    public String toString() {
        return "DatabaseLogins of " + SUPERUSER + ", " + OWNER + " and " + APPLICATION;
    }
}
