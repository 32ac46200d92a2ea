package uk.childpathways.journeys.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.oversight.AgreedAction;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child's case is supervised")
class CaseSupervisionTest extends JourneyTestBase {

    private static final String HOLD = "Hold case supervision";
    private static final String PREPARE = "Prepare supervision";
    private static final String READ = "Read file before supervision";
    private static final String RECORD = "Complete supervision record";

    @Autowired
    Journeys journeys;

    @Autowired
    Children children;

    @Autowired
    AgreedActions agreedActions;

    @Autowired
    Consequences consequences;

    private String child;

    /** Opened on Monday 2 March 2026. */
    @BeforeEach
    void supervisionOpened() {
        practice = practice.withSupervision();
        practice.itIs("2026-03-02T10:00");
        child = practice.child();
        practice.journey("child-in-need", child);
        practice.handedOver("case-supervision", child);
    }

    private void hold(Object... answers) {
        practice.complete(child, HOLD, "tm.north", with(Map.of("nextOn", "2026-05-12"), answers));
        practice.carryOn(child);
    }

    // ---- who does what ----

    @Test
    @DisplayName("the session is the manager's; the worker and the supervisor prepare beside it (NEW-SUP-2a-1,"
            + " SWI-SUP-17, RUT-CP-16b)")
    void whoDoesWhat() {
        assertThat(practice.tasks(child)).containsExactlyInAnyOrder(HOLD, PREPARE, READ, "Update child's summary");
        assertThat(practice.offeredTo(child, HOLD))
                .containsExactlyInAnyOrder(
                        "team-managers-north", "assistant-team-managers-north", "principal-social-workers");
        assertThat(practice.task(child, PREPARE).getAssignee()).isEqualTo("sw.north");
        assertThatThrownBy(() -> practice.complete(child, HOLD, "sw.north", Map.of()))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    @DisplayName("a manager who works with the child themselves does not supervise that work; another manager does")
    void notOnesOwnCase() {
        Child now = children.get(child);
        children.put(new Child(
                child, now.name(), now.dateOfBirth(), null, now.familyRef(), now.team(), "tm.north", null, false));
        assertThatThrownBy(() -> practice.complete(child, HOLD, "tm.north", Map.of("nextOn", "2026-05-12")))
                .hasMessageContaining("Nobody supervises their own work with a child");
        assertThat(practice.tasks(child)).contains(HOLD);
        practice.complete(child, HOLD, "atm.north", Map.of("nextOn", "2026-05-12"));
        assertThat(practice.tasks(child)).contains(RECORD);
    }

    @Test
    @DisplayName("by hand it is opened for a child with whom work goes on, once (RUT-A5-02)")
    void byHand() {
        String other = practice.child();
        Map<String, Object> opened = Map.of("childRef", other);
        assertThatThrownBy(() -> practice.start("case-supervision", "tm.north", opened))
                .hasMessageContaining("open the child's journey first");
        practice.journey("child-in-need", other);
        assertThatThrownBy(() -> practice.start("case-supervision", "sw.north", opened))
                .isInstanceOf(AuthorizationException.class);
        practice.start("case-supervision", "tm.north", opened);
        assertThat(practice.tasks(other)).contains(HOLD);
        assertThatThrownBy(() -> practice.start("case-supervision", "tm.north", opened))
                .hasMessageContaining("runs already");
    }

    // ---- preparation ----

    @Test
    @DisplayName(
            "what the worker prepared, and what managers decided since the last session, lie on the table; an audit"
                    + " is reflected on (NEW-SUP-2c-1, SWI-SUP-13a)")
    void prepared() {
        practice.complete(
                child,
                PREPARE,
                "sw.north",
                Map.of("progress", "He sleeps through.", "audited", "yes", "auditFindings", "No genogram."));
        practice.complete(
                child,
                READ,
                "tm.north",
                Map.of("decision", "Visits are there; the plan is old.", "rationale", "Drift."));
        String shown =
                String.valueOf(practice.shownAtOpening(child, HOLD, "tm.north").get("sinceSupervision"));
        assertThat(shown)
                .contains("He sleeps through.")
                .contains("No genogram.")
                .contains("file read: Visits are there; the plan is old. Drift.");
        Map<String, Object> answers =
                without(practice.answersFor(child, HOLD, "tm.north", Map.of()), "auditReflection");
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", answers))
                .hasMessageContaining("What the audit found");
        practice.itIs("2026-03-03T10:00");
        hold();
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, HOLD, "tm.north").get("sinceSupervision")))
                .as("the next session begins with a clean table")
                .doesNotContain("He sleeps through.")
                .doesNotContain("the plan is old");
        assertThat(practice.answersFor(child, HOLD, "tm.north", Map.of("nextOn", "2026-05-12")))
                .doesNotContainKey("auditReflection");
    }

    @Test
    @DisplayName("the supervisor's reading of the file is on the oversight record as a file read (SWI-SUP-17,"
            + " SWI-OVR-01a)")
    void fileRead() {
        practice.complete(child, READ, "atm.north", Map.of("decision", "Chronology ends in May."));
        OversightEntry entry = oversightOf(child, "file-read").get(0);
        assertThat(entry.by()).isEqualTo("atm.north");
        assertThat(entry.decision()).isEqualTo("Chronology ends in May.");
    }

    @Test
    @DisplayName("what was not prepared does not hold the session up, and is not asked for afterwards")
    void preparationNeverBlocks() {
        hold();
        assertThat(practice.tasks(child))
                .containsExactlyInAnyOrder(RECORD, HOLD, PREPARE, READ, "Update child's summary");
        assertThat(practice.deadlines(child, "supervision-prepared"))
                .extracting(Deadline::status)
                .containsExactlyInAnyOrder(Deadline.Status.WITHDRAWN, Deadline.Status.OPEN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Prepare supervision,supervision-prepared,sw.north",
        "Read file before supervision,file-read-before-supervision,tm.north"
    })
    @DisplayName("before the first session, of which no day is planned yet, both have 20 working days; after that until"
            + " the working day before the day planned, over Easter too")
    void preparationClocks(String task, String standard, String by) {
        assertThat(due(child, standard).toLocalDate()).isEqualTo("2026-03-30");
        practice.itIs("2026-03-04T10:00");
        hold("nextOn", "2026-04-07");
        notDone(child, task, standard, "2026-04-02");
        practice.itIs("2026-04-07T09:00");
        practice.complete(child, task, by);
        doneLate(child, standard, 1);
    }

    @Test
    @DisplayName("a session that gets another day takes its preparation along")
    void sessionMoves() {
        practice.itIs("2026-03-04T10:00");
        hold("nextOn", "2026-04-07");
        String meeting = journeys.running(child).stream()
                        .filter(journey -> journey.key().equals("case-supervision"))
                        .findFirst()
                        .orElseThrow()
                        .id()
                + "/case-supervision-planned-for";
        practice.start("move-meeting", "tm.north", Map.of("meeting", meeting, "newDate", "2026-04-16"));
        practice.carryOn(child);
        assertThat(practice.dueDay(child, PREPARE)).isEqualTo("2026-04-15");
        assertThat(practice.dueDay(child, READ)).isEqualTo("2026-04-15");
    }

    // ---- the session's own clock ----

    @Test
    @DisplayName("the next session counts from the last; missed, it is before the service manager, and the duty stays"
            + " (NEW-SUP-2a-1, SUPF-CP-04, SUPF-INT-04)")
    void sessionMissed() {
        practice.itIs("2026-03-03T10:00");
        hold("supervisionInterval", 2, "intervalRationale", "He moves home next week.");
        assertThat(notDone(child, HOLD, "case-supervised", "2026-03-17").answerBy())
                .as("managers do not answer for what they owe themselves, also where an assistant could have done it")
                .isEqualTo("service-manager");
        practice.itIs("2026-03-19T10:00");
        hold();
        assertThat(practice.deadlines(child, "case-supervised"))
                .filteredOn(deadline -> deadline.status() == Deadline.Status.MET_LATE)
                .extracting(Deadline::lateWorkingDays)
                .containsExactly(2);
        assertThat(due(child, "case-supervised").toLocalDate())
                .as("counted from the session held, not from the day on which it was due")
                .isEqualTo("2026-04-02");
    }

    @Test
    @DisplayName("an interval that a manager sets has its reasons on the record (SUPF-CP-04)")
    void intervalWithReasons() {
        Map<String, Object> answers = without(
                practice.answersFor(child, HOLD, "tm.north", Map.of("nextOn", "2026-03-12", "supervisionInterval", 2)),
                "intervalRationale");
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", answers))
                .hasMessageContaining("Why this interval is right for the child");
    }

    // ---- the questions ----

    private static Map<String, Object> without(Map<String, Object> answers, String key) {
        Map<String, Object> rest = new LinkedHashMap<>(answers);
        rest.remove(key);
        return rest;
    }

    @Test
    @DisplayName(
            "every question of the session is asked, whoever sends the form: the child seen, alone, and if not why and"
                    + " who sees the child (SWI-SUP-09a, SWI-SUP-09b), the child's voice (SWI-SUP-10, DFE-5-03), life in detail"
                    + " (SWI-PG2-07f), practice model and tools (NEW-SUP-2a-2, NEW-SUP-2b-4), reflection (DFE-3-04, SUPF-INT-05,"
                    + " SWI-PG1-04c), family narratives (DFE-6-04a), fathers (DFE-6-04b), what helps (SWI-SV2-08a),"
                    + " effectiveness (RUT-MGT-03, RUT-MGT-04a), the plan still right and if not the direction by a day"
                    + " (SWI-SV2-08b, RUT-MGT-04b, DFE-6-05b), goals by a day (SWI-SV2-08d), pace (DFE-6-03), nobody opens"
                    + " (SWI-SUP-07b), going on or ending (DFE-6-07b), progress (SWI-SV2-08c, RUT-CP-16a), decision with reasons"
                    + " (SWI-PG1-04e, RUT-A5-04), new risk (DFE-6-06b)")
    void questionsOfTheSession() {
        Map<String, Object> all = practice.answersFor(
                child,
                HOLD,
                "tm.north",
                Map.of(
                        "nextOn", "2026-05-12",
                        "childSeen", "not-seen",
                        "planRelevant", "changes-needed",
                        "practitionerRisk", "yes",
                        "newRisk", "yes"));
        List.of(
                        "heldOn",
                        "present",
                        "progress",
                        "discussion",
                        "childSeen",
                        "childNotSeenReason",
                        "othersInContact",
                        "childVoice",
                        "practiceModel",
                        "hypotheses",
                        "reflection",
                        "familyNarratives",
                        "fathers",
                        "practitionerRisk",
                        "practitionerSafety",
                        "whatHelps",
                        "planEffectiveness",
                        "planRelevant",
                        "planDirection",
                        "planDirectionBy",
                        "goals",
                        "goalsBy",
                        "pace",
                        "paceWhy",
                        "contingency",
                        "newRisk",
                        "newRiskWhat",
                        "involvement",
                        "involvementReason",
                        "decision",
                        "rationale",
                        "effectOnChild",
                        "nextOn")
                .forEach(key -> refusedWithout(HOLD, all, key));
    }

    @Test
    @DisplayName(
            "the record asks for purpose and expectations (NEW-SUP-2b-2, NEW-SUP-2b-3, SWI-SUP-07a), worker, needs,"
                    + " plan and support (SWI-SUP-08a, SWI-SUP-08b, SWI-SUP-08c, SWI-SUP-08d), welfare and resources"
                    + " (DFE-6-06a, DFE-3-03), guidance and analysis (RUT-MGT-02), contexts and chronology (DFE-5-01), diversity"
                    + " and poverty (DFE-4-09), evidence, goals and safety (DFE-1-08a, DFE-1-08b, DFE-1-08c), proportionate and"
                    + " balanced authority (DFE-4-01, DFE-6-01, DFE-6-02)")
    void questionsOfTheRecord() {
        hold();
        Map<String, Object> all = practice.answersFor(child, RECORD, "tm.north", Map.of("needsAssessed", "no"));
        List.of(
                        "allocationPurpose",
                        "expectations",
                        "expectationsNotMet",
                        "hasWorker",
                        "needsAssessed",
                        "planMeetsNeeds",
                        "supportInPlace",
                        "needsGap",
                        "welfareNeeds",
                        "resources",
                        "guidance",
                        "criticalAnalysis",
                        "contexts",
                        "diversity",
                        "evidenceBase",
                        "towardsGoals",
                        "safety",
                        "proportionate",
                        "balance")
                .forEach(key -> refusedWithout(RECORD, all, key));
    }

    private void refusedWithout(String task, Map<String, Object> all, String key) {
        assertThat(all).containsKey(key);
        String label = practice.form(child, task)
                .all()
                .filter(field -> key.equals(field.key()) || key.equals(field.path()))
                .findFirst()
                .orElseThrow()
                .label();
        assertThatThrownBy(() -> practice.completeWithOnly(child, task, "tm.north", without(all, key)))
                .as("without '%s'", key)
                .hasMessageContaining(label);
        assertThat(practice.tasks(child)).contains(task);
    }

    @Test
    @DisplayName("one explanation is none: at least two hypotheses, each with how it is tested (DFE-5-02, DFE-5-05,"
            + " SWI-PG1-04c)")
    void twoHypotheses() {
        Map<String, Object> one = with(
                practice.answersFor(child, HOLD, "tm.north", Map.of("nextOn", "2026-05-12")),
                "hypotheses",
                list(Map.of("hypothesis", "She is tired.", "howTested", "Ask the school.")));
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", one))
                .hasMessageContaining("at least two explanations");
        Map<String, Object> untested = with(
                one,
                "hypotheses",
                list(
                        Map.of("hypothesis", "She is tired.", "howTested", "Ask the school."),
                        Map.of("hypothesis", "He is back.")));
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", untested))
                .hasMessageContaining("How we will test it");
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(strings = {"action", "owner", "by", "outcome"})
    @DisplayName("a new action says what, what for, who and by when (SWI-PG1-04b)")
    void smartActions(String missing) {
        Map<String, Object> action = new LinkedHashMap<>(Map.of(
                "action", "Ring the school", "outcome", "She eats at noon.", "owner", "sw.north", "by", "2026-03-20"));
        action.remove(missing);
        Map<String, Object> answers = with(
                practice.answersFor(child, HOLD, "tm.north", Map.of("nextOn", "2026-05-12")), "actions", list(action));
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", answers))
                .hasMessageContaining("is missing");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"heldOn,2026-03-03,in the future", "nextOn,2026-03-01,in the past", "heldOn,2026-02-27,cannot be before"
    })
    @DisplayName("a session lies behind, after supervision was opened; the next one lies ahead")
    void days(String field, String day, String why) {
        Map<String, Object> answers =
                with(practice.answersFor(child, HOLD, "tm.north", Map.of("nextOn", "2026-05-12")), field, day);
        assertThatThrownBy(() -> practice.completeWithOnly(child, HOLD, "tm.north", answers))
                .hasMessageContaining(why);
    }

    // ---- decision and record ----

    @Test
    @DisplayName("the decision is on the oversight record with its reasons when the session is held, the record on the"
            + " child's file with guidance and analysis by who held it; none without the other (SUPF-INT-05,"
            + " NEW-SUP-2b-1, SWI-SUP-06, SWI-SV2-07, RUT-MGT-02, RUT-MGT-04c, NEW-OVR-1a, RUT-EH-6.1c)")
    void onRecord() {
        hold("decision", "Move to weekly visits.", "rationale", "She is alone after school.");
        OversightEntry decided = oversightOf(child, "case-supervision").get(0);
        assertThat(decided.decision()).isEqualTo("Move to weekly visits.");
        assertThat(decided.rationale()).isEqualTo("She is alone after school.");
        assertThat(decided.by()).isEqualTo("tm.north");
        assertThat(practice.task(child, RECORD).getAssignee()).isEqualTo("tm.north");
        practice.complete(
                child, RECORD, "tm.north", Map.of("guidance", "Draw the week with her.", "criticalAnalysis", "Alone."));
        assertThat(entry(child, "complete-supervision-record").by()).isEqualTo("tm.north");
        assertThat(entry(child, "complete-supervision-record").answers())
                .containsEntry("guidance", "Draw the week with her.")
                .containsEntry("criticalAnalysis", "Alone.");
        inTime(child, "supervision-recorded");
        assertThat(practice.engineKnows(child, "decision")).isFalse();
    }

    @Test
    @DisplayName("what rarely changes is filled in from the last record (NEW-SUP-2b-2, NEW-SUP-2b-3)")
    void filledInFromLastTime() {
        hold();
        practice.complete(child, RECORD, "tm.north", Map.of("allocationPurpose", "Safe at home.", "guidance", "G1"));
        practice.itIs("2026-03-10T10:00");
        hold();
        assertThat(practice.shownAtOpening(child, RECORD, "tm.north"))
                .containsEntry("allocationPurpose", "Safe at home.")
                .doesNotContainKey("guidance");
    }

    @ParameterizedTest(name = "held on {0}: by {1}")
    @CsvSource({
        // Tuesday: five working days and one week are one day.
        "2026-03-03,2026-03-10",
        // Over Easter five working days would be 13 April: one week is earlier.
        "2026-04-02,2026-04-09",
        // Over the bank holiday of 4 May likewise.
        "2026-04-30,2026-05-07"
    })
    @DisplayName("the record is due 5 working days from the session or after one week, whichever is earlier"
            + " (SWI-SRC-01a, RUT-A5-03a)")
    void recordDue(String heldOn, String due) {
        practice.itIs(heldOn + "T15:00");
        hold("nextOn", "2026-06-12");
        notDone(child, RECORD, "supervision-recorded", due);
        practice.itIs(LocalDate.parse(due).plusDays(1) + "T10:00");
        practice.complete(child, RECORD, "tm.north");
        doneLate(child, "supervision-recorded", 1);
    }

    @Test
    @DisplayName("a session recorded days later counts from the day on which it was held (SWI-SRC-01a)")
    void recordedLater() {
        practice.itIs("2026-03-06T10:00");
        hold("heldOn", "2026-03-03");
        assertThat(practice.dueDay(child, RECORD)).isEqualTo("2026-03-10");
    }

    @Test
    @DisplayName("a record that is still owed does not hold up the next session (NEW-SUP-2a-1)")
    void recordBesideTheNextSession() {
        hold();
        practice.itIs("2026-03-03T10:00");
        hold();
        assertThat(practice.openTasks(child, RECORD)).hasSize(2);
        assertThat(practice.openTasks(child, HOLD)).hasSize(1);
        practice.openTasks(child, RECORD)
                .forEach(task -> practice.completeTask(task.getId(), child, "tm.north", Map.of()));
        assertThat(entries(child, "complete-supervision-record")).isEqualTo(2);
    }

    // ---- earlier actions ----

    private static Map<String, Object> action(String what, String by) {
        return Map.of("action", what, "outcome", "Safer.", "owner", "sw.north", "by", by);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> rowsShown() {
        Object rows = practice.shownAtOpening(child, HOLD, "tm.north").get("previousActions");
        return rows == null ? List.of() : (List<Map<String, Object>>) rows;
    }

    private Map<String, Object> answered(String what, String state, String why) {
        Map<String, Object> row = rowsShown().stream()
                .filter(each -> String.valueOf(each.get("agreed")).startsWith(what))
                .findFirst()
                .orElseThrow();
        return with(row, "state", state, "stateWhy", why);
    }

    @Test
    @DisplayName("each earlier action is shown with owner and day and asked how it stands, until it is closed; what is"
            + " closed here closes its follow-up (SWI-SV2-08c, SWI-PG1-04d, NEW-IND-1b, SWI-PG1-02c)")
    void earlierActions() {
        hold("actions", list(action("Ring the school", "2026-03-20"), action("Book the dentist", "2026-04-20")));
        assertThat(practice.openTasks(child, "Complete agreed action")).hasSize(2);
        practice.itIs("2026-03-23T10:00");
        assertThat(rowsShown())
                .extracting(row -> row.get("agreed"))
                .anySatisfy(text -> assertThat(text.toString())
                        .startsWith("Ring the school")
                        .contains("by 20 March 2026"))
                .hasSize(2);
        hold(
                "previousActions",
                list(
                        with(answered("Ring the school", "done", "She has lunch."), "doneOn", "2026-03-19"),
                        answered("Book the dentist", "goes-on", "Waiting list.")));
        assertThat(agreedActions.openFor(child))
                .extracting(AgreedAction::action)
                .containsExactly("Book the dentist");
        assertThat(practice.openTasks(child, "Complete agreed action")).hasSize(1);
        assertThat(practice.deadlines(child, "agreed-action-done"))
                .extracting(Deadline::status)
                .as("met by the day on which it was done")
                .containsExactlyInAnyOrder(Deadline.Status.MET, Deadline.Status.OPEN);

        practice.itIs("2026-04-13T10:00");
        assertThat(rowsShown())
                .singleElement()
                .satisfies(row -> assertThat(row.get("agreed").toString()).startsWith("Book the dentist"));
        hold("previousActions", list(answered("Book the dentist", "no-longer-needed", "Seen at school.")));
        assertThat(agreedActions.openFor(child)).isEmpty();
        assertThat(practice.tasks(child)).doesNotContain("Complete agreed action");
        assertThat(rowsShown()).isEmpty();
    }

    @Test
    @DisplayName("an action found done after its day is late on the record, one let go ends undone with the reason"
            + " (NEW-IND-1b)")
    void lateAndLetGo() {
        hold("actions", list(action("Ring the school", "2026-03-05"), action("Book the dentist", "2026-03-05")));
        practice.itIs("2026-03-09T10:00");
        practice.fireDueTimers(child);
        hold(
                "previousActions",
                list(
                        with(answered("Ring the school", "done", "Late."), "doneOn", "2026-03-06"),
                        answered("Book the dentist", "not-done", "Nobody asked her.")));
        assertThat(practice.deadlines(child, "agreed-action-done"))
                .extracting(Deadline::status)
                .containsExactlyInAnyOrder(Deadline.Status.MET_LATE, Deadline.Status.WITHDRAWN);
        assertThat(agreedActions.endedFor(child, java.time.Instant.EPOCH))
                .extracting(AgreedAction::status, AgreedAction::result)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(AgreedAction.Status.DONE, "Late."),
                        org.assertj.core.groups.Tuple.tuple(AgreedAction.Status.NOT_DONE, "Nobody asked her."));
        assertThat(practice.tasks(child)).doesNotContain("Complete agreed action");
    }

    @Test
    @DisplayName("no earlier action is passed over, and none of another child slips in (SWI-PG1-04d)")
    void everyActionAnswered() {
        hold("actions", list(action("Ring the school", "2026-03-20")));
        practice.itIs("2026-03-10T10:00");
        Map<String, Object> all = practice.answersFor(child, HOLD, "tm.north", Map.of("nextOn", "2026-05-12"));
        assertThatThrownBy(
                        () -> practice.completeWithOnly(child, HOLD, "tm.north", with(all, "previousActions", list())))
                .hasMessageContaining("'Ring the school'");
        assertThatThrownBy(() -> practice.completeWithOnly(
                        child,
                        HOLD,
                        "tm.north",
                        with(
                                all,
                                "previousActions",
                                list(with(
                                        answered("Ring the school", "goes-on", "x"),
                                        "openAction",
                                        "7f1f8a52-0000-4000-8000-000000000000")))))
                .isInstanceOf(RuntimeException.class);
        practice.completeWithOnly(child, HOLD, "tm.north", all);
        assertThat(practice.openTasks(child, "Complete agreed action")).hasSize(1);
    }

    @Test
    @DisplayName("what its owner has done is shown as ended with what came of it (SWI-SV2-08c)")
    void endedByItsOwner() {
        hold("actions", list(action("Ring the school", "2026-03-20")));
        practice.itIs("2026-03-10T10:00");
        practice.complete(
                child,
                "Complete agreed action",
                "sw.north",
                Map.of("actionResult", "done", "actionEffect", "She has lunch now."));
        assertThat(rowsShown()).isEmpty();
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, HOLD, "tm.north").get("sinceSupervision")))
                .contains("Ring the school: done")
                .contains("She has lunch now.");
    }

    // ---- what follows ----

    @Test
    @DisplayName("a new risk of significant harm opens a section 47 enquiry at once and tells worker and manager; where"
            + " one runs, it is not opened again (DFE-6-06b)")
    void newRisk() {
        hold("newRisk", "yes");
        assertThat(practice.running(child)).contains("s47-to-icpc");
        assertThat(practice.chronology(child))
                .anyMatch(entry -> entry.title()
                        .equals("Handed over: S47 enquiry to initial child protection conference to be opened"));
        assertThat(consequences.told(child, "notice")).contains("sw.north", "tm.north");
        practice.itIs("2026-03-03T10:00");
        hold("newRisk", "yes");
        assertThat(journeys.running(child))
                .filteredOn(journey -> journey.key().equals("s47-to-icpc"))
                .hasSize(1);
        assertThat(practice.tasks(child)).doesNotContain("Receive hand-over");
        assertThat(practice.openTasks(child, RECORD))
                .as("the record is owed all the same")
                .hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"step-down,steps down", "close,our work ends"})
    @DisplayName(
            "asked every time whether work goes on: to step down or end is told to who plans it, and ends nothing by"
                    + " itself (DFE-6-07b)")
    void workEnds(String involvement, String words) {
        hold("involvement", involvement);
        assertThat(consequences.toldTo("sw.north", child))
                .anySatisfy(text -> assertThat(text).contains(words));
        assertThat(consequences.told(child, "notice")).contains("tm.north");
        assertThat(journeys.running(child)).hasSize(2);
        assertThat(practice.tasks(child)).contains(HOLD, RECORD);
    }

    @Test
    @DisplayName("work that goes on is told to nobody")
    void workGoesOn() {
        hold();
        assertThat(consequences.notices(child, "notice")).isZero();
    }

    @Test
    @DisplayName("where work ends, no next session need be planned")
    void noNextSession() {
        practice.complete(child, HOLD, "tm.north", Map.of("involvement", "close"));
        assertThat(entry(child, "hold-case-supervision").answers()).doesNotContainKey("nextOn");
    }

    @Test
    @DisplayName("with the child's last journey supervision ends; a record still owed is written first")
    void lastJourneyEnds() {
        hold();
        journeys.running(child).stream()
                .filter(journey -> journey.key().equals("child-in-need"))
                .forEach(journey -> journeys.end(journey.id(), "The needs are met", "tm.north"));
        assertThat(practice.tasks(child)).containsExactly(RECORD);
        practice.complete(child, RECORD, "tm.north");
        assertThat(journeys.running(child))
                .filteredOn(journey -> journey.key().equals("case-supervision"))
                .isEmpty();
    }
}
