package uk.childpathways.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.NewEntry;
import uk.childpathways.deadlines.Deadline.Status;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/** The life of a deadline, on Thursday 2 April 2026, the day before Good Friday. */
@PathwaysTest
@RecordApplicationEvents
class DeadlinesTest {

    static final String CHILD = "C-1001";

    @Autowired
    Deadlines deadlines;

    @Autowired
    DeadlineEnds ends;

    @Autowired
    DeadlineMoves moves;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    Chronology chronology;

    @Autowired
    JdbcTemplate db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEvents published;

    Journey journey;
    JourneyStep main;

    @BeforeEach
    void aJourney() {
        ClockUtil.setCurrentTime(Date.from(at("2026-04-02T11:00")));
        String process = "process-" + UUID.randomUUID();
        journey = journeys.open("s47-to-icpc", CHILD, process);
        main = step("Task_HoldStrategyDiscussion");
    }

    @AfterEach
    void realTime() {
        ClockUtil.reset();
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(England.ZONE).toInstant();
    }

    JourneyStep step(String element) {
        return step(element, journey.processInstanceId());
    }

    JourneyStep step(String element, String process) {
        return new JourneyStep(journey.id(), CHILD, process, "execution-" + UUID.randomUUID(), element, "s47-to-icpc");
    }

    void record(String name, String when, JourneyStep step) {
        boolean dateOnly = !when.contains("T");
        events.record(
                journey.id(),
                CHILD,
                name,
                dateOnly ? England.startOf(LocalDate.parse(when)) : at(when),
                dateOnly,
                "tm.north",
                step);
    }

    Deadline stored(Deadline deadline) {
        return deadlines.get(deadline.id());
    }

    Deadline conference() {
        record("strategy-discussion-held", "2026-04-02T10:00", main);
        return deadlines.due(step("SubProcess_Conference"), "icpc-held");
    }

    @Nested
    @DisplayName("When does a deadline begin?")
    class Begin {

        @Test
        @DisplayName("STAT-S47-03: the conference's clock runs from the strategy discussion, not from the ask")
        void fromTheEvent() {
            ClockUtil.setCurrentTime(Date.from(at("2026-04-20T09:00")));

            Deadline conference = conference();

            assertThat(conference.due()).isEqualTo(at("2026-04-27T23:59:59"));
            assertThat(deadlines.explain(conference).text())
                    .isEqualTo("15 working days from the strategy discussion on Thursday 2 April 2026;"
                            + " Good Friday 3 and Easter Monday 6 April not counted;"
                            + " due Monday 27 April; Working Together, STAT-S47-03");
            assertThat(deadlines.explain(conference).data().due()).hasToString("2026-04-27T23:59:59+01:00");
        }

        @Test
        @DisplayName("the timer stores it and the task finds it")
        void onceForTimerAndTask() {
            record("strategy-discussion-held", "2026-04-02T10:00", main);
            JourneyStep endorse = step("Task_EndorseEnquiry");

            Deadline timer = deadlines.due(endorse, "enquiry-endorsed");
            Deadline task = deadlines.due(endorse, "enquiry-endorsed");

            assertThat(task.id()).isEqualTo(timer.id());
            assertThat(published.stream(DeadlineStarted.class)).hasSize(1);
        }

        @Test
        @DisplayName("one conference for the journey, whichever step asks and whether it is met or not")
        void oncePerJourney() {
            Deadline first = conference();
            record("icpc-held", "2026-04-24T10:00", step("Task_HoldConference"));

            assertThat(deadlines
                            .due(step("Task_HoldConferenceAgain"), "icpc-held")
                            .id())
                    .isEqualTo(first.id());
        }

