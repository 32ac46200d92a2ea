package uk.childpathways.handovers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A message to a child's journey")
class TellJourneyTest {

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Practice practice;

    private final List<String> deployments = new ArrayList<>();
    private String child;
    private UUID enquiry;
    private UUID plan;
    private String inEnquiry;
    private String inPlan;

    @BeforeEach
    void aChildInTwoJourneysThatWait() {
        deploy(Bpmn.createExecutableProcess("tell-test-waits")
                .camundaHistoryTimeToLive(1)
                .startEvent("Start_Waiting")
                .intermediateCatchEvent("Event_News")
                .message("newsTest")
                .endEvent("End_Heard")
                .done());
        child = practice.child();
        enquiry = practice.journey("s47-to-icpc", child);
        plan = practice.journey("child-protection-plan", child);
        inEnquiry = waits(enquiry);
        inPlan = waits(plan);
    }

    @AfterEach
    void away() {
        deployments.forEach(id -> ClearedAway.deployment(repository, id, true));
    }

    private void deploy(BpmnModelInstance model) {
        deployments.add(repository
                .createDeployment()
                .addModelInstance("tell-test-" + deployments.size() + ".bpmn", model)
                .deploy()
                .getId());
    }

    private String waits(UUID journey) {
        return runtime.startProcessInstanceByKey(
                        "tell-test-waits", Map.of("childRef", child, "journeyId", journey.toString()))
                .getId();
    }

    private boolean heard(String instance) {
        return runtime.createProcessInstanceQuery().processInstanceId(instance).count() == 0;
    }

    /** Tells, out of that journey; with the element's properties. */
    private void tell(UUID from, Map<String, String> properties) {
        BpmnModelInstance model = Bpmn.createExecutableProcess("tell-test-tells")
                .camundaHistoryTimeToLive(1)
                .startEvent("Start_Telling")
                .serviceTask("Task_Tell")
                .camundaDelegateExpression("${tellJourney}")
                .endEvent("End_Told")
                .done();
        CamundaProperties written = model.newInstance(CamundaProperties.class);
        Map<String, String> all = new HashMap<>(properties);
        all.put("message", "newsTest");
        all.forEach((name, value) -> {
            CamundaProperty property = model.newInstance(CamundaProperty.class);
            property.setCamundaName(name);
            property.setCamundaValue(value);
            written.addChildElement(property);
        });
        model.<ServiceTask>getModelElementById("Task_Tell").builder().addExtensionElement(written);
        deploy(model);
        runtime.startProcessInstanceByKey("tell-test-tells", Map.of("childRef", child, "journeyId", from.toString()));
    }

    @Test
    @DisplayName("is heard in one's own")
    void own() {
        tell(enquiry, Map.of());
        assertThat(heard(inEnquiry)).isTrue();
        assertThat(heard(inPlan)).isFalse();
    }

    @Test
    @DisplayName("is heard in the child's journey of the kind that is named, and not in one's own")
    void ofThatKind() {
        tell(enquiry, Map.of("journey", "child-protection-plan"));
        assertThat(heard(inPlan)).isTrue();
        assertThat(heard(inEnquiry)).isFalse();
    }

    @Test
    @DisplayName("is heard in every journey that runs for the child, and in no other child's")
    void every() {
        String other = practice.child();
        String elsewhere = runtime.startProcessInstanceByKey(
                        "tell-test-waits",
                        Map.of(
                                "childRef",
                                other,
                                "journeyId",
                                practice.journey("s47-to-icpc", other).toString()))
                .getId();
        tell(enquiry, Map.of("everyJourney", "true"));
        assertThat(heard(inEnquiry)).isTrue();
        assertThat(heard(inPlan)).isTrue();
        assertThat(heard(elsewhere)).isFalse();
    }

    @Test
    @DisplayName("that reaches nobody is refused in plain words, unless the model says that this is as well")
    void nobody() {
        assertThatThrownBy(() -> tell(enquiry, Map.of("journey", "child-in-care")))
                .hasStackTraceContaining(
                        "Child " + child + " has no running journey 'Child in care' that can receive this (newsTest).");
        tell(enquiry, Map.of("journey", "child-in-care", "ifNobodyWaits", "ignore"));
        assertThat(heard(inEnquiry)).isFalse();
    }
}
