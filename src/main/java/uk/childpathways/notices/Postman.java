package uk.childpathways.notices;

import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.people.Directory;

/**
 * Delivers notifications, by mail where a mail server is configured and the person has an address; otherwise they are
 * listed in the application.
 *
 * <p>One row, one small transaction: the row is locked ({@code for update skip locked}, so that no other node takes
 * it), the mail is handed to the server, the row is marked, the transaction commits. A node that dies before the server
 * has accepted the mail loses nothing, since its lock falls and another node sends. A node that dies in the instant
 * between the server's acceptance and the commit leaves the row waiting and the mail is handed over again, with the
 * same Message-ID, by which mail systems recognise a duplicate. Marking before sending would turn that instant into a lost
 * notice, and a missed timescale of which nobody is notified is the worse fault.
 */
@Component
public class Postman {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    /** So many failures one after another mean that the server is down: the round ends and the rest waits. */
    private static final int FAILURES_PER_ROUND = 3;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ObjectProvider<JavaMailSender> mail;
    private final Directory directory;
    private final NoticeReaders readers;
    private final NoticeProperties properties;
    private final PasswordLetters passwords;

    Postman(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            ObjectProvider<JavaMailSender> mail,
            Directory directory,
            NoticeReaders readers,
            NoticeProperties properties,
            PasswordLetters passwords) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mail = mail;
        this.directory = directory;
        this.readers = readers;
        this.properties = properties;
        this.passwords = passwords;
    }

    private enum Outcome {
        NOTHING_WAITS,
        DONE,
        FAILED
    }

    private record Letter(UUID id, String recipient, String kind, String child, String subject, String text) {}

    /** Delivers what waits, until nothing waits or the mail server does not answer. @return how many went out */
    public int deliver() {
        if (mail.getIfAvailable() == null) {
            // Those from a time when mail was configured; new ones are listed from the beginning.
            return jdbc.update("update pathways.notification set status = 'LISTED' where status = 'WAITING'");
        }
        int done = 0;
        int failures = 0;
        while (failures < FAILURES_PER_ROUND) {
            Outcome outcome = transaction.execute(status -> deliverOne());
            if (outcome == Outcome.DONE) {
                done++;
                failures = 0;
            } else if (outcome == Outcome.FAILED) {
                failures++;
            } else {
                break;
            }
        }
        return done;
    }

    private Outcome deliverOne() {
        List<Letter> next = jdbc.query(
                """
                select n.id, n.recipient, t.kind, t.subject, t.text,
                       (select c.ref from pathways.child c where c.ref = t.child_ref) as child
                from pathways.notification n join pathways.notice t on t.id = n.notice_id
                where n.status = 'WAITING' and n.try_after <= now()
                order by n.try_after, n.created_at limit 1 for update of n skip locked
                """,
                (row, number) -> new Letter(
                        row.getObject("id", UUID.class),
                        row.getString("recipient"),
                        row.getString("kind"),
                        row.getString("child"),
                        row.getString("subject"),
                        row.getString("text")));
        if (next.isEmpty()) {
            return Outcome.NOTHING_WAITS;
        }
        Letter letter = next.get(0);
        JavaMailSender sender = mail.getObject();
        var address =
                sender == null ? null : directory.emailOf(letter.recipient()).orElse(null);
        // The record may have closed to the person since the notice was passed on.
        if (address == null || !readers.mayHear(letter.recipient(), letter.child())) {
            jdbc.update("update pathways.notification set status = 'LISTED' where id = ?", letter.id());
            return Outcome.DONE;
        }
        try {
            sender.send(message(sender, letter, address));
        } catch (Exception e) {
            putOff(letter, e);
            return Outcome.FAILED;
        }
        jdbc.update(
                "update pathways.notification set status = 'SENT', sent_at = now(), attempts = attempts + 1,"
                        + " last_problem = null where id = ?",
                letter.id());
        return Outcome.DONE;
    }

    private MimeMessage message(JavaMailSender sender, Letter letter, String address) throws Exception {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(properties.from());
        helper.setTo(address);
        helper.setSubject(letter.subject());
        String text = passwords.completed(letter.kind(), letter.recipient(), letter.text());
        boolean leadsOn = properties.address() != null && text.equals(letter.text());
        helper.setText(leadsOn ? text + "\n\n" + properties.address() + "/camunda/app/tasklist" : text);
        message.setHeader("Message-ID", "<" + letter.id() + "@child-pathways>");
        return message;
    }

    private void putOff(Letter letter, Exception problem) {
        String said = String.valueOf(problem.getMessage());
        log.warn("A notice could not be mailed and will be tried again: {}", said);
        jdbc.update(
                """
                update pathways.notification set attempts = attempts + 1, last_problem = ?,
                    try_after = now() + least(make_interval(secs => ? * power(2, least(attempts, 12))),
                                              interval '1 hour')
                where id = ?
                """,
                said.length() > 500 ? said.substring(0, 500) : said,
                properties.firstPause().toMillis() / 1000.0,
                letter.id());
    }
}
