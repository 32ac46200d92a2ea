package uk.childpathways.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import uk.childpathways.testing.DiligentPractice;
import uk.childpathways.testing.Practice;
import uk.childpathways.testing.SecondPerson;

/**
 * Fills an empty database with the running cases that {@link UpgradeTest} finishes. Not one of the tests; how it is run
 * on a version, and what is then kept, stands in {@code src/test/resources/upgrade/README.md}.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "pathways.demonstration.enabled=true",
            "pathways.admin.user=admin",
            "pathways.admin.password=pathways"
        })
@ActiveProfiles("test")
@Import(Practice.class)
class FillDatabase {

    @Autowired
    Practice practice;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    IdentityService identity;

    @Autowired
    TestRestTemplate http;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void fill() throws Exception {
        people();
        RunningCases.all().forEach(this::bring);
        session();
    }

    private void bring(RunningCase one) {
        DiligentPractice life = new DiligentPractice(practice, tasks, management, groups(), one.ref)
                .deciding(one::before)
                .leaving(one.left);
        practice.itIs(one.beginnings.get(0).at().toString());
        if (one.ref.startsWith("C-")) {
            put(
                    "/api/children/" + one.ref,
                    RunningCases.map(
                            "name",
                            "Child " + one.ref.substring(2),
                            "dateOfBirth",
                            one.born == null ? null : one.born.toString(),
                            "expectedOn",
                            one.born == null ? "2026-08-28" : null,
                            "team",
                            "north",
                            "allocatedWorker",
                            null,
                            "placement",
                            "with mother",
                            "outOfCounty",
                            false));
        }
        for (RunningCase.Beginning beginning : one.beginnings) {
            life.until(RunningCase.england(beginning.at()));
            if (beginning.at().equals(one.leftFrom)) {
                life.leaving(one.leftLater);
            }
            practice.start(
                    beginning.process(), beginning.by(), beginning.answers().apply(life));
            life.carryOn();
        }
        life.until(RunningCase.england(RunningCases.DAY));
        if (one.justNow != null) {
            justNow(one);
        }
        System.out.println(one + "\n  open: " + practice.withSupervision().tasks(one.ref));
    }

    private void justNow(RunningCase one) {
        var last = one.justNow;
        String task = practice.task(one.ref, last.label()).getId();
        Map<String, Object> answers = practice.answersFor(one.ref, last.label(), last.by(), last.answers());
        practice.as(last.by(), () -> {
            tasks.complete(task, answers);
            return null;
        });
    }

    /** Somebody is logged in while the version changes. */
    private void session() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        URI login = URI.create(http.getRootUri() + "/login");
        String page = browser.send(HttpRequest.newBuilder(login).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).as(page).isTrue();
        var answer = browser.send(
                HttpRequest.newBuilder(login)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=sw.north&password=pathways&_csrf="
                                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).contains("tasklist"));
        for (String address : List.of("/camunda/app/tasklist/default/", "/children", "/api/children")) {
            var seen = browser.send(
                    HttpRequest.newBuilder(URI.create(http.getRootUri() + address))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(seen.statusCode()).as(address).isEqualTo(200);
        }
    }

    /** Who is supervised or away, beside the people of the demonstration. */
    private void people() {
        for (String[] who :
                new String[][] {{"sw3.north", "Hannah Field"}, {"sw4.north", "Ifan Rees"}, {"sw5.north", "Nadia Karim"}
                }) {
            put(
                    "/api/people/" + who[0],
                    RunningCases.map(
                            "name",
                            who[1],
                            "roles",
                            List.of("social-worker"),
                            "team",
                            "north",
                            "registered",
                            true,
                            "suitablyQualified",
                            true,
                            "active",
                            true));
            SecondPerson.confirms(http, who[0]);
        }
    }

    private void put(String address, Map<String, Object> body) {
        var answer = http.withBasicAuth("admin", "pathways")
                .exchange(address, HttpMethod.PUT, new HttpEntity<>(body), String.class);
        assertThat(answer.getStatusCode().is2xxSuccessful())
                .as(answer.getBody())
                .isTrue();
    }

    private Map<String, List<String>> groups() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        identity.createUserQuery()
                .list()
                .forEach(user -> all.put(
                        user.getId(),
                        identity.createGroupQuery().groupMember(user.getId()).list().stream()
                                .map(Group::getId)
                                .toList()));
        return all;
    }
}
