package uk.childpathways.models;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.calendar.Days;
import uk.childpathways.web.ForPeople;

/** What stands still, why, and what to do: for those who mend models. Names no child. */
@Controller
@ForPeople
@RequestMapping("/models/trouble")
class TroublePages {

    record Line(
            String id,
            String kind,
            String flow,
            String flowKey,
            int version,
            String step,
            String since,
            String cause,
            String toDo,
            String again) {}

    private final StandingStill still;
    private final ModelReaders readers;

    TroublePages(StandingStill still, ModelReaders readers) {
        this.still = still;
        this.readers = readers;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String done, Model page) {
        readers.deploys();
        List<Line> lines = still.all().stream().map(TroublePages::line).toList();
        page.addAttribute("lines", lines);
        page.addAttribute("done", done);
        return "pages/models-trouble";
    }

    @PostMapping("/again")
    String again(@RequestParam StandingStill.Kind kind, @RequestParam String id) {
        readers.deploys();
        still.again(kind, id);
        return "redirect:/models/trouble?done=" + kind;
    }

    private static Line line(StandingStill.Still one) {
        String toDo = switch (one.kind()) {
            case STEP -> "Mend the cause and deploy it, or put an earlier version back in force. Then try it again.";
            case WAIT -> "Deploy the flow that sends the message, or put the version back in force that did.";
            case NOTHING_OPEN ->
                "Mend the flow, so that new cases do not come here. This case's manager decides how it goes on.";
            case TASK -> "Give somebody the role at /people, or have cover recorded. Then offer it again.";
        };
        return new Line(
                one.id(),
                one.kind().name(),
                one.flow(),
                one.flowKey(),
                one.version(),
                one.step(),
                Days.SHORT.moment(one.since()),
                one.cause(),
                toDo,
                switch (one.kind()) {
                    case STEP -> "Try it again";
                    case TASK -> "Offer it again";
                    default -> null;
                });
    }
}
