package uk.childpathways.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the keys of the record come from: the environment, a file, or a file made beside the embedded data. */
@Configuration(proxyBeanMethods = false)
class KeysOfTheRecord {

    private static final String FILE = "record.keys";

    @Bean
    RecordKeys recordKeys(
            Environment environment, ObjectProvider<EmbeddedPostgresServer> embedded, StorageProperties properties) {
        String given = environment.getProperty("pathways.record.key", "");
        if (!given.isBlank()) {
            return RecordKeys.read(given, "PATHWAYS_RECORD_KEY");
        }
        String file = environment.getProperty("pathways.record.key-file", "");
        if (!file.isBlank()) {
            return inFile(Path.of(file));
        }
        // Asked for the server, so that its data directory exists and is ours before keys are laid beside it.
        if (embedded.getIfAvailable() == null) {
            throw new RecordKeyProblem("No key of the record: a database is configured, and the record's chain must be"
                    + " made with a key that does not lie in it.");
        }
        Path beside = DatabaseLogins.folderBeside(properties.directory()).resolve(FILE);
        if (!Files.exists(beside)) {
            OwnerOnly.write(
                    beside,
                    "# Keys of the record's chain, the newest last. Without them the record cannot be checked: keep a"
                            + " copy elsewhere.\n" + RecordKeys.random("k1") + "\n");
        }
        return inFile(beside);
    }

    static RecordKeys inFile(Path file) {
        try {
            return RecordKeys.read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new RecordKeyProblem("The keys of the record cannot be read from " + file + ".");
        }
    }

    /**
     * Whether these are the keys that the record was made with. Each key leaves a proof of itself in the database when it
     * is first used, so that a wrong or lost one is found at start and not in the next check of a record.
     */
    @Component
    @Order(RoleCheck.FIRST + 1)
    static class RightKeys implements StartUpStep {

        private final RecordKeys keys;
        private final JdbcClient db;
        private final Clock clock;

        RightKeys(RecordKeys keys, JdbcClient db, Clock pathwaysClock) {
            this.keys = keys;
            this.db = db;
            this.clock = pathwaysClock;
        }

        @Override
        public void run() {
            Map<String, String> proofs = new TreeMap<>();
            db.sql("select id, proof from pathways.record_key")
                    .query((row, i) -> proofs.put(row.getString(1), row.getString(2)))
                    .list();
            proofs.forEach((id, proof) -> {
                if (keys.age(id) < 0) {
                    throw new RecordKeyProblem("Links of the record were made with the key " + id
                            + ", which is not among the keys that were given (" + String.join(", ", keys.ids())
                            + ").");
                }
                if (!keys.sealed(proof, proven(id))) {
                    throw new RecordKeyProblem("The key " + id + " is not the one with which the record was made: it"
                            + " has the same id and is another key.");
                }
            });
            if (!proofs.containsKey(keys.current())) {
                NewRow.in("pathways.record_key")
                        .with("id", keys.current())
                        .with("proof", keys.seal(proven(keys.current())))
                        .with("first_used_at", clock.instant())
                        .add(db);
            }
        }

        private static List<String> proven(String id) {
            return List.of("Child Pathways: key of the record", id);
        }
    }
}
