package uk.childpathways.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One person at work in Tasklist: what they find there for a child, and what they open. */
public final class Tasklist implements AutoCloseable {

    private final Page page;
    private final Supplier<LocalDate> today;
    private final String all;

    public Tasklist(TestBrowser browser, String address, String user, Supplier<LocalDate> today) {
        this.today = today;
        page = browser.tasklist(address, user);
        all = filter("All tasks I may see");
    }

    public Page page() {
        return page;
    }

    private String filter(String name) {
        Object id = page.evaluate("""
                async name => (await (await fetch('/camunda/api/engine/engine/default/filter')).json())
                  .find(filter => filter.name === name).id""", name);
        return id.toString();
    }

    /** Opens the form of a process in the list of those that this person may start. */
    public TasklistForm start(String process) {
        page.locator("a", new Page.LocatorOptions().setHasText("Start process"))
                .first()
                .click();
        // The list shows fifteen at a time; people search it.
        page.locator(".modal-dialog").locator(".modal-header input").fill(process);
        Response known = page.waitForResponse(
                response -> response.url().contains("/form-variables"),
                () -> page.locator(
                                ".modal-dialog .child-pathways-starts-list a",
                                new Page.LocatorOptions().setHasText(process))
                        .first()
                        .click());
        known.finished();
        Locator form = page.locator(".modal-dialog .fjs-form");
        form.waitFor();
        return new TasklistForm(page, form, today.get());
    }

    /** What the cards of the child's tasks are headed with: the label, and what it is about. */
    public List<String> tasks(String child) {
        list(child);
        return page.locator(".tasks-list .task h4.task").allInnerTexts().stream()
                .map(String::trim)
                .toList();
    }

    /** Opens the child's task with this label, takes it if nobody has it, and waits for its form. */
    public TasklistForm open(String child, String label) {
        list(child);
        // A card says after the label which action, document or missed standard it is.
        Pattern exactly = Pattern.compile("^\\s*(Returned to you – )?" + TasklistForm.literally(label) + "(:.*)?\\s*$");
        Locator card = page.locator(".tasks-list li.task")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("h4.task", new Page.LocatorOptions().setHasText(exactly))));
        if (card.count() != 1) {
            throw new AssertionError("Cards '" + label + "' of " + child + ": " + card.count() + " among "
                    + page.locator(".tasks-list .task h4.task").allInnerTexts());
        }
        card.locator("a").first().click();
        page.locator(".task-card h2.task")
                .filter(new Locator.FilterOptions().setHasText(label))
                .waitFor();
        Locator form = page.locator(".task-card .fjs-form");
        form.waitFor();
        Locator claim = page.locator(".task-card .claim");
        if (claim.isVisible()) {
            claim.click();
        }
        page.waitForCondition(() -> page.locator(".task-card .disabled-form").count() == 0);
        return new TasklistForm(page, form, today.get());
    }

    /** What the tab beside the form says about the due date of the open task. */
    public String whyThisDate() {
        tab("Why this date");
        Locator why = page.locator(".why-this-date .why-this-date-text");
        why.waitFor();
        String text = page.locator(".why-this-date").innerText();
        tab("Form");
        page.locator(".task-card .fjs-form").waitFor();
        return text;
    }

    /** What the tab beside the form says of the standards behind the open task. */
    public String whatGoodLooksLike() {
        tab("What good looks like");
        page.locator(".clauses-behind-task").first().waitFor();
        String text = page.locator(".task-card .why-this-date").innerText();
        tab("Form");
        page.locator(".task-card .fjs-form").waitFor();
        return text;
    }

    private void tab(String label) {
        page.locator(".task-card .nav-tabs a")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + label + "\\s*$")))
                .click();
    }

    /** What the cards of the child's tasks say besides the label. */
    public List<String> cards(String child) {
        list(child);
        return page.locator(".tasks-list li.task").allInnerTexts();
    }

    private void list(String child) {
        String search = "[{\"type\":\"processVariables\",\"operator\":\"eq\",\"value\":\"" + child
                + "\",\"name\":\"childRef\"}]";
        Response response;
        try {
            response = asked(child, search);
        } catch (TimeoutError e) {
            // It was seen once, in a whole run: what the page says then is what is needed to find out why.
            System.out.println("The list of " + child + " did not come: " + page.url() + "\n"
                    + page.locator("body").innerText());
            screenshot("list-did-not-come");
            response = asked(child, search);
        }
        int expected = number(response);
        page.waitForCondition(() -> page.locator(".tasks-list li.task").count() == expected);
    }

    private Response asked(String child, String search) {
        page.navigate("about:blank");
        return page.waitForResponse(
                answer -> answer.url().contains("/filter/" + all + "/list")
                        && answer.request().postData().contains(child),
                () -> page.navigate("/camunda/app/tasklist/default/#/?filter=" + all + "&searchQuery="
                        + URLEncoder.encode(search, StandardCharsets.UTF_8)));
    }

    private static int number(Response response) {
        try {
            JsonNode list = new ObjectMapper().readTree(response.body());
            return list.path("_embedded").path("task").size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void close() {
        page.context().close();
    }
}
