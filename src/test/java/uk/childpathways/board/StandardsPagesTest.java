package uk.childpathways.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.standards.SourceDocuments;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Tasklist;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("The standards on pages and beside tasks")
class StandardsPagesTest extends EnquiryWalk {

    private static final Pattern CLAUSE = Pattern.compile("<article class=\"cp-clause\" id=\"([^\"]+)\"");

    private static final Pattern STATE =
            Pattern.compile("-name\"><span>([^<]+)</span> <strong class=\"govuk-tag [^\"]*\">([^<]+)</strong>");

    @LocalServerPort
    int port;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    ClauseCatalogue catalogue;

    @Autowired
    ClauseStates states;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    private ResponseEntity<String> get(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForEntity(address, String.class);
    }

    private static List<String> clausesOn(String page) {
        return CLAUSE.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    @DisplayName(
            "all documents stand on the first page, and each shows all its clauses with their states, in its order")
    void documents() {
        String first = get("sw.north", "/standards").getBody();
        for (SourceDocuments.SourceDocument document : new SourceDocuments().all()) {
            assertThat(first).contains("/standards/" + document.id());
            String page = get("sw.north", "/standards/" + document.id()).getBody();
            List<Clause> its = catalogue.all().stream()
                    .filter(clause -> clause.source().equals(document.id()))
                    .toList();
            assertThat(clausesOn(page))
                    .containsExactlyElementsOf(its.stream().map(Clause::id).toList());
            assertThat(STATE.matcher(page).results().map(found -> found.group(1) + " " + found.group(2)))
                    .containsExactlyElementsOf(its.stream()
                            .map(clause -> clause.id() + " "
                                    + states.of(clause.id()).state().words())
                            .toList());
        }
    }

    @Test
    @DisplayName("a clause leads to the drawing of its model with its step marked, and has its timescale council by"
            + " council")
    void whereItLives() {
        String found = get("sw.north", "/standards?q=STAT-S47-02").getBody();
        assertThat(clausesOn(found)).containsExactly("STAT-S47-02");
        assertThat(found)
                .contains("/standards/models/strategy-discussion?clause=STAT-S47-02")
                .contains("24 hours from")
                .contains("Every council");
        String drawing = get("sw.north", "/standards/models/strategy-discussion?clause=STAT-S47-02")
                .getBody();
        assertThat(drawing)
                .contains("<svg", ">Hold strategy</text>", ">discussion</text>")
                .containsPattern("<g class=\"people marked\">")
                .contains("The strategy discussion is held within 24 hours");
    }

    @ParameterizedTest(name = "looking for \"{0}\" finds {1}, and not {2}")
    @CsvSource({
        "core group conference, STAT-CP-01, STAT-CP-06",
        "RUT-S47-04, RUT-S47-04a, RUT-S47-05",
        "CORE GROUP CONFERENCE, STAT-CP-01, STAT-CP-06"
    })
    void search(String words, String found, String other) {
        assertThat(clausesOn(get("sw.north", "/standards?q=" + words).getBody()))
                .contains(found)
                .doesNotContain(other);
    }

    @Test
    @DisplayName("a search without result, an unknown document and an unknown model say so in a sentence")
    void nothingFound() {
        assertThat(get("sw.north", "/standards?q=zeppelin").getBody()).contains("No clause is found");
        for (String address : List.of("/standards/nowhere", "/standards/models/nowhere", "/standards?state=x")) {
            ResponseEntity<String> answer = get("sw.north", address);
            assertThat(answer.getStatusCode().value()).as(address).isEqualTo(404);
            assertThat(answer.getBody()).contains("There is no");
        }
        assertThat(get("sw.north", "/standards?q=<script>").getBody()).doesNotContain("<script>");
    }

    @Test
    @DisplayName("how well a timescale is kept is seen by managers of their own teams, and by nobody else")
    void kept() {
        toBeDiscussed();
        practice.itIs("2026-04-20T10:00");
        String asManager = get("tm.north", "/standards/statutory").getBody();
        assertThat(asManager).contains("in time in the last 12 months");
        assertThat(get("sw.north", "/standards/statutory").getBody()).doesNotContain("in the last 12 months");
    }

    @Test
    @DisplayName("beside a task stand the words of the clauses of its step, its form and its timescale, guidance first;"
            + " closed to whom the task is closed (RUT-S47-04a, STAT-S47-02)")
    void besideTheTask() {
        String child = toBeDiscussed();
        String address =
                "/api/tasks/" + practice.task(child, "Hold strategy discussion").getId() + "/clauses";
        JsonNode words = rest.withBasicAuth("tm.north", "pathways").getForObject(address, JsonNode.class);
        assertThat(words.get("asked").findValuesAsText("clause")).contains("RUT-S47-04a", "STAT-S47-02");
        assertThat(words.get("goodLooksLike").findValuesAsText("clause"))
                .contains("RUT-DEF-03b")
                .allMatch(id -> catalogue.find(id).orElseThrow().guidance());
        assertThat(words.get("goodLooksLike").findValuesAsText("words"))
                .contains(catalogue.find("RUT-DEF-03b").orElseThrow().clause());
        assertThat(get("sw.south", address).getStatusCode().value()).isEqualTo(404);

        try (TestBrowser browser = new TestBrowser();
                Tasklist tasklist =
                        new Tasklist(browser, "http://localhost:" + port, "tm.north", () -> LocalDate.of(2026, 4, 2))) {
            tasklist.open(child, "Hold strategy discussion");
            assertThat(tasklist.whatGoodLooksLike())
                    .containsSubsequence(
                            "What good looks like", "RUT-DEF-03b", "What the standards ask here", "RUT-S47-04a");
            tasklist.screenshot("what-good-looks-like");
        }
    }

    @ParameterizedTest(name = "{0} pixels wide")
    @CsvSource({"390", "768", "1280"})
    @DisplayName("can be read on a phone, a tablet and at a desk, and on paper: no fault that axe finds, nothing wider"
            + " than the screen")
    void forEverybody(int width) {
        try (TestBrowser browser = new TestBrowser()) {
            Page page = browser.tasklist("http://localhost:" + port, "tm.north");
            page.setViewportSize(width, 900);
            for (String address : List.of(
                    "/standards",
                    "/standards?q=strategy",
                    "/standards/statutory",
                    "/standards/models/strategy-discussion?clause=STAT-S47-02")) {
                page.navigate(address);
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as(address)
                        .extracting(rule ->
                                rule.getId() + " " + rule.getNodes().get(0).getHtml())
                        .isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of %s", address)
                        .isEqualTo(width);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(
                                "target",
                                "screenshots",
                                address.split("\\?")[0].replaceAll("\\W+", "-") + "-" + width + ".png")));
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            page.navigate("/standards/statutory");
            assertThat(page.locator(".cp-header").isVisible()).isFalse();
            assertThat(page.locator(".cp-clause").first().isVisible()).isTrue();
        }
    }
}
