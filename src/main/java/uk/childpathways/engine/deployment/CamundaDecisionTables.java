package uk.childpathways.engine.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.standards.DecisionTables;

/** Asks the newest version of a decision table, by the application's own right. */
@Component
class CamundaDecisionTables implements DecisionTables {

    private final DecisionService decisions;
    private final SystemAuthority authority;

    CamundaDecisionTables(@Lazy DecisionService decisions, SystemAuthority authority) {
        this.decisions = decisions;
        this.authority = authority;
    }

    @Override
    public List<Map<String, Object>> rows(String table, Map<String, Object> inputs) {
        return authority.get(
                () -> decisions.evaluateDecisionTableByKey(table).variables(inputs).evaluate().getResultList().stream()
                        .map(CamundaDecisionTables::filled)
                        .toList());
    }

    private static Map<String, Object> filled(Map<String, Object> row) {
        Map<String, Object> filled = new LinkedHashMap<>(row);
        filled.values().removeIf(value -> value == null);
        return filled;
    }
}
