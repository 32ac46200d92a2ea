package uk.childpathways.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The clock of the engine on this node, which is the clock of the whole application. */
public interface EngineTime {

    Instant realNow();

    /** How far the clock is from real time. */
    Duration offset();

    void moveTo(Duration offset);

    /** Makes the engine look for due timers at once; it would otherwise wait for its next round. */
    void lookForDueTimers();

    /** Whether this node carries out timers at all. */
    boolean carriesOutTimers();

    /** Ids of the timers that are due by now and not failed for good. */
    Set<String> dueTimers();
}
