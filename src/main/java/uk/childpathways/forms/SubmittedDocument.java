package uk.childpathways.forms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;

/** Shows recorded answers under the labels of their form, for whoever signs them off. */
@Component
class SubmittedDocument {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

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

    SubmittedDocument(Questions questions, Directory directory) {
        this.questions = questions;
        this.directory = directory;
    }

    /** @param title what the document is called */
    String inMarkdown(ChronologyEntry entry, String title, String author) {
        StringBuilder text = new StringBuilder("## " + escape(title) + "\n\n");
        text.append("Submitted by ")
                .append(escape(author))
                .append(" on ")
                .append(MOMENT.format(entry.at().atZone(ENGLAND)))
                .append("\n\n");
        questions
                .form(entry.formId())
                .ifPresentOrElse(
                        form -> fields(form.fields(), entry.answers(), text, 3),
                        () -> entry.answers().forEach((name, answer) -> line(name, plain(answer), text)));
        return text.toString();
    }

    private void fields(List<FormField> fields, Map<String, Object> answers, StringBuilder text, int level) {
        for (FormField f : fields) {
            if (f.isGroup()) {
                StringBuilder inside = new StringBuilder();
                fields(f.children(), answers, inside, level + 1);
                if (!inside.isEmpty()) {
                    heading(f, text, level);
                    text.append(inside);
                }
            } else if (f.isList()) {
                rows(f, answers.get(f.path()), text, level);
            } else if (f.asks() && answers.get(f.key()) != null && !is(f, NUMBERS)) {
                line(f.label(), shown(f, answers.get(f.key())), text);
            }
        }
    }

    private void rows(FormField f, Object value, StringBuilder text, int level) {
        if (!(value instanceof List<?> rows) || rows.isEmpty()) {
            return;
        }
        heading(f, text, level);
        int number = 1;
        for (Object row : rows) {
            if (row instanceof Map<?, ?> answers) {
                String told = f.children().stream()
                        .filter(c -> answers.get(c.key()) != null)
                        .map(c -> escape(c.label()) + ": "
                                + shown(c, answers.get(c.key())).replace("\n", " "))
                        .collect(Collectors.joining("; "));
                text.append(number++).append(". ").append(told).append('\n');
            }
        }
        text.append('\n');
    }

    private static void heading(FormField f, StringBuilder text, int level) {
        text.append("#".repeat(Math.min(level, 5)))
                .append(' ')
                .append(escape(f.label()))
                .append("\n\n");
    }

    private static void line(String label, String answer, StringBuilder text) {
        text.append("**").append(escape(label)).append("**\n\n").append(answer).append("\n\n");
    }

    private static boolean is(FormField f, Set<String> lists) {
        return f.optionsFrom() != null && lists.contains(f.optionsFrom());
    }

    private String shown(FormField f, Object answer) {
        if (answer instanceof Boolean yes) {
            return yes ? "Yes" : "No";
        }
        if (answer instanceof Collection<?> several) {
            return several.stream().map(v -> label(f, v)).collect(Collectors.joining(", "));
        }
        if (f.isDate()) {
            try {
                return LocalDate.parse(answer.toString()).format(DAY);
            } catch (DateTimeParseException e) {
                return plain(answer);
            }
        }
        if (is(f, PEOPLE)) {
            return escape(directory.nameOf(answer.toString()));
        }
        if ("datetime".equals(f.type())) {
            return moment(answer.toString()).orElseGet(() -> plain(answer));
        }
        return f.isOneOf() ? label(f, answer) : plain(answer);
    }

    private static Optional<String> moment(String text) {
        try {
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    MOMENT.format(read instanceof OffsetDateTime exact ? exact.atZoneSameInstant(ENGLAND) : read));
        } catch (DateTimeException aTimeAlone) {
            return Optional.empty();
        }
    }

    private static String label(FormField f, Object value) {
        return escape(f.labels().getOrDefault(String.valueOf(value), String.valueOf(value)));
    }

    /** Line breaks stay; nothing that a person typed becomes layout or a link. */
    private static String plain(Object answer) {
        return escape(String.valueOf(answer)).replace("\n", "  \n");
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|~])", "\\\\$1");
    }
}
