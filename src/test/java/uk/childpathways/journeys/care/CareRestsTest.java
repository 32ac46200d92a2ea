package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Journey;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.adoption.AdoptionWalk;
import uk.childpathways.journeys.blocks.CallsTheCycles;
import uk.childpathways.testing.PathwaysTest;

/** In care since 2 February 2026, seen on the 9th, reviewed on the 16th, placed for adoption on Monday 16 March. */
@PathwaysTest
@DisplayName("While a child is placed for adoption, the adoption journey visits and reviews in place of care")
class CareRestsTest extends CareWalk {

    private static final String VISIT = "Visit child: care";
    private static final String REVIEW = "Hold care review";
    private static final String[] RESTS = {
        VISIT,
        SEE,
        "Take child to placement",
        "Hold placement meeting",
        "Tell of new placement",
        REVIEW,
        "Convene care review"
    };

    @Autowired
    RepositoryService repository;

    private AdoptionWalk walk;
    private String child;

    @BeforeEach
    void inCareAndReviewed() {
        walk = new AdoptionWalk(practice, runtime, repository, journeys);
        practice.itIs("2026-02-02T10:00");
        child = inCare("legalStatus", "interim-care-order");
        practice.itIs("2026-02-09T10:00");
        done(child, VISIT, "childSeen", "seen");
        practice.itIs("2026-02-16T15:00");
        practice.complete(child, REVIEW, "iro", Map.of("reviewOutcome", "care-goes-on"));
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-03-23");
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2026-05-16");
    }

    private void placedForAdoption() {
        practice.itIs("2026-03-02T10:00");
        walk.matched(child, "2026-03-02");
        walk.introductionsPlanned(child, "2026-03-16");
        practice.itIs("2026-03-16T10:00");
        walk.placed(child);
        practice.itIs("2026-03-17T10:00");
    }

    @Test
    @DisplayName("none of care's visits, of its settling in or its reviews is asked for on the day after the placement;"
            + " those of adoption are: within a week and within four weeks (AAR reg 36, STAT-ADO-07, STAT-ADO-08)")
    void rests() {
        placedForAdoption();
        assertThat(practice.tasks(child)).doesNotContain(RESTS);
        assertThat(practice.dueDay(child, AdoptionWalk.VISIT)).isEqualTo("2026-03-23");
        assertThat(practice.dueDay(child, AdoptionWalk.REVIEW)).isEqualTo("2026-04-13");
        assertThat(practice.running(child)).contains("visit-cycle", "care-reviews");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "child-visited-in-care",
                "second-care-review-held",
                "child-seen-in-placement",
                "child-taken-to-placement",
                "placement-meeting-held"
            })
    @DisplayName("what rests is withdrawn and says why (STAT-ADO-07, STAT-ADO-08)")
    void withdrawn(String standard) {
        placedForAdoption();
        Deadline deadline = practice.deadline(child, standard);
        assertThat(deadline.status()).isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(deadline.withdrawnBecause()).isEqualTo("The child has been placed for adoption");
    }

    @Test
    @DisplayName("health, education and the care plan go on, and so does the record of what was done before: of the"
            + " last visit and of the last review (STAT-CIC-13, STAT-CIC-14)")
    void goesOn() {
        String[] goesOn = {
            "Request health assessment",
            "Initiate education plan",
            "Write care plan",
            "Record visit: care",
            "Write review record"
        };
        assertThat(practice.tasks(child)).contains(goesOn);
        placedForAdoption();
        assertThat(practice.tasks(child)).contains(goesOn);
    }

    @Test
    @DisplayName("what would else choose the visits anew, as a change of legal status, does not wake them"
            + " (STAT-ADO-08)")
    void stillRests() {
        placedForAdoption();
        CallsTheCycles.reckonAnew(runtime, child, Map.of("legalStatus", "care-order"));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).doesNotContain(RESTS).contains(AdoptionWalk.VISIT);
    }

    @Test
    @DisplayName("after a disruption and a move all is asked for again: the child is seen within 3 days and visited"
            + " within a week, and the next review is due six months from the last one, held in adoption"
            + " (STAT-ADO-07, STAT-CIC-03, STAT-CIC-04, RUT-CIC-05)")
    void afterDisruption() {
        placedForAdoption();
        practice.itIs("2026-04-10T10:00");
        walk.reviewed(child);
        practice.itIs("2026-05-22T10:00");
        walk.disrupted(child, "after-placement");
        moved(child);
        assertThat(practice.tasks(child)).doesNotContain(AdoptionWalk.VISIT, AdoptionWalk.REVIEW);
        assertThat(practice.dueDay(child, SEE)).isEqualTo("2026-05-25");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-05-29");
        assertThat(practice.dueDay(child, "Hold placement meeting")).isEqualTo("2026-06-01");
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2026-10-10");
        assertThat(practice.openTasks(child, VISIT)).hasSize(1);
        assertThat(practice.openTasks(child, REVIEW)).hasSize(1);
    }

    @Test
    @DisplayName("without a review in adoption the next one is due six months from the last review of care"
            + " (STAT-CIC-03)")
    void notReviewedInAdoption() {
        placedForAdoption();
        walk.disrupted(child, "after-placement");
        moved(child);
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2026-08-16");
    }

    @Test
    @DisplayName("when adoption is given up while the child is still with the adopters, care visits and reviews again"
            + " at once (STAT-CIC-03, STAT-CIC-05)")
    void planEnds() {
        placedForAdoption();
        runtime.startProcessInstanceByKey(
                "adoption-plan-ends",
                "adoption:" + child,
                Map.of("childRef", child, "journeyId", walk.journeyOf(child).toString(), "planEnds", "order-refused"));
        practice.carryOn(child);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-03-23");
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2026-08-16");
    }

    @Test
    @DisplayName(
            "when the adoption journey ends early, with its reason signed off, care visits and reviews again at once"
                    + " (SWI-INT-07c, STAT-CIC-03, STAT-CIC-05)")
    void endsEarly() {
        placedForAdoption();
        practice.handedOver("adoption", child);
        Journey adoption = journeys.running(child).stream()
                .filter(journey -> journey.key().equals("adoption"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        practice.start(
                "end-journey", "sw.north", Map.of("journeyId", adoption.id().toString(), "endReason", "superseded"));
        practice.carryOn(child);
        assertThat(practice.tasks(child)).as("until it is signed off").doesNotContain(RESTS);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.carryOn(child);
        assertThat(journeys.get(adoption.id()).endReason()).isEqualTo("superseded");
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-03-23");
        assertThat(practice.dueDay(child, REVIEW)).isEqualTo("2026-08-16");
    }

    @Test
    @DisplayName("a child at adopters whom no adoption journey watches over is visited and reviewed as any other"
            + " (STAT-CIC-04, STAT-CIC-05)")
    void noAdoptionJourney() {
        practice.itIs("2026-03-16T10:00");
        moved(child, "placementType", "adoptive");
        assertThat(practice.tasks(child)).contains(RESTS);
        assertThat(practice.dueDay(child, VISIT)).isEqualTo("2026-03-23");
        assertThat(practice.deadlines(child, "child-visited-in-care"))
                .last()
                .extracting(Deadline::withdrawnBecause)
                .isEqualTo("The child has moved to another placement");
    }
}
