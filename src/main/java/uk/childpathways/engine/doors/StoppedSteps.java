package uk.childpathways.engine.doors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.calendar.England;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Role;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * The one repair that is made by hand: a step which failed until the engine gave it up is tried again, once its cause is
 * mended. For the process owner, who mends models, and the administrator: they see which step of which model it is, why
 * it failed, and no child.
 */
@RestController
@RequestMapping("/api/stopped-steps")
@Tag(name = "Stopped steps", description = "What the engine gave up, to be tried again once the cause is mended")
class StoppedSteps {

    /**
     * @param since when the step was to be carried out, or was made where it has no such time
     * @param cause why it failed, in words that name no child and nothing that was answered
     */
    record Stopped(String id, String process, int version, String element, OffsetDateTime since, String cause) {}

    private final ManagementService management;
    private final RepositoryService repository;
    private final SystemAuthority authority;
    private final LoginAccounts accounts;
    private final Directory directory;
    private final AuditTrail trail;

    StoppedSteps(
            @Lazy ManagementService management,
            @Lazy RepositoryService repository,
            SystemAuthority authority,
            LoginAccounts accounts,
            Directory directory,
            AuditTrail trail) {
        this.management = management;
        this.repository = repository;
        this.authority = authority;
        this.accounts = accounts;
        this.directory = directory;
        this.trail = trail;
    }

    @GetMapping
    @Operation(summary = "The steps that the engine gave up, at most 200")
    List<Stopped> list() {
        check();
        return authority.get(
                () -> givenUp().listPage(0, 200).stream().map(this::said).toList());
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    @Operation(summary = "Tries a step again, once; whatever failed it should be mended first")
    void retry(@PathVariable String id) {
        check();
        authority.run(() -> {
            Job job = givenUp().jobId(id).singleResult();
            if (job == null) {
                throw new NotFoundProblem("No step with this id has been given up.");
            }
            management.setJobRetries(id, 1);
            Stopped step = said(job);
            trail.keep(Change.of(AuditKind.SETTING, "stopped step tried again", id)
                    .after(Map.of(
                            "process", String.valueOf(step.process()), "element", String.valueOf(step.element()))));
        });
    }

    private JobQuery givenUp() {
        return management.createJobQuery().noRetriesLeft();
    }

    private Stopped said(Job job) {
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
        return new Stopped(
                job.getId(),
                process == null ? null : process.getName() == null ? process.getKey() : process.getName(),
                process == null ? 0 : process.getVersion(),
                element,
                England.at((job.getDuedate() == null ? job.getCreateTime() : job.getDuedate()).toInstant())
                        .toOffsetDateTime(),
                StopCause.inWords(job.getExceptionMessage()));
    }

    private void check() {
        String user = directory.currentUser();
        if (!directory.hasRole(user, Role.PROCESS_OWNER) && !accounts.administrator(user)) {
            throw new NotAllowedProblem(
                    "Steps that stopped are seen and tried again by the process owner and the" + " administrator.");
        }
    }
}
