package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import uk.childpathways.children.Children;
import uk.childpathways.modelling.SentFiles;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.SecondPerson;

/** Each deed is done as people do it, over HTTP, and then looked for in the trail as each kind of its readers. */
@PathwaysTest
@DisplayName("What was done is on the trail with who, when, before and after, for whom it concerns")
class TrailOverHttpTest {

    private static final List<String> READERS = List.of("sm", "hos", "admin", "owner");

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    StaffAdministration staff;

    @Autowired
    JdbcTemplate jdbc;

    @AfterEach
    void nobodyOfOursStays() {
        jdbc.queryForList("select user_id from pathways.person where active and user_id like 'test.%'", String.class)
                .forEach(userId -> worker(userId, false));
    }

    private void worker(String userId, boolean active) {
        staff.put(
                new Person(
                        userId,
                        "Person " + userId,
                        Set.of("social-worker"),
                        "north",
                        null,
                        null,
                        null,
                        true,
                        true,
                        active),
                active ? "seven quiet herons wading" : null);
    }

    private TestRestTemplate as(String user) {
        return rest.withBasicAuth(user, user.startsWith("test.") ? "seven quiet herons wading" : "pathways");
    }

    private ResponseEntity<String> put(String user, String address, Map<String, ?> body) {
        return as(user).exchange(address, HttpMethod.PUT, new HttpEntity<>(body), String.class);
    }

    /** What these readers find, newest first, by who; every other reader finds nothing and nobody else may look. */
    private JsonNode found(String question, List<String> readers) {
        JsonNode newest = null;
        for (String reader : READERS) {
            JsonNode items = items(reader, question);
            if (readers.contains(reader)) {
                assertThat(items).as("%s reads %s", reader, question).isNotEmpty();
                newest = items.get(0);
                assertThat(page(reader, question))
                        .as("%s, on the page", reader)
                        .contains(newest.get("about").asText(), newest.get("by").asText());
            } else {
                assertThat(items).as("%s reads %s", reader, question).isEmpty();
            }
        }
        for (String nobody : List.of("sw.north", "tm.north", "qa")) {
            assertThat(as(nobody)
                            .getForEntity("/api/audit?" + question, String.class)
                            .getStatusCode()
                            .value())
                    .isEqualTo(403);
        }
        return newest;
    }

    private JsonNode items(String reader, String question) {
        return as(reader)
                .getForEntity("/api/audit?" + question, JsonNode.class)
                .getBody()
                .get("items");
    }

    private String page(String reader, String question) {
        return as(reader).getForEntity("/audit?" + question, String.class).getBody();
    }

    private static void is(JsonNode entry, String by, String action, String before, String after, Instant since) {
        assertThat(entry.get("by").asText()).isEqualTo(by);
        assertThat(entry.get("action").asText()).isEqualTo(action);
        assertThat(String.valueOf(entry.get("before"))).contains(before);
        assertThat(String.valueOf(entry.get("after"))).contains(after);
        assertThat(Instant.parse(entry.get("recordedAt").asText()))
                .isBetween(since, Instant.now().plusSeconds(1));
    }

    private static Instant now() {
        return Instant.now().minusSeconds(1);
    }

    @Test
    @DisplayName("an absence and its end, said by the worker from the start list: for managers above and administrator")
    void absence() {
        worker("test.away", true);
        Instant since = now();
        String today = practice.today().toString();
        start(
                "test.away",
                "record-absence",
                Map.of(
                        "absentPerson",
                        "test.away",
                        "absenceKind",
                        "away",
                        "awayFrom",
                        today,
                        "coveredBy",
                        "sw2.north"));
        JsonNode newest = found("kind=ABSENCE&by=test.away", List.of("sm", "hos", "admin"));
        assertThat(newest.get("about").asText()).isEqualTo("test.away");
        JsonNode begun = items("sm", "kind=ABSENCE&by=test.away&about=test.away");
        is(begun.get(0), "test.away", "changed", "PLANNED", "AWAY", since);
        is(begun.get(1), "test.away", "added", "", "sw2.north", since);

        start(
                "test.away",
                "record-absence",
                Map.of("absentPerson", "test.away", "absenceKind", "back", "returnedOn", today));
        JsonNode back = found("kind=ABSENCE&by=test.away", List.of("sm", "hos", "admin"));
        assertThat(back.get("id").asLong()).isGreaterThan(newest.get("id").asLong());
        assertThat(items("hos", "kind=ABSENCE&by=test.away").toString()).contains("\"OVER\"", "\"back_on\":\"" + today);
    }

