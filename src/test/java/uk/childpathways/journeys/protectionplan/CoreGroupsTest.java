package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Core groups and the inter-agency plan")
class CoreGroupsTest extends ProtectionPlanWalk {

    private String child;

    @BeforeEach
    void planRuns() {
        practice.itIs(CONFERENCE + "T15:00");
        child = settled(practice.child());
        practice.itIs("2026-03-30T12:00");
    }

    @Test
    @DisplayName("only a team manager or principal social worker can complete the first core group (RUT-CP-02b)")
    void chairedByManager() {
        assertThat(practice.offeredTo(child, "Hold first core group"))
                .containsExactlyInAnyOrder("principal-social-workers", "team-managers-north");
        assertThatThrownBy(() ->
                        practice.complete(child, "Hold first core group", "sw.north", Map.of("heldOn", "2026-03-30")))
                .isInstanceOf(AuthorizationException.class);
        assertThat(practice.tasks(child)).contains("Hold first core group");
        practice.complete(child, "Hold first core group", "psw", Map.of("heldOn", "2026-03-30"));
        inTime(child, "first-core-group-held");
    }

    @Test
    @DisplayName(
            "the first core group names next steps and by whom; the full plan follows it, and the core groups go on"
                    + " meanwhile (RUT-CP-02c RUT-CP-03a)")
    void planFollows() {
        assertThat(practice.tasks(child)).doesNotContain("Write protection plan");
        refusedWithout(child, "Hold first core group", "tm.north", Map.of(), "nextSteps", "Next steps, and by whom");
        assertThatThrownBy(() -> practice.completeWithOnly(
                        child,
                        "Hold first core group",
                        "tm.north",
                        with(
                                practice.answersFor(child, "Hold first core group", "tm.north", Map.of()),
                                "nextSteps",
                                List.of(Map.of("step", "Ring the school", "by", "2026-04-02")))))
                .hasMessageContaining("By whom");
        firstCoreGroup(child, "2026-03-30");
        assertThat(practice.tasks(child)).contains("Write protection plan", "Hold core group");
        assertThat(oversightOf(child, "core-group")).hasSize(1);
    }

    @Test
    @DisplayName("a core group before the conference is refused (RUT-CP-02a)")
    void notBeforeTheConference() {
        assertThatThrownBy(() -> firstCoreGroup(child, "2026-03-25")).hasMessageContaining("cannot be before");
    }

