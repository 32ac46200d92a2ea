package uk.childpathways.submissions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * {@code document}: what the work here is about, as its author submitted it, in Markdown. That is what is signed
 * off, or the form which the element's property {@code document} or the variable {@code documentForm} names, or
 * else what had been recorded last in this process instance, or in the journey, when this was asked.
 */
@Component
@FormFact(name = "document", says = "What the work here is about, as its author submitted it, to read.")
class DocumentPrefill implements PrefillProvider {

    private static final String REWORK = "Task_ReworkDocument";

    private final Chronology chronology;
    private final Directory directory;
    private final DocumentSummary document;
    private final TaskCreationTime asked;

    DocumentPrefill(Chronology chronology, Directory directory, DocumentSummary document, TaskCreationTime asked) {
        this.chronology = chronology;
        this.directory = directory;
        this.document = document;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("document");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.journeyId() == null) {
            return;
        }
        Question question = context.question();
        question.documentToSignOff()
                .or(() -> question.property("document"))
                .or(() -> Optional.ofNullable(context.variable("documentForm")).map(Object::toString))
                .flatMap(form -> chronology.latest(context.journeyId(), form))
                .or(() -> recordedLast(chronology.ofJourney(context.journeyId()), question, asked.of(question.step())))
                .ifPresent(entry -> values.put(
                        "document",
                        document.inMarkdown(
                                entry,
                                titleOf(entry, chronology.ofJourney(context.journeyId())),
                                directory.nameOf(entry.by()))));
    }

    /** A reworked document keeps its own title, not "Rework document". */
    private static String titleOf(ChronologyEntry entry, List<ChronologyEntry> entries) {
        return !REWORK.equals(entry.elementId())
                ? entry.title()
                : entries.stream()
                        .filter(e -> entry.formId().equals(e.formId()) && !REWORK.equals(e.elementId()))
                        .map(first -> first.title() + " (reworked)")
                        .findFirst()
                        .orElse(entry.title());
    }

    /** What was recorded after the task was offered is something else: another visit, another part of the work. */
    private static Optional<ChronologyEntry> recordedLast(
            List<ChronologyEntry> entries, Question question, Optional<Instant> asked) {
        List<ChronologyEntry> others = entries.stream()
                .filter(e ->
                        e.formId() != null && !e.formId().equals(question.form().id()))
                .filter(e -> asked.map(since -> !e.at().isAfter(since)).orElse(true))
                .toList();
        return others.stream()
                .filter(e ->
                        Objects.equals(e.processInstanceId(), question.step().processInstanceId()))
                .reduce((earlier, later) -> later)
                .or(() -> others.stream().reduce((earlier, later) -> later));
    }
}
