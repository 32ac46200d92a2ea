package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("The administrator's pages, from an empty team to the first log-in of a person in it")
class DirectoryPagesTest {

    private static final String PASSWORD = "seven quiet herons wading";

    @LocalServerPort
    int port;

    @Autowired
    Directory directory;

    @Autowired
    StaffAdministration staff;

    @AfterEach
    void nobodyOfOursStays() {
        for (String userId : Set.of("test.pages", "test.pages2")) {
            directory
                    .person(userId)
                    .filter(Person::active)
                    .ifPresent(person -> staff.put(
                            new Person(userId, person.name(), Set.of(), null, null, null, null, false, false, false),
                            null));
        }
    }

    private Page page;

    @Test
    @DisplayName("a team, a person, a link, a password, a log-in; a file; somebody leaves; all of it in the trail")
    void wholeWay() {
        try (TestBrowser browser = new TestBrowser()) {
            String address = "http://localhost:" + port;
            page = browser.open(address);
            page.navigate("/people");
            page.getByLabel("User name").fill("admin");
            page.getByLabel("Password").fill("pathways");
            page.locator("main button[type=submit]").click();
            page.locator("h1:has-text('People')").waitFor();
            looksRight("people");

            page.navigate("/people/teams/add");
            page.locator("main button[type=submit]").click();
            assertThat(page.locator(".govuk-error-summary").innerText())
                    .contains("small letters", "Choose the service");
            looksRight("team-wrong");
            fill("id", "test-pages");
            fill("name", "Pages team");
            page.locator("#service").selectOption("family-safeguarding");
            page.locator("main button[type=submit]").click();
            page.locator("h1:has-text('Services and teams')").waitFor();
            assertThat(page.locator("main").innerText()).contains("It has been added.", "Pages team");
            looksRight("teams");

            page.navigate("/people/add");
            fill("userId", "service-managers");
            fill("name", "Zoë <b>Pages</b>");
            fill("email", "nonsense");
            page.locator("#role-social-worker").check();
            page.locator("main button[type=submit]").click();
            assertThat(page.locator(".govuk-error-summary li").allInnerTexts()).hasSize(3);
            assertThat(page.locator("#name").inputValue())
                    .as("nothing typed is lost")
                    .isEqualTo("Zoë <b>Pages</b>");
            assertThat(page.locator("#role-social-worker").isChecked()).isTrue();
            page.locator(".govuk-error-summary a").first().click();
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("userId");
            looksRight("person-wrong");
            fill("userId", "test.pages");
            fill("email", "zoe@pathways.example");
            page.locator("#team").selectOption("test-pages");
            page.locator("main button[type=submit]").click();
            page.locator(".cp-done").waitFor();
            assertThat(page.locator("h1").innerText()).contains("Zoë <b>Pages</b>");
            looksRight("person");

            Page director = browser.open(address);
            director.navigate("/people/confirmations");
            director.getByLabel("User name").fill("director");
            director.getByLabel("Password").fill("pathways");
            director.locator("main button[type=submit]").click();
            director.locator("h1:has-text('People to confirm')").waitFor();
            assertThat(director.locator("article:has-text('test.pages')").innerText())
                    .contains("Zoë <b>Pages</b> is new here.", "Social worker, Pages team", "No role", "Not set yet");
            looksRight(director, "confirmations");
            director.locator("article:has-text('test.pages') summary").click();
            director.locator("article:has-text('test.pages') form >> text=Refuse")
                    .click();
            assertThat(director.locator(".govuk-error-summary").innerText()).contains("Say why");
            looksRight(director, "confirmations-wrong");

            page.getByText("Send a link to set the password").click();
            String link = page.locator("#address").inputValue();
            looksRight("link");

            Page other = browser.open(address);
            other.navigate(link);
            other.getByLabel("New password").fill("too short");
            other.getByLabel("The same once more").fill("too short");
            other.locator("main button[type=submit]").click();
            assertThat(other.locator(".govuk-error-summary").innerText()).contains("at least 12 characters");
            looksRight(other, "set-password");
            other.getByLabel("New password").fill(PASSWORD);
            other.getByLabel("The same once more").fill(PASSWORD);
            other.locator("main button[type=submit]").click();
            assertThat(other.locator("main [role=status]").innerText()).isEqualTo("Your password is set. Log in.");
            other.getByLabel("User name").fill("test.pages");
            other.getByLabel("Password").fill(PASSWORD);
            other.locator("main button[type=submit]").click();
            other.waitForURL("**/camunda/**");
            other.navigate("/children");
            assertThat(other.locator("main").innerText()).doesNotContain("C-10");
            director.navigate("/people/confirmations");
            director.getByText("Confirm Zoë <b>Pages</b>").click();
            director.locator(".cp-done").waitFor();
            other.navigate("/account");
            other.getByLabel("User name").fill("test.pages");
            other.getByLabel("Password").fill(PASSWORD);
            other.locator("main button[type=submit]").click();
            other.locator("h1").waitFor();
            other.navigate("/people");
            assertThat(other.locator("main").innerText())
                    .contains("Helen Marsh")
                    .doesNotContain("Add a person");
            other.navigate("/people/add");
            assertThat(other.locator("h1").innerText()).isEqualTo("Not allowed");
            other.navigate("/audit");
            assertThat(other.locator("h1").innerText()).isEqualTo("Not allowed");

            page.navigate("/people/import");
            looksRight("import");
            upload(
                    "user_id;name;roles;team\ntest.pages;Zoë Pages;social-worker;test-pages\ntest.pages2;=cmd;tea-maker;\n");
            assertThat(page.locator("main").innerText()).contains("1 changed", "1 refused", "no role 'tea-maker'");
            assertThat(page.getByText("Change it so").count()).isZero();
            looksRight("import-refused");
            upload(
                    "user_id;name;roles;team\ntest.pages;Zoë Pages;social-worker;test-pages\ntest.pages2;Paul Pages;legal;\n");
            looksRight("import-plan");
            page.getByText("Change it so").click();
            page.locator(".cp-done").waitFor();
            page.navigate("/people/person/test.pages");
            assertThat(page.locator("h1").innerText()).startsWith("Zoë Pages");

            page.navigate("/people/person/test.pages/leave");
            looksRight("leave");
            fill("reason", "Moved to another council");
            page.locator("main button[type=submit]").click();
            page.locator(".cp-done").waitFor();
            other.navigate("/people");
            assertThat(other.locator("h1").innerText())
                    .as("logged out with the leaving")
                    .isNotEqualTo("People");

            page.navigate("/audit?about=test.pages");
            assertThat(page.locator("main").innerText())
                    .contains(
                            "Person: left",
                            "Moved to another council",
                            "password set with the link",
                            "Role: role given");
            looksRight("audit");
        }
    }

    private void fill(String field, String text) {
        page.locator("#" + field).fill(text);
    }

    private void upload(String file) {
        page.locator("#file")
                .setInputFiles(new FilePayload("people.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        page.getByText("Show what would change").click();
        page.locator("caption").waitFor();
    }

    private void looksRight(String name) {
        looksRight(page, name);
    }

    /** No fault that axe finds at desk width, and nothing wider than a tablet or a telephone. */
    private static void looksRight(Page page, String name) {
        for (int width : new int[] {1280, 768, 390}) {
            page.setViewportSize(width, 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", "directory-" + name + "-" + width + ".png"))
                    .setFullPage(true));
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(name + " at " + width)
                    .isLessThanOrEqualTo(width);
        }
        page.setViewportSize(1280, 900);
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(violation -> name + ": " + violation.getId() + " " + violation.getHelp() + " "
                        + violation.getNodes().get(0).getHtml())
                .isEmpty();
    }
}
