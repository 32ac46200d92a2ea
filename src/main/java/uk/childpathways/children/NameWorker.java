package uk.childpathways.children;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.engine.SpokenByModels;

/**
 * Makes the worker chosen on the form (variable {@code worker}, a user id) the child's named worker (RUT-CP-01,
 * SWI-OVR-02c). The child stays in its team; open tasks stay with whoever has them.
 */
@SpokenByModels("nameWorker")
class NameWorker implements JavaDelegate {

    private final Children children;

    NameWorker(Children children) {
        this.children = children;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Child child = children.get(String.valueOf(execution.getVariable("childRef")));
        children.allocate(child.ref(), child.team(), String.valueOf(execution.getVariable("worker")));
    }
}
