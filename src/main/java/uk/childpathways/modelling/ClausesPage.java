package uk.childpathways.modelling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.childpathways.modelling.ClausePlaces.Place;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.ClauseState;
import uk.childpathways.standards.ClauseState.State;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.standards.SourceDocuments;
import uk.childpathways.standards.SourceDocuments.Part;
import uk.childpathways.standards.SourceDocuments.SourceDocument;

/**
 * The table of all clauses in the order of their documents: what each asks, how the product stands to it, where it lives
 * and which tests prove it; and the sentences with its figures for the README.
 */
public final class ClausesPage {

    /** What the README says of the clauses stands between these two. */
    public static final String BEGIN = "<!-- clauses: written by GeneratedTablesTest -->";

    public static final String END = "<!-- /clauses -->";

    private static final Map<String, String> JOURNEYS = new LinkedHashMap<>();

    static {
        JOURNEYS.put("s47-to-icpc", "section 47 enquiry");
        JOURNEYS.put("assessment", "assessment");
        JOURNEYS.put("child-in-need", "child in need");
        JOURNEYS.put("child-protection-plan", "protection plan");
        JOURNEYS.put("child-in-care", "child in care");
        JOURNEYS.put("adoption", "adoption");
        JOURNEYS.put("case-supervision", "case supervision");
        JOURNEYS.put("practitioner-supervision", "practitioner supervision");
    }

    private final ClauseCatalogue catalogue;
    private final SourceDocuments documents;
    private final ClauseStates states;
    private final ClausePlaces places;
    private final Map<String, List<String>> tests;

    /** @param tests the classes whose tests name a clause */
    public ClausesPage(
            ClauseCatalogue catalogue,
            SourceDocuments documents,
            ClauseStates states,
            ClausePlaces places,
            Map<String, List<String>> tests) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.states = states;
        this.places = places;
        this.tests = tests;
    }

    public String text() {
        StringBuilder text = new StringBuilder(
                "# Every clause: how it stands, where it lives, what proves it\n\n"
                        + GeneratedTables.HEAD
                        + figures()
                        + "\n\nHow a clause stands is decided in `src/main/resources/catalogue/states.csv`, a line each; where it"
                        + " lives is read from models, forms, timescales and rules in code, and what proves it from the names of"
                        + " the tests. Guidance is shown at tasks, beside their form; there is nothing to enforce, so no test proves it.\n");
        for (SourceDocument document : documents.all()) {
            text.append("\n## ").append(document.title()).append('\n');
            for (Part part : document.parts()) {
                text.append("\n### ")
                        .append(part.name())
                        .append("\n\n| clause | what it asks | kind | state | where, or what is missing | proved by |\n"
                                + "|---|---|---|---|---|---|\n");
                in(part).forEach(clause -> text.append(row(clause)));
            }
        }
        return text.toString();
    }

    private List<Clause> in(Part part) {
        return catalogue.all().stream()
                .filter(clause -> SourceDocuments.partOf(clause.id()).equals(part.id()))
                .toList();
    }

    private String row(Clause clause) {
        ClauseState state = states.of(clause.id());
        List<String> where = new ArrayList<>();
        if (!state.words().isEmpty()) {
            where.add(state.words());
        }
        if (state.state() != State.NOT_SOFTWARE) {
            state.shownAt().forEach(form -> where.add("beside form `" + form + "`"));
            places.of(clause.id()).stream().map(Place::words).distinct().forEach(where::add);
        }
        return Stream.of(
                        clause.id(),
                        clause.clause(),
                        clause.mechanism(),
                        state.state().words(),
                        String.join("<br>", where),
                        String.join(", ", tests.getOrDefault(clause.id(), List.of())))
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The figures as sentences: nothing else may be promised of the clauses. */
    public String figures() {
        List<Clause> enforceable =
                catalogue.all().stream().filter(clause -> !clause.guidance()).toList();
        List<Clause> guidance =
                catalogue.all().stream().filter(Clause::guidance).toList();
        return "**" + count(enforceable, State.MET) + " of " + enforceable.size()
                + " enforceable clauses are met here**, " + count(enforceable, State.IN_PART) + " in part; "
                + count(enforceable, State.NOT_YET) + " are not here yet and " + count(enforceable, State.NOT_SOFTWARE)
                + " are nothing for software. Of " + guidance.size() + " clauses of guidance "
                + count(guidance, State.SHOWN) + " are shown beside the tasks they concern, "
                + count(guidance, State.NOT_YET) + " are not here yet and " + count(guidance, State.NOT_SOFTWARE)
                + " are nothing for software. Met by journey: "
                + JOURNEYS.entrySet().stream()
                        .map(journey -> {
                            List<Clause> its = enforceable.stream()
                                    .filter(clause -> clause.journey().equals(journey.getKey()))
                                    .toList();
                            return journey.getValue() + " " + count(its, State.MET) + " of " + its.size();
                        })
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private long count(Collection<Clause> clauses, State state) {
        return clauses.stream()
                .filter(clause -> states.of(clause.id()).state() == state)
                .count();
    }
}
