package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A second strategy discussion")
class SecondStrategyDiscussionTest extends EnquiryWalk {

    private static final String SECOND = "Hold second strategy discussion";

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    /** During the enquiry something new comes up on Thursday 9 April. */
    private String called() {
        String child = enquired(toBeDiscussed());
        practice.itIs("2026-04-09T14:00");
        String journey = practice.deadline(child, "icpc-held").journeyId().toString();
        practice.start("second-strategy-discussion", "sw.north", Map.of("journeyId", journey));
        practice.carryOn(child);
        return child;
    }

    private void held(String child, String outcome, Object... more) {
        practice.complete(
                child,
                SECOND,
                "tm.north",
                with(
                        Map.of(
                                "secondDiscussionOutcome",
                                outcome,
                                "agencies",
                                S47ToIcpcTest.agencies(),
                                "recordedJointly",
                                "no"),
                        more));
    }

    @Test
    @DisplayName("it runs beside the enquiry and does not start the conference's 15 working days again (STAT-S47-03)")
    void oneClock() {
        String child = called();
        assertThat(practice.tasks(child)).contains(SECOND, "Complete agency checks");
        held(child, "enquiry-continues");
        assertThat(practice.tasks(child)).contains("Complete agency checks").doesNotContain(SECOND);
        assertThat(practice.deadlines(child, "icpc-held"))
                .singleElement()
                .satisfies(deadline ->
                        assertThat(LocalDate.ofInstant(deadline.due(), ENGLAND)).isEqualTo("2026-04-27"));
    }

    @Test
    @DisplayName("it is held within 24 hours of the call, else it is before the service manager (STAT-S47-02)")
    void late() {
        String child = called();
        notDone(child, SECOND, "second-strategy-discussion-held", "2026-04-10T14:00");
        practice.itIs("2026-04-13T10:00");
        held(child, "enquiry-continues");
        doneLate(child, "second-strategy-discussion-held", 1);
    }

    @Test
    @DisplayName("it too is recorded by a team manager or the principal social worker, with police, health and"
            + " children's services accounted for (RUT-S47-04a RUT-S47-04b RUT-S47-04c)")
    void sameRules() {
        String child = called();
        assertThatThrownBy(() -> practice.complete(child, SECOND, "sw.north", Map.of()))
                .isInstanceOf(AuthorizationException.class);
        Map<String, Object> answers = practice.answersFor(
                child,
                SECOND,
                "tm.north",
                Map.of(
                        "secondDiscussionOutcome",
                        "enquiry-continues",
                        "agencies",
                        S47ToIcpcTest.agencies().subList(0, 1),
                        "recordedJointly",
                        "no"));
        answers.put("agencies", S47ToIcpcTest.agencies().subList(0, 1));
        assertThatThrownBy(() -> practice.completeWithOnly(child, SECOND, "tm.north", answers))
                .hasMessageContaining("Agencies");
        answers.put("agencies", S47ToIcpcTest.agencies());
        Object reasons = answers.remove("outcomeReasons");
        assertThatThrownBy(() -> practice.completeWithOnly(child, SECOND, "tm.north", answers))
                .hasMessageContaining("Why this outcome");
        answers.put("outcomeReasons", reasons);
        practice.completeWithOnly(child, SECOND, "tm.north", answers);
    }

    @Test
    @DisplayName("it may take the child to a conference at once: the enquiry's tasks go, the conference is still due on"
            + " the first discussion's day (STAT-S47-03)")
    void conferenceAtOnce() {
        String child = called();
        held(child, "straight-to-conference");
        assertThat(practice.tasks(child))
                .contains("Request conference")
                .doesNotContain("Complete agency checks", "Read case history", SECOND);
        assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
        oneMinuteBefore(child, "icpc-held");
        passed(child, "icpc-held");
    }

    @ParameterizedTest(name = "it may end the enquiry, and {0} follows; no conference is due any more")
    @ValueSource(strings = {"assessment", "early-help", "no-further-action"})
    void enquiryEnds(String after) {
        String child = called();
        practice.complete(child, "Give contact details", "sw.north");
        held(child, "enquiry-ends", "afterEnquiry", after);
        assertThat(practice.tasks(child)).doesNotContain("Complete agency checks", "See child and family");
        assertThat(practice.tasks(child).contains("Agree transfer to early help"))
                .isEqualTo(after.equals("early-help"));
        assertThat(practice.running(child).contains("child-family-assessment")).isEqualTo(after.equals("assessment"));
        practice.itIs("2026-06-01T10:00");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "icpc-held")).isEmpty();
        assertThat(breaches(child, "agency-checks-made")).isEmpty();
    }
}
