package uk.childpathways.standards;

import java.util.List;
import java.util.Map;

/** Port: the decision tables as they are deployed now. */
public interface DecisionTables {

    /** The outputs of every row that fits, in the table's order; an empty cell is absent. */
    List<Map<String, Object>> rows(String table, Map<String, Object> inputs);
}
