package uk.childpathways.around;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.TypedDay;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.drafts.PageDrafts;
import uk.childpathways.people.Directory;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.NotFoundProblem;

/** The people around a child, where the child lives, and what whoever visits must know. */
@Controller
@ForPeople
@RequestMapping("/children/{ref}/people")
class AroundPages {

    private static final String FORM = "pages/around-form";
    private static final String NEW = "new";
    private static final Set<String> WHATS =
            Set.of(AroundChild.PERSON, AroundChild.WARNING, AroundChild.ADDRESS, "child");

    /** What the page sends beside what was typed. */
    private static final List<String> OF_THE_PAGE = List.of("_csrf", "window", "turn", "seen", "what", "of");

    private final AroundChild around;
    private final RecordAround record;
    private final ChildAccess access;
    private final Chronology chronology;
    private final Directory directory;
    private final PageDrafts drafts;

    AroundPages(
            AroundChild around,
            RecordAround record,
            ChildAccess access,
            Chronology chronology,
            Directory directory,
            PageDrafts drafts) {
        this.around = around;
        this.record = record;
        this.access = access;
        this.chronology = chronology;
        this.directory = directory;
        this.drafts = drafts;
    }

    /** Somebody around a brother or sister who could be put in here with one press. */
    record OfSibling(UUID id, String name, String is, String sibling) {}

    @GetMapping
    String list(@PathVariable String ref, Model model) {
        Child child = access.open(ref);
        List<Child> siblings = siblings(child);
        Around now = around.of(child.ref());
        model.addAttribute("child", child);
        model.addAttribute("siblings", siblings);
        model.addAttribute("around", now);
        model.addAttribute("tree", FamilyTree.of(child, siblings, now.family()));
        model.addAttribute("ofSiblings", ofSiblings(now, siblings));
        model.addAttribute("names", names(now));
        return "pages/around";
    }

    private List<OfSibling> ofSiblings(Around now, List<Child> siblings) {
        List<OfSibling> found = new ArrayList<>();
        Set<UUID> known = new LinkedHashSet<>();
        Map<String, Around> theirs = around.of(siblings.stream().map(Child::ref).toList());
        for (Child sibling : siblings) {
            for (PersonAround person : theirs.get(sibling.ref()).people()) {
                if (now.person(person.id()).isEmpty() && known.add(person.id())) {
                    found.add(new OfSibling(person.id(), person.name(), person.is(), sibling.ref()));
                }
            }
        }
        return found;
    }

    /** Who recorded what, and when. */
    private Map<UUID, String> names(Around now) {
        Map<UUID, String> names = new LinkedHashMap<>();
        now.people().forEach(each -> names.put(each.entry(), said(each.by(), Days.TABLE.day(each.at()))));
        now.earlier().forEach(each -> names.put(each.entry(), said(each.by(), Days.TABLE.day(each.at()))));
        now.warnings().forEach(each -> names.put(each.entry(), said(each.by(), Days.TABLE.day(each.at()))));
        now.overWarnings().forEach(each -> names.put(each.entry(), said(each.by(), Days.TABLE.day(each.at()))));
        now.addresses().forEach(each -> names.put(each.entry(), said(each.by(), Days.TABLE.day(each.at()))));
        return names;
    }

    private String said(String by, String day) {
        return directory.nameOf(by) + ", " + day;
    }

    // ---- somebody

    @GetMapping("/person")
    String person(@PathVariable String ref, @RequestParam(required = false) String id, Model model) {
        return ask(ref, AroundChild.PERSON, id, model);
    }

    @PostMapping("/person")
    String person(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return keep(ref, AroundChild.PERSON, typed, record::person, response, after, model);
    }

    @PostMapping("/person/gone")
    String personGone(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return keep(ref, AroundChild.PERSON, typed, record::personGone, response, after, model);
    }

    // ---- a warning

    @GetMapping("/warning")
    String warning(@PathVariable String ref, @RequestParam(required = false) String id, Model model) {
        return ask(ref, AroundChild.WARNING, id, model);
    }

    @PostMapping("/warning")
    String warning(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return keep(ref, AroundChild.WARNING, typed, record::warning, response, after, model);
    }

    @PostMapping("/warning/over")
    String warningOver(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return keep(ref, AroundChild.WARNING, typed, record::warningOver, response, after, model);
    }

    // ---- an address

    @GetMapping("/address")
    String address(@PathVariable String ref, @RequestParam(required = false) String id, Model model) {
        return ask(ref, AroundChild.ADDRESS, id, model);
    }

