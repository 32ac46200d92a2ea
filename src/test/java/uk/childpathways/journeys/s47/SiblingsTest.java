package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Brothers and sisters")
class SiblingsTest extends EnquiryWalk {

    private static final String HOLD = "Hold strategy discussion";

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    /** One concern about three children, whose safety has been decided for each. */
    private List<String> three() {
        List<String> children = practice.siblings(3);
        practice.start(
                "s47-to-icpc",
                "sw.north",
                Map.of(
                        "childRef",
                        children.get(0),
                        "siblings",
                        List.of(Map.of("childRef", children.get(1)), Map.of("childRef", children.get(2)))));
        children.forEach(child -> {
            practice.carryOn(child);
            allocated(child);
            practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        });
        return children;
    }

    private static Map<String, Object> row(String child, String outcome, String seeChildBy) {
        return with(
                Map.of(
                        "childRef",
                        child,
                        "strategyOutcome",
                        outcome,
                        "outcomeReasons",
                        "Why it is so for " + child,
                        "positionOfTrust",
                        "no"),
                seeChildBy == null ? new Object[0] : new Object[] {"seeChildBy", seeChildBy, "toBeSeenAlone", "yes"});
    }

    @Test
    @DisplayName("every child named with the concern has an enquiry of their own, with a worker and a decision on their"
            + " safety (RUT-S47-08a)")
    void ownJourneys() {
        for (String child : three()) {
            assertThat(practice.running(child)).contains("s47-to-icpc", "strategy-discussion");
            assertThat(practice.tasks(child)).contains(HOLD);
            assertThat(entries(child, "decide-on-immediate-safety")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a concern that came in yesterday is due an answer today for every child named with it (STAT-S47-01)")
    void oneConcern() {
        List<String> children = practice.siblings(2);
        practice.start(
                "s47-to-icpc",
                "sw.north",
                Map.of(
                        "childRef",
                        children.get(0),
                        "concernReceivedAt",
                        "2026-04-01T16:00",
                        "siblings",
                        List.of(Map.of("childRef", children.get(1), "concern", "The baby was in the room."))));
        for (String child : children) {
            practice.carryOn(child);
            allocated(child);
            assertThat(practice.dueDay(child, "Decide on immediate safety")).isEqualTo("2026-04-02");
        }
        assertThat(entry(children.get(1), "open-s47-enquiry")).satisfies(told -> {
            assertThat(told.jointWith()).isEqualTo(children.get(0));
            assertThat(told.answers())
                    .containsEntry("concern", "The baby was in the room.")
                    .containsEntry("concernReceivedAt", "2026-04-01T16:00")
                    .doesNotContainKey("siblings");
        });
    }

    @Test
    @DisplayName(
            "one joint discussion is recorded once, with an outcome, reasons and deadlines of its own for each child"
                    + " (RUT-S47-08b)")
    void joint() {
        List<String> children = three();
        String first = children.get(0);
        String second = children.get(1);
        String third = children.get(2);
        practice.complete(
                first,
                HOLD,
                "tm.north",
                discussion(
                        "joint",
                        "seeChildBy",
                        "2026-04-02",
                        "recordedJointly",
                        "yes",
                        "jointChildren",
                        List.of(row(second, "social-care-only", "2026-04-04"), row(third, "no-further-action", null))));
        assertThat(practice.tasks(first)).contains("Endorse enquiry").doesNotContain(HOLD);
        assertThat(practice.tasks(second)).contains("Endorse enquiry").doesNotContain(HOLD);
        assertThat(practice.tasks(third)).contains("Give feedback").doesNotContain(HOLD, "Endorse enquiry");

        assertThat(entry(second, "hold-strategy-discussion")).satisfies(entry -> {
            assertThat(entry.jointWith()).isEqualTo(first);
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.answers())
                    .containsEntry("strategyOutcome", "social-care-only")
                    .containsEntry("outcomeReasons", "Why it is so for " + second)
                    .doesNotContainKey("jointChildren");
            assertThat(entry.answers().toString()).doesNotContain("Why it is so for " + third);
        });
        assertThat(entry(first, "hold-strategy-discussion").answers().toString())
                .as("the record of one child holds nothing about another's reasons")
                .doesNotContain("Why it is so for");

        practice.complete(first, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
        practice.itIs("2026-04-03T09:00");
        practice.complete(second, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
        assertThat(practice.due(first, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
        assertThat(practice.due(second, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
        assertThat(practice.deadline(first, "icpc-held").id())
                .isNotEqualTo(practice.deadline(second, "icpc-held").id());
        assertThat(practice.deadlines(third, "icpc-held")).isEmpty();
        assertThat(practice.due(first, "child-seen-in-enquiry")).isEqualTo(LocalDate.of(2026, 4, 2));
        assertThat(practice.due(second, "child-seen-in-enquiry")).isEqualTo(LocalDate.of(2026, 4, 4));

        practice.fireDueTimers(first);
        practice.fireDueTimers(second);
        assertThat(breaches(first, "child-seen-in-enquiry")).hasSize(1);
        assertThat(breaches(second, "child-seen-in-enquiry")).isEmpty();
    }

    @Test
    @DisplayName("all or nothing: where one child's journey does not stand at the discussion, nothing is recorded for"
            + " anybody and the sentence says which child (RUT-S47-08b)")
    void allOrNothing() {
        List<String> children = three();
        String first = children.get(0);
        String second = children.get(1);
        String third = children.get(2);
        discussed(third, "assessment");
        long before = entries(third, "hold-strategy-discussion");
        assertThatThrownBy(() -> practice.complete(
                        first,
                        HOLD,
                        "tm.north",
                        discussion(
                                "joint",
                                "recordedJointly",
                                "yes",
                                "jointChildren",
                                List.of(row(second, "joint", "2026-04-03"), row(third, "joint", "2026-04-03")))))
                .hasMessageContaining(third);
        assertThat(practice.tasks(first)).contains(HOLD);
        assertThat(practice.tasks(second)).contains(HOLD);
        assertThat(entries(first, "hold-strategy-discussion")).isZero();
        assertThat(entries(second, "hold-strategy-discussion")).isZero();
        assertThat(entries(third, "hold-strategy-discussion")).isEqualTo(before);
    }

    @Test
    @DisplayName("a joint discussion without reasons for one of the children is refused for all (RUT-S47-08b)")
    void reasonsForEach() {
        List<String> children = three();
        Map<String, Object> answers = practice.answersFor(
                children.get(0),
                HOLD,
                "tm.north",
                discussion(
                        "joint",
                        "recordedJointly",
                        "yes",
                        "jointChildren",
                        List.of(row(children.get(1), "joint", "2026-04-03"))));
        @SuppressWarnings("unchecked")
        Map<String, Object> row = ((List<Map<String, Object>>) answers.get("jointChildren")).get(0);
        Object reasons = row.remove("outcomeReasons");
        assertThatThrownBy(() -> practice.completeWithOnly(children.get(0), HOLD, "tm.north", answers))
                .hasMessageContaining("Why, for this child");
        assertThat(entries(children.get(0), "hold-strategy-discussion")).isZero();
        row.put("outcomeReasons", reasons);
        practice.completeWithOnly(children.get(0), HOLD, "tm.north", answers);
        assertThat(practice.tasks(children.get(1))).contains("Endorse enquiry");
    }

    @Test
    @DisplayName("a child who is not of the family cannot be recorded jointly (RUT-S47-08b)")
    void notOfTheFamily() {
        List<String> children = three();
        String stranger = toBeDiscussed();
        assertThatThrownBy(() -> practice.complete(
                        children.get(0),
                        HOLD,
                        "tm.north",
                        discussion(
                                "joint",
                                "recordedJointly",
                                "yes",
                                "jointChildren",
                                List.of(row(stranger, "joint", "2026-04-03")))))
                .hasMessageContaining("Child");
        assertThat(practice.tasks(stranger)).contains(HOLD);
    }

    @Test
    @DisplayName(
            "a second discussion can be joint too: one enquiry goes on, the other child goes to a conference at once"
                    + " (RUT-S47-08b STAT-S47-03)")
    void jointSecondDiscussion() {
        List<String> children = three().subList(0, 2);
        for (String child : children) {
            discussed(child, "joint");
            practice.complete(child, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
            String journey = practice.deadline(child, "icpc-held").journeyId().toString();
            practice.start("second-strategy-discussion", "tm.north", Map.of("journeyId", journey));
            practice.carryOn(child);
        }
        practice.complete(
                children.get(0),
                "Hold second strategy discussion",
                "tm.north",
                Map.of(
                        "secondDiscussionOutcome",
                        "enquiry-continues",
                        "agencies",
                        S47ToIcpcTest.agencies(),
                        "recordedJointly",
                        "yes",
                        "jointChildren",
                        List.of(Map.of(
                                "childRef",
                                children.get(1),
                                "secondDiscussionOutcome",
                                "straight-to-conference",
                                "outcomeReasons",
                                "The injuries are this child's."))));
        practice.carryOn(children.get(1));
        assertThat(practice.tasks(children.get(0)))
                .contains("Complete agency checks")
                .doesNotContain("Request conference", "Hold second strategy discussion");
        assertThat(practice.tasks(children.get(1)))
                .contains("Request conference")
                .doesNotContain("Complete agency checks", "Hold second strategy discussion");
        assertThat(entry(children.get(1), "hold-second-strategy-discussion").answers())
                .containsEntry("outcomeReasons", "The injuries are this child's.");
        for (String child : children) {
            assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
        }
    }

    @Test
    @DisplayName("outcomes differ: one child goes to a conference, another to a child in need plan, each signed off on"
            + " its own (RUT-S47-08b)")
    void ownOutcomes() {
        List<String> children = three().subList(0, 2);
        for (String child : children) {
            discussed(child, "joint");
            practice.complete(child, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
            practice.complete(child, "Complete agency checks", "sw.north");
            practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
            practice.complete(child, "Read case history", "sw.north");
        }
        written(children.get(0), "continuing-risk");
        written(children.get(1), "no-continuing-risk");
        for (String child : children) {
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        }
        assertThat(practice.tasks(children.get(0)))
                .contains("Request conference")
                .doesNotContain("Allocate case");
        assertThat(practice.tasks(children.get(1))).contains("Allocate case").doesNotContain("Request conference");
        assertThat(practice.running(children.get(1))).contains("child-in-need");
    }
}
