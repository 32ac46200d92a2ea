package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.children.Children;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A team goes to another service once somebody of the service that it leaves has confirmed it")
class TeamMovesTest {

    private static final String SECRET = "seven quiet herons wading";
    private static final String TEAM = "moving";
    private static final String HERE = "moving-from";
    private static final String THERE = "moving-to";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Directory directory;

    @Autowired
    LoginAccounts accounts;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Practice practice;

    @Autowired
    Children records;

    private String child;

    @BeforeEach
    void twoServices() {
        staff.putService(HERE, "Service it leaves");
        staff.putService(THERE, "Service that gains");
        staff.putTeam(TEAM, "Moving team", HERE);
        person("move.here", "service-manager", HERE);
        person("move.there", "service-manager", THERE);
        child = practice.child();
        records.moveTo(child, TEAM);
    }

    @AfterEach
    void nobodyOfOursStays() {
        jdbc.update("delete from pathways.team_waiting where team_id = ?", TEAM);
        jdbc.queryForList("select user_id from pathways.person where active and user_id like 'move.%'", String.class)
                .forEach(userId -> staff.put(
                        new Person(userId, "Gone", Set.of(), null, null, null, null, false, false, false), null));
    }

    private void person(String userId, String role, String service) {
        staff.put(
                new Person(userId, "Person " + userId, Set.of(role), null, service, null, null, true, true, true),
                SECRET);
    }

    private TestRestTemplate as(String user) {
        return rest.withBasicAuth(user, user.startsWith("move.") ? SECRET : "pathways");
    }

    private ResponseEntity<JsonNode> asks(String user, String name, String service) {
        return as(user).exchange(
                        "/api/teams/" + TEAM,
                        HttpMethod.PUT,
                        new HttpEntity<>(Map.of("name", name, "service", service)),
                        JsonNode.class);
    }

    private ResponseEntity<JsonNode> decides(String user, boolean confirmed, String reason) {
        Map<String, Object> decision = new HashMap<>(Map.of("confirmed", confirmed));
        decision.put("reason", reason);
        return as(user).postForEntity("/api/teams/" + TEAM + "/confirmation", decision, JsonNode.class);
    }

    private int reads(String user) {
        return as(user).getForEntity("/api/children/" + child, String.class)
                .getStatusCode()
                .value();
    }

    private String serviceOfTeam() {
        return directory.teamById(TEAM).orElseThrow().service();
    }

    @Test
    @DisplayName("an administrator and the manager who would gain by it open no child between them: the team stays, its"
            + " new name holds, and both are told who can confirm it")
    void stays() {
        JsonNode answer = asks("admin", "Renamed team", THERE).getBody();
        assertThat(answer.get("name").asText()).isEqualTo("Renamed team");
        assertThat(answer.get("service").asText()).isEqualTo(HERE);
        assertThat(answer.get("asked").asText()).isEqualTo(THERE);
        assertThat(serviceOfTeam()).isEqualTo(HERE);
        assertThat(reads("move.there")).isEqualTo(403);
        assertThat(reads("move.here")).isEqualTo(200);

        ResponseEntity<JsonNode> gains = decides("move.there", true, null);
        assertThat(gains.getStatusCode().value()).isEqualTo(403);
        assertThat(gains.getBody().get("detail").asText())
                .startsWith("This is confirmed by somebody who answers for the service that the team leaves")
                .contains("Person move.here")
                .doesNotContain("Person move.there");
        for (String user : new String[] {"admin", "owner", "sw.north", "tm.north", "psw"}) {
            assertThat(decides(user, true, null).getStatusCode().value())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(reads("move.there")).isEqualTo(403);
        assertThat(new BrowserlessForms(as("move.there")).open("/people/confirmations"))
                .doesNotContain("Renamed team");
        assertThat(new BrowserlessForms(as("admin")).open("/people/teams/" + TEAM))
                .contains("It belongs to Service it leaves until", "confirms that it goes to Service that gains");
    }

    @Test
    @DisplayName("somebody of the service that it leaves confirms it on the page: the team goes, whoever answers there"
            + " opens its children, and the trail has who asked and who confirmed")
    void confirmed() {
        asks("admin", "Moving team", THERE);
        BrowserlessForms page = new BrowserlessForms(as("move.here"));
        assertThat(page.open("/people/confirmations"))
                .contains("Moving team is to go to another service", "Service that gains", "Service it leaves");
        assertThat(page.send("/people/confirmations/team/confirm", Map.of("team", TEAM))
                        .getStatusCode()
                        .value())
                .isLessThan(400);
        assertThat(serviceOfTeam()).isEqualTo(THERE);
        assertThat(reads("move.there")).isEqualTo(200);
        assertThat(reads("move.here")).isEqualTo(403);
        assertThat(jdbc.queryForList(
                        "select action || ' by ' || by_user from pathways.audit_entry where kind = 'TEAM' and about = ?"
                                + " and action in ('waits for a second person', 'confirmed') order by id desc limit 2",
                        String.class,
                        TEAM))
                .containsExactly("confirmed by move.here", "waits for a second person by admin");
        ResponseEntity<JsonNode> late = decides("hos", true, null);
        assertThat(late.getStatusCode().value()).isEqualTo(409);
        assertThat(late.getBody().get("detail").asText())
                .isEqualTo("Nothing waits any more for Moving team: confirmed already by Person move.here.");
    }

    @Test
    @DisplayName(
            "a refusal says why and leaves the team; the administrator takes back what they asked for by storing it"
                    + " where it is; asked twice it waits once")
    void refused() {
        asks("admin", "Moving team", THERE);
        asks("admin", "Moving team", THERE);
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.team_waiting where team_id = ?", Integer.class, TEAM))
                .isOne();
        assertThat(decides("move.here", false, " ").getStatusCode().value()).isEqualTo(400);
        assertThat(decides("move.here", false, "Nobody told me").getStatusCode().value())
                .isEqualTo(200);
        assertThat(serviceOfTeam()).isEqualTo(HERE);
        asks("admin", "Moving team", THERE);
        assertThat(asks("admin", "Moving team", HERE).getBody().get("asked").isNull())
                .isTrue();
        assertThat(decides("move.here", true, null).getStatusCode().value()).isEqualTo(409);
        assertThat(serviceOfTeam()).isEqualTo(HERE);
    }

    @Test
    @DisplayName("whoever asked for it confirms nothing, whatever they answer for")
    void neverTheAsker() {
        person("move.both", "head-of-service", null);
        accounts.setAdministrator("move.both", true);
        asks("move.both", "Moving team", THERE);
        ResponseEntity<JsonNode> own = decides("move.both", true, null);
        assertThat(own.getStatusCode().value()).isEqualTo(403);
        assertThat(own.getBody().get("detail").asText()).contains("You asked for this yourself");
        assertThat(decides("hos", true, null).getStatusCode().value()).isEqualTo(200);
        assertThat(serviceOfTeam()).isEqualTo(THERE);
    }
}
