package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.Tasklist;
import uk.childpathways.testing.TasklistForm;
import uk.childpathways.testing.TestBrowser;

/**
 * The whole first journey as people do it: in a browser, in Tasklist, each with their own login and rights. Only time
 * is moved by the test.
 */
@PathwaysTest
@DisplayName("In Tasklist, worker, managers and chair take a child from the concern to the conference")
class WholeJourneyInTasklistTest {

    private final String child = "C-1010";
    private static final String RECORD = "Who has the record of the strategy discussion, since when";
    private static final String CONTINUING_RISK = "Substantiated; the child is at continuing risk of significant harm";
    private static final String LONG =
            "He said, in his own words, what had happened at home. ".repeat(120).trim();

    @LocalServerPort
    int port;

    @Autowired
    Practice practice;

    @Autowired
    TestRestTemplate http;

    private final Map<String, Tasklist> people = new HashMap<>();
    private TestBrowser browser;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        browser = new TestBrowser();
    }

    @AfterEach
    void back() {
        practice.backToToday();
        people.forEach((user, tasklist) -> tasklist.screenshot("last-seen-by-" + user));
        browser.close();
    }

    private Tasklist as(String user) {
        return people.computeIfAbsent(
                user, id -> new Tasklist(browser, "http://localhost:" + port, id, practice::today));
    }

    /** Does a task with nothing special about it. */
    private void completed(String user, String label) {
        completed(as(user).open(child, label));
    }

    private void completed(TasklistForm form) {
        form.theRest().complete();
        practice.carryOn(child);
    }

    @Test
    @DisplayName("a breach is answered, a report returned and put right, and the plan handed over on the way"
            + " [RUT-S47-04a, RUT-S47-03a, RUT-S47-07, RUT-S47-15c, STAT-S47-03, SWI-PG1-06b, DFE-8-06b]")
    void wholeJourney() {
        concernReachesTheTeam();
        theWorkerIsIntroduced();
        strategyDiscussionBeforeEaster();
        somebodyElseEndorses();
        theChildIsSeenAndTheChecksAreLate();
        serviceManagerAnswersForTheLateChecks();
        theChecksAreDoneByTheNewDate();
        outcomeIsWritten();
        itIsReturnedOnceAndPutRight();
        conferenceIsPrepared();
        conferenceIsHeldAndThePlanHandedOver();
        theRecordTellsTheWholeWay();
    }

    private void concernReachesTheTeam() {
        TasklistForm opening = as("sw.north").start("S47 enquiry to initial child protection conference");
        assertThat(opening.refused()).contains("Not started yet", "Child;", "It came from;");
        assertThat(opening.errorAt("Child")).isEqualTo("Field is required.");
        opening.answer("Child", child)
                .answer("Concern reached us on", "02/04/2026 09:15")
                .answer("It came from", "School, nursery or college")
                .answer("Does the child or a parent need an interpreter?", "No")
                .answer("What has happened, or what may happen", LONG)
                .answer("Kind of harm suspected", "Physical abuse; Emotional abuse");
        completed(opening);
        Locator begun = as("sw.north").page().locator(".next-task");
        begun.waitFor();
        assertThat(begun.innerText())
                .as("whoever begins something is told where it goes on")
                .contains("Begun.", "the page of " + child);

        assertThat(as("tm.north").cards(child))
                .as("a candidate's card says what and about whom")
                .anySatisfy(card -> assertThat(card).contains("Allocate case", "Child:", child));
        TasklistForm allocation = as("tm.north").open(child, "Allocate case");
        assertThat(allocation.text()).contains(child + " · ", "Due Tuesday 7 April 2026");
        assertThat(as("tm.north").whyThisDate()).contains("1 working day", "Good Friday", "SWI-OVR-02a");
        completed(as("tm.north")
                .open(child, "Allocate case")
                .answer("Allocated worker", "Amara Okafor")
                .answer("This is", "First allocation, or the worker stays")
                .answer("Does this worker have room to do this well, now?", "Yes"));

        TasklistForm safety = as("tm.north").open(child, "Decide on immediate safety");
        assertThat(safety.text()).contains("Physical abuse", "He said, in his own words");
        completed(safety.answer("What is needed", "No emergency power: the child is safe with what is written above"));
    }

    private void theWorkerIsIntroduced() {
        TasklistForm contact = as("sw.north").open(child, "Give contact details");
        assertThat(contact.value("Your name")).isEqualTo("Amara Okafor");
        completed(contact.answer("Email", "amara.okafor@pathways.example"));
    }

    private void strategyDiscussionBeforeEaster() {
        TasklistForm discussion = as("tm.north").open(child, "Hold strategy discussion");
        assertThat(discussion.text()).contains("The 15 working days to a conference run from the date");
        assertThat(discussion.asks("Who leads the enquiry"))
                .as("before there is one")
                .isFalse();
        discussion
                .answer("Outcome", "Section 47 enquiry, jointly with the police")
                .answer("Date of the discussion", "02/04/2026")
                .row("Agencies", 1, attended("Police", "DS Malik"))
                .row("Agencies", 2, attended("Health", "Named nurse"))
                .row("Agencies", 3, attended("School, nursery or college", "Head teacher"));
        assertThat(discussion.value("Who leads the enquiry"))
                .as("known already")
                .startsWith("Amara Okafor");
        assertThat(discussion
                        .answer("Does it concern someone who works or volunteers with children?", "No")
                        .answer("Will the child be seen alone?", "Yes")
                        .theRest()
                        .refused())
                .as("what only the server can judge")
                .contains("Agencies", "what part these took");
        completed(discussion.row("Agencies", 4, attended("Children's services", "Team manager")));
    }

    private void somebodyElseEndorses() {
        TasklistForm endorsement = as("psw").open(child, "Endorse enquiry");
        assertThat(endorsement.text()).contains("DS Malik", "Section 47 enquiry, jointly with the police");
        completed(endorsement.answer("Endorsement", "Endorsed: the enquiry starts"));
        assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
    }

    private static String[] attended(String agency, String who) {
        return new String[] {"Agency", agency, "Took part", "Attended", "Name and role", who};
    }

    private void theChildIsSeenAndTheChecksAreLate() {
        completed(as("sw.north")
                .open(child, "See child and family")
                .answer("Was the child seen?", "Seen")
                .answer("Was the child seen alone?", "Yes")
                .answer("What the child said or showed", LONG)
                .row("Who you met or spoke to", 1, met("Mother", "Seen in person"))
                .row("Who you met or spoke to", 2, met("Father, who lives elsewhere", "Spoken to")));
        completed("sw.north", "Read case history");
        practice.itIs("2026-04-10T08:00");
        assertThat(practice.fireDueTimers(child)).isNotEmpty();
        practice.carryOn(child);
    }

    private static String[] met(String who, String how) {
        return new String[] {"Who they are to the child", who, "How", how};
    }

    private void serviceManagerAnswersForTheLateChecks() {
        assertThat(as("tm.north").tasks(child)).noneMatch(task -> task.startsWith("Respond to breached standard"));
        TasklistForm answer = as("sm").open(child, "Respond to breached standard");
        assertThat(answer.text()).contains(child, "Every agency has been asked", "9 April 2026");
        assertThat(answer.refused()).contains("Why it happened", "Your reasons");
        completed(answer.answer("What you decide", "Accept a new date").answer("New date", "14/04/2026"));
    }

    private void theChecksAreDoneByTheNewDate() {
        TasklistForm checks = as("sw.north").open(child, "Complete agency checks");
        assertThat(checks.text()).contains("14 April 2026");
        completed(checks.answer("The parents' consent to these checks", "Given")
                .row("Each agency", 1, "Agency", "Police", "Answered on", "10/04/2026", "What they know", LONG)
                .row("Each agency", 2, "Agency", "Health", "Answered on", "10/04/2026", "What they know", LONG)
                .row("Each agency", 3, "Agency", "School, nursery or college", "Answered on", "10/04/2026")
                .row(RECORD, 1, "Agency", "Police", "Has it since", "09/04/2026")
                .row(RECORD, 2, "Agency", "Health", "Has it since", "10/04/2026"));
    }

    private void outcomeIsWritten() {
        TasklistForm outcome = as("sw.north").open(child, "Write S47 outcome");
        assertThat(outcome.text()).contains("Due Monday 20 April 2026");
        assertThat(outcome.value("What the child has told or shown us, and what we did with it"))
                .as("what she wrote when she saw the child")
                .isEqualTo(LONG);
        completed(outcome.answer("The facts, and where each comes from", LONG)
                .answer("Harm, and whether it is significant under the Children Act 1989", CONTINUING_RISK)
                .answer("Are there other children in this home, or in another home this concern touches?", "No")
                .row("What keeps the child safe: actions", 1, action("Stays with grandmother", "28/04/2026"))
                .row("What keeps the child safe: actions", 2, action("Health check", "29/04/2026")));
    }

    private void itIsReturnedOnceAndPutRight() {
        TasklistForm signOff = as("tm.north").open(child, "Sign off document");
        assertThat(signOff.text()).contains("He said, in his own words", "Stays with grandmother");
        completed(signOff.answer("Decision", "Returned to the author")
                .answer("What has to change, and why it matters", "Say what his father told you."));

        TasklistForm again = as("sw.north").open(child, "Rework document");
        assertThat(again.text()).contains("Say what his father told you.", "Helen Marsh");
        assertThat(again.value("The facts, and where each comes from"))
                .as("her own answers stand there")
                .isEqualTo(LONG);
        assertThat(again.value("Harm, and whether it is significant under the Children Act 1989"))
                .isEqualTo(CONTINUING_RISK);
        completed(again.answer("The facts, and where each comes from", "His father told us that he had seen it too."));

        TasklistForm second = as("tm.north").open(child, "Sign off document");
        assertThat(second.text()).contains("His father told us").doesNotContain("Say what his father told you.");
        assertThat(second.value("What this means for the child"))
                .as("the first round is over")
                .isEmpty();
        completed(second.answer("Decision", "Signed off"));
        completed("sw.north", "Share document");
    }

    private static String[] action(String what, String by) {
        return new String[] {"What will be done", what, "Who", "Amara Okafor", "By when", by};
    }

    private void conferenceIsPrepared() {
        completed(as("sw.north")
                .open(child, "Request conference")
                .answer("Date wanted", "24/04/2026")
                .answer("Is the case moving to another worker or team?", "No"));
        TasklistForm convening = as("confadmin").open(child, "Convene conference");
        assertThat(convening.value("Confirmed for")).isEqualTo("24/04/2026");
        completed(convening);
        completed("sw.north", "Write conference report");
        completed(as("tm.north").open(child, "Sign off document").answer("Decision", "Signed off"));
        completed("sw.north", "Prepare child");
        completed("sw.north", "Share document");
    }

    private void conferenceIsHeldAndThePlanHandedOver() {
        practice.itIs("2026-04-24T15:00");
        TasklistForm conference = as("cpchair").open(child, "Hold conference");
        assertThat(conference.text()).contains("Due Monday 27 April 2026");
        completed(conference
                .answer("Decision for this child", "Child protection plan")
                .answer("Held on", "24/04/2026")
                .answer("Main category", "Physical abuse")
                .answer("Every category that applies", "Physical abuse; Emotional abuse")
                .row("Core group", 1, "Who", "Mother")
                .row("Core group", 2, "Who", "Head teacher")
                .row("Core group", 3, "Who", "Amara Okafor"));

        assertThat(practice.tasksSeenBy("tm.north", child))
                .as("the plan opens; the worker stays")
                .contains("Hold first core group")
                .doesNotContain("Allocate case");
    }

    private void theRecordTellsTheWholeWay() {
        assertThat(texts("chronology", "/title"))
                .as("newest first")
                .containsExactly(
                        "The journey \"S47 enquiry to initial child protection conference\" ended: Child protection plan to be opened",
                        "Handed over: Child protection plan to be opened",
                        "Hold conference",
                        "Share document",
                        "Prepare child",
                        "Sign off document",
                        "Write conference report",
                        "Convene conference",
                        "Request conference",
                        "Share document",
                        "Sign off document",
                        "Rework document",
                        "Sign off document",
                        "Write S47 outcome",
                        "Complete agency checks",
                        "Respond to breached standard",
                        "Read case history",
                        "See child and family",
                        "Endorse enquiry",
                        "Hold strategy discussion",
                        "Give contact details",
                        "Decide on immediate safety",
                        "Allocate case",
                        "S47 enquiry to initial child protection conference");
        assertThat(texts("chronology", "/answers/childViews"))
                .as("long text, for good")
                .contains(LONG);
        assertThat(texts("oversight", "/entry/kind"))
                .containsExactly(
                        "conference-decision",
                        "sign-off",
                        "sign-off",
                        "sign-off",
                        "breach-answer",
                        "endorsement",
                        "strategy-discussion",
                        "safety-decision",
                        "allocation");
        assertThat(texts("oversight", "/entry/by"))
                .as("a worker writes none")
                .doesNotContain("sw.north")
                .contains("tm.north", "psw", "sm", "cpchair");
        assertThat(texts("oversight", "/entry/rationale")).noneMatch(String::isBlank);

        Deadline checks = practice.deadline(child, "agency-checks-made");
        assertThat(checks.status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(checks.agreedUntil()).isEqualTo(LocalDate.of(2026, 4, 14));
        assertThat(practice.deadline(child, "icpc-held").status()).isEqualTo(Deadline.Status.MET);
        assertThat(practice.tasks(child))
                .as("what the signed-off outcome agreed goes on, beside the plan that has opened")
                .containsExactly(
                        "Complete agreed action",
                        "Complete agreed action",
                        "Consider PLO",
                        "Convene review conference",
                        "Hold first core group",
                        "Hold review conference",
                        "Prepare child for review",
                        "Propose visit frequency",
                        "Send conference decisions",
                        "Send conference record",
                        "Visit child: protection plan",
                        "Write review report");
    }

    private List<String> texts(String record, String field) {
        return StreamSupport.stream(
                        get("/api/children/" + child + "/" + record + "?size=100")
                                .path("items")
                                .spliterator(),
                        false)
                .map(entry -> entry.at(field).asText(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private JsonNode get(String path) {
        return http.withBasicAuth("tm.north", "pathways").getForObject(path, JsonNode.class);
    }
}
