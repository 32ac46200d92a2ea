package uk.childpathways.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** How somebody who may not come in is told, the same for a name that is not known and a password that is wrong. */
public final class RefusedSignIn {

    /** Name of the session's attribute with the moment from which one may try again. */
    static final String PAUSED_UNTIL = "signin.pausedUntil";

    private RefusedSignIn() {}

    /** A program hears it in a sentence, with the seconds to wait where it must. */
    public static AuthenticationEntryPoint ofAProgram() {
        return (request, response, why) -> {
            boolean paused = why instanceof SignInPaused;
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            // A page's own script asks without a login window of the browser.
            if (!"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Child Pathways\"");
            }
            String sentence = "Log in: the user name or the password is missing or not right.";
            if (why instanceof SignInPaused pause) {
                long seconds = secondsUntil(pause.until());
                response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
                sentence =
                        "There were several wrong passwords from where you are. Try again in " + seconds + " seconds.";
            }
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(("{\"type\":\"about:blank\",\"title\":\"" + (paused ? "A pause" : "Not logged in")
                                    + "\",\"status\":401,\"detail\":\"" + sentence + "\"}")
                            .getBytes(StandardCharsets.UTF_8));
        };
    }

    /** A person is led back to the login page, which says it. */
    public static AuthenticationFailureHandler ofAPerson() {
        return (request, response, why) -> {
            if (why instanceof SignInPaused pause) {
                request.getSession().setAttribute(PAUSED_UNTIL, pause.until().toEpochMilli());
                response.sendRedirect(request.getContextPath() + "/login?pause");
            } else {
                response.sendRedirect(request.getContextPath() + "/login?error");
            }
        };
    }

    /** At least 1. True time, not that of a rehearsal. */
    static long secondsUntil(Instant moment) {
        return Math.max(
                1,
                Duration.ofMillis(moment.toEpochMilli() - System.currentTimeMillis() + 999)
                        .toSeconds());
    }
}
