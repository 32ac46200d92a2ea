package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PasswordLinks;
import uk.childpathways.people.PeopleImport;
import uk.childpathways.people.PeopleImport.Outcome;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.SecondPerson;
import uk.childpathways.web.SafeCsv;

@PathwaysTest
@DisplayName("People and rights belong to the administrator, and what is done to them is on record")
class PeopleAndRightsTest {

    private static final String SECRET = "seven quiet herons wading";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Directory directory;

    @Autowired
    StaffAdministration staff;

    @Autowired
    PasswordLinks links;

    @Autowired
    PeopleImport imports;

    @Autowired
    Children children;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void aSecondAdministrator() {
        person("test.admin", Set.of("process-owner"), null, null);
        post("admin", "/people/person/test.admin/administrator", "administrator", "true", "reason", "For the test");
    }

    @AfterEach
    void nobodyOfOursStays() {
        jdbc.queryForList("select user_id from pathways.person where active and user_id like 'test.%'", String.class)
                .forEach(userId -> {
                    Person left = directory.person(userId).orElseThrow();
                    staff.put(
                            new Person(userId, left.name(), Set.of(), null, null, null, null, false, false, false),
                            null);
                });
    }

    private void person(String userId, Set<String> roles, String team, String service) {
        staff.put(new Person(userId, "Person " + userId, roles, team, service, null, null, true, true, true), SECRET);
    }

    private TestRestTemplate as(String user) {
        return rest.withBasicAuth(user, user.startsWith("test.") ? SECRET : "pathways");
    }

    private ResponseEntity<JsonNode> put(String user, String address, Map<String, ?> body) {
        return as(user).exchange(address, HttpMethod.PUT, new HttpEntity<>(body), JsonNode.class);
    }

    private ResponseEntity<String> putText(String user, String address, String body) {
        HttpHeaders json = new HttpHeaders();
        json.setContentType(MediaType.APPLICATION_JSON);
        return as(user).exchange(address, HttpMethod.PUT, new HttpEntity<>(body, json), String.class);
    }

    private ResponseEntity<String> get(String user, String address) {
        return as(user).getForEntity(address, String.class);
    }

    private static int status(ResponseEntity<?> answer) {
        return answer.getStatusCode().value();
    }

    private static String detail(ResponseEntity<JsonNode> answer) {
        return answer.getBody().get("detail").asText();
    }

    private Map<String, Object> facts(String userId) {
        Person person = directory.person(userId).orElseThrow();
        Map<String, Object> facts = new HashMap<>();
        facts.put("name", person.name());
        facts.put("roles", person.roles());
        facts.put("team", person.team());
        facts.put("service", person.service());
        facts.put("email", person.email());
        facts.put("phone", person.phone());
        facts.put("registered", person.registered());
        facts.put("suitablyQualified", person.suitablyQualified());
        facts.put("active", person.active());
        return facts;
    }

    private Map<String, Object> with(Map<String, Object> facts, String field, Object value) {
        facts.put(field, value);
        return facts;
    }

