package uk.childpathways.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("What must I do, in order")
class DeskTest {

    @LocalServerPort
    int port;

    @Autowired
    Practice practice;

    @Autowired
    Desk desk;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    JdbcTemplate jdbc;

    private ToTheConference conference;

    @BeforeEach
    void monday() {
        practice.itIs("2026-11-30T09:00");
        conference = new ToTheConference(practice);
    }

    @AfterEach
    void clock() {
        practice.backToToday();
    }

    @Test
    @DisplayName("a case without a worker stands among what the team manager allocates, and with nobody else (A6, B7)")
    void toAllocate() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);

        assertThat(titles("tm.north", "allocate", child)).containsExactly("Allocate case");
        assertThat(allTitles("sw.north", child)).doesNotContain("Allocate case");
        assertThat(allTitles("tm.south", child)).isEmpty();
        assertThat(allTitles("admin", child)).isEmpty();
    }

    @Test
    @DisplayName("what is to be signed off says which document, and stands in a list of its own (A6, B7)")
    void toSignOff() {
        String child = practice.child();
        outcomeWritten(child);

        assertThat(titles("tm.north", "sign-off", child)).containsExactly("Sign off document: S47 outcome");
        assertThat(allTitles("sw.north", child)).noneMatch(title -> title.startsWith("Sign off"));
    }

    @Test
    @DisplayName("a document that is returned says so to its author")
    void returned() {
        String child = practice.child();
        outcomeWritten(child);
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of("signOffDecision", "returned", "returnReasons", "Say what the child said."));

        assertThat(allTitles("sw.north", child)).contains("Returned to you – Rework document: S47 outcome");
    }

    @Test
    @DisplayName("an agreed action says what was agreed, when by the calendar, and who has it (A5, A6)")
    void agreedAction() {
        String child = practice.child();
        outcomeWritten(child);
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of(
                        "signOffDecision",
                        "approved",
                        "actions",
                        List.of(Map.of("action", "Ring the school nurse", "owner", "sw.north", "by", "2026-12-01"))));

        Card card = cards("sw.north", child).stream()
                .filter(each -> each.title().equals("Complete agreed action: Ring the school nurse"))
                .findFirst()
                .orElseThrow();
        assertThat(card.dueWords()).isEqualTo("due tomorrow, Tue 1 December");
        assertThat(card.holder()).isEqualTo("you");
        assertThat(card.about()).isEqualTo("Test Child " + child + ", " + child);
        practice.itIs("2026-12-02T00:00");
        assertThat(cards("sw.north", child))
                .filteredOn(each -> each.taskId().equals(card.taskId()))
                .singleElement()
                .satisfies(late -> {
                    assertThat(late.dueWords()).isEqualTo("late: was due yesterday, Tue 1 December");
                    assertThat(late.late()).isTrue();
                });
        assertThat(sectionOf("sw.north", card.taskId())).isEqualTo("today");
    }

    @Test
    @DisplayName("the chair sees the conference by its planned day and hour, whatever its limit is (B8)")
    void meetings() {
        String child = practice.child();
        conference.decided(child);
        conference.requested(child, LocalDate.of(2026, 12, 10), false);
        practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-12-10"));

        List<Desk.Section> lists = desk.of("cpchair");
        assertThat(lists.get(0).id()).isEqualTo("meetings");
        assertThat(cards("cpchair", child)).singleElement().satisfies(card -> {
            assertThat(card.title()).startsWith("Hold conference");
            assertThat(card.meeting()).isNotNull();
            assertThat(card.dueWords()).startsWith("due ");
        });
    }

    @Test
    @DisplayName("brothers and sisters stand together, whichever of them is more urgent (A15)")
    void families() {
        List<String> siblings = practice.siblings(2);
        siblings.forEach(conference::opened);

        Desk.Family family = desk.of("sw.north").stream()
                .flatMap(section -> section.families().stream())
                .filter(each -> each.about().contains(siblings.get(0)))
                .findFirst()
                .orElseThrow();
        assertThat(family.about()).contains(siblings.get(1));
    }

    @Test
    @DisplayName(
            "a task is found by the child's name or reference, its words or the worker's name, by nobody from another team (A7)")
    void search() {
        String child = practice.child();
        working(child);

        for (String words : List.of(child, child.toLowerCase(), "Test Child " + child)) {
            assertThat(found(words, "tm.north", child)).as(words).contains("Give contact details");
            assertThat(found(words, "tm.south", child)).as(words).isEmpty();
        }
        assertThat(found("contact details", "sw.north", child)).containsExactly("Give contact details");
        String worker =
                jdbc.queryForObject("select name from pathways.person where user_id = 'sw.north'", String.class);
        assertThat(found(worker, "tm.north", child)).contains("Give contact details");
    }

    @Test
    @DisplayName("after a task the next one is offered; who has none left is told nothing")
    void next() {
        String child = practice.child();
        working(child);
        String first = cards("sw.north", child).get(0).taskId();

        assertThat(desk.next("sw.north", first))
                .isPresent()
                .get()
                .satisfies(card -> assertThat(card.taskId()).isNotEqualTo(first));
        assertThat(rest.withBasicAuth("owner", "pathways")
                        .getForEntity("/api/work/next", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
    }

    @Test
    @DisplayName("the page is for everybody: at a desk, on a tablet and a telephone, without a serious finding of axe")
    void forEverybody() {
        String child = practice.child();
        working(child);
        try (TestBrowser browser = new TestBrowser()) {
            Page page = browser.tasklist("http://localhost:" + port, "sw.north");
            for (int width : new int[] {1280, 768, 390, 320}) {
                page.setViewportSize(width, 800);
                page.navigate("http://localhost:" + port + "/work");
                assertThat(page.locator("body").innerText()).contains("Give contact details", child);
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("nothing is cut off at " + width)
                        .isEqualTo(true);
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/work-" + width + ".png")));
            }
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .filteredOn(found -> List.of("serious", "critical").contains(found.getImpact()))
                    .isEmpty();
        }
    }

    /** The worker has something to do. */
    private void working(String child) {
        conference.opened(child);
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
    }

    private void outcomeWritten(String child) {
        conference.enquiring(child);
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        practice.complete(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk"));
    }

    private List<Card> cards(String person, String child) {
        return desk.of(person).stream()
                .flatMap(section -> section.families().stream())
                .flatMap(family -> family.cards().stream())
                .filter(card -> child.equals(card.childRef()))
                .toList();
    }

    private List<String> allTitles(String person, String child) {
        return cards(person, child).stream().map(Card::title).toList();
    }

    private List<String> titles(String person, String list, String child) {
        return desk.of(person).stream()
                .filter(section -> section.id().equals(list))
                .flatMap(section -> section.families().stream())
                .flatMap(family -> family.cards().stream())
                .filter(card -> child.equals(card.childRef()))
                .map(Card::title)
                .toList();
    }

    private String sectionOf(String person, String taskId) {
        return desk.of(person).stream()
                .filter(section -> section.families().stream()
                        .flatMap(family -> family.cards().stream())
                        .anyMatch(card -> card.taskId().equals(taskId)))
                .map(Desk.Section::id)
                .findFirst()
                .orElseThrow();
    }

    private List<String> found(String words, String person, String child) {
        return practice.as(
                person,
                () -> desk.search(words, person).stream()
                        .flatMap(family -> family.cards().stream())
                        .filter(card -> child.equals(card.childRef()))
                        .map(Card::title)
                        .toList());
    }
}
