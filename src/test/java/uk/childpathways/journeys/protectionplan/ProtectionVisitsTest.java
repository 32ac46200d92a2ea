package uk.childpathways.journeys.protectionplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Visits to a child with a protection plan")
class ProtectionVisitsTest extends ProtectionPlanWalk {

    private static final String VISIT = "Visit child: protection plan";
    private static final String RECORD = "Record visit: protection plan";

    private String child;

    @BeforeEach
    void planBegins() {
        practice.itIs(CONFERENCE + "T15:00");
        child = begun();
    }

    private void seen(String day) {
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen", "seenAlone", "yes", "visitedOn", day));
    }

    @Test
    @DisplayName(
            "the worker proposes how often; given back once, then agreed: only the manager's agreement counts, and the"
                    + " reasons reach the worker (RUT-CP-08a)")
    void agreedWithTheManager() {
        practice.complete(child, "Propose visit frequency", "sw.north", Map.of("proposedWeeks", 4));
        assertThat(practice.offeredTo(child, "Agree visit frequency"))
                .containsExactlyInAnyOrder("assistant-team-managers-north", "team-managers-north");
        assertThatThrownBy(() -> practice.complete(child, "Agree visit frequency", "sw.north", Map.of()))
                .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
        practice.complete(
                child,
                "Agree visit frequency",
                "tm.north",
                Map.of("visitFrequencyDecision", "returned", "returnReasons", "Too seldom for a baby"));
        assertThat(practice.tasks(child)).contains("Propose visit frequency").doesNotContain("Agree visit frequency");
        seen(CONFERENCE);
        assertThat(practice.due(child, "child-visited-on-plan"))
                .as("nothing is agreed yet: four weeks")
                .isEqualTo("2026-04-23");
        visitsAgreed(child, 1);
        assertThat(practice.due(child, "child-visited-on-plan")).isEqualTo("2026-04-02");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-04-02");
        assertThat(oversightOf(child, "visit-frequency")).hasSize(2);
    }

    @Test
    @DisplayName("five weeks are refused: an agreed frequency can only be shorter than four (RUT-CP-08a RUT-CP-08b)")
    void notLongerThanFourWeeks() {
        practice.complete(child, "Propose visit frequency", "sw.north", Map.of("proposedWeeks", 4));
        assertThatThrownBy(() -> practice.complete(
                        child,
                        "Agree visit frequency",
                        "tm.north",
                        Map.of("visitFrequencyDecision", "agreed", "visitEveryWeeks", 5)))
                .hasMessageContaining("A visit at least every")
                .hasMessageContaining("cannot be longer than");
        assertThat(practice.tasks(child)).contains("Agree visit frequency");
    }

    @ParameterizedTest(name = "agreed for {0}: due {1}")
    @CsvSource({"2026-03-31,2026-03-31", "2026-04-22,2026-04-22", "2026-04-24,2026-04-23"})
    @DisplayName(
            "the first visit is due on the day agreed with the manager, four weeks from the conference at the latest"
                    + " (RUT-CP-08a RUT-CP-08b)")
    void firstVisit(String agreedFor, String due) {
        practice.complete(child, "Propose visit frequency", "sw.north", Map.of("proposedWeeks", 1));
        practice.complete(
                child,
                "Agree visit frequency",
                "tm.north",
                Map.of("visitFrequencyDecision", "agreed", "visitEveryWeeks", 1, "firstVisitBy", agreedFor));
        assertThat(practice.due(child, "first-visit-on-plan-made")).isEqualTo(due);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo(due);
    }

    @Test
    @DisplayName(
            "each visit counts 28 days from the last at which the child was seen; one without access does not set the"
                    + " clock anew (RUT-CP-08b)")
    void everyFourWeeks() {
        assertThat(practice.due(child, "first-visit-on-plan-made")).isEqualTo("2026-04-23");
        practice.itIs("2026-03-30T12:00");
        seen("2026-03-30");
        assertThat(practice.due(child, "child-visited-on-plan")).isEqualTo("2026-04-27");
        practice.itIs("2026-04-22T12:00");
        practice.complete(
                child,
                VISIT,
                "sw.north",
                Map.of("childSeen", "not-seen", "triedOn", "2026-04-22", "nextTryOn", "2026-04-23"));
        assertThat(practice.due(child, "child-visited-on-plan")).isEqualTo("2026-04-27");
        assertThat(practice.tasks(child)).contains(VISIT);
        notDone(child, VISIT, "child-visited-on-plan", "2026-04-27");
        practice.itIs("2026-04-29T12:00");
        seen("2026-04-29");
        doneLate(child, practice.deadlines(child, "child-visited-on-plan").get(0), 2);
        assertThat(practice.due(child, "child-visited-on-plan")).isEqualTo("2026-05-27");
    }

    private void doneLate(String child, uk.childpathways.deadlines.Deadline deadline, int days) {
        assertThat(deadline.status()).isEqualTo(uk.childpathways.deadlines.Deadline.Status.MET_LATE);
        assertThat(deadline.lateWorkingDays()).isEqualTo(days);
    }

