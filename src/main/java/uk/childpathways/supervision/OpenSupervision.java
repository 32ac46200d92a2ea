package uk.childpathways.supervision;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.engine.InJourney;
import uk.childpathways.engine.SpokenByModels;

/** Opens the case supervision of the child, unless it runs already (RUT-A5-02). */
@SpokenByModels("openSupervision")
class OpenSupervision implements JavaDelegate {

    private final CaseSupervision supervision;

    OpenSupervision(CaseSupervision supervision) {
        this.supervision = supervision;
    }

    @Override
    public void execute(DelegateExecution execution) {
        supervision.open(InJourney.childRef(execution));
    }
}
