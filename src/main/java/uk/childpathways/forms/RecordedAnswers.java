package uk.childpathways.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChronologyEntry;

/** Recorded answers under the labels of the form that asked for them, as plain text, for pages. */
@Component
public class RecordedAnswers {

    /** Answers that stand together; the title is null where the form gives none. */
    public record Section(String title, List<Line> lines) {}

    /**
     * One question.
     *
     * @param answers one text, or one for each row of a list
     */
    public record Line(String label, List<String> answers) {}

    private final Questions questions;
    private final AnswerInWords words;

    RecordedAnswers(Questions questions, AnswerInWords words) {
        this.questions = questions;
        this.words = words;
    }

    /** What was answered, in the form's order; answers to a form that is no longer known stand under their names. */
    public List<Section> of(ChronologyEntry entry) {
        List<Section> sections = new ArrayList<>();
        List<Line> loose = new ArrayList<>();
        questions
                .form(entry.formId())
                .ifPresentOrElse(
                        form -> fields(form.fields(), entry.answers(), loose, sections),
                        () -> entry.answers()
                                .forEach((name, answer) -> loose.add(new Line(name, List.of(String.valueOf(answer))))));
        if (!loose.isEmpty()) {
            sections.add(0, new Section(null, loose));
        }
        return sections;
    }

    private void fields(List<FormField> fields, Map<String, Object> answers, List<Line> lines, List<Section> sections) {
        for (FormField f : fields) {
            if (f.isGroup()) {
                List<Line> inside = new ArrayList<>();
                List<Section> further = new ArrayList<>();
                fields(f.children(), answers, inside, further);
                if (!inside.isEmpty()) {
                    sections.add(new Section(f.label(), inside));
                }
                sections.addAll(further);
            } else if (f.isList()) {
                if (answers.get(f.path()) instanceof List<?> rows && !rows.isEmpty()) {
                    lines.add(new Line(
                            f.label(), rows.stream().map(row -> row(f, row)).toList()));
                }
            } else if (f.asks() && answers.get(f.key()) != null) {
                lines.add(new Line(f.label(), List.of(words.of(f, answers.get(f.key())))));
            }
        }
    }

    private String row(FormField list, Object row) {
        return row instanceof Map<?, ?> answers
                ? list.children().stream()
                        .flatMap(f -> f.isGroup() ? f.children().stream() : Stream.of(f))
                        .filter(f -> f.asks() && answers.get(f.key()) != null)
                        .map(f -> f.label() + ": " + words.of(f, answers.get(f.key())))
                        .collect(Collectors.joining("; "))
                : String.valueOf(row);
    }
}
