package uk.childpathways.models;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.childpathways.models.OwnersDeployments.text;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.administration.BrowserlessForms;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("The pages of models")
class ModelPagesTest {

    private static final String WHY = "Decided in the practice board, as core groups came too late.";
    private static final Path PLAN = Path.of("processes/child-protection-plan/timescales-child-protection-plan.dmn");
    private static final Path CONFERENCE = Path.of("processes/s47-to-icpc/initial-conference.bpmn");
    private static final Path PREPARE_CHILD = Path.of("forms/s47-to-icpc/prepare-child.form");

    @LocalServerPort
    int port;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Practice practice;

    private OwnersDeployments owner;

    @BeforeEach
    void over() {
        owner = new OwnersDeployments(rest);
    }

    private String page(String person, String address) {
        ResponseEntity<String> answer = rest.withBasicAuth(person, "pathways").getForEntity(address, String.class);
        assertThat(answer.getStatusCode().value()).as(address).isEqualTo(200);
        return readable(answer.getBody());
    }

    private static String readable(String html) {
        return html.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    }

    /** Sends a form of the page of that address. */
    private ResponseEntity<String> send(String person, String page, String form, Map<String, String> fields) {
        BrowserlessForms browser = new BrowserlessForms(rest.withBasicAuth(person, "pathways"));
        browser.open(page);
        return browser.send(page + form, fields);
    }

    @Test
    @DisplayName(
            "a shorter time says what is due when now, and how many labels were left behind; the reason is asked for"
                    + " afterwards, and stands with the version")
    void timescale() {
        String table = text(PLAN);
        String eight = table.replaceFirst(
                "(?s)(?<=<outputEntry id=\"Rule_FirstCoreGroupHeld_FromIcpcHeld_Amount\">.{0,40}<text>)10(?=</text>)",
                "8");
        assertThat(eight).isNotEqualTo(table);
        String name = "eight days " + System.nanoTime();
        String deployment = owner.deploy("owner", name, Map.of("timescales-child-protection-plan.dmn", eight));
        try {
            assertThat(page("owner", "/models/table/timescales-child-protection-plan"))
                    .containsPattern(
                            "The first core group is now due 8 working days from the initial conference, before 10\\."
                                    + " (One label still says|\\d+ labels still say) 10 working days, in “")
                    .contains("Anita Desai", name, "No reason yet");
            assertThat(page("owner", "/models")).contains("Say why you deployed this", name);
            assertThat(page("owner", "/work")).contains("Say why you deployed");
            assertThat(page("sl", "/work")).doesNotContain("Say why you deployed");
            assertThat(page("sl", "/models")).contains(name).doesNotContain("Say why you deployed this");
            assertThat(jdbc.queryForList(
                            "select text from pathways.notice where event_key = ? and recipients = '{owner}'",
                            String.class,
                            "deployment-reason:" + deployment))
                    .singleElement()
                    .asString()
                    .contains("/models/deployments/" + deployment);

            ResponseEntity<String> empty =
                    send("owner", "/models/deployments/" + deployment, "/reason", Map.of("reason", " \u00a0 "));
            assertThat(empty.getStatusCode().value()).isEqualTo(400);
            assertThat(empty.getBody()).contains("Say why in a sentence");
            assertThat(send("sm", "/models/deployments/" + deployment, "/reason", Map.of("reason", WHY))
                            .getStatusCode()
                            .value())
                    .isEqualTo(403);
            assertThat(send("owner", "/models/deployments/" + deployment, "/reason", Map.of("reason", WHY))
                            .getStatusCode()
                            .value())
                    .isEqualTo(200);
            assertThat(page("owner", "/models/table/timescales-child-protection-plan"))
                    .contains(WHY);
            assertThat(page("owner", "/models/deployments/" + deployment)).contains(WHY, "Say more about why");
            assertThat(jdbc.queryForList(
                            "select deployment_id from pathways.model_version v where by_user = 'owner' and not exists"
                                    + " (select 1 from pathways.deployment_reason r where r.deployment_id = v.deployment_id)",
                            String.class))
                    .doesNotContain(deployment);
        } finally {
            assertThat(owner.takeBack("owner", deployment, WHY).getStatusCode().value())
                    .isEqualTo(201);
        }
        assertThat(page("owner", "/models/table/timescales-child-protection-plan"))
                .contains("The first core group is now due 10 working days from the initial conference, before 8.");
    }

