package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("One address for one person, one name for one team, and nobody overwrites what another has just done")
class DirectoryRulesTest {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Directory directory;

    @Autowired
    DirectoryMaintenance maintenance;

    @Autowired
    StaffAdministration staff;

    @Autowired
    JdbcTemplate jdbc;

    private BrowserlessForms forms;

    private BrowserlessForms forms() {
        if (forms == null) {
            forms = new BrowserlessForms(rest.withBasicAuth("admin", "pathways"));
        }
        return forms;
    }

    @AfterEach
    void nobodyOfOursStays() {
        jdbc.queryForList("select user_id from pathways.person where active and user_id like 'test.%'", String.class)
                .forEach(userId -> staff.put(
                        new Person(userId, "Gone", Set.of(), null, null, null, null, false, false, false), null));
        jdbc.queryForList("select id from pathways.team where active and id like 'rules-%'", String.class)
                .forEach(staff::endTeam);
        jdbc.queryForList("select id from pathways.service where active and id like 'rules-%'", String.class)
                .forEach(staff::endService);
    }

    private ResponseEntity<JsonNode> put(String address, Map<String, ?> body) {
        return rest.withBasicAuth("admin", "pathways")
                .exchange(address, HttpMethod.PUT, new HttpEntity<>(body), JsonNode.class);
    }

    private ResponseEntity<JsonNode> person(String userId, String email) {
        return put("/api/people/" + userId, Map.of("name", "Of " + userId, "roles", List.of(), "email", email));
    }

    @Test
    @DisplayName(
            "an e-mail address that belongs to another, however it is capitalised, is refused with that person's name; it"
                    + " is free once they have left")
    void oneAddress() {
        assertThat(person("test.address1", "shared@pathways.example")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        ResponseEntity<JsonNode> second = person("test.address2", "Shared@Pathways.example");
        assertThat(second.getStatusCode().value()).isEqualTo(400);
        assertThat(second.getBody().get("detail").asText())
                .contains("the e-mail address of Of test.address1")
                .doesNotContain("shared@");
        assertThat(directory.person("test.address2")).isEmpty();
        assertThat(person("test.address1", "SHARED@pathways.example")
                        .getStatusCode()
                        .value())
                .as("their own they may spell anew")
                .isEqualTo(200);

        String page = forms().post(
                        "/people/add",
                        Map.of("userId", "test.address2", "name", "S", "email", "shared@pathways.example"))
                .getBody();
        assertThat(page).contains("id=\"email-error\"").contains("the e-mail address of Of test.address1");

        forms().post("/people/person/test.address1/leave", Map.of());
        assertThat(person("test.address2", "shared@pathways.example")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("in a file the second line with the same e-mail address is refused, and with it the file")
    void oneAddressInAFile() {
        String page = forms().upload(
                        "/people/import",
                        "user_id,name,email\ntest.address1,F,one@pathways.example\ntest.address2,S,ONE@pathways.example\n")
                .getBody();
        assertThat(page).contains("The e-mail address stands in line 2 already").doesNotContain("Change it so");
    }

    @Test
    @DisplayName("'call me' is no telephone number: refused at its field, by the API and in a file too")
    void telephone() {
        Map<String, String> fields = Map.of("userId", "test.phone1", "name", "F", "phone", "call me");
        assertThat(forms().post("/people/add", fields).getBody())
                .contains("id=\"phone-error\"")
                .contains("&#39;call me&#39; is not a telephone number")
                .contains("value=\"call me\"");
        assertThat(put("/api/people/test.phone1", Map.of("name", "F", "roles", List.of(), "phone", "call me"))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(forms().upload("/people/import", "user_id,name,phone\ntest.phone1,F,call me\n")
                        .getBody())
                .contains("is not a telephone number")
                .doesNotContain("Change it so");
        assertThat(directory.person("test.phone1")).isEmpty();
    }

    @Test
    @DisplayName(
            "two teams of one name in one service are refused, in another service not; nor two services of one name")
    void oneName() {
        assertThat(put("/api/teams/rules-a", Map.of("name", "Court team", "service", "family-safeguarding"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        ResponseEntity<JsonNode> second =
                put("/api/teams/rules-b", Map.of("name", " court  TEAM ", "service", "family-safeguarding"));
        assertThat(second.getStatusCode().value()).isEqualTo(400);
        assertThat(second.getBody().get("detail").asText())
                .isEqualTo(
                        "Family safeguarding service has a team called 'Court team' (rules-a) already. Give this one a"
                                + " name of its own.");
        assertThat(forms().post(
                                "/people/teams/add",
                                Map.of("id", "rules-b", "name", "Court team", "service", "family-safeguarding"))
                        .getBody())
                .contains("id=\"name-error\"")
                .contains("already. Give this one a name of its own.");
        assertThat(directory.teamById("rules-b")).isEmpty();
        assertThat(put("/api/teams/rules-b", Map.of("name", "Court team", "service", "rules-s", "serviceName", "Rules"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(put("/api/teams/rules-a", Map.of("name", "Court team", "service", "family-safeguarding"))
                        .getStatusCode()
                        .value())
                .as("a team keeps its own name")
                .isEqualTo(200);
        assertThat(forms().post("/people/services/add", Map.of("id", "rules-t", "name", "rules"))
                        .getBody())
                .contains("id=\"name-error\"")
                .contains("There is a service called &#39;Rules&#39; (rules-s) already");
    }

    @Test
    @DisplayName(
            "of two who have a team or a service open the second is told what the first did, and stores theirs knowingly"
                    + " or not at all")
    void twoAtOneTeam() {
        put("/api/teams/rules-a", Map.of("name", "Court team", "service", "rules-s", "serviceName", "Rules"));
        for (String address : List.of("/people/teams/rules-a", "/people/services/rules-s")) {
            BrowserlessForms second = new BrowserlessForms(rest.withBasicAuth("admin", "pathways"));
            second.open(address);
            forms().post(address, Map.of("name", "First renamed", "service", "rules-s"));
            ResponseEntity<String> told = second.send(address, Map.of("name", "Second renamed", "service", "rules-s"));
            assertThat(told.getStatusCode().value()).as(address).isEqualTo(409);
            assertThat(told.getBody())
                    .contains("What stands there now: First renamed")
                    .contains("value=\"Second renamed\"");
            assertThat(second.send(address, Map.of("name", "Second renamed", "service", "rules-s"))
                            .getStatusCode()
                            .isError())
                    .as("stored once more, knowingly")
                    .isFalse();
        }
        assertThat(directory.teamById("rules-a").orElseThrow().name()).isEqualTo("Second renamed");
        assertThat(maintenance.services()).anyMatch(service -> service.name().equals("Second renamed"));
    }

    @Test
    @DisplayName("of two who change one person's roles the second is told, and the roles of the first stay")
    void twoAtOnePersonsRoles() {
        person("test.roles1", "roles@pathways.example");
        BrowserlessForms second = new BrowserlessForms(rest.withBasicAuth("admin", "pathways"));
        second.open("/people/person/test.roles1/change");
        forms().post("/people/person/test.roles1/change", Map.of("name", "Of test.roles1", "roles", "legal"));
        Set<String> roles = directory.person("test.roles1").orElseThrow().roles();
        ResponseEntity<String> told =
                second.send("/people/person/test.roles1/change", Map.of("name", "Of test.roles1", "roles", "director"));
        assertThat(told.getStatusCode().value()).isEqualTo(409);
        assertThat(directory.person("test.roles1").orElseThrow().roles()).isEqualTo(roles);
    }
}
