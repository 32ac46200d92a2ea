package uk.childpathways.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ForPeople;

/** What the administrator does about a person's account: a link to set a password, the lock, the administrator's right. */
@Controller
@ForPeople
class AccessToAccount {

    private final DirectoryMaintenance maintenance;
    private final PasswordInvitations invitations;
    private final Directory directory;
    private final StaffAdministration staff;

    AccessToAccount(
            DirectoryMaintenance maintenance,
            PasswordInvitations invitations,
            Directory directory,
            StaffAdministration staff) {
        this.staff = staff;
        this.maintenance = maintenance;
        this.invitations = invitations;
        this.directory = directory;
    }

    /** Where there is no mail the page shows the link, once: it is nowhere stored to be shown again. */
    @PostMapping("/people/person/{userId}/link")
    String link(@PathVariable String userId, HttpServletResponse response, Model model) {
        String address = invitations.invite(userId);
        if (address == null) {
            return "redirect:/people/person/" + userId + "?done=sent";
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("userId", userId);
        model.addAttribute("name", directory.nameOf(userId));
        model.addAttribute("address", address);
        model.addAttribute("complete", !address.startsWith("/"));
        return "pages/password-link";
    }

    @PostMapping("/people/person/{userId}/unlock")
    String unlock(@PathVariable String userId) {
        maintenance.unlock(userId);
        return "redirect:/people/person/" + userId + "?done=unlocked";
    }

    /** Asks once more, and why: the right reaches everything that is kept of people. */
    @GetMapping("/people/person/{userId}/administrator")
    String administrator(@PathVariable String userId, Model model) {
        staff.checkMayMaintain();
        boolean becomes = !maintenance.administrators().contains(userId);
        return confirm(maintenance.working(userId), becomes, "", Map.of(), model);
    }

    @PostMapping("/people/person/{userId}/administrator")
    String administrator(
            @PathVariable String userId,
            @RequestParam boolean administrator,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        try {
            maintenance.setAdministrator(userId, administrator, reason);
        } catch (BadInputProblem problem) {
            response.setStatus(problem.status().value());
            return confirm(
                    maintenance.working(userId), administrator, reason, Map.of("reason", problem.getMessage()), model);
        }
        return "redirect:/people/person/" + userId + "?done=" + (administrator ? "administrator" : "no-administrator");
    }

    private static String confirm(
            Person person, boolean becomes, String reason, Map<String, String> problems, Model model) {
        model.addAttribute("userId", person.userId());
        model.addAttribute("becomes", becomes);
        model.addAttribute("reason", reason);
        model.addAttribute("problems", problems);
        model.addAttribute(
                "title",
                becomes
                        ? "Make " + person.name() + " an administrator"
                        : person.name() + " is no longer an administrator");
        return "pages/administrator";
    }
}
