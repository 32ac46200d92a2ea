package uk.childpathways.standards;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.DayNotCounted;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;

/**
 * Calculates due dates. Where several rows match, those whose event is recorded come before those that still
 * wait for theirs; among them a row that overrides wins, otherwise the shortest (the sources' own rule for two limits
 * on one thing).
 */
@Component
public class DueDateCalculator {

    private static final ClockStart ANY = ClockStart.at(Instant.EPOCH);

    private final TimescaleTable tables;
    private final WorkingDays workingDays;

    DueDateCalculator(TimescaleTable tables, WorkingDays workingDays) {
        this.tables = tables;
        this.workingDays = workingDays;
    }

    /** When the standard is due by the tables now in force, with nothing agreed. */
    public DueDate calculate(
            String standard, String profile, Instant asked, Function<String, Optional<ClockStart>> events) {
        return calculate(null, standard, profile, asked, events, null);
    }

    /**
     * When the standard is due.
     *
     * @param version the id of the version of the table by which it is calculated; null for the tables in force
     * @param asked stands in for an event that is not recorded yet
     * @param events when the named event occurred, if it has been recorded
     * @param agreed the interval agreed for it in the journey, which can only shorten; null for none
     * @throws UnknownStandardException when no table has a row for the standard
     */
    public DueDate calculate(
            String version,
            String standard,
            String profile,
            Instant asked,
            Function<String, Optional<ClockStart>> events,
            AgreedInterval agreed) {
        return calculate(version, standard, profile, asked, events, agreed, null, List.of());
    }

    /**
     * When a standard is due whose rows a decision has chosen.
     *
     * @param choice what is known of the standard; null where its rows are its own
     * @param chosen the standards whose rows hold, each with its part of the child's situation
     */
    public DueDate calculate(
            String version,
            String standard,
            String profile,
            Instant asked,
            Function<String, Optional<ClockStart>> events,
            AgreedInterval agreed,
            StandardSelector choice,
            List<SelectedStandard> chosen) {
        TimescaleTable.Rows table = version == null ? tables.inForce() : tables.of(version);
        if (choice != null) {
            List<DueDate> rows = chosen.stream()
                    .flatMap(one -> table.matching(one.standard(), profile).stream()
                            .map(row -> new ChosenRow(choice, one, row))
                            .flatMap(row -> byChoice(row, profile, asked, events, agreed)))
                    .toList();
            if (!rows.isEmpty()) return winner(rows);
        }
        List<Timescale> candidates = table.matching(standard, profile);
        if (candidates.isEmpty()) throw new UnknownStandardException(standard);
        List<DueDate> recorded = new ArrayList<>();
        for (Timescale candidate : candidates) {
            events.apply(candidate.runsFrom()).ifPresent(start -> {
                recorded.add(of(candidate, profile, start));
                asAgreed(candidate, profile, start, true, agreed).ifPresent(recorded::add);
            });
        }
        return recorded.isEmpty() ? provisional(candidates, profile, asked, agreed) : winner(recorded);
    }

    private record ChosenRow(StandardSelector choice, SelectedStandard chosen, Timescale row) {

        /** The row as one of the standard that was asked for. */
        Timescale runningFrom(String words) {
            return row.of(choice.standard(), words);
        }
    }

    private Stream<DueDate> byChoice(
            ChosenRow row,
            String profile,
            Instant asked,
            Function<String, Optional<ClockStart>> events,
            AgreedInterval agreed) {
        SelectedStandard chosen = row.chosen();
        Optional<ClockStart> last = events.apply(row.row().runsFrom());
        Optional<ClockStart> recorded =
                last.isPresent() ? last : events.apply(row.choice().firstFrom());
        ClockStart start = recorded.orElseGet(() -> ClockStart.at(asked));
        String words =
                last.isPresent() ? row.row().runsFromWords() : row.choice().firstFromWords();
        boolean counted = recorded.isPresent();
        if (chosen.fromBeginning()
                && chosen.begins() != null
                && chosen.begins().at().isAfter(start.at())) {
            start = chosen.begins();
            words = chosen.beginsWords();
            counted = true;
        }
        Timescale timescale = row.runningFrom(words);
        boolean longer = agreed != null
                && agreed.reason() != null
                && chosen.mayBeLonger()
                && longer(agreed.limit(), timescale.limit(), start.at());
        TimeLimit.End end = (longer ? agreed.limit() : timescale.limit()).from(start.at(), workingDays);
        Instant tonight = chosen.knownAt() == null ? null : England.endOf(England.dayOf(chosen.knownAt()));
        boolean late = tonight != null && end.at().isBefore(tonight);
        if (late) end = new TimeLimit.End(tonight, end.notCounted());
        DueDate held = new DueDate(
                timescale,
                start,
                counted,
                end.at(),
                end.notCounted(),
                explain(timescale, profile, start, counted, end, longer ? agreed : null)
                        .with(text -> Sentences.chosen(text, late ? tonight : null, profile)));
        Stream<DueDate> shorter =
                longer ? Stream.empty() : asAgreed(timescale, profile, start, counted, agreed).stream();
        return Stream.concat(Stream.of(held), shorter)
                .filter(each -> chosen.until() == null || !each.due().isAfter(chosen.until()));
    }

    /**
     * The limit of a standard whose rows a decision has chosen, for an interval to be agreed.
     *
     * @param withReason a reason is recorded: rows that give way to one are no limit
     */
    public Optional<Timescale> limit(
            StandardSelector choice, List<SelectedStandard> chosen, String profile, boolean withReason) {
        TimescaleTable.Rows table = tables.inForce();
        List<DueDate> rows = chosen.stream()
                .filter(one -> !(withReason && one.mayBeLonger()))
                .flatMap(one -> table.matching(one.standard(), profile).stream())
                .filter(DueDateCalculator::countsOn)
                .map(row -> of(row.of(choice.standard(), row.runsFromWords()), profile, ANY))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(winner(rows).timescale());
    }

