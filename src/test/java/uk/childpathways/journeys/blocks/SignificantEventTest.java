package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A significant event or change is reported")
class SignificantEventTest {

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    TransactionTemplate transaction;

    private String child;
    private String journey;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
        journey = practice.pathways(child).get(0).id().toString();
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("with risk to the child: team manager, IRO and conference chair are told at once, in the same"
            + " transaction (SWI-COL-04a, RUT-CP-15, RUT-CIC-20a)")
    void toldAtOnce() {
        transaction.executeWithoutResult(status -> {
            report("yes");
            assertThat(consequences.notices(child, "notice")).isEqualTo(1);
            status.setRollbackOnly();
        });
        assertThat(consequences.notices(child, "notice"))
                .as("nobody is told what was not recorded")
                .isZero();

        report("yes");
        assertThat(consequences.told(child, "notice"))
                .as("no reviewing officer has a part: the child is not in care")
                .containsExactly("cpchair", "tm.north");
        assertThat(consequences.toldTo("cpchair", child))
                .allSatisfy(text -> assertThat(text).contains(child).doesNotContain("Test Child"));
        assertThat(practice.tasks(child))
                .contains("Respond to risk", "Advise professionals", "Update child's summary", "Request conference");
    }

    @Test
    @DisplayName("without a risk that the worker sees: manager and conference chair are told all the same, at once, in"
            + " words that alarm nobody; nobody must answer (RUT-CP-15, RUT-CIC-20a)")
    void withoutRisk() {
        report("no");
        assertThat(consequences.notices(child, "notice")).isEqualTo(1);
        assertThat(consequences.told(child, "notice")).containsExactly("cpchair", "tm.north");
        assertThat(consequences.toldTo("tm.north", child))
                .anySatisfy(text -> assertThat(text)
                        .contains(child)
                        .contains("the worker sees no risk at present")
                        .doesNotContain("may put child"));
        assertThat(practice.tasks(child))
                .containsExactly("Advise professionals", "Request conference", "Update child's summary");
    }

    @ParameterizedTest(name = "{0}, risk {1}")
    @MethodSource("everyKindOfEvent")
    @DisplayName("whatever has changed, the manager is told (RUT-CP-15, RUT-CIC-20a)")
    void whateverHasChanged(String kind, String risk) {
        practice.start(
                "significant-event", "sw.north", Map.of("journeyId", journey, "riskToChild", risk, "eventKind", kind));
        practice.carryOn(child);
        assertThat(consequences.told(child, "notice")).contains("cpchair", "tm.north");
    }

    static Stream<Arguments> everyKindOfEvent() {
        return Stream.of("address", "household", "school", "placement", "legal-status", "capacity", "missing", "other")
                .flatMap(kind -> Stream.of("yes", "no").map(risk -> Arguments.of(kind, risk)));
    }

    @Test
    @DisplayName("it is on the chronology of the child with what happened, whose words, and who reported it")
    void onTheChronology() {
        practice.start(
                "significant-event",
                "sw.north",
                Map.of(
                        "journeyId", journey,
                        "riskToChild", "yes",
                        "eventKind", "household",
                        "eventDetail", "Her mother's former partner has moved in."));
        assertThat(practice.chronology(child)).anySatisfy(entry -> {
            assertThat(entry.formId()).isEqualTo("report-significant-event");
            assertThat(entry.by()).isEqualTo("sw.north");
            assertThat(entry.journeyId()).hasToString(journey);
            assertThat(entry.answers()).containsEntry("eventDetail", "Her mother's former partner has moved in.");
        });
        assertThat(practice.engineKnows(child, "eventDetail"))
                .as("the story stays out of the engine")
                .isFalse();
    }

    @Test
    @DisplayName("the journey goes on beside it, and a second event does not wait for the first")
    void beside() {
        report("no");
        report("yes");
        assertThat(practice.tasks(child).stream().filter("Advise professionals"::equals))
                .hasSize(2);
        assertThat(practice.tasks(child)).contains("Respond to risk", "Request conference");
    }

    @Test
    @DisplayName("for a journey that has ended it is refused with a sentence, and nobody is told")
    void journeyEnded() {
        practice.start("end-journey", "sw.north", Map.of("journeyId", journey, "endReason", "opened-in-error"));
        practice.carryOn(child);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        int before = consequences.notices(child, "notice");
        assertThatThrownBy(() -> report("yes")).hasMessageMatching("(?s).*(no running journey|Child and journey).*");
        assertThat(consequences.notices(child, "notice")).isEqualTo(before);
    }

    private void report(String risk) {
        practice.start("significant-event", "sw.north", Map.of("journeyId", journey, "riskToChild", risk));
        practice.carryOn(child);
    }
}
