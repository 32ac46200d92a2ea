package uk.childpathways.engine.tasks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.DeadlineEnds;
import uk.childpathways.engine.deployment.ParseListeners;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.WithdrawalReason;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * Withdraws the deadline of a step that is cancelled: the journey took another path, and nobody owes the work any more.
 * A deadline left open would be overdue for ever. Where a power runs out by law and its timer cancels the step, the
 * deadline was missed: it stays for the breach.
 */
@Component
@ModelProperty(
        name = "interrupts",
        says = "Why this timer ends its task instead of leaving the duty open, in words.",
        on = {Place.TIMER},
        purpose = Purpose.CLOCK)
class CancelledTaskListener extends AbstractProcessEnginePlugin {

    private static final String NOT_NEEDED = "No longer needed: the work went another way";

    /** The engine's words for what interrupted a step: "Interrupting activity Activity(EndEvent_X) executed." */
    private static final Pattern INTERRUPTED_BY = Pattern.compile("Activity\\(([^)]+)\\)");

    private final ObjectProvider<DeadlineEnds> deadlines;

    CancelledTaskListener(ObjectProvider<DeadlineEnds> deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ParseListeners.add(engine, new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                watch(activity);
            }

            @Override
            public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
                watch(activity);
            }

            @Override
            public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
                watch(activity);
            }
        });
    }

    private void watch(ActivityImpl activity) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::ended);
    }

    private void ended(DelegateExecution execution) {
        if (execution.isCanceled()) {
            String step = execution.getCurrentActivityId();
            String reason = reason(execution);
            if (runsOutByLaw(execution)) {
                deadlines.getObject().withdrawUnlessDue(execution.getId(), step, reason);
            } else {
                deadlines.getObject().withdrawForExecution(execution.getId(), step, reason);
            }
        }
    }

    /** When the journey is told to end, it knows why before its steps are cancelled; what it has called does not. */
    private static String reason(DelegateExecution execution) {
        for (DelegateExecution at = execution; at != null; at = caller(at)) {
            Object endReason = at.getVariable("endReason");
            if (endReason != null) {
                return "The journey has ended: " + endReason.toString().replace('-', ' ');
            }
        }
        return WithdrawalReason.now().orElseGet(() -> whatHappened(execution));
    }

    /** What led away from the step, as its model or one that called it says: "Match agreed", "Placement breaks down". */
    private static String whatHappened(DelegateExecution execution) {
        for (ExecutionEntity at = (ExecutionEntity) execution; at != null; at = around(at)) {
            Matcher interrupted = INTERRUPTED_BY.matcher(String.valueOf(at.getDeleteReason()));
            if (interrupted.find()) {
                return label(interrupted.group(1), execution).orElse(NOT_NEEDED);
            }
        }
        return NOT_NEEDED;
    }

    private static Optional<String> label(String event, DelegateExecution execution) {
        for (DelegateExecution at = execution; at != null; at = caller(at)) {
            if (at.getBpmnModelInstance().getModelElementById(event) instanceof FlowElement found) {
                return Optional.ofNullable(found.getName());
            }
        }
        return Optional.empty();
    }

    /** Only the root of what is cancelled knows by what: the step's scope, or what called it. */
    private static ExecutionEntity around(ExecutionEntity execution) {
        return execution.getParent() == null ? execution.getSuperExecution() : execution.getParent();
    }

    private static DelegateExecution caller(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessInstance().getSuperExecution();
    }

    /** Where the timer itself cancels the step, the deadline that passed is what the event behind the timer escalates. */
    private static boolean runsOutByLaw(DelegateExecution execution) {
        return execution.getBpmnModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo().getId().equals(execution.getCurrentActivityId()))
                .anyMatch(event -> ExtensionProperties.of(event).containsKey("interrupts"));
    }
}
