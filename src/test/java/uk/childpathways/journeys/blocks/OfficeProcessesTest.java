package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Journeys;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.submissions.Questions;
import uk.childpathways.testing.PathwaysTest;

/** On Maundy Thursday, 2 April 2026; Good Friday and Easter Monday are bank holidays. */
@PathwaysTest
@DisplayName("Messages, disclosures, confidentiality incidents and feedback")
class OfficeProcessesTest extends JourneyTestBase {

    @Autowired
    Journeys journeys;

    @Autowired
    Consequences consequences;

    @Autowired
    Questions questions;

    private String child;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T16:00");
        child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
    }

    private void begun(String process, String by, Object... answers) {
        practice.start(
                process,
                by,
                with(Map.of("journeyId", journeys.running(child).get(0).id().toString()), answers));
        practice.carryOn(child);
    }

    private void startRefusedWithout(String process, String by, String key, String sentence, Object... given) {
        Map<String, Object> answers = practice.answersForStart(
                process,
                by,
                with(Map.of("journeyId", journeys.running(child).get(0).id().toString()), given));
        assertThat(answers.remove(key)).as("'%s' asks for '%s'", process, key).isNotNull();
        assertThatThrownBy(() -> practice.startWithOnly(process, by, answers)).hasMessageContaining(sentence);
        assertThat(practice.running(child)).doesNotContain(process);
    }

    private void refusedWithout(String label, String by, String key, String sentence, Object... given) {
        Map<String, Object> answers = practice.answersFor(child, label, by, with(Map.of(), given));
        assertThat(answers.remove(key)).as("'%s' asks for '%s'", label, key).isNotNull();
        assertThatThrownBy(() -> practice.completeWithOnly(child, label, by, answers))
                .hasMessageContaining(sentence);
        assertThat(practice.tasks(child)).contains(label);
    }

    @Nested
    @DisplayName("A message")
    class Message {

        private static final String ANSWER = "Answer message";
        private static final String FULLER = "Give fuller reply";

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"child", "professional"})
        @DisplayName(
                "from a child or a professional is answered within 2 working days over Easter, or it is missed, and"
                        + " nobody's task at once (SWI-COM-04 SWI-PRO-03)")
        void twoWorkingDays(String from) {
            begun("answer-message", "sw.north", "from", from, "receivedOn", "2026-04-02");
            assertThat(practice.task(child, ANSWER).getAssignee()).isEqualTo("sw.north");
            notDone(child, ANSWER, "message-answered", "2026-04-08");
            practice.itIs("2026-04-09T10:00");
            practice.complete(child, ANSWER, "sw.north", Map.of("replyKind", "full"));
            doneLate(child, "message-answered", 1);
            assertThat(practice.tasks(child)).doesNotContain(ANSWER, FULLER);
        }

        @Test
        @DisplayName(
                "may be answered for now, with the day of a full answer: that keeps the two days, and the promise is"
                        + " kept or missed (SWI-PRO-08)")
        void holdingReply() {
            begun("answer-message", "sw.north", "receivedOn", "2026-04-02");
            practice.itIs("2026-04-08T16:00");
            refusedWithout(ANSWER, "sw.north", "fullerReplyOn", "A full answer by", "replyKind", "holding");
            refusedWithout(
                    ANSWER,
                    "sw.north",
                    "holdingReason",
                    "Why it cannot be answered in full yet",
                    "replyKind",
                    "holding");
            practice.complete(child, ANSWER, "sw.north", Map.of("replyKind", "holding", "fullerReplyOn", "2026-04-17"));
            inTime(child, "message-answered");
            assertThat(entry(child, "answer-message").answers()).containsEntry("fullerReplyOn", "2026-04-17");
            notDone(child, FULLER, "fuller-reply-given", "2026-04-17");
            practice.itIs("2026-04-20T10:00");
            practice.complete(child, FULLER, "sw.north");
            doneLate(child, "fuller-reply-given", 1);
        }

        @Test
        @DisplayName("stands for itself: two of them have two clocks, and answering one leaves the other (SWI-COM-04)")
        void twoMessages() {
            begun("answer-message", "sw.north", "receivedOn", "2026-04-01");
            begun("answer-message", "sw.north", "receivedOn", "2026-04-02");
            assertThat(practice.openTasks(child, ANSWER))
                    .extracting(task -> java.time.LocalDate.ofInstant(
                                    task.getDueDate().toInstant(), ENGLAND)
                            .toString())
                    .containsExactlyInAnyOrder("2026-04-07", "2026-04-08");
        }

        @Test
        @DisplayName("that is to come in tomorrow cannot be")
        void inTheFuture() {
            assertThatThrownBy(() -> begun("answer-message", "sw.north", "receivedOn", "2026-04-03"))
                    .hasMessageContaining("It came in on")
                    .hasMessageContaining("cannot be in the future");
        }
    }

    @Nested
    @DisplayName("A disclosure outside the council")
    class Disclosure {

        private static final String AUTHORISE = "Authorise disclosure";
        private static final String LOG = "Log disclosure";

        @Test
        @DisplayName(
                "needs a reason, and the list holds those of the standards: a regulator's investigation or audit, and"
                        + " safeguarding (SWI-CON-15 SWI-CON-22a SWI-CON-22b)")
        void reason() {
            startRefusedWithout("external-disclosure", "sw.north", "reason", "Reason");
            startRefusedWithout("external-disclosure", "sw.north", "reasonDetail", "Why it is needed");
            startRefusedWithout("external-disclosure", "sw.north", "information", "What information");
            assertThat(questions
                            .ofStart("external-disclosure")
                            .orElseThrow()
                            .form()
                            .field("reason")
                            .orElseThrow()
                            .options())
                    .extracting(Object::toString)
                    .contains("regulatory-body", "safeguarding", "lawful-partnership")
                    .doesNotContain("other");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"regulatory-body", "safeguarding"})
        @DisplayName(
                "authorised by a manager within a working day, it is on the log with what was given, to whom, by whose"
                        + " authority (SWI-CON-15 SWI-CON-22a SWI-CON-22b SWI-CON-23b)")
        void authorised(String reason) {
            begun("external-disclosure", "sw.north", "reason", reason, "alreadyShared", "no");
            assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(AUTHORISE);
            assertThat(practice.tasks(child)).doesNotContain(LOG);
            notDone(child, AUTHORISE, "disclosure-authorised", "2026-04-07");
            practice.itIs("2026-04-08T10:00");
            practice.complete(
                    child,
                    AUTHORISE,
                    "tm.north",
                    Map.of("disclosureDecision", "authorised", "rationale", "The inspector asks in writing."));
            doneLate(child, "disclosure-authorised", 1);
            assertThat(oversightOf(child, "disclosure")).singleElement().satisfies(entry -> {
                assertThat(entry.by()).isEqualTo("tm.north");
                assertThat(entry.rationale()).isEqualTo("The inspector asks in writing.");
            });
            refusedWithout(LOG, "sw.north", "authorisations", "Authorisations");
            notDone(child, LOG, "disclosure-logged", "2026-04-10");
            practice.itIs("2026-04-13T10:00");
            practice.complete(
                    child,
                    LOG,
                    "sw.north",
                    Map.of(
                            "given",
                            "Page 1",
                            "authorisations",
                            list(Map.of("who", "Team manager", "on", "2026-04-08"))));
            doneLate(child, "disclosure-logged", 1);
            assertThat(entry(child, "log-disclosure")).satisfies(log -> {
                assertThat(log.by()).isEqualTo("sw.north");
                assertThat(log.answers()).containsEntry("given", "Page 1").containsKey("authorisations");
            });
            assertThat(practice.running(child)).doesNotContain("external-disclosure");
        }

        @Test
        @DisplayName("without a legitimate reason is refused: nothing is to be logged, and the worker hears it"
                + " (SWI-CON-15)")
        void refused() {
            begun("external-disclosure", "sw.north", "alreadyShared", "no");
            practice.complete(child, AUTHORISE, "tm.north", Map.of("disclosureDecision", "refused"));
            assertThat(practice.running(child)).doesNotContain("external-disclosure");
            assertThat(practice.tasks(child)).doesNotContain(LOG);
            assertThat(consequences.toldTo("sw.north", child))
                    .anyMatch(text -> text.contains("may not be given outside the council"));
        }

        @Test
        @DisplayName("that could not wait is recorded with the day and why (SWI-CON-22b)")
        void couldNotWait() {
            startRefusedWithout(
                    "external-disclosure", "sw.north", "urgency", "Why it could not wait", "alreadyShared", "yes");
        }
    }

    @Nested
    @DisplayName("A confidentiality incident")
    class Incident {

        private static final String INVESTIGATE = "Investigate incident";

        @Test
        @DisplayName("is investigated, every one: managers hear at once, the service manager has it for 10 working days"
                + " over Easter, and what changes is followed up (SWI-CON-25a)")
        void investigated() {
            begun("confidentiality-incident", "sw.north", "noticedOn", "2026-04-02", "riskToPeople", "no");
            assertThat(consequences.told(child, "notice")).contains("tm.north", "sm");
            assertThat(practice.offeredTo(child, INVESTIGATE)).contains("service-managers");
            assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(INVESTIGATE);
            assertThat(practice.dueDay(child, INVESTIGATE)).isEqualTo("2026-04-20");
            oneMinuteBefore(child, "confidentiality-incident-investigated");
            practice.itIs("2026-04-21T00:01");
            practice.fireDueTimers(child);
            practice.fireDueTimers(child);
            assertThat(breaches(child, "confidentiality-incident-investigated"))
                    .as("the service manager does not answer for a breach of their own")
                    .singleElement()
                    .satisfies(breach -> assertThat(breach.answerBy()).isEqualTo("head-of-service"));
            assertThat(practice.tasks(child)).contains(INVESTIGATE);
            practice.itIs("2026-04-21T10:00");
            refusedWithout(INVESTIGATE, "sm", "familyToldDetail", "By whom, when", "finding", "breach");
            practice.complete(
                    child,
                    INVESTIGATE,
                    "sm",
                    Map.of(
                            "finding",
                            "breach",
                            "actions",
                            List.of(Map.of(
                                    "action", "Two people check addresses", "owner", "tm.north", "by", "2026-05-01"))));
            doneLate(child, "confidentiality-incident-investigated", 1);
            assertThat(oversightOf(child, "confidentiality")).hasSize(1);
            assertThat(practice.dueDay(child, "Complete agreed action")).isEqualTo("2026-05-01");
        }
    }

    @Nested
    @DisplayName("Feedback")
    class Feedback {

        private static final String GATHER = "Gather feedback";

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"mid-point", "closure"})
        @DisplayName(
                "is invited at the mid-point and at closure: the supervisor asks within 10 working days over Easter,"
                        + " and each voice is on record (DFE-8-12)")
        void asked(String when) {
            begun("family-feedback", "sw.north", "when", when);
            assertThat(practice.tasksSeenBy("sw.north", child)).doesNotContain(GATHER);
            assertThat(practice.tasksSeenBy("tm.north", child)).contains(GATHER);
            notDone(child, GATHER, "feedback-gathered", "2026-04-20");
            practice.itIs("2026-04-21T10:00");
            refusedWithout(GATHER, "tm.north", "feedback", "What each said");
            practice.complete(
                    child,
                    GATHER,
                    "tm.north",
                    Map.of("feedback", list(Map.of("who", "Child", "part", "yes", "said", "She listened."))));
            doneLate(child, "feedback-gathered", 1);
            assertThat(entry(child, "gather-feedback").answers().toString()).contains("She listened.");
        }
    }
}
