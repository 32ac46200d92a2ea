package uk.childpathways.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.EntriesForReaders;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;

/** Recorded answers under the labels of the form that asked for them, as plain text, for pages. */
@Component
public class LabelledAnswers {

    /** Answers that belong together; the title is null where the form gives none. */
    public record Section(String title, List<Line> lines) {}

    /**
     * One question.
     *
     * @param answers one text, or one for each row of a list
     */
    public record Line(String label, List<String> answers) {}

    private final Questions questions;
    private final AnswerFormatter words;
    private final EntriesForReaders entries;
    private final List<WithoutForm> withoutForm;

    LabelledAnswers(
            Questions questions, AnswerFormatter words, EntriesForReaders entries, List<WithoutForm> withoutForm) {
        this.questions = questions;
        this.words = words;
        this.entries = entries;
        this.withoutForm = withoutForm;
    }

    /** Port: what was recorded on a page of ours, which no form describes. */
    public interface WithoutForm {

        /** The lines of the entry; empty where it is none of theirs. */
        List<Line> of(ChronologyEntry entry);
    }

    /**
     * What was answered, in the form's order, as whoever is logged in may see it; answers to a form that is no longer
     * known are listed under their names.
     */
    public List<Section> of(ChronologyEntry recorded) {
        ChronologyEntry entry = entries.shown(recorded);
        List<Section> sections = new ArrayList<>();
        withoutForm.forEach(page -> add(null, page.of(entry), sections));
        if (!sections.isEmpty() || entry.formId() == null) {
            return sections;
        }
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

    /** The same for answers that nobody has handed in yet, in one list. */
    public List<Line> of(FormDefinition form, Map<String, Object> answers) {
        List<Section> sections = new ArrayList<>();
        fields(null, form.fields(), answers, sections);
        return sections.stream().flatMap(section -> section.lines().stream()).toList();
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
            } else if (f.asks() && answers.get(f.key()) != null) {
                List<Line> here = lines;
                words.of(f, answers.get(f.key())).ifPresent(text -> here.add(new Line(f.label(), List.of(text))));
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
                        .flatMap(f -> words.of(f, answers.get(f.key())).map(text -> f.label() + ": " + text).stream())
                        .collect(Collectors.joining("; "))
                : String.valueOf(row);
    }
}
