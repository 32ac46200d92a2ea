package uk.childpathways.engine.tasks;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.notices.StoppedProcesses;
import uk.childpathways.people.PractitionerFiles;

/**
 * Every incident of the engine reaches a person: the notice is written in the transaction that gives the job up. A
 * process that stops unnoticed is a child who waits.
 */
@Component
class IncidentNoticeListener extends AbstractProcessEnginePlugin {

    private final ObjectProvider<StoppedProcesses> stopped;

    IncidentNoticeListener(ObjectProvider<StoppedProcesses> stopped) {
        this.stopped = stopped;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCompositeIncidentHandlersEnabled(true);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        configuration.addIncidentHandler(new Teller(Incident.FAILED_JOB_HANDLER_TYPE));
        configuration.addIncidentHandler(new Teller(Incident.EXTERNAL_TASK_HANDLER_TYPE));
    }

    /** Added to the engine's own handler, which makes the incident. */
    private final class Teller extends DefaultIncidentHandler {

        Teller(String type) {
            super(type);
        }

        @Override
        public Incident handleIncident(IncidentContext context, String message) {
            stopped.getObject()
                    .tell(
                            nameOf(context.getProcessDefinitionId()),
                            context.getActivityId(),
                            getIncidentHandlerType(),
                            String.valueOf(context.getConfiguration()));
            String child = childOf(context.getExecutionId());
            if (child != null) {
                stopped.getObject()
                        .tellManager(
                                String.valueOf(context.getConfiguration()),
                                child,
                                nameOf(context.getProcessDefinitionId()),
                                stepOf(context));
            }
            return null;
        }

        @Override
        public void resolveIncident(IncidentContext context) {}

        @Override
        public void deleteIncident(IncidentContext context) {}

        /** Null where it is about no child. */
        private String childOf(String execution) {
            ExecutionEntity running = execution == null
                    ? null
                    : Context.getCommandContext().getExecutionManager().findExecutionById(execution);
            Object ref = running == null ? null : running.getVariable("childRef");
            return ref == null || PractitionerFiles.isFile(ref.toString()) ? null : ref.toString();
        }

        /** As the drawing calls it; its id where it has no name. */
        private String stepOf(IncidentContext context) {
            ActivityImpl step = Context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .findDeployedProcessDefinitionById(context.getProcessDefinitionId())
                    .findActivity(context.getActivityId());
            return step == null || step.getName() == null || step.getName().isBlank()
                    ? context.getActivityId()
                    : step.getName().replaceAll("\\s+", " ");
        }

        private String nameOf(String processDefinitionId) {
            if (processDefinitionId == null) {
                return "unknown process";
            }
            try {
                ProcessDefinitionEntity process = Context.getProcessEngineConfiguration()
                        .getDeploymentCache()
                        .findDeployedProcessDefinitionById(processDefinitionId);
                return process.getName() == null ? process.getKey() : process.getName();
            } catch (ProcessEngineException e) {
                return processDefinitionId;
            }
        }
    }
}
