package uk.childpathways.engine.tasks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.storage.StartUpStep;
import uk.childpathways.storage.StepsDone;

/**
 * After an upgrade from a version that kept no parts: those that the open tasks of running cases give, and the records of
 * children whose adoptive placement is under way restricted, as in a case that begins today.
 */
@Component
@Order(StartUpStep.PEOPLE + 20)
class PartsOfRunningCases implements StartUpStep {

    private static final Logger LOG = LoggerFactory.getLogger(PartsOfRunningCases.class);
    private static final int PAGE = 500;
    private static final String STEP = "parts-of-running-cases";
    private static final String ADOPTIVE_PLACEMENT = "adoptive-placement";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Children children;
    private final RecordAccess access;
    private final TaskParts taskParts;
    private final ClosedRecordOffers offers;
    private final StepsDone steps;
    private final TransactionTemplate transaction;

    PartsOfRunningCases(
            @Lazy TaskService tasks,
            @Lazy RuntimeService runtime,
            Children children,
            RecordAccess access,
            TaskParts taskParts,
            ClosedRecordOffers offers,
            StepsDone steps,
            TransactionTemplate transaction) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.children = children;
        this.access = access;
        this.taskParts = taskParts;
        this.offers = offers;
        this.steps = steps;
        this.transaction = transaction;
    }

    /** Page by page, each for itself: an authority has more open tasks than fit into the memory of one transaction. */
    @Override
    public void run() {
        if (steps.isDone(STEP)) {
            return;
        }
        Set<String> decided = new HashSet<>();
        int from = 0;
        int read;
        do {
            int first = from;
            read = transaction.execute(status -> page(first, decided));
            from += PAGE;
        } while (read == PAGE);
        transaction.executeWithoutResult(status -> {
            restrictAdoptivePlacements();
            decided.forEach(offers::align);
            steps.done(STEP);
        });
        if (from > PAGE || read > 0) {
            LOG.info("Who has a part in the cases that run was read from {} pages of open tasks", from / PAGE);
        }
    }

    /** @return how many tasks were read */
    private int page(int from, Set<String> decided) {
        List<Task> page = tasks.createTaskQuery().orderByTaskId().asc().listPage(from, PAGE);
        page.forEach(task -> {
            Object ref = tasks.getVariable(task.getId(), "childRef");
            if (ref != null
                    && !PractitionerFiles.isFile(ref.toString())
                    && children.find(ref.toString()).isPresent()) {
                taskParts.changed(task, ref.toString());
                if (access.any(ref.toString())) {
                    decided.add(ref.toString());
                }
            }
        });
        return page.size();
    }

    private void restrictAdoptivePlacements() {
        for (ProcessInstance placement : runtime.createProcessInstanceQuery()
                .processDefinitionKey(ADOPTIVE_PLACEMENT)
                .list()) {
            Object ref = runtime.getVariable(placement.getId(), "childRef");
            if (ref != null && children.find(ref.toString()).isPresent() && !access.any(ref.toString())) {
                access.restrictBecause(ref.toString(), "The child is matched with adopters: the record names them.");
            }
        }
    }
}
