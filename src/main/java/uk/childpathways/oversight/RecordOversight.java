package uk.childpathways.oversight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.engine.ModelProperties;
import uk.childpathways.engine.SpokenByModels;
import uk.childpathways.web.BadInputProblem;

/**
 * Puts the decision that was just given on a form on the child's oversight record. Reads what the form marked with its
 * custom property {@code oversight}. Extension properties of the element: {@code kind} (default {@code decision}),
 * {@code from} (id of the task whose form it is; default the latest of this process instance that decided something),
 * {@code about} (what was decided upon, in words).
 */
@SpokenByModels("recordOversight")
public class RecordOversight implements JavaDelegate {

    private final Chronology chronology;
    private final Oversight oversight;

    RecordOversight(Chronology chronology, Oversight oversight) {
        this.chronology = chronology;
        this.oversight = oversight;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ModelProperties.of(execution);
        ChronologyEntry given = given(execution, properties.get("from"));
        oversight.record(decision(given, execution, properties));
    }

    private ChronologyEntry given(DelegateExecution execution, String task) {
        return (task == null
                        ? chronology.latestWithOversightFacts(execution.getProcessInstanceId())
                        : chronology.latestOfElement(execution.getProcessInstanceId(), task))
                .filter(entry -> entry.oversightFacts() != null)
                .orElseThrow(() -> new IllegalStateException("Nothing was decided yet for "
                        + execution.getCurrentActivityId()
                        + " to record: no form of this process instance has a field marked for the oversight record."));
    }

    private static NewOversight decision(
            ChronologyEntry given, DelegateExecution execution, Map<String, String> properties) {
        Map<String, Object> facts = given.oversightFacts();
        Object breach = execution.getVariable("breachId");
        return new NewOversight(
                given.childRef(),
                given.journeyId(),
                properties.getOrDefault("kind", "decision"),
                text(facts.get("decision")),
                text(facts.get("rationale")),
                actions(facts.get("actions")),
                given.by(),
                null,
                given.at(),
                properties.getOrDefault("about", given.title()),
                breach == null ? null : UUID.fromString(breach.toString()),
                date(facts.get("until"), "The date until which it holds"),
                text(facts.get("effect")),
                new NewOversight.Source(
                        execution.getProcessInstanceId(), execution.getCurrentActivityId(), given.id()));
    }

    private static List<NewAction> actions(Object rows) {
        List<NewAction> actions = new ArrayList<>();
        if (rows instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> fields
                        && fields.values().stream().anyMatch(value -> text(value) != null)) {
                    actions.add(new NewAction(
                            text(fields.get("action")),
                            text(fields.get("owner")),
                            date(fields.get("by"), "The date of an agreed action")));
                }
            }
        }
        return actions;
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static LocalDate date(Object value, String what) {
        String text = text(value);
        try {
            return text == null ? null : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new BadInputProblem(what + " is not a date: " + text + ".");
        }
    }
}
