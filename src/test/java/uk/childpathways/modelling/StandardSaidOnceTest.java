package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.modelling.rules.Finding;
import uk.childpathways.modelling.rules.Rules;
import uk.childpathways.modelling.rules.Subject;
import uk.childpathways.vocabulary.ClockStandard;

@DisplayName("The standard of a task and its clock")
class StandardSaidOnceTest {

    private static final String OWN = "${deadlines.due(execution)}";

    /** A task with a clock; the properties are written as the model holds them, null for none. */
    private static Model model(String ofTask, String due, String ofClock, String clockDate) {
        return Model.read("processes/draft/draft.bpmn", new ByteArrayInputStream("""
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="draft" id="Definitions_Draft">
                  <bpmn:process id="draft" isExecutable="true">
                    <bpmn:userTask id="Task_Visit" name="Visit" camunda:dueDate="%s">%s</bpmn:userTask>
                    <bpmn:boundaryEvent id="Event_Clock" attachedToRef="Task_Visit">%s<bpmn:timerEventDefinition><bpmn:timeDate>%s</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(
                        due, properties(ofTask), properties(ofClock), clockDate)
                .getBytes(StandardCharsets.UTF_8)));
    }

    private static String properties(String standard) {
        return standard == null
                ? ""
                : "<bpmn:extensionElements><camunda:properties><camunda:property name=\"standard\" value=\"" + standard
                        + "\" /></camunda:properties></bpmn:extensionElements>";
    }

    private static List<String> saidOnce(Model model) {
        return broken("the standard is said once, on the activity; its dates and its clock read it there", model);
    }

    private static List<String> standardNamed(Model model) {
        return broken("a date that asks for the standard of its activity finds it there", model);
    }

    private static List<String> broken(String sentence, Model model) {
        return Rules.all().stream()
                .filter(rule -> rule.sentence().equals(sentence))
                .findFirst()
                .orElseThrow()
                .findings(Subject.ofBuild(new Shipped(List.of(model), List.of(), List.of()), null))
                .stream()
                .map(Finding::sentence)
                .toList();
    }

    private static String ofClock(Model model) {
        return Model.standardOf(model.bpmn().getModelElementById("Event_Clock")).orElse(null);
    }

    @Test
    @DisplayName("said once on the task, it is read by both dates, and nothing is broken")
    void once() {
        Model model = model("first-thing-done", OWN, null, OWN);
        assertThat(model.standards()).containsExactly("first-thing-done");
        assertThat(ofClock(model)).isEqualTo("first-thing-done");
        assertThat(standardNamed(model)).isEmpty();
        assertThat(saidOnce(model)).isEmpty();
    }

    @Test
    @DisplayName("a model of before says it four times: it is understood, and our own models may not")
    void fourTimes() {
        String named = "${deadlines.due(execution, 'first-thing-done')}";
        Model model = model("first-thing-done", named, "first-thing-done", named);
        assertThat(model.standards()).containsExactly("first-thing-done");
        assertThat(ofClock(model)).isEqualTo("first-thing-done");
        assertThat(standardNamed(model)).isEmpty();
        assertThat(saidOnce(model)).hasSize(3).allMatch(problem -> problem.startsWith("processes/draft/draft.bpmn: "));
    }

    @Test
    @DisplayName("a second clock names another standard in its date, and in no property")
    void secondClock() {
        String other = "${deadlines.due(execution, 'second-thing-done')}";
        Model model = model("first-thing-done", OWN, null, other);
        assertThat(model.standards()).containsExactlyInAnyOrder("first-thing-done", "second-thing-done");
        assertThat(ofClock(model)).isEqualTo("second-thing-done");
        assertThat(saidOnce(model)).isEmpty();
        assertThat(saidOnce(model("first-thing-done", OWN, "second-thing-done", other)))
                .singleElement()
                .asString()
                .contains("Event_Clock")
                .contains("property");
    }

    @Test
    @DisplayName("dates that ask for the activity's standard are refused where the activity names none")
    void unnamed() {
        Model model = model(null, OWN, null, OWN);
        assertThat(model.standards()).isEmpty();
        assertThat(standardNamed(model)).hasSize(2).allMatch(problem -> problem.contains("(Task_Visit) names none"));
        assertThat(saidOnce(model)).isEmpty();
    }

    @Test
    @DisplayName("a task whose date names another standard than its property keeps two: that is refused")
    void twoStandards() {
        assertThat(broken(
                        "one task keeps one standard",
                        model("first-thing-done", "${deadlines.due(execution, 'second-thing-done')}", null, OWN)))
                .singleElement()
                .asString()
                .contains("(Task_Visit)")
                .contains("second-thing-done");
    }

    @Test
    @DisplayName("a standard that the caller names in a variable is no id, and is read as it is written")
    void variable() {
        Model model = model("${visitStandard}", OWN, null, OWN);
        BoundaryEvent clock = model.bpmn().getModelElementById("Event_Clock");
        assertThat(model.standards()).isEmpty();
        assertThat(Model.standardOf(clock)).isEmpty();
        assertThat(ClockStandard.askedBy(OWN, clock, Map.of("visitStandard", "first-thing-done")::get))
                .contains("first-thing-done");
        assertThat(saidOnce(model)).isEmpty();
    }
}
