package uk.childpathways.modelling.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;

/** What a reader sees, and the clauses that stand behind it. */
final class Drawing {

    private Drawing() {}

    static List<Rule> rules() {
        return List.of(
                Rule.advise("everything is drawn", Rule.eachModel(Drawing::drawn)),
                Rule.advise("every clause id exists in the catalogue", Drawing::clausesKnown));
    }

    private static Stream<Finding> drawn(Model model) {
        Set<String> shapes = new HashSet<>();
        model.bpmn().getModelElementsByType(BpmnShape.class).forEach(shape -> shapes.add(id(shape.getBpmnElement())));
        model.bpmn().getModelElementsByType(BpmnEdge.class).forEach(edge -> shapes.add(id(edge.getBpmnElement())));
        return Stream.concat(
                        model.bpmn().getModelElementsByType(FlowNode.class).stream(),
                        model.bpmn().getModelElementsByType(SequenceFlow.class).stream())
                .filter(element -> !shapes.contains(element.getId()))
                .map(element -> Finding.at(model, element, "is not drawn."));
    }

    private static String id(BaseElement element) {
        return element == null ? "" : element.getId();
    }

    private static Stream<Finding> clausesKnown(Subject subject) {
        Set<String> known = subject.words().clauses().keySet();
        Stream<Finding> inModels = subject.changed().models().stream()
                .flatMap(model -> model.elements().stream()
                        .flatMap(element -> Model.clauses(element).stream()
                                .filter(id -> !known.contains(id))
                                .map(id -> Finding.at(model, element, unknown(id)))));
        Stream<Finding> inForms = subject.changed().forms().stream()
                .flatMap(form -> form.components().stream()
                        .flatMap(part -> Form.clauses(part).stream()
                                .filter(id -> !known.contains(id))
                                .map(id -> Finding.at(form, part, unknown(id)))));
        return Stream.concat(inModels, inForms);
    }

    private static String unknown(String clause) {
        return "names the clause " + clause + ", which is not in the catalogue.";
    }
}
