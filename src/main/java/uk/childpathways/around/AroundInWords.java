package uk.childpathways.around;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.TypedDay;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.submissions.LabelledAnswers;

/** An entry about the people around a child, under labels that people read. */
@Component
class AroundInWords implements LabelledAnswers.WithoutForm {

    static final Map<String, String> LABELS = new LinkedHashMap<>();

    static {
        LABELS.put("nameBefore", "Name before");
        LABELS.put("name", "Name");
        LABELS.put("relation", "To the child");
        LABELS.put("part", "What they do");
        LABELS.put("bornBefore", "Born or expected, as it stood before");
        LABELS.put("born", "Born");
        LABELS.put("died", "Died");
        LABELS.put("responsibility", "Parental responsibility");
        LABELS.put("household", "Lives with the child");
        LABELS.put("kind", "Warning");
        LABELS.put("says", "What a colleague must know");
        LABELS.put("saidBy", "Who said so");
        LABELS.put("lookAgain", "Look at it again by");
        LABELS.put("address", "Address");
        LABELS.put("with", "With whom");
        LABELS.put("from", "Since");
        LABELS.put("notTo", "Who must not learn of it");
        LABELS.put("phone", "Telephone");
        LABELS.put("email", "E-mail");
        LABELS.put("reach", "How to reach them best");
        LABELS.put("language", "Language");
        LABELS.put("interpreter", "Interpreter needed");
        LABELS.put("notTold", "What they must not be told");
        LABELS.put("note", "Note");
        LABELS.put("until", "Until");
        LABELS.put("untilWhy", "Why no longer");
        LABELS.put("over", "Over since");
        LABELS.put("overWhy", "Why it is over");
        LABELS.put("why", "How it is known");
    }

    @Override
    public List<LabelledAnswers.Line> of(ChronologyEntry entry) {
        if (!AroundChild.KIND.equals(entry.kind())) {
            return List.of();
        }
        List<LabelledAnswers.Line> lines = new ArrayList<>();
        LABELS.forEach((key, label) -> Optional.ofNullable(entry.answers().get(key))
                .ifPresent(answer ->
                        lines.add(new LabelledAnswers.Line(label, List.of(words(key, answer.toString()))))));
        return lines;
    }

    private static String words(String key, String answer) {
        return switch (key) {
            case "relation" -> Relation.of(answer).map(Relation::words).orElse(answer);
            case "kind" -> WarningKind.of(answer).map(WarningKind::words).orElse(answer);
            case "bornBefore", "born", "died", "from", "until", "over", "lookAgain" ->
                TypedDay.of(answer).words();
            case "responsibility", "household", "interpreter" ->
                switch (answer) {
                    case "yes" -> "Yes";
                    case "no" -> "No";
                    default -> "Not known yet";
                };
            default -> answer;
        };
    }
}
