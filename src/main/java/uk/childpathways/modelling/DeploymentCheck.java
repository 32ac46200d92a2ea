package uk.childpathways.modelling;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.standards.TimescaleRow;

/**
 * Looks at what somebody wants to deploy: a table of timescales without its rows, or a model that asks for a standard
 * which no table knows, would leave a child's deadline without a date.
 */
@Component
public class DeploymentCheck {

    private final StandardsCheck tables;
    private final RepositoryService repository;

    DeploymentCheck(StandardsCheck tables, @Lazy RepositoryService repository) {
        this.tables = tables;
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
        Optional<byte[]> table = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".dmn"))
                .map(Map.Entry::getValue)
                .filter(DeploymentCheck::holdsTimescales)
                .findFirst();
        if (table.isPresent()) {
            Set<String> used = new TreeSet<>(standardsOf(models));
            used.addAll(standardsInUse(models));
            return tables.problems(new ByteArrayInputStream(table.get()), used);
        }
        return unknownStandards(models, this::standardsInForce);
    }

    private static Set<String> standardsOf(List<Model> models) {
        return models.stream().flatMap(Model::standards).collect(Collectors.toSet());
    }

    /** What the models in force ask for, those left out that this deployment replaces. */
    private Set<String> standardsInUse(List<Model> replacing) {
        Set<String> replaced =
                replacing.stream().map(model -> model.process().getId()).collect(Collectors.toSet());
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(process -> !replaced.contains(process.getKey()))
                .flatMap(process -> new Model(
                                process.getResourceName(), repository.getBpmnModelInstance(process.getId()))
                        .standards())
                .collect(Collectors.toSet());
    }

    private static List<String> unknownStandards(List<Model> models, Supplier<Set<String>> inForce) {
        List<String> problems = new ArrayList<>();
        if (standardsOf(models).isEmpty()) {
            return problems;
        }
        Set<String> known = inForce.get();
        models.forEach(model -> model.standards()
                .filter(standard -> !known.contains(standard))
                .forEach(standard -> problems.add(model.file() + " asks for the standard '" + standard
                        + "', which the table of timescales does not have. Add a row for it to timescales.dmn and"
                        + " deploy both, or correct the name.")));
        return problems;
    }

    private Set<String> standardsInForce() {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TimescalesModel.DECISION)
                .latestVersion()
                .singleResult();
        return newest == null
                ? Set.of()
                : TimescalesModel.rows(repository.getDmnModelInstance(newest.getId())).stream()
                        .map(TimescaleRow::standard)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    /** Files that do not parse are left to the engine, which names line and column. */
    private static Optional<Model> readable(String name, byte[] content) {
        try {
            return Optional.of(Model.read(name, new ByteArrayInputStream(content)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean holdsTimescales(byte[] content) {
        try {
            DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
            return TimescalesModel.tableIn(model).isPresent();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
