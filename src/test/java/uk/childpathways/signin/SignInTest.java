package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Signing in")
class SignInTest {

    private static final String GOOD = "violet kettle hedge";
    private static final String OTHER = "marble sparrow tin";
    private static final String JSON = "application/json";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Directory directory;

    @Autowired
    JdbcTemplate database;

    @Autowired
    SignInPause pause;

    @Test
    @DisplayName(
            "wrong passwords slow those who try them, from where they try; the rightful person comes in from their own place")
    void pauseWhereTheTriesComeFrom() throws IOException {
        String user = account();
        for (int i = 0; i < 6; i++) {
            assertThat(basicFrom("127.0.0.66", user, "wrong " + i, "/engine-rest/filter"))
                    .startsWith("HTTP/1.1 401");
        }
        String paused = basicFrom("127.0.0.66", user, GOOD, "/engine-rest/filter");
        assertThat(paused).as("the right password, during the pause").startsWith("HTTP/1.1 401");
        assertThat(paused).contains("Retry-After: ").contains("Try again in");
        assertThat(basicFrom("127.0.0.1", user, GOOD, "/engine-rest/filter"))
                .as("the rightful person, from elsewhere")
                .startsWith("HTTP/1.1 200");
        assertThat(attempts(user)).as("the engine's own lock is not sprung").isZero();
    }

