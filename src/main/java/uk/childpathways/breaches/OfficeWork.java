package uk.childpathways.breaches;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;

/**
 * What the office owes is answered for together: one task for all that one worker has not sent or entered, before the
 * same manager. A child whose record is restricted is answered for alone, since not everybody who answers may know of
 * the child.
 */
@Component
class OfficeWork {

    /** Whether there is something to ask. */
    enum State {
        NOTHING_LEFT,
        ASKED_ALREADY,
        TO_BE_ASKED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    static final String TASK = "Task_AnswerForOfficeWork";

    private final BreachRecords records;
    private final Breaches breaches;

    OfficeWork(BreachRecords records, Breaches breaches) {
        this.records = records;
        this.breaches = breaches;
    }

    /** @param asked the missed standards for which a task of this kind is open */
    State together(Breach breach, Set<UUID> asked) {
        if (breaches.work(breach) == Breaches.Work.DONE || records.answered(breach.id())) {
            return State.NOTHING_LEFT;
        }
        return others(breach).stream().map(Breach::id).anyMatch(asked::contains)
                ? State.ASKED_ALREADY
                : State.TO_BE_ASKED;
    }

    /** What the same worker owes beside it, to be answered by the same manager and not answered yet. */
    List<Breach> others(Breach breach) {
        return records.officeWorkBeside(breach);
    }

    /** All that is answered together, for the form. */
    String words(Breach breach) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(breach), others(breach).stream())
                .map(each ->
                        "- **" + each.childRef() + "**: " + each.standardName() + ", due " + Days.LONG.due(each.due()))
                .collect(Collectors.joining("\n"));
    }
}