    @Test
    @DisplayName("the frequency can be looked at again from the start list and at a core group; the open visit moves"
            + " (RUT-CP-08a)")
    void changedLater() {
        visitsAgreed(child, 4);
        seen(CONFERENCE);
        fromTheStartList("agree-visit-frequency", "tm.north", child);
        visitsAgreed(child, 2);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-04-09");

        practice.itIs("2026-03-30T12:00");
        firstCoreGroup(child, "2026-03-30");
        coreGroup(child, "2026-03-30", "visitsToChange", "yes");
        assertThat(practice.tasks(child)).contains("Propose visit frequency", "Hold core group");
        visitsAgreed(child, 3);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-04-16");
        assertThat(practice.running(child)).doesNotContain("agree-visit-frequency");
    }

    @ParameterizedTest(name = "without \"{1}\" ({2})")
    @CsvSource(textBlock = """
            purpose,           Purpose and focus of this visit,                                      RUT-CP-09a
            seenAlone,         Was the child seen alone?,                                            RUT-CP-07a
            observed,          'How the child looked, and how the child and each adult were',        RUT-CP-07b
            outcomeProgress,   What has moved towards each outcome of the plan,                      RUT-CP-09b
            childVoice,        What the child wants and feels,                                       RUT-CP-10a
            lifeForChild,      What is life like for this child?,                                    RUT-CP-11
            parentsUnderstand, What the parents understand has to change,                            RUT-CP-12a
            fathersIncluded,   Fathers and partners,                                                 RUT-CP-13a
            newPartner,        Has a new partner or adult come into the household?,                  RUT-CP-13b
            kitchenCupboards,  Kitchen cupboards and fridge,                                         RUT-CP-14a
            toilets,           Toilets,                                                              RUT-CP-14a
            bathroom,          Bathroom,                                                             RUT-CP-14a
            bedrooms,          'Bedrooms, and where this child sleeps',                              RUT-CP-14a
            checkExplained,    Was its purpose explained to the parent or carer?,                    RUT-CP-14b
            """)
    @DisplayName("the record of a visit where neglect is a category is refused without each of its answers")
    void recordAsks(String key, String says, String clauses) {
        seen(CONFERENCE);
        refusedWithout(child, RECORD, "sw.north", Map.of("categories", list("neglect")), key, says);
    }

    @Test
    @DisplayName(
            "where neglect is no category the home check is asked for only if it was made; with neglect it is required"
                    + " (RUT-CP-14a RUT-CP-14b)")
    void homeCheck() {
        seen(CONFERENCE);
        assertThat(practice.shownAtOpening(child, RECORD, "sw.north"))
                .as("the category is known from the plan")
                .containsEntry("categories", list("neglect"))
                .containsEntry("seenAlone", "yes");
        Map<String, Object> other = Map.of("categories", list("emotional-abuse"), "homeChecked", "no");
        Map<String, Object> answers = practice.answersFor(child, RECORD, "sw.north", other);
        assertThat(answers).doesNotContainKeys("kitchenCupboards", "checkExplained");
        refusedWithout(
                child,
                RECORD,
                "sw.north",
                Map.of("categories", list("emotional-abuse"), "homeChecked", "yes"),
                "bathroom",
                "Bathroom");
        practice.completeWithOnly(child, RECORD, "sw.north", answers);
        assertThat(entry(child, "record-protection-visit").answers())
                .containsEntry("homeChecked", "no")
                .containsKeys("purpose", "lifeForChild", "outcomeProgress");
        inTime(child, "visit-recorded");
    }

    @Test
    @DisplayName("a child not seen alone: why not, and who else sees the child, is asked (RUT-CP-07a)")
    void notAlone() {
        seen(CONFERENCE);
        refusedWithout(child, RECORD, "sw.north", Map.of("seenAlone", "no"), "notAloneReason", "Why not alone");
    }

    @Test
    @DisplayName(
            "for an unborn child the visit tells how the parents prepare, and asks nothing that only a born child can"
                    + " answer (RUT-CP-07b RUT-CP-11)")
    void unborn() {
        child = begun(practice.unbornChild());
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", CONFERENCE));
        Map<String, Object> answers = practice.answersFor(child, RECORD, "sw.north", Map.of());
        assertThat(answers)
                .containsKeys("preparingForBaby", "lifeForBaby")
                .doesNotContainKeys("seenAlone", "childVoice");
        refusedWithout(child, RECORD, "sw.north", Map.of(), "lifeForBaby", "What will life be like for this baby?");
    }

    @Test
    @DisplayName(
            "the record of a visit says which interpreter, specialist or tool was used, what research was leant on,"
                    + " and who told what (RUT-A4-04 RUT-A4-07 RUT-A4-10)")
    void recordAsks() {
        seen(CONFERENCE);
        refusedWithout(child, RECORD, "sw.north", Map.of(), "helpUsed", "What you used");
        refusedWithout(
                child, RECORD, "sw.north", Map.of("helpUsed", list("interpreter")), "helpDetail", "Who or what it was");
        refusedWithout(child, RECORD, "sw.north", Map.of(), "researchUsed", "Do you lean on research");
        refusedWithout(child, RECORD, "sw.north", Map.of("researchUsed", "yes"), "research", "Which, and what it says");
        refusedWithout(child, RECORD, "sw.north", Map.of(), "sources", "Who told you what");
    }
}
