package uk.childpathways.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A deployment from Camunda Modeler")
class DeploymentGateTest {

    private static final Path TIMESCALES = Path.of("processes/s47-to-icpc/timescales-s47-to-icpc.dmn");

    @Autowired
    TestRestTemplate rest;

    @Test
    @DisplayName("of a model that asks for an unknown standard is refused with a sentence that names both")
    void unknownStandard() {
        ResponseEntity<String> answer = deploy("draft-visit.bpmn", """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="draft" id="Definitions_Draft">
                  <bpmn:process id="draft-visit" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Draft"><bpmn:outgoing>Flow_Started</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Started" sourceRef="StartEvent_Draft" targetRef="Task_Visit" />
                    <bpmn:userTask id="Task_Visit" name="Visit" camunda:dueDate="${deadlines.due(execution, 'child-visited-on-the-moon')}" />
                  </bpmn:process>
                </bpmn:definitions>
                """);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("draft-visit.bpmn").contains("child-visited-on-the-moon");
    }

    @Test
    @DisplayName(
            "of a task whose date asks for its standard, and which names none, is refused with a sentence that says"
                    + " what to do")
    void standardNotNamed() {
        ResponseEntity<String> answer = deploy("draft-visit.bpmn", """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="draft" id="Definitions_Draft">
                  <bpmn:process id="draft-visit" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Draft"><bpmn:outgoing>Flow_Started</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Started" sourceRef="StartEvent_Draft" targetRef="Task_Visit" />
                    <bpmn:userTask id="Task_Visit" name="Visit" camunda:dueDate="${deadlines.due(execution)}" />
                  </bpmn:process>
                </bpmn:definitions>
                """);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody())
                .contains("draft-visit.bpmn")
                .contains("Task_Visit")
                .contains("property 'standard'");
    }

    @Test
    @DisplayName("of a table of timescales with an emptied row is refused with a sentence that says which row")
    void emptyRow() throws IOException {
        String table = Files.readString(TIMESCALES);
        String broken =
                table.replaceFirst("(?s)(<outputEntry id=\"Rule_IcpcHeld_Amount\">\\s*<text>)15(</text>)", "$1$2");
        assertThat(broken).isNotEqualTo(table);
        ResponseEntity<String> answer = deploy("timescales-s47-to-icpc.dmn", broken);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("icpc-held").contains("amount");
    }

    @Test
    @DisplayName("of a table of timescales without a row that running models need is refused")
    void missingRow() throws IOException {
        String broken = Files.readString(TIMESCALES).replace("\"icpc-held\"", "\"icpc-held-some-day\"");
        ResponseEntity<String> answer = deploy("timescales-s47-to-icpc.dmn", broken);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("'icpc-held'");
    }

    @Test
    @DisplayName(
            "of a table of timescales with a standard that stands in another table is refused with the names of both")
    void standardInTwoTables() throws IOException {
        String doubled = Files.readString(Path.of("processes/child-in-need/timescales-child-in-need.dmn"))
                .replaceFirst("\"child-in-need-plan-agreed\"", "\"icpc-held\"");
        ResponseEntity<String> answer = deploy("timescales-child-in-need.dmn", doubled);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody())
                .contains("The standard 'icpc-held' stands in two tables: timescales-child-in-need and"
                        + " timescales-s47-to-icpc.");
    }

    @Test
    @DisplayName("of the one table of timescales of earlier releases is refused: nobody would read it")
    void theOneTable() throws IOException {
        ResponseEntity<String> answer = deploy(
                "timescales.dmn", Files.readString(TIMESCALES).replace("\"timescales-s47-to-icpc\"", "\"timescales\""));
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("'timescales' is not read any more");
    }

    @Test
    @DisplayName("of a table of frequencies that names a standard without a timescale is refused, and so is a table of"
            + " timescales without a row that a table of frequencies names")
    void frequencies() throws IOException {
        String frequencies = Files.readString(Path.of("processes/shared/visit-frequency.dmn"));
        ResponseEntity<String> answer = deploy(
                "visit-frequency.dmn",
                frequencies.replace("\"child-visited-on-plan\"", "\"child-visited-on-the-moon\""));
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("visit-frequency.dmn").contains("child-visited-on-the-moon");
        answer = deploy(
                "timescales-child-in-care.dmn",
                Files.readString(Path.of("processes/child-in-care/timescales-child-in-care.dmn"))
                        .replace("\"child-visited-in-care-weekly\"", "\"child-visited-in-care-some-day\""));
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("'child-visited-in-care-weekly'");
    }

    @Test
    @DisplayName("of a model that asks a decision which no table has is refused with a sentence that names both")
    void unknownDecision() {
        ResponseEntity<String> answer = deploy("draft-decision.bpmn", """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="draft" id="Definitions_Draft">
                  <bpmn:process id="draft-decision" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="StartEvent_Draft"><bpmn:outgoing>Flow_Started</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_Started" sourceRef="StartEvent_Draft" targetRef="Task_Choose" />
                    <bpmn:businessRuleTask id="Task_Choose" name="Choose" camunda:decisionRef="phase-of-the-moon" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="moonStandard" />
                  </bpmn:process>
                </bpmn:definitions>
                """);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("draft-decision.bpmn").contains("phase-of-the-moon");
    }

    private ResponseEntity<String> deploy(String file, String content) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        parts.add("deployment-name", "draft");
        parts.add("upload", new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return file;
            }
        });
        return rest.withBasicAuth("admin", "pathways")
                .exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(parts),
                        String.class);
    }
}
