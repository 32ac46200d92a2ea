package uk.childpathways.engine.tasks;

import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.chronology.DueVisits;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.submissions.Questions;
import uk.childpathways.web.BadInputProblem;

/** The task of a visit that is due, for a visit that was recorded on a page. */
@Component
class CamundaDueVisits implements DueVisits {

    private static final String PROCESS = "make-visit";
    private static final String TASK = "Task_VisitChild";

    private final Questions questions;
    private final TaskService tasks;
    private final SystemAuthority authority;

    CamundaDueVisits(Questions questions, @Lazy TaskService tasks, SystemAuthority authority) {
        this.questions = questions;
        this.tasks = tasks;
        this.authority = authority;
    }

    @Override
    public Optional<Due> of(String childRef, String userId) {
        return questions
                .openTask(childRef, PROCESS, TASK)
                .map(task -> new Due(task, authority.as(userId, () -> mayComplete(task, userId))));
    }

    /** Their own, or nobody's and offered to them. */
    private boolean mayComplete(String task, String userId) {
        return tasks.createTaskQuery().taskId(task).taskAssignee(userId).count() > 0
                || tasks.createTaskQuery().taskId(task).taskUnassigned().count() > 0;
    }

    @Override
    public void made(String taskId, Map<String, Object> answers, String userId) {
        try {
            authority.as(userId, () -> {
                tasks.complete(taskId, answers);
                return null;
            });
        } catch (WebApplicationException refused) {
            // The door's refusal, in its words.
            throw new BadInputProblem(refused.getMessage());
        }
    }
}
