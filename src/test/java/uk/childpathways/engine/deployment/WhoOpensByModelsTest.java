package uk.childpathways.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.Drafts;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/**
 * The process owner tries to open children's records by a model or form, to themselves or to others. What is in the
 * database from before these rules is put there by the application, as a release did.
 */
@PathwaysTest
@DisplayName("Who opens a child's record is not for a model alone")
class WhoOpensByModelsTest {

    private static final String ALLOCATE = text("processes/shared/allocate-case.bpmn");
    private static final String REVIEWS = text("processes/adoption/adoption.bpmn");
    private static final String ALLOCATE_FORM = text("forms/shared/allocate-case.form");
    private static final String KEY = "test-word";

    private static final String CHILD = """
            {"type": "select", "key": "childRef", "label": "Child", "id": "Field_childRef", "valuesKey": "childOptions",
             "validate": {"required": true}, "properties": {"keep": "true", "check": "known-child"}}""";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    RecordAccess access;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void away() {
        deployed.forEach(id -> ClearedAway.deployment(repository, id, false));
    }

    // ---- the property part ----

    @Test
    @DisplayName("a part is given to no role that has whole teams or children of its own")
    void wholeRoles() {
        for (String roles : List.of(
                "social-worker,early-help-practitioner",
                "legal social-worker",
                "personal-adviser",
                "principal-social-worker",
                "human-resources",
                "${people.nobodyElse()}")) {
            refused("allocate-case.bpmn", part(ALLOCATE, roles), "gives a part to", "all of them", "single cases");
        }
    }

    @Test
    @DisplayName("a second property of that name hides nothing")
    void twice() {
        String twice = REVIEWS.replaceFirst(
                "(<camunda:property name=\"part\" value=\"iro\" />)",
                "$1<camunda:property name=\"part\" value=\"social-worker\" />");
        assertThat(twice).isNotEqualTo(REVIEWS);
        refused("adoption.bpmn", twice, "gives a part to social-worker");
    }

    @Test
    @DisplayName("a version gives a part to nobody to whom the one in force gives none")
    void widened() {
        refused(
                "allocate-case.bpmn",
                part(ALLOCATE, "legal"),
                "gives a part to legal, to whom the version in force gives none",
                "not for a model alone to widen");
        refused(
                "adoption.bpmn",
                REVIEWS.replace("name=\"part\" value=\"iro\"", "name=\"part\" value=\"iro,quality-assurance\""),
                "gives a part to quality-assurance, to whom the version in force gives none");
    }

