package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.people.DailyCoverRound;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("The day on which somebody leaves is set ahead, and on that morning they leave by themselves")
class LeavingDayTest {

    private static final String SECRET = "seven quiet herons wading";
    private static final String AGENCY = "test.agency";
    private static final String LEAVE = "/people/person/" + AGENCY + "/leave";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Directory directory;

    @Autowired
    StaffAdministration staff;

    @Autowired
    LoginAccounts accounts;

    @Autowired
    DailyCoverRound round;

    @Autowired
    Practice practice;

    @Autowired
    JdbcTemplate jdbc;

    private BrowserlessForms forms;

    @BeforeEach
    void anAgencyWorker() {
        practice.itIs("2026-03-02T10:00");
        put(true);
        forms = new BrowserlessForms(rest.withBasicAuth("admin", "pathways"));
    }

    @AfterEach
    void gone() {
        put(false);
        practice.backToToday();
    }

    private void put(boolean active) {
        staff.put(
                new Person(
                        AGENCY, "Ada Agency", Set.of("social-worker"), "north", null, null, null, true, true, active),
                active && !accounts.exists(AGENCY) ? SECRET : null);
    }

    private int logsIn() {
        return rest.withBasicAuth(AGENCY, SECRET)
                .getForEntity("/api/people/" + AGENCY, String.class)
                .getStatusCode()
                .value();
    }

    private List<String> notices() {
        return jdbc.queryForList(
                "select array_to_string(recipients, ',') || ': ' || subject from pathways.notice where event_key like"
                        + " 'leaving:test.agency:%' order by created_at",
                String.class);
    }

    private void morningOf(String day) {
        practice.itIs(day + "T00:05");
        round.now();
    }

    @Test
    @DisplayName(
            "set two months ahead it stands in the list; the manager is told 7 days before and not 8; the day before they"
                    + " log in, that morning they do not, and have left; the trail says by whom it was set and why")
    void wholeWay() {
        forms.post(LEAVE, Map.of("on", "2026-05-01", "reason", "End of the contract"));
        assertThat(forms.open("/people?q=Ada")).contains("Leaves 1 May 2026");
        assertThat(forms.open("/people/person/" + AGENCY)).contains("Leaves on").contains("1 May 2026");
        assertThat(directory.person(AGENCY).orElseThrow().active()).isTrue();

        morningOf("2026-04-23");
        assertThat(notices()).isEmpty();
        morningOf("2026-04-24");
        morningOf("2026-04-25");
        assertThat(notices()).containsExactly("tm.north: Ada Agency leaves on 1 May 2026");

        morningOf("2026-04-30");
        assertThat(logsIn()).isEqualTo(200);
        practice.itIs("2026-05-01T00:01");
        assertThat(logsIn()).as("before the morning's round has been").isEqualTo(401);
        round.now();
        assertThat(directory.person(AGENCY).orElseThrow().active()).isFalse();
        assertThat(accounts.exists(AGENCY)).isFalse();

        JsonNode trail = rest.withBasicAuth("admin", "pathways")
                .getForEntity("/api/audit?kind=PERSON&about=" + AGENCY, JsonNode.class)
                .getBody()
                .get("items");
        JsonNode left = null;
        JsonNode set = null;
        for (JsonNode entry : trail) {
            left = left == null && entry.get("action").asText().equals("left") ? entry : left;
            set = set == null && entry.get("after").path("leaves_on").asText().equals("2026-05-01") ? entry : set;
        }
        assertThat(left.get("reason").asText()).isEqualTo("as set for 1 May 2026: End of the contract");
        assertThat(left.get("by").asText()).isEqualTo(Directory.APPLICATION);
        assertThat(set.get("by").asText()).isEqualTo("admin");

        put(true);
        morningOf("2026-05-02");
        assertThat(directory.person(AGENCY).orElseThrow().active())
                .as("who returns stays")
                .isTrue();
    }

    @Test
    @DisplayName("today, yesterday and more than five years ahead are no such day; tomorrow and five years are")
    void days() {
        for (String no : List.of("2026-03-02", "2026-03-01", "2031-03-03", "soon")) {
            assertThat(forms.post(LEAVE, Map.of("on", no)).getBody()).as(no).contains("id=\"on-error\"");
        }
        assertThat(forms.open("/people/person/" + AGENCY)).doesNotContain("Leaves on");
        for (String yes : List.of("2026-03-03", "2031-03-02")) {
            assertThat(forms.post(LEAVE, Map.of("on", yes, "stays", "false"))
                            .getStatusCode()
                            .isError())
                    .as(yes)
                    .isFalse();
            assertThat(forms.open("/people/person/" + AGENCY)).contains("Leaves on");
        }
    }

    @Test
    @DisplayName("a day that is taken back is over; of two who set it the second is told what the first did")
    void takenBack() {
        BrowserlessForms second = new BrowserlessForms(rest.withBasicAuth("admin", "pathways"));
        second.open(LEAVE);
        forms.post(LEAVE, Map.of("on", "2026-03-20"));
        assertThat(second.send(LEAVE, Map.of("on", "2026-03-10")).getBody())
                .contains("Somebody else has changed the day on which Ada Agency leaves", "Friday 20 March 2026");
        forms.post(LEAVE, Map.of("stays", "true"));
        morningOf("2026-03-20");
        assertThat(directory.person(AGENCY).orElseThrow().active()).isTrue();
        assertThat(logsIn()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "the last administrator does not leave by their day: they still log in, and the administrators are told why")
    void lastAdministrator() {
        forms.post(LEAVE, Map.of("on", "2026-03-10"));
        accounts.setAdministrator(AGENCY, true);
        accounts.setAdministrator("admin", false);
        try {
            morningOf("2026-03-10");
            assertThat(directory.person(AGENCY).orElseThrow().active()).isTrue();
            assertThat(logsIn()).isEqualTo(200);
            assertThat(jdbc.queryForList(
                            "select text from pathways.notice where event_key = 'leaving-stopped:test.agency:2026-03-10'",
                            String.class))
                    .singleElement()
                    .asString()
                    .contains("This is the last administrator");
        } finally {
            accounts.setAdministrator("admin", true);
            accounts.setAdministrator(AGENCY, false);
        }
    }
}
