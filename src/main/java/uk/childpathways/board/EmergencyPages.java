package uk.childpathways.board;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.children.Child;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.EmergencyAccess;
import uk.childpathways.web.BadInputProblem;

/** Where a practitioner opens a record that is closed to them, because a child cannot wait: {@link EmergencyAccess}. */
@Controller
class EmergencyPages {

    private final EmergencyAccess emergency;

    EmergencyPages(EmergencyAccess emergency) {
        this.emergency = emergency;
    }

    @GetMapping("/children/emergency-access")
    String ask(@RequestParam(defaultValue = "") String ref, Model model) {
        model.addAttribute("ref", ref);
        model.addAttribute("reason", "");
        model.addAttribute("mayAsk", emergency.forMe());
        return "pages/emergency";
    }

    @PostMapping("/children/emergency-access")
    String open(
            @RequestParam(defaultValue = "") String ref,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        try {
            Child child = emergency.open(ref, reason);
            return "redirect:/children/" + child.ref();
        } catch (BadInputProblem incomplete) {
            ask(ref, model);
            model.addAttribute("reason", reason);
            model.addAttribute("missing", incomplete.getMessage());
            return "pages/emergency";
        } catch (ClosedRecordException closed) {
            // What was typed stays: a slip in the reference must not cost the reason.
            ask(ref, model);
            model.addAttribute("reason", reason);
            model.addAttribute("missing", closed.getMessage());
            response.setStatus(closed.status().value());
            return "pages/emergency";
        }
    }
}
