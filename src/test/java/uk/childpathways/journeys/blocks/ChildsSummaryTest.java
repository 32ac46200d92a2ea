package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The child's summary")
class ChildsSummaryTest extends JourneyTestBase {

    private static final String UPDATE = "Update child's summary";

    @Autowired
    Journeys journeys;

    private String child;

    /** Friday, 30 January: three months later is a Thursday in April, three from a 30 November would be in February. */
    @BeforeEach
    void aChildWhoseSupervisionIsOpened() {
        practice = practice.withSupervision();
        practice.itIs("2026-01-30T10:00");
        child = practice.childBorn(LocalDate.parse("2016-02-01"));
        practice.journey("child-in-need", child);
        practice.handedOver("case-supervision", child);
    }

    @Test
    @DisplayName("is due 3 months from the opening; missed, it is before the worker's manager, and the next counts from"
            + " the day on which it was updated (SWI-FIL-04a)")
    void everyThreeMonths() {
        notDone(child, UPDATE, "summary-updated", "2026-04-30");
        practice.itIs("2026-05-06T10:00");
        practice.complete(child, UPDATE, "sw.north", Map.of("updatedOn", "2026-05-05"));
        assertThat(practice.deadlines(child, "summary-updated"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET_LATE, Deadline.Status.OPEN);
        assertThat(practice.dueDay(child, UPDATE)).isEqualTo("2026-08-05");
        assertThat(practice.timerDay(child, "BoundaryEvent_RenewalStandard")).isEqualTo("2026-08-05");
    }

    @Test
    @DisplayName("updated on 30 November is due again on the last day of February (SWI-FIL-04a)")
    void endOfFebruary() {
        practice.itIs("2026-11-30T10:00");
        practice.complete(child, UPDATE, "sw.north", Map.of("updatedOn", "2026-11-30"));
        assertThat(practice.dueDay(child, UPDATE)).isEqualTo("2027-02-28");
    }

    @ParameterizedTest(name = "without the answer \"{0}\" it is refused, with it stored ({1})")
    @CsvSource({
        "detailsVerified, SWI-FIL-02 RUT-A2-13",
        "childAlive, SWI-FIL-04c",
        "situationNow, SWI-FIL-04c",
        "relevantHistory, SWI-FIL-04d",
        "legalStatusRead, SWI-FIL-04d RUT-CIC-21",
        "ordersInForce, SWI-FIL-04d",
        "contingency, SWI-FIL-04e",
        "familyTime, SWI-FIL-04e",
        "safetyPlan, SWI-FIL-04e",
        "timescalesRead, SWI-FIL-04f",
        "keyPeople, SWI-FIL-04d SWI-FIL-05",
        "contactsChecked, SWI-FIL-05",
        "inCourt, SWI-OVR-03c",
        "courtTimescales, SWI-OVR-03c",
        "genogram, SWI-MPS-03b"
    })
    void asked(String answer, String clauses) {
        Map<String, Object> complete = practice.answersFor(child, UPDATE, "sw.north", theirs());
        Map<String, Object> without = new HashMap<>(complete);
        without.remove(answer);
        assertThatThrownBy(() -> practice.completeWithOnly(child, UPDATE, "sw.north", without))
                .isNotNull();
        assertThat(practice.tasks(child)).as("still to be done").contains(UPDATE);
        practice.completeWithOnly(child, UPDATE, "sw.north", complete);
        assertThat(entry(child, "update-childs-summary").answers().get(answer)).isEqualTo(complete.get(answer));
    }

    @Test
    @DisplayName("each of the key people can be reached: a name without a telephone is refused (SWI-FIL-05)")
    void keyPeopleCanBeReached() {
        Map<String, Object> answers = practice.answersFor(child, UPDATE, "sw.north", theirs());
        answers.put("keyPeople", List.of(Map.of("who", "Ann Bramley", "part", "Aunt, carer")));
        assertThatThrownBy(() -> practice.completeWithOnly(child, UPDATE, "sw.north", answers))
                .hasMessageContaining("Telephone, or how else to reach them");
    }

    @Test
    @DisplayName("opens with the timescales that run filled in, and what has passed is called late (SWI-FIL-04f)")
    void timescalesFilledIn() {
        practice.itIs("2026-05-01T10:00");
        practice.fireDueTimers(child);
        assertThat(practice.shownAtOpening(child, UPDATE, "sw.north").get("timescales"))
                .asString()
                .contains("**late**, 30 April 2026: The child's summary is up to date");
    }

    @Test
    @DisplayName("opens with what was written last time: only what has changed is written anew, and details and dates"
            + " are looked at again each time (SWI-FIL-02, SWI-FIL-04f)")
    void filledIn() {
        practice.complete(child, UPDATE, "sw.north", theirs());
        Map<String, Object> shown = practice.shownAtOpening(child, UPDATE, "sw.north");
        assertThat(shown)
                .containsEntry("situationNow", "Settled with his aunt since Sunday.")
                .containsEntry("ordersInForce", "Interim care order of 12 January, to 12 March.")
                .containsEntry("legalStatusOnRecord", "Child in need")
                .containsEntry("courtTimescales", theirs().get("courtTimescales"))
                .doesNotContainKeys("detailsVerified", "timescalesRead", "legalStatusRead", "whatChanged", "updatedOn");
    }

    @Test
    @DisplayName("each summary stands in the chronology for good, with its author and day (SWI-FIL-03, SWI-FIL-08a,"
            + " NEW-INT-02b)")
    void inTheChronology() {
        practice.complete(child, UPDATE, "sw.north", theirs());
        ChronologyEntry first = entry(child, "update-childs-summary");
        assertThat(first.title()).isEqualTo(UPDATE);
        assertThat(first.by()).isEqualTo("sw.north");
        practice.itIs("2026-03-02T10:00");
        practice.complete(child, UPDATE, "sw.north", with(theirs(), "situationNow", "Back home."));
        assertThat(entries(child, "update-childs-summary")).isEqualTo(2);
        assertThat(entry(child, "update-childs-summary").answers()).containsEntry("situationNow", "Back home.");
    }

    @Test
    @DisplayName("a day in the future is refused")
    void notInTheFuture() {
        assertThatThrownBy(
                        () -> practice.complete(child, UPDATE, "sw.north", with(theirs(), "updatedOn", "2026-01-31")))
                .isNotNull();
    }

    @Test
    @DisplayName(
            "a change asks for it at once, and what is written then counts: the next is due 3 months from that day,"
                    + " and nobody is asked twice (SWI-FIL-04a, SWI-FIL-04b)")
    void afterAChange() {
        String plan = new ToTheConference(practice).movedIn("2026-01-30");
        if (journeys.running(plan).stream().noneMatch(journey -> journey.key().equals("case-supervision"))) {
            practice.handedOver("case-supervision", plan);
        }
        new ToTheConference(practice).requested(plan, LocalDate.of(2026, 2, 20), false);
        practice.start(
                "significant-event",
                "sw.north",
                Map.of(
                        "journeyId",
                        journeys.running(plan).stream()
                                .filter(journey -> journey.key().equals("s47-to-icpc"))
                                .findFirst()
                                .orElseThrow()
                                .id()
                                .toString(),
                        "riskToChild",
                        "no",
                        "happenedOn",
                        "2026-01-30"));
        practice.carryOn(plan);
        assertThat(practice.openTasks(plan, UPDATE)).hasSize(2);
        practice.itIs("2026-02-03T10:00");
        String change = practice.openTasks(plan, UPDATE).stream()
                .filter(task -> task.getTaskDefinitionKey().equals("Task_UpdateChildsSummary"))
                .findFirst()
                .orElseThrow()
                .getId();
        practice.completeTask(change, plan, "sw.north", with(theirs(), "updatedOn", "2026-02-03"));
        assertThat(practice.deadline(plan, "summary-updated-after-change").status())
                .isEqualTo(Deadline.Status.MET);
        assertThat(practice.openTasks(plan, UPDATE)).hasSize(1);
        assertThat(practice.dueDay(plan, UPDATE)).isEqualTo("2026-05-03");
        assertThat(practice.deadlines(plan, "summary-updated"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.MET, Deadline.Status.OPEN);
    }

    @Test
    @DisplayName("is asked for no more when the child's last journey has ended (SWI-FIL-04a)")
    void ends() {
        journeys.running(child).stream()
                .filter(journey -> journey.key().equals("child-in-need"))
                .forEach(journey -> journeys.end(journey.id(), "closed", "tm.north"));
        practice.carryOn(child);
        assertThat(practice.running(child)).isEmpty();
        assertThat(practice.deadline(child, "summary-updated").status()).isEqualTo(Deadline.Status.WITHDRAWN);
    }

    private static Map<String, Object> theirs() {
        Map<String, Object> answers = new HashMap<>();
        answers.put("detailsVerified", "right");
        answers.put("updatedOn", "2026-01-30");
        answers.put("situationNow", "Settled with his aunt since Sunday.");
        answers.put("ordersInForce", "Interim care order of 12 January, to 12 March.");
        answers.put("inCourt", "yes");
        answers.put("courtTimescales", List.of(Map.of("what", "Final hearing", "by", "2026-06-01")));
        answers.put("genogram", "missing");
        answers.put("keyPeople", List.of(Map.of("who", "Ann Bramley", "part", "Aunt, carer", "phone", "01632 960001")));
        return answers;
    }
}
