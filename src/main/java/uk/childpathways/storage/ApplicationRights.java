package uk.childpathways.storage;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * After each migration: what the application's role may do with each table, by rule. An append-only table is read and
 * added to; one that {@code db/rights/tables.csv} names is changed too, and deleted from where its row says so; the
 * engine's and the sessions' tables are read and written; the history of migrations is read. No role gets more.
 */
@Component
class ApplicationRights implements Callback {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationRights.class);
    private static final String TABLES = "/db/rights/tables.csv";
    private static final long LOCK = 0x43_50_5247L;

    private final ObjectProvider<DataSource> application;

    ApplicationRights(ObjectProvider<DataSource> application) {
        this.application = application;
    }

    /** What is said of one table that is not append-only. */
    record Changeable(String table, boolean deletes, String why) {}

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Connection working = application.getObject().getConnection()) {
            grant(context.getConnection(), working.getMetaData().getUserName());
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The rights of the application's database role could not be set. Migrations must run as the owner"
                            + " of the tables (SPRING_FLYWAY_USER), and the application's role"
                            + " (SPRING_DATASOURCE_USERNAME) must exist and be allowed to connect.",
                    e);
        }
    }

    @Override
    public String getCallbackName() {
        return "rights of the application's role";
    }

    private static void grant(Connection owner, String role) throws SQLException {
        // One role for both: it owns everything, and nothing can be taken from it. RoleCheck says so.
        if (owner.getMetaData().getUserName().equals(role)) {
            return;
        }
        String to = '"' + role.replace("\"", "\"\"") + '"';
        List<String> changes = new ArrayList<>();
        try (Statement statement = owner.createStatement()) {
            // Two nodes that start together grant one after the other; the lock ends with Flyway's connection.
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                changes.addAll(of(owner, to, role));
                for (String change : changes) {
                    statement.execute(change);
                }
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        }
        if (!changes.isEmpty()) {
            LOG.info("Rights of the database role {} set on {} tables", role, changes.size() / 2);
        }
    }

    /** The statements that bring the role's rights to what the rule says; none where they are so already. */
    private static List<String> of(Connection owner, String to, String role) throws SQLException {
        Map<String, Changeable> said = changeable();
        List<String> changes = new ArrayList<>();
        for (String schema : List.of("public", "pathways")) {
            changes.add("grant usage on schema " + schema + " to " + to);
        }
        try (var tables = owner.prepareStatement("""
                select n.nspname, c.relname, c.relkind,
                       exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only_rows'),
                       (select string_agg(distinct a.privilege_type, ',')
                        from aclexplode(c.relacl) a where a.grantee = ?::regrole),
                       exists (select 1 from aclexplode(c.relacl) a where a.grantee = 0)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('public', 'pathways') and c.relkind in ('r', 'p', 'v')
                  and pg_has_role(c.relowner, 'MEMBER')
                order by 1, 2""")) {
            tables.setString(1, to);
            try (ResultSet table = tables.executeQuery()) {
                while (table.next()) {
                    String name = table.getString(1) + ".\"" + table.getString(2) + '"';
                    TreeSet<String> wanted = wanted(table, said);
                    TreeSet<String> has = new TreeSet<>();
                    if (table.getString(5) != null) {
                        has.addAll(List.of(table.getString(5).split(",")));
                    }
                    if (!has.equals(wanted) || table.getBoolean(6)) {
                        changes.add("revoke all on table " + name + " from public, " + to);
                        changes.add("grant " + String.join(", ", wanted) + " on table " + name + " to " + to);
                    }
                }
            }
        }
        return changes.size() == 2 ? usageMissing(owner, role, changes) : changes;
    }

    private static List<String> usageMissing(Connection owner, String role, List<String> grants) throws SQLException {
        try (var usage = owner.prepareStatement("select has_schema_privilege(?, 'public', 'usage')"
                + " and has_schema_privilege(?, 'pathways', 'usage')")) {
            usage.setString(1, role);
            usage.setString(2, role);
            try (ResultSet has = usage.executeQuery()) {
                has.next();
                return has.getBoolean(1) ? List.of() : grants;
            }
        }
    }

    private static TreeSet<String> wanted(ResultSet table, Map<String, Changeable> said) throws SQLException {
        TreeSet<String> wanted = new TreeSet<>(List.of("SELECT"));
        if (table.getString(3).equals("v") || table.getString(2).equals("flyway_schema_history")) {
            return wanted;
        }
        wanted.add("INSERT");
        boolean ours = table.getString(1).equals("pathways");
        if (!ours || !table.getBoolean(4)) {
            wanted.add("UPDATE");
        }
        Changeable changeable = said.get(table.getString(2));
        if (!ours || changeable != null && changeable.deletes()) {
            wanted.add("DELETE");
        }
        return wanted;
    }

    /** What is said of the tables of ours that are not append-only, by their names. */
    static Map<String, Changeable> changeable() {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        try (var in =
                new InputStreamReader(ApplicationRights.class.getResourceAsStream(TABLES), StandardCharsets.UTF_8)) {
            Map<String, Changeable> said = new LinkedHashMap<>();
            for (CSVRecord row : format.parse(in)) {
                said.put(
                        row.get("table"),
                        new Changeable(row.get("table"), row.get("deletes").equals("yes"), row.get("why")));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
