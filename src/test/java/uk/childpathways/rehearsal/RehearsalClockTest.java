package uk.childpathways.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import uk.childpathways.storage.DatabaseOwner;
import uk.childpathways.testing.ClearedAway;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@TestPropertySource(
        properties = {
            "camunda.bpm.process-engine-name=rehearsal",
            "camunda.bpm.job-execution.enabled=true",
            "pathways.rehearsal.wait=60s"
        })
@DisplayName("In a rehearsal time is moved, and engine, deadlines and timers follow")
class RehearsalClockTest {

    private static final String PROCESS = "rehearsal-test";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Clock clock;

    @Autowired
    EngineTime engine;

    @Autowired
    RehearsalClock rehearsal;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    String deployment;

    @BeforeEach
    void aProcessThatWaits() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        PROCESS + ".bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .name("Waits for a date")
                                .camundaHistoryTimeToLive(1)
                                .startEvent("StartEvent_Begun")
                                .intermediateCatchEvent("Event_DateReached")
                                .timerWithDate("${answerBy}")
                                .endEvent("EndEvent_Done")
                                .done())
                .deploy()
                .getId();
    }

    /** Its application stays open to the end of the run; its timers rest. */
    @AfterAll
    static void timersRest(@Autowired ProcessEngine engine) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .shutdown();
    }

    @AfterEach
    void backToRealTime() {
        ClearedAway.deployment(repository, deployment, false);
        DatabaseOwner.of(jdbc.getDataSource()).update("delete from pathways.rehearsal_clock");
        rehearsal.follow();
        ClockUtil.reset();
    }

    @Test
    @DisplayName(
            "A process owner moves time to the minute before the end of a day in British Summer Time; all clocks say so")
    void movesTheClock() {
        OffsetDateTime to = nextYear(OffsetDateTime.parse("2026-04-27T23:59:30+01:00"));
        ResponseEntity<JsonNode> answer = put("owner", to.toString());

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(Duration.between(to.toInstant(), clock.instant())).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        assertThat(ClockUtil.getCurrentTime().toInstant()).isAfterOrEqualTo(to.toInstant());
        assertThat(OffsetDateTime.parse(get("admin").getBody().get("now").asText()))
                .isAfterOrEqualTo(to);
        assertThat(get("admin").getBody().get("now").asText()).endsWith("+01:00");
    }

    @Test
    @DisplayName(
            "That time was moved is on the trail with who, from when and to when: for process owner and administrator,"
                    + " and for nobody else")
    void onTheTrail() {
        OffsetDateTime first = nextYear(OffsetDateTime.parse("2026-04-27T12:00:00+01:00"));
        put("owner", first.toString());
        put("admin", first.plusDays(3).toString());
        for (String reader : List.of("owner", "admin")) {
            JsonNode items = rest.withBasicAuth(reader, "pathways")
                    .getForEntity("/api/audit?kind=CLOCK", JsonNode.class)
                    .getBody()
                    .get("items");
            JsonNode moved = items.get(0);
            assertThat(moved.get("by").asText()).isEqualTo("admin");
            assertThat(items.get(1).get("by").asText()).isEqualTo("owner");
            assertThat(moved.get("before")).as(moved.toString()).isNotEmpty();
            assertThat(moved.get("after")).isNotEmpty().isNotEqualTo(moved.get("before"));
            assertThat(java.time.Instant.parse(moved.get("recordedAt").asText()))
                    .isBetween(java.time.Instant.now().minusSeconds(60), java.time.Instant.now());
        }
        assertThat(rest.withBasicAuth("sm", "pathways")
                        .getForEntity("/api/audit?kind=CLOCK", JsonNode.class)
                        .getBody()
                        .get("items"))
                .isEmpty();
        assertThat(rest.withBasicAuth("sw.north", "pathways")
                        .getForEntity("/api/audit?kind=CLOCK", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("Timers that have become due fire before the answer comes, and the answer says how many")
    void timersFire() {
        OffsetDateTime due = OffsetDateTime.parse("2035-05-01T12:00:00+01:00");
        for (int i = 0; i < 5; i++) {
            runtime.startProcessInstanceByKey(PROCESS, Map.of("answerBy", java.util.Date.from(due.toInstant())));
        }
        runtime.startProcessInstanceByKey(
                PROCESS, Map.of("answerBy", java.util.Date.from(due.plusDays(1).toInstant())));

        JsonNode answer = put("owner", due.plusSeconds(1).toString()).getBody();

        assertThat(answer.get("timersDue").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(answer.get("timersFired").asInt())
                .isEqualTo(answer.get("timersDue").asInt());
        assertThat(answer.get("timersLeft").asInt()).isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("The moved clock outlives a restart and reaches the other nodes: it lies in the database")
    void liesInTheDatabase() {
        put("owner", nextYear(OffsetDateTime.parse("2026-04-27T12:00:00+01:00")).toString());
        Duration stored = engine.offset();

        engine.moveTo(Duration.ZERO);
        rehearsal.follow();

        assertThat(engine.offset()).isEqualTo(stored);
    }

    @Test
    @DisplayName("Time goes back while nothing later is recorded, and no further: a record must not contradict itself")
    void backwards() {
        OffsetDateTime later = OffsetDateTime.parse("2034-03-01T12:00:00Z");
        put("owner", later.toString());
        assertThat(put("owner", later.minusDays(1).toString()).getStatusCode()).isEqualTo(HttpStatus.OK);

        jdbc.update(
                "insert into pathways.journey (id, key, child_ref, opened_at, opened_by, profile)"
                        + " values (gen_random_uuid(), 'rehearsal-test', ?, ?, 'owner', 'generic')",
                aChild(),
                java.sql.Timestamp.from(later.minusHours(6).toInstant()));
        try {
            ResponseEntity<JsonNode> refused = put("owner", later.minusDays(2).toString());
            assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(refused.getBody().get("detail").asText()).contains("the record already goes on to");
        } finally {
            DatabaseOwner.of(jdbc.getDataSource()).update("delete from pathways.journey where key = 'rehearsal-test'");
        }
    }

    @Test
    @DisplayName("A social worker does not move time, and a moment that is none is refused in words")
    void refusals() {
        assertThat(put("sw.north", "2036-01-01T00:00:00Z").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(get("sw.north").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        ResponseEntity<JsonNode> refused = put("owner", "tomorrow");
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(refused.getBody().get("detail").asText()).contains("2026-04-27T23:59:30+01:00");
        for (String far : List.of(
                "+999999999-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z")) {
            refused = put("owner", far);
            assertThat(refused.getStatusCode()).as(far).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(refused.getBody().get("detail").asText()).contains("between the years 2000 and 2199");
        }
    }

    private String aChild() {
        return jdbc.queryForObject("select min(ref) from pathways.child", String.class);
    }

    /** The same day in a year that lies ahead of the machine's clock. */
    private static OffsetDateTime nextYear(OffsetDateTime day) {
        return day.withYear(2033);
    }

    private ResponseEntity<JsonNode> put(String user, String now) {
        return rest.withBasicAuth(user, "pathways")
                .exchange("/api/rehearsal/clock", HttpMethod.PUT, new HttpEntity<>(Map.of("now", now)), JsonNode.class);
    }

    private ResponseEntity<JsonNode> get(String user) {
        return rest.withBasicAuth(user, "pathways").getForEntity("/api/rehearsal/clock", JsonNode.class);
    }
}
