package uk.childpathways.modelling;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.springframework.stereotype.Component;
import uk.childpathways.people.Role;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.standards.Weight;

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

    /** As {@link #problems(DmnModelInstance)}, for a file as it was sent. */
    public List<String> problems(InputStream table) {
        DmnModelInstance model;
        try {
            model = Dmn.readModelFromStream(table);
        } catch (RuntimeException e) {
            return List.of("The table of timescales cannot be read: " + e.getMessage());
        }
        return problems(model);
    }

    /**
     * What is wrong with the tables of timescales in a file, each by itself. Whether a standard stands in two of them, or
     * in none, is for {@link TimescaleTables} to say.
     *
     * @return sentences; empty when they can be deployed, and when the file has none
     */
    public List<String> problems(DmnModelInstance model) {
        List<String> problems = new ArrayList<>();
        TimescalesModel.misnamed(model)
                .forEach(id ->
                        problems.add("The table '" + id + "' gives timescales, but nobody would read it: the id of"
                                + " such a table begins with '" + TimescalesModel.PREFIX + "'."));
        for (String id : TimescalesModel.tablesIn(model)) {
            if (id.equals(TimescalesModel.ONE_FOR_ALL)) {
                problems.add("The table '" + id + "' is not read any more: each journey has a table of its own"
                        + " (timescales-child-in-care.dmn and so on, timescales-shared.dmn for what journeys share)."
                        + " Change the row there and deploy that table.");
            } else {
                problems.addAll(problems(model, id));
            }
        }
        return problems;
    }

    private List<String> problems(DmnModelInstance model, String id) {
        DecisionTable table = TimescalesModel.table(model, id).orElse(null);
        if (table == null) return List.of("The decision '" + id + "' is no decision table.");
        List<String> problems = new ArrayList<>();
        if (table.getHitPolicy() != HitPolicy.COLLECT || table.getAggregation() != null) {
            problems.add("The table " + id + " must have the hit policy COLLECT without aggregation,"
                    + " because several rows may hold for one standard.");
        }
        Set<String> outputs = new LinkedHashSet<>();
        table.getOutputs().stream().map(Output::getName).forEach(outputs::add);
        new TreeSet<>(NEEDED_OUTPUTS)
                .stream()
                        .filter(output -> !outputs.contains(output))
                        .forEach(output -> problems.add("The table " + id + " has no output '" + output + "'."));
        if (!problems.isEmpty()) return problems;

        List<TimescaleRow> rows = TimescalesModel.rows(model, id);
        Map<String, TimescaleRow> seen = new HashMap<>();
        for (TimescaleRow row : rows) {
            check(id, row, problems);
            TimescaleRow same = row.standard() == null ? null : seen.putIfAbsent(key(row), row);
            if (same != null) {
                problems.add(row.title() + " of the table " + id + " repeats row " + same.number()
                        + ": the same standard, profile and event. Keep one of them.");
            }
        }
        return problems;
    }

    private void check(String table, TimescaleRow row, List<String> problems) {
        if (row.standard() == null && row.outputs().isEmpty()) {
            problems.add("Row " + row.number() + " of the table " + table + " is empty. Fill it in or delete it.");
            return;
        }
        List<String> inRow = new ArrayList<>();
        row.outputs().forEach((output, value) -> {
            if (value instanceof TimescalesModel.Expression expression) {
                inRow.add(
                        output.equals("amount")
                                ? "its amount must be a whole number, such as 5, not " + expression.text()
                                        + "; the unit stands in the column 'unit'"
                                : "its cell '" + output
                                        + "' must hold a plain value (words between quotation marks), not "
                                        + expression.text());
            }
        });
        row.unknownWeight()
                .ifPresent(word -> inRow.add("its weight '" + word + "' is unknown" + meant(word, Weight.allWords())));
        if (inRow.isEmpty()) inRow.addAll(row.read().problems());
        if (inRow.isEmpty() && row.clauses().isEmpty()) inRow.add("it names no clause");
        for (String clause : row.clauses()) {
            if (!catalogue.knows(clause)) inRow.add("its clause '" + clause + "' is not in the catalogue");
        }
        if (inRow.isEmpty()) {
            row.read().timescale().ifPresent(timescale -> {
                unknownRoles(timescale.tell())
                        .forEach(role ->
                                inRow.add("it tells '" + role + "', which is no role" + meant(role, roles().toList())));
                unknownRoles(List.of(timescale.escalateTo())).stream()
                        .filter(word -> !word.equals(TimescaleRow.MANAGER_WHO_AGREED))
                        .forEach(role -> inRow.add("it must be answered by '" + role + "', which is no role"
                                + meant(
                                        role,
                                        Stream.concat(roles(), Stream.of(TimescaleRow.MANAGER_WHO_AGREED))
                                                .toList())));
            });
        }
        inRow.forEach(problem -> problems.add(
                row.title() + " of the table " + table + ": " + problem + (problem.endsWith("?") ? "" : ".")));
    }

    private static Stream<String> roles() {
        return Arrays.stream(Role.values()).map(Role::key);
    }

    private static String meant(String written, List<String> known) {
        return Nearest.to(written, known)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static List<String> unknownRoles(Collection<String> roles) {
        return roles.stream().filter(role -> Role.find(role).isEmpty()).toList();
    }

    private static String key(TimescaleRow row) {
        return row.standard() + "|" + row.profile() + "|" + row.outputs().get("runsFrom");
    }
}
