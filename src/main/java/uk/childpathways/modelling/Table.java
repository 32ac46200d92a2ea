package uk.childpathways.modelling;

import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * One file of decision tables. A table whose output is called {@code …Standard} says which standard holds; how long
 * that is stands in the table of timescales.
 *
 * @param file its path from the project on
 * @param dmn its content
 */
public record Table(String file, DmnModelInstance dmn) {

    /** The end of an output's name whose cells name roles. */
    public static final String NAMES_ROLES = "Roles";

    private static final String NAMES_STANDARDS = "Standard";

    /** Reads a file of tables. Throws the model API's exception when it is not valid DMN. */
    public static Table read(String file, InputStream content) {
        return new Table(file, Dmn.readModelFromStream(content));
    }

    /** The ids of its decisions. */
    public List<String> decisions() {
        return dmn.getModelElementsByType(Decision.class).stream()
                .map(Decision::getId)
                .toList();
    }

    /** Every standard that one of its rows names. */
    public Stream<String> standards() {
        return cells(NAMES_STANDARDS)
                .map(cell -> cell.replace("\"", "").trim())
                .filter(standard -> !standard.isEmpty())
                .distinct();
    }

    /** What stands in the cells of the outputs whose name ends so, as written; empty cells left out. */
    public Stream<String> cells(String endOfName) {
        return dmn.getModelElementsByType(DecisionTable.class).stream().flatMap(table -> {
            List<Output> outputs = List.copyOf(table.getOutputs());
            return table.getRules().stream().flatMap(rule -> cells(outputs, rule, endOfName));
        });
    }

    private static Stream<String> cells(List<Output> outputs, Rule rule, String endOfName) {
        List<OutputEntry> cells = List.copyOf(rule.getOutputEntries());
        return Stream.iterate(0, i -> i < Math.min(outputs.size(), cells.size()), i -> i + 1)
                .filter(i -> outputs.get(i).getName() != null
                        && outputs.get(i).getName().endsWith(endOfName))
                .map(i -> cells.get(i).getTextContent().trim())
                .filter(cell -> !cell.isEmpty());
    }
}
