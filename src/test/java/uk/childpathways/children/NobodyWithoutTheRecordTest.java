package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.forms.FormProblem;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Questions;
import uk.childpathways.submissions.Submission;
import uk.childpathways.submissions.Submissions;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("Whoever may not open a child's record does nothing for that child, alone or together with others")
class NobodyWithoutTheRecordTest {

    private static final String NOT_OPEN = "open to you";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    Questions questions;

    @Autowired
    Submissions submissions;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Children children;

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void aMonday() {
        practice.itIs("2026-03-02T10:00");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private void decided(String child, String decision, String person) {
        Map<String, Object> body = new HashMap<>();
        body.put("decision", decision);
        body.put("person", person);
        body.put("reason", "A cousin of the family");
        assertThat(rest.withBasicAuth("sm", "pathways")
                        .postForEntity("/api/children/" + child + "/access", body, JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
    }

    private int reads(String user, String child) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity("/api/children/" + child, String.class)
                .getStatusCode()
                .value();
    }

    /** What the server says against these answers. */
    private List<String> against(Question question, String by, Map<String, Object> answers) {
        return submissions.check(new Submission(question, answers, by, null)).problems().stream()
                .map(FormProblem::sentence)
                .toList();
    }

    // ---- from the start list ----

    /** Each way in which a form of the start list names a child, and the answers that name this one. */
    private Map<String, Map<String, Object>> naming(FormDefinition form, String child, UUID journey) {
        Map<String, Map<String, Object>> ways = new TreeMap<>();
        form.topLevelAnswers().map(FormField::key).forEach(key -> {
            if ("childRef".equals(key)) {
                ways.put("childRef", Map.of("childRef", child));
            } else if ("journeyId".equals(key)) {
                ways.put("journeyId", Map.of("journeyId", journey.toString()));
            }
        });
        form.lists().forEach(list -> {
            if (list.children().stream().anyMatch(field -> "childRef".equals(field.key()))) {
                ways.put(list.path(), Map.of(list.path(), List.of(Map.of("childRef", child))));
            }
        });
        return ways;
    }

    @Test
    @DisplayName(
            "by whatever form of the start list names a child, a journey or brothers and sisters: a closed record is"
                    + " refused before anything else is looked at, an open one is not (SWI-CON-11, SWI-CON-12)")
    void everyStartForm() {
        List<String> family = practice.siblings(2);
        String open = family.get(0);
        String closed = family.get(1);
        UUID openJourney = practice.journey("child-in-need", open);
        UUID closedJourney = practice.journey("child-in-need", closed);
        decided(closed, "RESTRICT", null);
        assertThat(reads("sw2.north", open)).isEqualTo(200);
        assertThat(reads("sw2.north", closed)).isEqualTo(403);
        List<String> asked = new ArrayList<>();
        for (ProcessDefinition process : engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()) {
            Question question = questions.ofStart(process.getKey()).orElse(null);
            if (question == null || question.form() == null) {
                continue;
            }
            naming(question.form(), closed, closedJourney).forEach((way, answers) -> {
                asked.add(process.getKey() + " by " + way);
                assertThat(against(question, "sw2.north", answers))
                        .as("%s by %s", process.getKey(), way)
                        .singleElement()
                        .asString()
                        .contains(NOT_OPEN);
            });
            naming(question.form(), open, openJourney)
                    .forEach((way, answers) -> assertThat(against(question, "sw2.north", answers))
                            .as("%s by %s, open", process.getKey(), way)
                            .noneMatch(sentence -> sentence.contains(NOT_OPEN)));
        }
        assertThat(asked).as("ways to name a child").hasSizeGreaterThan(35);
        assertThat(asked)
                .contains(
                        "external-disclosure by journeyId",
                        "record-case-discussion by children",
                        "s47-to-icpc by siblings",
                        "decide-access-to-record by childRef");
    }

    // ---- in the middle of the work ----

    @Test
    @DisplayName("no open task of a closed record is answered, whoever knows its number; by whom it is open, it is"
            + " (SWI-CON-11)")
    void openTasks() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        decided(child, "RESTRICT", null);
        List<Task> tasks = practice.withSupervision().openTasks(child);
        assertThat(tasks).isNotEmpty();
        int entries = practice.chronology(child).size();
        for (Task task : tasks) {
            Question question = questions.ofTask(task.getId()).orElseThrow();
            assertThat(against(question, "sw2.north", Map.of()))
                    .as(task.getName())
                    .singleElement()
                    .asString()
                    .contains("not open to you");
            assertThat(against(question, "tm.north", Map.of()))
                    .as(task.getName())
                    .noneMatch(sentence -> sentence.contains(NOT_OPEN));
            for (String way : List.of("complete", "submit-form", "claim")) {
                assertThat(rest.withBasicAuth("sw2.north", "pathways")
                                .postForEntity(
                                        "/engine-rest/task/" + task.getId() + "/" + way,
                                        way.equals("claim") ? Map.of("userId", "sw2.north") : Map.of(),
                                        String.class)
                                .getStatusCode()
                                .is4xxClientError())
                        .as(way + " " + task.getName())
                        .isTrue();
            }
        }
        assertThat(practice.chronology(child)).hasSize(entries);
        assertThat(practice.withSupervision().openTasks(child))
                .extracting(Task::getId)
                .containsExactlyInAnyOrderElementsOf(
                        tasks.stream().map(Task::getId).toList());
    }

    @Test
    @DisplayName("a strategy discussion is not recorded jointly for a sister whose record is closed to the manager; for"
            + " the brother alone it is, and jointly once it is open again (SWI-CON-21b)")
    void jointly() {
        List<String> family = practice.siblings(2);
        String brother = family.get(0);
        String sister = family.get(1);
        practice.start(
                "s47-to-icpc",
                "sw.north",
                Map.of("childRef", brother, "siblings", List.of(Map.of("childRef", sister, "concern", "The same"))));
        for (String child : family) {
            practice.carryOn(child);
            practice.complete(
                    child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
            practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        }
        Map<String, Object> together = EnquiryWalk.discussion(
                "social-care-only",
                "recordedJointly",
                "yes",
                "jointChildren",
                List.of(Map.of(
                        "childRef",
                        sister,
                        "strategyOutcome",
                        "social-care-only",
                        "outcomeReasons",
                        "Why it is so for her",
                        "positionOfTrust",
                        "no",
                        "seeChildBy",
                        "2026-03-04",
                        "toBeSeenAlone",
                        "yes")));
        String label = "Hold strategy discussion";
        Map<String, Object> answers = practice.answersFor(brother, label, "tm.north", together);
        decided(sister, "CONFLICT", "tm.north");
        int ofSister = practice.chronology(sister).size();
        int ofBrother = practice.chronology(brother).size();
        assertThatThrownBy(() -> practice.completeWithOnly(brother, label, "tm.north", answers))
                .hasMessageContaining("is " + NOT_OPEN)
                .hasMessageNotContaining("Test Child");
        assertThat(practice.tasks(sister)).contains(label);
        assertThat(practice.tasks(brother)).contains(label);
        assertThat(practice.chronology(sister)).hasSize(ofSister);
        assertThat(practice.chronology(brother)).hasSize(ofBrother);

        assertThat(against(
                        questions.ofTask(practice.task(brother, label).getId()).orElseThrow(),
                        "tm.north",
                        practice.answersFor(brother, label, "tm.north", EnquiryWalk.discussion("social-care-only"))))
                .as("for the brother alone")
                .isEmpty();
        decided(sister, "END_CONFLICT", "tm.north");
        practice.completeWithOnly(brother, label, "tm.north", answers);
        practice.carryOn(sister);
        assertThat(practice.tasks(brother)).doesNotContain(label);
        assertThat(practice.tasks(sister)).doesNotContain(label);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"group-supervision", "ad-hoc", "informal"})
    @DisplayName("in a case discussion or group supervision nothing is written for any of the children while the record"
            + " of one is closed to the supervisor (SWI-CON-12, RUT-A5-03b)")
    void discussed(String kind) {
        String open = practice.child();
        String closed = practice.child();
        practice.journey("child-in-need", open);
        practice.journey("child-in-need", closed);
        Map<String, Object> answers = practice.answersForStart(
                "record-case-discussion",
                "tm.north",
                Map.of("discussionKind", kind, "children", List.of(row(open), row(closed))));
        decided(closed, "CONFLICT", "tm.north");
        assertThatThrownBy(() -> practice.startWithOnly("record-case-discussion", "tm.north", answers))
                .hasMessageContaining("is " + NOT_OPEN);
        assertThat(decisions(open)).isEmpty();
        assertThat(decisions(closed)).isEmpty();
        practice.start(
                "record-case-discussion", "tm.north", Map.of("discussionKind", kind, "children", List.of(row(open))));
        assertThat(decisions(open)).hasSize(1);
        assertThat(decisions(closed)).isEmpty();
    }

    private static Map<String, Object> row(String child) {
        return Map.of(
                "childRef",
                child,
                "summary",
                "Bruises fade",
                "decision",
                "Go on",
                "rationale",
                "It works",
                "effectOnChild",
                "Calmer");
    }

    private List<String> decisions(String child) {
        return practice.chronology(child).stream()
                .filter(entry -> "record-case-discussion".equals(entry.formId()))
                .map(ChronologyEntry::id)
                .map(Object::toString)
                .toList();
    }

    // ---- across services ----

    @ParameterizedTest(name = "{0}")
    @CsvSource({"principal-social-worker, psw", "service-manager, sm"})
    @DisplayName("whoever covers every child of one service is offered, shown and lets be started nothing of another"
            + " service; of their own they are (SWI-CON-04a)")
    void acrossServices(String role, String colleague) {
        staff.putService("svc-east", "East service");
        staff.putTeam("svc-east", "East team", "svc-east");
        String here = practice.child();
        String there = practice.child();
        Child was = children.get(there);
        children.put(new Child(
                there, was.name(), was.dateOfBirth(), null, was.familyRef(), "svc-east", "sw.north", null, false));
        UUID journey = practice.journey("child-in-need", here);
        put("svc.east", role, true);
        try {
            assertThat(reads("svc.east", here)).isEqualTo(403);
            assertThat(reads("svc.east", there)).isEqualTo(200);
            assertThat(reads(colleague, here)).isEqualTo(200);

            practice.start("s47-to-icpc", "sw.north", Map.of("childRef", here));
            practice.carryOn(here);
            JsonNode offered = rest.withBasicAuth("svc.east", "pathways")
                    .getForEntity(
                            "/engine-rest/process-definition/key/decide-access-to-record/form-variables",
                            JsonNode.class)
                    .getBody();
            assertThat(String.valueOf(offered)).doesNotContain(here);
            Question oversight = questions.ofStart("management-oversight").orElseThrow();
            assertThat(against(oversight, "svc.east", Map.of("journeyId", journey.toString())))
                    .singleElement()
                    .asString()
                    .contains(NOT_OPEN);
            assertThat(against(oversight, colleague, Map.of("journeyId", journey.toString())))
                    .noneMatch(sentence -> sentence.contains(NOT_OPEN));
            Question enquiry = questions.ofStart("s47-to-icpc").orElseThrow();
            assertThat(against(enquiry, "svc.east", Map.of("childRef", there)))
                    .noneMatch(sentence -> sentence.contains(NOT_OPEN));
            assertThat(against(enquiry, "svc.east", Map.of("childRef", here)))
                    .singleElement()
                    .asString()
                    .contains(NOT_OPEN);
        } finally {
            put("svc.east", role, false);
        }
    }

    @Test
    @DisplayName("a task for principal social workers is offered one by one to those of the child's service, and to the"
            + " whole group where there is no other service (SWI-CON-04a)")
    void offers() {
        staff.putService("svc-east", "East service");
        put("svc.east", "principal-social-worker", true);
        try {
            String child = toBeEndorsed();
            assertThat(practice.tasksSeenBy("psw", child)).contains("Endorse enquiry");
            assertThat(practice.tasksSeenBy("svc.east", child)).isEmpty();
            assertThat(practice.offeredTo(child, "Endorse enquiry"))
                    .contains("closed--principal-social-workers")
                    .doesNotContain("principal-social-workers");
        } finally {
            put("svc.east", "principal-social-worker", false);
        }
        assertThat(practice.offeredTo(toBeEndorsed(), "Endorse enquiry")).contains("principal-social-workers");
    }

    private String toBeEndorsed() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        practice.complete(child, "Hold strategy discussion", "tm.north", EnquiryWalk.discussion("joint"));
        return child;
    }

    private void put(String userId, String role, boolean active) {
        staff.put(
                new Person(userId, "Esther East", Set.of(role), null, "svc-east", null, null, true, true, active),
                active ? "pathways" : null);
    }
}
