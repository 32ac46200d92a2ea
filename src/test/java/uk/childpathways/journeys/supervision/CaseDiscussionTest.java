package uk.childpathways.journeys.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordChain;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Group supervision, and talks between sessions, are recorded by the supervisor")
class CaseDiscussionTest extends JourneyTestBase {

    @Autowired
    AgreedActions agreedActions;

    @Autowired
    RecordChain chain;

    @Autowired
    Children children;

    private String one;
    private String other;

    @BeforeEach
    void twoChildrenOfTwoFamilies() {
        practice.itIs("2026-03-02T10:00");
        one = practice.child();
        other = practice.child();
        practice.journey("child-in-need", one);
        practice.journey("child-in-need", other);
    }

    private static Map<String, Object> row(String child, String summary, Object... more) {
        return with(
                Map.of(
                        "childRef", child,
                        "summary", summary,
                        "decision", "Decided: " + summary,
                        "rationale", "Because: " + summary,
                        "effectOnChild", "For the child: " + summary),
                more);
    }

    private void discussed(String by, String kind, Object... rows) {
        practice.start("record-case-discussion", by, Map.of("discussionKind", kind, "children", list(rows)));
        practice.carryOn(one);
        practice.carryOn(other);
    }

    @Test
    @DisplayName(
            "after group supervision each child's record has its own summary and actions, and not a word of the other"
                    + " (SWI-SRC-04, SWI-SUP-06)")
    void eachChild() {
        discussed(
                "tm.north",
                "group-supervision",
                row(one, "Bruises fade", "action", "Ring the school", "owner", "sw.north", "by", "2026-03-09"),
                row(other, "Sleeps badly", "action", "See the nurse", "owner", "sw2.north", "by", "2026-03-11"));
        assertThat(entry(one, "record-case-discussion").answers())
                .containsEntry("summary", "Bruises fade")
                .containsEntry("discussionKind", "group-supervision")
                .doesNotContainKeys("children", "childRef");
        for (String[] pair : new String[][] {{one, "Sleeps badly", other}, {other, "Bruises fade", one}}) {
            assertThat(practice.chronology(pair[0]).toString())
                    .doesNotContain(pair[1])
                    .doesNotContain(pair[2]);
            assertThat(oversightOf(pair[0]).toString()).doesNotContain(pair[1]).doesNotContain(pair[2]);
        }
        OversightEntry decided = oversightOf(other, "case-discussion").get(0);
        assertThat(decided.decision()).isEqualTo("Decided: Sleeps badly");
        assertThat(decided.by()).isEqualTo("tm.north");
        assertThat(agreedActions.openFor(one))
                .singleElement()
                .satisfies(action -> assertThat(action.action()).isEqualTo("Ring the school"));
        assertThat(practice.dueDay(other, "Complete agreed action")).isEqualTo("2026-03-11");
        assertThat(practice.task(other, "Complete agreed action").getAssignee()).isEqualTo("sw2.north");
        assertThat(chain.verify(one).faults()).isEmpty();
        assertThat(chain.verify(other).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ad-hoc", "informal"})
    @DisplayName(
            "a talk between sessions that decides something is on the child's record in the supervisor's name, with"
                    + " or without an action (RUT-A5-03b, SWI-SV2-13, RUT-EH-6.1c)")
    void talk(String kind) {
        discussed("atm.north", kind, row(one, "Grandmother moves in"));
        assertThat(entry(one, "record-case-discussion").answers()).containsEntry("discussionKind", kind);
        assertThat(oversightOf(one, "case-discussion").get(0).by()).isEqualTo("atm.north");
        assertThat(agreedActions.openFor(one)).isEmpty();
        assertThat(oversightOf(other)).isEmpty();
    }

    @Test
    @DisplayName("the early help manager records what was discussed of a case (RUT-EH-6.1c)")
    void earlyHelp() {
        String mine = practice.child();
        Child now = children.get(mine);
        children.put(
                new Child(mine, now.name(), now.dateOfBirth(), null, now.familyRef(), now.team(), "ehm", null, false));
        practice.journey("child-in-need", mine);
        discussed("ehm", "ad-hoc", row(mine, "Breakfast club"));
        assertThat(oversightOf(mine, "case-discussion").get(0).role()).isEqualTo("early-help-manager");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sw.north", "pa", "eh"})
    @DisplayName("a practitioner cannot write it for the supervisor (RUT-A5-03b, SWI-SUP-18)")
    void practitionerRefused(String user) {
        assertThatThrownBy(() -> discussed(user, "ad-hoc", row(one, "x"))).isInstanceOf(AuthorizationException.class);
        assertThat(oversightOf(one)).isEmpty();
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(strings = {"summary", "decision", "rationale", "effectOnChild"})
    @DisplayName("each child's row is complete, or nothing is written for anybody (SWI-SRC-04)")
    void complete(String missing) {
        Map<String, Object> incomplete = new LinkedHashMap<>(row(other, "Sleeps badly"));
        incomplete.remove(missing);
        Map<String, Object> answers = practice.answersForStart(
                "record-case-discussion",
                "tm.north",
                Map.of("discussionKind", "ad-hoc", "children", list(row(one, "x"), row(other, "y"))));
        assertThatThrownBy(() -> practice.startWithOnly(
                        "record-case-discussion",
                        "tm.north",
                        with(answers, "children", list(row(one, "x"), incomplete))))
                .hasMessageContaining("is missing");
        assertThat(oversightOf(one)).isEmpty();
    }

    @Test
    @DisplayName("an action has an owner and a day (SWI-PG1-02b)")
    void actionOwned() {
        Map<String, Object> answers = practice.answersForStart(
                "record-case-discussion",
                "tm.north",
                Map.of("discussionKind", "ad-hoc", "children", list(row(one, "x"))));
        assertThatThrownBy(() -> practice.startWithOnly(
                        "record-case-discussion",
                        "tm.north",
                        with(answers, "children", list(row(one, "x", "action", "Ring the school")))))
                .hasMessageContaining("Who")
                .hasMessageContaining("By");
    }

    @Test
    @DisplayName("a manager writes about the children whose records they may open, and no others (RUT-A5-03b)")
    void anotherTeam() {
        assertThatThrownBy(() -> discussed("tm.south", "ad-hoc", row(one, "x"))).hasMessageContaining("is open to you");
        assertThat(oversightOf(one)).isEmpty();
    }

    @Test
    @DisplayName("a child with whom no work goes on has no case to discuss")
    void noJourney() {
        String closed = practice.child();
        assertThatThrownBy(() -> discussed("tm.north", "ad-hoc", row(closed, "x")))
                .hasMessageContaining("open the child's journey first");
    }
}
