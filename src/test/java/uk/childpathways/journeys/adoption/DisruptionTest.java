package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

/** The child was placed on Monday 13 April 2026 and left the adopters on Friday 22 May, before a bank holiday. */
@PathwaysTest
@DisplayName("A match that breaks down")
class DisruptionTest extends JourneyTestBase {

    private static final String REVIEW = "Hold disruption review";

    @Autowired
    Consequences consequences;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    Journeys journeys;

    private AdoptionWalk walk;

    @BeforeEach
    void walk() {
        walk = new AdoptionWalk(practice, runtime, repository, journeys);
    }

    private String disruptedAfterPlacement() {
        String child = walk.placedOn("2026-04-13");
        practice.itIs("2026-05-22T10:00");
        walk.disrupted(child, "after-placement");
        return child;
    }

    private void supported(String child) {
        practice.complete(child, "Support child after disruption", "sw.north");
        practice.complete(child, "Support adopters after disruption", "sw.north");
    }

    @Test
    @DisplayName("STAT-ADO-12: after the placement: visits, reviews and application stop; child and adopters are"
            + " supported, a meeting and a review are due, managers and reviewing officer are told at once")
    void afterPlacement() {
        String child = disruptedAfterPlacement();
        assertThat(practice.tasks(child))
                .containsExactly(
                        "Hold disruption meeting",
                        REVIEW,
                        "Support adopters after disruption",
                        "Support child after disruption");
        assertThat(practice.offeredTo(child, "Hold disruption meeting")).containsExactly("panel-advisers");
        assertThat(practice.offeredTo(child, REVIEW)).containsExactly("iros");
        assertThat(consequences.told(child, "notice")).contains("tm.north", "sm", "iro");
        assertThat(practice.deadline(child, "first-adoptive-placement-review-held")
                        .status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
    }

    @Test
    @DisplayName("STAT-ADO-12: before the placement: introductions stop, and the same follows")
    void beforePlacement() {
        String child = walk.matched("2026-04-08");
        walk.introductionsPlanned(child, "2026-05-01");
        walk.disrupted(child, "before-placement");
        assertThat(practice.tasks(child))
                .contains("Support child after disruption", REVIEW)
                .doesNotContain("Support introductions", AdoptionWalk.REVIEW);
        assertThat(due(child, "disruption-review-held")).isEqualTo("2026-05-20T23:59:59");
    }

    @ParameterizedTest(name = "{0}: {2}, then late by {3} working days")
    @DisplayName(
            "STAT-ADO-12, RUT-ADO-18b: child, adopters and the meeting each have their time, the bank holiday of 25"
                    + " May not counted")
    @CsvSource({
        "Support child after disruption, child-supported-after-disruption, 2026-05-27, sw.north",
        "Support adopters after disruption, adopters-supported-after-disruption, 2026-06-01, sw.north",
        "Hold disruption meeting, disruption-meeting-held, 2026-06-22, panel"
    })
    void clocks(String task, String standard, String dueOn, String by) {
        String child = disruptedAfterPlacement();
        notDone(child, task, standard, dueOn);
        practice.itIs(due(child, standard).toLocalDate().plusDays(1).toString());
        practice.complete(child, task, by);
        doneLate(child, standard, 1);
    }

    @Test
    @DisplayName("STAT-ADO-12: the review is refused on the 27th day and accepted on the 28th, 19 June")
    void notBefore() {
        String child = disruptedAfterPlacement();
        practice.itIs("2026-06-19T10:00");
        walk.refused(
                child,
                REVIEW,
                "iro",
                Map.of("reviewHeldOn", "2026-06-18"),
                "cannot be before 19 June 2026: 28 calendar days must have passed since 22 May 2026");
        practice.complete(child, REVIEW, "iro", Map.of("reviewHeldOn", "2026-06-19"));
        inTime(child, "disruption-review-held");
    }

    @Test
    @DisplayName("STAT-ADO-12: the review is in time on the 42nd day, 3 July, and missed after it")
    void notAfter() {
        String child = disruptedAfterPlacement();
        notDone(child, REVIEW, "disruption-review-held", "2026-07-03");
        practice.itIs("2026-07-06");
        practice.complete(child, REVIEW, "iro");
        doneLate(child, "disruption-review-held", 1);
    }

    @Test
    @DisplayName("leads back to family finding, with clocks of its own: plan 10 working days from the review, referral"
            + " three and panel six months from the disruption, the next review six months from this one (STAT-ADO-04,"
            + " STAT-ADO-05, STAT-ADO-06, STAT-ADO-12)")
    void searchAnew() {
        String child = disruptedAfterPlacement();
        supported(child);
        practice.complete(child, "Hold disruption meeting", "panel", Map.of("childNeeds", "A quiet home."));
        practice.itIs("2026-06-19T10:00");
        assertThat(practice.shownAtOpening(child, REVIEW, "iro")).containsEntry("meetingFindings", "A quiet home.");
        practice.complete(child, REVIEW, "iro", Map.of("planAfterDisruption", "adoption"));
        assertThat(oversightOf(child, "disruption-review")).hasSize(1);

        assertThat(practice.tasks(child))
                .containsExactly(AdoptionWalk.REVIEW, "Plan family finding", "Refer to national matching service");
        assertThat(practice.dueDay(child, "Plan family finding")).isEqualTo("2026-07-03");
        assertThat(practice.dueDay(child, "Refer to national matching service")).isEqualTo("2026-08-22");
        assertThat(practice.dueDay(child, AdoptionWalk.REVIEW)).isEqualTo("2026-12-19");
        walk.planned(child);
        assertThat(due(child, "matching-panel-held")).isEqualTo("2026-11-22T23:59:59");
    }

    @Test
    @DisplayName("that makes adoption doubtful tells the managers; the search goes on until a care review decides"
            + " (RUT-ADO-01, STAT-ADO-12)")
    void doubted() {
        String child = disruptedAfterPlacement();
        supported(child);
        practice.complete(child, "Hold disruption meeting", "panel");
        practice.itIs("2026-06-19T10:00");
        walk.refusedWithout(child, REVIEW, "iro", Map.of(), "rationale", "Why");
        practice.complete(child, REVIEW, "iro", Map.of("planAfterDisruption", "plan-doubted"));
        assertThat(consequences.toldTo("sm", child)).anyMatch(text -> text.contains("Reverse adoption plan"));
        assertThat(practice.tasks(child)).contains("Plan family finding");
    }
}
