package uk.childpathways.breaches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadline.Status;
import uk.childpathways.testing.Practice;

/** 10 working days from Monday 2 March 2026 end on Monday the 16th; without Thursday the 12th, on Tuesday the 17th. */
@DisplayName("A bank holiday that becomes known")
class HolidayRoundTest extends EscalationTestBase {

    private static final LocalDate DISCUSSION = LocalDate.of(2026, 3, 2);

    @Autowired
    HolidayRound round;

    @Autowired
    BankHolidays holidays;

    @Autowired
    Practice practice;

    @TempDir
    Path directory;

    private String child;

    @BeforeEach
    void before() {
        itIs("2026-03-10T09:00");
        child = practice.child();
    }

    @AfterEach
    void asItWas() {
        holidays.read(null);
        ClockUtil.reset();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ENGLAND).toInstant();
    }

    private static void itIs(String local) {
        ClockUtil.setCurrentTime(Date.from(at(local)));
    }

    private void theTwelfthIsProclaimed() {
        try {
            Path file = directory.resolve("holidays.csv");
            Files.writeString(file, "action,date,name\nadd,2026-03-12,Day of mourning\n");
            holidays.read(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        round.look();
    }

    private Case missed() {
        Case one = caseWithTask(child, DISCUSSION, "sw.north");
        itIs("2026-03-17T00:01");
        fire(one.process());
        assertThat(consequences.breached(child)).containsExactly(STANDARD);
        assertThat(escalations()).isOne();
        return one;
    }

    private long escalations() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(BreachEscalation.PROCESS)
                .variableValueEquals("childRef", child)
                .count();
    }

    @Test
    @DisplayName("moves the clock that runs over it by a day, task and timer with it, and the worker is told, once")
    void moves() {
        Case one = caseWithTask(child, DISCUSSION, "sw.north");
        assertThat(deadline(one).due()).isEqualTo(at("2026-03-16T23:59:59"));
        theTwelfthIsProclaimed();
        assertThat(deadline(one).due()).isEqualTo(at("2026-03-17T23:59:59"));
        assertThat(task(one.process()).getDueDate()).isEqualTo(Date.from(at("2026-03-17T23:59:59")));
        assertThat(timer(one.process()).getDuedate()).isEqualTo(Date.from(at("2026-03-17T23:59:59")));
        assertThat(deadlines.explain(deadline(one)).text()).contains("Day of mourning");
        assertThat(consequences.told(child, "bank-holiday")).contains("sw.north");
        List<String> changes = jdbc.queryForList(
                "select reason from pathways.deadline_change where deadline_id = ? and kind = 'MOVED'",
                String.class,
                deadline(one).id());
        assertThat(changes)
                .singleElement()
                .asString()
                .contains("Thursday 12 March 2026 became known as a bank holiday");
        round.look();
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.deadline_change where deadline_id = ? and kind = 'MOVED'",
                        Integer.class,
                        deadline(one).id()))
                .isOne();
    }

    @Test
    @DisplayName("does not move what does not count it: one that was due the day before it")
    void before12th() {
        Case one = caseWithTask(child, LocalDate.of(2026, 2, 25), "sw.north");
        assertThat(deadline(one).due()).isEqualTo(at("2026-03-11T23:59:59"));
        theTwelfthIsProclaimed();
        assertThat(deadline(one).due()).isEqualTo(at("2026-03-11T23:59:59"));
        assertThat(consequences.told(child, "bank-holiday")).isEmpty();
    }

    @Test
    @DisplayName(
            "withdraws the breach that was none, with the reason, on the record; nobody answers for it; missed after"
                    + " all, it is found")
    void notMissed() {
        Case one = missed();
        itIs("2026-03-17T09:00");
        theTwelfthIsProclaimed();
        assertThat(deadline(one).status()).isEqualTo(Status.OPEN);
        assertThat(deadline(one).due()).isEqualTo(at("2026-03-17T23:59:59"));
        assertThat(escalations()).isZero();
        assertThat(consequences.answers(consequences.breaches(child).get(0)))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.decision()).isEqualTo("withdrawn");
                    assertThat(answer.reason())
                            .contains("It was not missed", "Thursday 12 March 2026", "Day of mourning");
                });
        assertThat(consequences.told(child, "bank-holiday")).contains("sw.north", "tm.north");
        itIs("2026-03-17T23:59");
        round.look();
        assertThat(consequences.breached(child)).hasSize(1);
        itIs("2026-03-18T00:01");
        round.look();
        assertThat(consequences.breaches(child))
                .extracting(Breach::due)
                .containsExactly(at("2026-03-16T23:59:59"), at("2026-03-17T23:59:59"));
        assertThat(deadline(one).status()).isEqualTo(Status.BREACHED);
    }

    @Test
    @DisplayName("what was met on the day that was one too late is met in time, and its breach withdrawn")
    void metInTime() {
        Case one = missed();
        Deadline deadline = deadline(one);
        itIs("2026-03-17T15:00");
        events.record(one.journey().id(), child, STANDARD, at("2026-03-17T14:00"), false, "sw.north", null);
        assertThat(deadlines.get(deadline.id()).status()).isEqualTo(Status.MET_LATE);
        theTwelfthIsProclaimed();
        assertThat(deadlines.get(deadline.id()).status()).isEqualTo(Status.MET);
        assertThat(consequences.answers(consequences.breaches(child).get(0)))
                .extracting(BreachAnswer::decision)
                .containsExactly("withdrawn");
    }

    @Test
    @DisplayName("leaves a breach that is one by the new date too")
    void missedAllTheSame() {
        Case one = missed();
        itIs("2026-03-18T09:00");
        theTwelfthIsProclaimed();
        assertThat(deadline(one).status()).isEqualTo(Status.BREACHED);
        assertThat(consequences.answers(consequences.breaches(child).get(0))).isEmpty();
        assertThat(escalations()).isOne();
    }
}