    @Test
    @DisplayName("the engine's own address for passwords is the same door: tries there count here")
    void enginesOwnAddresses() throws IOException {
        String user = account();
        for (int i = 0; i < 6; i++) {
            assertThat(basicFrom("127.0.0.67", user, "wrong " + i, "/camunda/api/engine/engine/default/filter"))
                    .startsWith("HTTP/1.1 401");
        }
        assertThat(from(
                        "127.0.0.67",
                        "POST",
                        "/engine-rest/identity/verify",
                        "{\"username\":\"" + user + "\",\"password\":\"" + GOOD + "\"}",
                        Visitor.basic("owner", "pathways")))
                .as("the engine's address for asking after a password is shut, or says no during the pause")
                .doesNotContain("\"authenticated\":true");
        assertThat(basicFrom("127.0.0.67", user, GOOD, "/engine-rest/filter")).startsWith("HTTP/1.1 401");
        Visitor open = new Visitor(port);
        assertThat(open.send(
                                "POST",
                                "/camunda/api/admin/auth/user/default/login/tasklist",
                                "username=" + user + "&password=" + GOOD.replace(' ', '+'),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .as("the engine's own login is closed")
                .isIn(401, 403);
    }

    @Test
    @DisplayName("a forwarded address is believed from a trusted proxy only: who invents one is counted where they are")
    void inventedAddress() throws IOException {
        String user = account();
        for (int i = 0; i < 6; i++) {
            assertThat(from(
                            "127.0.0.68",
                            "GET",
                            "/engine-rest/filter",
                            "",
                            Visitor.basic(user, "wrong " + i) + "\r\nX-Forwarded-For: 10.1.1." + i))
                    .startsWith("HTTP/1.1 401");
        }
        assertThat(basicFrom("127.0.0.68", user, GOOD, "/engine-rest/filter")).contains("Retry-After");
    }

    @Test
    @DisplayName("an unknown user and a wrong password are answered in the same words, and both are slowed")
    void sameWords() throws IOException {
        String user = account();
        String nobody = "nobody-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            assertThat(body(basicFrom("127.0.0.69", nobody, "wrong", "/engine-rest/filter")))
                    .isEqualTo(body(basicFrom("127.0.0.69", user, "wrong", "/engine-rest/filter")));
        }
        assertThat(basicFrom("127.0.0.69", nobody, "wrong", "/engine-rest/filter"))
                .contains("Retry-After");
        assertThat(basicFrom("127.0.0.69", user, "wrong", "/engine-rest/filter"))
                .contains("Retry-After");
    }

    @Test
    @DisplayName("who tries one password at many accounts is slowed too, and only there")
    void manyAccountsFromOneSource() throws IOException {
        String user = account();
        for (int i = 0; i < 32; i++) {
            basicFrom("127.0.0.70", "staff-" + UUID.randomUUID(), "Summer2026!", "/engine-rest/filter");
        }
        assertThat(basicFrom("127.0.0.70", user, GOOD, "/engine-rest/filter")).contains("Retry-After");
        assertThat(basicFrom("127.0.0.71", user, GOOD, "/engine-rest/filter")).startsWith("HTTP/1.1 200");
    }

    @Test
    @DisplayName("whoever guesses from the council's one address makes nobody wait whose browser is known, anywhere")
    void knownBrowserBehindOneAddress() throws IOException {
        String user = account();
        String other = account();
        Visitor laptop = new Visitor(port);
        laptop.logIn(user, GOOD);
        String device = laptop.cookie("DEVICE");
        assertThat(device).hasSizeGreaterThan(40);
        for (int i = 0; i < 32; i++) {
            basicFrom("127.0.0.82", "staff-" + UUID.randomUUID(), "Summer2026!", "/engine-rest/filter");
        }
        assertThat(basicFrom("127.0.0.82", user, GOOD, "/engine-rest/filter"))
                .as("an unknown browser")
                .contains("Retry-After");
        assertThat(basicFrom("127.0.0.82", user, GOOD, "/engine-rest/filter", "Cookie: DEVICE=" + device))
                .as("the laptop, for the first time in this office")
                .startsWith("HTTP/1.1 200");
        assertThat(basicFrom("127.0.0.82", other, GOOD, "/engine-rest/filter", "Cookie: DEVICE=" + device))
                .as("another account in it")
                .contains("Retry-After");
        assertThat(basicFrom("127.0.0.82", user, GOOD, "/engine-rest/filter", "Cookie: DEVICE=" + "A".repeat(43)))
                .as("a cookie that somebody made up")
                .contains("Retry-After");
    }

    @Test
    @DisplayName("the cookie of a known browser opens nothing, and guesses with it are slowed: 4 are free")
    void guessesInAKnownBrowser() throws IOException {
        String user = account();
        Visitor laptop = new Visitor(port);
        laptop.logIn(user, GOOD);
        String cookie = "Cookie: DEVICE=" + laptop.cookie("DEVICE");
        for (int i = 0; i < 5; i++) {
            assertThat(basicFrom("127.0.0.83", user, "wrong " + i, "/engine-rest/filter", cookie))
                    .startsWith("HTTP/1.1 401")
                    .doesNotContain("Retry-After");
        }
        assertThat(basicFrom("127.0.0.84", user, GOOD, "/engine-rest/filter", cookie))
                .as("from another address too")
                .contains("Retry-After");
        assertThat(basicFrom("127.0.0.84", user, GOOD, "/engine-rest/filter")).startsWith("HTTP/1.1 200");
    }

    @Test
    @DisplayName("a cookie that we did not give is replaced at the log-in and not taken over")
    void plantedCookie() {
        String user = account();
        Visitor visitor = new Visitor(port);
        visitor.put("DEVICE", "B".repeat(43));
        HttpResponse<String> in = visitor.logIn(user, GOOD);
        assertThat(in.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("DEVICE="))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("BBBB");
    }

    @Test
    @DisplayName("whom the administrator lets try again is looked at, whatever others tried from there")
    void forgivenBehindOneAddress() throws IOException {
        String user = account();
        for (int i = 0; i < 32; i++) {
            basicFrom("127.0.0.85", "staff-" + UUID.randomUUID(), "Summer2026!", "/engine-rest/filter");
        }
        assertThat(basicFrom("127.0.0.85", user, GOOD, "/engine-rest/filter")).contains("Retry-After");
        pause.forgive(user);
        assertThat(basicFrom("127.0.0.85", user, GOOD, "/engine-rest/filter")).startsWith("HTTP/1.1 200");
    }

    @Test
    @DisplayName("the login page says when one may try again")
    void pageSaysWhen() {
        String user = account();
        Visitor visitor = new Visitor(port);
        HttpResponse<String> answer = null;
        for (int i = 0; i < 8; i++) {
            answer = visitor.logIn(user, "wrong " + i);
        }
        assertThat(visitor.follow(answer).body())
                .contains("You can try again in")
                .doesNotContain("wrong 7");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"short", "elevenchars", "aaaaaaaaaaaa", "Password1234!", "123456789012"})
    @DisplayName("a password that is too short or guessed first is refused on the engine's own paths, with a sentence")
    void weakPasswords(String weak) {
        String user = account();
        Visitor admin = new Visitor(port);
        HttpResponse<String> made = admin.send(
                "POST",
                "/engine-rest/user/create",
                "{\"profile\":{\"id\":\"weak-" + UUID.randomUUID()
                        + "\",\"firstName\":\"A\",\"lastName\":\"B\"},\"credentials\":{\"password\":\"" + weak + "\"}}",
                "Content-Type",
                JSON,
                "Authorization",
                Visitor.basic("admin", "pathways"));
        assertThat(made.statusCode()).isBetween(400, 403);
        HttpResponse<String> set = admin.send(
                "PUT",
                "/engine-rest/user/" + user + "/credentials",
                "{\"password\":\"" + weak + "\",\"authenticatedUserPassword\":\"pathways\"}",
                "Content-Type",
                JSON,
                "Authorization",
                Visitor.basic("admin", "pathways"));
        assertThat(set.statusCode()).isBetween(400, 403);
        assertThat(identity.checkPassword(user, GOOD)).isTrue();
        User known = identity.createUserQuery().userId(user).singleResult();
        known.setPassword(weak);
        assertThatThrownBy(() -> identity.saveUser(known)).hasMessageContaining("assword");
    }

