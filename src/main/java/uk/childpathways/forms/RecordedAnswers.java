package uk.childpathways.forms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;

/** Recorded answers under the labels of the form that asked for them, as plain text, for pages. */
@Component
public class RecordedAnswers {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

    /** Answers that stand together; the title is null where the form gives none. */
    public record Section(String title, List<Line> lines) {}

    /**
     * One question.
     *
     * @param answers one text, or one for each row of a list
     */
    public record Line(String label, List<String> answers) {}

    /** Which run of a journey, meeting or deadline is meant: chosen from a list by what it is, kept as its number. */
    private static final Set<String> NUMBERS =
            Set.of("journeysOptions", "supervisionsOptions", "meetingsOptions", "deadlinesOptions");

    private static final Set<String> PEOPLE = Set.of(
            "peopleOptions",
            "peopleOfTeamOptions",
            "workersOptions",
            "managersOptions",
            "supervisorsOptions",
            "practitionersOptions",
            "staffOptions",
            "coverOptions");

    private final Questions questions;
    private final Directory directory;

    RecordedAnswers(Questions questions, Directory directory) {
        this.questions = questions;
        this.directory = directory;
    }

    /** What was answered, in the form's order; answers to a form that is no longer known stand under their names. */
    public List<Section> of(ChronologyEntry entry) {
        List<Section> sections = new ArrayList<>();
        questions
                .form(entry.formId())
                .ifPresentOrElse(
                        form -> fields(null, form.fields(), entry.answers(), sections),
                        () -> add(
                                null,
                                entry.answers().entrySet().stream()
                                        .map(each -> new Line(each.getKey(), List.of(String.valueOf(each.getValue()))))
                                        .toList(),
                                sections));
        return sections;
    }

    private void fields(String title, List<FormField> fields, Map<String, Object> answers, List<Section> sections) {
        List<Line> lines = new ArrayList<>();
        for (FormField f : fields) {
            if (f.isGroup()) {
                add(title, lines, sections);
                lines = new ArrayList<>();
                fields(f.label(), f.children(), answers, sections);
            } else if (f.isList()) {
                if (answers.get(f.path()) instanceof List<?> rows && !rows.isEmpty()) {
                    lines.add(new Line(
                            f.label(), rows.stream().map(row -> row(f, row)).toList()));
                }
            } else if (f.asks() && answers.get(f.key()) != null && !is(f, NUMBERS)) {
                lines.add(new Line(f.label(), List.of(shown(f, answers.get(f.key())))));
            }
        }
        add(title, lines, sections);
    }

    private static void add(String title, List<Line> lines, List<Section> sections) {
        if (!lines.isEmpty()) {
            sections.add(new Section(title, List.copyOf(lines)));
        }
    }

    private String row(FormField list, Object row) {
        return row instanceof Map<?, ?> answers
                ? list.children().stream()
                        .flatMap(f -> f.isGroup() ? f.children().stream() : Stream.of(f))
                        .filter(f -> f.asks() && answers.get(f.key()) != null)
                        .map(f -> f.label() + ": " + shown(f, answers.get(f.key())))
                        .collect(Collectors.joining("; "))
                : String.valueOf(row);
    }

    private static boolean is(FormField f, Set<String> lists) {
        return f.optionsFrom() != null && lists.contains(f.optionsFrom());
    }

    private String shown(FormField f, Object answer) {
        if (answer instanceof Boolean yes) {
            return yes ? "Yes" : "No";
        }
        if (answer instanceof Collection<?> several) {
            return several.stream()
                    .map(v -> label(f, v))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
        }
        if (is(f, PEOPLE)) {
            return directory.nameOf(answer.toString());
        }
        if ("datetime".equals(f.type())) {
            return inWords(answer.toString());
        }
        return label(f, answer);
    }

    private static String label(FormField f, Object value) {
        return f.labels() == null
                ? String.valueOf(value)
                : f.labels().getOrDefault(String.valueOf(value), String.valueOf(value));
    }

    private static String inWords(String text) {
        try {
            TemporalAccessor read = text.length() > 10
                    ? DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                    : LocalDate.parse(text);
            return read instanceof OffsetDateTime exact
                    ? MOMENT.format(exact.atZoneSameInstant(ENGLAND))
                    : (read instanceof LocalDateTime ? MOMENT : DAY).format(read);
        } catch (DateTimeException aTimeAlone) {
            return text;
        }
    }
}
