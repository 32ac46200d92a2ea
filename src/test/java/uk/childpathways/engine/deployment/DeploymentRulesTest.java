package uk.childpathways.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import uk.childpathways.modelling.rules.DeploymentCheck;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/** The process owner changes a shipped file and deploys it alone, as Camunda Modeler does. */
@PathwaysTest
@DisplayName("A process owner's deployment")
class DeploymentRulesTest {

    private static final Path CONFERENCE = Path.of("processes/s47-to-icpc/initial-conference.bpmn");
    private static final Path ENQUIRY = Path.of("processes/s47-to-icpc/s47-enquiry.bpmn");
    private static final Path REPORT = Path.of("processes/s47-to-icpc/conference-report.bpmn");
    private static final Path PLAN = Path.of("processes/child-protection-plan/full-protection-plan.bpmn");
    private static final Path PLAN_TIMESCALES =
            Path.of("processes/child-protection-plan/timescales-child-protection-plan.dmn");
    private static final Path CHAIR = Path.of("processes/shared/child-in-need-meeting-chair.dmn");
    private static final Path SIGNIFICANT_EVENT = Path.of("processes/shared/significant-event.bpmn");
    private static final Path HOLD_CONFERENCE = Path.of("forms/s47-to-icpc/hold-conference.form");
    private static final Path PREPARE_CHILD = Path.of("forms/s47-to-icpc/prepare-child.form");

    private static final Path TIMESCALES = Path.of("processes/s47-to-icpc/timescales-s47-to-icpc.dmn");

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Practice practice;

    @Autowired
    DeploymentCheck check;

