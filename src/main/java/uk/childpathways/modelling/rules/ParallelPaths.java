package uk.childpathways.modelling.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import uk.childpathways.modelling.Model;

/**
 * Where paths meet that run at the same time. Alternatives and loops may come together in a task; two paths of which both
 * are walked would do it twice, so they must come together in a gateway, where the reader sees whether one waits for the
 * other.
 */
final class ParallelPaths {

    /** The model as a graph, read once: the model API looks every reference up anew. */
    private final Map<String, FlowNode> nodes = new LinkedHashMap<>();

    private final Map<String, List<String>> leaving = new HashMap<>();
    private final Map<String, List<String>> arriving = new LinkedHashMap<>();
    private final Map<String, String> targets = new HashMap<>();
    private final Map<String, List<BoundaryEvent>> edges = new HashMap<>();

    private ParallelPaths(Model model) {
        for (FlowNode node : model.bpmn().getModelElementsByType(FlowNode.class)) {
            nodes.put(node.getId(), node);
            if (node instanceof BoundaryEvent event) {
                edges.computeIfAbsent(event.getAttachedTo().getId(), id -> new ArrayList<>())
                        .add(event);
            }
        }
        for (SequenceFlow flow : model.bpmn().getModelElementsByType(SequenceFlow.class)) {
            if (flow.getSource() == null || flow.getTarget() == null) {
                continue; // The engine refuses such a flow, with its line.
            }
            String target = flow.getTarget().getId();
            targets.put(flow.getId(), target);
            leaving.computeIfAbsent(flow.getSource().getId(), id -> new ArrayList<>())
                    .add(flow.getId());
            arriving.computeIfAbsent(target, id -> new ArrayList<>()).add(flow.getId());
        }
    }

    static List<Rule> rules() {
        return List.of(Rule.advise(
                "paths that run at the same time meet in a gateway", Rule.eachModel(ParallelPaths::meetings)));
    }

    /** Each task, call or event in which paths meet that run at the same time. */
    static Stream<Finding> meetings(Model model) {
        ParallelPaths paths = new ParallelPaths(model);
        List<Finding> problems = new ArrayList<>();
        paths.arriving.forEach((id, flows) -> {
            if (flows.size() < 2 || paths.nodes.get(id) instanceof Gateway) {
                return;
            }
            for (String fork : paths.nodes.keySet()) {
                List<Set<String>> arrivals = paths.atTheSameTime(fork).stream()
                        .map(path -> paths.arrivingBy(path, flows, id, fork))
                        .filter(arrived -> !arrived.isEmpty())
                        .toList();
                if (arrivals.size() > 1
                        && arrivals.stream().flatMap(Set::stream).distinct().count() > 1) {
                    problems.add(Finding.at(
                            model,
                            paths.nodes.get(id),
                            "is reached by paths that run at the same time since " + fork
                                    + ", and would be done once for each. Let them meet in a parallel gateway, or in an"
                                    + " exclusive one if each shall have its turn."));
                }
            }
        });
        return problems.stream();
    }

    /** For each path that leaves the node at the same time as another, the flows with which it can begin. */
    private List<List<String>> atTheSameTime(String id) {
        FlowNode node = nodes.get(id);
        if (node instanceof ParallelGateway || node instanceof InclusiveGateway) {
            return from(id).stream().map(List::of).toList();
        }
        List<List<String>> paths = new ArrayList<>();
        List<String> onward = new ArrayList<>(from(id));
        for (BoundaryEvent event : edges.getOrDefault(id, List.of())) {
            if (event.cancelActivity()) {
                onward.addAll(from(event.getId()));
            } else {
                paths.add(from(event.getId()));
            }
        }
        paths.add(onward);
        return paths;
    }

    /** Those of the flows among {@code wanted} that a path can come along before it is joined with others. */
    private Set<String> arrivingBy(List<String> path, Collection<String> wanted, String goal, String fork) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(path);
        while (!open.isEmpty()) {
            String flow = open.pop();
            String target = targets.get(flow);
            if (seen.add(flow) && !target.equals(goal) && !target.equals(fork) && !joins(target)) {
                Stream.concat(
                                Stream.of(target),
                                edges.getOrDefault(target, List.of()).stream().map(FlowNode::getId))
                        .forEach(node -> open.addAll(from(node)));
            }
        }
        seen.retainAll(wanted);
        return seen;
    }

    private boolean joins(String id) {
        return (nodes.get(id) instanceof ParallelGateway || nodes.get(id) instanceof InclusiveGateway)
                && arriving.get(id).size() > 1;
    }

    private List<String> from(String id) {
        return leaving.getOrDefault(id, List.of());
    }
}
