package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The conference service")
class ConferenceServiceTest extends JourneyTestBase {

    private static final LocalDate THU_23_APRIL = LocalDate.of(2026, 4, 23);

    @Autowired
    Consequences consequences;

    private ToTheConference way;

    /** The strategy discussion is held on the Thursday before Easter. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        way = new ToTheConference(practice);
    }

    private String requested() {
        return way.requested(way.decided(practice.child()), THU_23_APRIL, false);
    }

    private String held(String outcome) {
        practice.itIs("2026-04-02T10:00");
        String child = way.ready(practice.child(), THU_23_APRIL);
        practice.itIs("2026-04-23T15:00");
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", outcome));
        return child;
    }

    private String journeyOf(String child) {
        return practice.pathways(child).get(0).id().toString();
    }

    @Test
    @DisplayName("is told at the request and invites; the social worker does not (SWI-PRO-05, SWI-MTG-03b)")
    void invites() {
        String child = requested();
        assertThat(consequences.told(child, "notice")).contains("cpchair", "confadmin");
        assertThat(practice.offeredTo(child, "Convene conference")).containsExactly("conference-administrators");
        assertThat(practice.task(child, "Convene conference").getAssignee()).isNull();
        assertThat(practice.tasksSeenBy("confadmin", child)).containsExactly("Convene conference");
        assertThatThrownBy(() -> practice.complete(
                        child,
                        "Convene conference",
                        "sw.north",
                        Map.of("conferencePlannedFor", THU_23_APRIL.toString())))
                .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
        notDone(child, "Convene conference", "conference-invitations-sent", "2026-04-20");
    }

    @Test
    @DisplayName(
            "sends the decisions to parents and agencies 1 working day after the conference, however it decided, and"
                    + " the plan does not wait for it; late, it is before the safeguarding manager (SWI-PRO-05, SWI-PRO-06)")
    void decisions() {
        String child = held("child-protection-plan");
        assertThat(practice.running(child)).contains("child-protection-plan").doesNotContain("s47-to-icpc");
        assertThat(practice.offeredTo(child, "Send conference decisions")).containsExactly("conference-administrators");
        notDone(child, "Send conference decisions", "conference-decisions-sent", "2026-04-24");
        practice.itIs("2026-04-27T10:00");
        practice.complete(child, "Send conference decisions", "confadmin", Map.of("decisionsSentOn", "2026-04-27"));
        doneLate(child, "conference-decisions-sent", 1);

        String noPlan = held("no-further-action");
        assertThat(practice.due(noPlan, "conference-decisions-sent")).isEqualTo("2026-04-24");
    }

    @Test
    @DisplayName("decisions of a conference recorded days later count from the conference, not from the recording")
    void fromTheConference() {
        String child = way.ready(practice.child(), THU_23_APRIL);
        practice.itIs("2026-04-27T09:00");
        practice.complete(
                child,
                "Hold conference",
                "cpchair",
                Map.of("conferenceOutcome", "no-further-action", "conferenceHeldOn", "2026-04-23"));
        assertThat(practice.due(child, "conference-decisions-sent")).isEqualTo("2026-04-24");
        assertThat(practice.due(child, "conference-record-sent"))
                .as("20 working days over 4 May")
                .isEqualTo("2026-05-22");
    }

    @Test
    @DisplayName("sends the record within 20 working days, once the chair has agreed it, and 10 working days later says"
            + " who has it and what each contests (SWI-PRO-06, RUT-A2-15b)")
    void recordAndReceipt() {
        String child = held("child-in-need-plan");
        practice.complete(child, "Send conference decisions", "confadmin", Map.of("decisionsSentOn", "2026-04-23"));
        notDone(child, "Send conference record", "conference-record-sent", "2026-05-22");
        practice.itIs("2026-05-26T10:00");
        assertThatThrownBy(() -> practice.complete(
                        child,
                        "Send conference record",
                        "confadmin",
                        Map.of("recordAgreedOn", "2026-05-26", "recordSentOn", "2026-05-22")))
                .hasMessageContaining("cannot be before");
        practice.complete(
                child,
                "Send conference record",
                "confadmin",
                Map.of("recordAgreedOn", "2026-05-22", "recordSentOn", "2026-05-26"));
        doneLate(child, "conference-record-sent", 1);
        assertThat(practice.due(child, "conference-record-received")).isEqualTo("2026-06-09");
        Map<String, Object> father =
                Map.of("who", "Father", "receipt", "confirmed", "contests", "I was not asked about work.");
        Map<String, Object> school = Map.of("who", "Head teacher", "receipt", "confirmed");
        assertThatThrownBy(() -> practice.completeWithOnly(
                        child,
                        "Record receipt of record",
                        "confadmin",
                        Map.of("receiptCheckedOn", "2026-05-26", "receipts", list(father, school))))
                .hasMessageContaining("What was done with it");
        Map<String, Object> answered = new HashMap<>(father);
        answered.put("done", "kept-beside");
        practice.complete(
                child,
                "Record receipt of record",
                "confadmin",
                Map.of("receiptCheckedOn", "2026-05-26", "receipts", list(answered, school)));
        inTime(child, "conference-record-received");
        assertThat(entry(child, "record-receipt-of-record").answers().toString())
                .contains("I was not asked about work.");
        assertThat(practice.running(child)).doesNotContain("after-conference");
    }

    @Test
    @DisplayName("a complaint about the conference is the chair's to answer in 10 working days, then the safeguarding"
            + " manager's in 20, never the service's; the decision stands meanwhile, and the conference can be held anew"
            + " (RUT-A2-15b)")
    void complaint() {
        String child = held("child-protection-plan");
        practice.itIs("2026-04-28T10:00");
        practice.start(
                "conference-complaint",
                "sw.north",
                Map.of("journeyId", journeyOf(child), "contestedOn", "2026-04-28", "contestedBy", "parent"));
        practice.carryOn(child);
        assertThat(consequences.told(child, "notice"))
                .contains("cpchair", "sqm")
                .doesNotContain("sm");
        assertThat(practice.offeredTo(child, "Answer conference complaint")).containsExactly("cp-chairs");
        assertThat(practice.running(child)).contains("child-protection-plan");
        notDone(child, "Answer conference complaint", "conference-complaint-answered", "2026-05-13");
        practice.itIs("2026-05-14T10:00");
        practice.complete(
                child,
                "Answer conference complaint",
                "cpchair",
                Map.of("complaintAnsweredOn", "2026-05-14", "complaintSettled", "no"));
        doneLate(child, "conference-complaint-answered", 1);
        assertThat(practice.offeredTo(child, "Decide on conference complaint"))
                .containsExactly("safeguarding-managers");
        assertThat(practice.due(child, "conference-complaint-decided")).isEqualTo("2026-05-28");
        practice.complete(
                child,
                "Decide on conference complaint",
                "sqm",
                Map.of(
                        "complaintDecidedOn",
                        "2026-05-14",
                        "complaintOutcome",
                        "hold-anew",
                        "rationale",
                        "The father was not heard."));
        assertThat(oversightOf(child, "conference-complaint"))
                .anySatisfy(entry -> assertThat(entry.rationale()).isEqualTo("The father was not heard."));
        assertThat(practice.running(child)).contains("child-protection-plan").doesNotContain("conference-complaint");
    }

    @Test
    @DisplayName("a dissent that the chair settles ends there")
    void settled() {
        String child = held("child-protection-plan");
        practice.start(
                "conference-complaint",
                "tm.north",
                Map.of("journeyId", journeyOf(child), "contestedOn", "2026-04-23", "contestedBy", "agency"));
        practice.carryOn(child);
        practice.complete(
                child,
                "Answer conference complaint",
                "cpchair",
                Map.of("complaintAnsweredOn", "2026-04-23", "complaintSettled", "yes"));
        inTime(child, "conference-complaint-answered");
        assertThat(practice.running(child)).doesNotContain("conference-complaint");
    }

    @Test
    @DisplayName("a parent is kept out only by the chair, within 1 working day, with a reason and another way for their"
            + " views; is told in writing how to appeal; and the appeal is decided by the safeguarding manager in 2"
            + " working days (SWI-COM-05)")
    void exclusion() {
        String child = requested();
        practice.start(
                "exclude-from-conference",
                "sw.north",
                Map.of("journeyId", journeyOf(child), "exclusionAskedAt", "2026-04-02T09:30"));
        practice.carryOn(child);
        assertThat(practice.due(child, "exclusion-decided"))
                .as("the next working day is the Tuesday after Easter")
                .isEqualTo("2026-04-07");
        Map<String, Object> kept = new HashMap<>(practice.answersFor(
                child,
                "Decide on exclusion",
                "cpchair",
                Map.of("exclusion", "part", "exclusionDecidedAt", "2026-04-02T09:45")));
        kept.remove("viewsOtherwise");
        assertThatThrownBy(() -> practice.completeWithOnly(child, "Decide on exclusion", "cpchair", kept))
                .hasMessageContaining("How their views reach the conference");
        practice.complete(
                child,
                "Decide on exclusion",
                "cpchair",
                Map.of(
                        "exclusion",
                        "part",
                        "exclusionDecidedAt",
                        "2026-04-02T09:45",
                        "rationale",
                        "He threatened her."));
        assertThat(oversightOf(child, "exclusion-from-conference"))
                .anySatisfy(entry -> assertThat(entry.rationale()).isEqualTo("He threatened her."));
        assertThat(practice.due(child, "exclusion-told")).isEqualTo("2026-04-07");
        practice.complete(child, "Tell of exclusion", "confadmin", Map.of("exclusionToldOn", "2026-04-02"));
        assertThat(practice.due(child, "exclusion-appeal-recorded"))
                .as("5 working days over Easter")
                .isEqualTo("2026-04-13");
        practice.itIs("2026-04-08T10:00");
        practice.complete(
                child,
                "Record appeal against exclusion",
                "confadmin",
                Map.of("appealed", "yes", "appealedOn", "2026-04-08"));
        assertThat(practice.offeredTo(child, "Decide on appeal against exclusion"))
                .containsExactly("safeguarding-managers");
        assertThat(practice.due(child, "exclusion-appeal-decided")).isEqualTo("2026-04-10");
        practice.complete(
                child,
                "Decide on appeal against exclusion",
                "sqm",
                Map.of("appealOutcome", "lessened", "appealDecidedOn", "2026-04-08"));
        inTime(child, "exclusion-appeal-decided");
        assertThat(practice.running(child)).doesNotContain("exclude-from-conference");
    }

    @Test
    @DisplayName("nobody is kept out where the chair decides so: there is nothing to tell")
    void notExcluded() {
        String child = requested();
        practice.start(
                "exclude-from-conference",
                "tm.north",
                Map.of("journeyId", journeyOf(child), "exclusionAskedAt", "2026-04-02T09:30"));
        practice.carryOn(child);
        practice.complete(
                child,
                "Decide on exclusion",
                "cpchair",
                Map.of("exclusion", "none", "exclusionDecidedAt", "2026-04-02T09:45"));
        assertThat(practice.running(child)).doesNotContain("exclude-from-conference");
    }

    @Test
    @DisplayName("the request asks for an advocate for the child and a supporter for the parents, and the record says"
            + " whether they were there (RUT-S47-11b)")
    void advocates() {
        String child = way.decided(practice.child());
        ToTheConference.refusedWithout(
                practice,
                child,
                "Request conference",
                "sw.north",
                Map.of(),
                "advocateForChild",
                "An advocate for the child");
        way.requested(child, THU_23_APRIL, false);
        ToTheConference.refusedWithout(
                practice,
                child,
                "Hold conference",
                "cpchair",
                Map.of("conferenceOutcome", "child-in-need-plan"),
                "childsAdvocate",
                "The child's advocate");
        ToTheConference.refusedWithout(
                practice,
                child,
                "Hold conference",
                "cpchair",
                Map.of("conferenceOutcome", "child-in-need-plan", "childsAdvocate", "not-offered"),
                "noAdvocateReason",
                "Why not, and what is done about it");
    }

    @Test
    @DisplayName("a plan has one main category, with others beside it")
    void mainCategory() {
        String child = way.ready(practice.child(), THU_23_APRIL);
        Map<String, Object> plan = Map.of("conferenceOutcome", "child-protection-plan");
        ToTheConference.refusedWithout(
                practice, child, "Hold conference", "cpchair", plan, "primaryCategory", "Main category");
        practice.itIs("2026-04-23T15:00");
        practice.complete(
                child,
                "Hold conference",
                "cpchair",
                Map.of(
                        "conferenceOutcome",
                        "child-protection-plan",
                        "primaryCategory",
                        "neglect",
                        "categories",
                        list("neglect", "emotional-abuse")));
        assertThat(entry(child, "hold-conference").answers())
                .containsEntry("primaryCategory", "neglect")
                .containsEntry("categories", list("neglect", "emotional-abuse"));
    }

    @Test
    @DisplayName("an enquiry that ends early takes what was begun after or beside the conference with it; the deadlines"
            + " are withdrawn")
    void earlyEnd() {
        String child = requested();
        practice.start(
                "end-journey", "sw.north", Map.of("journeyId", journeyOf(child), "endReason", "opened-in-error"));
        practice.carryOn(child);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.running(child)).isEmpty();
        assertThat(practice.deadline(child, "conference-report-written").status())
                .isEqualTo(Deadline.Status.WITHDRAWN);
    }
}
