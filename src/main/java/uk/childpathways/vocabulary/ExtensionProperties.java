package uk.childpathways.vocabulary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.BpmnModelExecutionContext;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** The extension properties that a process owner sets on an element in Camunda Modeler. */
public final class ExtensionProperties {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*(\\w+)\\s*}");

    private ExtensionProperties() {}

    /**
     * Those of the element on which the execution stands (also a {@link DelegateTask}'s), with variables in place of
     * their names.
     */
    public static Map<String, String> of(BpmnModelExecutionContext execution) {
        Map<String, String> written = of(execution.getBpmnModelElementInstance());
        return execution instanceof VariableScope scope ? resolve(written, scope::getVariable) : written;
    }

    /**
     * Puts variables in place of their names: a shared block learns from its caller which standard it keeps
     * ({@code ${signOffStandard}}). A property whose variable is not set is left out.
     */
    public static Map<String, String> resolve(Map<String, String> written, Function<String, Object> variables) {
        if (written.values().stream().noneMatch(value -> value.contains("${"))) {
            return written;
        }
        Map<String, String> resolved = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            boolean[] missing = {false};
            String text = VARIABLE.matcher(value).replaceAll(found -> {
                Object variable = variables.apply(found.group(1));
                missing[0] |= variable == null;
                return Matcher.quoteReplacement(String.valueOf(variable));
            });
            if (!missing[0]) {
                resolved.put(name, text);
            }
        });
        return resolved;
    }

    /** Those of any element; empty for none. A property without a value is left out. */
    public static Map<String, String> of(BaseElement element) {
        Map<String, String> found = new LinkedHashMap<>();
        if (element != null && element.getExtensionElements() != null) {
            element.getExtensionElements()
                    .getElementsQuery()
                    .filterByType(CamundaProperties.class)
                    .list()
                    .forEach(properties -> {
                        for (CamundaProperty property : properties.getCamundaProperties()) {
                            if (property.getCamundaName() != null
                                    && property.getCamundaValue() != null
                                    && !property.getCamundaValue().isBlank()) {
                                found.put(property.getCamundaName(), property.getCamundaValue());
                            }
                        }
                    });
        }
        return found;
    }
}
