package uk.childpathways.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.people.PasswordLinks;
import uk.childpathways.people.Person;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/** Where a link leads: the person types their new password twice. Open without a log-in; the link is the key. */
@Controller
@RequestMapping("/set-password")
class SetPasswordPage {

    private static final String PAGE = "pages/set-password";

    private final PasswordLinks links;

    SetPasswordPage(PasswordLinks links) {
        this.links = links;
    }

    /** Neither kept by the browser nor told to the next page: the address holds the key. */
    @ModelAttribute
    void keepTo(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    @GetMapping
    String ask(@RequestParam(defaultValue = "") String link, HttpServletResponse response, Model model) {
        return page(link, null, response, model);
    }

    @PostMapping
    String set(
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletResponse response,
            Model model) {
        if (!password.equals(again)) {
            return page(link, "The two are not the same. Type the new password twice.", response, model);
        }
        try {
            links.use(link, password);
        } catch (BadInputProblem | ConflictProblem problem) {
            return page(link, problem.getMessage(), response, model);
        }
        return "redirect:/login?set";
    }

    private String page(String link, String problem, HttpServletResponse response, Model model) {
        Optional<Person> owner = links.ownerOf(link);
        model.addAttribute("open", owner.isPresent());
        model.addAttribute("userId", owner.map(Person::userId).orElse(""));
        model.addAttribute("name", owner.map(Person::name).orElse(""));
        model.addAttribute("link", owner.isPresent() ? link : "");
        model.addAttribute("problem", problem);
        if (owner.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
        } else if (problem != null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        return PAGE;
    }
}
