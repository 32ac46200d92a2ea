package uk.childpathways.children;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * Records the placement given on the form as a fact of the child: variable {@code placementType}, an option's value
 * ({@code foster-home}), kept in words; and {@code outOfCounty}, {@code yes} or {@code true}. Where nobody was asked for
 * the latter (no such variable) it stays as it is; asked and not answered, because hidden, it means no. Property {@code
 * otherwise}: the text where the form does not ask where the child lives (care has ended).
 */
@ModelVocabulary(
        value = "placeChild",
        says = "Records where the child lives now",
        purpose = Purpose.CHILD,
        reads = {
            @ModelVariable(name = "placementType", says = "where the child lives, an option's value"),
            @ModelVariable(name = "outOfCounty", says = "`yes` or `true` where that is out of county")
        })
@ModelProperty(name = "otherwise", says = "What to say where no form told where the child lives.")
class PlaceChild implements JavaDelegate {

    private static final Set<String> YES = Set.of("yes", "true");

    private final Children children;

    PlaceChild(Children children) {
        this.children = children;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Object told = execution.getVariable("placementType");
        Object placement = told == null || told.toString().isBlank()
                ? ExtensionProperties.of(execution).get("otherwise")
                : told;
        if (placement == null || placement.toString().isBlank()) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the variable 'placementType': where the child lives now (a form's field with 'keep').");
        }
        Child child = children.get(String.valueOf(execution.getVariable("childRef")));
        boolean outOfCounty = execution.hasVariable("outOfCounty")
                ? YES.contains(String.valueOf(execution.getVariable("outOfCounty")))
                : child.outOfCounty();
        children.place(child.ref(), placement.toString().trim().replace('-', ' '), outOfCounty);
    }
}
