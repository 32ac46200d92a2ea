package uk.childpathways.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import uk.childpathways.children.Children;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.OurFiles;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.TestBrowser;

@PathwaysTest
@DisplayName("What can I do")
class StartsTest {

    private static final String REPORT = "Write conference report";

    @LocalServerPort
    int port;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    private String child;

    /** sw.north's child of the north team, whose conference is on 24 April; its report runs. */
    @BeforeEach
    void aChildBeforeTheConference() {
        practice.itIs("2026-04-01T10:00");
        var way = new ToTheConference(practice);
        child = way.movedIn("2026-04-01");
        way.requested(child, LocalDate.of(2026, 4, 24), false);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private ResponseEntity<String> get(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForEntity(address, String.class);
    }

    private String page(String user, String address) {
        ResponseEntity<String> answer = get(user, address);
        assertThat(answer.getStatusCode()).as(address + " as " + user).isEqualTo(HttpStatus.OK);
        return answer.getBody();
    }

    private JsonNode json(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForObject(address, JsonNode.class);
    }

    @ParameterizedTest(name = "{0} finds \"{1}\" and not \"{2}\"")
    @CsvSource({
        "sw.north, S47 enquiry to initial child protection conference, Decide who may see a record",
        "sw.north, Declare that a timescale cannot be kept, Record management oversight",
        "tm.north, Record management oversight, Decide who may see a record",
        "psw, Case supervision, Record out-of-hours decision",
        "cpchair, Move a planned meeting, S47 enquiry to initial child protection conference",
        "sm, Decide who may see a record, Ask for time to record",
        "eds, Record out-of-hours decision, Transfer case",
    })
    @DisplayName("lists what the person may start, and nothing that others may")
    void roles(String user, String theirs, String others) {
        assertThat(page(user, "/start")).contains(theirs).doesNotContain(others);
    }

    @Test
    @DisplayName("tells whoever may start nothing where their work is")
    void nothing() {
        assertThat(page("admin", "/start"))
                .contains("There is nothing here that you can begin")
                .contains("Tasklist");
    }

    @Test
    @DisplayName("stands in groups by what people do, a child at risk first, each with a sentence")
    void groups() {
        String page = page("sw.north", "/start");
        assertThat(page)
                .containsSubsequence(
                        "A child is at risk",
                        "S47 enquiry",
                        "A child is suffering, or likely to suffer, significant harm",
                        "Record what happened",
                        "Begin work with a child",
                        "People, supervision and cover");
        // other tests deploy models of their own, and what nobody has put into a group stands last
        String withoutGroup = page.substring(page.contains(">Other<") ? page.indexOf(">Other<") : page.length());
        assertThat(OurFiles.shipped().models())
                .as("journeys of ours without a group")
                .noneMatch(model ->
                        withoutGroup.contains("processStart=" + model.process().getId() + "\""));
    }

    @Test
    @DisplayName("is searched by an address, without a script: \"section 47\" finds the enquiry first")
    void search() {
        String found = page("sw.north", "/start?q=section 47");
        assertThat(found).contains("for “section 47”");
        assertThat(found.indexOf("processStart=")).isEqualTo(found.indexOf("processStart=s47-to-icpc"));
        assertThat(page("sw.north", "/start?q=xylophone")).contains("Nothing that you can begin");
    }

    @Test
    @DisplayName("for one child: what fits this child now, with the child in the address of each form")
    void ofChild() {
        assertThat(page("sw.north", "/start?child=" + child))
                .contains("processStart=s47-to-icpc&amp;aboutChild=" + child)
                .contains("processStart=significant-event&amp;aboutChild=" + child)
                .as("no adoption runs, and an absence is nobody's child's")
                .doesNotContain("report-disruption", "record-absence");
        assertThat(page("sw.north", "/children/" + child))
                .contains("Something to do for this child")
                .contains("processStart=s47-to-icpc&amp;aboutChild=" + child)
                .contains("/start?child=" + child);
        assertThat(get("sw.south", "/start?child=" + child).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("from a task: in the words of who sits there, for its child and its time limit")
    void fromTask() {
        String task = practice.task(child, REPORT).getId();
        JsonNode starts = json("sw.north", "/api/starts/of-task/" + task);
        assertThat(starts.findValuesAsText("label"))
                .contains("I cannot keep this timescale", "Something happened", "I need my manager's decision")
                .doesNotContain("Pass on to another worker");
        assertThat(starts.findValuesAsText("address"))
                .contains("/camunda/app/tasklist/default/#/?processStart=declare-timescale&aboutTask=" + task);
        String other = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", other));
        practice.carryOn(other);
        String managers = practice.task(other, "Allocate case").getId();
        assertThat(json("tm.north", "/api/starts/of-task/" + managers).findValuesAsText("label"))
                .contains("Pass on to another worker", "Pass on to another team");
        assertThat(get("sw.south", "/api/starts/of-task/" + task).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    private JsonNode opened(String user, String process, String from) {
        return json(user, "/engine-rest/process-definition/key/" + process + "/form-variables?" + from);
    }

    private static List<String> offered(JsonNode opened, String list) throws Exception {
        JsonNode options = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(opened.path(list).path("value").asText());
        return StreamSupport.stream(options.spliterator(), false)
                .map(option -> option.path("label").asText())
                .toList();
    }

    @Test
    @DisplayName("Declared from a task, its own limit is chosen, and this child's alone are offered (SWI-COL-05, B5)")
    void declaredFromTask() throws Exception {
        String task = practice.task(child, REPORT).getId();
        JsonNode opened = opened("sw.north", "declare-timescale", "aboutTask=" + task);
        assertThat(opened.path("deadlineId").path("value").asText())
                .isEqualTo(practice.deadline(child, "conference-report-written")
                        .id()
                        .toString());
        assertThat(offered(opened, "deadlinesOptions"))
                .isNotEmpty()
                .allSatisfy(label -> assertThat(label).startsWith(child + ": "));
        assertThat(offered(opened("sw.north", "declare-timescale", ""), "deadlinesOptions"))
                .as("from the list itself, those of all own children")
                .anySatisfy(label -> assertThat(label).startsWith(child));
        assertThat(opened("sw.north", "declare-timescale", "").has("deadlineId"))
                .isFalse();
    }

    @Test
    @DisplayName("Opened from a child's page, the child is chosen, and the only journey that the question can mean")
    void filledIn() throws Exception {
        assertThat(opened("sw.north", "s47-to-icpc", "aboutChild=" + child)
                        .path("childRef")
                        .path("value")
                        .asText())
                .isEqualTo(child);
        JsonNode event = opened("sw.north", "significant-event", "aboutChild=" + child);
        assertThat(event.path("journeyId").path("value").asText())
                .isEqualTo(practice.pathways(child).get(0).id().toString());
        assertThat(offered(event, "journeysOptions").get(0)).startsWith(child);
    }

    @Test
    @DisplayName(
            "A child whose record is closed to the person is filled in for nobody, and the form does not say that it is there")
    void closed() {
        JsonNode opened = opened("sw.south", "s47-to-icpc", "aboutChild=" + child);
        assertThat(opened.has("childRef")).isFalse();
        assertThat(opened.toString()).doesNotContain(child);
    }

    @Test
    @DisplayName("A form offers the person's own children first, then the team's")
    void ownFirst() throws Exception {
        List<String> offered = offered(opened("sw.north", "s47-to-icpc", ""), "childOptions");
        List<String> allocated = offered.stream()
                .filter(label ->
                        "sw.north".equals(children.get(label.split(",")[0]).allocatedWorker()))
                .toList();
        assertThat(allocated).isNotEmpty();
        assertThat(offered.subList(0, allocated.size())).containsExactlyElementsOf(allocated);
    }

    @Test
    @DisplayName(
            "can be read at a desk, on a tablet and on a phone, by keyboard and screen reader: no fault that axe finds")
    void forEverybody() {
        try (TestBrowser browser = new TestBrowser()) {
            for (String user : List.of("sw.north", "tm.north", "psw", "cpchair")) {
                Page page = browser.tasklist("http://localhost:" + port, user);
                for (String address : user.equals("sw.north")
                        ? List.of("/start", "/start?q=visit", "/start?child=" + child, "/children/" + child)
                        : List.of("/start")) {
                    page.navigate(address);
                    for (int width : List.of(1280, 768, 390, 320)) {
                        page.setViewportSize(width, 900);
                        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                                .as("width of %s at %d", address, width)
                                .isEqualTo(width);
                        page.screenshot(new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(Path.of(
                                        "target",
                                        "screenshots",
                                        user + address.replaceAll("\\W+", "-").replace(child, "one") + "-" + width
                                                + ".png")));
                    }
                    assertThat(new AxeBuilder(page).analyze().getViolations())
                            .as(address)
                            .extracting(rule ->
                                    rule.getId() + " " + rule.getNodes().get(0).getHtml())
                            .isEmpty();
                }
                page.context().close();
            }
        }
    }
}
