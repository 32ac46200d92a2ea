package uk.childpathways.standards;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.Unit;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.Paged;

@RestController
@RequestMapping("/api/standards")
@Tag(name = "Standards", description = "What must have happened by when, and the clauses behind it.")
class StandardsApi {

    /** @param words "15 working days from the strategy discussion" */
    record TimescaleView(
            String words,
            Integer amount,
            String unit,
            String direction,
            String runsFrom,
            String profile,
            String per,
            int reminderPercent,
            List<String> tell,
            String escalateTo,
            String weight,
            String basis,
            String authority,
            List<String> clauses,
            boolean overrides,
            String why) {

        static TimescaleView of(Timescale timescale) {
            return new TimescaleView(
                    timescale.words(),
                    timescale.limit().unit() == Unit.DATE
                            ? null
                            : timescale.limit().amount(),
                    timescale.limit().unit().code(),
                    timescale.limit().direction().code(),
                    timescale.runsFrom(),
                    timescale.profile(),
                    timescale.per().name().toLowerCase(java.util.Locale.ROOT),
                    timescale.reminder(),
                    timescale.tell(),
                    timescale.escalateTo(),
                    timescale.weight().words(),
                    timescale.basis().code(),
                    timescale.authority(),
                    timescale.clauses(),
                    timescale.overrides(),
                    timescale.why());
        }
    }

    record StandardView(String id, String name, List<TimescaleView> timescales, List<String> clauses) {
        static StandardView of(Standard standard) {
            return new StandardView(
                    standard.id(),
                    standard.name(),
                    standard.timescales().stream().map(TimescaleView::of).toList(),
                    standard.clauses());
        }
    }

    record StandardInFull(String id, String name, List<TimescaleView> timescales, List<Clause> clauses) {}

    record DueView(String standard, String profile, OffsetDateTime due, Explanation explanation) {}

    private final Standards standards;
    private final DueDateCalculator calculator;
    private final ClauseCatalogue catalogue;
    private final Clock clock;
    private final String ownProfile;

    StandardsApi(
            Standards standards,
            DueDateCalculator calculator,
            ClauseCatalogue catalogue,
            Clock pathwaysClock,
            @Value("${pathways.profile:generic}") String profile) {
        this.standards = standards;
        this.calculator = calculator;
        this.catalogue = catalogue;
        this.clock = pathwaysClock;
        this.ownProfile = profile;
    }

    @GetMapping
    @Operation(summary = "All standards, as the tables of timescales now in force state them")
    Paged<StandardView> all(@ParameterObject @PageableDefault(size = 200) Pageable page) {
        List<Standard> all = standards.all();
        int from = (int) Math.min(page.getOffset(), all.size());
        int to = Math.min(from + page.getPageSize(), all.size());
        return Paged.of(new PageImpl<>(all.subList(from, to), page, all.size()), StandardView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One standard, with the words of its clauses")
    StandardInFull one(@PathVariable String id) {
        Standard standard = standards.get(id);
        return new StandardInFull(
                standard.id(),
                standard.name(),
                standard.timescales().stream().map(TimescaleView::of).toList(),
                standard.clauses().stream()
                        .map(catalogue::find)
                        .flatMap(Optional::stream)
                        .toList());
    }

    @GetMapping("/{id}/due")
    @Operation(summary = "When a standard would be due, and why")
    DueView due(
            @PathVariable String id,
            @Parameter(description = "A day, or a time in England, or a time with offset", example = "2026-04-02T10:00")
                    @RequestParam(required = false)
                    String from,
            @Parameter(description = "The council whose limits apply; this installation's own when absent")
                    @RequestParam(required = false)
                    String profile,
            @Parameter(description = "The event that happened then, for standards which can run from several")
                    @RequestParam(required = false)
                    String event) {
        Standard standard = standards.get(id);
        if (event != null
                && standard.timescales().stream()
                        .noneMatch(row -> row.runsFrom().equals(event))) {
            throw new BadInputProblem("The standard '" + id + "' does not run from '" + event + "', but from "
                    + String.join(
                            " or ",
                            standard.timescales().stream()
                                    .map(Timescale::runsFrom)
                                    .distinct()
                                    .toList())
                    + ".");
        }
        ClockStart start = read(from);
        String forProfile = profile == null || profile.isBlank() ? ownProfile : profile;
        DueDate dueDate = calculator.calculate(
                id,
                forProfile,
                clock.instant(),
                name -> event == null || event.equals(name) ? Optional.of(start) : Optional.empty());
        return new DueView(id, forProfile, England.at(dueDate.due()).toOffsetDateTime(), dueDate.explanation());
    }

    private static ClockStart read(String from) {
        if (from == null || from.isBlank()) {
            throw new BadInputProblem("Say from when it is counted, for example ?from=2026-04-02T10:00.");
        }
        // In an address an unescaped plus sign arrives as a space.
        String text = from.trim().replace(' ', '+');
        try {
            if (text.length() <= 10) return ClockStart.on(LocalDate.parse(text));
            if (text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10) {
                return ClockStart.at(OffsetDateTime.parse(text).toInstant());
            }
            return ClockStart.at(LocalDateTime.parse(text).atZone(England.ZONE).toInstant());
        } catch (DateTimeException e) {
            throw new BadInputProblem(
                    "'" + from + "' is not a date. Write it as 2026-04-02, as 2026-04-02T10:00 or with"
                            + " an offset as 2026-04-02T10:00+01:00.");
        }
    }
}
