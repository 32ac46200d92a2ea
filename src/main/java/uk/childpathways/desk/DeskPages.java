package uk.childpathways.desk;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import uk.childpathways.models.KeptVersions;
import uk.childpathways.people.Directory;
import uk.childpathways.web.ForPeople;

/** The page from which a person's day is done, on a telephone and a tablet too; and what Tasklist asks of it. */
@Controller
@ForPeople
class DeskPages {

    private final Desk desk;
    private final Directory directory;
    private final KeptVersions versions;

    DeskPages(Desk desk, Directory directory, KeptVersions versions) {
        this.desk = desk;
        this.directory = directory;
        this.versions = versions;
    }

    /** @param q words to search for; empty for the person's lists */
    @GetMapping("/work")
    String work(@RequestParam(defaultValue = "") String q, Model model) {
        String reader = directory.currentUser();
        model.addAttribute("q", q.strip());
        if (q.isBlank()) {
            List<Desk.Section> sections = desk.of(reader);
            model.addAttribute("sections", sections);
            model.addAttribute("unexplained", versions.unexplained(reader));
            model.addAttribute(
                    "cutAt",
                    sections.stream().mapToInt(Desk.Section::size).sum() >= OpenWork.MOST ? OpenWork.MOST : null);
        } else {
            model.addAttribute("found", desk.search(q.strip(), reader));
        }
        return "pages/work";
    }

    /** What to offer after this task; 204 when nothing is left. */
    @GetMapping("/api/work/next")
    @ResponseBody
    ResponseEntity<Card> next(@RequestParam(defaultValue = "") String after) {
        return desk.next(directory.currentUser(), after)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
