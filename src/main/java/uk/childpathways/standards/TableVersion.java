package uk.childpathways.standards;

/**
 * One version of a table of timescales. It never changes; a deadline keeps the one by which it was calculated.
 *
 * @param id names it among the versions of all tables
 * @param table the table's id: {@code timescales-child-in-care}
 * @param number counted from 1 for each table
 */
public record TableVersion(String id, String table, int number) {}
