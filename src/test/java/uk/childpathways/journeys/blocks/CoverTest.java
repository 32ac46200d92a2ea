package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.context.ActiveProfiles;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journeys;
import uk.childpathways.engine.tasks.UnattendedTasks;
import uk.childpathways.journeys.care.CareWalk;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.people.Absences;
import uk.childpathways.people.DailyCoverRound;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.Practice;

/**
 * Has an application of its own: when people leave, every child in it is concerned. Its engine has a name of its own too,
 * because the REST API of the other application takes the engine of the usual name.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pathways.demonstration.enabled=true", "camunda.bpm.process-engine-name=cover"})
@ActiveProfiles("test")
@Import({Practice.class, Consequences.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("People are away or leave, and no work is left without somebody")
class CoverTest extends EnquiryWalk {

    private static final String ABSENCE = "record-absence";
    private static final String CHECKS = "Complete agency checks";
    private static final String SIGN_OFF = "Sign off document";

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    @Autowired
    Absences absences;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Directory directory;

    @Autowired
    UnattendedTasks unattended;

    @Autowired
    DailyCoverRound rounds;

    @Autowired
    Consequences consequences;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TestRestTemplate rest;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        rounds.now();
    }

    private void away(String who, String by, String from, String back, String cover) {
        Map<String, Object> answers =
                new HashMap<>(Map.of("absentPerson", who, "absenceKind", "away", "awayFrom", from));
        if (back != null) {
            answers.put("backOn", back);
        }
        if (cover != null) {
            answers.put("coveredBy", cover);
        }
        practice.startWithOnly(ABSENCE, by, answers);
    }

    private void back(String who, String by, String on) {
        practice.startWithOnly(ABSENCE, by, Map.of("absentPerson", who, "absenceKind", "back", "returnedOn", on));
    }

    private Person copy(Person of, boolean active) {
        return new Person(
                of.userId(),
                of.name(),
                of.roles(),
                of.team(),
                of.service(),
                of.email(),
                of.phone(),
                of.registered(),
                of.suitablyQualified(),
                active);
    }

    /** The open task, if it is in this person's lists in Tasklist. */
    private boolean finds(String user, Task task) {
        return practice.as(
                user, () -> tasks.createTaskQuery().taskId(task.getId()).count() == 1);
    }

    // ---- away for a time ----

    @Test
    @Order(1)
    @DisplayName(
            "a social worker is away from Tuesday to Thursday: from then on her open work is offered to the team"
                    + " and to whoever covers, new work goes to whoever covers, and on her return it is hers again (SWI-SIC-02)")
    void socialWorkerAway() {
        String child = enquired(toBeDiscussed());
        away("sw.north", "tm.north", "2026-04-07", "2026-04-09", "sw.south");
        assertThat(practice.task(child, CHECKS).getAssignee()).as("until then").isEqualTo("sw.north");
        assertThat(practice.tasksSeenBy("sw.south", child)).isEmpty();

        practice.itIs("2026-04-07T07:00");
        rounds.now();
        assertThat(practice.task(child, CHECKS).getAssignee()).isNull();
        assertThat(practice.tasksSeenBy("sw.south", child)).contains(CHECKS);
        assertThat(practice.tasksSeenBy("sw2.north", child)).contains(CHECKS);
        assertThat(rest.withBasicAuth("sw.south", "pathways")
                        .getForEntity("/api/children/" + child, String.class)
                        .getStatusCode())
                .as("whoever covers reads the record")
                .isEqualTo(HttpStatus.OK);

        tasks.setAssignee(practice.task(child, "Read case history").getId(), "sw2.north");
        practice.complete(child, "See child and family", "sw.south", Map.of("childSeen", "seen"));
        String other = toBeDiscussed();
        assertThat(practice.task(other, "Give contact details").getAssignee())
                .as("new work meant for her")
                .isEqualTo("sw.south");

        practice.itIs("2026-04-09T07:00");
        rounds.now();
        assertThat(practice.task(child, CHECKS).getAssignee()).isEqualTo("sw.north");
        assertThat(practice.task(other, "Give contact details").getAssignee()).isEqualTo("sw.north");
        assertThat(practice.task(child, "Read case history").getAssignee())
                .as("what a colleague has taken over stays with them")
                .isEqualTo("sw2.north");
        assertThat(practice.tasksSeenBy("sw.south", child)).isEmpty();
        assertThat(rest.withBasicAuth("sw.south", "pathways")
                        .getForEntity("/api/children/" + child, String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    @Order(2)
    @DisplayName(
            "a team manager is away: sign-offs and what is missed reach whoever covers, who does not sign off their"
                    + " own work; back sooner, it is hers again (SWI-SIC-02 SWI-PG1-06a)")
    void teamManagerAway() {
        String child = written(toBeWritten(toBeDiscussed()), "continuing-risk");
        assertThat(practice.tasksSeenBy("tm.south", child)).isEmpty();
        away("tm.north", "tm.north", "2026-04-02", null, "tm.south");
        assertThat(practice.tasksSeenBy("tm.south", child)).contains(SIGN_OFF);

        passed(child, "s47-outcome-signed-off");
        assertThat(consequences.told(child, "breach")).contains("tm.south", "sm");

        practice.itIs("2026-04-10T08:00");
        back("tm.north", "sm", "2026-04-10");
        assertThat(practice.tasksSeenBy("tm.south", child)).isEmpty();
        assertThat(practice.tasksSeenBy("tm.north", child)).contains(SIGN_OFF);
    }

    @Test
    @Order(3)
    @DisplayName(
            "whoever covers and wrote the document herself does not sign it off; with nobody else there it is before"
                    + " the service manager (SWI-PG1-06a NEW-OVR-1b-1)")
    void ownWork() {
        String child = toBeWritten(toBeDiscussed());
        tasks.setAssignee(practice.task(child, "Write S47 outcome").getId(), "atm.north");
        practice.complete(child, "Write S47 outcome", "atm.north", Map.of("s47Outcome", "continuing-risk"));
        away("tm.north", "sm", "2026-04-02", "2026-04-03", "atm.north");
        practice.task(child, SIGN_OFF);
        rounds.now();
        assertThat(unattended.find()).isEmpty();
        assertThatThrownBy(() -> practice.complete(child, SIGN_OFF, "atm.north"))
                .hasMessageContaining("Nobody signs off their own work");
        assertThat(practice.tasksSeenBy("sm", child)).contains(SIGN_OFF);
        practice.complete(child, SIGN_OFF, "sm", Map.of("signOffDecision", "approved"));
        back("tm.north", "sm", "2026-04-02");
    }

    @Test
    @Order(4)
    @DisplayName("without cover a manager's work is before the service manager (SWI-SIC-02)")
    void nobodyCovers() {
        String child = toBeDiscussed();
        away("tm.north", "tm.north", "2026-04-02", null, null);
        away("atm.north", "sm", "2026-04-02", null, null);
        assertThat(practice.tasksSeenBy("sm", child)).contains("Hold strategy discussion");
        back("tm.north", "tm.north", "2026-04-02");
        back("atm.north", "sm", "2026-04-02");
        assertThat(practice.tasksSeenBy("sm", child)).doesNotContain("Hold strategy discussion");
    }

    @Test
    @Order(5)
    @DisplayName("an absence is recorded by the person or a manager of theirs, and covered by somebody who may do the"
            + " work (SWI-SIC-02)")
    void whoSaysSo() {
        assertThatThrownBy(() -> away("tm.north", "sw.north", "2026-04-07", null, null))
                .hasMessageContaining("Who");
        assertThatThrownBy(() -> away("sw.north", "tm.south", "2026-04-07", null, null))
                .hasMessageContaining("Who");
        assertThatThrownBy(() -> away("tm.north", "tm.north", "2026-04-07", null, "sw.north"))
                .hasMessageContaining("must be a manager");
        assertThatThrownBy(() -> away("sw.north", "sw.north", "2026-04-07", null, "sw.north"))
                .hasMessageContaining("Who covers");
        assertThatThrownBy(() -> away("iro", "iro", "2026-04-07", null, "tm.north"))
                .hasMessageContaining("Who covers");
        assertThatThrownBy(() -> away("sw.north", "sw.north", "2026-04-07", null, "owner"))
                .hasMessageContaining("Who covers");
        assertThat(practice.shownAtStart("record-absence", "sw.north")
                        .get("coverOptions")
                        .toString())
                .contains("sw2.north", "tm.north")
                .doesNotContain(
                        "value=sw.north", "value=sw.south", "value=owner", "value=iro", "value=legal", "value=pa,");
        assertThatThrownBy(() -> away("sw.north", "tm.north", "2026-04-07", "2026-04-06", null))
                .hasMessageContaining("Back at work on");
    }

    @Test
    @Order(5)
    @DisplayName("a worker who records their own absence names somebody of the team or above it; a colleague of another"
            + " team, who would read the whole team's children, is named by a manager (SWI-SIC-02 SWI-CON-12)")
    void fromElsewhere() {
        String child = practice.child();
        assertThatThrownBy(() -> away("sw.north", "sw.north", "2026-04-02", null, "sw.south"))
                .as("is not offered")
                .hasMessageContaining("Who covers");
        assertThatThrownBy(() -> absences.away("sw.north", practice.today(), null, "sw.south", "sw.north"))
                .as("whatever way it comes")
                .hasMessageContaining("is of another team")
                .hasMessageContaining("a manager of yours records");
        assertThatThrownBy(() -> away("sw.north", "sw.north", "2026-04-02", null, "tm.south"))
                .hasMessageContaining("Who covers");
        assertThat(reads("sw.south", child)).isEqualTo(HttpStatus.FORBIDDEN);
        for (String near : List.of("sw2.north", "tm.north", "sm")) {
            away("sw.north", "sw.north", "2026-04-02", null, near);
        }
        away("sw.north", "tm.north", "2026-04-02", null, "sw.south");
        assertThat(reads("sw.south", child)).isEqualTo(HttpStatus.OK);
        back("sw.north", "tm.north", "2026-04-02");
        assertThat(reads("sw.south", child)).isEqualTo(HttpStatus.FORBIDDEN);
    }

    private HttpStatusCode reads(String user, String child) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity("/api/children/" + child, String.class)
                .getStatusCode();
    }

    @Test
    @Order(6)
    @DisplayName("the manager who allocates sees who is away and how much each has in hand (DFE-8-05a SWI-PG3-05)")
    void seenAtAllocation() {
        String child = opened();
        away("sw2.north", "tm.north", "2026-04-02", "2026-04-20", null);
        assertThat(practice.shownAtOpening(child, "Allocate case", "tm.north").get("workersOptions"))
                .asString()
                .contains("Joe Whitfield (no children, newly qualified, away, back on 20 April 2026)")
                .containsPattern("Amara Okafor \\(\\d+ child(ren)? of \\d+ famil(y|ies)\\)");
        back("sw2.north", "sw2.north", "2026-04-02");
    }

    @Test
    @Order(7)
    @DisplayName("above 10 families in early help the manager gives a reason, at 10 not (RUT-EH-6.4)")
    void earlyHelpCaseload() {
        for (int i = 1; i <= 9; i++) {
            earlyHelp("EH-" + i, "F-EH-" + i, "eh");
        }
        assertThat(atLimit("F-EH-10")).as("the tenth family").isEmpty();
        earlyHelp("EH-10", "F-EH-10", "eh");
        assertThat(atLimit("F-EH-10")).as("another child of the tenth family").isEmpty();
        assertThat(atLimit("F-EH-11")).as("the eleventh family").containsExactly("eh");
        for (int i = 11; i <= 25; i++) {
            earlyHelp("EH-" + i, "F-EH-10", "eh");
        }
        assertThat(atLimit("F-EH-10")).as("the twenty-sixth child").containsExactly("eh");

        String child = waiting("F-EH-11");
        Map<String, Object> answers = practice.answersFor(
                child, "Allocate case", "tm.north", Map.of("worker", "eh", "allocationKind", "new"));
        answers.remove("caseloadReason");
        assertThatThrownBy(() -> practice.completeWithOnly(child, "Allocate case", "tm.north", answers))
                .hasMessageContaining("above the recommended caseload");
        answers.put("caseloadReason", "Three families close this week.");
        practice.completeWithOnly(child, "Allocate case", "tm.north", answers);
        assertThat(children.get(child).allocatedWorker()).isEqualTo("eh");
        assertThat(entry(child, "allocate-case").answers()).containsKey("caseloadReason");
    }

    private void earlyHelp(String ref, String family, String worker) {
        children.put(new Child(
                ref, "Child " + ref, practice.today().minusYears(5), null, family, "north", worker, null, false));
        practice.journey("early-help", ref);
    }

    private String waiting(String family) {
        String ref = "EH-W" + UUID.randomUUID().toString().substring(0, 6);
        children.put(new Child(
                ref, "Child " + ref, practice.today().minusYears(5), null, family, "north", null, null, false));
        UUID journey = practice.journey("early-help", ref);
        runtime.startProcessInstanceByKey(
                "allocate-case", "early-help:" + ref, Map.of("childRef", ref, "journeyId", journey.toString()));
        return ref;
    }

    @SuppressWarnings("unchecked")
    private List<Object> atLimit(String family) {
        String child = waiting(family);
        return (List<Object>)
                practice.shownAtOpening(child, "Allocate case", "tm.north").get("workersAtLimit");
    }

    // ---- gone for good ----

    @Test
    @Order(20)
    @DisplayName("work that is in the hands of nobody is found in the morning and is before the service manager"
            + " (NEW-GEN-02b)")
    void morningRound() {
        String child = toBeDiscussed();
        Task task = practice.task(child, "Hold strategy discussion");
        tasks.getIdentityLinksForTask(task.getId())
                .forEach(link -> tasks.deleteCandidateGroup(task.getId(), link.getGroupId()));
        assertThat(unattended.find()).extracting(Task::getId).contains(task.getId());
        rounds.now();
        assertThat(unattended.find()).isEmpty();
        assertThat(finds("sm", task)).isTrue();
    }

    @Test
    @Order(30)
    @DisplayName(
            "in the middle of all six journeys a social worker and the team manager leave: every task, sign-off and"
                    + " escalation is in the list of somebody who works here, and each child has a manager asked to allocate it"
                    + " with a clock of one working day (SWI-OVR-02a RUT-CP-01 SWI-SIC-02)")
    void nothingUnattended() {
        // Six children, six journeys, each in the middle.
        written(toBeWritten(toBeDiscussed("C-1001")), "continuing-risk");
        practice.start(
                "child-family-assessment",
                "sw.north",
                Map.of("childRef", "C-1002", "referralReceivedOn", "2026-04-01"));
        UUID enquiry = practice.journey("s47-to-icpc", "C-1003", "icpc-held", "2026-03-31");
        practice.handedOver("child-protection-plan", "C-1003", enquiry);
        practice.start("child-in-need", "sw.north", Map.of("childRef", "C-1004", "decidedOn", "2026-04-01"));
        practice.start("child-in-care", "sw.north", with(CareWalk.entering(), "childRef", "C-1009"));
        children.allocate("C-1006", "north", "sw.north");
        practice.start("adoption", "tm.north", Map.of("childRef", "C-1006"));
        List<String> six = List.of("C-1001", "C-1002", "C-1003", "C-1004", "C-1009", "C-1006");
        for (String child : six) {
            practice.carryOn(child);
            for (Task task : practice.openTasks(child, "Allocate case")) {
                practice.completeTask(
                        task.getId(), child, "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
            }
            assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
        }
        assertThat(six.stream().filter(this::inHerHands).count())
                .as("children with work in her hands")
                .isGreaterThanOrEqualTo(5);
        passed("C-1001", "s47-outcome-signed-off");
        practice.itIs("2026-04-13T10:00");
        List<String> before = new ArrayList<>();
        six.forEach(child -> practice.tasks(child).forEach(name -> before.add(child + " " + name)));
        // One is looked at by a colleague for her, and comes back to nobody who has left.
        Task delegated = practice.openTasks("C-1004").stream()
                .filter(task -> "sw.north".equals(task.getAssignee()))
                .findFirst()
                .orElseThrow();
        tasks.setOwner(delegated.getId(), "sw.north");
        tasks.delegateTask(delegated.getId(), "sw2.north");

        staff.put(copy(directory.person("sw.north").orElseThrow(), false), null);
        leavesByApi("tm.north");

        List<String> after = new ArrayList<>();
        for (String child : six) {
            practice.carryOn(child);
            for (Task task : practice.openTasks(child)) {
                after.add(child + " " + task.getName());
                assertThat(somebodyFinds(task)).as(child + " " + task.getName()).isNotEmpty();
                assertThat(task.getAssignee()).isNotIn("sw.north", "tm.north");
            }
            assertThat(children.get(child).allocatedWorker()).as(child).isNull();
            assertThat(practice.tasksSeenBy("atm.north", child)).contains("Allocate case");
            assertThat(practice.due(child, "case-allocated")).as(child).isEqualTo("2026-04-14");
            assertThat(practice.running(child)).containsOnlyOnce("re-allocate-case");
        }
        assertThat(after).containsAll(before);
        assertThat(unattended.find()).isEmpty();
        tasks.resolveTask(delegated.getId());
        assertThat(somebodyFinds(delegated)).isNotEmpty();
        assertThat(practice.tasksSeenBy("sm", "C-1001"))
                .as("the manager's sign-off, and the answer to what was missed")
                .contains(SIGN_OFF, "Respond to breached standard");

        // The clock on the child without a worker; with the team's manager gone as well the assistant's is the task.
        notDone("C-1003", "Allocate case", "case-allocated", "2026-04-14");
        assertThat(consequences.told("C-1003", "breach")).contains("sm").doesNotContain("tm.north", "sw.north");
        practice.itIs("2026-04-15T10:00");
        rounds.now();
        staff.put(
                new Person(
                        "successor",
                        "Sue Successor",
                        Set.of("social-worker"),
                        "north",
                        null,
                        null,
                        null,
                        true,
                        true,
                        true),
                "pathways");
        practice.complete(
                "C-1003",
                "Allocate case",
                "atm.north",
                Map.of("worker", "successor", "allocationKind", "re-allocation"));
        doneLate("C-1003", "case-allocated", 1);
        assertThat(practice.openTasks("C-1003")).anyMatch(task -> "successor".equals(task.getAssignee()));
        assertThat(practice.tasks("C-1003")).contains("Notify family of change");

        // Everybody of the team goes.
        for (String userId : List.of("atm.north", "sw2.north", "successor")) {
            staff.put(copy(directory.person(userId).orElseThrow(), false), null);
        }
        assertThat(unattended.find()).isEmpty();
        for (String child : six) {
            practice.openTasks(child)
                    .forEach(task -> assertThat(somebodyFinds(task))
                            .as(child + " " + task.getName())
                            .isNotEmpty());
        }
        assertThat(directory.membersOf("team-managers-north")).containsExactly("sm");
        // The service manager does not answer to herself for the work of a team that she looks after.
        practice.itIs(due("C-1002", "case-allocated").plusMinutes(1).withNano(0).toString());
        practice.fireDueTimers("C-1002");
        assertThat(breaches("C-1002", "case-allocated"))
                .last()
                .extracting(Missed::answerBy)
                .isEqualTo("head-of-service");
    }

    private boolean inHerHands(String child) {
        return practice.openTasks(child).stream().anyMatch(task -> "sw.north".equals(task.getAssignee()));
    }

    private void leavesByApi(String userId) {
        Person person = directory.person(userId).orElseThrow();
        Map<String, Object> facts = new HashMap<>();
        facts.put("name", person.name());
        facts.put("roles", person.roles());
        facts.put("team", person.team());
        facts.put("registered", true);
        facts.put("suitablyQualified", true);
        facts.put("active", false);
        assertThat(rest.withBasicAuth("admin", "pathways")
                        .exchange("/api/people/" + userId, HttpMethod.PUT, new HttpEntity<>(facts), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    /** Those who work here and find this task in Tasklist: given to them, or offered and not in another's hands. */
    private List<String> somebodyFinds(Task task) {
        Task now = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        return directory.everybody().stream()
                .map(Person::userId)
                .filter(user -> now.getAssignee() == null || user.equals(now.getAssignee()))
                .filter(user -> finds(user, now))
                .toList();
    }
}