    @Test
    @DisplayName("a password that somebody else set opens the page for one's own, and nothing else until it is chosen")
    void firstPassword() {
        String user = account();
        database.update(
                "insert into pathways.account values (?, true, now()) on conflict (user_id) do update set"
                        + " change_password = true",
                user);
        Visitor visitor = new Visitor(port);
        HttpResponse<String> page = visitor.follow(visitor.logIn(user, GOOD));
        assertThat(page.uri().getPath()).isEqualTo("/account/password");
        assertThat(page.body()).contains("Choose a password of your own");
        assertThat(visitor.get("/camunda/api/engine/engine/default/task", "Accept", JSON)
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Visitor(port)
                        .get("/engine-rest/filter", "Authorization", Visitor.basic(user, GOOD))
                        .body())
                .contains("Choose a password of your own first");
        assertThat(visitor.fill("/account/password", "/account/password", change("not it", OTHER, OTHER))
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.fill("/account/password", "/account/password", change(GOOD, "short", "short"))
                        .body())
                .contains("at least 12 characters");
        String session = visitor.cookie("SESSION");
        HttpResponse<String> changed =
                visitor.follow(visitor.fill("/account/password", "/account/password", change(GOOD, OTHER, OTHER)));
        assertThat(changed.body()).contains("Your password is changed");
        assertThat(visitor.cookie("SESSION")).isNotEqualTo(session);
        assertThat(visitor.loggedIn()).isTrue();
        assertThat(identity.checkPassword(user, GOOD)).isFalse();
    }

    @Test
    @DisplayName("a new password ends every other session of its owner; that of the page goes on")
    void passwordEndsSessions() {
        String user = account();
        Visitor here = loggedIn(user);
        Visitor elsewhere = loggedIn(user);
        assertThat(here.get("/account").body()).contains("Log out everywhere else");
        here.follow(here.fill("/account/password", "/account/password", change(GOOD, OTHER, OTHER)));
        assertThat(elsewhere.loggedIn()).isFalse();
        assertThat(here.loggedIn()).isTrue();
    }

    @Test
    @DisplayName("one ends one's other sessions from the account's page")
    void endOthers() {
        String user = account();
        Visitor here = loggedIn(user);
        Visitor elsewhere = loggedIn(user);
        assertThat(here.follow(here.fill("/account", "/account/end-others", Map.of()))
                        .body())
                .contains("You are logged in here and nowhere else");
        assertThat(elsewhere.loggedIn()).isFalse();
    }

    @Test
    @DisplayName("a role that goes, a team that changes and the leaving end every session at once")
    void rightsEndSessions() {
        String user = "s" + UUID.randomUUID().toString().substring(0, 8);
        staff.put(person(user, "north", true), GOOD);
        Visitor visitor = loggedIn(user);
        staff.put(person(user, "north", true), null);
        assertThat(visitor.loggedIn()).as("nothing changed").isTrue();
        staff.put(person(user, "south", true), null);
        assertThat(visitor.loggedIn()).as("another team").isFalse();
        Visitor again = loggedIn(user);
        staff.put(person(user, "south", false), null);
        assertThat(again.loggedIn()).as("left").isFalse();
        assertThat(new Visitor(port)
                        .get("/engine-rest/filter", "Authorization", Visitor.basic(user, GOOD))
                        .statusCode())
                .isEqualTo(401);
    }

