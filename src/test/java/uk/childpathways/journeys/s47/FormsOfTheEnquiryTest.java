package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.testing.PathwaysTest;

/**
 * Every answer that a clause asks for: a form without it is refused by the answer's label and leaves nothing; with it, it
 * is in the chronology, under the clause. One child walks from task to task as the rows come; another has gone the whole
 * way with every answer given.
 */
@PathwaysTest
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("What the forms of the enquiry and the conference ask")
class FormsOfTheEnquiryTest extends EnquiryWalk {

    /** One step of the walk. */
    private record Step(String label, String by, Map<String, Object> answers) {}

    private final Map<String, Step> way = new LinkedHashMap<>();
    private String walking;
    private String walked;

    FormsOfTheEnquiryTest() {
        step("Allocate case", "tm.north", "worker", "sw.north", "allocationKind", "new", "capacityConfirmed", "no");
        step("Decide on immediate safety", "tm.north", "immediateSafety", "none");
        step("Give contact details", "sw.north", "languageNeed", "bsl");
        way.put(
                "Hold strategy discussion",
                new Step("Hold strategy discussion", "tm.north", discussion("joint", "toBeSeenAlone", "no")));
        step("Endorse enquiry", "psw", "endorsement", "endorsed");
        step("Complete agency checks", "sw.north", "consent", "refused");
        step("See child and family", "sw.north", "childSeen", "seen", "seenAlone", "no");
        step("Read case history", "sw.north");
        step(
                "Write S47 outcome",
                "sw.north",
                "s47Outcome",
                "continuing-risk",
                "otherChildren",
                "yes",
                "agreementToPlan",
                "in-part");
        step("Sign off document", "tm.north", "signOffDecision", "approved");
        step("Request conference", "sw.north", "transferring", "yes");
        step("Hold managers' conversation", "tm.north");
        step("Convene conference", "confadmin", "initiatingWorkerInvited", "no");
        step("Prepare child", "sw.north", "childTakesPart", "attends");
        step("Write conference report", "sw.north", "recommendedOutcome", "child-protection-plan");
        step("Sign off document ", "tm.north", "signOffDecision", "approved");
        step("Share document", "sw.north");
        step(
                "Hold conference",
                "cpchair",
                "conferenceOutcome",
                "child-protection-plan",
                "initiatingWorkerAttended",
                "no",
                "receivingWorkerAttended",
                "yes",
                "recordedJointly",
                "no",
                "agreementToPlan",
                "refused");
    }

    private void step(String label, String by, Object... answers) {
        way.put(label, new Step(label.strip(), by, with(Map.of(), answers)));
    }

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    /** The walking child goes on until the task is open for them. */
    private String walkTo(String label) {
        if (walking == null) {
            walking = opened();
        }
        for (Step step : way.values()) {
            if (practice.tasks(walking).contains(label)) {
                return walking;
            }
            if (practice.tasks(walking).contains(step.label())) {
                take(walking, step);
            }
        }
        throw new AssertionError("The way does not lead to '" + label + "':\n" + practice.whereItStands(walking));
    }

    private String walkedAllTheWay() {
        if (walked == null) {
            String child = opened();
            way.values().forEach(step -> take(child, step));
            walked = child;
        }
        return walked;
    }

    private void take(String child, Step step) {
        if (step.label().equals("Share document")) {
            // The outcome of the enquiry and the report for the conference are both to be shared.
            while (practice.tasks(child).contains("Share document")) {
                String id = tasks.createTaskQuery()
                        .processVariableValueEquals("childRef", child)
                        .taskName("Share document")
                        .list()
                        .get(0)
                        .getId();
                practice.completeTask(id, child, step.by(), step.answers());
            }
        } else {
            practice.complete(child, step.label(), step.by(), step.answers());
        }
    }

