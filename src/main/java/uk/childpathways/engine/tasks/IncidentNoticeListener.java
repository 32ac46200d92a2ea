package uk.childpathways.engine.tasks;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.notices.StoppedProcesses;

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
            return null;
        }

        @Override
        public void resolveIncident(IncidentContext context) {}

        @Override
        public void deleteIncident(IncidentContext context) {}

        private String nameOf(String processDefinitionId) {
            if (processDefinitionId == null) {
                return "unknown process";
            }
            try {
                ProcessDefinitionEntity process =
                        org.camunda.bpm.engine.impl.context.Context.getProcessEngineConfiguration()
                                .getDeploymentCache()
                                .findDeployedProcessDefinitionById(processDefinitionId);
                return process.getName() == null ? process.getKey() : process.getName();
            } catch (ProcessEngineException e) {
                return processDefinitionId;
            }
        }
    }
}
