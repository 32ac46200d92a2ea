package uk.childpathways.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded database, used only when no data source is configured.
 *
 * @param directory where its data lie between runs
 * @param database the name of the database in it
 * @param refuseOwner whether the application refuses to start where the role it works as could change tables or the
 *     append-only record; false: it says so loudly and starts. Holds for a configured database too
 * @param durable whether every commit is forced to disk; false only for throw-away data
 */
@ConfigurationProperties("pathways.storage")
public record StorageProperties(
        @DefaultValue("data/postgres") Path directory,
        @DefaultValue("pathways") String database,
        @DefaultValue("true") boolean durable,
        @DefaultValue("false") boolean refuseOwner) {}
