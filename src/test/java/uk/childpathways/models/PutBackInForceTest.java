package uk.childpathways.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A process owner takes a change back")
class PutBackInForceTest {

    private static final Path TABLE = Path.of("processes/s47-to-icpc/timescales-s47-to-icpc.dmn");
    private static final Path CONFERENCE = Path.of("processes/s47-to-icpc/initial-conference.bpmn");
    private static final Path HOLD_CONFERENCE = Path.of("forms/s47-to-icpc/hold-conference.form");
    private static final String TABLE_KEY = "table/timescales-s47-to-icpc";
    private static final String WHY = "The two days more were meant for another table.";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    JdbcTemplate jdbc;

    private OwnersDeployments owner;

    @BeforeEach
    void over() {
        owner = new OwnersDeployments(rest);
    }

    private static String withTwoDays() {
        String table = OwnersDeployments.text(TABLE);
        String changed = table.replaceFirst(
                "(?s)(?<=<outputEntry id=\"Rule_IcpcRequested_Amount\">.{0,40}<text>)1(?=</text>)", "2");
        assertThat(changed).isNotEqualTo(table);
        return changed;
    }

    @Test
    @DisplayName(
            "by putting the version before back in force: it is deployed again, all versions stay, the reason is on"
                    + " the trail, and a deadline that was reckoned meanwhile keeps its table")
    void table() {
        int before = owner.inForce(TABLE_KEY);
        owner.deploy("owner", "two days", Map.of("timescales-s47-to-icpc.dmn", withTwoDays()));
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));

        ResponseEntity<JsonNode> answer = owner.putBack("owner", TABLE_KEY, before, Map.of("reason", WHY));

        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(201);
        assertThat(answer.getBody().path("number").asInt()).isEqualTo(before + 2);
        JsonNode versions = owner.versions("owner", TABLE_KEY);
        assertThat(versions.findValuesAsText("number"))
                .startsWith(String.valueOf(before + 2), String.valueOf(before + 1), String.valueOf(before))
                .endsWith("1")
                .hasSize(before + 2);
        assertThat(jdbc.queryForList(
                        "select b.bytes_ from public.act_ge_bytearray b join public.act_re_decision_def d on"
                                + " d.deployment_id_ = b.deployment_id_ and d.resource_name_ = b.name_ where d.id_ in (?, ?)",
                        byte[].class,
                        versions.get(0).path("id").asText(),
                        versions.get(2).path("id").asText()))
                .hasSize(2)
                .satisfies(files -> assertThat(files.get(0)).isEqualTo(files.get(1)));
        assertThat(jdbc.queryForObject(
                        "select distinct table_version from pathways.deadline where child_ref = ? and timescale_table ="
                                + " 'timescales-s47-to-icpc'",
                        String.class,
                        child))
                .isEqualTo(versions.get(1).path("id").asText());
        assertThat(jdbc.queryForList(
                        "select by_user || ': ' || reason from pathways.audit_entry where action = 'put back in force'"
                                + " and about = ?",
                        String.class,
                        "version " + before + " of the table timescales-s47-to-icpc"))
                .contains("owner: " + WHY);
    }

    @Test
    @DisplayName("and is told why it cannot be: no reason, no such version, in force already, nothing would change,"
            + " somebody else was first")
    void refused() {
        int now = owner.inForce(TABLE_KEY);
        owner.deploy("owner", "as it was", Map.of("timescales-s47-to-icpc.dmn", withTwoDays()));
        refused(400, "Say why in a sentence", "owner", now, Map.of());
        refused(400, "Say why in a sentence", "owner", now, Map.of("reason", "\u00a0\u200b   \u00a0\u200b          "));
        refused(404, "has no version 4711", "owner", 4711, Map.of("reason", WHY));
        refused(409, "is in force already", "owner", now + 1, Map.of("reason", WHY));
        refused(
                409,
                "Meanwhile version " + (now + 1) + " was deployed",
                "owner",
                now,
                Map.of("reason", WHY, "seen", now));
        for (String person : new String[] {"sw.north", "sm", "director", "qa"}) {
            refused(403, "process owner and the administrator", person, now, Map.of("reason", WHY));
        }
        assertThat(owner.inForce(TABLE_KEY)).isEqualTo(now + 1);
        assertThat(owner.putBack("admin", TABLE_KEY, now, Map.of("reason", WHY, "seen", now + 1))
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        refused(409, "nothing would change", "owner", now, Map.of("reason", WHY));
    }

    private void refused(int status, String says, String person, int version, Map<String, ?> body) {
        ResponseEntity<JsonNode> answer = owner.putBack(person, TABLE_KEY, version, body);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(status);
        assertThat(answer.getBody().path("detail").asText()).contains(says);
    }

    @Test
    @DisplayName("and is held to the rules as with any deployment: a form that lacks the option for which a flow waits"
            + " stays; both are taken back together with their deployment")
    void rules() {
        String form = "form/hold-conference";
        String flow = "flow/initial-conference";
        int formBefore = owner.inForce(form);
        int flowBefore = owner.inForce(flow);
        String put =
                OwnersDeployments.text(HOLD_CONFERENCE).replace("\"value\": \"adjourned\"", "\"value\": \"put-off\"");
        String waits = OwnersDeployments.text(CONFERENCE)
                .replace("conferenceOutcome == 'adjourned'", "conferenceOutcome == 'put-off'");
        String deployment =
                owner.deploy("owner", "put off", Map.of("hold-conference.form", put, "initial-conference.bpmn", waits));

        ResponseEntity<JsonNode> answer = owner.putBack("owner", form, formBefore, Map.of("reason", WHY));
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().path("detail").asText())
                .contains("Nothing was deployed.", "waits for the answer 'put-off' to 'conferenceOutcome'");
        assertThat(owner.inForce(form)).isEqualTo(formBefore + 1);

        assertThat(owner.takeBack("owner", deployment, "").getStatusCode().value())
                .isEqualTo(400);
        assertThat(owner.takeBack("sm", deployment, WHY).getStatusCode().value())
                .isEqualTo(403);
        assertThat(owner.takeBack("owner", "4711", WHY).getStatusCode().value()).isEqualTo(404);
        answer = owner.takeBack("owner", deployment, WHY);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(201);
        assertThat(owner.inForce(form)).isEqualTo(formBefore + 2);
        assertThat(owner.inForce(flow)).isEqualTo(flowBefore + 2);
        assertThat(owner.takeBack("owner", deployment, WHY)
                        .getBody()
                        .path("detail")
                        .asText())
                .contains("version " + (flowBefore + 2) + " was deployed since");
    }
}
