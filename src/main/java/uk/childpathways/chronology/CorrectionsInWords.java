package uk.childpathways.chronology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Correction;
import uk.childpathways.children.Corrections;
import uk.childpathways.people.Directory;

/** What was added, corrected or moved, in sentences; asked by the pages that show an entry. */
@Component("correctionsInWords")
public class CorrectionsInWords {

    /** @param before what stood there; null for what did not change an answer */
    public record Change(String label, String before, String after) {}

    /** @param text what was added; null for any other */
    public record Said(String sentence, String text, List<Change> changes) {}

    private final Corrections corrections;
    private final Correctable correctable;
    private final Chronology chronology;
    private final ChildAccess access;
    private final Directory directory;

    CorrectionsInWords(
            Corrections corrections,
            Correctable correctable,
            Chronology chronology,
            ChildAccess access,
            Directory directory) {
        this.corrections = corrections;
        this.correctable = correctable;
        this.chronology = chronology;
        this.access = access;
        this.directory = directory;
    }

    /** Everything that was said of the entry since, the earliest first: each change with what stood there before it. */
    public List<Said> of(UUID entryId) {
        ChronologyEntry entry = chronology.find(entryId).orElse(null);
        if (entry == null) {
            return List.of();
        }
        List<Said> all = new ArrayList<>();
        Map<String, Object> stands = new HashMap<>(entry.answers());
        for (Correction each : corrections.ofEntry(entryId)) {
            List<Change> changes = new ArrayList<>();
            if (each.answers() != null) {
                Map<String, Object> before = new LinkedHashMap<>(stands);
                correctable.of(entry).fields().stream()
                        .filter(field -> !String.valueOf(before.get(field.key()))
                                .equals(String.valueOf(each.answers().get(field.key()))))
                        .forEach(field -> changes.add(new Change(
                                field.label(),
                                words(field, before.get(field.key())),
                                words(field, each.answers().get(field.key())))));
                stands.putAll(each.answers());
            }
            ChronologyLine.Mark mark = mark(each);
            all.add(new Said(mark.says(), mark.text(), changes));
        }
        return all;
    }

    private static String words(Correctable.Field field, Object answer) {
        return field.choices().getOrDefault(String.valueOf(answer), TypedCorrection.shown(field, answer));
    }

    ChronologyLine.Mark mark(Correction correction) {
        String who = " on " + Days.SHORT.moment(correction.at()) + " by " + directory.nameOf(correction.by());
        String because = ", because: " + correction.reason();
        return switch (correction.kind()) {
            case ADDITION -> new ChronologyLine.Mark("Added" + who + ":", correction.says());
            case CORRECTION -> new ChronologyLine.Mark("Corrected" + who + because, null);
            case MOVED_AWAY ->
                new ChronologyLine.Mark(
                        "Recorded on the wrong child: moved to " + other(correction) + who + because, null);
            case MOVED_HERE ->
                new ChronologyLine.Mark(
                        "Recorded on the wrong child first: moved here from " + other(correction) + who + because,
                        null);
        };
    }

    /** The other child is named to nobody who may not open that record. */
    private String other(Correction correction) {
        return Optional.of(correction.otherEntry())
                .flatMap(chronology::find)
                .map(ChronologyEntry::childRef)
                .filter(ref -> directory.loggedIn().isEmpty() || access.mayRead(directory.currentUser(), ref))
                .map(ref -> "the record of " + ref)
                .orElse("another record");
    }
}
