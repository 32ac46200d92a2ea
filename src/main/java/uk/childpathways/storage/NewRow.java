package uk.childpathways.storage;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row to be added to a table, each value beside the name of its column, so that neither can slip out of place. For
 * tables that are only ever added to; what changes again is an entity.
 */
public final class NewRow {

    private final String table;
    private final List<String> columns = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private String onConflict = "";

    private NewRow(String table) {
        this.table = table;
    }

    /** @param table with its schema: {@code pathways.breach} */
    public static NewRow in(String table) {
        return new NewRow(table);
    }

    /** @param value null leaves the column empty; an instant becomes the database's point in time */
    public NewRow with(String column, Object value) {
        columns.add(column);
        values.add(value instanceof Instant instant ? Timestamp.from(instant) : value);
        return this;
    }

    /** Adds nothing where the constraint says that the row is there already. */
    public NewRow unlessThere(String constraint) {
        onConflict = " on conflict on constraint " + constraint + " do nothing";
        return this;
    }

    /** @return whether a row was added */
    public boolean add(JdbcClient db) {
        String marks = String.join(",", Collections.nCopies(columns.size(), "?"));
        return db.sql("insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks + ")"
                                + onConflict)
                        .params(values)
                        .update()
                == 1;
    }
}
