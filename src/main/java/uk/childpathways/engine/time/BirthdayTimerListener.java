package uk.childpathways.engine.time;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.children.BirthCorrected;
import uk.childpathways.engine.access.SystemAuthority;

/**
 * Timers that wait for a birthday ({@code ${childFacts.birthday(execution, 16)}}) move when the child's date of birth is
 * put right. One that then lies in the past fires at once.
 */
@Component
class BirthdayTimerListener {

    private static final String BIRTHDAY = "childFacts.birthday(";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private final SystemAuthority authority;

    BirthdayTimerListener(
            @Lazy RuntimeService runtime,
            @Lazy ManagementService management,
            @Lazy RepositoryService repository,
            SystemAuthority authority) {
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
        this.authority = authority;
    }

    @EventListener
    void on(BirthCorrected corrected) {
        authority.run(() -> runtime.createProcessInstanceQuery()
                .variableValueEquals("childRef", corrected.childRef())
                .list()
                .forEach(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).timers().list().stream()
                                .filter(this::waitsForABirthday)
                                .forEach(timer -> management.recalculateJobDuedate(timer.getId(), false))));
    }

    private boolean waitsForABirthday(Job timer) {
        JobDefinition definition = timer.getJobDefinitionId() == null
                ? null
                : management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(timer.getJobDefinitionId())
                        .singleResult();
        return definition != null
                && repository
                                .getBpmnModelInstance(definition.getProcessDefinitionId())
                                .getModelElementById(definition.getActivityId())
                        instanceof CatchEvent event
                && event.getEventDefinitions().stream()
                        .filter(TimerEventDefinition.class::isInstance)
                        .map(TimerEventDefinition.class::cast)
                        .anyMatch(date -> date.getTimeDate() != null
                                && date.getTimeDate().getTextContent().contains(BIRTHDAY));
    }
}
