package uk.childpathways.journeys.earlyhelp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.childpathways.journeys.assessment.AssessmentWalk;

/** Brings a family in early help to the step that a test is about. */
public abstract class EarlyHelpWalk extends AssessmentWalk {

    public static final String TRANSFER = "Agree transfer to early help";
    public static final String ALLOCATE = "Allocate family";
    public static final String CONTACT = "Contact family";
    public static final String WITHOUT = "Decide without early help";
    public static final String TELL = "Tell social worker of records";
    public static final String FAMILY_PLAN = "Agree family plan";
    public static final String VISIT = "Visit family";
    public static final String RECORD = "Record family visit";
    public static final String CONVENE = "Plan family review";
    public static final String REVIEW = "Hold family review";
    public static final String CLOSING = "Write closing summary";
    public static final String HARM = "Write down harm seen";

    /** The family is referred today; early help is to talk with the referrer. */
    public String familyReferred(String child, Object... more) {
        practice.start(
                "early-help",
                "tm.north",
                with(Map.of("childRef", child, "referredOn", practice.today().toString()), more));
        practice.carryOn(child);
        return child;
    }

    /** Early help takes the family on, from today. */
    public String takenOn(String child, Object... more) {
        practice.complete(child, TRANSFER, "ehm", with(Map.of("earlyHelpAccepted", "accepted"), more));
        return child;
    }

    public String withWorker(String child, Object... more) {
        practice.complete(child, ALLOCATE, "ehm", with(Map.of("worker", "eh"), more));
        return child;
    }

    /** The family is met today. */
    public String met(String child, String consent, Object... more) {
        practice.complete(
                child, CONTACT, "eh", with(Map.of("familyConsent", consent, "socialWorkerInvolved", "no"), more));
        return child;
    }

    public String toBeMet() {
        return withWorker(takenOn(familyReferred(practice.child())));
    }

    public String toBePlannedWith() {
        return met(toBeMet(), "given");
    }

    /** The plan is agreed today and everybody has it; the first review comes up. */
    public String withPlan(String child) {
        practice.complete(child, FAMILY_PLAN, "eh", Map.of("nextReviewOn", inSixWeeks()));
        approved(child);
        practice.complete(child, "Share document", "eh");
        return child;
    }

    /** The early help manager signs off what waits for her. */
    public String approved(String child) {
        practice.complete(child, SIGN, "ehm", Map.of("signOffDecision", "approved"));
        return child;
    }

    /** The review is held today and comes to this. */
    public String reviewed(String child, String outcome, Object... more) {
        practice.complete(child, CONVENE, "eh");
        practice.complete(
                child, REVIEW, "eh", with(Map.of("earlyHelpOutcome", outcome, "nextReviewOn", inSixWeeks()), more));
        return child;
    }

    public String inSixWeeks() {
        return practice.today().plusWeeks(6).toString();
    }

    public String journeyId(String child) {
        return practice.pathways(child).stream()
                .filter(journey -> journey.key().equals("early-help"))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    public List<String> runningFor(String child) {
        return practice.pathways(child).stream()
                .map(journey -> journey.key())
                .sorted()
                .toList();
    }

    public static Map<String, Object> row(Object... keysAndValues) {
        return with(new LinkedHashMap<>(), keysAndValues);
    }
}
