package uk.childpathways.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Runs the start-up steps under a lock of the database, so that nodes which start together do not race. */
@Component
class StartUp implements SmartInitializingSingleton {

    private static final long LOCK = 0x43_50_5354L;

    private final DataSource dataSource;
    private final ObjectProvider<StartUpStep> steps;

    StartUp(DataSource dataSource, ObjectProvider<StartUpStep> steps) {
        this.dataSource = dataSource;
        this.steps = steps;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<StartUpStep> inOrder = steps.orderedStream().toList();
        try (Connection connection = dataSource.getConnection()) {
            lock(connection, "select pg_advisory_lock(?)");
            try {
                inOrder.forEach(StartUpStep::run);
            } finally {
                lock(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer at start", e);
        }
    }

    private static void lock(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }
}