    private static Person person(String user, String team, boolean active) {
        return new Person(
                user, "Sam Vane", java.util.Set.of("social-worker"), team, null, null, null, true, true, active);
    }

    @Test
    @DisplayName("twenty requests at once with a fresh session: no error, and what is written next is accepted")
    void twentyAtOnce() {
        List<String> pages = List.of(
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/default/filter",
                "/camunda/app/welcome/default/",
                "/camunda/api/engine/engine/default/task/count",
                "/children");
        for (int round = 0; round < 3; round++) {
            Visitor visitor = new Visitor(port);
            assertThat(visitor.logIn("tm.north", "pathways")
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .contains("/camunda/app/tasklist");
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 20)
                    .mapToObj(i -> visitor.client()
                            .sendAsync(
                                    visitor.request(pages.get(i % pages.size()), "Accept", "*/*")
                                            .build(),
                                    BodyHandlers.ofString()))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                    .allMatch(status -> status == 200);
            HttpResponse<String> written = visitor.send(
                    "POST",
                    "/camunda/api/engine/engine/default/task/count",
                    "{}",
                    "Content-Type",
                    JSON,
                    "Accept",
                    JSON,
                    "X-XSRF-TOKEN",
                    visitor.cookie("XSRF-TOKEN"));
            assertThat(written.statusCode()).isEqualTo(200);
            assertThat(visitor.loggedIn()).isTrue();
        }
    }

    @Test
    @DisplayName("the session has another number after log-in than before it")
    void newSessionAtLogin() {
        Visitor visitor = new Visitor(port);
        visitor.get("/login");
        String before = visitor.cookie("SESSION");
        visitor.logIn("tm.north", "pathways");
        assertThat(visitor.cookie("SESSION")).isNotNull().isNotEqualTo(before);
    }

