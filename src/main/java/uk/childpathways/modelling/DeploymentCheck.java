package uk.childpathways.modelling;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Looks at what somebody wants to deploy: a table of timescales without its rows, or a model or decision table that asks
 * for a standard which no row has, would leave a child's deadline without a date; a standard in two tables would have
 * two.
 */
@Component
public class DeploymentCheck {

    private final StandardsCheck standards;
    private final RepositoryService repository;

    DeploymentCheck(StandardsCheck standards, @Lazy RepositoryService repository) {
        this.standards = standards;
        this.repository = repository;
    }

    /**
     * What is wrong, in sentences for the process owner who deploys.
     *
     * @param files the files of the deployment by name
     * @return empty when the deployment may go on
     */
    public List<String> problems(Map<String, byte[]> files) {
        List<Model> models = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".bpmn"))
                .map(file -> readable(file.getKey(), file.getValue()))
                .flatMap(Optional::stream)
                .toList();
        List<Table> tables = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".dmn"))
                .map(file -> readableTable(file.getKey(), file.getValue()))
                .flatMap(Optional::stream)
                .toList();
        List<String> problems = new ArrayList<>(unknownDecisions(models, tables));
        models.forEach(model -> problems.addAll(ModelRules.standardNamed(model)));
        tables.forEach(table -> problems.addAll(standards.problems(table.dmn())));
        TimescaleTables deployed =
                TimescaleTables.in(tables.stream().map(Table::dmn).toList());
        if (deployed.isEmpty()) {
            problems.addAll(
                    unknownStandards(models, tables, () -> timescalesInForce().all()));
        } else {
            TimescaleTables then = timescalesInForce().replacedBy(deployed);
            Set<String> used = new TreeSet<>(standardsOf(models, tables));
            used.addAll(standardsInUse(models, tables));
            problems.addAll(then.twice());
            problems.addAll(then.missing(used));
        }
        return problems;
    }

    private static Set<String> standardsOf(List<Model> models, List<Table> tables) {
        return Stream.concat(
                        models.stream().flatMap(Model::standards),
                        tables.stream().flatMap(Table::standards))
                .collect(Collectors.toSet());
    }

    /** A business rule task whose decision is not there would stop a child's case with an incident. */
    private List<String> unknownDecisions(List<Model> models, List<Table> tables) {
        Set<String> deployedNow =
                tables.stream().flatMap(table -> table.decisions().stream()).collect(Collectors.toSet());
        return models.stream()
                .flatMap(model -> model.decisions()
                        .distinct()
                        .filter(decision -> !deployedNow.contains(decision) && !decisionInForce(decision))
                        .map(decision -> model.file() + " asks the decision '" + decision
                                + "', which no table has. Deploy the table with it, or correct the name."))
                .toList();
    }

    private boolean decisionInForce(String decision) {
        return repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(decision)
                        .count()
                > 0;
    }

    /** What the models and tables in force ask for, those left out that this deployment replaces. */
    private Set<String> standardsInUse(List<Model> replacing, List<Table> replacingTables) {
        Set<String> replaced =
                replacing.stream().map(model -> model.process().getId()).collect(Collectors.toSet());
        Set<String> replacedDecisions = replacingTables.stream()
                .flatMap(table -> table.decisions().stream())
                .collect(Collectors.toSet());
        Stream<String> byTables = repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .filter(decision -> !replacedDecisions.contains(decision.getKey()))
                .flatMap(decision -> new Table(
                                decision.getResourceName(), repository.getDmnModelInstance(decision.getId()))
                        .standards());
        Stream<String> byModels = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(process -> !replaced.contains(process.getKey()))
                .flatMap(process -> new Model(
                                process.getResourceName(), repository.getBpmnModelInstance(process.getId()))
                        .standards());
        return Stream.concat(byTables, byModels).collect(Collectors.toSet());
    }

    private static List<String> unknownStandards(
            List<Model> models, List<Table> tables, Supplier<Set<String>> inForce) {
        List<String> problems = new ArrayList<>();
        if (standardsOf(models, tables).isEmpty()) {
            return problems;
        }
        Set<String> known = inForce.get();
        models.forEach(model -> unknown(model.file(), model.standards(), known, problems));
        tables.forEach(table -> unknown(table.file(), table.standards(), known, problems));
        return problems;
    }

    private static void unknown(String file, Stream<String> standards, Set<String> known, List<String> problems) {
        standards
                .filter(standard -> !known.contains(standard))
                .forEach(standard -> problems.add(file + " asks for the standard '" + standard
                        + "', which no table of timescales has. Add a row for it to the table of its journey and"
                        + " deploy both, or correct the name."));
    }

    private TimescaleTables timescalesInForce() {
        List<DecisionDefinition> tables = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKeyLike(TimescalesModel.PREFIX + "%")
                .latestVersion()
                .list();
        // Before the first deployment of this release the one table of the releases before holds.
        if (tables.isEmpty()) {
            tables = repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(TimescalesModel.ONE_FOR_ALL)
                    .latestVersion()
                    .list();
        }
        Map<String, Set<String>> standardsOf = new TreeMap<>();
        tables.forEach(table -> standardsOf.put(
                table.getKey(),
                TimescaleTables.standardsIn(repository.getDmnModelInstance(table.getId()), table.getKey())));
        return new TimescaleTables(standardsOf);
    }

    /** Files that do not parse are left to the engine, which names line and column. */
    private static Optional<Model> readable(String name, byte[] content) {
        try {
            return Optional.of(Model.read(name, new ByteArrayInputStream(content)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Table> readableTable(String name, byte[] content) {
        try {
            return Optional.of(Table.read(name, new ByteArrayInputStream(content)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
