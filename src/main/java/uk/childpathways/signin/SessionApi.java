package uk.childpathways.signin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page that stands open when the log-in ends, so that nobody is surprised by it in the middle of a sentence. */
@RestController
@RequestMapping("/api/session")
@Tag(name = "Session", description = "How long the caller stays logged in.")
class SessionApi {

    /**
     * @param unusedSeconds after so many seconds without a request the session ends; null for a program without one
     * @param leftSeconds after so many it ends however busy it is; null where that is not known
     */
    record Lasts(Long unusedSeconds, Long leftSeconds) {}

    private final SignedIn signedIn;

    SessionApi(SignedIn signedIn) {
        this.signedIn = signedIn;
    }

    @GetMapping
    @Operation(summary = "When the session ends", description = "Asking is a use of it.")
    Lasts lasts(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return new Lasts(null, null);
        }
        Duration left = signedIn.leftOf(session);
        return new Lasts((long) session.getMaxInactiveInterval(), left == null ? null : left.toSeconds());
    }
}
