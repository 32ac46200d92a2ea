package uk.childpathways.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The application's database role works with rows, and cannot rewrite the record")
class RightsOfTheApplicationTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource dataSource;

    @Test
    @DisplayName("of each table of ours it is said whether it is append-only or changes, and why it changes")
    void somethingIsSaidOfEachTable() {
        TreeSet<String> appendOnly = tables("exists (select 1 from pg_trigger t where t.tgrelid = c.oid"
                + " and t.tgname = 'append_only_rows' and t.tgenabled = 'A')");
        TreeSet<String> others = tables("not exists (select 1 from pg_trigger t where t.tgrelid = c.oid"
                + " and t.tgname = 'append_only_rows' and t.tgenabled = 'A')");
        assertThat(appendOnly).contains("chronology_entry", "breach", "oversight_entry", "record_view");
        assertThat(ApplicationRights.changeable().keySet())
                .as("a new table is made append-only in its migration (call pathways.make_append_only), or gets a row"
                        + " in src/main/resources/db/rights/tables.csv that says why its rows change and whether they"
                        + " are deleted")
                .containsAll(others)
                .doesNotContainAnyElementsOf(appendOnly);
        assertThat(ApplicationRights.changeable().values())
                .allSatisfy(said -> assertThat(said.why()).isNotBlank());
    }

    private TreeSet<String> tables(String condition) {
        return new TreeSet<>(jdbc.queryForList(
                "select c.relname from pg_class c where c.relnamespace = 'pathways'::regnamespace"
                        + " and c.relkind in ('r', 'p') and " + condition,
                String.class));
    }

    @Test
    @DisplayName("it has the rights that the rule gives on each table, and no others")
    void rights() {
        assertThat(rightsOn("pathways.chronology_entry")).isEqualTo("INSERT SELECT");
        assertThat(rightsOn("pathways.record_chain")).isEqualTo("INSERT SELECT UPDATE");
        assertThat(rightsOn("pathways.person_role")).isEqualTo("DELETE INSERT SELECT UPDATE");
        assertThat(rightsOn("pathways.told")).isEqualTo("SELECT");
        assertThat(rightsOn("public.act_ru_task")).isEqualTo("DELETE INSERT SELECT UPDATE");
        assertThat(rightsOn("public.spring_session")).isEqualTo("DELETE INSERT SELECT UPDATE");
        assertThat(rightsOn("public.flyway_schema_history")).isEqualTo("SELECT");
        assertThat(jdbc.queryForList("""
                        select c.relname from pg_class c, aclexplode(c.relacl) a
                        where c.relnamespace in ('pathways'::regnamespace, 'public'::regnamespace)
                          and a.grantee in (0, current_user::regrole)
                          and a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')""", String.class)).isEmpty();
        assertThat(jdbc.queryForList("""
                        select c.relname from pg_class c join pg_trigger t on t.tgrelid = c.oid
                        where t.tgname = 'append_only_rows'
                          and has_table_privilege(c.oid, 'update, delete, truncate, references, trigger')""", String.class)).isEmpty();
    }

    private String rightsOn(String table) {
        return String.join(
                " ",
                jdbc.queryForList(
                        "select a.privilege_type from pg_class c, aclexplode(c.relacl) a where c.oid = ?::regclass"
                                + " and a.grantee = current_user::regrole order by 1",
                        String.class,
                        table));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "update pathways.chronology_entry set title = 'x'",
                "delete from pathways.chronology_entry",
                "truncate pathways.chronology_entry",
                "update pathways.practitioner_entry set title = 'x'",
                "delete from pathways.breach",
                "update pathways.breach_answer set reason = 'x'",
                "delete from pathways.oversight_entry",
                "delete from pathways.record_view",
                "delete from pathways.record_chain",
                "delete from pathways.child",
                "delete from pathways.journey",
                "delete from pathways.deadline",
                "alter table pathways.chronology_entry disable trigger all",
                "alter table pathways.chronology_entry disable trigger append_only_rows",
                "alter table pathways.chronology_entry add column more text",
                "alter table pathways.chronology_entry rename to gone",
                "alter table pathways.chronology_entry owner to current_user",
                "drop table pathways.chronology_entry cascade",
                "drop trigger append_only_rows on pathways.chronology_entry",
                "drop function pathways.refuse_change() cascade",
                "create or replace function pathways.refuse_change() returns trigger language plpgsql as"
                        + " 'begin return new; end'",
                "alter function pathways.refuse_change() rename to gone",
                "create trigger mine before insert on pathways.chronology_entry for each row"
                        + " execute function pathways.refuse_change()",
                "create rule mine as on insert to pathways.chronology_entry do instead nothing",
                "create policy mine on pathways.chronology_entry using (false)",
                "create function pathways.mine() returns int language sql as 'select 1'",
                "create function public.mine() returns int language sql as 'select 1'",
                "create table pathways.mine (a int)",
                "create table public.mine (a int)",
                "create temporary table mine (a int)",
                "create schema mine",
                "drop schema pathways cascade",
                "create index mine on pathways.chronology_entry (title)",
                "create view pathways.mine as select 1",
                "comment on table pathways.chronology_entry is 'x'",
                "grant pathways_owner to current_user",
                "alter role pathways_app superuser",
                "alter role pathways_owner password 'x'",
                "create role mine",
                "set role pathways_owner",
                "set role postgres",
                "set session authorization postgres",
                "set session_replication_role = replica",
                "alter system set wal_level = minimal",
                "alter database postgres set search_path = pathways",
                "create event trigger mine on ddl_command_start execute function pathways.refuse_change()",
                "create publication mine for all tables",
                "update public.flyway_schema_history set success = false",
                "delete from public.flyway_schema_history",
                "copy pathways.child to program 'cat'",
                "copy pathways.child from program 'cat'",
                "copy pathways.child to '/tmp/children'",
                "copy pathways.child from '/etc/passwd'",
                "select lo_import('/etc/passwd')",
                "select lo_export(1, '/tmp/x')",
                "select pg_read_file('/etc/passwd')",
                "select pg_read_file('pg_hba.conf')",
                "select pg_ls_dir('.')",
                "select rolpassword from pg_authid",
                "select pg_reload_conf()",
                "select pg_create_logical_replication_slot('mine', 'pgoutput')",
                "do $$ begin lock table pathways.chronology_entry in access exclusive mode; end $$",
                "call pathways.make_append_only('pathways.child')",
                "do $$ begin execute 'alter table pathways.breach disable trigger all'; end $$",
                "do $$ begin execute 'delete from pathways.chronology_entry'; end $$",
                "with gone as (delete from pathways.breach returning *) select * from gone",
                "merge into pathways.breach b using pathways.child c on b.child_ref = c.ref"
                        + " when matched then delete",
                "insert into pathways.breach select * from pathways.breach on conflict (id) do update set owner = 'x'",
                "select * from pathways.breach for update"
            })
    void isRefused(String statement) {
        assertThatThrownBy(() -> jdbc.execute(statement))
                .rootCause()
                .isInstanceOf(SQLException.class)
                .satisfies(refused -> assertThat(((SQLException) refused).getSQLState())
                        .as(refused.getMessage())
                        .isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    @Test
    @DisplayName("the start finds nothing in it to warn of; in the owner's role and the superuser's it does")
    void whatTheStartSays() {
        assertThat(RoleCheck.tooMuch(JdbcClient.create(jdbc))).isEmpty();
        assertThat(RoleCheck.tooMuch(JdbcClient.create(DatabaseOwner.of(dataSource))))
                .anyMatch(found -> found.contains("owns tables"))
                .anyMatch(found -> found.contains("append-only"));
        JdbcClient superuser = JdbcClient.create(DatabaseOwner.superuser(dataSource));
        assertThat(RoleCheck.tooMuch(superuser)).contains("is a superuser");
        StorageProperties refuses = new StorageProperties(Path.of("x"), "x", true, true);
        assertThatThrownBy(() -> new RoleCheck(superuser, refuses).run())
                .isInstanceOf(RoleCheck.RoleMayTooMuchException.class)
                .hasMessageContaining("could rewrite the record: it is a superuser")
                .satisfies(thrown -> assertThat(new RoleCheck.RoleMayTooMuchException.InWords()
                                .analyze(thrown)
                                .getAction())
                        .contains("SPRING_FLYWAY_USER"));
    }

    @Test
    @DisplayName("nobody connects to the embedded database without the right password, whatever the role")
    void noConnectionWithoutAPassword() throws SQLException {
        String url;
        try (Connection connection = dataSource.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        for (String role : List.of("postgres", DatabaseLogins.OWNER, DatabaseLogins.APPLICATION)) {
            for (String password : List.of("", "postgres", "pathways")) {
                assertThatThrownBy(() -> DriverManager.getConnection(url, role, password))
                        .as(role)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*password.*");
            }
        }
    }

    @Test
    @DisplayName("passwords and keys lie beside the data, readable by the account of the application alone")
    void passwordsAreTheOwners() throws Exception {
        Path folder = DatabaseLogins.folderBeside(Path.of("target/test-postgres" + System.getProperty("test.jvm", "")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}
