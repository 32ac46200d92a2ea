package uk.childpathways.standards;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.DayNotCounted;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;

/**
 * Reckons due dates. Where several rows of the table match, those whose event is recorded come before those that still
 * wait for theirs; among them a row that overrides wins, otherwise the shortest (the sources' own rule for two limits
 * on one thing).
 */
@Component
public class Reckoner {

    private final TimescaleTable table;
    private final WorkingDays workingDays;

    Reckoner(TimescaleTable table, WorkingDays workingDays) {
        this.table = table;
        this.workingDays = workingDays;
    }

    /** When the standard is due by the table now in force. */
    public Reckoning reckon(String standard, String profile, Instant asked, Function<String, Optional<Start>> events) {
        return reckon(table.version(), standard, profile, asked, events);
    }

    /**
     * When the standard is due.
     *
     * @param version of the table
     * @param asked stands in for an event that is not recorded yet
     * @param events when the named event occurred, if it has been recorded
     * @throws UnknownStandardException when the table has no row for the standard
     */
    public Reckoning reckon(
            String version, String standard, String profile, Instant asked, Function<String, Optional<Start>> events) {
        List<Timescale> candidates = table.matching(version, standard, profile);
        if (candidates.isEmpty()) throw new UnknownStandardException(standard);
        List<Reckoning> recorded = new ArrayList<>();
        for (Timescale candidate : candidates) {
            events.apply(candidate.runsFrom()).ifPresent(start -> recorded.add(of(version, candidate, profile, start)));
        }
        return recorded.isEmpty() ? provisional(version, candidates, profile, asked) : winner(recorded);
    }

    private Reckoning of(String version, Timescale timescale, String profile, Start start) {
        TimeLimit.End end = timescale.limit().from(start.at(), workingDays);
        return reckoning(version, timescale, profile, start, true, end);
    }

    /**
     * None of the events is on record. A limit after its event is counted from the beginning of the step; one before
     * its event, or on a date, cannot be known yet and is given its amount of time from there.
     */
    private Reckoning provisional(String version, List<Timescale> candidates, String profile, Instant asked) {
        List<Timescale> forwards = candidates.stream()
                .filter(each -> each.limit().direction() == Direction.AFTER
                        && each.limit().unit() != Unit.DATE)
                .toList();
        return winner((forwards.isEmpty() ? candidates : forwards)
                .stream()
                        .map(timescale -> {
                            TimeLimit limit = timescale.limit();
                            TimeLimit.End end = new TimeLimit(limit.amount(), limit.unit(), Direction.AFTER)
                                    .from(asked, workingDays);
                            return reckoning(version, timescale, profile, Start.at(asked), false, end);
                        })
                        .toList());
    }

    private Reckoning reckoning(
            String version, Timescale timescale, String profile, Start start, boolean recorded, TimeLimit.End end) {
        return new Reckoning(
                version,
                timescale,
                start,
                recorded,
                end.at(),
                end.notCounted(),
                explain(timescale, profile, start, recorded, end));
    }

    private static Reckoning winner(List<Reckoning> candidates) {
        List<Reckoning> overriding =
                candidates.stream().filter(each -> each.timescale().overrides()).toList();
        return (overriding.isEmpty() ? candidates : overriding)
                .stream().min(Comparator.comparing(Reckoning::due)).orElseThrow();
    }

    private static Explanation explain(
            Timescale timescale, String profile, Start start, boolean recorded, TimeLimit.End end) {
        TimeLimit limit = timescale.limit();
        return new Explanation(
                Sentences.explain(timescale, start, recorded, end),
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
                        end.notCounted().stream().map(Reckoner::skipped).toList(),
                        England.at(end.at()).toOffsetDateTime(),
                        timescale.basis().code(),
                        timescale.authority(),
                        timescale.clauses(),
                        null));
    }

    private static Explanation.Skipped skipped(DayNotCounted day) {
        return new Explanation.Skipped(day.date(), day.why(), day.bankHoliday());
    }
}
