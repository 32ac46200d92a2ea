package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import uk.childpathways.people.Directory;
import uk.childpathways.people.WaitingPeople;

/** As a council runs it: its own sign-in provider, here a real one in the same JVM, and one address. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.process-engine-name=council",
            "pathways.oidc.client-id=child-pathways",
            "pathways.oidc.client-secret=not a real secret, of child-pathways",
            "pathways.oidc.create-people=true",
            "pathways.oidc.local-accounts=admin",
            "pathways.oidc.groups=CP-North=team:north,CP-South=team:south,CP-Workers=role:social-worker,"
                    + "CP-Managers=role:team-manager",
            "pathways.web.hosts=localhost"
        })
@ActiveProfiles("test")
@DisplayName("Signing in at the council's provider")
class CouncilSignInTest {

    private static final TestProvider PROVIDER = new TestProvider();

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("pathways.oidc.issuer", PROVIDER::issuer);
    }

    @LocalServerPort
    int port;

    @Autowired
    Directory directory;

    @Autowired
    IdentityService identity;

    @Autowired
    WaitingPeople waiting;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void register() {
        PROVIDER.register("http://localhost:" + port);
    }

    @Test
    @DisplayName(
            "from the page that one wanted through the provider and back to it, with the roles and the team of today's groups")
    void wholeWay() {
        PROVIDER.groups("robin", "CP-North", "CP-Workers", "CP-Managers");
        Visitor robin = new Visitor(port);
        HttpResponse<String> page = throughProvider(robin, "robin", "/children");
        assertThat(page.uri().getPath()).isEqualTo("/children");
        assertThat(page.body()).contains("Robin Provided").contains("Oversight");
        assertThat(directory.rolesOf("robin")).containsExactlyInAnyOrder("social-worker", "team-manager");
        assertThat(directory.person("robin").orElseThrow().team()).isEqualTo("north");
        assertThat(groups("robin")).contains("team-managers-north", "social-workers-north");

        PROVIDER.groups("robin", "CP-South", "CP-Workers");
        Visitor again = new Visitor(port);
        throughProvider(again, "robin", "/children");
        assertThat(groups("robin"))
                .contains("social-workers-south")
                .doesNotContain("team-managers-north", "team-managers-south");
        assertThat(robin.loggedIn()).as("the session of the role that is gone").isFalse();
        assertThat(again.loggedIn()).isTrue();
    }

    @Test
    @DisplayName("log-out ends both sessions: the next log-in asks at the provider again")
    void logOut() {
        PROVIDER.groups("kim", "CP-North", "CP-Workers");
        Visitor kim = new Visitor(port);
        throughProvider(kim, "kim", "/children");
        HttpResponse<String> out = kim.fill("/logout", "/logout", Map.of());
        assertThat(out.headers().firstValue("Location").orElseThrow())
                .startsWith(PROVIDER.issuer())
                .contains("id_token_hint");
        HttpResponse<String> page = kim.follow(out);
        assertThat(page.uri().getPath()).isEqualTo("/login");
        assertThat(page.body()).contains("You have logged out");
        assertThat(kim.loggedIn()).isFalse();
        HttpResponse<String> asked = kim.follow(kim.get("/oauth2/authorization/council"));
        assertThat(asked.uri().toString()).startsWith(PROVIDER.issuer() + "/login");
    }

    @Test
    @DisplayName(
            "what an administrator asked for waits no longer once the provider says it of them: it is the second hand")
    void secondHand() {
        HttpResponse<String> asked = new Visitor(port)
                .send(
                        "PUT",
                        "/api/people/sasha",
                        "{\"name\": \"Sasha Asked\", \"roles\": [\"social-worker\"], \"team\": \"north\"}",
                        "Authorization",
                        Visitor.basic("admin", "pathways"),
                        "Content-Type",
                        "application/json");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        assertThat(waiting.of("sasha")).as("one hand alone").isPresent();
        assertThat(groups("sasha")).doesNotContain("social-workers-north");

        PROVIDER.groups("sasha", "CP-North", "CP-Workers");
        Visitor sasha = new Visitor(port);
        throughProvider(sasha, "sasha", "/children");
        assertThat(sasha.loggedIn()).isTrue();
        assertThat(waiting.of("sasha")).isEmpty();
        assertThat(groups("sasha")).contains("social-workers-north");
        assertThat(jdbc.queryForList(
                        "select reason from pathways.audit_entry where about = 'sasha' and action = 'confirmed'",
                        String.class))
                .containsExactly("by the council's sign-in provider");
    }

    @Test
    @DisplayName("somebody whose groups mean nothing here is told so, and is not put into the directory")
    void nobodyHere() {
        PROVIDER.groups("stranger", "Parks");
        Visitor stranger = new Visitor(port);
        HttpResponse<String> page = throughProvider(stranger, "stranger", "/children");
        assertThat(page.body()).contains("nobody with that account is known here");
        assertThat(stranger.loggedIn()).isFalse();
        assertThat(directory.person("stranger")).isEmpty();
    }

    @Test
    @DisplayName("passwords kept here open nothing but the named account; the page says where to log in")
    void localPasswords() {
        assertThat(new Visitor(port).get("/login").body()).contains("Log in with your council account");
        assertThat(status("sw.north")).isEqualTo(401);
        assertThat(status("admin")).isEqualTo(200);
    }

    private int status(String user) {
        return new Visitor(port)
                .get("/engine-rest/filter", "Authorization", Visitor.basic(user, "pathways"))
                .statusCode();
    }

    @Test
    @DisplayName("a program comes with the provider's token, signed by it and meant for us")
    void tokens() throws Exception {
        assertThat(withToken(token("child-pathways"))).isEqualTo(200);
        assertThat(withToken(token("somebody-else"))).as("meant for another").isEqualTo(401);
        String token = token("child-pathways");
        assertThat(withToken(token.substring(0, token.length() - 6) + "AAAAAA"))
                .as("changed on the way")
                .isEqualTo(401);
    }

    private int withToken(String token) {
        return new Visitor(port)
                .get("/engine-rest/process-definition/count", "Authorization", "Bearer " + token)
                .statusCode();
    }

    private String token(String client) throws Exception {
        HttpResponse<String> answer = new Visitor(PROVIDER.issuer())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&scope=profile",
                        "Authorization",
                        Visitor.basic(encoded(client), encoded(TestProvider.secret(client))),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("the installation answers under its own name only")
    void ownName() {
        assertThat(new Visitor("http://127.0.0.1:" + port).get("/login").statusCode())
                .isEqualTo(400);
        assertThat(new Visitor("http://127.0.0.1:" + port)
                        .get("/actuator/health")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> throughProvider(Visitor visitor, String user, String wanted) {
        HttpResponse<String> ours = visitor.follow(visitor.get(wanted));
        assertThat(ours.uri().getPath()).isEqualTo("/login");
        HttpResponse<String> theirs = visitor.follow(visitor.get("/oauth2/authorization/council"));
        assertThat(theirs.uri().toString()).startsWith(PROVIDER.issuer() + "/login");
        return visitor.follow(visitor.fill(
                PROVIDER.issuer() + "/login",
                PROVIDER.issuer() + "/login",
                Map.of("username", user, "password", TestProvider.PASSWORD)));
    }

    /** What Tasklist offers work by. */
    private List<String> groups(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
    }
}
