package uk.childpathways.chronology;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("What happened is recorded in under a minute, at a desk and on a telephone")
class WhatHappenedInBrowserTest {

    /** How fast somebody types who does not look at the keys: forty words a minute. */
    private static final int LETTERS_A_SECOND = 4;

    @LocalServerPort
    int port;

    @Autowired
    Practice practice;

    private final List<String> complaints = new ArrayList<>();
    private TestBrowser browser;
    private List<String> family;

    @BeforeEach
    void thursday() {
        practice.itIs("2026-04-02T10:00");
        family = practice.siblings(2);
        browser = new TestBrowser();
    }

    @AfterEach
    void close() {
        browser.close();
        practice.backToToday();
        assertThat(complaints).as("errors on the page").isEmpty();
    }

    private Page childsPage(int width, int height) {
        Page page = browser.tasklist("http://localhost:" + port, "sw.north");
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.setViewportSize(width, height);
        page.navigate("/children/" + family.get(0));
        return page;
    }

    private static void noFault(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(page.url())
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
        int width = page.viewportSize().width;
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("%s is no wider than %s", page.url(), width)
                .isEqualTo(width);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(
                        "target", "screenshots", page.url().replaceAll("^.*\\d/|\\W+", "-") + "-" + width + ".png")));
    }

    @Test
    @DisplayName(
            "a call, from the child's page: one step there, four answers, one step to the record; with the time that"
                    + " typing takes it is under a minute (SWI-FIL-03 NEW-INT-02b)")
    void aCallInUnderAMinute() {
        Page page = childsPage(1280, 1000);
        String said = "School rang: Robin fell asleep in two lessons and had no lunch with him. Mother is told.";
        long begun = System.nanoTime();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Record what happened"))
                .click();
        page.getByLabel("Telephone call").check();
        page.getByLabel("With whom").fill("Mrs Bell, school");
        page.getByLabel("What was said, seen or done").fill(said);
        page.getByLabel("What Test Child " + family.get(0) + " said").fill("I could not sleep.");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Record").setExact(true))
                .click();
        assertThat(page.getByText("It is on the record.")).isVisible();
        Duration machine = Duration.ofNanos(System.nanoTime() - begun);
        Duration typing =
                Duration.ofSeconds((said.length() + "Mrs Bell, schoolI could not sleep.".length()) / LETTERS_A_SECOND);
        assertThat(machine.plus(typing)).isLessThan(Duration.ofMinutes(1));
        assertThat(page.getByText(said)).isVisible();
        assertThat(page.locator(".cp-line__when").first()).hasText("2 Apr 2026");
        noFault(page);
        page.navigate("/children/" + family.get(0) + "/chronology/family");
        noFault(page);
        page.navigate("/start?q=phone call");
        assertThat(page.locator(".cp-starts a").first()).hasText("Record what happened");
    }

    @Test
    @DisplayName("at 390 pixels: only what applies is asked, what is typed is there again after the page was left, and"
            + " what is missing is said at its field (SWI-FIL-03 SWI-FIL-07b)")
    void onATelephone() {
        Page page = childsPage(390, 844);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Record what happened"))
                .click();
        noFault(page);
        assertThat(page.getByLabel("Unannounced")).isHidden();
        page.getByLabel("Visit outside the plan").check();
        assertThat(page.getByLabel("Unannounced")).isVisible();
        assertThat(page.getByText("Seen alone?").first()).isHidden();
        page.locator("#seen-" + family.get(0) + "-seen").check();
        page.locator("#alone-" + family.get(0) + "-no").check();
        assertThat(page.locator("#reason-" + family.get(0))).isVisible();
        assertThat(page.locator("#words-" + family.get(1))).isHidden();
        page.locator("#also-" + family.get(1)).check();
        assertThat(page.locator("#words-" + family.get(1))).isVisible();
        page.locator("#weight-significant-event").check();
        page.locator("#risk-yes").check();
        assertThat(page.locator("#safety")).isVisible();
        noFault(page);
        page.getByLabel("What was said, seen or done").fill("Half a sentence");
        assertThat(page.locator("#kept")).containsText("Kept at 10:00");
        page.navigate("/children/" + family.get(0));
        page.navigate("/children/" + family.get(0) + "/happened");
        assertThat(page.getByLabel("What was said, seen or done")).hasValue("Half a sentence");
        assertThat(page.locator("#also-" + family.get(1))).isChecked();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Record").setExact(true))
                .click();
        assertThat(page.locator(".govuk-error-summary"))
                .containsText("Say why Test Child " + family.get(0) + " was not seen alone");
        assertThat(page.getByLabel("What was said, seen or done")).hasValue("Half a sentence");
        noFault(page);
        page.setViewportSize(768, 1024);
        noFault(page);
    }

    @Test
    @DisplayName(
            "a slip is put right from the line itself, with its reason, at 390 pixels: both versions are there to be"
                    + " read (SWI-FIL-03)")
    void correction() {
        Page page = childsPage(390, 844);
        page.navigate("/children/" + family.get(0) + "/happened");
        page.getByLabel("Telephone call").check();
        page.getByLabel("What was said, seen or done").fill("He was ill on Monday.");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Record").setExact(true))
                .click();
        noFault(page);
        page.getByText("Add or correct").click();
        page.getByLabel("What was said, seen or done").fill("He was ill on Tuesday.");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Correct").setExact(true))
                .click();
        assertThat(page.locator(".govuk-error-summary")).containsText("Say why");
        assertThat(page.getByLabel("What was said, seen or done")).hasValue("He was ill on Tuesday.");
        noFault(page);
        page.getByText("Who may do this, and why").click();
        assertThat(page.getByText("Who wrote it, within 14 days").first()).isVisible();
        page.getByLabel("Why it is corrected").fill("Read the wrong line");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Correct").setExact(true))
                .click();
        assertThat(page.locator(".cp-mark")).containsText("because: Read the wrong line");
        assertThat(page.locator(".cp-line")).containsText("He was ill on Tuesday.");
        page.getByText("As it was recorded").first().click();
        assertThat(page.locator("del")).containsText("He was ill on Monday.");
        noFault(page);
        page.setViewportSize(1280, 1000);
        noFault(page);
    }

    @Test
    @DisplayName(
            "from Tasklist: \"phone call\" in the start dialog, and Enter, leads to the page where it is said for whom"
                    + " (SWI-FIL-03)")
    void fromTasklist() {
        Page page = browser.tasklist("http://localhost:" + port, "sw.north");
        page.locator(".start-process-action a").click();
        page.locator(".modal-dialog .modal-header input").fill("phone call");
        assertThat(page.locator(".child-pathways-starts-list a").first()).hasText("Record what happened");
        page.locator(".modal-dialog .modal-header input").press("Enter");
        page.waitForURL("**/happened");
        assertThat(page.locator("h1")).hasText("Record what happened");
        page.onPageError(complaints::add);
        page.locator(".cp-starts a")
                .filter(new Locator.FilterOptions().setHasText(family.get(0)))
                .click();
        assertThat(page.locator("h1")).containsText(family.get(0));
        page.goBack();
        noFault(page);
    }
}
