package uk.childpathways.modelling;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import uk.childpathways.standards.TimescaleRow;

/** Reads the rows of a table of timescales from its model. Cells hold plain values, no expressions. */
public final class TimescalesModel {

    /** Ids of tables of timescales begin so: {@code timescales-child-in-care}, {@code timescales-shared}. */
    public static final String PREFIX = "timescales-";

    /** The id of the one table that held all timescales in earlier releases. */
    public static final String ONE_FOR_ALL = "timescales";

    /** A decision with these two outputs gives timescales, whatever it is called. */
    private static final Pattern LIST = Pattern.compile("\"[^\"]+\"(?:\\s*,\\s*\"[^\"]+\")+");

    private static final Set<String> TELLING_OUTPUTS = Set.of("amount", "runsFrom");

    private TimescalesModel() {}

    /** A cell that is not a plain value. */
    record Expression(String text) {}

    /** The ids of the tables of timescales in the model. */
    public static List<String> tablesIn(DmnModelInstance model) {
        return decisions(model)
                .filter(id -> id.startsWith(PREFIX) || id.equals(ONE_FOR_ALL))
                .toList();
    }

    /** The ids of tables that give timescales and are not called so: nobody would read them. */
    static List<String> misnamed(DmnModelInstance model) {
        return decisions(model)
                .filter(id -> !id.startsWith(PREFIX) && !id.equals(ONE_FOR_ALL))
                .filter(id -> table(model, id)
                        .filter(table -> table.getOutputs().stream()
                                .map(Output::getName)
                                .collect(Collectors.toSet())
                                .containsAll(TELLING_OUTPUTS))
                        .isPresent())
                .toList();
    }

    private static Stream<String> decisions(DmnModelInstance model) {
        return model.getModelElementsByType(Decision.class).stream()
                .map(Decision::getId)
                .filter(Objects::nonNull);
    }

    static Optional<DecisionTable> table(DmnModelInstance model, String id) {
        return model.getModelElementsByType(Decision.class).stream()
                .filter(decision -> id.equals(decision.getId()))
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .findFirst();
    }

    /** The rows of the table in their order; none when the model has no table of that id. */
    public static List<TimescaleRow> rows(DmnModelInstance model, String id) {
        List<TimescaleRow> rows = new ArrayList<>();
        table(model, id).ifPresent(table -> {
            for (Rule rule : table.getRules()) rows.add(row(table, rule, rows.size() + 1));
        });
        return rows;
    }

    private static TimescaleRow row(DecisionTable table, Rule rule, int number) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        Iterator<InputEntry> inputCells = rule.getInputEntries().iterator();
        for (Input input : table.getInputs()) {
            String name = text(
                    input.getInputExpression() == null
                            ? null
                            : input.getInputExpression().getText());
            Object value = inputCells.hasNext() ? value(inputCells.next().getText()) : null;
            if (name != null && value != null) inputs.put(name, value);
        }
        Map<String, Object> outputs = new LinkedHashMap<>();
        Collection<OutputEntry> entries = rule.getOutputEntries();
        Iterator<OutputEntry> outputCells = entries.iterator();
        for (Output output : table.getOutputs()) {
            Object value = outputCells.hasNext() ? value(outputCells.next().getText()) : null;
            if (value != null) outputs.put(output.getName(), value);
        }
        return new TimescaleRow(
                number, word(inputs.get("standard")), profile(inputs.get("profile")), outputs, description(rule));
    }

    /** One council, or several as {@code rutland, newham}: a row may hold for a list of them. */
    private static String profile(Object value) {
        return value instanceof Expression list && LIST.matcher(list.text()).matches()
                ? list.text().replace("\"", "").replaceAll("\\s*,\\s*", ", ")
                : word(value);
    }

    private static String word(Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }

    private static String description(DmnElement element) {
        return element.getDescription() == null
                ? null
                : element.getDescription().getTextContent();
    }

    private static Object value(Text cell) {
        String text = text(cell);
        if (text == null || text.equals("-")) return null;
        if (text.length() >= 2
                && text.startsWith("\"")
                && text.endsWith("\"")
                && text.indexOf('"', 1) == text.length() - 1) {
            return text.substring(1, text.length() - 1);
        }
        if (text.equals("true") || text.equals("false")) return Boolean.valueOf(text);
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return new Expression(text);
        }
    }

    private static String text(Text cell) {
        String content = cell == null ? null : cell.getTextContent();
        return content == null || content.isBlank() ? null : content.trim();
    }
}
