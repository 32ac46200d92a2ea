package uk.childpathways.modelling.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import uk.childpathways.modelling.Model;
import uk.childpathways.people.Role;

/** A document goes to nobody outside before a manager has signed it off. */
final class SignOffs {

    private static final String SHARING = "share-document";
    private static final String DOCUMENT = "documentForm";
    private static final String SIGNS_OFF = "signsOff";

    private SignOffs() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("a document is signed off before it is shared", SignOffs::sharedUnsigned),
                Rule.refuse(
                        "whoever signs off or decides writes on the oversight record",
                        Rule.eachModel(SignOffs::byWhom)));
    }

    /** A sign-off by the author's own role would be none; the record keeps decisions of those roles only. */
    private static Stream<Finding> byWhom(Model model) {
        Stream<Finding> atTasks = model.userTasks().stream()
                .filter(task -> Model.property(task, SIGNS_OFF).isPresent()
                        || Model.property(task, "oversight").isPresent())
                .flatMap(task -> tooLow(Tasks.rolesNamed(task.getCamundaCandidateGroups()))
                        .map(role -> Finding.at(
                                model,
                                task,
                                "is decided by the role '" + role.key()
                                        + "' too, which does not sign off: offer it to those"
                                        + " who write on the oversight record, managers above all.")));
        Stream<Finding> passedOn = model.bpmn().getModelElementsByType(CallActivity.class).stream()
                .filter(call -> call.getExtensionElements() != null)
                .flatMap(call ->
                        call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list().stream()
                                .filter(in -> "signOffRoles".equals(in.getCamundaTarget())
                                        && in.getCamundaSourceExpression() != null)
                                .flatMap(in -> tooLow(Set.of(
                                        in.getCamundaSourceExpression().trim().split("\\s*,\\s*"))))
                                .map(role -> Finding.at(
                                        model,
                                        call,
                                        "lets the role '" + role.key()
                                                + "' sign off, which does not: name managers.")));
        return Stream.concat(atTasks, passedOn);
    }

    /** Names that are no role are found by the rule that knows the words. */
    private static Stream<Role> tooLow(Set<String> roles) {
        return roles.stream().flatMap(key -> Role.find(key).stream()).filter(role -> !role.writesOversight());
    }

    private static Stream<Finding> sharedUnsigned(Subject subject) {
        Set<String> blocks = blocks(subject);
        return subject.changed().models().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(CallActivity.class).stream()
                        .filter(call -> SHARING.equals(call.getCalledElement()))
                        .flatMap(call -> document(call)
                                .filter(document -> comesUnsigned(call, document, blocks))
                                .map(document -> Finding.at(
                                        model,
                                        call,
                                        "shares the document '" + document
                                                + "' on a way without sign-off: what no manager has agreed would go to the"
                                                + " family. Put the sign-off (management-sign-off) between the two."))
                                .stream()));
    }

    /** The processes in which a manager signs off what the caller names. */
    static Set<String> blocks(Subject subject) {
        return subject.all().models().stream()
                .filter(model -> model.userTasks().stream()
                        .anyMatch(task -> Model.property(task, SIGNS_OFF)
                                .filter(DOCUMENT::equals)
                                .isPresent()))
                .map(model -> model.process().getId())
                .collect(Collectors.toSet());
    }

    /** The forms whose answers somebody signs off in this model. */
    static Set<String> signedOff(Model model, Set<String> blocks) {
        Stream<String> called = model.bpmn().getModelElementsByType(CallActivity.class).stream()
                .filter(call -> blocks.contains(call.getCalledElement()))
                .flatMap(call -> document(call).stream());
        Stream<String> here = model.userTasks().stream().flatMap(task -> Model.property(task, SIGNS_OFF).stream());
        return Stream.concat(called, here).collect(Collectors.toSet());
    }

    private static Optional<String> document(CallActivity call) {
        if (call.getExtensionElements() == null) {
            return Optional.empty();
        }
        return call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list().stream()
                .filter(in -> DOCUMENT.equals(in.getCamundaTarget()))
                .map(CamundaIn::getCamundaSourceExpression)
                .filter(form -> form != null && !form.contains("{"))
                .findFirst();
    }

    /** Walks back from the sharing: whether it meets the document's task before a sign-off. */
    private static boolean comesUnsigned(FlowNode from, String document, Set<String> blocks) {
        Deque<FlowNode> open = new ArrayDeque<>(before(from).toList());
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            FlowNode node = open.pop();
            if (!seen.add(node.getId()) || signsOff(node, document, blocks)) {
                continue;
            }
            if (node instanceof UserTask task && document.equals(task.getCamundaFormRef())) {
                return true;
            }
            before(node).forEach(open::push);
        }
        return false;
    }

    private static boolean signsOff(FlowNode node, String document, Set<String> blocks) {
        if (node instanceof CallActivity call) {
            return blocks.contains(call.getCalledElement())
                    && document(call).filter(document::equals).isPresent();
        }
        return Model.property(node, SIGNS_OFF).filter(document::equals).isPresent();
    }

    private static Stream<FlowNode> before(FlowNode node) {
        if (node instanceof BoundaryEvent event) {
            return Stream.of(event.getAttachedTo());
        }
        List<SequenceFlow> flows = Model.leadingTo(node).toList();
        if (flows.isEmpty() && node.getParentElement() instanceof SubProcess around) {
            return Stream.of(around);
        }
        return flows.stream().map(SequenceFlow::getSource).filter(java.util.Objects::nonNull);
    }
}
