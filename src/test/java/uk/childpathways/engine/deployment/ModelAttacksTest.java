package uk.childpathways.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import uk.childpathways.modelling.SentFiles;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;

/**
 * Somebody who may deploy tries to make the server do more than the vocabulary. Each attack is sent as the owner would
 * send a model; each is refused with a sentence, nothing is deployed, nothing is fetched and nothing is written.
 */
@PathwaysTest
@DisplayName("Whoever may deploy")
class ModelAttacksTest {

    private static final String CONFERENCE = text("processes/s47-to-icpc/initial-conference.bpmn");
    private static final String PREPARE_CHILD = text("forms/s47-to-icpc/prepare-child.form");
    private static final String FREQUENCY = text("processes/shared/visit-frequency.dmn");
    private static final String FORM_OF_TASK = "camunda:formRef=\"prepare-child\" camunda:formRefBinding=\"latest\"";

    /** What an attack would fetch, and where it would write. */
    private static final AtomicInteger FETCHED = new AtomicInteger();

    private static HttpServer elsewhere;
    private static String address;
    private static Path canary;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RepositoryService repository;

    private long before;

    record Attack(String name, String file, byte[] content, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void somewhereElse() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            FETCHED.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        address = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
        canary = Files.createTempDirectory("canary").resolve("written");
    }

    @AfterAll
    static void stopped() {
        elsewhere.stop(0);
    }

    @BeforeEach
    void count() {
        before = repository.createDeploymentQuery().count();
    }

    @AfterEach
    void nothingHappened() {
        assertThat(repository.createDeploymentQuery().count()).as("deployments").isEqualTo(before);
        assertThat(FETCHED).as("fetched from elsewhere").hasValue(0);
        assertThat(canary).as("written by code").doesNotExist();
    }

    @ParameterizedTest(name = "is refused an expression: {0}")
    @MethodSource("expressions")
    void expression(Attack attack) {
        refused(attack);
    }

    @ParameterizedTest(name = "is refused in a model: {0}")
    @MethodSource("models")
    void model(Attack attack) {
        refused(attack);
    }

    @ParameterizedTest(name = "is refused in a table: {0}")
    @MethodSource("tables")
    void table(Attack attack) {
        refused(attack);
    }

    @ParameterizedTest(name = "is refused in a form: {0}")
    @MethodSource("forms")
    void form(Attack attack) {
        refused(attack);
    }

    @ParameterizedTest(name = "is refused a file: {0}")
    @MethodSource("files")
    void file(Attack attack) {
        refused(attack);
    }

    @ParameterizedTest(name = "may: {0}")
    @MethodSource("permitted")
    void goesOn(Attack neighbour) {
        ResponseEntity<JsonNode> answer = send(upload(neighbour));
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(HttpStatus.OK);
        ClearedAway.deployment(repository, answer.getBody().path("id").asText(), false);
    }

    // ---- expressions ----

