package uk.childpathways.engine.deployment;

import java.util.List;
import java.util.Map;
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
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.standards.TimescaleTable;

/**
 * The decision table {@code timescales} as the engine has it. What is remembered is remembered for one version of the
 * table, which never changes; the newest version is asked of the database each time, so that a deployment on any node
 * is followed by all.
 */
@Component
class CamundaTimescaleTable implements TimescaleTable {

    private final RepositoryService repository;
    private final DecisionService decisions;
    private final SystemAuthority asApplication;
    private final Map<String, Map<Asked, List<Timescale>>> evaluated = new ConcurrentHashMap<>();
    private final Map<String, List<Timescale>> listed = new ConcurrentHashMap<>();

    private record Asked(String standard, String profile) {}

    CamundaTimescaleTable(
            @Lazy RepositoryService repository, @Lazy DecisionService decisions, SystemAuthority asApplication) {
        this.repository = repository;
        this.decisions = decisions;
        this.asApplication = asApplication;
    }

    @Override
    public String version() {
        DecisionDefinition newest = asApplication.get(() -> repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TimescalesModel.DECISION)
                .withoutTenantId()
                .latestVersion()
                .singleResult());
        if (newest == null) throw new IllegalStateException("No table of timescales is deployed");
        return newest.getId();
    }

    @Override
    public List<Timescale> rows() {
        return listed.computeIfAbsent(
                version(),
                id -> asApplication.get(() -> {
                    return TimescalesModel.rows(repository.getDmnModelInstance(id)).stream()
                            .map(CamundaTimescaleTable::sound)
                            .toList();
                }));
    }

    @Override
    public List<Timescale> matching(String version, String standard, String profile) {
        Map<Asked, List<Timescale>> known = evaluated.computeIfAbsent(version, id -> new ConcurrentHashMap<>());
        Asked asked = new Asked(standard, profile);
        List<Timescale> rows = known.get(asked);
        if (rows == null) {
            rows = asApplication.get(() -> evaluate(version, asked));
            // A name that no row knows is not remembered: anybody may ask for any.
            if (!rows.isEmpty()) known.put(asked, rows);
        }
        return rows;
    }

    private List<Timescale> evaluate(String version, Asked asked) {
        return decisions
                .evaluateDecisionTableById(version)
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
                .map(CamundaTimescaleTable::sound)
                .toList();
    }

    private static Timescale sound(TimescaleRow row) {
        TimescaleRow.Reading reading = row.read();
        return reading.timescale()
                .orElseThrow(() -> new IllegalStateException(
                        row.title() + " of the table of timescales: " + String.join("; ", reading.problems())));
    }
}
