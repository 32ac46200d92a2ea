package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;
import static uk.childpathways.modelling.rules.Texts.sorted;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Table;

/** What a model asks of other models and tables. */
final class Calls {

    private Calls() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("a call names a process that exists", Calls::processesExist),
                Rule.advise("a call passes variables one by one", Rule.eachModel(Calls::oneByOne)),
                Rule.refuse("every decision that a model asks exists", Calls::decisionsExist),
                Rule.refuse("a decision that answers every case goes on doing so", Calls::answersAll)
                        .in(Rule.Scope.DEPLOYMENTS),
                Rule.refuse("a decision gives one answer into one variable", Rule.eachModel(Calls::oneAnswer)));
    }

    private static Stream<Finding> processesExist(Subject subject) {
        Set<String> processes = subject.all().models().stream()
                .flatMap(model ->
                        model.bpmn().getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class).stream())
                .map(process -> process.getId())
                .collect(Collectors.toSet());
        return subject.all().models().stream()
                .flatMap(
                        model -> model.bpmn().getModelElementsByType(CallActivity.class).stream()
                                .filter(call -> call.getCalledElement() == null
                                        || !call.getCalledElement().contains("{")
                                                && !processes.contains(call.getCalledElement()))
                                .map(
                                        call -> Finding.at(
                                                model,
                                                call,
                                                call.getCalledElement() == null
                                                        ? "says of no process that it is called. Choose the called element: the id of a process."
                                                        : "calls '" + call.getCalledElement()
                                                                + "', which does not exist. Deploy that process with it, or correct the name.")));
    }

    private static Stream<Finding> oneByOne(Model model) {
        return Stream.concat(
                model.bpmn().getModelElementsByType(CamundaIn.class).stream()
                        .filter(in -> "all".equals(in.getCamundaVariables()))
                        .map(in -> Finding.at(model, "passes all variables into a call. Name them one by one.")),
                model.bpmn().getModelElementsByType(CamundaOut.class).stream()
                        .filter(out -> "all".equals(out.getCamundaVariables()))
                        .map(out -> Finding.at(model, "takes all variables out of a call. Name them one by one.")));
    }

    private static Stream<Finding> decisionsExist(Subject subject) {
        Set<String> decisions = subject.all().tables().stream()
                .flatMap(table -> table.decisions().stream())
                .collect(Collectors.toSet());
        return subject.all().models().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(BusinessRuleTask.class).stream()
                        .filter(task -> task.getCamundaDecisionRef() != null
                                && !task.getCamundaDecisionRef().contains("{")
                                && !decisions.contains(task.getCamundaDecisionRef()))
                        .map(task -> Finding.at(
                                model,
                                task,
                                "asks the decision '" + task.getCamundaDecisionRef()
                                        + "', which no table has. Deploy the table with it, or correct the name."
                                        + " Decisions: " + sorted(decisions) + ".")));
    }

    /** Where no row holds, the engine gives no answer, and the case stops at the next step that needs it. */
    private static Stream<Finding> answersAll(Subject subject) {
        Set<String> answered = subject.inForce().tables().stream()
                .flatMap(Calls::tables)
                .filter(Calls::hasRowForTheRest)
                .map(Decision::getId)
                .collect(Collectors.toSet());
        return subject.changed().tables().stream()
                .flatMap(table -> tables(table)
                        .filter(decision -> answered.contains(decision.getId()) && !hasRowForTheRest(decision))
                        .map(decision -> Finding.at(
                                table,
                                "has a row for every other case in '"
                                        + Texts.oneLine(String.valueOf(decision.getName())) + "' (" + decision.getId()
                                        + ") today, and would have none: a case to which no row applies would stop, and"
                                        + " nobody would know why. Put a last row back whose conditions are empty.")));
    }

    private static Stream<Decision> tables(Table table) {
        return table.dmn().getModelElementsByType(Decision.class).stream()
                .filter(decision -> decision.getExpression() instanceof DecisionTable);
    }

    private static boolean hasRowForTheRest(Decision decision) {
        return ((DecisionTable) decision.getExpression()).getRules().stream().anyMatch(Calls::holdsAlways);
    }

    private static boolean holdsAlways(org.camunda.bpm.model.dmn.instance.Rule row) {
        return row.getInputEntries().stream()
                .allMatch(entry -> blank(entry.getTextContent())
                        || entry.getTextContent().trim().equals("-"));
    }

    private static Stream<Finding> oneAnswer(Model model) {
        return model.bpmn().getModelElementsByType(BusinessRuleTask.class).stream()
                .filter(task -> !"singleEntry".equals(task.getCamundaMapDecisionResult())
                        || blank(task.getCamundaResultVariable()))
                .map(task -> Finding.at(
                        model,
                        task,
                        "does not say into which variable its one answer goes (result variable, map decision result"
                                + " 'singleEntry')."));
    }
}