    @Test
    @DisplayName("what was sent without a name for it is found like everything else, and its page says so")
    void nameless() {
        String deployment = owner.deploy("owner", null, Map.of("prepare-child.form", text(PREPARE_CHILD)));
        try {
            assertThat(page("owner", "/models/deployments/" + deployment)).contains("Deployment without a name");
            assertThat(page("owner", "/models/form/prepare-child")).contains("Deployment without a name");
        } finally {
            owner.takeBack("owner", deployment, WHY);
        }
    }

    @Test
    @DisplayName("a form says which question is new, is gone, is asked otherwise and no longer has to be answered")
    void form() {
        String form = text(PREPARE_CHILD);
        String list = "\"components\": [";
        int at = form.indexOf(list) + list.length();
        String changed = (form.substring(0, at)
                        + "{\"type\": \"textfield\", \"id\": \"Field_toy\", \"key\": \"favouriteToy\", \"label\": \"Favourite toy\"},"
                        + form.substring(at))
                .replaceFirst("\"required\": true", "\"required\": false");
        String deployment = owner.deploy("owner", "toys", Map.of("prepare-child.form", changed));
        try {
            assertThat(page("owner", "/models/form/prepare-child"))
                    .contains("The question “Favourite toy” is new, and may be left empty.")
                    .contains("no longer has to be answered.");
        } finally {
            owner.takeBack("owner", deployment, WHY);
        }
        assertThat(page("owner", "/models/form/prepare-child"))
                .contains("The question “Favourite toy” is no longer asked.", "must now be answered.");
    }

    @Test
    @DisplayName("a flow says which task is called otherwise, shows how many cases run by each version, and puts two"
            + " versions side by side as words and as pictures")
    void flow() {
        int before = owner.inForce("flow/initial-conference");
        String changed = text(CONFERENCE).replace("name=\"Prepare child\"", "name=\"Prepare the child\"");
        String deployment = owner.deploy("owner", "the child", Map.of("initial-conference.bpmn", changed));
        try {
            String flow = page("owner", "/models/flow/initial-conference");
            assertThat(flow)
                    .contains("The task “Prepare child” is now called “Prepare the child”.")
                    .contains("<svg", "cp-drawing")
                    .containsPattern("No case runs by it|cases? runs? by it");
            String beside =
                    page("owner", "/models/flow/initial-conference/compare?from=" + before + "&to=" + (before + 1));
            assertThat(beside)
                    .contains(
                            "is now called “Prepare the child”",
                            "Drawing of version " + before,
                            "Drawing of version " + (before + 1))
                    .contains("people marked");
        } finally {
            owner.takeBack("owner", deployment, WHY);
        }
        assertThat(page("owner", "/models/flow/initial-conference/compare?from=" + (before + 2) + "&to=" + before))
                .contains("Both say the same, letter by letter.");
    }

