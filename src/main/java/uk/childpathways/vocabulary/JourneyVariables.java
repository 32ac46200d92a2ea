package uk.childpathways.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.model.bpmn.instance.Process;
import uk.childpathways.web.BadInputProblem;

/** Whose journey an execution is in: the two variables that every process carries. */
public final class JourneyVariables {

    /** Marks a process that was begun beside its journey and outlives it; an early end finds it by this. */
    public static final String BEGUN_BESIDE = "begunBeside";

    public static String childRef(DelegateExecution execution) {
        Object value = execution.getVariable("childRef");
        if (value == null) {
            throw new BadInputProblem("The process " + process(execution)
                    + " knows no child: its variable 'childRef' is empty at '" + execution.getCurrentActivityId()
                    + "'. Ask at its start for the child or for a journey.");
        }
        return value.toString();
    }

    /** The process instance and those that called it, from the inside out: where an answer that it acts on was given. */
    public static List<String> instancesUpwards(DelegateExecution execution) {
        List<String> instances = new ArrayList<>();
        for (DelegateExecution at = execution; at != null; ) {
            instances.add(at.getProcessInstanceId());
            DelegateExecution top = at.getProcessInstance();
            at = top == null ? null : top.getSuperExecution();
        }
        return instances;
    }

    /** Null where a process belongs to no journey. */
    public static UUID journeyId(DelegateExecution execution) {
        Object value = execution.getVariable("journeyId");
        return value == null || value.toString().isBlank() ? null : UUID.fromString(value.toString());
    }

    /**
     * The id of the process, as its model has it. The engine leaves it out of the id of a definition where that would be
     * longer than 64 characters.
     */
    public static String process(DelegateExecution execution) {
        String definition = execution.getProcessDefinitionId();
        int colon = definition.indexOf(':');
        return colon >= 0
                ? definition.substring(0, colon)
                : execution.getBpmnModelInstance().getModelElementsByType(Process.class).stream()
                        .filter(Process::isExecutable)
                        .map(Process::getId)
                        .findFirst()
                        .orElse(definition);
    }
}
