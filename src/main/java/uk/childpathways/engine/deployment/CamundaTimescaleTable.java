package uk.childpathways.engine.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.modelling.TimescalesModel;
import uk.childpathways.standards.TableVersion;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.standards.TimescaleTable;

/**
 * The tables of timescales as the engine has them. What is remembered is remembered for one version of a table, which
 * never changes; the newest versions are asked of the database each time, so that a deployment on any node is followed
 * by all. The one table {@code timescales} of earlier releases is read only for deadlines that were calculated by it.
 */
@Component
class CamundaTimescaleTable implements TimescaleTable {

    private final RepositoryService repository;
    private final DecisionService decisions;
    private final SystemAuthority asApplication;
    private final ShippedTimescales shipped;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Asked(String standard, String profile) {}

    private record Known(
            TableVersion version, List<Timescale> rows, Set<String> standards, Map<Asked, List<Timescale>> evaluated) {}

    CamundaTimescaleTable(
            @Lazy RepositoryService repository,
            @Lazy DecisionService decisions,
            SystemAuthority asApplication,
            ShippedTimescales shipped) {
        this.repository = repository;
        this.decisions = decisions;
        this.asApplication = asApplication;
        this.shipped = shipped;
    }

    @Override
    public List<Timescale> rows() {
        return newest().stream().flatMap(table -> table.rows().stream()).toList();
    }

    @Override
    public Rows inForce() {
        List<Known> tables = newest();
        return (standard, profile) -> tables.stream()
                .filter(table -> table.standards().contains(standard))
                .findFirst()
                .map(table -> matching(table, new Asked(standard, profile)))
                .orElse(List.of());
    }

    @Override
    public Rows of(String version) {
        Known table = known.get(version);
        if (table == null) {
            DecisionDefinition stored = asApplication.get(() -> repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionId(version)
                    .singleResult());
            // The database keeps each table of a deadline; one that was deleted before it did is followed by those in
            // force.
            if (stored == null) return inForce();
            table = known(stored);
        }
        Known asked = table;
        return (standard, profile) -> asked.standards().contains(standard)
                ? matching(asked, new Asked(standard, profile))
                : inForce().matching(standard, profile);
    }

    private List<Known> newest() {
        List<DecisionDefinition> newest = asApplication.get(() -> repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKeyLike(TimescalesModel.PREFIX + "%")
                .withoutTenantId()
                .latestVersion()
                .orderByDecisionDefinitionKey()
                .asc()
                .list());
        if (newest.isEmpty()) throw new IllegalStateException("No table of timescales is deployed");
        return newest.stream().map(this::known).toList();
    }

    private Known known(DecisionDefinition definition) {
        return known.computeIfAbsent(definition.getId(), id -> {
            TableVersion version = new TableVersion(id, definition.getKey(), definition.getVersion());
            List<Timescale> rows = asApplication.get(
                    () -> TimescalesModel.rows(repository.getDmnModelInstance(id), version.table()).stream()
                            .map(row -> sound(row, version))
                            .toList());
            return new Known(
                    version,
                    rows,
                    rows.stream().map(Timescale::standard).collect(Collectors.toSet()),
                    new ConcurrentHashMap<>());
        });
    }

    private List<Timescale> matching(Known table, Asked asked) {
        return table.evaluated().computeIfAbsent(asked, key -> asApplication.get(() -> evaluate(table.version(), key)));
    }

    private List<Timescale> evaluate(TableVersion version, Asked asked) {
        return decisions
                .evaluateDecisionTableById(version.id())
                .variables(Variables.putValue("standard", asked.standard()).putValue("profile", asked.profile()))
                .evaluate()
                .stream()
                .map(DmnDecisionRuleResult::getEntryMap)
                .map(outputs -> new TimescaleRow(
                        0,
                        asked.standard(),
                        asked.profile(),
                        outputs.entrySet().stream()
                                .filter(entry -> entry.getValue() != null)
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                        null))
                .map(row -> sound(row, version))
                .toList();
    }

    private Timescale sound(TimescaleRow row, TableVersion version) {
        TimescaleRow read = version.table().equals(TimescalesModel.ONE_FOR_ALL) ? row.ofTheOneTable() : row;
        TimescaleRow.Reading reading = shipped.weighed(read).read();
        return reading.timescale()
                .map(timescale -> timescale.in(version))
                .orElseThrow(() -> new IllegalStateException(row.title() + " of the table " + version.table() + ": "
                        + String.join("; ", reading.problems())));
    }
}
