package uk.childpathways.submissions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.EntriesForReaders;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * Who was present at the meeting whose record or plan is shared: the variable {@code meetingForm} names the record of the
 * meeting, and without it the document that is shared is the record itself. They are the first to have a copy.
 */
@Component
@FormFact(
        name = PresentAtMeeting.FACT,
        says = "Who was present at the meeting whose record or plan is shared, as rows: who, kind.")
class PresentAtMeeting implements PrefillProvider {

    static final String FACT = "presentAtMeeting";

    private final Chronology chronology;
    private final EntriesForReaders readers;

    PresentAtMeeting(Chronology chronology, EntriesForReaders readers) {
        this.chronology = chronology;
        this.readers = readers;
    }

    @Override
    public Set<String> names() {
        return Set.of(FACT);
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.journeyId() == null) {
            return;
        }
        Optional.ofNullable(context.variable("meetingForm"))
                .or(() -> Optional.ofNullable(context.variable("documentForm")))
                .flatMap(form -> chronology.latest(context.journeyId(), form.toString()))
                .map(readers::shown)
                .map(PresentAtMeeting::present)
                .filter(rows -> !rows.isEmpty())
                .ifPresent(rows -> values.put(FACT, rows));
    }

    private static List<Map<String, Object>> present(ChronologyEntry meeting) {
        return meeting.answers().values().stream()
                .flatMap(answer -> answer instanceof Collection<?> rows ? rows.stream() : Stream.empty())
                .filter(row -> row instanceof Map<?, ?> answers && "attended".equals(answers.get("part")))
                .map(row -> ((Map<?, ?>) row).get("who"))
                .filter(who -> who != null && !who.toString().isBlank())
                .map(who -> Map.<String, Object>of("who", who.toString(), "kind", "attended"))
                .distinct()
                .toList();
    }
}
