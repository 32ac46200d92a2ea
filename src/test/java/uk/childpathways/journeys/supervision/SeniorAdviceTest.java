package uk.childpathways.journeys.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A manager asks for senior advice")
class SeniorAdviceTest {

    private static final String ADVICE = "Give senior advice";

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Oversight oversight;

    private String child;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
        new ToTheConference(practice).requested(child, java.time.LocalDate.of(2026, 4, 30), false);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @ParameterizedTest(name = "from the {0}: {2}")
    @CsvSource({
        "service-manager,service-managers,sm",
        "head-of-service,heads-of-service,hos",
        "director,directors,director",
        "legal,legal,legal"
    })
    @DisplayName("the task is before the senior asked, who records the advice under their own name (SWI-SUP-19a,"
            + " SWI-SUP-19b, SWI-PG1-06c, SWI-PG1-02a, SWI-SRC-01b)")
    void given(String role, String group, String senior) {
        ask(role);
        assertThat(practice.offeredTo(child, ADVICE)).containsExactly(group);
        practice.complete(
                child, ADVICE, senior, Map.of("decision", "Hold it on the 23rd.", "rationale", "The father is back."));
        OversightEntry advice =
                oversight.of(child, Pageable.unpaged()).getContent().get(0);
        assertThat(advice.by()).isEqualTo(senior);
        assertThat(advice.role()).isEqualTo(role);
        assertThat(advice.kind()).isEqualTo("senior-advice");
        assertThat(advice.rationale()).isEqualTo("The father is back.");
        assertThat(practice.running(child)).doesNotContain("senior-advice", "management-oversight");
    }

    @Test
    @DisplayName("nobody below answers for the senior (SWI-SUP-19b)")
    void onlyTheSenior() {
        ask("head-of-service");
        assertThatThrownBy(() -> practice.complete(child, ADVICE, "tm.north", Map.of()))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> practice.complete(child, ADVICE, "sm", Map.of()))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    @DisplayName("the senior reads the question and the manager's decision before answering (SWI-SUP-19a)")
    void readsTheQuestion() {
        practice.start(
                "management-oversight",
                "tm.north",
                Map.of(
                        "journeyId", practice.pathways(child).get(0).id().toString(),
                        "resourceGap", "no",
                        "adviceFrom", "director",
                        "adviceQuestion", "May we pay for the interpreter?"));
        practice.carryOn(child);
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, ADVICE, "director").get("document")))
                .contains("May we pay for the interpreter?");
    }

    @Test
    @DisplayName("advice is given within 2 working days; silence is before the head of service (SWI-SUP-19a)")
    void silence() {
        ask("service-manager");
        assertThat(practice.dueDay(child, ADVICE)).isEqualTo("2026-04-08");
        practice.itIs("2026-04-08T23:59");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        practice.itIs("2026-04-09T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_SeniorAdviceGiven");
        assertThat(consequences.breach(child, "senior-advice-given").answerBy()).isEqualTo("head-of-service");
        assertThat(practice.tasks(child)).contains(ADVICE);
    }

    @Test
    @DisplayName("silence of the head of service is before the director: nobody answers for their own lateness")
    void silenceAbove() {
        ask("head-of-service");
        practice.itIs("2026-04-09T00:01");
        practice.fireDueTimers(child);
        assertThat(consequences.breach(child, "senior-advice-given").answerBy()).isEqualTo("director");
    }

    private void ask(String role) {
        practice.start(
                "management-oversight",
                "tm.north",
                Map.of(
                        "journeyId",
                        practice.pathways(child).get(0).id().toString(),
                        "resourceGap",
                        "no",
                        "adviceFrom",
                        role));
        practice.carryOn(child);
    }
}
