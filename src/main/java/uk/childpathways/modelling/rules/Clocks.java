package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import uk.childpathways.modelling.Model;

/** A standard's clock: it hangs on the duty, never ends it, reads the stored date and tells somebody. */
final class Clocks {

    private static final Pattern LITERAL_TIME = Pattern.compile("R?\\d*/?P(?=\\d|T)[\\dYMWDTHS.]*");
    private static final Set<String> ESCALATIONS = Set.of("${escalateBreach}", "${climbLadder}");

    private Clocks() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse(
                        "every task with a due date or a standard has its clock on its edge",
                        Rule.eachModel(Clocks::onTheEdge)),
                Rule.refuse("a standard's clock does not interrupt the duty", Rule.eachModel(Clocks::interrupts)),
                Rule.refuse(
                        "a standard's clock reads the stored date, or a birthday",
                        Rule.eachModel(Clocks::readsTheDate)),
                Rule.refuse("a standard's clock tells somebody", Rule.eachModel(Clocks::tells)),
                Rule.refuse("no length of time stands in a model", Rule.eachModel(Clocks::noLiterals)),
                Rule.refuse("no process starts by itself", Rule.eachModel(Clocks::noTimerStart)));
    }

    private static Stream<Finding> onTheEdge(Model model) {
        Set<String> withClock = model.boundaryTimers()
                .filter(event -> !Model.waitsForABirthday(Model.timer(event).orElseThrow()))
                .map(event -> event.getAttachedTo().getId())
                .collect(Collectors.toSet());
        return model.userTasks().stream()
                .filter(task -> !blank(task.getCamundaDueDate())
                        || Model.property(task, "standard").isPresent())
                .filter(task -> !withClock.contains(task.getId()))
                .filter(task -> Model.property(task, "clockElsewhere").isEmpty())
                .map(task -> Finding.at(
                        model,
                        task,
                        "keeps "
                                + Model.property(task, "standard")
                                        .map(s -> "the standard '" + s + "'")
                                        .orElse("a date")
                                + " and has no clock on its edge: nobody would be told when it passes. Add the boundary"
                                + " timer, or say where the clock is (property 'clockElsewhere')."));
    }

    private static Stream<Finding> interrupts(Model model) {
        return model.boundaryTimers()
                .filter(event -> event.cancelActivity()
                        && Model.property(event, "interrupts").isEmpty())
                .map(event -> Finding.at(
                        model,
                        event,
                        "interrupts its task, so the duty would vanish. Make it non-interrupting, or say why it must"
                                + " interrupt (property 'interrupts')."));
    }

    private static Stream<Finding> readsTheDate(Model model) {
        return ofStandards(model)
                .filter(event -> {
                    TimerEventDefinition timer = Model.timer(event).orElseThrow();
                    return timer.getTimeDate() == null
                            || !timer.getTimeDate().getTextContent().contains("deadlines.due(execution");
                })
                .map(event -> Finding.at(
                        model,
                        event,
                        "reads neither the stored date (${deadlines.due(execution)}) nor a birthday"
                                + " (${childFacts.birthday(execution, …)})."));
    }

    private static Stream<Finding> tells(Model model) {
        return ofStandards(model)
                .filter(event -> !event.cancelActivity() && Model.after(event).noneMatch(Clocks::tellsSomebody))
                .map(event -> Finding.at(
                        model, event, "tells nobody: lead it to a message end event with ${escalateBreach}."));
    }

    private static Stream<BoundaryEvent> ofStandards(Model model) {
        return model.boundaryTimers()
                .filter(event -> !Model.waitsForABirthday(Model.timer(event).orElseThrow()));
    }

    private static boolean tellsSomebody(FlowElement element) {
        if (element instanceof ServiceTask task) {
            return ESCALATIONS.contains(task.getCamundaDelegateExpression());
        }
        return StreamSupport.stream(
                        element.getChildElementsByType(MessageEventDefinition.class)
                                .spliterator(),
                        false)
                .anyMatch(message -> ESCALATIONS.contains(message.getCamundaDelegateExpression()));
    }

    private static Stream<Finding> noLiterals(Model model) {
        return model.bpmn().getModelElementsByType(TimerEventDefinition.class).stream()
                .filter(timer -> Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle())
                        .anyMatch(time -> time != null
                                && (time != timer.getTimeDate()
                                        || LITERAL_TIME
                                                .matcher(time.getTextContent().trim())
                                                .matches())))
                .map(timer -> Finding.at(
                        model,
                        (BaseElement) timer.getParentElement(),
                        "holds a length of time, which the engine counts in its own way (6 weeks as 41 days). Put it"
                                + " into the table of timescales and ask ${deadlines.due(execution)}."));
    }

    private static Stream<Finding> noTimerStart(Model model) {
        return model.bpmn().getModelElementsByType(StartEvent.class).stream()
                .filter(start -> start.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance))
                .filter(start -> start.getParentElement() instanceof org.camunda.bpm.model.bpmn.instance.Process)
                .map(start -> Finding.at(
                        model,
                        start,
                        "starts the process by the clock, for no child and unseen. Let a person, a message or another"
                                + " process start it."));
    }
}
