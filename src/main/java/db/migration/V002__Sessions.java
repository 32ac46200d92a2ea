package db.migration;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Creates the tables of login sessions: a worker stays logged in when the node that served them goes. */
public class V002__Sessions extends BaseJavaMigration {

    @Override
    public void migrate(Context context) {
        ScriptUtils.executeSqlScript(
                context.getConnection(),
                new ClassPathResource("org/springframework/session/jdbc/schema-postgresql.sql"));
    }
}
