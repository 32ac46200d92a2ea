package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Introducing the worker")
class IntroduceWorkerTest extends EnquiryWalk {

    private static final String DETAILS = "Give contact details";

    private String toBeIntroduced() {
        String child = allocated(opened());
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        return child;
    }

    @Test
    @DisplayName("contact details not given 2 working days after the allocation, Wednesday 8 April over Easter, are"
            + " before the worker's manager (SWI-COM-02a)")
    void late() {
        practice.itIs("2026-04-02T10:00");
        String child = toBeIntroduced();
        notDone(child, DETAILS, "contact-details-given", "2026-04-08");
        practice.itIs("2026-04-10T10:00");
        practice.complete(child, DETAILS, "sw.north");
        doneLate(child, "contact-details-given", 2);
    }

    @Test
    @DisplayName("given on the second working day is in time, also when it is recorded later (SWI-COM-02a)")
    void secondDay() {
        practice.itIs("2026-04-29T10:00");
        String child = toBeIntroduced();
        practice.itIs("2026-05-05T10:00");
        practice.complete(child, DETAILS, "sw.north", Map.of("contactDetailsGivenOn", "2026-05-01"));
        assertThat(practice.deadline(child, "contact-details-given").status().name())
                .isEqualTo("MET");
    }

    @Test
    @DisplayName("name, telephone and email are each asked for, and family and professionals have them"
            + " (SWI-COM-02b SWI-PRO-02)")
    void details() {
        practice.itIs("2026-04-02T10:00");
        String child = toBeIntroduced();
        Map<String, Object> answers = practice.answersFor(
                child,
                DETAILS,
                "sw.north",
                Map.of(
                        "contactsGiven",
                        List.of(
                                Map.of("who", "Mother", "kind", "family", "how", "card, by hand"),
                                Map.of("who", "Health visitor", "kind", "professional", "how", "email"))));
        for (String key : List.of("workerName", "workerTelephone", "workerEmail", "contactsGiven")) {
            Object answer = answers.remove(key);
            assertThatThrownBy(() -> practice.completeWithOnly(child, DETAILS, "sw.north", answers))
                    .as(key)
                    .isInstanceOf(RuntimeException.class);
            answers.put(key, answer);
        }
        practice.completeWithOnly(child, DETAILS, "sw.north", answers);
        assertThat(entry(child, "give-contact-details").answers())
                .containsKeys("workerName", "workerTelephone", "workerEmail");
        assertThat(entry(child, "give-contact-details").answers().get("contactsGiven"))
                .asString()
                .contains("Mother", "Health visitor");
    }

    @Test
    @DisplayName("the child is told who the worker is, with the day and how (NEW-OVR-1f-1)")
    void childTold() {
        practice.itIs("2026-04-02T10:00");
        String child = toBeIntroduced();
        Map<String, Object> answers = practice.answersFor(child, DETAILS, "sw.north", Map.of());
        Object day = answers.remove("childToldOn");
        assertThatThrownBy(() -> practice.completeWithOnly(child, DETAILS, "sw.north", answers))
                .hasMessageContaining("Child told who you are on");
        answers.put("childToldOn", day);
        practice.completeWithOnly(child, DETAILS, "sw.north", answers);
        assertThat(entry(child, "give-contact-details").answers()).containsKeys("childToldOn", "childToldHow");
        assertThat(practice.tasks(child)).contains("Hold strategy discussion");
    }

    @Test
    @DisplayName("the need of an interpreter, named when the concern was opened, is there when the worker makes contact"
            + " (SWI-COM-07a)")
    void interpreter() {
        practice.itIs("2026-04-02T10:00");
        String child = practice.child();
        practice.start(
                "s47-to-icpc",
                "sw.north",
                Map.of("childRef", child, "languageNeed", "spoken-language", "languageDetail", "Tigrinya, mother"));
        practice.carryOn(child);
        allocated(child);
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        assertThat(practice.shownAtOpening(child, DETAILS, "sw.north"))
                .containsEntry("languageNeed", "spoken-language")
                .containsEntry("languageDetail", "Tigrinya, mother");
    }

    @Test
    @DisplayName("an unborn child is not told anything: nobody is asked for it (NEW-OVR-1f-1)")
    void unborn() {
        practice.itIs("2026-04-02T10:00");
        String child = practice.unbornChild();
        toBeDiscussed(child);
        practice.complete(child, DETAILS, "sw.north");
        assertThat(entry(child, "give-contact-details").answers()).doesNotContainKeys("childToldOn", "childToldHow");
    }
}
