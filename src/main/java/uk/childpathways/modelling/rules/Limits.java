package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.sorted;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.Timescale;

/** What the rows of a table of timescales promise: to which council, and whether the law allows as long. */
final class Limits {

    private static final Pattern ONE_LIMIT = Pattern.compile("PT?(\\d+)([DWMH])");

    private Limits() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("every profile in a table of timescales is a council's that is known", Limits::profiles),
                Rule.advise("no timescale is longer than the statutory limit behind it", Limits::statutory));
    }

    private static Stream<Finding> profiles(Subject subject) {
        return subject.changed().tables().stream()
                .flatMap(table -> Subject.rows(table)
                        .flatMap(row -> row.profiles().stream()
                                .filter(profile -> !subject.words().profiles().contains(profile))
                                .map(profile -> new Finding(
                                        table.file(),
                                        row.title(),
                                        "holds for the profile '" + profile
                                                + "', which is no council here: nobody's deadline would follow it. Profiles: "
                                                + sorted(subject.words().profiles()) + "."))));
    }

    private static Stream<Finding> statutory(Subject subject) {
        return subject.changed().tables().stream()
                .flatMap(table -> Subject.rows(table)
                        .flatMap(row -> row.read().timescale().stream()
                                .flatMap(timescale ->
                                        passed(timescale, subject.words().clauses()))
                                .map(limit -> new Finding(table.file(), row.title(), limit))));
    }

    private static Stream<String> passed(Timescale timescale, Map<String, Clause> clauses) {
        return timescale.clauses().stream()
                .map(clauses::get)
                .filter(clause -> clause != null && clause.source().equals("statutory"))
                .flatMap(clause -> limit(clause)
                        .filter(limit -> timescale.limit().direction() == Direction.AFTER
                                && timescale.limit().unit() != Unit.DATE
                                && days(timescale.limit()) > days(limit) * 1.05)
                        .map(limit -> "gives " + timescale.limit().words() + "; the statutory limit is " + limit.words()
                                + " (" + clause.id() + "). People would still read that it is "
                                + timescale.authority() + ". Keep within the limit, or say on whose authority it is"
                                + " passed.")
                        .stream());
    }

    /** The limit of a clause that names one and no more; what has two or a condition is left to people. */
    private static Optional<TimeLimit> limit(Clause clause) {
        Matcher one = ONE_LIMIT.matcher(clause.timescale());
        if (!one.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(one.group(1));
        return Optional.of(TimeLimit.after(
                amount,
                switch (one.group(2)) {
                    case "H" -> Unit.HOURS;
                    case "W" -> Unit.WEEKS;
                    case "M" -> Unit.MONTHS;
                    default -> clause.dayKind().startsWith("working") ? Unit.WORKING_DAYS : Unit.CALENDAR_DAYS;
                }));
    }

    /** In calendar days, about: only to see which of two is the longer. */
    private static double days(TimeLimit limit) {
        return limit.amount()
                * switch (limit.unit()) {
                    case WORKING_DAYS -> 1.4;
                    case HOURS -> 1 / 24.0;
                    case WEEKS -> 7;
                    case MONTHS -> 30.4;
                    case CALENDAR_DAYS, DATE -> 1;
                };
    }
}
