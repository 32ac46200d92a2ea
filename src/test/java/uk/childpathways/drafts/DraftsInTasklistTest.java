package uk.childpathways.drafts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.FindByIndexNameSessionRepository;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("Nothing typed in Tasklist is lost, and nothing stays behind")
class DraftsInTasklistTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String WORDS = "Bruises, as the school nurse saw them";
    private static final String QUESTION = "What each agency knows that matters here";

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
    JdbcTemplate db;

    @Autowired
    FindByIndexNameSessionRepository<?> sessions;

    private final List<String> complaints = new ArrayList<>();
    private TestBrowser browser;
    private String task;

    @BeforeEach
    void aTask() {
        TestForms.deploy(repository);
        db.update("delete from pathways.draft where process_key = ?", TestForms.PROCESS);
        task = task("tm.north");
        browser = new TestBrowser();
    }

    @AfterEach
    void close() {
        browser.close();
        assertThat(complaints).as("errors on the page").isEmpty();
    }

    // ---- the people and what they see ----

    private String task(String assignee) {
        String child = "T-DRAFTS-TL-" + NUMBER.incrementAndGet();
        children.put(new Child(
                child, "Robin Draft", LocalDate.of(2018, 5, 1), null, null, "north", "sw.north", null, false));
        String instance = runtime.startProcessInstanceByKey(
                        TestForms.PROCESS, Map.of("childRef", child, "referredOn", "2026-04-02"))
                .getId();
        String id = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        tasks.setAssignee(id, assignee);
        return id;
    }

    private String address() {
        return "http://localhost:" + port;
    }

    private Page tasklist(String user) {
        return watched(browser.tasklist(address(), user));
    }

    private Page watched(Page page) {
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    private Page atTask(String user) {
        Page page = tasklist(user);
        open(page, task);
        return page;
    }

    private static void open(Page page, String task) {
        page.evaluate("task => location.hash = '#/?task=' + task", task);
        ready(page);
    }

    /** The form stands there with what was kept. */
    private static void ready(Page page) {
        page.locator(".draft-line").first().waitFor();
        page.waitForCondition(() -> (boolean)
                page.evaluate("() => !document.querySelector('[inert]') && !document.querySelector('.disabled-form')"));
    }

    private static Locator field(Page page) {
        return page.getByLabel(QUESTION);
    }

    private static Locator line(Page page) {
        return page.locator(".draft-line");
    }

    private static Locator press(Page page, String words) {
        return line(page)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(words).setExact(true));
    }

    private static void type(Page page, String words) {
        field(page).fill(words);
        assertThat(line(page)).containsText("Kept at");
    }

    private static Locator dialog(Page page) {
        return page.locator(".modal-dialog");
    }

    private static void startForm(Page page) {
        page.locator("a", new Page.LocatorOptions().setHasText("Start process"))
                .first()
                .click();
        dialog(page).locator(".modal-header input").fill("Drafts test");
        dialog(page)
                .locator(".child-pathways-starts-list a", new Locator.LocatorOptions().setHasText("Drafts test"))
                .first()
                .click();
        ready(page);
    }

    private static Locator worry(Page page) {
        return dialog(page).locator(".fjs-form-field-textfield input").first();
    }

    private String kept() {
        return String.join(
                "\n",
                db.queryForList(
                        "select answers from pathways.draft where task_id = ? order by author", String.class, task));
    }

    private static void look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    // ---- at a task ----

    @Test
    @DisplayName("what is typed without a pause is on the server within 3 seconds, with the time shown")
    void withinThreeSeconds() {
        Page page = atTask("tm.north");
        field(page).focus();
        long begun = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            page.keyboard().type(WORDS.substring(i, i + 1));
            page.waitForTimeout(90);
        }
        while (System.nanoTime() - begun < 3_000_000_000L) {
            page.waitForTimeout(10);
        }
        assertThat(kept()).as("typed at first").contains(WORDS.substring(0, 5));
        page.keyboard().type("!");
        assertThat(line(page)).containsText(java.util.regex.Pattern.compile("Kept at \\d\\d:\\d\\d"));
        page.waitForTimeout(3000);
        assertThat(kept()).contains(WORDS.substring(0, 30) + "!");
        assertThat(field(page)).hasValue(WORDS.substring(0, 30) + "!");
        assertThat(field(page)).isFocused();
    }

    @Test
    @DisplayName("it survives another task, Back, a reload, a browser that crashes, and is there on another computer")
    void survives() {
        String other = task("tm.north");
        Page page = atTask("tm.north");
        field(page).fill(WORDS);
        open(page, other);
        assertThat(field(page)).hasValue("");
        open(page, task);
        assertThat(field(page)).hasValue(WORDS);
        assertThat(line(page)).containsText("is in the form again");

        field(page).fill(WORDS + ", 1");
        page.locator("a", new Page.LocatorOptions().setHasText("Children"))
                .first()
                .click();
        page.waitForURL("**/children");
        page.goBack();
        ready(page);
        assertThat(field(page)).hasValue(WORDS + ", 1");

        field(page).fill(WORDS + ", 2");
        page.reload();
        ready(page);
        assertThat(field(page)).hasValue(WORDS + ", 2");

        Page elsewhere = atTask("tm.north");
        assertThat(field(elsewhere)).hasValue(WORDS + ", 2");
        elsewhere.context().close();

        type(page, WORDS + ", 3");
        page.waitForTimeout(3000);
        browser.crash();
        browser = new TestBrowser();
        assertThat(field(atTask("tm.north"))).hasValue(WORDS + ", 3");
    }

    @Test
    @DisplayName("it is thrown away only when that was asked and answered, and the form is as it was")
    void thrownAway() {
        Page page = atTask("tm.north");
        type(page, WORDS);
        press(page, "Throw away what I typed").click();
        assertThat(line(page)).containsText("It cannot be brought back");
        look(page, "draft-throw-away");
        press(page, "Keep it").click();
        assertThat(field(page)).hasValue(WORDS);
        press(page, "Throw away what I typed").click();
        press(page, "Throw it away").click();
        assertThat(field(page)).hasValue("");
        assertThat(kept()).isEmpty();
        page.reload();
        ready(page);
        assertThat(field(page)).hasValue("");
        assertThat(line(page)).containsText("What you type is kept as you go");
    }

    @Test
    @DisplayName(
            "a second person is told who types; after the task was handed over they see what was typed, marked, and"
                    + " take it over")
    void twoPeople() {
        Page first = atTask("tm.north");
        type(first, WORDS);
        tasks.setAssignee(task, "sw.north");
        tasks.setAssignee(task, null);
        Page second = tasklist("sw.north");
        second.evaluate("task => location.hash = '#/?task=' + task", task);
        line(second).waitFor();
        assertThat(line(second)).containsText("Helen Marsh is typing here since");
        assertThat(line(second)).not().containsText(WORDS);
        look(second, "draft-second-person");

        second.locator(".task-card .claim").click();
        assertThat(line(second)).containsText("Typed by Helen Marsh on");
        line(second).locator("summary").click();
        assertThat(line(second)).containsText(WORDS);
        look(second, "draft-handed-over");
        press(second, "Put this into the form").click();
        assertThat(field(second)).hasValue(WORDS);
        assertThat(line(second)).containsText("Kept at");

        field(first).fill(WORDS + ", more");
        assertThat(line(first)).containsText("is typing here since");
        assertThat(kept()).contains(WORDS + ", more");
    }

    @Test
    @DisplayName("two windows of one person do not overwrite each other: which is kept is asked")
    void twoWindows() {
        Page here = atTask("tm.north");
        Page there = atTask("tm.north");
        type(here, WORDS);
        field(there).fill("Something else");
        assertThat(line(there)).containsText("in another window too");
        look(there, "draft-two-windows");
        assertThat(kept()).contains(WORDS);
        press(there, "What I typed in the other window").click();
        assertThat(field(there)).hasValue(WORDS);

        field(there).fill("From there");
        there.waitForCondition(() -> kept().contains("From there"));
        field(here).fill("From here");
        press(here, "What stands here").click();
        here.waitForCondition(() -> kept().contains("From here"));
        assertThat(field(here)).hasValue("From here");
    }

    @Test
    @DisplayName("a form that was changed under it keeps what fits and shows the rest")
    void formChanged() {
        Page page = atTask("tm.north");
        page.getByLabel("Why this outcome, and why not a lesser or a stronger one")
                .fill("Kept reasons");
        type(page, WORDS);
        page.waitForCondition(() -> kept().contains(WORDS));
        TestForms.change(
                repository,
                form -> form.replace("\"informationShared\"", "\"byAgency\"").replace("\"" + QUESTION, "\"By agency"));
        try {
            page.reload();
            ready(page);
            assertThat(page.getByLabel("Why this outcome, and why not a lesser or a stronger one"))
                    .hasValue("Kept reasons");
            assertThat(page.getByLabel("By agency")).hasValue("");
            assertThat(line(page)).containsText("Typed before the form changed");
            assertThat(line(page)).containsText(QUESTION);
            assertThat(line(page)).containsText(WORDS);
            look(page, "draft-form-changed");
        } finally {
            TestForms.change(repository, form -> form);
        }
    }

    @Test
    @DisplayName("while the server does not answer the form says so, goes on trying, and keeps it then")
    void serverAway() {
        Page page = atTask("tm.north");
        page.context().setOffline(true);
        field(page).fill(WORDS);
        assertThat(line(page)).containsText("Not kept at this moment. The server does not answer.");
        look(page, "draft-not-kept");
        assertThat(kept()).isEmpty();
        page.context().setOffline(false);
        assertThat(line(page)).containsText("Kept at");
        assertThat(kept()).contains(WORDS);
    }

    @Test
    @DisplayName("a task that ended meanwhile says that nothing is kept any more, and leaves the words to be copied")
    void ended() {
        Page page = atTask("tm.north");
        type(page, WORDS);
        ClearedAway.instance(
                runtime, tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId(), "another way");
        field(page).fill(WORDS + ", more");
        assertThat(line(page)).containsText("This task is over");
        assertThat(field(page)).hasValue(WORDS + ", more");
    }

    @Test
    @DisplayName("completed, it is gone")
    void completed() {
        Page page = atTask("tm.north");
        type(page, WORDS);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Complete").setExact(true))
                .click();
        assertThat(page.locator(".page-notifications .alert:visible")).containsText("Date of the discussion");
        page.locator(".page-notifications .alert:visible .close:visible")
                .first()
                .click();
        assertThat(field(page)).hasValue(WORDS);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")))
                .hasCount(0);
        Locator date = page.locator("input.fjs-input[id$='Field_discussionHeldOn-date']");
        date.fill("03/04/2026");
        date.press("Enter");
        choose(page, page.locator(".fjs-form-field-select").nth(0), "Video call");
        for (int row = 0; row < 2; row++) {
            Locator fields = page.locator(".fjs-repeat-row-container").nth(row);
            choose(page, fields.locator(".fjs-form-field-select").nth(0), row == 0 ? "Police" : "Health");
            fields.locator(".fjs-form-field-textfield input").fill("Person " + row);
            choose(page, fields.locator(".fjs-form-field-select").nth(1), "Attended");
        }
        page.getByLabel("No section 47 enquiry").check();
        page.getByLabel("Why this outcome, and why not a lesser or a stronger one")
                .fill("Seen and heard.");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Complete").setExact(true))
                .click();
        assertThat(page.locator(".fjs-form")).isHidden();
        assertThat(kept()).isEmpty();
    }

    private static void choose(Page page, Locator field, String option) {
        field.locator(".fjs-input-group").click();
        page.locator(".fjs-dropdownlist-item", new Page.LocatorOptions().setHasText(option))
                .first()
                .click();
    }

    // ---- the dialog that starts ----

    @Test
    @DisplayName(
            "a start dialog with text in it closes neither by Esc nor by a click beside it; closed or reloaded, the text"
                    + " is there when it is opened again; begun for another child, both are kept; started, it is gone (A1)")
    void startDialog() {
        Page page = tasklist("tm.north");
        startForm(page);
        page.keyboard().press("Escape");
        assertThat(dialog(page)).hasCount(0);
        startForm(page);
        Locator date = dialog(page).locator("input.fjs-input[id$='Field_referredOn-date']");
        worry(page).fill(WORDS);
        date.click();
        assertThat(page.locator(".flatpickr-calendar.open")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        page.mouse().click(5, 700);
        page.waitForTimeout(500);
        assertThat(worry(page)).hasValue(WORDS);
        assertThat(line(page)).containsText("Kept at");
        look(page, "draft-start-kept");

        dialog(page)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Close").setExact(true))
                .last()
                .click();
        assertThat(dialog(page)).hasCount(0);
        startForm(page);
        assertThat(worry(page)).hasValue(WORDS);
        assertThat(line(page)).containsText("is in the form again");
        look(page, "draft-restored");
        page.reload();
        ready(page);
        assertThat(worry(page)).hasValue(WORDS);

        press(page, "Keep this for later and begin another").click();
        assertThat(worry(page)).hasValue("");
        worry(page).fill("About another child");
        assertThat(line(page)).containsText("Kept at");
        assertThat(line(page)).containsText("You also began this");
        press(page, "Go on with that one").click();
        assertThat(worry(page)).hasValue(WORDS);

        String child = "T-DRAFTS-ST-" + NUMBER.incrementAndGet();
        children.put(new Child(
                child, "Robin Start", LocalDate.of(2018, 5, 1), null, null, "north", "sw.north", null, false));
        page.reload();
        ready(page);
        choose(page, dialog(page).locator(".fjs-form-field-select"), child);
        date.fill("02/04/2026");
        date.press("Enter");
        String here = worry(page).inputValue();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Start").setExact(true))
                .click();
        assertThat(dialog(page)).hasCount(0);
        List<String> left = db.queryForList(
                "select answers from pathways.draft where process_key = ?", String.class, TestForms.PROCESS);
        assertThat(left).hasSize(1);
        assertThat(left.get(0)).doesNotContain(here);
    }

    // ---- the session, and what stays ----

    @Test
    @DisplayName(
            "a session about to end warns and goes on when asked; one that ended asks for the password once, and what was"
                    + " typed meanwhile is kept (A13)")
    void sessionEnds() {
        Page page = browser.open(address());
        watched(page).context().clock().install();
        TestBrowser.tasklist(page, "tm.north");
        open(page, task);
        page.clock().fastForward("24:30");
        page.waitForTimeout(300);
        assertThat(page.locator("#session-ends")).hasCount(0);
        page.clock().fastForward("01:00");
        assertThat(page.locator("#session-ends")).containsText("You will be logged out at");
        look(page, "session-ends");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stay logged in"))
                .click();
        assertThat(page.locator("#session-ends")).hasCount(0);

        sessions.findByPrincipalName("tm.north").keySet().forEach(sessions::deleteById);
        field(page).fill(WORDS);
        Locator box = page.locator("#session-ended");
        assertThat(box).containsText("Your session has ended");
        assertThat(line(page)).containsText("It is kept as soon as you have logged in");
        look(page, "session-ended-while-typing");
        Page login = page.waitForPopup(() -> box.locator("a").click());
        login.getByLabel("User name").fill("tm.north");
        login.getByLabel("Password").fill("pathways");
        login.locator("button[type=submit]").click();
        assertThat(box).hasCount(0);
        assertThat(line(page)).containsText("Kept at");
        assertThat(kept()).contains(WORDS);
    }

    @Test
    @DisplayName(
            "after log-out no other tab shows it, whoever logs in next finds none of it, and nothing on the browser's disk"
                    + " has a word of it (A3)")
    void nothingStays(@TempDir Path profile) {
        String unheard = "Quillwortandflummox";
        BrowserContext installed = browser.installedIn(profile, address());
        Page page = TestBrowser.tasklist(installed.pages().get(0), "tm.north");
        watched(page);
        open(page, task);
        field(page).fill(unheard + " at a task");
        assertThat(line(page)).containsText("Kept at");
        startForm(page);
        worry(page).fill(unheard + " at a start");
        assertThat(line(page).last()).containsText("Kept at");
        assertThat((String) page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })"))
                .doesNotContain(unheard);
        page.reload();
        dialog(page).locator(".draft-line").waitFor();
        ready(page);
        Page other = installed.newPage();
        other.navigate("/camunda/app/tasklist/default/#/?task=" + task);
        ready(other);
        assertThat(field(other)).hasValue(unheard + " at a task");

        dialog(page)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Close").setExact(true))
                .last()
                .click();
        page.locator("a.dropdown-toggle, .account a, .user-account a")
                .filter(new Locator.FilterOptions().setHasText("Helen Marsh"))
                .first()
                .click();
        page.locator("li.logout a").click();
        page.waitForURL("**/login?out");
        other.waitForURL("**/login?out");
        page.goBack();
        page.waitForTimeout(1000);
        assertThat(page.content()).doesNotContain(unheard);

        tasks.setAssignee(task, null);
        page.navigate("/login");
        TestBrowser.tasklist(page, "sw.north");
        page.evaluate("task => location.hash = '#/?task=' + task", task);
        page.locator(".task-card .fjs-form").waitFor();
        line(page).waitFor();
        page.waitForTimeout(500);
        assertThat(page.content()).doesNotContain(unheard);
        assertThat((String) page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })"))
                .doesNotContain(unheard);
        installed.close();
        assertThat(filesWith(profile, "localhost:" + port))
                .as("what was visited is found, so that would be too")
                .isNotEmpty();
        assertThat(filesWith(profile, unheard)).isEmpty();
    }

    private static List<Path> filesWith(Path folder, String words) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            holds(file, words, StandardCharsets.UTF_8) || holds(file, words, StandardCharsets.UTF_16LE))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path file, String words, Charset written) {
        try {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return content.contains(new String(words.getBytes(written), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
