package uk.childpathways.modelling.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.modelling.Model;

@DisplayName("Paths that run at the same time")
class ParallelPathsTest {

    @Test
    @DisplayName("must not meet in a task")
    void meetInATask() {
        assertThat(meetings(begin().parallelGateway("Gateway_Both")
                        .userTask("Task_SeeChild")
                        .userTask("Task_WriteReport")
                        .endEvent()
                        .moveToNode("Gateway_Both")
                        .userTask("Task_SeeFamily")
                        .connectTo("Task_WriteReport")
                        .done()))
                .singleElement()
                .asString()
                .contains("Task_WriteReport")
                .contains("Gateway_Both");
    }

    @Test
    @DisplayName("may meet in a gateway, whether one waits for the other or each has its turn")
    void meetInAGateway() {
        assertThat(meetings(begin().parallelGateway("Gateway_Both")
                        .userTask("Task_SeeChild")
                        .parallelGateway("Gateway_BothSeen")
                        .userTask("Task_WriteReport")
                        .exclusiveGateway("Gateway_Enough")
                        .endEvent()
                        .moveToNode("Gateway_Enough")
                        .connectTo("Task_WriteReport")
                        .moveToNode("Gateway_Both")
                        .userTask("Task_SeeFamily")
                        .connectTo("Gateway_BothSeen")
                        .done()))
                .isEmpty();
        assertThat(meetings(begin().parallelGateway("Gateway_Both")
                        .userTask("Task_SeeChild")
                        .exclusiveGateway("Gateway_Seen")
                        .userTask("Task_WriteReport")
                        .endEvent()
                        .moveToNode("Gateway_Both")
                        .userTask("Task_SeeFamily")
                        .connectTo("Gateway_Seen")
                        .done()))
                .isEmpty();
    }

    @Test
    @DisplayName("begin also at an event that does not interrupt its task")
    void besideATask() {
        assertThat(meetings(moved(false)))
                .singleElement()
                .asString()
                .contains("Task_AskAgain")
                .contains("Task_RecordAssessment");
        assertThat(meetings(moved(true))).isEmpty();
    }

    @Test
    @DisplayName("are not alternatives and loops, which may meet in a task")
    void alternatives() {
        assertThat(meetings(begin().userTask("Task_WriteDocument")
                        .exclusiveGateway("Gateway_SignedOff")
                        .endEvent()
                        .moveToNode("Gateway_SignedOff")
                        .connectTo("Task_WriteDocument")
                        .done()))
                .isEmpty();
        assertThat(meetings(begin().userTask("Task_ChooseFrequency")
                        .userTask("Task_VisitChild")
                        .parallelGateway("Gateway_ChildSeen")
                        .userTask("Task_RecordVisit")
                        .endEvent()
                        .moveToNode("Gateway_ChildSeen")
                        .connectTo("Task_ChooseFrequency")
                        .done()))
                .isEmpty();
    }

    private static BpmnModelInstance moved(boolean interrupts) {
        return begin().userTask("Task_RecordAssessment")
                .userTask("Task_AskAgain")
                .endEvent()
                .moveToActivity("Task_RecordAssessment")
                .boundaryEvent("BoundaryEvent_Moved")
                .cancelActivity(interrupts)
                .message("moved")
                .connectTo("Task_AskAgain")
                .done();
    }

    private static StartEventBuilder begin() {
        return Bpmn.createExecutableProcess("health").startEvent();
    }

    private static List<String> meetings(BpmnModelInstance model) {
        return ParallelPaths.meetings(new Model("a.bpmn", model))
                .map(Finding::sentence)
                .toList();
    }
}
