package uk.childpathways.journeys.practitioners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.childpathways.journeys.practitioners.SupervisionWalk.TM;
import static uk.childpathways.journeys.practitioners.SupervisionWalk.user;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Supervision of practitioners")
class PractitionerSupervisionTest extends JourneyTestBase {

    @Autowired
    StaffAdministration staff;

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    @Autowired
    PractitionerFiles files;

    @Autowired
    Deadlines deadlines;

    private SupervisionWalk walk;

    /** A Monday; Good Friday is 3 April, Easter Monday 6 April. */
    @BeforeEach
    void mondayInMarch() {
        practice.itIs("2026-03-02T09:00");
        walk = new SupervisionWalk(practice, staff);
    }

    // ---- beginning and agreement ----

    @Test
    @DisplayName("no session before the agreement, due in 10 working days (NEW-SUP-2c-5, SWI-SUP-02a)")
    void agreementFirst() {
        String ref = walk.open("experienced", "social-worker");
        assertThat(practice.tasks(ref)).containsExactly("Agree supervision");
        notDone(ref, "Agree supervision", "supervision-agreed", "2026-03-16");
        practice.itIs("2026-03-18T10:00");
        practice.complete(ref, "Agree supervision", TM, Map.of("agreedOn", "2026-03-18"));
        doneLate(ref, "supervision-agreed", 2);
        assertThat(practice.tasks(ref))
                .contains("Prepare as practitioner", "Prepare as supervisor", "Hold supervision session");
    }

