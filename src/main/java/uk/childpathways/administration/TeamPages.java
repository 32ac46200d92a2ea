package uk.childpathways.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.children.Children;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.Service;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.people.Team;
import uk.childpathways.people.TeamMaintenance;
import uk.childpathways.people.TeamMove;
import uk.childpathways.people.TeamMoves;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.NotFoundProblem;
import uk.childpathways.web.Problem;

/** Services and their teams, and who manages them; the administrator adds, renames, moves and ends them. */
@Controller
@ForPeople
@RequestMapping("/people")
class TeamPages {

    private final Directory directory;
    private final DirectoryMaintenance maintenance;
    private final TeamMaintenance upkeep;
    private final TeamMoves moves;
    private final StaffAdministration staff;
    private final DirectoryReaders readers;
    private final DirectoryViews views;
    private final Children children;

    TeamPages(
            Directory directory,
            DirectoryMaintenance maintenance,
            TeamMaintenance upkeep,
            TeamMoves moves,
            StaffAdministration staff,
            DirectoryReaders readers,
            DirectoryViews views,
            Children children) {
        this.directory = directory;
        this.maintenance = maintenance;
        this.upkeep = upkeep;
        this.moves = moves;
        this.staff = staff;
        this.readers = readers;
        this.views = views;
        this.children = children;
    }

    @GetMapping("/teams")
    String teams(@RequestParam(defaultValue = "") String done, Model model) {
        readers.check();
        model.addAttribute("services", views.services());
        model.addAttribute("mayChange", staff.mayMaintain());
        model.addAttribute("done", done);
        return "pages/teams";
    }

    @GetMapping("/teams/add")
    String addTeam(Model model) {
        staff.checkMayMaintain();
        return teamForm("", "", "", Map.of(), null, model);
    }

    @PostMapping("/teams/add")
    String addTeam(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String service,
            Model model) {
        staff.checkMayMaintain();
        Map<String, String> problems = problems("team", id, name);
        if (directory.teamById(id.trim()).filter(Team::active).isPresent()) {
            problems.put("id", "There is a team '" + id.trim() + "' already.");
        }
        if (service.isBlank()) {
            problems.put("service", "Choose the service to which the team belongs.");
        }
        upkeep.teamNameTaken(id.trim(), name, service).ifPresent(taken -> problems.put("name", taken));
        if (problems.isEmpty()) {
            try {
                upkeep.putTeam(id.trim(), name, service, null, TeamMaintenance.mark((Team) null));
                return "redirect:/people/teams?done=added";
            } catch (Problem problem) {
                problems.put("id", problem.getMessage());
            }
        }
        return teamForm(id, name, service, problems, null, model);
    }

    @GetMapping("/teams/{id}")
    String changeTeam(@PathVariable String id, Model model) {
        staff.checkMayMaintain();
        Team team = team(id);
        String asked = moves.of(id).map(TeamMove::to).orElse(team.service());
        return teamForm(team.id(), team.name(), asked, Map.of(), team, model);
    }

    @PostMapping("/teams/{id}")
    String changeTeam(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String seen,
            HttpServletResponse response,
            Model model) {
        staff.checkMayMaintain();
        Team team = team(id);
        Map<String, String> problems = problems("team", id, name);
        upkeep.teamNameTaken(id, name, service).ifPresent(taken -> problems.put("name", taken));
        if (!problems.isEmpty()) {
            model.addAttribute("seen", seen);
        } else {
            try {
                upkeep.putTeam(id, name, service, null, seen);
                return "redirect:/people/teams?done=" + (moves.of(id).isPresent() ? "waits" : "changed");
            } catch (ConflictProblem meanwhile) {
                // What was typed stays; stored once more, it is stored knowingly.
                response.setStatus(HttpStatus.CONFLICT.value());
                problems.put("team-form", meanwhile.getMessage() + " Store again to put yours in its place.");
                return teamForm(id, name, service, problems, team(id), model);
            } catch (Problem problem) {
                problems.put("service", problem.getMessage());
            }
        }
        return teamForm(id, name, service, problems, team, model);
    }

    @PostMapping("/teams/{id}/end")
    String endTeam(@PathVariable String id, Model model) {
        staff.checkMayMaintain();
        Team team = team(id);
        try {
            upkeep.endTeam(id, children.ofTeam(id).size());
            return "redirect:/people/teams?done=ended";
        } catch (Problem problem) {
            return teamForm(team.id(), team.name(), team.service(), Map.of("end", problem.getMessage()), team, model);
        }
    }

