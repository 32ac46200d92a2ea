package uk.childpathways.journeys.childinneed;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.journeys.assessment.AssessmentWalk;

/** Brings a child in need to the meeting, or the decision, that a test is about. */
public abstract class ChildInNeedWalk extends AssessmentWalk {

    public static final String AGREE = "Agree plan with family";
    public static final String CONVENE = "Convene child in need meeting";
    public static final String HOLD = "Hold child in need meeting";
    public static final String RECORD = "Record child in need plan";
    public static final String WITHOUT = "Decide without consent";
    public static final String SHARE = "Share document";

    @Autowired
    public Journeys journeys;

    /** It was plain on that day that the child needs a plan; the child waits for a worker. */
    public String decidedOn(String child, String day) {
        practice.start("child-in-need", "sw.north", Map.of("childRef", child, "decidedOn", day));
        practice.carryOn(child);
        return child;
    }

    /** The worker is to agree the plan with the family. */
    public String toBeAgreed() {
        return allocated(decidedOn(practice.child(), practice.today().toString()));
    }

    /** The family consents; the first meeting is to be convened. */
    public String agreed() {
        String child = toBeAgreed();
        practice.complete(child, AGREE, "sw.north", Map.of("needConsent", "given"));
        return child;
    }

    /** Everybody is invited to the next meeting. */
    public String convened(String child, Object... more) {
        practice.complete(child, CONVENE, "sw.north", with(Map.of(), more));
        return child;
    }

    public String held(String child, String by, Object... more) {
        practice.complete(child, HOLD, by, with(Map.of(), more));
        return child;
    }

    public String recorded(String child, String outcome, Object... more) {
        practice.complete(child, RECORD, "sw.north", with(Map.of("needOutcome", outcome), more));
        return child;
    }

    /** The meeting was held and recorded with this outcome; a manager has signed it off. */
    public String met(String child, String by, String outcome, Object... more) {
        return signedOff(recorded(held(child, by), outcome, more));
    }

    /** The first meeting is to be held. */
    public String toBeHeld() {
        return convened(agreed());
    }

    public List<String> running(String child) {
        return practice.pathways(child).stream().map(Journey::key).sorted().toList();
    }

    public String journeyOf(String child) {
        return practice.pathways(child).stream()
                .filter(journey -> journey.key().equals("child-in-need"))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }
}
