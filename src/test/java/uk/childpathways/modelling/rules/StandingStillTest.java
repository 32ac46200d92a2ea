package uk.childpathways.modelling.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.testing.OurFiles;

@DisplayName("A case does not stand still where nobody would be told")
class StandingStillTest {

    private static final String ALTERNATIVES =
            "a gateway that waits for several ways waits for none of two alternatives";
    private static final String SENT = "what a case waits for is sent by somebody";

    @Test
    @DisplayName("two answers to one question that meet in a gateway which waits for both are refused")
    void alternatives() {
        assertThat(found(
                        ALTERNATIVES,
                        begin().exclusiveGateway("Gateway_Seen")
                                .name("Seen?")
                                .userTask("Task_WriteReport")
                                .parallelGateway("Gateway_Both")
                                .endEvent()
                                .moveToNode("Gateway_Seen")
                                .userTask("Task_TryAgain")
                                .connectTo("Gateway_Both")
                                .done()))
                .singleElement()
                .asString()
                .contains("(Gateway_Both) waits for two ways of which a case goes only one", "'Seen?' (Gateway_Seen)");
    }

    @Test
    @DisplayName("so are those that each go a longer way, through another gateway where alternatives meet")
    void longerWay() {
        assertThat(found(
                        ALTERNATIVES,
                        begin().exclusiveGateway("Gateway_Seen")
                                .exclusiveGateway("Gateway_Alone")
                                .userTask("Task_Alone")
                                .exclusiveGateway("Gateway_Met")
                                .parallelGateway("Gateway_Both")
                                .endEvent()
                                .moveToNode("Gateway_Alone")
                                .connectTo("Gateway_Met")
                                .moveToNode("Gateway_Seen")
                                .connectTo("Gateway_Both")
                                .done()))
                .hasSize(1);
    }

    @Test
    @DisplayName("what was begun side by side is waited for, with a question or a second try on one of the ways")
    void sideBySide() {
        assertThat(found(
                        ALTERNATIVES,
                        begin().parallelGateway("Gateway_Begun")
                                .userTask("Task_SeeChild")
                                .exclusiveGateway("Gateway_Seen")
                                .parallelGateway("Gateway_Both")
                                .endEvent()
                                .moveToNode("Gateway_Seen")
                                .connectTo("Task_SeeChild")
                                .moveToNode("Gateway_Begun")
                                .userTask("Task_ReadHistory")
                                .connectTo("Gateway_Both")
                                .done()))
                .isEmpty();
        assertThat(found(
                        ALTERNATIVES,
                        begin().exclusiveGateway("Gateway_Needed")
                                .parallelGateway("Gateway_Begun")
                                .userTask("Task_SeeChild")
                                .parallelGateway("Gateway_Both")
                                .endEvent()
                                .moveToNode("Gateway_Begun")
                                .userTask("Task_ReadHistory")
                                .connectTo("Gateway_Both")
                                .moveToNode("Gateway_Needed")
                                .endEvent()
                                .done()))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "a message that nothing sends is refused; one of the application, and the beginning by a hand-over, are not")
    void messages() {
        assertThat(found(
                        SENT,
                        begin().intermediateCatchEvent("Event_Told")
                                .message("someoneTold")
                                .done()))
                .singleElement()
                .asString()
                .contains("(Event_Told) waits for the message 'someoneTold', which no model sends");
        assertThat(found(
                        SENT,
                        begin().intermediateCatchEvent("Event_Told")
                                .message("endJourney")
                                .done()))
                .isEmpty();
        assertThat(found(
                        SENT,
                        Bpmn.createExecutableProcess("enquiry")
                                .startEvent("StartEvent_HandedOver")
                                .message("handOver-enquiry")
                                .endEvent()
                                .done()))
                .isEmpty();
    }

    @Test
    @DisplayName("every message that our models wait for is sent")
    void ours() {
        assertThat(found(SENT, OurFiles.shipped())).isEmpty();
    }

    private static org.camunda.bpm.model.bpmn.builder.StartEventBuilder begin() {
        return Bpmn.createExecutableProcess("enquiry").startEvent("StartEvent_Begin");
    }

    private static List<String> found(String sentence, BpmnModelInstance model) {
        return found(sentence, new Shipped(List.of(new Model("enquiry.bpmn", model)), List.of(), List.of()));
    }

    private static List<String> found(String sentence, Shipped files) {
        return StandingStill.rules().stream()
                .filter(rule -> rule.sentence().equals(sentence))
                .flatMap(rule -> rule.findings(Subject.ofBuild(files, null)).stream())
                .map(Finding::sentence)
                .toList();
    }
}
