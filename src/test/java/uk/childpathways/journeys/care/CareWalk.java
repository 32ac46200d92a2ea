package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.forms.FormField;
import uk.childpathways.journeys.JourneyTestBase;

/** Brings a child into care, and on to the step that a test is about. */
public abstract class CareWalk extends JourneyTestBase {

    public static final String CARE = "child-in-care";
    public static final String SEE = "See child in placement";

    /** Good Friday is the day after, Easter Monday the 6th. */
    public static final String EASTER = "2026-04-02T18:00";

    @Autowired
    public RuntimeService runtime;

    @Autowired
    public Consequences consequences;

    @Autowired
    public Children children;

    @Autowired
    public Journeys journeys;

    @Autowired
    public Deadlines deadlines;

    @Autowired
    public JourneyEvents events;

    public static Map<String, Object> entering(Object... more) {
        return with(
                Map.of(
                        "entryKind", "planned",
                        "legalStatus", "section-20",
                        "placementType", "foster-care",
                        "outOfCounty", "no",
                        "inEducation", "yes",
                        "languageNeed", "none"),
                more);
    }

    /** A child of ten has come into care just now. */
    public String inCare(Object... more) {
        return broughtIntoCare(practice.child(), more);
    }

    public String broughtIntoCare(String child, Object... more) {
        practice.start(CARE, "sw.north", with(entering(more), "childRef", child));
        practice.carryOn(child);
        return child;
    }

    public Journey journey(String child) {
        return journeys.of(child).stream()
                .filter(one -> one.key().equals(CARE))
                .findFirst()
                .orElseThrow();
    }

    /** The child has moved to another placement just now. */
    public void moved(String child, Object... more) {
        practice.start("record-placement-move", "sw.north", move(child, more));
        practice.carryOn(child);
    }

    public Map<String, Object> move(String child, Object... more) {
        return with(
                Map.of(
                        "journeyId", journey(child).id().toString(),
                        "moveKind", "planned",
                        "consideredAtReview", "no",
                        "placementType", "foster-care",
                        "outOfCounty", "no",
                        "healthAreaChanges", "no",
                        "schoolChanges", "no"),
                more);
    }

    /** A review of the child's care has been held on that day. */
    public void reviewed(String child, String on) {
        events.record(
                journey(child).id(),
                child,
                "care-review-held",
                LocalDate.parse(on).atStartOfDay(ENGLAND).toInstant(),
                true,
                "iro",
                null);
    }

    public void saw(String child, String on, String statutory) {
        practice.complete(
                child,
                SEE,
                "sw.north",
                Map.of(
                        "childSeen",
                        "seen",
                        "statutoryVisit",
                        statutory,
                        "yes".equals(statutory) ? "visitedOn" : "seenOn",
                        on));
    }

    /** The worker of the child's team does it, with everything that is asked. */
    public void done(String child, String label, Object... answers) {
        practice.complete(child, label, "sw.north", with(new HashMap<>(), answers));
    }

    public void midnightOf(LocalDate day) {
        practice.itIs(day.atStartOfDay().plusMinutes(1).toString());
    }

    /** Somebody who decides about the plan tells the journey that care has ended. */
    public void careEnds(String child, String outcome) {
        careEnds(child, Map.of("careOutcome", outcome));
    }

    public void careEnds(String child, Map<String, Object> passed) {
        String journey = journey(child).id().toString();
        runtime.createExecutionQuery()
                .messageEventSubscriptionName("careEnds")
                .processVariableValueEquals("journeyId", journey)
                .list()
                .forEach(waits -> runtime.messageEventReceived("careEnds", waits.getId(), passed));
        practice.carryOn(child);
    }

    public List<Deadline> open(String child) {
        return deadlines.openOf(journey(child).id());
    }

    /** The form without this answer is refused, by the answer's label, and leaves nothing on record. */
    public void refusedWithout(String child, String label, String by, String key, Object... given) {
        Map<String, Object> answers = practice.answersFor(child, label, by, with(Map.of(), given));
        assertThat(answers.remove(key)).as("'%s' asks for '%s'", label, key).isNotNull();
        String form = practice.form(child, label).id();
        long before = entries(child, form);
        assertThatThrownBy(() -> practice.completeWithOnly(child, label, by, answers))
                .as("'%s' without '%s'", label, key)
                .hasMessageContaining(practice.form(child, label)
                        .field(key)
                        .map(FormField::label)
                        .or(() -> practice.form(child, label).list(key).map(FormField::label))
                        .orElseThrow());
        assertThat(entries(child, form)).isEqualTo(before);
    }
}
