package uk.childpathways.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.mockito.stubbing.Answer;
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.children.EventRecorded;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline.Status;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.PlainStandards;
import uk.childpathways.standards.TimescaleTable;
import uk.childpathways.testing.PlainCalendar;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/**
 * Thousands of lives of one deadline: what happens to it is drawn by chance, and after each step the product and a plain
 * model of a few lines must say the same. The rooms below are real; database, engine and people are stood in for.
 */
@Label("The life of a deadline, against a plain model of it")
class DeadlineLifePropertyTest {

    private static final String STANDARD = "it-is-done";
    private static final String BEGINNING = "plan-agreed";
    private static final UUID JOURNEY = UUID.randomUUID();
    private static final WorkingDays WORKING_DAYS = new WorkingDays(BankHolidays.england());

    /** What can happen. */
    enum What {
        TIME_PASSES,
        CLOCK_RINGS,
        LATER_DATE_AGREED,
        BEGINNING_RECORDED,
        DONE,
        DATE_OF_DONE_CORRECTED,
        WITHDRAWN
    }

    /**
     * One thing that happens.
     *
     * @param hours how long it takes, how long ago it was or how far ahead it lies
     * @param dateOnly only its day is known
     */
    record Happens(What what, int hours, boolean dateOnly) {}

    @Property(tries = 2000)
    @Label("whatever happens, in any order: its state, its dates and its days late are those of the model")
    void life(
            @ForAll("limits") TimeLimit limit,
            @ForAll("beginnings") LocalDateTime begins,
            @ForAll("lives") List<Happens> life) {
        House house = new House(limit, PlainCalendar.instant(begins));
        Model model = new Model(limit, house.now);
        compare(house, model, "at the beginning");
        for (Happens step : life) {
            happens(step, house, model);
            compare(house, model, "after " + step);
        }
    }

    private static void happens(Happens step, House house, Model model) {
        Instant ago = house.now.minusSeconds(3600L * step.hours());
        LocalDate day = PlainCalendar.wall(ago).toLocalDate();
        Instant at = step.dateOnly() ? PlainCalendar.instant(day.atStartOfDay()) : ago;
        switch (step.what()) {
            case TIME_PASSES -> house.now = house.now.plusSeconds(3600L * step.hours() + 17);
            case CLOCK_RINGS -> {
                house.deadlines
                        .openDue("process", STANDARD, house.now)
                        .forEach(due -> house.deadlines.breached(due, house.now));
                model.clockRings(house.now);
            }
            case LATER_DATE_AGREED -> {
                LocalDate until = PlainCalendar.wall(house.now.plusSeconds(3600L * (step.hours() - 100)))
                        .toLocalDate();
                boolean agreed = model.laterDateAgreed(until, house.now);
                Runnable agree =
                        () -> house.moves.agreeLaterDate(house.stored.id(), until, "The family is away", "tm.north");
                if (agreed) agree.run();
                else {
                    assertThatThrownBy(agree::run)
                            .isInstanceOf(model.open() ? BadInputProblem.class : ConflictProblem.class);
                }
            }
            case BEGINNING_RECORDED -> {
                house.recordBeginning(at, step.dateOnly());
                model.beginningRecorded(at);
            }
            case DONE -> {
                house.recordDone(at, step.dateOnly(), null);
                model.done(at, day, step.dateOnly());
            }
            case DATE_OF_DONE_CORRECTED -> {
                if (house.done != null) house.recordDone(at, step.dateOnly(), house.done);
                else house.recordDone(at, step.dateOnly(), null);
                if (model.open()) model.done(at, day, step.dateOnly());
                else model.corrected(at, day, step.dateOnly());
            }
            case WITHDRAWN -> {
                house.ends.withdrawForProcessInstance("process", "The work went another way");
                model.withdrawn();
            }
        }
    }

    private static void compare(House house, Model model, String when) {
        Deadline deadline = house.stored;
        assertThat(deadline.status()).as("state %s", when).isEqualTo(model.status);
        assertThat(deadline.due()).as("original date %s", when).isEqualTo(model.due);
        assertThat(deadline.agreedUntil()).as("later date %s", when).isEqualTo(model.agreedUntil);
        assertThat(deadline.effectiveDue()).as("date in force %s", when).isEqualTo(model.inForce());
        assertThat(deadline.breachedAt() != null).as("breach %s", when).isEqualTo(model.breached);
        assertThat(deadline.lateWorkingDays()).as("working days late %s", when).isEqualTo(model.lateWorkingDays);
        assertThat(deadline.lateCalendarDays())
                .as("calendar days late %s", when)
                .isEqualTo(model.lateCalendarDays);
        assertThat(deadline.metAt()).as("done %s", when).isEqualTo(model.metAt);
        assertThat(deadline.startRecorded()).as("beginning %s", when).isEqualTo(model.beginningKnown);
        // While the work is open, the timer stands where the date in force is.
        if (deadline.open()) assertThat(house.timer).as("timer %s", when).isEqualTo(model.inForce());
        assertThat(deadline.closedAt() == null).as("open %s", when).isEqualTo(model.open());
        assertThat(deadline.withdrawnBecause() != null)
                .as("withdrawn %s", when)
                .isEqualTo(model.status == Status.WITHDRAWN);
    }

