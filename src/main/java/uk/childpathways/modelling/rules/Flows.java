package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;
import static uk.childpathways.modelling.rules.Texts.oneLine;
import static uk.childpathways.modelling.rules.Texts.sorted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;

/** Which way a case goes: by one answer that somebody gave, and on by default where nobody thought of the answer. */
final class Flows {

    private static final Pattern ONE_COMPARISON = Pattern.compile(
            "[$#]\\{\\s*!?\\s*(\\w+)\\s*(?:(?:==|!=|>=|<=|>|<)\\s*(?:'[^']*'|\\d+|true|false|null))?\\s*}");
    private static final Pattern COMPARED = Pattern.compile("(\\w+)\\s*[=!]=\\s*'([^']*)'");

    private static final String ALWAYS = "${true}";
    /** Properties whose value is the name of a variable that a word of the vocabulary sets. */
    private static final List<String> SETTING = List.of("sets", "rounds", "decider");

    /** The escalation of a breach begins with it. */
    private static final Set<String> BEGUN_WITH = Set.of("breachWeight");

    private Flows() {}

    static List<Rule> rules() {
        return List.of(
                Rule.advise(
                        "a condition compares one variable with one value",
                        Rule.eachModel(model -> conditions(model)
                                .filter(flow ->
                                        !ONE_COMPARISON.matcher(condition(flow)).matches())
                                .map(flow -> Finding.at(
                                        model,
                                        flow,
                                        "decides by " + condition(flow)
                                                + ". Ask the question on a form and compare its one answer.")))),
                Rule.refuse(
                        "a condition is an expression",
                        Rule.eachModel(model -> conditions(model)
                                .filter(flow -> !condition(flow).matches("(?s)[$#]\\{.*}"))
                                .map(flow -> Finding.at(
                                        model,
                                        flow,
                                        "decides by " + condition(flow)
                                                + ", which is a text and no expression: every case would stop here. Write"
                                                + " ${answer == 'value'}.")))),
                Rule.refuse("something leads to every step", Rule.eachModel(Flows::unreached)),
                Rule.advise("a decision asks a question and names its answers", Rule.eachModel(Flows::labelled)),
                Rule.refuse("a decision has a way for every answer", Rule.eachModel(Flows::complete)),
                Rule.refuse("a decision reads answers that a form keeps and offers", Flows::answersOffered));
    }

