package uk.childpathways.journeys.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.DeadlineChange;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.supervision.CaseSupervision;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Case supervision follows the child's situation")
class SupervisionBySituationTest extends EnquiryWalk {

    static final String HOLD = "Hold case supervision";
    static final String SUPERVISED = "case-supervised";

    @Autowired
    CaseSupervision supervision;

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    @Autowired
    Deadlines deadlines;

    @BeforeEach
    void withSupervision() {
        practice = practice.withSupervision();
    }

    /** A child with such a journey since that day, whose case has been supervised since then. */
    private String child(String journey, String since) {
        practice.itIs(since + "T10:00");
        String child = practice.child();
        practice.journey(journey, child);
        supervision.open(child);
        return child;
    }

    private void held(String child, String day, Object... more) {
        practice.itIs(day + "T15:00");
        practice.complete(child, HOLD, "tm.north", with(Map.of("heldOn", day), more));
    }

    private UUID journey(String child, String key) {
        return journeys.running(child).stream()
                .filter(journey -> journey.key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** It happened on that day, and is recorded on it. */
    private void happened(String child, String journey, String event, String day) {
        practice.itIs(day + "T11:00");
        practice.happened(journey(child, journey), child, event, day);
    }

    private void placed(String child, String placement, String day) {
        practice.itIs(day + "T11:00");
        children.place(child, placement, false);
        practice.happened(journey(child, "child-in-care"), child, "placement-started", day);
    }

    private String why(String child) {
        return deadlines.explain(practice.deadline(child, SUPERVISED)).text();
    }

    private void dueOn(String child, String day, String... said) {
        assertThat(practice.due(child, SUPERVISED)).as(() -> why(child)).isEqualTo(day);
        assertThat(practice.dueDay(child, HOLD)).as("the day that people see").isEqualTo(day);
        assertThat(practice.timerDay(child, "BoundaryEvent_CaseSupervised")).isEqualTo(day);
        assertThat(List.of(said)).allSatisfy(words -> assertThat(why(child)).contains(words));
    }

    private List<Journey> supervisions(String child) {
        return journeys.of(child).stream()
                .filter(journey -> journey.key().equals(CaseSupervision.JOURNEY))
                .toList();
    }

    // ---- one for each open child ----

    @Test
    @DisplayName("it opens when a worker is named, counts from there, and a second allocation opens no second one"
            + " (RUT-A5-02 SUPF-EH-01 SUPF-CIN-01)")
    void opensWithAllocation() {
        practice.itIs("2026-02-02T10:00");
        String child = opened();
        assertThat(supervisions(child)).isEmpty();
        practice.itIs("2026-02-03T10:00");
        allocated(child);
        assertThat(supervisions(child)).hasSize(1);
        // The first one is held inside the enquiry.
        dueOn(child, "2026-02-17", "the allocation of the case", "SWI-SV2-12a", "profile 'generic'");
        practice.start(
                "transfer-in-conference", "tm.north", Map.of("childRef", child, "transferNotifiedOn", "2026-02-03"));
        practice.carryOn(child);
        practice.openTasks(child, "Allocate case")
                .forEach(task -> practice.completeTask(
                        task.getId(), child, "tm.north", Map.of("worker", "sw.north", "allocationKind", "new")));
        assertThat(supervisions(child)).hasSize(1);
    }

    @Test
    @DisplayName("two journeys that are allocated at the same moment open one supervision (RUT-A5-02)")
    void atTheSameMoment() throws Exception {
        String child = practice.child();
        practice.journey("child-in-need", child);
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService managers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> opening = List.of(1, 2).stream()
                    .<Future<?>>map(manager -> managers.submit(() -> {
                        both.countDown();
                        both.await();
                        supervision.open(child);
                        return null;
                    }))
                    .toList();
            for (Future<?> each : opening) {
                each.get();
            }
        } finally {
            managers.shutdown();
        }
        assertThat(supervisions(child)).hasSize(1);
        assertThat(practice.openTasks(child, HOLD)).hasSize(1);
    }

    @Test
    @DisplayName("it goes on while one journey runs, ends with the last of them, and what it asked for is withdrawn;"
            + " a journey that takes the child over afterwards opens it again (SUPF-INT-03)")
    void endsWithTheLast() {
        String child = child("child-in-need", "2026-02-02");
        UUID first = journey(child, "child-in-need");
        UUID second = practice.journey("child-protection-plan", child);
        journeys.end(first, "Stepped up", "tm.north");
        assertThat(supervisions(child)).singleElement().matches(Journey::running);
        journeys.end(second, "Plan ended: no further plan", "tm.north");
        assertThat(supervisions(child)).singleElement().satisfies(ended -> {
            assertThat(ended.running()).isFalse();
            assertThat(ended.endReason()).isNotBlank();
        });
        assertThat(practice.deadline(child, SUPERVISED).status()).isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(practice.tasks(child)).isEmpty();

        UUID third = journeys.open("adoption", child, null, second).id();
        assertThat(supervisions(child)).hasSize(2).last().matches(Journey::running);
        journeys.end(third, "Adopted", "tm.north");
        assertThat(supervisions(child)).hasSize(2).noneMatch(Journey::running);
    }

    @Test
    @DisplayName("a child's death ends it with every other journey (SWI-INT-07c)")
    void childDied() {
        practice.itIs("2026-02-02T10:00");
        String child = allocated(opened());
        practice.start(
                "end-journey",
                "sw.north",
                Map.of("journeyId", journey(child, "s47-to-icpc").toString(), "endReason", "child-died"));
        practice.carryOn(child);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(journeys.running(child)).isEmpty();
        assertThat(supervisions(child))
                .singleElement()
                .extracting(Journey::endReason)
                .isEqualTo("child-died");
        assertThat(practice.tasks(child)).isEmpty();
    }

    // ---- in either direction ----

    @Test
    @DisplayName("a child on a plan who enters pre-proceedings is supervised monthly from there, at once; when they are"
            + " over the two months hold again (SUPF-CP-01 SUPF-CP-03)")
    void preProceedings() {
        String child = child("child-protection-plan", "2026-02-02");
        held(child, "2026-03-02");
        dueOn(child, "2026-05-02", "2 months from the last case supervision on Monday 2 March", "SUPF-CP-01");
        happened(child, "child-protection-plan", "letter-before-proceedings-sent", "2026-03-10");
        dueOn(child, "2026-04-10", "1 month from the letter before proceedings on Tuesday 10 March", "SUPF-CP-03");
        happened(child, "child-protection-plan", "pre-proceedings-ended", "2026-03-20");
        dueOn(child, "2026-05-02", "SUPF-CP-01");
        happened(child, "child-protection-plan", "care-application-issued", "2026-04-20");
        dueOn(child, "2026-05-02", "SUPF-CP-01");
        held(child, "2026-04-28");
        dueOn(child, "2026-05-28", "public law proceedings, SUPF-PLP-01");
        happened(child, "child-protection-plan", "care-proceedings-concluded", "2026-05-11");
        dueOn(child, "2026-06-28", "SUPF-CP-01");
        assertThat(deadlines.historyOf(practice.deadline(child, SUPERVISED).id()))
                .filteredOn(change -> change.kind() == DeadlineChange.Kind.MOVED)
                .hasSize(1);
    }

    @Test
    @DisplayName("the letter before proceedings sent on the day before the session was due anyway brings nothing"
            + " forward that nobody could have kept (SUPF-CP-03)")
    void nobodyCouldHaveKept() {
        String child = child("child-protection-plan", "2026-02-02");
        held(child, "2026-03-02");
        happened(child, "child-protection-plan", "letter-before-proceedings-sent", "2026-04-03");
        dueOn(child, "2026-05-02", "SUPF-CP-01");
    }

    @ParameterizedTest(name = "{0} placement, sessions on {1}: the next is due on {2} ({3})")
    @CsvSource({
        // Placed on 10 January: the three months end with 10 April.
        "foster care, 2026-02-10 2026-03-10, 2026-04-10, SUPF-FOS-01",
        "foster care, 2026-02-10 2026-03-11, 2026-05-11, SUPF-FOS-03",
        "foster care, 2026-02-10 2026-03-10 2026-04-10, 2026-06-10, SUPF-FOS-03",
        "foster care, , 2026-02-10, SUPF-FOS-01",
        "residential, 2026-02-10 2026-03-10, 2026-04-10, SUPF-RES-01",
        "residential, 2026-02-10 2026-03-11, 2026-05-11, SUPF-RES-03",
        "supported, 2026-02-10 2026-03-10, 2026-04-10, SUPF-RES-01",
        "with parents, 2026-02-10 2026-03-10 2026-04-10, 2026-05-10, SUPF-PWP-01"
    })
    void newPlacement(String placement, String sessions, String due, String clause) {
        String child = child("child-in-care", "2026-01-10");
        placed(child, placement, "2026-01-10");
        for (String day : sessions == null ? new String[0] : sessions.split(" ")) {
            held(child, day, "permanence", "not-implemented");
        }
        dueOn(child, due, clause);
    }

    @Test
    @DisplayName(
            "in a placement that is stable and permanent every three months; a move begins the monthly ones again,"
                    + " and is not overdue on the day on which it is recorded (SUPF-FOS-01 SUPF-FOS-02 SUPF-RES-01 SUPF-RES-02)")
    void stableAndMoved() {
        String child = child("child-in-care", "2026-01-10");
        placed(child, "foster care", "2026-01-10");
        held(child, "2026-04-13", "permanence", "implemented");
        dueOn(child, "2026-07-13", "stable foster placement, SUPF-FOS-02");
        placed(child, "residential", "2026-05-27");
        dueOn(child, "2026-06-27", "1 month from the start of the placement on Wednesday 27 May", "SUPF-RES-01");
        held(child, "2026-09-01", "permanence", "implemented");
        dueOn(child, "2026-12-01", "SUPF-RES-02");
    }

    @ParameterizedTest(name = "moved again on {0}: due on {1}")
    @CsvSource({
        "2026-01-28, 2026-02-10, 1 month from the allocation of the case on Saturday 10 January",
        "2026-04-10, 2026-04-10, 1 month from the last case supervision on Tuesday 10 March",
        "2026-04-11, 2026-05-11, from the start of the placement on Saturday 11 April"
    })
    @DisplayName("a move from a placement that is still new does not put the session off; three months on it begins"
            + " anew (SUPF-FOS-01 SUPF-RES-01)")
    void movedAgain(String moved, String due, String why) {
        String child = child("child-in-care", "2026-01-10");
        placed(child, "foster care", "2026-01-10");
        if (!moved.startsWith("2026-01")) {
            held(child, "2026-02-10", "permanence", "not-implemented");
            held(child, "2026-03-10", "permanence", "not-implemented");
        }
        if (moved.equals("2026-04-11")) {
            held(child, "2026-04-10", "permanence", "not-implemented");
        }
        placed(child, "residential", moved);
        dueOn(child, due, "SUPF-RES-01", why);
    }

    @Test
    @DisplayName("the day on which care ends ends what belongs to the placement, though the journey goes on until all"
            + " have been told (SUPF-FOS-01 RUT-A5-02)")
    void careHasEnded() {
        String child = child("child-in-care", "2026-01-10");
        placed(child, "foster care", "2026-01-10");
        dueOn(child, "2026-02-10", "new foster placement, SUPF-FOS-01");
        practice.itIs("2026-01-19T11:00");
        children.place(child, "with parents", false);
        practice.happened(journey(child, "child-in-care"), child, "care-ended", "2026-01-19");
        dueOn(child, "2026-03-10", "Local default, RUT-A5-02");
    }

    @Test
    @DisplayName(
            "a child on a protection plan in care who goes to live with the parents is supervised monthly from that"
                    + " day (SUPF-CP-02 SUPF-PWP-01)")
    void withParents() {
        String child = child("child-protection-plan", "2026-01-12");
        practice.journey("child-in-care", child);
        placed(child, "foster care", "2026-01-12");
        held(child, "2026-05-11", "permanence", "not-implemented");
        dueOn(child, "2026-07-11");
        placed(child, "with parents", "2026-05-20");
        dueOn(child, "2026-06-20", "with placement with parents, SUPF-CP-02");
        journeys.end(journey(child, "child-protection-plan"), "Plan ended", "cpchair");
        dueOn(child, "2026-06-20", "SUPF-PWP-01");
    }

    @Test
    @DisplayName("placed for adoption monthly, until the order; a placement that breaks down ends it too (SUPF-ADO-01)")
    void placedForAdoption() {
        String child = child("adoption", "2026-01-12");
        held(child, "2026-02-02");
        dueOn(child, "2026-04-02", "Local default, RUT-A5-02");
        happened(child, "adoption", "child-placed-for-adoption", "2026-02-09");
        dueOn(child, "2026-03-09", "placed for adoption, SUPF-ADO-01");
        happened(child, "adoption", "match-disrupted", "2026-02-20");
        dueOn(child, "2026-04-02", "RUT-A5-02");
        happened(child, "adoption", "placement-order-applied-for", "2026-02-23");
        dueOn(child, "2026-03-23", "SUPF-PLP-01");
    }

    @Test
    @DisplayName("care proceedings whose outcome nobody recorded end with the authority to place (SUPF-PLP-01)")
    void proceedingsEndWithPlacementOrder() {
        String child = child("child-in-care", "2026-01-12");
        practice.journey("adoption", child);
        placed(child, "foster care", "2025-01-13");
        held(child, "2026-02-02", "permanence", "implemented");
        happened(child, "child-in-care", "care-application-issued", "2026-02-03");
        dueOn(child, "2026-03-03", "SUPF-PLP-01");
        happened(child, "adoption", "authority-to-place", "2026-02-20");
        dueOn(child, "2026-05-02", "stable foster placement, SUPF-FOS-02");
    }

    @Test
    @DisplayName("early help once every two months, a child in need as often as one on a plan: a change between them"
            + " keeps the day (SUPF-EH-01 SUPF-CIN-01 SUPF-CP-01 RUT-CIN-11)")
    void oneLevel() {
        String child = child("early-help", "2026-02-02");
        held(child, "2026-03-02");
        dueOn(child, "2026-05-02", "early help, SUPF-EH-01");
        practice.itIs("2026-04-13T10:00");
        practice.journey("child-in-need", child);
        journeys.end(journey(child, "early-help"), "Stepped up", "tm.north");
        dueOn(child, "2026-05-02", "child in need, SUPF-CIN-01");
        practice.journey("child-protection-plan", child);
        journeys.end(journey(child, "child-in-need"), "Stepped up", "tm.north");
        dueOn(child, "2026-05-02", "child protection, SUPF-CP-01");
    }

    @Test
    @DisplayName("a child who comes home from a stable placement after ten weeks: due the same evening, not weeks ago")
    void notWeeksAgo() {
        String child = child("child-in-care", "2026-01-10");
        placed(child, "foster care", "2026-01-10");
        held(child, "2026-05-01", "permanence", "implemented");
        dueOn(child, "2026-08-01");
        practice.itIs("2026-07-13T10:00");
        practice.journey("child-in-need", child);
        journeys.end(journey(child, "child-in-care"), "Returned home", "tm.north");
        dueOn(child, "2026-07-13", "not before Monday 13 July 2026, when the child's situation changed");
    }

    @Test
    @DisplayName("a session that was missed stays missed, once, whatever changes afterwards (SWI-SV2-06a SUPF-CP-03)")
    void missedStaysMissed() {
        String child = child("child-protection-plan", "2026-02-02");
        happened(child, "child-protection-plan", "letter-before-proceedings-sent", "2026-02-10");
        notDone(child, HOLD, SUPERVISED, "2026-03-10");
        happened(child, "child-protection-plan", "pre-proceedings-ended", "2026-03-12");
        assertThat(practice.due(child, SUPERVISED)).isEqualTo("2026-03-10");
        held(child, "2026-03-13");
        assertThat(practice.deadlines(child, SUPERVISED).get(0).status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(practice.deadlines(child, SUPERVISED).get(0).lateWorkingDays())
                .isEqualTo(3);
        assertThat(breaches(child, SUPERVISED)).hasSize(1);
        dueOn(child, "2026-05-13", "SUPF-CP-01");
    }

    // ---- what a manager agrees, and the councils ----

    /** The child belongs to a council with this profile. */
    private void of(String profile, String child) {
        jdbc.update("update pathways.journey set profile = ? where child_ref = ?", profile, child);
    }

    @Test
    @DisplayName("Swindon: every child each month (SWI-SV2-06a SWI-SV2-12b); a longer interval only with a reason on"
            + " record (SWI-SV2-12c), and never beyond the frequency table (SUPF-INT-04)")
    void swindon() {
        String child = child("child-in-need", "2026-01-12");
        of("swindon", child);
        held(child, "2026-02-02");
        dueOn(child, "2026-03-02", "Swindon, SWI-SV2-06a", "profile 'swindon'");
        practice.itIs("2026-02-16T10:00");
        Map<String, Object> answers =
                practice.answersFor(child, HOLD, "tm.north", Map.of("heldOn", "2026-02-16", "supervisionInterval", 6));
        answers.put("intervalRationale", "");
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", answers))
                .hasMessageContaining("say why");
        answers.put("intervalRationale", "A disabled child with a settled package of short breaks.");
        answers.put("supervisionInterval", 10);
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", answers))
                .hasMessageContaining("cannot be longer than 2 months")
                .hasMessageContaining("SUPF-CIN-01");
        answers.put("supervisionInterval", 6);
        practice.completeWithOnly(child, HOLD, "tm.north", answers);
        dueOn(
                child,
                "2026-03-30",
                "Every 6 weeks, as agreed by",
                "the limit is 2 months",
                "the reason: A disabled child with a settled package of short breaks; due");
        held(child, "2026-02-17", "supervisionInterval", 2, "intervalRationale", "The father is released.");
        dueOn(child, "2026-03-03", "Every 2 weeks, as agreed by", "the limit is 1 month", "Swindon, SWI-SV2-06a");
    }

    @Test
    @DisplayName("a manager decides on more often at a key point of the case, in any council (SUPF-CP-04 SUPF-INT-04);"
            + " no reason makes it longer than the frequency table")
    void shorter() {
        String child = child("child-protection-plan", "2026-01-12");
        practice.itIs("2026-02-16T10:00");
        assertThatThrownBy(() -> practice.complete(
                        child,
                        HOLD,
                        "tm.north",
                        Map.of("heldOn", "2026-02-16", "supervisionInterval", 12, "intervalRationale", "Quiet.")))
                .hasMessageContaining("cannot be longer than 2 months")
                .hasMessageContaining("SUPF-CP-01");
        held(child, "2026-02-16", "supervisionInterval", 2, "intervalRationale", "The father is released.");
        dueOn(child, "2026-03-02", "Every 2 weeks, as agreed by", "the limit is 2 months");
        held(child, "2026-03-02");
        dueOn(child, "2026-03-16", "Every 2 weeks");
    }

    @ParameterizedTest(name = "{0}, {1}: due {2} ({3})")
    @CsvSource({
        "swindon, child-family-assessment, 2026-02-16, SWI-SV2-12a",
        "swindon, child-protection-plan, 2026-03-02, SWI-SV2-06a",
        "rutland, early-help, 2026-03-02, RUT-A5-02",
        "rutland, child-protection-plan, 2026-04-02, SUPF-CP-01",
        "newham, child-in-need, 2026-04-02, SUPF-CIN-01",
        "generic, child-family-assessment, 2026-04-02, SUPF-CIN-01"
    })
    void councils(String profile, String journey, String due, String clause) {
        String child = child(journey, "2026-01-12");
        of(profile, child);
        held(child, "2026-02-02");
        dueOn(child, due, clause, "profile '" + profile + "'");
    }
}
