package uk.childpathways.breaches;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.submissions.Prefill;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.Question;

@DisplayName("What forms know beforehand, so that nobody is asked twice")
class FormsKnowTest extends EscalationTestBase {

    @Autowired
    Prefill prefill;

    @Test
    @DisplayName("The manager who answers a breach reads what was missed, when it was due and why (NEW-GEN-02b)")
    void breach() {
        Case one = caseWithTask("C-1004", LONG_AGO, "sw.north");
        fire(one.process());
        Breach breach = breachesOf(one).get(0);

        Map<String, Object> known = opened(
                one, "{{breach.standardName}}", Map.of("breachId", breach.id().toString())::get);

        assertThat(known.get("breach"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("standardName", breach.standardName())
                .containsEntry("dueText", "Monday 16 March 2026")
                .containsKeys("explanation", "ownerName");
    }

    @Test
    @DisplayName("The receiving manager reads what is to be opened and where it comes from (SWI-MTG-01c)")
    void handOver() {
        Case one = caseWithTask("C-1005", LONG_AGO, "sw.north");

        Map<String, Object> known =
                opened(one, "{{handOver.toJourney}}", Map.of("toJourney", "child-protection-plan")::get);

        assertThat(known.get("handOver"))
                .isEqualTo(Map.of("toJourney", "Child protection plan", "fromJourney", "One task with its standard"));
    }

    @Test
    @DisplayName("Dates of the journey are shown as people write them")
    void dates() {
        Case one = caseWithTask("C-1006", LONG_AGO, "sw.north");

        Map<String, Object> known = opened(one, "{{journey.dates.strategyDiscussionHeld}}", name -> null);

        assertThat(known.get("journey"))
                .extracting("dates")
                .isEqualTo(Map.of("strategyDiscussionHeld", "2 March 2026"));
        assertThat(known.get("journey")).extracting("events").isEqualTo(Map.of("strategyDiscussionHeld", "2026-03-02"));
    }

    @Test
    @DisplayName("A warning is given about one of the limits that still run (SWI-COL-05, B5)")
    void deadlinesToDeclare() {
        Case one = caseWithTask("C-1006", LocalDate.ofInstant(clock.instant(), ENGLAND), "sw.north");

        Map<String, Object> known = opened(one, "{{deadlinesOptions}}", name -> null);

        assertThat(known.get("deadlinesOptions"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains(Map.of(
                        "value",
                        deadline(one).id().toString(),
                        "label",
                        "C-1006: " + deadline(one).name() + ", due "
                                + Days.SHORT.day(deadline(one).effectiveDue())));
    }

    private Map<String, Object> opened(Case one, String text, Function<String, Object> variables) {
        FormDefinition form = FormDefinition.parse("{\"id\":\"known\",\"components\":[{\"id\":\"Text_intro\",\"type\":"
                + "\"text\",\"text\":\"" + text + "\"}]}");
        JourneyStep step = new JourneyStep(
                one.journey().id(),
                one.childRef(),
                one.process().getId(),
                one.process().getId(),
                "Task_Known",
                "known");
        Question question = new Question(step, "task", "Known", form, Map.of(), variables);
        return new LinkedHashMap<>(prefill.toOpen(new PrefillContext(question, "sm")));
    }
}
