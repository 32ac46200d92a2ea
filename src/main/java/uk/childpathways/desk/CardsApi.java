package uk.childpathways.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.people.Directory;
import uk.childpathways.web.NotFoundProblem;

/** The card of a task that stands open, so that its head says the same as the list does. */
@RestController
@RequestMapping("/api/work/cards")
@Tag(name = "Work", description = "What a person has to do.")
class CardsApi {

    private final OpenWork work;
    private final Cards cards;
    private final Directory directory;

    CardsApi(OpenWork work, Cards cards, Directory directory) {
        this.work = work;
        this.cards = cards;
        this.directory = directory;
    }

    @GetMapping("/{taskId}")
    @Operation(summary = "Whom an open task is about, until when it is due and who has it")
    Card card(@PathVariable String taskId) {
        String reader = directory.currentUser();
        return cards.of(work.byId(List.of(taskId)), reader).stream()
                .filter(card -> card.child() != null || card.mine() || offered(taskId, reader))
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem("There is no open task " + taskId + " that you may read."));
    }

    /** What is about no child is shown to those only who may do it. */
    private boolean offered(String taskId, String reader) {
        return work.offeredTo(reader).stream().anyMatch(task -> task.id().equals(taskId));
    }
}
