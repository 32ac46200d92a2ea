package uk.childpathways.notices;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something people must be notified of, once for each person.
 *
 * @param eventKey names the event; nobody is notified of the same event twice
 * @param childRef the child's reference, or null where no child is concerned
 * @param journeyId the run of the pathway, or null
 * @param kind a word for sorting, such as {@code breach} or {@code reminder}
 * @param subject one line; a child reference, never a name
 * @param text the whole message; a child reference, never a name
 * @param recipients ids of people or groups, or {@link #ownerOf(UUID)}
 * @param notBefore when it goes out, by the application's clock; null for at once
 * @param onlyWhileOpenDeadlineId the notice is dropped if this deadline is no longer open by then; may be null
 */
public record Notice(
        String eventKey,
        String childRef,
        UUID journeyId,
        String kind,
        String subject,
        String text,
        List<String> recipients,
        Instant notBefore,
        UUID onlyWhileOpenDeadlineId) {

    private static final String OWNER_OF = "owner-of:";
    private static final String ONLY = "only:";

    public Notice {
        recipients = recipients.stream().distinct().sorted().toList();
    }

    /** A notice that goes out at once. */
    public static Notice now(
            String eventKey,
            String childRef,
            UUID journeyId,
            String kind,
            String subject,
            String text,
            List<String> recipients) {
        return new Notice(eventKey, childRef, journeyId, kind, subject, text, recipients, null, null);
    }

    /** The person who holds the task of this deadline when the notice goes out: tasks change hands. */
    public static String ownerOf(UUID deadlineId) {
        return OWNER_OF + deadlineId;
    }

    /** This person and nobody in their place: not those who cover, not their managers. */
    static String only(String userId) {
        return ONLY + userId;
    }

    static boolean isOnly(String recipient) {
        return recipient.startsWith(ONLY);
    }

    static String personIn(String recipient) {
        return recipient.substring(ONLY.length());
    }

    static boolean isOwnerOf(String recipient) {
        return recipient.startsWith(OWNER_OF);
    }

    static UUID deadlineIn(String recipient) {
        return UUID.fromString(recipient.substring(OWNER_OF.length()));
    }
}