        @Test
        @DisplayName("a task that is entered again begins anew")
        void again() {
            JourneyStep task = step("Task_SignOff");
            record("document-submitted", "2026-04-02T10:00", step("Task_Write"));
            Deadline first = deadlines.due(task, "document-signed-off");
            record("document-signed-off", "2026-04-02T11:00", task);
            record("document-submitted", "2026-04-07T10:00", step("Task_Rework"));

            Deadline second = deadlines.due(task, "document-signed-off");

            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(second.due()).isEqualTo(at("2026-04-09T23:59:59"));
        }

        @Test
        @DisplayName("a back-dated event is due in the past and so breaches at once")
        void backDated() {
            record("position-of-trust-identified", "2026-03-27", main);

            Deadline lado = deadlines.due(step("Task_ConsultLado"), "lado-consulted");

            assertThat(lado.due()).isEqualTo(at("2026-03-30T23:59:59"));
            assertThat(deadlines.openDue(journey.processInstanceId(), "lado-consulted", at("2026-04-02T11:00")))
                    .extracting(Deadline::id)
                    .containsExactly(lado.id());
        }

        @Test
        @DisplayName("the database itself refuses a second one, so that a doubled transaction leaves one")
        void uniqueInTheDatabase() {
            Deadline conference = conference();

            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> db.update("""
                            insert into pathways.deadline select (jsonb_populate_record(d,
                                jsonb_build_object('id', gen_random_uuid()))).* from pathways.deadline d where id = ?
                            """, conference.id())))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }

        @Test
        @DisplayName("the reminder comes on the morning of a working day before it is due")
        void reminder() {
            assertThat(conference().remindAt()).isEqualTo(at("2026-04-22T09:00"));
        }
    }

    @Nested
    @DisplayName("When is it met?")
    class Met {

        @Test
        @DisplayName("STAT-S47-03: on the last day it is in time")
        void onTheLastDay() {
            Deadline conference = conference();

            record("icpc-held", "2026-04-27T23:59", step("Task_HoldConference"));

            assertThat(stored(conference).status()).isEqualTo(Status.MET);
            assertThat(stored(conference).lateWorkingDays()).isZero();
            assertThat(published.stream(DeadlineClosed.class)).hasSize(1);
        }

        @Test
        @DisplayName("after the bank holiday it is late: 5 working days, 8 calendar days; the breach stays known")
        void late() {
            Deadline conference = conference();
            deadlines.breached(conference, at("2026-04-28T00:00:04"));

            record("icpc-held", "2026-05-05T10:00", step("Task_HoldConference"));

            Deadline late = stored(conference);
            assertThat(late.status()).isEqualTo(Status.MET_LATE);
            assertThat(late.lateWorkingDays()).isEqualTo(5);
            assertThat(late.lateCalendarDays()).isEqualTo(8);
            assertThat(late.breachedAt()).isEqualTo(at("2026-04-28T00:00:04"));
        }

        @Test
        @DisplayName("done in time but recorded late is not late, and the history says so")
        void recordedLate() {
            Deadline conference = conference();
            deadlines.breached(conference, at("2026-04-28T00:00:04"));

            record("icpc-held", "2026-04-27", step("Task_HoldConference"));

            assertThat(stored(conference).status()).isEqualTo(Status.MET);
            assertThat(deadlines.historyOf(conference.id()))
                    .extracting(DeadlineChange::reason)
                    .contains("In time, but recorded after the date had passed");
        }

        @Test
        @DisplayName("of two open sign-offs each is met by its own task")
        void eachByItsOwnTask() {
            record("document-submitted", "2026-04-02T10:00", main);
            JourneyStep one = step("Task_SignOff", "sign-off-1-" + journey.id());
            JourneyStep two = step("Task_SignOff", "sign-off-2-" + journey.id());
            Deadline first = deadlines.due(one, "document-signed-off");
            Deadline second = deadlines.due(two, "document-signed-off");

            record("document-signed-off", "2026-04-02T12:00", two);

            assertThat(stored(first).status()).isEqualTo(Status.OPEN);
            assertThat(stored(second).status()).isEqualTo(Status.MET);
        }

        @Test
        @DisplayName("a corrected date of what was done is recalculated")
        void corrected() {
            Deadline conference = conference();
            JourneyStep hold = step("Task_HoldConference");
            record("icpc-held", "2026-04-27", hold);

            record("icpc-held", "2026-04-28", hold);

            assertThat(stored(conference).status()).isEqualTo(Status.MET_LATE);
            assertThat(stored(conference).lateWorkingDays()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("What if the date it runs from moves?")
    class Moves {

        @Test
        @DisplayName("STAT-S47-03: a corrected strategy discussion moves the conference with it")
        void corrected() {
            Deadline conference = conference();

            record("strategy-discussion-held", "2026-03-31T10:00", main);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-23T23:59:59"));
            assertThat(deadlines.explain(stored(conference)).text()).contains("on Tuesday 31 March 2026");
            assertThat(published.stream(DeadlineMoved.class)).hasSize(1);
            assertThat(deadlines.historyOf(conference.id()))
                    .extracting(DeadlineChange::kind)
                    .containsExactly(DeadlineChange.Kind.STARTED, DeadlineChange.Kind.MOVED);
        }

        @Test
        @DisplayName("JOURNEYS P2: a further strategy discussion does not restart the conference's clock")
        void furtherDiscussion() {
            Deadline conference = conference();

            record("second-strategy-discussion-held", "2026-04-10T10:00", step("Task_HoldFurtherDiscussion"));

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-27T23:59:59"));
        }

        @Test
        @DisplayName("another document's submission does not move this one's sign-off")
        void otherDocument() {
            record("document-submitted", "2026-04-02T10:00", step("Task_WriteOutcome"));
            Deadline signOff = deadlines.due(step("Task_SignOff"), "document-signed-off");

            record("document-submitted", "2026-04-09T10:00", step("Task_WriteReport"));

            assertThat(stored(signOff).due()).isEqualTo(at("2026-04-08T23:59:59"));
        }

        @Test
        @DisplayName("SWI-PRO-06: once the conference has a date the report counts back from it, and follows it")
        void conferenceDate() {
            record("strategy-discussion-held", "2026-04-02T10:00", main);
            Deadline report = deadlines.due(step("Task_ShareReport"), "conference-report-shared");
            assertThat(report.due()).isEqualTo(at("2026-04-23T23:59:59"));

            record("icpc-planned-for", "2026-04-22T09:30", step("Task_ConveneConference"));
            assertThat(stored(report).due()).isEqualTo(at("2026-04-20T23:59:59"));

            record("icpc-planned-for", "2026-04-24T09:30", step("Task_AgreeNewDate"));
            assertThat(stored(report).due()).isEqualTo(at("2026-04-22T23:59:59"));
        }

        @Test
        @DisplayName("SWI-PG1-02b: each agreed action keeps its own date")
        void actionsOfTheirOwn() {
            JourneyStep one = step("Task_DoAction", "action-1-" + journey.id());
            JourneyStep two = step("Task_DoAction", "action-2-" + journey.id());
            record("agreed-action-due", "2026-04-10", one);
            Deadline first = deadlines.due(one, "agreed-action-done");
            record("agreed-action-due", "2026-04-20", two);
            Deadline second = deadlines.due(two, "agreed-action-done");

            assertThat(stored(first).due()).isEqualTo(at("2026-04-10T23:59:59"));
            assertThat(stored(second).due()).isEqualTo(at("2026-04-20T23:59:59"));
        }

        @Test
        @DisplayName("an event not on record yet takes the place of the step's beginning when it comes")
        void recordedLater() {
            Deadline checks = deadlines.due(step("Task_MakeAgencyChecks"), "agency-checks-made");
            assertThat(checks.startRecorded()).isFalse();
            assertThat(checks.due()).isEqualTo(at("2026-04-09T23:59:59"));

            record("enquiry-endorsed", "2026-04-01T16:00", step("Task_EndorseEnquiry"));

            assertThat(stored(checks).startRecorded()).isTrue();
            assertThat(stored(checks).due()).isEqualTo(at("2026-04-08T23:59:59"));
        }
    }

    @Nested
    @DisplayName("RUT-CP-08a: What if a shorter interval is agreed?")
    class Agreed {

        UUID entry;

        @BeforeEach
        void onTheRecord() {
            entry = chronology
                    .record(new NewEntry(
                            CHILD,
                            journey.id(),
                            "task-completed",
                            "Task_HoldConference",
                            "Hold conference",
                            "hold-conference",
                            Map.of(),
                            journey.processInstanceId(),
                            null,
                            "tm.north",
                            at("2026-04-02T11:00"),
                            List.of(),
                            null))
                    .id();
        }

        void agree(int amount, Unit unit) {
            moves.agreeInterval(
                    journey.id(), CHILD, "icpc-held", TimeLimit.after(amount, unit), "tm.north", entry, null);
        }

        String manager() {
            return db.queryForObject("select name from pathways.person where user_id = 'tm.north'", String.class);
        }

        @Test
        @DisplayName("what is open moves at once, and says who agreed it and what the limit is")
        void openMoves() {
            Deadline conference = conference();

            agree(2, Unit.WEEKS);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-16T23:59:59"));
            assertThat(deadlines.explain(stored(conference)).text())
                    .isEqualTo("Every 2 weeks, as agreed by " + manager() + " on Thursday 2 April 2026;"
                            + " the limit is 15 working days; counted from the strategy discussion on Thursday 2 April 2026;"
                            + " due Thursday 16 April; Working Together, STAT-S47-03");
            assertThat(deadlines
                            .explain(stored(conference))
                            .data()
                            .agreedInterval()
                            .limit())
                    .isEqualTo("15 working days");
            assertThat(published.stream(DeadlineMoved.class)).hasSize(1);
            assertThat(deadlines.historyOf(conference.id()))
                    .extracting(DeadlineChange::kind, DeadlineChange::by)
                    .contains(tuple(DeadlineChange.Kind.MOVED, "tm.north"));
        }

        @Test
        @DisplayName("what begins later is due by it too, and a corrected date moves it by it")
        void later() {
            agree(1, Unit.WEEKS);
            Deadline conference = conference();
            assertThat(conference.due()).isEqualTo(at("2026-04-09T23:59:59"));
            assertThat(deadlines.explain(conference).text()).startsWith("Every week, as agreed by ");

            record("strategy-discussion-held", "2026-03-30T10:00", main);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-06T23:59:59"));
        }

        @Test
        @DisplayName("it never makes longer: with more than the limit the limit holds, and is what is said")
        void neverLonger() {
            Deadline conference = conference();

            agree(4, Unit.WEEKS);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-27T23:59:59"));
            assertThat(deadlines.explain(stored(conference)).text()).startsWith("15 working days from");
        }

        @Test
        @DisplayName("a later agreement takes the place of the earlier one, also towards the limit")
        void replaced() {
            Deadline conference = conference();
            agree(1, Unit.WEEKS);
            agree(3, Unit.WEEKS);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-23T23:59:59"));
        }

        @Test
        @DisplayName("what is agreed today is not missed yesterday: it is due tonight at the earliest")
        void notInThePast() {
            record("strategy-discussion-held", "2026-03-20T10:00", main);
            Deadline conference = deadlines.due(step("SubProcess_Conference"), "icpc-held");

            agree(1, Unit.WEEKS);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-02T23:59:59"));
        }

        @Test
        @DisplayName("it holds in this journey and for this standard alone")
        void hereAlone() {
            agree(1, Unit.WEEKS);
            journey = journeys.open("child-in-need", CHILD, "process-" + UUID.randomUUID());
            main = step("Task_HoldStrategyDiscussion");

            assertThat(conference().due()).isEqualTo(at("2026-04-27T23:59:59"));
        }

        @Test
        @DisplayName("a longer interval is refused with a sentence that names the limit; the same or less is not")
        void refused() {
            assertThat(deadlines.beyondLimit(journey.id(), "icpc-held", TimeLimit.after(16, Unit.WORKING_DAYS)))
                    .contains("cannot be longer than 15 working days, the limit for \"The initial child protection"
                            + " conference is held\" (Working Together, STAT-S47-03): agree the same or less");
            assertThat(deadlines.beyondLimit(journey.id(), "icpc-held", TimeLimit.after(15, Unit.WORKING_DAYS)))
                    .isEmpty();
            assertThat(deadlines.beyondLimit(journey.id(), "icpc-held", TimeLimit.after(4, Unit.WEEKS)))
                    .isPresent();
            assertThat(deadlines.beyondLimit(journey.id(), "icpc-held", TimeLimit.after(3, Unit.WEEKS)))
                    .isEmpty();
        }

        @Test
        @DisplayName("the agreements themselves stay on record")
        void appendOnly() {
            agree(1, Unit.WEEKS);
            assertThatThrownBy(
                            () -> db.update("delete from pathways.agreed_interval where journey_id = ?", journey.id()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Nested
    @DisplayName("What if another journey handed the child over?")
    class HandedOver {

        Journey next;

        Journey after(String key, Journey from) {
            return journeys.open(key, CHILD, "process-" + UUID.randomUUID(), from.id());
        }

        Deadline conferenceOf(Journey asking) {
            String process = asking.processInstanceId();
            return deadlines.due(
                    new JourneyStep(asking.id(), CHILD, process, "e-" + process, "Task_X", asking.key()), "icpc-held");
        }

        void recordIn(Journey there, String name, String when) {
            events.record(there.id(), CHILD, name, England.startOf(LocalDate.parse(when)), true, "tm.north", null);
        }

        @Test
        @DisplayName("its clocks run from the dates of the journey it came from, also over two hand-overs")
        void clocksRun() {
            record("strategy-discussion-held", "2026-04-02T10:00", main);
            next = after("child-protection-plan", journey);
            Journey afterThat = after("child-in-need", next);

            assertThat(conferenceOf(next).due()).isEqualTo(at("2026-04-27T23:59:59"));
            assertThat(conferenceOf(afterThat).due()).isEqualTo(at("2026-04-27T23:59:59"));
            assertThat(conferenceOf(afterThat).startRecorded()).isTrue();
        }

        @Test
        @DisplayName("a date corrected in the journey it came from moves its deadlines too, though that one has ended")
        void corrected() {
            record("strategy-discussion-held", "2026-04-02T10:00", main);
            Deadline conference = conferenceOf(after("child-in-need", after("child-protection-plan", journey)));
            journeys.end(journey.id(), "Conference held", "tm.north");

            record("strategy-discussion-held", "2026-03-31T10:00", main);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-23T23:59:59"));
            assertThat(deadlines.historyOf(conference.id()))
                    .extracting(DeadlineChange::kind)
                    .containsExactly(DeadlineChange.Kind.STARTED, DeadlineChange.Kind.MOVED);
        }

        @Test
        @DisplayName("a date that is put on record there only afterwards starts the clock here")
        void recordedLater() {
            Deadline conference = conferenceOf(after("child-protection-plan", journey));
            assertThat(conference.startRecorded()).isFalse();

            record("strategy-discussion-held", "2026-03-31T10:00", main);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-23T23:59:59"));
        }

        @Test
        @DisplayName("what it has on record itself comes first, and then nothing that happens there moves it")
        void ownComesFirst() {
            record("strategy-discussion-held", "2026-04-02T10:00", main);
            next = after("child-protection-plan", journey);
            recordIn(next, "strategy-discussion-held", "2026-04-01");
            Deadline conference = conferenceOf(next);
            assertThat(conference.due()).isEqualTo(at("2026-04-24T23:59:59"));

            record("strategy-discussion-held", "2026-03-31T10:00", main);

            assertThat(stored(conference).due()).isEqualTo(at("2026-04-24T23:59:59"));
        }

        @Test
        @DisplayName(
                "JOURNEYS P2: a second enquiry has its own clock: it does not count from the first one's discussion")
        void anewOfTheSameKind() {
            record("strategy-discussion-held", "2026-03-02T10:00", main);

            Deadline conference = conferenceOf(after("s47-to-icpc", after("child-protection-plan", journey)));

            assertThat(conference.startRecorded()).isFalse();
            record("strategy-discussion-held", "2026-03-03T10:00", main);
            assertThat(stored(conference).startRecorded()).isFalse();
        }

        @Test
        @DisplayName("what meets a standard there meets nothing here")
        void metThere() {
            record("strategy-discussion-held", "2026-04-02T10:00", main);
            Deadline conference = conferenceOf(after("child-protection-plan", journey));

            record("icpc-held", "2026-04-10T10:00", main);

            assertThat(stored(conference).open()).isTrue();
        }
    }

    @Nested
    @DisplayName("May it be later?")
    class Later {

        @Test
        @DisplayName("an agreed date holds for task and timer; the original stays and the lateness counts from it")
        void agreed() {
            Deadline conference = conference();

            moves.agreeLaterDate(conference.id(), LocalDate.of(2026, 5, 1), "The mother is in hospital", "tm.north");

            Deadline agreed = stored(conference);
            assertThat(agreed.due()).isEqualTo(at("2026-04-27T23:59:59"));
            assertThat(agreed.effectiveDue()).isEqualTo(at("2026-05-01T23:59:59"));
            assertThat(deadlines.explain(agreed).text())
                    .endsWith("; a later date, Friday 1 May, was agreed by "
                            + db.queryForObject(
                                    "select name from pathways.person where user_id = 'tm.north'", String.class)
                            + ": The mother is in hospital");
            assertThat(deadlines.openDue(journey.processInstanceId(), "icpc-held", at("2026-04-29T00:00")))
                    .isEmpty();

            record("icpc-held", "2026-04-30T10:00", step("Task_HoldConference"));
            assertThat(stored(conference).status()).isEqualTo(Status.MET_LATE);
            assertThat(stored(conference).lateWorkingDays()).isEqualTo(3);
        }

        @Test
        @DisplayName("not without a reason, not into the past, not earlier than it is due, not when it is done")
        void refused() {
            Deadline conference = conference();
            LocalDate may = LocalDate.of(2026, 5, 1);

            assertThatThrownBy(() -> moves.agreeLaterDate(conference.id(), may, " ", "tm.north"))
                    .isInstanceOf(BadInputProblem.class)
                    .hasMessage("Say why a later date is agreed.");
            assertThatThrownBy(
                            () -> moves.agreeLaterDate(conference.id(), LocalDate.of(2026, 4, 27), "why", "tm.north"))
                    .isInstanceOf(BadInputProblem.class)
                    .hasMessageContaining("must be later than Monday 27 April 2026");
            ClockUtil.setCurrentTime(Date.from(at("2026-05-02T00:00:01")));
            assertThatThrownBy(() -> moves.agreeLaterDate(conference.id(), may, "why", "tm.north"))
                    .isInstanceOf(BadInputProblem.class)
                    .hasMessageContaining("has passed already");
            record("icpc-held", "2026-04-27", step("Task_HoldConference"));
            assertThatThrownBy(() -> moves.agreeLaterDate(conference.id(), may.plusMonths(1), "why", "tm.north"))
                    .isInstanceOf(ConflictProblem.class)
                    .hasMessageContaining("has been done");
        }
    }

    @Nested
    @DisplayName("SWI-COL-05: What if somebody knows beforehand that it cannot be kept?")
    class Declared {

        @Test
        void itIsAFactWithItsReasonAndTheOthersHearOfIt() {
            Deadline conference = conference();

            Declaration declaration =
                    deadlines.declare(conference.id(), "No chair before May", LocalDate.of(2026, 5, 5), "sw.north");

            assertThat(deadlines.declarationsOf(conference.id())).containsExactly(declaration);
            assertThat(published.stream(TimescaleDeclared.class))
                    .singleElement()
                    .extracting(event -> event.deadline().id())
                    .isEqualTo(conference.id());
            assertThat(stored(conference).due()).isEqualTo(at("2026-04-27T23:59:59"));
            assertThat(stored(conference).status()).isEqualTo(Status.OPEN);
        }

        @Test
        void notWithoutAReasonAndNotAfterwards() {
            Deadline conference = conference();

            assertThatThrownBy(() -> deadlines.declare(conference.id(), "", null, "sw.north"))
                    .isInstanceOf(BadInputProblem.class);
            deadlines.breached(conference, at("2026-04-28T00:00:04"));
            assertThatThrownBy(() -> deadlines.declare(conference.id(), "why", null, "sw.north"))
                    .isInstanceOf(ConflictProblem.class)
                    .hasMessageContaining("Monday 27 April 2026");
        }
    }

    @Nested
    @DisplayName("What if it passes, or is asked for no more?")
    class Ends {

        @Test
        @DisplayName("DFE-8-06b: not a second before its time; once; and the duty stays open")
        void breached() {
            Deadline conference = conference();

            assertThat(deadlines.openDue(journey.processInstanceId(), "icpc-held", at("2026-04-27T23:59:58")))
                    .isEmpty();
            List<Deadline> due = deadlines.openDue(journey.processInstanceId(), "icpc-held", at("2026-04-27T23:59:59"));
            assertThat(due).hasSize(1);
            deadlines.breached(due.get(0), at("2026-04-28T00:00:04"));
            deadlines.breached(due.get(0), at("2026-04-29T00:00:00"));

            assertThat(stored(conference).status()).isEqualTo(Status.BREACHED);
            assertThat(stored(conference).open()).isTrue();
            assertThat(stored(conference).breachedAt()).isEqualTo(at("2026-04-28T00:00:04"));
            assertThat(deadlines.openDue(journey.processInstanceId(), "icpc-held", at("2026-04-29T00:00:00")))
                    .isEmpty();
        }

        @Test
        @DisplayName("RUT-EH-5.0: when the journey ends, what is open is withdrawn with the reason; what is met stays")
        void withdrawn() {
            Deadline conference = conference();
            Deadline checks = deadlines.due(step("Task_MakeAgencyChecks"), "agency-checks-made");
            record("agency-checks-made", "2026-04-02T11:00", step("Task_MakeAgencyChecks"));

            ends.withdraw(journey.id(), "The family moved away");

            assertThat(stored(conference).status()).isEqualTo(Status.WITHDRAWN);
            assertThat(stored(conference).withdrawnBecause()).isEqualTo("The family moved away");
            assertThat(stored(checks).status()).isEqualTo(Status.MET);
        }

        @Test
        @DisplayName("a cancelled task withdraws its own deadline and no other")
        void cancelledTask() {
            JourneyStep checks = step("Task_MakeAgencyChecks");
            Deadline cancelled = deadlines.due(checks, "agency-checks-made");
            Deadline other = deadlines.due(step("Task_ReadHistory"), "history-read");

            ends.withdrawForExecution(checks.executionId(), checks.elementId(), "The step was cancelled");

            assertThat(stored(cancelled).status()).isEqualTo(Status.WITHDRAWN);
            assertThat(stored(other).status()).isEqualTo(Status.OPEN);
        }

        @Test
        @DisplayName("its history cannot be rewritten")
        void appendOnly() {
            Deadline conference = conference();

            assertThatThrownBy(() -> db.update(
                            "update pathways.deadline_change set reason = 'x' where deadline_id = ?", conference.id()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }
}
