package uk.childpathways.submissions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.Explanation;
import uk.childpathways.vocabulary.contract.FormFact;
import uk.childpathways.web.NotFoundProblem;

/** Why a task is due when it is: in its form ({@code due.text}, {@code due.explanation}) and beside it. */
@Component
@FormFact(
        name = "due",
        says = "When this task is due, and why then.",
        parts = {"text", "explanation"})
class DueDatePrefill implements PrefillProvider {

    private final Deadlines deadlines;

    DueDatePrefill(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public Set<String> names() {
        return Set.of("due");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        of(context.question())
                .ifPresent(deadline -> values.put(
                        "due",
                        Map.of(
                                "text",
                                "Due " + day(deadline),
                                "explanation",
                                deadlines.explain(deadline).text())));
    }

    private Optional<Deadline> of(Question question) {
        UUID journeyId = question.step().journeyId();
        return journeyId == null
                ? Optional.empty()
                : question.property("standard")
                        .flatMap(standard -> deadlines.ofTask(
                                journeyId, standard, question.step().executionId()));
    }

    private static String day(Deadline deadline) {
        return Days.LONG.due(deadline.effectiveDue());
    }

    private static String state(Deadline deadline) {
        return switch (deadline.status()) {
            case OPEN -> "Still open, due " + day(deadline) + ".";
            case BREACHED -> "Overdue since " + day(deadline) + ".";
            case MET -> "Met.";
            case MET_LATE -> "Met late.";
            case WITHDRAWN -> "No longer asked.";
        };
    }

    /**
     * The time limit of an open task.
     *
     * @param due the date in force
     * @param original the date before a manager agreed a later one
     * @param text the reason in words; {@code data} is the same as data
     * @param state its state, in words
     * @param table the table of timescales and its version by which it was calculated, in words; null where not known
     */
    record DueView(
            String standard,
            String name,
            OffsetDateTime due,
            OffsetDateTime original,
            LocalDate agreedUntil,
            String text,
            String state,
            String authority,
            String table,
            Explanation.Data data) {}

    @RestController
    @RequestMapping("/api/tasks")
    @Tag(name = "Tasks", description = "What the caller's open tasks are about.")
    static class TasksApi {

        private final Questions questions;
        private final DueDatePrefill dues;
        private final Deadlines deadlines;
        private final ChildrenToOpen mine;
        private final Directory directory;

        TasksApi(
                Questions questions,
                DueDatePrefill dues,
                Deadlines deadlines,
                ChildrenToOpen mine,
                Directory directory) {
            this.mine = mine;
            this.directory = directory;
            this.questions = questions;
            this.dues = dues;
            this.deadlines = deadlines;
        }

        /** Why this task is due when it is; 404 where it has no time limit or the caller may not see it. */
        @GetMapping("/{taskId}/due")
        @Transactional(readOnly = true)
        @Operation(summary = "Why a task is due when it is")
        DueView due(@PathVariable String taskId) {
            Question question = questions
                    .ofTask(taskId)
                    .filter(q -> questions.mayOpen(taskId))
                    .filter(q -> !mine.closed(directory.currentUser(), q.step().childRef()))
                    .orElseThrow(() -> new NotFoundProblem("There is no open task " + taskId + " for you."));
            Deadline deadline = dues.of(question)
                    .orElseThrow(() -> new NotFoundProblem("'" + question.title() + "' has no time limit."));
            Explanation why = deadlines.explain(deadline);
            return new DueView(
                    deadline.standardId(),
                    deadline.name(),
                    deadline.effectiveDue().atZone(England.ZONE).toOffsetDateTime(),
                    deadline.due().atZone(England.ZONE).toOffsetDateTime(),
                    deadline.agreedUntil(),
                    why.text(),
                    state(deadline),
                    deadline.authority(),
                    why.tableInWords(),
                    why.data());
        }
    }
}
