package uk.childpathways.modelling.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import uk.childpathways.modelling.Model;

/** Where a case would wait for something that never comes, and nobody would be told. */
final class StandingStill {

    /** What the application itself tells the journeys of a child or of a practitioner. */
    private static final Set<String> OF_THE_APPLICATION =
            Set.of("childWithoutWorker", "endJourney", "lastJourneyEnded", "practitionerLeft");

    /** A journey begins with it when another hands the child over. */
    private static final String HAND_OVER = "handOver-";

    private StandingStill() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse(
                        "a gateway that waits for several ways waits for none of two alternatives",
                        Rule.eachModel(StandingStill::waitingForAlternatives)),
                // Asked of people: our own release has a test of its own, and the models of tests are told by the
                // tests.
                Rule.refuse("what a case waits for is sent by somebody", StandingStill::neverSent)
                        .in(Rule.Scope.PERSONS));
    }

    private static Stream<Finding> waitingForAlternatives(Model model) {
        return model.bpmn().getModelElementsByType(ParallelGateway.class).stream()
                .flatMap(join -> {
                    Map<String, String> cameFrom = new HashMap<>();
                    for (SequenceFlow flow : Model.leadingTo(join).toList()) {
                        for (FlowNode decision : decisionsBefore(flow)) {
                            String other = cameFrom.putIfAbsent(decision.getId(), flow.getId());
                            if (other != null && !other.equals(flow.getId())) {
                                return Stream.of(Finding.at(
                                        model,
                                        join,
                                        "waits for two ways of which a case goes only one: they part at "
                                                + named(decision)
                                                + ". Every case would stand still here. Let them meet in a gateway that"
                                                + " does not wait (exclusive)."));
                            }
                        }
                    }
                    return Stream.empty();
                });
    }

    /** Walks back as long as there is one way, or alternatives that met; what was begun side by side may be waited for. */
    private static Set<FlowNode> decisionsBefore(SequenceFlow from) {
        Set<FlowNode> decisions = new HashSet<>();
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>();
        if (from.getSource() != null) {
            open.push(from.getSource());
        }
        while (!open.isEmpty()) {
            FlowNode node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            boolean parts = Model.leaving(node).count() > 1;
            boolean decides = node instanceof ExclusiveGateway || node instanceof EventBasedGateway;
            if (parts && decides) {
                decisions.add(node);
            } else if (parts || node instanceof ParallelGateway || node instanceof BoundaryEvent) {
                continue;
            }
            Model.leadingTo(node)
                    .map(SequenceFlow::getSource)
                    .filter(java.util.Objects::nonNull)
                    .forEach(open::push);
        }
        return decisions;
    }

    private static Stream<Finding> neverSent(Subject subject) {
        Set<String> sent = sentBy(subject.all().models());
        return subject.all().models().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(FlowNode.class).stream()
                        .filter(node -> !startsByHandOver(node))
                        .flatMap(node -> awaited(node)
                                .filter(message -> !sent.contains(message) && !comesFromTheApplication(message))
                                .map(message -> Finding.at(
                                        model,
                                        node,
                                        "waits for the message '" + message
                                                + "', which no model sends (property 'message') and the application does"
                                                + " not: no case would ever go on from here. Correct its name, or deploy"
                                                + " with it the model that sends it."))));
    }

    /** The messages that one of these flows sends. */
    static Set<String> sentBy(List<Model> models) {
        return models.stream()
                .flatMap(model -> model.once(StandingStill.class, StandingStill::sentBy).stream())
                .collect(Collectors.toSet());
    }

    static boolean comesFromTheApplication(String message) {
        return OF_THE_APPLICATION.contains(message);
    }

    private static boolean startsByHandOver(FlowNode node) {
        return node instanceof StartEvent && awaited(node).allMatch(message -> message.startsWith(HAND_OVER));
    }

    private static Set<String> sentBy(Model model) {
        return model.elements().stream()
                .flatMap(element -> Model.property(element, "message").stream())
                .flatMap(messages -> Model.words(messages).stream())
                .collect(Collectors.toSet());
    }

    private static Stream<String> awaited(FlowNode node) {
        if (node instanceof ReceiveTask task) {
            return names(task.getMessage());
        }
        if (node instanceof CatchEvent event) {
            return event.getEventDefinitions().stream()
                    .filter(MessageEventDefinition.class::isInstance)
                    .flatMap(definition -> names(((MessageEventDefinition) definition).getMessage()));
        }
        return Stream.empty();
    }

    private static Stream<String> names(Message message) {
        return message == null || message.getName() == null ? Stream.empty() : Stream.of(message.getName());
    }

    private static String named(FlowElement element) {
        return Texts.blank(element.getName())
                ? element.getId()
                : "'" + Texts.oneLine(element.getName()) + "' (" + element.getId() + ")";
    }
}
