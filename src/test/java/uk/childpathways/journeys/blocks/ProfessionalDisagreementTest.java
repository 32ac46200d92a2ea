package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Professionals cannot agree about a child (DFE-4-06)")
class ProfessionalDisagreementTest extends JourneyTestBase {

    private static final String ANSWER = "Answer professional disagreement";
    private static final String SETTLE = "Settle disagreement between agencies";

    @Autowired
    Consequences consequences;

    private String child;
    private String journey;

    /** Good Friday is the day after, Easter Monday the 6th. */
    private void raised(String by) {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
        journey = practice.pathways(child).get(0).id().toString();
        practice.start("professional-disagreement", by, Map.of("journeyId", journey));
        practice.carryOn(child);
    }

    private void answered(String outcome) {
        practice.complete(child, ANSWER, "tm.north", Map.of("disagreementOutcome", outcome));
    }

    @ParameterizedTest(name = "raised by {0}")
    @ValueSource(strings = {"sw.north", "cpchair"})
    @DisplayName(
            "manager and chair hear of it at once, and the manager answers within 1 working day, over Easter by the"
                    + " 7th, not by the 8th (DFE-4-06)")
    void heardAtOnce(String by) {
        raised(by);
        assertThat(consequences.told(child, "notice")).containsExactly("cpchair", "tm.north");
        assertThat(practice.offeredTo(child, ANSWER)).contains("team-managers-north");
        notDone(child, ANSWER, "professional-disagreement-answered", "2026-04-07");
        practice.itIs("2026-04-08T09:00");
        answered("agreed");
        doneLate(child, "professional-disagreement-answered", 1);
    }

    @Test
    @DisplayName("one view is no disagreement: who raises it names both sides, who answers has heard both (DFE-4-06)")
    void bothSides() {
        raised("sw.north");
        assertThatThrownBy(() -> practice.startWithOnly(
                        "professional-disagreement",
                        "sw.north",
                        with(
                                practice.answersForStart(
                                        "professional-disagreement", "sw.north", Map.of("journeyId", journey)),
                                "professionals",
                                List.of(Map.of("agency", "School", "who", "Head", "view", "He is safe.")))))
                .hasMessageContaining("Who holds what");
        var answers = practice.answersFor(child, ANSWER, "tm.north", Map.of());
        answers.put("heard", List.of(((List<?>) answers.get("heard")).get(0)));
        assertThatThrownBy(() -> practice.completeWithOnly(child, ANSWER, "tm.north", answers))
                .hasMessageContaining("Whom you have heard");
        inTimeAfter("agreed");
    }

    private void inTimeAfter(String outcome) {
        answered(outcome);
        inTime(child, "professional-disagreement-answered");
    }

    @Test
    @DisplayName("the answer stands on the oversight record with reasons and what was put right at once, and whoever"
            + " raised it is told (DFE-4-06)")
    void onRecord() {
        raised("sw.north");
        answered("decided");
        assertThat(oversightOf(child, "professional-disagreement")).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.decision()).isEqualTo("decided");
            assertThat(entry.rationale()).isNotBlank();
        });
        assertThat(entry(child, "answer-professional-disagreement").answers()).containsKey("correctiveAction");
        assertThat(consequences.toldTo("sw.north", child)).anyMatch(text -> text.contains("has been answered"));
        assertThat(practice.running(child)).doesNotContain("professional-disagreement");
    }

    @Test
    @DisplayName("what managers cannot settle the service manager settles with the other agency within 2 working days"
            + " (DFE-4-06)")
    void goesUp() {
        raised("sw.north");
        practice.itIs("2026-04-07T09:00");
        inTimeAfter("goes-up");
        assertThat(practice.tasks(child)).doesNotContain(ANSWER);
        assertThat(consequences.toldTo("sw.north", child)).noneMatch(text -> text.contains("has been answered"));
        assertThat(practice.dueDay(child, SETTLE)).isEqualTo("2026-04-09");
        practice.itIs("2026-04-10T00:01");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "professional-disagreement-settled"))
                .as("the service manager's own duty passes to the rung above")
                .singleElement()
                .satisfies(missed -> assertThat(missed.answerBy()).isEqualTo("head-of-service"));
        practice.complete(child, SETTLE, "sm");
        assertThat(consequences.toldTo("sw.north", child)).anyMatch(text -> text.contains("has been answered"));
        assertThat(oversightOf(child, "professional-disagreement")).hasSize(2);
    }

    @ParameterizedTest(name = "risk: {0}")
    @ValueSource(strings = {"yes", "no"})
    @DisplayName("reported as a significant event it is heard and answered in the same way, risk or not (DFE-4-06)")
    void asSignificantEvent(String risk) {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
        journey = practice.pathways(child).get(0).id().toString();
        practice.start(
                "significant-event",
                "sw.north",
                Map.of("journeyId", journey, "riskToChild", risk, "eventKind", "professional-disagreement"));
        practice.carryOn(child);
        assertThat(practice.dueDay(child, ANSWER)).isEqualTo("2026-04-07");
        assertThat(practice.tasks(child)).contains("Advise professionals");
        assertThat(practice.shownAtOpening(child, ANSWER, "tm.north").get("document"))
                .as("the manager reads what was reported")
                .asString()
                .contains("Professionals cannot agree");
        inTimeAfter("agreed");
        assertThat(practice.running(child)).doesNotContain("significant-event", "professional-disagreement");
    }

    @Test
    @DisplayName("any other event asks nobody to settle anything")
    void otherEvents() {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
        practice.start(
                "significant-event",
                "sw.north",
                Map.of(
                        "journeyId",
                        practice.pathways(child).get(0).id().toString(),
                        "riskToChild",
                        "yes",
                        "eventKind",
                        "school"));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).doesNotContain(ANSWER);
    }
}
