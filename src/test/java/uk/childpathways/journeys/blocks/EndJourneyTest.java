package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A journey ends early")
class EndJourneyTest {

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Journeys journeys;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Oversight oversight;

    @Autowired
    AgreedActions agreedActions;

    @Autowired
    TransactionTemplate transaction;

    private ToTheConference way;
    private String child;

    /** An enquiry with everything under way: checks, visit, history. */
    @BeforeEach
    void enquiry() {
        practice.itIs("2026-04-02T10:00");
        way = new ToTheConference(practice);
        child = practice.child();
        way.enquiring(child);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"child-died", "opened-in-error", "superseded", "reached-18", "adopted", "returned-home", "other"
            })
    @DisplayName("with a reason and somebody who decided; its deadlines are withdrawn and nothing is left running"
            + " (SWI-INT-07c, RUT-EH-5.0)")
    void ends(String reason) {
        ask(reason);
        assertThat(practice.tasks(child)).contains("Sign off document", "Complete agency checks");
        approve();

        assertThat(practice.running(child)).isEmpty();
        Journey journey = journey();
        assertThat(journey.running()).isFalse();
        assertThat(journey.endReason()).isEqualTo(reason);
        assertThat(journey.decidedBy()).isEqualTo("tm.north");
        assertThat(deadlines.openOf(journey.id())).isEmpty();
        assertThat(practice.deadline(child, "icpc-held").status()).isEqualTo(Deadline.Status.WITHDRAWN);
        assertThat(practice.chronology(child))
                .anyMatch(entry -> "journey-ended".equals(entry.kind())
                        && entry.clauses().contains("SWI-INT-07c")
                        && reason.equals(entry.answers().get("reason")));
        assertThat(oversight.of(child, Pageable.unpaged()).getContent())
                .anyMatch(entry -> "tm.north".equals(entry.by()) && "end-of-journey".equals(entry.kind()));
    }

    @Test
    @DisplayName("not without a reason, evidence, who decided, and what support goes on for the family (SWI-INT-07c,"
            + " DFE-6-07c)")
    void asksForAll() {
        Map<String, Object> given = Map.of("journeyId", journey().id().toString(), "endReason", "other");
        Map.of(
                        "endReason", "Why it ends",
                        "evidence", "What shows it",
                        "decidedBy", "Who decided",
                        "childSafe", "Is the child safe",
                        "supportAfter", "What support goes on",
                        "familyToldOfEnd", "What child and family were told")
                .forEach((key, label) -> {
                    Map<String, Object> answers =
                            new LinkedHashMap<>(practice.answersForStart("end-journey", "sw.north", given));
                    answers.remove(key);
                    assertThatThrownBy(() -> practice.startWithOnly("end-journey", "sw.north", answers))
                            .as("without '%s'", key)
                            .hasMessageContaining(label);
                });
        assertThat(practice.running(child)).doesNotContain("end-journey");
    }

    @Test
    @DisplayName(
            "when a child has died, service manager and director are told at once, before the sign-off, in the same"
                    + " transaction, and nobody who would call on the family keeps a task (SWI-INT-07c)")
    void childDied() {
        int before = consequences.notices(child, "notice");
        transaction.executeWithoutResult(status -> {
            ask("child-died");
            assertThat(consequences.notices(child, "notice")).isEqualTo(before + 1);
            status.setRollbackOnly();
        });
        assertThat(consequences.notices(child, "notice")).isEqualTo(before);

        ask("child-died");
        assertThat(consequences.told(child, "notice")).containsExactly("director", "sm");
        assertThat(consequences.toldTo("director", child))
                .anyMatch(text -> text.contains("serious incident"))
                .allSatisfy(text -> assertThat(text).doesNotContain("Test Child"));
        approve();
        assertThat(practice.tasks(child)).isEmpty();
    }

    @Test
    @DisplayName(
            "a child's death ends every running journey of the child, not only the one it was told for: nobody has a"
                    + " task any more, what was due is withdrawn with the reason, and the senior managers are told once"
                    + " (SWI-INT-07c)")
    void childDiedInTwoJourneys() {
        practice.start(
                "transfer-in-conference", "tm.north", Map.of("childRef", child, "transferNotifiedOn", "2026-04-02"));
        practice.carryOn(child);
        List<Journey> both = practice.pathways(child);
        assertThat(both).hasSize(2);
        practice.start(
                "re-allocate-case",
                "tm.north",
                Map.of("journeyId", both.get(1).id().toString(), "reallocationReason", "Maternity leave"));
        practice.carryOn(child);
        assertThat(practice.running(child)).contains("re-allocate-case");

        practice.start(
                "end-journey", "sw.north", Map.of("journeyId", both.get(0).id().toString(), "endReason", "child-died"));
        practice.carryOn(child);
        approve();

        assertThat(practice.tasks(child)).isEmpty();
        assertThat(practice.running(child)).isEmpty();
        assertThat(practice.pathways(child)).isEmpty();
        for (Journey each : both) {
            assertThat(journeys.get(each.id()).endReason()).isEqualTo("child-died");
            assertThat(journeys.get(each.id()).decidedBy()).isEqualTo("tm.north");
            assertThat(deadlines.openOf(each.id())).isEmpty();
        }
        assertThat(List.of(practice.deadline(child, "agency-checks-made"), practice.deadline(child, "icpc-held")))
                .extracting(Deadline::withdrawnBecause)
                .as("why a task, and the journey itself, are no longer due")
                .containsOnly("The journey has ended: child died");
        assertThat(consequences.notices(child, "child-died")).isEqualTo(1);
        assertThat(consequences.told(child, "child-died")).containsExactly("director", "sm");
    }

    @Test
    @DisplayName("any other reason ends one journey and leaves the other")
    void otherReasonsEndOne() {
        practice.start(
                "transfer-in-conference", "tm.north", Map.of("childRef", child, "transferNotifiedOn", "2026-04-02"));
        practice.carryOn(child);
        Journey other = practice.pathways(child).get(1);
        ask("opened-in-error");
        approve();
        assertThat(practice.pathways(child)).extracting(Journey::id).containsExactly(other.id());
    }

    @Test
    @DisplayName("is signed off by the team manager, never by the one who asked; returned, it goes on, and the asker"
            + " reworks it (SWI-PG1-06a, SWI-INT-07c)")
    void signedOff() {
        ask("opened-in-error");
        assertThat(practice.dueDay(child, "Sign off document")).isEqualTo("2026-04-08");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "returned"));
        assertThat(journey().running()).isTrue();
        assertThat(practice.tasks(child)).contains("Complete agency checks");
        assertThat(practice.task(child, "Rework document").getAssignee()).isEqualTo("sw.north");
        practice.complete(
                child,
                "Rework document",
                "sw.north",
                Map.of("journeyId", journey().id().toString(), "endReason", "superseded"));
        approve();
        assertThat(journey().endReason()).isEqualTo("superseded");

        String another = practice.child();
        way.opened(another);
        practice.start(
                "end-journey",
                "tm.north",
                Map.of("journeyId", practice.pathways(another).get(0).id().toString(), "endReason", "opened-in-error"));
        practice.carryOn(another);
        assertThatThrownBy(() -> practice.complete(
                        another, "Sign off document", "tm.north", Map.of("signOffDecision", "approved")))
                .hasMessageContaining("Nobody signs off their own work");
        practice.complete(another, "Sign off document", "sm", Map.of("signOffDecision", "approved"));
        assertThat(journeys.of(another).get(0).decidedBy()).isEqualTo("sm");
    }

    @Test
    @DisplayName("a sign-off of the end that is late escalates like any other (SWI-PG1-06d)")
    void signOffLate() {
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        ask("other");
        practice.itIs("2026-04-09T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_SignOffStandard");
        assertThat(consequences.breached(child)).containsExactly("early-end-signed-off");
    }

    @Test
    @DisplayName("when the family has moved, we stay responsible until the other authority has accepted: told 1 working"
            + " day after the move, accepted within 15 of the notice; only then it ends (STAT-CP-04, SWI-MTG-01c,"
            + " SWI-PRO-04)")
    void movedAway() {
        practice.start(
                "end-journey",
                "sw.north",
                Map.of(
                        "journeyId", journey().id().toString(),
                        "endReason", "moved-away",
                        "movedOn", "2026-04-02",
                        "receivingAuthority", "Rutland"));
        practice.carryOn(child);
        approve();
        assertThat(journey().running()).isTrue();
        assertThat(practice.tasks(child)).contains("Tell receiving authority", "Complete agency checks");
        assertThat(practice.dueDay(child, "Tell receiving authority")).isEqualTo("2026-04-07");

        practice.itIs("2026-04-08T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ReceivingAuthorityTold");
        practice.itIs("2026-04-08T10:00");
        practice.complete(child, "Tell receiving authority", "sw.north");
        assertThat(practice.dueDay(child, "Confirm responsibility accepted"))
                .as("15 working days after 8 April")
                .isEqualTo("2026-04-29");
        practice.itIs("2026-04-30T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ResponsibilityAccepted");
        assertThat(journey().running()).isTrue();

        practice.itIs("2026-04-30T10:00");
        practice.complete(child, "Confirm responsibility accepted", "tm.north");
        assertThat(journey().running()).isFalse();
        assertThat(journey().endReason()).isEqualTo("moved-away");
        assertThat(practice.running(child)).isEmpty();
    }

    @Test
    @DisplayName("when the case was transferred to another authority it is told in the same way")
    void transferred() {
        practice.start(
                "end-journey",
                "sw.north",
                Map.of("journeyId", journey().id().toString(), "endReason", "transferred", "movedOn", "2026-04-02"));
        practice.carryOn(child);
        approve();
        assertThat(practice.tasks(child)).contains("Tell receiving authority");
        practice.complete(child, "Tell receiving authority", "sw.north");
        practice.complete(child, "Confirm responsibility accepted", "tm.north");
        assertThat(practice.running(child)).isEmpty();
        assertThat(journey().endReason()).isEqualTo("transferred");
    }

    @Test
    @DisplayName("breaches stay on record, answered by the end; nobody is asked to respond to them any more")
    void breaches() {
        practice.itIs("2026-04-09T00:01");
        practice.fireDueTimers(child);
        assertThat(practice.tasks(child)).contains("Respond to breached standard");
        int breached = consequences.breaches(child).size();
        ask("opened-in-error");
        approve();
        assertThat(practice.running(child)).isEmpty();
        assertThat(consequences.breaches(child))
                .hasSize(breached)
                .allSatisfy(breach -> assertThat(consequences.answers(breach))
                        .singleElement()
                        .satisfies(answer -> {
                            assertThat(answer.decision()).isEqualTo("journey-ended");
                            assertThat(answer.reason()).contains("opened in error");
                            assertThat(answer.by()).isEqualTo("tm.north");
                        }));
        practice.itIs("2026-06-01");
        assertThat(practice.fireDueTimers(child)).isEmpty();
    }

    @Test
    @DisplayName(
            "what was agreed for it before is withdrawn with the reason; what was agreed with the end itself is still"
                    + " owed, with its date (NEW-IND-1b)")
    void agreedActions() {
        practice.start(
                "management-oversight",
                "tm.north",
                Map.of(
                        "journeyId",
                        journey().id().toString(),
                        "adviceFrom",
                        "none",
                        "resourceGap",
                        "no",
                        "actions",
                        List.of(Map.of("action", "Book the interpreter", "owner", "sw.north", "by", "2026-04-20"))));
        practice.carryOn(child);
        var before = agreedActions.openFor(child);
        assertThat(before).hasSize(1);

        practice.itIs("2026-04-08T10:00");
        ask("child-died");
        practice.complete(
                child,
                "Sign off document",
                "tm.north",
                Map.of(
                        "signOffDecision",
                        "approved",
                        "actions",
                        List.of(Map.of("action", "Tell the school", "owner", "sw.north", "by", "2026-04-10"))));

        assertThat(practice.running(child)).containsExactly("follow-up-action");
        assertThat(agreedActions.openFor(child)).extracting("action").containsExactly("Tell the school");
        assertThat(practice.dueDay(child, "Complete agreed action")).isEqualTo(LocalDate.of(2026, 4, 10));
        var withdrawn = agreedActions.get(before.get(0).id());
        assertThat(withdrawn.status()).hasToString("WITHDRAWN");
        assertThat(withdrawn.result()).isEqualTo("The journey ended: child died");
        assertThat(withdrawn.endedBy()).isEqualTo("tm.north");

        practice.itIs("2026-04-11T00:01");
        assertThat(practice.fireDueTimers(child)).containsExactly("BoundaryEvent_AgreedActionDone");
    }

    @Test
    @DisplayName("asked for twice, it ends once, and the second request comes to rest with its sign-off")
    void twice() {
        ask("opened-in-error");
        ask("other");
        var signOffs = practice.openTasks(child, "Sign off document");
        assertThat(signOffs).hasSize(2);
        practice.completeTask(signOffs.get(0).getId(), child, "tm.north", Map.of("signOffDecision", "approved"));
        String reason = journey().endReason();
        practice.completeTask(signOffs.get(1).getId(), child, "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.running(child)).isEmpty();
        assertThat(journey().endReason()).isEqualTo(reason);
    }

    private void ask(String reason) {
        practice.start(
                "end-journey", "sw.north", Map.of("journeyId", journey().id().toString(), "endReason", reason));
        practice.carryOn(child);
    }

    private void approve() {
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
    }

    private Journey journey() {
        return journeys.of(child).get(0);
    }
}
