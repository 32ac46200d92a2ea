package uk.childpathways.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the two roles of the embedded database, and hands over to them what an earlier release had made as superuser. */
final class EmbeddedRoles {

    private EmbeddedRoles() {}

    /** Both roles are there afterwards, with these passwords and no right beyond logging in. */
    static void make(Connection superuser, DatabaseLogins logins) throws SQLException {
        role(superuser, DatabaseLogins.OWNER, logins.owner());
        role(superuser, DatabaseLogins.APPLICATION, logins.application());
    }

    private static void role(Connection superuser, String name, String password) throws SQLException {
        try (var exists = superuser.prepareStatement("select 1 from pg_roles where rolname = ?");
                Statement statement = superuser.createStatement()) {
            exists.setString(1, name);
            // The password is hexadecimal digits of our own making.
            statement.execute((exists.executeQuery().next() ? "alter" : "create") + " role " + name
                    + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '" + password
                    + "'");
        }
    }

    /** Everything in this database that is not the owner's becomes the owner's; done again it changes nothing. */
    static void handOver(Connection superuser, String database) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("alter database \"" + database + "\" owner to " + DatabaseLogins.OWNER);
            statement.execute("revoke temporary on database \"" + database + "\" from public");
            statement.execute("""
                    do $$
                    declare
                        it record;
                    begin
                        for it in select nspname from pg_namespace
                                  where nspname = 'pathways' and nspowner <> '%1$s'::regrole loop
                            execute format('alter schema %%I owner to %1$s', it.nspname);
                        end loop;
                        for it in select c.oid::regclass as name from pg_class c
                                  where c.relnamespace in (select oid from pg_namespace
                                                           where nspname in ('public', 'pathways'))
                                    and c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relowner <> '%1$s'::regrole
                                    -- A sequence of a column follows its table.
                                    and not (c.relkind = 'S' and exists (
                                        select 1 from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')))
                        loop
                            execute format('alter table %%s owner to %1$s', it.name);
                        end loop;
                        for it in select p.oid::regprocedure as name from pg_proc p
                                  where p.pronamespace in (select oid from pg_namespace
                                                           where nspname in ('public', 'pathways'))
                                    and p.proowner <> '%1$s'::regrole loop
                            execute format('alter routine %%s owner to %1$s', it.name);
                        end loop;
                    end $$""".formatted(DatabaseLogins.OWNER));
        }
    }
}
