package uk.childpathways.chronology;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/** Where something is added to an entry, corrected in it, or said to belong on another child's record. */
@Controller
@ForPeople(longest = Integer.MAX_VALUE)
@RequestMapping("/children/{ref}/record/{id}/correct")
class CorrectionPages {

    private final CorrectEntry correct;
    private final Correctable correctable;
    private final WhoCorrects who;
    private final ChildAccess access;
    private final Directory directory;

    CorrectionPages(
            CorrectEntry correct, Correctable correctable, WhoCorrects who, ChildAccess access, Directory directory) {
        this.correct = correct;
        this.correctable = correctable;
        this.who = who;
        this.access = access;
        this.directory = directory;
    }

    /** A field of the page with what stands in it. */
    record Shown(Correctable.Field field, String name, String value) {}

    private interface Work {
        void on(Child child, ChronologyEntry entry);
    }

    @GetMapping
    String ask(@PathVariable String ref, @PathVariable UUID id, Model model) {
        Child child = access.open(ref);
        return page(child, entry(child, id), Map.of(), Map.of(), model);
    }

    @PostMapping("/add")
    String add(
            @PathVariable String ref,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return done(
                ref,
                id,
                typed,
                "addition",
                (child, entry) -> correct.add(child, entry, typed.get("addition")),
                response,
                after,
                model);
    }

    @PostMapping
    String correct(
            @PathVariable String ref,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return done(
                ref,
                id,
                typed,
                "correction",
                (child, entry) -> correct.correct(child, entry, typed),
                response,
                after,
                model);
    }

    @PostMapping("/move")
    String move(
            @PathVariable String ref,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return done(ref, id, typed, "to", (child, entry) -> correct.move(child, entry, typed), response, after, model);
    }

    /** What is refused comes back as it was typed, with the sentence at its field. */
    private String done(
            String ref,
            UUID id,
            Map<String, String> typed,
            String field,
            Work work,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        Child child = access.open(ref);
        ChronologyEntry entry = entry(child, id);
        try {
            work.on(child, entry);
        } catch (CorrectEntry.NotYet notYet) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(child, entry, typed, ofThis(notYet.problems(), field), model);
        } catch (NotAllowedProblem refused) {
            response.setStatus(refused.status().value());
            return page(child, entry, typed, Map.of(field, refused.getMessage()), model);
        }
        after.addFlashAttribute("done", "It is on the record. What was written first stays beside it.");
        return "redirect:/children/" + child.ref() + "/chronology";
    }

    /** The reason is asked for twice on the page: of a correction and of a move. */
    private static Map<String, String> ofThis(Map<String, String> problems, String field) {
        Map<String, String> named = new LinkedHashMap<>();
        problems.forEach((name, sentence) ->
                named.put(name.equals(CorrectEntry.REASON) && field.equals("to") ? "moveReason" : name, sentence));
        return named;
    }

    private ChronologyEntry entry(Child child, UUID id) {
        return correct.entry(child.ref(), id)
                .orElseThrow(() -> new NotFoundProblem("The record of " + child.ref() + " has no such entry."));
    }

    private String page(
            Child child, ChronologyEntry entry, Map<String, String> typed, Map<String, String> problems, Model model) {
        String user = directory.currentUser();
        Correctable.Fields fields = correctable.of(entry);
        List<Shown> shown = new ArrayList<>();
        fields.fields().forEach(field -> {
            String name = CorrectEntry.PREFIX + field.key();
            String stands = TypedCorrection.shown(field, entry.answers().get(field.key()));
            shown.add(new Shown(field, name, typed.getOrDefault(name, stands)));
        });
        model.addAttribute("child", child);
        model.addAttribute("entry", entry);
        model.addAttribute(
                "recorded", "Recorded by " + directory.nameOf(entry.by()) + ", " + Days.SHORT.moment(entry.at()) + ".");
        model.addAttribute("fields", shown);
        model.addAttribute("fixed", fields.fixed());
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        model.addAttribute("mayCorrect", mayCorrect(entry, child, user));
        model.addAttribute("whyNotCorrect", who.refusal(WhoCorrects.What.CORRECT, child));
        String stays = correct.staysHere(entry)
                .orElseGet(() -> who.may(WhoCorrects.What.MOVE, entry, child, user)
                        ? null
                        : who.refusal(WhoCorrects.What.MOVE, child));
        model.addAttribute("stays", stays);
        model.addAttribute("meant", stays == null ? correct.meant(entry) : List.of());
        model.addAttribute("whoCorrects", who.rows(WhoCorrects.What.CORRECT));
        model.addAttribute("whoCorrectsDates", who.rows(WhoCorrects.What.CORRECT_DATE));
        model.addAttribute("whoMoves", who.rows(WhoCorrects.What.MOVE));
        return "pages/correct";
    }

    private boolean mayCorrect(ChronologyEntry entry, Child child, String user) {
        return who.may(WhoCorrects.What.CORRECT, entry, child, user)
                || who.may(WhoCorrects.What.CORRECT_DATE, entry, child, user);
    }
}
