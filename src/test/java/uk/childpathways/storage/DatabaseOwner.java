package uk.childpathways.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What a test does to the database that the application's role cannot: as the owner of the tables, or as superuser. */
public final class DatabaseOwner {

    private DatabaseOwner() {}

    /** Statements of the owner of the application's tables, each in a connection and transaction of its own. */
    public static JdbcTemplate of(DataSource application) {
        Address address = Address.of(application);
        return new JdbcTemplate(new SimpleDriverDataSource(
                new org.postgresql.Driver(), address.url, DatabaseLogins.OWNER, address.logins.owner()));
    }

    /** Statements of the superuser in the application's database. */
    public static JdbcTemplate superuser(DataSource application) {
        Address address = Address.of(application);
        return new JdbcTemplate(new SimpleDriverDataSource(
                new org.postgresql.Driver(), address.url, DatabaseLogins.SUPERUSER, address.logins.superuser()));
    }

    /** A new database beside the application's, with all rights in it. */
    public static HikariDataSource freshDatabase(DataSource application, String name) {
        Address address = Address.of(application);
        superuser(application).execute("create database " + name);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(address.url.replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1"));
        pool.setUsername(DatabaseLogins.SUPERUSER);
        pool.setPassword(address.logins.superuser());
        return pool;
    }

    /** What the owner does in one transaction that is undone afterwards. */
    public static void undone(DataSource application, Consumer<JdbcTemplate> what) {
        Address address = Address.of(application);
        try (Connection connection =
                DriverManager.getConnection(address.url, DatabaseLogins.OWNER, address.logins.owner())) {
            connection.setAutoCommit(false);
            what.accept(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Address(String url, DatabaseLogins logins) {

        static Address of(DataSource application) {
            try (Connection connection = application.getConnection()) {
                String url = connection.getMetaData().getURL();
                return new Address(url, EmbeddedPostgresServer.at(url).logins());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
