package uk.childpathways.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts the statements that one thread sends to the database while it asks for that; a batch is sent at once and
 * counts once. While nobody asks it hands out the plain connections, so that it costs nothing when time is measured.
 */
class CountingDataSource extends DelegatingDataSource {

    private static final ThreadLocal<Map<String, Integer>> SENT = new ThreadLocal<>();

    CountingDataSource(DataSource counted) {
        super(counted);
    }

    /** What the work sent on this thread: each text of SQL and how often. */
    static Map<String, Integer> sentBy(Runnable work) {
        Map<String, Integer> sent = new TreeMap<>();
        SENT.set(sent);
        try {
            work.run();
        } finally {
            SENT.remove();
        }
        return sent;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection plain = super.getConnection();
        return SENT.get() == null ? plain : connection(plain);
    }

    private static Connection connection(Connection plain) {
        return (Connection) Proxy.newProxyInstance(
                CountingDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    Object result = call(plain, method, args);
                    if (!(result instanceof Statement statement)) {
                        return result;
                    }
                    String sql = args != null && args[0] instanceof String text ? text : null;
                    return statement(statement, method.getReturnType(), sql);
                });
    }

    private static Object statement(Statement plain, Class<?> type, String prepared) {
        return Proxy.newProxyInstance(
                CountingDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    Map<String, Integer> sent = SENT.get();
                    if (sent != null && method.getName().startsWith("execute")) {
                        String sql = args != null && args[0] instanceof String text ? text : String.valueOf(prepared);
                        sent.merge(sql, 1, Integer::sum);
                    }
                    return call(plain, method, args);
                });
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
