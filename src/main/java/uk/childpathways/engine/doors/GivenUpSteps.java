package uk.childpathways.engine.doors;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.web.NotFoundProblem;

/** The steps that the engine tried until it gave them up. */
@Component
class GivenUpSteps {

    static final int MOST = 200;

    /**
     * @param element the step's id in its model
     * @param childRef null where it is about no child
     */
    record Step(String id, ProcessDefinition process, String element, Instant since, String cause, String childRef) {}

    private final ManagementService management;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final SystemAuthority authority;
    private final AuditTrail trail;

    GivenUpSteps(
            @Lazy ManagementService management,
            @Lazy RepositoryService repository,
            @Lazy RuntimeService runtime,
            SystemAuthority authority,
            AuditTrail trail) {
        this.management = management;
        this.repository = repository;
        this.runtime = runtime;
        this.authority = authority;
        this.trail = trail;
    }

    List<Step> list() {
        return authority.get(
                () -> givenUp().listPage(0, MOST).stream().map(this::step).toList());
    }

    @Transactional
    void again(String id) {
        authority.run(() -> {
            Job job = givenUp().jobId(id).singleResult();
            if (job == null) {
                throw new NotFoundProblem("No step with this id has been given up.");
            }
            management.setJobRetries(id, 1);
            Step step = step(job);
            trail.keep(Change.of(AuditKind.SETTING, "stopped step tried again", id)
                    .after(Map.of(
                            "process",
                            String.valueOf(name(step.process())),
                            "element",
                            String.valueOf(step.element()))));
        });
    }

    private JobQuery givenUp() {
        return management.createJobQuery().noRetriesLeft();
    }

    private Step step(Job job) {
        ProcessDefinition process = job.getProcessDefinitionId() == null
                ? null
                : repository.getProcessDefinition(job.getProcessDefinitionId());
        String element = job.getJobDefinitionId() == null
                ? null
                : management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId();
        Object child = job.getExecutionId() == null ? null : runtime.getVariable(job.getExecutionId(), "childRef");
        return new Step(
                job.getId(),
                process,
                element,
                (job.getDuedate() == null ? job.getCreateTime() : job.getDuedate()).toInstant(),
                StopCause.inWords(job.getExceptionMessage()),
                child == null ? null : child.toString());
    }

    /** As people call it. */
    static String name(ProcessDefinition process) {
        return process == null ? null : process.getName() == null ? process.getKey() : process.getName();
    }
}
