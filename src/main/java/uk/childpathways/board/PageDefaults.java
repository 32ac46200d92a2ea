package uk.childpathways.board;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.models.ModelReaders;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.Problem;

/** What every page has, and a refusal as a page with its sentence: before Spring answers it in its own way. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(
        assignableTypes = {ChildRecordPages.class, EmergencyPages.class, OversightPage.class},
        annotations = ForPeople.class)
class PageDefaults {

    private static final Set<Role> READ_THE_TRAIL =
            EnumSet.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.PROCESS_OWNER);

    /** The address of one child's pages, and the reference in it. */
    private static final Pattern CHILD = Pattern.compile("^/children/([^/]+)");

    private final Directory directory;
    private final StaffAdministration staff;
    private final ModelReaders models;

    PageDefaults(Directory directory, StaffAdministration staff, ModelReaders models) {
        this.directory = directory;
        this.staff = staff;
        this.models = models;
    }

    @ModelAttribute
    void whoReads(Model model) {
        String user = directory.currentUser();
        model.addAttribute("readerName", directory.nameOf(user));
        model.addAttribute(
                "readerManages",
                directory.rolesOf(user).stream()
                        .map(Role::of)
                        .anyMatch(role -> role.manager() || role == Role.QUALITY_ASSURANCE));
        model.addAttribute("readerOfModels", models.mayRead(user));
        model.addAttribute(
                "readerOfTrail",
                staff.mayMaintain()
                        || directory.rolesOf(user).stream().map(Role::of).anyMatch(READ_THE_TRAIL::contains));
    }

    /** The same page whether there is no such child or its record is closed, with the way that is left in an emergency. */
    @ExceptionHandler
    String closed(
            ClosedRecordException problem, HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("emergency", true);
        Matcher address = CHILD.matcher(request.getServletPath());
        model.addAttribute("ref", address.find() ? address.group(1) : null);
        return refused(problem, response, model);
    }

    @ExceptionHandler
    String refused(Problem problem, HttpServletResponse response, Model model) {
        return say(problem.status(), problem.title(), problem.getMessage(), response, model);
    }

    @ExceptionHandler
    String notAnAddress(MethodArgumentTypeMismatchException e, HttpServletResponse response, Model model) {
        return say(
                HttpStatus.NOT_FOUND,
                "Not found",
                "There is no page at this address. Choose the child or the team from the list.",
                response,
                model);
    }

    private String say(HttpStatus status, String title, String sentence, HttpServletResponse response, Model model) {
        whoReads(model);
        response.setStatus(status.value());
        model.addAttribute("problem", title);
        model.addAttribute("sentence", sentence);
        return "pages/refused";
    }
}
