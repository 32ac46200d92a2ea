package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
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
import uk.childpathways.people.Absences;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.SecondPerson;

@PathwaysTest
@DisplayName("An administrator alone reaches no child: what opens records waits for a second person")
class SecondPersonTest {

    private static final String SECRET = "seven quiet herons wading";
    private static final String OTHER = "marble sparrow tin whistle";

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
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    Practice practice;

    @Autowired
    PractitionerFiles files;

    @Autowired
    Children records;

    @Autowired
    Absences absences;

    private String north;
    private String south;

    @BeforeEach
    void children() {
        north = practice.child();
        south = practice.child();
        records.moveTo(south, "south");
    }

    @AfterEach
    void nobodyOfOursStays() {
        jdbc.queryForList("select user_id from pathways.person where active and user_id like 'four.%'", String.class)
                .forEach(userId -> staff.put(
                        new Person(userId, "Gone", Set.of(), null, null, null, null, false, false, false), null));
    }

    private static Map<String, Object> childOf(String team) {
        return new HashMap<>(Map.of("name", "Test Child", "dateOfBirth", "2016-01-01", "team", team));
    }

    private void confirmed(String userId, String password, Set<String> roles, String team, String service) {
        staff.put(new Person(userId, "Person " + userId, roles, team, service, null, null, true, true, true), password);
    }

    private TestRestTemplate as(String user) {
        return as(user, user.startsWith("four.") ? SECRET : "pathways");
    }

    private TestRestTemplate as(String user, String password) {
        return rest.withBasicAuth(user, password);
    }

    private ResponseEntity<JsonNode> put(String user, String address, Map<String, ?> body) {
        return as(user).exchange(address, HttpMethod.PUT, new HttpEntity<>(body), JsonNode.class);
    }

    private JsonNode put(String userId, String team, String... roles) {
        Map<String, Object> facts = new HashMap<>(Map.of("name", "Person " + userId, "roles", List.of(roles)));
        facts.put("team", team);
        facts.put("registered", true);
        facts.put("suitablyQualified", true);
        ResponseEntity<JsonNode> answer = put("admin", "/api/people/" + userId, facts);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(200);
        return answer.getBody();
    }

    private ResponseEntity<JsonNode> decides(String user, String userId, boolean confirmed, String reason) {
        Map<String, Object> body = new HashMap<>(Map.of("confirmed", confirmed));
        body.put("reason", reason);
        return as(user).postForEntity("/api/people/" + userId + "/confirmation", body, JsonNode.class);
    }

    private static String detail(ResponseEntity<JsonNode> answer) {
        return answer.getBody().get("detail").asText();
    }

    private boolean reads(String userId, String password, String child) {
        int status = as(userId, password)
                .getForEntity("/api/children/" + child, String.class)
                .getStatusCode()
                .value();
        assertThat(status).isIn(200, 403);
        return status == 200;
    }

    private boolean reads(String userId, String child) {
        return reads(userId, SECRET, child);
    }

    /** The administrator has the page show the link, and uses it: nobody can tell that from handing it over. */
    private void takesTheLink(String userId, String password) {
        BrowserlessForms admin = new BrowserlessForms(as("admin"));
        admin.open("/people/person/" + userId);
        String page = admin.send("/people/person/" + userId + "/link", Map.of()).getBody();
        String token = page.replaceAll("(?s).*set-password\\?link=([^\"]+)\".*", "$1");
        BrowserlessForms somebody = new BrowserlessForms(rest);
        somebody.open("/set-password?link=" + token);
        assertThat(somebody.send("/set-password", Map.of("link", token, "password", password, "again", password))
                        .getStatusCode()
                        .value())
                .isLessThan(400);
    }

    private List<String> trail(String userId) {
        return jdbc.queryForList(
                "select by_user || ' ' || action from pathways.audit_entry where about = ? and kind = 'ROLE'"
                        + " and action not in ('role given', 'role taken') order by id",
                String.class,
                userId);
    }

    private List<String> told(String userId) {
        return jdbc.queryForList(
                "select subject from pathways.notice where kind = 'second-person' and ? = any (recipients)"
                        + " order by created_at",
                String.class,
                userId);
    }

