package uk.childpathways.board;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.board.ClauseRows.Row;
import uk.childpathways.modelling.ClausePlaces;
import uk.childpathways.modelling.Drawing;
import uk.childpathways.modelling.Model;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.ClauseState.State;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.standards.SourceDocuments;
import uk.childpathways.standards.SourceDocuments.Part;
import uk.childpathways.standards.SourceDocuments.SourceDocument;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.NotFoundProblem;

/**
 * What the standards ask and how the product stands to each clause: document by document in its own order, searched, and
 * with the drawing of the model in which it lives.
 */
@Controller
@ForPeople
class StandardsPages {

    private static final int MOST_FOUND = 100;

    /** One document in the overview, with how many of its clauses stand how. */
    record DocumentLine(String id, String title, int clauses, Map<State, Long> by) {
        public long in(State state) {
            return by.getOrDefault(state, 0L);
        }
    }

    /** A part of a document with its clauses. */
    record PartView(String id, String name, List<Row> rows) {}

    private final ClauseCatalogue catalogue;
    private final ClauseStates states;
    private final SourceDocuments documents;
    private final ClauseRows rows;
    private final PlacesInForce inForce;
    private final Directory directory;

    StandardsPages(
            ClauseCatalogue catalogue,
            ClauseStates states,
            SourceDocuments documents,
            ClauseRows rows,
            PlacesInForce inForce,
            Directory directory) {
        this.catalogue = catalogue;
        this.states = states;
        this.documents = documents;
        this.rows = rows;
        this.inForce = inForce;
        this.directory = directory;
    }

    @GetMapping("/standards")
    String overview(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) State state,
            org.springframework.ui.Model page) {
        String asked = q.strip();
        page.addAttribute("q", asked);
        page.addAttribute("state", state);
        page.addAttribute("states", State.values());
        page.addAttribute("searched", !asked.isEmpty() || state != null);
        if (asked.isEmpty() && state == null) {
            page.addAttribute(
                    "documents", documents.all().stream().map(this::line).toList());
            return "pages/standards";
        }
        List<Clause> found = catalogue.all().stream()
                .filter(clause -> state == null || states.of(clause.id()).state() == state)
                .filter(clause -> matches(clause, asked))
                .toList();
        page.addAttribute("total", found.size());
        page.addAttribute("most", MOST_FOUND);
        page.addAttribute("rows", rows.of(found.stream().limit(MOST_FOUND).toList(), directory.currentUser()));
        return "pages/standards";
    }

    @GetMapping("/standards/{document}")
    String document(@PathVariable String document, org.springframework.ui.Model page) {
        SourceDocument its = documents
                .find(document)
                .orElseThrow(() ->
                        new NotFoundProblem("There is no document of that name. All documents stand at /standards."));
        Map<String, Row> byId = rows
                .of(
                        catalogue.all().stream()
                                .filter(clause -> clause.source().equals(its.id()))
                                .toList(),
                        directory.currentUser())
                .stream()
                .collect(Collectors.toMap(Row::id, row -> row, (a, b) -> a, LinkedHashMap::new));
        page.addAttribute("document", line(its));
        page.addAttribute(
                "parts",
                its.parts().stream()
                        .map(part -> new PartView(
                                part.id(),
                                part.name(),
                                byId.values().stream()
                                        .filter(row -> in(part, row.id()))
                                        .toList()))
                        .toList());
        return "pages/standards-document";
    }

    @GetMapping("/standards/models/{process}")
    String drawing(
            @PathVariable String process,
            @RequestParam(required = false) String clause,
            org.springframework.ui.Model page) {
        Model model = inForce.model(process)
                .orElseThrow(() -> new NotFoundProblem("There is no model of that name. The clauses at /standards lead"
                        + " to the models in which they live."));
        String name = model.title();
        ClausePlaces places = inForce.places();
        Clause marked = clause == null ? null : catalogue.find(clause).orElse(null);
        Set<String> elements = marked == null ? Set.of() : elements(places, process, marked.id());
        page.addAttribute("name", name);
        page.addAttribute("documentation", model.documentation());
        page.addAttribute("marked", marked);
        page.addAttribute(
                "drawing",
                Drawing.of(model, elements, "Drawing of the model " + name + ". Its clauses stand in words below."));
        page.addAttribute(
                "rows",
                rows.of(
                        catalogue.all().stream()
                                .filter(each ->
                                        !elements(places, process, each.id()).isEmpty())
                                .toList(),
                        directory.currentUser()));
        return "pages/standards-model";
    }

    private static Set<String> elements(ClausePlaces places, String process, String clause) {
        return places.of(clause).stream()
                .filter(place ->
                        place.kind() == ClausePlaces.Kind.ELEMENT && place.in().equals(process))
                .map(ClausePlaces.Place::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private DocumentLine line(SourceDocument document) {
        List<Clause> its = catalogue.all().stream()
                .filter(clause -> clause.source().equals(document.id()))
                .toList();
        return new DocumentLine(
                document.id(),
                document.title(),
                its.size(),
                its.stream()
                        .collect(Collectors.groupingBy(
                                clause -> states.of(clause.id()).state(), Collectors.counting())));
    }

    private static boolean in(Part part, String clause) {
        return SourceDocuments.partOf(clause).equals(part.id());
    }

    /** Every word of the question stands in the clause's words, in its id or in who does it. */
    private static boolean matches(Clause clause, String asked) {
        String text = (clause.id() + ' ' + clause.clause() + ' ' + clause.actor()).toLowerCase(Locale.ROOT);
        return Arrays.stream(asked.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(text::contains);
    }
}
