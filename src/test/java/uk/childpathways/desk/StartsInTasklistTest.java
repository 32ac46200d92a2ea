package uk.childpathways.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("Beginning something in Tasklist")
class StartsInTasklistTest {

    @LocalServerPort
    int port;

    @Autowired
    Practice practice;

    private final List<String> complaints = new ArrayList<>();
    private TestBrowser browser;
    private String child;

    @BeforeEach
    void aChildBeforeTheConference() {
        practice.itIs("2026-04-01T10:00");
        var way = new ToTheConference(practice);
        child = way.movedIn("2026-04-01");
        way.requested(child, LocalDate.of(2026, 4, 24), false);
        browser = new TestBrowser();
    }

    @AfterEach
    void close() {
        browser.close();
        practice.backToToday();
        assertThat(complaints).as("errors on the page").isEmpty();
    }

    private Page tasklist(String user) {
        Page page = browser.tasklist("http://localhost:" + port, user);
        page.onPageError(complaints::add);
        return page;
    }

    private static Locator dialog(Page page) {
        return page.locator(".modal-dialog");
    }

    private static Locator starts(Page page) {
        return dialog(page).locator(".child-pathways-starts-list a:visible");
    }

    private static Locator chosen(Page page, String question) {
        return dialog(page)
                .locator(".fjs-form-field-select")
                .filter(new Locator.FilterOptions().setHasText(question))
                .first()
                .locator("input, .fjs-select-display")
                .first();
    }

    private static String value(Locator chosen) {
        return String.valueOf(chosen.evaluate("e => e.value || e.textContent"));
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Test
    @DisplayName("the dialog has groups, a child at risk first; \"section 47\" finds the enquiry, Enter opens it; what"
            + " was typed nowhere finds nothing and says so")
    void dialog() {
        Page page = tasklist("sw.north");
        page.locator(".start-process-action a").click();
        assertThat(dialog(page).locator(".child-pathways-starts h4").first()).hasText("A child is at risk");
        assertThat(starts(page).first()).hasText("S47 enquiry to initial child protection conference");
        assertThat(starts(page).count()).as("all at once, on no second page").isGreaterThan(20);
        assertThat(dialog(page).locator(".available-processes")).isHidden();
        for (int width : List.of(1280, 768, 390)) {
            page.setViewportSize(width, 900);
            shot(page, "starts-dialog-" + width);
        }
        assertThat(new AxeBuilder(page)
                        .include(".child-pathways-starts")
                        .analyze()
                        .getViolations())
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
        Locator search = dialog(page).locator(".modal-header input");
        search.fill("xylophone");
        assertThat(dialog(page).locator(".child-pathways-starts-said")).containsText("Nothing that you can begin");
        search.fill("section 47");
        assertThat(dialog(page).locator(".child-pathways-starts-said")).containsText("for “section 47”");
        assertThat(starts(page).first()).hasText("S47 enquiry to initial child protection conference");
        search.press("Enter");
        dialog(page).locator(".fjs-form").waitFor();
        assertThat(dialog(page).locator(".modal-title")).containsText("S47 enquiry");
        dialog(page)
                .locator(".modal-footer")
                .getByText("Back", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(starts(page).first()).hasText("S47 enquiry to initial child protection conference");
    }

    @Test
    @DisplayName(
            "from the child's page the form opens with the child chosen; from the list afterwards it is empty again")
    void fromTheChildsPage() {
        Page page = tasklist("sw.north");
        page.navigate("/children/" + child);
        page.locator(".cp-begin a", new Page.LocatorOptions().setHasText("S47 enquiry"))
                .click();
        dialog(page).locator(".fjs-form").waitFor();
        page.waitForCondition(() -> value(chosen(page, "Child")).startsWith(child));
        shot(page, "starts-from-child");
        dialog(page)
                .locator(".modal-footer")
                .getByText("Close", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(dialog(page)).isHidden();
        assertThat(page.url()).doesNotContain("aboutChild");
        page.locator(".start-process-action a").click();
        starts(page).first().click();
        dialog(page).locator(".fjs-form .draft-line, .draft-line").first().waitFor();
        page.waitForCondition(() -> (boolean) page.evaluate("() => !document.querySelector('.modal-dialog [inert]')"));
        assertThat(value(chosen(page, "Child"))).doesNotContain(child);
    }

    @Test
    @DisplayName(
            "from a task: \"I cannot keep this timescale\" opens the declaration with this task's limit chosen, and"
                    + " this child's alone to choose from")
    void fromTheTask() {
        Page page = tasklist("sw.north");
        String task = practice.task(child, "Write conference report").getId();
        page.evaluate("task => location.hash = '#/?task=' + task", task);
        page.locator(".task-card .nav-tabs a", new Page.LocatorOptions().setHasText("More for this child"))
                .click();
        Locator cannot =
                page.locator(".task-card a", new Page.LocatorOptions().setHasText("I cannot keep this timescale"));
        cannot.waitFor();
        shot(page, "starts-from-task");
        cannot.click();
        dialog(page).locator(".fjs-form").waitFor();
        String limit = child + ": "
                + practice.deadline(child, "conference-report-written").name();
        page.waitForCondition(() -> value(chosen(page, "Which limit")).startsWith(limit));
        shot(page, "starts-declaration");
        chosen(page, "Which limit").click();
        Locator items = dialog(page).locator(".fjs-dropdownlist-item");
        items.first().waitFor();
        assertThat(items.allInnerTexts()).allSatisfy(text -> assertThat(text).startsWith(child + ": "));
    }
}
