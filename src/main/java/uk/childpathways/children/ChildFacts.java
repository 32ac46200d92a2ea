package uk.childpathways.children;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.engine.SpokenByModels;

/** What models ask about the child itself: {@code ${childFacts.unborn(execution)}}. */
@SpokenByModels("childFacts")
public class ChildFacts {

    private final Children children;

    ChildFacts(Children children) {
        this.children = children;
    }

    /** Whether the child is not born yet, as the record has it now. */
    public boolean unborn(DelegateExecution execution) {
        return children.get(String.valueOf(execution.getVariable("childRef"))).unborn();
    }
}
