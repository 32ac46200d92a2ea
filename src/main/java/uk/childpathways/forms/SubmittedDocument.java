package uk.childpathways.forms;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChronologyEntry;

/** Shows recorded answers under the labels of their form, for whoever signs them off. */
@Component
class SubmittedDocument {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

    private final Questions questions;
    private final AnswerInWords words;

    SubmittedDocument(Questions questions, AnswerInWords words) {
        this.questions = questions;
        this.words = words;
    }

    String inMarkdown(ChronologyEntry entry, String author) {
        StringBuilder text = new StringBuilder("## " + escape(entry.title()) + "\n\n");
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
            } else if (f.asks() && answers.get(f.key()) != null) {
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

    private String shown(FormField f, Object answer) {
        return plain(words.of(f, answer));
    }

    /** Line breaks stay; nothing that a person typed becomes layout or a link. */
    private static String plain(Object answer) {
        return escape(String.valueOf(answer)).replace("\n", "  \n");
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|~])", "\\\\$1");
    }
}
