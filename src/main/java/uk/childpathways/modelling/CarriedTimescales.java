package uk.childpathways.modelling;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Definitions;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleRow;

/**
 * What process owners had changed in the one table of earlier releases, in the tables of the journeys: a standard whose
 * rows they changed keeps their rows, and one that they had added themselves stands in a table of its own.
 *
 * @param own the table {@link #OWN} with the standards that only they have; null for none
 * @param changed the tables of this release with their rows, by the table's id
 * @param sentences for process owners, one for each standard
 */
public record CarriedTimescales(String own, Map<String, String> changed, List<String> sentences) {

    /** The table of the standards that are in no table of a release. */
    public static final String OWN = TimescalesModel.PREFIX + "own";

    private static final Map<String, String> DEFAULTS = Map.of(
            "direction", "\"after\"",
            "per", "\"task\"",
            "reminder", "80",
            "tell", "\"service-manager,team-manager\"",
            "escalateTo", "\"service-manager\"",
            "basis", "\"local\"",
            "overrides", "false");

    public boolean isEmpty() {
        return sentences.isEmpty();
    }

    /**
     * Carries them over.
     *
     * @param before the one table as the release before delivered it
     * @param owners the one table as process owners deployed it last
     * @param released the tables of this release by their ids; they are changed
     */
    public static CarriedTimescales of(
            DmnModelInstance before, DmnModelInstance owners, Map<String, DmnModelInstance> released) {
        Map<String, List<TimescaleRow>> delivered = byStandard(before);
        Map<String, List<TimescaleRow>> theirs = byStandard(owners);
        Map<String, String> tableOf = new TreeMap<>();
        released.forEach((table, model) ->
                TimescalesModel.rows(model, table).forEach(row -> tableOf.put(row.standard(), table)));
        Set<String> touched = new LinkedHashSet<>();
        Set<String> added = new LinkedHashSet<>();
        List<String> sentences = new ArrayList<>();
        theirs.forEach((standard, rows) -> {
            if (rows.equals(delivered.get(standard))) return;
            String table = tableOf.get(standard);
            if (table == null) {
                added.add(standard);
            } else {
                replace(released.get(table), table, owners, standard);
                touched.add(table);
            }
            sentences.add("'" + standard + "' in the table " + (table == null ? OWN : table) + ": " + words(rows)
                    + (delivered.containsKey(standard)
                            ? "; delivered was: " + words(delivered.get(standard))
                            : "; added by process owners")
                    + ".");
        });
        Map<String, String> changed = new TreeMap<>();
        touched.forEach(table -> changed.put(table, Dmn.convertToString(released.get(table))));
        return new CarriedTimescales(
                added.isEmpty() ? null : own(released.values().iterator().next(), owners, added), changed, sentences);
    }

    private static Map<String, List<TimescaleRow>> byStandard(DmnModelInstance oneTable) {
        Map<String, List<TimescaleRow>> rows = new LinkedHashMap<>();
        TimescalesModel.rows(oneTable, TimescalesModel.ONE_FOR_ALL).stream()
                .map(TimescaleRow::ofTheOneTable)
                // The number of a row moves with every row above it.
                .map(row -> new TimescaleRow(0, row.standard(), row.profile(), row.outputs(), row.why()))
                .forEach(row -> rows.computeIfAbsent(row.standard(), standard -> new ArrayList<>())
                        .add(row));
        return rows;
    }

    private static String words(List<TimescaleRow> rows) {
        return String.join(
                " or ",
                rows.stream()
                        .flatMap(row -> row.read().timescale().stream())
                        .map(Timescale::words)
                        .toList());
    }

    private static void replace(DmnModelInstance model, String id, DmnModelInstance owners, String standard) {
        DecisionTable table = TimescalesModel.table(model, id).orElseThrow();
        List.copyOf(table.getRules()).stream()
                .filter(rule -> standard.equals(standardOf(table, rule)))
                .forEach(rule -> table.getRules().remove(rule));
        copy(owners, standard, model, table);
    }

    private static String own(DmnModelInstance pattern, DmnModelInstance owners, Set<String> standards) {
        DmnModelInstance model = pattern.clone();
        Decision decision =
                model.getModelElementsByType(Decision.class).iterator().next();
        String id = decision.getId();
        DecisionTable table = TimescalesModel.table(model, id).orElseThrow();
        List.copyOf(table.getRules()).forEach(rule -> table.getRules().remove(rule));
        standards.forEach(standard -> copy(owners, standard, model, table));
        decision.setName("Timescales of our own");
        Definitions definitions = model.getDefinitions();
        definitions.setName("Timescales of our own");
        return Dmn.convertToString(model).replace("\"" + id + "\"", "\"" + OWN + "\"");
    }

    private static void copy(DmnModelInstance owners, String standard, DmnModelInstance model, DecisionTable table) {
        DecisionTable source =
                TimescalesModel.table(owners, TimescalesModel.ONE_FOR_ALL).orElseThrow();
        for (Rule rule : source.getRules()) {
            if (!standard.equals(standardOf(source, rule))) continue;
            Map<String, String> cells = cells(source, rule);
            Rule copy = model.newInstance(Rule.class);
            if (model.getModelElementById(rule.getId()) == null) copy.setId(rule.getId());
            if (rule.getDescription() != null) {
                Description why = model.newInstance(Description.class);
                why.setTextContent(rule.getDescription().getTextContent());
                copy.setDescription(why);
            }
            for (Input input : table.getInputs()) {
                InputEntry entry = model.newInstance(InputEntry.class);
                entry.setText(text(model, cells.getOrDefault(name(input), "")));
                copy.getInputEntries().add(entry);
            }
            for (Output output : table.getOutputs()) {
                OutputEntry entry = model.newInstance(OutputEntry.class);
                entry.setText(text(model, sparse(output.getName(), cells.getOrDefault(output.getName(), ""))));
                copy.getOutputEntries().add(entry);
            }
            table.getRules().add(copy);
        }
    }

    /** The cell as the tables of journeys write it: empty for the default, and in words that nobody is told. */
    private static String sparse(String column, String cell) {
        if (column.equals("tell") && cell.isBlank()) return "\"" + TimescaleRow.NOBODY + "\"";
        return cell.equals(DEFAULTS.get(column)) ? "" : cell;
    }

    private static String standardOf(DecisionTable table, Rule rule) {
        return cells(table, rule).getOrDefault("standard", "").replace("\"", "");
    }

    private static Map<String, String> cells(DecisionTable table, Rule rule) {
        Map<String, String> cells = new LinkedHashMap<>();
        Iterator<InputEntry> inputs = rule.getInputEntries().iterator();
        table.getInputs().forEach(input -> {
            if (inputs.hasNext()) cells.put(name(input), content(inputs.next().getText()));
        });
        Iterator<OutputEntry> outputs = rule.getOutputEntries().iterator();
        table.getOutputs().forEach(output -> {
            if (outputs.hasNext())
                cells.put(output.getName(), content(outputs.next().getText()));
        });
        return cells;
    }

    private static String name(Input input) {
        return content(input.getInputExpression().getText());
    }

    private static String content(Text text) {
        return text == null || text.getTextContent() == null
                ? ""
                : text.getTextContent().trim();
    }

    private static Text text(DmnModelInstance model, String content) {
        Text text = model.newInstance(Text.class);
        text.setTextContent(content);
        return text;
    }
}
