package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import uk.childpathways.modelling.Model;

/** A model asks the application for words of the vocabulary only, never for code of its own. */
final class Delegates {

    private Delegates() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("every step does a word of the vocabulary", Rule.eachModel(Delegates::withoutStep)),
                Rule.refuse("no step waits for a program outside", Rule.eachModel(Delegates::noExternalTask)));
    }

    private static Stream<Finding> withoutStep(Model model) {
        return model.bpmn().getModelElementsByType(ServiceTask.class).stream()
                .filter(task -> !external(task.getCamundaType()))
                .filter(task -> task.getCamundaDelegateExpression() == null)
                .map(task -> Finding.at(model, task, "has no delegate expression. Use a word of the vocabulary."));
    }

    private static Stream<Finding> noExternalTask(Model model) {
        return Stream.of(
                        model.bpmn().getModelElementsByType(ServiceTask.class).stream()
                                .filter(task -> external(task.getCamundaType())),
                        model.bpmn().getModelElementsByType(SendTask.class).stream()
                                .filter(task -> external(task.getCamundaType())),
                        model.bpmn().getModelElementsByType(BusinessRuleTask.class).stream()
                                .filter(task -> external(task.getCamundaType())))
                .flatMap(all -> all)
                .map(task -> Finding.at(
                        model,
                        task,
                        "is an external task: no program fetches it here, and the case would wait for ever. Use a word"
                                + " of the vocabulary."));
    }

    private static boolean external(String type) {
        return "external".equals(type);
    }
}
