package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import uk.childpathways.modelling.Model;

/** Who does a task, and with which form. */
final class Tasks {

    private static final Pattern ROLES = Pattern.compile("people\\.group(?:InTeam)?\\(execution,\\s*'([^']*)'");
    private static final String FORM_KEY = "camunda-forms:";

    private Tasks() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("every user task has a form", Rule.eachModel(Tasks::haveForms)),
                Rule.refuse("every form that a model names exists", Tasks::formsExist),
                Rule.advise("a task asks for the newest version of its form", Rule.eachModel(Tasks::newestForm)),
                Rule.refuse(
                        "every user task is offered to somebody",
                        Rule.eachModel(
                                model -> model.userTasks().stream()
                                        .filter(task -> blank(task.getCamundaCandidateGroups())
                                                && blank(task.getCamundaAssignee()))
                                        .map(
                                                task -> Finding.at(
                                                        model,
                                                        task,
                                                        "is offered to nobody. Set candidate groups to ${people.group(execution, '…')}.")))),
                Rule.advise("every user task is offered to a role", Rule.eachModel(Tasks::offeredToRole)),
                // A group named directly is offered the work of every team, and of records that are closed to its
                // members.
                Rule.refuse("whoever deploys offers work to roles", Rule.eachModel(Tasks::offeredToRole))
                        .in(Rule.Scope.DEPLOYMENTS),
                Rule.advise(
                        "every user task has a standard and a due date, or says why it has none",
                        Rule.eachModel(Tasks::standardOrReason)));
    }

    /** The roles that the candidates of a task name; none where a variable says them. */
    static Set<String> rolesNamed(String candidates) {
        return candidates == null
                ? Set.of()
                : ROLES.matcher(candidates)
                        .results()
                        .flatMap(found -> Stream.of(found.group(1).split("\\s*,\\s*")))
                        .collect(Collectors.toSet());
    }

    private static Stream<Finding> haveForms(Model model) {
        return model.userTasks().stream()
                .filter(task -> blank(task.getCamundaFormRef()) && !ofDeployment(task.getCamundaFormKey()))
                .map(task -> Finding.at(
                        model,
                        task,
                        "has no form, so that it could be completed with nothing said. Give it a Camunda Form."));
    }

    private static boolean ofDeployment(String formKey) {
        return formKey != null && formKey.startsWith(FORM_KEY);
    }

    private static Stream<Finding> formsExist(Subject subject) {
        return subject.all().models().stream()
                .flatMap(model -> Stream.of(
                                formsHandedOver(model)
                                        .map(in -> missing(
                                                subject,
                                                in.getCamundaSourceExpression(),
                                                Finding.at(model, call(in), "hands over"))),
                                model.userTasks().stream()
                                        .map(task -> missing(
                                                subject,
                                                task.getCamundaFormRef(),
                                                Finding.at(model, task, "asks for"))),
                                model.bpmn().getModelElementsByType(StartEvent.class).stream()
                                        .map(start -> missing(
                                                subject, startForm(start), Finding.at(model, start, "asks for"))))
                        .flatMap(all -> all)
                        .flatMap(java.util.Optional::stream));
    }

    private static java.util.Optional<Finding> missing(Subject subject, String form, Finding at) {
        if (blank(form) || form.contains("{") || subject.all().form(form).isPresent()) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(new Finding(
                at.file(),
                at.element(),
                at.text() + " the form '" + form
                        + "', which does not exist. Deploy the form with the model, or correct the name."));
    }

    private static org.camunda.bpm.model.bpmn.instance.BaseElement call(CamundaIn in) {
        return (org.camunda.bpm.model.bpmn.instance.BaseElement)
                in.getParentElement().getParentElement();
    }

    static String startForm(StartEvent start) {
        return start.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "formRef");
    }

    /** The forms that a caller hands to a shared process by their names. */
    static Stream<CamundaIn> formsHandedOver(Model model) {
        return model.bpmn().getModelElementsByType(CamundaIn.class).stream()
                .filter(in -> in.getCamundaTarget() != null
                        && in.getCamundaTarget().endsWith("Form")
                        && in.getCamundaSourceExpression() != null
                        && !in.getCamundaSourceExpression().contains("{"));
    }

    private static Stream<Finding> newestForm(Model model) {
        return model.userTasks().stream()
                .filter(task -> !blank(task.getCamundaFormRef()))
                .filter(task -> !"latest".equals(task.getCamundaFormRefBinding()))
                .map(task -> Finding.at(
                        model, task, "must bind its form as 'latest', so that a changed form reaches open tasks."));
    }

    private static Stream<Finding> offeredToRole(Model model) {
        return model.userTasks().stream()
                .filter(task -> blank(task.getCamundaCandidateGroups())
                        || !task.getCamundaCandidateGroups().contains("people."))
                .map(task -> Finding.at(
                        model,
                        task,
                        blank(task.getCamundaCandidateGroups())
                                ? "is offered to no role. Set candidate groups to ${people.group(execution, '…')}."
                                : "names a group directly. Name the role: ${people.group(execution, '…')}."));
    }

    private static Stream<Finding> standardOrReason(Model model) {
        return model.userTasks().stream()
                .filter(task -> Model.property(task, "noStandard").isEmpty())
                .filter(task -> Model.property(task, "standard").isEmpty() || blank(task.getCamundaDueDate()))
                .map(task -> Finding.at(
                        model,
                        task,
                        "has no standard or no due date. Name the standard (property 'standard', due date"
                                + " ${deadlines.due(execution)}) or say why there is none (property"
                                + " 'noStandard')."));
    }
}
