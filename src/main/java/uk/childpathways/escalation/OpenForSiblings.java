package uk.childpathways.escalation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journeys;
import uk.childpathways.engine.InJourney;
import uk.childpathways.engine.ModelProperties;
import uk.childpathways.engine.SpokenByModels;
import uk.childpathways.web.BadInputProblem;

/**
 * Opens a journey of their own for the brothers and sisters who were named on a form: risks differ for each child
 * (RUT-S47-08b). Extension properties: {@code toJourney}, which starts
 * by the message of its hand-over ({@code handOver-s47-to-icpc}); {@code field}, the key of the form's
 * field that names them (default {@code siblings}: a list of child references, or rows with {@code childRef}). A
 * sibling whose journey of that kind already runs is left alone.
 */
@SpokenByModels("openForSiblings")
class OpenForSiblings implements JavaDelegate {

    private final Chronology chronology;
    private final Children children;
    private final Journeys journeys;

    OpenForSiblings(Chronology chronology, Children children, Journeys journeys) {
        this.chronology = chronology;
        this.children = children;
        this.journeys = journeys;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ModelProperties.of(execution);
        String journey = properties.get("toJourney");
        if (journey == null || journey.isBlank()) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the property 'toJourney': the journey to open for each sibling.");
        }
        String message = HandOver.MESSAGE + journey;
        String childRef = InJourney.childRef(execution);
        Set<String> named = named(execution, properties.getOrDefault("field", "siblings"));
        if (named.isEmpty()) {
            return;
        }
        List<String> siblings =
                children.siblingsOf(childRef).stream().map(Child::ref).toList();
        RuntimeService runtime = execution.getProcessEngineServices().getRuntimeService();
        for (String sibling : named) {
            if (!siblings.contains(sibling)) {
                throw new BadInputProblem("Child " + sibling + " is not in the family group of child " + childRef
                        + ". Choose from the siblings, or correct the family group first.");
            }
            boolean runs = journeys.running(sibling).stream()
                    .anyMatch(running -> running.key().equals(journey));
            if (!runs) {
                runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(journey + ":" + sibling)
                        .setVariable("childRef", sibling)
                        .correlateStartMessage();
            }
        }
    }

    private Set<String> named(DelegateExecution execution, String field) {
        Object given = chronology
                .latestOfProcessInstance(execution.getProcessInstanceId())
                .map(ChronologyEntry::answers)
                .map(answers -> answers.get(field))
                .orElse(null);
        Set<String> refs = new LinkedHashSet<>();
        if (given instanceof Collection<?> rows) {
            for (Object row : rows) {
                Object ref = row instanceof Map<?, ?> fields ? fields.get("childRef") : row;
                if (ref != null && !ref.toString().isBlank()) {
                    refs.add(ref.toString());
                }
            }
        } else if (given != null && !given.toString().isBlank()) {
            refs.add(given.toString());
        }
        return refs;
    }
}
