package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Children;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Changing the worker")
class ReAllocateCaseTest extends EnquiryWalk {

    private static final String TELL = "Notify family of change";

    @Autowired
    Children children;

    @Autowired
    StaffAdministration staff;

    @BeforeEach
    void wednesdayBeforeMayDay() {
        practice.itIs("2026-04-29T10:00");
        colleague(true);
    }

    @AfterEach
    void leaves() {
        colleague(false);
    }

    /** A second qualified social worker of the team. */
    private void colleague(boolean active) {
        staff.put(
                new Person(
                        "colleague.north",
                        "Colleague North",
                        Set.of("social-worker"),
                        "north",
                        null,
                        "colleague@example.org",
                        null,
                        true,
                        true,
                        active),
                active ? "pathways" : null);
    }

    private String changed() {
        String child = enquired(toBeDiscussed());
        practice.complete(child, "Give contact details", "sw.north");
        String journey = practice.deadline(child, "icpc-held").journeyId().toString();
        practice.start("re-allocate-case", "tm.north", Map.of("journeyId", journey));
        practice.carryOn(child);
        practice.complete(
                child,
                "Allocate case",
                "tm.north",
                Map.of("worker", "colleague.north", "allocationKind", "re-allocation"));
        return child;
    }

    @Test
    @DisplayName("only a manager changes the worker (SWI-OVR-02a)")
    void who() {
        String child = enquired(toBeDiscussed());
        String journey = practice.deadline(child, "icpc-held").journeyId().toString();
        assertThatThrownBy(() -> practice.start("re-allocate-case", "sw.north", Map.of("journeyId", journey)))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    @DisplayName("the child has the new worker, with direction on record, and the enquiry goes on with its dates"
            + " (RUT-CP-01 SWI-OVR-02c)")
    void newWorker() {
        String child = changed();
        assertThat(children.get(child).allocatedWorker()).isEqualTo("colleague.north");
        assertThat(oversightOf(child, "allocation")).hasSize(2);
        assertThat(practice.deadlines(child, "icpc-held")).hasSize(1);
        assertThat(practice.tasks(child)).contains("Complete agency checks", "Give contact details", TELL);
        assertThat(practice.task(child, "Complete agency checks").getAssignee())
                .as("the work that was open passes to the new worker")
                .isEqualTo("colleague.north");
    }

    @Test
    @DisplayName("the family not told of the change within 2 working days, Friday 1 May, is before the service manager,"
            + " since it was the team manager's to do (SWI-COM-03)")
    void familyNotTold() {
        String child = changed();
        assertThat(notDone(child, TELL, "family-told-of-change", "2026-05-01").answerBy())
                .isEqualTo("service-manager");
        // Monday 4 May is a bank holiday.
        practice.itIs("2026-05-05T10:00");
        practice.complete(child, TELL, "tm.north");
        doneLate(child, "family-told-of-change", 1);
    }

    @Test
    @DisplayName(
            "who takes over has read the history and says what it was like for the child; who begins an enquiry has a"
                    + " task of their own for it (RUT-A1-04)")
    void readsTheHistory() {
        String child = enquired(toBeDiscussed());
        assertThat(practice.answersFor(child, "Give contact details", "sw.north", Map.of()))
                .doesNotContainKeys("historyReadOn", "childExperience");
        child = changed();
        for (String key : new String[] {"historyReadOn", "childExperience"}) {
            Map<String, Object> answers =
                    practice.answersFor(child, "Give contact details", "colleague.north", Map.of());
            assertThat(answers.remove(key)).as(key).isNotNull();
            String about = child;
            assertThatThrownBy(
                            () -> practice.completeWithOnly(about, "Give contact details", "colleague.north", answers))
                    .hasMessageContaining(key.equals("historyReadOn") ? "read on" : "What has happened to this child");
        }
        practice.complete(child, "Give contact details", "colleague.north", Map.of("childExperience", "Three homes."));
        assertThat(entry(child, "give-contact-details").answers()).containsEntry("childExperience", "Three homes.");
    }

    @Test
    @DisplayName("the family is told by the manager, of whom and how, and only where the worker changed (SWI-COM-03)")
    void familyTold() {
        assertThat(practice.tasks(toBeDiscussed())).doesNotContain(TELL);
        String child = changed();
        assertThatThrownBy(() -> practice.complete(child, TELL, "colleague.north"))
                .isInstanceOf(AuthorizationException.class);
        Map<String, Object> answers = practice.answersFor(child, TELL, "tm.north", Map.of());
        Object told = answers.remove("peopleTold");
        assertThatThrownBy(() -> practice.completeWithOnly(child, TELL, "tm.north", answers))
                .hasMessageContaining("Who was told");
        answers.put("peopleTold", told);
        practice.completeWithOnly(child, TELL, "tm.north", answers);
        inTime(child, "family-told-of-change");
        practice.complete(child, "Give contact details", "colleague.north");
        assertThat(practice.running(child)).doesNotContain("re-allocate-case", "introduce-worker");
    }
}
