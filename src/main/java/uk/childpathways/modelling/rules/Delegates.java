package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import uk.childpathways.modelling.Model;

/** A model asks the application for words of the vocabulary only, never for code of its own. */
final class Delegates {

    private Delegates() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("no script and no class name stands in a model", Rule.eachModel(Delegates::noCode)),
                Rule.refuse("no step waits for a program outside", Rule.eachModel(Delegates::noExternalTask)));
    }

    private static Stream<Finding> noCode(Model model) {
        return Stream.of(
                        model.bpmn().getModelElementsByType(ScriptTask.class).stream()
                                .map(task -> Finding.at(model, task, "is a script. Models speak only the vocabulary.")),
                        model.bpmn().getModelElementsByType(CamundaScript.class).stream()
                                .map(script -> Finding.at(
                                        model, carrier(script), "holds a script. Models speak only the vocabulary.")),
                        model.bpmn().getModelElementsByType(ServiceTask.class).stream()
                                .filter(task -> !external(task.getCamundaType()))
                                .filter(task -> task.getCamundaDelegateExpression() == null)
                                .map(task -> Finding.at(
                                        model, task, "has no delegate expression. Use a word of the vocabulary.")),
                        model.bpmn().getModelElementsByType(CamundaExecutionListener.class).stream()
                                .filter(listener -> listener.getCamundaClass() != null)
                                .map(listener -> ofClass(model, carrier(listener))),
                        model.bpmn().getModelElementsByType(CamundaTaskListener.class).stream()
                                .filter(listener -> listener.getCamundaClass() != null)
                                .map(listener -> ofClass(model, carrier(listener))),
                        model.bpmn().getModelElementsByType(MessageEventDefinition.class).stream()
                                .filter(message -> message.getCamundaClass() != null)
                                .map(message -> ofClass(model, (BaseElement) message.getParentElement())))
                .flatMap(all -> all);
    }

    private static Finding ofClass(Model model, BaseElement element) {
        return Finding.at(model, element, "names a class. Models speak only the vocabulary.");
    }

    /** The flow element in whose extensions something stands. */
    private static BaseElement carrier(org.camunda.bpm.model.xml.instance.ModelElementInstance inside) {
        var element = inside;
        while (!(element instanceof org.camunda.bpm.model.bpmn.instance.FlowElement
                        || element instanceof org.camunda.bpm.model.bpmn.instance.Process)
                && element.getParentElement() != null) {
            element = element.getParentElement();
        }
        return element instanceof BaseElement found ? found : null;
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
