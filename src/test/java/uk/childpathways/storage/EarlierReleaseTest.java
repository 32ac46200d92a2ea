package uk.childpathways.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@DisplayName("An embedded database of an earlier release, which asked for no password and knew one role")
class EarlierReleaseTest {

    @TempDir
    Path place;

    @Test
    @DisplayName("asks for passwords at its first start and belongs to the owner's role; lost passwords are made anew")
    void takenOver() throws Exception {
        Path directory = place.resolve("postgres");
        asAnEarlierReleaseLeftIt(directory);

        DatabaseLogins first;
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.in(directory, false)) {
            String url = server.jdbcUrl("pathways");
            first = server.logins();
            onlyWithPassword(url, first);
            try (Connection owner = DriverManager.getConnection(url, DatabaseLogins.OWNER, first.owner())) {
                JdbcTemplate db = new JdbcTemplate(new SingleConnectionDataSource(owner, true));
                db.execute("alter table pathways.entry add column more text");
                db.execute("create or replace view pathways.all_entries as select id from pathways.entry");
                db.execute("drop function pathways.two()");
                db.execute("alter table public.engine_table add column more text");
                db.execute("create table public.later (id int)");
                assertThat(db.queryForObject("select id from pathways.entry", Integer.class))
                        .isEqualTo(7);
            }
        }

        try (EmbeddedPostgresServer again = EmbeddedPostgresServer.in(directory, false)) {
            assertThat(again.logins()).isEqualTo(first);
            onlyWithPassword(again.jdbcUrl("pathways"), first);
        }

        Files.delete(DatabaseLogins.folderBeside(directory).resolve("database.properties"));
        try (EmbeddedPostgresServer lost = EmbeddedPostgresServer.in(directory, false)) {
            assertThat(lost.logins().superuser()).isNotEqualTo(first.superuser());
            String url = lost.jdbcUrl("pathways");
            onlyWithPassword(url, lost.logins());
            assertThatThrownBy(() -> DriverManager.getConnection(url, DatabaseLogins.OWNER, first.owner()))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static void asAnEarlierReleaseLeftIt(Path directory) throws Exception {
        try (EmbeddedPostgres earlier = EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "off")
                        .start();
                Connection connection = earlier.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create database pathways");
            try (Connection pathways =
                    DriverManager.getConnection(earlier.getJdbcUrl("postgres", "pathways"), "postgres", "")) {
                pathways.createStatement().execute("""
                        create schema pathways;
                        create table pathways.entry (id int primary key, seq bigint generated always as identity);
                        create view pathways.all_entries as select id from pathways.entry;
                        create function pathways.two() returns int language sql as 'select 2';
                        create table public.engine_table (id int);
                        create sequence public.free;
                        insert into pathways.entry (id) values (7)""");
            }
        }
    }

    private static void onlyWithPassword(String url, DatabaseLogins logins) throws SQLException {
        for (String role : new String[] {"postgres", DatabaseLogins.OWNER, DatabaseLogins.APPLICATION}) {
            assertThatThrownBy(() -> DriverManager.getConnection(url, role, ""))
                    .as(role)
                    .isInstanceOf(SQLException.class);
        }
        DriverManager.getConnection(url, "postgres", logins.superuser()).close();
        DriverManager.getConnection(url, DatabaseLogins.OWNER, logins.owner()).close();
        DriverManager.getConnection(url, DatabaseLogins.APPLICATION, logins.application())
                .close();
    }
}
