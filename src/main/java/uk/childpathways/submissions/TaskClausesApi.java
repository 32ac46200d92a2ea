package uk.childpathways.submissions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.ClausesBehindTask;
import uk.childpathways.web.NotFoundProblem;

/** The words of the clauses behind an open task, which Tasklist shows beside its form. */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks", description = "What the caller's open tasks are about.")
class TaskClausesApi {

    private final Questions questions;
    private final Deadlines deadlines;
    private final ClausesBehindTask words;
    private final ChildrenToOpen mine;
    private final Directory directory;

    TaskClausesApi(
            Questions questions,
            Deadlines deadlines,
            ClausesBehindTask words,
            ChildrenToOpen mine,
            Directory directory) {
        this.questions = questions;
        this.deadlines = deadlines;
        this.words = words;
        this.mine = mine;
        this.directory = directory;
    }

    @GetMapping("/{taskId}/clauses")
    @Transactional(readOnly = true)
    @Operation(
            summary = "What good looks like at a task, and what the standards ask there",
            description = "From its step, its form and its timescale. 404 where the caller may not see the task.")
    ClausesBehindTask.Words behind(@PathVariable String taskId) {
        Question question = questions
                .ofTask(taskId)
                .filter(q -> questions.mayOpen(taskId))
                .filter(q -> !mine.closed(directory.currentUser(), q.step().childRef()))
                .orElseThrow(() -> new NotFoundProblem("There is no open task " + taskId + " for you."));
        Set<String> named = new LinkedHashSet<>();
        question.property("clauses").ifPresent(ids -> named.addAll(List.of(ids.split("\\s+"))));
        if (question.form() != null) {
            named.addAll(question.form().clauses());
        }
        if (question.step().journeyId() != null) {
            question.property("standard")
                    .flatMap(standard -> deadlines.ofTask(
                            question.step().journeyId(),
                            standard,
                            question.step().executionId()))
                    .ifPresent(deadline -> named.addAll(deadline.clauses()));
        }
        return words.of(question.form() == null ? null : question.form().id(), named);
    }
}