    static Stream<Attack> expressions() {
        String beyond = "An expression asks a word of the vocabulary, reads a variable or compares it";
        return Stream.of(
                candidate("the engine behind the execution", "${execution.processEngineServices}", beyond),
                candidate(
                        "the engine behind the execution, called",
                        "${execution.getProcessEngineServices().getIdentityService()}",
                        beyond),
                candidate("the execution's own functions", "${execution.setVariable('a', 1)}", "no word"),
                candidate("another execution", "${people.group(execution.parent, 'iro')}", beyond),
                candidate("the class of a word", "${people.getClass()}", "asks people.getClass, which does not exist"),
                candidate("the class of a word, as a property", "${people.class.name}", beyond),
                candidate("the class of a word, in brackets", "${people['class']}", "with brackets"),
                candidate("the class of a word, deferred", "#{people.class}", beyond),
                candidate("the class of a word, inside a text", "for ${people.class} only", beyond),
                candidate("the class of a word, in a choice", "${true ? people.class : 1}", beyond),
                candidate("the class of a word, as an argument", "${people.group(execution, people.class)}", beyond),
                candidate(
                        "a program run through reflection",
                        "${''.getClass().forName('java.lang.Runtime').getMethod('exec').invoke(null, 'touch " + canary()
                                + "')}",
                        "holds the expression"),
                candidate("a method of a variable", "${childRef.getBytes()}", "which no expression can be asked of"),
                candidate("a method of an answer", "${people.group(execution, 'iro').getClass()}", "no word"),
                candidate("another bean", "${dataSource.connection}", beyond),
                candidate("another bean, alone", "${dataSource}", "reads 'dataSource', which no form keeps"),
                candidate("the environment", "${environment}", "reads 'environment', which no form keeps"),
                candidate("the system's properties", "${systemProperties['user.home']}", "with brackets"),
                candidate(
                        "a service of the engine",
                        "${runtimeService.startProcessInstanceByKey('endings')}",
                        "asks 'runtimeService'"),
                candidate("the task", "${task.id}", beyond),
                candidate("who is logged in", "${authenticatedUserId}", "reads 'authenticatedUserId'"),
                candidate("a function of filters", "${dateTime()}", "calls the function dateTime()"),
                candidate("a function that opens JSON", "${S('{}')}", "calls the function S()"),
                candidate("a calculation", "${ageInYears * 1000000}", "calculates with '*'"),
                candidate("an undeclared function of a word", "${deadlines.toString()}", "which does not exist"),
                candidate("a declared function with more arguments", "${people.group(execution, 'iro', 'x')}", "other"),
                candidate("a step in the place of a value", "${escalateBreach}", "reads 'escalateBreach'"),
                candidate("the execution as a value", "${execution}", "uses the execution otherwise"),
                candidate("three hundred brackets", "${" + "(".repeat(240) + "1" + ")".repeat(240) + "}", "brackets"),
                candidate("a hundred thousand brackets", "${" + "(".repeat(100_000) + "1", "cannot be read"),
                candidate(
                        "a text without end", "${people.author(execution)" + "x".repeat(600) + "}", "no more than 500"),
                everywhere("a task's name", "name=\"Prepare child\" ", "name=\"${people.class}\" ", beyond),
                everywhere("a condition", "${transferring == 'yes'}", "${transferring.class}", beyond),
                everywhere("a timer", ">${deadlines.due(execution)}<", ">${deadlines.class}<", beyond),
                everywhere("a due date", "dueDate=\"${deadlines", "dueDate=\"${deadlines.class}${deadlines", beyond),
                everywhere("a called process", "calledElement=\"", "calledElement=\"${people.class}", beyond),
                everywhere("what a call passes", "#{execution.processBusinessKey}", "#{execution.parent}", beyond),
                everywhere(
                        "a message's name",
                        "<bpmn:process ",
                        "<bpmn:message id=\"Message_X\" name=\"${people.class}\" /><bpmn:process ",
                        beyond),
                everywhere("a priority", FORM_OF_TASK, FORM_OF_TASK + " camunda:priority=\"${people.class}\"", beyond),
                inside(
                        "a task's documentation",
                        "<bpmn:userTask id=\"Task_X\"><bpmn:documentation>${people.class}</bpmn:documentation></bpmn:userTask>",
                        beyond),
                inside(
                        "a text in pieces",
                        task(
                                "<camunda:inputOutput><camunda:inputParameter name=\"a\"><![CDATA[${people.]]><!-- -->cla<![CDATA[ss}]]></camunda:inputParameter></camunda:inputOutput>"),
                        beyond),
                inside(
                        "a listener",
                        task("<camunda:executionListener event=\"start\" expression=\"${people.class}\" />"),
                        beyond));
    }

    // ---- models ----

