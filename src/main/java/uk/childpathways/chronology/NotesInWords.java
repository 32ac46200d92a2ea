package uk.childpathways.chronology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.TypedDay;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.submissions.LabelledAnswers;

/** What was recorded on the page "Record what happened", under labels that people read. */
@Component
class NotesInWords implements LabelledAnswers.WithoutForm {

    private static final Map<String, String> LABELS = new LinkedHashMap<>();

    static {
        LABELS.put("contactKind", "What it was");
        LABELS.put("happenedOn", "Day");
        LABELS.put("happenedAt", "Time");
        LABELS.put("withWhom", "With whom");
        LABELS.put("announced", "The visit was");
        LABELS.put("childSeen", "Child seen");
        LABELS.put("seenAlone", "Seen alone");
        LABELS.put("notAloneReason", "Why not alone, and who was there");
        LABELS.put("whatHappened", "What was said, seen or done");
        LABELS.put("childVoice", "The child’s own words");
        LABELS.put("weight", "What it weighs for the child");
    }

    @Override
    public List<LabelledAnswers.Line> of(ChronologyEntry entry) {
        if (!WhatHappened.KIND.equals(entry.kind())) {
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
            case "contactKind" -> ContactKind.of(answer).map(ContactKind::words).orElse(answer);
            case "weight" ->
                WeightForChild.of(answer).map(WeightForChild::words).orElse(answer);
            case "happenedOn" -> TypedDay.of(answer).words();
            case "announced", "childSeen", "seenAlone" ->
                switch (answer) {
                    case "not-seen" -> "No";
                    case "seen", "yes" -> "Yes";
                    case "no" -> "No";
                    case "not-appropriate" -> "It would not have been right (age, language, need)";
                    default -> answer;
                };
            default -> answer;
        };
    }
}
