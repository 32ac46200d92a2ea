package uk.childpathways.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.standards.Explanation;
import uk.childpathways.standards.Standards;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A process owner deploys one table of timescales")
class TableOfDeadlineTest {

    private static final String CHILD = "C-1001";
    private static final String TABLE = "timescales-s47-to-icpc";
    private static final Path FILE = Path.of("processes/s47-to-icpc/" + TABLE + ".dmn");

    @Autowired
    RepositoryService repository;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    Standards standards;

    @Autowired
    JdbcTemplate db;

    @BeforeEach
    void afterTheDiscussion() {
        ClockUtil.setCurrentTime(Date.from(at("2026-04-07T11:00")));
    }

    /** The application is shared with other tests. */
    @AfterEach
    void asDelivered() throws IOException {
        ClockUtil.reset();
        deploy(Files.readString(FILE));
    }

    private void deploy(String table) {
        repository
                .createDeployment()
                .name("a process owner's")
                .addString(TABLE + ".dmn", table)
                .deploy();
    }

    private static String withTwelveDays() throws IOException {
        String delivered = Files.readString(FILE);
        String changed = delivered.replaceFirst(
                "(?s)(?<=<outputEntry id=\"Rule_IcpcHeld_Amount\">.{0,40}<text>)15(?=</text>)", "12");
        assertThat(changed).isNotEqualTo(delivered);
        return changed;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(England.ZONE).toInstant();
    }

    private Map<String, Integer> versions() {
        return repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .collect(Collectors.toMap(
                        DecisionDefinition::getKey, DecisionDefinition::getVersion, (a, b) -> a, TreeMap::new));
    }

    private Journey journey() {
        return journeys.open("s47-to-icpc", CHILD, "process-" + UUID.randomUUID());
    }

    private JourneyStep step(Journey journey, String element) {
        return new JourneyStep(
                journey.id(),
                CHILD,
                journey.processInstanceId(),
                "execution-" + UUID.randomUUID(),
                element,
                "s47-to-icpc");
    }

    private void discussed(Journey journey, String when) {
        events.record(
                journey.id(),
                CHILD,
                "strategy-discussion-held",
                at(when),
                false,
                "tm.north",
                step(journey, "Task_HoldStrategyDiscussion"));
    }

    @Test
    @DisplayName("and only its journey changes: every other table stays at its version")
    void onlyItsJourney() throws IOException {
        Map<String, Integer> before = versions();
        int amount = standards
                .timescaleFor("child-in-need-plan-agreed", "generic")
                .limit()
                .amount();

        deploy(withTwelveDays());

        assertThat(standards.timescaleFor("icpc-held", "generic").limit().amount())
                .isEqualTo(12);
        assertThat(standards
                        .timescaleFor("child-in-need-plan-agreed", "generic")
                        .limit()
                        .amount())
                .isEqualTo(amount);
        Map<String, Integer> after = versions();
        assertThat(after.remove(TABLE)).isEqualTo(before.remove(TABLE) + 1);
        assertThat(after).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "and a running deadline keeps the version by which it was calculated, says so, and moves by it; the next"
                    + " one is calculated by the new version")
    void remembers() throws IOException {
        Journey earlier = journey();
        discussed(earlier, "2026-04-02T10:00");
        Deadline running = deadlines.due(step(earlier, "SubProcess_Conference"), "icpc-held");
        int version = versions().get(TABLE);

        deploy(withTwelveDays());
        Journey later = journey();
        discussed(later, "2026-04-02T10:00");
        Deadline next = deadlines.due(step(later, "SubProcess_Conference"), "icpc-held");
        discussed(earlier, "2026-04-07T10:00");

        Deadline moved = deadlines.get(running.id());
        assertThat(moved.due()).isEqualTo(at("2026-04-28T23:59:59"));
        assertThat(moved.timescaleTable()).isEqualTo(TABLE);
        assertThat(moved.timescaleTableNumber()).isEqualTo(version);
        Explanation why = deadlines.explain(moved);
        assertThat(why.text()).startsWith("15 working days from the strategy discussion on Tuesday 7 April 2026");
        assertThat(why.data().tableVersion()).isEqualTo(version);
        assertThat(why.tableInWords()).isEqualTo("version " + version + " of the table " + TABLE);
        assertThat(next.due()).isEqualTo(at("2026-04-22T23:59:59"));
        assertThat(deadlines.explain(next).tableInWords())
                .isEqualTo("version " + (version + 1) + " of the table " + TABLE);
    }

    @Test
    @DisplayName("and a deadline whose version nobody has any more moves by the tables in force")
    void versionTakenAway() {
        Journey journey = journey();
        discussed(journey, "2026-04-02T10:00");
        Deadline running = deadlines.due(step(journey, "SubProcess_Conference"), "icpc-held");
        db.update("update pathways.deadline set table_version = 'timescales:1:deleted' where id = ?", running.id());

        discussed(journey, "2026-04-07T10:00");

        assertThat(deadlines.get(running.id()).due()).isEqualTo(at("2026-04-28T23:59:59"));
    }
}
