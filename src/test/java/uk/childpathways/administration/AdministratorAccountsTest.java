package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Administrators who are no person are seen, named and ended; nobody becomes one at a single press")
class AdministratorAccountsTest {

    private static final String SECRET = "seven quiet herons wading";
    private static final String ACCOUNT = "test.technical";
    private static final String ADDRESS = "/people/administrators/" + ACCOUNT;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    LoginAccounts accounts;

    @Autowired
    StaffAdministration staff;

    private BrowserlessForms forms;

    @BeforeEach
    void aSecondAccountAndAPerson() {
        accounts.put(ACCOUNT, "Technical Account", null, SECRET);
        accounts.setAdministrator(ACCOUNT, true);
        person(true);
        forms = new BrowserlessForms(rest.withBasicAuth("admin", "pathways"));
    }

    @AfterEach
    void nobodyOfOursStays() {
        accounts.setAdministrator("admin", true);
        accounts.setAdministrator(ACCOUNT, false);
        accounts.setAdministrator("test.person", false);
        accounts.remove(ACCOUNT);
        person(false);
    }

    private void person(boolean active) {
        staff.put(
                new Person(
                        "test.person",
                        "Petra Person",
                        Set.of("human-resources"),
                        null,
                        null,
                        "petra@pathways.example",
                        null,
                        false,
                        false,
                        active),
                active && !accounts.exists("test.person") ? SECRET : null);
    }

    private int opens(String user, String password, String address) {
        return rest.withBasicAuth(user, password)
                .getForEntity(address, String.class)
                .getStatusCode()
                .value();
    }

    @Test
    @DisplayName("the first administrator stands in the list; their address among the people leads to their own page")
    void seen() {
        assertThat(forms.open("/people")).contains("/people/administrators");
        assertThat(forms.open("/people/administrators"))
                .contains("Technical Account", "<span class=\"cp-ref\">admin</span>", "no e-mail address")
                .doesNotContain("Petra Person");
        assertThat(forms.open("/people/person/admin"))
                .contains("This account administers the installation", "Nobody ends their own account")
                .doesNotContain("End this account");
        assertThat(opens("test.person", SECRET, "/people/administrators")).isEqualTo(403);
        assertThat(opens("test.person", SECRET, ADDRESS)).isEqualTo(403);
        assertThat(opens("admin", "pathways", "/people/administrators/test.person"))
                .isEqualTo(404);
    }

    @Test
    @DisplayName("it is renamed and given an e-mail address, not that of a person; the trail says what was before")
    void renamed() {
        assertThat(forms.post(ADDRESS, Map.of("name", " ", "email", "nonsense")).getBody())
                .contains("id=\"name-error\"", "id=\"email-error\"", "value=\"nonsense\"");
        assertThat(forms.post(ADDRESS, Map.of("name", "T", "email", "PETRA@pathways.example"))
                        .getBody())
                .contains("This is the e-mail address of Petra Person");
        forms.post(ADDRESS, Map.of("name", "Night Service", "email", "night@pathways.example"));
        assertThat(accounts.account(ACCOUNT).orElseThrow())
                .isEqualTo(new LoginAccounts.Account(ACCOUNT, "Night Service", "night@pathways.example"));
        assertThat(opens(ACCOUNT, SECRET, "/people/add"))
                .as("the password stays")
                .isEqualTo(200);
        JsonNode entry = trail().get(0);
        assertThat(entry.get("before").get("name").asText()).isEqualTo("Technical Account");
        assertThat(entry.get("after").get("email").asText()).isEqualTo("night@pathways.example");
    }

    private JsonNode trail() {
        return rest.withBasicAuth("admin", "pathways")
                .getForEntity("/api/audit?about=" + ACCOUNT, JsonNode.class)
                .getBody()
                .get("items");
    }

    @Test
    @DisplayName(
            "another administrator ends it, with a reason that is kept; with its password nobody comes in any more")
    void ended() {
        forms.open(ADDRESS);
        assertThat(forms.send(ADDRESS + "/end", Map.of("reason", " ")).getBody())
                .contains("id=\"reason-error\"");
        assertThat(accounts.administrator(ACCOUNT)).isTrue();
        forms.send(ADDRESS + "/end", Map.of("reason", "Not needed any more"));
        assertThat(accounts.administrators()).doesNotContain(ACCOUNT);
        assertThat(opens(ACCOUNT, SECRET, "/people/add")).isEqualTo(401);
        assertThat(trail().findValuesAsText("reason")).contains("Not needed any more");
        assertThat(opens("admin", "pathways", ADDRESS)).isEqualTo(404);
    }

