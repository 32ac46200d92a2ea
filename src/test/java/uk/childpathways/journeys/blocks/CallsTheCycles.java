package uk.childpathways.journeys.blocks;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;

/** A small journey that calls the cycles as the journeys of the product do, for their tests. */
public final class CallsTheCycles {

    private CallsTheCycles() {}

    public static void deploy(RepositoryService repository) {
        repository
                .createDeployment()
                .name("cycles-test")
                .enableDuplicateFiltering(true)
                .addClasspathResource("cycles-test/cycles-test.bpmn")
                .addClasspathResource("cycles-test/cycles-test-start.form")
                .addClasspathResource("cycles-test/cycles-test-renewal.form")
                .addClasspathResource("cycles-test/cycles-test-close.form")
                .deploy();
    }

    /** The journey tells its cycles to choose their frequency anew. */
    public static void reckonAnew(RuntimeService runtime, String child, Map<String, Object> passed) {
        runtime.createExecutionQuery()
                .messageEventSubscriptionName("reckonAnew")
                .processVariableValueEquals("childRef", child)
                .list()
                .forEach(waiting -> runtime.messageEventReceived("reckonAnew", waiting.getId(), passed));
    }
}
