package uk.childpathways.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The start list for Tasklist's dialog, and what can be begun from a task. */
@RestController
@RequestMapping("/api/starts")
@Tag(name = "Starts", description = "What the caller may begin, in groups and found by the words that people use.")
class StartsApi {

    /**
     * @param groups all, where no words were given
     * @param found by the words, the likeliest first
     */
    record StartList(List<Starts.Group> groups, List<Starts.Line> found) {}

    private final Starts starts;

    StartsApi(Starts starts) {
        this.starts = starts;
    }

    @GetMapping
    @Operation(summary = "What the caller may begin", description = "With q: what is meant by these words.")
    StartList list(@RequestParam(defaultValue = "") String q) {
        return q.isBlank() ? new StartList(starts.all(), List.of()) : new StartList(List.of(), starts.find(q));
    }

    @GetMapping("/of-task/{taskId}")
    @Operation(
            summary = "What the caller may begin from an open task, for its child",
            description = "In the words of who sits there. 404 where the task is not open to the caller.")
    List<Starts.Line> fromTask(@PathVariable String taskId) {
        return starts.fromTask(taskId);
    }
}
