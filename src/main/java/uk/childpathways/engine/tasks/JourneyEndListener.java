package uk.childpathways.engine.tasks;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.deployment.ParseListeners;
import uk.childpathways.handovers.JourneyEnding;

/**
 * Hangs a built-in listener on the end of every process: when it is the process of a journey, the journey ends with it,
 * with the end that was reached as reason. A cancelled process ends its journey too, and says that it was cancelled.
 */
@Component
class JourneyEndListener extends AbstractProcessEnginePlugin {

    private final ObjectProvider<JourneyEnding> ending;

    JourneyEndListener(ObjectProvider<JourneyEnding> ending) {
        this.ending = ending;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ParseListeners.add(engine, new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                process.addBuiltInListener(
                        ExecutionListener.EVENTNAME_END, (ExecutionListener) JourneyEndListener.this::ended);
            }
        });
    }

    private void ended(DelegateExecution execution) {
        Object journeyId = execution.getVariable("journeyId");
        if (journeyId == null || execution.getSuperExecution() != null) {
            return;
        }
        ExecutionEntity instance = (ExecutionEntity) execution;
        String end =
                instance.getDeleteReason() == null || instance.getDeleteReason().isBlank()
                        ? endReached(execution)
                        : "cancelled: " + instance.getDeleteReason();
        ending.getObject()
                .usual(
                        UUID.fromString(journeyId.toString()),
                        end,
                        execution.getProcessInstanceId(),
                        execution.getCurrentActivityId());
    }

    private static String endReached(DelegateExecution execution) {
        String name = execution.getCurrentActivityId() == null
                ? null
                : execution.getBpmnModelInstance().getModelElementById(execution.getCurrentActivityId())
                                instanceof FlowElement last
                        ? last.getName()
                        : null;
        return name == null || name.isBlank() ? "came to its end" : name;
    }
}
