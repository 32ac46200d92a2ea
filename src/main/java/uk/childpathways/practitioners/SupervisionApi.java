package uk.childpathways.practitioners;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PageableDefault;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.RecordChain;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.web.Paged;

@RestController
@RequestMapping("/api/practitioners/{userId}/supervision")
@Tag(
        name = "Supervision of practitioners",
        description = "The personal supervision file: for the practitioner, the supervisor and the line above only.")
class SupervisionApi {

    record EntryView(
            UUID id,
            UUID journeyId,
            String kind,
            String title,
            String form,
            Map<String, Object> answers,
            String by,
            OffsetDateTime at,
            List<String> clauses) {}

    record DueView(
            UUID id,
            String standard,
            String name,
            String status,
            OffsetDateTime due,
            OffsetDateTime metAt,
            String authority,
            List<String> clauses) {}

    record CheckView(String practitioner, long entries, boolean intact, List<String> faults) {}

    private final PractitionerFiles files;
    private final Chronology chronology;
    private final Deadlines deadlines;
    private final RecordChain chain;

    SupervisionApi(PractitionerFiles files, Chronology chronology, Deadlines deadlines, RecordChain chain) {
        this.files = files;
        this.chronology = chronology;
        this.deadlines = deadlines;
        this.chain = chain;
    }

    @GetMapping
    @Operation(summary = "What was recorded in supervision, newest first")
    Paged<EntryView> file(@PathVariable String userId, @ParameterObject @PageableDefault(size = 20) Pageable page) {
        return Paged.of(chronology.of(open(userId), page), SupervisionApi::view);
    }

    @GetMapping("/deadlines")
    @Operation(summary = "What is due in supervision, and what was, the earliest due first")
    Paged<DueView> deadlines(@PathVariable String userId, @ParameterObject @PageableDefault(size = 50) Pageable page) {
        Pageable byDate = PageRequest.of(page.getPageNumber(), page.getPageSize(), Sort.by("due", "id"));
        return Paged.of(deadlines.of(open(userId), false, byDate), SupervisionApi::view);
    }

    @GetMapping("/record-check")
    @Operation(summary = "Whether the file is as it was written")
    CheckView check(@PathVariable String userId) {
        RecordChain.Report report = chain.verify(open(userId));
        return new CheckView(userId, report.length(), report.intact(), report.faults());
    }

    private String open(String userId) {
        String ref = PractitionerFiles.refOf(userId);
        files.check(ref);
        return ref;
    }

    private static EntryView view(ChronologyEntry entry) {
        return new EntryView(
                entry.id(),
                entry.journeyId(),
                entry.kind(),
                entry.title(),
                entry.formId(),
                entry.answers(),
                entry.by(),
                at(entry.at()),
                entry.clauses());
    }

    private static DueView view(Deadline deadline) {
        return new DueView(
                deadline.id(),
                deadline.standardId(),
                deadline.name(),
                deadline.status().name(),
                at(deadline.effectiveDue()),
                at(deadline.metAt()),
                deadline.authority(),
                deadline.clauses());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atZone(England.ZONE).toOffsetDateTime();
    }
}
