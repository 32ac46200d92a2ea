package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The birth family and the child's life story")
class BirthFamilyTest extends AdoptionPlanWalk {

    private String child;

    /** The plan is agreed on the Thursday before Easter. */
    @BeforeEach
    void agreed() {
        practice.itIs("2026-04-02T10:00");
        child = agreed("court");
    }

    @ParameterizedTest(name = "{0} is due on {2}")
    @CsvSource({
        "Gather life story information, life-story-information-gathered, 2026-05-05",
        "Help family tell life story, family-helped-with-life-story, 2026-05-05",
        "Tell birth family reasons, birth-family-told-reasons, 2026-04-20",
        "Offer birth family support, birth-family-support-offered, 2026-04-20",
        "Plan support for child and family, family-support-planned, 2026-04-20",
    })
    @DisplayName("begins at once with the agreed plan, beside the report: life story within 20 working days, Easter and"
            + " May Day not counted, the family's steps within 10; late, each escalates and stays"
            + " (RUT-ADO-08, RUT-ADO-12, RUT-ADO-09, RUT-ADO-10, RUT-ADO-03b)")
    void clocks(String label, String standard, String due) {
        assertThat(practice.task(child, label).getAssignee()).isEqualTo("sw.north");
        notDone(child, label, standard, due);
        practice.itIs(practice.today().plusDays(1) + "T09:00");
        practice.complete(child, label, "sw.north");
        // Told and recorded the day after it was due, which is when the breach was noticed, or the day after that.
        doneLate(child, standard, 2);
    }

    @Test
    @DisplayName("is consulted once it knows the reasons, within 10 working days of the agreed plan; its views stand in"
            + " the report already when it is opened (RUT-ADO-11a, RUT-ADO-09)")
    void consulted() {
        assertThat(practice.tasks(child)).doesNotContain("Consult birth family");
        practice.complete(child, "Tell birth family reasons", "sw.north");
        notDone(child, "Consult birth family", "birth-family-consulted", "2026-04-20");
        practice.itIs("2026-04-23T09:00");
        practice.complete(
                child,
                "Consult birth family",
                "sw.north",
                Map.of("birthFamilyViews", "Her mother wants her to know why"));
        doneLate(child, "birth-family-consulted", 3);
        assertThat(practice.shownAtOpening(child, WRITE_REPORT, "sw.north"))
                .containsEntry("birthFamilyViews", "Her mother wants her to know why");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Tell birth family reasons, familyTold",
        "Offer birth family support, support",
        "Help family tell life story, familyHelp",
    })
    @DisplayName(
            "is named once: whoever the plan explored stands in the rows already (RUT-ADO-09, RUT-ADO-10, RUT-ADO-12)")
    void namedOnce(String label, String list) {
        String other = agreed(
                "court",
                "familyMembers",
                List.of(Map.of(
                        "who", "Maternal aunt",
                        "exploredHow", "Viability assessment",
                        "suitability", "not-willing",
                        "whyNotSuitable", "Three small children")));
        assertThat(practice.shownAtOpening(other, label, "sw.north").get(list))
                .isEqualTo(List.of(Map.of("who", "Maternal aunt")));
    }

    @Test
    @DisplayName("told: a record names each relevant member of the family, how, when, what was said; who could not be"
            + " told stands there with what was tried (RUT-ADO-09)")
    void told() {
        String label = "Tell birth family reasons";
        refusedWithout(child, label, "sw.north", Map.of(), "familyTold", "Each relevant member of the family");
        refusedWithout(child, label, "sw.north", Map.of(), "reasonsGiven", "The reasons as you gave them");
        Map<String, Object> notTold = answers(child, label, "sw.north");
        notTold.put("familyTold", List.of(Map.of("who", "Father", "told", "not-told")));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> practice.completeWithOnly(child, label, "sw.north", notTold))
                .hasMessageContaining("Why not, and what was tried");
        practice.complete(
                child,
                label,
                "sw.north",
                Map.of(
                        "reasonsToldOn",
                        "2026-04-02",
                        "familyTold",
                        List.of(
                                Map.of("who", "Mother", "told", "in-person"),
                                Map.of("who", "Father", "told", "not-told", "notToldReason", "Letters came back"))));
        assertThat(entry(child, "tell-birth-family-reasons").answers().get("familyTold"))
                .asString()
                .contains("Mother", "Father", "Letters came back");
        assertThat(entry(child, "tell-birth-family-reasons").by()).isEqualTo("sw.north");
        assertThat(entry(child, "tell-birth-family-reasons").clauses()).contains("RUT-ADO-09");
        inTime(child, "birth-family-told-reasons");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Consult birth family, consulted, Each person",
        "Consult birth family, birthFamilyViews, Their views together",
        "Consult birth family, decidingExplained, How you explained who decides",
        "Offer birth family support, support, Each person",
        "Offer birth family support, independentSupport, Independent support service",
        "Offer birth family support, guidanceGiven, Guidance given",
        "Plan support for child and family, supportForChild, For the child",
        "Plan support for child and family, supportForFamily, 'For parents, brothers and sisters'",
        "Plan support for child and family, positiveOutcome, What a good outcome would be",
        "Gather life story information, gathered, What is there",
        "Gather life story information, contributors, Who gave what",
        "Help family tell life story, familyHelp, Each person",
    })
    @DisplayName("is asked about: views, how deciding was explained, independent support, support for child and family,"
            + " life story from and with the family (RUT-ADO-11a, RUT-ADO-11b, RUT-ADO-10, RUT-ADO-03b, RUT-ADO-08,"
            + " RUT-ADO-12)")
    void asked(String task, String key, String label) {
        if (task.startsWith("Consult")) {
            practice.complete(child, "Tell birth family reasons", "sw.north");
        }
        refusedWithout(child, task, "sw.north", Map.of(), key, label);
    }

    @Test
    @DisplayName("its part has an outcome for each person: given, later, declined, not found (RUT-ADO-12)")
    void lifeStoryOutcome() {
        practice.complete(
                child,
                "Help family tell life story",
                "sw.north",
                Map.of(
                        "familyHelp",
                        List.of(Map.of(
                                "who", "Grandmother", "took", "gave", "outcome", "Twelve photographs, copied"))));
        assertThat(entry(child, "help-family-tell-life-story").answers().get("familyHelp"))
                .asString()
                .contains("Twelve photographs, copied");
        inTime(child, "family-helped-with-life-story");
    }

    @Test
    @DisplayName("done, its branches end, and the way to the decision goes on")
    void done() {
        besidesDone(child);
        assertThat(practice.running(child)).containsExactly("adoption", "permanence-decision");
        assertThat(practice.tasks(child)).containsExactly(WRITE_REPORT);
    }
}
