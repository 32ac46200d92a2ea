package uk.childpathways.vocabulary;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/**
 * The boundary event that led to the element in which an execution stands: the timer on a task's edge, seen from the
 * end event behind it. Found once for each element of a deployed version, which never changes.
 */
public final class BoundaryTimer {

    private static final Map<String, Map<String, String>> KNOWN = new ConcurrentHashMap<>();

    private BoundaryTimer() {}

    /**
     * The boundary event's extension properties. Its {@code standard} is that of the activity on which it hangs, where
     * it names none of its own.
     *
     * @throws IllegalStateException with a sentence when no boundary event lies in front
     */
    public static Map<String, String> propertiesOf(DelegateExecution execution) {
        String element = execution.getProcessDefinitionId() + " " + execution.getCurrentActivityId();
        return ExtensionProperties.resolve(
                KNOWN.computeIfAbsent(element, key -> written(before(execution))), execution::getVariable);
    }

    private static Map<String, String> written(BoundaryEvent boundary) {
        Map<String, String> properties = new LinkedHashMap<>(ExtensionProperties.of(boundary));
        ClockStandard.of(boundary).ifPresent(standard -> properties.put(ClockStandard.PROPERTY, standard));
        return Map.copyOf(properties);
    }

    /** One extension property of the boundary event; fails with a sentence when it is not set. */
    public static String require(DelegateExecution execution, String name) {
        String value = propertiesOf(execution).get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The timer in front of '" + execution.getCurrentActivityId() + "' in "
                    + execution.getProcessDefinitionId() + " needs the property '" + name + "'.");
        }
        return value.trim();
    }

    private static BoundaryEvent before(DelegateExecution execution) {
        Deque<FlowNode> open = new ArrayDeque<>();
        open.add((FlowNode) execution.getBpmnModelElementInstance());
        Set<String> seen = new HashSet<>();
        // By the flows themselves: what a node lists as incoming is optional in BPMN.
        Collection<SequenceFlow> flows = execution.getBpmnModelInstance().getModelElementsByType(SequenceFlow.class);
        while (!open.isEmpty()) {
            FlowNode node = open.poll();
            if (node instanceof BoundaryEvent boundary) {
                return boundary;
            }
            if (seen.add(node.getId())) {
                flows.stream()
                        .filter(flow -> node.equals(flow.getTarget()))
                        .map(SequenceFlow::getSource)
                        .forEach(open::add);
            }
        }
        throw new IllegalStateException("The element '" + execution.getCurrentActivityId() + "' of "
                + execution.getProcessDefinitionId() + " stands behind no timer on the edge of a task.");
    }
}
