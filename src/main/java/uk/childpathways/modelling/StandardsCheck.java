package uk.childpathways.modelling;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.springframework.stereotype.Component;
import uk.childpathways.people.Role;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.TimescaleRow;

/**
 * Checks a table of timescales before it is deployed: whatever would leave a child's deadline without a date stops the
 * deployment, in sentences for the process owner who wrote the table.
 */
@Component
public class StandardsCheck {

    private static final Set<String> NEEDED_OUTPUTS =
            Set.of("name", "amount", "unit", "direction", "runsFrom", "per", "basis", "clauses");

    private final ClauseCatalogue catalogue;

    public StandardsCheck(ClauseCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** As {@link #problems(DmnModelInstance, Set)}, for a table as it was sent. */
    public List<String> problems(InputStream table, Set<String> standardsUsedByModels) {
        DmnModelInstance model;
        try {
            model = Dmn.readModelFromStream(table);
        } catch (RuntimeException e) {
            return List.of("The table of timescales cannot be read: " + e.getMessage());
        }
        return problems(model, standardsUsedByModels);
    }

    /**
     * What is wrong with the table.
     *
     * @param standardsUsedByModels standards that deployed models ask for; each needs a row
     * @return sentences; empty when the table can be deployed
     */
    public List<String> problems(DmnModelInstance model, Set<String> standardsUsedByModels) {
        DecisionTable table = TimescalesModel.tableIn(model).orElse(null);
        if (table == null) return List.of("The file has no decision table with the id 'timescales'.");
        List<String> problems = new ArrayList<>();
        if (table.getHitPolicy() != HitPolicy.COLLECT || table.getAggregation() != null) {
            problems.add("The table of timescales must have the hit policy COLLECT without aggregation,"
                    + " because several rows may hold for one standard.");
        }
        Set<String> outputs = new LinkedHashSet<>();
        table.getOutputs().stream().map(Output::getName).forEach(outputs::add);
        new TreeSet<>(NEEDED_OUTPUTS)
                .stream()
                        .filter(output -> !outputs.contains(output))
                        .forEach(output -> problems.add("The table of timescales has no output '" + output + "'."));
        if (!problems.isEmpty()) return problems;

        List<TimescaleRow> rows = TimescalesModel.rows(model);
        Map<String, TimescaleRow> seen = new HashMap<>();
        for (TimescaleRow row : rows) {
            check(row, problems);
            TimescaleRow same = row.standard() == null ? null : seen.putIfAbsent(key(row), row);
            if (same != null) {
                problems.add(row.title() + " repeats row " + same.number()
                        + ": the same standard, profile and event. Keep one of them.");
            }
        }
        Set<String> known = new TreeSet<>();
        rows.stream()
                .map(TimescaleRow::standard)
                .filter(java.util.Objects::nonNull)
                .forEach(known::add);
        new TreeSet<>(standardsUsedByModels)
                .stream()
                        .filter(standard -> !known.contains(standard))
                        .forEach(standard -> problems.add("The table of timescales has no row for the standard '"
                                + standard + "', which a model uses."));
        return problems;
    }

    /** The standards for which the table has a row. */
    public Set<String> standardsIn(DmnModelInstance model) {
        Set<String> standards = new TreeSet<>();
        TimescalesModel.rows(model).stream()
                .map(TimescaleRow::standard)
                .filter(java.util.Objects::nonNull)
                .forEach(standards::add);
        return standards;
    }

    private void check(TimescaleRow row, List<String> problems) {
        if (row.standard() == null && row.outputs().isEmpty()) {
            problems.add("Row " + row.number() + " is empty. Fill it in or delete it.");
            return;
        }
        List<String> inRow = new ArrayList<>();
        row.outputs().forEach((output, value) -> {
            if (value instanceof TimescalesModel.Expression expression) {
                inRow.add("its cell '" + output + "' must hold a plain value (words between quotation marks), not "
                        + expression.text());
            }
        });
        if (inRow.isEmpty()) inRow.addAll(row.read().problems());
        if (inRow.isEmpty() && row.clauses().isEmpty()) inRow.add("it names no clause");
        for (String clause : row.clauses()) {
            if (!catalogue.knows(clause)) inRow.add("its clause '" + clause + "' is not in the catalogue");
        }
        if (inRow.isEmpty()) {
            row.read().timescale().ifPresent(timescale -> {
                unknownRoles(timescale.tell())
                        .forEach(role -> inRow.add("it tells the role '" + role + "', which is unknown"));
                unknownRoles(List.of(timescale.escalateTo()))
                        .forEach(role -> inRow.add("it must be answered by the role '" + role + "', which is unknown"));
            });
        }
        inRow.forEach(problem -> problems.add(row.title() + " of the table of timescales: " + problem + "."));
    }

    private static List<String> unknownRoles(Collection<String> roles) {
        return roles.stream().filter(role -> Role.find(role).isEmpty()).toList();
    }

    private static String key(TimescaleRow row) {
        return row.standard() + "|" + row.profile() + "|" + row.outputs().get("runsFrom");
    }
}