    private static Stream<SequenceFlow> conditions(Model model) {
        return model.bpmn().getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> flow.getConditionExpression() != null);
    }

    /** Where an arrow was deleted, what comes after it would never be offered to anybody. */
    private static Stream<Finding> unreached(Model model) {
        return model.bpmn().getModelElementsByType(FlowNode.class).stream()
                .filter(node -> !(node instanceof StartEvent
                        || node instanceof BoundaryEvent
                        || node instanceof SubProcess inside && inside.triggeredByEvent()))
                .filter(node -> Model.leadingTo(node).findAny().isEmpty())
                .map(node -> Finding.at(
                        model,
                        node,
                        "is reached by no arrow: no case would ever come there. Draw one to it, or delete it."));
    }

    private static String condition(SequenceFlow flow) {
        return flow.getConditionExpression().getTextContent().trim();
    }

    private static Stream<Gateway> decisions(Model model) {
        return model.bpmn().getModelElementsByType(Gateway.class).stream()
                .filter(gateway -> !(gateway instanceof ParallelGateway)
                        && Model.leaving(gateway).count() > 1);
    }

    private static Stream<Finding> labelled(Model model) {
        List<Finding> found = new ArrayList<>();
        decisions(model).forEach(gateway -> {
            if (blank(gateway.getName())) {
                found.add(Finding.at(model, gateway, "asks no question. Label it."));
            }
            if (gateway instanceof EventBasedGateway) {
                return;
            }
            for (SequenceFlow flow : Model.leaving(gateway).toList()) {
                if (blank(flow.getName())) {
                    found.add(Finding.at(
                            model,
                            flow,
                            "leaves '" + oneLine(gateway.getName() == null ? "" : gateway.getName())
                                    + "' without saying which answer it is."));
                }
            }
        });
        return found.stream();
    }

    private static Stream<Finding> complete(Model model) {
        List<Finding> found = new ArrayList<>();
        decisions(model)
                .filter(gateway -> !(gateway instanceof EventBasedGateway))
                .forEach(gateway -> {
                    SequenceFlow byDefault = gateway instanceof ExclusiveGateway exclusive
                            ? exclusive.getDefault()
                            : gateway instanceof InclusiveGateway inclusive ? inclusive.getDefault() : null;
                    // An inclusive gateway may send work on "in every case": then no answer can stop it.
                    boolean always = gateway instanceof InclusiveGateway
                            && Model.leaving(gateway).anyMatch(Flows::inEveryCase);
                    if (byDefault == null && !always) {
                        found.add(Finding.at(
                                model,
                                gateway,
                                "has no default: an answer that nobody thought of would stop the case. Make one way the"
                                        + " default flow."));
                    }
                    for (SequenceFlow flow : Model.leaving(gateway).toList()) {
                        if (flow != byDefault && flow.getConditionExpression() == null && !always) {
                            found.add(Finding.at(
                                    model, flow, "has no condition. Say by which answer a case goes this way."));
                        }
                    }
                });
        return found.stream();
    }

    private static boolean inEveryCase(SequenceFlow flow) {
        return flow.getConditionExpression() == null || condition(flow).equals(ALWAYS);
    }

    /** Every variable that a condition reads is kept or set somewhere; every value is an option of its question. */
    private static Stream<Finding> answersOffered(Subject subject) {
        List<Finding> found = new ArrayList<>();
        Set<String> set = setByModels(subject);
        Map<String, Set<String>> offered = offered(subject);
        for (Model model : subject.all().models()) {
            conditions(model).filter(flow -> !condition(flow).equals(ALWAYS)).forEach(flow -> {
                Matcher read = ONE_COMPARISON.matcher(condition(flow));
                Matcher compared = COMPARED.matcher(condition(flow));
                if (compared.find()) {
                    check(offered, set, model, flow, compared.group(1), compared.group(2))
                            .ifPresent(found::add);
                    while (compared.find()) {
                        check(offered, set, model, flow, compared.group(1), compared.group(2))
                                .ifPresent(found::add);
                    }
                } else if (read.matches()) {
                    check(offered, set, model, flow, read.group(1), null).ifPresent(found::add);
                }
            });
        }
        return found.stream();
    }

    private static Optional<Finding> check(
            Map<String, Set<String>> byForms,
            Set<String> set,
            Model model,
            SequenceFlow flow,
            String variable,
            String value) {
        Optional<Set<String>> offered = Optional.ofNullable(byForms.get(variable));
        if (offered.isEmpty() && !set.contains(variable)) {
            return Optional.of(Finding.at(
                    model,
                    flow,
                    "reads '" + variable + "', which no form keeps (property 'keep') and no call passes: every case"
                            + " would stop here. Keep the answer in its form, or correct the name."));
        }
        if (value != null && offered.isPresent() && !offered.get().contains(value)) {
            return Optional.of(Finding.at(
                    model,
                    flow,
                    "waits for the answer '" + value + "' to '" + variable + "', but the forms offer "
                            + (offered.get().isEmpty() ? "no choice there" : "only " + sorted(offered.get()))
                            + ": a case would go down the wrong way. Offer the answer in the form, or correct the"
                            + " condition."));
        }
        return Optional.empty();
    }

    /** The answers that forms keep, each with what they offer to choose from. */
    private static Map<String, Set<String>> offered(Subject subject) {
        Map<String, Set<String>> offered = new HashMap<>();
        for (Form form : subject.all().forms()) {
            for (var part : form.components()) {
                if ("true".equals(Form.property(part, "keep"))) {
                    Set<String> values =
                            offered.computeIfAbsent(part.path("key").asText(), key -> new HashSet<>());
                    part.path("values")
                            .forEach(option -> values.add(option.path("value").asText()));
                }
            }
        }
        return offered;
    }

    private static Set<String> setByModels(Subject subject) {
        Set<String> set = new HashSet<>(BEGUN_WITH);
        subject.all().models().forEach(model -> set.addAll(model.once(Flows.class, Flows::setIn)));
        return set;
    }

    private static Set<String> setIn(Model model) {
        Set<String> set = new HashSet<>();
        var bpmn = model.bpmn();
        bpmn.getModelElementsByType(CamundaOut.class).forEach(out -> set.add(out.getCamundaTarget()));
        bpmn.getModelElementsByType(CamundaIn.class).forEach(in -> set.add(in.getCamundaTarget()));
        bpmn.getModelElementsByType(CamundaInputParameter.class).forEach(in -> set.add(in.getCamundaName()));
        bpmn.getModelElementsByType(CamundaOutputParameter.class).forEach(out -> set.add(out.getCamundaName()));
        bpmn.getModelElementsByType(BusinessRuleTask.class).forEach(task -> set.add(task.getCamundaResultVariable()));
        model.elements()
                .forEach(element -> SETTING.forEach(property ->
                        Model.property(element, property).ifPresent(sets -> set.addAll(Model.words(sets)))));
        return set;
    }
}
