package uk.childpathways.administration;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.people.AdministratorAccounts;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.Problem;

/** Who administers the installation: people of the directory, and accounts that are none, with their name and end. */
@Controller
@ForPeople
@RequestMapping("/people/administrators")
class AdministratorPages {

    private final AdministratorAccounts accounts;
    private final DirectoryMaintenance maintenance;
    private final StaffAdministration staff;
    private final Directory directory;

    AdministratorPages(
            AdministratorAccounts accounts,
            DirectoryMaintenance maintenance,
            StaffAdministration staff,
            Directory directory) {
        this.accounts = accounts;
        this.maintenance = maintenance;
        this.staff = staff;
        this.directory = directory;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String done, Model model) {
        staff.checkMayMaintain();
        List<Person> people = maintenance.administrators().stream()
                .sorted()
                .map(directory::person)
                .flatMap(java.util.Optional::stream)
                .toList();
        model.addAttribute("people", people);
        model.addAttribute("accounts", accounts.all());
        model.addAttribute("done", done);
        return "pages/administrators";
    }

    @GetMapping("/{userId}")
    String account(@PathVariable String userId, Model model) {
        staff.checkMayMaintain();
        LoginAccounts.Account account = accounts.account(userId);
        return page(account, account.name(), account.email(), "", Map.of(), model);
    }

    @PostMapping("/{userId}")
    String change(
            @PathVariable String userId,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            Model model) {
        staff.checkMayMaintain();
        LoginAccounts.Account account = accounts.account(userId);
        String newName = name.isBlank() ? null : name.trim();
        String newEmail = email.isBlank() ? null : email.trim();
        Map<String, String> problems = accounts.problems(userId, newName, newEmail);
        if (!problems.isEmpty()) {
            return page(account, name, email, "", problems, model);
        }
        accounts.put(userId, newName, newEmail);
        return "redirect:/people/administrators?done=changed";
    }

    @PostMapping("/{userId}/end")
    String end(@PathVariable String userId, @RequestParam(defaultValue = "") String reason, Model model) {
        staff.checkMayMaintain();
        LoginAccounts.Account account = accounts.account(userId);
        try {
            accounts.end(userId, reason);
        } catch (Problem problem) {
            return page(
                    account, account.name(), account.email(), reason, Map.of("reason", problem.getMessage()), model);
        }
        return "redirect:/people/administrators?done=ended";
    }

    private String page(
            LoginAccounts.Account account,
            String name,
            String email,
            String reason,
            Map<String, String> problems,
            Model model) {
        model.addAttribute("account", account);
        model.addAttribute("name", name);
        model.addAttribute("email", email);
        model.addAttribute("reason", reason);
        model.addAttribute("problems", problems);
        model.addAttribute("own", account.userId().equals(directory.currentUser()));
        return "pages/administrator-account";
    }
}