    @Test
    @DisplayName(
            "that does one task twenty times for a child is accepted: the checks of kills and of two nodes deploy it")
    void severalTimes() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String file : List.of("two-nodes.bpmn", "benchmark-timer.bpmn", "two-nodes.form")) {
            files.put(file, Files.readAllBytes(Path.of("src/test/resources/benchmark", file)));
        }
        assertThat(check.judge(files, true).refused()).isEmpty();
        files.compute(
                "two-nodes.bpmn",
                (file, model) -> new String(model, StandardCharsets.UTF_8)
                        .replace(
                                "<bpmn:multiInstanceLoopCharacteristics ",
                                "<bpmn:multiInstanceLoopCharacteristics behavior=\"None\" ")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(check.judge(files, true).refused())
                .singleElement()
                .asString()
                .contains("has 'behavior', which models here do not use");
    }

    // ---- a duty dropped ----

    @Test
    @DisplayName("that deletes a standard's timer is refused: nobody would be told")
    void timerDeleted() {
        refused(
                CONFERENCE,
                without(
                        without(
                                without(text(CONFERENCE), "boundaryEvent", "BoundaryEvent_IcpcRequested"),
                                "endEvent",
                                "EndEvent_IcpcRequestedBreached"),
                        "sequenceFlow",
                        "Flow_IcpcRequestedBreached"),
                "'Request conference' (Task_RequestConference)",
                "the standard 'icpc-requested' and has no clock on its edge");
    }

    @Test
    @DisplayName("that deletes the timer with its standard and due date is refused: the version in force keeps it")
    void standardDeleted() {
        String changed = without(
                without(
                        without(text(CONFERENCE), "boundaryEvent", "BoundaryEvent_IcpcRequested"),
                        "endEvent",
                        "EndEvent_IcpcRequestedBreached"),
                "sequenceFlow",
                "Flow_IcpcRequestedBreached");
        int at = changed.indexOf("<bpmn:userTask id=\"Task_RequestConference\"");
        int end = changed.indexOf("</bpmn:userTask>", at);
        String task = changed.substring(at, end);
        refused(
                CONFERENCE,
                changed.substring(0, at)
                        + task.replaceFirst(" camunda:dueDate=\"[^\"]*\"", "")
                                .replaceFirst("<camunda:property name=\"standard\"[^>]*/>", "")
                        + changed.substring(end),
                "keeps the standard 'icpc-requested' today and would keep none",
                "the standard 'icpc-requested' is kept today, and nothing would keep it any more");
    }

    @Test
    @DisplayName("that makes a standard's timer interrupting is refused: the duty would vanish")
    void timerInterrupting() {
        refused(
                CONFERENCE,
                changed(
                        CONFERENCE,
                        "name=\"1 working day from the decision\" cancelActivity=\"false\"",
                        "name=\"1 working day from the decision\""),
                "(BoundaryEvent_IcpcRequested) interrupts its task, so the duty would vanish");
    }

    @Test
    @DisplayName("that deletes a sign-off is refused: the unsigned report would go to the family")
    void signOffDeleted() {
        String changed = without(text(REPORT), "callActivity", "CallActivity_SignOffReport");
        refused(
                REPORT,
                without(changed, "sequenceFlow", "Flow_ReportSignedOff")
                        .replace(
                                "targetRef=\"CallActivity_SignOffReport\"",
                                "targetRef=\"CallActivity_ShareReportWithFamily\"")
                        .replace("<bpmn:incoming>Flow_ReportSignedOff", "<bpmn:incoming>Flow_ReportSubmitted"),
                "shares the document 'write-conference-report' on a way without sign-off",
                "(Task_WriteConferenceReport) is signed off today and would go on unsigned");
    }

    @Test
    @DisplayName("of a task without form is refused: an empty completion would meet the standard")
    void withoutForm() {
        refused(
                CONFERENCE,
                changed(CONFERENCE, " camunda:formRef=\"prepare-child\" camunda:formRefBinding=\"latest\"", ""),
                "'Prepare child' (Task_PrepareChild) has no form");
    }

    // ---- a case stopped or sent the wrong way ----

    @Test
    @DisplayName("of a condition on an option that the form does not offer is refused, with those that it offers")
    void optionNotOffered() {
        refused(
                CONFERENCE,
                changed(CONFERENCE, "conferenceOutcome == 'adjourned'", "conferenceOutcome == 'postponed'"),
                "(Flow_Adjourned) waits for the answer 'postponed' to 'conferenceOutcome'",
                "adjourned");
    }

    @Test
    @DisplayName("of a form that no longer offers what a model in force waits for is refused, with the model's name")
    void optionTakenAway() {
        refused(
                HOLD_CONFERENCE,
                changed(HOLD_CONFERENCE, "\"value\": \"adjourned\"", "\"value\": \"put-off\""),
                "initial-conference.bpmn",
                "waits for the answer 'adjourned' to 'conferenceOutcome'");
    }

    @Test
    @DisplayName("of a condition on an answer that nobody keeps is refused: every case would stop there")
    void answerNotKept() {
        refused(
                CONFERENCE,
                changed(CONFERENCE, "transferring == 'yes'", "transferringSoon == 'yes'"),
                "(Flow_Transferring) reads 'transferringSoon', which no form keeps");
    }

    @Test
    @DisplayName("of a condition as Camunda 8 writes it is refused: here it is a text that stops every case")
    void conditionOfAnotherRelease() {
        refused(
                CONFERENCE,
                changed(CONFERENCE, "${conferenceOutcome == 'adjourned'}", "= conferenceOutcome = \"adjourned\""),
                "(Flow_Adjourned) decides by = conferenceOutcome = \"adjourned\", which is a text and no expression");
    }

    @Test
    @DisplayName("of a model in which an arrow was deleted is refused: what comes after it would be offered to nobody")
    void arrowDeleted() {
        String model = text(CONFERENCE);
        java.util.regex.Matcher arrow = java.util.regex.Pattern.compile(
                        "<bpmn:sequenceFlow id=\"([^\"]+)\"[^>]*targetRef=\"(Task_PrepareChild|CallActivity_SignOffReport)\" />")
                .matcher(model);
        assertThat(arrow.find()).isTrue();
        String cut = model.replace(arrow.group(), "")
                .replaceAll("<bpmn:(incoming|outgoing)>" + arrow.group(1) + "</bpmn:(incoming|outgoing)>", "")
                .replaceAll(
                        "(?s)<bpmndi:BPMNEdge [^>]*bpmnElement=\"" + arrow.group(1) + "\".*?</bpmndi:BPMNEdge>", "");
        refused(CONFERENCE, cut, "(" + arrow.group(2) + ") is reached by no arrow");
    }

    @Test
    @DisplayName("in which a gateway waits for both of two alternatives is refused: every case would stand still there")
    void waitsForAlternatives() {
        String changed = text(ENQUIRY)
                .replaceFirst(
                        "(?s)<bpmn:parallelGateway (id=\"Gateway_EnquiryBegins\".*?)</bpmn:parallelGateway>",
                        "<bpmn:exclusiveGateway $1</bpmn:exclusiveGateway>");
        refused(ENQUIRY, changed, "(Gateway_AllKnown) waits for two ways of which a case goes only one");
    }

    @Test
    @DisplayName("that waits for a message which nothing sends is refused: no case would go on from there")
    void messageNeverSent() {
        Path planning = Path.of("processes/child-in-care/care-planning.bpmn");
        refused(
                planning,
                changed(planning, "name=\"carePlanToBeRevised\"", "name=\"carePlanToBeReviewed\""),
                "(Event_PlanToBeRevised) waits for the message 'carePlanToBeReviewed', which no model sends");
    }

    @Test
    @DisplayName("that lets the author's own role sign off is refused, at the task and in what a block is passed")
    void signOffByTheAuthorsRole() {
        refused(
                ENQUIRY,
                changed(
                        ENQUIRY,
                        "sourceExpression=\"team-manager\" target=\"signOffRoles\"",
                        "sourceExpression=\"team-manager,social-worker\" target=\"signOffRoles\""),
                "lets the role 'social-worker' sign off, which does not");
        refused(
                Path.of("processes/s47-to-icpc/strategy-discussion.bpmn"),
                changed(
                        Path.of("processes/s47-to-icpc/strategy-discussion.bpmn"),
                        "&#39;team-manager,principal-social-worker",
                        "&#39;social-worker,team-manager,principal-social-worker"),
                "is decided by the role 'social-worker' too, which does not sign off");
        Path strategy = Path.of("processes/s47-to-icpc/strategy-discussion.bpmn");
        assertThat(goesOn(
                        "strategy-discussion.bpmn",
                        changed(
                                strategy,
                                "&#39;team-manager,principal-social-worker",
                                "&#39;team-manager,service-manager,principal-social-worker")))
                .as("a manager more is no fault")
                .doesNotContain("sign off");
    }

    @Test
    @DisplayName(
            "of a form whose question got another key, which a later form fills in from, is refused with that form")
    void keyThatIsRead() {
        refused(
                PREPARE_CHILD,
                changed(PREPARE_CHILD, "\"key\": \"childVoice\"", "\"key\": \"voiceOfChild\""),
                "is filled in with the answer 'childVoice' of the form 'prepare-child', which asks no such question");
        assertThat(goesOn("prepare-child.form", changed(PREPARE_CHILD, "\"label\": \"", "\"label\": \"Now: ")))
                .as("its words may change")
                .doesNotContain("childVoice");
    }

    @Test
    @DisplayName("of a form saved under the id of another is refused: it would take that form's place")
    void savedOverAnother() {
        refused(
                PREPARE_CHILD,
                changed(PREPARE_CHILD, "\"id\": \"prepare-child\"", "\"id\": \"allocate-case\""),
                "asks not one of the questions that 'allocate-case' asks now");
    }

    @Test
    @DisplayName(
            "of a decision without a row for every other case is refused: a case that nobody thought of would stop")
    void noRowForTheRest() {
        String chair = text(CHAIR);
        int rest = chair.indexOf("<rule id=\"Rule_OtherMeetings\"");
        int end = chair.indexOf("</rule>", rest) + "</rule>".length();
        refused(
                CHAIR,
                chair.substring(0, rest) + chair.substring(end),
                "has a row for every other case in 'Who chairs this child in need meeting'",
                "would have none");
    }

    @Test
    @DisplayName("of a journey that people would begin for no child is refused")
    void beginsForNoChild() {
        Path childInNeed = Path.of("processes/child-in-need/child-in-need.bpmn");
        refused(
                childInNeed,
                changed(
                        childInNeed,
                        "camunda:formRef=\"open-child-in-need-plan\" camunda:formRefBinding=\"latest\"",
                        ""),
                "has no form, and people may start it");
        refused(
                childInNeed,
                changed(
                        childInNeed,
                        "camunda:formRef=\"open-child-in-need-plan\"",
                        "camunda:formRef=\"prepare-child\""),
                "begins with the form 'prepare-child', which does not ask for the child");
    }

    @Test
    @DisplayName("of a timer with a length of time is refused")
    void duration() {
        String model = text(CONFERENCE);
        int at = model.indexOf("<bpmn:timeDate", model.indexOf("BoundaryEvent_IcpcRequested_Timer"));
        int end = model.indexOf("</bpmn:timeDate>", at) + "</bpmn:timeDate>".length();
        refused(
                CONFERENCE,
                model.substring(0, at) + "<bpmn:timeDuration>P6W</bpmn:timeDuration>" + model.substring(end),
                "(BoundaryEvent_IcpcRequested) holds a length of time");
    }

    @Test
    @DisplayName("with a misspelt property or function is refused with the nearest right word")
    void misspelt() {
        refused(
                CONFERENCE,
                text(CONFERENCE).replaceFirst("name=\"standard\"", "name=\"standart\""),
                "'standart'",
                "Did you mean 'standard'?");
        refused(
                CONFERENCE,
                text(CONFERENCE).replaceFirst("deadlines\\.due\\(", "deadlines.dueOn("),
                "deadlines.dueOn, which does not exist",
                "Did you mean 'due'?");
    }

    @Test
    @DisplayName("with a misspelt role in what a block is passed or in a decision table is refused, as on a task")
    void rolesElsewhere() {
        refused(
                PLAN,
                text(PLAN)
                        .replaceFirst(
                                "sourceExpression=\"team-manager([^\"]*)\" target=\"signOffRoles\"",
                                "sourceExpression=\"team-manger\" target=\"signOffRoles\""),
                "passes 'signOffRoles': names the role 'team-manger', which does not exist. Did you mean 'team-manager'?");
        refused(
                CHAIR,
                text(CHAIR).replaceFirst("\"team-manager,assistant", "\"Team Manger,assistant"),
                "names the role 'Team Manger', which does not exist. Did you mean 'team-manager'?");
        refused(
                CHAIR,
                text(CHAIR).replaceFirst("\"team-manager,assistant-team-manager\"", "team-manager"),
                "holds team-manager where roles between quotation marks are meant");
    }

    @Test
    @DisplayName("of a table that runs a clock from an event that nothing records is refused, with the nearest event")
    void runsFromNothing() {
        refused(
                PLAN_TIMESCALES,
                text(PLAN_TIMESCALES).replaceFirst("<text>\"icpc-held\"</text>", "<text>\"icpc-hold\"</text>"),
                "runs from 'icpc-hold', which no form, step or standard records",
                "Did you mean 'icpc-held'?");
    }

    @Test
    @DisplayName("of a task whose standard a template of Modeler left empty is told so, as if it were not there")
    void emptyProperty() {
        refused(
                CONFERENCE,
                text(CONFERENCE).replaceFirst("name=\"standard\" value=\"[^\"]*\"", "name=\"standard\" value=\"\""),
                "standard");
        goesOn(
                "initial-conference.bpmn",
                text(CONFERENCE).replaceFirst("name=\"clauses\" value=\"[^\"]*\"", "name=\"clauses\" value=\"\""));
    }

    @Test
    @DisplayName("of a notice with a placeholder that nobody fills is refused")
    void placeholder() {
        refused(
                SIGNIFICANT_EVENT,
                text(SIGNIFICANT_EVENT)
                        .replaceFirst(
                                "name=\"notice\" value=\"[^\"]*\"",
                                "name=\"notice\" value=\"Something was reported for {chlid} today.\""),
                "says {chlid}, which would reach people as it stands");
    }

    @Test
    @DisplayName("that names an unknown role, bean or form is refused, each with its sentence")
    void unknownNames() {
        refused(
                CONFERENCE,
                text(CONFERENCE)
                        .replace("&#39;cp-chair&#39;", "&#39;cp-chairperson&#39;")
                        .replaceFirst("\\$\\{escalateBreach}", "\\${escalateBreech}")
                        .replace("camunda:formRef=\"prepare-child\"", "camunda:formRef=\"prepare-the-child\""),
                "names the role 'cp-chairperson', which does not exist. Did you mean 'cp-chair'?",
                "${escalateBreech}, which is no step of the vocabulary. Did you mean 'escalateBreach'?",
                "asks for the form 'prepare-the-child', which does not exist");
    }

    @Test
    @DisplayName("that gives a step another id is refused where a case waits there")
    void renamedWhereCasesWait() {
        Path allocate = Path.of("processes/shared/allocate-case.bpmn");
        String renamed = text(allocate).replace("Task_AllocateCase", "Task_GiveCaseToWorker");
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).contains("Allocate case");
        refused(allocate, renamed, "has the id 'Task_AllocateCase' today, where", "wait", "Keep the id");
    }

    @Test
    @DisplayName(
            "of a process from elsewhere is refused: it starts by the clock, waits for a program and runs a script")
    void fromElsewhere() {
        refusedNew(
                "nightly-letters.bpmn",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="elsewhere" id="Definitions_Elsewhere">
                  <bpmn:process id="nightly-letters" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Night"><bpmn:timerEventDefinition id="Timer_Night"><bpmn:timeCycle>R/PT24H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Night" sourceRef="StartEvent_Night" targetRef="Task_PrintLetters" />
                    <bpmn:serviceTask id="Task_PrintLetters" name="Print letters" camunda:type="external" camunda:topic="print" />
                    <bpmn:sequenceFlow id="Flow_Printed" sourceRef="Task_PrintLetters" targetRef="Task_Count" />
                    <bpmn:scriptTask id="Task_Count" name="Count" scriptFormat="javascript"><bpmn:script>1 + 1</bpmn:script></bpmn:scriptTask>
                  </bpmn:process>
                </bpmn:definitions>
                """,
                "(StartEvent_Night) starts the process by the clock",
                "(Task_PrintLetters) is an external task",
                "(Task_Count) is a script");
    }

    // ---- forms ----

    @Test
    @DisplayName("of a form with a part that Tasklist cannot complete is refused")
    void filePicker() {
        refused(
                PREPARE_CHILD,
                withPart(
                        "{\"type\": \"filepicker\", \"id\": \"Field_letter\", \"key\": \"letter\", \"label\": \"Letter\"}"),
                "'Letter' is a part of the type 'filepicker', with which nobody can complete the task");
    }

    @Test
    @DisplayName("of a form with an unknown check, and with an expression that cannot be read, is refused")
    void checkAndExpression() {
        refused(
                PREPARE_CHILD,
                withPart("{\"type\": \"textfield\", \"id\": \"Field_toy\", \"key\": \"favouriteToy\", \"label\":"
                        + " \"Favourite toy\", \"conditional\": {\"hide\": \"=childPrepared = = 1\"},"
                        + " \"properties\": {\"check\": \"nice-enough\"}}"),
                "'Favourite toy' asks for the check 'nice-enough', which the server does not have",
                "'Favourite toy' holds the expression =childPrepared = = 1, which cannot be read");
    }

    // ---- tables of timescales ----

    @Test
    @DisplayName("of a row for a council that nobody knows is refused: no deadline would follow it")
    void unknownProfile() {
        refused(
                TIMESCALES,
                withCell("Profile", "\"rutlnd\""),
                "(icpc-held) holds for the profile 'rutlnd', which is no council here",
                "rutland");
    }

    @Test
    @DisplayName("of a row for two councils beside the row for all goes on")
    void twoCouncils() {
        String table = text(TIMESCALES);
        int at = table.indexOf("<rule id=\"Rule_IcpcHeld\">");
        int end = table.indexOf("</rule>", at) + "</rule>".length();
        String row = withCell("Profile", "\"rutland\",\"newham\"").substring(at);
        String forTwo = row.substring(0, row.indexOf("</rule>") + "</rule>".length());
        goesOn(
                "timescales-s47-to-icpc.dmn",
                table.substring(0, end)
                        + forTwo.replace("Rule_IcpcHeld", "Rule_IcpcHeldForTwo")
                        + table.substring(end));
    }

    @Test
    @DisplayName("of 40 working days where the law allows 15 goes on, and the owner is told that the statutory limit is"
            + " passed and which drawings now say another number")
    void statutoryLimit() {
        assertThat(goesOn("timescales-s47-to-icpc.dmn", withCell("Amount", "40")))
                .contains("(icpc-held) gives 40 working days; the statutory limit is 15 working days (STAT-S47-03)")
                .contains("s47-to-icpc.bpmn: '15 working days from the strategy discussion' (BoundaryEvent_IcpcHeld)"
                        + " says another time than its table: 40 working days");
    }

    private static String withCell(String column, String cell) {
        String table = text(TIMESCALES);
        int entry = table.indexOf("id=\"Rule_IcpcHeld_" + column + "\"");
        int from = table.indexOf("<text>", entry);
        return table.substring(0, from) + "<text>" + cell + table.substring(table.indexOf("</text>", from));
    }

    @ParameterizedTest(name = "named {0}")
    @ValueSource(strings = {"initial-conference.bpmn20.xml", "initial-conferencebpmn", "initial-conference.bpmn"})
    @DisplayName("is held to the rules by whatever name the engine takes it for a model")
    void otherEndings(String name) {
        refusedNew(
                name, changed(CONFERENCE, "${escalateBreach}", "${escalateBreech}"), "Did you mean 'escalateBreach'?");
    }

    @Test
    @DisplayName("of a case model is refused: nothing here watches over one")
    void caseModel() {
        refusedNew("missing-child.cmmn", "<definitions/>", "missing-child.cmmn is a case model (CMMN)");
    }

    @Test
    @DisplayName("of two processes in one file, and of what cannot be read, is refused with the file's name")
    void unreadable() {
        String model = text(CONFERENCE);
        int at = model.indexOf("<bpmndi:BPMNDiagram");
        refusedNew(
                "two.bpmn",
                model.substring(0, at) + "<bpmn:process id=\"second\" isExecutable=\"true\" />" + model.substring(at),
                "two.bpmn cannot be read: it holds 2 processes, and a file holds one");
        refusedNew("broken.bpmn", model.substring(0, at), "broken.bpmn cannot be read: ");
        refusedNew("broken.form", "{\"id\": ", "broken.form cannot be read: ");
    }

    // ---- what is only advised ----

    @Test
    @DisplayName("of a good change with an unlabelled end goes on, and the owner is told what to better")
    void advised() {
        assertThat(goesOn("initial-conference.bpmn", changed(CONFERENCE, " name=\"Conference has decided\"", "")))
                .contains("(EndEvent_ConferenceDecided) has no label. Say in words what happens there.");
    }

    @Test
    @DisplayName("of a shipped file as it is goes on without a word")
    void unchanged() {
        assertThat(goesOn("prepare-child.form", text(PREPARE_CHILD))).isEmpty();
    }

    // ---- how it is asked ----

    private void refused(Path file, String content, String... says) {
        assertThat(content).as("the change was made").isNotEqualTo(text(file));
        refusedNew(file.getFileName().toString(), content, says);
    }

    /** Deployed, and taken away again; gives the advice that the owner was told, or nothing. */
    private String goesOn(String file, String content) {
        String name = "draft-" + System.nanoTime();
        ResponseEntity<JsonNode> answer = deploy(name, file, content, JsonNode.class);
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(HttpStatus.OK);
        ClearedAway.deployment(repository, answer.getBody().path("id").asText(), false);
        return String.join(
                "",
                jdbc.queryForList(
                        "select text from pathways.notice where subject = ? and 'owner' = any (recipients)",
                        String.class,
                        "Deployed with advice: " + name));
    }

    /** Refused with these words, and nothing is deployed. */
    private void refusedNew(String file, String content, String... says) {
        long before = deployments();
        ResponseEntity<JsonNode> answer = deploy("draft", file, content, JsonNode.class);
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody().path("message").asText()).contains(says).contains("Nothing was deployed.");
        assertThat(deployments()).isEqualTo(before);
    }

    private long deployments() {
        return repository.createDeploymentQuery().count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String changed(Path file, String from, String to) {
        return text(file).replace(from, to);
    }

    /** The model without one element of that kind and id. */
    private static String without(String model, String kind, String id) {
        int at = model.indexOf("<bpmn:" + kind + " id=\"" + id + "\"");
        String closing = "</bpmn:" + kind + ">";
        int opened = model.indexOf('>', at);
        int end = model.charAt(opened - 1) == '/' ? opened + 1 : model.indexOf(closing, at) + closing.length();
        assertThat(at).as(id).isPositive();
        return model.substring(0, at) + model.substring(end);
    }

    private static String withPart(String part) {
        String form = text(PREPARE_CHILD);
        String list = "\"components\": [";
        int at = form.indexOf(list) + list.length();
        return form.substring(0, at) + part + "," + form.substring(at);
    }

    private <T> ResponseEntity<T> deploy(String name, String file, String content, Class<T> type) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        parts.add("deployment-name", name);
        parts.add("upload", new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return file;
            }
        });
        return rest.withBasicAuth("owner", "pathways")
                .exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(parts),
                        type);
    }
}