    static Stream<Attack> models() {
        String script =
                "<bpmn:scriptTask id=\"Task_X\" scriptFormat=\"%s\"><bpmn:script>x</bpmn:script></bpmn:scriptTask>";
        String step = "<bpmn:serviceTask id=\"Task_X\" %s />";
        return Stream.of(
                inside("a script in JavaScript", script.formatted("javascript"), "is a script"),
                inside("a script in Groovy", script.formatted("groovy"), "is a script"),
                inside("a script in Python", script.formatted("python"), "is a script"),
                inside("a script in FEEL", script.formatted("feel"), "is a script"),
                inside("a script in the engine's own language", script.formatted("juel"), "is a script"),
                inside(
                        "a script from elsewhere",
                        "<bpmn:scriptTask id=\"Task_X\" scriptFormat=\"groovy\" camunda:resource=\"deployment://x.groovy\" />",
                        "fetches a script"),
                inside(
                        "a script in a listener",
                        task(
                                "<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:executionListener>"),
                        "holds a script"),
                inside(
                        "a script in an input",
                        task(
                                "<camunda:inputOutput><camunda:inputParameter name=\"a\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:inputParameter></camunda:inputOutput>"),
                        "holds a script"),
                everywhere(
                        "a script as a condition",
                        "<bpmn:conditionExpression ",
                        "<bpmn:conditionExpression language=\"groovy\" ",
                        "names a language"),
                everywhere(
                        "a condition fetched from the class path",
                        "<bpmn:conditionExpression ",
                        "<bpmn:conditionExpression camunda:resource=\"classpath://x\" ",
                        "fetches a script"),
                inside(
                        "another child, written into the model",
                        task(
                                "<camunda:inputOutput><camunda:inputParameter name=\"childRef\">C-1003</camunda:inputParameter></camunda:inputOutput>"),
                        "by which a case knows whose it is"),
                inside(
                        "the owner as the child's worker",
                        task(
                                "<camunda:inputOutput><camunda:inputParameter name=\"worker\">owner</camunda:inputParameter></camunda:inputOutput>"),
                        "names somebody (owner)"),
                everywhere(
                        "process owners beginning it",
                        "isExecutable=\"true\"",
                        "isExecutable=\"true\" camunda:candidateStarterGroups=\"process-owners\"",
                        "gives work to process owners"),
                inside(
                        "an arrow among the engine's parts",
                        task(
                                "<camunda:inputOutput><bpmn:sequenceFlow id=\"Flow_X\" sourceRef=\"Task_X\" targetRef=\"Task_X\" /></camunda:inputOutput>"),
                        "among the engine's own parts"),
                inside("a Java class", step.formatted("camunda:class=\"java.lang.Runtime\""), "names a class"),
                inside(
                        "a Java class by the engine's older name",
                        step.formatted("xmlns:a=\"http://activiti.org/bpmn\" a:class=\"java.lang.Runtime\""),
                        "names a class"),
                inside(
                        "a listener's class",
                        task("<camunda:executionListener event=\"start\" class=\"x.Y\" />"),
                        "names a class"),
                inside(
                        "a listener by a bean",
                        task("<camunda:executionListener event=\"start\" delegateExpression=\"${recordEvent}\" />"),
                        "has 'delegateExpression', which models here do not use"),
                inside("another bean as a step", step.formatted("camunda:delegateExpression=\"${flyway}\""), "no step"),
                inside(
                        "a choice of steps",
                        step.formatted("camunda:delegateExpression=\"${true ? escalateBreach : climbLadder}\""),
                        "is not one word of the vocabulary"),
                inside(
                        "an expression as a step",
                        step.formatted("camunda:expression=\"${people.author(execution)}\""),
                        "has 'camunda:expression'"),
                inside(
                        "a value put into a word",
                        "<bpmn:serviceTask id=\"Task_X\" camunda:delegateExpression=\"${endJourney}\"><bpmn:extensionElements><camunda:field name=\"ends\" stringValue=\"x\" /></bpmn:extensionElements></bpmn:serviceTask>",
                        "field injection"),
                inside(
                        "a connector",
                        "<bpmn:serviceTask id=\"Task_X\"><bpmn:extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></bpmn:extensionElements></bpmn:serviceTask>",
                        "holds a connector"),
                inside(
                        "a step for a program outside",
                        step.formatted("camunda:type=\"external\" camunda:topic=\"x\""),
                        "is an external task"),
                everywhere(
                        "a message for a program outside",
                        "<bpmn:messageEventDefinition ",
                        "<bpmn:messageEventDefinition camunda:type=\"external\" camunda:topic=\"x\" ",
                        "waits for a program outside"),
                inside("a mail", step.formatted("camunda:type=\"mail\""), "runs something outside"),
                inside("a shell", step.formatted("camunda:type=\"shell\""), "runs something outside"),
                everywhere(
                        "a form of the application's folders",
                        FORM_OF_TASK,
                        "camunda:formKey=\"embedded:app:x.html\"",
                        "opens a form from elsewhere"),
                everywhere(
                        "a form of the deployment",
                        FORM_OF_TASK,
                        "camunda:formKey=\"embedded:deployment:x.html\"",
                        "opens a form from elsewhere"),
                everywhere(
                        "a form at an address",
                        FORM_OF_TASK,
                        "camunda:formKey=\"https://example.org/x\"",
                        "opens a form from elsewhere"),
                everywhere(
                        "a form handled by a class",
                        FORM_OF_TASK,
                        FORM_OF_TASK + " camunda:formHandlerClass=\"x.Y\"",
                        "names a class"),
                inside(
                        "a field checked by a class",
                        "<bpmn:userTask id=\"Task_X\"><bpmn:extensionElements><camunda:formData><camunda:formField id=\"a\" type=\"string\"><camunda:validation><camunda:constraint name=\"validator\" config=\"x.Y\" /></camunda:validation></camunda:formField></camunda:formData></bpmn:extensionElements></bpmn:userTask>",
                        "form data"),
                everywhere(
                        "variables mapped by a class",
                        "<bpmn:callActivity ",
                        "<bpmn:callActivity camunda:variableMappingClass=\"x.Y\" ",
                        "names a class"),
                everywhere(
                        "another tenant's process",
                        "<bpmn:callActivity ",
                        "<bpmn:callActivity camunda:calledElementTenantId=\"x\" ",
                        "which models here do not use"),
                inside(
                        "a signal to all cases",
                        "<bpmn:intermediateThrowEvent id=\"Event_X\"><bpmn:signalEventDefinition id=\"Event_X_Signal\" signalRef=\"x\" /></bpmn:intermediateThrowEvent>",
                        "reaches the cases of all children"),
                inside(
                        "a billion repetitions",
                        "<bpmn:task id=\"Task_X\"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>1000000000</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>",
                        "Write a number up to 50"),
                inside(
                        "a round that waits for nobody",
                        "<bpmn:exclusiveGateway id=\"Gateway_X\" default=\"Flow_X\" /><bpmn:sequenceFlow id=\"Flow_X\" sourceRef=\"Gateway_X\" targetRef=\"Gateway_X\" />",
                        "leads back to itself without waiting"),
                inside(
                        "a million tries a second apart",
                        task("<camunda:failedJobRetryTimeCycle>R1000000/PT1S</camunda:failedJobRetryTimeCycle>"),
                        "which models here do not use"),
                everywhere(
                        "an import from an address",
                        "<bpmn:process ",
                        "<bpmn:import importType=\"http://schemas.xmlsoap.org/wsdl/\" namespace=\"x\" location=\""
                                + address() + "\" /><bpmn:process ",
                        "holds <bpmn:import>"),
                everywhere(
                        "a schema at an address",
                        "<bpmn:definitions ",
                        "<bpmn:definitions xsi:schemaLocation=\"urn:x " + address() + "/x.xsd\" ",
                        "has 'xsi:schemaLocation'"));
    }

