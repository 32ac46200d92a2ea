package uk.childpathways.standards;

import java.util.List;

/** Port: the decision table {@code timescales} as it is deployed now, on whichever node it was deployed. */
public interface TimescaleTable {

    /** Names the version in force; a deadline keeps it, because running deadlines do not follow a change. */
    String version();

    /** All rows of the version in force, in the table's order. */
    List<Timescale> rows();

    /** The rows which that version of the table gives for the standard and profile; empty for an unknown standard. */
    List<Timescale> matching(String version, String standard, String profile);
}
