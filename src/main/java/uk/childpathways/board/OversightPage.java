package uk.childpathways.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.board.TeamFigures.ChildLine;
import uk.childpathways.board.TeamFigures.Show;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.people.Team;
import uk.childpathways.web.NotAllowedProblem;

/** What a team's managers look at each morning: which children need them first, and how much work each worker has. */
@Controller
class OversightPage {

    private static final int SIZE = 25;

    record Flow(String journey, int opened, int ended, int running, Integer medianDays) {}

    record Month(String name, int opened, int ended, int breaches) {}

    record Row(
            String ref,
            String name,
            String worker,
            String supervised,
            String supervisionDue,
            boolean supervisionLate,
            boolean supervisionSoon,
            String oversight,
            String summary,
            boolean summaryOld,
            String lastEntry,
            boolean quiet,
            int late,
            int actionsLate) {}

    private final TeamFigures figures;
    private final YearFigures year;
    private final WithoutSupervision withoutSupervision;
    private final CopiedWords copied;
    private final JourneyNames journeyNames;
    private final Directory directory;
    private final Clock clock;

    OversightPage(
            TeamFigures figures,
            YearFigures year,
            WithoutSupervision withoutSupervision,
            CopiedWords copied,
            JourneyNames journeyNames,
            Directory directory,
            Clock pathwaysClock) {
        this.figures = figures;
        this.year = year;
        this.withoutSupervision = withoutSupervision;
        this.copied = copied;
        this.journeyNames = journeyNames;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    @GetMapping("/oversight")
    String page(
            @RequestParam(required = false) String team,
            @RequestParam(defaultValue = "ALL") Show show,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        String reader = directory.currentUser();
        Set<String> mine = figures.teamsFor(reader);
        if (team != null && !team.isBlank() && !mine.contains(team)) {
            throw new NotAllowedProblem("The figures of this team are open to its own managers and those above them.");
        }
        Set<String> chosen = team == null || team.isBlank() ? mine : Set.of(team);
        Map<String, String> teams = new TreeMap<>();
        directory.teams().stream()
                .filter(known -> mine.contains(known.id()))
                .forEach((Team known) -> teams.put(known.id(), known.name()));
        int number = Math.max(0, page);
        List<ChildLine> lines = figures.children(chosen, reader, show, number, SIZE);
        Map<String, String> names =
                directory.namesOf(lines.stream().map(ChildLine::worker).toList());
        int total = figures.count(chosen, reader, show);
        LocalDate today = England.dayOf(clock.instant());

        model.addAttribute("team", team == null ? "" : team);
        model.addAttribute("teamNames", teams);
        model.addAttribute("show", show);
        model.addAttribute("shows", Show.values());
        model.addAttribute("teams", figures.teams(chosen, reader));
        model.addAttribute("workers", figures.workers(chosen, reader));
        model.addAttribute("withoutSupervision", withoutSupervision.in(chosen));
        model.addAttribute("supervision", year.supervision(chosen, reader));
        model.addAttribute("visits", year.visits(chosen, reader));
        model.addAttribute("kept", year.keptWorst(chosen, reader));
        model.addAttribute(
                "flow",
                year.flow(chosen, reader).stream()
                        .map(line -> new Flow(
                                journeyNames.of(line.journey()),
                                line.opened(),
                                line.ended(),
                                line.running(),
                                line.medianDays()))
                        .toList());
        model.addAttribute(
                "months",
                year.months(chosen, reader).stream()
                        .map(line -> new Month(
                                Days.monthInTable(line.month()), line.opened(), line.ended(), line.breaches()))
                        .toList());
        if (directory.hasRole(reader, Role.HEAD_OF_SERVICE) || directory.hasRole(reader, Role.DIRECTOR)) {
            model.addAttribute("copied", copied.of(chosen));
        }
        model.addAttribute("limit", figures.limit());
        model.addAttribute(
                "rows",
                lines.stream()
                        .map(line -> new Row(
                                line.ref(),
                                line.name(),
                                names.get(line.worker()),
                                Days.ago(line.supervisedAt(), today),
                                Days.TABLE.day(line.supervisionDue()),
                                line.supervisionLate(),
                                line.supervisionSoon(),
                                Days.ago(line.lastOversight(), today),
                                Days.TABLE.day(line.summaryAt()),
                                line.summaryOld(),
                                Days.ago(line.lastEntry(), today),
                                line.quiet(),
                                line.late(),
                                line.actionsLate()))
                        .toList());
        model.addAttribute("total", total);
        model.addAttribute("page", number);
        model.addAttribute("pages", (total + SIZE - 1) / SIZE);
        model.addAttribute("today", Days.TABLE.day(today));
        return "pages/oversight";
    }
}