    @ParameterizedTest(name = "''{0}'' without ''{1}'' is refused, with it the record has it ({2})")
    @CsvSource(delimiter = '|', textBlock = """
                    Allocate case              | rationale                      | SWI-OVR-02a SWI-OVR-02c DFE-5-07b
                    Allocate case              | desiredOutcome                 | SWI-OVR-02b RUT-MGT-01b
                    Allocate case              | workDoneBy                     | SWI-OVR-02b
                    Allocate case              | capacityConfirmed              | DFE-8-05a SWI-PG3-05
                    Allocate case              | capacityPlan                   | DFE-8-05a
                    Allocate case              | allocationPurpose              | NEW-SUP-2b-2
                    Allocate case              | worker                         | RUT-S47-06 RUT-CP-01
                    Decide on immediate safety | immediateSafety                | DFE-4-04
                    Decide on immediate safety | rationale                      | DFE-5-07b
                    Decide on immediate safety | referrerToldOn                 | STAT-S47-01
                    Decide on immediate safety | referrerTold                   | STAT-S47-01
                    Give contact details       | workerName                     | SWI-COM-02b
                    Give contact details       | workerTelephone                | SWI-COM-02b
                    Give contact details       | workerEmail                    | SWI-COM-02b
                    Give contact details       | contactsGiven                  | SWI-COM-02a SWI-PRO-02
                    Give contact details       | childToldOn                    | NEW-OVR-1f-1
                    Give contact details       | languageNeed                   | SWI-COM-07a
                    Give contact details       | languageDetail                 | SWI-COM-07a
                    Hold strategy discussion   | agencies                       | RUT-S47-04a
                    Hold strategy discussion   | strategyOutcome                | RUT-S47-04b DFE-4-04
                    Hold strategy discussion   | outcomeReasons                 | RUT-S47-04c
                    Hold strategy discussion   | recommendation                 | RUT-S47-04c
                    Hold strategy discussion   | informationShared              | RUT-S47-08a
                    Hold strategy discussion   | seeChildBy                     | RUT-S47-05
                    Hold strategy discussion   | toBeSeenAlone                  | RUT-S47-05
                    Hold strategy discussion   | notAloneReason                 | RUT-S47-05
                    Hold strategy discussion   | enquiryPlan                    | RUT-S47-05
                    Hold strategy discussion   | leadWorker                     | RUT-S47-06
                    Hold strategy discussion   | positionOfTrust                | RUT-S47-14a
                    Endorse enquiry            | endorsement                    | RUT-S47-03a
                    Endorse enquiry            | rationale                      | RUT-S47-03b DFE-5-07b
                    Endorse enquiry            | proportionate                  | DFE-4-04 DFE-4-01
                    Endorse enquiry            | effectOnChild                  | RUT-MGT-01b
                    Complete agency checks     | consent                        | RUT-A1-01
                    Complete agency checks     | childConsent                   | RUT-A1-01
                    Complete agency checks     | consentReason                  | RUT-A1-01
                    Complete agency checks     | agencyChecks                   | RUT-S47-13a
                    Complete agency checks     | agencyChecks.sharedWithThem    | RUT-S47-13b
                    See child and family       | childSeen                      | RUT-A3-08 RUT-S47-05
                    See child and family       | seenAlone                      | RUT-A3-08
                    See child and family       | notAloneReason                 | RUT-A3-08
                    See child and family       | howCommunicated                | RUT-A3-08
                    See child and family       | childViews                     | SWI-INT-07f
                    See child and family       | risks                          | RUT-S47-07
                    See child and family       | protectiveFactors              | RUT-S47-09
                    Read case history          | historyReadOn                  | RUT-A1-04
                    Read case history          | historySources                 | RUT-A1-04
                    Read case history          | childExperience                | RUT-A1-04
                    Read case history          | chronology                     | RUT-S47-12a
                    Read case history          | patterns                       | RUT-S47-12a
                    Read case history          | historyMeaning                 | RUT-S47-12b
                    Write S47 outcome          | childVoice                     | SWI-INT-07f
                    Write S47 outcome          | risks                          | RUT-S47-07
                    Write S47 outcome          | protectiveFactors              | RUT-S47-09
                    Write S47 outcome          | historyMeaning                 | RUT-S47-12b
                    Write S47 outcome          | otherChildren                  | RUT-S47-08a
                    Write S47 outcome          | childrenConsidered             | RUT-S47-08a
                    Write S47 outcome          | childrenConsidered.riskToThem  | RUT-S47-08b
                    Write S47 outcome          | s47Outcome                     | RUT-S47-15a
                    Write S47 outcome          | judgementReasons               | RUT-S47-15b
                    Write S47 outcome          | statutoryBasis                 | DFE-4-04
                    Write S47 outcome          | proportionality                | DFE-4-04
                    Write S47 outcome          | actions                        | RUT-S47-16
                    Write S47 outcome          | actions.owner                  | RUT-S47-16
                    Write S47 outcome          | actions.by                     | RUT-S47-16
                    Write S47 outcome          | contingency                    | RUT-S47-16
                    Write S47 outcome          | directionOfTravel              | RUT-A1-05b
                    Write S47 outcome          | lifelongConsequences           | DFE-5-04
                    Write S47 outcome          | disappointment                 | DFE-5-06
                    Write S47 outcome          | agreementToPlan                | RUT-A1-01
                    Write S47 outcome          | agreementDetail                | RUT-A1-01
                    Request conference         | transferring                   | SWI-MTG-03b
                    Request conference         | receivingWorker                | SWI-MTG-03b
                    Request conference         | receivingManager               | SWI-MTG-03d
                    Convene conference         | initiatingWorkerInvited        | SWI-MTG-03a
                    Convene conference         | initiatingManagerInvited       | SWI-MTG-03a
                    Convene conference         | receivingWorkerInvited         | SWI-MTG-03b
                    Convene conference         | attendanceArrangements         | SWI-MTG-03a SWI-MTG-03b
                    Prepare child              | childTakesPart                 | RUT-S47-11a
                    Prepare child              | voiceMethods                   | RUT-S47-11b
                    Prepare child              | childVoice                     | RUT-S47-11b SWI-INT-07f
                    Prepare child              | childToldWhat                  | DFE-5-06
                    Write conference report    | childVoice                     | SWI-INT-07f
                    Write conference report    | rationale                      | RUT-S47-15b RUT-S47-12b
                    Write conference report    | directionOfTravel              | RUT-A1-05b
                    Write conference report    | lifelongConsequences           | DFE-5-04
                    Write conference report    | disappointment                 | DFE-5-06
                    Hold conference            | conferenceOutcome              | DFE-4-04
                    Hold conference            | initiatingWorkerAttended       | SWI-MTG-03a
                    Hold conference            | initiatingManagerAttended      | SWI-MTG-03a
                    Hold conference            | receivingWorkerAttended        | SWI-MTG-03b
                    Hold conference            | receivingWorker                | SWI-MTG-03b
                    Hold conference            | nonAttendanceReason            | SWI-MTG-03a SWI-MTG-03b
                    Hold conference            | childVoice                     | RUT-S47-11b SWI-INT-07f
                    Hold conference            | rationale                      | DFE-4-04 DFE-5-07b
                    Hold conference            | ploConsidered                  | RUT-CP-05a
                    Hold conference            | ploReasons                     | RUT-CP-05a
                    Hold conference            | directionOfTravel              | RUT-A1-05b
                    Hold conference            | lifelongConsequences           | DFE-5-04
                    Hold conference            | disappointment                 | DFE-5-06
                    Hold conference            | agreementToPlan                | RUT-A1-01
                    """)
    void asked(String label, String path, String clauses) {
        String child = walkTo(label);
        Step step = way.get(label);
        FormDefinition form = practice.form(child, label);
        long before = practice.chronology(child).size();
        Map<String, Object> answers = practice.answersFor(child, label, step.by(), step.answers());
        assertThat(at(answers, path)).as("the answer to be left out").isNotNull();
        remove(answers, path);
        assertThatThrownBy(() -> practice.completeWithOnly(child, label, step.by(), answers))
                .hasMessageContaining(label(form, path));
        assertThat(practice.chronology(child))
                .as("nothing is left of a refused form")
                .hasSize((int) before);
        assertThat(practice.tasks(child)).contains(label);

        ChronologyEntry stored = entry(walkedAllTheWay(), form.id());
        assertThat(at(stored.answers(), path)).as("in the chronology").isNotNull();
        assertThat(stored.clauses()).contains(clauses.split(" "));
    }

