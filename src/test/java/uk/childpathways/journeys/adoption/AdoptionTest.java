package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Adoption, from the plan to its end")
class AdoptionTest extends AdoptionPlanWalk {

    @Autowired
    Deadlines deadlines;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    private String shouldBePlaced(String route) {
        return parentsKnow(shouldBePlaced(practice.child(), route));
    }

    private String canBePlaced() {
        return canBePlaced(practice.child());
    }

    private void reviewAskedAndAllTold(String child) {
        practice.complete(child, ASK_FOR_REVIEW, "sw.north");
        practice.complete(child, TELL_PEOPLE, "sw.north");
    }

    @Test
    @DisplayName("by a placement order: plan, report, decision, order, family, placement, adoption order, and a record"
            + " that is closed by the manager with decision and reasons (RUT-ADO-01)")
    void byOrder() {
        String child = besidesDone(decided(practice.child(), "court", "approved"));
        parentsKnow(child);
        courtDecided(child, "made");
        familyFinding(child, "matched");
        adoptivePlacement(child, "order-made");
        afterOrder(child);
        assertThat(practice.tasks(child)).containsExactly("Close adoption record");
        refusedWithout(child, "Close adoption record", "tm.north", Map.of(), "recordHolds", "What is missing");
        refusedWithout(
                child, "Close adoption record", "tm.north", Map.of(), "rationale", "The decisions on this child's way");
        practice.complete(child, "Close adoption record", "tm.north");
        ended(child, "Adopted");
        assertThat(journey(child).decidedBy()).isEqualTo("tm.north");
        assertThat(deadlines.openOf(journey(child).id())).isEmpty();
        assertThat(oversightOf(child, "adoption-decision")).hasSize(1);
        assertThat(oversightOf(child, "end-of-adoption")).hasSize(1);
    }

    @Test
    @DisplayName("with the order ends the journey in care: it is told how care ends; no other journey is (RUT-ADO-01)")
    void careEnds() {
        repository
                .createDeployment()
                .name("waits-for-care-to-end")
                .enableDuplicateFiltering(true)
                .addClasspathResource("models/waits-for-care-to-end.bpmn")
                .deploy();
        String child = canBePlaced();
        String care = waiting(child, "child-in-care");
        String other = waiting(child, "child-in-need");
        adoptivePlacement(child, "order-made");
        afterOrder(child);
        assertThat(runtime.getVariables(care)).doesNotContainKey("careOutcome");
        practice.complete(child, "Close adoption record", "tm.north");
        assertThat(runtime.getVariable(care, "careOutcome")).isEqualTo("adoption-order");
        assertThat(runtime.getVariable(other, "careOutcome")).isNull();
    }

    /** A journey of this kind that waits for the message that care ends. Returns its instance. */
    private String waiting(String child, String kind) {
        return runtime.startProcessInstanceByKey(
                        "waits-for-care-to-end",
                        kind + ":" + child,
                        Map.of(
                                "childRef",
                                child,
                                "journeyId",
                                practice.journey(kind, child).toString()))
                .getId();
    }

    @Test
    @DisplayName("by the parents' consent: the panel recommends and there is no court until the adoption order"
            + " (RUT-ADO-01, STAT-ADO-11)")
    void byConsent() {
        String child = shouldBePlaced("consent");
        practice.complete(child, CONSENT, "sw.north", Map.of("consentGiven", "yes"));
        familyFinding(child, "matched");
        assertThat(practice.running(child)).contains("adoptive-placement");
        assertThat(practice.tasks(child)).doesNotContain(APPLY, COURT);
    }

    @ParameterizedTest(name = "family first: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("looks for a family beside the court: whichever comes first waits for the other, and only with both is"
            + " the child placed; an early match is not refused")
    void besideTheCourt(boolean familyFirst) {
        String child = shouldBePlaced("court");
        assertThat(practice.running(child)).contains("authority-to-place", "family-finding");
        if (familyFirst) {
            familyFinding(child, "matched");
            assertThat(practice.running(child)).contains("authority-to-place").doesNotContain("adoptive-placement");
            courtDecided(child, "made");
        } else {
            courtDecided(child, "made");
            assertThat(practice.running(child)).contains("family-finding").doesNotContain("adoptive-placement");
            familyFinding(child, "matched");
        }
        assertThat(practice.running(child)).contains("adoptive-placement");
    }

