package uk.childpathways.engine.doors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.England;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Role;
import uk.childpathways.web.NotAllowedProblem;

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

    private final GivenUpSteps steps;
    private final LoginAccounts accounts;
    private final Directory directory;

    StoppedSteps(GivenUpSteps steps, LoginAccounts accounts, Directory directory) {
        this.steps = steps;
        this.accounts = accounts;
        this.directory = directory;
    }

    @GetMapping
    @Operation(summary = "The steps that the engine gave up, at most 200")
    List<Stopped> list() {
        check();
        return steps.list().stream()
                .map(step -> new Stopped(
                        step.id(),
                        GivenUpSteps.name(step.process()),
                        step.process() == null ? 0 : step.process().getVersion(),
                        step.element(),
                        England.at(step.since()).toOffsetDateTime(),
                        step.cause()))
                .toList();
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Tries a step again, once; whatever failed it should be mended first")
    void retry(@PathVariable String id) {
        check();
        steps.again(id);
    }

    private void check() {
        String user = directory.currentUser();
        if (!directory.hasRole(user, Role.PROCESS_OWNER) && !accounts.administrator(user)) {
            throw new NotAllowedProblem(
                    "Steps that stopped are seen and tried again by the process owner and the" + " administrator.");
        }
    }
}
