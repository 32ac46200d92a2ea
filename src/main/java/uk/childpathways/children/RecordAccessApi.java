package uk.childpathways.children;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.Paged;

@RestController
@RequestMapping("/api/children/{ref}")
@Tag(name = "Access", description = "Who may see a child's record, who decided that, and who opened it.")
class RecordAccessApi {

    /** @param person user id, for GRANT, END_GRANT, CONFLICT and END_CONFLICT */
    record Asked(RecordAccess.Decision decision, String person, LocalDate until, String reason) {}

    record Emergency(String reason) {}

    /** @param until null where the record was open to the person anyway */
    record Opened(String childRef, Instant until) {}

    private final ChildAccess access;
    private final RecordAccess decisions;
    private final RecordViews views;
    private final RecordParts parts;
    private final EmergencyAccess emergency;
    private final Directory directory;

    RecordAccessApi(
            ChildAccess access,
            RecordAccess decisions,
            RecordViews views,
            RecordParts parts,
            EmergencyAccess emergency,
            Directory directory) {
        this.parts = parts;
        this.emergency = emergency;
        this.access = access;
        this.decisions = decisions;
        this.views = views;
        this.directory = directory;
    }

    @GetMapping("/access")
    @Operation(summary = "What was decided about who may see this record, newest first")
    List<RecordAccess.Decided> access(@PathVariable String ref) {
        access.check(ref);
        return decisions.of(ref);
    }

    @PostMapping("/access")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Decides who may see this record",
            description = "For service managers and above. RESTRICT and LIFT are about everybody; GRANT, END_GRANT,"
                    + " CONFLICT and END_CONFLICT about one person.")
    RecordAccess.Decided decide(@PathVariable String ref, @RequestBody Asked asked) {
        access.check(ref);
        return decisions.decide(
                ref, asked.decision(), asked.person(), asked.until(), asked.reason(), directory.currentUser());
    }

    @GetMapping("/parts")
    @Operation(summary = "Who has or had a part in the child's case beside the child's team, and why")
    List<RecordParts.Part> parts(@PathVariable String ref) {
        access.check(ref);
        return parts.of(ref);
    }

    @PostMapping("/emergency-access")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Opens the record for 24 hours because the child cannot wait",
            description = "For everybody who works with children. The service manager is told at once, with the reason;"
                    + " it stays on the record. An unknown reference is refused in the same words as a record that is"
                    + " closed to you for a conflict of interest.")
    Opened emergency(@PathVariable String ref, @RequestBody Emergency asked) {
        Child child = emergency.open(ref, asked == null ? null : asked.reason());
        return new Opened(
                child.ref(),
                decisions.of(child.ref()).stream()
                        .filter(decided -> decided.decision() == RecordAccess.Decision.EMERGENCY
                                && decided.by().equals(directory.currentUser()))
                        .findFirst()
                        .map(RecordAccess.Decided::untilAt)
                        .orElse(null));
    }

    @GetMapping("/views")
    @Operation(
            summary = "Who opened this record or was refused, newest first",
            description = "For the managers of the child's team and above, and quality assurance.")
    Paged<RecordViews.View> views(
            @PathVariable String ref, @ParameterObject @PageableDefault(size = 50) Pageable page) {
        access.check(ref);
        Set<String> roles = directory.rolesOf(directory.currentUser());
        if (roles.stream().map(Role::of).noneMatch(role -> role.manager() || role == Role.QUALITY_ASSURANCE)) {
            throw new NotAllowedProblem("Who opened a record is shown to managers and quality assurance.");
        }
        return Paged.of(views.of(ref, page));
    }
}
