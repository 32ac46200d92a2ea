package uk.childpathways.journeys.s47;

import java.util.Map;
import uk.childpathways.journeys.JourneyTestBase;

/** Brings a child's enquiry to the step that a test is about. */
public abstract class EnquiryWalk extends JourneyTestBase {

    // ---- the way ----

    /** A concern is opened; the child waits for a worker. */
    public String opened() {
        return opened(practice.child());
    }

    public String opened(String child) {
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        return child;
    }

    /** The child has a worker; their immediate safety is to be decided. */
    public String allocated(String child) {
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        return child;
    }

    /** The child is safe without emergency powers; the strategy discussion is to be held. */
    public String toBeDiscussed() {
        return toBeDiscussed(practice.child());
    }

    public String toBeDiscussed(String child) {
        allocated(opened(child));
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        return child;
    }

    public static Map<String, Object> discussion(String outcome, Object... more) {
        return with(
                Map.of(
                        "strategyOutcome",
                        outcome,
                        "agencies",
                        S47ToIcpcTest.agencies(),
                        "positionOfTrust",
                        "no",
                        "leadWorker",
                        "sw.north",
                        "recordedJointly",
                        "no"),
                more);
    }

    /** The team manager has held the discussion, with this outcome. */
    public String discussed(String child, String outcome, Object... more) {
        practice.complete(child, "Hold strategy discussion", "tm.north", discussion(outcome, more));
        return child;
    }

    /** The enquiry is endorsed by somebody else; the work on it begins. */
    public String enquired(String child, Object... more) {
        discussed(child, "joint", more);
        practice.complete(child, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
        return child;
    }

    /** Checks, visit and history are done; the outcome is to be written. */
    public String toBeWritten(String child, Object... more) {
        enquired(child, more);
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        return child;
    }

    /** The worker has written the outcome; the manager is to sign it off. */
    public String written(String child, String outcome, Object... more) {
        practice.complete(child, "Write S47 outcome", "sw.north", with(Map.of("s47Outcome", outcome), more));
        return child;
    }
}
