package uk.childpathways.modelling.changes;

import static uk.childpathways.modelling.changes.FlowChanges.quoted;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Table;
import uk.childpathways.modelling.TimescalesModel;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleRow;

/** What a table decides otherwise than its version before; of a table of timescales what is due when. */
public final class TableChanges {

    /** A row by its place, its cells by their column's words, and the timescale that it gives. */
    private record Row(int number, Map<String, String> cells, TimescaleRow timescale) {}

    private final List<Change> changes = new ArrayList<>();
    private final List<Model> inForce;

    private TableChanges(List<Model> inForce) {
        this.inForce = inForce;
    }

    /**
     * @param inForce the flows whose drawings name times: those that now say another than the table are counted
     */
    public static List<Change> between(Table before, Table now, List<Model> inForce) {
        TableChanges found = new TableChanges(inForce);
        Map<String, Row> old = rows(before);
        rows(now).forEach((id, row) -> {
            Row was = old.remove(id);
            if (was == null) {
                found.changes.add(Change.added(id, "New: " + found.says(row) + "."));
            } else {
                found.compare(id, was, row);
            }
        });
        old.forEach((id, row) -> found.changes.add(Change.removed(id, "No longer: " + found.says(row) + ".")));
        policies(before, now).forEach(sentence -> found.changes.add(Change.changed(null, sentence)));
        return found.changes;
    }

    private static Map<String, Row> rows(Table table) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Decision decision : table.dmn().getModelElementsByType(Decision.class)) {
            Iterator<TimescaleRow> timescales = TimescalesModel.tablesIn(table.dmn())
                            .contains(decision.getId())
                    ? TimescalesModel.rows(table.dmn(), decision.getId()).iterator()
                    : List.<TimescaleRow>of().iterator();
            for (DecisionTable one : decision.getChildElementsByType(DecisionTable.class)) {
                int number = 1;
                for (Rule rule : one.getRules()) {
                    rows.put(
                            decision.getId() + " " + rule.getId(),
                            new Row(number++, cells(one, rule), timescales.hasNext() ? timescales.next() : null));
                }
            }
        }
        return rows;
    }

    private static Map<String, String> cells(DecisionTable table, Rule rule) {
        Map<String, String> cells = new LinkedHashMap<>();
        Iterator<InputEntry> inputs = rule.getInputEntries().iterator();
        for (Input input : table.getInputs()) {
            String label = input.getLabel() != null
                    ? input.getLabel()
                    : input.getInputExpression() == null
                            ? input.getId()
                            : text(input.getInputExpression().getText());
            cells.put(label, inputs.hasNext() ? text(inputs.next().getText()) : "");
        }
        Iterator<OutputEntry> outputs = rule.getOutputEntries().iterator();
        for (Output output : table.getOutputs()) {
            String label = output.getLabel() != null ? output.getLabel() : output.getName();
            cells.put(label, outputs.hasNext() ? text(outputs.next().getText()) : "");
        }
        cells.put(
                "Note",
                rule.getDescription() == null
                        ? ""
                        : rule.getDescription().getTextContent().strip());
        return cells;
    }

    private static String text(org.camunda.bpm.model.dmn.instance.Text cell) {
        return cell == null ? "" : cell.getTextContent().strip();
    }

    private static Stream<String> policies(Table before, Table now) {
        return now.dmn().getModelElementsByType(DecisionTable.class).stream()
                .filter(table -> before.dmn().getModelElementById(table.getId()) instanceof DecisionTable was
                        && was.getHitPolicy() != table.getHitPolicy())
                .map(table -> "Of several rows that fit the table now takes them by the rule "
                        + table.getHitPolicy() + ", before "
                        + ((DecisionTable) before.dmn().getModelElementById(table.getId())).getHitPolicy() + ".");
    }

    private String says(Row row) {
        return timescale(row)
                .map(timescale -> quoted(timescale.name()) + ", due " + timescale.words() + holdsFor(row))
                .orElseGet(() -> "row " + row.number() + " ("
                        + String.join(
                                ", ",
                                row.cells().values().stream()
                                        .filter(cell -> !cell.isEmpty())
                                        .limit(4)
                                        .toList())
                        + ")");
    }

    private static String holdsFor(Row row) {
        return row.timescale().profile() == null ? "" : " (" + row.timescale().profile() + ")";
    }

    private static java.util.Optional<Timescale> timescale(Row row) {
        return row.timescale() == null
                ? java.util.Optional.empty()
                : row.timescale().read().timescale();
    }

    private void compare(String id, Row was, Row is) {
        Timescale before = timescale(was).orElse(null);
        Timescale now = timescale(is).orElse(null);
        int known = changes.size();
        if (before != null && now != null && !before.words().equals(now.words())) {
            boolean sameEvent = before.runsFromWords().equals(now.runsFromWords())
                    && before.limit().unit() == now.limit().unit()
                    && before.limit().direction() == now.limit().direction();
            changes.add(Change.changed(
                    id,
                    subject(now) + " is now due " + now.words() + holdsFor(is) + ", before "
                            + (sameEvent ? before.limit().amount() : before.words()) + "." + labels(before, now)));
        }
        boolean due = changes.size() > known;
        is.cells().forEach((column, cell) -> {
            String old = was.cells().getOrDefault(column, "");
            if (!cell.equals(old) && !(due && isTime(column, is, cell, old))) {
                changes.add(Change.changed(
                        id,
                        (now == null ? "Row " + is.number() : quoted(now.name()) + holdsFor(is)) + ": " + column
                                + " is now " + said(cell) + ", before " + said(old) + "."));
            }
        });
    }

    /** "The first core group is held" is due as "The first core group". */
    private static String subject(Timescale timescale) {
        return timescale.name().matches(".* (is|are) (held|done|made|given|sent|written|recorded)")
                ? timescale.name().replaceAll(" (is|are) \\w+$", "")
                : quoted(timescale.name());
    }

    /** Cells that the sentence about the time has said already. */
    private static boolean isTime(String column, Row row, String cell, String old) {
        return Stream.of("amount", "unit", "direction").anyMatch(column.toLowerCase(java.util.Locale.UK)::contains)
                || column.toLowerCase(java.util.Locale.UK).contains("runs from");
    }

    private static String said(String cell) {
        return cell.isEmpty() ? "empty" : cell.startsWith("\"") ? cell : quoted(cell);
    }

    /** How many drawings in force still name the time of before. */
    private String labels(Timescale before, Timescale now) {
        String old = before.limit().words();
        List<String> flows = new ArrayList<>();
        inForce.forEach(model -> model.boundaryTimers()
                .filter(clock ->
                        names(clock, before.standard(), old, now.limit().words()))
                .forEach(clock -> flows.add(model.title() == null ? model.name() : model.title())));
        return switch (flows.size()) {
            case 0 -> "";
            case 1 -> " One label still says " + old + ", in " + quoted(flows.get(0)) + ".";
            default ->
                " " + flows.size() + " labels still say " + old + ", in "
                        + String.join(
                                ", ",
                                flows.stream()
                                        .distinct()
                                        .map(FlowChanges::quoted)
                                        .toList()) + ".";
        };
    }

    private static boolean names(BoundaryEvent clock, String standard, String old, String now) {
        String label = clock.getName() == null ? "" : clock.getName().replaceAll("\\s+", " ");
        return Model.standardOf(clock).filter(standard::equals).isPresent()
                && label.matches(".*\\b" + java.util.regex.Pattern.quote(old) + "\\b.*")
                && !label.contains(now);
    }
}
