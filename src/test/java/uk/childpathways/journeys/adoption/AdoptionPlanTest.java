package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The adoption plan")
class AdoptionPlanTest extends AdoptionPlanWalk {

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @Test
    @DisplayName("is raised with the manager: returned with reasons it goes back to the worker, and only approval lets"
            + " life story, birth family and report begin; the service manager is told (RUT-ADO-05a, RUT-ADO-01)")
    void signedOff() {
        String child = raised(practice.child(), "court");
        assertThat(practice.tasks(child)).containsExactly(SIGN_OFF);
        practice.complete(
                child,
                SIGN_OFF,
                "tm.north",
                Map.of("signOffDecision", "returned", "returnReasons", "The aunt is missing"));
        assertThat(practice.tasks(child)).containsExactly("Rework document");
        assertThat(practice.shownAtOpening(child, "Rework document", "sw.north").toString())
                .contains("The aunt is missing");
        assertThat(consequences.toldTo("sm", child)).isEmpty();

        practice.complete(child, "Rework document", "sw.north", plan("consent"));
        approve(child);
        assertThat(practice.tasks(child))
                .containsExactlyInAnyOrder(
                        WRITE_REPORT,
                        "Gather life story information",
                        "Help family tell life story",
                        "Tell birth family reasons",
                        "Offer birth family support",
                        "Plan support for child and family");
        assertThat(consequences.toldTo("sm", child)).anyMatch(text -> text.contains("agreed adoption as the plan"));
        assertThat(oversightOf(child, "sign-off")).hasSize(2);
        reported(child);
        assertThat(practice.tasks(child)).as("the way as it was reworked").contains(PANEL);
    }

    @ParameterizedTest(name = "review no. {0}")
    @ValueSource(ints = {1, 3})
    @DisplayName("set by another review than the second is warned about and its reason asked; it is not refused"
            + " (RUT-ADO-05b)")
    void notTheSecond(int number) throws IOException {
        String child = opened();
        assertThat(Files.readString(Path.of("forms/adoption/raise-adoption-plan.form")))
                .containsSubsequence("The plan for adoption belongs to the second review", "reviewNumber != 2");
        refusedWithout(
                child, RAISE, "sw.north", plan("court", "reviewNumber", number), "notSecondReason", "not the second");
        practice.complete(
                child, RAISE, "sw.north", plan("court", "reviewNumber", number, "notSecondReason", "Born late"));
        assertThat(entry(child, "raise-adoption-plan").answers()).containsEntry("notSecondReason", "Born late");
    }

    @Test
    @DisplayName("set by the second review needs no reason for it; day and number of the review are asked"
            + " (RUT-ADO-05b)")
    void theSecond() {
        String child = opened();
        refusedWithout(child, RAISE, "sw.north", plan("court"), "reviewHeldOn", "Review held on");
        refusedWithout(child, RAISE, "sw.north", Map.of("adoptionRoute", "court"), "reviewNumber", "Which review");
        practice.complete(child, RAISE, "sw.north", plan("court"));
        assertThat(entry(child, "raise-adoption-plan").answers()).doesNotContainKey("notSecondReason");
    }

    @Test
    @DisplayName("knows from the care that handed the child over which review it was (RUT-ADO-05b)")
    void countedInCare() {
        String child = practice.child();
        practice.handedOver(
                "adoption", child, practice.journey("child-in-care", child, "care-review-held", "2026-04-02"));
        assertThat(practice.shownAtOpening(child, RAISE, "sw.north")).containsEntry("reviewNumber", 1);
    }