    /** The limit of the standard as far as it is an amount of time after an event: the shortest such row. */
    public Optional<Timescale> limit(String standard, String profile) {
        List<DueDate> rows = tables.inForce().matching(standard, profile).stream()
                .filter(DueDateCalculator::countsOn)
                .map(row -> of(row, profile, ANY))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(winner(rows).timescale());
    }

    /** Whether the interval is longer than the limit, both counted from that day. */
    public boolean longer(TimeLimit interval, TimeLimit limit, Instant from) {
        return interval.from(from, workingDays)
                .at()
                .isAfter(limit.from(from, workingDays).at());
    }

    private static boolean countsOn(Timescale row) {
        return row.limit().direction() == Direction.AFTER && row.limit().unit() != Unit.DATE;
    }

    /**
     * The row as it was agreed in the journey, where it counts on from an event. What is agreed today is not due before
     * tonight: nobody can have missed it.
     */
    private Optional<DueDate> asAgreed(
            Timescale row, String profile, ClockStart start, boolean recorded, AgreedInterval agreed) {
        if (agreed == null || !countsOn(row)) return Optional.empty();
        TimeLimit.End counted = agreed.limit().from(start.at(), workingDays);
        Instant tonight = England.endOf(England.dayOf(agreed.at()));
        TimeLimit.End end = counted.at().isBefore(tonight) ? new TimeLimit.End(tonight, counted.notCounted()) : counted;
        // Where it comes to the same day, the limit itself is said.
        if (!end.at().isBefore(row.limit().from(start.at(), workingDays).at())) return Optional.empty();
        return Optional.of(new DueDate(
                row, start, recorded, end.at(), end.notCounted(), explain(row, profile, start, recorded, end, agreed)));
    }

    private DueDate of(Timescale timescale, String profile, ClockStart start) {
        TimeLimit.End end = timescale.limit().from(start.at(), workingDays);
        return dueDate(timescale, profile, start, true, end);
    }

    /**
     * None of the events is on record. A limit after its event is counted from the beginning of the step; one before
     * its event, or on a date, cannot be known yet and is given its amount of time from there.
     */
    private DueDate provisional(List<Timescale> candidates, String profile, Instant asked, AgreedInterval agreed) {
        List<Timescale> forwards = candidates.stream()
                .filter(each -> each.limit().direction() == Direction.AFTER
                        && each.limit().unit() != Unit.DATE)
                .toList();
        return winner((forwards.isEmpty() ? candidates : forwards)
                .stream()
                        .flatMap(timescale -> {
                            TimeLimit limit = timescale.limit();
                            TimeLimit.End end = new TimeLimit(limit.amount(), limit.unit(), Direction.AFTER)
                                    .from(asked, workingDays);
                            ClockStart start = ClockStart.at(asked);
                            return Stream.concat(
                                    Stream.of(dueDate(timescale, profile, start, false, end)),
                                    asAgreed(timescale, profile, start, false, agreed).stream());
                        })
                        .toList());
    }

    private DueDate dueDate(
            Timescale timescale, String profile, ClockStart start, boolean recorded, TimeLimit.End end) {
        return new DueDate(
                timescale,
                start,
                recorded,
                end.at(),
                end.notCounted(),
                explain(timescale, profile, start, recorded, end, null));
    }

    /**
     * The shortest; where an agreed interval makes several equal, the one with the shortest limit that it keeps. A row
     * that gave way to a longer interval does not explain it.
     */
    private DueDate winner(List<DueDate> candidates) {
        List<DueDate> overriding =
                candidates.stream().filter(each -> each.timescale().overrides()).toList();
        return (overriding.isEmpty() ? candidates : overriding)
                .stream()
                        .min(Comparator.comparing(DueDate::due)
                                .thenComparing(row -> ownEnd(row).isBefore(row.due()))
                                .thenComparing(this::ownEnd))
                        .orElseThrow();
    }

    private Instant ownEnd(DueDate row) {
        return row.timescale().limit().from(row.start().at(), workingDays).at();
    }

    private static Explanation explain(
            Timescale timescale,
            String profile,
            ClockStart start,
            boolean recorded,
            TimeLimit.End end,
            AgreedInterval agreed) {
        TimeLimit limit = agreed == null ? timescale.limit() : agreed.limit();
        return new Explanation(
                agreed == null
                        ? Sentences.explain(timescale, start, recorded, end)
                        : Sentences.explainAgreed(timescale, agreed, start, recorded, end),
                new Explanation.Data(
                        timescale.standard(),
                        timescale.name(),
                        profile,
                        limit.unit() == Unit.DATE ? null : limit.amount(),
                        limit.unit().code(),
                        limit.direction().code(),
                        timescale.runsFrom(),
                        England.at(start.at()).toOffsetDateTime(),
                        start.dateOnly(),
                        recorded,
                        end.notCounted().stream()
                                .map(DueDateCalculator::skipped)
                                .toList(),
                        England.at(end.at()).toOffsetDateTime(),
                        timescale.basis().code(),
                        timescale.authority(),
                        timescale.clauses(),
                        null,
                        agreed == null
                                ? null
                                : new Explanation.Agreed(
                                        agreed.by(),
                                        England.dayOf(agreed.at()),
                                        timescale.limit().words()),
                        timescale.table().table(),
                        timescale.table().number()));
    }

    private static Explanation.Skipped skipped(DayNotCounted day) {
        return new Explanation.Skipped(day.date(), day.why(), day.bankHoliday());
    }
}