    @Test
    @DisplayName("nobody ends their own account, and the last one stays")
    void last() {
        forms.open("/people/administrators/admin");
        ResponseEntity<String> own = forms.send("/people/administrators/admin/end", Map.of("reason", "I go"));
        assertThat(own.getBody()).contains("Nobody ends their own account.");
        assertThat(accounts.administrators()).contains("admin");

        BrowserlessForms technical = new BrowserlessForms(rest.withBasicAuth(ACCOUNT, SECRET));
        technical.open("/people/administrators/admin");
        technical.send("/people/administrators/admin/end", Map.of("reason", "One is enough"));
        try {
            assertThat(accounts.administrators()).containsExactly(ACCOUNT);
            technical.open(ADDRESS);
            technical.send(ADDRESS + "/end", Map.of("reason", "Nor this one"));
            assertThat(accounts.administrators()).containsExactly(ACCOUNT);
        } finally {
            accounts.setPassword("admin", "pathways");
        }
    }

    @Test
    @DisplayName(
            "a person becomes an administrator, and no longer one, only after a page that asks why; the answer is kept")
    void confirmed() {
        String address = "/people/person/test.person/administrator";
        assertThat(forms.open("/people/person/test.person")).contains("Make an administrator");
        assertThat(forms.open(address)).contains("Make Petra Person an administrator", "name=\"reason\"");
        assertThat(accounts.administrator("test.person"))
                .as("looking changes nothing")
                .isFalse();
        ResponseEntity<String> without = forms.send(address, Map.of());
        assertThat(without.getStatusCode().value()).isEqualTo(400);
        assertThat(without.getBody()).contains("Say why: it stands on the trail.");
        assertThat(accounts.administrator("test.person")).isFalse();
        forms.send(address, Map.of("reason", "Stands in for admin"));
        assertThat(accounts.administrator("test.person")).isTrue();
        assertThat(forms.open(address)).contains("Petra Person is no longer an administrator");
        forms.send(address, Map.of("reason", "Back"));
        assertThat(accounts.administrator("test.person")).isFalse();
        assertThat(rest.withBasicAuth("admin", "pathways")
                        .getForEntity("/api/audit?kind=ROLE&about=test.person", JsonNode.class)
                        .getBody()
                        .get("items")
                        .findValuesAsText("reason"))
                .contains("Stands in for admin", "Back");
    }

    @Test
    @DisplayName(
            "who has no password yet stands on the page at all times, without a link or until when it is open; after a file"
                    + " whose mail cannot be sent the page says so")
    void noPasswordYet() {
        forms.open("/people/import");
        String plan = forms.upload("/people/import", "user_id,name\ntest.new,Nora New\n")
                .getBody();
        assertThat(plan).contains("Change it so");
        forms.send("/people/import/carry-out", Map.of("invite", "true"));
        try {
            String page = forms.open("/people?done=imported-unmailed");
            assertThat(page)
                    .contains("no mail could be sent", "there is no mail server (spring.mail.host)")
                    .contains("No password yet", "Nora New", "no link open", "Show a link to hand over");
            String link = forms.post("/people/person/test.new/link", Map.of()).getBody();
            assertThat(forms.open("/people")).contains("link open until");
            String token = link.replaceAll("(?s).*set-password\\?link=([^\"]+)\".*", "$1");
            BrowserlessForms nora = new BrowserlessForms(rest);
            nora.open("/set-password?link=" + token);
            assertThat(nora.send("/set-password", Map.of("link", token, "password", "pathways", "again", "pathways"))
                            .getBody())
                    .as("the demonstration's password is nobody's own")
                    .contains("at least 12 characters");
            nora.send("/set-password", Map.of("link", token, "password", SECRET, "again", SECRET));
            assertThat(forms.open("/people"))
                    .doesNotContain("Show a link to hand over<span class=\"govuk-visually-hidden\"> for Nora New");
            assertThat(opens("test.new", SECRET, "/people")).isEqualTo(200);
        } finally {
            staff.put(new Person("test.new", "Nora New", Set.of(), null, null, null, null, false, false, false), null);
        }
    }

    @Test
    @DisplayName("where two manage a team the page says that both sign off, and where a supervisor is named")
    void twoManagers() {
        staff.put(
                new Person(
                        "test.second",
                        "Sam Second",
                        Set.of("team-manager"),
                        "north",
                        null,
                        null,
                        null,
                        true,
                        true,
                        true),
                SECRET);
        try {
            assertThat(forms.open("/people/person/sw.north"))
                    .contains("Helen Marsh", "Sam Second", "Both sign off here", "Change supervisor");
            assertThat(forms.open("/people/teams")).contains("Each signs off for this team");
        } finally {
            staff.put(
                    new Person("test.second", "Sam Second", Set.of(), null, null, null, null, false, false, false),
                    null);
        }
        assertThat(forms.open("/people/person/sw.north"))
                .doesNotContain("Both sign off here")
                .contains("Follows from role and team");
    }
}