    @Test
    @DisplayName("a process of one's own gives a part to those alone to whom some process in force gives one")
    void ofOnesOwn() {
        String own = ALLOCATE.replace("process id=\"allocate-case\"", "process id=\"test-allocate\"");
        refused(
                "test-allocate.bpmn",
                part(own, "quality-assurance"),
                "gives a part to quality-assurance, to whom no process in force gives one");
        assertThat(sent("test-allocate.bpmn", part(own, "legal")).getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    @DisplayName("a version with the part that it has goes on, and one with fewer")
    void narrower() {
        assertThat(sent("adoption.bpmn", REVIEWS.replace("versionTag=\"1.0\"", "versionTag=\"1.1\""))
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(sent("adoption.bpmn", REVIEWS.replace("<camunda:property name=\"part\" value=\"iro\" />", ""))
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    // ---- forms ----

    @Test
    @DisplayName("a question for the worker keeps its list and its checks, at an open task and everywhere")
    void lists() {
        String list = "\"valuesKey\": \"workersOptions\",";
        String check = "\"check\": \"known-worker qualified-social-worker:in-s47-to-icpc\",";
        String fixed = "\"values\": [{\"label\": \"Amara Okafor\", \"value\": \"sw.south\"}],";
        assertThat(ALLOCATE_FORM).contains(list, check);
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("fixed options", ALLOCATE_FORM.replace(list, fixed).replace(check, ""));
        attacks.put("fixed options, checked", ALLOCATE_FORM.replace(list, fixed));
        attacks.put("both", ALLOCATE_FORM.replace(list, list + fixed));
        attacks.put("another list", ALLOCATE_FORM.replace("workersOptions", "peopleOptions"));
        attacks.put("no check", ALLOCATE_FORM.replace(check, ""));
        attacks.put("one check less", ALLOCATE_FORM.replace("known-worker qualified", "qualified"));
        attacks.put(
                "a text",
                ALLOCATE_FORM.replaceFirst(
                        "\"type\": \"select\",(\\s+\"key\": \"worker\")", "\"type\": \"textfield\",$1"));
        attacks.put(
                "a form of one's own",
                form(
                        "test-choose",
                        "{\"type\": \"textfield\", \"key\": \"worker\", \"label\": \"Colour\", \"id\":"
                                + " \"Field_c\", \"properties\": {\"keep\": \"true\"}}"));
        attacks.put(
                "a team on a form of one's own",
                form(
                        "test-choose",
                        "{\"type\": \"radio\", \"key\": \"receivingTeam\", \"label\": \"Colour\", \"id\":"
                                + " \"Field_c\", \"values\": [{\"label\": \"Red\", \"value\": \"south\"}], \"properties\":"
                                + " {\"keep\": \"true\"}}"));
        attacks.put(
                "a child on a form of one's own",
                form(
                        "test-choose",
                        "{\"type\": \"radio\", \"key\": \"childRef\", \"label\": \"Child\", \"id\":"
                                + " \"Field_c\", \"values\": [{\"label\": \"C-1\", \"value\": \"C-2\"}], \"properties\":"
                                + " {\"keep\": \"true\"}}"));
        attacks.forEach((name, form) -> {
            assertThat(form).as(name).isNotEqualTo(ALLOCATE_FORM);
            refused("draft.form", form, "and is asked otherwise than today", "Offer the list '");
        });
        assertThat(sent("allocate-case.form", ALLOCATE_FORM.replace("Allocated worker", "The child's worker"))
                        .getStatusCode())
                .as("other words")
                .isEqualTo(HttpStatus.OK);
    }

    // ---- tasks ----

    @Test
    @DisplayName(
            "work that is offered to the practitioners of another team opens nothing to them, to its managers it does")
    void anotherTeam() {
        for (String role : List.of("social-worker", "team-manager")) {
            BpmnModelInstance built = Bpmn.createExecutableProcess(KEY)
                    .name("Ask another team")
                    .camundaHistoryTimeToLiveString("P1D")
                    .startEvent("StartEvent_Test")
                    .userTask("Task_Ask")
                    .name("Ask another team")
                    .camundaCandidateGroups("${people.groupInTeam(execution, '" + role + "', receivingTeam)}")
                    .endEvent("EndEvent_Test")
                    .done();
            begunByForm(built);
            put(Map.of(
                    "test-word.bpmn", Bpmn.convertToString(Drafts.deployable(built)),
                    "test-word.form", form("test-word", CHILD + "," + typed("receivingTeam"))));
            String child = practice.child();
            assertThat(started("sw.north", Map.of("childRef", child, "receivingTeam", "south"))
                            .getStatusCode())
                    .isEqualTo(HttpStatus.OK);
            boolean manager = role.equals("team-manager");
            assertThat(reads("sw.south", child)).as("practitioner").isEqualTo(403);
            assertThat(reads("tm.south", child)).as("manager, asked as " + role).isEqualTo(manager ? 200 : 403);
        }
    }

    private int reads(String user, String child) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity("/api/children/" + child, String.class)
                .getStatusCode()
                .value();
    }

    // ---- words ----

    @Test
    @DisplayName("nobody but a manager of the child's team names its worker, whatever model asks (SWI-OVR-02a)")
    void worker() {
        String worker = question(ALLOCATE_FORM, "worker");
        assertThat(sent(Map.of(
                                "test-word.bpmn", model("nameWorker", false, Map.of()),
                                "test-word.form", form("test-word", CHILD + "," + worker)))
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        String child = practice.child();
        Map<String, Object> answers = Map.of("childRef", child, "worker", "sw2.north");
        says(started("sw.north", answers), HttpStatus.FORBIDDEN, "is named by a manager of the child's team");
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
        assertThat(started("tm.north", answers).getStatusCode())
                .as("the manager")
                .isEqualTo(HttpStatus.OK);
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw2.north");
    }

    @Test
    @DisplayName("nor when the word runs later, with nobody there")
    void workerLater() {
        asBefore("nameWorker", true, Map.of(), typed("worker"));
        String child = practice.child();
        for (String who : List.of("sw.north", "tm.north")) {
            assertThat(started(who, Map.of("childRef", child, "worker", "sw2.north"))
                            .getStatusCode())
                    .isEqualTo(HttpStatus.OK);
            management.createJobQuery().processDefinitionKey(KEY).list().forEach(job -> {
                try {
                    management.executeJob(job.getId());
                } catch (RuntimeException refused) {
                    assertThat(refused).hasMessageContaining("is named by a manager of the child's team");
                    assertThat(who).isEqualTo("sw.north");
                    ClearedAway.instance(runtime, job.getProcessInstanceId(), "The test is over");
                }
            });
            assertThat(children.get(child).allocatedWorker())
                    .as(who)
                    .isEqualTo(who.equals("sw.north") ? "sw.north" : "sw2.north");
        }
    }

    @Test
    @DisplayName("the worker is one of the child's team, to whom the record is not closed")
    void workerOfTheTeam() {
        asBefore("nameWorker", false, Map.of(), typed("worker"));
        String child = practice.child();
        says(
                started("tm.north", Map.of("childRef", child, "worker", "sw.south")),
                HttpStatus.BAD_REQUEST,
                "does not work in the child's team");
        access.decide(child, RecordAccess.Decision.CONFLICT, "sw2.north", null, "A relative.", "sm");
        assertThat(started("tm.north", Map.of("childRef", child, "worker", "sw2.north"))
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        says(
                started("tm.south", Map.of("childRef", child, "worker", "sw.south")),
                HttpStatus.BAD_REQUEST,
                "open to you");
        assertThat(children.get(child).allocatedWorker()).isEqualTo("sw.north");
    }

    @Test
    @DisplayName("a child goes to no team whose manager did not accept, whatever model asks (SWI-MTG-01c)")
    void team() {
        asBefore(
                "moveToTeam",
                false,
                Map.of("team", "${receivingTeam}"),
                typed("receivingTeam") + "," + typed("transferDecision"));
        String child = practice.child();
        for (String who : List.of("sw.north", "tm.north")) {
            says(
                    started(who, Map.of("childRef", child, "receivingTeam", "south", "transferDecision", "accepted")),
                    HttpStatus.FORBIDDEN,
                    "No manager of the team that is to take the child over has accepted");
            assertThat(children.get(child).team()).as(who).isEqualTo("north");
        }
        says(
                started("sm", Map.of("childRef", child, "receivingTeam", "south", "transferDecision", "returned")),
                HttpStatus.FORBIDDEN,
                "has accepted");
        assertThat(started("sm", Map.of("childRef", child, "receivingTeam", "south", "transferDecision", "accepted"))
                        .getStatusCode())
                .as("who manages both")
                .isEqualTo(HttpStatus.OK);
        assertThat(children.get(child).team()).isEqualTo("south");
    }

    @Test
    @DisplayName("a supervisor is named for no child, and where nobody is asked about that is said")
    void supervisor() {
        asBefore("nameSupervisor", false, Map.of(), typed("supervisor"));
        says(
                started("tm.north", Map.of("childRef", practice.child(), "supervisor", "tm.north")),
                HttpStatus.BAD_REQUEST,
                "this case is about a child");
        away();
        deployed.clear();
        put(Map.of(
                "test-word.bpmn", model("nameSupervisor", false, Map.of()),
                "test-word.form", form("test-word", typed("supervisor"))));
        says(started("tm.north", Map.of("supervisor", "tm.north")), HttpStatus.BAD_REQUEST, "knows no child");
    }

    @Test
    @DisplayName("a journey is opened for no brother or sister whose record is closed to who names them")
    void siblings() {
        asBefore("openForSiblings", false, Map.of("toJourney", "child-in-need"), typed("siblings"));
        List<String> family = practice.siblings(2);
        children.allocate(family.get(1), "north", "sw2.north");
        access.decide(family.get(1), RecordAccess.Decision.RESTRICT, null, null, "A relative works here.", "sm");
        Map<String, Object> answers = Map.of("childRef", family.get(0), "siblings", family.get(1));
        says(started("sw.north", answers), HttpStatus.FORBIDDEN, "is open to you");
        assertThat(practice.running(family.get(1))).isEmpty();
    }

    @Test
    @DisplayName("a case goes over to no child by the id of a timescale whose record is closed to who names it")
    void timescale() {
        put(Map.of(
                "test-word.bpmn", model("recordDeclaration", false, Map.of()),
                "test-word.form", form("test-word", typed("deadlineId") + "," + typed("rationale"))));
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        String timescale = practice.deadline(child, "case-allocated").id().toString();
        children.allocate(child, "north", "sw2.north");
        access.decide(child, RecordAccess.Decision.RESTRICT, null, null, "A relative works here.", "sm");
        ResponseEntity<JsonNode> answer =
                started("sw.north", Map.of("deadlineId", timescale, "rationale", "The family is away."));
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isBetween(400, 403);
        assertThat(answer.getBody().path("message").asText()).contains("open to you");
        assertThat(practice.running(child)).doesNotContain(KEY);
    }

    // ---- how it is made and sent ----

    private static String part(String model, String roles) {
        String changed = model.replaceFirst(
                "<camunda:properties>",
                "<camunda:properties><camunda:property name=\"part\" value=\""
                        + java.util.regex.Matcher.quoteReplacement(roles) + "\" />");
        assertThat(changed).isNotEqualTo(model);
        return changed;
    }

    /** A plain text that goes on to the process. */
    private static String typed(String key) {
        return "{\"type\": \"textfield\", \"key\": \"" + key + "\", \"label\": \"Colour\", \"id\": \"Field_" + key
                + "\", \"properties\": {\"keep\": \"true\"}}";
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String form(String id, String components) {
        return "{\"type\": \"default\", \"schemaVersion\": 19, \"executionPlatform\": \"Camunda Platform\","
                + " \"executionPlatformVersion\": \"7.24.0\", \"id\": \"" + id + "\", \"components\": [" + components
                + "]}";
    }

    /** One question of a shipped form, as it stands there. */
    private static String question(String form, String key) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(form).findParents("key").stream()
                            .filter(part -> part.path("key").asText().equals(key))
                            .findFirst()
                            .orElseThrow()
                            .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A start form that practitioners and managers find, and the word behind it. */
    private static String model(String word, boolean later, Map<String, String> properties) {
        BpmnModelInstance built = Bpmn.createExecutableProcess(KEY)
                .name("Test a word")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent("StartEvent_Test")
                .serviceTask("Task_Word")
                .name("Run the word")
                .camundaDelegateExpression("${" + word + "}")
                .endEvent("EndEvent_Test")
                .done();
        begunByForm(built);
        ServiceTask task = built.getModelElementById("Task_Word");
        task.setCamundaAsyncBefore(later);
        if (!properties.isEmpty()) {
            CamundaProperties all = built.newInstance(CamundaProperties.class);
            task.builder().addExtensionElement(all);
            properties.forEach((name, value) -> {
                CamundaProperty one = built.newInstance(CamundaProperty.class);
                one.setCamundaName(name);
                one.setCamundaValue(value);
                all.addChildElement(one);
            });
        }
        return Bpmn.convertToString(Drafts.deployable(built));
    }

    private static void begunByForm(BpmnModelInstance built) {
        org.camunda.bpm.model.bpmn.instance.Process process = built.getModelElementById(KEY);
        process.setCamundaCandidateStarterGroups("social-workers,team-managers,service-managers");
        StartEvent start = built.getModelElementById("StartEvent_Test");
        start.setAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRef", "test-word");
        start.setAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRefBinding", "latest");
    }

    private void asBefore(String word, boolean later, Map<String, String> properties, String questions) {
        put(Map.of(
                "test-word.bpmn", model(word, later, properties),
                "test-word.form", form("test-word", CHILD + "," + questions)));
    }

    private void put(Map<String, String> files) {
        var deployment = repository.createDeployment().name("from before");
        files.forEach(deployment::addString);
        deployed.add(deployment.deploy().getId());
    }

    private ResponseEntity<JsonNode> started(String who, Map<String, Object> answers) {
        Map<String, Object> variables = new HashMap<>();
        answers.forEach((key, value) -> variables.put(key, Map.of("value", value)));
        return rest.withBasicAuth(who, "pathways")
                .postForEntity(
                        "/engine-rest/process-definition/key/" + KEY + "/submit-form",
                        Map.of("variables", variables),
                        JsonNode.class);
    }

    private static void says(ResponseEntity<JsonNode> answer, HttpStatus status, String... words) {
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(status);
        assertThat(answer.getBody().path("message").asText()).contains(words);
    }

    private void refused(String file, String content, String... words) {
        long before = repository.createDeploymentQuery().count();
        ResponseEntity<JsonNode> answer = sent(file, content);
        says(answer, HttpStatus.BAD_REQUEST, words);
        assertThat(answer.getBody().path("message").asText()).contains("Nothing was deployed.");
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    private ResponseEntity<JsonNode> sent(String file, String content) {
        return sent(Map.of(file, content));
    }

    private ResponseEntity<JsonNode> sent(Map<String, String> files) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        parts.add("deployment-name", "draft");
        files.forEach(
                (name, content) -> parts.add(name, new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public String getFilename() {
                        return name;
                    }
                }));
        ResponseEntity<JsonNode> answer = rest.withBasicAuth("owner", "pathways")
                .exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(parts),
                        JsonNode.class);
        if (answer.getStatusCode().is2xxSuccessful()) {
            deployed.add(answer.getBody().path("id").asText());
        }
        return answer;
    }
}
