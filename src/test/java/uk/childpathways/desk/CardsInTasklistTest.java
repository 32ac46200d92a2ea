package uk.childpathways.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.children.Children;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.Tasklist;
import uk.childpathways.testing.TasklistForm;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("Tasklist at a desk, on a tablet and on a telephone")
class CardsInTasklistTest {

    private static final String TASK = "Allocate case";
    private static final String LOOK_AGAIN = "You look at it again on";

    @LocalServerPort
    int port;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    private TestBrowser browser;
    private String child;

    @BeforeEach
    void twoCasesWithoutWorkerOnMonday() {
        practice.itIs("2026-11-30T09:00");
        child = opened();
        opened();
        browser = new TestBrowser();
    }

    @AfterEach
    void close() {
        browser.close();
        practice.backToToday();
    }

    private String opened() {
        return opened(practice.child());
    }

    private String opened(String ref) {
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", ref));
        practice.carryOn(ref);
        return ref;
    }

    private Tasklist as(String user) {
        return new Tasklist(browser, "http://localhost:" + port, user, practice::today);
    }

    @Test
    @DisplayName(
            "a manager lands on a list with their work; a card says whom, what, until when by the calendar and who has"
                    + " it, late from the first second in words and colour; words find the child's tasks (A5, A6, A7, B7)")
    void cards() {
        Tasklist tasklist = as("tm.north");
        Page page = tasklist.page();
        page.navigate("about:blank");
        page.navigate("/camunda/app/tasklist/default/");
        PlaywrightAssertions.assertThat(page.locator(".task-filter.active h4")).containsText("To do");
        Locator number = page.locator(".task-filter.active .counter");
        PlaywrightAssertions.assertThat(number).hasText(Pattern.compile("[1-9]\\d*"));
        int counted = Integer.parseInt(number.innerText().strip());
        page.waitForCondition(() -> page.locator(".tasks-list li.task").count() == Math.min(counted, 15));
        clean(page, "the list");

        String name = children.get(child).name();
        assertThat(tasklist.cards(child))
                .singleElement()
                .asString()
                .contains(TASK, name + ", " + child, "due tomorrow, Tue 1 December", "nobody yet")
                .doesNotContain("in 2 days", "Created");
        PlaywrightAssertions.assertThat(page.locator("li.task.child-pathways-late"))
                .hasCount(0);
        practice.itIs("2026-12-01T23:59:59");
        assertThat(tasklist.cards(child).get(0)).contains("due today, Tue 1 December");
        practice.itIs("2026-12-02T00:00");
        assertThat(tasklist.cards(child).get(0)).contains("late: was due yesterday, Tue 1 December");
        PlaywrightAssertions.assertThat(page.locator("li.task.child-pathways-late .child-pathways-late-words"))
                .hasCount(1);
        shot(page, "list");

        page.getByLabel("Find by child, family, worker or words").fill(child);
        page.keyboard().press("Enter");
        page.waitForURL("**/work?q=" + child);
        PlaywrightAssertions.assertThat(page.locator("main")).containsText(TASK);
        page.locator("main .cp-card a", new Page.LocatorOptions().setHasText(TASK))
                .first()
                .click();
        PlaywrightAssertions.assertThat(page.locator(".child-pathways-card")).containsText(child);
    }

    @Test
    @DisplayName("of cards due at the same moment brothers and sisters stand together, whoever came between them (A6)")
    void families() {
        List<String> family = practice.siblings(3);
        opened(family.get(2));
        opened();
        opened(family.get(0));
        opened();
        opened(family.get(1));
        Page page = as("tm.north").page();
        List<?> cards = (List<?>) page.evaluate("""
                async () => {
                  const api = '/camunda/api/engine/engine/default/filter';
                  const filters = await (await fetch(api)).json();
                  const toDo = filters.find(filter => filter.name === 'To do').id;
                  const token = decodeURIComponent(document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1]);
                  const answer = await fetch(api + '/' + toDo + '/list?firstResult=0&maxResults=500', {
                    method: 'POST',
                    headers: { Accept: 'application/hal+json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
                    body: JSON.stringify({ sorting: [{ sortBy: 'dueDate', sortOrder: 'asc' }] })
                  });
                  return (await answer.json())._embedded.task
                    .map(task => (task._embedded.variable || []).find(line => line.name === 'childRef'))
                    .map(line => line ? line.value.split(', ').pop() : '');
                }""");
        int first = cards.indexOf(family.get(0));
        assertThat(first).isNotNegative();
        assertThat(cards.subList(first, first + 3).toString()).isEqualTo(family.toString());
    }

