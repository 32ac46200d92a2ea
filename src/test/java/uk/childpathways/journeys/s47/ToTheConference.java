package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.childpathways.testing.Practice;

/** Walks a child to the conference, step by step, by what people really do. */
public final class ToTheConference {

    private final Practice practice;

    public ToTheConference(Practice practice) {
        this.practice = practice;
    }

    /** The concern is reported and the case is with a worker; the first decision is open. */
    public void opened(String child) {
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        allocated(child);
    }

    /** A child with a plan has moved in; the worker has the case, and the conference is to be asked for. */
    public String movedIn(String notifiedOn) {
        String child = practice.child();
        practice.start(
                "transfer-in-conference", "tm.north", Map.of("childRef", child, "transferNotifiedOn", notifiedOn));
        practice.carryOn(child);
        allocated(child);
        contactDetailsGiven(child);
        return child;
    }

    /** The worker has the case and child and family know how to reach them. */
    public void allocated(String child) {
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
    }

    /** Child, family and professionals know who the worker is. */
    public void contactDetailsGiven(String child) {
        practice.complete(
                child, "Give contact details", "sw.north", Map.of("workerEmail", "worker.north@council.example"));
    }

    /** The enquiry is endorsed and runs. */
    public void enquiring(String child) {
        opened(child);
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        contactDetailsGiven(child);
        practice.complete(
                child,
                "Hold strategy discussion",
                "tm.north",
                Map.of(
                        "strategyOutcome",
                        "joint",
                        "agencies",
                        List.of(
                                Map.of("agency", "police", "who", "DS Malik", "part", "attended"),
                                Map.of("agency", "health", "who", "Health visitor", "part", "attended"),
                                Map.of("agency", "children-services", "who", "Team manager", "part", "attended")),
                        "recordedJointly",
                        "no",
                        "positionOfTrust",
                        "no",
                        "leadWorker",
                        "sw.north"));
        practice.complete(child, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
    }

    /** The enquiry found a continuing risk: the conference is decided upon, and nothing else is open. */
    public String decided(String child) {
        outcomeSignedOff(child);
        practice.complete(child, "Share document", "sw.north");
        // The safety action which the outcome names is followed up; here it is done at once.
        practice.complete(child, "Complete agreed action", "sw.north", Map.of("actionResult", "done"));
        return child;
    }

    /** The outcome, a continuing risk, is signed off; it is to be shared, and its safety action to be done. */
    public void outcomeSignedOff(String child) {
        enquiring(child);
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        practice.complete(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk"));
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
    }

    /** The conference is asked for. */
    public String requested(String child, LocalDate plannedFor, boolean transferring) {
        practice.complete(
                child,
                "Request conference",
                "sw.north",
                Map.of("conferencePlannedFor", plannedFor.toString(), "transferring", transferring ? "yes" : "no"));
        return child;
    }

    /** Everybody is invited, the child prepared, the report signed off and shared. */
    public String prepared(String child, LocalDate plannedFor) {
        practice.complete(
                child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", plannedFor.toString()));
        practice.complete(child, "Prepare child", "sw.north");
        practice.complete(child, "Write conference report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
        return child;
    }

    /** The conference can be held. */
    public String ready(String child, LocalDate plannedFor) {
        decided(child);
        requested(child, plannedFor, false);
        return prepared(child, plannedFor);
    }

    /** The server refuses the form when this answer is missing, and names it by its label. */
    public static void refusedWithout(
            Practice practice,
            String child,
            String task,
            String by,
            Map<String, Object> given,
            String key,
            String label) {
        Map<String, Object> answers = new LinkedHashMap<>(practice.answersFor(child, task, by, given));
        answers.remove(key);
        assertThatThrownBy(() -> practice.completeWithOnly(child, task, by, answers))
                .as("'%s' without '%s'", task, key)
                .hasMessageContaining(label);
    }
}
