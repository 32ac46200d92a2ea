package uk.childpathways.breaches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.handovers.JourneyEnding;
import uk.childpathways.oversight.NewOversight;
import uk.childpathways.oversight.Oversight;

@DisplayName("Who answers for a missed timescale, rung by rung (NEW-GEN-02b, SWI-COL-05, SWI-COL-06)")
class LadderTest extends EscalationTestBase {

    @Autowired
    Oversight oversight;

    @Autowired
    Chronology chronology;

    @Autowired
    JourneyEnding ending;

    @Autowired
    TestRestTemplate rest;

    @Test
    @DisplayName("No answer: the head of service is asked as well, then the director; each once, and no new breach")
    void silence() {
        Case one = breached("C-1007", "sw.south");
        ProcessInstance escalation = escalationsOf(one).get(0);
        tasks.setAssignee(task(escalation).getId(), "sm");

        climb(escalation, "BoundaryEvent_BreachAnswered");
        assertThat(groups(escalation)).contains("service-managers", "heads-of-service");
        assertThat(task(escalation).getAssignee())
                .as("a claimed task would be hidden from the head of service")
                .isNull();
        assertThat(toldOf(one, "breach")).contains("hos");

        climb(escalation, "BoundaryEvent_BreachAnsweredByHeadOfService");
        assertThat(groups(escalation)).contains("directors");
        assertThat(toldOf(one, "breach")).contains("director");

        assertThat(breachesOf(one)).hasSize(1);
        assertThat(escalationsOf(one)).hasSize(1);
        assertThat(chronology.ofJourney(one.journey().id()))
                .extracting(ChronologyEntry::kind)
                .containsExactly("breach-not-answered", "breach-not-answered");
        assertThat(get("sm", "/api/breaches/" + breachesOf(one).get(0).id())
                        .getBody()
                        .get("alsoAsked")
                        .findValuesAsText("role"))
                .containsExactly("head-of-service", "director");
    }

    @Test
    @DisplayName("When the head of service was asked first, silence goes to the director")
    void silenceOfTheHeadOfService() {
        Case one = breached("C-1007", "sm");
        ProcessInstance escalation = escalationsOf(one).get(0);
        climb(escalation, "BoundaryEvent_BreachAnswered");
        assertThat(groups(escalation)).containsExactlyInAnyOrder("heads-of-service", "directors");
    }