    // ---- tables ----

    static Stream<Attack> tables() {
        return Stream.of(
                table("a cell in JavaScript", "inputEntry", "1", " expressionLanguage=\"javascript\"", "FEEL alone"),
                table(
                        "an input in the engine's language",
                        "inputExpression",
                        "${people.class}",
                        " expressionLanguage=\"juel\"",
                        "FEEL alone"),
                table("an answer in Groovy", "outputEntry", "1", " expressionLanguage=\"groovy\"", "FEEL alone"),
                table("a function defined", "inputExpression", "function(x) x", "", "it defines a function"),
                table(
                        "a function of Java",
                        "inputExpression",
                        "function(x) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}",
                        "",
                        "which cannot be asked"),
                table(
                        "a method of a value",
                        "inputExpression",
                        "visitKind.getClass()",
                        "",
                        "calls a function of a value"),
                table(
                        "a billion steps",
                        "inputExpression",
                        "for i in 1..1000000000 return i",
                        "",
                        "goes through a list"),
                table(
                        "a billion steps in a condition",
                        "inputEntry",
                        "count(for i in 1..1000000000 return i) > 1",
                        "",
                        "goes through"),
                table("a billion tests", "outputEntry", "some x in 1..1000000000 satisfies x = 0", "", "goes through"),
                table("a number without end", "inputExpression", "10 ** 1000000000", "", "raises to a power"),
                table(
                        "a pattern without end",
                        "inputExpression",
                        "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")",
                        "",
                        "it calls 'matches'"),
                table(
                        "a thousand brackets",
                        "inputExpression",
                        "(".repeat(900) + "1" + ")".repeat(900),
                        "",
                        "brackets"),
                new Attack(
                        "a decision in Groovy",
                        "visit-frequency.dmn",
                        bytes(FREQUENCY.replaceFirst(
                                "(?s)<decisionTable.*?</decisionTable>",
                                "<literalExpression expressionLanguage=\"groovy\"><text>1</text></literalExpression>")),
                        "FEEL alone"),
                new Attack(
                        "knowledge in Java",
                        "visit-frequency.dmn",
                        bytes(
                                FREQUENCY.replaceFirst(
                                        "<decision ",
                                        "<businessKnowledgeModel id=\"Knowledge_X\" name=\"x\"><encapsulatedLogic kind=\"Java\" /></businessKnowledgeModel><decision ")),
                        "holds <businessKnowledgeModel>"));
    }

    // ---- forms ----

    static Stream<Attack> forms() {
        return Stream.of(
                part("HTML", "{\"type\": \"html\", \"id\": \"x\", \"content\": \"<script>1</script>\"}", "type 'html'"),
                part(
                        "a page in the page",
                        "{\"type\": \"iframe\", \"id\": \"x\", \"url\": \"//example.org\"}",
                        "type 'iframe'"),
                part(
                        "a picture from elsewhere",
                        "{\"type\": \"image\", \"id\": \"x\", \"source\": \"//example.org/x.png\"}",
                        "type 'image'"),
                part(
                        "a script in a text",
                        "{\"type\": \"text\", \"id\": \"x\", \"text\": \"<img src=x onerror=alert(1)>\"}",
                        "from elsewhere"),
                part(
                        "a script behind a link",
                        "{\"type\": \"text\", \"id\": \"x\", \"text\": \"[here](javascript:alert(1))\"}",
                        "from elsewhere"),
                part(
                        "a picture in a text",
                        "{\"type\": \"text\", \"id\": \"x\", \"text\": \"![x](//example.org/x.png)\"}",
                        "from elsewhere"),
                part(
                        "an address in a label",
                        "{\"type\": \"textfield\", \"id\": \"x\", \"key\": \"seenAt\", \"label\": \"See https://example.org\"}",
                        "from elsewhere"),
                part(
                        "a billion steps before a question shows",
                        "{\"type\": \"text\", \"id\": \"x\", \"text\": \"x\", \"conditional\": {\"hide\": \"=count(for i in 1..1000000000 return i) > 1\"}}",
                        "goes through a list"),
                part(
                        "a million rows",
                        "{\"type\": \"dynamiclist\", \"id\": \"x\", \"path\": \"rows\", \"defaultRepetitions\": 1000000, \"components\": []}",
                        "Begin with up to 20"),
                part(
                        "two types for one part",
                        "{\"type\": \"text\", \"type\": \"html\", \"id\": \"x\", \"text\": \"x\"}",
                        "Duplicate field 'type'"));
    }

    // ---- files ----

    static Stream<Attack> files() {
        String model = "initial-conference.bpmn";
        String external = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + address() + "/e\">]>";
        String parameter = "<!DOCTYPE x [<!ENTITY % e SYSTEM \"" + address() + "/e.dtd\"> %e;]>";
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            laughs.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        return Stream.of(
                file("an entity from elsewhere", model, afterDeclaration(external), "holds a DOCTYPE"),
                file("a parameter entity from elsewhere", model, afterDeclaration(parameter), "holds a DOCTYPE"),
                file("entities that grow", model, afterDeclaration(laughs + "]>"), "holds a DOCTYPE"),
                file(
                        "a DOCTYPE in a table",
                        "visit-frequency.dmn",
                        FREQUENCY.replaceFirst("\\?>", "?>" + external),
                        "DOCTYPE"),
                file(
                        "a style sheet",
                        model,
                        afterDeclaration("<?xml-stylesheet href=\"" + address() + "\"?>"),
                        "instruction"),
                file(
                        "another file included",
                        model,
                        CONFERENCE.replaceFirst(
                                "<bpmn:extensionElements>",
                                "<bpmn:extensionElements><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\" />"),
                        "holds <xi:include>"),
                file(
                        "ten thousand elements",
                        model,
                        CONFERENCE.replaceFirst(
                                "<bpmn:sequenceFlow ", "<bpmn:task id=\"T\" />".repeat(10_000) + "<bpmn:sequenceFlow "),
                        "has more than 5000 elements"),
                file("elements without end", model, "<a>".repeat(100_000), "inside each other"),
                file("lists without end", "prepare-child.form", "[".repeat(100_000), "inside each other"),
                new Attack(
                        "UTF-16",
                        model,
                        CONFERENCE.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16),
                        "not written in UTF-8"),
                file(
                        "UTF-7",
                        model,
                        CONFERENCE.replace("encoding=\"UTF-8\"", "encoding=\"UTF-7\""),
                        "written in UTF-7"),
                new Attack(
                        "Latin-1",
                        model,
                        CONFERENCE
                                .replaceFirst("Prepare child", "Prepare ch\u00efld")
                                .getBytes(Charset.forName("ISO-8859-1")),
                        "not written in UTF-8"),
                file(
                        "a NUL",
                        model,
                        CONFERENCE.replaceFirst("Prepare child", "Prepare\u0000child"),
                        "control character"),
                new Attack("a zip", model, new byte[] {'P', 'K', 3, 4, 0, 0}, "zip archive"),
                new Attack("nothing", model, new byte[0], "is empty"),
                new Attack("three megabytes", "prepare-child.form", new byte[3 * 1024 * 1024], "no more than 2097152"),
                file("a step upwards in the name", "../../" + model, CONFERENCE, "no step upwards"),
                file("a path of the server in the name", "/etc/" + model, CONFERENCE, "no step upwards"),
                file("a page in the name", "<b>x</b>.bpmn", CONFERENCE, "Rename the file"),
                file("a name without end", "x".repeat(300) + ".bpmn", CONFERENCE, "Shorten it"),
                file("a page", "x.html", "<script>1</script>", "nothing else is deployed"),
                file("a program for browsers", "x.js", "1", "nothing else is deployed"),
                file("a script", "x.groovy", "1", "nothing else is deployed"),
                file("a class", "X.class", "1", "nothing else is deployed"),
                file("an archive of classes", "x.jar", "1", "nothing else is deployed"),
                file(
                        "a picture with a script",
                        "initial-conference.svg",
                        "<svg onload=\"alert(1)\" />",
                        "nothing else is deployed"),
                file("something behind the end", "prepare-child.form", PREPARE_CHILD + "{}", "behind its end"),
                file("a case model", "x.cmmn", "<definitions />", "case model (CMMN)"));
    }

    // ---- what is next to an attack and good practice ----

    static Stream<Attack> permitted() {
        return Stream.of(
                file("deploy a shipped model as it is", "initial-conference.bpmn", CONFERENCE, ""),
                new Attack(
                        "begin a model with a byte order mark",
                        "initial-conference.bpmn",
                        bytes("\uFEFF" + CONFERENCE),
                        ""),
                candidate("ask a word", "${people.author(execution)}", ""),
                candidate(
                        "ask a word with blanks, and the other way of writing", "#{ people.author( execution ) }", ""),
                candidate(
                        "compare, and choose",
                        "${not empty transferring and (transferring == 'yes' || 1 le 2) ? people.author(execution) : childRef}",
                        ""),
                everywhere(
                        "say a variable in a task's name",
                        "name=\"Prepare child\"",
                        "name=\"Prepare child: ${childRef}\"",
                        ""),
                table("ask a range", "inputEntry", "\"none\",\"some\"", "", ""),
                table(
                        "count and choose",
                        "inputExpression",
                        "if visitKind = null or string length(visitKind) = 0 then \"none\" else lower case(visitKind)",
                        "",
                        ""),
                part(
                        "write signs in a text",
                        "{\"type\": \"text\", \"id\": \"x\", \"text\": \"Ask where 3 < 5 and 5 > 3 (see the manual).\"}",
                        ""),
                new Attack(
                        "give a file a name of several words",
                        "Prepare child (draft) – 2.form".replace("–", "-"),
                        bytes(PREPARE_CHILD),
                        ""));
    }

    // ---- the upload itself ----

    @Test
    @DisplayName("is refused a tenant, also an empty one, a name of the release, and a time from which a model holds")
    void settings() {
        refusedWith("tenant-id", "council-b", "names a tenant (council-b)");
        refusedWith("tenant-id", "", "names a tenant");
        refusedWith("deployment-source", "shipped", "comes from the release");
        refusedWith("deployment-source", "x".repeat(300), "no more than 200");
        refusedWith("deployment-activation-time", "2030-01-01T00:00:00", "leave the time out");
        MultiValueMap<String, Object> parts = upload(file("", "prepare-child.form", PREPARE_CHILD, ""));
        parts.set("deployment-name", "child-pathways");
        says(send(parts), HttpStatus.BAD_REQUEST, "are those of the release");
        parts.set("deployment-name", "a\u0007b");
        says(send(parts), HttpStatus.BAD_REQUEST, "Write letters, numbers");
    }

    @Test
    @DisplayName("is refused an upload without files, with two files or parts of one name, or larger than is read")
    void uploads() {
        MultiValueMap<String, Object> none = new LinkedMultiValueMap<>();
        none.add("deployment-name", "draft");
        says(send(none), HttpStatus.BAD_REQUEST, "holds no file");

        MultiValueMap<String, Object> twice = upload(file("", "prepare-child.form", PREPARE_CHILD, ""));
        twice.add("second", resource("prepare-child.form", bytes(PREPARE_CHILD)));
        says(send(twice), HttpStatus.BAD_REQUEST, "Two files are called prepare-child.form");

        MultiValueMap<String, Object> onePart = upload(file("", "prepare-child.form", PREPARE_CHILD, ""));
        onePart.add("upload", resource("other.form", bytes(PREPARE_CHILD)));
        says(send(onePart), HttpStatus.BAD_REQUEST, "Two parts of the upload are called 'upload'");

        MultiValueMap<String, Object> inCapitals = upload(file("", "prepare-child.form", PREPARE_CHILD, ""));
        inCapitals.add("second", resource("Prepare-Child.form", bytes(PREPARE_CHILD)));
        says(send(inCapitals), HttpStatus.BAD_REQUEST, "differ only in capital letters");

        MultiValueMap<String, Object> large = new LinkedMultiValueMap<>();
        large.add("upload", resource("x.form", new byte[SentFiles.LARGEST_TOGETHER + 2 * 1024 * 1024]));
        says(send(large), HttpStatus.PAYLOAD_TOO_LARGE, "larger than");

        ResponseEntity<JsonNode> json = rest.withBasicAuth("owner", "pathways")
                .exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.APPLICATION_JSON)
                                .body("{}"),
                        JsonNode.class);
        says(json, HttpStatus.BAD_REQUEST, "holds no files");
    }

    // ---- how it is sent ----

    private void refused(Attack attack) {
        says(send(upload(attack)), HttpStatus.BAD_REQUEST, attack.says());
    }

    private void refusedWith(String setting, String value, String says) {
        MultiValueMap<String, Object> parts = upload(file("", "prepare-child.form", PREPARE_CHILD, ""));
        parts.add(setting, value);
        says(send(parts), HttpStatus.BAD_REQUEST, says);
    }

    private static void says(ResponseEntity<JsonNode> answer, HttpStatus status, String says) {
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(status);
        assertThat(answer.getBody().path("message").asText())
                .contains("Nothing was deployed.")
                .contains(says);
    }

    private static MultiValueMap<String, Object> upload(Attack attack) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        parts.add("deployment-name", "draft");
        parts.add("upload", resource(attack.file(), attack.content()));
        return parts;
    }

    private static ByteArrayResource resource(String file, byte[] content) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return file;
            }
        };
    }

    private ResponseEntity<JsonNode> send(MultiValueMap<String, Object> parts) {
        return rest.withBasicAuth("owner", "pathways")
                .exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(parts),
                        JsonNode.class);
    }

    // ---- how an attack is made ----

    /** As candidates of a task, where the engine evaluates it when the task is made. */
    private static Attack candidate(String name, String expression, String says) {
        return everywhere(
                name, FORM_OF_TASK, FORM_OF_TASK + " camunda:candidateUsers=\"" + escaped(expression) + "\"", says);
    }

    private static Attack everywhere(String name, String from, String to, String says) {
        String model = CONFERENCE.replace("&#39;", "'");
        assertThat(model).as("where %s is put", name).contains(from);
        return new Attack(
                name,
                "initial-conference.bpmn",
                bytes(model.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to))),
                says);
    }

    private static Attack inside(String name, String element, String says) {
        return everywhere(name, "<bpmn:sequenceFlow ", element + "<bpmn:sequenceFlow ", says);
    }

    private static String task(String extension) {
        return "<bpmn:task id=\"Task_X\"><bpmn:extensionElements>" + extension
                + "</bpmn:extensionElements></bpmn:task>";
    }

    private static Attack table(String name, String cell, String text, String language, String says) {
        String changed = Pattern.compile("(<" + cell + "\\b[^>]*?)(>\\s*<text>)[^<]*")
                .matcher(FREQUENCY)
                .replaceFirst(
                        found -> Matcher.quoteReplacement(found.group(1) + language + found.group(2) + escaped(text)));
        assertThat(changed).isNotEqualTo(FREQUENCY);
        return new Attack(name, "visit-frequency.dmn", bytes(changed), says);
    }

    private static Attack part(String name, String part, String says) {
        String list = "\"components\": [";
        int at = PREPARE_CHILD.indexOf(list) + list.length();
        return file(
                name,
                "prepare-child.form",
                PREPARE_CHILD.substring(0, at) + part + "," + PREPARE_CHILD.substring(at),
                says);
    }

    private static Attack file(String name, String file, String content, String says) {
        return new Attack(name, file, bytes(content), says);
    }

    private static String afterDeclaration(String text) {
        return CONFERENCE.replaceFirst("\\?>", Matcher.quoteReplacement("?>" + text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String address() {
        return address;
    }

    private static Path canary() {
        return canary;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So that nobody takes the list for shorter than it is. */
    @Test
    @DisplayName("has tried at least a hundred ways")
    void many() {
        assertThat(Stream.of(expressions(), models(), tables(), forms(), files())
                        .flatMap(all -> all)
                        .map(Attack::name)
                        .distinct())
                .hasSizeGreaterThan(100);
    }
}
