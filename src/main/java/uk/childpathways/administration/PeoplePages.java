package uk.childpathways.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Children;
import uk.childpathways.notices.PasswordLetters;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.LeavingDays;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.people.WaitingPeople;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.NotFoundProblem;
import uk.childpathways.web.Problem;

/**
 * Who works here: everybody with a place in the directory reads it, the administrator changes it. What is typed wrongly
 * comes back as it was typed, with the reason at its field.
 */
@Controller
@ForPeople
@RequestMapping("/people")
class PeoplePages {

    private static final int SIZE = 25;

    private final Directory directory;
    private final DirectoryMaintenance maintenance;
    private final StaffAdministration staff;
    private final DirectoryReaders readers;
    private final DirectoryViews views;
    private final Children children;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final LeavingDays leavingDays;
    private final PasswordLetters letters;
    private final WaitingPeople asked;
    private final ConfirmationReaders confirmations;

    PeoplePages(
            Directory directory,
            DirectoryMaintenance maintenance,
            StaffAdministration staff,
            DirectoryReaders readers,
            DirectoryViews views,
            Children children,
            AuditTrail trail,
            TransactionTemplate transaction,
            LeavingDays leavingDays,
            PasswordLetters letters,
            WaitingPeople asked,
            ConfirmationReaders confirmations) {
        this.confirmations = confirmations;
        this.asked = asked;
        this.letters = letters;
        this.directory = directory;
        this.maintenance = maintenance;
        this.staff = staff;
        this.readers = readers;
        this.views = views;
        this.children = children;
        this.trail = trail;
        this.transaction = transaction;
        this.leavingDays = leavingDays;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "here") String show,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "") String done,
            Model model) {
        readers.check();
        boolean leavers = readers.seesLeavers() && !show.equals("here");
        model.addAttribute("q", q);
        model.addAttribute("team", team);
        model.addAttribute("show", leavers ? show : "here");
        model.addAttribute("seesLeavers", readers.seesLeavers());
        model.addAttribute("teams", views.teamNames());
        model.addAttribute("done", done);
        model.addAttribute("mayChange", staff.mayMaintain());
        model.addAttribute(
                "toConfirm",
                confirmations.seenBy(directory.currentUser()).size()
                        + confirmations.movesSeenBy(directory.currentUser()).size());
        model.addAttribute("confirms", confirmations.seesAny(directory.currentUser()));
        if (staff.mayMaintain()) {
            model.addAttribute("waiting", views.waiting());
            model.addAttribute("whyNoMail", letters.whyNoMail().orElse(null));
        }
        model.addAttribute(
                "people",
                views.lines(directory.search(
                        q,
                        team.isBlank() ? null : team,
                        leavers && show.equals("all") ? null : !leavers,
                        PageRequest.of(Math.min(Math.max(page, 0), 10_000), SIZE))));
        return "pages/people";
    }

    @GetMapping("/person/{userId}")
    String person(@PathVariable String userId, @RequestParam(defaultValue = "") String done, Model model) {
        readers.check();
        if (staff.mayMaintain()
                && directory.person(userId).isEmpty()
                && maintenance.administrators().contains(userId)) {
            return "redirect:/people/administrators/" + userId;
        }
        Person person = readers.person(userId);
        model.addAttribute("person", views.detail(person));
        model.addAttribute("done", done);
        model.addAttribute("mayChange", staff.mayMaintain());
        model.addAttribute(
                "unconfirmed",
                asked.of(userId)
                        .map(waiting -> views.unconfirmed(waiting, directory.currentUser()))
                        .orElse(null));
        model.addAttribute("own", userId.equals(directory.currentUser()));
        return "pages/person";
    }

    @GetMapping("/add")
    String add(Model model) {
        staff.checkMayMaintain();
        return form(PersonFields.EMPTY, Map.of(), null, model);
    }

    @PostMapping("/add")
    String add(@ModelAttribute("fields") PersonFields fields, Model model) {
        staff.checkMayMaintain();
        Person wanted = fields.person(fields.userId(), true);
        if (directory.person(wanted.userId()).isPresent()) {
            return form(
                    fields,
                    Map.of("userId", "There is '" + wanted.userId() + "' already. Open that person to change them."),
                    null,
                    model);
        }
        Map<String, String> problems = maintenance.problems(wanted, null);
        if (!problems.isEmpty()) {
            return form(fields, problems, null, model);
        }
        maintenance.put(wanted, null);
        return "redirect:/people/person/" + wanted.userId() + "?done=added";
    }

    @GetMapping("/person/{userId}/change")
    String change(@PathVariable String userId, Model model) {
        staff.checkMayMaintain();
        Person person = known(userId);
        return form(PersonFields.of(person), Map.of(), person, model);
    }

    /** Of somebody who has left, the same form lets them take up work again. */
    @PostMapping("/person/{userId}/change")
    String change(
            @PathVariable String userId,
            @ModelAttribute("fields") PersonFields fields,
            @RequestParam(defaultValue = "") String seen,
            HttpServletResponse response,
            Model model) {
        staff.checkMayMaintain();
        Person person = known(userId);
        Person wanted = fields.person(userId, true);
        Map<String, String> problems = maintenance.problems(wanted, null);
        if (!problems.isEmpty()) {
            model.addAttribute("seen", seen);
            return form(fields, problems, person, model);
        }
        try {
            maintenance.put(wanted, null, seen);
        } catch (ConflictProblem meanwhile) {
            // What was typed stays; stored once more, it is stored knowingly.
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(
                    fields,
                    Map.of("person-form", meanwhile.getMessage() + " Store again to put yours in its place."),
                    known(userId),
                    model);
        }
        return "redirect:/people/person/" + userId + "?done=" + (person.active() ? "changed" : "returned");
    }

    @GetMapping("/person/{userId}/leave")
    String leave(@PathVariable String userId, Model model) {
        staff.checkMayMaintain();
        return leaving(maintenance.working(userId), "", "", Map.of(), model);
    }

    @PostMapping("/person/{userId}/leave")
    String leave(
            @PathVariable String userId,
            @RequestParam(defaultValue = "") String coveredBy,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "false") boolean stays,
            Model model) {
        staff.checkMayMaintain();
        Person person = maintenance.working(userId);
        model.addAttribute("on", on);
        Person gone = PersonFields.of(person).person(userId, false);
        String cover = coveredBy.isBlank() ? null : coveredBy;
        Map<String, String> problems = maintenance.problems(gone, cover);
        if (stays) {
            problems = Map.of();
        }
        if (!problems.isEmpty()) {
            return leaving(person, coveredBy, reason, problems, model);
        }
        if (stays || !on.isBlank()) {
            try {
                leavingDays.set(
                        userId,
                        stays ? null : day(on),
                        cover,
                        reason.isBlank() ? null : reason.trim(),
                        seen.isBlank() ? null : LocalDate.parse(seen));
            } catch (DateTimeParseException | Problem problem) {
                String said = problem instanceof Problem
                        ? problem.getMessage()
                        : "'" + on + "' is not a day. Write it as 2027-02-01.";
                return leaving(person, coveredBy, reason, Map.of("on", said), model);
            }
            return "redirect:/people/person/" + userId + "?done=" + (stays ? "stays" : "leaves");
        }
        transaction.executeWithoutResult(status -> {
            trail.actingBecause(reason.isBlank() ? null : reason.trim());
            maintenance.put(gone, cover);
        });
        return "redirect:/people/person/" + userId + "?done=left";
    }

    private String form(PersonFields fields, Map<String, String> problems, Person present, Model model) {
        model.addAttribute("fields", fields);
        model.addAttribute("problems", problems);
        model.addAttribute("present", present == null ? null : present.userId());
        if (present != null && !model.containsAttribute("seen")) {
            model.addAttribute("seen", DirectoryMaintenance.mark(present));
        }
        model.addAttribute("presentName", present == null ? null : present.name());
        model.addAttribute("returning", present != null && !present.active());
        model.addAttribute("roles", DirectoryViews.roleNames());
        model.addAttribute("teams", views.teamNames());
        model.addAttribute("services", views.serviceNames());
        return "pages/person-form";
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.trim());
    }

    private String leaving(Person person, String coveredBy, String reason, Map<String, String> problems, Model model) {
        model.addAttribute("userId", person.userId());
        model.addAttribute("name", person.name());
        model.addAttribute("tasks", maintenance.openTasksOf(person.userId()));
        model.addAttribute("children", children.allocatedTo(person.userId()).size());
        model.addAttribute("detail", views.detail(person));
        model.addAttribute("coveredBy", coveredBy);
        model.addAttribute("reason", reason);
        model.addAttribute("problems", problems);
        LocalDate planned =
                leavingDays.of(person.userId()).map(LeavingDays.Leaving::on).orElse(null);
        model.addAttribute("planned", Days.LONG.day(planned));
        model.addAttribute("seen", planned == null ? "" : planned.toString());
        model.addAttribute(
                "others",
                directory.everybody().stream()
                        .filter(other -> !other.userId().equals(person.userId()))
                        .toList());
        return "pages/person-leave";
    }

    private Person known(String userId) {
        return directory
                .person(userId)
                .map(asked::asAskedFor)
                .orElseThrow(() -> new NotFoundProblem("Nobody is known here with the user id " + userId + "."));
    }
}
