package uk.childpathways.engine;

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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.Deadlines;

/**
 * Withdraws the deadline of a step that is cancelled: the journey took another path, and nobody owes the work any more.
 * A deadline left open would be overdue for ever. Where a power runs out by law and its timer cancels the step, the
 * deadline was missed: it stays for the breach.
 */
@Component
class CancelledTasks extends AbstractProcessEnginePlugin {

    private final ObjectProvider<Deadlines> deadlines;

    CancelledTasks(ObjectProvider<Deadlines> deadlines) {
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
        return WithdrawnBecause.now().orElse("The step was cancelled");
    }

    private static DelegateExecution caller(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessInstance().getSuperExecution();
    }

    /** Where the timer itself cancels the step, the deadline that passed is what the event behind the timer escalates. */
    private static boolean runsOutByLaw(DelegateExecution execution) {
        return execution.getBpmnModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo().getId().equals(execution.getCurrentActivityId()))
                .anyMatch(event -> ModelProperties.of(event).containsKey("interrupts"));
    }
}
