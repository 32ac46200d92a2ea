package uk.childpathways.drafts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.LabelledAnswers;

/** What is typed in Tasklist's forms comes here every few seconds, and is fetched when a form opens. */
@RestController
@RequestMapping("/api/drafts")
@Tag(
        name = "Drafts",
        description =
                "What was typed into a form and not handed in yet. Open to whoever may open the form; gone when the"
                        + " form is handed in.")
class DraftsApi {

    /**
     * @param time when it was typed last, as 14:07
     * @param moment the same with its day
     * @param rest what the form, as it is asked now, has no place for
     */
    record Own(
            UUID id,
            long version,
            OffsetDateTime typedAt,
            String time,
            String moment,
            Map<String, Object> answers,
            List<LabelledAnswers.Line> rest) {}

    /**
     * @param since when they began, where they are typing now; else null
     * @param answers what fits into the form, where the task came from them to the reader; else null
     * @param said all of it in words, under the same condition
     */
    record OfAnother(
            String by,
            String name,
            OffsetDateTime typedAt,
            String moment,
            String since,
            Map<String, Object> answers,
            List<LabelledAnswers.Line> said) {}

    record AtATask(Own own, List<OfAnother> others) {}

    record AtAStart(List<Own> own) {}

    /** @param version null where nothing is kept, because everything was taken out again */
    record Kept(Long version, OffsetDateTime typedAt, String time, List<OfAnother> others) {}

    private final Drafts drafts;
    private final Directory directory;

    DraftsApi(Drafts drafts, Directory directory) {
        this.drafts = drafts;
        this.directory = directory;
    }

    @GetMapping("/tasks/{taskId}")
    @Transactional(readOnly = true)
    @Operation(
            summary = "What was typed at a task",
            description = "By the caller; and who else has typed there. What others typed is answered to whoever took"
                    + " over the task. 404 where the caller may not open the task.")
    AtATask ofTask(@PathVariable String taskId) {
        Drafts.Asked asked = drafts.task(taskId);
        return new AtATask(
                drafts.own(asked).stream()
                        .findFirst()
                        .map(draft -> own(asked, draft))
                        .orElse(null),
                others(asked));
    }

    @PutMapping("/tasks/{taskId}")
    @Operation(
            summary = "Keeps what is typed at a task",
            description = "409 where the caller typed in another window too, and this page has not seen it.")
    Kept keep(@PathVariable String taskId, @RequestBody Typed typed) {
        return keep(drafts.task(taskId), typed);
    }

    @DeleteMapping("/tasks/{taskId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Throws away what the caller typed at a task")
    void throwAway(@PathVariable String taskId) {
        drafts.throwAway(drafts.task(taskId));
    }

    @GetMapping("/starts/{process}")
    @Transactional(readOnly = true)
    @Operation(
            summary = "What the caller typed into a form of the start list",
            description = "The process by its key or the id of its definition. 404 where the caller may not start it.")
    AtAStart ofStart(@PathVariable String process) {
        Drafts.Asked asked = drafts.start(process, null);
        return new AtAStart(
                drafts.own(asked).stream().map(draft -> own(asked, draft)).toList());
    }

    @PutMapping("/starts/{process}/{id}")
    @Operation(
            summary = "Keeps what is typed into a form of the start list",
            description =
                    "Under a UUID that the page chooses: the same form may be begun for several children. The start"
                            + " that hands it in names it in the header X-Draft.")
    Kept keepStart(@PathVariable String process, @PathVariable String id, @RequestBody Typed typed) {
        return keep(drafts.start(process, id), typed);
    }

    @DeleteMapping("/starts/{process}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Throws away what the caller typed into a form of the start list")
    void throwAwayStart(@PathVariable String process, @PathVariable String id) {
        drafts.throwAway(drafts.start(process, id));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException unreadable) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "What was sent cannot be read as a draft: JSON with form, answers, page, turn and seen. Nothing was kept.");
    }

    private Kept keep(Drafts.Asked asked, Typed typed) {
        return drafts.keep(asked, typed)
                .map(draft -> new Kept(
                        draft.version(),
                        England.at(draft.typedAt()).toOffsetDateTime(),
                        Days.time(draft.typedAt()),
                        others(asked)))
                .orElseGet(() -> new Kept(null, null, null, others(asked)));
    }

    private static Own own(Drafts.Asked asked, Draft draft) {
        return new Own(
                draft.id(),
                draft.version(),
                England.at(draft.typedAt()).toOffsetDateTime(),
                Days.time(draft.typedAt()),
                Days.SHORT.moment(draft.typedAt()),
                WhatStillFits.of(asked.question().form(), draft.answers()).fits(),
                draft.rest(asked.question().form()).values().stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private List<OfAnother> others(Drafts.Asked asked) {
        return drafts.ofOthers(asked).stream()
                .map(draft -> {
                    boolean reads = drafts.mayRead(asked, draft);
                    return new OfAnother(
                            draft.author(),
                            directory.nameOf(draft.author()),
                            England.at(draft.typedAt()).toOffsetDateTime(),
                            Days.SHORT.moment(draft.typedAt()),
                            drafts.isTyping(draft) ? Days.time(draft.typingSince()) : null,
                            reads
                                    ? WhatStillFits.of(asked.question().form(), draft.answers())
                                            .fits()
                                    : null,
                            reads ? draft.allSaid() : null);
                })
                .toList();
    }
}
