package uk.childpathways.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("What was typed and not handed in")
class DraftsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String FORM = "drafts-test-discussion";
    private static final String WORDS = "What the school nurse said of the bruises";

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    Children children;

    @Autowired
    RecordAccess access;

    @Autowired
    Practice practice;

    @Autowired
    JdbcTemplate db;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID page = UUID.randomUUID();
    private String child;
    private String task;

    @BeforeEach
    void aTaskOfTheManager() {
        practice.backToToday();
        TestForms.deploy(repository);
        child = child("north");
        String instance = runtime.startProcessInstanceByKey(
                        TestForms.PROCESS, Map.of("childRef", child, "referredOn", "2026-04-02"))
                .getId();
        task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        tasks.setAssignee(task, "tm.north");
        db.update("delete from pathways.draft where process_key = ?", TestForms.PROCESS);
    }

    @AfterEach
    void backToToday() {
        practice.backToToday();
    }

    private String child(String team) {
        String ref = "T-DRAFT-" + NUMBER.incrementAndGet();
        children.put(
                new Child(ref, "Robin Draft", LocalDate.of(2018, 5, 1), null, null, team, "sw." + team, null, false));
        return ref;
    }

    // ---- asking ----

    private record Answered(int status, JsonNode body) {
        String sentence() {
            return body.path("detail").asText();
        }
    }

    private Answered ask(String method, String path, String user, Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":pathways").getBytes(StandardCharsets.UTF_8)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            String sent = body == null ? "" : body instanceof String text ? text : json.writeValueAsString(body);
            HttpResponse<String> answer = http.send(
                    request.method(method, BodyPublishers.ofString(sent)).build(), BodyHandlers.ofString());
            return new Answered(answer.statusCode(), json.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String atTask() {
        return "/api/drafts/tasks/" + task;
    }

    private Map<String, Object> typed(String form, UUID from, long turn, Long seen, Map<String, ?> answers) {
        Map<String, Object> typed = new HashMap<>();
        typed.put("form", form);
        typed.put("answers", answers);
        typed.put("page", from);
        typed.put("turn", turn);
        typed.put("seen", seen);
        return typed;
    }

    private Answered type(String user, String words) {
        return ask(
                "PUT", atTask(), user, typed(FORM, page, System.nanoTime(), null, Map.of("informationShared", words)));
    }

    private JsonNode own(String user) {
        Answered answer = ask("GET", atTask(), user, null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("own");
    }

    private long kept() {
        return db.queryForObject("select count(*) from pathways.draft where task_id = ?", Long.class, task);
    }

    // ---- at a task ----

    @Test
    @DisplayName(
            "is kept with its time, comes back on any computer, and each keeping takes the place of the one before")
    void comesBack() {
        practice.itIs("2026-11-30T14:07");
        Answered first = type("tm.north", WORDS);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("time").asText()).isEqualTo("14:07");
        type("tm.north", WORDS + " and the teacher");
        JsonNode own = own("tm.north");
        assertThat(own.path("answers").path("informationShared").asText()).isEqualTo(WORDS + " and the teacher");
        assertThat(own.path("moment").asText()).isEqualTo("30 November 2026 at 14:07");
        assertThat(own.path("version").asLong()).isEqualTo(2);
        assertThat(kept()).isOne();
    }

    @Test
    @DisplayName(
            "is kept as it was typed: a NUL too, that no record could hold; half a sign of a broken paste is a '?'")
    void asTyped() {
        String odd = "\\u0000 in six signs, \u0000 in one, a whole \uD83D\uDE00, Zażółć";
        type("tm.north", odd);
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .isEqualTo(odd);
        String half = "{\"form\": \"" + FORM + "\", \"page\": \"" + page + "\", \"turn\": " + Long.MAX_VALUE
                + ", \"answers\": {\"informationShared\": \"half \\ud83d of it\"}}";
        assertThat(ask("PUT", atTask(), "tm.north", half).status()).isEqualTo(200);
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .isEqualTo("half ? of it");
    }

    @Test
    @DisplayName("is gone when everything was taken out again, and when it is thrown away")
    void takenOutAndThrownAway() {
        type("tm.north", WORDS);
        Answered emptied = ask("PUT", atTask(), "tm.north", typed(FORM, page, Long.MAX_VALUE, null, Map.of()));
        assertThat(emptied.body().path("version").isNull()).isTrue();
        assertThat(kept()).isZero();
        type("tm.north", WORDS);
        assertThat(ask("DELETE", atTask(), "tm.north", null).status()).isEqualTo(204);
        assertThat(own("tm.north").isNull()).isTrue();
        assertThat(kept()).isZero();
    }

    @Test
    @DisplayName("from a second window is not put over what the first has kept meanwhile, until somebody says so")
    void twoWindows() {
        UUID other = UUID.randomUUID();
        type("tm.north", WORDS);
        Map<String, String> there = Map.of("informationShared", "Something else");
        Answered refused = ask("PUT", atTask(), "tm.north", typed(FORM, other, 1, null, there));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.sentence()).contains("another window");
        assertThat(ask("PUT", atTask(), "tm.north", typed(FORM, other, 2, null, Map.of()))
                        .status())
                .as("nor is it emptied")
                .isEqualTo(409);
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .isEqualTo(WORDS);
        long seen = own("tm.north").path("version").asLong();
        assertThat(ask("PUT", atTask(), "tm.north", typed(FORM, other, 3, seen, there))
                        .status())
                .isEqualTo(200);
        assertThat(type("tm.north", WORDS).status())
                .as("now the first is asked")
                .isEqualTo(409);
    }

    @Test
    @DisplayName("that was overtaken on its way changes nothing")
    void overtaken() {
        ask("PUT", atTask(), "tm.north", typed(FORM, page, 8, null, Map.of("informationShared", "later")));
        Answered late =
                ask("PUT", atTask(), "tm.north", typed(FORM, page, 7, null, Map.of("informationShared", "earlier")));
        assertThat(late.status()).isEqualTo(409);
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .isEqualTo("later");
    }

    @Test
    @DisplayName(
            "tells a second person who types, not what; two minutes after the last word it is 'typed', not 'is typing'")
    void secondPerson() {
        practice.itIs("2026-11-30T14:05");
        type("tm.north", WORDS);
        practice.itIs("2026-11-30T14:06:59");
        JsonNode told = ask("GET", atTask(), "sw.north", null).body();
        assertThat(told.path("own").isNull()).isTrue();
        assertThat(told.path("others")).hasSize(1);
        assertThat(told.path("others").get(0).path("name").asText()).isEqualTo("Helen Marsh");
        assertThat(told.path("others").get(0).path("since").asText()).isEqualTo("14:05");
        assertThat(told.toString()).doesNotContain(WORDS);
        assertThat(type("sw.north", "Mine")
                        .body()
                        .path("others")
                        .get(0)
                        .path("since")
                        .asText())
                .as("also told while typing")
                .isEqualTo("14:05");
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .as("each has their own")
                .isEqualTo(WORDS);
        practice.itIs("2026-11-30T14:07");
        assertThat(ask("GET", atTask(), "sw.north", null)
                        .body()
                        .path("others")
                        .get(0)
                        .path("since")
                        .isNull())
                .isTrue();
        practice.itIs("2026-11-30T14:20");
        type("tm.north", WORDS + ".");
        assertThat(ask("GET", atTask(), "sw.north", null)
                        .body()
                        .path("others")
                        .get(0)
                        .path("since")
                        .asText())
                .as("a new stretch of typing")
                .isEqualTo("14:20");
    }

    @Test
    @DisplayName("is read by whom the task came to, in words and ready for the form, and by nobody else")
    void handedOver() {
        practice.itIs("2026-11-30T14:05");
        ask(
                "PUT",
                atTask(),
                "tm.north",
                typed(FORM, page, 1, null, Map.of("informationShared", WORDS, "discussionKind", "phone")));
        tasks.setAssignee(task, "sw.north");
        JsonNode theirs =
                ask("GET", atTask(), "sw.north", null).body().path("others").get(0);
        assertThat(theirs.path("answers").path("informationShared").asText()).isEqualTo(WORDS);
        assertThat(theirs.path("said").toString())
                .contains("What each agency knows that matters here", WORDS, "How it was held", "Telephone")
                .doesNotContain("discussionKind");
        assertThat(theirs.path("by").asText()).isEqualTo("tm.north");
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .as("its author too, as long as the task is open to them")
                .isEqualTo(WORDS);
        tasks.setAssignee(task, null);
        assertThat(ask("GET", atTask(), "sw.north", null).body().toString())
                .as("back in the team's list it is nobody's")
                .doesNotContain(WORDS);
        assertThat(ask("GET", atTask(), "sw2.north", null).body().toString())
                .as("nor does anybody else of the team read it")
                .contains("Helen Marsh")
                .doesNotContain(WORDS);
        tasks.addCandidateUser(task, "sw2.north");
        assertThat(ask("GET", atTask(), "sw2.north", null).body().toString())
                .as("offered to whoever covers")
                .contains(WORDS);
    }

    @Test
    @DisplayName(
            "of a task that one may not open is not there: not for another team, those who look after the application,"
                    + " or without a log-in")
    void closed() {
        type("tm.north", WORDS);
        for (String nobody : List.of("tm.south", "sw.south", "hr", "owner", "admin")) {
            Answered answer = ask("GET", atTask(), nobody, null);
            assertThat(answer.status()).as(nobody).isEqualTo(404);
            assertThat(answer.body().toString()).doesNotContain(WORDS).doesNotContain(child);
            assertThat(type(nobody, "x").status()).as(nobody).isEqualTo(404);
            assertThat(ask("DELETE", atTask(), nobody, null).status())
                    .as(nobody)
                    .isEqualTo(404);
        }
        assertThat(ask("GET", atTask(), "nobody-at-all", null).status()).isEqualTo(401);
        assertThat(kept()).isOne();
    }

    @Test
    @DisplayName("is not read any more by an author to whom the record was closed, nor added to")
    void conflict() {
        type("tm.north", WORDS);
        access.decide(child, RecordAccess.Decision.CONFLICT, "tm.north", null, "A neighbour of the family.", "sm");
        assertThat(ask("GET", atTask(), "tm.north", null).status()).isEqualTo(404);
        assertThat(type("tm.north", "more").status()).isEqualTo(404);
        access.decide(child, RecordAccess.Decision.END_CONFLICT, "tm.north", null, "Has moved.", "sm");
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .isEqualTo(WORDS);
    }

    @Test
    @DisplayName(
            "is gone in the moment in which the task is completed, by whomever, and nothing can be kept afterwards")
    void completed() {
        type("tm.north", WORDS);
        type("sw.north", "Mine");
        practice.completeTask(task, child, "tm.north", Map.of());
        assertThat(kept()).isZero();
        Answered late = type("tm.north", "more");
        assertThat(late.status()).isEqualTo(404);
        assertThat(late.sentence()).contains("This task is over").contains("Copy what you still need");
        assertThat(kept()).isZero();
    }

    @Test
    @DisplayName("stays when the completion is refused, and goes when the journey takes another way")
    void refusedAndCancelled() {
        type("tm.north", WORDS);
        Answered refused =
                ask("POST", "/engine-rest/task/" + task + "/submit-form", "tm.north", Map.of("variables", Map.of()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(kept()).isOne();
        ClearedAway.instance(
                runtime, tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId(), "another way");
        assertThat(kept()).isZero();
    }

    @Test
    @DisplayName("is refused in a sentence where it is of another form, in no readable shape, or larger than 1 MB")
    void badInput() {
        Answered other = ask("PUT", atTask(), "tm.north", typed("another-form", page, 1, null, Map.of("a", "b")));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.sentence()).contains("'" + FORM + "'").contains("Nothing was kept");
        for (Object broken : List.of(
                "{",
                "[]",
                "{\"answers\": []}",
                Map.of(),
                Map.of("form", FORM, "answers", Map.of(), "page", "no-uuid", "turn", 1),
                Map.of("form", FORM, "answers", Map.of("a", "b"), "page", page))) {
            Answered answer = ask("PUT", atTask(), "tm.north", broken);
            assertThat(answer.status()).as(broken.toString()).isEqualTo(400);
            assertThat(answer.sentence()).as(broken.toString()).contains("Nothing was kept");
        }
        assertThat(type("tm.north", "x".repeat(1_000_000 - 30)).status()).isEqualTo(200);
        Answered large = type("tm.north", "x".repeat(1_000_000));
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.sentence()).contains("1 MB").contains("shorten");
        assertThat(own("tm.north").path("answers").path("informationShared").asText())
                .as("what was kept before stays")
                .hasSize(1_000_000 - 30);
    }

    @Test
    @DisplayName(
            "for which the changed form has no place is shown in the words of the old one, and stays beside what is"
                    + " typed next")
    void formChanged() {
        ask(
                "PUT",
                atTask(),
                "tm.north",
                typed(
                        FORM,
                        page,
                        1,
                        null,
                        Map.of(
                                "informationShared", WORDS,
                                "outcomeReasons", "Kept reasons",
                                "strategyOutcome", "joint-s47")));
        TestForms.change(
                repository,
                form -> form.replace("\"informationShared\"", "\"informationByAgency\"")
                        .replace("\"What each agency knows that matters here\"", "\"By agency\"")
                        .replace("\"joint-s47\"", "\"joint\""));
        try {
            JsonNode own = own("tm.north");
            assertThat(own.path("answers").toString()).isEqualTo("{\"outcomeReasons\":\"Kept reasons\"}");
            assertThat(own.path("rest").toString())
                    .contains("What each agency knows that matters here", WORDS, "Outcome", "jointly with the police")
                    .doesNotContain("Kept reasons");
            UUID newPage = UUID.randomUUID();
            for (int turn = 1; turn <= 2; turn++) {
                Answered more = ask(
                        "PUT",
                        atTask(),
                        "tm.north",
                        typed(
                                FORM,
                                newPage,
                                turn,
                                own("tm.north").path("version").asLong(),
                                Map.of("outcomeReasons", "Kept reasons, and more", "strategyOutcome", "joint")));
                assertThat(more.status()).isEqualTo(200);
            }
            JsonNode now = own("tm.north");
            assertThat(now.path("answers").path("strategyOutcome").asText()).isEqualTo("joint");
            assertThat(now.path("rest").toString()).contains(WORDS, "Outcome").doesNotContain("and more");
            Answered emptied = ask("PUT", atTask(), "tm.north", typed(FORM, newPage, 9, null, Map.of()));
            assertThat(emptied.body().path("version").isNull()).isFalse();
            assertThat(own("tm.north").path("rest").toString()).contains(WORDS);
        } finally {
            TestForms.change(repository, form -> form);
        }
    }

    // ---- on the start list ----

    private String atStart(UUID id) {
        return "/api/drafts/starts/" + TestForms.PROCESS + (id == null ? "" : "/" + id);
    }

    private Answered begin(UUID id, String user, String about) {
        return ask(
                "PUT",
                atStart(id),
                user,
                typed("drafts-test-start", page, System.nanoTime(), null, Map.of("childRef", about)));
    }

    @Test
    @DisplayName("on a start form may be several, one for each child, and is its author's alone")
    void starts() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        practice.itIs("2026-11-30T14:05");
        begin(first, "tm.north", child);
        practice.itIs("2026-11-30T14:06");
        begin(second, "tm.north", child("north"));
        JsonNode own = ask("GET", atStart(null), "tm.north", null).body().path("own");
        assertThat(own.findValuesAsText("id"))
                .as("the newest first")
                .containsExactly(second.toString(), first.toString());
        assertThat(ask("GET", atStart(null), "tm.south", null).body().path("own"))
                .isEmpty();
        assertThat(begin(first, "tm.south", child("south")).status())
                .as("under the same number")
                .isEqualTo(409);
        ask("DELETE", atStart(first), "tm.south", null);
        assertThat(ask("GET", atStart(null), "tm.north", null).body().path("own"))
                .hasSize(2);
        ask("DELETE", atStart(first), "tm.north", null);
        assertThat(ask("GET", atStart(null), "tm.north", null)
                        .body()
                        .path("own")
                        .findValuesAsText("id"))
                .containsExactly(second.toString());
    }

    @Test
    @DisplayName("on a start form that one may not start, or about a child whom one may not open, is not there")
    void closedStarts() {
        assertThat(begin(UUID.randomUUID(), "sw.north", child).status())
                .as("is started by managers")
                .isEqualTo(404);
        assertThat(ask("GET", atStart(null), "sw.north", null).status()).isEqualTo(404);
        assertThat(ask("GET", "/api/drafts/starts/nothing-of-the-kind", "tm.north", null)
                        .status())
                .isEqualTo(404);
        Answered other = begin(UUID.randomUUID(), "tm.north", child("south"));
        assertThat(other.status()).isEqualTo(404);
        UUID id = UUID.randomUUID();
        begin(id, "tm.north", child);
        access.decide(child, RecordAccess.Decision.CONFLICT, "tm.north", null, "A neighbour of the family.", "sm");
        assertThat(ask("GET", atStart(null), "tm.north", null).body().path("own"))
                .isEmpty();
        assertThat(ask("PUT", atStart(null) + "/none", "tm.north", Map.of()).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("of the same start form is kept twenty times, and the twenty-first is told so")
    void twenty() {
        for (int i = 0; i < 20; i++) {
            assertThat(begin(UUID.randomUUID(), "tm.north", child).status()).isEqualTo(200);
        }
        Answered more = begin(UUID.randomUUID(), "tm.north", child);
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.sentence()).contains("20 times");
    }

    @Test
    @DisplayName(
            "on a start form is gone in the moment in which that draft starts the process; refused, or of another child,"
                    + " it stays")
    void started() {
        String another = child("north");
        UUID begun = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        begin(begun, "tm.north", another);
        begin(other, "tm.north", child);
        String start = "/engine-rest/process-definition/key/" + TestForms.PROCESS + "/submit-form";
        Answered refused =
                ask("POST", start, "tm.north", Map.of("variables", Map.of()), Drafts.HEADER, begun.toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(ask("GET", atStart(null), "tm.north", null).body().path("own"))
                .hasSize(2);
        Answered started = ask(
                "POST",
                start,
                "tm.north",
                Map.of(
                        "variables",
                        Map.of(
                                "childRef", Map.of("value", another),
                                "referredOn", Map.of("value", "2026-04-02"),
                                "worries", Map.of("type", "Json", "value", "[{\"worry\":\"A bruise\"}]"))),
                Drafts.HEADER,
                begun.toString());
        assertThat(started.status()).as(started.body().toString()).isEqualTo(200);
        assertThat(ask("GET", atStart(null), "tm.north", null)
                        .body()
                        .path("own")
                        .findValuesAsText("id"))
                .containsExactly(other.toString());
    }
}
