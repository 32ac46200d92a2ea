package uk.childpathways.modelling;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import uk.childpathways.vocabulary.ClockStandard;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * One BPMN file, with the few questions that the rules and the documents ask of it. It is not changed after it was read:
 * what took a walk through all of it is kept.
 */
@ModelProperty(
        name = "clauses",
        says = "The clauses of the practice standards that this element fulfils.",
        value = ValueKind.CLAUSES,
        on = {
            Place.PROCESS,
            Place.START,
            Place.USER_TASK,
            Place.SERVICE_TASK,
            Place.BUSINESS_RULE_TASK,
            Place.CALL,
            Place.SUB_PROCESS,
            Place.TIMER,
            Place.EVENT
        },
        purpose = Purpose.EVERYWHERE)
@ModelProperty(
        name = "noStandard",
        says = "Why this task has no time limit, in words.",
        on = {Place.USER_TASK},
        purpose = Purpose.CLOCK)
@ModelProperty(
        name = "clockElsewhere",
        says = "Where the clock of this task's standard stands, where that is not the task's own edge, in words.",
        on = {Place.USER_TASK},
        purpose = Purpose.CLOCK)
@ModelProperty(
        name = "sets",
        says = "The variables that this step sets, where no form keeps them: a gateway may read them.",
        value = ValueKind.VARIABLES,
        on = {Place.BUSINESS_RULE_TASK, Place.SERVICE_TASK, Place.CALL, Place.USER_TASK},
        purpose = Purpose.RECORD)
public final class Model {

    private final String file;
    private final BpmnModelInstance bpmn;
    private final Map<Object, Object> found = new ConcurrentHashMap<>();

    /**
     * @param file its path from the project on, for example {@code processes/s47-to-icpc/s47-enquiry.bpmn}
     * @param bpmn its content
     */
    public Model(String file, BpmnModelInstance bpmn) {
        this.file = file;
        this.bpmn = bpmn;
    }

    public String file() {
        return file;
    }

    public BpmnModelInstance bpmn() {
        return bpmn;
    }

    /** What is asked of a model again and again, found once: kept under a name of the asker's. */
    @SuppressWarnings("unchecked")
    public <T> T once(Object name, Function<Model, T> find) {
        Object known = found.get(name);
        if (known == null) {
            known = find.apply(this);
            found.put(name, known);
        }
        return (T) known;
    }

    /** All elements of the flow and what hangs on them. The model API goes through the file once for each of BPMN's hundred kinds. */
    public Collection<BaseElement> elements() {
        return once(BaseElement.class, model -> List.copyOf(bpmn.getModelElementsByType(BaseElement.class)));
    }

    /** Reads a model. Throws the model API's exception, which names line and column, when it is not valid BPMN. */
    public static Model read(String file, InputStream content) {
        return new Model(file, Bpmn.readModelFromStream(content));
    }

    public Process process() {
        // Asked of the file's own children, not of every element in it: the rules ask it thousands of times.
        return once(
                Process.class,
                model -> bpmn.getDefinitions()
                        .getChildElementsByType(Process.class)
                        .iterator()
                        .next());
    }

    public String name() {
        return file.substring(file.lastIndexOf('/') + 1).replace(".bpmn", "");
    }

    /** The id of its process, which never changes. */
    public String processId() {
        return process().getId();
    }

    /** What people call it. */
    public String title() {
        return process().getName();
    }

    /** What starts it, what ends it and who owns it. */
    public String documentation() {
        return process().getDocumentations().stream()
                .map(words -> words.getTextContent())
                .collect(Collectors.joining("\n"));
    }

    /** The folder: the journey, or {@code shared}. */
    public String room() {
        String[] path = file.split("/");
        return path.length > 1 ? path[path.length - 2] : "";
    }

    public Collection<UserTask> userTasks() {
        return once(UserTask.class, model -> List.copyOf(bpmn.getModelElementsByType(UserTask.class)));
    }

    public Stream<BoundaryEvent> boundaryTimers() {
        return bpmn.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> timer(event).isPresent());
    }

    public static Optional<TimerEventDefinition> timer(BoundaryEvent event) {
        return event.getEventDefinitions().stream()
                .filter(TimerEventDefinition.class::isInstance)
                .map(TimerEventDefinition.class::cast)
                .findFirst();
    }

    /** Whether the timer waits for a birthday of the child, which the record knows, and for no standard. */
    public static boolean waitsForABirthday(TimerEventDefinition timer) {
        return timer.getTimeDate() != null
                && timer.getTimeDate().getTextContent().contains("childFacts.birthday(execution");
    }

    /** What follows a boundary event directly. */
    public static Stream<FlowElement> after(BoundaryEvent event) {
        return leaving(event).map(SequenceFlow::getTarget);
    }

    /** The flows that leave an element, also where it does not list them itself, which the engine does not ask for. */
    public static Stream<SequenceFlow> leaving(FlowNode node) {
        return flows(node).filter(flow -> node.equals(flow.getSource()));
    }

    /** The flows that lead to an element. */
    public static Stream<SequenceFlow> leadingTo(FlowNode node) {
        return flows(node).filter(flow -> node.equals(flow.getTarget()));
    }

    private static Stream<SequenceFlow> flows(FlowNode node) {
        return node.getParentElement().getChildElementsByType(SequenceFlow.class).stream();
    }

    /** The value of an extension property; one that a template left empty counts as none. */
    public static Optional<String> property(BaseElement element, String name) {
        if (element.getExtensionElements() == null) {
            return Optional.empty();
        }
        return element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> name.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    /** The space-separated clause ids that hang on an element. */
    public static List<String> clauses(BaseElement element) {
        return property(element, "clauses").map(Model::words).orElse(List.of());
    }

    public static List<String> words(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The standard that a date of this element asks for; empty where a variable names it. */
    public static Optional<String> standardAsked(String date, BaseElement element) {
        return ClockStandard.askedBy(date, element).filter(Model::isId);
    }

    /** The standard of a clock; empty where a variable names it, and for a birthday. */
    public static Optional<String> standardOf(BoundaryEvent clock) {
        return ClockStandard.of(clock).filter(Model::isId);
    }

    private static boolean isId(String standard) {
        return !standard.startsWith("$");
    }

    /** The ids of the decisions that this model asks. */
    public Stream<String> decisions() {
        return bpmn.getModelElementsByType(BusinessRuleTask.class).stream()
                .map(BusinessRuleTask::getCamundaDecisionRef)
                .filter(Objects::nonNull);
    }

    /** Every standard that this model asks a date for. */
    public Stream<String> standards() {
        Stream<String> tasks =
                userTasks().stream().flatMap(task -> standardAsked(task.getCamundaDueDate(), task).stream());
        Stream<String> timers = bpmn.getModelElementsByType(TimerEventDefinition.class).stream()
                .filter(timer -> timer.getTimeDate() != null)
                .flatMap(timer ->
                        standardAsked(timer.getTimeDate().getTextContent(), (BaseElement) timer.getParentElement())
                                .stream());
        // Each kind is one walk through the document; "all elements" would be a walk for each of BPMN's hundred kinds.
        Stream<String> named = Stream.of(UserTask.class, CallActivity.class, SubProcess.class, BoundaryEvent.class)
                .flatMap(kind -> bpmn.getModelElementsByType(kind).stream())
                .flatMap(element -> property(element, ClockStandard.PROPERTY).stream())
                .filter(Model::isId);
        return Stream.of(tasks, timers, named).flatMap(all -> all).distinct();
    }
}
