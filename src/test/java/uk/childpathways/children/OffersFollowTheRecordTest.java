package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Work is offered to those who may open the record, and stays where somebody sees it")
class OffersFollowTheRecordTest extends EnquiryWalk {

    private static final String PREPARE = "Prepare supervision";
    private static final List<String> FILTERS = List.of("My tasks", "My team's tasks");

    @Autowired
    TestRestTemplate rest;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Children children;

    @Autowired
    RecordAccess access;

    @Autowired
    StaffAdministration staff;

    @BeforeEach
    void aThursday() {
        practice.itIs("2026-04-02T10:00");
    }

    @AfterEach
    void backAgain() {
        practice.backToToday();
    }

    private int reads(String user, String child) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity("/api/children/" + child, String.class)
                .getStatusCode()
                .value();
    }

    private String page(String user, String child) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity("/children/" + child, String.class)
                .getBody();
    }

    private void decided(String child, String decision, String person) {
        Map<String, Object> body = new HashMap<>();
        body.put("decision", decision);
        body.put("person", person);
        body.put("reason", "Went to school with the mother");
        assertThat(rest.withBasicAuth("sm", "pathways")
                        .postForEntity("/api/children/" + child + "/access", body, String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
    }

    private String begun(String process, String child) {
        UUID journey = practice.journey("child-in-need", child);
        return engine.getRuntimeService()
                .startProcessInstanceByKey(process, Map.of("childRef", child, "journeyId", journey.toString()))
                .getId();
    }

    private void supervised(String child) {
        practice = practice.withSupervision();
        practice.journey("child-in-need", child);
        practice.handedOver("case-supervision", child);
    }

    /** What somebody finds in their everyday lists of Tasklist, those due far ahead aside. */
    private List<String> listed(String user, String child) {
        Set<String> instances = practice.instances(child);
        return practice.as(
                user,
                () -> FILTERS.stream()
                        .flatMap(name -> {
                            Filter filter = engine.getFilterService()
                                    .createFilterQuery()
                                    .filterName(name)
                                    .singleResult();
                            return engine.getFilterService().<Task>list(filter.getId()).stream();
                        })
                        .filter(task -> instances.contains(task.getProcessInstanceId()))
                        .map(Task::getName)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private void officer(String userId, String name) {
        staff.put(
                new Person(
                        userId,
                        name,
                        Set.of(Role.IRO.key()),
                        null,
                        null,
                        userId + "@pathways.example",
                        "01632 960999",
                        true,
                        true,
                        true),
                "pathways");
    }

    @Test
    @DisplayName(
            "the work of a worker to whom the record closed opens a restricted record to no personal adviser, early"
                    + " help practitioner or colleague: the team's manager has it (SWI-CON-12, SWI-CON-21b)")
    void restrictedAndWithoutWorker() {
        String child = practice.child();
        supervised(child);
        decided(child, "RESTRICT", null);
        decided(child, "CONFLICT", "sw.north");
        for (String user : List.of("pa", "eh", "ehm", "sw2.north", "sw.north", "sw.south", "iro")) {
            assertThat(practice.tasksSeenBy(user, child)).as(user).isEmpty();
            assertThat(reads(user, child)).as(user).isEqualTo(403);
        }
        assertThat(practice.tasksSeenBy("tm.north", child)).contains(PREPARE);
        assertThat(page("tm.north", child)).doesNotContain("Everybody who is");
    }

    @Test
    @DisplayName("a worker's task whose worker is gone stays in the child's team; a personal adviser who is the worker"
            + " has it (SWI-CON-04a)")
    void staysInTheTeam() {
        String child = practice.child();
        children.allocate(child, "north", null);
        supervised(child);
        assertThat(practice.tasksSeenBy("sw2.north", child)).contains(PREPARE);
        for (String user : List.of("pa", "eh", "sw.south")) {
            assertThat(practice.tasksSeenBy(user, child)).as(user).isEmpty();
            assertThat(reads(user, child)).as(user).isEqualTo(403);
        }
        String other = practice.child();
        children.allocate(other, "north", "pa");
        supervised(other);
        assertThat(practice.tasksSeenBy("pa", other)).contains(PREPARE);
    }

    @Test
    @DisplayName("what is asked of chairs goes, for a restricted child, to the chair to whom it was opened; to the"
            + " manager before that (SWI-CON-12)")
    void restrictedAndAskedOfARole() {
        String child = practice.child();
        decided(child, "RESTRICT", null);
        begun("two-plans", child);
        assertThat(practice.tasksSeenBy("cpchair", child)).isEmpty();
        assertThat(reads("cpchair", child)).isEqualTo(403);
        assertThat(practice.tasksSeenBy("tm.north", child)).contains("Decide on two plans");
        decided(child, "GRANT", "cpchair");
        assertThat(practice.tasksSeenBy("cpchair", child)).contains("Decide on two plans");
    }

    @Test
    @DisplayName("whoever the record is closed to cannot be allocated, in a list or by hand (SWI-CON-21b)")
    void notAllocated() {
        String child = opened();
        decided(child, "CONFLICT", "sw2.north");
        assertThat(practice.shownAtOpening(child, "Allocate case", "tm.north")
                        .get("workersOptions")
                        .toString())
                .contains("sw.north")
                .doesNotContain("sw2.north");
        assertThatThrownBy(() -> practice.complete(
                        child,
                        "Allocate case",
                        "tm.north",
                        Map.of("worker", "sw2.north", "allocationKind", "re-allocation")))
                .hasMessageContaining("closed to them");
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
    }

    @Test
    @DisplayName("a record that closes to the worker leaves the child unallocated: the manager is asked, and she is not"
            + " called any more; over, her work is hers again (SWI-CON-21b)")
    void worker() {
        String child = enquired(toBeDiscussed());
        assertThat(page("tm.north", child)).contains("Allocated worker");
        assertThat(practice.tasks(child)).doesNotContain("Allocate case");
        decided(child, "CONFLICT", "sw.north");
        assertThat(children.get(child).allocatedWorker()).isNull();
        assertThat(page("tm.north", child)).contains("Unallocated").doesNotContain("Allocated worker");
        assertThat(listed("tm.north", child)).contains("Allocate case");
        assertThat(listed("sw2.north", child)).as("free").contains("Complete agency checks");
        String taken = practice.task(child, "Read case history").getId();
        practice.as("sw2.north", () -> {
            engine.getTaskService().claim(taken, "sw2.north");
            return null;
        });
        decided(child, "END_CONFLICT", "sw.north");
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
        assertThat(listed("sw.north", child)).contains("Complete agency checks");
        assertThat(listed("sw2.north", child)).contains("Read case history");
    }

    @Test
    @DisplayName("what a closure frees is in the manager's everyday list, and what she took of it stays hers when the"
            + " conflict is over (SWI-CON-21b)")
    void everydayLists() {
        String child = enquired(toBeDiscussed());
        decided(child, "RESTRICT", null);
        decided(child, "CONFLICT", "sw.north");
        assertThat(listed("tm.north", child)).contains("Complete agency checks", "Read case history");
        String taken = practice.task(child, "Read case history").getId();
        practice.as("tm.north", () -> {
            engine.getTaskService().claim(taken, "tm.north");
            return null;
        });
        decided(child, "LIFT", null);
        decided(child, "END_CONFLICT", "sw.north");
        assertThat(listed("sw.north", child)).contains("Complete agency checks");
        assertThat(listed("tm.north", child)).contains("Read case history");
        practice.completeTask(
                taken, child, "tm.north", practice.answersFor(child, "Read case history", "tm.north", Map.of()));
        assertThat(practice.tasks(child)).doesNotContain("Read case history");
    }

    @Test
    @DisplayName(
            "who held the strategy discussion is not offered its endorsement and cannot take it; everybody else who"
                    + " may has it in their list (RUT-S47-03a)")
    void ownWork() {
        String child = discussed(toBeDiscussed(), "joint");
        assertThat(practice.tasksSeenBy("tm.north", child)).doesNotContain("Endorse enquiry");
        String task = practice.task(child, "Endorse enquiry").getId();
        assertThatThrownBy(() -> practice.as("tm.north", () -> {
                    engine.getTaskService().claim(task, "tm.north");
                    return null;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(listed("psw", child)).contains("Endorse enquiry");
        practice.as("psw", () -> {
            engine.getTaskService().claim(task, "psw");
            return null;
        });
        assertThat(practice.task(child, "Endorse enquiry").getAssignee()).isEqualTo("psw");
    }

    @Test
    @DisplayName("once a reviewing officer is appointed the others open the record no longer and are asked no more"
            + " (STAT-CIC-15, SWI-CON-04a)")
    void oneReviewingOfficer() {
        officer("iro.two", "Beatrice Hollin");
        String child = practice.child();
        practice.start("child-in-care", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        String appoint = "Appoint reviewing officer";
        assertThat(practice.tasksSeenBy("iro", child)).contains(appoint);
        assertThat(reads("iro.two", child)).isEqualTo(200);
        practice.complete(child, appoint, "iro.two", Map.of("reviewingOfficer", "Gareth Pryce, 01632 960111"));
        assertThat(reads("iro", child)).isEqualTo(200);
        assertThat(reads("iro.two", child)).as("appointed the other").isEqualTo(403);
        assertThat(practice.tasksSeenBy("iro.two", child)).isEmpty();
        assertThat(page("tm.north", child)).doesNotContain("Everybody who is IRO");
    }

    @Test
    @DisplayName("who opened a record in an emergency, when and why stands on the child's page for worker and managers,"
            + " and until when for the opener; the reference in small letters will do (SWI-CON-12, SWI-CON-22b)")
    void emergencyIsSeen() {
        String child = practice.child();
        assertThat(rest.withBasicAuth("sw.south", "pathways")
                        .postForEntity(
                                "/api/children/" + child.toLowerCase() + "/emergency-access",
                                Map.of("reason", "The police hold him and I am on duty"),
                                String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
        assertThat(page("sw.south", child)).contains("You opened this record", "open until");
        for (String user : List.of("sw.north", "tm.north", "sm")) {
            assertThat(page(user, child)).as(user).contains("Daniel Achebe opened this record", "The police hold him");
        }
        assertThat(page("sw2.north", child)).doesNotContain("opened this record");
        assertThat(page("sw.south", practice.child()))
                .as("the way to open another")
                .contains("/children/emergency-access?ref=");
    }
}
