package uk.childpathways.storage;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the role that the application works as could change what it must not: said loudly at start, or refused where
 * {@code pathways.storage.refuse-owner} says so.
 */
@Component
@Order(RoleCheck.FIRST)
class RoleCheck implements StartUpStep {

    static final int FIRST = 10;

    private static final Logger LOG = LoggerFactory.getLogger(RoleCheck.class);

    private final JdbcClient db;
    private final StorageProperties properties;

    RoleCheck(JdbcClient db, StorageProperties properties) {
        this.db = db;
        this.properties = properties;
    }

    @Override
    public void run() {
        List<String> tooMuch = tooMuch(db);
        if (tooMuch.isEmpty()) {
            return;
        }
        RoleMayTooMuchException found = new RoleMayTooMuchException(tooMuch);
        if (properties.refuseOwner()) {
            throw found;
        }
        LOG.warn(
                "\n{}\n{}\n{}\n{}",
                "*".repeat(100),
                found.getMessage(),
                RoleMayTooMuchException.ACTION,
                "*".repeat(100));
    }

    /** What the role of this connection may do and must not; empty for a role that only works with rows. */
    static List<String> tooMuch(JdbcClient db) {
        List<String> found = new ArrayList<>();
        ask(db, found, "is a superuser", "select rolsuper from pg_roles where rolname = current_user");
        ask(
                db,
                found,
                "may make roles, replicate or pass row security",
                "select rolcreaterole or rolreplication or rolbypassrls from pg_roles where rolname = current_user");
        ask(db, found, "owns tables, and so may alter and drop them and switch off their triggers", """
                select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                               where n.nspname in ('public', 'pathways') and c.relkind in ('r', 'p', 'v')
                                 and pg_has_role(c.relowner, 'MEMBER'))""");
        ask(db, found, "may make tables or functions in the schema public or pathways", """
                select exists (select 1 from pg_namespace where nspname in ('public', 'pathways')
                               and has_schema_privilege(oid, 'create'))""");
        ask(db, found, "may change, delete or truncate append-only tables, or hang triggers on them", """
                select exists (select 1 from pg_trigger t where t.tgname = 'append_only_rows'
                               and has_table_privilege(t.tgrelid, 'update, delete, truncate, trigger'))""");
        ask(db, found, "may read or write the server's files or run its programs", """
                select exists (select 1 from pg_roles where rolname in
                    ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
                    and pg_has_role(oid, 'MEMBER'))""");
        return found;
    }

    private static void ask(JdbcClient db, List<String> found, String what, String question) {
        if (db.sql(question).query(Boolean.class).single()) {
            found.add(what);
        }
    }

    /** The application was told not to start with such a role. */
    static class RoleMayTooMuchException extends IllegalStateException {

        static final String ACTION = "Give the application a role of its own that owns nothing"
                + " (SPRING_DATASOURCE_USERNAME) and let migrations run as the owner of the tables"
                + " (SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD): docs/operations.md, \"Two roles\".";

        RoleMayTooMuchException(List<String> tooMuch) {
            super("The database role that the application works as could rewrite the record: it "
                    + String.join("; it ", tooMuch) + ".");
        }

        /** Says it at the end of the log in plain words instead of a stack trace. */
        static class InWords extends AbstractFailureAnalyzer<RoleMayTooMuchException> {

            @Override
            protected FailureAnalysis analyze(Throwable rootFailure, RoleMayTooMuchException cause) {
                return new FailureAnalysis(cause.getMessage(), ACTION, cause);
            }
        }
    }
}