    @Test
    @DisplayName(
            "The answer is kept with reason, decision, new date and effect; an accepted new date moves the deadline, lateness still counts (RUT-MGT-05a)")
    void answered() {
        Case one = breached("C-1007", "sw.south");
        Breach breach = breachesOf(one).get(0);
        assertThat(status(breach)).isEqualTo("open");
        LocalDate later = LocalDate.ofInstant(clock.instant(), ENGLAND).plusDays(14);

        answer(one, breach, "accept-new-date", later);
        assertThat(status(breach)).isEqualTo("answered");
        JsonNode full = get("sm", "/api/breaches/" + breach.id()).getBody();
        JsonNode answer = full.get("answers").get(0);
        assertThat(answer.get("decision").asText()).isEqualTo("accept-new-date");
        assertThat(answer.get("reason").asText()).isEqualTo("The school is closed until then.");
        assertThat(answer.get("effect").asText()).isEqualTo("He waits longer for his plan.");
        assertThat(answer.get("newDate").asText()).isEqualTo(later.toString());
        assertThat(answer.get("by").asText()).isEqualTo("sm");
        Deadline deadline = deadline(one);
        assertThat(deadline.agreedUntil()).isEqualTo(later);
        assertThat(deadline.due()).isEqualTo(breach.due());
        assertThat(toldOf(one, "breach-answer")).containsExactly("sw.south", "tm.south");
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.notice where only_while_open = ? and kind = 'breach'"
                                + " and state = 'WAITING'",
                        Integer.class,
                        deadline.id()))
                .as("a second silent delay is told when the agreed day has passed")
                .isEqualTo(1);

        events.record(one.journey().id(), "C-1007", STANDARD, clock.instant(), false, "sw.south", null);
        assertThat(status(breach)).isEqualTo("closed");
    }

    @Test
    @DisplayName("Seeking senior advice is no answer yet")
    void adviceFirst() {
        Case one = breached("C-1007", "sw.south");
        answer(one, breachesOf(one).get(0), "seek-senior-advice", null);
        assertThat(status(breachesOf(one).get(0))).isEqualTo("open");
    }

    @Test
    @DisplayName(
            "Said beforehand that a timescale cannot be kept: the same path, kind declared; when the day passes it is no second breach")
    void declared() {
        Case one = caseWithTask("C-1007", LocalDate.ofInstant(clock.instant(), ENGLAND), "sw.south");
        Deadline deadline = deadline(one);
        deadlines.declare(deadline.id(), "The interpreter is away for three weeks.", null, "sw.south");

        Breach breach = breachesOf(one).get(0);
        assertThat(breach.kind()).isEqualTo("declared");
        assertThat(breach.rationale()).isEqualTo("The interpreter is away for three weeks.");
        assertThat(breach.declaredBy()).isEqualTo("sw.south");
        assertThat(breach.due()).isEqualTo(deadline.due());
        assertThat(escalationsOf(one)).hasSize(1);
        assertThat(toldOf(one, "declaration")).containsExactly("sm", "sw.south", "tm.south");
        assertThat(deadline(one).status()).isEqualTo(Deadline.Status.OPEN);

        transaction.executeWithoutResult(status ->
                breaches.record(deadlines.get(deadline.id()), deadline.due().plusSeconds(5)));
        assertThat(deadline(one).status()).isEqualTo(Deadline.Status.BREACHED);
        assertThat(breachesOf(one)).hasSize(1);
        assertThat(escalationsOf(one)).hasSize(1);
    }

    @Test
    @DisplayName("Managers see the breaches of their own teams, the service manager those of all")
    void rights() {
        Case south = breached("C-1007", "sw.south");
        String id = breachesOf(south).get(0).id().toString();
        assertThat(ids("tm.south")).contains(id);
        assertThat(ids("sm")).contains(id);
        assertThat(ids("tm.north")).doesNotContain(id);
        assertThat(ids("owner")).isEmpty();
        assertThat(get("tm.north", "/api/breaches/" + id).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get("sm", "/api/breaches?status=late").getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    @DisplayName(
            "A journey that ends early withdraws its deadlines, closes its escalations and keeps its breaches, answered by the end (SWI-INT-07c)")
    void journeyEnds() {
        Case one = breached("C-1007", "sw.south");
        ending.early(
                one.journey().id(), "opened-in-error", "tm.south", one.process().getId(), "Task_EndJourney");
        assertThat(deadlines.openOf(one.journey().id())).isEmpty();
        assertThat(escalationsOf(one)).isEmpty();
        assertThat(breachesOf(one)).hasSize(1);
        assertThat(journeys.get(one.journey().id()).endReason()).isEqualTo("opened-in-error");
        assertThat(get("sm", "/api/breaches/" + breachesOf(one).get(0).id())
                        .getBody()
                        .get("answers")
                        .get(0)
                        .get("reason")
                        .asText())
                .contains("opened in error");
        assertThat(toldOf(one, "journey-ended")).containsExactly("sm", "tm.south");
    }

    @Test
    @DisplayName("When a child has died, service manager and director are told at once")
    void childDied() {
        Case one = caseWithTask("C-1007", LONG_AGO, "sw.south");
        ending.early(one.journey().id(), "child-died", "tm.south", one.process().getId(), "Task_EndJourney");
        assertThat(toldOf(one, "child-died")).containsExactly("director", "sm");
    }

    private Case breached(String childRef, String owner) {
        Case one = caseWithTask(childRef, LONG_AGO, owner);
        fire(one.process());
        return one;
    }

    private void answer(Case one, Breach breach, String decision, LocalDate until) {
        oversight.record(new NewOversight(
                one.childRef(),
                one.journey().id(),
                "breach-answer",
                decision,
                "The school is closed until then.",
                List.of(),
                "sm",
                null,
                clock.instant(),
                "Respond to breached standard",
                breach.id(),
                until,
                "He waits longer for his plan.",
                null));
    }

    private void climb(ProcessInstance escalation, String timer) {
        Job job = management
                .createJobQuery()
                .processInstanceId(escalation.getId())
                .activityId(timer)
                .singleResult();
        management.executeJob(job.getId());
    }

    private List<String> groups(ProcessInstance escalation) {
        Task respond = task(escalation);
        return tasks.getIdentityLinksForTask(respond.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .toList();
    }

    private String status(Breach breach) {
        return get("sm", "/api/breaches/" + breach.id())
                .getBody()
                .get("breach")
                .get("status")
                .asText();
    }

    private List<String> ids(String user) {
        return get(user, "/api/breaches?size=1000").getBody().findValuesAsText("id");
    }

    private ResponseEntity<JsonNode> get(String user, String address) {
        return rest.withBasicAuth(user, "pathways").getForEntity(address, JsonNode.class, Map.of());
    }
}
