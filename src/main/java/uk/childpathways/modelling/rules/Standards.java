package uk.childpathways.modelling.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import uk.childpathways.modelling.Nearest;
import uk.childpathways.modelling.StandardsCheck;
import uk.childpathways.modelling.Table;
import uk.childpathways.modelling.TimescalesModel;
import uk.childpathways.modelling.words.KnownWords;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The standards that models and tables name, and the rows of the tables of timescales. */
final class Standards {

    private static final String NO_ROW =
            "has no row in a table of timescales. Add one and deploy both, or correct the name.";

    private Standards() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("every standard that a model asks for has a timescale", Standards::ofModels),
                Rule.refuse("every standard that a decision table names has a timescale", Standards::ofTables),
                Rule.refuse("a standard stands in one table of timescales", Standards::inOneTable),
                Rule.refuse("what a timescale runs from is recorded", Standards::runFromRecorded),
                Rule.refuse("a decision table names roles that exist", Standards::rolesOfTables),
                Rule.advise("every timescale is used by a model", Standards::used));
    }

    /** What the check of a table of timescales says of its rows: a gap would leave a child's deadline without a date. */
    static Rule tablesSound(StandardsCheck check) {
        return Rule.refuse(
                "every row of a table of timescales gives a date",
                subject -> subject.changed().tables().stream()
                        .flatMap(table ->
                                check.problems(table.dmn()).stream().map(problem -> Finding.at(table, problem))));
    }

    private static Stream<Finding> ofModels(Subject subject) {
        return subject.all().models().stream()
                .flatMap(model -> model.standards()
                        .filter(standard -> !subject.standards().contains(standard))
                        .map(standard -> new Finding(model.file(), "the standard '" + standard + "'", NO_ROW)));
    }

    private static Stream<Finding> ofTables(Subject subject) {
        return subject.all().tables().stream()
                .flatMap(table -> table.standards()
                        .filter(standard -> !subject.standards().contains(standard))
                        .map(standard -> new Finding(table.file(), "the standard '" + standard + "'", NO_ROW)));
    }

    /** Otherwise the clock would quietly run from the beginning of its step: a slip in a table, or a question taken away. */
    private static Stream<Finding> runFromRecorded(Subject subject) {
        Set<String> events = KnownWords.recorded(subject.all());
        events.addAll(subject.standards());
        events.addAll(subject.words().contract().valuesOf(ValueKind.EVENT).keySet());
        return subject.all().tables().stream()
                .flatMap(table -> Subject.rows(table)
                        .filter(row -> row.outputs().get("runsFrom") instanceof String from && !events.contains(from))
                        .map(row -> new Finding(
                                table.file(),
                                "the standard '" + row.standard() + "'",
                                "runs from '" + row.outputs().get("runsFrom")
                                        + "', which no form, step or standard records: its clock would count from the"
                                        + " beginning of its own step. Record the event (property 'event'), or write"
                                        + " 'step-begun' where the step itself is meant."
                                        + Nearest.advice(
                                                String.valueOf(row.outputs().get("runsFrom")), events))));
    }

    private static Stream<Finding> rolesOfTables(Subject subject) {
        Set<String> roles = subject.words().contract().valuesOf(ValueKind.ROLES).keySet();
        return subject.changed().tables().stream()
                .flatMap(table -> table.cells(Table.NAMES_ROLES)
                        .flatMap(cell -> cell.matches("\"[^\"]*\"")
                                ? Stream.of(cell.substring(1, cell.length() - 1).split(","))
                                        .map(String::trim)
                                        .filter(role -> !roles.contains(role))
                                        .map(role -> "names the role '" + role + "', which does not exist."
                                                + Nearest.advice(role, roles))
                                : Stream.of("holds " + cell
                                        + " where roles between quotation marks are meant: \"team-manager\"."))
                        .map(problem -> Finding.at(table, problem)));
    }

    private static Stream<Finding> inOneTable(Subject subject) {
        Map<String, Set<String>> tables = new TreeMap<>();
        subject.all()
                .tables()
                .forEach(table -> Subject.tables(table)
                        .forEach(id -> TimescalesModel.rows(table.dmn(), id).stream()
                                .map(TimescaleRow::standard)
                                .filter(java.util.Objects::nonNull)
                                .forEach(standard -> tables.computeIfAbsent(standard, any -> new TreeSet<>())
                                        .add(id))));
        return subject.changed().tables().stream()
                .flatMap(table -> Subject.rows(table)
                        .map(TimescaleRow::standard)
                        .filter(standard ->
                                standard != null && tables.get(standard).size() > 1)
                        .distinct()
                        .map(standard -> new Finding(
                                table.file(),
                                "The standard '" + standard + "'",
                                "stands in two tables: " + String.join(" and ", tables.get(standard))
                                        + ". Keep its rows in one of them.")));
    }

    private static Stream<Finding> used(Subject subject) {
        Set<String> used = usedIn(subject);
        return subject.all().tables().stream()
                .flatMap(table -> Subject.rows(table)
                        .filter(row -> row.standard() != null && !used.contains(row.standard()) && !waits(row))
                        .map(TimescaleRow::standard)
                        .distinct()
                        .map(standard -> unused(table, standard)));
    }

    private static Finding unused(Table table, String standard) {
        return new Finding(
                table.file(),
                "the standard '" + standard + "'",
                "is asked for by nothing. A timescale that no model uses misleads: use it, remove the row, or say in its"
                        + " note that it waits for a journey that is not here yet.");
    }

    private static boolean waits(TimescaleRow row) {
        return row.why() != null && row.why().contains("Waits for the journey");
    }

    /** What models, decision tables and callers of shared blocks ask for. */
    static Set<String> usedIn(Subject subject) {
        Set<String> used = subject.all().models().stream()
                .flatMap(uk.childpathways.modelling.Model::standards)
                .collect(Collectors.toCollection(HashSet::new));
        subject.all().tables().forEach(table -> table.standards().forEach(used::add));
        subject.all()
                .models()
                .forEach(model -> model.bpmn().getModelElementsByType(CamundaIn.class).stream()
                        .map(CamundaIn::getCamundaSourceExpression)
                        .filter(java.util.Objects::nonNull)
                        .map(source -> source.replaceAll("[${}']", "").trim())
                        .forEach(used::add));
        return used;
    }
}
