package uk.childpathways.chronology;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;

/** Asked by the child's page: when the child was last seen, and last seen alone, on the plan or outside it (RUT-A3-08). */
@Component("lastSeen")
public class LastSeen {

    private final ChildsChronology chronology;
    private final Clock clock;

    LastSeen(ChildsChronology chronology, Clock pathwaysClock) {
        this.chronology = chronology;
        this.clock = pathwaysClock;
    }

    public String inWords(String childRef) {
        return chronology
                .lastSeen(childRef)
                .map(seen -> seen.on().equals(seen.aloneOn())
                        ? day(seen.on()) + ", alone"
                        : day(seen.on())
                                + (seen.aloneOn() == null ? "; never alone" : "; alone last " + day(seen.aloneOn())))
                .orElse("no visit on record");
    }

    private String day(LocalDate day) {
        return Days.TABLE.day(day) + " (" + Days.ago(England.startOf(day), England.dayOf(clock.instant())) + ")";
    }
}
