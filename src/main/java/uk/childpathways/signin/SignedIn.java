package uk.childpathways.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** What a fresh session is given when somebody has logged in, before the browser asks twenty things at once with it. */
@Component
public class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {

    /** The names that the engine's web applications give their token, in the session and as a cookie. */
    public static final String ENGINE_TOKEN = "CAMUNDA_CSRF_TOKEN";

    private static final String ENGINE_COOKIE = "XSRF-TOKEN";
    private static final String SINCE = "signin.since";
    private static final String USED = "signin.used";

    /** With this header a page that stands open says that it asks by itself, and nobody sits before it. */
    private static final String UNATTENDED = "X-Unattended";

    /** Not more often is it written down that a session is used. */
    private static final Duration WRITTEN_DOWN_EVERY = Duration.ofSeconds(30);

    private final SecureRandom random = new SecureRandom();
    private final Duration longest;
    private final FrontDoor.Settings web;
    private final KnownDevices devices;

    SignedIn(@Value("${pathways.session.longest:12h}") Duration longest, FrontDoor.Settings web, KnownDevices devices) {
        this.devices = devices;
        this.longest = longest;
        this.web = web;
        // What was asked for is remembered with the name that the request claimed to be sent to: back to the address
        // alone.
        setRedirectStrategy((request, response, target) -> response.sendRedirect(
                target.startsWith("/") ? request.getContextPath() + target : withoutHost(target)));
        setDefaultTargetUrl("/camunda/app/tasklist/default/");
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, jakarta.servlet.ServletException {
        HttpSession session = request.getSession();
        session.setAttribute(SINCE, System.currentTimeMillis());
        session.setAttribute(USED, System.currentTimeMillis());
        session.setAttribute(Sessions.DEVICE, Device.of(request.getHeader(HttpHeaders.USER_AGENT)));
        // The engine's filter would make one at each of the first requests, and all but the last would be refused, with
        // the
        // session's end.
        byte[] token = new byte[16];
        random.nextBytes(token);
        session.setAttribute(ENGINE_TOKEN, HexFormat.of().withUpperCase().formatHex(token));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(ENGINE_COOKIE, (String) session.getAttribute(ENGINE_TOKEN))
                        .path(request.getContextPath() + "/camunda")
                        .secure(web.requireTls() || request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
        devices.opened(request, response, who.getName());
        super.onAuthenticationSuccess(request, response, who);
    }

    private static String withoutHost(String address) {
        String behind = address.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "");
        return behind.startsWith("/") ? behind.replaceFirst("^/+", "/") : "/" + behind;
    }

    /** How long the session may go on, however busy it is; null where it does not know when it began. */
    Duration leftOf(HttpSession session) {
        return session.getAttribute(SINCE) instanceof Long since
                ? longest.minusMillis(System.currentTimeMillis() - since)
                : null;
    }

    /** Tasklist asks every ten seconds for what is new: that alone keeps no session alive over night. */
    void used(HttpServletRequest request, HttpSession session) {
        if (request.getHeader(UNATTENDED) == null && unusedFor(session).compareTo(WRITTEN_DOWN_EVERY) > 0) {
            session.setAttribute(USED, System.currentTimeMillis());
        }
    }

    private static Duration unusedFor(HttpSession session) {
        return session.getAttribute(USED) instanceof Long used
                ? Duration.ofMillis(System.currentTimeMillis() - used)
                : Duration.ZERO;
    }

    /** Whether the session has lasted as long as one may, however busy it was, or nobody has used it for too long. */
    boolean over(HttpSession session) {
        Duration left = leftOf(session);
        return left != null && left.isNegative()
                || unusedFor(session).toSeconds() > session.getMaxInactiveInterval()
                        && session.getMaxInactiveInterval() > 0;
    }
}
