package uk.childpathways.oversight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Puts the decision that was just given on a form on the child's oversight record. Reads what the form marked with its
 * custom property {@code oversight}. Extension properties of the element:
 *
 * <ul>
 *   <li>{@code from}: id of the task whose form's decision it is, or {@code form}: the form's id; default the latest of
 *       this process instance that decided something
 *   <li>{@code kind}: default {@code breach-answer} where a breach is answered, {@code sign-off} where rounds are
 *       counted, otherwise {@code decision}
 *   <li>{@code about}: what was decided upon, in words; default the title of the task
 *   <li>{@code rounds}: process variable that gets the number of times this step recorded {@code returned}
 *   <li>{@code actionsOf}: process variable with the form id of the document that was decided upon; the actions agreed in
 *       it are followed up once it is approved (RUT-S47-16)
 *   <li>{@code decider}: process variable that gets the user id of who decided
 * </ul>
 */
@ModelVocabulary(
        value = "recordOversight",
        says = "Puts the decision that was given on a form on the child's oversight record: what the form's fields"
                + " mark with `oversight`",
        purpose = Purpose.DECIDE)
@ModelProperty(
        name = "from",
        says = "The task whose form's decision it is. Without `from` and `form`: the latest decision of this process.",
        value = ValueKind.TASK)
@ModelProperty(name = "form", says = "The form whose decision it is, whichever task showed it.", value = ValueKind.FORM)
@ModelProperty(
        name = "kind",
        says = "Under which kind it stands on the record: `sign-off`, `allocation` … Without it `breach-answer` where"
                + " a breach is answered, `sign-off` where rounds are counted, otherwise `decision`.",
        value = ValueKind.LABEL)
@ModelProperty(name = "about", says = "What was decided upon, in words. Without it the title of the task.")
@ModelProperty(
        name = "rounds",
        says = "The variable that gets the number of times this step returned the document.",
        value = ValueKind.VARIABLE)
@ModelProperty(
        name = "actionsOf",
        says = "The variable that names the document decided upon: actions agreed in it are followed up once it is"
                + " approved.",
        value = ValueKind.VARIABLE)
@ModelProperty(
        name = "decider",
        says = "The variable that gets the user id of who decided.",
        value = ValueKind.VARIABLE)
public class RecordOversight implements JavaDelegate {

    static final String RETURNED = "returned";

    private final Chronology chronology;
    private final OversightRecorder recorder;
    private final Oversight oversight;

    RecordOversight(Chronology chronology, OversightRecorder recorder, Oversight oversight) {
        this.chronology = chronology;
        this.recorder = recorder;
        this.oversight = oversight;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String counter = properties.get("rounds");
        Object breach = execution.getVariable("breachId");
        String kind = breach != null ? "breach-answer" : counter != null ? "sign-off" : "decision";
        ChronologyEntry given = given(execution, properties.get("from"), properties.get("form"));
        recorder.record(
                given,
                properties.getOrDefault("kind", kind),
                properties.get("about"),
                breach == null ? null : UUID.fromString(breach.toString()),
                execution.getCurrentActivityId(),
                actions(execution, properties.get("actionsOf"), given));
        if (properties.get("decider") != null) {
            execution.setVariable(properties.get("decider"), given.by());
        }
        if (counter != null) {
            execution.setVariable(
                    counter, oversight.count(given.processInstanceId(), execution.getCurrentActivityId(), RETURNED));
        }
    }

    private List<NewAction> actions(DelegateExecution execution, String documentIn, ChronologyEntry given) {
        List<NewAction> actions = new ArrayList<>(OversightRecorder.actionsOn(given));
        Object document = documentIn == null ? null : execution.getVariable(documentIn);
        boolean approved = given.oversightFacts() != null
                && !RETURNED.equals(given.oversightFacts().get("decision"));
        if (document != null && approved) {
            chronology
                    .latest(given.journeyId(), document.toString())
                    .map(written -> OversightRecorder.actions(written.answers().get("actions")))
                    .ifPresent(actions::addAll);
        }
        return actions;
    }

    private ChronologyEntry given(DelegateExecution execution, String task, String form) {
        String instance = execution.getProcessInstanceId();
        Optional<ChronologyEntry> entry = task != null
                ? chronology.latestOfElement(instance, task)
                : form != null ? chronology.latest(instance, form) : chronology.latestWithOversightFacts(instance);
        return entry.filter(found -> found.oversightFacts() != null)
                .orElseThrow(() -> new IllegalStateException("Nothing was decided yet for "
                        + execution.getCurrentActivityId() + " to record: "
                        + (task != null ? "not " + task : form != null ? "not the form " + form : "no form")
                        + " of this process instance has been completed with a field marked for the"
                        + " oversight record."));
    }
}
