package uk.childpathways.desk;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.web.ForPeople;

/** The page of what one can begin. */
@Controller
@ForPeople
class StartsPages {

    private final Starts starts;
    private final ChildAccess access;

    StartsPages(Starts starts, ChildAccess access) {
        this.starts = starts;
        this.access = access;
    }

    /**
     * @param q the words of who looks for something
     * @param child reference of the child for whom something is begun; empty for none
     */
    @GetMapping("/start")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String child, Model model) {
        String ref = child.trim();
        String words = q.trim();
        boolean ofChild = !ref.isEmpty();
        model.addAttribute("q", words);
        model.addAttribute("child", ofChild ? access.open(ref) : null);
        if (words.isEmpty()) {
            model.addAttribute("groups", ofChild ? starts.allOfChild(ref) : starts.all());
        } else {
            model.addAttribute("found", ofChild ? starts.findOfChild(ref, words) : starts.find(words));
        }
        return "pages/start";
    }
}
