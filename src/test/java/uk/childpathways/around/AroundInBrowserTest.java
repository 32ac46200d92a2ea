package uk.childpathways.around;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
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
@DisplayName("The people around a child, on pages")
class AroundInBrowserTest {

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

    private static void record(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Record").setExact(true))
                .click();
    }

    private static void noFault(Page page) {
        for (int width : new int[] {1280, 768, 390, 320}) {
            page.setViewportSize(width, 900);
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(page.url() + " at " + width)
                    .extracting(
                            rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                    .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s is no wider than %s", page.url(), width)
                    .isEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(
                            "target",
                            "screenshots",
                            page.url().replaceAll("^.*\\d/|\\?.*|\\W+", "-") + "-" + width + ".png")));
        }
        page.setViewportSize(1280, 900);
    }

    @Test
    @DisplayName(
            "a worker puts in mother, father, school and a warning from the child's page; each page is readable from"
                    + " 1280 to 320 px, without a finding of axe; what is wrong is said at its field and nothing typed is lost"
                    + " (SWI-FIL-02 SWI-MPS-03b)")
    void aFamily() {
        Page page = browser.tasklist("http://localhost:" + port, "sw.north");
        page.onPageError(complaints::add);
        page.navigate("/children/" + family.get(0));
        page.getByText("Put in who is around the child").click();
        page.getByText("Add somebody").click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Dana Hart");
        page.getByLabel("What they must not be told").fill("Where the boy sleeps on Fridays");
        page.getByLabel("Born").fill("31/02/1990");
        record(page);
        assertThat(page.getByText("This is not stored yet")).isVisible();
        assertThat(page.getByLabel("What they must not be told")).hasValue("Where the boy sleeps on Fridays");
        noFault(page);
        page.getByLabel("Born").fill("May 1990");
        page.getByLabel("To the child").selectOption("mother");
        page.locator("#responsibility-yes").check();
        page.getByLabel("Lives with the child").check();
        page.getByLabel("Telephone").fill("01632 960 411");
        page.locator("input[name=also]").check();
        record(page);
        assertThat(page.getByText("It is on the record.")).isVisible();
        assertThat(page.getByText("Parental responsibility: Dana Hart.")).isVisible();
        page.getByText("Add somebody").click();
        assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Oakfield School");
        page.getByText("Kept at").waitFor();
        page.goBack();
        page.reload();
        page.getByText("Add somebody").click();
        assertThat(page.getByText("is here again")).isVisible();
        assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("Oakfield School");
        page.getByLabel("To the child").selectOption("school");
        record(page);
        page.getByText("Add a warning for whoever visits").click();
        page.getByLabel("What is it").selectOption("dog");
        page.getByLabel("What a colleague must know, and do").fill("Ring before you come in.");
        noFault(page);
        record(page);
        assertThat(page.locator("svg.cp-tree circle")).hasCount(1);
        noFault(page);
        page.getByText("Change: Dana Hart").click();
        assertThat(page.getByLabel("Born")).hasValue("May 1990");
        assertThat(page.locator("input[name=also]")).isChecked();
        page.navigate("/children/" + family.get(0));
        assertThat(page.getByText("Dog: Ring before you come in.")).isVisible();
        noFault(page);
        page.navigate("/children/" + family.get(1) + "/people");
        assertThat(page.getByText("Parental responsibility: Dana Hart.")).isVisible();
        page.navigate("/children?q=dana+hart");
        assertThat(page.getByText("Dana Hart, around the child").first()).isVisible();
    }
}