    @Test
    @DisplayName("a breach of supervision is answered by the service manager, on the practitioner's file and no child's"
            + " (SWI-SUP-01a, SWI-SUP-04)")
    void breachAnswered() {
        String ref = walk.open("experienced", "social-worker");
        Missed breach = notDone(ref, "Agree supervision", "supervision-agreed", "2026-03-16");
        practice.completeTask(toBeAnswered(breach).get(0).getId(), ref, "sm", Map.of());
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.breach_answer where breach_id = ?", Integer.class, breach.id()))
                .isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.chronology_entry where by_user in ('tm.west', ?)",
                        Integer.class,
                        user(ref)))
                .isZero();
    }

    @Test
    @DisplayName("one supervision at a time for each employee, opened by a manager of theirs only")
    void oneAtATime() {
        String ref = walk.open("experienced", "social-worker");
        assertThatThrownBy(() -> walk.open(user(ref), TM, TM, "experienced", "social-worker"))
                .hasMessageContaining("a supervision that runs already");
        String other = walk.worker(Role.SOCIAL_WORKER);
        assertThatThrownBy(() -> walk.open(other, "tm.south", "tm.south", "experienced", "social-worker"))
                .hasMessageContaining("Who is supervised");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sw.south | must be a person in a supervisor's role",
                "ehm | must be a registered social worker",
                "nobody | must be a person in a supervisor's role"
            })
    @DisplayName("only a qualified social worker in a supervisor's group supervises a social worker (DFE-0-02a)")
    void whoSupervises(String supervisor, String why) {
        String worker = walk.worker(Role.SOCIAL_WORKER);
        assertThatThrownBy(() -> walk.open(worker, TM, supervisor, "experienced", "social-worker"))
                .hasMessageContaining(supervisor.equals("ehm") ? why : "Supervisor");
    }

    @Test
    @DisplayName(
            "a new starter without a display screen assessment has their session all the same: not yet, by when and"
                    + " who sees to it; done needs its day (SWI-SV2-04)")
    void displayScreenNotYet() {
        String ref = walk.agreed("experienced", "social-worker");
        walk.prepare(ref);
        String session = "Hold supervision session";
        for (String[] each : new String[][] {
            {"not-yet", "displayScreenBy"}, {"not-yet", "displayScreenWho"}, {"done", "displayScreenAssessedOn"}
        }) {
            Map<String, Object> answers = practice.answersFor(
                    ref, session, TM, Map.of("tookPlace", "yes", "performanceConcern", "no", "displayScreen", each[0]));
            assertThat(answers.remove(each[1])).as(each[1]).isNotNull();
            assertThatThrownBy(() -> practice.completeWithOnly(ref, session, TM, answers))
                    .hasMessageContaining("is missing");
        }
        walk.hold(ref, Map.of("displayScreen", "not-yet"));
        assertThat(entry(ref, "hold-supervision-session").answers())
                .containsKeys("displayScreenBy", "displayScreenWho")
                .doesNotContainKey("displayScreenAssessedOn");
    }

    @Test
    @DisplayName(
            "an agreement older than a year raises a breach, and is renewed each year" + " (SWI-SUP-02b, SWI-SV2-01a)")
    void agreementRenewed() {
        String ref = walk.agreed("experienced", "social-worker");
        notDone(ref, "Renew supervision agreement", "supervision-agreement-renewed", "2027-03-02");
        practice.itIs("2027-03-04T10:00");
        practice.complete(ref, "Renew supervision agreement", TM, Map.of("agreedOn", "2027-03-04"));
        firstDoneLate(ref, "supervision-agreement-renewed", 2);
        assertThat(practice.due(ref, "supervision-agreement-renewed")).isEqualTo(LocalDate.of(2028, 3, 4));
    }

    /** The first round was done late; the clock of the next runs already. */
    private void firstDoneLate(String ref, String standard, int workingDays) {
        Deadline first = practice.deadlines(ref, standard).get(0);
        assertThat(first.status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(first.lateWorkingDays()).isEqualTo(workingDays);
    }

    // ---- how often ----

    @ParameterizedTest(name = "{0}, {1}: {2} by {3}")
    @CsvSource({
        "newly-qualified, social-worker, weekly-supervision-held, 2026-03-09",
        "experienced, social-worker, monthly-supervision-held, 2026-04-02",
        "experienced, early-help, early-help-supervision-held, 2026-04-02",
        "experienced, other, monthly-supervision-held, 2026-04-02"
    })
    @DisplayName("the interval follows role and stage; a session missed raises a breach (SWI-SUP-01a, SWI-SUP-01c,"
            + " SWI-SV2-06b, SWI-SV2-10e, SWI-SV2-14a, RUT-EH-6.1a)")
    void interval(String stage, String role, String standard, String due) {
        String ref = walk.agreed(stage, role);
        walk.prepare(ref);
        notDone(ref, "Hold supervision session", standard, due);
        practice.itIs(LocalDate.parse(due).plusDays(1) + "T10:00");
        walk.hold(ref, Map.of());
        assertThat(practice.deadline(ref, standard).status()).isEqualTo(Deadline.Status.MET_LATE);
    }

    @Test
    @DisplayName(
            "newly qualified: weekly to the three-month review held, fortnightly to a positive review, then monthly;"
                    + " a review that is not positive keeps fortnightly (SWI-SV2-14a, SWI-SV2-14b, SWI-SV2-14c, SWI-SV2-14d,"
                    + " SWI-SV2-14f)")
    void newlyQualified() {
        String ref = walk.agreed("newly-qualified", "social-worker");
        practice.itIs("2026-06-02T10:00");
        walk.session(ref);
        assertThat(practice.due(ref, "weekly-supervision-held"))
                .as("the review has come due, but was not held")
                .isEqualTo(LocalDate.of(2026, 6, 9));
        notDone(ref, "Review assessed year", "asye-three-month-review-held", "2026-06-02");
        practice.itIs("2026-06-04T10:00");
        review(ref, "positive");
        doneLate(ref, "asye-three-month-review-held", 2);

        walk.session(ref);
        assertThat(practice.due(ref, "fortnightly-supervision-held")).isEqualTo(LocalDate.of(2026, 6, 18));
        notDone(ref, "Review assessed year", "asye-six-month-review-held", "2026-09-02");
        practice.itIs("2026-09-03T10:00");
        review(ref, "not-yet");
        walk.session(ref);
        assertThat(practice.due(ref, "fortnightly-supervision-held")).isEqualTo(LocalDate.of(2026, 9, 17));

        notDone(ref, "Review assessed year", "asye-further-review-held", "2026-12-03");
        practice.itIs("2026-12-04T10:00");
        review(ref, "positive");
        walk.session(ref);
        assertThat(practice.due(ref, "monthly-supervision-held")).isEqualTo(LocalDate.of(2027, 1, 4));
        assertThat(practice.tasks(ref)).doesNotContain("Review assessed year");
    }

    private void review(String ref, String result) {
        practice.complete(
                ref,
                "Review assessed year",
                TM,
                Map.of("heldOn", practice.today().toString(), "reviewResult", result));
    }

    @Test
    @DisplayName("a returner's interval is proposed by the team manager and confirmed by the service manager, who can"
            + " return it; only the confirmation moves on (SWI-SV2-15a, SWI-SV2-15b)")
    void returner() {
        String ref = walk.open("returning", "social-worker");
        assertThat(practice.task(ref, "Propose interval").getAssignee()).isEqualTo(TM);
        assertThatThrownBy(() -> practice.complete(ref, "Propose interval", TM, Map.of("everyDays", 60)))
                .hasMessageContaining("A session at least every");
        notDone(ref, "Propose interval", "supervision-interval-agreed", "2026-03-09");
        practice.complete(ref, "Propose interval", TM, Map.of("everyDays", 21, "why", "Two years away"));
        assertThat(practice.task(ref, "Confirm interval").getAssignee()).isEqualTo("sm");
        assertThat(practice.shownAtOpening(ref, "Confirm interval", "sm")
                        .get("document")
                        .toString())
                .contains("Two years away");
        assertThat(practice.dueDay(ref, "Confirm interval")).isEqualTo(LocalDate.of(2026, 3, 17));
        oneMinuteBefore(ref, "supervision-interval-confirmed");
        practice.itIs("2026-03-18T00:01");
        practice.fireDueTimers(ref);
        assertThat(breaches(ref, "supervision-interval-confirmed"))
                .as("the service manager is the one who is late: the head of service answers")
                .extracting(Missed::answerBy)
                .containsExactly("head-of-service");
        practice.complete(
                ref, "Confirm interval", "sm", Map.of("intervalDecision", "returned", "returnReasons", "Sooner"));
        assertThat(practice.tasks(ref)).contains("Propose interval").doesNotContain("Agree supervision");
        assertThat(practice.shownAtOpening(ref, "Propose interval", TM).toString())
                .contains("Sooner");
        practice.complete(ref, "Propose interval", TM, Map.of("everyDays", 20));
        practice.complete(ref, "Confirm interval", "sm", Map.of("intervalDecision", "confirmed"));
        practice.complete(
                ref,
                "Agree supervision",
                TM,
                Map.of("agreedOn", practice.today().toString()));
        assertThat(practice.due(ref, "agreed-supervision-held"))
                .as("20 days from 2 March, the beginning")
                .isEqualTo(LocalDate.of(2026, 3, 22));
        assertThat(entry(ref, "propose-interval").answers()).containsEntry("everyDays", 20);
    }

    @Test
    @DisplayName(
            "for experience and complexity of the work the supervisor agrees a shorter interval with a reason, never"
                    + " a longer one (SWI-SV2-11)")
    void shorterInterval() {
        String ref = walk.agreed("experienced", "social-worker");
        practice.itIs("2026-03-03T09:00");
        walk.prepare(ref);
        walk.hold(ref, Map.of());
        walk.share(ref);
        walk.signByPractitioner(ref);
        walk.signBySupervisor(ref);
        assertThatThrownBy(() -> practice.completeWithOnly(
                        ref, "Set next session", TM, Map.of("plannedFor", "2026-03-16", "everyDays", 14)))
                .hasMessageContaining("Why more often");
        assertThatThrownBy(() -> practice.complete(
                        ref,
                        "Set next session",
                        TM,
                        Map.of("plannedFor", "2026-03-16", "everyDays", 40, "whyMoreOften", "Quiet")))
                .hasMessageContaining("From now on at least every");
        practice.complete(
                ref,
                "Set next session",
                TM,
                Map.of("plannedFor", "2026-03-16", "everyDays", 14, "whyMoreOften", "Court"));
        assertThat(practice.due(ref, "monthly-supervision-held")).isEqualTo(LocalDate.of(2026, 3, 17));
    }

    // ---- a session ----

    @Test
    @DisplayName("both prepare before the session can be recorded, the supervisor with the team's performance"
            + " (SWI-SUP-12, SWI-SV2-05, SWI-PG2-07b)")
    void bothPrepare() {
        String ref = walk.agreed("experienced", "social-worker");
        assertThat(practice.task(ref, "Prepare as practitioner").getAssignee()).isEqualTo(user(ref));
        assertThat(practice.task(ref, "Prepare as supervisor").getAssignee()).isEqualTo(TM);
        assertThatThrownBy(() -> practice.completeWithOnly(ref, "Prepare as supervisor", TM, Map.of()))
                .hasMessageContaining("I have looked at the performance of the team");
        assertThatThrownBy(() -> practice.completeWithOnly(ref, "Prepare as practitioner", user(ref), Map.of()))
                .hasMessageContaining("What has gone well, and what shows it");
        practice.complete(ref, "Prepare as supervisor", TM);
        assertThatThrownBy(() -> walk.hold(ref, Map.of()))
                .hasMessageContaining("once both have prepared: 'prepare as practitioner' is still open");
        practice.complete(ref, "Prepare as practitioner", user(ref));
        walk.hold(ref, Map.of());
        assertThat(practice.tasks(ref)).contains("Share supervision notes");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Prepare as practitioner, session-prepared-by-practitioner",
        "Prepare as supervisor, session-prepared-by-supervisor"
    })
    @DisplayName("preparing is due on the day planned for the session, first in the agreement and then in the session"
            + " before, and moves with it; later it is late (SWI-SUP-12, SWI-SV2-05, SWI-PG2-07b, SWI-PG2-07a)")
    void preparedByTheDay(String label, String standard) {
        String ref = walk.open("experienced", "social-worker");
        practice.complete(
                ref, "Agree supervision", TM, Map.of("agreedOn", "2026-03-02", "firstSessionOn", "2026-03-13"));
        assertThat(practice.dueDay(ref, label)).isEqualTo(LocalDate.of(2026, 3, 13));
        assertThat(deadlines.explain(practice.deadline(ref, standard)).text())
                .startsWith("The day planned for the session; due Friday 13 March 2026");
        practice.complete(
                ref,
                "Hold supervision session",
                TM,
                Map.of("tookPlace", "no", "anotherDay", "2026-03-17", "whyNot", "Court"));
        notDone(ref, label, standard, "2026-03-17");
        practice.itIs("2026-03-19T10:00");
        walk.prepare(ref);
        doneLate(ref, standard, 2);
        walk.hold(ref, Map.of());
        walk.share(ref);
        walk.signByPractitioner(ref);
        walk.signBySupervisor(ref);
        practice.complete(ref, "Set next session", TM, Map.of("plannedFor", "2026-04-02"));
        notDone(ref, label, standard, "2026-04-02");
    }

    @Test
    @DisplayName("the session asks for its four parts and refuses a gap in any of them: SWI-PG2-02; managerial"
            + " SWI-PG2-03a, SWI-PG2-03b, SWI-PG2-03c, SWI-PG2-03d, SWI-PG2-03e, SWI-PG2-03f, NEW-SUP-2c-3, DFE-2-02,"
            + " SWI-SUP-05a; developmental SWI-PG2-04a, SWI-PG2-04b, SWI-PG2-04c, SWI-PG2-04d, SWI-PG2-04e, SWI-PG2-04f,"
            + " SWI-PG2-04g, SWI-PG2-04h, NEW-SUP-2c-2, NEW-SUP-2c-4, DFE-2-05a, RUT-A5-05a, RUT-A5-05b; supportive"
            + " SWI-PG2-05a, SWI-PG2-05b, SWI-PG1-04f, SWI-SUP-03, SWI-SUP-11, SWI-SV2-03, SWI-SV2-04, DFE-7-01a,"
            + " DFE-7-03, DFE-7-04, DFE-7-08b, DFE-8-02, DFE-8-03; mediation SWI-PG2-06a, SWI-PG2-06b; all of"
            + " SWI-PG2-07d")
    void fourParts() {
        String ref = walk.agreed("experienced", "social-worker");
        walk.prepare(ref);
        var refused = assertThatThrownBy(() -> practice.completeWithOnly(
                ref, "Hold supervision session", TM, Map.of("tookPlace", "yes", "heldOn", "2026-03-02")));
        for (String question : List.of(
                "Decisions and workload explored in protected time",
                "Quality of the work as a whole",
                "What the work changed for children, families and carers",
                "Performance against own and team objectives",
                "Risk assessments for the practitioner and their plans",
                "A safe and inclusive place to work",
                "Policies talked over and clear",
                "How the practice framework was applied",
                "Does the work fall short of the standard, so that it needs a plan?",
                "Progress, practice and learning since last time",
                "Strengths",
                "What to develop for the role",
                "Opportunities to learn",
                "How the needs are met",
                "Induction: what is done, what is open",
                "Training taken: what was it worth?",
                "What the training changed in the work",
                "Audit, observation, compliments and complaints: what they show",
                "Goals to improve",
                "Supported as a professional and a person, diversity included",
                "Health, wellbeing and personal matters at work",
                "What the work does to oneself, and the feelings it brings",
                "Dilemmas and challenges",
                "Emotional barriers, and what support follows",
                "Causes of stress, and what helps with them",
                "Risk to the practitioner, safety and lone working",
                "Display screen assessment",
                "Hard work recognised and commended",
                "Feedback to the practitioner",
                "Feedback to the supervisor",
                "What to take up for the practitioner with management, team or agencies",
                "What to pass on, either way")) {
            refused.hasMessageContaining(question);
        }
        walk.hold(ref, Map.of("strengths", "Calm in conflict"));
        assertThat(entry(ref, "hold-supervision-session").answers()).containsEntry("strengths", "Calm in conflict");
    }

    @Test
    @DisplayName("what is agreed needs its day (SWI-PG2-07c)")
    void actionsHaveDates() {
        String ref = walk.agreed("experienced", "social-worker");
        walk.prepare(ref);
        Map<String, Object> all = practice.answersFor(
                ref,
                "Hold supervision session",
                TM,
                Map.of("tookPlace", "yes", "performanceConcern", "no", "heldOn", "2026-03-02"));
        assertThatThrownBy(() -> practice.completeWithOnly(
                        ref,
                        "Hold supervision session",
                        TM,
                        with(all, "agreed", List.of(Map.of("what", "Shadow a visit", "who", "both")))))
                .hasMessageContaining("By");
    }

    @Test
    @DisplayName("what was agreed stands before both at the next session, and the session asks what became of it; a"
            + " newly qualified worker's week cannot be agreed longer (SWI-PG2-07c, SWI-SV2-11, SWI-SV2-14a)")
    void agreedLastTime() {
        String ref = walk.agreed("newly-qualified", "social-worker");
        walk.prepare(ref);
        walk.hold(
                ref,
                Map.of("agreed", List.of(Map.of("what", "Shadow a visit", "who", "practitioner", "by", "2026-03-06"))));
        walk.share(ref);
        walk.signByPractitioner(ref);
        walk.signBySupervisor(ref);
        assertThatThrownBy(() -> practice.complete(
                        ref,
                        "Set next session",
                        TM,
                        Map.of("plannedFor", "2026-03-09", "everyDays", 14, "whyMoreOften", "Quiet")))
                .hasMessageContaining("cannot be longer than 7 calendar days");
        walk.setNext(ref);
        for (String label : List.of("Prepare as supervisor", "Hold supervision session")) {
            assertThat(practice.shownAtOpening(ref, label, TM)
                            .get("practitioner")
                            .toString())
                    .as(label)
                    .contains("- Shadow a visit: practitioner, by 6 March 2026");
        }
        walk.prepare(ref);
        assertThatThrownBy(() -> practice.completeWithOnly(
                        ref, "Hold supervision session", TM, Map.of("tookPlace", "yes", "heldOn", "2026-03-02")))
                .hasMessageContaining("What became of what was agreed");
        walk.hold(ref, Map.of());
    }

    @Test
    @DisplayName("a session that did not take place needs another day and the reason; its clock goes on (SWI-SUP-05a)")
    void anotherDay() {
        String ref = walk.agreed("experienced", "social-worker");
        assertThatThrownBy(
                        () -> practice.completeWithOnly(ref, "Hold supervision session", TM, Map.of("tookPlace", "no")))
                .hasMessageContaining("Another day");
        practice.complete(
                ref,
                "Hold supervision session",
                TM,
                Map.of("tookPlace", "no", "anotherDay", "2026-03-04", "whyNot", "Court"));
        assertThat(practice.deadlines(ref, "monthly-supervision-held"))
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.OPEN);
        assertThat(practice.due(ref, "monthly-supervision-held")).isEqualTo(LocalDate.of(2026, 4, 2));
        walk.prepare(ref);
        walk.hold(ref, Map.of());
        inTime(ref, "monthly-supervision-held");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Share supervision notes, supervision-notes-shared",
        "Sign notes as practitioner, notes-signed-by-practitioner",
        "Sign notes as supervisor, notes-signed-by-supervisor",
        "Set next session, next-session-set"
    })
    @DisplayName("notes are shared and signed by both, and the next date is set, in 5 working days over Easter:"
            + " SWI-SV2-06c, SWI-SV2-06d, SWI-SV2-10a, SWI-SV2-10b, SWI-PG2-07a")
    void fiveWorkingDays(String label, String standard) {
        practice.itIs("2026-04-01T09:00");
        String ref = walk.agreed("experienced", "social-worker");
        walk.prepare(ref);
        walk.hold(ref, Map.of());
        if (!label.startsWith("Share")) {
            walk.share(ref);
            if (!label.endsWith("practitioner")) {
                walk.signByPractitioner(ref);
                if (!label.endsWith("supervisor")) {
                    walk.signBySupervisor(ref);
                }
            }
        }
        // Wednesday before Easter: Thursday, then Tuesday to Friday.
        notDone(ref, label, standard, "2026-04-10");
    }

    @Test
    @DisplayName("the practitioner can send the notes back to be corrected; only both signatures close the session, and"
            + " they stand on the file with author and time (SWI-SV2-06d, SWI-SV2-06e, SWI-SV2-10b, SWI-SV2-10c,"
            + " SWI-SRC-02a, RUT-EH-6.1b, SWI-SUP-04)")
    void signedByBoth() {
        String ref = walk.agreed("experienced", "social-worker");
        walk.prepare(ref);
        walk.hold(ref, Map.of("goals", "Chair a core group"));
        walk.share(ref);
        assertThat(practice.shownAtOpening(ref, "Sign notes as practitioner", user(ref))
                        .get("document")
                        .toString())
                .contains("Chair a core group");
        practice.complete(
                ref,
                "Sign notes as practitioner",
                user(ref),
                Map.of("notesRight", "no", "returnReasons", "The goal was another"));
        assertThat(practice.tasks(ref)).contains("Share supervision notes").doesNotContain("Sign notes as supervisor");
        assertThat(practice.shownAtOpening(ref, "Share supervision notes", TM).toString())
                .contains("The goal was another");
        practice.complete(
                ref,
                "Share supervision notes",
                TM,
                Map.of("sharedOn", "2026-03-02", "correction", "Observe one first"));
        assertThat(practice.shownAtOpening(ref, "Sign notes as practitioner", user(ref)))
                .containsEntry("corrected", "Observe one first");
        walk.signByPractitioner(ref);
        assertThat(practice.tasks(ref)).doesNotContain("Set next session");
        walk.signBySupervisor(ref);
        walk.setNext(ref);
        assertThat(practice.tasks(ref)).contains("Hold supervision session");
        assertThat(entry(ref, "sign-notes-as-practitioner").by()).isEqualTo(user(ref));
        assertThat(entry(ref, "sign-notes-as-supervisor").by()).isEqualTo(TM);
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.chronology_entry where form_id like '%supervision%' and child_ref"
                                + " like 'PF-%'",
                        Integer.class))
                .isZero();
    }

    @Test
    @DisplayName("the session cannot close without the date of the next one (SWI-PG2-07a)")
    void nextDate() {
        String ref = walk.agreed("experienced", "social-worker");
        walk.prepare(ref);
        walk.hold(ref, Map.of());
        walk.share(ref);
        walk.signByPractitioner(ref);
        walk.signBySupervisor(ref);
        assertThatThrownBy(() -> practice.completeWithOnly(ref, "Set next session", TM, Map.of()))
                .hasMessageContaining("Next session on");
        assertThat(practice.tasks(ref)).doesNotContain("Hold supervision session");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "We spoke of Grace Westerby at length | refused",
                "Worried about GRACE WESTERBY's school | refused",
                "The visit to Grace was hard | refused",
                "Grace under pressure. Spoke of C-1001. Leopard prints | ",
                "She takes leave in April or in May | ",
                "By the Christian calendar it is on a Friday | ",
                "Helen Marsh was a help to her | ",
                "We spoke of Omar Haddad, of another team | "
            })
    @DisplayName(
            "the name of a child whom the writer knows is refused in the file and the case number asked for, without"
                    + " saying which child it is; ordinary words are not, nor does anybody learn so of a child of another team"
                    + " (SWI-SRC-02b, SWI-SV2-10d)")
    void caseNumbersOnly(String text, String refused) {
        String ref = walk.agreed("experienced", "social-worker");
        children.put(
                new Child("C-WEST", "Grace Westerby", LocalDate.of(2018, 1, 1), null, null, "west", null, null, false));
        children.put(new Child(
                "C-WEST2", "April May Christian", LocalDate.of(2018, 1, 1), null, null, "west", null, null, false));
        if (refused == null) {
            practice.complete(ref, "Prepare as practitioner", user(ref), Map.of("help", text));
            assertThat(entry(ref, "prepare-as-practitioner").answers()).containsEntry("help", text);
        } else {
            assertThatThrownBy(() -> practice.complete(ref, "Prepare as practitioner", user(ref), Map.of("help", text)))
                    .hasMessageContaining("names a child. Write the case number in its place")
                    .hasMessageNotContaining("C-WEST");
        }
    }

    // ---- each year ----

    @Test
    @DisplayName("two pieces of learning a year, one reflected on with a peer; a year without raises a breach"
            + " (SWI-OBS-04, SWI-SV2-02b)")
    void yearlyLearning() {
        String ref = walk.agreed("experienced", "social-worker");
        assertThatThrownBy(() -> practice.completeWithOnly(
                        ref, "Record yearly learning", user(ref), Map.of("completedOn", "2026-03-02", "first", "One")))
                .hasMessageContaining("Second piece")
                .hasMessageContaining("With which colleague")
                .hasMessageContaining("What we saw together");
        notDone(ref, "Record yearly learning", "yearly-learning-recorded", "2027-03-02");
        practice.itIs("2027-03-03T10:00");
        practice.complete(ref, "Record yearly learning", user(ref), Map.of("completedOn", "2027-03-03"));
        firstDoneLate(ref, "yearly-learning-recorded", 1);
        assertThat(practice.due(ref, "yearly-learning-recorded")).isEqualTo(LocalDate.of(2028, 3, 3));
        assertThat(practice.tasks(walk.agreed("experienced", "other"))).doesNotContain("Record yearly learning");
    }

    @Test
    @DisplayName("an appraisal each year; overdue it raises a breach (SWI-INT-07h, SWI-PG3-08a)")
    void appraisal() {
        String ref = walk.agreed("experienced", "social-worker");
        notDone(ref, "Hold appraisal", "appraisal-held", "2027-03-02");
        practice.itIs("2027-03-03T10:00");
        practice.complete(ref, "Hold appraisal", TM, Map.of("heldOn", "2027-03-03"));
        firstDoneLate(ref, "appraisal-held", 1);
        assertThat(practice.due(ref, "appraisal-held")).isEqualTo(LocalDate.of(2028, 3, 3));
    }

    // ---- change, help, concern, end ----

    @Test
    @DisplayName("another supervisor has the open work and the file, the one before no more, and the agreement is made"
            + " anew in 10 working days (SWI-SUP-02c, SWI-SV2-01b)")
    void changeOfSupervisor() {
        String ref = walk.agreed("experienced", "social-worker");
        String journey = journeys.running(ref).get(0).id().toString();
        assertThatThrownBy(() ->
                        practice.start("change-supervisor", "sm", Map.of("journeyId", journey, "supervisor", "ehm")))
                .hasMessageContaining("must be a registered social worker");
        practice.start(
                "change-supervisor",
                "sm",
                Map.of("journeyId", journey, "supervisor", "psw", "changedOn", "2026-03-02"));
        practice.carryOn(ref);
        assertThat(practice.task(ref, "Hold supervision session").getAssignee()).isEqualTo("psw");
        assertThat(practice.task(ref, "Prepare as supervisor").getAssignee()).isEqualTo("psw");
        assertThat(files.mayRead("psw", ref)).isTrue();
        practice.start(
                "change-supervisor",
                "sm",
                Map.of("journeyId", journey, "supervisor", SupervisionWalk.ATM, "changedOn", "2026-03-02"));
        practice.carryOn(ref);
        assertThat(files.mayRead("psw", ref)).isFalse();
        assertThat(files.mayRead(SupervisionWalk.ATM, ref)).isTrue();
        assertThat(practice.tasksSeenBy("psw", ref)).isEmpty();
        assertThat(practice.tasks(ref)).doesNotContain("Renew supervision agreement");
        notDone(ref, "Agree supervision anew", "supervision-agreed-anew", "2026-03-16");
        practice.complete(
                ref,
                "Agree supervision anew",
                SupervisionWalk.ATM,
                Map.of("agreedOn", practice.today().toString()));
        assertThat(practice.due(ref, "supervision-agreement-renewed"))
                .isEqualTo(practice.today().plusYears(1));
    }

    @ParameterizedTest(name = "{0} tells {1}, whose lateness the {2} answers")
    @CsvSource({"atm.west, tm.west, service-manager", "tm.west, sm, head-of-service"})
    @DisplayName(
            "a person who cannot fulfil their role says so, and the manager above is told at once: an assistant team"
                    + " manager tells the team manager (SWI-COL-08), a team manager the service manager (SWI-COL-07); the manager"
                    + " has 2 working days")
    void supportInRole(String who, String manager, String answersForLateness) {
        String ref = PractitionerFiles.refOf(who);
        practice.start("ask-for-support-in-role", who, Map.of("issue", "Two roles at once"));
        practice.carryOn(ref);
        assertThat(told(ref))
                .filteredOn(text -> text.contains("Support is asked for in a role"))
                .singleElement()
                .asString()
                .startsWith(manager)
                .doesNotContain("Two roles");
        assertThat(practice.task(ref, "Agree early support").getAssignee()).isEqualTo(manager);
        assertThat(practice.shownAtOpening(ref, "Agree early support", manager).toString())
                .contains("Two roles at once");
        assertThat(practice.dueDay(ref, "Agree early support")).isEqualTo("2026-03-04");
        oneMinuteBefore(ref, "support-in-role-agreed");
        practice.itIs("2026-03-05T00:01");
        practice.fireDueTimers(ref);
        assertThat(breaches(ref, "support-in-role-agreed"))
                .extracting(Missed::answerBy)
                .containsExactly(answersForLateness);
        practice.itIs("2026-03-05T10:00");
        practice.complete(ref, "Agree early support", manager, Map.of("spokenOn", "2026-03-05"));
        doneLate(ref, "support-in-role-agreed", 1);
        assertThat(practice.tasks(ref)).doesNotContain("Agree early support");
        assertThat(journeys.running(ref)).isEmpty();
    }

    @Test
    @DisplayName(
            "work that falls short: the line manager is told at once, HR's advice and support are planned, and what"
                    + " informal measures do not mend becomes formal (SWI-MPS-04d, SWI-PER-01b, SWI-PER-01c, NEW-SUP-2c-10,"
                    + " SWI-PG1-07a, SWI-PG1-07b, DFE-8-04)")
    void performance() {
        String ref = concern();
        assertThat(told(ref)).hasSize(1);
        assertThat(told(ref).get(0)).startsWith("sm: ").contains("Your advice is asked for");
        assertThat(practice.tasks(ref)).as("supervision goes on").contains("Hold supervision session");
        assertThatThrownBy(() -> practice.completeWithOnly(ref, "Plan support for performance", TM, Map.of()))
                .hasMessageContaining("HR asked on")
                .hasMessageContaining("Line manager whose advice was sought")
                .hasMessageContaining("Support that is given");
        notDone(ref, "Plan support for performance", "performance-support-planned", "2026-03-16");
        practice.itIs("2026-03-17T10:00");
        practice.complete(ref, "Plan support for performance", TM, Map.of("plannedOn", "2026-03-17"));
        doneLate(ref, "performance-support-planned", 1);
        notDone(ref, "Review performance plan", "performance-plan-reviewed", "2026-04-17");
        reviewPlan(ref, "goes-on");
        assertThat(practice.due(ref, "performance-plan-reviewed"))
                .isEqualTo(practice.today().plusMonths(1));
        reviewPlan(ref, "formal");
        assertThat(practice.tasks(ref)).doesNotContain("Review performance plan");
        assertThat(told(ref)).hasSize(2).anyMatch(text -> text.contains("A formal procedure has begun"));
    }

    @Test
    @DisplayName("work that has improved ends the plan (SWI-PER-01b)")
    void improved() {
        String ref = concern();
        practice.complete(ref, "Plan support for performance", TM, Map.of("plannedOn", "2026-03-02"));
        reviewPlan(ref, "improved");
        assertThat(practice.running(ref)).doesNotContain("support-performance");
        assertThat(told(ref)).hasSize(1);
    }

    private String concern() {
        String ref = walk.agreed("experienced", "social-worker");
        walk.prepare(ref);
        walk.hold(ref, Map.of("performanceConcern", "yes"));
        walk.share(ref);
        walk.signByPractitioner(ref);
        walk.signBySupervisor(ref);
        walk.setNext(ref);
        return ref;
    }

    private void reviewPlan(String ref, String outcome) {
        practice.complete(
                ref,
                "Review performance plan",
                TM,
                Map.of("reviewedOn", practice.today().toString(), "performanceOutcome", outcome));
    }

    private List<String> told(String ref) {
        return jdbc.queryForList(
                "select array_to_string(recipients, ',') || ': ' || text from pathways.notice where child_ref = ? and"
                        + " kind = 'notice'",
                String.class,
                ref);
    }

    @Test
    @DisplayName("group, peer and case consultation are called together and held (NEW-IND-3b, DFE-7-02)")
    void group() {
        String ref = PractitionerFiles.refOf(TM);
        practice.start("group-supervision", TM, Map.of("kind", "peer", "plannedFor", "2026-03-03"));
        practice.carryOn(ref);
        assertThat(practice.task(ref, "Hold group supervision").getAssignee()).isEqualTo(TM);
        assertThatThrownBy(() -> practice.completeWithOnly(ref, "Hold group supervision", TM, Map.of()))
                .hasMessageContaining("Bias that was identified");
        practice.complete(ref, "Hold group supervision", TM, Map.of("heldOn", "2026-03-02"));
        assertThat(practice.tasks(ref)).doesNotContain("Hold group supervision");
        assertThat(entry(ref, "hold-group-supervision").by()).isEqualTo(TM);
    }

    @Test
    @DisplayName("somebody who leaves is supervised no longer: what was asked for is withdrawn, the file stays")
    void leaves() {
        String ref = walk.agreed("experienced", "social-worker");
        walk.person(user(ref), "Worker " + user(ref), Role.SOCIAL_WORKER, "west", true, false);
        assertThat(practice.running(ref)).isEmpty();
        assertThat(journeys.running(ref)).isEmpty();
        assertThat(practice.deadline(ref, "monthly-supervision-held").status()).isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(practice.chronology(ref)).isNotEmpty();
        assertThat(files.mayRead(user(ref), ref)).isFalse();
        assertThat(files.mayRead(TM, ref)).isTrue();
    }
}
