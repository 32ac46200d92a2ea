package uk.childpathways.journeys.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.journeys.JourneyTestBase;

/** Brings a child's assessment to the step that a test is about. */
public abstract class AssessmentWalk extends JourneyTestBase {

    public static final String PLAN = "Plan assessment";
    public static final String SEE = "See child for assessment";
    public static final String HISTORY = "Read family history";
    public static final String AGENCIES = "Gather agency contributions";
    public static final String VIEWS = "Gather family's views";
    public static final String WRITE = "Write assessment";
    public static final String SIGN = "Sign off document";
    public static final String DECIDE = "Decide outcome of assessment";

    private static final Pattern IN_ROW = Pattern.compile("(\\w+)\\.(\\w+)");

    /** The referral reached us on that day and was accepted; the child waits for a worker. */
    public String referred(String child, String receivedOn) {
        practice.start(
                "child-family-assessment", "sw.north", Map.of("childRef", child, "referralReceivedOn", receivedOn));
        practice.carryOn(child);
        return child;
    }

    /** The child has a worker; the assessment is to be planned. */
    public String allocated(String child) {
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north", "allocationKind", "new"));
        return child;
    }

    public String toBePlanned() {
        return allocated(referred(practice.child(), practice.today().toString()));
    }

    /** The family agrees; the work begins. */
    public String planned(String child, Object... more) {
        practice.complete(child, PLAN, "sw.north", with(Map.of("assessmentConsent", "given"), more));
        return child;
    }

    public String toBeGathered() {
        return planned(toBePlanned());
    }

    /** Child seen, family, agencies and history heard; the assessment is to be written. */
    public String gathered(String child) {
        practice.complete(child, SEE, "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, HISTORY, "sw.north");
        practice.complete(child, AGENCIES, "sw.north");
        practice.complete(child, VIEWS, "sw.north");
        return child;
    }

    /** The worker has written the assessment; the manager is to sign it off. */
    public String written(String child, Object... more) {
        practice.complete(child, WRITE, "sw.north", with(Map.of(), more));
        return child;
    }

    /** The assessment is signed off; its outcome is to be decided. */
    public String signedOff(String child) {
        practice.complete(child, SIGN, "tm.north", Map.of("signOffDecision", "approved"));
        return child;
    }

    public String toBeDecided() {
        return signedOff(written(gathered(toBeGathered())));
    }

    public String decided(String child, String outcome, Object... more) {
        practice.complete(child, DECIDE, "tm.north", with(Map.of("assessmentOutcome", outcome), more));
        return child;
    }

    /**
     * The server refuses the task without each of these answers, by the answer's label, and takes it with all of them.
     *
     * @param keys of questions, or {@code list.key} for one in a row; a list is left without rows
     */
    public void asksFor(String child, String task, String by, Map<String, Object> given, String... keys) {
        FormDefinition form = practice.form(child, task);
        Map<String, Object> complete = practice.answersFor(child, task, by, given);
        for (String key : keys) {
            Map<String, Object> answers = with(complete);
            Matcher row = IN_ROW.matcher(key);
            String label;
            if (row.matches()) {
                @SuppressWarnings("unchecked")
                var first = (Map<String, Object>) ((List<?>) complete.get(row.group(1))).get(0);
                Map<String, Object> without = with(first);
                assertThat(without.remove(row.group(2)))
                        .as("an answer to '%s'", key)
                        .isNotNull();
                answers.put(row.group(1), list(without));
                label = form.list(row.group(1)).orElseThrow().children().stream()
                        .filter(field -> row.group(2).equals(field.key()))
                        .map(FormField::label)
                        .findFirst()
                        .orElseThrow();
            } else {
                assertThat(answers.remove(key)).as("an answer to '%s'", key).isNotNull();
                label = form.field(key)
                        .or(() -> form.list(key))
                        .map(FormField::label)
                        .orElseThrow();
            }
            assertThatThrownBy(() -> practice.completeWithOnly(child, task, by, answers))
                    .as("'%s' without '%s'", task, key)
                    .hasMessageContaining(label);
            assertThat(entries(child, form.id())).as("nothing is left of it").isZero();
        }
        practice.completeWithOnly(child, task, by, complete);
        Map<String, Object> stored = entry(child, form.id()).answers();
        for (String key : keys) {
            String name = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
            assertThat(stored).as("stored").containsEntry(name, complete.get(name));
        }
    }
}