    @Test
    @DisplayName("put a version back in force from its page, with the reason")
    void putBack() {
        int before = owner.inForce("form/prepare-child");
        owner.deploy(
                "owner",
                "other words",
                Map.of("prepare-child.form", text(PREPARE_CHILD).replace("Prepare child", "Prepare the child")));
        String address = "/models/form/prepare-child";
        ResponseEntity<String> without = send(
                "owner", address, "/put-back", Map.of("number", "" + before, "seen", "" + (before + 1), "reason", ""));
        assertThat(without.getStatusCode().value()).isEqualTo(400);
        assertThat(without.getBody()).contains("This is not stored yet", "href=\"#reason-" + before + "\"");
        assertThat(send(
                                "owner",
                                address,
                                "/put-back",
                                Map.of("number", "" + before, "seen", "" + before, "reason", WHY))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertThat(send("sw.north", address, "/put-back", Map.of("number", "" + before, "reason", WHY))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        ResponseEntity<String> done = send(
                "owner", address, "/put-back", Map.of("number", "" + before, "seen", "" + (before + 1), "reason", WHY));
        assertThat(done.getStatusCode().value()).isEqualTo(200);
        assertThat(owner.inForce("form/prepare-child")).isEqualTo(before + 2);
        assertThat(page("owner", "/models/form/prepare-child?done=back")).contains("It is in force again", WHY);
        assertThat(page("owner", "/models"))
                .doesNotContain("Version " + before + " of prepare-child put back in force</a> <span");
    }

    @Test
    @DisplayName("are for process owner, standards lead and administrator, name no child, and know what is not there")
    void readers() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        for (String person : new String[] {"owner", "admin", "sl"}) {
            assertThat(page(person, "/models"))
                    .contains(
                            "S47 enquiry to initial child protection conference",
                            "Used by several journeys",
                            ">Models</a>")
                    .doesNotContain(child, "Test Child");
            assertThat(page(person, "/models/flow/s47-to-icpc")).doesNotContain(child, "Test Child");
        }
        assertThat(page("sl", "/models/table/timescales-shared")).doesNotContain("back in force</");
        assertThat(send("sl", "/models/form/prepare-child", "/put-back", Map.of("number", "1", "reason", WHY))
                        .getStatusCode()
                        .value())
                .as("the standards lead looks, the process owner deploys")
                .isEqualTo(403);
        for (String person : new String[] {"sw.north", "tm.north", "sm", "director", "qa", "hr"}) {
            for (String address : new String[] {"/models", "/models/flow/s47-to-icpc", "/models/deployments/x"}) {
                assertThat(rest.withBasicAuth(person, "pathways")
                                .getForEntity(address, String.class)
                                .getStatusCode()
                                .value())
                        .as(person + " " + address)
                        .isEqualTo(403);
            }
        }
        for (String address : new String[] {
            "/models/flow/4711",
            "/models/frog/s47-to-icpc",
            "/models/deployments/x",
            "/models/flow/s47-to-icpc/compare?from=1&to=4711"
        }) {
            assertThat(rest.withBasicAuth("owner", "pathways")
                            .getForEntity(address, String.class)
                            .getStatusCode()
                            .value())
                    .as(address)
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("are readable at a desk, on a tablet and a telephone, without a serious finding of axe")
    void forEverybody() {
        int before = owner.inForce("flow/initial-conference");
        String deployment = owner.deploy(
                "owner",
                "seen by everybody",
                Map.of(
                        "initial-conference.bpmn",
                        text(CONFERENCE).replace("name=\"Prepare child\"", "name=\"Prepare the child\"")));
        try (TestBrowser browser = new TestBrowser()) {
            Page page = browser.tasklist("http://localhost:" + port, "owner");
            for (String address : new String[] {
                "/models",
                "/models/flow/initial-conference",
                "/models/flow/initial-conference/compare?from=" + before + "&to=" + (before + 1),
                "/models/deployments/" + deployment,
                "/models/trouble"
            }) {
                for (int width : new int[] {1280, 768, 390, 320}) {
                    page.setViewportSize(width, 800);
                    page.navigate("http://localhost:" + port + address);
                    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                            .as("nothing of " + address + " is cut off at " + width)
                            .isEqualTo(true);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target/screenshots/models"
                                    + address.replaceAll("^/models|\\?.*", "").replaceAll("[^a-z]+", "-") + "-" + width
                                    + ".png")));
                }
                assertThat(new AxeBuilder(page)
                                .analyze().getViolations().stream()
                                        .filter(one ->
                                                List.of("serious", "critical").contains(one.getImpact()))
                                        .map(one -> one.getId() + " " + one.getNodes())
                                        .toList())
                        .as(address)
                        .isEmpty();
            }
        } finally {
            owner.takeBack("owner", deployment, WHY);
        }
    }
}
