package uk.childpathways.submissions;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.ChronologyEntry;

/** Shows recorded answers under the labels of their form, for the manager who signs them off. */
@Component
class DocumentSummary {

    private final LabelledAnswers answers;

    DocumentSummary(LabelledAnswers answers) {
        this.answers = answers;
    }

    /** @param title what the document is called */
    String inMarkdown(ChronologyEntry entry, String title, String author) {
        StringBuilder text = new StringBuilder("## " + escape(title) + "\n\n");
        text.append("Submitted by ")
                .append(escape(author))
                .append(" on ")
                .append(Days.SHORT.moment(entry.at()))
                .append("\n\n");
        for (LabelledAnswers.Section section : answers.of(entry)) {
            if (section.title() != null) {
                text.append("### ").append(escape(section.title())).append("\n\n");
            }
            for (LabelledAnswers.Line line : section.lines()) {
                text.append("**")
                        .append(escape(line.label()))
                        .append("**\n\n")
                        .append(inOneOrInRows(line.answers()))
                        .append("\n\n");
            }
        }
        return text.toString();
    }

    private static String inOneOrInRows(List<String> answers) {
        return answers.size() == 1
                ? plain(answers.get(0))
                : IntStream.range(0, answers.size())
                        .mapToObj(i -> (i + 1) + ". " + escape(answers.get(i)).replace("\n", " "))
                        .collect(Collectors.joining("\n"));
    }

    /** Line breaks stay; nothing that a person typed becomes layout or a link. */
    private static String plain(String answer) {
        return escape(answer).replace("\n", "  \n");
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|~])", "\\\\$1");
    }
}
