package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What is due when a child comes into care")
class SettleInPlacementTest extends CareWalk {

    private static final Map<String, Map<String, Object>> ANSWERS = Map.of(
            SEE,
            Map.of("childSeen", "seen", "statutoryVisit", "no"),
            "Tell of legal status",
            Map.of("agencies", told()));

    private static Object told() {
        return list(Map.of("agency", "health", "who", "Doctor", "toldOn", "2026-04-02"));
    }

    private void complete(String child, String label) {
        String by = label.startsWith("Appoint") ? "iro" : "sw.north";
        practice.complete(child, label, by, ANSWERS.getOrDefault(label, new HashMap<>()));
    }

    @ParameterizedTest(name = "over Easter: ''{0}'' is due {2}, done {3} it is {4} working days late ({5})")
    @CsvSource(delimiter = '|', textBlock = """
            Tell IRO service                 | iro-service-told                       | 2026-04-08       | 2026-04-10 | 2 | RUT-CIC-01a
            Appoint reviewing officer        | iro-appointed                          | 2026-04-13       | 2026-04-14 | 1 | STAT-CIC-15
            Tell of legal status             | legal-status-told                      | 2026-04-13       | 2026-04-15 | 2 | RUT-CIC-01c STAT-CIC-12
            Take child to placement          | child-taken-to-placement               | 2026-04-02       | 2026-04-07 | 1 | RUT-CIC-04a
            See child in placement           | child-seen-in-placement                | 2026-04-05       | 2026-04-08 | 2 | RUT-CIC-05
            Hold placement meeting           | placement-meeting-held                 | 2026-04-13       | 2026-04-14 | 1 | RUT-CIC-02b STAT-CIC-11
            Request health assessment        | initial-health-assessment-requested    | 2026-04-04T18:00 | 2026-04-07 | 1 | RUT-CIC-09a
            Initiate education plan          | education-plan-initiated               | 2026-04-13       | 2026-04-16 | 3 | RUT-CIC-10a
            Complete About Me                | about-me-completed                     | 2026-04-13       | 2026-04-14 | 1 | SWI-FIL-09a
            Refer to family group conference | family-group-conference-considered     | 2026-04-20       | 2026-04-21 | 1 | RUT-CIC-03b
            Check other carers               | other-carers-checked                   | 2026-04-20       | 2026-04-22 | 2 | RUT-CIC-03a
            """)
    void overEaster(String label, String standard, String dueAt, String doneOn, int late, String clauses) {
        practice.itIs(EASTER);
        String child = inCare();
        notDone(child, label, standard, dueAt);
        practice.itIs(doneOn);
        complete(child, label);
        doneLate(child, standard, late);
        assertThat(practice.tasks(child)).doesNotContain(label);
    }

    @ParameterizedTest(name = "child came on {0}: ''{1}'' is due {3}")
    @CsvSource(delimiter = '|', textBlock = """
            2026-12-22T10:00 | Tell IRO service                 | iro-service-told                   | 2026-12-24
            2026-12-22T10:00 | Tell of legal status             | legal-status-told                  | 2026-12-31
            2026-12-22T10:00 | Hold placement meeting           | placement-meeting-held             | 2026-12-31
            2026-12-22T10:00 | See child in placement           | child-seen-in-placement            | 2026-12-25
            2026-12-22T10:00 | Check other carers               | other-carers-checked               | 2027-01-08
            2026-08-27T10:00 | Tell IRO service                 | iro-service-told                   | 2026-09-01
            2026-08-27T10:00 | Initiate education plan          | education-plan-initiated           | 2026-09-04
            2026-08-27T10:00 | Hold placement meeting           | placement-meeting-held             | 2026-09-04
            2026-08-27T10:00 | See child in placement           | child-seen-in-placement            | 2026-08-30
            2026-08-27T10:00 | Refer to family group conference | family-group-conference-considered | 2026-09-11
            2026-03-28T23:30 | Request health assessment        | initial-health-assessment-requested| 2026-03-31
            """)
    void overChristmasAndAugust(String cameAt, String label, String standard, String dueOn) {
        practice.itIs(cameAt);
        String child = inCare();
        assertThat(practice.due(child, standard)).isEqualTo(dueOn);
        assertThat(practice.dueDay(child, label)).isEqualTo(dueOn);
        practice.itIs(due(child, standard).minusMinutes(1).withNano(0).toString());
        complete(child, label);
        inTime(child, standard);
    }

