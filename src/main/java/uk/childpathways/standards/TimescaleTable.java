package uk.childpathways.standards;

import java.util.List;

/**
 * Port: the decision tables {@code timescales-…}, one for each journey and one for what journeys share, as they are
 * deployed now, on whichever node that was. A standard stands in one of them only.
 */
public interface TimescaleTable {

    /** Rows of timescales, as they held at one time. */
    @FunctionalInterface
    interface Rows {

        /** Those for the standard and profile; empty for an unknown standard. */
        List<Timescale> matching(String standard, String profile);
    }

    /** All rows in force, table by table, in each table's order. */
    List<Timescale> rows();

    /** The rows in force. */
    Rows inForce();

    /**
     * The rows of one version of a table, because running deadlines do not follow a change. A standard that this version
     * does not have is read from the tables in force.
     *
     * @param version its id
     */
    Rows of(String version);
}