    @GetMapping("/services/add")
    String addService(Model model) {
        staff.checkMayMaintain();
        return serviceForm("", "", Map.of(), null, model);
    }

    @PostMapping("/services/add")
    String addService(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String name, Model model) {
        staff.checkMayMaintain();
        Map<String, String> problems = problems("service", id, name);
        if (views.serviceNames().containsKey(id.trim())) {
            problems.put("id", "There is a service '" + id.trim() + "' already.");
        }
        upkeep.serviceNameTaken(id.trim(), name).ifPresent(taken -> problems.put("name", taken));
        if (problems.isEmpty()) {
            try {
                upkeep.putService(id.trim(), name, TeamMaintenance.mark((Service) null));
                return "redirect:/people/teams?done=added";
            } catch (Problem problem) {
                problems.put("id", problem.getMessage());
            }
        }
        return serviceForm(id, name, problems, null, model);
    }

    @GetMapping("/services/{id}")
    String changeService(@PathVariable String id, Model model) {
        staff.checkMayMaintain();
        Service service = service(id);
        return serviceForm(id, service.name(), Map.of(), service, model);
    }

    @PostMapping("/services/{id}")
    String changeService(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String seen,
            HttpServletResponse response,
            Model model) {
        staff.checkMayMaintain();
        Service service = service(id);
        Map<String, String> problems = problems("service", id, name);
        upkeep.serviceNameTaken(id, name).ifPresent(taken -> problems.put("name", taken));
        if (!problems.isEmpty()) {
            model.addAttribute("seen", seen);
        } else {
            try {
                upkeep.putService(id, name, seen);
                return "redirect:/people/teams?done=changed";
            } catch (ConflictProblem meanwhile) {
                response.setStatus(HttpStatus.CONFLICT.value());
                problems.put("team-form", meanwhile.getMessage() + " Store again to put yours in its place.");
                return serviceForm(id, name, problems, service(id), model);
            }
        }
        return serviceForm(id, name, problems, service, model);
    }

    @PostMapping("/services/{id}/end")
    String endService(@PathVariable String id, Model model) {
        staff.checkMayMaintain();
        Service service = service(id);
        try {
            upkeep.endService(id);
            return "redirect:/people/teams?done=ended";
        } catch (Problem problem) {
            return serviceForm(id, service.name(), Map.of("end", problem.getMessage()), service, model);
        }
    }

    private static Map<String, String> problems(String what, String id, String name) {
        Map<String, String> problems = new HashMap<>();
        if (!id.trim().matches("[a-z0-9][a-z0-9-]{0,31}")) {
            problems.put("id", "The id of a " + what + " is made of small letters, digits and '-', at most 32.");
        }
        if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            problems.put("name", "Give the " + what + " a name of one line, at most 200 characters.");
        }
        return problems;
    }

    private Team team(String id) {
        return directory
                .teamById(id)
                .filter(Team::active)
                .orElseThrow(() -> new NotFoundProblem("There is no team '" + id + "'."));
    }

    private Service service(String id) {
        return maintenance.services().stream()
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem("There is no service '" + id + "'."));
    }

    private String teamForm(
            String id, String name, String service, Map<String, String> problems, Team present, Model model) {
        model.addAttribute("service", service);
        model.addAttribute("services", views.serviceNames());
        if (present != null && !model.containsAttribute("seen")) {
            model.addAttribute("seen", TeamMaintenance.mark(present));
        }
        if (present != null) {
            moves.of(present.id())
                    .ifPresent(move -> model.addAttribute("move", views.teamMove(move, directory.currentUser())));
        }
        return form("team", id, name, problems, present == null ? null : present.name(), model);
    }

    private String serviceForm(String id, String name, Map<String, String> problems, Service present, Model model) {
        if (present != null && !model.containsAttribute("seen")) {
            model.addAttribute("seen", TeamMaintenance.mark(present));
        }
        return form("service", id, name, problems, present == null ? null : present.name(), model);
    }

    private static String form(
            String what, String id, String name, Map<String, String> problems, String present, Model model) {
        model.addAttribute("what", what);
        model.addAttribute("id", id);
        model.addAttribute("name", name);
        model.addAttribute("problems", problems);
        model.addAttribute("present", present);
        return "pages/team-form";
    }
}
