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
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.deployment.ParseListeners;
import uk.childpathways.people.Cover;
import uk.childpathways.vocabulary.ExtensionProperties;

/**
 * A new task for a person who is away goes to the one who covers, or else to its candidates; to nobody whose eyes the
 * child's record is closed to; a sign-off that only its own author could give goes to the service manager too. Who has a
 * part in the child's case by it is kept from then on until it is done or cancelled.
 */
@Component
class NewTaskAssignment extends AbstractProcessEnginePlugin {

    private final ObjectProvider<Cover> cover;
    private final ObjectProvider<CamundaOpenWork> work;
    private final ObjectProvider<UnattendedTasks> unattended;
    private final ObjectProvider<ClosedRecordOffers> closed;
    private final ObjectProvider<TaskParts> parts;

    NewTaskAssignment(
            ObjectProvider<Cover> cover,
            ObjectProvider<CamundaOpenWork> work,
            ObjectProvider<UnattendedTasks> unattended,
            ObjectProvider<ClosedRecordOffers> closed,
            ObjectProvider<TaskParts> parts) {
        this.cover = cover;
        this.work = work;
        this.unattended = unattended;
        this.closed = closed;
        this.parts = parts;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ParseListeners.add(engine, new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
                TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                task.addBuiltInTaskListener(
                        TaskListener.EVENTNAME_CREATE, (TaskListener) NewTaskAssignment.this::created);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, (TaskListener)
                        changed -> parts.getObject().changed(changed));
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, (TaskListener)
                        done -> parts.getObject().done(done));
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, (TaskListener)
                        gone -> parts.getObject().gone(gone));
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
        closed.getObject().made(task);
        if (task.getAssignee() == null && ExtensionProperties.of(task).containsKey("signsOff")) {
            unattended.getObject().seeTo((TaskEntity) task);
        }
        parts.getObject().changed(task);
    }
}
