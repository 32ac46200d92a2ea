package uk.childpathways.submissions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journeys;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("A form in Tasklist")
class TasklistFormsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String MANAGER = "tm.north";
    private static TestBrowser browser;

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    @Autowired
    Chronology chronology;

    private String child;

    @BeforeAll
    static void openBrowser() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void aChildAndTheModel() {
        child = "T-TL-" + NUMBER.incrementAndGet();
        children.put(
                new Child(child, "Robin Test", LocalDate.of(2018, 5, 1), null, null, "north", "sw.north", null, false));
        repository
                .createDeployment()
                .name("tasklist-test")
                .enableDuplicateFiltering(true)
                .addClasspathResource("tasklist-test/tasklist-test.bpmn")
                .addClasspathResource("tasklist-test/tasklist-test-start.form")
                .addClasspathResource("tasklist-test/tasklist-test-discussion.form")
                .deploy();
    }

    private String address() {
        return "http://localhost:" + port;
    }

    /** An open, claimed task, shown in Tasklist. */
    private Page taskOf(String instance) {
        String task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        tasks.setAssignee(task, MANAGER);
        Page page = browser.tasklist(address(), MANAGER);
        page.navigate("/camunda/app/tasklist/default/#/?task=" + task);
        page.locator(".fjs-form").waitFor();
        return page;
    }

    private String start() {
        return runtime.startProcessInstanceByKey("tasklist-test", Map.of("childRef", child, "referredOn", "2026-04-02"))
                .getId();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void choose(Page page, Locator field, String option) {
        field.locator(".fjs-input-group").click();
        page.locator(".fjs-dropdownlist-item", new Page.LocatorOptions().setHasText(option))
                .first()
                .click();
    }

    private static Locator select(Page page, String label) {
        return page.locator(
                ".fjs-form-field-select",
                new Page.LocatorOptions().setHas(page.locator("label", new Page.LocatorOptions().setHasText(label))));
    }

    private static void fillDate(Page page, String id, String day) {
        Locator date = page.locator("input.fjs-input[id$='" + id + "-date']");
        date.fill(day);
        date.press("Enter");
    }

    @Test
    @DisplayName("starts a process with a child from the list and repeating rows, after showing what is missing")
    void startDialog() {
        Page page = browser.tasklist(address(), MANAGER);
        page.locator("a", new Page.LocatorOptions().setHasText("Start process"))
                .first()
                .click();
        page.locator(".modal-dialog").locator(".modal-header input").fill("Tasklist test");
        page.locator(
                        ".modal-dialog .child-pathways-starts-list a",
                        new Page.LocatorOptions().setHasText("Tasklist test"))
                .click();
        page.locator(".modal-dialog .fjs-form").waitFor();
        button(page, "Start").click();
        assertThat(page.locator(".modal-dialog .alert:visible"))
                .containsText("Please look at these answers again: Child; Referred on; What.");
        choose(page, select(page, "Child"), child);
        fillDate(page, "Field_referredOn", "02/04/2026");
        page.locator(".fjs-form-field-textfield input").fill("A bruise");
        button(page, "Start").click();
        assertThat(page.locator(".modal-dialog")).isHidden();
        ChronologyEntry told =
                chronology.ofJourney(journeys.running(child).get(0).id()).get(0);
        assertThat(told.answers())
                .containsEntry("referredOn", "2026-04-02")
                .containsEntry("worries", List.of(Map.of("worry", "A bruise")));
        assertThat(told.by()).isEqualTo(MANAGER);
        page.context().close();
    }

    @Test
    @DisplayName("is completed with repeating rows, and text pasted just before the click is not lost")
    void completesRows() {
        String instance = start();
        UUID journey = journeys.ofProcessInstance(instance).orElseThrow().id();
        Page page = taskOf(instance);
        assertThat(page.locator(".fjs-form")).containsText("Robin Test");
        assertThat(page.locator("input.fjs-input[id$='Field_discussionHeldOn-date']"))
                .hasAttribute("placeholder", "dd/mm/yyyy");

        button(page, "Complete").click();
        assertThat(page.locator(".page-notifications .alert:visible")).containsText("Date of the discussion");
        assertThat(tasks.createTaskQuery().processInstanceId(instance).count()).isOne();

        fillDate(page, "Field_discussionHeldOn", "03/04/2026");
        choose(page, select(page, "How it was held"), "Video call");
        for (int row = 0; row < 2; row++) {
            Locator rows = page.locator(".fjs-repeat-row-container").nth(row);
            choose(page, rows.locator(".fjs-form-field-select").nth(0), row == 0 ? "Police" : "Health");
            rows.locator(".fjs-form-field-textfield input").fill("Person " + row);
            choose(page, rows.locator(".fjs-form-field-select").nth(1), "Attended");
        }
        page.getByLabel("What each agency knows that matters here").fill("Known.");
        page.getByLabel("No section 47 enquiry").check();
        String reasons = "Because of what was seen and heard. ".repeat(200);
        page.getByLabel("Why this outcome, and why not a lesser or a stronger one")
                .fill(reasons);
        button(page, "Complete").click();
        assertThat(page.locator(".fjs-form")).isHidden();

        ChronologyEntry entry =
                chronology.latest(journey, "tasklist-test-discussion").orElseThrow();
        assertThat(entry.answers())
                .containsEntry("discussionHeldOn", "2026-04-03")
                .containsEntry("outcomeReasons", reasons)
                .containsEntry(
                        "agencies",
                        List.of(
                                Map.of("agency", "police", "who", "Person 0", "part", "attended"),
                                Map.of("agency", "health", "who", "Person 1", "part", "attended")));
        page.context().close();
    }

    @Test
    @DisplayName("wears our name, no vendor's banner, and a notice never lies over Complete")
    void branded() {
        Page page = taskOf(start());
        assertThat(page.locator(".navbar-brand")).containsText("Child Pathways");
        assertThat(page.locator(".ce-eol-banner")).isHidden();
        button(page, "Complete").click();
        Locator notice = page.locator(".page-notifications .alert").first();
        assertThat(notice).isVisible();
        var box = notice.boundingBox();
        var complete = button(page, "Complete").boundingBox();
        assertThat(box.y + box.height).as("the notice ends above the button").isLessThanOrEqualTo(complete.y);
        page.locator("a", new Page.LocatorOptions().setHasText("Why this date")).click();
        assertThat(page.locator(".why-this-date")).containsText("Still open, due");
        assertThat(page.locator(".why-this-date")).containsText("STAT-S47-02");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "tasklist.png")));
        page.context().close();
    }
}
