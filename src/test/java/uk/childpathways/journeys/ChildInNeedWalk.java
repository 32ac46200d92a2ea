package uk.childpathways.journeys;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;

/** Brings a child in need to the meeting, or the decision, that a test is about. */
abstract class ChildInNeedWalk extends AssessmentWalk {

    static final String AGREE = "Agree plan with family";
    static final String CONVENE = "Convene child in need meeting";
    static final String HOLD = "Hold child in need meeting";
    static final String RECORD = "Record child in need plan";
    static final String WITHOUT = "Decide without consent";
    static final String SHARE = "Share document";

    @Autowired
    Journeys journeys;

    /** It was plain on that day that the child needs a plan; the child waits for a worker. */
    String decidedOn(String child, String day) {
        practice.start("child-in-need", "sw.north", Map.of("childRef", child, "decidedOn", day));
        practice.carryOn(child);
        return child;
    }

    /** The worker is to agree the plan with the family. */
    String toBeAgreed() {
        return allocated(decidedOn(practice.child(), practice.today().toString()));
    }

    /** The family consents; the first meeting is to be convened. */
    String agreed() {
        String child = toBeAgreed();
        practice.complete(child, AGREE, "sw.north", Map.of("needConsent", "given"));
        return child;
    }

    /** Everybody is invited to the next meeting. */
    String convened(String child, Object... more) {
        practice.complete(child, CONVENE, "sw.north", with(Map.of(), more));
        return child;
    }

    String held(String child, String by, Object... more) {
        practice.complete(child, HOLD, by, with(Map.of(), more));
        return child;
    }

    String recorded(String child, String outcome, Object... more) {
        practice.complete(child, RECORD, "sw.north", with(Map.of("needOutcome", outcome), more));
        return child;
    }

    /** The meeting was held and recorded with this outcome; a manager has signed it off. */
    String met(String child, String by, String outcome, Object... more) {
        return signedOff(recorded(held(child, by), outcome, more));
    }

    /** The first meeting is to be held. */
    String toBeHeld() {
        return convened(agreed());
    }

    List<String> running(String child) {
        return practice.pathways(child).stream().map(Journey::key).sorted().toList();
    }

    String journeyOf(String child) {
        return practice.pathways(child).stream()
                .filter(journey -> journey.key().equals("child-in-need"))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }
}
