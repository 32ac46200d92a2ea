package uk.childpathways.engine.tasks;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.deployment.ParseListeners;
import uk.childpathways.people.Cover;
import uk.childpathways.vocabulary.ExtensionProperties;

/**
 * A new task for a person who is away goes to the one who covers, or else to its candidates; a sign-off that only its
 * own author could give goes to the service manager too.
 */
@Component
class NewTaskAssignment extends AbstractProcessEnginePlugin {

    private final ObjectProvider<Cover> cover;
    private final ObjectProvider<CamundaOpenWork> work;
    private final ObjectProvider<UnattendedTasks> unattended;

    NewTaskAssignment(
            ObjectProvider<Cover> cover,
            ObjectProvider<CamundaOpenWork> work,
            ObjectProvider<UnattendedTasks> unattended) {
        this.cover = cover;
        this.work = work;
        this.unattended = unattended;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ParseListeners.add(engine, new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
                ((UserTaskActivityBehavior) activity.getActivityBehavior())
                        .getTaskDefinition()
                        .addBuiltInTaskListener(
                                TaskListener.EVENTNAME_CREATE, (TaskListener) NewTaskAssignment.this::created);
            }
        });
    }

    private void created(DelegateTask task) {
        String meantFor = task.getAssignee();
        if (meantFor != null && !cover.getObject().here(meantFor)) {
            Optional<String> covers = cover.getObject().coverOf(meantFor);
            task.setAssignee(covers.orElse(null));
            work.getObject().remember(task.getId(), meantFor, covers.orElse(null));
        }
        if (task.getAssignee() == null && ExtensionProperties.of(task).containsKey("signsOff")) {
            unattended.getObject().seeTo((TaskEntity) task);
        }
    }
}
