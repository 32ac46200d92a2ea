package uk.childpathways.engine.tasks;

import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.chronology.ReportedEvents;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.web.BadInputProblem;

/** A significant event that was recorded on a page is reported in the engine by whoever recorded it. */
@Component
class CamundaReportedEvents implements ReportedEvents {

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final SystemAuthority authority;

    CamundaReportedEvents(@Lazy RuntimeService runtime, @Lazy RepositoryService repository, SystemAuthority authority) {
        this.runtime = runtime;
        this.repository = repository;
        this.authority = authority;
    }

    @Override
    public boolean mayReport(String userId) {
        return authority.as(
                userId,
                () -> repository
                                .createProcessDefinitionQuery()
                                .processDefinitionKey(PROCESS)
                                .latestVersion()
                                .startablePermissionCheck()
                                .count()
                        > 0);
    }

    @Override
    public String report(Map<String, Object> answers, String userId) {
        try {
            return authority.as(
                    userId,
                    () -> runtime.startProcessInstanceByKey(PROCESS, answers).getProcessInstanceId());
        } catch (WebApplicationException refused) {
            // The door's refusal, in its words.
            throw new BadInputProblem(refused.getMessage());
        }
    }
}
