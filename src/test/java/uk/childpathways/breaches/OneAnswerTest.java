package uk.childpathways.breaches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.children.RecordChain;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/** The worker was away: two children's conference reports, due on Tuesday 21 April 2026, are not written. */
@PathwaysTest
@DisplayName("One cause, one answer (B4)")
class OneAnswerTest {

    private static final String REPORT = "conference-report-written";
    private static final String ANSWER = "Respond to breached standard";

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    OpenBreaches open;

    @Autowired
    OneAnswer oneAnswer;

    @Autowired
    Oversight oversight;

    @Autowired
    RecordAccess access;

    @Autowired
    RecordChain chain;

    private String one;
    private String two;

    @BeforeEach
    void twoReportsAreLate() {
        practice.itIs("2026-04-01T10:00");
        ToTheConference way = new ToTheConference(practice);
        one = way.movedIn("2026-04-01");
        way.requested(one, LocalDate.of(2026, 4, 24), false);
        two = way.movedIn("2026-04-01");
        way.requested(two, LocalDate.of(2026, 4, 24), false);
        practice.itIs("2026-04-22T00:01");
        Stream.of(one, two).forEach(practice::fireDueTimers);
        practice.itIs("2026-04-22T10:00");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private List<UUID> reports() {
        return Stream.of(one, two)
                .map(child -> consequences.breach(child, REPORT).id())
                .toList();
    }

    private OneAnswer.Given given(Map<String, String> effects) {
        return new OneAnswer.Given(
                "Sam was away from Thursday.", "Ali writes both today.", "direct-action", null, effects);
    }

    private Map<String, String> effects() {
        return Map.of(one, "Mum reads it a day later.", two, "The chair reads it on the day.");
    }

    @Test
    @DisplayName("the service manager sees open breaches by worker, child, standard and weight, each to be ticked")
    void seen() {
        List<OpenBreaches.Line> lines = open.of("sm", OpenBreaches.By.WORKER);
        assertThat(lines)
                .filteredOn(line -> reports().contains(line.id()))
                .hasSize(2)
                .allSatisfy(line -> {
                    assertThat(line.mayAnswer()).isTrue();
                    assertThat(line.weight().words()).isEqualTo("statutory");
                    assertThat(line.asked()).isEqualTo("service manager");
                    assertThat(line.daysLate()).isEqualTo(1);
                });
        for (OpenBreaches.By by : OpenBreaches.By.values()) {
            assertThat(open.of("sm", by)).hasSameSizeAs(lines);
        }
        assertThat(open.of("tm.north", OpenBreaches.By.WORKER))
                .filteredOn(line -> reports().contains(line.id()))
                .as("the team manager sees them and cannot answer for the service manager")
                .hasSize(2)
                .noneMatch(OpenBreaches.Line::mayAnswer);
    }

    @Test
    @DisplayName(
            "the cause is said once and each child named with what it has meant: each record has its own entry, each"
                    + " task is done, each breach answered (RUT-MGT-05b, SWI-SRC-01b, NEW-GEN-02b)")
    void together() {
        oneAnswer.answer(reports(), given(effects()), "sm");
        practice.carryOn(one);
        practice.carryOn(two);
        effects().forEach((child, effect) -> {
            OversightEntry entry =
                    oversight.of(child, Pageable.unpaged()).getContent().get(0);
            assertThat(entry.by()).isEqualTo("sm");
            assertThat(entry.effect()).isEqualTo(effect);
            assertThat(entry.rationale()).isEqualTo("Ali writes both today.");
            assertThat(entry.breachId())
                    .isEqualTo(consequences.breach(child, REPORT).id());
            assertThat(consequences.answers(consequences.breach(child, REPORT)))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.reason()).isEqualTo("Sam was away from Thursday."));
            assertThat(practice.tasks(child)).doesNotContain(ANSWER).contains("Write conference report");
            assertThat(chain.verify(child).faults()).isEmpty();
        });
        assertThat(open.of("sm", OpenBreaches.By.WORKER))
                .noneMatch(line -> reports().contains(line.id()));
    }

    @Test
    @DisplayName("a child who is not named is asked for by reference, and nothing is answered: all or none")
    void eachChildNamed() {
        assertThatThrownBy(() -> oneAnswer.answer(reports(), given(Map.of(one, "A day later.")), "sm"))
                .isInstanceOf(BadInputProblem.class)
                .hasMessage("Say what it has meant for " + two + ".");
        assertThatThrownBy(() -> oneAnswer.answer(List.of(), given(Map.of()), "sm"))
                .hasMessageContaining("Tick what has the same cause");
        Stream.of(one, two)
                .forEach(child -> assertThat(consequences.answers(consequences.breach(child, REPORT)))
                        .isEmpty());
    }

    @Test
    @DisplayName("nobody answers for the service manager by it, and nobody twice")
    void onlyWhoIsAsked() {
        assertThatThrownBy(() -> oneAnswer.answer(reports(), given(effects()), "tm.north"))
                .isInstanceOf(ConflictProblem.class);
        oneAnswer.answer(reports(), given(effects()), "sm");
        assertThatThrownBy(() -> oneAnswer.answer(reports(), given(effects()), "sm"))
                .isInstanceOf(ConflictProblem.class);
    }

    @Test
    @DisplayName(
            "a child whose record is restricted, or closed to a manager who is too near, is listed and answered only by"
                    + " who may open it (SWI-CON-12)")
    void restricted() {
        UUID report = consequences.breach(two, REPORT).id();
        assertThat(open.of("psw", OpenBreaches.By.CHILD))
                .anyMatch(line -> line.id().equals(report));
        access.restrictBecause(two, "The family is known to a colleague.");
        assertThat(open.of("psw", OpenBreaches.By.CHILD))
                .noneMatch(line -> line.id().equals(report));
        access.decide(two, RecordAccess.Decision.CONFLICT, "sm", null, "The family are her neighbours.", "director");
        assertThat(open.of("sm", OpenBreaches.By.CHILD))
                .noneMatch(line -> line.id().equals(report));
        assertThatThrownBy(() -> oneAnswer.answer(List.of(report), given(effects()), "sm"))
                .isInstanceOf(ConflictProblem.class);
        access.decide(two, RecordAccess.Decision.END_CONFLICT, "sm", null, "They have moved.", "director");
        access.decide(two, RecordAccess.Decision.LIFT, null, null, "No longer so.", "director");
    }

    @Test
    @DisplayName(
            "a new date that is accepted for all moves the deadline of each; one that has passed is refused for all")
    void newDate() {
        assertThatThrownBy(() -> oneAnswer.answer(
                        reports(),
                        new OneAnswer.Given("Away.", "Ali.", "accept-new-date", LocalDate.of(2026, 4, 21), effects()),
                        "sm"))
                .isInstanceOf(BadInputProblem.class)
                .hasMessageContaining("date");
        oneAnswer.answer(
                reports(),
                new OneAnswer.Given("Away.", "Ali.", "accept-new-date", LocalDate.of(2026, 4, 23), effects()),
                "sm");
        Stream.of(one, two).forEach(child -> {
            practice.carryOn(child);
            assertThat(practice.deadline(child, REPORT).agreedUntil()).isEqualTo("2026-04-23");
        });
    }
}