    /** What a deadline is, in as few words as can be. */
    private static final class Model {

        private final TimeLimit limit;
        private Status status = Status.OPEN;
        private Instant due;
        private LocalDate agreedUntil;
        private boolean beginningKnown;
        private boolean breached;
        private Instant metAt;
        private boolean met;
        private Integer lateWorkingDays;
        private Integer lateCalendarDays;

        Model(TimeLimit limit, Instant asked) {
            this.limit = limit;
            this.due = end(asked);
        }

        boolean open() {
            return status == Status.OPEN || status == Status.BREACHED;
        }

        Instant inForce() {
            return agreedUntil == null ? due : PlainCalendar.endOf(agreedUntil);
        }

        void clockRings(Instant now) {
            if (status == Status.OPEN && !now.isBefore(inForce())) {
                status = Status.BREACHED;
                breached = true;
            }
        }

        boolean laterDateAgreed(LocalDate until, Instant now) {
            LocalDate dueDay = PlainCalendar.wall(due).toLocalDate();
            boolean later = until.isAfter(dueDay) && !PlainCalendar.endOf(until).isBefore(now);
            if (open() && later) agreedUntil = until;
            return open() && later;
        }

        /** The date moves with its beginning; what was missed and what was agreed stay. */
        void beginningRecorded(Instant at) {
            if (!open()) return;
            due = end(at);
            beginningKnown = true;
        }

        void done(Instant at, LocalDate day, boolean dateOnly) {
            if (open()) close(at, day, dateOnly);
        }

        void corrected(Instant at, LocalDate day, boolean dateOnly) {
            if (met) close(at, day, dateOnly);
        }

        /** Late counts from the original date, whatever was agreed. */
        private void close(Instant at, LocalDate day, boolean dateOnly) {
            LocalDate dueDay = PlainCalendar.wall(due).toLocalDate();
            boolean late = dateOnly ? day.isAfter(dueDay) : at.getEpochSecond() > due.getEpochSecond();
            status = late ? Status.MET_LATE : Status.MET;
            met = true;
            metAt = at;
            lateWorkingDays = late ? PlainCalendar.workingDaysBetween(dueDay, day) : 0;
            lateCalendarDays = 0;
            if (late) {
                for (LocalDate each = dueDay; each.isBefore(day); each = each.plusDays(1)) lateCalendarDays++;
            }
        }

        void withdrawn() {
            if (open()) status = Status.WITHDRAWN;
        }

        private Instant end(Instant from) {
            LocalDate day = PlainCalendar.wall(from).toLocalDate();
            return switch (limit.unit()) {
                case HOURS -> from.plusSeconds(3600L * limit.amount());
                case WORKING_DAYS -> PlainCalendar.endOf(PlainCalendar.workingDaysFrom(day, limit.amount(), 1));
                case MONTHS -> PlainCalendar.endOf(PlainCalendar.monthsFrom(day, limit.amount(), 1));
                default -> PlainCalendar.endOf(PlainCalendar.daysFrom(day, limit.amount(), 1));
            };
        }
    }

    /** The rooms of deadlines, with one deadline in them. */
    private static final class House {

        private Instant now;
        private Deadline stored;
        private Instant timer;
        private JourneyEvent done;
        private final List<JourneyEvent> recorded = new ArrayList<>();
        private final List<DeadlineChange> changes = new ArrayList<>();
        private final Deadlines deadlines;
        private final DeadlineMoves moves;
        private final DeadlineEnds ends;

