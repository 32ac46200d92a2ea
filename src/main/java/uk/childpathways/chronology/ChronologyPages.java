package uk.childpathways.chronology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.web.ForPeople;

/**
 * A child's chronology by the day on which things happened, and a whole family's side by side: with whom a reader may not
 * open, there is nobody of that name (SWI-FIL-03, SWI-MPS-03b, NEW-INT-02b).
 */
@Controller
@ForPeople
class ChronologyPages {

    private static final int LINES = 50;

    private final ChildsChronology chronology;
    private final ChildAccess access;
    private final Directory directory;

    ChronologyPages(ChildsChronology chronology, ChildAccess access, Directory directory) {
        this.chronology = chronology;
        this.access = access;
        this.directory = directory;
    }

    @ModelAttribute("filter")
    ChronologyFilter filter(
            @RequestParam(defaultValue = "") String weight,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean said) {
        return new ChronologyFilter(weight, sort, from, to, q, said);
    }

    @GetMapping("/children/{ref}/chronology")
    String one(
            @PathVariable String ref,
            @ModelAttribute("filter") ChronologyFilter filter,
            @RequestParam(defaultValue = "newest") String order,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        Child child = access.open(ref);
        List<ChronologyLine> all = chronology.of(child.ref());
        List<ChronologyLine> found = new ArrayList<>(filter.of(all));
        if (order.equals("oldest")) {
            Collections.reverse(found);
        }
        int pages = Math.max(1, (found.size() + LINES - 1) / LINES);
        int here = Math.min(Math.max(page, 0), pages - 1);
        List<ChronologyLine> shown = found.subList(here * LINES, Math.min(found.size(), (here + 1) * LINES));
        common(child, filter, shown, model);
        model.addAttribute("order", order);
        model.addAttribute("lines", shown);
        model.addAttribute("total", found.size());
        model.addAttribute("all", all.size());
        model.addAttribute("page", here);
        model.addAttribute("pages", pages);
        return "pages/chronology";
    }

    /**
     * One row of a family's chronology.
     *
     * @param of the lines of each child, by reference; none for a child whom it does not concern
     */
    record Row(String when, Map<String, List<ChronologyLine>> of) {}

    @GetMapping("/children/{ref}/chronology/family")
    String family(
            @PathVariable String ref,
            @ModelAttribute("filter") ChronologyFilter filter,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        Child child = access.open(ref);
        List<Child> family = new ArrayList<>(List.of(child));
        access.siblingsFor(directory.currentUser(), child.ref()).stream()
                .map(sibling -> access.open(sibling.ref()))
                .forEach(family::add);
        family.sort(Comparator.comparing(Child::bornOrExpectedOn, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Child::ref));
        List<ChronologyLine> found = family.stream()
                .flatMap(each -> filter.of(chronology.of(each.ref())).stream())
                .toList();
        List<Row> rows = rows(found);
        int pages = Math.max(1, (rows.size() + LINES - 1) / LINES);
        int here = Math.min(Math.max(page, 0), pages - 1);
        common(child, filter, found, model);
        model.addAttribute("family", family);
        model.addAttribute("rows", rows.subList(here * LINES, Math.min(rows.size(), (here + 1) * LINES)));
        model.addAttribute("page", here);
        model.addAttribute("pages", pages);
        return "pages/chronology-family";
    }

    /** What was recorded in one go stands in one row, and so do days of which no more is known than that they are one. */
    private static List<Row> rows(List<ChronologyLine> lines) {
        Map<String, Map<String, List<ChronologyLine>>> rows = new TreeMap<>(Comparator.reverseOrder());
        Map<String, String> when = new HashMap<>();
        lines.forEach(line -> {
            String day = line.on().first() + " " + line.on().exactness().ordinal();
            when.put(day, line.on().words());
            rows.computeIfAbsent(day, none -> new LinkedHashMap<>())
                    .computeIfAbsent(line.childRef(), none -> new ArrayList<>())
                    .add(line);
        });
        return rows.entrySet().stream()
                .map(row -> new Row(when.get(row.getKey()), row.getValue()))
                .toList();
    }

    private void common(Child child, ChronologyFilter filter, List<ChronologyLine> lines, Model model) {
        model.addAttribute("child", child);
        model.addAttribute(
                "hasFamily",
                !access.siblingsFor(directory.currentUser(), child.ref()).isEmpty());
        model.addAttribute("filtered", !filter.asksNothing());
        model.addAttribute("weights", WeightForChild.values());
        model.addAttribute("kinds", ContactKind.values());
        model.addAttribute(
                "names",
                directory.namesOf(lines.stream()
                        .map(ChronologyLine::by)
                        .filter(by -> !Directory.APPLICATION.equals(by))
                        .distinct()
                        .toList()));
    }
}
