package uk.childpathways.breaches;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.people.Directory;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.NotAllowedProblem;

/** The manager's page of breaches that wait for an answer, and the answer for several that have one cause. */
@Controller
@ForPeople
class BreachPages {

    private static final String LIST = "pages/breaches";
    private static final String ANSWER = "pages/breaches-answer";
    private static final String EFFECT = "effect-";

    private final OpenBreaches open;
    private final OneAnswer oneAnswer;
    private final Directory directory;

    BreachPages(OpenBreaches open, OneAnswer oneAnswer, Directory directory) {
        this.open = open;
        this.oneAnswer = oneAnswer;
        this.directory = directory;
    }

    @GetMapping("/oversight/breaches")
    String list(
            @RequestParam(defaultValue = "WORKER") OpenBreaches.By by,
            @RequestParam(defaultValue = "0") int answered,
            Model model) {
        String reader = manager();
        model.addAttribute("lines", open.of(reader, by));
        model.addAttribute("by", by);
        model.addAttribute("orders", OpenBreaches.By.values());
        model.addAttribute("answered", answered);
        return LIST;
    }

    @GetMapping("/oversight/breaches/answer")
    String ask(@RequestParam(required = false) List<UUID> breach, Model model, HttpServletResponse response) {
        return ask(breach == null ? List.of() : breach, Map.of(), null, model, response);
    }

    @PostMapping("/oversight/breaches/answer")
    String answer(
            @RequestParam(required = false) List<UUID> breach,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        List<UUID> ids = breach == null ? List.of() : breach;
        String reader = manager();
        try {
            Map<String, String> effects = new LinkedHashMap<>();
            typed.forEach((key, value) -> {
                if (key.startsWith(EFFECT)) effects.put(key.substring(EFFECT.length()), value);
            });
            oneAnswer.answer(
                    ids,
                    new OneAnswer.Given(
                            typed.get("cause"),
                            typed.get("now"),
                            typed.getOrDefault("decision", ""),
                            day(typed.get("until")),
                            effects),
                    reader);
        } catch (BadInputProblem | ConflictProblem refused) {
            // What was typed stays.
            return ask(ids, typed, refused.getMessage(), model, response);
        }
        return "redirect:/oversight/breaches?answered=" + ids.size();
    }

    private String ask(
            List<UUID> ids, Map<String, String> typed, String missing, Model model, HttpServletResponse response) {
        String reader = manager();
        try {
            List<OpenBreaches.Line> lines = oneAnswer.chosen(ids, reader);
            Map<String, List<OpenBreaches.Line>> children = new LinkedHashMap<>();
            lines.forEach(line -> children.computeIfAbsent(line.childRef(), ref -> new java.util.ArrayList<>())
                    .add(line));
            model.addAttribute("children", children);
            model.addAttribute("count", lines.size());
        } catch (BadInputProblem | ConflictProblem nothing) {
            model.addAttribute("lines", open.of(reader, OpenBreaches.By.WORKER));
            model.addAttribute("by", OpenBreaches.By.WORKER);
            model.addAttribute("orders", OpenBreaches.By.values());
            model.addAttribute("answered", 0);
            model.addAttribute("missing", nothing.getMessage());
            return LIST;
        }
        if (missing != null) response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        model.addAttribute("typed", typed);
        model.addAttribute("missing", missing);
        return ANSWER;
    }

    private String manager() {
        String user = directory.currentUser();
        if (!directory.isManager(user)) {
            throw new NotAllowedProblem("This page is for managers, who answer for missed timescales.");
        }
        return user;
    }

    private static LocalDate day(String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return LocalDate.parse(text.trim());
        } catch (DateTimeException e) {
            throw new BadInputProblem("'" + text + "' is not a date. Write it as 2026-04-30.");
        }
    }
}
