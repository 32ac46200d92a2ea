package uk.childpathways.supervision;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.Purpose;

/** Opens the case supervision of the child, unless it runs already (RUT-A5-02). */
@ModelVocabulary(
        value = "openSupervision",
        says = "Opens case supervision of the child, unless it runs already",
        purpose = Purpose.STAFF)
class OpenSupervision implements JavaDelegate {

    private final CaseSupervision supervision;

    OpenSupervision(CaseSupervision supervision) {
        this.supervision = supervision;
    }

    @Override
    public void execute(DelegateExecution execution) {
        supervision.open(JourneyVariables.childRef(execution));
    }
}