    @Test
    @DisplayName("a link or a picture logs nobody out: log-out is sent with a token")
    void logOut() {
        Visitor visitor = loggedIn("sw.north", "pathways");
        visitor.get("/logout");
        assertThat(visitor.loggedIn()).isTrue();
        visitor.send("POST", "/logout", "");
        visitor.send("POST", "/camunda/api/admin/auth/user/default/logout", "", "Accept", JSON);
        // The engine's filter may end a session that comes without its token; ours must not have been needed for it.
        Visitor second = loggedIn("sw.north", "pathways");
        HttpResponse<String> out = second.fill("/logout", "/logout", Map.of());
        assertThat(out.headers().firstValue("Location").orElseThrow()).endsWith("/login?out");
        assertThat(second.loggedIn()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/login", "/children", "/account", "/api/standards", "/engine-rest/filter", "/notices"})
    @DisplayName("every answer says what a browser may do with it")
    void headers(String path) {
        Visitor visitor = loggedIn("tm.north", "pathways");
        HttpResponse<String> answer = visitor.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    @DisplayName("the engine's pages run no script without its number, and evaluate no text")
    void enginesPages() {
        HttpResponse<String> tasklist = loggedIn("tm.north", "pathways").get("/camunda/app/tasklist/default/");
        assertThat(header(tasklist, "Content-Security-Policy"))
                .contains("script-src 'nonce-")
                .doesNotContain("unsafe-eval")
                .contains("frame-ancestors 'none'");
    }

    @Test
    @DisplayName("no page of ours has a script or a style in it")
    void nothingInline() throws IOException {
        try (Stream<java.nio.file.Path> pages =
                java.nio.file.Files.walk(java.nio.file.Path.of("src/main/resources/templates"))) {
            for (java.nio.file.Path page :
                    pages.filter(java.nio.file.Files::isRegularFile).toList()) {
                assertThat(java.nio.file.Files.readString(page))
                        .as(page.toString())
                        .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*src)|javascript:");
            }
        }
    }

    @Test
    @DisplayName("what is not for everybody asks for a login, measures for the administrator's")
    void measures() {
        assertThat(new Visitor(port)
                        .get("/actuator/prometheus", "Accept", "text/plain")
                        .statusCode())
                .isEqualTo(401);
        assertThat(loggedIn("tm.north", "pathways")
                        .get("/actuator/prometheus", "Accept", "text/plain")
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Visitor(port).get("/swagger-ui/index.html").statusCode()).isEqualTo(302);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("neither a password nor what was typed in the place of a user name reaches the log")
    void secretsStayOutOfTheLog(CapturedOutput log) throws IOException {
        String user = account();
        loggedIn(user);
        for (int i = 0; i < 4; i++) {
            basicFrom("127.0.0.72", user, "hidden-in-plain-sight", "/engine-rest/filter");
        }
        database.update(
                "update pathways.sign_in_try set failures = 9, paused_until = null where source = '127.0.0.72'");
        basicFrom("127.0.0.72", user, "hidden-in-plain-sight", "/engine-rest/filter");
        for (int i = 0; i < 4; i++) {
            basicFrom("127.0.0.73", "typed my password here", "x", "/engine-rest/filter");
        }
        database.update(
                "update pathways.sign_in_try set failures = 9, paused_until = null where source = '127.0.0.73'");
        basicFrom("127.0.0.73", "typed my password here", "x", "/engine-rest/filter");
        assertThat(log.getAll())
                .contains("10 wrong passwords for one account from 127.0.0.72")
                .contains("10 wrong passwords for an unknown account from 127.0.0.73")
                .doesNotContain(GOOD, "hidden-in-plain-sight", "typed my password here");
    }

    @Test
    @DisplayName("repeated wrong passwords are on the trail, with the account and the source")
    void repeatedTriesAreOnTheTrail() throws IOException {
        String user = account();
        basicFrom("127.0.0.74", user, "wrong", "/engine-rest/filter");
        database.update("update pathways.sign_in_try set failures = 9 where user_id = ?", user);
        basicFrom("127.0.0.74", user, "wrong", "/engine-rest/filter");
        assertThat(database.queryForList(
                        "select value_after from pathways.audit_entry where about = ? and action = 'wrong passwords'",
                        String.class,
                        user))
                .singleElement()
                .asString()
                .contains("127.0.0.74");
    }

    @Test
    @DisplayName("an error is a sentence: no stack trace, no names of classes, no versions")
    void noStackTrace() throws IOException {
        Visitor visitor = loggedIn("tm.north", "pathways");
        for (String path : List.of(
                "/nothing-here", "/children/%25%25", "/engine-rest/task/none", "/api/children/x/none", "/api/%7B%7D")) {
            assertThat(visitor.get(path).body())
                    .as(path)
                    .doesNotContain("java.lang", "\tat ", "Apache Tomcat/", "Whitelabel");
        }
        assertThat(from("127.0.0.1", "GET", "/a|b{c}", "", "x"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("Apache Tomcat/", "java.");
        assertThat(from("127.0.0.1", "TRACE", "/login", "", "x")).doesNotStartWith("HTTP/1.1 200");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(" | ", answer.headers().allValues(name));
    }

    private static Map<String, String> change(String present, String chosen, String again) {
        return Map.of("present", present, "chosen", chosen, "again", again);
    }

    private Visitor loggedIn(String user) {
        return loggedIn(user, GOOD);
    }

    private Visitor loggedIn(String user, String password) {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.logIn(user, password)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .doesNotContain("/login");
        assertThat(visitor.loggedIn()).isTrue();
        return visitor;
    }

    /** A login that nobody else uses, with a good password. */
    private String account() {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        User user = identity.newUser(id);
        user.setFirstName("Pat");
        user.setLastName("Quayle");
        user.setPassword(GOOD);
        identity.saveUser(user);
        return id;
    }

    private int attempts(String user) {
        return ((org.camunda.bpm.engine.impl.persistence.entity.UserEntity)
                        identity.createUserQuery().userId(user).singleResult())
                .getAttempts();
    }

    private String basicFrom(String source, String user, String password, String path, String... headers)
            throws IOException {
        return from(source, "GET", path, "", Visitor.basic(user, password), headers);
    }

    /** One request from an address of this machine that is not the usual one. */
    private String from(String source, String method, String path, String body, String authorization, String... headers)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(source), 0)) {
            byte[] sent = body.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                                    + JSON + "\r\nContent-Length: " + sent.length + "\r\nAuthorization: "
                                    + authorization + "\r\n"
                                    + java.util.Arrays.stream(headers)
                                            .map(header -> header + "\r\n")
                                            .collect(java.util.stream.Collectors.joining())
                                    + "\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n"));
    }
}
