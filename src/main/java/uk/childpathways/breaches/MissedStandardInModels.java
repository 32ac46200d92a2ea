package uk.childpathways.breaches;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;

/** What a model asks of the missed standard that it is about (process variable {@code breachId}). */
@ModelVocabulary(
        value = "missedStandard",
        says = "The missed standard for which somebody answers",
        purpose = Purpose.CLOCK,
        reads = {@ModelVariable(name = "breachId", says = "the missed timescale")})
public class MissedStandardInModels {

    private final Breaches breaches;
    private final OfficeWork office;

    MissedStandardInModels(Breaches breaches, OfficeWork office) {
        this.breaches = breaches;
        this.office = office;
    }

    /** {@code done}, {@code later-date} or {@code late}. */
    @ModelFunction(
            "What has become of the late work: `done` (or no longer asked for), `later-date` where a later date that"
                    + " was agreed has not come yet, `late` where it is still not done.")
    public String work(DelegateExecution execution) {
        return breaches.work(breach(execution)).code();
    }

    /** {@code nothing-left}, {@code asked-already} or {@code to-be-asked}. */
    @ModelFunction("Whether office work has still to be asked about: `nothing-left` where it was done or answered,"
            + " `asked-already` where a task for what this worker owes is open already, otherwise `to-be-asked`.")
    public String together(DelegateExecution execution) {
        return office.together(breach(execution), openOfficeTasks(execution)).code();
    }

    private static Set<UUID> openOfficeTasks(DelegateExecution execution) {
        ProcessEngineServices engine = execution.getProcessEngineServices();
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(OfficeWork.TASK).list().stream()
                .map(task -> engine.getRuntimeService().getVariable(task.getExecutionId(), "breachId"))
                .filter(Objects::nonNull)
                .map(id -> UUID.fromString(id.toString()))
                .collect(Collectors.toSet());
    }

    private Breach breach(DelegateExecution execution) {
        return breaches.get(UUID.fromString(String.valueOf(execution.getVariable("breachId"))));
    }
}
