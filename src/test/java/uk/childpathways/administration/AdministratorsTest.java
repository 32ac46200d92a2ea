package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.people.Absences;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.SecondPerson;

@PathwaysTest
@DisplayName("Administrators: one always stays, two do not overwrite each other, and cover hands no right of theirs on")
class AdministratorsTest {

    private static final String SECRET = "seven quiet herons wading";
    private static final String ONE = "test.one";
    private static final String OTHER = "test.other";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Directory directory;

    @Autowired
    StaffAdministration staff;

    @Autowired
    LoginAccounts accounts;

    @Autowired
    Absences absences;

    @Autowired
    Practice practice;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void twoWhoArePeople() {
        person(ONE, Set.of("process-owner"), null, true);
        person(OTHER, Set.of("process-owner"), null, true);
        accounts.setAdministrator(ONE, true);
        accounts.setAdministrator(OTHER, true);
    }

    @AfterEach
    void nobodyOfOursStays() {
        accounts.setAdministrator("admin", true);
        jdbc.queryForList("select user_id from pathways.person where active and user_id like 'test.%'", String.class)
                .forEach(userId -> person(userId, Set.of(), null, false));
    }

    private void person(String userId, Set<String> roles, String team, boolean active) {
        staff.put(
                new Person(userId, "Person " + userId, roles, team, null, null, null, true, true, active),
                active && !accounts.exists(userId) ? SECRET : null);
    }

    private TestRestTemplate as(String user) {
        return rest.withBasicAuth(user, user.startsWith("test.") ? SECRET : "pathways");
    }

    private ResponseEntity<String> get(String user, String address) {
        return as(user).getForEntity(address, String.class);
    }

    /** Opens the page and sends its form with these fields in place of what stands in it. */
    private ResponseEntity<String> post(
            String user, ResponseEntity<String> page, String address, Map<String, String> fields) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        page.getHeaders()
                .getOrDefault(HttpHeaders.SET_COOKIE, List.of())
                .forEach(cookie -> headers.add(HttpHeaders.COOKIE, cookie.split(";")[0]));
        StringBuilder body = new StringBuilder("_csrf=" + hidden(page, "_csrf"));
        fields.forEach((name, value) ->
                body.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return as(user).exchange(address, HttpMethod.POST, new HttpEntity<>(body.toString(), headers), String.class);
    }

    private static String hidden(ResponseEntity<String> page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(page.getBody());
        assertThat(field.find()).as(name + " in the page").isTrue();
        return field.group(1);
    }

