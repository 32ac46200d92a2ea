package uk.childpathways.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.people.Confirmations;
import uk.childpathways.people.Directory;
import uk.childpathways.people.TeamMoves;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.Problem;

/** What waits for a second person: whoever answers for the service confirms or refuses it, one by one or many at once. */
@Controller
@ForPeople
@RequestMapping("/people/confirmations")
class ConfirmationPages {

    private static final String BACK = "redirect:/people/confirmations?done=";

    private final Confirmations confirmations;
    private final TeamMoves moves;
    private final ConfirmationReaders readers;
    private final DirectoryViews views;
    private final Directory directory;
    private final TransactionTemplate transaction;

    ConfirmationPages(
            Confirmations confirmations,
            TeamMoves moves,
            ConfirmationReaders readers,
            DirectoryViews views,
            Directory directory,
            TransactionTemplate transaction) {
        this.confirmations = confirmations;
        this.moves = moves;
        this.readers = readers;
        this.views = views;
        this.directory = directory;
        this.transaction = transaction;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String done, Model model) {
        return page(done, Map.of(), model);
    }

    /** @param who user ids with what was seen of each, as {@code id:mark} */
    @PostMapping("/confirm")
    String confirm(@RequestParam(required = false) List<String> who, HttpServletResponse response, Model model) {
        readers.check();
        if (who == null || who.isEmpty()) {
            return again("who", new BadInputProblem("Tick whom you confirm."), response, model);
        }
        try {
            transaction.executeWithoutResult(status -> who.forEach(each -> {
                int colon = each.lastIndexOf(':');
                if (colon < 1) {
                    throw new BadInputProblem("Choose whom you confirm from the list.");
                }
                confirmations.confirm(each.substring(0, colon), each.substring(colon + 1));
            }));
        } catch (BadInputProblem | ConflictProblem problem) {
            return again("who", problem, response, model);
        }
        return BACK + (who.size() == 1 ? "confirmed" : "several");
    }

    @PostMapping("/refuse")
    String refuse(
            @RequestParam(defaultValue = "") String userId,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        readers.check();
        try {
            confirmations.refuse(userId, reason, seen);
        } catch (BadInputProblem | ConflictProblem problem) {
            return again("reason-" + userId, problem, response, model);
        }
        return BACK + "refused";
    }

    @PostMapping("/team/confirm")
    String confirmTeam(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String seen,
            HttpServletResponse response,
            Model model) {
        readers.check();
        try {
            moves.confirm(team, seen);
        } catch (BadInputProblem | ConflictProblem problem) {
            return again("team-" + team, problem, response, model);
        }
        return BACK + "team";
    }

    @PostMapping("/team/refuse")
    String refuseTeam(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        readers.check();
        try {
            moves.refuse(team, reason, seen);
        } catch (BadInputProblem | ConflictProblem problem) {
            return again("team-reason-" + team, problem, response, model);
        }
        return BACK + "stays";
    }

    private String again(String field, Problem problem, HttpServletResponse response, Model model) {
        response.setStatus(problem.status().value());
        return page("", Map.of(field, problem.getMessage()), model);
    }

    private String page(String done, Map<String, String> problems, Model model) {
        readers.check();
        String reader = directory.currentUser();
        model.addAttribute("done", done);
        model.addAttribute("problems", problems);
        model.addAttribute(
                "waiting",
                readers.seenBy(reader).stream()
                        .map(waiting -> views.unconfirmed(waiting, reader))
                        .toList());
        model.addAttribute(
                "moves",
                readers.movesSeenBy(reader).stream()
                        .map(move -> views.teamMove(move, reader))
                        .toList());
        return "pages/confirmations";
    }
}
