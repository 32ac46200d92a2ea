package uk.childpathways.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.NewEntry;
import uk.childpathways.children.RecordChain;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

@PathwaysTest
@DisplayName("The oversight record is the managers' (NEW-OVR-1a, SWI-OVR-01a)")
class OversightTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Oversight oversight;

    @Autowired
    Children children;

    @Autowired
    Chronology chronology;

    @Autowired
    RecordChain chain;

    @Autowired
    Clock clock;

    private String ref;

    @BeforeEach
    void aChildOfItsOwn() {
        ref = "T-OVR-" + NUMBER.incrementAndGet();
        children.put(new Child(
                ref, "Test Child", LocalDate.now(clock).minusYears(6), null, null, "north", null, null, false));
    }

    private NewOversight decision(String by, String rationale) {
        return new NewOversight(
                ref, null, "decision", "approve", rationale, List.of(), by, null, clock.instant(), "S47 outcome", null);
    }

    @ParameterizedTest(name = "{0} cannot write one")
    @ValueSource(strings = {"sw.north", "sw2.north", "pa", "eh", "owner", "admin", "nobody.at.all"})
    void notByThePractitioner(String user) {
        assertThatThrownBy(() -> oversight.record(decision(user, "Because.")))
                .isInstanceOf(NotAllowedProblem.class)
                .hasMessageStartingWith("Only a manager");
        assertThat(oversight.of(ref, Pageable.unpaged())).isEmpty();
    }

    @ParameterizedTest(name = "{0} can")
    @ValueSource(strings = {"tm.north", "atm.north", "psw", "sm", "hos", "director", "cpchair", "iro", "eds"})
    void byManagersAndNamedDecisionMakers(String user) {
        OversightEntry entry = oversight.record(decision(user, "Proportionate to the risk."));
        assertThat(entry.by()).isEqualTo(user);
        assertThat(oversight.find(entry.id())).contains(entry);
        assertThat(chain.verify(ref).faults()).isEmpty();
    }

    @ParameterizedTest(name = "rationale \"{0}\" is refused")
    @NullSource
    @ValueSource(strings = {"", "  \n "})
    void rationaleIsMandatory(String rationale) {
        assertThatThrownBy(() -> oversight.record(decision("tm.north", rationale)))
                .isInstanceOf(BadInputProblem.class)
                .hasMessageContaining("rationale is missing");
    }

    @Test
    @DisplayName("an agreed action needs a text, an owner who works here, and a date: all faults in one message")
    void actions() {
        NewOversight withActions = new NewOversight(
                ref,
                null,
                "decision",
                "go on",
                "Because.",
                List.of(
                        new NewAction("", "sw.north", LocalDate.now(clock)),
                        new NewAction("See the child", "who", null)),
                "tm.north",
                null,
                clock.instant(),
                null,
                null);
        assertThatThrownBy(() -> oversight.record(withActions))
                .isInstanceOf(BadInputProblem.class)
                .hasMessageContaining("Agreed action 1 does not say")
                .hasMessageContaining("Agreed action 2: nobody with the user id who")
                .hasMessageContaining("Agreed action 2 has no date");
    }

    @Test
    @DisplayName("the same step about the same chronology entry writes once, however often it is retried")
    void once() {
        ChronologyEntry given = chronology.record(new NewEntry(
                ref,
                null,
                "task-completed",
                "Task_SignOff",
                "Sign off",
                "sign-off",
                Map.of("decision", "approve"),
                "pi-1",
                "t-1",
                "tm.north",
                clock.instant(),
                List.of(),
                null));
        NewOversight decision = new NewOversight(
                ref,
                null,
                "sign-off",
                "approve",
                "Sound analysis.",
                List.of(),
                "tm.north",
                "team-manager",
                clock.instant(),
                "Sign off",
                null,
                null,
                null,
                new NewOversight.Source(UUID.randomUUID().toString(), "Task_RecordDecision", given.id()));
        OversightEntry first = oversight.record(decision);
        OversightEntry retried = oversight.record(decision);

        assertThat(retried).isEqualTo(first);
        assertThat(oversight.of(ref, Pageable.unpaged())).hasSize(1);
        assertThat(chain.verify(ref).length()).isEqualTo(2);
    }
}
