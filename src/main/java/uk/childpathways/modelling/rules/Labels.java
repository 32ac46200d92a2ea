package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.modelling.Model;
import uk.childpathways.standards.Timescale;

/**
 * The words under a clock say the number in the table: "10 working days from the strategy discussion". A table whose
 * number changes makes drawings lie that nobody touched; they are named.
 */
final class Labels {

    private static final Map<String, Integer> IN_WORDS = Map.of(
            "one", 1, "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8, "nine", 9, "ten",
            10);
    private static final Pattern LENGTH = Pattern.compile(
            "\\b(\\d+|" + String.join("|", IN_WORDS.keySet())
                    + ")\\s+(working days?|calendar days?|days?|hours?|weeks?|months?)\\b",
            Pattern.CASE_INSENSITIVE);

    private Labels() {}

    static List<Rule> rules() {
        return List.of(
                Rule.advise(
                        "every clock is labelled",
                        Rule.eachModel(model -> model.boundaryTimers()
                                .filter(event -> blank(event.getName()))
                                .map(event -> Finding.at(
                                        model, event, "has no label. Say the time in words, as its table does.")))),
                Rule.advise("the words under a clock say the number in the table", Labels::agree));
    }

    private static Stream<Finding> agree(Subject subject) {
        Map<String, List<Timescale>> rows = subject.timescales().stream()
                .filter(row -> row.standard() != null)
                .filter(row -> row.profiles().isEmpty()
                        || row.profiles().contains(subject.words().profile()))
                .flatMap(row -> row.read().timescale().stream())
                .collect(Collectors.groupingBy(Timescale::standard));
        return subject.all().models().stream()
                .flatMap(model -> model.boundaryTimers()
                        .filter(event -> !blank(event.getName()))
                        .flatMap(event -> Model.standardOf(event).map(rows::get).stream()
                                .flatMap(limits -> lies(model, event, limits))));
    }

    private static Stream<Finding> lies(Model model, BoundaryEvent event, List<Timescale> rows) {
        List<TimeLimit> said = lengths(event.getName());
        boolean agrees = said.stream()
                .allMatch(length -> rows.stream()
                        .map(Timescale::limit)
                        .anyMatch(limit -> limit.unit() == length.unit() && limit.amount() == length.amount()));
        return agrees
                ? Stream.empty()
                : Stream.of(Finding.at(
                        model,
                        event,
                        "says another time than its table: "
                                + rows.stream().map(Timescale::words).distinct().collect(Collectors.joining(", or "))
                                + ". Change the words under the clock, or the table."));
    }

    /** The lengths of time that a label names, in the order of its words. */
    static List<TimeLimit> lengths(String label) {
        List<TimeLimit> lengths = new ArrayList<>();
        LENGTH.matcher(Texts.oneLine(label)).results().forEach(found -> {
            String number = found.group(1).toLowerCase(Locale.UK);
            Integer amount = IN_WORDS.containsKey(number) ? IN_WORDS.get(number) : Integer.valueOf(number);
            lengths.add(TimeLimit.after(amount, unit(found.group(2).toLowerCase(Locale.UK))));
        });
        return lengths;
    }

    private static Unit unit(String word) {
        String one = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return switch (one) {
            case "working day" -> Unit.WORKING_DAYS;
            case "hour" -> Unit.HOURS;
            case "week" -> Unit.WEEKS;
            case "month" -> Unit.MONTHS;
            default -> Unit.CALENDAR_DAYS;
        };
    }
}
