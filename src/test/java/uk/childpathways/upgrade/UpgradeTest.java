package uk.childpathways.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Pageable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.RecordChain;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.storage.StoredDatabase;
import uk.childpathways.testing.DiligentPractice;
import uk.childpathways.testing.Practice;

/**
 * A database that an earlier version filled is opened by this one, and every case that runs in it goes on to its end.
 * Stays for every later change of models, forms, tables and of the words that they speak: a case that was begun on the
 * old models keeps them for years. How the database was made stands in {@code src/test/resources/upgrade/README.md}.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.process-engine-name=upgrade")
@ActiveProfiles("test")
@Import(Practice.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Cases begun before the upgrade")
class UpgradeTest {

    private static final String DUMP = "/upgrade/06b7884.sql.xz";

    /** Longer than any of the cases needs: what is not over by then goes round in a circle. */
    private static final Duration LONG_ENOUGH = Duration.ofDays(200);

    private static Stock before;

    @Autowired
    Practice practice;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    IdentityService identity;

    @Autowired
    Journeys journeys;

    @Autowired
    Deadlines deadlines;

    @Autowired
    RecordChain chain;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestRestTemplate http;

    private Stock started;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    @DynamicPropertySource
    static void theStoredDatabase(DynamicPropertyRegistry registry) {
        String database = StoredDatabase.restore(DUMP, connection -> {
            before = Stock.of(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
            clockStandsWhereItStood(connection);
            loggedInJustNow(connection);
        });
        registry.add("pathways.storage.database", () -> database);
    }

    /** As on a rehearsal installation: the application starts on the day on which the database was stored. */
    private static void clockStandsWhereItStood(Connection connection) throws SQLException {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        try (PreparedStatement row =
                connection.prepareStatement("insert into pathways.rehearsal_clock (only_one, offset_millis, moved_by,"
                        + " moved_at) values (true, ?, 'owner', ?)")) {
            row.setLong(
                    1,
                    Duration.between(now, RunningCase.england(RunningCases.DAY)).toMillis());
            row.setTimestamp(2, Timestamp.from(now));
            row.execute();
        }
    }

    /** A login is measured in real time: the one in the dump would be long over. */
    private static void loggedInJustNow(Connection connection) throws SQLException {
        long now = System.currentTimeMillis();
        try (PreparedStatement session =
                connection.prepareStatement("update spring_session set creation_time = ?, last_access_time = ?,"
                        + " expiry_time = ? + max_inactive_interval * 1000")) {
            session.setLong(1, now);
            session.setLong(2, now);
            session.setLong(3, now);
            session.execute();
        }
    }

    @BeforeAll
    void everybody() {
        started = Stock.of(jdbc);
        identity.createUserQuery()
                .list()
                .forEach(user -> groups.put(
                        user.getId(),
                        identity.createGroupQuery().groupMember(user.getId()).list().stream()
                                .map(Group::getId)
                                .toList()));
    }

    @AfterEach
    void timeRunsAgain() {
        practice.backToToday();
    }

    @Test
    @Order(1)
    @DisplayName(
            "At the start nothing is lost, moved or doubled: tasks, jobs, messages waited for, deadlines, breaches")
    void nothingIsLostAtTheStart() {
        assertThat(before.tasks()).hasSizeGreaterThan(200);
        assertThat(before.jobs()).hasSizeGreaterThan(200);
        assertThat(before.breaches()).hasSizeGreaterThan(50);
        assertThat(started.tasks()).isEqualTo(before.tasks());
        assertThat(started.jobs()).isEqualTo(before.jobs());
        assertThat(started.waiting()).isEqualTo(before.waiting());
        assertThat(started.executions()).isEqualTo(before.executions());
        assertThat(started.deadlines()).isEqualTo(before.deadlines());
        assertThat(started.breaches()).isEqualTo(before.breaches());
    }

    @Test
    @Order(2)
    @DisplayName("Every deadline still says why it is due on its day, in the words of then")
    void everyDeadlineSaysWhy() {
        for (RunningCase one : cases()) {
            for (Deadline deadline : deadlines.of(one.ref, false, Pageable.unpaged())) {
                String then = jdbc.queryForObject(
                        "select explanation::json ->> 'text' from pathways.deadline where id = ?",
                        String.class,
                        deadline.id());
                assertThat(then).isNotBlank();
                assertThat(deadlines.explain(deadline).text()).startsWith(then);
            }
        }
    }

    @Test
    @Order(2)
    @DisplayName("Who was logged in stays logged in")
    void whoWasLoggedIn() {
        String session = jdbc.queryForObject("select session_id from spring_session", String.class);
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.COOKIE, "SESSION=" + Base64.getEncoder().encodeToString(session.getBytes()));
        for (String address : List.of("/children", "/api/children/C-7001")) {
            var page = http.exchange(address, HttpMethod.GET, new HttpEntity<>(headers), String.class);
            assertThat(page.getStatusCode().value()).as(address).isEqualTo(200);
            assertThat(page.getBody()).as(address).doesNotContain("name=\"password\"");
        }
    }

    static List<RunningCase> cases() {
        return RunningCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Order(3)
    @DisplayName("Goes on to its end")
    void goesOn(RunningCase one) {
        practice.itIs(RunningCases.DAY.toString());
        DiligentPractice life = new DiligentPractice(practice, tasks, management, groups, one.ref)
                .deciding((form, at) -> one.after(form, at));
        life.carryOn();
        for (RunningCase.Beginning beginning : one.afterwards) {
            life.until(RunningCase.england(beginning.at()));
            practice.start(
                    beginning.process(), beginning.by(), beginning.answers().apply(life));
            life.carryOn();
        }
        if (one.late != null) {
            life.leaving(Set.of(one.late.form())).until(RunningCase.england(one.late.until()));
            life.leaving(Set.of());
        }
        if (one.leavesAt != null) {
            life.until(RunningCase.england(one.leavesAt));
            leaves(one.ref.substring("PF-".length()));
        }
        life.toTheEnd(LONG_ENOUGH);

        assertThat(practice.withSupervision().tasks(one.ref)).as(life::story).isEmpty();
        assertThat(practice.withSupervision().running(one.ref)).as(life::story).isEmpty();
        assertThat(journeys.of(one.ref)).as(life::story).noneMatch(Journey::running);
        assertThat(journeys.of(one.ref).stream()
                        .filter(journey -> journey.key().equals(one.journey))
                        .map(Journey::endReason))
                .as(life::story)
                .containsExactly(one.end);
        deadlinesStand(one, life);
        breachesStand(one, life);
        assertThat(chain.verify(one.ref).faults())
                .as("the record's chain, over both versions")
                .isEmpty();
    }

    /** All are closed; those of before are due when they were, unless their history says by what they were moved since. */
    private void deadlinesStand(RunningCase one, DiligentPractice life) {
        List<Deadline> all =
                deadlines.of(one.ref, false, Pageable.unpaged()).stream().toList();
        assertThat(all).as(life::story).noneMatch(Deadline::open);
        Map<String, String> moved = Stock.rows(
                jdbc,
                "select distinct on (deadline_id) deadline_id::text, (date_before at time zone 'UTC')::text"
                        + " from pathways.deadline_change where kind in ('MOVED', 'CORRECTED') and at >= '"
                        + Timestamp.from(RunningCase.england(RunningCases.DAY)) + "' order by deadline_id, seq");
        Map<String, String> now = Stock.of(jdbc).dueDays();
        all.stream()
                .map(deadline -> deadline.id().toString())
                .filter(before.dueDays()::containsKey)
                .filter(id -> !now.get(id).equals(before.dueDays().get(id)))
                .forEach(id -> assertThat(before.dueDays().get(id))
                        .as("due before it was moved to %s", now.get(id))
                        .endsWith(" | " + moved.get(id)));
    }

    /** Each missed date is recorded once, and whatever was recorded before is still there. */
    private void breachesStand(RunningCase one, DiligentPractice life) {
        List<String> missed = jdbc.queryForList(
                "select deadline_id || ' ' || (due at time zone 'UTC') from pathways.breach where child_ref = ?",
                String.class,
                one.ref);
        assertThat(missed).as(life::story).doesNotHaveDuplicates();
        Set<String> breached = new TreeSet<>(jdbc.queryForList(
                "select id::text from pathways.deadline where child_ref = ? and breached_at is not null"
                        // A breach that nobody answers goes up a rung; that is no breach of its own.
                        + " and standard_id not like 'breach-answered%'",
                String.class, one.ref));
        assertThat(missed.stream().map(entry -> entry.substring(0, 36)))
                .as(life::story)
                .containsAll(breached);
        if (one.late != null && one.late.standard() != null) {
            assertThat(practice.deadline(one.ref, one.late.standard()).status())
                    .as(life::story)
                    .isEqualTo(Deadline.Status.MET_LATE);
            assertThat(jdbc.queryForObject(
                            "select count(*) from pathways.breach where child_ref = ? and standard = ?",
                            Integer.class,
                            one.ref,
                            one.late.standard()))
                    .as(life::story)
                    .isEqualTo(1);
        }
    }

    private void leaves(String user) {
        var answer = http.withBasicAuth("admin", "pathways")
                .exchange(
                        "/api/people/" + user,
                        HttpMethod.PUT,
                        new HttpEntity<>(RunningCases.map(
                                "name", user, "roles", List.of("social-worker"), "team", "north", "active", false)),
                        String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }

    @Test
    @Order(4)
    @DisplayName("All of it happened on the models of then, beside those of now, and nothing got stuck")
    void onTheModelsOfThen() {
        assertThat(count("""
                        select count(*) from act_hi_taskinst t join act_re_procdef d on d.id_ = t.proc_def_id_
                        where d.version_ = 1 and t.start_time_ > ?"""))
                .as("tasks that came up on old models after the upgrade")
                .isGreaterThan(20);
        assertThat(count("select count(*) from pathways.breach where detected_at > ?"))
                .as("timers that had been set before and fired after")
                .isGreaterThan(5);
        Stock end = Stock.of(jdbc);
        assertThat(end.breaches()).containsAllEntriesOf(before.breaches());
        assertThat(jdbc.queryForList("select exception_msg_ from act_ru_job where retries_ = 0", String.class))
                .isEmpty();
        assertThat(jdbc.queryForList("select incident_msg_ from act_ru_incident", String.class))
                .isEmpty();
    }

    private int count(String sql) {
        return jdbc.queryForObject(sql, Integer.class, Timestamp.from(RunningCase.england(RunningCases.DAY)));
    }
}
