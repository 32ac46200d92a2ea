package uk.childpathways.handovers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A journey that takes a child over")
class HandOverTest {

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Journeys journeys;

    @Autowired
    Practice practice;

    private String deployment;

    @AfterEach
    void away() {
        ClearedAway.deployment(repository, deployment, true);
    }

    @Test
    @DisplayName("knows which journey it came from")
    void knowsWhereItCameFrom() {
        BpmnModelInstance model = Bpmn.createExecutableProcess("hand-over-test")
                .camundaHistoryTimeToLive(1)
                .startEvent("Start_Decided")
                .serviceTask("Task_HandOver")
                .camundaDelegateExpression("${handOver}")
                .endEvent("End_HandedOver")
                .done();
        ServiceTask handOver = model.getModelElementById("Task_HandOver");
        CamundaProperty to = model.newInstance(CamundaProperty.class);
        to.setCamundaName("toJourney");
        to.setCamundaValue("s47-to-icpc");
        handOver.builder().addExtensionElement(extension(model, to));
        deployment = repository
                .createDeployment()
                .addModelInstance("hand-over-test.bpmn", model)
                .deploy()
                .getId();
        String child = practice.child();
        UUID from = practice.journey("child-in-need", child);

        runtime.startProcessInstanceByKey("hand-over-test", Map.of("childRef", child, "journeyId", from.toString()));

        assertThat(journeys.running(child))
                .filteredOn(journey -> journey.key().equals("s47-to-icpc"))
                .singleElement()
                .extracting(Journey::handedOverFrom)
                .isEqualTo(from);
    }

    private static CamundaProperties extension(BpmnModelInstance model, CamundaProperty property) {
        CamundaProperties properties = model.newInstance(CamundaProperties.class);
        properties.addChildElement(property);
        return properties;
    }
}
