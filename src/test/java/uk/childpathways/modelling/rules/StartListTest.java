package uk.childpathways.modelling.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;

@DisplayName("Whatever people can start says how it is found")
class StartListTest {

    private static final String MODEL = """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="x">
              <bpmn:process id="p" name="P" isExecutable="true" camunda:historyTimeToLive="P1D" %s>
                <bpmn:extensionElements><camunda:properties>%s</camunda:properties></bpmn:extensionElements>
                <bpmn:startEvent id="s" />
              </bpmn:process>
            </bpmn:definitions>
            """;

    private static final String STARTED = "camunda:candidateStarterGroups=\"social-workers\"";
    private static final String ALL =
            property("startGroup", "record") + property("startSays", "Somebody rang.") + property("startWords", "call");

    private static String property(String name, String value) {
        return "<camunda:property name=\"" + name + "\" value=\"" + value + "\" />";
    }

    private static List<String> said(String ofProcess, String properties) {
        Model model = Model.read(
                "p.bpmn",
                new ByteArrayInputStream(MODEL.formatted(ofProcess, properties).getBytes(StandardCharsets.UTF_8)));
        Subject subject = Subject.ofBuild(new Shipped(List.of(model), List.of(), List.of()), null);
        return StartList.rules().stream()
                .flatMap(rule -> rule.findings(subject).stream())
                .map(Finding::sentence)
                .toList();
    }

    @Test
    @DisplayName("with group, sentence and words nothing is wrong")
    void whole() {
        assertThat(said(STARTED, ALL)).isEmpty();
    }

    @ParameterizedTest(name = "without {0} it is told where people miss it")
    @ValueSource(strings = {"startGroup", "startSays", "startWords"})
    void missing(String property) {
        String without = ALL.replaceAll("<camunda:property name=\"" + property + "\"[^>]*/>", "");
        assertThat(said(STARTED, without))
                .singleElement()
                .asString()
                .contains("can be started by people and has no '" + property + "'", "docs/vocabulary.md");
    }

    @Test
    @DisplayName(
            "what other processes call, or nobody may start, needs none of it, and is told when it says it in vain")
    void notStarted() {
        assertThat(said("camunda:isStartableInTasklist=\"false\"", "")).isEmpty();
        assertThat(said("", "")).isEmpty();
        assertThat(said("", property("startGroup", "record")))
                .singleElement()
                .asString()
                .contains("has 'startGroup', and nobody can start it");
    }
}
