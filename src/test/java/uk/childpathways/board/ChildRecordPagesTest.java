package uk.childpathways.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journeys;
import uk.childpathways.oversight.NewAction;
import uk.childpathways.oversight.NewOversight;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("A child's record on one page")
class ChildRecordPagesTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    @Autowired
    Oversight oversight;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private String child;

    @BeforeEach
    void aChildWithASummary() {
        practice = practice.withSupervision();
        practice.itIs("2026-01-30T10:00");
        child = "T-PG-" + NUMBER.incrementAndGet();
        children.put(new Child(
                child,
                "Robin Pageworth " + child,
                LocalDate.of(2016, 2, 1),
                null,
                null,
                "north",
                "sw.north",
                "with his aunt",
                false));
        practice.journey("child-in-need", child);
        practice.handedOver("case-supervision", child);
        Map<String, Object> answers = new HashMap<>();
        answers.put("detailsVerified", "right");
        answers.put("updatedOn", "2026-01-30");
        answers.put("childAlive", "Robin draws birds and goes quiet when he is afraid.");
        answers.put("situationNow", "Settled with his aunt since Sunday.");
        answers.put("relevantHistory", "Two enquiries in 2025.");
        answers.put("contingency", "Call the aunt's sister; never the father.");
        answers.put("inCourt", "yes");
        answers.put("courtTimescales", List.of(Map.of("what", "Final hearing", "by", "2026-06-01")));
        answers.put("genogram", "current");
        answers.put("genogramWhere", "Documents, 12 January 2026");
        answers.put("keyPeople", List.of(Map.of("who", "Ann Bramley", "part", "Aunt, carer", "phone", "01632 960001")));
        practice.complete(child, "Update child's summary", "sw.north", answers);
        oversight.record(new NewOversight(
                child,
                journeys.running(child).get(0).id(),
                "decision",
                "stays-with-aunt",
                "She keeps him safe and he wants to stay.",
                List.of(new NewAction("Assess the aunt's home", "sw.north", LocalDate.of(2026, 2, 6))),
                "tm.north",
                null,
                clock.instant(),
                null,
                null));
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private ResponseEntity<String> get(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForEntity(address, String.class);
    }

    @Test
    @DisplayName("the expected day of an unborn child is said once, and the birth of one who is born beside the age")
    void expectedOnce() {
        String unborn = get("tm.north", "/children/" + practice.unbornChild()).getBody();
        assertThat(unborn.replaceAll("<[^>]*>", ""))
                .containsOnlyOnce("expected 30 March 2026")
                .doesNotContain("30 Mar 2026");
        assertThat(get("tm.north", "/children/" + child).getBody().replaceAll("<[^>]*>", ""))
                .contains("9 years, born 1 Feb 2016");
    }

    @Test
    @DisplayName("the pages' style asks for no font that is not there")
    void noFontsAsked() {
        String style = get("tm.north", "/webjars/govuk-frontend/dist/govuk/govuk-frontend.min.css")
                .getBody();
        assertThat(style).contains(".govuk-table").doesNotContain("@font-face").doesNotContain(".woff");
    }

    @Test
    @DisplayName("a colleague of the team who opens it cold finds what is happening, what is due and why, and whom to"
            + " call, without the allocated worker (NEW-INT-02a, SWI-MPS-02)")
    void openedCold() {
        String page = get("sw2.north", "/children/" + child).getBody();
        assertThat(page)
                .contains("Settled with his aunt since Sunday.", "Call the aunt&#39;s sister; never the father.")
                .contains("Child in need", "with his aunt", "North team")
                .contains("The child&#39;s summary is up to date", "30 Apr 2026", "Why this date", "SWI-FIL-04a")
                .contains("Amara Okafor", "Helen Marsh", "Ann Bramley", "01632 960001", "tel:01632960001")
                .contains("Case supervision", "Hold case supervision");
    }

    @Test
    @DisplayName(
            "the legal status is the one on record since the entry to care, with the plan beside it, and no summary"
                    + " changes it (SWI-FIL-04d NEW-INT-02a RUT-CIC-21)")
    void legalStatus() {
        assertThat(get("eds", "/children/" + child).getBody())
                .containsPattern("Legal status</dt>\\s*<dd[^>]*>Child in need<");
        practice.itIs("2026-02-02T10:00");
        practice.start(
                "child-in-care",
                "sw.north",
                Map.of(
                        "childRef", child,
                        "entryKind", "planned",
                        "legalStatus", "section-20",
                        "placementType", "foster-care",
                        "outOfCounty", "no",
                        "inEducation", "yes",
                        "languageNeed", "none"));
        assertThat(get("eds", "/children/" + child).getBody())
                .containsPattern(
                        "Legal status</dt>\\s*<dd[^>]*>Accommodated with agreement \\(section 20\\); Child in need<");
    }

    @Test
    @DisplayName("what is owed to the child stands before what managers owe for a missed timescale, though that is due"
            + " sooner; choices are read in words (NEW-INT-02a)")
    void childsOwnFirst() {
        practice.itIs("2026-04-15T10:00");
        practice.fireDueTimers(child);
        practice.fireDueTimers(child);
        String page = get("sw2.north", "/children/" + child).getBody();
        assertThat(page).contains("Stays with aunt", "22 Apr 2026", "30 Apr 2026");
        assertThat(page.indexOf("The child&#39;s summary is up to date"))
                .isPositive()
                .isLessThan(page.indexOf("The worker&#39;s manager has answered"));
        assertThat(page)
                .as("tasks of managers stand folded below the child's own")
                .containsPattern("Missed timescales that wait for a manager's answer: <span>\\d+</span>");
        assertThat(page.indexOf("Answer for missed standard: "))
                .as("in the fold of its journey")
                .isGreaterThan(page.indexOf("Missed timescales that wait"));
        assertThat(OversightEntry.inWords("referred-to-cafcass")).isEqualTo("Referred to Cafcass");
        assertThat(OversightEntry.inWords("He stays - for now.")).isEqualTo("He stays - for now.");
    }

    @Test
    @DisplayName("holds details, summary, chronology, genogram, latest reports and the managers' decisions; each entry"
            + " opens in full (SWI-MPS-03b, NEW-INT-02b, SWI-FIL-03, SWI-FIL-08a)")
    void everythingOnOnePage() {
        String page = get("sw.north", "/children/" + child).getBody();
        assertThat(page)
                .contains("born 1 Feb 2016", "Genogram", "Documents, 12 January 2026", "Final hearing", "1 June 2026")
                .contains("Stays with aunt", "She keeps him safe and he wants to stay.", "Assess the aunt&#39;s home")
                .contains("id=\"chronology\"", "30 Jan 2026 at 10:00");
        String entry = page.replaceAll("(?s).*id=\"documents\".*?href=\"(/children/[^\"]*/record/[^\"]*)\".*", "$1");
        assertThat(get("sw.north", entry).getBody())
                .contains("Update child&#39;s summary", "Robin draws birds", "Amara Okafor", "30 Jan 2026 at 10:00");
    }

    @ParameterizedTest(name = "{0} asks for the page: {1} ({2})")
    @CsvSource({
        "sw.north, 200, SWI-CON-04a",
        "tm.north, 200, SWI-CON-04a",
        "eds, 200, SWI-MPS-03a",
        "iro, 403, SWI-CON-04a",
        "sw.south, 403, SWI-CON-02a SWI-PG3-09",
        "tm.south, 403, SWI-CON-02a",
        "owner, 403, SWI-CON-02a",
        "admin, 403, SWI-CON-02a"
    })
    void whoMayRead(String user, int status, String clauses) {
        ResponseEntity<String> answer = get(user, "/children/" + child);
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getBody().contains("Settled with his aunt")).isEqualTo(status == 200);
        assertThat(get(user, "/children?q=" + child).getBody().contains("Robin Pageworth"))
                .isEqualTo(status == 200);
    }

    @Test
    @DisplayName("every opening and every refusal is kept with the person and the time (SWI-CON-10)")
    void viewsAreKept() {
        get("eds", "/children/" + child);
        get("sw.south", "/children/" + child);
        assertThat(jdbc.queryForList(
                        "select by_user || ' ' || allowed from pathways.record_view where child_ref = ? order by id",
                        String.class,
                        child))
                .containsExactly("eds true", "sw.south false");
    }

    @Test
    @DisplayName("the emergency duty service reads the summary of a child of any team (SWI-MPS-03a)")
    void outOfHours() {
        assertThat(get("eds", "/children/" + child).getBody()).contains("Settled with his aunt since Sunday.");
        assertThat(get("eds", "/children?q=C-1007").getBody()).contains("C-1007");
    }

    @Test
    @DisplayName("a summary older than three months is called out of date, one of exactly three months is not"
            + " (SWI-FIL-04a)")
    void outOfDate() {
        practice.itIs("2026-04-30T10:00");
        assertThat(get("sw.north", "/children/" + child).getBody()).doesNotContain("Out of date");
        practice.itIs("2026-05-01T10:00");
        assertThat(get("sw.north", "/children/" + child).getBody()).contains("Out of date", "1 day late");
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    @Test
    @DisplayName("a child or an entry that is not there is refused with a sentence, never with a stack trace")
    void notThere() {
        ResponseEntity<String> unknown = get("sw.north", "/children/C-0000");
        assertThat(unknown.getStatusCode().value()).isEqualTo(403);
        assertThat(unknown.getBody()).contains("Check the reference", "Open a record in an emergency");
        assertThat(withoutToken(get("sw.north", "/children/C-1007").getBody()))
                .as("in the same words as a record that is closed")
                .isEqualTo(withoutToken(unknown.getBody().replace("C-0000", "C-1007")));
        assertThat(get("sw.north", "/children/" + child + "/record/no-id")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("shows the five latest decisions of a long record, the newest first")
    void longRecord() {
        for (int i = 0; i < 25; i++) {
            oversight.record(new NewOversight(
                    child,
                    null,
                    "decision",
                    "seen",
                    "Read on day " + i,
                    List.of(),
                    "tm.north",
                    null,
                    clock.instant(),
                    null,
                    null));
        }
        String page = get("sw.north", "/children/" + child).getBody();
        assertThat(page).contains("Read on day 24").doesNotContain("Read on day 19");
    }

    @Test
    @DisplayName("can be read at a desk and on a phone, by keyboard and screen reader: no fault that axe finds, nothing"
            + " wider than the screen")
    void forEverybody() {
        practice.itIs("2026-05-05T10:00");
        try (TestBrowser browser = new TestBrowser()) {
            Page page = browser.tasklist("http://localhost:" + port, "tm.north");
            for (String address : List.of("/children/" + child, "/children?q=T-PG", "/oversight")) {
                page.setViewportSize(1280, 1000);
                page.navigate(address);
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as(address)
                        .extracting(rule ->
                                rule.getId() + " " + rule.getNodes().get(0).getHtml())
                        .isEmpty();
                shot(page, address, "desk");
                page.setViewportSize(375, 800);
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of %s on a phone", address)
                        .isEqualTo(375);
                shot(page, address, "phone");
            }
        }
    }

    private static void shot(Page page, String address, String width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(
                        "target",
                        "screenshots",
                        address.split("\\?")[0].replaceAll("\\W+", "-") + "-" + width + ".png")));
    }
}
