package uk.childpathways.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may knock at the embedded database: this machine, with a password. PostgreSQL reads it from pg_hba.conf. */
final class ServerDoor {

    private static final String HEAD = "# Written by Child Pathways at each start.\n";
    private static final String PASSWORD = HEAD
            + "# Nobody connects without a password, and nobody from another machine.\n"
            + "local all all scram-sha-256\n"
            + "host  all all 127.0.0.1/32 scram-sha-256\n"
            + "host  all all ::1/128 scram-sha-256\n";
    private static final String FIRST_PASSWORD = HEAD
            + "# For the moment in which the superuser gets its first password.\n"
            + "host postgres postgres 127.0.0.1/32 trust\n"
            + "host postgres postgres ::1/128 trust\n";

    private final Path file;

    ServerDoor(Path dataDirectory) {
        this.file = dataDirectory.resolve("pg_hba.conf");
    }

    /** False for a directory of an earlier release, and for one whose first start was cut off. */
    boolean asksForPassword() throws IOException {
        return Files.exists(file)
                && Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .allMatch(line -> line.endsWith("scram-sha-256"));
    }

    void askForPassword() throws IOException {
        Files.writeString(file, PASSWORD);
    }

    void letTheSuperuserSetAPassword() throws IOException {
        Files.writeString(file, FIRST_PASSWORD);
    }
}