    @Test
    @DisplayName("48 hours are hours by the clock, also in the night in which the clocks go forward: asked for a minute"
            + " before, it is in time (RUT-CIC-09a)")
    void hours() {
        practice.itIs("2026-03-28T20:00");
        String child = inCare();
        assertThat(due(child, "initial-health-assessment-requested"))
                .as("one hour of that weekend does not exist")
                .isEqualToIgnoringNanos(LocalDateTime.parse("2026-03-30T21:00"));
        practice.itIs("2026-03-30T20:59");
        practice.complete(child, "Request health assessment", "eds");
        inTime(child, "initial-health-assessment-requested");
    }

    @ParameterizedTest(name = "came on {0}: reminded on {1}, due on {2}")
    @CsvSource({
        "2026-04-13T10:00, 2026-04-14T09:00, 2026-04-15",
        "2026-04-17T10:00, 2026-04-20T09:00, 2026-04-21",
        "2026-04-17T08:30, 2026-04-20T09:00, 2026-04-21",
        "2026-04-02T10:00, 2026-04-07T09:00, 2026-04-08"
    })
    @DisplayName("the reminder for the IRO service comes after 1 working day, over weekends and Easter, and is never a"
            + " breach (RUT-CIC-01b)")
    void reminder(String came, String reminded, String due) {
        practice.itIs(came);
        String child = inCare();
        Deadline deadline = practice.deadline(child, "iro-service-told");
        assertThat(LocalDateTime.ofInstant(deadline.remindAt(), ENGLAND)).isEqualTo(reminded);
        assertThat(practice.due(child, "iro-service-told")).isEqualTo(due);
        practice.itIs(due + "T09:00");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "iro-service-told")).isEmpty();
        complete(child, "Tell IRO service");
        inTime(child, "iro-service-told");
    }

    @Test
    @DisplayName("out of county, the notice cannot be closed without the host authority; within the county it is not"
            + " asked for (RUT-CIC-01d)")
    void hostAuthority() {
        practice.itIs(EASTER);
        String away = inCare("outOfCounty", "yes");
        Map<String, Object> answers =
                practice.answersFor(away, "Tell of legal status", "sw.north", Map.of("agencies", told()));
        assertThat(answers.remove("hostAuthorityToldOn")).isNotNull();
        assertThatThrownBy(() -> practice.completeWithOnly(away, "Tell of legal status", "sw.north", answers))
                .hasMessageContaining("Host authority told on");
        answers.put("hostAuthorityToldOn", "2026-04-02");
        practice.completeWithOnly(away, "Tell of legal status", "sw.north", answers);

        String near = inCare();
        complete(near, "Tell of legal status");
        assertThat(entry(near, "tell-of-legal-status").answers()).doesNotContainKey("hostAuthorityToldOn");
    }

    @Test
    @DisplayName("telling of the legal status without health is not all professionals (RUT-CIC-01c)")
    void allProfessionals() {
        practice.itIs(EASTER);
        String child = inCare();
        assertThatThrownBy(() -> practice.complete(
                        child,
                        "Tell of legal status",
                        "sw.north",
                        Map.of("agencies", list(Map.of("agency", "police", "who", "PC", "toldOn", "2026-04-02")))))
                .hasMessageContaining("must say what part these took: health");
    }

    @Test
    @DisplayName(
            "a child who was not seen is still to be seen: the task comes again and the clock goes on (RUT-CIC-05)")
    void notSeen() {
        practice.itIs(EASTER);
        String child = inCare();
        practice.itIs("2026-04-04T10:00");
        practice.complete(child, SEE, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(practice.tasks(child)).contains(SEE);
        assertThat(practice.shownAtOpening(child, SEE, "sw.north")).doesNotContainKey("childSeen");
        assertThat(practice.dueDay(child, SEE)).isEqualTo("2026-04-05");
        notDone(child, SEE, "child-seen-in-placement", "2026-04-05");
        practice.complete(child, SEE, "sw.north", Map.of("childSeen", "not-seen"));
        practice.fireDueTimers(child);
        assertThat(breaches(child, "child-seen-in-placement")).as("missed once").hasSize(1);
        practice.itIs("2026-04-06T10:00");
        saw(child, "2026-04-06", "no");
        assertThat(practice.deadlines(child, "child-seen-in-placement"))
                .as("one clock, however often it was tried")
                .hasSize(1);
        doneLate(child, "child-seen-in-placement", 0);
    }

    @Test
    @DisplayName("the placement is settled when the child was taken there, seen, and the meeting was held; at entry"
            + " nobody is asked to tell of a new placement (RUT-CIC-02b RUT-CIC-04a)")
    void settled() {
        practice.itIs(EASTER);
        String child = inCare();
        assertThat(practice.tasks(child)).doesNotContain("Tell of new placement");
        for (String label : new String[] {"Take child to placement", SEE, "Hold placement meeting"}) {
            assertThat(practice.running(child)).contains("settle-in-placement");
            complete(child, label);
        }
        assertThat(practice.running(child))
                .doesNotContain("settle-in-placement", "placement-in-care")
                .contains("life-in-care");
    }

    @Test
    @DisplayName(
            "with a parent nobody else is checked as carer, and a family group conference is thought of (RUT-CIC-03a"
                    + " RUT-CIC-03b)")
    void withParents() {
        practice.itIs(EASTER);
        String child = inCare("placementType", "with-parents", "legalStatus", "care-order");
        assertThat(practice.tasks(child))
                .contains("Refer to family group conference")
                .doesNotContain("Check other carers");
        practice.complete(child, "Refer to family group conference", "sw.north", Map.of("fgcDecision", "not-referred"));
        assertThat(practice.running(child)).doesNotContain("family-and-friends");
        inTime(child, "family-group-conference-considered");
    }

    @ParameterizedTest(name = "life story work {0}")
    @CsvSource({"yes, true", "no, false"})
    @DisplayName("life story work is a task where it is planned (RUT-CIC-07a)")
    void lifeStory(String planned, boolean task) {
        practice.itIs(EASTER);
        String child = inCare();
        practice.complete(child, "Complete About Me", "sw.north", Map.of("lifeStoryWork", planned));
        assertThat(practice.tasks(child).contains("Do life story work")).isEqualTo(task);
        if (task) {
            assertThat(practice.offeredTo(child, "Do life story work")).containsExactly("social-workers-north");
            practice.complete(child, "Do life story work", "sw.north");
        }
        assertThat(practice.running(child)).doesNotContain("identity-in-care");
    }

    @ParameterizedTest(name = "''{0}'' without ''{1}'' is refused ({3})")
    @CsvSource(delimiter = '|', textBlock = """
            Take child to placement          | medicalRecord        |                       | RUT-CIC-02a
            Take child to placement          | medicalRecordBy      | medicalRecord=not-available | RUT-CIC-02a
            Take child to placement          | takenBy              |                       | RUT-CIC-04b
            Take child to placement          | knownWorker          |                       | RUT-CIC-04a
            Take child to placement          | notKnownReason       | knownWorker=no        | RUT-CIC-04a
            Take child to placement          | packGiven            |                       | RUT-CIC-08a
            Take child to placement          | packGivenOn          | packGiven=given       | RUT-CIC-08a
            Take child to placement          | packComplaints       | packGiven=given       | RUT-CIC-08b
            Take child to placement          | packBy               | packGiven=not-yet     | RUT-CIC-08a
            Hold placement meeting           | howNeedsMet          |                       | RUT-CIC-02c
            See child in placement           | reasonsExplained     | childSeen=seen        | RUT-CIC-06a
            See child in placement           | concernsAnswered     | childSeen=seen        | RUT-CIC-06c
            See child in placement           | kinship              | childSeen=seen        | RUT-CIC-06b
            See child in placement           | seenAlone            | childSeen=seen        | RUT-CIC-11d
            See child in placement           | happyHome            | childSeen=seen        | DFE-1-09
            Complete About Me                | aboutMe              |                       | SWI-FIL-09a
            Complete About Me                | pastAndPresent       |                       | SWI-FIL-09a
            Complete About Me                | furtherWork          |                       | SWI-FIL-09b
            Complete About Me                | photographOn         |                       | SWI-FIL-10a
            Complete About Me                | photographName       |                       | SWI-FIL-10a
            Complete About Me                | photographReference  |                       | SWI-FIL-10b
            Check other carers               | kinship              |                       | RUT-CIC-06b
            Refer to family group conference | fgcReason            | fgcDecision=not-referred | RUT-CIC-03b
            Refer to family group conference | kinship              |                       | RUT-CIC-06b
            """)
    void refused(String label, String key, String given, String clauses) {
        practice.itIs(EASTER);
        if (asked == null) {
            asked = inCare();
        }
        Object[] answer = given == null ? new Object[0] : given.split("=");
        refusedWithout(asked, label, "sw.north", key, answer);
    }

    private static String asked;

    @Test
    @DisplayName("what was found out stands in the child's record, with who wrote it and when (RUT-CIC-06d RUT-CIC-04b"
            + " SWI-FIL-10b)")
    void onRecord() {
        practice.itIs(EASTER);
        String child = inCare();
        complete(child, SEE);
        practice.complete(child, "Take child to placement", "sw.north", Map.of("takenBy", "Amara Okafor"));
        complete(child, "Complete About Me");
        assertThat(entry(child, "see-child-in-placement")).satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("sw.north");
            assertThat(entry.at()).isEqualTo(practice.now());
            assertThat(entry.answers()).containsKeys("reasonsExplained", "childVoice");
            assertThat(entry.clauses()).contains("RUT-CIC-06d");
        });
        assertThat(entry(child, "take-child-to-placement").answers()).containsEntry("takenBy", "Amara Okafor");
        assertThat(entry(child, "complete-about-me").answers()).containsKey("photographReference");
    }

    @ParameterizedTest(name = "{0} ({2})")
    @CsvSource({"carerInformation, informationToCome, RUT-CIC-02a", "possessions, possessionsToCome, RUT-CIC-07b"})
    @DisplayName(
            "what carers and child need is there, or each thing that is missing has somebody who brings it and a day:"
                    + " one tick is not enough")
    void everythingOrSomebody(String checklist, String gaps, String clause) {
        practice.itIs(EASTER);
        String child = inCare();
        String label = "Take child to placement";
        List<String> all =
                practice.form(child, label).field(checklist).orElseThrow().options();
        for (String missing : all) {
            Map<String, Object> answers = answersWith(child, label, checklist, without(all, missing));
            answers.remove(gaps);
            assertThatThrownBy(() -> practice.completeWithOnly(child, label, "sw.north", answers))
                    .hasMessageContaining(
                            "needs a row for each thing that is not ticked above: " + missing.replace('-', ' '));
        }
        String last = all.get(all.size() - 1);
        Map<String, Object> nobody = answersWith(child, label, checklist, without(all, last));
        nobody.put(gaps, List.of(Map.of("what", last)));
        assertThatThrownBy(() -> practice.completeWithOnly(child, label, "sw.north", nobody))
                .hasMessageContaining("Who brings")
                .hasMessageContaining("By");
        Map<String, Object> ticked = answersWith(child, label, checklist, without(all, last));
        ticked.put(gaps, List.of(gap(last), gap(all.get(0))));
        assertThatThrownBy(() -> practice.completeWithOnly(child, label, "sw.north", ticked))
                .hasMessageContaining(
                        "names what is ticked above: " + all.get(0).replace('-', ' '));
        Map<String, Object> nothing = answersWith(child, label, checklist, List.of());
        nothing.put(gaps, all.stream().map(SettleInPlacementTest::gap).toList());
        practice.completeWithOnly(child, label, "sw.north", nothing);
        assertThat((List<?>) entry(child, "take-child-to-placement").answers().get(gaps))
                .hasSize(all.size());
    }

    private Map<String, Object> answersWith(String child, String label, String checklist, List<String> ticked) {
        Map<String, Object> answers = practice.answersFor(child, label, "sw.north", Map.of());
        answers.put(checklist, ticked);
        return answers;
    }

    private static List<String> without(List<String> all, String one) {
        return all.stream().filter(each -> !each.equals(one)).toList();
    }

    private static Map<String, Object> gap(String what) {
        return Map.of("what", what, "who", "Her mother", "by", "2026-04-03");
    }

    @Test
    @DisplayName(
            "no relative or friend counts as checked without a check, and what is not checked yet has somebody and a"
                    + " day; nobody at all needs a reason (RUT-CIC-03a)")
    void carersAreChecked() {
        practice.itIs(EASTER);
        String child = inCare();
        String label = "Check other carers";
        refusedCarers(child, Map.of("who", "Aunt", "outcome", "viable", "carerReason", "Warm"), "Checked");
        refusedCarers(child, Map.of("who", "Uncle", "outcome", "not-viable", "carerReason", "Ill"), "Checked");
        refusedCarers(
                child,
                Map.of("who", "Aunt", "outcome", "viable", "carerReason", "Warm", "checks", list("police", "home")),
                "Who completes the other checks");
        refusedWithout(child, label, "sw.north", "nobodyReason", "anyCarers", "no");
        refusedWithout(child, label, "sw.north", "carers", "anyCarers", "yes");
        practice.complete(
                child,
                label,
                "sw.north",
                Map.of(
                        "anyCarers",
                        "yes",
                        "carers",
                        List.of(
                                Map.of(
                                        "who",
                                        "Aunt",
                                        "outcome",
                                        "viable",
                                        "carerReason",
                                        "Warm",
                                        "checks",
                                        list("police", "home"),
                                        "checksWho",
                                        "Amara Okafor",
                                        "checksBy",
                                        "2026-04-09"),
                                Map.of("who", "Neighbour", "outcome", "declined", "carerReason", "Too old"))));
        inTime(child, "other-carers-checked");
    }

    private void refusedCarers(String child, Map<String, Object> carer, String label) {
        Map<String, Object> answers = practice.answersFor(
                child, "Check other carers", "sw.north", Map.of("anyCarers", "yes", "carers", List.of(carer)));
        answers.put("carers", List.of(carer));
        assertThatThrownBy(() -> practice.completeWithOnly(child, "Check other carers", "sw.north", answers))
                .hasMessageContaining(label);
    }
}
