package uk.childpathways.models;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.modelling.Drawing;
import uk.childpathways.modelling.changes.Change;
import uk.childpathways.modelling.rules.InForce;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.NotFoundProblem;
import uk.childpathways.web.Problem;

/**
 * The journeys as they are in force, and every version of what they are made of: who deployed it, when, why, what changed,
 * and how many cases run by it. Names no child.
 */
@Controller
@ForPeople
@RequestMapping("/models")
class ModelPages {

    private static final int RECENT = 10;

    private final DeployedModels deployed;
    private final ModelViews views;
    private final KeptVersions kept;
    private final Differences differences;
    private final InForce inForce;
    private final PutBackInForce back;
    private final ModelReaders readers;
    private final TransactionTemplate transaction;

    ModelPages(
            DeployedModels deployed,
            ModelViews views,
            KeptVersions kept,
            Differences differences,
            InForce inForce,
            PutBackInForce back,
            ModelReaders readers,
            TransactionTemplate transaction) {
        this.deployed = deployed;
        this.views = views;
        this.kept = kept;
        this.differences = differences;
        this.inForce = inForce;
        this.back = back;
        this.readers = readers;
        this.transaction = transaction;
    }

    @GetMapping
    String overview(Model page) {
        String reader = readers.reads();
        page.addAttribute("mayDeploy", readers.mayDeploy(reader));
        page.addAttribute("journeys", views.journeys());
        page.addAttribute("recent", views.deployments(RECENT));
        page.addAttribute(
                "unexplained",
                kept.unexplained(reader).stream()
                        .flatMap(id -> views.deployment(id).stream())
                        .toList());
        return "pages/models";
    }

    @GetMapping("/{kind}/{key}")
    String one(
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String done,
            Model page) {
        return one(ModelsApi.kind(kind), key, done, Map.of(), "", page);
    }

    private String one(
            ModelKind kind, String key, String done, Map<String, String> problems, String reason, Model page) {
        String reader = readers.reads();
        List<ModelVersion> all = all(kind, key);
        page.addAttribute("kind", kind.word());
        page.addAttribute("key", key);
        page.addAttribute("name", ModelViews.name(all.get(0)));
        page.addAttribute("versions", views.versions(kind, key));
        page.addAttribute("mayDeploy", readers.mayDeploy(reader));
        page.addAttribute("done", done);
        page.addAttribute("problems", problems);
        page.addAttribute("reason", reason);
        if (kind == ModelKind.FLOW) {
            uk.childpathways.modelling.Model flow = Differences.flow(deployed.content(all.get(0)));
            page.addAttribute("documentation", flow.documentation());
            page.addAttribute("drawing", Drawing.of(flow, Set.of(), "Drawing of " + ModelViews.name(all.get(0))));
        }
        return "pages/model";
    }

    @PostMapping("/{kind}/{key}/put-back")
    String putBack(
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam int number,
            @RequestParam(required = false) Integer seen,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model page) {
        ModelKind its = ModelsApi.kind(kind);
        try {
            ModelVersion now = back.putBack(its, key, number, seen, reason);
            return "redirect:/models/" + its.word() + "/" + now.key() + "?done=back";
        } catch (BadInputProblem | ConflictProblem problem) {
            response.setStatus(problem.status().value());
            return one(its, key, "", Map.of("reason-" + number, problem.getMessage()), reason, page);
        }
    }

    @GetMapping("/{kind}/{key}/compare")
    String compare(
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "0") int to,
            Model page) {
        readers.reads();
        ModelKind its = ModelsApi.kind(kind);
        List<ModelVersion> all = all(its, key);
        // Asked for none: the newest beside the one before it.
        int newest = all.get(0).number();
        ModelVersion now = version(all, Math.max(from, to) == 0 ? newest : Math.max(from, to));
        ModelVersion before = version(all, Math.min(from, to) == 0 ? Math.max(1, newest - 1) : Math.min(from, to));
        byte[] old = deployed.content(before);
        byte[] present = deployed.content(now);
        List<Change> changes = differences.between(
                its,
                old,
                present,
                () -> now.number() == all.get(0).number() ? inForce.files().models() : List.of());
        page.addAttribute("kind", its.word());
        page.addAttribute("key", key);
        page.addAttribute("name", ModelViews.name(now));
        page.addAttribute("before", before.number());
        page.addAttribute("now", now.number());
        page.addAttribute("numbers", all.stream().map(ModelVersion::number).toList());
        page.addAttribute("same", java.util.Arrays.equals(old, present));
        page.addAttribute("changes", changes);
        if (its == ModelKind.FLOW) {
            page.addAttribute(
                    "drawingBefore",
                    Drawing.of(
                            Differences.flow(old),
                            Differences.elements(changes, Change.Kind.REMOVED, Change.Kind.CHANGED),
                            "Drawing of version " + before.number() + "; what changed stands in words above"));
            page.addAttribute(
                    "drawingNow",
                    Drawing.of(
                            Differences.flow(present),
                            Differences.elements(changes, Change.Kind.ADDED, Change.Kind.CHANGED),
                            "Drawing of version " + now.number() + "; what changed stands in words above"));
        }
        return "pages/models-compare";
    }

    @GetMapping("/deployments/{id}")
    String deployment(@PathVariable String id, @RequestParam(defaultValue = "") String done, Model page) {
        return deployment(id, done, Map.of(), "", page);
    }

    private String deployment(String id, String done, Map<String, String> problems, String reason, Model page) {
        String reader = readers.reads();
        page.addAttribute("deployment", found(id));
        page.addAttribute("mayDeploy", readers.mayDeploy(reader));
        page.addAttribute("done", done);
        page.addAttribute("problems", problems);
        page.addAttribute("reason", reason);
        return "pages/models-deployment";
    }

    @PostMapping("/deployments/{id}/reason")
    String because(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model page) {
        String person = readers.deploys();
        found(id);
        try {
            String why = Reasons.checked(reason);
            transaction.executeWithoutResult(status -> kept.because(id, why, person));
        } catch (BadInputProblem problem) {
            return again(id, "why", problem, reason, response, page);
        }
        return "redirect:/models/deployments/" + id + "?done=said";
    }

    @PostMapping("/deployments/{id}/take-back")
    String takeBack(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model page) {
        try {
            back.takeBack(id, reason);
        } catch (BadInputProblem | ConflictProblem problem) {
            return again(id, "back", problem, reason, response, page);
        }
        return "redirect:/models/deployments/" + id + "?done=back";
    }

    private String again(
            String id, String field, Problem problem, String reason, HttpServletResponse response, Model page) {
        response.setStatus(problem.status().value());
        return deployment(id, "", Map.of(field, problem.getMessage()), reason, page);
    }

    private ModelViews.Deployment found(String id) {
        Optional<ModelViews.Deployment> found = views.deployment(id);
        return found.orElseThrow(
                () -> new NotFoundProblem("There is no such deployment. All of them stand at /models."));
    }

    private List<ModelVersion> all(ModelKind kind, String key) {
        List<ModelVersion> all = deployed.versions(kind, key);
        if (all.isEmpty()) {
            throw new NotFoundProblem("There is no " + kind.word() + " of that name. All of them stand at /models.");
        }
        return all;
    }

    private static ModelVersion version(List<ModelVersion> all, int number) {
        return all.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundProblem("There is no version " + number + ". Choose one from the list."));
    }
}
