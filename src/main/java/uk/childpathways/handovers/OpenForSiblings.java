package uk.childpathways.handovers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.NewEntry;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;
import uk.childpathways.web.BadInputProblem;

/**
 * Opens a journey of their own for the brothers and sisters who were named on a form: risks differ for each child
 * (RUT-S47-08b). What the form says and when it happened is on each one's record too, in the words of their own row
 * where it has some, so that their clocks run from the same concern (STAT-S47-01). Extension properties:
 * {@code toJourney}, which starts by the message of its hand-over ({@code handOver-s47-to-icpc}); {@code field}, the
 * key of the form's field that names them (default {@code siblings}: a list of child references, or rows with
 * {@code childRef}). A sibling whose journey of that kind already runs is left alone.
 */
@ModelVocabulary(
        value = "openForSiblings",
        says = "Opens a journey of their own for each brother and sister named on the form. One whose journey of that"
                + " kind runs already is left alone",
        purpose = Purpose.JOURNEYS)
@ModelProperty(name = "toJourney", says = "The journey to open.", value = ValueKind.JOURNEY, required = true)
@ModelProperty(
        name = "field",
        says = "The key of the form's field that names them; `siblings` where none is given.",
        value = ValueKind.FIELD)
class OpenForSiblings implements JavaDelegate {

    private static final String FIELD = "siblings";
    private static final String CHILD = "childRef";

    private final Chronology chronology;
    private final ChildAccess access;
    private final Children children;
    private final Journeys journeys;
    private final JourneyEvents events;

    OpenForSiblings(
            Chronology chronology, ChildAccess access, Children children, Journeys journeys, JourneyEvents events) {
        this.chronology = chronology;
        this.access = access;
        this.children = children;
        this.journeys = journeys;
        this.events = events;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String journey = properties.get("toJourney");
        if (journey == null || journey.isBlank()) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the property 'toJourney': the journey to open for each sibling.");
        }
        String message = HandOver.MESSAGE + journey;
        String childRef = JourneyVariables.childRef(execution);
        Optional<ChronologyEntry> entry = chronology.latestOfProcessInstance(execution.getProcessInstanceId());
        Map<String, Map<String, Object>> named = named(entry, properties.getOrDefault("field", FIELD));
        if (named.isEmpty()) {
            return;
        }
        List<String> siblings =
                children.siblingsOf(childRef).stream().map(Child::ref).toList();
        RuntimeService runtime = execution.getProcessEngineServices().getRuntimeService();
        named.forEach((sibling, row) -> {
            if (!siblings.contains(sibling)) {
                throw new BadInputProblem("Child " + sibling + " is not in the family group of child " + childRef
                        + ". Choose from the siblings, or correct the family group first.");
            }
            if (!access.mayRead(entry.orElseThrow().by(), sibling)) {
                throw new ClosedRecordException(sibling);
            }
            children.hold(sibling);
            if (running(sibling, journey).isEmpty()) {
                runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(journey + ":" + sibling)
                        .setVariable("childRef", sibling)
                        .correlateStartMessage();
                running(sibling, journey)
                        .ifPresent(theirs ->
                                recordToo(theirs, entry.orElseThrow(), row, properties.getOrDefault("field", FIELD)));
            }
        });
    }

    private Optional<Journey> running(String childRef, String journey) {
        return journeys.running(childRef).stream()
                .filter(running -> running.key().equals(journey))
                .findFirst();
    }

    private void recordToo(Journey theirs, ChronologyEntry entry, Map<String, Object> row, String field) {
        Map<String, Object> answers = new LinkedHashMap<>(entry.answers());
        answers.remove(field);
        row.forEach((key, value) -> {
            if (value != null && !value.toString().isBlank()) {
                answers.put(key, value);
            }
        });
        chronology.record(new NewEntry(
                theirs.childRef(),
                theirs.id(),
                entry.kind(),
                entry.elementId(),
                entry.title(),
                entry.formId(),
                answers,
                theirs.processInstanceId(),
                null,
                entry.by(),
                entry.at(),
                entry.clauses(),
                entry.childRef()));
        events.of(entry.journeyId())
                .forEach(event -> events.record(
                        theirs.id(),
                        theirs.childRef(),
                        event.name(),
                        event.occurredAt(),
                        event.dateOnly(),
                        event.by(),
                        null));
    }

    /** The siblings named, each with what their row says of them. */
    private static Map<String, Map<String, Object>> named(Optional<ChronologyEntry> entry, String field) {
        Object given = entry.map(named -> named.answers().get(field)).orElse(null);
        Collection<?> rows =
                given instanceof Collection<?> several ? several : given == null ? List.of() : List.of(given);
        Map<String, Map<String, Object>> named = new LinkedHashMap<>();
        for (Object row : rows) {
            Map<String, Object> says = new LinkedHashMap<>();
            if (row instanceof Map<?, ?> fields) {
                fields.forEach((key, value) -> says.put(key.toString(), value));
            } else {
                says.put(CHILD, row);
            }
            Object ref = says.get(CHILD);
            if (ref != null && !ref.toString().isBlank()) {
                named.put(ref.toString(), says);
            }
        }
        return named;
    }
}