    @PostMapping("/address")
    String address(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        return keep(ref, AroundChild.ADDRESS, typed, record::address, response, after, model);
    }

    // ---- the child's own details

    @GetMapping("/child")
    String details(@PathVariable String ref, Model model) {
        Child child = access.open(ref);
        record.checkMayPutRight(child);
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        drafts.of(page("child", NEW), child.ref())
                .ifPresentOrElse(
                        draft -> {
                            draft.typed().forEach((name, value) -> typed.put(name, texts(value)));
                            model.addAttribute("keptAt", Days.SHORT.moment(draft.at()));
                            model.addAttribute("version", draft.version());
                        },
                        () -> {
                            typed.set("shown", RecordAround.mark(child));
                            typed.set("name", child.name());
                            typed.set("born", Days.SHORT.day(child.bornOrExpectedOn()));
                        });
        return form(child, "child", typed, Map.of(), model);
    }

    @PostMapping("/child")
    String details(
            @PathVariable String ref,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        Child child = access.open(ref);
        try {
            // A browser sends line ends in its own way.
            record.details(child.ref(), String.valueOf(typed.getFirst("shown")).replace("\r\n", "\n"), typed);
        } catch (RecordAround.NotYet notYet) {
            response.setStatus(400);
            return form(child, "child", typed, notYet.problems(), model);
        } catch (ConflictProblem conflict) {
            response.setStatus(conflict.status().value());
            typed.set("shown", RecordAround.mark(child));
            return form(child, "child", typed, Map.of("around-form", conflict.getMessage()), model);
        }
        drafts.throwAway(page("child", NEW), child.ref());
        after.addFlashAttribute("done", "It is on the record.");
        return "redirect:/children/" + child.ref() + "/people";
    }

    // ---- what they share

    /** The form, empty or with what stands on the record; of somebody around a brother or sister with what stands there. */
    private String ask(String ref, String what, String id, Model model) {
        Child child = access.open(ref);
        String of = id == null || id.isBlank() ? NEW : RecordAround.number(id).toString();
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        model.addAttribute("of", of);
        Optional<PageDrafts.Kept> draft = drafts.of(page(what, of), child.ref());
        if (draft.isPresent()) {
            draft.get().typed().forEach((name, value) -> typed.put(name, texts(value)));
            model.addAttribute("keptAt", Days.SHORT.moment(draft.get().at()));
            model.addAttribute("version", draft.get().version());
            return form(child, what, typed, Map.of(), model);
        }
        if (NEW.equals(of)) {
            typed.set("id", UUID.randomUUID().toString());
            return form(child, what, typed, Map.of(), model);
        }
        UUID number = RecordAround.number(id);
        typed.set("id", number.toString());
        UUID here = entry(around.of(child.ref()), what, number);
        UUID shown = here != null
                ? here
                : siblings(child).stream()
                        .map(sibling -> entry(around.of(sibling.ref()), what, number))
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElseThrow(() -> new NotFoundProblem(
                                "That does not stand on this record. Choose from the list on the child's page."));
        if (here != null) {
            typed.set("shown", here.toString());
        }
        chronology.find(shown).map(ChronologyEntry::answers).orElse(Map.of()).forEach((key, value) -> {
            if (AroundInWords.LABELS.containsKey(key)) {
                typed.set(key, shown(key, value.toString()));
            }
        });
        if (AroundChild.WARNING.equals(what)) {
            around.of(child.ref()).warning(number).ifPresent(warning -> typed.set("says", warning.says()));
        }
        siblings(child).stream()
                .filter(sibling -> entry(around.of(sibling.ref()), what, number) != null)
                .forEach(sibling -> typed.add("also", sibling.ref()));
        return form(child, what, typed, Map.of(), model);
    }

    private static String shown(String key, String value) {
        return switch (key) {
            case "born", "died", "from", "until", "over", "lookAgain" -> {
                TypedDay day = TypedDay.of(value);
                yield switch (day.exactness()) {
                    case DAY -> Days.SHORT.day(day.first());
                    case MONTH ->
                        Days.month(java.time.YearMonth.from(day.first())) + " "
                                + day.first().getYear();
                    case YEAR -> String.valueOf(day.first().getYear());
                };
            }
            default -> value;
        };
    }

    private static UUID entry(Around now, String what, UUID id) {
        return switch (what) {
            case AroundChild.PERSON -> now.person(id).map(PersonAround::entry).orElse(null);
            case AroundChild.WARNING -> now.warning(id).map(VisitWarning::entry).orElse(null);
            default -> now.address(id).map(ChildAddress::entry).orElse(null);
        };
    }