    /** By whatever address: no record, no list, no choice, no task, no start, nothing decided, no emergency. */
    private void opensNothing(String userId, String password) {
        TestRestTemplate login = as(userId, password);
        for (String child : List.of("C-1001", north, south)) {
            for (String address : List.of(
                    "/api/children/%s",
                    "/api/children/%s/chronology",
                    "/api/children/%s/deadlines",
                    "/api/children/%s/oversight",
                    "/api/children/%s/access",
                    "/children/%s")) {
                assertThat(login.getForEntity(address.formatted(child), String.class)
                                .getStatusCode()
                                .value())
                        .as(address + " " + child)
                        .isEqualTo(403);
            }
            assertThat(login.postForEntity(
                                    "/api/children/" + child + "/access",
                                    Map.of("decision", "GRANT", "person", userId, "reason", "For me"),
                                    String.class)
                            .getStatusCode()
                            .value())
                    .isEqualTo(403);
        }
        assertThat(login.getForEntity("/api/children", String.class).getBody()).doesNotContain("C-1", north, south);
        assertThat(login.getForEntity("/children?q=C-", String.class).getBody()).doesNotContain("C-1001", north);
        assertThat(login.getForEntity("/engine-rest/task", String.class).getBody())
                .isEqualTo("[]");
        assertThat(login.getForEntity("/engine-rest/process-definition?startableInTasklist=true", String.class)
                        .getBody())
                .isEqualTo("[]");
        assertThat(new BrowserlessForms(login)
                        .post("/children/emergency-access", Map.of("child", "C-1001", "reason", "It cannot wait"))
                        .getStatusCode()
                        .value())
                .isBetween(400, 499);
        assertThat(login.getForEntity("/oversight", String.class).getBody()).doesNotContain("C-1001", north);
        assertThat(login.getForEntity("/people/confirmations", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    // ---- the attacker with the administrator's account

    @Test
    @DisplayName(
            "an invented director opens nothing, by no way, until somebody who answers for a service confirms them")
    void inventedDirector() {
        JsonNode answer = put("four.invented", null, "director");
        assertThat(answer.get("waitsForSecondPerson").asBoolean()).isTrue();
        assertThat(answer.get("roles").toString()).as("as it was put in").isEqualTo("[\"director\"]");
        assertThat(directory.rolesOf("four.invented")).as("in force").isEmpty();
        takesTheLink("four.invented", SECRET);
        opensNothing("four.invented", SECRET);
        assertThat(accounts.exists("four.invented")).isTrue();
        assertThat(told("hos")).last().asString().contains("Person four.invented waits for your confirmation");
        assertThat(told("four.invented")).contains("Your access waits for a second person");

        assertThat(decides("hos", "four.invented", true, null).getStatusCode().value())
                .isEqualTo(200);
        assertThat(reads("four.invented", "C-1001")).isTrue();
        assertThat(reads("four.invented", south)).isTrue();
        assertThat(trail("four.invented"))
                .containsExactly(
                        "admin waits for a second person", "four.invented waits for a second person", "hos confirmed");
        assertThat(told("four.invented")).contains("Person four.invented is confirmed");
    }

    @Test
    @DisplayName("whose account is taken over by a link that was handed over loses every record and the work in hand;"
            + " confirmed, both are back")
    void takenOverAccount() {
        confirmed("four.manager", SECRET, Set.of("team-manager"), "north", null);
        assertThat(reads("four.manager", north)).isTrue();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", north));
        Task task = tasks.createTaskQuery()
                .processVariableValueEquals("childRef", north)
                .taskCandidateGroup("team-managers-north")
                .list()
                .get(0);
        practice.as("four.manager", () -> {
            tasks.claim(task.getId(), "four.manager");
            return null;
        });

        confirmed("four.supervised", SECRET, Set.of("social-worker"), "north", null);
        String file = files.open("four.supervised");
        files.nameSupervisor(file, "four.manager");
        assertThat(files.mayRead("four.manager", file)).isTrue();

        takesTheLink("four.manager", OTHER);
        assertThat(files.mayRead("four.manager", file))
                .as("the supervision of a colleague")
                .isFalse();
        assertThat(trail("four.manager")).containsExactly("four.manager waits for a second person");
        opensNothing("four.manager", OTHER);
        assertThat(as("four.manager", OTHER)
                        .getForEntity("/engine-rest/task/" + task.getId() + "/form-variables", String.class)
                        .getStatusCode()
                        .value())
                .isBetween(400, 499);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .as("offered to the other manager")
                .isNull();
        assertThat(told("sm")).last().asString().contains("four.manager waits for your confirmation");
        assertThat(decides("admin", "four.manager", true, null).getStatusCode().value())
                .as("who handed the link over does not confirm")
                .isEqualTo(403);

        assertThat(decides("sm", "four.manager", true, null).getStatusCode().value())
                .isEqualTo(200);
        assertThat(reads("four.manager", OTHER, north)).isTrue();
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .isEqualTo("four.manager");
    }

    @Test
    @DisplayName("who was confirmed before they had a password waits once more when the link went by hand")
    void confirmedBeforeTheLink() {
        put("four.early", null, "director");
        SecondPerson.confirms(rest, "four.early");
        takesTheLink("four.early", SECRET);
        assertThat(reads("four.early", "C-1001")).isFalse();
        SecondPerson.confirms(rest, "four.early");
        assertThat(reads("four.early", "C-1001")).isTrue();
    }

    @Test
    @DisplayName("another e-mail address, to which the link would go, takes every record at once; the same in capitals,"
            + " a telephone and none at all do not")
    void otherAddress() {
        staff.put(
                new Person(
                        "four.mail",
                        "Person four.mail",
                        Set.of("director"),
                        null,
                        null,
                        "mail@pathways.example",
                        null,
                        true,
                        true,
                        true),
                SECRET);
        Map<String, Object> facts = new HashMap<>(Map.of("name", "Person four.mail", "roles", List.of("director")));
        facts.put("registered", true);
        facts.put("suitablyQualified", true);
        facts.put("phone", "01632 960001");
        for (String harmless : new String[] {"MAIL@pathways.example", null, ""}) {
            facts.put("email", harmless);
            assertThat(put("admin", "/api/people/four.mail", facts)
                            .getBody()
                            .get("waitsForSecondPerson")
                            .asBoolean())
                    .as(harmless)
                    .isFalse();
        }
        assertThat(reads("four.mail", "C-1001")).isTrue();
        facts.put("email", "attacker@elsewhere.example");
        put("admin", "/api/people/four.mail", facts);
        opensNothing("four.mail", SECRET);
        assertThat(new BrowserlessForms(as("hos")).open("/people/confirmations"))
                .contains("has another e-mail address", "attacker@elsewhere.example");
        SecondPerson.confirms(rest, "four.mail");
        assertThat(reads("four.mail", "C-1001")).isTrue();
    }

    @Test
    @DisplayName("who returns opens nothing until confirmed")
    void returns() {
        confirmed("four.back", SECRET, Set.of("director"), null, null);
        staff.put(new Person("four.back", "Back", Set.of("director"), null, null, null, null, true, true, false), null);
        put("four.back", null, "director");
        takesTheLink("four.back", SECRET);
        assertThat(reads("four.back", "C-1001")).isFalse();
        assertThat(new BrowserlessForms(as("hos")).open("/people/confirmations"))
                .contains("takes up work again, and set a password with a link");
        SecondPerson.confirms(rest, "four.back");
        assertThat(reads("four.back", "C-1001")).isTrue();
    }

    @Test
    @DisplayName("of a wider place only what is wider waits: what they could open they keep")
    void widening() {
        confirmed("four.worker", SECRET, Set.of("team-manager"), "north", null);
        put("four.worker", "north", "team-manager", "director");
        assertThat(directory.rolesOf("four.worker")).containsExactly("team-manager");
        assertThat(reads("four.worker", north)).isTrue();
        assertThat(reads("four.worker", south)).isFalse();

        assertThat(put("four.worker", "north", "team-manager")
                        .get("waitsForSecondPerson")
                        .asBoolean())
                .as("taken back by the administrator")
                .isFalse();
        put("four.worker", "south", "team-manager");
        assertThat(reads("four.worker", north)).as("until confirmed").isTrue();
        assertThat(reads("four.worker", south)).isFalse();
        SecondPerson.confirms(rest, "four.worker");
        assertThat(reads("four.worker", north)).isFalse();
        assertThat(reads("four.worker", south)).isTrue();

        put("four.worker", "south", "social-worker", "process-owner", "human-resources");
        assertThat(directory.rolesOf("four.worker"))
                .as("what is taken, and what opens no child and moves nothing, holds at once")
                .containsExactly("human-resources");
        assertThat(put("four.worker", null, "process-owner")
                        .get("waitsForSecondPerson")
                        .asBoolean())
                .isFalse();
        assertThat(directory.rolesOf("four.worker")).containsExactly("process-owner");
    }

    @Test
    @DisplayName(
            "who works with children is process owner only when a second person has confirmed it; who opens no child"
                    + " at once")
    void processOwner() {
        confirmed("four.worker", SECRET, Set.of("social-worker"), "north", null);
        assertThat(put("four.worker", "north", "social-worker", "process-owner")
                        .get("waitsForSecondPerson")
                        .asBoolean())
                .isTrue();
        assertThat(directory.rolesOf("four.worker")).containsExactly("social-worker");
        SecondPerson.confirms(rest, "four.worker");
        assertThat(directory.rolesOf("four.worker")).containsExactlyInAnyOrder("social-worker", "process-owner");

        put("four.owner", null, "process-owner");
        assertThat(directory.rolesOf("four.owner")).containsExactly("process-owner");
        put("four.owner", "north", "process-owner", "social-worker");
        assertThat(directory.rolesOf("four.owner")).as("the other way round").containsExactly("process-owner");
    }

    @Test
    @DisplayName("who works with children, or is to, is not made an administrator by another")
    void noAdministratorWithChildren() {
        confirmed("four.worker", SECRET, Set.of("social-worker"), "north", null);
        put("four.new", null, "director");
        BrowserlessForms admin = new BrowserlessForms(as("admin"));
        for (String userId : List.of("four.worker", "four.new")) {
            String address = "/people/person/" + userId + "/administrator";
            admin.open(address);
            ResponseEntity<String> answer = admin.send(address, Map.of("reason", "Stands in"));
            assertThat(answer.getStatusCode().value()).as(userId).isEqualTo(400);
            assertThat(answer.getBody()).contains("works with children");
            assertThat(accounts.administrator(userId)).isFalse();
        }
    }

    @Test
    @DisplayName("a leaver's place goes to somebody of the team or above it; from elsewhere only to whom a manager has"
            + " named: an administrator opens a team to nobody")
    void leaversCover() {
        confirmed("four.leaves", SECRET, Set.of("social-worker"), "north", null);
        confirmed("four.friend", SECRET, Set.of("social-worker"), "south", null);
        confirmed("four.colleague", SECRET, Set.of("social-worker"), "north", null);
        Map<String, Object> leaves = new HashMap<>(Map.of("name", "Person four.leaves", "active", false));
        leaves.put("roles", List.of("social-worker"));
        leaves.put("team", "north");
        leaves.put("coveredBy", "four.friend");
        ResponseEntity<JsonNode> friend = put("admin", "/api/people/four.leaves", leaves);
        assertThat(friend.getStatusCode().value()).isEqualTo(400);
        assertThat(detail(friend)).contains("is of another team");
        assertThat(reads("four.friend", north)).isFalse();

        absences.away("four.leaves", practice.today(), null, "four.friend", "tm.north");
        assertThat(put("admin", "/api/people/four.leaves", leaves)
                        .getStatusCode()
                        .value())
                .as("whom the manager has named")
                .isEqualTo(200);
        confirmed("four.leaves", SECRET, Set.of("social-worker"), "north", null);
        leaves.put("coveredBy", "four.colleague");
        assertThat(put("admin", "/api/people/four.leaves", leaves)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("people from a file wait as well, and many are confirmed at once")
    void fromAFile() {
        BrowserlessForms admin = new BrowserlessForms(as("admin"));
        String file = "user_id,name,roles,team\nfour.csv1,Ann One,director,\nfour.csv2,Ben Two,team-manager,south\n";
        assertThat(admin.upload("/people/import", file).getBody()).contains("Change it so");
        admin.send("/people/import/carry-out", Map.of());
        assertThat(directory.rolesOf("four.csv1")).isEmpty();
        assertThat(directory.rolesOf("four.csv2")).isEmpty();
        assertThat(admin.upload("/people/import", file).getBody())
                .as("the same file again changes nothing")
                .doesNotContain("Change it so");
        assertThat(admin.open("/people/person/four.csv2"))
                .contains("To be confirmed", "Ben Two is new here. Asked for: Team manager, South team");

        BrowserlessForms hos = new BrowserlessForms(as("hos"));
        String page = hos.open("/people/confirmations");
        assertThat(page).contains("Ann One", "Ben Two", "Not set yet");
        List<String> who = new ArrayList<>();
        java.util.regex.Matcher ticks = java.util.regex.Pattern.compile(
                        "type=\"checkbox\" name=\"who\"[^>]*value=\"(four\\.csv[^\"]+)\"")
                .matcher(page);
        while (ticks.find()) {
            who.add(ticks.group(1));
        }
        assertThat(who).hasSize(2);
        assertThat(hos.send("/people/confirmations/confirm", Map.of("who", String.join(",", who)))
                        .getStatusCode()
                        .value())
                .isLessThan(400);
        assertThat(directory.rolesOf("four.csv1")).containsExactly("director");
        assertThat(directory.rolesOf("four.csv2")).containsExactly("team-manager");
    }

    @Test
    @DisplayName("an administrator who also works with children gives themselves no child, no team and no cover")
    void ownReach() {
        confirmed("four.both", SECRET, Set.of("service-manager"), null, "test-four");
        put("admin", "/api/teams/test-four", Map.of("name", "Four", "service", "test-four", "serviceName", "Four"));
        confirmed("four.both", SECRET, Set.of("service-manager"), null, "test-four");
        accounts.setAdministrator("four.both", true);
        ResponseEntity<JsonNode> child = put("four.both", "/api/children/" + north, childOf("test-four"));
        assertThat(child.getStatusCode().value()).isEqualTo(403);
        assertThat(detail(child)).contains("case transfer");
        ResponseEntity<JsonNode> team =
                put("four.both", "/api/teams/south", Map.of("name", "South team", "service", "test-four"));
        assertThat(team.getStatusCode().value()).isEqualTo(403);
        assertThat(detail(team)).contains("into their own service");
        confirmed("four.hos", SECRET, Set.of("head-of-service"), null, null);
        Map<String, Object> leaves =
                new HashMap<>(Map.of("name", "H", "roles", List.of("head-of-service"), "active", false));
        leaves.put("coveredBy", "four.both");
        ResponseEntity<JsonNode> cover = put("four.both", "/api/people/four.hos", leaves);
        assertThat(cover.getStatusCode().value()).isBetween(400, 403);
        assertThat(detail(cover)).contains("Nobody gives themselves another's place");
        assertThat(reads("four.both", north)).isFalse();
        assertThat(put("admin", "/api/children/" + north, childOf("north"))
                        .getStatusCode()
                        .value())
                .as("whoever opens no child maintains them as before")
                .isEqualTo(200);
    }

    // ---- who confirms

    @Test
    @DisplayName("neither the person nor the administrator who asked confirms, and the second is told who was first")
    void neverOneself() {
        confirmed("four.boss", SECRET, Set.of("head-of-service"), null, null);
        accounts.setAdministrator("four.boss", true);
        Map<String, Object> facts = new HashMap<>(Map.of("name", "New Manager", "roles", List.of("service-manager")));
        put("four.boss", "/api/people/four.new", facts);
        ResponseEntity<JsonNode> asker = decides("four.boss", "four.new", true, null);
        assertThat(asker.getStatusCode().value()).isEqualTo(403);
        assertThat(detail(asker)).contains("You asked for this yourself");

        confirmed("four.self", SECRET, Set.of("service-manager"), null, null);
        put("four.self", null, "service-manager", "director");
        ResponseEntity<JsonNode> own = decides("four.self", "four.self", true, null);
        assertThat(own.getStatusCode().value()).isEqualTo(403);
        assertThat(detail(own)).contains("Nobody confirms or refuses their own place");

        for (String user : List.of("admin", "owner", "sw.north", "tm.north", "psw", "iro", "sqm", "hr")) {
            assertThat(decides(user, "four.new", true, null).getStatusCode().value())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(decides("hos", "four.new", true, null).getStatusCode().value())
                .isEqualTo(200);
        ResponseEntity<JsonNode> late = decides("director", "four.new", true, null);
        assertThat(late.getStatusCode().value()).isEqualTo(409);
        assertThat(detail(late))
                .isEqualTo("Nothing waits any more for New Manager: confirmed already by Yvonne Castle.");
        assertThat(decides("director", "four.nobody", true, null)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("a service manager confirms of their own service, one of another service does not; who scrutinises is"
            + " confirmed by their own line too, who works with families is not")
    void ofTheService() {
        put("admin", "/api/teams/test-four", Map.of("name", "Four", "service", "test-four", "serviceName", "Four"));
        confirmed("four.sm1", SECRET, Set.of("service-manager"), null, "test-four");
        confirmed("four.sm2", SECRET, Set.of("service-manager"), null, "family-safeguarding");
        put("four.member", "test-four", "social-worker");
        ResponseEntity<JsonNode> other = decides("four.sm2", "four.member", true, null);
        assertThat(other.getStatusCode().value()).isEqualTo(403);
        assertThat(detail(other)).contains("Person four.sm1").doesNotContain("Person four.sm2");
        assertThat(as("four.sm2")
                        .getForEntity("/people/confirmations", String.class)
                        .getBody())
                .doesNotContain("four.member");
        assertThat(decides("four.sm1", "four.member", true, null)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        put("four.everywhere", null, "service-manager");
        assertThat(decides("four.sm1", "four.everywhere", true, null)
                        .getStatusCode()
                        .value())
                .as("every service is more than their own")
                .isEqualTo(403);

        put("four.iro", null, "iro");
        assertThat(decides("sqm", "four.iro", true, null).getStatusCode().value())
                .isEqualTo(200);
        put("four.iro", "north", "iro", "social-worker");
        assertThat(decides("sqm", "four.iro", true, null).getStatusCode().value())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("a refusal needs its reason, takes back what was asked for, and is on the trail with before and after")
    void refusal() {
        confirmed("four.refused", SECRET, Set.of("team-manager"), "north", null);
        put("four.refused", "south", "team-manager", "director");
        assertThat(decides("sm", "four.refused", false, " ").getStatusCode().value())
                .isEqualTo(400);
        assertThat(decides("sm", "four.refused", false, "Nobody told me")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(directory.rolesOf("four.refused")).containsExactly("team-manager");
        assertThat(reads("four.refused", north)).isTrue();
        assertThat(reads("four.refused", south)).isFalse();
        Map<String, Object> kept = jdbc.queryForMap(
                "select * from pathways.audit_entry where about = 'four.refused' and action = 'refused'");
        assertThat(kept.get("by_user")).isEqualTo("sm");
        assertThat(kept.get("reason")).isEqualTo("Nobody told me");
        assertThat(kept.get("value_before").toString()).contains("director", "south");
        assertThat(kept.get("value_after").toString()).contains("north").doesNotContain("director");
        assertThat(told("four.refused")).last().asString().contains("is not confirmed");
        assertThat(decides("sm", "four.refused", true, null).getStatusCode().value())
                .isEqualTo(409);
        Map<String, Object> asked = jdbc.queryForMap(
                "select * from pathways.audit_entry where about = 'four.refused' and action like 'waits%'");
        assertThat(asked.get("value_before").toString()).contains("team manager", "north");
        assertThat(asked.get("value_after").toString()).contains("director", "south");
        assertThat(asked.get("reason")).isEqualTo("gets another role, team or service");
    }

    @Test
    @DisplayName("what has changed since the page was opened is not confirmed unseen")
    void changedMeanwhile() {
        put("four.changes", "north", "social-worker");
        BrowserlessForms sm = new BrowserlessForms(as("sm"));
        String page = sm.open("/people/confirmations");
        String seen = page.replaceAll("(?s).*name=\"who\" value=\"(four\\.changes:[^\"]+)\".*", "$1");
        put("four.changes", null, "director");
        ResponseEntity<String> answer = sm.send("/people/confirmations/confirm", Map.of("who", seen));
        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody()).contains("has changed since you opened the page");
        assertThat(directory.rolesOf("four.changes")).isEmpty();
    }

    @Test
    @DisplayName("whoever waits takes no other person's place either")
    void coverWaitsToo() {
        confirmed("four.cover", SECRET, Set.of("team-manager"), "north", null);
        confirmed("four.gone", SECRET, Set.of("team-manager"), "south", null);
        staff.put(
                new Person("four.gone", "Gone", Set.of("team-manager"), "south", null, null, null, true, true, false),
                null,
                "four.cover");
        assertThat(groups("four.cover")).contains("team-managers-south");
        assertThat(reads("four.cover", south)).isTrue();
        takesTheLink("four.cover", OTHER);
        assertThat(groups("four.cover")).isEmpty();
        opensNothing("four.cover", OTHER);
    }

    private List<String> groups(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
    }
}
