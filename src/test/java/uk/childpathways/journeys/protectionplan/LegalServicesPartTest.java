package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Legal services open the child's record from the day on which their advice is sought")
class LegalServicesPartTest extends ProtectionPlanWalk {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RuntimeService runtime;

    private String child;

    @BeforeEach
    void planBegins() {
        practice.itIs(CONFERENCE + "T15:00");
        child = begun();
    }

    private boolean opens() {
        int status = rest.withBasicAuth("legal", "pathways")
                .getForEntity("/api/children/" + child, String.class)
                .getStatusCode()
                .value();
        assertThat(status).isIn(200, 403);
        return status == 200;
    }

    @Test
    @DisplayName("not before; where they were never asked for advice the record closes when the gateway is left"
            + " (SWI-CON-04a)")
    void notAsked() {
        assertThat(opens()).isFalse();
        legalAdviceSought(child);
        assertThat(opens()).isTrue();
        runtime.createProcessInstanceQuery()
                .processDefinitionKey("legal-gateway")
                .variableValueEquals("childRef", child)
                .list()
                .forEach(gateway -> ClearedAway.step(runtime, gateway.getId(), "Task_ReferToLegalGatewayPanel"));
        assertThat(practice.running(child)).doesNotContain("legal-gateway");
        assertThat(opens()).isFalse();
    }

    @Test
    @DisplayName("who gave the advice keeps the record, by name, until 28 days after the plan, and no longer"
            + " (SWI-CON-04a, RUT-CP-06a)")
    void adviser() {
        practice.itIs("2026-03-27T12:00");
        legalAdviceSought(child);
        referred(child, "2026-04-17");
        practice.itIs("2026-04-17T15:00");
        panelDecides(child, "not-met", "2026-04-17");
        assertThat(practice.running(child)).doesNotContain("legal-gateway");
        assertThat(opens()).as("it comes back to them").isTrue();
        practice.itIs("2026-05-04T10:00");
        journeys.end(journey(child).id(), "The test is over", "tm.north");
        practice.itIs("2026-06-01T09:59");
        assertThat(opens()).isTrue();
        practice.itIs("2026-06-01T10:01");
        assertThat(opens()).isFalse();
    }
}
