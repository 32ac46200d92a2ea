package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.ClauseState;
import uk.childpathways.standards.ClauseState.State;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.standards.SourceDocuments;
import uk.childpathways.testing.ClauseTests;
import uk.childpathways.testing.ClauseTests.NamedTest;

@DisplayName("Every clause of the catalogue has a row, and no row promises more than is there")
class EveryClauseHasARowTest {

    /** More than this beside one form is read by nobody. */
    private static final int READABLE = 12;

    private static final Pattern TEST =
            Pattern.compile("(?<![*\\w])([A-Z][A-Za-z0-9]+Test)\\b(?:[.#]([a-z][A-Za-z0-9]*))?");

    private static ClauseCatalogue catalogue;
    private static ClauseStates states;
    private static ClausesOnPaper paper;
    private static WordsAtTasks atTasks;
    private static Map<String, List<NamedTest>> tests;

    @BeforeAll
    static void read() throws IOException {
        catalogue = new ClauseCatalogue();
        states = new ClauseStates();
        paper = new ClausesOnPaper();
        tests = paper.tests();
        atTasks = new WordsAtTasks(paper.shipped());
    }

    private static Stream<ClauseState> in(State state) {
        return states.all().stream().filter(row -> row.state() == state);
    }

    private static Clause clause(ClauseState row) {
        return catalogue.find(row.clause()).orElseThrow();
    }

    @Test
    @DisplayName("each clause has one row, in the catalogue's order, and no row is about something else")
    void oneRowEach() {
        assertThat(states.all().stream().map(ClauseState::clause))
                .containsExactlyElementsOf(
                        catalogue.all().stream().map(Clause::id).toList());
    }

    @Test
    @DisplayName("each clause stands in a part of its document")
    void partsOfDocuments() {
        SourceDocuments documents = new SourceDocuments();
        assertThat(catalogue.all())
                .allSatisfy(clause -> assertThat(
                                documents.of(clause).parts().stream().map(SourceDocuments.Part::id))
                        .as(clause.id())
                        .contains(SourceDocuments.partOf(clause.id())));
    }

    @Test
    @DisplayName("a clause that is met lives somewhere and is named by a test")
    void metHasPlaceAndProof() {
        assertThat(in(State.MET).flatMap(row -> {
                    List<String> problems = new ArrayList<>();
                    if (clause(row).guidance()) {
                        problems.add(row.clause() + " is guidance: it is shown, not met");
                    }
                    if (paper.places().of(row.clause()).isEmpty()) {
                        problems.add(row.clause() + " lives on no element, form, timescale or rule");
                    }
                    if (!tests.containsKey(row.clause())) {
                        problems.add(row.clause() + " is named by no test");
                    }
                    return problems.stream();
                }))
                .isEmpty();
    }

    @Test
    @DisplayName("what is in part says what is missing, what is not here what it waits for, what is no software why")
    void reasons() {
        assertThat(states.all().stream()
                        .filter(row -> row.state() != State.MET && row.state() != State.SHOWN)
                        .filter(row -> row.words().isBlank())
                        .map(ClauseState::clause))
                .isEmpty();
        assertThat(in(State.IN_PART).filter(row -> clause(row).guidance()).map(ClauseState::clause))
                .as("guidance is shown or it is not")
                .isEmpty();
    }

    @Test
    @DisplayName("guidance counts as shown only where its own words can be read at a task")
    void shownIsRead() {
        assertThat(in(State.SHOWN).filter(row -> !clause(row).guidance()).map(ClauseState::clause))
                .as("only guidance is shown")
                .isEmpty();
        Set<String> read = atTasks.guidance();
        assertThat(in(State.SHOWN).map(ClauseState::clause).filter(id -> !read.contains(id)))
                .as("shown at no task")
                .isEmpty();
        assertThat(states.all().stream()
                        .filter(row ->
                                row.state() != State.SHOWN && !row.shownAt().isEmpty())
                        .map(ClauseState::clause))
                .as("only what is shown has a place where it is shown")
                .isEmpty();
        Set<String> forms =
                paper.shipped().forms().stream().map(Form::id).collect(Collectors.toCollection(TreeSet::new));
        assertThat(states.forms()).as("forms that are there").isSubsetOf(forms);
    }

    @Test
    @DisplayName("nobody reads twenty sentences: at most 12 of guidance stand beside one task")
    void fewEnoughToBeRead() {
        Map<String, Integer> tooMany = new TreeMap<>();
        atTasks.guidanceByTask().forEach((task, guidance) -> {
            if (guidance.size() > READABLE) {
                tooMany.put(task, guidance.size());
            }
        });
        assertThat(tooMany).isEmpty();
    }

    @Test
    @DisplayName("guidance that models or forms name is in the state shown")
    void namedGuidanceIsShown() {
        assertThat(paper.places().clauses().stream()
                        .filter(id -> catalogue.find(id).map(Clause::guidance).orElse(false))
                        .filter(id -> states.of(id).state() != State.SHOWN))
                .isEmpty();
    }

    @Test
    @DisplayName("a clause that models or forms name is not said to be missing")
    void namedIsNotMissing() {
        assertThat(paper.places().clauses().stream()
                        .filter(id -> states.find(id)
                                .map(row -> row.state() == State.NOT_YET || row.state() == State.NOT_SOFTWARE)
                                .orElse(true)))
                .isEmpty();
    }

    @Test
    @DisplayName("every test that README, guides, decisions or the table name is there, class and method")
    void namedTestsExist() throws IOException {
        Map<String, Set<String>> there = new TreeMap<>();
        ClauseTests.all()
                .forEach(test -> there.computeIfAbsent(test.file(), file -> new TreeSet<>())
                        .add(test.method()));
        List<String> unknown = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(
                Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("src/main/resources/catalogue/states.csv")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher named = TEST.matcher(Files.readString(page));
            while (named.find()) {
                Set<String> methods = there.get(named.group(1));
                if (methods == null || named.group(2) != null && !methods.contains(named.group(2))) {
                    unknown.add(page + ": " + named.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    @DisplayName("the README says of the clauses what the table says, and promises nothing of all of them")
    void readme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme)
                .as("mvn test -Dtest=GeneratedTablesTest -Dpathways.tables.write=true")
                .contains(ClausesPage.BEGIN + paper.page().figures() + ClausesPage.END);
        assertThat(promises(readme)).isEmpty();
    }

    @Test
    @DisplayName("a sentence that promises all clauses, duties, standards or whole journeys is found")
    void promisesAreFound() {
        assertThat(promises("Every clause can be followed to its place. Six journeys are here whole. A clock for each"
                        + " standard. All guidance is shown. Every timer is listed."))
                .hasSize(4);
    }

    private static final Pattern PROMISE = Pattern.compile(
            "(?i)\\b(every|each|all)\\s+(of the\\s+)?(enforceable\\s+)?(clauses?|dut(y|ies)|standards?|guidance)\\b"
                    + "|\\bhere whole\\b|\\b(fully|completely) (met|covered)\\b");

    private static List<String> promises(String text) {
        return PROMISE.matcher(text).results().map(MatchResult::group).toList();
    }
}
