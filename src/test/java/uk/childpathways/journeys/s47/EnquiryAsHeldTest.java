package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Strategy discussion and enquiry as they are held")
class EnquiryAsHeldTest extends EnquiryWalk {

    private static final String HOLD = "Hold strategy discussion";
    private static final String ACTION = "Complete agreed action";

    @Autowired
    AgreedActions agreed;

    /** The Thursday before Easter. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "discussionTime,Time of day",
        "discussionChair,Chaired by",
        "policeReference,Police reference",
        "bailPlan,Bail and conditions",
        "jointInterview,Joint interview of the child",
        "jointInterviewPlan,'When, where, by whom, and who supports the child'",
        "medicalConsent,Who consents to the medical",
        "planForTonight,Plan for tonight",
        "nextDiscussion,Another strategy discussion"
    })
    @DisplayName("a joint enquiry is not planned without it (RUT-S47-05)")
    void asked(String key, String label) {
        String child = toBeDiscussed();
        ToTheConference.refusedWithout(
                practice,
                child,
                HOLD,
                "tm.north",
                discussion("joint", "jointInterview", "planned", "medicalNeeded", "yes"),
                key,
                label);
    }

    @Test
    @DisplayName("a time that is none is refused, and the next discussion lies ahead")
    void times() {
        String child = toBeDiscussed();
        assertThatThrownBy(() -> practice.complete(
                        child, HOLD, "tm.north", discussion("joint", "discussionTime", "after lunch")))
                .hasMessageContaining("must be a time such as 14:30");
        assertThatThrownBy(() -> practice.complete(
                        child,
                        HOLD,
                        "tm.north",
                        discussion("joint", "nextDiscussion", "planned", "nextDiscussionOn", "2026-04-01")))
                .hasMessageContaining("cannot be in the past");
    }

    @Test
    @DisplayName(
            "what a lesser concern does not need is not asked: no police reference, bail, interview, medical or night"
                    + " where nobody enquires; no long-run consequences where harm is not found; what keeps the child safe is"
                    + " asked of each (RUT-S47-16)")
    void proportion() {
        String child = toBeDiscussed();
        assertThat(practice.answersFor(child, HOLD, "tm.north", discussion("no-further-action")))
                .containsKeys("discussionTime", "discussionChair")
                .doesNotContainKeys("policeReference", "bailPlan", "jointInterview", "medicalNeeded", "planForTonight");
        assertThat(practice.answersFor(child, HOLD, "tm.north", discussion("social-care-only")))
                .containsKeys("planForTonight", "medicalNeeded")
                .doesNotContainKeys("policeReference", "bailPlan", "jointInterview");

        toBeWritten(child);
        assertThat(practice.answersFor(
                        child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "not-substantiated")))
                .containsKeys("findings", "judgementReasons", "childVoice", "risks", "actions", "contingency")
                .doesNotContainKeys("lifelongConsequences", "disappointment");
        assertThat(practice.answersFor(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk")))
                .containsKeys("actions", "contingency", "lifelongConsequences", "disappointment");
    }

    @Test
    @DisplayName("the outcome says when the medical was, who consented and what it found, and what came of the joint"
            + " interview")
    void results() {
        String child = toBeDiscussed();
        toBeWritten(child);
        Map<String, Object> held =
                Map.of("s47Outcome", "continuing-risk", "medicalHeld", "held", "jointInterviewHeld", "held");
        Map.of(
                        "medicalOn", "Held on",
                        "medicalConsentGiven", "Who consented",
                        "medicalFound", "What it found",
                        "jointInterviewResult", "When it was and what came of it")
                .forEach((key, label) -> ToTheConference.refusedWithout(
                        practice, child, "Write S47 outcome", "sw.north", held, key, label));
    }

    @Test
    @DisplayName(
            "every agency that the discussion named has its row in the checks: answered, or with the day on which it"
                    + " is chased; and each has the record of the discussion since a day (RUT-S47-13a, RUT-S47-13b, RUT-S47-04b)")
    void agencies() {
        String child = toBeDiscussed();
        enquired(
                child,
                "agencies",
                List.of(
                        Map.of("agency", "police", "who", "DS Malik", "part", "attended"),
                        Map.of("agency", "health", "who", "Health visitor", "part", "attended"),
                        Map.of("agency", "education", "who", "Head teacher", "part", "sent-information"),
                        Map.of("agency", "children-services", "who", "Team manager", "part", "attended")));
        assertThatThrownBy(() -> practice.complete(child, "Complete agency checks", "sw.north"))
                .hasMessageContaining("has no row for education, named in the strategy discussion");
        Map<String, Object> school = Map.of(
                "agency",
                "education",
                "who",
                "Head teacher",
                "askedOn",
                "2026-04-02",
                "sharedWithThem",
                "That we enquire.",
                "noAnswerPlan",
                "The school is closed; the trust is rung.");
        List<Object> rows = list(row("police"), row("health"), school);
        Map<String, Object> unchased =
                practice.answersFor(child, "Complete agency checks", "sw.north", Map.of("agencyChecks", rows));
        assertThat(((Map<?, ?>) ((List<?>) unchased.get("agencyChecks")).get(2)).get("chaseOn"))
                .as("asked for because there is no answer")
                .isNotNull();
        ToTheConference.refusedWithout(
                practice,
                child,
                "Complete agency checks",
                "sw.north",
                Map.of("agencyChecks", rows),
                "recordSentTo",
                "Who has the record of the strategy discussion");
        practice.complete(child, "Complete agency checks", "sw.north", Map.of("agencyChecks", rows));
        assertThat(entry(child, "complete-agency-checks")
                        .answers()
                        .get("recordSentTo")
                        .toString())
                .contains("police", "health", "2026-04-02");
    }

    private static Map<String, Object> row(String agency) {
        return Map.of(
                "agency", agency,
                "who", "Duty desk",
                "askedOn", "2026-04-02",
                "answeredOn", "2026-04-02",
                "agencyKnows", "Two calls in March.",
                "sharedWithThem", "That we enquire.");
    }

    @Test
    @DisplayName("the first supervision is inside the enquiry: 2 weeks after it began, before its outcome is due"
            + " (SWI-SV2-12a)")
    void supervision() {
        String child = toBeDiscussed();
        enquired(child);
        assertThat(practice.withSupervision().due(child, "case-supervised")).isEqualTo("2026-04-16");
        assertThat(practice.due(child, "icpc-held")).isEqualTo("2026-04-27");
        toBeWrittenAfter(child);
        assertThat(practice.due(child, "s47-outcome-written"))
                .as("10 working days from the discussion")
                .isEqualTo("2026-04-20");
    }

    private void toBeWrittenAfter(String child) {
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
    }

    private static Map<String, Object> action(String words, String by) {
        return Map.of("action", words, "owner", "sw.north", "by", by);
    }

    @Test
    @DisplayName(
            "one action that is entered in the outcome and at its sign-off is one task with one clock; the sooner of"
                    + " two days holds (NEW-IND-1b, SWI-PG1-02c)")
    void oneAction() {
        String child = toBeDiscussed();
        toBeWritten(child);
        written(child, "continuing-risk", "actions", list(action("Change the locks", "2026-04-17")));
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of(
                        "signOffDecision",
                        "approved",
                        "actions",
                        list(action("change the locks.", "2026-04-10"), action("Ring the aunt", "2026-04-09"))));
        List<Task> actions = practice.openTasks(child, ACTION);
        assertThat(actions).hasSize(2);
        assertThat(agreed.openFor(child))
                .extracting(each -> each.action().toLowerCase(Locale.ROOT).replace(".", "") + " " + each.dueOn())
                .containsExactlyInAnyOrder("ring the aunt 2026-04-09", "change the locks 2026-04-10");
        assertThat(practice.deadlines(child, "agreed-action-done")).hasSize(2);
        practice.itIs("2026-04-11T00:01");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "agreed-action-done")).hasSize(2);
    }

    @Test
    @DisplayName(
            "said with other words it is asked whether it is the same; another owner or other words are another action")
    void sameInOtherWords() {
        String child = toBeDiscussed();
        toBeWritten(child);
        discussedAction(child);
        String known = agreed.openFor(child).get(0).id().toString();
        written(
                child,
                "continuing-risk",
                "actions",
                list(Map.of(
                        "action", "New locks at the house", "owner", "sw.north", "by", "2026-04-20", "sameAs", known)));
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(agreed.openFor(child)).hasSize(1);
        assertThat(agreed.openFor(child).get(0).dueOn()).isEqualTo("2026-04-17");
        assertThat(practice.openTasks(child, ACTION)).hasSize(1);
    }

    private void discussedAction(String child) {
        practice.start(
                "management-oversight",
                "tm.north",
                Map.of(
                        "journeyId",
                        practice.pathways(child).get(0).id().toString(),
                        "resourceGap",
                        "no",
                        "adviceFrom",
                        "none",
                        "actions",
                        list(action("Change the locks", "2026-04-17"))));
        practice.carryOn(child);
    }

    @Test
    @DisplayName(
            "brothers and sisters: the same checks are recorded once, with what differs for each child (RUT-S47-08b)")
    void joint() {
        List<String> family = practice.siblings(2);
        family.forEach(child -> enquired(toBeDiscussed(child)));
        practice.complete(
                family.get(0),
                "Complete agency checks",
                "sw.north",
                Map.of(
                        "recordedJointly",
                        "yes",
                        "agencyPicture",
                        "He misses school.",
                        "jointChildren",
                        list(Map.of("childRef", family.get(1), "agencyPicture", "She thrives at nursery."))));
        inTime(family.get(0), "agency-checks-made");
        inTime(family.get(1), "agency-checks-made");
        assertThat(practice.tasks(family.get(1))).doesNotContain("Complete agency checks");
        assertThat(entry(family.get(1), "complete-agency-checks").answers().toString())
                .contains("She thrives at nursery.")
                .doesNotContain("He misses school.");
    }
}