    @Test
    @DisplayName(
            "an open task has 480 px on a tablet and takes the lists' place on a telephone, with a way back; a missing"
                    + " answer is in view and has the keyboard; axe finds nothing serious; after Complete the next is offered (A17)")
    void anOpenTask() {
        Tasklist tasklist = as("tm.north");
        TasklistForm form = tasklist.open(child, TASK);
        Page page = tasklist.page();
        Locator details = page.locator(".task-details");
        PlaywrightAssertions.assertThat(page.locator(".child-pathways-card")).containsText("with you");
        clean(page, "an open task");

        page.setViewportSize(768, 1024);
        page.waitForCondition(() -> (int) details.evaluate("part => part.clientWidth") >= 480);
        shot(page, "task");

        page.setViewportSize(390, 844);
        page.locator(".child-pathways-back").click();
        PlaywrightAssertions.assertThat(details).isHidden();
        Locator card = page.locator(".tasks-list li.task h4 a", new Page.LocatorOptions().setHasText(TASK));
        PlaywrightAssertions.assertThat(card).isFocused();
        shot(page, "list");
        card.click();
        PlaywrightAssertions.assertThat(page.locator("section.tasks-list")).isHidden();
        PlaywrightAssertions.assertThat(page.locator(".task-card .fjs-form")).isVisible();
        PlaywrightAssertions.assertThat(page.locator(".task-card h2.task")).isInViewport();
        shot(page, "task");

        page.setViewportSize(320, 700);
        page.locator(".task-card button", new Page.LocatorOptions().setHasText("Complete"))
                .click();
        Locator missing = page.locator(".task-card .fjs-form-field-radio:has(.fjs-form-field-error) input")
                .first();
        PlaywrightAssertions.assertThat(missing).isFocused();
        PlaywrightAssertions.assertThat(missing).isInViewport();
        clean(page, "a task with answers missing");
        shot(page, "missing");
        assertThat((List<?>) details.evaluate("part => [...part.querySelectorAll('*')].filter(each => each.offsetParent"
                        + " && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML)"))
                .isEmpty();

        page.setViewportSize(1280, 900);
        page.waitForTimeout(800);
        form.theRest().complete();
        Locator next = page.locator(".next-task");
        PlaywrightAssertions.assertThat(next).containsText("Done. Next: ");
        clean(page, "what comes next");
        shot(page, "next");
        next.locator("a").first().click();
        PlaywrightAssertions.assertThat(page.locator(".child-pathways-card")).isVisible();
        PlaywrightAssertions.assertThat(next).hasCount(0);
    }

    @Test
    @DisplayName("a task that nobody has says so where its form is, however far one has scrolled, and is taken there")
    void notTakenYet() {
        Tasklist tasklist = as("tm.north");
        assertThat(tasklist.tasks(child)).contains(TASK);
        Page page = tasklist.page();
        page.locator(".tasks-list li.task a", new Page.LocatorOptions().setHasText(TASK))
                .first()
                .click();
        Locator take = page.locator(".child-pathways-take");
        PlaywrightAssertions.assertThat(take).containsText("Nobody has this task yet");
        page.locator(".task-card .fjs-form").waitFor();
        clean(page, "a task that nobody has");
        page.locator(".task-details > .content").evaluate("part => part.scrollTo(0, part.scrollHeight)");
        PlaywrightAssertions.assertThat(take).isInViewport();
        take.getByText("Take this task").click();
        PlaywrightAssertions.assertThat(take).hasCount(0);
        page.waitForCondition(() -> page.locator(".task-card .disabled-form").count() == 0);
        PlaywrightAssertions.assertThat(page.locator(".child-pathways-card")).containsText("with you");
    }

    @Test
    @DisplayName(
            "a bank holiday or a weekend chosen for what is planned, and a year that looks like a slip, are asked about"
                    + " at the field and not refused, in a task and in the dialog that starts a process")
    void days() {
        Tasklist tasklist = as("tm.north");
        TasklistForm form = tasklist.open(child, TASK);
        Page page = tasklist.page();
        Locator asks = page.locator(".child-pathways-asks:visible");
        form.answer(LOOK_AGAIN, "24/12/2026");
        page.waitForTimeout(400);
        PlaywrightAssertions.assertThat(asks).hasCount(0);
        form.answer(LOOK_AGAIN, "25/12/2026");
        PlaywrightAssertions.assertThat(asks)
                .hasText("Friday 25 December 2026 is a bank holiday: Christmas Day. Is that meant?");
        form.answer(LOOK_AGAIN, "26/12/2026");
        PlaywrightAssertions.assertThat(asks).hasText("Saturday 26 December 2026 is on a weekend. Is that meant?");
        clean(page, "a question about a day");
        form.answer(LOOK_AGAIN, "01/11/2027");
        PlaywrightAssertions.assertThat(asks).hasText("1 November 2027 is 11 months ahead. Is the year right?");
        form.answer(LOOK_AGAIN, "29/10/2027");
        PlaywrightAssertions.assertThat(asks).hasCount(0);

        page.navigate("about:blank");
        page.navigate("/camunda/app/tasklist/default/");
        TasklistForm start = tasklist.start("S47 enquiry");
        start.answer("Concern reached us on", "28/11/2025 10:15");
        PlaywrightAssertions.assertThat(asks).hasText("28 November 2025 is a year ago. Is the year right?");
        clean(page, "the dialog that starts a process");
        // A Saturday in the past is nothing to ask about: that is when it reached us.
        start.answer("Concern reached us on", "28/11/2026 10:15");
        PlaywrightAssertions.assertThat(asks).hasCount(0);
    }

    private static void clean(Page page, String where) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .map(rule -> rule.getId() + " "
                                        + rule.getNodes().get(0).getHtml()))
                .as(where)
                .isEmpty();
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target", "screenshots", "tasklist-" + name + "-" + page.viewportSize().width + ".png")));
    }
}
