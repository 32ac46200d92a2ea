package uk.childpathways.modelling;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Reads the rows of the decision table {@code timescales} from its model. Cells hold plain values, no expressions. */
public final class TimescalesModel {

    public static final String DECISION = "timescales";

    private TimescalesModel() {}

    /** A cell that is not a plain value. */
    record Expression(String text) {}

    /** The table, if the model has one. */
    static Optional<DecisionTable> tableIn(DmnModelInstance model) {
        return model.getModelElementsByType(Decision.class).stream()
                .filter(decision -> DECISION.equals(decision.getId()))
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .findFirst();
    }

    /** The rows in their order; none when the model has no table of that name. */
    public static List<TimescaleRow> rows(DmnModelInstance model) {
        List<TimescaleRow> rows = new ArrayList<>();
        tableIn(model).ifPresent(table -> {
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
                number, word(inputs.get("standard")), word(inputs.get("profile")), outputs, description(rule));
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
