package uk.childpathways.breaches;

import java.time.Clock;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.vocabulary.BoundaryTimer;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * The end of a timer on a task's edge: "Service manager told", or "Manager told" and "Put on the list" where the
 * standard weighs less. The standard is the one that the timer asks for: its
 * task's, unless it names another. A timer whose deadline has meanwhile been met, withdrawn or moved finds nothing that is due and
 * does nothing. The task itself stays open (SWI-COL-05, DFE-8-06b).
 */
@ModelVocabulary(
        value = "escalateBreach",
        says =
                "Records that a timescale was missed and asks the manager to answer whom its weight names. Stands at the end"
                        + " behind a timer; does nothing where the deadline has been met, withdrawn or moved meanwhile. The task"
                        + " stays open",
        purpose = Purpose.CLOCK)
class EscalateBreach implements JavaDelegate {

    private final Deadlines deadlines;
    private final Breaches breaches;
    private final Clock clock;

    EscalateBreach(Deadlines deadlines, Breaches breaches, Clock pathwaysClock) {
        this.deadlines = deadlines;
        this.breaches = breaches;
        this.clock = pathwaysClock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String standard = BoundaryTimer.require(execution, "standard");
        Instant now = clock.instant();
        deadlines
                .openDue(execution.getProcessInstanceId(), standard, now)
                .forEach(deadline -> breaches.record(deadline, now));
    }
}
