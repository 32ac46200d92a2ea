package uk.childpathways.standards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.testing.PlainCalendar;

@Label("When a standard with several rows is due, against a plain reading of the rules")
class DueDateCalculatorPropertyTest {

    private static final WorkingDays WORKING_DAYS = new WorkingDays(BankHolidays.england());

    private static final List<String> EVENTS = List.of("concern-received", "discussion-held", "plan-agreed");

    /** One row of the table: an amount of time from an event; {@code overrides} wins also where it is longer. */
    record Row(int amount, Unit unit, Direction direction, String event, boolean overrides) {

        Timescale timescale() {
            return new Timescale(
                    "it-is-done",
                    null,
                    "The visit is made",
                    new TimeLimit(amount, unit, direction),
                    event,
                    "the event",
                    Timescale.Per.TASK,
                    0,
                    List.of(),
                    "service-manager",
                    Weight.STATUTORY,
                    Timescale.Basis.LOCAL,
                    "Practice",
                    List.of(),
                    overrides,
                    null,
                    new TableVersion("1", "timescales-plain", 1));
        }

        boolean countsOn() {
            return direction == Direction.AFTER && unit != Unit.DATE;
        }
    }

    /**
     * What is known when the question is asked.
     *
     * @param recorded when each event happened; an event that is not there is not on record
     */
    record Situation(List<Row> rows, LocalDateTime asked, Map<String, LocalDateTime> recorded) {}

    /** An interval that somebody agreed. */
    record Agreed(int amount, Unit unit, LocalDateTime at) {}

    @Property(tries = 5000)
    @Label(
            "rows whose event is on record come first; one that overrides wins, otherwise the shortest; while no event is"
                    + " on record, the beginning of the step stands in for it")
    void rows(@ForAll("situations") Situation situation) {
        DueDate due = calculate(situation, null);
        assertThat(due.due()).isEqualTo(plainly(situation, null));
        assertThat(due.startRecorded())
                .isEqualTo(situation.rows().stream()
                        .anyMatch(row -> situation.recorded().containsKey(row.event())));
        assertThat(due.timescale().runsFrom()).isIn(EVENTS);
    }

    @Property(tries = 5000)
    @Label("an agreed interval only shortens, and what is agreed today is not due before tonight")
    void agreed(@ForAll("situations") Situation situation, @ForAll("agreements") Agreed agreed) {
        Instant without = calculate(situation, null).due();
        Instant with = calculate(situation, agreed).due();
        assertThat(with).isEqualTo(plainly(situation, agreed));
        if (situation.rows().stream().noneMatch(Row::overrides)) {
            assertThat(with).isBeforeOrEqualTo(without);
        }
    }

    private static DueDate calculate(Situation situation, Agreed agreed) {
        List<Timescale> rows = situation.rows().stream().map(Row::timescale).toList();
        TimescaleTable table = new TimescaleTable() {
            @Override
            public List<Timescale> rows() {
                return rows;
            }

            @Override
            public Rows inForce() {
                return (standard, profile) -> rows;
            }

            @Override
            public Rows of(String version) {
                return inForce();
            }
        };
        return new DueDateCalculator(table, WORKING_DAYS)
                .calculate(
                        "1",
                        "it-is-done",
                        "generic",
                        PlainCalendar.instant(situation.asked()),
                        event -> Optional.ofNullable(situation.recorded().get(event))
                                .map(at -> new ClockStart(UUID.randomUUID(), PlainCalendar.instant(at), false)),
                        agreed == null
                                ? null
                                : new AgreedInterval(
                                        TimeLimit.after(agreed.amount(), agreed.unit()),
                                        "Tara Mills",
                                        PlainCalendar.instant(agreed.at()),
                                        null));
    }

    /** The rules once more, by loops over days. */
    private static Instant plainly(Situation situation, Agreed agreed) {
        List<Row> rows = situation.rows().stream()
                .filter(row -> situation.recorded().containsKey(row.event()))
                .toList();
        boolean recorded = !rows.isEmpty();
        if (!recorded) {
            // What counts back from a date that nobody knows yet says least.
            rows = situation.rows().stream().filter(Row::countsOn).toList();
            if (rows.isEmpty()) rows = situation.rows();
        }
        boolean overridden = rows.stream().anyMatch(Row::overrides);
        Instant shortest = null;
        for (Row row : rows) {
            if (overridden && !row.overrides()) continue;
            LocalDateTime start = recorded ? situation.recorded().get(row.event()) : situation.asked();
            Instant end = recorded
                    ? end(start, row.amount(), row.unit(), row.direction() == Direction.AFTER ? 1 : -1)
                    : end(start, row.amount(), row.unit(), 1);
            if (agreed != null && row.countsOn()) {
                Instant shorter = end(start, agreed.amount(), agreed.unit(), 1);
                Instant tonight = PlainCalendar.endOf(agreed.at().toLocalDate());
                if (shorter.isBefore(tonight)) shorter = tonight;
                if (shorter.isBefore(end)) end = shorter;
            }
            if (shortest == null || end.isBefore(shortest)) shortest = end;
        }
        return shortest;
    }

    private static Instant end(LocalDateTime start, int amount, Unit unit, int step) {
        LocalDate day = start.toLocalDate();
        return switch (unit) {
            case HOURS -> PlainCalendar.instant(start).plusSeconds(3600L * amount * step);
            case WORKING_DAYS -> PlainCalendar.endOf(PlainCalendar.workingDaysFrom(day, amount, step));
            case CALENDAR_DAYS -> PlainCalendar.endOf(PlainCalendar.daysFrom(day, amount, step));
            case WEEKS -> PlainCalendar.endOf(PlainCalendar.daysFrom(day, 7 * amount, step));
            case MONTHS -> PlainCalendar.endOf(PlainCalendar.monthsFrom(day, amount, step));
            case DATE -> PlainCalendar.endOf(day);
        };
    }

    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.of(Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.HOURS, Unit.WEEKS, Unit.MONTHS),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(Direction.AFTER)),
                                Tuple.of(1, Arbitraries.just(Direction.BEFORE))),
                        Arbitraries.of(EVENTS),
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
                .as((amount, unit, direction, event, overrides) ->
                        new Row(unit == Unit.MONTHS ? 1 + amount % 6 : amount, unit, direction, event, overrides));
        return Combinators.combine(
                        row.list().ofMinSize(1).ofMaxSize(4),
                        moments(),
                        moments().list().ofSize(3),
                        known())
                .as((rows, asked, times, known) -> {
                    Map<String, LocalDateTime> recorded = new HashMap<>();
                    for (int i = 0; i < EVENTS.size(); i++) {
                        if (known.get(i)) recorded.put(EVENTS.get(i), times.get(i));
                    }
                    return new Situation(new ArrayList<>(rows), asked, recorded);
                });
    }

    @Provide
    Arbitrary<Agreed> agreements() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of(Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS),
                        moments())
                .as(Agreed::new);
    }

    private static Arbitrary<List<Boolean>> known() {
        return Arbitraries.of(true, false).list().ofSize(EVENTS.size());
    }

    /** Any minute of a winter and a spring, so that events lie near each other. */
    private static Arbitrary<LocalDateTime> moments() {
        return Arbitraries.integers()
                .between(0, 200 * 24 * 60)
                .map(minutes -> LocalDateTime.of(2026, 11, 20, 0, 0).plusMinutes(minutes));
    }
}
