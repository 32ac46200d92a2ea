package uk.childpathways.signin;

import java.time.Instant;
import org.springframework.security.core.AuthenticationException;

/** The password was not looked at: too many wrong ones came from there before. */
public class SignInPaused extends AuthenticationException {

    private final Instant until;

    public SignInPaused(Instant until) {
        super("Too many wrong passwords");
        this.until = until;
    }

    /** When it may be tried again. */
    public Instant until() {
        return until;
    }
}
