package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;
import static uk.childpathways.modelling.rules.Texts.sorted;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import uk.childpathways.modelling.Model;

/** What a model asks the application to do: only words of the vocabulary, never code of its own. */
final class Delegates {

    private static final Pattern ASKED = Pattern.compile("[$#]\\{\\s*([a-zA-Z]\\w*)\\s*[.(]");
    private static final Pattern DELEGATE = Pattern.compile("[$#]\\{\\s*([a-zA-Z]\\w*)\\s*[.(}]");
    /** What the engine itself knows in an expression. */
    private static final List<String> OF_THE_ENGINE = List.of("execution", "task", "now", "dateTime", "currentUser");

    private Delegates() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("no script and no class name stands in a model", Rule.eachModel(Delegates::noCode)),
                Rule.refuse("no step waits for a program outside", Rule.eachModel(Delegates::noExternalTask)),
                Rule.refuse("every word that a model speaks is in the vocabulary", Delegates::wordsKnown));
    }

    private static Stream<Finding> noCode(Model model) {
        return Stream.of(
                        model.bpmn().getModelElementsByType(ScriptTask.class).stream()
                                .map(task -> Finding.at(
                                        model, task, "is a script. Models speak only the vocabulary.")),
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

    private static Stream<Finding> wordsKnown(Subject subject) {
        return subject.changed().models().stream().flatMap(model -> spoken(model)
                .filter(word -> !subject.words().beans().contains(word.name()))
                .map(word -> Finding.at(
                        model,
                        word.element(),
                        "says ${" + word.name() + "}, which is not in the vocabulary: "
                                + sorted(subject.words().beans()) + ".")));
    }

    private record Word(BaseElement element, String name) {}

    private static Stream<Word> spoken(Model model) {
        var bpmn = model.bpmn();
        Stream<Word> delegates = Stream.concat(
                bpmn.getModelElementsByType(ServiceTask.class).stream()
                        .flatMap(task -> names(DELEGATE, task, task.getCamundaDelegateExpression())),
                bpmn.getModelElementsByType(MessageEventDefinition.class).stream()
                        .flatMap(message -> names(
                                DELEGATE,
                                (BaseElement) message.getParentElement(),
                                message.getCamundaDelegateExpression())));
        Stream<Word> listeners = Stream.concat(
                bpmn.getModelElementsByType(CamundaExecutionListener.class).stream()
                        .flatMap(listener ->
                                names(DELEGATE, carrier(listener), listener.getCamundaDelegateExpression())),
                bpmn.getModelElementsByType(CamundaTaskListener.class).stream()
                        .flatMap(listener ->
                                names(DELEGATE, carrier(listener), listener.getCamundaDelegateExpression())));
        Stream<Word> tasks = bpmn.getModelElementsByType(UserTask.class).stream()
                .flatMap(task -> Stream.of(
                                task.getCamundaCandidateGroups(),
                                task.getCamundaCandidateUsers(),
                                task.getCamundaAssignee(),
                                task.getCamundaDueDate(),
                                task.getCamundaFollowUpDate())
                        .flatMap(text -> names(ASKED, task, text)));
        Stream<Word> timers = bpmn.getModelElementsByType(TimerEventDefinition.class).stream()
                .filter(timer -> timer.getTimeDate() != null)
                .flatMap(timer -> names(
                        ASKED,
                        (BaseElement) timer.getParentElement(),
                        timer.getTimeDate().getTextContent()));
        Stream<Word> conditions = bpmn.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> flow.getConditionExpression() != null)
                .flatMap(flow ->
                        names(ASKED, flow, flow.getConditionExpression().getTextContent()));
        Stream<Word> passed = Stream.of(
                        bpmn.getModelElementsByType(CamundaIn.class).stream()
                                .flatMap(in -> names(ASKED, carrier(in), in.getCamundaSourceExpression())),
                        bpmn.getModelElementsByType(CamundaInputParameter.class).stream()
                                .flatMap(in -> names(ASKED, carrier(in), in.getTextContent())),
                        bpmn.getModelElementsByType(CamundaOutputParameter.class).stream()
                                .flatMap(out -> names(ASKED, carrier(out), out.getTextContent())))
                .flatMap(all -> all);
        return Stream.of(delegates, listeners, tasks, timers, conditions, passed)
                .flatMap(all -> all)
                .filter(Objects::nonNull);
    }

    private static Stream<Word> names(Pattern pattern, BaseElement element, String text) {
        return blank(text)
                ? Stream.empty()
                : pattern.matcher(text)
                        .results()
                        .map((MatchResult found) -> new Word(element, found.group(1)))
                        .filter(word -> !OF_THE_ENGINE.contains(word.name()));
    }
}