    @Test
    @DisplayName(
            "the plan is a written agreement: three or more in it, each with a part and a signature or the reason why"
                    + " not; it is signed off, then shared, each version with author and time (RUT-CP-04b RUT-CP-04c RUT-CP-03b"
                    + " RUT-CP-12b)")
    void writtenAgreement() {
        firstCoreGroup(child, "2026-03-30");
        Map<String, Object> answers =
                practice.answersFor(child, "Write protection plan", "sw.north", Map.of("signatories", signatories()));
        assertThatThrownBy(() -> practice.completeWithOnly(
                        child,
                        "Write protection plan",
                        "sw.north",
                        with(answers, "signatories", signatories().subList(0, 1))))
                .hasMessageContaining("Everyone with a part in the plan");
        assertThatThrownBy(() -> practice.completeWithOnly(
                        child,
                        "Write protection plan",
                        "sw.north",
                        with(
                                answers,
                                "signatories",
                                list(
                                        Map.of("who", "Father", "capacity", "parent", "signed", "no"),
                                        Map.of("who", "School", "capacity", "education", "signed", "yes"),
                                        Map.of("who", "GP", "capacity", "health", "signed", "yes")))))
                .hasMessageContaining("Their part in the plan")
                .hasMessageContaining("Why not, and what is done about it")
                .hasMessageContaining("Signed on");
        practice.completeWithOnly(child, "Write protection plan", "sw.north", answers);
        inTime(child, "protection-plan-written");

        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of("signOffDecision", "returned", "returnReasons", "The father has no part in it"));
        assertThat(practice.tasks(child)).doesNotContain("Share document");
        practice.complete(child, "Rework document", "sw.north", answers);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(entries(child, "write-protection-plan"))
                .as("both versions are kept")
                .isEqualTo(2);
        assertThat(entry(child, "write-protection-plan")).satisfies(plan -> {
            assertThat(plan.by()).isEqualTo("sw.north");
            assertThat(plan.answers()).containsKeys("changes", "parentsUnderstand", "signatories", "childInvolved");
            assertThat(plan.clauses()).contains("RUT-CP-04b", "RUT-CP-12b");
        });
        practice.complete(child, "Share document", "sw.north");
        inTime(child, "protection-plan-shared");
    }

    @Test
    @DisplayName("core groups meet every six weeks, each counted from the one before; nobody waits for the record to be"
            + " shared (RUT-CP-04a)")
    void everySixWeeks() {
        firstCoreGroup(child, "2026-03-30");
        fullPlan(child);
        practice.itIs("2026-05-05T12:00");
        coreGroup(child, "2026-05-05");
        assertThat(practice.tasks(child)).contains("Share document", "Hold core group");
        assertThat(practice.due(child, "core-group-held")).isEqualTo("2026-06-16");
        practice.itIs("2026-06-16T12:00");
        coreGroup(child, "2026-06-15");
        assertThat(practice.deadlines(child, "core-group-held"))
                .extracting(Deadline::status)
                .containsExactlyInAnyOrder(Deadline.Status.MET, Deadline.Status.MET, Deadline.Status.OPEN);
        assertThat(practice.due(child, "core-group-held")).isEqualTo("2026-07-27");
    }

    @Test
    @DisplayName(
            "a manager may agree a shorter interval at the first core group; a longer one is refused, and so is none"
                    + " (RUT-CP-04a)")
    void shorterInterval() {
        assertThatThrownBy(() -> practice.complete(
                        child,
                        "Hold first core group",
                        "tm.north",
                        Map.of("heldOn", "2026-03-30", "coreGroupEveryWeeks", 7)))
                .hasMessageContaining("cannot be longer than");
        practice.complete(
                child, "Hold first core group", "tm.north", Map.of("heldOn", "2026-03-30", "coreGroupEveryWeeks", 3));
        assertThat(practice.due(child, "core-group-held")).isEqualTo("2026-04-20");
        fullPlan(child);
        practice.itIs("2026-04-20T12:00");
        coreGroup(child, "2026-04-20", "coreGroupEveryWeeks", 6);
        assertThat(practice.due(child, "core-group-held")).isEqualTo("2026-06-01");
    }

    @Test
    @DisplayName(
            "the child is involved in every update, and 'What is life like for this child?' is answered (RUT-CP-10a"
                    + " RUT-CP-10b RUT-CP-11 RUT-CP-12a RUT-CP-13a)")
    void childInTheMiddle() {
        firstCoreGroup(child, "2026-03-30");
        Map<String, Object> given = Map.of("fathersIncluded", "not-included");
        refusedWithout(
                child, "Hold core group", "sw.north", given, "lifeForChild", "What is life like for this child?");
        refusedWithout(child, "Hold core group", "sw.north", given, "childVoice", "What the child wants and feels");
        refusedWithout(child, "Hold core group", "sw.north", given, "childInvolved", "How the child had a part");
        refusedWithout(child, "Hold core group", "sw.north", given, "parentsUnderstand", "What the parents understand");
        refusedWithout(child, "Hold core group", "sw.north", given, "fathersDetail", "Who was not reached");
    }

    @Test
    @DisplayName("a new partner found at a core group is assessed within 20 working days of learning of it, and signed"
            + " off; the core groups do not wait (RUT-CP-13b)")
    void newPartner() {
        firstCoreGroup(child, "2026-03-30");
        fullPlan(child);
        practice.itIs("2026-05-05T12:00");
        coreGroup(
                child,
                "2026-05-05",
                "newPartner",
                "yes",
                "newPartnerWho",
                "Mother's new friend",
                "newPartnerLearnedOn",
                "2026-05-01");
        assertThat(practice.tasks(child)).contains("Assess new partner", "Hold core group");
        assertThat(practice.due(child, "new-partner-assessed"))
                .as("4 and 25 May are bank holidays")
                .isEqualTo("2026-06-02");
        assertThat(practice.shownAtOpening(child, "Assess new partner", "sw.north"))
                .containsEntry("newPartnerWho", "Mother's new friend");
        practice.complete(child, "Assess new partner", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        inTime(child, "new-partner-assessed");
        assertThat(practice.running(child)).doesNotContain("assess-new-partner");
    }

    @Test
    @DisplayName("no new partner, no assessment (RUT-CP-13b)")
    void noNewPartner() {
        firstCoreGroup(child, "2026-03-30");
        coreGroup(child, "2026-03-30");
        assertThat(practice.tasks(child)).doesNotContain("Assess new partner");
        assertThat(practice.running(child)).doesNotContain("assess-new-partner", "agree-visit-frequency");
    }

    @Test
    @DisplayName("two new partners reported from the start list have a clock each (RUT-CP-13b)")
    void reportedTwice() {
        fromTheStartList("assess-new-partner", "sw.north", child, "learnedOn", "2026-03-27");
        fromTheStartList("assess-new-partner", "sw.north", child, "learnedOn", "2026-03-30");
        assertThat(practice.deadlines(child, "new-partner-assessed"))
                .extracting(
                        deadline -> deadline.due().atZone(ENGLAND).toLocalDate().toString())
                .containsExactlyInAnyOrder("2026-04-28", "2026-04-29");
    }
}