        House(TimeLimit limit, Instant begins) {
            now = begins;
            TimescaleTable table = PlainStandards.tableOf(STANDARD, limit, BEGINNING);
            DeadlineRepository repository = standIn(DeadlineRepository.class, asked -> switch (asked.getMethod()
                    .getName()) {
                case "saveAndFlush" -> stored = asked.getArgument(0);
                case "get" -> stored;
                case "asked" -> List.of();
                case "openOfJourney", "openInLine", "openOfProcessInstance" ->
                    stored != null && stored.open() ? List.of(stored) : List.of();
                case "open" -> stored.status() == Status.OPEN ? List.of(stored) : List.of();
                case "findByMetEventId" ->
                    asked.getArgument(0).equals(stored.metEventId()) ? List.of(stored) : List.of();
                default -> throw new UnsupportedOperationException(asked.toString());
            });
            DeadlineEvents history = standIn(DeadlineEvents.class, asked -> {
                switch (asked.getMethod().getName()) {
                    case "now":
                        return now;
                    case "add":
                        if (asked.getArgument(0) instanceof DeadlineChange change) changes.add(change);
                        return null;
                    default:
                        return Optional.empty();
                }
            });
            Journey journey = standIn(Journey.class, asked -> "generic");
            Journeys journeys =
                    standIn(Journeys.class, asked -> asked.getMethod().getName().equals("get") ? journey : List.of());
            JourneyEvents journeyEvents = standIn(JourneyEvents.class, asked -> recorded);
            AgreedIntervals intervals = standIn(AgreedIntervals.class, asked -> null);
            Directory directory = standIn(Directory.class, asked -> "tm.north");
            Clock clock = clock();
            FollowUpDate inSight = new FollowUpDate(28, clock);
            EngineTimers timers = new EngineTimers() {
                @Override
                public void move(Deadline deadline, Instant due, Instant inSightFrom) {
                    timer = due;
                }

                @Override
                public boolean isStillThere(String executionId) {
                    return true;
                }

                @Override
                public boolean belongTogether(String asking, String recording) {
                    return true;
                }
            };
            DeadlineCalculation calculation = new DeadlineCalculation(
                    PlainStandards.calculator(table, WORKING_DAYS),
                    table,
                    intervals,
                    WORKING_DAYS,
                    journeyEvents,
                    JSON,
                    clock,
                    "generic",
                    List.of());
            ends = new DeadlineEnds(repository, history, WORKING_DAYS, event -> {});
            moves = new DeadlineMoves(
                    repository,
                    history,
                    calculation,
                    ends,
                    intervals,
                    WORKING_DAYS,
                    journeyEvents,
                    timers,
                    inSight,
                    directory,
                    event -> {});
            deadlines = new Deadlines(
                    repository, history, calculation, ends, journeys, timers, inSight, directory, event -> {});
            timer = deadlines.due(step(), STANDARD).effectiveDue();
        }

        void recordBeginning(Instant at, boolean dateOnly) {
            JourneyEvent previous = recorded.isEmpty() ? null : recorded.get(recorded.size() - 1);
            JourneyEvent event = event(BEGINNING, at, dateOnly);
            recorded.add(event);
            moves.on(new EventRecorded(event, previous));
        }

        void recordDone(Instant at, boolean dateOnly, JourneyEvent previous) {
            JourneyEvent event = event(STANDARD, at, dateOnly);
            boolean counts = stored.open() || previous != null && previous.id().equals(stored.metEventId());
            moves.on(new EventRecorded(event, previous));
            if (counts) done = event;
        }

        private JourneyEvent event(String name, Instant at, boolean dateOnly) {
            return new JourneyEvent(UUID.randomUUID(), JOURNEY, "C-1001", name, at, dateOnly, now, "sw.north", step());
        }

        private static JourneyStep step() {
            return new JourneyStep(JOURNEY, "C-1001", "process", "execution", "Task_Visit", "visits");
        }

        private Clock clock() {
            return new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
        }
    }

    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private static <T> T standIn(Class<T> type, Answer<?> answer) {
        return mock(type, withSettings().stubOnly().defaultAnswer(answer));
    }

    @Provide
    Arbitrary<TimeLimit> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.HOURS, Unit.MONTHS))
                .as((amount, unit) -> TimeLimit.after(unit == Unit.MONTHS ? 1 + amount % 3 : amount, unit));
    }

    /** Any minute of three years. */
    @Provide
    Arbitrary<LocalDateTime> beginnings() {
        return Arbitraries.integers()
                .between(0, 3 * 365 * 24 * 60)
                .map(minutes -> LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(minutes));
    }

    @Provide
    Arbitrary<List<Happens>> lives() {
        Arbitrary<What> what = Arbitraries.frequency(
                Tuple.of(6, What.TIME_PASSES),
                Tuple.of(4, What.CLOCK_RINGS),
                Tuple.of(3, What.LATER_DATE_AGREED),
                Tuple.of(3, What.BEGINNING_RECORDED),
                Tuple.of(2, What.DONE),
                Tuple.of(2, What.DATE_OF_DONE_CORRECTED),
                Tuple.of(1, What.WITHDRAWN));
        return Combinators.combine(what, Arbitraries.integers().between(0, 500), Arbitraries.of(true, false))
                .as(Happens::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }
}