    @Test
    @DisplayName("is not dated in the future nor before the child was born")
    void datesOfTheReview() {
        String child = opened(practice.childBorn(LocalDate.of(2026, 3, 1)));
        Map<String, Object> tomorrow =
                answers(child, RAISE, "sw.north", "reviewNumber", 2, "reviewHeldOn", "2026-04-03");
        assertThatThrownBy(() -> practice.completeWithOnly(child, RAISE, "sw.north", tomorrow))
                .hasMessageContaining("cannot be in the future");
        Map<String, Object> early = answers(child, RAISE, "sw.north", "reviewNumber", 2, "reviewHeldOn", "2026-02-28");
        assertThatThrownBy(() -> practice.completeWithOnly(child, RAISE, "sw.north", early))
                .hasMessageContaining("before the child was born");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "whyAdoption, Why adoption is the best plan",
        "otherOptions, Every other real option",
        "lifelongConsequences, What it means for this child and family for life",
        "familyMembers, Family member",
        "someoneUnexplored, anybody who has not been asked",
        "routeReason, Why you expect this",
    })
    @DisplayName("says why adoption is best, and has every member of the family in it (RUT-ADO-07, RUT-ADO-02a)")
    void asked(String key, String label) {
        String child = opened();
        refusedWithout(child, RAISE, "sw.north", plan("court"), key, label);
    }

    @Test
    @DisplayName("says of every relative how they were explored, and why not, unless they are still being assessed"
            + " (RUT-ADO-02a, RUT-ADO-02b)")
    void everyRelative() {
        String child = opened();
        Map<String, Object> aunt =
                Map.of("who", "Aunt", "exploredHow", "Viability assessment", "suitability", "not-suitable");
        Map<String, Object> refused = answers(child, RAISE, "sw.north", "reviewNumber", 2);
        refused.put("familyMembers", List.of(aunt));
        assertThatThrownBy(() -> practice.completeWithOnly(child, RAISE, "sw.north", refused))
                .hasMessageContaining("Why not");
        refused.put("familyMembers", List.of(Map.of("who", "Aunt", "suitability", "assessment-goes-on")));
        assertThatThrownBy(() -> practice.completeWithOnly(child, RAISE, "sw.north", refused))
                .hasMessageContaining("Explored how");

        refused.put(
                "familyMembers",
                List.of(
                        with(aunt, "whyNotSuitable", "Lives with the man who hurt the child"),
                        Map.of(
                                "who",
                                "Uncle",
                                "exploredHow",
                                "Asked on 1 March",
                                "suitability",
                                "assessment-goes-on")));
        practice.completeWithOnly(child, RAISE, "sw.north", refused);
        assertThat(entry(child, "raise-adoption-plan").answers().get("familyMembers"))
                .asString()
                .contains("Lives with the man who hurt the child");
        assertThat(entry(child, "raise-adoption-plan").clauses()).contains("RUT-ADO-02a", "RUT-ADO-02b");
    }

    @Test
    @DisplayName("is raised within 5 working days of the review, Easter not counted; late, it escalates (RUT-ADO-05a)")
    void raisedInTime() {
        String child = opened();
        notDone(child, RAISE, "adoption-plan-raised", "2026-04-13");
        practice.itIs("2026-04-15T09:00");
        practice.complete(child, RAISE, "sw.north", plan("court", "reviewHeldOn", "2026-04-02"));
        doneLate(child, "adoption-plan-raised", 2);
    }

    @Test
    @DisplayName("is signed off within 2 working days, or it escalates (RUT-ADO-05a)")
    void signedOffInTime() {
        String child = raised(practice.child(), "court");
        notDone(child, SIGN_OFF, "adoption-plan-signed-off", "2026-04-08");
        practice.itIs("2026-04-09T09:00");
        approve(child);
        doneLate(child, "adoption-plan-signed-off", 1);
    }

    @Test
    @DisplayName("for brothers and sisters says whether together or apart, and why; each has a journey and a manager's"
            + " agreement of their own (RUT-ADO-05a, RUT-ADO-01)")
    void siblings() {
        List<String> children = practice.siblings(3);
        practice.start(
                "adoption",
                "tm.north",
                Map.of("childRef", children.get(0), "siblings", List.of(Map.of("childRef", children.get(1)))));
        for (String child : children.subList(0, 2)) {
            practice.carryOn(child);
            assertThat(practice.tasks(child)).containsExactly(RAISE);
        }
        assertThat(journeys.of(children.get(2))).isEmpty();
        refusedWithout(
                children.get(0),
                RAISE,
                "sw.north",
                plan("court", "siblingsPlan", "apart"),
                "togetherOrApart",
                "Together or apart");
        practice.complete(
                children.get(0), RAISE, "sw.north", plan("court", "siblingsPlan", "apart", "togetherOrApart", "Fear"));
        approve(children.get(0));
        assertThat(practice.tasks(children.get(0))).contains(WRITE_REPORT);
        assertThat(practice.tasks(children.get(1))).containsExactly(RAISE);
        assertThat(practice.shownAtOpening(children.get(0), WRITE_REPORT, "sw.north"))
                .containsEntry("siblingsPlan", "apart")
                .containsEntry("togetherOrApart", "Fear");
    }

    @Test
    @DisplayName("is opened by hand by a manager, not by a practitioner")
    void openedByAManager() {
        String child = practice.child();
        assertThatThrownBy(() -> practice.start("adoption", "sw.north", Map.of("childRef", child)))
                .isInstanceOf(RuntimeException.class);
        practice.start("adoption", "tm.north", Map.of("childRef", child));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).containsExactly(RAISE);
    }
}
