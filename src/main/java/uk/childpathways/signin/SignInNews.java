package uk.childpathways.signin;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;

/**
 * What happens at the door and somebody should be able to read later: never a password, and never a user name that is
 * nobody's, since people type passwords into the wrong box.
 */
@Component
public class SignInNews {

    private static final Logger LOG = LoggerFactory.getLogger(SignInNews.class);

    private final AuditTrail trail;

    SignInNews(AuditTrail trail) {
        this.trail = trail;
    }

    void repeatedWrongPasswords(String userId, boolean known, String source, int times) {
        LOG.warn("{} wrong passwords for {} account from {}", times, known ? "one" : "an unknown", source);
        trail.keep(Change.of(AuditKind.SIGN_IN, "wrong passwords", known ? userId : "an unknown account")
                .after(Map.of("times", times, "from", source)));
    }

    public void passwordSet(String userId) {
        trail.keep(Change.of(AuditKind.SIGN_IN, "password set", userId));
    }

    void endedOtherSessions(String userId) {
        trail.keep(Change.of(AuditKind.SIGN_IN, "other sessions ended", userId));
    }
}
