package uk.childpathways.chronology;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.drafts.PageDrafts;
import uk.childpathways.people.Directory;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.ForPeople;

/**
 * "Record what happened": a call, a contact, a visit outside the plan or a note in under a minute, for a child and, where it
 * concerns them too, brothers and sisters. What is typed is on the server within seconds.
 */
@Controller
@ForPeople(longest = Integer.MAX_VALUE)
class HappenedPages {

    /** The name of the page under which its drafts are kept. */
    private static final String PAGE = "record-what-happened";

    private static final String FORM = "pages/happened";
    /** What the page sends beside what was typed. */
    private static final List<String> OF_THE_PAGE = List.of("_csrf", "window", "turn", "seen");

    private final RecordWhatHappened record;
    private final SignificantEvents significant;
    private final PageDrafts drafts;
    private final ChildAccess access;
    private final Children children;
    private final Directory directory;
    private final Clock clock;

    HappenedPages(
            RecordWhatHappened record,
            SignificantEvents significant,
            PageDrafts drafts,
            ChildAccess access,
            Children children,
            Directory directory,
            Clock pathwaysClock) {
        this.record = record;
        this.significant = significant;
        this.drafts = drafts;
        this.access = access;
        this.children = children;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** For whom, where one comes from the start list. */
    @GetMapping("/happened")
    String choose(Model model) {
        String user = directory.currentUser();
        model.addAttribute(
                "children",
                children.allocatedTo(user).stream()
                        .filter(child -> access.mayRead(user, child))
                        .toList());
        return "pages/happened-choose";
    }

    @GetMapping("/children/{ref}/happened")
    String ask(@PathVariable String ref, Model model) {
        Child child = access.open(ref);
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        drafts.of(PAGE, child.ref())
                .ifPresentOrElse(
                        draft -> {
                            draft.typed().forEach((name, value) -> typed.put(name, texts(value)));
                            model.addAttribute("keptAt", Days.SHORT.moment(draft.at()));
                            model.addAttribute("version", draft.version());
                        },
                        () -> {
                            typed.set("on", Days.SHORT.day(England.dayOf(clock.instant())));
                            typed.set("weight", WeightForChild.ROUTINE.key());
                        });
        return form(child, typed, Map.of(), model);
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    @PostMapping("/children/{ref}/happened")
    String record(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        Child child = access.open(ref);
        try {
            after.addFlashAttribute("said", record.record(child.ref(), typed));
        } catch (RecordWhatHappened.NotYet notYet) {
            return again(child, typed, notYet.problems(), response, model);
        } catch (BadInputProblem refused) {
            return again(child, typed, Map.of("weight", refused.getMessage()), response, model);
        }
        drafts.throwAway(PAGE, child.ref());
        after.addFlashAttribute("done", "It is on the record.");
        return "redirect:/children/" + child.ref() + "/chronology";
    }

    /** What was typed stays, with a sentence at each field that cannot be accepted. */
    private String again(
            Child child,
            MultiValueMap<String, String> typed,
            Map<String, String> problems,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        drafts.of(PAGE, child.ref()).ifPresent(draft -> model.addAttribute("version", draft.version()));
        return form(child, typed, problems, model);
    }

    /** @param problem why nothing was kept; then all else is null */
    record KeptNow(Long version, String at, String problem) {}

    @PostMapping("/children/{ref}/happened/draft")
    @ResponseBody
    @Hidden
    KeptNow keep(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam UUID window,
            @RequestParam long turn,
            @RequestParam(required = false) Long seen,
            HttpServletResponse response) {
        String child = mine(ref);
        Map<String, Object> answers = new LinkedHashMap<>(typed);
        OF_THE_PAGE.forEach(answers::remove);
        try {
            PageDrafts.Kept kept = drafts.keep(PAGE, child, answers, window, turn, seen);
            return new KeptNow(kept.version(), Days.time(kept.at()), null);
        } catch (BadInputProblem | ConflictProblem refused) {
            response.setStatus(refused.status().value());
            return new KeptNow(null, null, refused.getMessage());
        }
    }

    @PostMapping("/children/{ref}/happened/throw-away")
    String throwAway(@PathVariable String ref) {
        drafts.throwAway(PAGE, mine(ref));
        return "redirect:/children/" + ref + "/happened";
    }

    /** The page was opened before, and that is on record; each pause in typing is no opening. */
    private String mine(String ref) {
        if (!access.mayRead(directory.currentUser(), ref)) {
            throw new ClosedRecordException(ref);
        }
        return ref;
    }

    private String form(Child child, MultiValueMap<String, String> typed, Map<String, String> problems, Model model) {
        model.addAttribute("child", child);
        model.addAttribute("siblings", access.siblingsFor(directory.currentUser(), child.ref()));
        model.addAttribute("typed", typed.toSingleValueMap());
        model.addAttribute("also", typed.getOrDefault(TypedWhatHappened.ALSO, List.of()));
        model.addAttribute("problems", problems);
        model.addAttribute("kinds", ContactKind.values());
        model.addAttribute("weights", WeightForChild.values());
        model.addAttribute("choices", significant.choices());
        return FORM;
    }
}
