package uk.childpathways.children;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.people.Directory;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.web.BadInputProblem;

/**
 * Makes the worker chosen on the form (variable {@code worker}, a user id) the child's named worker (RUT-CP-01,
 * SWI-OVR-02c). The child stays in its team; the work that goes with the case passes to the new worker.
 */
@ModelVocabulary(
        value = "nameWorker",
        says = "Makes the person chosen on the form the child's worker; work that goes with the case passes to them",
        purpose = Purpose.CHILD,
        reads = {@ModelVariable(name = "worker", says = "the user id chosen")})
class NameWorker implements JavaDelegate {

    private final Children children;
    private final WorkersTasks tasks;
    private final Directory directory;

    NameWorker(Children children, WorkersTasks tasks, Directory directory) {
        this.children = children;
        this.tasks = tasks;
        this.directory = directory;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Child child = children.get(String.valueOf(execution.getVariable("childRef")));
        String before = child.allocatedWorker();
        String worker = String.valueOf(execution.getVariable("worker"));
        if (!directory.worksWithChildren(worker)) {
            throw new BadInputProblem(directory.nameOf(worker)
                    + " has no role that works with children, or has left. Choose somebody else.");
        }
        children.allocate(child.ref(), child.team(), worker);
        tasks.passOn(child.ref(), before, worker);
    }
}
