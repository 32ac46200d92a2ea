package uk.childpathways.deadlines;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PageableDefault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.standards.Explanation;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;
import uk.childpathways.web.Paged;

@RestController
@RequestMapping("/api")
@Tag(name = "Deadlines", description = "What is due for a child, when and why.")
class DeadlinesApi {

    /**
     * @param due the original date, from which lateness counts
     * @param agreedUntil the later day that a manager agreed
     * @param dueInForce the date by which task and timer go
     */
    record DeadlineView(
            UUID id,
            String childRef,
            UUID journeyId,
            String standard,
            String name,
            String status,
            OffsetDateTime from,
            boolean fromRecorded,
            OffsetDateTime due,
            LocalDate agreedUntil,
            OffsetDateTime dueInForce,
            OffsetDateTime breachedAt,
            OffsetDateTime metAt,
            Integer lateWorkingDays,
            Integer lateCalendarDays,
            String withdrawnBecause,
            String weight,
            String basis,
            List<String> clauses,
            String process,
            String element,
            Explanation explanation) {}

    record ChangeView(
            String kind,
            OffsetDateTime at,
            String by,
            String reason,
            OffsetDateTime dateBefore,
            OffsetDateTime dateAfter) {}

    record DeadlineInFull(DeadlineView deadline, List<ChangeView> history, List<Declaration> declarations) {}

    record Extension(String until, String reason) {}

    record Warning(String reason, String expectedBy) {}

    private final Deadlines deadlines;
    private final DeadlineMoves moves;
    private final ChildAccess access;
    private final PractitionerFiles files;
    private final Directory directory;

    DeadlinesApi(
            Deadlines deadlines,
            DeadlineMoves moves,
            ChildAccess access,
            PractitionerFiles files,
            Directory directory) {
        this.deadlines = deadlines;
        this.moves = moves;
        this.access = access;
        this.files = files;
        this.directory = directory;
    }

    @GetMapping("/children/{ref}/deadlines")
    @Operation(
            summary = "The child's deadlines, the earliest due first",
            description = "status=open leaves out those met or withdrawn.")
    Paged<DeadlineView> ofChild(
            @PathVariable String ref,
            @RequestParam(defaultValue = "all") String status,
            @ParameterObject @PageableDefault(size = 50) Pageable page) {
        access.check(ref);
        if (!List.of("all", "open").contains(status)) {
            throw new BadInputProblem("The status is either 'open' or 'all', not '" + status + "'.");
        }
        Pageable byDate = PageRequest.of(page.getPageNumber(), page.getPageSize(), Sort.by("due", "id"));
        return Paged.of(deadlines.of(ref, status.equals("open"), byDate), this::view);
    }

    @GetMapping("/deadlines/{id}")
    @Operation(summary = "One deadline with everything that happened to it")
    DeadlineInFull one(@PathVariable String id) {
        return inFull(open(id));
    }

    @PostMapping("/deadlines/{id}/extension")
    @Operation(
            summary = "Agrees a later date",
            description =
                    "For managers of the child's team and above. The original date stays; lateness counts from it.")
    DeadlineView extend(@PathVariable String id, @RequestBody Extension extension) {
        Deadline deadline = open(id);
        String user = directory.currentUser();
        boolean may = PractitionerFiles.isFile(deadline.childRef())
                ? files.mayManage(user, deadline.childRef())
                : manages(user, access.open(deadline.childRef()));
        if (!may) {
            throw new NotAllowedProblem("A later date is agreed by a manager of the child's team or above. Ask your"
                    + " manager, or say beforehand that the timescale cannot be kept.");
        }
        return view(moves.agreeLaterDate(deadline.id(), day("until", extension.until()), extension.reason(), user));
    }

    @PostMapping("/deadlines/{id}/declaration")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Says beforehand that the timescale cannot be kept",
            description = "The service manager is notified at once and must answer (SWI-COL-05).")
    Declaration declare(@PathVariable String id, @RequestBody Warning warning) {
        Deadline deadline = open(id);
        return deadlines.declare(
                deadline.id(), warning.reason(), day("expectedBy", warning.expectedBy()), directory.currentUser());
    }

    /** The deadline, for a caller who may read the child's record. */
    private Deadline open(String id) {
        Deadline deadline = find(id).orElseThrow(() -> noDeadline(id));
        try {
            if (PractitionerFiles.isFile(deadline.childRef())) {
                files.check(deadline.childRef());
            } else {
                access.check(deadline.childRef());
            }
        } catch (NotAllowedProblem closed) {
            throw noDeadline(id);
        }
        return deadline;
    }

    private Optional<Deadline> find(String id) {
        try {
            return deadlines.find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** In the same words whether there is none or it is not open to the caller. */
    private static NotFoundProblem noDeadline(String id) {
        return new NotFoundProblem("No deadline with the id " + id + " is open to you.");
    }

    private boolean manages(String user, Child child) {
        Person person = directory.person(user).orElse(null);
        return person != null
                && person.roles().stream()
                        .map(Role::of)
                        .filter(Role::manager)
                        .anyMatch(role -> !role.ofTeam() || child.team().equals(person.team()));
    }

    private static LocalDate day(String field, String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return LocalDate.parse(text.trim());
        } catch (DateTimeException e) {
            throw new BadInputProblem("'" + text + "' (" + field + ") is not a date. Write it as 2026-04-30.");
        }
    }

    private DeadlineInFull inFull(Deadline deadline) {
        return new DeadlineInFull(
                view(deadline),
                deadlines.historyOf(deadline.id()).stream()
                        .map(change -> new ChangeView(
                                change.kind().name(),
                                time(change.at()),
                                change.by(),
                                change.reason(),
                                time(change.dateBefore()),
                                time(change.dateAfter())))
                        .toList(),
                deadlines.declarationsOf(deadline.id()));
    }

    private DeadlineView view(Deadline deadline) {
        return new DeadlineView(
                deadline.id(),
                deadline.childRef(),
                deadline.journeyId(),
                deadline.standardId(),
                deadline.name(),
                deadline.status().name(),
                time(deadline.startAt()),
                deadline.startRecorded(),
                time(deadline.due()),
                deadline.agreedUntil(),
                time(deadline.effectiveDue()),
                time(deadline.breachedAt()),
                time(deadline.metAt()),
                deadline.lateWorkingDays(),
                deadline.lateCalendarDays(),
                deadline.withdrawnBecause(),
                deadline.weight().words(),
                deadline.basis(),
                deadline.clauses(),
                deadline.processKey(),
                deadline.elementId(),
                deadlines.explain(deadline));
    }

    private static OffsetDateTime time(Instant at) {
        return at == null ? null : England.at(at).toOffsetDateTime();
    }
}