    private static String label(FormDefinition form, String path) {
        String[] parts = path.split("\\.");
        if (parts.length == 1) {
            return form.list(path)
                    .or(() -> form.field(path))
                    .map(FormField::label)
                    .orElseThrow();
        }
        return form.list(parts[0]).orElseThrow().children().stream()
                .flatMap(FormsOfTheEnquiryTest::withChildren)
                .filter(field -> parts[1].equals(field.key()))
                .map(FormField::label)
                .findFirst()
                .orElseThrow();
    }

    private static java.util.stream.Stream<FormField> withChildren(FormField field) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(field),
                field.children().stream().flatMap(FormsOfTheEnquiryTest::withChildren));
    }

    private static Object at(Map<String, Object> answers, String path) {
        String[] parts = path.split("\\.");
        Object value = answers.get(parts[0]);
        return parts.length == 1 ? value : ((Map<?, ?>) ((List<?>) value).get(0)).get(parts[1]);
    }

    private static void remove(Map<String, Object> answers, String path) {
        String[] parts = path.split("\\.");
        if (parts.length == 1) {
            answers.remove(path);
            return;
        }
        List<Object> rows = new ArrayList<>((List<?>) answers.get(parts[0]));
        Map<Object, Object> first = new LinkedHashMap<>((Map<?, ?>) rows.get(0));
        first.remove(parts[1]);
        rows.set(0, first);
        answers.put(parts[0], rows);
    }
}
