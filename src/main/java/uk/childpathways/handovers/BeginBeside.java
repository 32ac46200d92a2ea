package uk.childpathways.handovers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Begins a process of its own for the child (extension property {@code process}): it belongs to the journey and counts
 * from its events, but nobody waits for it and it goes on when the journey has come to its own end. What is owed after a
 * decision (the record that goes to everybody, a report that is late) neither holds the decision up nor is lost with it.
 * A journey that ends early takes it along: it is found by {@link JourneyVariables#BEGUN_BESIDE}.
 */
@ModelVocabulary(
        value = "beginBeside",
        says =
                "Begins a process of its own beside the journey: nobody waits for it, and it goes on when the journey has"
                        + " come to its own end. An early end ends it too",
        purpose = Purpose.JOURNEYS)
@ModelProperty(name = "process", says = "The process to begin.", value = ValueKind.PROCESS, required = true)
@ModelProperty(name = "pass", says = "The variables that go with it.", value = ValueKind.VARIABLES)
class BeginBeside implements JavaDelegate {

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String process = properties.get("process");
        if (process == null || process.isBlank()) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the property 'process': the process to begin.");
        }
        String childRef = JourneyVariables.childRef(execution);
        UUID journeyId = JourneyVariables.journeyId(execution);
        Map<String, Object> variables = new HashMap<>();
        variables.put("childRef", childRef);
        variables.put("journeyId", journeyId == null ? null : journeyId.toString());
        variables.put(JourneyVariables.BEGUN_BESIDE, true);
        Arrays.stream(properties.getOrDefault("pass", "").split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> variables.put(name, execution.getVariable(name)));
        execution
                .getProcessEngineServices()
                .getRuntimeService()
                .startProcessInstanceByKey(process.trim(), process.trim() + ":" + childRef, variables);
    }
}
