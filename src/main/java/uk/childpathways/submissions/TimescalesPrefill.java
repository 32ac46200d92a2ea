package uk.childpathways.submissions;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * {@code timescales}: what is due for the child by the running time limits, late first, as a list to read (SWI-FIL-04f).
 */
@Component
@FormFact(
        name = "timescales",
        says = "What is due for the child by the clocks that run, late first, as a list to read.")
class TimescalesPrefill implements PrefillProvider {

    private final Deadlines deadlines;
    private final Clock clock;

    TimescalesPrefill(Deadlines deadlines, Clock pathwaysClock) {
        this.deadlines = deadlines;
        this.clock = pathwaysClock;
    }

    @Override
    public Set<String> names() {
        return Set.of("timescales");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.childRef() != null) {
            values.put(
                    "timescales",
                    deadlines.openOfChildren(List.of(context.childRef())).stream()
                            .sorted(Comparator.comparing(Deadline::effectiveDue))
                            .map(deadline -> "- "
                                    + (deadline.effectiveDue().isBefore(clock.instant()) ? "**late**, " : "")
                                    + Days.SHORT.day(deadline.effectiveDue()) + ": " + deadline.name())
                            .collect(Collectors.joining("\n")));
        }
    }
}
