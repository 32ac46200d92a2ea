package uk.childpathways.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Pageable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.ActiveProfiles;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.journeys.care.CareWalk;
import uk.childpathways.journeys.protectionplan.ProtectionPlanWalk;
import uk.childpathways.journeys.s47.EnquiryWalk;
import uk.childpathways.testing.Practice;

/**
 * A child's whole way through the service in rehearsal time. Everybody does each task on the day it is due; what they
 * decide is written below, everything else they answer as the form asks. {@code src/test/one-life.sh} lets it happen in
 * the data of the demonstration, to be looked at afterwards.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // The REST API of the usual application takes the engine of the usual name: this one has a name of its own.
        properties = {
            "camunda.bpm.process-engine-name=oneLife",
            "pathways.storage.directory=${life.directory:target/test-postgres${test.jvm:}}",
            "pathways.storage.database=${life.database:test_${random.uuid}}",
            "pathways.storage.durable=${life.durable:false}"
        })
@ActiveProfiles("test")
@Import({Practice.class, Consequences.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("One child, one life: from a concern to the adoption order")
class OneChildOneLifeTest {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final String CHILD = "C-1004";

    /** Who does what is offered to a group. */
    private static final Map<String, String> PEOPLE = new LinkedHashMap<>();

    static {
        PEOPLE.put("social-workers", "sw.north");
        PEOPLE.put("team-managers", "tm.north");
        PEOPLE.put("assistant-team-managers", "atm.north");
        PEOPLE.put("principal-social-workers", "psw");
        PEOPLE.put("cp-chairs", "cpchair");
        PEOPLE.put("conference-administrators", "confadmin");
        PEOPLE.put("safeguarding-managers", "sqm");
        PEOPLE.put("heads-of-safeguarding", "hsq");
        PEOPLE.put("iros", "iro");
        PEOPLE.put("legal", "legal");
        PEOPLE.put("panel-advisers", "panel");
        PEOPLE.put("agency-decision-makers", "adm");
        PEOPLE.put("service-managers", "sm");
        PEOPLE.put("heads-of-service", "hos");
        PEOPLE.put("directors", "director");
        PEOPLE.put("personal-advisers", "pa");
        PEOPLE.put("eds", "eds");
    }

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    TestRestTemplate http;

    @Autowired
    TaskService tasks;

    @Autowired
    Journeys journeys;

    @Autowired
    Deadlines deadlines;

    private final Map<String, Instant> putOff = new HashMap<>();
    private final List<String> story = new ArrayList<>();
    private int refused;

    @AfterAll
    void timeRunsAgain() {
        practice.backToToday();
    }

    @Test
    @DisplayName("S47 enquiry, conference, protection plan, care, adoption and order follow each other hand-over by"
            + " hand-over; the case is supervised beside it as often as the child's situation asks for, every deadline is"
            + " closed, and nothing is left running (RUT-ADO-01 RUT-A5-02)")
    void oneLife() {
        practice = practice.withSupervision();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", CHILD));
        practice.carryOn(CHILD);

        for (int i = 0; i < 2000 && goOn(); i++) {}

        assertThat(practice.tasks(CHILD)).as(() -> "tasks left open\n" + told()).isEmpty();
        assertThat(practice.running(CHILD)).as(() -> "left running\n" + told()).isEmpty();
        assertThat(journeys.of(CHILD).stream().map(Journey::key))
                .as(this::told)
                .containsSubsequence("s47-to-icpc", "child-protection-plan", "child-in-care", "adoption");
        assertThat(journeys.running(CHILD)).isEmpty();
        assertThat(done("Hold case supervision")).as(this::told).isGreaterThan(12);
        List<Deadline> all =
                deadlines.of(CHILD, false, Pageable.unpaged()).stream().toList();
        assertThat(all).hasSizeGreaterThan(100).noneMatch(Deadline::open);
        System.out.println(told());
        assertThat(consequences.breached(CHILD)).as(this::told).isEmpty();
    }

    /** Does what is due next; false when nothing is left to do. */
    private boolean goOn() {
        List<Task> open = practice.openTasks(CHILD);
        if (open.isEmpty()) {
            return false;
        }
        Task next = open.stream().min(Comparator.comparing(this::when)).orElseThrow();
        Instant when = when(next);
        if (when.isAfter(practice.now())) {
            itIs(when);
            if (!practice.fireDueTimers(CHILD).isEmpty()) {
                return true;
            }
        }
        done(next);
        return true;
    }

    /** When a diligent person does the task: on the morning of the day before it is due, or an hour before. */
    private Instant when(Task task) {
        Instant due =
                task.getDueDate() == null ? practice.now() : task.getDueDate().toInstant();
        LocalDate day = LocalDate.ofInstant(due, ENGLAND);
        Instant lastSecond = day.atTime(23, 59, 59).atZone(ENGLAND).toInstant();
        Instant when = due.truncatedTo(ChronoUnit.SECONDS).equals(lastSecond)
                ? day.minusDays(1).atTime(10, 0).atZone(ENGLAND).toInstant()
                : due.minus(Duration.ofHours(1));
        Instant notBefore = putOff.getOrDefault(task.getId(), Instant.MIN);
        return when.isBefore(notBefore) ? notBefore : when;
    }

    private void done(Task task) {
        String form = task.getCamundaFormRef().getKey();
        List<String> refusals = new ArrayList<>();
        for (String person : people(task)) {
            try {
                practice.completeTask(task.getId(), CHILD, person, decisions(form, task));
                story.add(practice.today() + "  " + task.getName() + "  (" + person + ")");
                return;
            } catch (RuntimeException refused) {
                refusals.add(person + ": " + refused.getMessage());
            }
        }
        // What cannot be done yet (an application before its ten weeks are over) is tried again in a week.
        story.add(practice.today() + "  " + task.getName() + "  not yet: " + refusals);
        refused++;
        assertThat(refused).as(this::told).isLessThan(Integer.getInteger("life.refusals", 40));
        putOff.put(task.getId(), practice.now().plus(Duration.ofDays(task.getDueDate() == null ? 7 : 1)));
    }

    private List<String> people(Task task) {
        if (task.getAssignee() != null) {
            return List.of(task.getAssignee());
        }
        Set<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        // Work on a restricted record is offered one by one to those who may open it.
        Set<String> byName = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getUserId)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        return PEOPLE.entrySet().stream()
                .filter(person -> byName.contains(person.getValue())
                        || groups.stream().anyMatch(group -> group.startsWith(person.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What is decided in this life, and on which days the meetings are; the rest is answered as the form asks. */
    private Map<String, Object> decisions(String form, Task task) {
        String today = practice.today().toString();
        return switch (form) {
            case "allocate-case" -> Map.of("worker", "sw.north", "allocationKind", "new");
            case "decide-on-immediate-safety" -> Map.of("immediateSafety", "none");
            case "hold-strategy-discussion" -> EnquiryWalk.discussion("joint", "seeChildBy", inDays(3));
            case "endorse-enquiry" -> Map.of("endorsement", "endorsed");
            case "see-child-and-family" -> Map.of("childSeen", "seen");
            case "hold-case-supervision" -> Map.of("nextOn", inWeeks(3), "permanence", "not-implemented");
            case "write-s47-outcome" -> Map.of("s47Outcome", "continuing-risk");
            case "request-conference" -> Map.of("transferring", "no", "conferencePlannedFor", dueDay("icpc-held"));
            case "convene-conference" -> Map.of("conferencePlannedFor", dueDay("icpc-held"));
            case "sign-off-document" -> Map.of("signOffDecision", "approved");
            case "hold-conference" ->
                Map.of(
                        "conferenceOutcome",
                        "child-protection-plan",
                        "recordedJointly",
                        "no",
                        "reviewConferenceOn",
                        practice.today().plusMonths(3).minusDays(4).toString());
            case "hold-first-core-group" -> Map.of("nextCoreGroupOn", inWeeks(4));
            case "hold-core-group" -> Map.of("newPartner", "no", "visitsToChange", "no", "nextCoreGroupOn", inWeeks(4));
            case "write-protection-plan" -> Map.of("signatories", ProtectionPlanWalk.signatories());
            case "propose-visit-frequency" -> Map.of("proposedWeeks", 2);
            case "agree-visit-frequency" -> Map.of("visitFrequencyDecision", "agreed", "visitEveryWeeks", 2);
            case "visit-child" -> Map.of("childSeen", "seen");
            case "consider-plo" -> Map.of("ploNeeded", "yes");
            case "refer-to-legal-gateway-panel" -> Map.of("panelOn", inWeeks(3));
            case "decide-at-legal-gateway" -> Map.of("legalGatewayDecision", "pre-proceedings");
            case "decide-outcome-of-pre-proceedings" -> Map.of("preProceedingsOutcome", "issue");
            case "issue-care-application" -> Map.of("childInCare", "yes");
            case "decide-on-two-plans" -> Map.of("twoPlans", "plan-ends");
            case "hold-review-conference" ->
                ProtectionPlanWalk.review("continues", today, "nextReviewOn", inWeeks(22), "changesMade", "no");
            case "record-entry-to-care" ->
                CareWalk.entering("entryKind", "court-order", "legalStatus", "interim-care-order");
            case "see-child-in-placement" -> Map.of("childSeen", "seen", "statutoryVisit", "yes");
            case "complete-about-me" -> Map.of("lifeStoryWork", "yes");
            case "convene-review-conference" -> Map.of("conferencePlannedFor", dueDay("first-review-conference-held"));
            case "send-review-reports" ->
                Map.of(
                        "contributors",
                        rows(
                                "contributor",
                                "report",
                                "sent",
                                "social-worker",
                                "carer",
                                "key-worker",
                                "school",
                                "health",
                                "camhs"));
            case "tell-of-match-decision", "confirm-match-decision" ->
                Map.of("people", rows("who", "reached", "told", "adopters", "birth-mother", "birth-father"));
            case "convene-care-review" ->
                Map.of(
                        "reviewPlannedFor",
                        openDay("first-care-review-held", "second-care-review-held", "care-review-held"));
            case "hold-care-review" ->
                Map.of(
                        "reviewOutcome",
                        // Permanence is planned by the second review (RUT-ADO-05b).
                        done("Hold care review") == 1 ? "adoption-becomes-plan" : "care-goes-on",
                        "recordedJointly",
                        "no",
                        "nextReviewOn",
                        inWeeks(done("Hold care review") == 0 ? 12 : 25));
            case "raise-adoption-plan" -> Map.of("adoptionRoute", "court");
            case "decide-on-adoption-plan" -> Map.of("permanenceDecision", "approved");
            case "apply-for-placement-order" -> Map.of("hearingPlannedFor", inWeeks(6));
            case "record-courts-decision" -> Map.of("courtDecision", "made");
            case "search-for-adopters" -> Map.of("matchOutcome", "matched");
            case "convene-matching-panel" -> Map.of("panelPlannedFor", inWeeks(3));
            case "hold-matching-panel" -> Map.of("panelRecommendation", "recommended");
            case "decide-on-match" -> Map.of("matchDecision", "approved");
            case "write-adoptive-placement-plan" -> Map.of("placementPlannedFor", inWeeks(4));
            case "place-child-for-adoption" ->
                Map.of(
                        "outOfCounty",
                        "no",
                        "healthAreaChanges",
                        "no",
                        "schoolChanges",
                        "no",
                        "agencies",
                        rows("agency", "toldOn", today, "doctor", "local-authority"));
            case "hand-over-life-story-book" ->
                Map.of("recipients", rows("who", "got", "in-person", "child", "adopters"));
            case "tell-of-end-of-care" -> Map.of("agencies", rows("agency", "toldOn", today, "iro"));
            case "hold-adoption-review" -> Map.of("adoptionReviewOutcome", "plan-stands", "nextReviewOn", inWeeks(12));
            case "record-decision-on-adoption-order" -> Map.of("adoptionOrderDecision", "order-made");
            default -> Map.of();
        };
    }

    /** One row for each of these, with the same answer. */
    private static List<Object> rows(String who, String key, String answer, String... all) {
        return Arrays.stream(all)
                .map(one -> (Object) Map.of(who, one, key, answer))
                .toList();
    }

    private long done(String label) {
        return story.stream()
                .filter(line -> line.contains("  " + label + "  ("))
                .count();
    }

    private String inDays(int days) {
        return practice.today().plusDays(days).toString();
    }

    private String inWeeks(int weeks) {
        return practice.today().plusWeeks(weeks).toString();
    }

    /** The day on which the first of these standards that is open is due. */
    private String openDay(String... standards) {
        List<String> names = List.of(standards);
        return deadlines.of(CHILD, true, Pageable.unpaged()).stream()
                .filter(deadline -> names.contains(deadline.standardId()))
                .map(deadline -> LocalDate.ofInstant(deadline.due(), ENGLAND).toString())
                .findFirst()
                .orElseThrow(() -> new AssertionError("None of " + names + " is open\n" + told()));
    }

    private String dueDay(String standard) {
        return practice.due(CHILD, standard).toString();
    }

    /** Moves the rehearsal clock as a process owner does. */
    private void itIs(Instant moment) {
        ResponseEntity<String> moved = http.withBasicAuth("owner", "pathways")
                .exchange(
                        "/api/rehearsal/clock",
                        HttpMethod.PUT,
                        new HttpEntity<>(Map.of("now", moment.toString())),
                        String.class);
        assertThat(moved.getStatusCode().value()).as(moved.getBody()).isEqualTo(200);
    }

    private String told() {
        return String.join("\n", story) + "\n"
                + deadlines.of(CHILD, false, Pageable.unpaged()).stream()
                        .sorted(Comparator.comparing(Deadline::due))
                        .map(deadline -> deadline.status() + "  " + deadline.standardId() + "  due "
                                + LocalDate.ofInstant(deadline.due(), ENGLAND))
                        .collect(Collectors.joining("\n"));
    }
}
