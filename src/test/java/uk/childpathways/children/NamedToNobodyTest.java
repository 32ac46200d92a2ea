package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.notices.Distribution;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/**
 * Collects what a person can read over HTTP – pages, API, the engine's REST, Tasklist's lists, forms as they open – and
 * looks for a child in it whose record is closed to them, in the middle of things: with a brother in the same enquiry,
 * jointly recorded steps, breaches, notices and open tasks.
 */
@PathwaysTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A restricted child is named to nobody who may not open the record, on any path")
class NamedToNobodyTest {

    private static final String NAME = "Zephyrine Quillfeather";
    private static final Pattern HAL_ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Distribution distribution;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ObjectMapper json;

    private String brother;
    private String hidden;

    @BeforeAll
    void inTheMiddleOfThings() {
        practice.itIs("2026-03-02T10:00");
        List<String> family = practice.siblings(2);
        brother = family.get(0);
        hidden = family.get(1);
        Child was = children.get(hidden);
        children.put(new Child(
                hidden, NAME, LocalDate.of(2020, 5, 5), null, was.familyRef(), "north", "sw.north", null, false));
        practice.start(
                "s47-to-icpc",
                "sw.north",
                Map.of("childRef", brother, "siblings", List.of(Map.of("childRef", hidden, "concern", "The same"))));
        for (String child : family) {
            practice.carryOn(child);
            practice.complete(
                    child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
            practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        }
        practice.complete(
                brother,
                "Hold strategy discussion",
                "tm.north",
                EnquiryWalk.discussion(
                        "joint",
                        "recordedJointly",
                        "yes",
                        "jointChildren",
                        List.of(Map.of(
                                "childRef",
                                hidden,
                                "strategyOutcome",
                                "social-care-only",
                                "outcomeReasons",
                                "Why it is so for her",
                                "positionOfTrust",
                                "no",
                                "seeChildBy",
                                "2026-03-04",
                                "toBeSeenAlone",
                                "yes"))));
        practice.itIs("2026-03-20T10:00");
        family.forEach(practice::fireDueTimers);
        family.forEach(practice::carryOn);
        distribution.passOnWhatIsDue();
        rest.withBasicAuth("sm", "pathways")
                .postForEntity(
                        "/api/children/" + hidden + "/access",
                        Map.of("decision", "RESTRICT", "reason", "The child of a colleague"),
                        JsonNode.class);
        practice.fireDueTimers(hidden);
        practice.carryOn(hidden);
        distribution.passOnWhatIsDue();
    }

    @AfterAll
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("neither by reference nor by name, not in a list, count, choice, notice, task, figure or refusal"
            + " (SWI-CON-12, SWI-CON-21a)")
    void nowhere() {
        assertThat(leaks("tm.north"))
                .as("who may open the record finds the child")
                .hasSizeGreaterThan(20);
        for (String user : List.of("sw2.north", "atm.north", "psw", "sw.south", "iro", "qa", "owner", "admin")) {
            assertThat(leaks(user)).as("what %s can read", user).isEmpty();
        }
    }

    @Test
    @DisplayName("what is closed is refused as what does not exist is, whatever id is asked for")
    void refusals() {
        String breach = jdbc.queryForObject(
                "select id::text from pathways.breach where child_ref = ? limit 1", String.class, hidden);
        String deadline = jdbc.queryForObject(
                "select id::text from pathways.deadline where child_ref = ? limit 1", String.class, hidden);
        String task = practice.openTasks(hidden).get(0).getId();
        String none = "00000000-0000-0000-0000-000000000000";
        for (String user : List.of("sw2.north", "sw.south", "admin")) {
            for (String tail :
                    List.of("", "/chronology", "/deadlines", "/oversight", "/actions", "/parts", "/access")) {
                same(user, "/api/children/%s" + tail, hidden, "C-0000");
            }
            same(user, "/children/%s", hidden, "C-0000");
            same(user, "/children/%s/record/" + none, hidden, "C-0000");
            same(user, "/api/breaches/%s", breach, none);
            same(user, "/api/deadlines/%s", deadline, none);
            same(user, "/api/tasks/%s/due", task, none);
            same(user, "/children/of-task/%s", task, none);
        }
    }

    @Test
    @DisplayName("a search counts no child that it does not show")
    void counted() {
        JsonNode found = json(get("sw2.north", "/api/children?size=2000"));
        assertThat(found.get("total").asInt()).isEqualTo(found.get("items").size());
        assertThat(get("sw2.north", "/children?q=Quillfeath").getBody()).doesNotContain("Zephyrine");
        assertThat(get("tm.north", "/children?q=Quillfeath").getBody()).contains("Zephyrine");
        assertThat(json(get("atm.north", "/api/breaches?size=500")).get("total").asInt())
                .isLessThan(json(get("tm.north", "/api/breaches?size=500"))
                        .get("total")
                        .asInt());
    }

    private void same(String user, String address, String closed, String unknown) {
        ResponseEntity<String> one = get(user, address.formatted(closed));
        ResponseEntity<String> other = get(user, address.formatted(unknown));
        assertThat(one.getStatusCode()).as(user + " " + address).isEqualTo(other.getStatusCode());
        assertThat(plain(one.getBody()))
                .as(user + " " + address)
                .isEqualTo(plain(other.getBody().replace(unknown, closed)));
    }

    private static String plain(String body) {
        return String.valueOf(body).replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    /** The addresses at which the person reads of the child. */
    private List<String> leaks(String user) {
        List<String> found = new ArrayList<>();
        all(user).forEach((address, body) -> {
            if (body.contains(hidden) || body.contains("Zephyrine") || body.contains("Quillfeather")) {
                int at = Math.max(
                        body.indexOf(hidden), Math.max(body.indexOf("Zephyrine"), body.indexOf("Quillfeather")));
                found.add(address + ": …" + body.substring(Math.max(0, at - 80), Math.min(body.length(), at + 60)));
            }
        });
        return found;
    }

    private Map<String, String> all(String user) {
        Map<String, String> read = new LinkedHashMap<>();
        Set<String> addresses = new LinkedHashSet<>(List.of(
                "/children",
                "/children?q=Quillf",
                "/oversight",
                "/oversight?team=north",
                "/oversight?team=north&show=LATE",
                "/notices?size=100",
                "/api/children?size=500",
                "/api/breaches?size=500",
                "/api/notifications?size=200",
                "/audit",
                "/api/audit?size=500",
                "/engine-rest/task",
                "/engine-rest/task?processVariables=childRef_eq_" + brother,
                "/engine-rest/process-instance",
                "/engine-rest/execution",
                "/engine-rest/variable-instance",
                "/engine-rest/incident",
                "/engine-rest/job",
                "/engine-rest/event-subscription",
                "/engine-rest/history/process-instance",
                "/engine-rest/history/task",
                "/engine-rest/history/activity-instance",
                "/engine-rest/history/variable-instance",
                "/engine-rest/history/detail",
                "/engine-rest/history/decision-instance",
                "/engine-rest/history/user-operation",
                "/engine-rest/history/incident",
                "/engine-rest/process-definition/statistics",
                "/camunda/api/cockpit/plugin/base/default/process-instance",
                "/camunda/api/engine/engine/default/process-instance",
                "/camunda/api/engine/engine/default/variable-instance",
                "/camunda/api/engine/engine/default/task"));
        for (String tail : List.of(
                "",
                "/chronology?size=200",
                "/deadlines?size=200",
                "/oversight?size=200",
                "/actions",
                "/shared-documents",
                "/access",
                "/views",
                "/parts")) {
            addresses.add("/api/children/" + brother + tail);
        }
        addresses.add("/children/" + brother);
        jdbc.queryForList("select id::text from pathways.chronology_entry where child_ref = ?", String.class, brother)
                .forEach(id -> addresses.add("/children/" + brother + "/record/" + id));
        for (String process : List.of(
                "s47-to-icpc",
                "child-in-care",
                "adoption",
                "declare-timescale",
                "move-meeting",
                "decide-access-to-record",
                "record-case-discussion",
                "management-oversight",
                "significant-event",
                "record-out-of-hours-decision",
                "external-disclosure",
                "re-allocate-case",
                "case-transfer",
                "record-visit",
                "end-journey")) {
            addresses.add("/engine-rest/process-definition/key/" + process + "/form-variables");
        }
        for (Task task : practice.openTasks(hidden)) {
            addresses.add("/engine-rest/task/" + task.getId());
            addresses.add("/engine-rest/task/" + task.getId() + "/form-variables");
            addresses.add("/engine-rest/task/" + task.getId() + "/variables");
            addresses.add("/engine-rest/process-instance/" + task.getProcessInstanceId());
            addresses.add("/engine-rest/process-instance/" + task.getProcessInstanceId() + "/variables");
            addresses.add("/engine-rest/history/process-instance/" + task.getProcessInstanceId());
        }
        for (Task task : practice.openTasks(brother)) {
            addresses.add("/engine-rest/task/" + task.getId() + "/form-variables");
        }
        Matcher filter =
                HAL_ID.matcher(String.valueOf(get(user, "/engine-rest/filter").getBody()));
        while (filter.find()) {
            addresses.add("/engine-rest/filter/" + filter.group(1) + "/list?maxResults=200");
            addresses.add("/camunda/api/engine/engine/default/filter/" + filter.group(1) + "/list?maxResults=200");
        }
        addresses.forEach(
                address -> read.put(address, String.valueOf(get(user, address).getBody())));
        return read;
    }

    private ResponseEntity<String> get(String user, String address) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBasicAuth(user, "pathways");
        if (address.contains("/filter/")) {
            headers.setAccept(List.of(MediaType.valueOf("application/hal+json"), MediaType.APPLICATION_JSON));
        }
        return rest.exchange(address, HttpMethod.GET, new HttpEntity<>(headers), String.class);
    }

    private JsonNode json(ResponseEntity<String> answer) {
        try {
            return json.readTree(answer.getBody());
        } catch (java.io.IOException e) {
            throw new AssertionError(answer.getBody(), e);
        }
    }
}
