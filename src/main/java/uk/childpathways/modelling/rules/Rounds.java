package uk.childpathways.modelling.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import uk.childpathways.modelling.Model;

/** A way that leads back to itself waits for somebody on its round: otherwise one case keeps the server busy for ever. */
final class Rounds {

    private Rounds() {}

    static List<Rule> rules() {
        return List.of(Rule.refuse("a way that leads back waits for somebody", Rule.eachModel(Rounds::neverWaiting)));
    }

    private static Stream<Finding> neverWaiting(Model model) {
        Map<FlowNode, Set<FlowNode>> next = new HashMap<>();
        Map<FlowNode, Set<FlowNode>> before = new HashMap<>();
        for (SequenceFlow flow : model.bpmn().getModelElementsByType(SequenceFlow.class)) {
            FlowNode from = flow.getSource();
            FlowNode to = flow.getTarget();
            if (from != null && to != null && !waits(from) && !waits(to)) {
                next.computeIfAbsent(from, any -> new HashSet<>()).add(to);
                before.computeIfAbsent(to, any -> new HashSet<>()).add(from);
            }
        }
        // What begins or ends a way is on no round; what is left when all of that is taken away, goes round.
        Set<FlowNode> round = new HashSet<>(next.keySet());
        round.retainAll(before.keySet());
        while (round.removeIf(node -> next.get(node).stream().noneMatch(round::contains)
                || before.get(node).stream().noneMatch(round::contains))) {
            // again, as long as something was taken away
        }
        return model.bpmn().getModelElementsByType(FlowNode.class).stream()
                .filter(round::contains)
                .limit(1)
                .map(node -> Finding.at(
                        model,
                        node,
                        "leads back to itself without waiting for anybody, and a case would go round for ever. Put a task"
                                + " or an event on the way."));
    }

    private static boolean waits(FlowNode node) {
        return node instanceof UserTask
                || node instanceof ReceiveTask
                || node instanceof IntermediateCatchEvent
                || node instanceof EventBasedGateway
                || node instanceof CallActivity
                || node instanceof SubProcess;
    }
}
