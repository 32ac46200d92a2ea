package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.NewEntry;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.assessment.AssessmentWalk;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child is handed over to a journey that runs already, or is not built yet")
class ReceiveHandOverTest extends AssessmentWalk {

    private static final String TASK = "Receive hand-over";

    @Autowired
    Consequences consequences;

    @Autowired
    Journeys journeys;

    @Autowired
    Chronology chronology;

    private String child;

    /**
     * An assessment ends in early help on Thursday 30 April, where the family was referred the day before; the Monday after
     * is a bank holiday.
     */
    @BeforeEach
    void earlyHelpDecided() {
        practice.itIs("2026-04-24T10:00");
        child = toBeDecided();
        practice.complete(child, "Give contact details", "sw.north");
        practice.itIs("2026-04-29T15:00");
        practice.start("early-help", "tm.north", Map.of("childRef", child, "referredOn", "2026-04-29"));
        practice.carryOn(child);
        practice.itIs("2026-04-30T15:00");
        decided(child, "early-help");
        practice.complete(child, "Share document", "sw.north");
    }

    @Test
    @DisplayName("with a task for the receiving manager, who reads what is to be opened and why; they and nobody in"
            + " silence are told (SWI-MTG-01c)")
    void visible() {
        assertThat(practice.offeredTo(child, TASK))
                .containsExactly("assistant-team-managers-north", "team-managers-north");
        assertThat(practice.dueDay(child, TASK)).isEqualTo("2026-05-01");
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, TASK, "tm.north").get("handOver")))
                .contains("Early help");
        assertThat(consequences.told(child, "hand-over")).contains("tm.north");
        assertThat(practice.chronology(child))
                .anyMatch(entry -> entry.title().equals("Handed over: Early help to be opened"));
    }

    @Test
    @DisplayName("accepted: who takes the child on, from when, with direction for the worker on the oversight record"
            + " (SWI-MTG-01c, SWI-OVR-02a)")
    void accepted() {
        practice.complete(
                child,
                TASK,
                "tm.north",
                Map.of("receivingWorker", "sw.north", "rationale", "See him alone in the first week."));
        assertThat(practice.running(child)).doesNotContain("receive-hand-over");
        assertThat(practice.deadline(child, "hand-over-accepted").status()).isEqualTo(Deadline.Status.MET);
        assertThat(oversight.of(child, Pageable.unpaged()).getContent().get(0)).satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("tm.north");
            assertThat(entry.rationale()).isEqualTo("See him alone in the first week.");
        });
    }

    @Test
    @DisplayName("opened by hand afterwards: it knows which journey the child came from, and counts from its events; a"
            + " later one of that kind, which nobody handed over to, does not (SWI-MTG-01c)")
    void openedByHand() {
        practice.complete(child, TASK, "tm.north", Map.of("receivingWorker", "sw.north"));
        Journey from = journeys.of(child).stream()
                .filter(journey -> journey.key().equals("child-family-assessment"))
                .findFirst()
                .orElseThrow();
        handedOver(from, "care-leaver");
        Journey opened = journeys.open("care-leaver", child, null);
        assertThat(opened.handedOverFrom()).isEqualTo(from.id());
        assertThat(journeys.open("care-leaver", child, null).handedOverFrom()).isNull();
        assertThat(journeys.open("adoption", child, null).handedOverFrom()).isNull();
        assertThat(journeys.open("care-leaver", practice.child(), null).handedOverFrom())
                .isNull();
    }

    private void handedOver(Journey from, String toJourney) {
        chronology.record(new NewEntry(
                child,
                from.id(),
                "handed-over",
                "EndEvent",
                "Handed over",
                null,
                Map.of("toJourney", toJourney),
                from.processInstanceId(),
                null,
                "tm.north",
                practice.now(),
                List.of(),
                null));
    }

    @Test
    @DisplayName("nobody takes it on by the next working day: the service manager has it, and it stays open")
    void nobody() {
        practice.itIs("2026-05-01T23:59");
        assertThat(practice.fireDueTimers(child)).isEmpty();
        practice.itIs("2026-05-02T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_HandOverAccepted");
        assertThat(consequences.breach(child, "hand-over-accepted").answerBy()).isEqualTo("service-manager");
        assertThat(practice.tasks(child)).contains(TASK, "Respond to breached standard");

        practice.itIs("2026-05-05T10:00");
        practice.complete(child, TASK, "tm.north", Map.of("receivingWorker", "sw.north"));
        assertThat(practice.deadline(child, "hand-over-accepted").lateWorkingDays())
                .as("the 4th is a bank holiday")
                .isEqualTo(1);
    }
}
