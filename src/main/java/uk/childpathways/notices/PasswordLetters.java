package uk.childpathways.notices;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PasswordLinks;

/**
 * Mails the links with which people set their own password. The link is made in the moment in which the letter goes out:
 * the outbox and the list of notices hold a letter without it, and who reads them reads no key.
 */
@Component
public class PasswordLetters {

    private static final String KIND = "password-link";
    private static final String TEXT =
            "The administrator has sent you a link with which you set your password for Child"
                    + " Pathways. It came by mail; it opens once and within " + PasswordLinks.HOURS
                    + " hours. If you did not expect"
                    + " it, tell the administrator.";

    private final Notifications notifications;
    private final Directory directory;
    private final PasswordLinks links;
    private final NoticeProperties properties;
    private final ObjectProvider<JavaMailSender> mail;
    private final String context;

    PasswordLetters(
            Notifications notifications,
            Directory directory,
            PasswordLinks links,
            NoticeProperties properties,
            ObjectProvider<JavaMailSender> mail,
            @Value("${server.servlet.context-path:}") String context) {
        this.context = context;
        this.notifications = notifications;
        this.directory = directory;
        this.links = links;
        this.properties = properties;
        this.mail = mail;
    }

    /** Whether a link can be mailed: there is a mail server, the installation knows its own address, the person has one. */
    public boolean canMail(String userId) {
        return mail.getIfAvailable() != null
                && properties.address() != null
                && directory.emailOf(userId).isPresent();
    }

    /** Why no link can be mailed to anybody, as the end of a sentence; empty where mail can be sent. */
    public Optional<String> whyNoMail() {
        if (mail.getIfAvailable() == null) {
            return Optional.of("there is no mail server (spring.mail.host)");
        }
        return properties.address() == null
                ? Optional.of("this installation does not know its own address (pathways.notices.address)")
                : Optional.empty();
    }

    /** Puts a letter with a link for this person, and nobody in their place, into the outbox. */
    @Transactional
    public void send(String userId) {
        notifications.tell(Notice.now(
                KIND + ":" + UUID.randomUUID(),
                null,
                null,
                KIND,
                "Set your password for Child Pathways",
                TEXT,
                List.of(Notice.only(userId))));
    }

    /**
     * The address at which a link is used that is handed over. Where the installation does not know its own, only what
     * follows after it: an address from the request could be anybody's.
     */
    public String toHandOver(String token) {
        return address(properties.address() == null ? context : properties.address(), token);
    }

    private static String address(String installation, String token) {
        return installation.replaceAll("/+$", "") + "/set-password?link=" + token;
    }

    /** The letter as it goes out; any other letter as it is. */
    String completed(String kind, String recipient, String text) {
        if (!KIND.equals(kind) || properties.address() == null) {
            return text;
        }
        return links.make(recipient)
                .map(token -> "Set your password for Child Pathways within " + PasswordLinks.HOURS + " hours:\n\n"
                        + address(properties.address(), token)
                        + "\n\nThe link opens once. If you did not expect it, tell the administrator.")
                .orElse("The administrator had asked for a link with which you set your password. You no longer have"
                        + " an account, so there is none.");
    }
}