    /** Both at the same moment; the answers in the order of the deeds. */
    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        List<Future<T>> deeds = new ArrayList<>();
        for (Callable<T> deed : List.of(one, other)) {
            deeds.add(people.submit(() -> {
                together.await();
                return deed.call();
            }));
        }
        List<T> answers = List.of(deeds.get(0).get(), deeds.get(1).get());
        people.shutdown();
        return answers;
    }

    // ---- the last one ----

    private ResponseEntity<String> takesFrom(String by, String whom, String how) {
        ResponseEntity<String> page = get(by, "/people/person/" + whom);
        return how.equals("the right")
                ? post(
                        by,
                        page,
                        "/people/person/" + whom + "/administrator",
                        Map.of("administrator", "false", "reason", "For the test"))
                : post(by, page, "/people/person/" + whom + "/leave", Map.of("reason", "They left"));
    }

    @ParameterizedTest(name = "takes {0}")
    @ValueSource(strings = {"the right", "the place"})
    @DisplayName(
            "of the last two administrators who take it from each other at the same moment one stays, in three tries")
    void fromEachOther(String what) throws Exception {
        accounts.setAdministrator("admin", false);
        for (int i = 0; i < 3; i++) {
            atOnce(() -> takesFrom(ONE, OTHER, what), () -> takesFrom(OTHER, ONE, what));
            assertThat(accounts.administrators()).as("try " + i).hasSize(1).containsAnyOf(ONE, OTHER);
            twoWhoArePeople();
        }
    }

    @ParameterizedTest(name = "takes {0}")
    @ValueSource(strings = {"the right", "the place"})
    @DisplayName(
            "the last one loses neither, by their own hand or another's; while there is a second, the first may go")
    void last(String what) {
        accounts.setAdministrator("admin", false);
        assertThat(takesFrom(ONE, OTHER, what).getStatusCode().isError()).isFalse();
        assertThat(accounts.administrators()).containsExactly(ONE);
        assertThat(takesFrom(ONE, ONE, what).getStatusCode().value()).isIn(400, 403, 200);
        assertThat(takesFrom("owner", ONE, what).getStatusCode().value()).isEqualTo(403);
        assertThat(accounts.administrators()).containsExactly(ONE);
        assertThat(directory.person(ONE).orElseThrow().active()).isTrue();
    }

    @Test
    @DisplayName("nobody locks the last one out by wrong passwords, however many")
    void notLocked() throws IOException {
        accounts.setAdministrator("admin", false);
        accounts.setAdministrator(OTHER, false);
        for (int i = 0; i < 15; i++) {
            assertThat(from("127.0.0.91", ONE, "wrong " + i)).startsWith("HTTP/1.1 401");
        }
        assertThat(from("127.0.0.1", ONE, SECRET)).startsWith("HTTP/1.1 200");
    }

    private String from(String source, String user, String password) throws IOException {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(source), 0)) {
            socket.getOutputStream()
                    .write(("GET /api/people/" + user + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Authorization: Basic " + basic + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // ---- two at one person ----

    private Map<String, String> form(String team, String phone) {
        return Map.of("name", "Person test.two", "roles", "social-worker", "team", team, "phone", phone);
    }

    @Test
    @DisplayName(
            "the second of two who change one person on the page is told what the first did; what they typed stays,"
                    + " nothing is overwritten until they store it once more")
    void secondIsTold() {
        person("test.two", Set.of("social-worker"), "north", true);
        String address = "/people/person/test.two/change";
        ResponseEntity<String> first = get(ONE, address);
        ResponseEntity<String> second = get(OTHER, address);
        Map<String, String> moved = new HashMap<>(form("south", ""));
        moved.put("seen", hidden(first, "seen"));
        assertThat(post(ONE, first, address, moved).getStatusCode().isError()).isFalse();
        SecondPerson.confirms(rest, "test.two");
        assertThat(directory.person("test.two").orElseThrow().team()).isEqualTo("south");

        Map<String, String> phone = new HashMap<>(form("north", "01632 960009"));
        phone.put("seen", hidden(second, "seen"));
        ResponseEntity<String> told = post(OTHER, second, address, phone);
        assertThat(told.getStatusCode().value()).isEqualTo(409);
        assertThat(told.getBody())
                .contains("Somebody else has changed Person test.two since you opened this")
                .contains("team: south")
                .contains("value=\"01632 960009\"");
        Person after = directory.person("test.two").orElseThrow();
        assertThat(after.team()).isEqualTo("south");
        assertThat(after.phone()).isNull();

        Map<String, String> knowingly = new HashMap<>(form("south", "01632 960009"));
        knowingly.put("seen", hidden(told, "seen"));
        assertThat(post(
                                OTHER,
                                told.getHeaders().containsKey(HttpHeaders.SET_COOKIE) ? told : get(OTHER, address),
                                address,
                                knowingly)
                        .getStatusCode()
                        .isError())
                .isFalse();
        assertThat(directory.person("test.two").orElseThrow().phone()).isEqualTo("01632 960009");
    }

    @Test
    @DisplayName(
            "of two programs that read the same and write at the same moment one is refused; without a word of what"
                    + " it read each writes as before")
    void programs() throws Exception {
        person("test.two", Set.of("social-worker"), "north", true);
        String seen = get("admin", "/api/people/test.two").getHeaders().getETag();
        assertThat(seen).isNotNull();
        List<ResponseEntity<JsonNode>> answers = atOnce(() -> put(ONE, "One", seen), () -> put(OTHER, "Another", seen));
        assertThat(answers.stream()
                        .map(answer -> answer.getStatusCode().value())
                        .sorted())
                .containsExactly(200, 409);
        String stored = answers.get(0).getStatusCode().value() == 200 ? "One" : "Another";
        assertThat(directory.nameOf("test.two")).isEqualTo(stored);
        assertThat(put(ONE, "Late", seen).getStatusCode().value()).isEqualTo(409);
        assertThat(put(
                                ONE,
                                "In time",
                                get("admin", "/api/people/test.two")
                                        .getHeaders()
                                        .getETag())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(put(ONE, "Without", null).getStatusCode().value()).isEqualTo(200);
        assertThat(directory.nameOf("test.two")).isEqualTo("Without");
    }

    private ResponseEntity<JsonNode> put(String user, String name, String seen) {
        HttpHeaders headers = new HttpHeaders();
        if (seen != null) {
            headers.setIfMatch(seen);
        }
        Map<String, Object> facts =
                Map.of("name", name, "roles", List.of("social-worker"), "team", "north", "registered", true);
        return as(user).exchange(
                        "/api/people/test.two", HttpMethod.PUT, new HttpEntity<>(facts, headers), JsonNode.class);
    }

    // ---- cover ----

    @Test
    @DisplayName(
            "a service manager who covers for a worker takes the worker's work on and hands none of their own rights"
                    + " down; nobody who covers for an administrator becomes one, nor may deploy (SWI-SIC-02)")
    void coverHandsNothingDown() {
        practice.itIs("2026-03-02T10:00");
        try {
            person("test.worker", Set.of("social-worker"), "north", true);
            person("test.senior", Set.of("service-manager"), null, true);
            absences.away("test.worker", practice.today(), null, "test.senior", "test.worker");
            assertThat(groups("test.senior")).contains("service-managers", "social-workers-north");
            assertThat(groups("test.worker")).containsExactlyInAnyOrder("social-workers", "social-workers-north");
            assertThat(get("test.worker", "/audit").getStatusCode().value()).isEqualTo(403);
            assertThat(get("test.senior", "/audit").getStatusCode().value()).isEqualTo(200);

            assertThatThrownBy(() -> absences.away(ONE, practice.today(), null, "test.senior", ONE))
                    .hasMessageContaining("must be another process owner");
            assertThat(groups("test.senior")).doesNotContain("process-owners", "camunda-admin");
            assertThat(get("test.senior", "/people/add").getStatusCode().value())
                    .isEqualTo(403);
            assertThat(get("test.senior", "/engine-rest/deployment")
                            .getStatusCode()
                            .value())
                    .isEqualTo(403);
            assertThat(get(ONE, "/people/add").getStatusCode().value()).isEqualTo(200);
        } finally {
            practice.backToToday();
        }
    }

    private List<String> groups(String userId) {
        return jdbc.queryForList("select group_id_ from act_id_membership where user_id_ = ?", String.class, userId);
    }
}
