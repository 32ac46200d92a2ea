package uk.childpathways.submissions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Directory;

/**
 * From where somebody opens a form of the start list: a child's page, or a task. What is known by that need not be chosen
 * again. It is filled in only where the form would have offered it to this person anyway, and can be changed; handed in,
 * the answers are judged without it.
 */
@Component
@Transactional(readOnly = true)
public class StartedFrom {

    private static final String CHILD = "aboutChild";
    private static final String TASK = "aboutTask";

    private final Questions questions;
    private final Deadlines deadlines;
    private final ChildAccess access;
    private final Directory directory;

    StartedFrom(Questions questions, Deadlines deadlines, ChildAccess access, Directory directory) {
        this.questions = questions;
        this.deadlines = deadlines;
        this.access = access;
        this.directory = directory;
    }

    /**
     * Whose case it is.
     *
     * @param journeyId that of the task; null where it was opened from a child's page
     * @param deadlineId the time limit of the task; null for none, and where nobody could say that it cannot be kept
     */
    public record Case(String childRef, UUID journeyId, UUID deadlineId) {}

    /** Of an open task about a child whose record is open to the person; empty for any other. */
    public Optional<Case> task(String taskId) {
        return questions
                .ofTask(taskId)
                .filter(question -> questions.mayOpen(taskId))
                .filter(question ->
                        access.mayRead(directory.currentUser(), question.step().childRef()))
                .map(question -> new Case(
                        question.step().childRef(),
                        question.step().journeyId(),
                        limit(question).map(Deadline::id).orElse(null)));
    }

    private Optional<Deadline> limit(Question task) {
        return task.step().journeyId() == null
                ? Optional.empty()
                : task.property("standard")
                        .flatMap(standard -> deadlines.ofTask(
                                task.step().journeyId(), standard, task.step().executionId()))
                        .filter(deadline -> !deadline.answersForBreach());
    }

    /** What the address of a form says; empty where it says nothing, or names what is not open to the person. */
    Optional<Case> asked(HttpServletRequest request) {
        String taskId = request.getParameter(TASK);
        if (taskId != null && !taskId.isBlank()) {
            return task(taskId);
        }
        return Optional.ofNullable(request.getParameter(CHILD))
                .filter(ref -> access.mayRead(directory.currentUser(), ref))
                .map(ref -> new Case(ref, null, null));
    }
}
