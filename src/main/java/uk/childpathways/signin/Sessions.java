package uk.childpathways.signin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import uk.childpathways.people.RightsChanged;

/** The sessions of a person, on every node: they lie in the database, and one that is deleted there is over at once. */
@Component
public class Sessions {

    /** @param device what the browser says of itself, in a word */
    public record Open(String id, Instant since, Instant lastUsed, String device) {}

    /** Name of the session's attribute with what the browser said of itself at log-in. */
    public static final String DEVICE = "signin.device";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    Sessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    /** What a session was opened with does not outlive the role or the team it was opened for. */
    @EventListener
    void rightsChanged(RightsChanged change) {
        endAll(change.userId());
    }

    /** Ends all sessions of the person, once the transaction that has the reason is committed. */
    public void endAll(String userId) {
        endOthers(userId, null);
    }

    /** @param keep id of the session that goes on; null for none */
    public void endOthers(String userId, String keep) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    endNow(userId, keep);
                }
            });
        } else {
            endNow(userId, keep);
        }
    }

    private void endNow(String userId, String keep) {
        sessions.findByPrincipalName(userId).keySet().stream()
                .filter(id -> !id.equals(keep))
                .forEach(sessions::deleteById);
    }

    /** Newest use first. */
    List<Open> of(String userId) {
        return sessions.findByPrincipalName(userId).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> new Open(
                        session.getId(),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getAttribute(DEVICE)))
                .sorted(Comparator.comparing(Open::lastUsed).reversed())
                .toList();
    }
}