    private interface Recording {
        void record(String ref, UUID id, UUID seen, MultiValueMap<String, String> typed);
    }

    private String keep(
            String ref,
            String what,
            MultiValueMap<String, String> typed,
            Recording recording,
            HttpServletResponse response,
            RedirectAttributes after,
            Model model) {
        Child child = access.open(ref);
        String shown = typed.getFirst("shown");
        try {
            recording.record(
                    child.ref(),
                    RecordAround.number(String.valueOf(typed.getFirst("id"))),
                    shown == null || shown.isBlank() ? null : RecordAround.number(shown),
                    typed);
        } catch (RecordAround.NotYet notYet) {
            response.setStatus(400);
            return form(child, what, typed, notYet.problems(), model);
        } catch (ConflictProblem conflict) {
            response.setStatus(conflict.status().value());
            UUID present =
                    entry(around.of(child.ref()), what, RecordAround.number(String.valueOf(typed.getFirst("id"))));
            typed.set("shown", present == null ? "" : present.toString());
            return form(child, what, typed, Map.of("around-form", conflict.getMessage()), model);
        }
        drafts.throwAway(page(what, of(typed)), child.ref());
        after.addFlashAttribute("done", "It is on the record.");
        return "redirect:/children/" + child.ref() + "/people";
    }

    // ---- drafts

    /** @param problem why nothing was kept; then all else is null */
    record KeptNow(Long version, String at, String problem) {}

    /** What is typed is on the server within seconds, and comes back when the page is opened again. */
    @PostMapping("/draft")
    @ResponseBody
    @Hidden
    KeptNow keep(
            @PathVariable String ref,
            @RequestParam String what,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam UUID window,
            @RequestParam long turn,
            @RequestParam(required = false) Long seen,
            HttpServletResponse response) {
        String child = mine(ref);
        Map<String, Object> answers = new LinkedHashMap<>(typed);
        OF_THE_PAGE.forEach(answers::remove);
        try {
            PageDrafts.Kept kept = drafts.keep(page(what, of(typed)), child, answers, window, turn, seen);
            return new KeptNow(kept.version(), Days.time(kept.at()), null);
        } catch (BadInputProblem | ConflictProblem refused) {
            response.setStatus(refused.status().value());
            return new KeptNow(null, null, refused.getMessage());
        }
    }

    @PostMapping("/throw-away")
    String throwAway(
            @PathVariable String ref, @RequestParam String what, @RequestParam MultiValueMap<String, String> typed) {
        drafts.throwAway(page(what, of(typed)), mine(ref));
        String of = of(typed);
        return "redirect:/children/" + ref + "/people/" + what + (NEW.equals(of) ? "" : "?id=" + of);
    }

    private static String page(String what, String of) {
        if (!WHATS.contains(what)) {
            throw new NotFoundProblem("There is no such page.");
        }
        return "around-child-" + what + "-" + of;
    }

    /** Of whom or what the page is: a number of ours, or somebody or something new. */
    private static String of(MultiValueMap<String, String> typed) {
        String of = typed.getFirst("of");
        return of == null || of.isBlank() || NEW.equals(of)
                ? NEW
                : RecordAround.number(of).toString();
    }

    /** The page was opened before, and that is on record; each pause in typing is no opening. */
    private String mine(String ref) {
        if (!access.mayRead(directory.currentUser(), ref)) {
            throw new ClosedRecordException(ref);
        }
        return ref;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private String form(
            Child child, String what, MultiValueMap<String, String> typed, Map<String, String> problems, Model model) {
        model.addAttribute("child", child);
        model.addAttribute("what", what);
        if (!model.containsAttribute("of")) {
            model.addAttribute("of", of(typed));
        }
        if (!model.containsAttribute("version")) {
            drafts.of(page(what, of(typed)), child.ref())
                    .ifPresent(draft -> model.addAttribute("version", draft.version()));
        }
        model.addAttribute("typed", typed.toSingleValueMap());
        model.addAttribute("also", typed.getOrDefault("also", List.of()));
        model.addAttribute("siblings", siblings(child));
        model.addAttribute("problems", problems);
        model.addAttribute("relations", Relation.choices());
        model.addAttribute("warningKinds", WarningKind.choices());
        return FORM;
    }

    private List<Child> siblings(Child child) {
        return access.siblingsFor(directory.currentUser(), child.ref());
    }
}
