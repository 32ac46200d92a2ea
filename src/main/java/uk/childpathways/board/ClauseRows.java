package uk.childpathways.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.board.YearFigures.KeptLine;
import uk.childpathways.modelling.ClausePlaces.Kind;
import uk.childpathways.modelling.ClausePlaces.Place;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseState;
import uk.childpathways.standards.ClauseState.State;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.standards.Standard;
import uk.childpathways.standards.Standards;
import uk.childpathways.web.NotAllowedProblem;

/** What the page of the standards says of each clause, from the table, from what is deployed and from the record. */
@Component
class ClauseRows {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("timer", "A time limit"),
            Map.entry("cycle", "Comes round"),
            Map.entry("task", "A task"),
            Map.entry("form-field", "Asked on a form"),
            Map.entry("sign-off", "Signed off"),
            Map.entry("rule", "A rule"),
            Map.entry("record", "Kept on record"),
            Map.entry("notify", "Somebody is told"),
            Map.entry("access", "Who may read"),
            Map.entry("report", "A figure"),
            Map.entry("guidance", "Guidance"));

    /**
     * One clause.
     *
     * @param because what is missing, what it waits for or why it is no software; empty otherwise
     * @param drawings the models in which a step carries it
     * @param questions the questions on forms that carry it
     * @param limits how long, council by council
     * @param kept how its timescales were kept, for a reader who may see figures
     */
    record Row(
            String id,
            String words,
            String kind,
            String actor,
            State state,
            String because,
            List<Drawn> drawings,
            List<String> questions,
            List<Limit> limits,
            List<KeptLine> kept) {

        public String tag() {
            return switch (state) {
                case MET -> "govuk-tag--green";
                case SHOWN -> "govuk-tag--turquoise";
                case IN_PART -> "govuk-tag--yellow";
                case NOT_YET -> "govuk-tag--orange";
                case NOT_SOFTWARE -> "govuk-tag--grey";
            };
        }

        /** Whether there is anything to unfold. */
        public boolean more() {
            return !drawings.isEmpty() || !questions.isEmpty() || !limits.isEmpty();
        }
    }

    record Drawn(String process, String name) {}

    record Limit(String name, String councils, String words, String weight, String authority) {}

    private final ClauseStates states;
    private final PlacesInForce inForce;
    private final Standards standards;
    private final TeamFigures figures;
    private final YearFigures year;

    ClauseRows(ClauseStates states, PlacesInForce inForce, Standards standards, TeamFigures figures, YearFigures year) {
        this.states = states;
        this.inForce = inForce;
        this.standards = standards;
        this.figures = figures;
        this.year = year;
    }

    /** The rows in the order of the clauses, as this person may see them. */
    List<Row> of(Collection<Clause> clauses, String reader) {
        if (clauses.isEmpty()) {
            return List.of();
        }
        PlacesInForce.Read now = inForce.now();
        Map<String, Standard> known =
                standards.all().stream().collect(Collectors.toMap(Standard::id, standard -> standard));
        Map<String, KeptLine> kept = kept(reader);
        return clauses.stream()
                .map(clause -> row(clause, now.places().of(clause.id()), known, kept, now))
                .toList();
    }

    private Row row(
            Clause clause,
            List<Place> places,
            Map<String, Standard> known,
            Map<String, KeptLine> kept,
            PlacesInForce.Read now) {
        ClauseState state = states.of(clause.id());
        Map<String, Drawn> drawings = new LinkedHashMap<>();
        Set<String> questions = new LinkedHashSet<>();
        List<Limit> limits = new ArrayList<>();
        List<KeptLine> figures = new ArrayList<>();
        Set<String> ofTables = new LinkedHashSet<>();
        for (Place place : places) {
            if (place.kind() == Kind.ELEMENT) {
                drawings.computeIfAbsent(place.in(), process -> new Drawn(process, now.title(process)));
            } else if (place.kind() == Kind.FORM) {
                questions.add(place.words().substring(place.words().indexOf(": ") + 2));
            } else if (place.kind() == Kind.TIMESCALE) {
                ofTables.add(place.in());
            }
        }
        for (String standard : ofTables) {
            if (known.containsKey(standard)) {
                limits.addAll(limits(known.get(standard)));
            }
            if (kept.containsKey(standard)) {
                figures.add(kept.get(standard));
            }
        }
        return new Row(
                clause.id(),
                clause.clause(),
                KINDS.getOrDefault(clause.mechanism(), clause.mechanism()),
                clause.actor(),
                state.state(),
                state.words(),
                List.copyOf(drawings.values()),
                List.copyOf(questions),
                limits,
                figures);
    }

    private static List<Limit> limits(Standard standard) {
        return standard.timescales().stream()
                .map(row -> new Limit(
                        row.name(),
                        row.profile() == null ? "Every council" : row.profile(),
                        row.words(),
                        row.weight().words(),
                        row.basis().code() + ": " + row.authority()))
                .toList();
    }

    /** How each timescale was kept in the reader's teams; nothing for those who may not see figures. */
    private Map<String, KeptLine> kept(String reader) {
        Set<String> teams;
        try {
            teams = figures.teamsFor(reader);
        } catch (NotAllowedProblem onlyForManagers) {
            return Map.of();
        }
        Map<String, KeptLine> kept = new HashMap<>();
        year.kept(teams, reader).forEach(line -> kept.put(line.standard(), line));
        return kept;
    }
}
