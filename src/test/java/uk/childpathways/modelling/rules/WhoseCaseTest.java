package uk.childpathways.modelling.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.modelling.Model;
import uk.childpathways.testing.OurFiles;

@DisplayName("A model says what is done, never for whom")
class WhoseCaseTest {

    private static final String MODEL = """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="x">
              <bpmn:process id="p" name="P" isExecutable="true" camunda:historyTimeToLive="P1D" %s>
                <bpmn:startEvent id="s" %s />%s
              </bpmn:process>
            </bpmn:definitions>
            """;

    private static String inMapping(String mapping) {
        return "<bpmn:callActivity id=\"c\" calledElement=\"q\"><bpmn:extensionElements>" + mapping
                + "</bpmn:extensionElements></bpmn:callActivity>";
    }

    private static String input(String name, String value) {
        return "<bpmn:serviceTask id=\"t\" camunda:delegateExpression=\"${nameWorker}\"><bpmn:extensionElements>"
                + "<camunda:inputOutput><camunda:inputParameter name=\"" + name + "\">" + value
                + "</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>";
    }

    private static List<String> said(String inside) {
        return said("", "", inside);
    }

    private static List<String> said(String ofProcess, String ofStart, String inside) {
        byte[] text = MODEL.formatted(ofProcess, ofStart, inside).getBytes(StandardCharsets.UTF_8);
        Model model = Model.read("p.bpmn", new ByteArrayInputStream(text));
        List<String> said = WhoseCase.in("p.bpmn", KnownParts.tree(model)).stream()
                .map(Finding::sentence)
                .toList();
        // What was stored before these rules is not opened either.
        assertThat(DeploymentCheck.codeIn("p.bpmn", text)).containsAll(said);
        return said;
    }

    @ParameterizedTest(name = "{0} is written by no step, call, answer or event")
    @ValueSource(
            strings = {"childRef", "journeyId", "deadlineId", "breachId", "actionId", "practitioner", "handedOverFrom"})
    void identity(String variable) {
        for (String inside : List.of(
                input(variable, "C-1003"),
                input(variable, "${worker}"),
                inMapping("<camunda:in sourceExpression=\"C-1003\" target=\"" + variable + "\" />"),
                inMapping("<camunda:in source=\"other\" target=\"" + variable + "\" />"),
                inMapping("<camunda:out source=\"" + variable + "\" target=\"" + variable + "\" />"),
                "<bpmn:businessRuleTask id=\"t\" camunda:decisionRef=\"d\" camunda:resultVariable=\"" + variable
                        + "\" />",
                "<bpmn:userTask id=\"t\"><bpmn:multiInstanceLoopCharacteristics camunda:collection=\"x\""
                        + " camunda:elementVariable=\"" + variable + "\" /></bpmn:userTask>",
                "<bpmn:userTask id=\"t\"><bpmn:extensionElements><camunda:properties><camunda:property name=\"sets\""
                        + " value=\"a " + variable
                        + "\" /></camunda:properties></bpmn:extensionElements></bpmn:userTask>")) {
            assertThat(said(inside))
                    .as(inside)
                    .singleElement()
                    .asString()
                    .contains("writes the variable '" + variable + "', by which a case knows whose it is");
        }
        assertThat(said("", "camunda:initiator=\"" + variable + "\"", "")).hasSize(1);
    }

    @Test
    @DisplayName("a call passes the child, the journey and the missed standard on under their own names")
    void passedOn() {
        assertThat(said(inMapping("<camunda:in source=\"childRef\" target=\"childRef\" />"
                        + "<camunda:in source=\"journeyId\" target=\"journeyId\" />"
                        + "<camunda:in source=\"breachId\" target=\"breachId\" />")))
                .isEmpty();
        assertThat(said(inMapping("<camunda:in source=\"deadlineId\" target=\"deadlineId\" />")))
                .hasSize(1);
    }

    @ParameterizedTest(name = "nobody is named as {0}")
    @ValueSource(strings = {"worker", "supervisor", "absentPerson", "coveredBy", "decidedBy", "author"})
    void persons(String variable) {
        for (String value : List.of("owner", "${'owner'}", "a ${worker}", "${a == 'b' ? 'owner' : worker}", "")) {
            assertThat(said(input(variable, value)))
                    .as(value)
                    .singleElement()
                    .asString()
                    .contains("names somebody");
        }
        assertThat(said(input(variable, "${people.author(execution)}"))).isEmpty();
        assertThat(said(input(variable, "${moved == 'yes' ? newWorker : people.author(execution)}")))
                .isEmpty();
        assertThat(said(inMapping("<camunda:in source=\"visitor\" target=\"" + variable + "\" />")))
                .isEmpty();
        assertThat(said(inMapping("<camunda:in sourceExpression=\"owner\" target=\"" + variable + "\" />")))
                .hasSize(1);
    }

    @Test
    @DisplayName("a task is given to whom a word finds, and to no user id")
    void assignee() {
        for (String where : List.of("assignee", "candidateUsers")) {
            assertThat(said("<bpmn:userTask id=\"t\" camunda:" + where + "=\"owner\" />"))
                    .singleElement()
                    .asString()
                    .contains("names somebody (owner)");
            assertThat(said("<bpmn:userTask id=\"t\" camunda:" + where
                            + "=\"${people.allocatedWorker(execution)}\" />"))
                    .isEmpty();
        }
        assertThat(said("camunda:candidateStarterUsers=\"owner\"", "", "")).hasSize(1);
    }

    @Test
    @DisplayName(
            "process owners look after the processes: no model gives them work with a child, or lets them begin it")
    void processOwners() {
        Map.of(
                        "camunda:candidateStarterGroups=\"social-workers,process-owners\"", "",
                        "",
                                "<bpmn:userTask id=\"t\" camunda:candidateGroups=\"${people.group(execution,'process-owner')}\" />")
                .forEach((process, inside) -> assertThat(said(process, "", inside))
                        .singleElement()
                        .asString()
                        .contains("gives work to process owners"));
        assertThat(said(inMapping("<camunda:in sourceExpression=\"iro,process-owner\" target=\"signOffRoles\" />")))
                .hasSize(1);
        assertThat(said("camunda:candidateStarterGroups=\"social-workers\"", "", ""))
                .isEmpty();
    }

    @Test
    @DisplayName("none of our own models does any of it")
    void ours() {
        assertThat(OurFiles.shipped().models().stream()
                        .flatMap(model -> WhoseCase.in(model.file(), KnownParts.tree(model)).stream()))
                .isEmpty();
    }
}
