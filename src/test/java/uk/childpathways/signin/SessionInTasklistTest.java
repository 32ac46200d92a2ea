package uk.childpathways.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("Tasklist stands open while the session ends")
class SessionInTasklistTest {

    @LocalServerPort
    int port;

    @Autowired
    Sessions sessions;

    @Test
    @DisplayName("our login in another tab and back to the text; log-out ends on our page")
    void backToTheText() {
        try (TestBrowser browser = new TestBrowser()) {
            List<String> complaints = new ArrayList<>();
            Page page = browser.tasklist("http://localhost:" + port, "sw2.north");
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                    complaints.add(message.text());
                }
            });
            page.locator("a", new Page.LocatorOptions().setHasText("Start process"))
                    .first()
                    .click();
            page.locator(".modal-dialog").locator(".modal-header input").fill("S47");
            page.locator(
                            ".modal-dialog .child-pathways-starts-list a",
                            new Page.LocatorOptions().setHasText("S47 enquiry"))
                    .first()
                    .click();
            Locator concern = page.locator(".modal-dialog .fjs-form textarea").first();
            concern.fill("typed before the session ended");

            sessions.endAll("sw2.north");
            page.evaluate(
                    "() => { const x = new XMLHttpRequest(); x.open('GET', '/camunda/api/engine/engine/default/task/count');"
                            + " x.setRequestHeader('Accept', 'application/json');"
                            + " x.onload = () => { window.answered = x.status; }; x.send(); }");
            Locator box = page.locator("#session-ended");
            assertThat(box).containsText("Your session has ended");
            assertThat(page.getByLabel("Username")).hasCount(0);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/session-ended.png")));
            assertThat(page.evaluate("() => window.answered")).as("waits").isNull();

            Page second = page.waitForPopup(() -> box.locator("a").click());
            second.getByLabel("User name").fill("sw2.north");
            second.getByLabel("Password").fill("pathways");
            second.locator("button[type=submit]").click();
            assertThat(box).hasCount(0);
            page.waitForCondition(() -> Integer.valueOf(200).equals(page.evaluate("() => window.answered")));
            assertThat(concern.inputValue()).isEqualTo("typed before the session ended");

            page.navigate("about:blank");
            page.navigate("/camunda/app/tasklist/default/");
            page.locator(".navbar-brand").waitFor();
            page.locator(".account a, .user-account a, a.dropdown-toggle")
                    .filter(new Locator.FilterOptions().setHasText("Joe Whitfield"))
                    .first()
                    .click();
            page.locator("li.logout a").click();
            page.waitForURL("**/login?out");
            assertThat(page.locator("main")).containsText("You have logged out");
            assertThat(complaints).as("what the browser refused by the policy").isEmpty();
        }
    }
}
