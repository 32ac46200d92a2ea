package uk.childpathways.children;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelArgument;
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/** What models ask about the child itself: {@code ${childFacts.unborn(execution)}}. */
@ModelVocabulary(value = "childFacts", says = "What the record knows of the child", purpose = Purpose.CHILD)
public class ChildFacts {

    private final Children children;
    private final Clock clock;

    ChildFacts(Children children, Clock pathwaysClock) {
        this.children = children;
        this.clock = pathwaysClock;
    }

    /** Whether the child is not born yet, as the record has it now. */
    @ModelFunction("Whether the child is not born yet.")
    public boolean unborn(DelegateExecution execution) {
        return child(execution).unborn();
    }

    /**
     * When the child reaches this age: the start of that day in England. For a child not yet born it is counted from
     * the expected date; timers that ask for it move when the child is born or its date of birth is corrected.
     */
    @ModelFunction("The day on which the child reaches this age, for a timer. It moves with a corrected date of birth.")
    public Date birthday(
            DelegateExecution execution, @ModelArgument(value = "the age in years", kind = ValueKind.NUMBER) int age) {
        return Date.from(
                child(execution).birthday(age).atStartOfDay(clock.getZone()).toInstant());
    }

    /** Completed years today; 0 before birth. */
    @ModelFunction("Completed years today; 0 before birth.")
    public int ageInYears(DelegateExecution execution) {
        return child(execution).ageOn(LocalDate.now(clock));
    }

    private Child child(DelegateExecution execution) {
        return children.get(String.valueOf(execution.getVariable("childRef")));
    }
}