    /** A page's form needs the session's token: Basic alone is refused, as it is to a stranger's page. */
    private ResponseEntity<String> post(String user, String address, Object... fields) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        ResponseEntity<String> page = get(user, "/people");
        List<String> cookies = page.getHeaders().getOrDefault(HttpHeaders.SET_COOKIE, List.of()).stream()
                .map(cookie -> cookie.split(";")[0])
                .toList();
        headers.addAll(HttpHeaders.COOKIE, cookies);
        String token = page.getBody().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        StringBuilder body = new StringBuilder("_csrf=" + token);
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(java.net.URLEncoder.encode(String.valueOf(fields[i + 1]), StandardCharsets.UTF_8));
        }
        return as(user).exchange(address, HttpMethod.POST, new HttpEntity<>(body.toString(), headers), String.class);
    }

    // ---- what an attacker would try

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "sw.north",
                "sw2.north",
                "atm.north",
                "tm.north",
                "psw",
                "sm",
                "hos",
                "director",
                "cpchair",
                "iro",
                "legal",
                "adm",
                "panel",
                "pa",
                "eh",
                "ehm",
                "qa",
                "eds",
                "owner"
            })
    @DisplayName("nobody but the administrator puts in people, teams, services, children, by no way")
    void onlyTheAdministrator(String user) {
        long before = directory.everybody().size();
        assertThat(status(put(user, "/api/people/test.new", Map.of("name", "N", "roles", List.of("legal")))))
                .isEqualTo(403);
        assertThat(status(put(user, "/api/people/sm", facts("sm")))).isEqualTo(403);
        assertThat(status(put(user, "/api/teams/test-new", Map.of("name", "N", "service", "family-safeguarding"))))
                .isEqualTo(403);
        assertThat(status(put(user, "/api/teams/north", Map.of("name", "N", "service", "n", "serviceName", "N"))))
                .isEqualTo(403);
        assertThat(status(put(
                        user,
                        "/api/children/C-1001",
                        Map.of("name", "N", "dateOfBirth", "2020-01-01", "team", "south"))))
                .isEqualTo(403);
        assertThat(status(as(user).postForEntity("/api/people/sm/password-link", null, String.class)))
                .isEqualTo(403);
        for (String page : List.of(
                "/people/add",
                "/people/import",
                "/people/export.csv",
                "/people/teams/add",
                "/people/teams/north",
                "/people/services/add",
                "/people/person/sm/change",
                "/people/person/sm/leave")) {
            assertThat(status(get(user, page))).as(page).isEqualTo(403);
        }
        for (String form : List.of(
                "/people/add",
                "/people/person/sm/change",
                "/people/person/sm/leave",
                "/people/person/sm/link",
                "/people/person/sm/unlock",
                "/people/person/" + user + "/administrator",
                "/people/teams/add",
                "/people/teams/north/end",
                "/people/services/add",
                "/people/import/carry-out")) {
            assertThat(status(post(
                            user,
                            form,
                            "userId",
                            "test.new",
                            "name",
                            "N",
                            "id",
                            "n",
                            "content",
                            "",
                            "mark",
                            "",
                            "administrator",
                            "true")))
                    .as(form)
                    .isEqualTo(403);
        }
        assertThat(directory.everybody()).hasSize((int) before);
        assertThat(directory.teamById("north").orElseThrow().service()).isEqualTo("family-safeguarding");
    }

    @Test
    @DisplayName("a process owner does not become a service manager, nor does a team manager gain a role")
    void ownRoles() {
        ResponseEntity<JsonNode> owner =
                put("owner", "/api/people/owner", with(facts("owner"), "roles", List.of("service-manager")));
        assertThat(status(owner)).isEqualTo(403);
        assertThat(detail(owner)).contains("put in by the administrator").endsWith(".");
        assertThat(status(
                        put("tm.north", "/api/people/tm.north", with(facts("tm.north"), "roles", List.of("director")))))
                .isEqualTo(403);
        assertThat(directory.rolesOf("owner")).containsExactly("process-owner");
        assertThat(directory.rolesOf("tm.north")).containsExactly("team-manager");
    }

    @Test
    @DisplayName("the administrator's account is no person: it is not made one, not overwritten, not ended, by anybody")
    void accountsThatAreNoPerson() {
        for (String user : List.of("admin", "test.admin")) {
            ResponseEntity<JsonNode> answer =
                    put(user, "/api/people/admin", Map.of("name", "A", "roles", List.of("director")));
            assertThat(status(answer)).isEqualTo(400);
            assertThat(detail(answer)).contains("an account of the installation and no person");
        }
        assertThat(status(put("owner", "/api/people/admin", Map.of("name", "A", "password", "a long new password"))))
                .isEqualTo(403);
        assertThat(status(as("admin").postForEntity("/api/people/admin/password-link", null, String.class)))
                .isEqualTo(404);
        assertThat(status(post(
                        "admin",
                        "/people/person/admin/administrator",
                        "administrator",
                        "false",
                        "reason",
                        "For the test")))
                .isEqualTo(404);
        assertThat(directory.person("admin")).isEmpty();
        assertThat(status(get("admin", "/people"))).isEqualTo(200);
    }

    @Test
    @DisplayName("a person is not called like a group, nor like another but for capitals")
    void names() {
        for (String id : List.of("service-managers", "camunda-admin", "team-managers-north", "SM", "application")) {
            ResponseEntity<JsonNode> answer =
                    put("admin", "/api/people/" + id, Map.of("name", "N", "roles", List.of()));
            assertThat(status(answer)).as(id).isEqualTo(400);
            assertThat(detail(answer)).contains("Choose another user id.");
        }
        for (String id : List.of("a b", "%2e%2e", "x'--", "é")) {
            assertThat(status(put("admin", "/api/people/" + id, Map.of("name", "N", "roles", List.of()))))
                    .as(id)
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("nobody changes their own roles, team, service, qualification or leaving: the administrator neither")
    void ownPlace() {
        Map<String, Object> changes = new HashMap<>();
        changes.put("roles", List.of("director"));
        changes.put("team", "north");
        changes.put("service", "family-safeguarding");
        changes.put("suitablyQualified", false);
        changes.put("active", false);
        changes.forEach((field, value) -> {
            ResponseEntity<JsonNode> answer =
                    put("test.admin", "/api/people/test.admin", with(facts("test.admin"), field, value));
            assertThat(status(answer)).as(field).isEqualTo(403);
            assertThat(detail(answer)).startsWith("Nobody").contains("Another administrator can.");
        });
        assertThat(status(put(
                        "test.admin", "/api/people/test.admin", with(facts("test.admin"), "phone", "01632 960001"))))
                .as("a telephone number they may")
                .isEqualTo(200);
        assertThat(status(post(
                        "test.admin",
                        "/people/person/test.admin/administrator",
                        "administrator",
                        "false",
                        "reason",
                        "For the test")))
                .isEqualTo(403);
        assertThat(status(put("admin", "/api/people/test.admin", facts("test.admin"))))
                .isEqualTo(200);
    }

    @Test
    @DisplayName("nobody sets another's password, whether the person is new or known")
    void passwords() {
        for (String user : List.of("test.pw", "sm", "test.admin")) {
            Map<String, Object> facts = new HashMap<>(Map.of("name", "N", "roles", List.of("legal")));
            facts.put("password", "quite a long password");
            ResponseEntity<JsonNode> answer = put("admin", "/api/people/" + user, facts);
            assertThat(status(answer)).isEqualTo(400);
            assertThat(detail(answer)).contains("Nobody sets another's password");
        }
        assertThat(directory.person("test.pw")).isEmpty();
        assertThat(directory.rolesOf("sm")).containsExactly("service-manager");
    }

    @Test
    @DisplayName("what is misspelt, missing, null or of another kind is refused in words, and changes nothing")
    void badJson() {
        Person before = directory.person("legal").orElseThrow();
        for (String body : List.of(
                "{\"name\":\"Simon\",\"role\":[\"director\"],\"roles\":[\"legal\"]}",
                "{\"name\":\"Simon\"}",
                "{\"name\":\"Simon\",\"roles\":null}",
                "{\"name\":\"Simon\",\"roles\":[null]}",
                "{\"name\":null,\"roles\":[\"legal\"]}",
                "{\"name\":\"Simon\",\"roles\":\"legal\",\"userId\":\"sm\"}",
                "{\"name\":\"Simon\",\"roles\":[\"administrator\"]}",
                "{\"name\":\"Simon\",\"roles\":[\"camunda-admin\"]}",
                "{\"name\":\"Simon\",\"roles\":[\"social-worker\"]}",
                "{\"name\":\"Simon\",\"roles\":[\"legal\"],\"team\":\"nowhere\"}",
                "{\"name\":\"Simon\",\"roles\":[\"legal\"],\"email\":\"no address\"}",
                "{\"name\":\"Si\\nmon\",\"roles\":[\"legal\"]}",
                "{\"name\":{},\"roles\":[\"legal\"]}",
                "null",
                "[]",
                "{",
                "")) {
            ResponseEntity<String> answer = putText("admin", "/api/people/legal", body);
            assertThat(status(answer)).as(body).isEqualTo(400);
        }
        Person after = directory.person("legal").orElseThrow();
        assertThat(after.roles()).isEqualTo(before.roles());
        assertThat(after.name()).isEqualTo(before.name());
    }

    // ---- links

    private String tokenFor(String userId) {
        JsonNode answer = as("admin")
                .postForEntity("/api/people/" + userId + "/password-link", null, JsonNode.class)
                .getBody();
        assertThat(answer.get("sent").asBoolean())
                .as("no mail server in these tests")
                .isFalse();
        return answer.get("link").asText().replaceAll(".*link=", "");
    }

    private ResponseEntity<String> setPassword(String token, String password, String again) {
        ResponseEntity<String> page = rest.getForEntity("/set-password?link=" + token, String.class);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        page.getHeaders()
                .getOrDefault(HttpHeaders.SET_COOKIE, List.of())
                .forEach(cookie -> headers.add(HttpHeaders.COOKIE, cookie.split(";")[0]));
        String body = page.getBody();
        String csrf = body.contains("_csrf") ? body.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1") : "";
        String form = "_csrf=" + csrf + "&link=" + token + "&password=" + password + "&again=" + again;
        return rest.exchange(
                "/set-password", HttpMethod.POST, new HttpEntity<>(form.replace(' ', '+'), headers), String.class);
    }

    private boolean logsIn(String userId, String password) {
        return status(rest.withBasicAuth(userId, password).getForEntity("/api/notifications", String.class)) == 200;
    }

    @Test
    @DisplayName("a link sets the password once; before, nobody can log in as the new person")
    void link() {
        assertThat(status(put("admin", "/api/people/test.link", Map.of("name", "Lin K", "roles", List.of("legal")))))
                .isEqualTo(200);
        String token = tokenFor("test.link");
        assertThat(jdbc.queryForList(
                        "select token_hash from pathways.password_link where user_id = 'test.link'", String.class))
                .isNotEmpty()
                .doesNotContain(token);

        assertThat(setPassword(token, "short", "short").getBody()).contains("at least 12 characters");
        assertThat(setPassword(token, "test.link1234", "test.link1234")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(setPassword(token, "one long password", "another long one").getBody())
                .contains("not the same");
        assertThat(logsIn("test.link", "one long password")).isFalse();

        assertThat(status(setPassword(token, SECRET, SECRET))).isIn(200, 302);
        assertThat(logsIn("test.link", SECRET)).isTrue();
        assertThat(status(setPassword(token, "something else entirely", "something else entirely")))
                .as("once")
                .isIn(403, 410);
        assertThat(logsIn("test.link", SECRET)).isTrue();
        assertThat(jdbc.queryForList(
                        "select by_user || ' ' || action from pathways.audit_entry where about = 'test.link' and kind = 'PERSON'"
                                + " order by id",
                        String.class))
                .containsExactly(
                        "admin added",
                        "admin password link asked for",
                        "admin password link made",
                        "test.link password set with the link");
        assertThat(jdbc.queryForList(
                                "select coalesce(value_before, '') || coalesce(value_after, '') from pathways.audit_entry where about = 'test.link'",
                                String.class)
                        .toString())
                .doesNotContain(token)
                .doesNotContain(SECRET)
                .doesNotContain("token_hash\": \"");
    }

    @Test
    @DisplayName(
            "a link takes neither the demonstration's password nor one that is too short, and stays open for a better")
    void weakByLink() {
        person("test.weak", Set.of("legal"), null, null);
        String token = tokenFor("test.weak");
        for (String weak : List.of("pathways", "elevenchars", "Password1234!")) {
            ResponseEntity<String> answer = setPassword(token, weak, weak);
            assertThat(status(answer)).as(weak).isEqualTo(400);
            assertThat(answer.getBody()).contains("password");
            assertThat(logsIn("test.weak", weak)).isFalse();
        }
        assertThat(status(setPassword(token, "marble sparrow tin", "marble sparrow tin")))
                .isLessThan(400);
        assertThat(logsIn("test.weak", "marble sparrow tin")).isTrue();
    }

    @Test
    @DisplayName("a newer link, the leaving and a day end a link")
    void endedLinks() {
        person("test.ends", Set.of("legal"), null, null);
        String older = tokenFor("test.ends");
        String newer = tokenFor("test.ends");
        assertThat(links.ownerOf(older)).isEmpty();
        assertThat(links.ownerOf(newer)).isPresent();
        jdbc.update("update pathways.password_link set expires_at = clock_timestamp() where user_id = 'test.ends'");
        assertThat(rest.getForEntity("/set-password?link=" + newer, String.class))
                .satisfies(page -> assertThat(page.getStatusCode().value()).isEqualTo(410))
                .satisfies(page -> assertThat(page.getBody()).contains("does not open any more"));
        String last = tokenFor("test.ends");
        assertThat(status(put("admin", "/api/people/test.ends", with(facts("test.ends"), "active", false))))
                .isEqualTo(200);
        assertThat(links.ownerOf(last)).isEmpty();
        assertThat(status(as("admin").postForEntity("/api/people/test.ends/password-link", null, String.class)))
                .isEqualTo(404);
        assertThat(logsIn("test.ends", SECRET)).isFalse();
    }

    @Test
    @DisplayName("who has tried wrong passwords too often can try again at once when the administrator says so")
    void unlock() {
        person("test.locked", Set.of("legal"), null, null);
        for (int i = 0; i < 6; i++) {
            assertThat(logsIn("test.locked", "a wrong password")).isFalse();
        }
        assertThat(logsIn("test.locked", SECRET)).as("paused").isFalse();
        assertThat(post("admin", "/people/person/test.locked/unlock")
                        .getStatusCode()
                        .value())
                .isIn(200, 302);
        assertThat(logsIn("test.locked", SECRET)).isTrue();
    }

    // ---- from a file

    private <T> T asAdmin(java.util.function.Supplier<T> work) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("admin", null, List.of()));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private PeopleImport.Plan plan(byte[] file) {
        return asAdmin(() -> imports.plan(file));
    }

    private static byte[] file(String... lines) {
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a file says line by line what would change, and changes nothing before it is confirmed")
    void dryRun() {
        person("test.csv", Set.of("legal"), null, null);
        byte[] file = file(
                "\uFEFFUser ID;name;roles;team;active",
                "test.csv;\"Person; of two lines\";legal qa;;",
                "test.csv2;New Person;social-worker;north;yes",
                "sw.north;Amara Okafor;social-worker;north;yes",
                "",
                "test.csv3;No Team;social-worker;;",
                "test.csv2;Twice;legal;;",
                "admin;Admin;director;;",
                "sm;Martin;service-manager;;no",
                "test.csv4;Too;many;cells;yes;and more",
                "test.csv5;Five;legal;;perhaps");
        PeopleImport.Plan plan = plan(file);
        assertThat(plan.rows())
                .extracting(row -> row.line() + " " + row.outcome())
                .containsExactly(
                        "2 REFUSED",
                        "3 NEW",
                        "4 UNCHANGED",
                        "6 REFUSED",
                        "7 REFUSED",
                        "8 REFUSED",
                        "9 REFUSED",
                        "10 REFUSED",
                        "11 REFUSED");
        assertThat(plan.rows().get(0).why()).contains("no role 'qa'");
        assertThat(plan.rows().get(3).why()).contains("belongs to a team");
        assertThat(plan.rows().get(4).why()).contains("line 3");
        assertThat(plan.rows().get(5).why()).contains("no person");
        assertThat(plan.rows().get(6).why()).contains("Nobody leaves by a file");
        assertThat(plan.rows().get(7).why()).contains("6 cells and 5 columns");
        assertThat(plan.rows().get(8).why()).contains("write yes or no");
        assertThat(plan.canBeDone()).isFalse();
        assertThat(directory.person("test.csv2")).isEmpty();
    }

    @Test
    @DisplayName("what was confirmed is done as a whole, and only while nothing has changed meanwhile")
    void carryOut() {
        person("test.file", Set.of("legal"), null, null);
        byte[] file = file(
                "user_id,name,roles,phone",
                "test.file,Person,legal quality-assurance,'+44 1632 960001",
                "test.file2,\"O'Brien, Ann\",legal,");
        PeopleImport.Plan plan = plan(file);
        assertThat(plan.rows().get(0).differences())
                .extracting(d -> d.field() + ": " + d.from() + " → " + d.to())
                .containsExactly(
                        "name: Person test.file → Person",
                        "roles: legal → legal quality-assurance",
                        "phone:  → +44 1632 960001");
        assertThat(plan.canBeDone()).isTrue();
        person("test.meanwhile", Set.of("legal"), null, null);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> asAdmin(() -> imports.carryOut(file, plan.mark()))))
                .hasMessageContaining("Nothing was changed");
        assertThat(directory.person("test.file2")).isEmpty();

        String mark = plan(file).mark();
        assertThat(asAdmin(() -> imports.carryOut(file, mark))).containsExactly("test.file2");
        assertThat(directory.nameOf("test.file2")).isEqualTo("O'Brien, Ann");
        assertThat(directory.rolesOf("test.file")).as("until confirmed").containsExactly("legal");
        SecondPerson.confirms(rest, "test.file");
        assertThat(directory.rolesOf("test.file")).containsExactly("legal", "quality-assurance");
        assertThat(plan(file).rows()).extracting(PeopleImport.Row::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(jdbc.queryForList(
                        "select distinct reason from pathways.audit_entry where about = 'test.file2'"
                                + " and kind = 'PERSON'",
                        String.class))
                .containsExactly("from a file with 2 lines");
    }

    @Test
    @DisplayName("files that spreadsheets make, and files that are none")
    void files() {
        assertThat(plan("user_id,name,roles\ntest.w,Zoë Brontë,legal".getBytes(Charset.forName("windows-1252")))
                        .rows()
                        .get(0)
                        .name())
                .isEqualTo("Zoë Brontë");
        assertThat(plan(file("user_id\tname\troles", "test.t\tTab\tlegal"))
                        .rows()
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.NEW);
        assertThat(plan(file(
                                "user_id,name,roles",
                                "test.q,\"A \"\"quoted\"\" name\",legal",
                                "test.r,\"a",
                                "b\",legal",
                                "test.s,S,legal"))
                        .rows())
                .extracting(row -> row.line() + " " + row.outcome() + " " + row.name())
                .containsExactly("2 NEW A \"quoted\" name", "3 REFUSED a\r\nb", "5 NEW S");
        for (byte[] none : List.of(
                new byte[0],
                file("name,roles", "A,legal"),
                file("user_id,password", "sm,secret secret secret"),
                file("user_id,user_id", "sm,sm"),
                file("user_id,name"),
                file("user_id,name", "sm,\"open"),
                new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0},
                new byte[1_000_001])) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> plan(none)))
                    .as(new String(none, 0, Math.min(30, none.length), StandardCharsets.ISO_8859_1))
                    .isInstanceOf(uk.childpathways.web.BadInputProblem.class);
        }
    }

    @Test
    @DisplayName("what is taken out can be read in again and is no formula to a spreadsheet")
    void export() {
        staff.put(
                new Person(
                        "test.formula",
                        "=cmd|' /C calc'!A0",
                        Set.of("legal"),
                        null,
                        null,
                        null,
                        "+44 1632 960002",
                        false,
                        false,
                        true),
                SECRET);
        String csv = get("admin", "/people/export.csv").getBody();
        assertThat(csv).contains("test.formula,'=cmd|' /C calc'!A0,legal").contains(",'+44 1632 960002,");
        assertThat(plan(csv.getBytes(StandardCharsets.UTF_8)).rows())
                .as("unchanged, but those who have left stay so")
                .extracting(PeopleImport.Row::outcome)
                .containsOnly(Outcome.UNCHANGED);
        for (String cell : Arrays.asList("=1", "+1", "-1", "@a", "\t=1", " =1", "|x")) {
            assertThat(SafeCsv.write(List.of("a"), List.of(List.of(cell)))).contains("'" + cell);
        }
        // Left so that other tests are not surprised by the name.
        put("admin", "/api/people/test.formula", Map.of("name", "F", "roles", List.of(), "active", false));
    }

    // ---- the trail

    private JsonNode trail(String user, String question) {
        ResponseEntity<JsonNode> answer = as(user).getForEntity("/api/audit?" + question, JsonNode.class);
        assertThat(status(answer)).as(user).isEqualTo(200);
        return answer.getBody().get("items");
    }

    private static List<String> kinds(JsonNode items) {
        List<String> kinds = new ArrayList<>();
        items.forEach(item -> kinds.add(item.get("kind").asText()));
        return kinds;
    }

    @Test
    @DisplayName("the trail is read by whom it concerns, and by nobody else")
    void whoReadsTheTrail() {
        for (String user : List.of("sw.north", "tm.north", "psw", "qa", "iro", "legal", "ehm")) {
            assertThat(status(get(user, "/api/audit"))).as(user).isEqualTo(403);
            assertThat(status(get(user, "/audit"))).as(user).isEqualTo(403);
            assertThat(status(get(user, "/audit/export.csv"))).as(user).isEqualTo(403);
        }
        children.put(new Child(
                "T-TRAIL", "Nameless Here", LocalDate.of(2019, 3, 4), null, null, "north", "sw.north", null, false));
        put("admin", "/api/people/test.trail", Map.of("name", "T", "roles", List.of("legal")));
        assertThat(kinds(trail("admin", ""))).doesNotContain("CHILD", "ACCESS").contains("PERSON", "ROLE");
        assertThat(kinds(trail("owner", ""))).doesNotContain("CHILD", "ACCESS", "PERSON", "ROLE", "SIGN_IN");
        assertThat(kinds(trail("sm", ""))).contains("CHILD", "PERSON", "ROLE").doesNotContain("DEPLOYMENT", "SETTING");
        assertThat(trail("sm", "about=T-TRAIL").toString()).contains("sw.north").doesNotContain("Nameless");
        assertThat(trail("admin", "about=T-TRAIL")).isEmpty();
        assertThat(trail("admin", "about=test.trail&kind=ROLE").get(0).get("by").asText())
                .isEqualTo("admin");
        SecondPerson.confirms(rest, "test.trail");
        assertThat(trail("admin", "about=test.trail&kind=ROLE").get(0).get("by").asText())
                .isEqualTo("director");
        assertThat(status(get("sm", "/audit?kind=NONE"))).isEqualTo(400);
        assertThat(status(get("sm", "/audit?from=yesterday"))).isEqualTo(400);
    }

    @Test
    @DisplayName("a service manager reads of their own service, and of no child whose record is closed to them")
    void ownService() {
        as("admin")
                .exchange(
                        "/api/teams/test-west",
                        HttpMethod.PUT,
                        new HttpEntity<>(Map.of("name", "West", "service", "test-west", "serviceName", "West service")),
                        String.class);
        person("test.smwest", Set.of("service-manager"), null, "test-west");
        put(
                "admin",
                "/api/people/test.west",
                Map.of("name", "W", "roles", List.of("social-worker"), "team", "test-west"));
        children.put(new Child(
                "T-WEST", "West Child", LocalDate.of(2019, 3, 4), null, null, "test-west", null, null, false));
        children.put(new Child(
                "T-WEST2", "West Child", LocalDate.of(2019, 3, 4), null, null, "test-west", null, null, false));
        assertThat(trail("test.smwest", "").toString())
                .contains("T-WEST", "T-WEST2", "test.west")
                .doesNotContain("sw.north")
                .doesNotContain("C-1001");
        // A conflict of interest closes the record, and with it the reference in the trail.
        as("sm").postForEntity(
                        "/api/children/T-WEST2/access",
                        Map.of("decision", "CONFLICT", "person", "test.smwest", "reason", "A cousin."),
                        String.class);
        assertThat(trail("test.smwest", "").toString())
                .contains("T-WEST")
                .doesNotContain("T-WEST2")
                .doesNotContain("cousin");
        assertThat(trail("test.smwest", "about=T-WEST2")).isEmpty();
        assertThat(get("test.smwest", "/audit").getBody()).doesNotContain("T-WEST2");
        assertThat(get("test.smwest", "/audit/export.csv").getBody())
                .contains("T-WEST")
                .doesNotContain("T-WEST2");
        assertThat(trail("sm", "about=T-WEST2&kind=ACCESS").get(0).get("reason").asText())
                .isEqualTo("A cousin.");
    }

    @Test
    @DisplayName("who looked at the trail is in the trail")
    void lookingIsKept() {
        get("sm", "/audit?kind=ROLE&from=2020-01-01");
        get("sm", "/audit/export.csv?kind=ROLE");
        JsonNode kept = trail("admin", "kind=AUDIT&by=sm");
        assertThat(kept.get(0).get("action").asText()).isEqualTo("taken as a file");
        assertThat(kept.get(1).get("action").asText()).isEqualTo("opened");
        assertThat(kept.get(1).get("after").toString()).contains("ROLE").contains("2020-01-01");
    }

    @Test
    @DisplayName("the trail is paged without a gap and without a double")
    void pages() {
        List<Long> ids = new ArrayList<>();
        long olderThan = Long.MAX_VALUE;
        JsonNode next;
        do {
            JsonNode answer = as("admin")
                    .getForEntity("/api/audit?kind=PERSON&olderThan=" + olderThan, JsonNode.class)
                    .getBody();
            answer.get("items").forEach(item -> ids.add(item.get("id").asLong()));
            next = answer.get("next");
            olderThan = next.isNull() ? 0 : next.asLong();
        } while (!next.isNull());
        assertThat(ids).isSortedAccordingTo(java.util.Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(ids.size())
                .isEqualTo(jdbc.queryForObject(
                        "select count(*) from pathways.audit_entry where kind = 'PERSON'", Integer.class));
    }
}
