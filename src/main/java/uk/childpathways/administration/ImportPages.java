package uk.childpathways.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import uk.childpathways.notices.PasswordLetters;
import uk.childpathways.people.PeopleImport;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.Problem;

/** People from a file: first a list of what would change, then, confirmed, the change. And everybody as a file. */
@Controller
@ForPeople(longest = Integer.MAX_VALUE)
@RequestMapping("/people")
class ImportPages {

    private final PeopleImport imports;
    private final PasswordInvitations invitations;
    private final PasswordLetters letters;
    private final StaffAdministration staff;

    ImportPages(
            PeopleImport imports, PasswordInvitations invitations, PasswordLetters letters, StaffAdministration staff) {
        this.imports = imports;
        this.invitations = invitations;
        this.letters = letters;
        this.staff = staff;
    }

    @GetMapping("/export.csv")
    ResponseEntity<String> export() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"people.csv\"")
                .body(imports.file());
    }

    @GetMapping("/import")
    String choose() {
        staff.checkMayMaintain();
        return "pages/import";
    }

    @PostMapping("/import")
    String look(@RequestParam(required = false) MultipartFile file, HttpServletResponse response, Model model)
            throws IOException {
        staff.checkMayMaintain();
        return look(file == null ? new byte[0] : file.getBytes(), response, model);
    }

    private String look(byte[] file, HttpServletResponse response, Model model) {
        try {
            model.addAttribute("plan", imports.plan(file));
            model.addAttribute("encoded", Base64.getEncoder().encodeToString(file));
        } catch (Problem problem) {
            response.setStatus(problem.status().value());
            model.addAttribute("problem", problem.getMessage());
        }
        return "pages/import";
    }

    @PostMapping("/import/carry-out")
    String carryOut(
            @RequestParam String content,
            @RequestParam String mark,
            @RequestParam(defaultValue = "false") boolean invite,
            HttpServletResponse response,
            Model model) {
        staff.checkMayMaintain();
        byte[] file;
        try {
            file = Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            file = new byte[0];
        }
        try {
            List<String> added = imports.carryOut(file, mark);
            if (invite) {
                added.stream().filter(letters::canMail).forEach(invitations::invite);
            }
            boolean unmailed = invite && added.stream().anyMatch(userId -> !letters.canMail(userId));
            return "redirect:/people?done=" + (unmailed ? "imported-unmailed" : "imported");
        } catch (Problem problem) {
            String page = look(file, response, model);
            model.addAttribute("problem", problem.getMessage());
            response.setStatus(HttpStatus.CONFLICT.value());
            return page;
        }
    }
}
