package uk.childpathways.children;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.vocabulary.ModelVocabulary;

/** What models ask about the child itself: {@code ${childFacts.unborn(execution)}}. */
@ModelVocabulary("childFacts")
public class ChildFacts {

    private final Children children;
    private final Clock clock;

    ChildFacts(Children children, Clock pathwaysClock) {
        this.children = children;
        this.clock = pathwaysClock;
    }

    /** Whether the child is not born yet, as the record has it now. */
    public boolean unborn(DelegateExecution execution) {
        return child(execution).unborn();
    }

    /**
     * When the child reaches this age: the start of that day in England. For a child not yet born it is reckoned from
     * the expected date; timers that ask for it move when the child is born or its date of birth is corrected.
     */
    public Date birthday(DelegateExecution execution, int age) {
        return Date.from(
                child(execution).birthday(age).atStartOfDay(clock.getZone()).toInstant());
    }

    /** Completed years today; 0 before birth. */
    public int ageInYears(DelegateExecution execution) {
        return child(execution).ageOn(LocalDate.now(clock));
    }

    private Child child(DelegateExecution execution) {
        return children.get(String.valueOf(execution.getVariable("childRef")));
    }
}
