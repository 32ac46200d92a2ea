package uk.childpathways.children;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Counts a visit at which the child was seen. Sets {@code visitsMade}, how many the cycle has had with this one, and
 * {@code visitsNotAlone}, at how many in a row up to this one the child was not seen alone (RUT-CIC-11d, RUT-A4-03b);
 * that is read from the child's record, where the form named by the property {@code form} was answered.
 */
@ModelVocabulary(
        value = "countVisit",
        says = "Counts a visit at which the child was seen",
        purpose = Purpose.RECORD,
        sets = {
            @ModelVariable(name = "visitsMade", says = "how many visits the cycle has had"),
            @ModelVariable(name = "visitsNotAlone", says = "at how many in a row the child was not seen alone")
        })
@ModelProperty(
        name = "form",
        says = "The form on which the visit was recorded.",
        value = ValueKind.FORM,
        required = true)
class CountVisit implements JavaDelegate {

    private final Chronology chronology;

    CountVisit(Chronology chronology) {
        this.chronology = chronology;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String form = ExtensionProperties.of(execution).get("form");
        UUID journey = UUID.fromString(String.valueOf(execution.getVariable("journeyId")));
        int made = execution.getVariable("visitsMade") instanceof Number before ? before.intValue() : 0;
        execution.setVariable("visitsMade", made + 1);
        execution.setVariable("visitsNotAlone", chronology.inARow(journey, form, "seenAlone", "no"));
    }
}
