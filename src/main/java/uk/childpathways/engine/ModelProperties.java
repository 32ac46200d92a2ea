package uk.childpathways.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnModelExecutionContext;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** The extension properties that a process owner sets on an element in Camunda Modeler. */
public final class ModelProperties {

    private ModelProperties() {}

    /** Those of the element on which the execution stands (also a {@link DelegateTask}'s). */
    public static Map<String, String> of(BpmnModelExecutionContext execution) {
        return of(execution.getBpmnModelElementInstance());
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
                            if (property.getCamundaName() != null && property.getCamundaValue() != null) {
                                found.put(property.getCamundaName(), property.getCamundaValue());
                            }
                        }
                    });
        }
        return found;
    }
}
