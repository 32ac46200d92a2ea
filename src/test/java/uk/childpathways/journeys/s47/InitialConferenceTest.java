package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("The initial child protection conference")
class InitialConferenceTest {

    private static final LocalDate MON_13_APRIL = LocalDate.of(2026, 4, 13);
    private static final LocalDate MON_20_APRIL = LocalDate.of(2026, 4, 20);
    private static final LocalDate THU_23_APRIL = LocalDate.of(2026, 4, 23);
    private static final LocalDate MON_27_APRIL = LocalDate.of(2026, 4, 27);

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Journeys journeys;

    @Autowired
    Oversight oversight;

    private ToTheConference way;

    /** The strategy discussion is held on the Thursday before Easter; Friday and Monday are bank holidays. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        way = new ToTheConference(practice);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Nested
    @DisplayName("Asking for it")
    class Asking {

        @Test
        @DisplayName("is due 1 working day after the decision, Easter not counted, and escalates when it is not done"
                + " (STAT-S47-08)")
        void requestedWithinADay() {
            String child = way.decided(practice.child());

            assertThat(practice.tasks(child)).containsExactly("Request conference");
            assertThat(practice.dueDay(child, "Request conference")).isEqualTo("2026-04-07");
            practice.itIs("2026-04-07T23:59");
            assertThat(practice.fireDueTimers(child)).isEmpty();
            practice.itIs("2026-04-08T00:01");
            assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_IcpcRequested");
            assertThat(consequences.breached(child)).containsExactly("icpc-requested");

            practice.itIs("2026-04-09");
            way.requested(child, MON_27_APRIL, false);
            Deadline late = practice.deadline(child, "icpc-requested");
            assertThat(late.status()).isEqualTo(Deadline.Status.MET_LATE);
            assertThat(late.lateWorkingDays()).isEqualTo(2);
        }

        @Test
        @DisplayName("tells the chair at once, who has the conference among their tasks from then on; invitations,"
                + " report and the child's preparation begin beside it (STAT-S47-08)")
        void together() {
            String child = way.decided(practice.child());
            assertThat(practice.tasksSeenBy("cpchair", child)).isEmpty();
            assertThat(consequences.told(child, "notice")).doesNotContain("cpchair");
            way.requested(child, THU_23_APRIL, false);
            assertThat(practice.tasks(child))
                    .contains("Convene conference", "Hold conference", "Prepare child", "Write conference report")
                    .doesNotContain("Hold managers' conversation");
            assertThat(practice.offeredTo(child, "Hold conference")).containsExactly("cp-chairs");
            assertThat(practice.tasksSeenBy("cpchair", child)).containsExactly("Hold conference");
            assertThat(consequences.told(child, "notice")).contains("cpchair");
            assertThat(practice.dueDay(child, "Hold conference"))
                    .as("15 working days from the strategy discussion, not the planned day")
                    .isEqualTo(MON_27_APRIL);

            way.prepared(child, THU_23_APRIL);
            assertThat(practice.tasks(child)).containsExactly("Hold conference");
        }

        @Test
        @DisplayName("shows the chair the planned day and what is still missing, which shrinks as it is done"
                + " (SWI-PRO-05, SWI-PRO-06, RUT-S47-11a)")
        void whatIsMissing() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, false);
            assertThat(datesShown(child))
                    .containsKey("icpcPlannedFor")
                    .doesNotContainKeys(
                            "conferenceInvitationsSent",
                            "conferenceReportWritten",
                            "conferenceReportShared",
                            "childPreparedForConference");
            practice.complete(child, "Write conference report", "sw.north");
            practice.complete(child, "Prepare child", "sw.north");
            assertThat(datesShown(child))
                    .containsKeys("conferenceReportWritten", "childPreparedForConference")
                    .doesNotContainKeys("conferenceInvitationsSent", "conferenceReportShared");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            practice.complete(child, "Share document", "sw.north");
            practice.complete(
                    child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", MON_27_APRIL.toString()));
            assertThat(datesShown(child)).containsKeys("conferenceInvitationsSent", "conferenceReportShared");
            assertThat(Path.of("forms/s47-to-icpc/hold-conference.form"))
                    .content()
                    .contains(
                            "{{#if journey.dates.conferenceReportShared = null}}",
                            "Report: not with the family yet",
                            "Child: not prepared yet");
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> datesShown(String child) {
            Map<String, Object> journey = (Map<String, Object>)
                    practice.shownAtOpening(child, "Hold conference", "cpchair").get("journey");
            return (Map<String, Object>) journey.get("dates");
        }

        @Test
        @DisplayName("says whether the case is transferring; if so the receiving social worker is named and invited"
                + " (SWI-MTG-03b)")
        void receivingWorkerNamed() {
            String child = way.decided(practice.child());
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Request conference",
                    "sw.north",
                    Map.of("transferring", "yes"),
                    "receivingWorker",
                    "Receiving social worker");
            way.requested(child, MON_27_APRIL, true);
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Convene conference",
                    "confadmin",
                    Map.of(),
                    "receivingWorkerInvited",
                    "Receiving social worker will attend");
        }
    }

    @Nested
    @DisplayName("Days counted back from it")
    class CountedBack {

        @Test
        @DisplayName("invitations and report 3 working days before, the family has the report 2 before, the child is"
                + " prepared 1 before (SWI-PRO-05, SWI-OVR-03b, SWI-PRO-06, RUT-S47-11a)")
        void beforeTheConference() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, true);

            assertThat(practice.dueDay(child, "Convene conference")).isEqualTo(MON_20_APRIL);
            assertThat(practice.dueDay(child, "Write conference report")).isEqualTo(MON_20_APRIL);
            assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-04-22");
            assertThat(practice.dueDay(child, "Hold managers' conversation")).isEqualTo("2026-04-22");

            practice.complete(child, "Write conference report", "sw.north");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-21");
        }

        @Test
        @DisplayName(
                "skip Easter: for a conference on Thursday 9 April the third working day before is Thursday 2 April")
        void overEaster() {
            String child = way.decided(practice.child());
            way.requested(child, LocalDate.of(2026, 4, 9), false);
            assertThat(practice.dueDay(child, "Write conference report")).isEqualTo("2026-04-02");
            assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-04-08");
        }

        @Test
        @DisplayName("skip the May bank holidays: for a conference on Tuesday 5 May the working day before is Friday 1"
                + " May, for one on Tuesday 26 May it is Friday 22 May")
        void overMayBankHolidays() {
            String child = way.decided(practice.child());
            way.requested(child, LocalDate.of(2026, 5, 5), false);
            assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-05-01");

            practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-05-26"));
            assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-05-22");
            assertThat(practice.timerDay(child, "BoundaryEvent_ChildPreparedForConference"))
                    .isEqualTo("2026-05-22");
        }

        @Test
        @DisplayName("move with it when it is planned for a later day: deadline, task and timer together")
        void movedLater() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, true);
            practice.complete(
                    child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", MON_27_APRIL.toString()));

            assertThat(practice.due(child, "conference-report-written")).isEqualTo("2026-04-22");
            assertThat(practice.dueDay(child, "Write conference report")).isEqualTo("2026-04-22");
            assertThat(practice.timerDay(child, "BoundaryEvent_ConferenceReportWritten"))
                    .isEqualTo("2026-04-22");
            assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-04-24");
            assertThat(practice.timerDay(child, "BoundaryEvent_ChildPreparedForConference"))
                    .isEqualTo("2026-04-24");
            assertThat(practice.dueDay(child, "Hold managers' conversation")).isEqualTo("2026-04-24");
            practice.itIs("2026-04-21");
            assertThat(practice.fireDueTimers(child))
                    .as("the old day passes unnoticed")
                    .isEmpty();
        }

        @Test
        @DisplayName("move with it when it is planned for an earlier day")
        void movedEarlier() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, false);
            practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-16"));

            assertThat(practice.dueDay(child, "Write conference report")).isEqualTo(MON_13_APRIL);
            assertThat(practice.timerDay(child, "BoundaryEvent_ConferenceReportWritten"))
                    .isEqualTo(MON_13_APRIL);
            assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-04-15");
            assertThat(practice.timerDay(child, "BoundaryEvent_ChildPreparedForConference"))
                    .isEqualTo("2026-04-15");
        }

        @Test
        @DisplayName("are missed at once when the conference is nearer than that already, each once")
        void nearerAlready() {
            String child = way.decided(practice.child());
            practice.itIs("2026-04-08T15:00");
            way.requested(child, LocalDate.of(2026, 4, 10), false);

            assertThat(practice.fireDueTimers(child))
                    .containsExactlyInAnyOrder(
                            "BoundaryEvent_ConferenceInvitationsSent", "BoundaryEvent_ConferenceReportWritten");
            assertThat(consequences.breached(child))
                    .containsExactlyInAnyOrder("conference-invitations-sent", "conference-report-written");
            assertThat(practice.dueDay(child, "Prepare child")).isEqualTo("2026-04-09");
        }

        @Test
        @DisplayName("escalate one by one when nothing is done, and the work itself stays open")
        void allMissed() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, true);
            practice.itIs("2026-04-20T23:59");
            assertThat(practice.fireDueTimers(child)).isEmpty();
            practice.itIs("2026-04-21T00:01");
            assertThat(practice.fireDueTimers(child))
                    .containsExactlyInAnyOrder(
                            "BoundaryEvent_ConferenceInvitationsSent", "BoundaryEvent_ConferenceReportWritten");
            practice.itIs("2026-04-22T23:59");
            assertThat(practice.fireDueTimers(child)).isEmpty();
            practice.itIs("2026-04-23T00:01");
            assertThat(practice.fireDueTimers(child))
                    .contains(
                            "BoundaryEvent_ChildPreparedForConference", "BoundaryEvent_ManagersSpokenBeforeConference");
            assertThat(consequences.breached(child))
                    .containsExactlyInAnyOrder(
                            "conference-invitations-sent",
                            "conference-report-written",
                            "child-prepared-for-conference",
                            "managers-spoken-before-conference");
            assertThat(practice.tasks(child))
                    .contains(
                            "Convene conference",
                            "Write conference report",
                            "Prepare child",
                            "Hold managers' conversation");
        }
    }

    @Nested
    @DisplayName("Before it")
    class Before {

        @Test
        @DisplayName("the child is prepared and their voice has a way to the conference: booklet, letter or drawing; if"
                + " that is not right for this child, the form asks why (RUT-S47-11a, RUT-S47-11b, SWI-INT-07f)")
        void childPrepared() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, false);
            Map<String, Object> part = Map.of("childTakesPart", "through-work");
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Prepare child",
                    "sw.north",
                    part,
                    "voiceMethods",
                    "How the child's voice reaches");
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Prepare child",
                    "sw.north",
                    part,
                    "childVoice",
                    "What the child wants the conference to know");
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Prepare child",
                    "sw.north",
                    Map.of("childTakesPart", "not-appropriate"),
                    "notAppropriateReason",
                    "Why it is not appropriate");
            practice.complete(
                    child,
                    "Prepare child",
                    "sw.north",
                    Map.of(
                            "childTakesPart",
                            "through-work",
                            "voiceMethods",
                            List.of("have-your-say", "drawing"),
                            "childVoice",
                            "I want Nan to come."));
            assertThat(entry(child, "Prepare child").answers())
                    .containsEntry("voiceMethods", List.of("have-your-say", "drawing"));
            assertThat(practice.deadline(child, "child-prepared-for-conference").status())
                    .isEqualTo(Deadline.Status.MET);
        }

        @Test
        @DisplayName("an unborn child is not asked: how the baby's needs are put to the conference is")
        void unborn() {
            String child = practice.unbornChild();
            way.enquiring(child);
            practice.complete(child, "Complete agency checks", "sw.north");
            practice.complete(child, "Consult midwifery", "sw.north");
            practice.complete(child, "Read case history", "sw.north");
            practice.complete(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk"));
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            practice.complete(child, "Share document", "sw.north");
            practice.complete(child, "Complete agreed action", "sw.north", Map.of("actionResult", "done"));
            way.requested(child, THU_23_APRIL, false);
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Prepare child",
                    "sw.north",
                    Map.of(),
                    "unbornRepresented",
                    "How the baby's needs will be put to the conference");
            assertThat(practice.answersFor(child, "Prepare child", "sw.north", Map.of()))
                    .doesNotContainKeys("childVoice", "childTakesPart");
            way.prepared(child, THU_23_APRIL);
            assertThat(practice.tasks(child)).containsExactly("Hold conference");
        }

        @Test
        @DisplayName("sending and receiving managers talk when the case is transferring (SWI-MTG-03d)")
        void managersConversation() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, true);
            way.prepared(child, THU_23_APRIL);
            assertThat(practice.tasks(child)).containsExactly("Hold conference", "Hold managers' conversation");
            assertThat(practice.offeredTo(child, "Hold managers' conversation")).containsExactly("team-managers-north");

            practice.complete(child, "Hold managers' conversation", "tm.north");
            assertThat(practice.tasks(child)).containsExactly("Hold conference");
            assertThat(practice.deadline(child, "managers-spoken-before-conference")
                            .status())
                    .isEqualTo(Deadline.Status.MET);
        }

        @Test
        @DisplayName("the report is signed off by the manager and only then shared with the family"
                + " (SWI-PG1-06a, RUT-A2-15a); a returned one comes back to its author")
        void reportSignedOffThenShared() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, false);
            practice.complete(child, "Write conference report", "sw.north");
            assertThat(practice.tasks(child)).contains("Sign off document").doesNotContain("Share document");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "returned"));
            assertThat(practice.task(child, "Rework document").getAssignee()).isEqualTo("sw.north");
            practice.complete(child, "Rework document", "sw.north");
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.tasks(child)).contains("Share document");
        }

        @Test
        @DisplayName(
                "the report says where this is going for the child, what it means for life, what the child said and"
                        + " what they will not get (RUT-A1-05b, DFE-5-04, DFE-5-06, SWI-INT-07f)")
        void reportIsAboutTheChild() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, false);
            Map.of(
                            "directionOfTravel",
                            "Where this is going for the child",
                            "lifelongConsequences",
                            "What this could mean for the child in the long run",
                            "disappointment",
                            "What they hoped for and will not get",
                            "childVoice",
                            "What the child has told or shown us")
                    .forEach((key, label) -> ToTheConference.refusedWithout(
                            practice, child, "Write conference report", "sw.north", Map.of(), key, label));
        }
    }

    @Nested
    @DisplayName("At it")
    class At {

        @Test
        @DisplayName("the initiating social worker and team manager attend, or the record says why not; the receiving"
                + " worker too where the case is transferring (SWI-MTG-03a, SWI-MTG-03b)")
        void attendance() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            Map<String, Object> plan = Map.of("conferenceOutcome", "child-protection-plan");
            Map.of(
                            "initiatingWorkerAttended", "Initiating social worker attended",
                            "initiatingManagerAttended", "Initiating team manager attended",
                            "receivingWorkerAttended", "Receiving social worker attended")
                    .forEach((key, label) -> ToTheConference.refusedWithout(
                            practice, child, "Hold conference", "cpchair", plan, key, label));
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Hold conference",
                    "cpchair",
                    Map.of("conferenceOutcome", "child-protection-plan", "initiatingManagerAttended", "no"),
                    "nonAttendanceReason",
                    "Why one of them did not attend");
        }

        @Test
        @DisplayName("whether the Public Law Outline is to be considered is decided whenever a plan is made, with"
                + " reasons (RUT-CP-05a)")
        void publicLawOutline() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            Map<String, Object> plan = Map.of("conferenceOutcome", "child-protection-plan");
            ToTheConference.refusedWithout(
                    practice, child, "Hold conference", "cpchair", plan, "ploConsidered", "Public Law Outline");
            ToTheConference.refusedWithout(
                    practice, child, "Hold conference", "cpchair", plan, "ploReasons", "Why, or why not now");
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-in-need-plan"));
            assertThat(entry(child, "Hold conference").answers()).doesNotContainKey("ploConsidered");
        }

        @Test
        @DisplayName("child and parents are heard and agree or not; the way ahead, life-long consequences and"
                + " disappointment are written down (RUT-A1-01, RUT-A1-05b, DFE-5-04, DFE-5-06, SWI-INT-07f)")
        void heard() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            Map<String, Object> plan =
                    Map.of("conferenceOutcome", "child-protection-plan", "agreementToPlan", "refused");
            Map.of(
                            "childVoice", "The child's views",
                            "parentsViews", "The parents' views",
                            "agreementDetail", "Who said what",
                            "directionOfTravel", "Where this is going for the child",
                            "lifelongConsequences", "What this could mean for the child in the long run",
                            "disappointment", "What they hoped for and will not get")
                    .forEach((key, label) -> ToTheConference.refusedWithout(
                            practice, child, "Hold conference", "cpchair", plan, key, label));
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Hold conference",
                    "cpchair",
                    Map.of("conferenceOutcome", "no-further-action"),
                    "agreementToPlan",
                    "Do the parents agree");
        }

        @Test
        @DisplayName("the chair decides and nobody else can: neither the social worker nor the team manager")
        void chairDecides() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            assertThat(practice.tasksSeenBy("cpchair", child)).containsExactly("Hold conference");
            for (String other : List.of("sw.north", "tm.north")) {
                assertThatThrownBy(() -> practice.complete(
                                child, "Hold conference", other, Map.of("conferenceOutcome", "no-further-action")))
                        .as(other)
                        .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
            }
        }
    }

    @Nested
    @DisplayName("Whatever else is late")
    class WhateverElseIsLate {

        @Test
        @DisplayName("it is recorded: nobody invited on record, no report, the child not prepared, the managers not"
                + " spoken; what only a conference ahead needs is withdrawn, what was missed stays missed (STAT-S47-03,"
                + " SWI-PRO-05, RUT-S47-11a, SWI-MTG-03d)")
        void nothingPrepared() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, true);
            practice.itIs("2026-04-23T15:00");
            practice.fireDueTimers(child);
            assertThat(consequences.breached(child))
                    .contains("conference-invitations-sent", "conference-report-written");
            practice.complete(
                    child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-protection-plan"));

            assertThat(practice.deadline(child, "icpc-held").status()).isEqualTo(Deadline.Status.MET);
            assertThat(practice.running(child))
                    .contains("child-protection-plan")
                    .doesNotContain("s47-to-icpc");
            assertThat(ended(child).endReason()).isEqualTo("Child protection plan to be opened");
            assertThat(practice.tasks(child))
                    .doesNotContain("Convene conference", "Prepare child", "Hold managers' conversation");
            for (String standard : List.of(
                    "conference-invitations-sent",
                    "child-prepared-for-conference",
                    "managers-spoken-before-conference")) {
                assertThat(practice.deadline(child, standard).status())
                        .as(standard)
                        .isEqualTo(Deadline.Status.WITHDRAWN);
            }
            assertThat(consequences.breached(child)).contains("conference-invitations-sent");
        }

        @Test
        @DisplayName("the report is still owed after it: written, signed off and shared, each with its clock from the"
                + " conference's day (SWI-OVR-03b, SWI-PG1-06a, SWI-PRO-06)")
        void reportStillOwed() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, false);
            practice.itIs("2026-04-20T23:59");
            assertThat(practice.fireDueTimers(child)).isEmpty();
            practice.itIs("2026-04-21T00:01");
            assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ConferenceReportWritten");
            practice.itIs("2026-04-23T15:00");
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "no-further-action"));
            assertThat(ended(child).endReason()).isEqualTo("No plan: reasons recorded");
            assertThat(practice.tasks(child)).contains("Write conference report");

            practice.itIs("2026-04-24T10:00");
            practice.complete(child, "Write conference report", "sw.north");
            assertThat(practice.deadline(child, "conference-report-written").lateWorkingDays())
                    .as("21, 22, 23 and 24 April")
                    .isEqualTo(4);
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.due(child, "conference-report-shared"))
                    .as("2 working days before the conference: late as soon as it is asked for")
                    .isEqualTo("2026-04-21");
            practice.complete(child, "Share document", "sw.north");
            assertThat(practice.deadline(child, "conference-report-shared").status())
                    .isEqualTo(Deadline.Status.MET_LATE);
            assertThat(practice.running(child)).doesNotContain("conference-report");
        }

        @Test
        @DisplayName("an enquiry that ends early takes the report with it (SWI-INT-07c)")
        void earlyEnd() {
            String child = way.decided(practice.child());
            way.requested(child, THU_23_APRIL, false);
            String journey = practice.pathways(child).get(0).id().toString();
            practice.start("end-journey", "sw.north", Map.of("journeyId", journey, "endReason", "opened-in-error"));
            practice.carryOn(child);
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.running(child)).isEmpty();
            assertThat(practice.deadline(child, "conference-report-written").status())
                    .isEqualTo(Deadline.Status.WITHDRAWN);
        }
    }

    @Nested
    @DisplayName("Its decision")
    class Decision {

        @Test
        @DisplayName(
                "a child protection plan opens at once, with the worker whom the child has, and its 10 working days run from"
                        + " the conference; the enquiry has ended, in time (STAT-S47-03, STAT-CP-01, RUT-CP-02a, SWI-MTG-01c)")
        void plan() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            practice.itIs("2026-04-27T18:00");
            practice.fireDueTimers(child);
            practice.complete(
                    child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-protection-plan"));

            assertThat(practice.deadline(child, "icpc-held").status()).isEqualTo(Deadline.Status.MET);
            assertThat(consequences.breaches(child)).isEmpty();
            assertThat(practice.running(child)).contains("child-protection-plan");
            assertThat(practice.tasks(child)).contains("Hold first core group").doesNotContain("Allocate case");
            assertThat(practice.due(child, "first-core-group-held"))
                    .as("10 working days from Monday 27 April, over 4 May")
                    .isEqualTo("2026-05-12");
            Journey journey = ended(child);
            assertThat(journey.running()).isFalse();
            assertThat(journey.endReason()).isEqualTo("Child protection plan to be opened");
            assertThat(journey.decidedBy()).isEqualTo("cpchair");
        }

        @Test
        @DisplayName("it stands on the child's oversight record with its reasons and who decided (SWI-INT-07c)")
        void onTheRecord() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            practice.complete(
                    child,
                    "Hold conference",
                    "cpchair",
                    Map.of("conferenceOutcome", "child-protection-plan", "rationale", "Neglect goes on."));
            assertThat(oversight.of(child, Pageable.unpaged()).getContent()).anySatisfy(entry -> {
                assertThat(entry.by()).isEqualTo("cpchair");
                assertThat(entry.rationale()).isEqualTo("Neglect goes on.");
                assertThat(entry.decision()).isEqualTo("child-protection-plan");
            });
        }

        @Test
        @DisplayName("a child in need plan is opened, and the manager allocates it")
        void childInNeed() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-in-need-plan"));
            assertThat(practice.running(child)).contains("allocate-case", "child-in-need");
            assertThat(ended(child).endReason()).isEqualTo("Child in need plan to be opened");
        }

        @Test
        @DisplayName("no further action ends the journey with its reasons on record; nothing is left running")
        void noFurtherAction() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "no-further-action"));
            assertThat(practice.running(child))
                    .as("only what parents and agencies are still to be sent")
                    .containsExactly("after-conference", "send-conference-decisions");
            assertThat(ended(child).endReason()).isEqualTo("No plan: reasons recorded");
            assertThat(practice.deadlines(child, "icpc-held")).allMatch(deadline -> !deadline.open());
        }

        @Test
        @DisplayName("the fifteenth working day passes without a conference: one breach, the duty stays, and the"
                + " conference held later says how many days late it was (STAT-S47-03)")
        void late() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            assertThat(practice.dueDay(child, "Hold conference")).isEqualTo(MON_27_APRIL);
            practice.itIs("2026-04-27T23:59");
            assertThat(practice.fireDueTimers(child)).isEmpty();
            practice.itIs("2026-04-28T00:01");
            assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_IcpcHeld2");
            assertThat(consequences.breached(child)).containsExactly("icpc-held");
            assertThat(practice.tasks(child)).containsExactly("Hold conference", "Respond to breached standard");

            practice.itIs("2026-05-05T16:00");
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-in-need-plan"));
            Deadline late = practice.deadline(child, "icpc-held");
            assertThat(late.status()).isEqualTo(Deadline.Status.MET_LATE);
            assertThat(late.lateWorkingDays())
                    .as("28, 29, 30 April, 1 and 5 May")
                    .isEqualTo(5);
            assertThat(late.lateCalendarDays()).isEqualTo(8);
            assertThat(consequences.breaches(child)).hasSize(1);
        }

        @Test
        @DisplayName("late already while the enquiry runs is one breach, not another when the conference begins"
                + " (STAT-S47-03)")
        void lateDuringTheEnquiry() {
            String child = practice.child();
            way.enquiring(child);
            practice.itIs("2026-04-28T00:01");
            assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_IcpcHeld");
            consequences.breach(child, "icpc-held");

            practice.itIs("2026-04-28T09:00");
            practice.complete(child, "Complete agency checks", "sw.north");
            practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
            practice.complete(child, "Read case history", "sw.north");
            practice.complete(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk"));
            practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
            assertThat(practice.tasks(child)).contains("Request conference");
            assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_IcpcHeld2");
            consequences.breach(child, "icpc-held");
            assertThat(practice.deadlines(child, "icpc-held")).hasSize(1);
        }
    }

    @Nested
    @DisplayName("Adjourned")
    class Adjourned {

        @Test
        @DisplayName("twice: it comes back with a new date each time, the fifteen days go on from the first discussion,"
                + " and the breach stays visible until it has decided (STAT-S47-03)")
        void twice() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            practice.itIs("2026-04-23T16:00");
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "adjourned"));
            assertThat(practice.tasks(child)).containsExactly("Reconvene conference");
            assertThat(practice.dueDay(child, "Reconvene conference")).isEqualTo("2026-04-24");
            assertThat(practice.deadline(child, "icpc-held").open()).isTrue();

            practice.complete(child, "Reconvene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-30"));
            assertThat(practice.tasks(child)).containsExactly("Hold conference");
            assertThat(practice.dueDay(child, "Hold conference")).as("unmoved").isEqualTo(MON_27_APRIL);
            practice.itIs("2026-04-28T00:01");
            assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_IcpcHeld2");

            practice.itIs("2026-04-30T16:00");
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "adjourned"));
            assertThat(practice.dueDay(child, "Reconvene conference")).isEqualTo("2026-05-01");
            practice.complete(child, "Reconvene conference", "confadmin", Map.of("conferencePlannedFor", "2026-05-06"));
            assertThat(practice.deadlines(child, "icpc-held")).hasSize(1);
            assertThat(practice.deadline(child, "icpc-held").status()).isEqualTo(Deadline.Status.BREACHED);
            assertThat(practice.deadlines(child, "conference-reconvened"))
                    .extracting(Deadline::status)
                    .as("the second new date does not make the first one late")
                    .containsExactly(Deadline.Status.MET, Deadline.Status.MET);

            practice.itIs("2026-05-06T16:00");
            practice.complete(
                    child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-protection-plan"));
            assertThat(practice.deadline(child, "icpc-held").status()).isEqualTo(Deadline.Status.MET_LATE);
            assertThat(practice.deadline(child, "icpc-held").lateWorkingDays()).isEqualTo(6);
            assertThat(consequences.breaches(child).stream()
                            .filter(breach -> breach.standard().equals("icpc-held")))
                    .hasSize(1);
        }

        @Test
        @DisplayName("everybody knows the new date 1 working day after the sitting, or it escalates (SWI-PRO-05)")
        void newDateNotTold() {
            String child = way.ready(practice.child(), LocalDate.of(2026, 4, 9));
            practice.itIs("2026-04-13T10:00");
            practice.complete(
                    child,
                    "Hold conference",
                    "cpchair",
                    Map.of("conferenceOutcome", "adjourned", "sittingOn", "2026-04-10"));
            assertThat(practice.dueDay(child, "Reconvene conference"))
                    .as("1 working day after the sitting on Friday 10 April, not after it was typed in")
                    .isEqualTo(MON_13_APRIL);
            practice.itIs("2026-04-14T00:01");
            assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_ConferenceReconvened");
            assertThat(consequences.breached(child)).containsExactly("conference-reconvened");
        }

        @Test
        @DisplayName("a new date lies ahead, and so does the review conference that a plan is given (STAT-CP-02)")
        void datesAhead() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            practice.itIs("2026-04-23T16:00");
            assertThatThrownBy(() -> practice.complete(
                            child,
                            "Hold conference",
                            "cpchair",
                            Map.of("conferenceOutcome", "child-protection-plan", "reviewConferenceOn", "2026-04-22")))
                    .hasMessageContaining("Review conference by")
                    .hasMessageContaining("cannot be in the past");
            practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "adjourned"));
            assertThatThrownBy(() -> practice.complete(
                            child, "Reconvene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-22")))
                    .hasMessageContaining("New date")
                    .hasMessageContaining("cannot be in the past");
        }

        @Test
        @DisplayName("how the child is safe until it meets again is asked")
        void safeMeanwhile() {
            String child = way.ready(practice.child(), THU_23_APRIL);
            ToTheConference.refusedWithout(
                    practice,
                    child,
                    "Hold conference",
                    "cpchair",
                    Map.of("conferenceOutcome", "adjourned"),
                    "safetyMeanwhile",
                    "How the child is safe until the conference meets again");
        }
    }

    @Nested
    @DisplayName("For brothers and sisters")
    class Siblings {

        @Test
        @DisplayName("is recorded once, with a decision, reasons and a record of its own for each child (RUT-S47-08b)")
        void recordedOnce() {
            List<String> family = practice.siblings(3);
            family.forEach(child -> way.ready(child, THU_23_APRIL));
            String eldest = family.get(2);
            practice.complete(
                    eldest,
                    "Hold conference",
                    "cpchair",
                    Map.of(
                            "conferenceOutcome",
                            "child-protection-plan",
                            "rationale",
                            "He is at risk.",
                            "recordedJointly",
                            "yes",
                            "jointChildren",
                            List.of(
                                    Map.of(
                                            "childRef", family.get(0),
                                            "conferenceOutcome", "child-in-need-plan",
                                            "rationale", "Her father protects her."),
                                    Map.of(
                                            "childRef", family.get(1),
                                            "conferenceOutcome", "no-further-action",
                                            "rationale", "She lives elsewhere."))));
            family.forEach(practice::carryOn);

            assertThat(ended(eldest).endReason()).isEqualTo("Child protection plan to be opened");
            assertThat(ended(family.get(0)).endReason()).isEqualTo("Child in need plan to be opened");
            assertThat(ended(family.get(1)).endReason()).isEqualTo("No plan: reasons recorded");
            family.forEach(child ->
                    assertThat(practice.deadline(child, "icpc-held").status()).isEqualTo(Deadline.Status.MET));
            ChronologyEntry hers = entry(family.get(0), "Hold conference");
            assertThat(hers.jointWith()).isEqualTo(eldest);
            assertThat(hers.answers()).containsEntry("rationale", "Her father protects her.");
            assertThat(hers.answers().toString()).doesNotContain("He is at risk", "She lives elsewhere");
            assertThat(entry(eldest, "Hold conference").answers().toString())
                    .doesNotContain("Her father protects her", "She lives elsewhere");
        }

        @Test
        @DisplayName("counts for a child only whose own journey stands at the conference: otherwise nothing is recorded"
                + " for anybody, and the answer says which child and what to do")
        void notThereYet() {
            List<String> family = practice.siblings(2);
            way.ready(family.get(0), THU_23_APRIL);
            way.decided(family.get(1));
            assertThatThrownBy(() -> practice.complete(
                            family.get(0),
                            "Hold conference",
                            "cpchair",
                            Map.of(
                                    "conferenceOutcome",
                                    "child-protection-plan",
                                    "recordedJointly",
                                    "yes",
                                    "jointChildren",
                                    List.of(Map.of(
                                            "childRef",
                                            family.get(1),
                                            "conferenceOutcome",
                                            "no-further-action",
                                            "rationale",
                                            "She lives elsewhere.")))))
                    .hasMessageContaining(family.get(1))
                    .hasMessageContaining("is not at this step");
            assertThat(practice.tasks(family.get(0))).containsExactly("Hold conference");
            assertThat(practice.tasks(family.get(1))).containsExactly("Request conference");
        }
    }

    /** The child's journey that has ended; what it opened runs on. */
    private Journey ended(String child) {
        return journeys.of(child).stream()
                .filter(journey -> !journey.running())
                .findFirst()
                .orElseThrow();
    }

    private ChronologyEntry entry(String child, String title) {
        return practice.chronology(child).stream()
                .filter(entry -> title.equals(entry.title()))
                .findFirst()
                .orElseThrow();
    }
}
