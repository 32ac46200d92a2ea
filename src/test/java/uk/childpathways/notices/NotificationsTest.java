package uk.childpathways.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import uk.childpathways.breaches.Breach;
import uk.childpathways.breaches.BreachWording;
import uk.childpathways.breaches.EscalationTestBase;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.handovers.HandoverWording;

@DisplayName("People are told after the event is certain, each once, by a mail server that may be down")
class NotificationsTest extends EscalationTestBase {

    private static final int PORT = freePort();

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        properties.add("camunda.bpm.process-engine-name", () -> "notifications");
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> PORT);
        // Rounds happen when the test says so.
        properties.add("pathways.notices.poll", () -> "1h");
        properties.add("pathways.notices.first-pause", () -> "1ms");
        properties.add("pathways.notices.address", () -> "https://pathways.example");
    }

    @Autowired
    Distribution distribution;

    @Autowired
    Notifications notifications;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    StoppedProcesses stopped;

    @Autowired
    PasswordLetters passwords;

    @Autowired
    uk.childpathways.people.PasswordLinks links;

    GreenMail server;

    @BeforeEach
    void serverUp() {
        passOnOldNotices();
        ServerSetup smtp = new ServerSetup(PORT, "127.0.0.1", "smtp");
        smtp.setServerStartupTimeout(10_000);
        server = new GreenMail(smtp);
        server.start();
    }

    @AfterEach
    void serverDown() {
        server.stop();
    }

    @Test
    @DisplayName("A breach reaches service manager, team manager and owner by mail, one each")
    void byMail() throws Exception {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        fire(one.process());
        deliverEverything();

        assertThat(receivers())
                .containsExactlyInAnyOrder(
                        "sm@pathways.example", "tm.north@pathways.example", "sw.north@pathways.example");
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("C-1001: a timescale was missed");
        assertThat(String.valueOf(mail.getContent()))
                .contains("was due Monday 16 March 2026 for child C-1001")
                .contains("https://pathways.example/camunda/app/tasklist");
        assertThat(statuses(one)).containsOnly("SENT");
    }

    @Test
    @DisplayName("A link to set a password goes to the person alone, and what opens it is stored nowhere")
    void passwordLink() throws Exception {
        assertThat(passwords.canMail("sw.north")).isTrue();
        passwords.send("sw.north");
        deliverEverything();
        passwords.send("sw.north");
        deliverEverything();

        assertThat(receivers()).containsExactly("sw.north@pathways.example", "sw.north@pathways.example");
        List<String> tokens = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            String text = String.valueOf(mail.getContent());
            assertThat(text).contains("https://pathways.example/set-password?link=");
            tokens.add(text.replaceAll("(?s).*link=([A-Za-z0-9_-]+).*", "$1"));
        }
        assertThat(links.ownerOf(tokens.get(0))).as("the newer ended it").isEmpty();
        assertThat(links.ownerOf(tokens.get(1))).isPresent();
        assertThat(own("sw.north").toString()).contains("set your password").doesNotContain(tokens.get(1));
        assertThat(jdbc.queryForList(
                        "select text || subject from pathways.notice where kind = 'password-link'", String.class))
                .noneMatch(text -> text.contains("link=") || text.contains(tokens.get(1)));
    }

    @Test
    @DisplayName(
            "A mail server that is down delays nothing else and loses nothing; when it is up again each mail goes out once")
    void downThenUp() {
        server.stop();
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        fire(one.process());
        deliverEverything();

        assertThat(breachesOf(one)).hasSize(1);
        assertThat(escalationsOf(one)).hasSize(1);
        assertThat(statuses(one)).containsOnly("WAITING").hasSize(3);
        assertThat(own("sm").toString()).contains("a timescale was missed");
        assertThat(rest.withBasicAuth("sm", "pathways").getForObject("/notices", String.class))
                .contains("a timescale was missed")
                .containsPattern(
                        "<time datetime=\"[^\"]+\">[A-Z][a-z]+day \\d{1,2} [A-Z][a-z]+ \\d{4} at \\d\\d:\\d\\d</time>");
        assertThat(jdbc.queryForObject(
                        "select max(attempts) from pathways.notification where status = 'WAITING'", Integer.class))
                .isPositive();

        server.start();
        untilNothingWaits();
        assertThat(receivers()).hasSize(3).doesNotHaveDuplicates();
        deliverEverything();
        assertThat(receivers()).hasSize(3);
        assertThat(statuses(one)).containsOnly("SENT");
    }

    @Test
    @DisplayName("Several nodes at once deliver each notice once")
    void severalNodes() throws Exception {
        for (int i = 0; i < 40; i++) {
            notifications.tell(Notice.now(
                    "test:" + UUID.randomUUID(), "C-1001", null, "test", "C-1001: test", "Test", List.of("sm")));
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> rounds = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                rounds.add(nodes.submit(this::deliverEverything));
            }
            for (Future<?> round : rounds) {
                round.get(60, TimeUnit.SECONDS);
            }
        } finally {
            nodes.shutdownNow();
        }
        untilNothingWaits();
        assertThat(receivers()).hasSize(40);
    }

    @Test
    @DisplayName(
            "Somebody who is in two of the groups told hears of an event once; the same event told again is silence")
    void once() {
        String event = "test:" + UUID.randomUUID();
        notifications.tell(Notice.now(
                event, "C-1001", null, "test", "C-1001: test", "Test", List.of("team-managers", "tm.north")));
        notifications.tell(Notice.now(
                event, "C-1001", null, "test", "C-1001: test", "Test", List.of("team-managers", "tm.north")));
        notifications.tell(
                Notice.now(event, "C-1001", null, "test", "C-1001: test", "Test", List.of("team-managers-north")));
        deliverEverything();
        assertThat(receivers())
                .as("and nobody is told who may not open the child's record")
                .containsExactly("tm.north@pathways.example");
    }

    @Test
    @DisplayName("A notice whose event is rolled back was never written")
    void rolledBack() {
        transaction.executeWithoutResult(status -> {
            notifications.tell(Notice.now(
                    "test:" + UUID.randomUUID(), "C-1001", null, "test", "C-1001: test", "Test", List.of("sm")));
            status.setRollbackOnly();
        });
        deliverEverything();
        assertThat(receivers()).isEmpty();
    }

    @Test
    @DisplayName("Before work is due, the holder at that time and the team manager are reminded; not once it is done")
    void reminder() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ENGLAND);
        Case done = caseWithTask("C-1001", today, "sw.north");
        Case open = caseWithTask("C-1001", today, "sw.north");
        tasks.setAssignee(task(open.process()).getId(), "sw2.north");
        for (Case each : List.of(done, open)) {
            Deadline deadline = deadline(each);
            assertThat(deadline.remindAt()).isBefore(deadline.due().minus(Duration.ofDays(1)));
            assertThat(reminderOf(deadline)).isEqualTo(deadline.remindAt());
        }
        deliverEverything();
        assertThat(receivers()).as("too early").isEmpty();

        events.record(done.journey().id(), "C-1001", STANDARD, clock.instant(), false, "sw.north", null);
        jdbc.update(
                "update pathways.notice set not_before = now() - interval '1 minute', created_at = now() - interval '30 days'"
                        + " where kind = 'reminder' and state = 'WAITING'"
                        + " and journey_id in (?, ?)",
                done.journey().id(),
                open.journey().id());
        deliverEverything();
        assertThat(receivers()).containsExactlyInAnyOrder("sw2.north@pathways.example", "tm.north@pathways.example");
        assertThat(jdbc.queryForList(
                        "select n.created_at = t.not_before from pathways.notification n"
                                + " join pathways.notice t on t.id = n.notice_id"
                                + " where t.kind = 'reminder' and t.journey_id = ?",
                        Boolean.class,
                        open.journey().id()))
                .as("it stands in the list on the day of the reminder, not on the first day of the clock")
                .hasSize(2)
                .containsOnly(true);
    }

    @Test
    @DisplayName("When the date moves, the reminder moves with it")
    void reminderMoves() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ENGLAND);
        Case one = caseWithTask("C-1001", today, "sw.north");
        moves.agreeLaterDate(deadline(one).id(), today.plusDays(90), "The school is closed.", "tm.north");
        assertThat(reminderOf(deadline(one))).isEqualTo(deadline(one).remindAt());
        assertThat(jdbc.queryForObject(
                        "select count(*) from pathways.notice where only_while_open = ? and state = 'WAITING'",
                        Integer.class,
                        deadline(one).id()))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("A process that has stopped reaches the process owner and the administrator")
    void incident() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        Job timer = timer(one.process());
        management.setJobRetries(timer.getId(), 0);
        deliverEverything();
        assertThat(receivers()).contains("owner@pathways.example");
        assertThat(own("admin").toString()).contains("A process has stopped: One task with its standard");
    }

    @Test
    @DisplayName("No notice carries a name: child references only")
    void noNames() {
        Case one = caseWithTask("C-1001", LONG_AGO, "sw.north");
        fire(one.process());
        Breach breach = breachesOf(one).get(0);
        LocalDate day = LocalDate.of(2026, 5, 1);
        List<NoticeText> all = List.of(
                BreachWording.breach(breach),
                BreachWording.rung(breach, "head-of-service"),
                BreachWording.answered(breach, day),
                BreachWording.reminder("C-1001", breach.standardName(), breach.due()),
                BreachWording.agreedDatePassed("C-1001", breach.standardName(), day),
                HandoverWording.childDied("C-1001"),
                HandoverWording.journeyEnded("C-1001", "s47 to icpc"),
                HandoverWording.handOver("C-1001", "child in need"),
                ModelNotices.incident("One task", "Task_WriteOutcome", "failedJob"),
                ModelNotices.ofModel("C-1001", "significant-event"),
                ModelNotices.ofModel("C-1001", "Child {child} has moved."));
        List<String> names = jdbc.queryForList("select name from pathways.child", String.class);
        List<String> said = new ArrayList<>(
                all.stream().map(words -> words.subject() + " " + words.text()).toList());
        said.addAll(jdbc.queryForList("select subject || ' ' || text from pathways.notice", String.class));
        for (String name : names) {
            for (String part : name.split(" ")) {
                assertThat(said).noneMatch(text -> text.matches("(?s).*\\b" + part + "\\b.*"));
            }
        }
        assertThat(all.subList(0, 8)).allMatch(words -> words.text().contains("C-1001"));
    }

    private void deliverEverything() {
        distribution.passOnWhatIsDue();
        postman.deliver();
    }

    private void untilNothingWaits() {
        for (int i = 0; i < 1000 && waiting() > 0; i++) {
            postman.deliver();
        }
        assertThat(waiting()).isZero();
    }

    private int waiting() {
        return jdbc.queryForObject(
                "select count(*) from pathways.notification where status = 'WAITING'", Integer.class);
    }

    /** Whatever earlier tests left must not reach this test's mail server. */
    private void passOnOldNotices() {
        jdbc.update("update pathways.notice set state = 'DROPPED' where state = 'WAITING'");
        jdbc.update("update pathways.notification set status = 'LISTED' where status = 'WAITING'");
    }

    private List<String> receivers() {
        try {
            List<String> all = new ArrayList<>();
            for (MimeMessage mail : server.getReceivedMessages()) {
                all.add(mail.getAllRecipients()[0].toString());
            }
            return all;
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> statuses(Case one) {
        return jdbc.queryForList(
                "select n.status from pathways.notification n join pathways.notice t on t.id = n.notice_id"
                        + " where t.journey_id = ?",
                String.class,
                one.journey().id());
    }

    private java.time.Instant reminderOf(Deadline deadline) {
        return jdbc.queryForObject(
                        "select not_before from pathways.notice where only_while_open = ? and state = 'WAITING'",
                        java.sql.Timestamp.class,
                        deadline.id())
                .toInstant();
    }

    private JsonNode own(String user) {
        return rest.withBasicAuth(user, "pathways")
                .getForObject("/api/notifications?size=100", JsonNode.class, Map.of());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