    @Test
    @DisplayName("ends when no family is found: a care review is asked for and everybody told (RUT-ADO-01)")
    void noFamily() {
        String child = shouldBePlaced("court");
        courtDecided(child, "made");
        familyFinding(child, "no-match");
        assertThat(practice.tasks(child)).containsExactlyInAnyOrder(ASK_FOR_REVIEW, TELL_PEOPLE);
        assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("A care review is needed"));
        reviewAskedAndAllTold(child);
        ended(child, "No family found");
    }

    @Test
    @DisplayName(
            "goes back to family finding when a placement breaks down, as often as it happens; a new match leads to"
                    + " a new placement")
    void disrupted() {
        String child = canBePlaced();
        for (int i = 0; i < 2; i++) {
            adoptivePlacement(child, "disrupted");
            assertThat(practice.running(child)).contains("family-finding").doesNotContain("adoptive-placement");
            familyFinding(child, "matched");
            assertThat(practice.running(child)).contains("adoptive-placement");
        }
        adoptivePlacement(child, "order-made");
        assertThat(practice.running(child)).contains("after-adoption-order");
    }

    @Test
    @DisplayName("ends when after a broken-down placement no family is found again (RUT-ADO-01)")
    void noFamilyAgain() {
        String child = canBePlaced();
        adoptivePlacement(child, "disrupted");
        familyFinding(child, "no-match");
        reviewAskedAndAllTold(child);
        ended(child, "No family found again");
    }

    @Test
    @DisplayName("ends when the court refuses the adoption order: a care review is asked for (RUT-ADO-01)")
    void orderRefused() {
        String child = canBePlaced();
        adoptivePlacement(child, "order-refused");
        reviewAskedAndAllTold(child);
        ended(child, "Adoption order refused");
    }

    @Test
    @DisplayName("has its record closed within 20 working days of the order; late, it escalates (RUT-ADO-01)")
    void recordInTime() {
        String child = canBePlaced();
        adoptivePlacement(child, "order-made");
        afterOrder(child);
        notDone(child, "Close adoption record", "adoption-record-closed", "2026-05-05");
        practice.itIs("2026-05-07T09:00");
        practice.complete(child, "Close adoption record", "tm.north");
        doneLate(child, "adoption-record-closed", 2);
    }

    @Test
    @DisplayName("of brothers and sisters is decided for each: one may be adopted and another not (RUT-ADO-01)")
    void siblings() {
        List<String> children = practice.siblings(2);
        decided(children.get(0), "court", "approved");
        decided(children.get(1), "court", "not-approved");
        assertThat(practice.tasks(children.get(0))).contains(APPLY);
        assertThat(practice.tasks(children.get(1))).contains(ASK_FOR_REVIEW).doesNotContain(APPLY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"child-died", "moved-away"})
    @DisplayName("ends early with a reason and a decision maker, wherever it stands, and nothing is left running"
            + " (SWI-INT-07c)")
    void early(String reason) {
        String child = shouldBePlaced("court");
        practice.start(
                "end-journey",
                "sw.north",
                Map.of(
                                "journeyId",
                                journey(child).id().toString(),
                                "endReason",
                                reason,
                                "movedOn",
                                "2026-04-02",
                                "receivingAuthority",
                                "Rutland")
                        .entrySet()
                        .stream()
                        .filter(entry ->
                                reason.equals("moved-away") || !entry.getKey().matches("movedOn|receivingAuthority"))
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        practice.carryOn(child);
        approve(child);
        if (reason.equals("moved-away")) {
            practice.complete(child, "Tell receiving authority", "sw.north");
            practice.complete(child, "Confirm responsibility accepted", "tm.north");
        }
        practice.carryOn(child);
        assertThat(journey(child).endReason()).isEqualTo(reason);
        assertThat(practice.running(child)).isEmpty();
        assertThat(practice.deadline(child, "placement-order-applied-for").status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
    }

    @Test
    @DisplayName("hears of significant events and goes on (SWI-COL-04a)")
    void significantEvent() {
        String child = shouldBePlaced("court");
        practice.start(
                "significant-event",
                "sw.north",
                Map.of("journeyId", journey(child).id().toString()));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).contains("Advise professionals", APPLY);
        assertThat(journey(child).running()).isTrue();
    }
}
