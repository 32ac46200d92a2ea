package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import uk.childpathways.children.RecordParts;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName(
        "Panel, decision maker and reviewing officer open the child's record while they have a part in the adoption")
class PartsInAdoptionTest extends AdoptionPlanWalk {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RecordParts parts;

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    private boolean opens(String user, String child) {
        int api = rest.withBasicAuth(user, "pathways")
                .getForEntity("/api/children/" + child, String.class)
                .getStatusCode()
                .value();
        int page = rest.withBasicAuth(user, "pathways")
                .getForEntity("/children/" + child, String.class)
                .getStatusCode()
                .value();
        assertThat(page).as("the page as the API").isEqualTo(api);
        assertThat(api).isIn(200, 403);
        return api == 200;
    }

    private void openTo(String child, String... users) {
        for (String user : List.of("panel", "adm")) {
            assertThat(opens(user, child))
                    .as("%s, at %s", user, practice.tasks(child))
                    .isEqualTo(List.of(users).contains(user));
        }
    }

    @ParameterizedTest(name = "parents' part: {0}")
    @ValueSource(strings = {"court", "consent"})
    @DisplayName("from the agreed plan on, when the decision is asked of them, and not while the plan is only raised;"
            + " until the decision is made and not after (SWI-CON-04a, RUT-ADO-01)")
    void permanenceDecision(String route) {
        String child = practice.child();
        openTo(child);
        raised(child, route);
        openTo(child);
        approve(child);
        openTo(child, "panel", "adm");
        assertThat(parts.of(child))
                .filteredOn(part -> "panel-adviser".equals(part.role()) || "agency-decision-maker".equals(part.role()))
                .extracting(RecordParts.Part::why)
                .containsOnly("Permanence decision");
        reported(child);
        if ("court".equals(route)) {
            practice.complete(child, PAPERS, "sw.north");
        } else {
            practice.complete(child, PANEL, "panel");
        }
        openTo(child, "panel", "adm");
        practice.complete(child, DECIDE, "adm", Map.of("permanenceDecision", "approved"));
        assertThat(practice.tasks(child)).doesNotContain(DECIDE);
        openTo(child);
        assertThat(parts.of(child))
                .filteredOn(part -> "panel-adviser".equals(part.role()) || "agency-decision-maker".equals(part.role()))
                .allSatisfy(part -> assertThat(part.until()).isNotNull());
        assertThat(rest.withBasicAuth("adm", "pathways")
                        .getForEntity("/api/children?size=500", String.class)
                        .getBody())
                .doesNotContain("\"" + child + "\"");
    }

    @Test
    @DisplayName(
            "a decision maker who takes the decision has it by name; given back, it is everybody's in the role again;"
                    + " nobody else of the council gains by it (SWI-CON-04a)")
    void takenAndGivenBack() {
        String child = toBeDecided(practice.child(), "court");
        String task = practice.task(child, DECIDE).getId();
        practice.as("adm", () -> {
            engine.getTaskService().claim(task, "adm");
            return null;
        });
        assertThat(parts.of(child))
                .filteredOn(part -> part.until() == null && DECIDE.equals(part.why()))
                .singleElement()
                .extracting(RecordParts.Part::person)
                .isEqualTo("adm");
        practice.as("adm", () -> {
            engine.getTaskService().setAssignee(task, null);
            return null;
        });
        assertThat(parts.of(child))
                .filteredOn(part -> part.until() == null && DECIDE.equals(part.why()))
                .singleElement()
                .extracting(RecordParts.Part::role)
                .isEqualTo("agency-decision-maker");
        for (String user : List.of("sw.south", "tm.south", "cpchair", "legal", "qa", "owner", "admin")) {
            assertThat(opens(user, child)).as(user).isFalse();
        }
    }

    @Test
    @DisplayName("a reviewing officer has the child from the first day of the adoption, until 28 days after its end and"
            + " not on the 29th (SWI-CON-04a)")
    void reviewingOfficer() {
        String child = practice.child();
        assertThat(opens("iro", child)).isFalse();
        opened(child);
        assertThat(opens("iro", child)).isTrue();
        journeys.end(journey(child).id(), "The test is over", "tm.north");
        practice.itIs("2026-04-30T09:59");
        assertThat(opens("iro", child)).isTrue();
        practice.itIs("2026-04-30T10:01");
        assertThat(opens("iro", child)).isFalse();
    }
}