    private void start(String user, String process, Map<String, Object> answers) {
        Map<String, Object> variables = new LinkedHashMap<>();
        answers.forEach((name, value) -> variables.put(name, Map.of("value", value, "type", "String")));
        ResponseEntity<String> answer = as(user).postForEntity(
                        "/engine-rest/process-definition/key/" + process + "/submit-form",
                        Map.of("variables", variables),
                        String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "a person's team and role, changed by the administrator: for managers of the service and administrator")
    void person() {
        worker("test.moves", true);
        Instant since = now();
        Map<String, Object> facts =
                new HashMap<>(Map.of("name", "Person test.moves", "roles", List.of("team-manager"), "team", "south"));
        facts.put("registered", true);
        facts.put("suitablyQualified", true);
        assertThat(put("admin", "/api/people/test.moves", facts).getStatusCode().value())
                .isEqualTo(200);
        is(
                found("kind=ROLE&by=admin&about=test.moves", List.of("sm", "hos", "admin")),
                "admin",
                "waits for a second person",
                "\"team\":\"north\"",
                "\"team\":\"south\"",
                since);
        SecondPerson.confirms(rest, "test.moves");
        is(
                found("kind=PERSON&by=director&about=test.moves", List.of("sm", "hos", "admin")),
                "director",
                "changed",
                "\"team_id\":\"north\"",
                "\"team_id\":\"south\"",
                since);
        JsonNode role = found("kind=ROLE&by=director&about=test.moves", List.of("sm", "hos", "admin"));
        is(role, "director", role.get("action").asText(), "", "", since);
        assertThat(List.of("role given", "role taken", "confirmed"))
                .contains(role.get("action").asText());
    }

    @Test
    @DisplayName("a child's team and who may see the record: for those managers only who may open it, not for the"
            + " administrator who changed it (SWI-CON-10)")
    void childAndAccess() {
        String child = practice.child();
        Instant since = now();
        ResponseEntity<String> named = put(
                "admin",
                "/api/children/" + child,
                Map.of("name", "Another Name", "dateOfBirth", "2016-01-01", "team", "north"));
        assertThat(named.getStatusCode().is2xxSuccessful()).as(named.getBody()).isTrue();
        found("kind=CHILD&by=admin&about=" + child, List.of("sm", "hos"));
        practice.as("tm.south", () -> children.moveTo(child, "south"));
        is(
                found("kind=CHILD&by=tm.south&about=" + child, List.of("sm", "hos")),
                "tm.south",
                "changed",
                "\"team_id\":\"north\"",
                "\"team_id\":\"south\"",
                since);
        as("sm").postForEntity(
                        "/api/children/" + child + "/access",
                        Map.of("decision", "RESTRICT", "reason", "A relative works here."),
                        String.class);
        JsonNode access = found("kind=ACCESS&by=sm&about=" + child, List.of("sm", "hos"));
        is(access, "sm", access.get("action").asText(), "", "RESTRICT", since);
        assertThat(access.get("reason").asText()).isEqualTo("A relative works here.");
        as("director")
                .postForEntity(
                        "/api/children/" + child + "/access",
                        Map.of("decision", "CONFLICT", "person", "hos", "reason", "A cousin."),
                        String.class);
        found("kind=ACCESS&by=sm&about=" + child, List.of("sm"));
        found("kind=ACCESS&by=director&about=" + child, List.of("sm"));
    }

    @Test
    @DisplayName("a setting: for the administrator, with what it was started with")
    void setting() {
        JsonNode kept = found("kind=SETTING&about=pathways.deadlines.in-sight-days", List.of("admin"));
        assertThat(kept.get("by").asText()).isEqualTo("application");
        assertThat(kept.get("after").toString()).contains("28");
    }

    // ---- deployments ----

    private static ByteArrayResource file(String name, byte[] content) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private int deploy(String user, Object... namesAndFiles) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        for (int i = 0; i < namesAndFiles.length; i += 2) {
            parts.add((String) namesAndFiles[i], namesAndFiles[i + 1]);
        }
        return as(user).exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(parts),
                        String.class)
                .getStatusCode()
                .value();
    }

    private static byte[] decision(String text) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Definitions_Trail" name="Trail" namespace="http://childpathways.uk/dmn">
              <decision id="trail-of-a-table" name="Trail of a table" camunda:historyTimeToLive="P180D">
                <decisionTable id="DecisionTable_Trail" hitPolicy="FIRST">
                  <input id="Input_Kind" label="Kind"><inputExpression id="InputExpression_Kind" typeRef="string"><text>visitKind</text></inputExpression></input>
                  <output id="Output_Trail" label="What" name="what" typeRef="string" />
                  <rule id="Rule_Any"><inputEntry id="Rule_Any_Kind"><text></text></inputEntry><outputEntry id="Rule_Any_What"><text>"%s"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """.formatted(text).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a deployment, with the versions before and since: for process owner and administrator")
    void deployment() {
        Instant since = now();
        assertThat(deploy("owner", "deployment-name", "trail-test", "upload", file("trail.dmn", decision("a"))))
                .isEqualTo(200);
        assertThat(deploy("owner", "deployment-name", "trail-test", "upload", file("trail.dmn", decision("b"))))
                .isEqualTo(200);
        JsonNode kept = found("kind=DEPLOYMENT&by=owner&about=trail-test", List.of("admin", "owner"));
        assertThat(kept.get("action").asText()).isEqualTo("deployed");
        int before =
                Integer.parseInt(kept.get("before").get("trail.dmn").asText().replace("version ", ""));
        is(kept, "owner", "deployed", "version " + before, "version " + (before + 1), since);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an external entity, 400",
        "too large, 413",
        "two files of one name, 400",
        "a bad file name, 400",
        "no file, 400",
        "no multipart, 400",
        "by a social worker, 403",
    })
    @DisplayName(
            "what was refused, wherever it was refused, with who tried and why: for process owner and administrator")
    void refusedUpload(String what, int status) {
        String by = what.startsWith("by a") ? "sw.north" : "owner";
        Instant since = now();
        List<Long> before = ids(by);
        assertThat(refused(what, by)).isEqualTo(status);
        JsonNode kept = found("kind=DEPLOYMENT&by=" + by, List.of("admin", "owner"));
        is(kept, by, "deployment refused", "", "because", since);
        assertThat(kept.get("after").get("because").asText()).isNotBlank().endsWith(".");
        assertThat(ids(by)).as("one attempt, one entry").hasSize(Math.min(50, before.size() + 1));
        assertThat(before).doesNotContain(kept.get("id").asLong());
    }

    private int refused(String what, String by) {
        byte[] good = decision("a");
        return switch (what) {
            case "an external entity" ->
                deploy(
                        by,
                        "deployment-name",
                        "xxe",
                        "upload",
                        file(
                                "trail.dmn",
                                new String(good, StandardCharsets.UTF_8)
                                        .replace("?>", "?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                                        .getBytes(StandardCharsets.UTF_8)));
            case "too large" ->
                deploy(by, "upload", file("x.form", new byte[SentFiles.LARGEST_TOGETHER + 2 * 1024 * 1024]));
            case "two files of one name" -> deploy(by, "one", file("trail.dmn", good), "two", file("trail.dmn", good));
            case "a bad file name" -> deploy(by, "upload", file("../../etc/trail.dmn", good));
            case "no file" -> deploy(by, "deployment-name", "nothing");
            case "no multipart" ->
                as(by).exchange(
                                RequestEntity.post("/engine-rest/deployment/create")
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body("{}"),
                                String.class)
                        .getStatusCode()
                        .value();
            default -> deploy(by, "upload", file("trail.dmn", good));
        };
    }

    private List<Long> ids(String by) {
        List<Long> ids = new ArrayList<>();
        as("admin")
                .getForEntity("/api/audit?kind=DEPLOYMENT&by=" + by, JsonNode.class)
                .getBody()
                .get("items")
                .forEach(item -> ids.add(item.get("id").asLong()));
        return ids;
    }
}
